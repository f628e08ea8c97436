/* Still pictures (`?still=whole`, `title`, `map`, `bare` or `cover`): one step and nothing to press, its text set to fit the frame. */
(function (nm) {
  "use strict";
  var root = document.documentElement, LEAST = 0.62, WITH_NOTES = 0.82, STRIDE = 0.02;

  /** A line above the text says which story this is, and which of its steps. */
  function head() {
    var line = document.createElement("p"), title = document.querySelector(".title-card h1");
    line.className = "still-head";
    line.appendChild(document.createElement("span")).textContent = title ? title.textContent : document.title;
    line.appendChild(document.createElement("b"));
    var story = document.getElementById("story");
    story.insertBefore(line, story.firstChild);
    return line.lastChild;
  }

  function Still() {
    this.number = head();
    var self = this;
    window.addEventListener("resize", function () { self.fit(); });
  }

  Still.prototype.show = function (index, total) {
    this.number.textContent = index + 1 + " / " + total;
    this.fit();
  };

  /** Set the text as large as the frame allows: notes go before letters get small, and what is left out is said. */
  Still.prototype.fit = function () {
    var story = document.getElementById("story"), size, self = this;
    function fits(scale) {
      root.style.fontSize = (size * scale).toFixed(2) + "px";
      return story.scrollHeight <= story.clientHeight + 1;
    }
    function largest(least) {
      for (var scale = 1; scale >= least - 1e-9; scale -= STRIDE) if (fits(scale)) return true;
      return false;
    }
    root.style.fontSize = "";
    root.classList.remove("without-notes", "is-cut");
    size = parseFloat(getComputedStyle(root).fontSize);
    if (root.dataset.still === "map" || root.dataset.still === "bare" || largest(WITH_NOTES)) return;
    root.classList.add("without-notes");
    if (!largest(LEAST)) root.classList.add("is-cut");
  };

  nm.Still = Still;
})((window.narrativeMap = window.narrativeMap || {}));

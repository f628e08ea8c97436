/* The page: map, text and controls brought together. `narrativeMap.open(map, data)` starts it; parts of the map follow with `arrive`. */
(function (nm) {
  "use strict";
  var root = document.documentElement, stage, scroller, said, words;

  function text(id) {
    var node = document.getElementById(id);
    return node ? node.textContent : "";
  }

  /** The height of a map that stands above the text (a phone), with the time line, or 0 where it stands beside it. In pixels. */
  function band(map) {
    var box = map.getContainer().getBoundingClientRect();
    return box.width >= root.clientWidth - 2 ? map.getContainer().offsetHeight + (parseFloat(getComputedStyle(map.getContainer()).marginBottom) || 0) : 0; /* in a frame that is not shown, no style may be known */
  }

  nm.open = function (map, data) {
    nm.setWorld(data.world);
    stage = nm.stage = new nm.Stage(map, data);
    scroller = new nm.Scroller({ view: stage, band: function () { return band(map); }, onStep: onStep, onRest: onRest });
    nm.scroller = scroller;
    pager();
    theme();
    scroller.start();
    said = scroller.current;
    window.addEventListener("load", function () {
      /* What has not come by now (a file cut short) will not come: the story goes on without it. */
      stage.pending.filter(function (part) { return part !== "fonts" && part.indexOf("relief") < 0; }).forEach(function (part) { stage.arrived(part); });
    });
  };

  /** The scripts that follow the first view have come. */
  nm.late = function () {
    if (!scroller) return;
    nm.measured(stage);
    stage.keyed();
    stage.letterSoon();
    nm.order = new nm.Order(scroller, stage.data.order, stage.data.words, timeline);
    nm.cards = new nm.Cards(stage.scene, scroller);
  };

  function onStep(id, index) {
    var total = scroller.steps.length;
    if (nm.order) nm.order.here(id);
    document.getElementById("progress-bar").style.width = ((index + 1) / total) * 100 + "%";
    document.getElementById("progress-count").textContent = index + 1 + " / " + total;
    document.getElementById("previous").disabled = false;
    document.getElementById("next").disabled = index === total - 1;
    if (words) words.removeAttribute("id");
    words = document.getElementById(id).querySelector(".map-words");
    words.id = "part-map"; /* what describes the map: no step can have this id */
    stage.map.getContainer().setAttribute("aria-describedby", words.id);
    if (nm.cards) nm.cards.close(false);
    if (nm.claims) nm.claims.hide();
    if (nm.still) nm.still.show(index, total);
    if (nm.follow) nm.follow.show();
    timeline();
  }

  /** Said aloud once for each step that the reader comes to rest at: not on opening the page, not for steps flown past. */
  function onRest(id, index) {
    if (said && id !== said) {
      var section = document.getElementById(id);
      document.getElementById("announcer").textContent = stage.data.words.step + " " + (index + 1) + " / " + scroller.steps.length + ": " + wordsOf(section, "h2") + ". " + wordsOf(section, ".map-words");
    }
    said = id;
  }

  function wordsOf(section, part) { return section.querySelector(part).textContent; }

  function timeline() {
    if (nm.timeline) nm.timeline.show();
  }

  function pager() {
    document.getElementById("next").addEventListener("click", function () { scroller.move(1, {}); });
    document.getElementById("previous").addEventListener("click", function () { scroller.move(-1, {}); });
    var contents = document.querySelector(".contents");
    contents.addEventListener("click", function (event) { if (event.target.closest("a")) contents.open = false; });
    contents.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !contents.open) return;
      contents.open = false;
      contents.querySelector("summary").focus();
    });
    ["click", "focusin"].forEach(function (name) {
      document.addEventListener(name, function (event) { if (!contents.contains(event.target)) contents.open = false; });
    });
  }

  function theme() {
    var button = document.getElementById("theme");
    button.addEventListener("click", function () {
      var dark = root.dataset.theme ? root.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      stage.recolour();
    });
  }

  /** A part of the page that comes after the first view: a level of the basemap, its relief, its labels, the fonts. */
  nm.arrive = function (part) {
    if (!stage) return;
    var payload = JSON.parse(text("part-" + part) || "null");
    function done() { stage.arrived(part); }
    if (!payload) return done();
    if (payload.claims) nm.claims = new nm.Claims(scroller, payload.claims);
    if (payload.timeline) nm.timeline = new nm.Timeline({ box: document.querySelector(".timeline"), data: payload.timeline, words: stage.data.words, statuses: stage.data.statuses, scroller: scroller, order: nm.order });
    if (payload.still && root.hasAttribute("data-still")) {
      nm.still = new nm.Still(payload.still, scroller);
      stage.measure();
    }
    if (payload.explorer && !nm.still) nm.explore(payload.explorer, stage, scroller);
    if (payload.papers) nm.papers = new nm.Papers({ stage: stage, scroller: scroller, order: nm.order, data: payload.papers });
    if (payload.readings) nm.readings = new nm.Readings(stage, scroller, payload.readings);
    /* In other type the text is longer or shorter: keep the reader at the step. */
    stage.receive(payload, done, function () {
      if (nm.still) nm.still.fit();
      scroller.realign();
      timeline();
    });
  };
})((window.narrativeMap = window.narrativeMap || {}));

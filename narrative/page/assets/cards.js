/* Cards: what the page knows about a place or a person, shown beside the map; and place names in the text that light the map. */
(function (nm) {
  "use strict";

  function Cards(scene, scroller) {
    this.scene = scene;
    this.scroller = scroller;
    var panel = (this.panel = document.getElementById("card")), self = this;
    this.body = panel.querySelector(".card-body");
    panel.querySelector(".card-close").addEventListener("click", function () { self.close(true); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && !panel.hidden) { event.preventDefault(); self.close(true); }
    });
    /* Who tabs on leaves the card, which would lie over what comes next. */
    panel.addEventListener("focusout", function (event) { if (event.relatedTarget && !panel.contains(event.relatedTarget)) self.close(false); });
    document.querySelectorAll(".statement").forEach(function (anchor) {
      anchor.dataset.statement = anchor.getAttribute("href").slice(11);
      anchor.setAttribute("aria-haspopup", "dialog");
    });
    scene.onOpen = function (id, opener) { self.open("place-" + id, opener); };
    scene.onHover = function (id) { self.mark(id); };
    scene.onStep = function (id) { scroller.address(id, true); scroller.jump(id, {}); };
    document.addEventListener("click", function (event) {
      var anchor = event.target.closest && event.target.closest("a[href^='#place-'], a[href^='#person-'], a[href^='#statement-'], a[href^='#document-'], a[href^='#reading-'], a[href^='#term-'], a[href='#cite-title']"), entry;
      if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
      entry = document.getElementById(anchor.hash.slice(1));
      if (entry && !entry.classList.contains("entry")) return; /* a step may be called "reading-on" */
      event.preventDefault();
      self.open(anchor.getAttribute("href").slice(1), anchor);
    });
    ["mouseover", "focusin"].forEach(function (name) {
      document.addEventListener(name, function (event) { var anchor = event.target.closest && event.target.closest(".place-name"); if (anchor) scene.hover(anchor.dataset.ref, false); });
    });
    ["mouseout", "focusout"].forEach(function (name) {
      document.addEventListener(name, function (event) { if (event.target.closest && event.target.closest(".place-name")) scene.hover(null, false); });
    });
  }

  /** A place under the pointer on the map marks its names in the step being read. */
  Cards.prototype.mark = function (id) {
    document.querySelectorAll(".place-name.is-marked").forEach(function (anchor) { anchor.classList.remove("is-marked"); });
    if (!id) return;
    document.querySelectorAll(".step.is-current .place-name").forEach(function (anchor) {
      if (anchor.dataset.ref === id) anchor.classList.add("is-marked");
    });
  };

  Cards.prototype.open = function (target, opener) {
    var entry = document.getElementById(target);
    if (!entry) return;
    if (!this.panel.contains(opener)) this.opener = opener;
    var copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll("[id]").forEach(function (node) { node.removeAttribute("id"); });
    this.body.replaceChildren(copy);
    if (nm.papers) nm.papers.card(copy, target);
    if (this.more) this.more(copy, target); /* what can be done with it */
    var heading = copy.querySelector("h3");
    heading.setAttribute("tabindex", "-1");
    this.panel.hidden = false;
    this.panel.setAttribute("aria-label", heading.textContent);
    this.panel.scrollTop = 0;
    heading.focus({ preventScroll: true });
    if (target.indexOf("place-") === 0) this.scroller.tell("place", { place: target.slice(6) });
  };

  Cards.prototype.close = function (giveBack) {
    if (this.panel.hidden) return;
    this.panel.hidden = true;
    if (giveBack && this.opener && this.opener.isConnected) this.opener.focus({ preventScroll: true });
  };

  nm.Cards = Cards;
})((window.narrativeMap = window.narrativeMap || {}));

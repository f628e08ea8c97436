/* The scroller: which step is being read, and every way of going to one (scroll, keys, buttons, links, history, messages).
 *
 * It knows nothing of maps. It calls view.show(id, still, done) with the step to show; `done` says that the view has come to rest.
 * `steps` holds the ids in the order that is being read, and so do `window.story.steps` and the messages' `index`: the order of telling
 * until `arrange` gives another, or hides some of them. A section's `data-index` is its place in the telling, always.
 */
(function (nm) {
  "use strict";
  var root = document.documentElement;

  function Scroller(options) {
    var sections = Array.prototype.slice.call(document.querySelectorAll("section.step"));
    this.all = this.sections = sections; /* `sections` and `steps`: those that are read; `all`: those that are hidden too */
    this.steps = sections.map(function (section) { return section.id; });
    this.slug = root.dataset.story || "";
    this.view = options.view;
    this.onStep = options.onStep || function () {};
    this.onRest = options.onRest || function () {};
    this.choices = function () { return {}; }; /* what else the reader has chosen, to be told with every step; see explorer.js */
    this.onHidden = function () {}; /* called with a hidden step that is asked for: to show it again */
    this.band = options.band || function () { return 0; };
    this.current = null;
    this.turn = 0;
    this.pinned = false; /* true while we, not the reader, decide where the page is scrolled to */
    if ("scrollRestoration" in history) history.scrollRestoration = "manual";
    var self = this, waiting = false;
    this.still = root.hasAttribute("data-still"); /* a picture shows one step alone: there is nothing to scroll */
    window.addEventListener("scroll", function () {
      if (waiting || self.still) return;
      waiting = true;
      requestAnimationFrame(function () { waiting = false; self.read(); });
    }, { passive: true });
    ["wheel", "touchstart", "pointerdown", "keydown"].forEach(function (name) {
      window.addEventListener(name, function () { self.pinned = false; }, { passive: true, capture: true });
    });
    window.addEventListener("keydown", function (event) { self.key(event); });
    window.addEventListener("popstate", function () { self.follow(); });
    window.addEventListener("hashchange", function () { self.follow(); });
    document.addEventListener("click", function (event) { self.click(event); });
    window.addEventListener("message", function (event) { self.receive(event); });
    this.widths();
  }

  /** Where the eye reads: the step whose top has passed this line is the one being read. In pixels from the top of the frame. */
  Scroller.prototype.line = function () {
    var band = this.band();
    return band + (window.innerHeight - band) * 0.5;
  };

  /** Where a step's top is put when the reader goes to it. */
  Scroller.prototype.rest = function () {
    var band = this.band(), free = window.innerHeight - band;
    return band + Math.min(band ? 10 : 96, free * (band ? 0.05 : 0.12));
  };

  Scroller.prototype.at = function () {
    var line = this.line(), found = 0;
    this.sections.some(function (section, i) {
      if (section.getBoundingClientRect().top > line) return true;
      found = i;
      return false;
    });
    return found;
  };

  Scroller.prototype.read = function () {
    /* Our own scrolling, not the reader's: in a frame that has no height yet (Streamlit's) the line would pick another step. */
    if (this.pinned && Math.abs(window.scrollY - this.put) < 2) return;
    this.activate(this.steps[this.at()], {});
  };

  /** Make a step the one being read. how: {still, requestId, quiet (leave the URL)}. */
  Scroller.prototype.activate = function (id, how) {
    var self = this, index = this.steps.indexOf(id), turn;
    if (id === this.current) {
      if (how.requestId !== undefined) this.tell("step", { requestId: how.requestId });
      return;
    }
    this.current = id;
    turn = ++this.turn;
    root.removeAttribute("data-settled");
    root.setAttribute("data-step", id);
    this.all.forEach(function (section) {
      section.classList.toggle("is-current", section.id === id);
      if (section.id === id) section.setAttribute("aria-current", "step"); else section.removeAttribute("aria-current");
    });
    if (!how.quiet) this.address(id, false);
    this.tell("step", how.requestId === undefined ? {} : { requestId: how.requestId });
    this.onStep(id, index);
    this.view.show(id, Boolean(how.still), function () {
      if (turn !== self.turn) return;
      self.realign();
      self.onRest(id, self.steps.indexOf(id));
      root.setAttribute("data-settled", id);
    });
  };

  /** Write the step into the URL: `?step=` where the page was opened that way, `#step` otherwise. A frame from srcdoc has no URL to write. */
  Scroller.prototype.address = function (id, push) {
    var url = new URL(location.href);
    if (url.searchParams.has("step")) {
      url.searchParams.set("step", id);
      url.hash = "";
    } else url.hash = id;
    try {
      history[push ? "pushState" : "replaceState"](null, "", url.protocol === "about:" ? url.hash || url.search : url.href);
    } catch (error) { /* about:srcdoc */ }
  };

  /**
   * Put the sections into another order, and hide those that are not kept (kept: {id: true}; without it all are).
   * The step being read stays the one being read; where it is hidden, the next that is kept takes its place.
   */
  Scroller.prototype.arrange = function (ids, kept) {
    var focused = document.activeElement, started = window.scrollY > 0, current = this.current, turn = this.turn;
    var sections = ids.map(function (id) { return document.getElementById(id); });
    nm.rearrange(this.all, sections);
    this.all = sections;
    sections.forEach(function (section) { section.hidden = Boolean(kept) && !kept[section.id]; });
    this.sections = sections.filter(function (section) { return !section.hidden; });
    this.steps = this.sections.map(function (section) { return section.id; });
    if (focused !== document.activeElement) focused.focus({ preventScroll: true });
    if (current === null) return;
    for (var i = ids.indexOf(current); kept && i < ids.length && !kept[current]; i++) current = ids[i];
    if (kept && !kept[current]) current = this.steps[this.steps.length - 1];
    if (started) this.jump(current, { quiet: true, still: true });
    else this.toTop({ quiet: true, still: true }); /* who still reads the title starts at the first step */
    if (turn !== this.turn) return; /* another step is read, and all have been told so */
    this.onStep(this.current, this.steps.indexOf(this.current));
    this.tell("step", {});
  };

  Scroller.prototype.has = function (id) {
    return this.all.some(function (section) { return section.id === id; });
  };

  Scroller.prototype.asked = function () {
    var id = "", query = new URLSearchParams(location.search).get("step");
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (error) { /* a broken escape is an unknown step */ }
    if (this.has(id)) return id;
    return this.has(query) ? query : null;
  };

  Scroller.prototype.follow = function () {
    var id = this.asked();
    if (id) this.jump(id, { quiet: true });
    else if (!location.hash) this.toTop({ quiet: true });
  };

  Scroller.prototype.toTop = function (how) {
    window.scrollTo({ top: 0, behavior: "instant" });
    this.activate(this.steps[0], how || {});
  };

  /** Scroll so that a step is the one being read, and show it. */
  Scroller.prototype.jump = function (id, how) {
    if (this.steps.indexOf(id) < 0) this.onHidden(id);
    var section = this.sections[this.steps.indexOf(id)];
    this.pinned = true;
    var top = section.getBoundingClientRect().top + window.scrollY - this.rest();
    if (!this.still) {
      window.scrollTo({ top: Math.max(0, Math.round(top)), behavior: "instant" });
      this.put = window.scrollY;
    }
    this.activate(id, how || {});
  };

  /** After the text has been set anew (fonts, a turned phone): keep the reader at the step being read. */
  Scroller.prototype.widths = function () {
    var self = this, width = root.clientWidth;
    /* The browser scrolls to a #fragment by itself, while the page loads and after: it is told where a step rests. */
    function tell() { root.style.setProperty("--rest", Math.round(self.rest()) + "px"); }
    tell();
    window.addEventListener("resize", function () {
      tell();
      if (root.clientWidth === width) return self.realign(); /* higher only: a reader who has moved by hand stays where he is */
      width = root.clientWidth;
      if (self.current && window.scrollY > 0) self.jump(self.current, { quiet: true });
    });
  };

  Scroller.prototype.realign = function () {
    if (this.pinned && this.current) this.jump(this.current, { quiet: true });
  };

  Scroller.prototype.start = function () {
    var id = this.asked(), self = this;
    if (id) this.jump(id, { still: true, quiet: true });
    else this.activate(this.steps[0], { still: true, quiet: true });
    window.story = {
      get steps() { return self.steps.slice(); },
      goto: function (step) { return self.go(step, {}); },
      next: function () { return self.move(1, {}); },
      previous: function () { return self.move(-1, {}); }
    };
    this.tell("ready", {});
  };

  Scroller.prototype.go = function (id, how) {
    if (!this.has(id)) {
      this.tell("error", { message: "no step \"" + id + "\" in this story", requestId: how.requestId });
      return false;
    }
    this.jump(id, how);
    return true;
  };

  Scroller.prototype.move = function (by, how) {
    var index = this.steps.indexOf(this.current) + by;
    if (by < 0 && index < 0 && window.scrollY > 0) this.toTop({ quiet: true }); /* back to the title */
    if (index < 0 || index >= this.steps.length) {
      if (how.requestId !== undefined) this.tell("error", { message: by > 0 ? "this is the last step" : "this is the first step", requestId: how.requestId });
      return false;
    }
    /* From the title, "next" is the first step itself. */
    if (by > 0 && index === 1 && this.sections[0].getBoundingClientRect().top > this.rest() + 2) index = 0;
    this.jump(this.steps[index], how);
    return true;
  };

  Scroller.prototype.key = function (event) {
    var target = event.target;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.closest && target.closest("input, textarea, select, [contenteditable], dialog, [role=dialog], .contents, .appendix")) return;
    var section = this.sections[this.steps.indexOf(this.current)], box = section && section.getBoundingClientRect();
    var foot = section && section.querySelector(".step-body").getBoundingClientRect().bottom, done = false;
    if (event.key === "ArrowRight") done = this.move(1, {});
    else if (event.key === "ArrowLeft") done = this.move(-1, {}) || true;
    else if (event.key === "ArrowDown" && foot <= window.innerHeight) done = this.move(1, {}); /* else the text scrolls on, as anywhere */
    else if (event.key === "ArrowUp" && box.top >= this.band()) done = this.move(-1, {});
    else if (event.key === "Home") { this.toTop({}); done = true; }
    else if (event.key === "End") { this.jump(this.steps[this.steps.length - 1], {}); done = true; }
    if (done) event.preventDefault();
  };

  Scroller.prototype.click = function (event) {
    var anchor = event.target.closest && event.target.closest("a[href^='#']");
    if (!anchor || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var id = decodeURIComponent(anchor.getAttribute("href").slice(1));
    if (!this.has(id)) return;
    event.preventDefault();
    if (id !== this.current) this.address(id, true); /* a deliberate leap: Back returns from it */
    this.jump(id, {});
    var heading = document.getElementById(id).querySelector("h2");
    if (heading && !anchor.closest(".pager")) heading.focus({ preventScroll: true });
  };

  Scroller.prototype.tell = function (type, more) {
    if (window.parent === window) return;
    var message = { source: "narrative-map", version: 1, type: type, story: this.slug, step: this.current, index: this.steps.indexOf(this.current), total: this.steps.length };
    Object.assign(message, type === "step" ? this.choices() : {});
    Object.keys(more).forEach(function (key) { if (more[key] !== undefined) message[key] = more[key]; });
    window.parent.postMessage(message, "*");
  };

  /** Commands come from the embedding page only, and only in the form that the contract gives; anything else is ignored. */
  Scroller.prototype.receive = function (event) {
    var command = event.data;
    if (event.source !== window.parent || event.source === window || !command || typeof command !== "object") return;
    if (command.target !== "narrative-map" || command.version !== 1) return;
    var how = { requestId: command.requestId };
    if (command.type === "goto") this.go(String(command.step), how);
    else if (command.type === "next") this.move(1, how);
    else if (command.type === "previous") this.move(-1, how);
  };

  /** Put nodes into another order at the places where they stand; arranging back restores the document exactly. */
  nm.rearrange = function (nodes, ordered) {
    nodes.map(function (node) {
      var slot = document.createComment("");
      node.replaceWith(slot);
      return slot;
    }).forEach(function (slot, i) { slot.replaceWith(ordered[i]); });
  };

  nm.Scroller = Scroller;
})((window.narrativeMap = window.narrativeMap || {}));

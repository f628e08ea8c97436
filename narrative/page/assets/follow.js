/* Following: the people and places that the reader has chosen. The story narrows to their steps; nothing of it is lost.
 *
 * `?people=a,b&places=c` opens the page so; a choice rewrites the address and adds nothing to the history. The steps are those in which
 * any of the chosen takes part. A person's links are those of the steps that the person is in, as far as their kind is a person's own; a place's are all
 * that begin or end there.
 */
(function (nm) {
  "use strict";
  var KINDS = ["people", "places"], PREFIX = { people: "person-", places: "place-" };

  function listOf(text) { return (text || "").split(",").filter(Boolean); }

  /** options: {stage, scroller, order, words}. The people and places are read from the page's own appendix. */
  function Follow(options) {
    var self = this;
    this.stage = options.stage;
    this.scroller = options.scroller;
    this.order = options.order;
    this.words = options.words;
    this.chosen = { people: [], places: [] };
    this.told = options.scroller.all.slice().sort(function (a, b) { return a.dataset.index - b.dataset.index; }).map(function (section) { return section.id; });
    this.trail = new nm.Trail(options.stage, function (id) { self.scroller.go(id, {}); });
    this.scroller.onHidden = function (id) {
      self.set(self.asked());
      if (self.scroller.steps.indexOf(id) < 0) self.clear();
    };
    window.addEventListener("popstate", function () {
      if (self.set(self.asked())) self.scroller.follow();
    });
    this.chip();
  }

  /** {people: {id: {name, steps: {id: true}}}, places: the same}: read when someone asks, for the list may be long; papers.js sets others. */
  Object.defineProperty(Follow.prototype, "known", {
    get: function () { return (this.read = this.read || listed()); },
    set: function (known) { this.read = known; }
  });

  function listed() {
    var known = {};
    KINDS.forEach(function (kind) {
      known[kind] = {};
      document.querySelectorAll(".appendix .entry[id^='" + PREFIX[kind] + "']").forEach(function (entry) {
        var steps = {};
        entry.querySelectorAll("ol a").forEach(function (anchor) { steps[anchor.getAttribute("href").slice(1)] = true; });
        known[kind][entry.id.slice(PREFIX[kind].length)] = { name: entry.querySelector("h3").firstChild.textContent.trim(), steps: steps };
      });
    });
    return known;
  }

  /** What the address asks for, as far as the story knows it and has steps of it. */
  Follow.prototype.asked = function () {
    var query = new URLSearchParams(location.search), self = this, asked = {};
    KINDS.forEach(function (kind) {
      asked[kind] = listOf(query.get(kind)).filter(function (id, i, all) { return all.indexOf(id) === i && self.can(kind, id); });
    });
    return asked;
  };

  Follow.prototype.can = function (kind, id) {
    var known = Object.prototype.hasOwnProperty.call(this.known[kind], id) && this.known[kind][id];
    return Boolean(known) && Object.keys(known.steps).length > 0;
  };

  Follow.prototype.has = function (kind, id) { return this.chosen[kind].indexOf(id) >= 0; };
  Follow.prototype.any = function () { return this.chosen.people.length + this.chosen.places.length > 0; };

  /** The steps of a choice: {id: true}. */
  Follow.prototype.stepsOf = function (chosen) {
    var steps = {}, self = this;
    KINDS.forEach(function (kind) { chosen[kind].forEach(function (id) { Object.assign(steps, self.known[kind][id].steps); }); });
    return steps;
  };

  /** The links of a choice in the order that is being read: [{step, data}]. */
  Follow.prototype.linksOf = function (chosen) {
    var self = this, found = [], steps = this.stepsOf(chosen);
    this.order.ids[this.order.name].forEach(function (id) {
      if (!steps[id]) return;
      var person = chosen.people.some(function (each) { return self.known.people[each].steps[id]; });
      self.stage.data.steps[id].links.forEach(function (link) {
        var place = chosen.places.some(function (each) { return link.from === each || link.to === each; });
        if (place || (person && self.stage.data.kinds[link.kind].personal)) found.push({ step: id, data: link });
      });
    });
    return found;
  };

  /** "11 steps, 2 journeys, 5 messages" */
  Follow.prototype.counted = function (chosen) {
    var kinds = this.stage.data.kinds, steps = Object.keys(this.stepsOf(chosen)).length, counts = {};
    this.linksOf(chosen).forEach(function (link) { counts[link.data.kind] = (counts[link.data.kind] || 0) + 1; });
    return (steps ? [steps + " " + this.words.counted[steps === 1 ? 0 : 1]] : []).concat(Object.keys(kinds).filter(function (kind) { return counts[kind]; }).map(function (kind) {
      return counts[kind] + " " + (counts[kind] === 1 ? kinds[kind].one : kinds[kind].many);
    })).join(", ");
  };

  Follow.prototype.one = function (kind, id) {
    var chosen = { people: [], places: [] };
    chosen[kind].push(id);
    return chosen;
  };

  /** Take a choice over: true if it differs from the one before. */
  Follow.prototype.set = function (chosen) {
    if (KINDS.every(function (kind) { return chosen[kind].join() === this.chosen[kind].join(); }, this)) return false;
    this.chosen = chosen;
    this.label();
    this.trail.leave();
    this.order.keep(this.any() ? this.stepsOf(chosen) : null);
    var asked = this.scroller.asked(); /* the address names no step that is hidden */
    if (asked && this.scroller.steps.indexOf(asked) < 0) this.scroller.address(this.scroller.current, false);
    this.stage.show(this.scroller.current, true, this.stage.lastDone); /* the step's own view, whole, as if opened on it */
    return true;
  };

  /** The reader's own choice: also in the address. overview: show all their ways at once. */
  Follow.prototype.choose = function (chosen, overview) {
    if (!this.set(chosen)) return;
    var url = new URL(location.href);
    KINDS.forEach(function (kind) {
      if (chosen[kind].length) url.searchParams.set(kind, chosen[kind].join(",")); else url.searchParams.delete(kind);
    });
    url.search = url.search.replace(/%2C/gi, ",");
    try {
      history.replaceState(history.state, "", url.href);
    } catch (error) { /* about:srcdoc has no address */ }
    if (overview && this.any()) this.trail.overview();
  };

  Follow.prototype.toggle = function (kind, id) {
    var chosen = { people: this.chosen.people.slice(), places: this.chosen.places.slice() }, at = chosen[kind].indexOf(id);
    if (at < 0) chosen[kind].push(id); else chosen[kind].splice(at, 1);
    this.choose(chosen, true);
  };

  Follow.prototype.clear = function () { this.choose({ people: [], places: [] }, false); };

  /** Called at every step, before the map shows it: the overlay is made anew of the choice and the step. */
  Follow.prototype.show = function () {
    var steps = this.scroller.steps, self = this, links;
    if (!this.any()) return this.trail.leave();
    links = this.linksOf(this.chosen).map(function (link) { return { data: link.data, step: link.step, number: steps.indexOf(link.step) + 1, title: self.title(link.step) }; });
    this.trail.enter(links, this.chosen.places, this.scroller.current);
  };

  Follow.prototype.title = function (id) { return document.querySelector("#" + CSS.escape(id) + " h2").textContent; };

  /** Names of the chosen, listed; many are counted. */
  Follow.prototype.names = function () {
    var self = this, names = [];
    KINDS.forEach(function (kind) { self.chosen[kind].forEach(function (id) { names.push(self.known[kind][id].name); }); });
    if (names.length > 3) return this.words.chosen.replace("{}", names.length);
    return names.length < 2 ? names.join("") : names.slice(0, -1).join(", ") + " " + this.words.and + " " + names[names.length - 1];
  };

  /** The chip on the map: who is followed, their ways at once, and all steps again. */
  Follow.prototype.chip = function () {
    var self = this, words = this.words, box = (this.box = nm.element("div", { "class": "chip keep-clear", role: "group", "aria-label": words.follow }));
    this.who = nm.element("button", { type: "button", "class": "chip-who", "aria-haspopup": "dialog" }, box);
    this.who.addEventListener("click", function () { nm.chooser.open(); });
    var ways = nm.element("button", { type: "button", "class": "chip-ways", "aria-label": words.whole, title: words.whole }, box);
    ways.innerHTML = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"/></svg>';
    ways.addEventListener("click", function () { self.trail.overview(); });
    var clear = nm.element("button", { type: "button", "class": "chip-clear", "aria-label": words.clear, title: words.clear }, box);
    clear.textContent = "×";
    clear.addEventListener("click", function () {
      self.clear();
      nm.headingOf(self.scroller.current).focus({ preventScroll: true });
    });
    L.DomEvent.disableClickPropagation(box);
  };

  /** Say who is followed; before the map is lettered, for lettering keeps clear of the chip. */
  Follow.prototype.label = function () {
    if (!this.any()) return this.box.remove();
    this.who.replaceChildren();
    nm.element("b", {}, this.who).textContent = this.names() + ": ";
    nm.element("span", {}, this.who).textContent = this.counted(this.chosen);
    if (!this.box.isConnected) this.stage.furniture.prepend(this.box);
  };

  nm.Follow = Follow;
})((window.narrativeMap = window.narrativeMap || {}));

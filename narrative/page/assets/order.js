/* Told or happened: puts the steps, and the list of contents, into the order of telling or into the order of their dates.
 *
 * `?order=date` opens the page by date. Switching rewrites the address and adds nothing to the history.
 */
(function (nm) {
  "use strict";
  var MANY = 200; /* a longer list of contents is written when it is opened */
  var root = document.documentElement;

  /** data: {date: indices by date, moved: indices of those that the telling has elsewhere}. onChange() is called after a switch. */
  function Order(scroller, data, words, onChange) {
    var told = scroller.steps.slice(), self = this;
    this.scroller = scroller;
    this.words = words;
    this.name = "told";
    this.ids = { told: told, date: data.date.map(function (index) { return told[index]; }) };
    this.moved = data.moved.map(function (index) { return told[index]; });
    this.kept = null;
    this.onChange = onChange;
    window.addEventListener("popstate", function () { self.set(asked()); });
    if (told.length > MANY) ["click", "toggle"].forEach(function (name) {
      document.querySelector(".contents").addEventListener(name, function (event) { if (name === "toggle" || event.target.closest("summary")) self.write(); });
    });
    this.contents();
    this.set(asked());
  }

  function asked() {
    return new URLSearchParams(location.search).get("order") === "date" ? "date" : "told";
  }

  Order.prototype.set = function (name) {
    if (name === this.name) return;
    this.name = name;
    if (name === "told") root.removeAttribute("data-order"); else root.setAttribute("data-order", name);
    this.notes(name === "date");
    this.arrange();
    this.onChange();
  };

  Order.prototype.arrange = function () {
    var kept = this.kept;
    this.contents();
    document.querySelector(".skip").setAttribute("href", "#" + this.ids[this.name].find(function (id) { return !kept || kept[id]; }));
    this.scroller.arrange(this.ids[this.name], kept);
  };

  /** Narrow the story to some steps ({id: true}), in this order or the other; null: all of them again. */
  Order.prototype.keep = function (kept) {
    this.kept = kept;
    this.arrange();
  };

  /** The list of contents has to be written anew: at once, or where it is long before it is next seen. */
  Order.prototype.contents = function () {
    this.entries = null;
    if (this.ids.told.length <= MANY || document.querySelector(".contents").open) this.write();
  };

  /** Write it from the steps themselves; each keeps its number in the telling. */
  Order.prototype.write = function () {
    if (this.entries) return;
    var numbers = {}, kept = this.kept, list = document.querySelector(".contents ol"), entries = (this.entries = {});
    this.ids.told.forEach(function (id, i) { numbers[id] = i + 1; });
    list.replaceChildren.apply(list, this.ids[this.name].filter(function (id) { return !kept || kept[id]; }).map(function (id) {
      var section = document.getElementById(id), entry = document.createElement("li"), anchor = (entries[id] = document.createElement("a"));
      anchor.href = "#" + id;
      anchor.append(make("span", numbers[id]), section.querySelector("h2").textContent, make("small", section.querySelector(".when > :first-child").textContent));
      if (section.hasAttribute("aria-current")) anchor.setAttribute("aria-current", "step");
      entry.append(anchor);
      return entry;
    }));
    this.now = entries[this.scroller.current];
    if (nm.papers) nm.papers.shelve(list);
  };

  /** A step is being read. */
  Order.prototype.here = function (id) {
    if (!this.entries) return;
    if (this.now) this.now.removeAttribute("aria-current");
    this.now = this.entries[id];
    if (this.now) this.now.setAttribute("aria-current", "step");
  };

  function make(tag, text) {
    var node = document.createElement(tag);
    node.textContent = text;
    return node;
  }

  /** Switch, and say so in the address. */
  Order.prototype.turn = function () {
    this.set(this.name === "date" ? "told" : "date");
    var url = new URL(location.href);
    if (this.name === "date") url.searchParams.set("order", "date"); else url.searchParams.delete("order");
    try {
      history.replaceState(history.state, "", url.href);
    } catch (error) { /* about:srcdoc has no address */ }
  };

  /** By date, a step that the telling has elsewhere says where. */
  Order.prototype.notes = function (shown) {
    var words = this.words, ids = this.ids.told;
    document.querySelectorAll(".told-as").forEach(function (note) { note.remove(); });
    if (shown) this.moved.forEach(function (id) {
      var note = make("small", words["told-as"] + " " + (ids.indexOf(id) + 1));
      note.className = "told-as";
      document.querySelector("#" + CSS.escape(id) + " .when").appendChild(note);
    });
  };

  /**
   * Put the sections into another order, and hide those that are not kept (kept: {id: true}; without it all are).
   * The step being read stays the one being read; where it is hidden, the next that is kept takes its place.
   */
  nm.Scroller.prototype.arrange = function (ids, kept) {
    var focused = document.activeElement, started = this.spot !== null, current = this.current, turn = this.turn;
    var sections = ids.map(function (id) { return document.getElementById(id); });
    rearrange(this.all, sections);
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

  /** Put nodes into another order at the places where they stand; arranging back restores the document exactly. */
  function rearrange(nodes, ordered) {
    nodes.map(function (node) {
      var slot = document.createComment("");
      node.replaceWith(slot);
      return slot;
    }).forEach(function (slot, i) { slot.replaceWith(ordered[i]); });
  }

  nm.Order = Order;
})((window.narrativeMap = window.narrativeMap || {}));

/* Papers: what other documents say to a step and to a statement, and the same events told by the documents.
 *
 * The lists of documents and statements stand in the page's appendix; whatever is shown here is copied from them. `?telling=documents`
 * opens the page on the documents in the order of their dates, and so does the address of one of their steps (`#paper-ID`). A switch rewrites
 * the address and adds nothing to the history. In that telling `window.story.steps` and the messages name the papers.
 */
(function (nm) {
  "use strict";
  var root = document.documentElement, PAPER = "paper-", ENTRY = "document-";

  /** options: {stage, scroller, order, data (narrative/page/papers.py)} */
  function Papers(options) {
    var self = this;
    Object.assign(this, options);
    this.words = this.data.words;
    this.name = "source";
    this.ids = Object.keys(this.data.steps);
    this.stage.know(this.data.steps);
    this.stage.worded(this.data.links);
    document.addEventListener("click", function (event) { self.click(event); }, true);
    window.addEventListener("popstate", function () { self.sync(); });
    this.switches();
    this.row();
    if (nm.timeline) nm.timeline.draw();
    this.sync();
  }

  function make(tag, attributes, parent, text) {
    var node = document.createElement(tag);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text !== undefined) node.textContent = text;
    if (parent) parent.appendChild(node);
    return node;
  }

  /** A part of the appendix for another place: without ids, which stay where they are. */
  function copied(node) {
    var copy = node.cloneNode(true);
    [copy].concat(Array.from(copy.querySelectorAll("[id]"))).forEach(function (each) { each.removeAttribute("id"); });
    return copy;
  }

  function counted(words, count) { return words[count === 1 ? 0 : 1].replace("{}", count); }

  Papers.prototype.isPaper = function (id) { return this.ids.indexOf(id) >= 0; };

  /** What the address asks for: {name, id}; id is a paper's step or null. */
  Papers.prototype.asked = function () {
    var query = new URLSearchParams(location.search), id = location.hash.slice(1) || query.get("step");
    if (this.isPaper(id)) return { name: "documents", id: id };
    return { name: query.get("telling") === "documents" && !this.scroller.asked() ? "documents" : "source", id: null };
  };

  /** Follow the address. */
  Papers.prototype.sync = function () {
    var asked = this.asked();
    if (asked.name === "source" && this.name === "documents" && !this.source.sections.some(function (each) { return each.id === location.hash.slice(1); }) && location.hash) return;
    if (asked.name !== this.name) this.tell(asked.name, asked.id, true);
    else if (asked.id && asked.id !== this.scroller.current) this.scroller.jump(asked.id, { quiet: true });
  };

  /** Tell the story by the source or by the documents, from a step on (null: from where the same is told, else from the start). */
  Papers.prototype.tell = function (name, id, quiet) {
    var scroller = this.scroller, order = this.order, follow = nm.follow, from = scroller.current, was = this.name, to;
    if (name === was) return id ? scroller.jump(id, {}) : undefined;
    if (follow && follow.any()) follow.clear();
    if (nm.search) nm.search.forget();
    if (name === "documents") {
      if (order.name === "date") order.turn();
      this.source = { sections: scroller.all.slice(), ids: order.ids, moved: order.moved, timeline: nm.timeline && nm.timeline.data, known: follow && follow.known, told: follow && follow.told };
      this.sections = this.sections || this.ids.map(this.section, this);
      to = id || this.paperFor(from) || this.ids[0];
    } else to = id || this.stepFor(from) || this.source.sections[0].id;
    this.name = name;
    root.toggleAttribute("data-by-papers", name === "documents");
    order.ids = name === "documents" ? { told: this.ids, date: this.ids } : this.source.ids;
    order.moved = name === "documents" ? [] : this.source.moved;
    if (nm.timeline) nm.timeline.take(name === "documents" ? this.data.timeline : this.source.timeline);
    this.row();
    if (follow) this.knows(follow);
    if (nm.chooser) nm.chooser.forget();
    scroller.retell(name === "documents" ? this.sections : this.source.sections, to);
    order.contents();
    document.querySelector(".skip").setAttribute("href", "#" + order.ids.told[0]);
    this.stage.show(scroller.current, true, this.stage.lastDone);
    this.label();
    if (!quiet) this.address();
  };

  Papers.prototype.address = function () {
    var url = new URL(location.href);
    if (this.name === "documents") url.searchParams.set("telling", "documents"); else url.searchParams.delete("telling");
    if (url.searchParams.has("step")) url.searchParams.set("step", this.scroller.current); else url.hash = this.scroller.current;
    try {
      history.replaceState(history.state, "", url.href);
    } catch (error) { /* about:srcdoc has no address */ }
    this.scroller.written = location.href;
  };

  /** The first paper that answers a step, and the first step that a paper answers. */
  Papers.prototype.paperFor = function (step) {
    var entry = this.answers(step).map(function (each) { return each.closest(".entry").id.slice(ENTRY.length); });
    return entry.length && this.isPaper(PAPER + entry[0]) ? PAPER + entry[0] : null;
  };

  Papers.prototype.stepFor = function (paper) {
    var entry = document.getElementById(ENTRY + paper.slice(PAPER.length)), line = entry && entry.querySelector(".bears [data-steps]:not([data-steps=''])");
    return line ? line.dataset.steps.split(" ")[0] : null;
  };

  /** Who takes part in which steps of this telling. */
  Papers.prototype.knows = function (follow) {
    var data = this.data, known = { people: {}, places: {} };
    if (this.name !== "documents") {
      follow.known = this.source.known;
      follow.told = this.source.told;
      return;
    }
    Object.keys(known).forEach(function (kind) {
      Object.keys(follow.known[kind]).forEach(function (id) {
        var steps = {};
        (data[kind][id] || []).forEach(function (each) { steps[each] = true; });
        known[kind][id] = { name: follow.known[kind][id].name, steps: steps };
      });
    });
    follow.known = known;
    follow.told = this.ids;
  };

  /** A document as a step of its own telling, made of its entry. */
  Papers.prototype.section = function (id, index) {
    var entry = document.getElementById(ENTRY + id.slice(PAPER.length)), section = make("section", { "class": "step paper", id: id, "data-index": index });
    var body = make("div", { "class": "step-body" }, section), copy = copied(entry), heading = copy.querySelector("h3");
    body.append(copy.querySelector(".when"), make("h2", { tabindex: "-1" }, null, heading.textContent), copy.querySelector(".way"));
    var says = copy.querySelector(".says") || make("div", {});
    says.className = "told";
    body.append(says);
    Array.from(copy.children).forEach(function (each) { if (each !== heading) body.append(each); });
    make("p", { "class": "unseen map-words" }, body, this.data.shows[id]);
    return section;
  };

  /** All answers to a step: the lines of the documents' entries, in the order of their dates. */
  Papers.prototype.answers = function (step) {
    return Array.from(document.querySelectorAll('.appendix .bears li[data-steps~="' + CSS.escape(step) + '"]'));
  };

  /** Beside a step: each paper with its line, and ours where it answers a statement. */
  Papers.prototype.beside = function (step) {
    var box = make("div", { "class": "beside", role: "group", "aria-label": this.words.papers }), last = null, group;
    this.answers(step).forEach(function (line) {
      var entry = line.closest(".entry"), copy = copied(line);
      if (entry !== last) {
        group = make("section", { "class": "paper-line" }, box);
        var head = make("p", { "class": "paper-name" }, group);
        make("a", { href: "#" + entry.id }, head, entry.querySelector("h3").textContent);
        head.append(" ", copied(entry.querySelector("time")));
        make("ul", { "class": "bears" }, group);
      }
      last = entry;
      copy.querySelectorAll(".where").forEach(function (each) { each.remove(); });
      group.querySelector("ul").append(copy);
    });
    return box;
  };

  Papers.prototype.open = function (anchor) {
    var line = anchor.closest(".status"), shown = line.nextElementSibling && line.nextElementSibling.classList.contains("beside") ? line.nextElementSibling : null;
    anchor.setAttribute("aria-expanded", String(!shown));
    if (shown) shown.remove(); else line.after(this.beside(anchor.dataset.step));
  };

  Papers.prototype.click = function (event) {
    var anchor = event.target.closest && event.target.closest("a[href^='#']");
    if (!anchor || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var id = anchor.getAttribute("href").slice(1), other = this.isPaper(id) ? "documents" : this.name === "documents" && this.source.sections.some(function (each) { return each.id === id; }) ? "source" : null;
    if (anchor.classList.contains("papers-open")) {
      event.preventDefault();
      event.stopPropagation();
      this.open(anchor);
    } else if (other && other !== this.name) {
      event.preventDefault();
      event.stopPropagation();
      if (nm.cards) nm.cards.close(false);
      if (nm.claims) nm.claims.hide();
      this.tell(other, id);
      nm.headingOf(id).focus({ preventScroll: true });
    }
  };

  /** The switch between the tellings: on the title's card, and above the list of contents. */
  Papers.prototype.switches = function () {
    var self = this, words = this.words;
    this.buttons = [];
    this.shelf = make("li", {});
    [[document.querySelector(".title-card .byline"), "after"], [this.shelf, "append"]].forEach(function (place) {
      var box = make("p", { "class": "tellings", role: "group", "aria-label": words.telling });
      [["source", words.article], ["documents", counted(words.documents, self.ids.length)]].forEach(function (each) {
        var button = make("button", { type: "button", "data-telling": each[0] }, box, each[1]);
        button.addEventListener("click", function () {
          document.querySelector(".contents").open = false;
          if (each[0] === self.name) return;
          self.tell(each[0], null);
          nm.headingOf(self.scroller.current).focus({ preventScroll: true });
        });
        self.buttons.push(button);
      });
      place[0][place[1]](box);
    });
    document.querySelectorAll(".papers-open").forEach(function (anchor) {
      anchor.setAttribute("role", "button");
      anchor.setAttribute("aria-expanded", "false");
      anchor.addEventListener("keydown", function (event) { if (event.key === " ") { event.preventDefault(); self.open(anchor); } });
    });
    this.chip = make("div", { "class": "chip telling-chip keep-clear" });
    make("b", {}, this.chip, counted(words.documents, this.ids.length));
    var back = make("button", { type: "button", "class": "chip-clear" }, this.chip, words.article);
    back.addEventListener("click", function () {
      self.tell("source", null);
      nm.headingOf(self.scroller.current).focus({ preventScroll: true });
    });
    L.DomEvent.disableClickPropagation(this.chip);
    this.shelve(document.querySelector(".contents ol"));
    this.label();
  };

  /** The second row of the time line, beside the source's telling. */
  Papers.prototype.row = function () {
    if (!nm.timeline) return;
    nm.timeline.papers = this.name === "documents" ? [] : this.data.timeline.steps.map(function (step) {
      var id = step.id.slice(PAPER.length), entry = document.getElementById(ENTRY + id), of = [];
      entry.querySelectorAll(".bears li").forEach(function (line) { of.push.apply(of, line.dataset.steps.split(" ")); });
      return { id: id, at: step.at, title: entry.querySelector("time").textContent + " · " + entry.querySelector("h3").textContent, of: of };
    });
  };

  /** The switch stands first in the list of contents, which is written anew with every order. */
  Papers.prototype.shelve = function (list) { list.prepend(this.shelf); };

  Papers.prototype.label = function () {
    var name = this.name;
    this.buttons.forEach(function (each) { each.setAttribute("aria-pressed", String(each.dataset.telling === name)); });
    if (name === "documents") this.stage.furniture.prepend(this.chip); else this.chip.remove();
  };

  /** What a card of a statement or a document shows besides its entry: how each paper answers; the way onto the map. */
  Papers.prototype.card = function (copy, target) {
    var self = this;
    if (target.indexOf("statement-") === 0) copy.querySelectorAll(".bears li").forEach(function (line) {
      var theirs = document.querySelector("#" + CSS.escape(ENTRY + line.dataset.document) + ' .bears li[data-statement="' + CSS.escape(target.slice(10)) + '"] .how-so');
      if (theirs) line.append(" ", copied(theirs));
    });
    if (target.indexOf(ENTRY) === 0 && this.isPaper(PAPER + target.slice(ENTRY.length))) {
      var row = make("div", { "class": "card-tools" }), anchor = make("a", { href: "#" + PAPER + target.slice(ENTRY.length) }, row, this.words.map);
      copy.querySelector("h3").after(row);
      if (this.name === "documents") anchor.addEventListener("click", function () { self.scroller.jump(PAPER + target.slice(ENTRY.length), {}); });
    }
    if (this.name === "documents" && /^p(lace|erson)-/.test(target)) this.list(copy, target);
  };

  /** A place's or a person's card while the documents tell: the papers that come from there or go there. */
  Papers.prototype.list = function (copy, target) {
    var kind = target.indexOf("place-") === 0 ? "places" : "people", ids = this.data[kind][target.slice(target.indexOf("-") + 1)] || [], list = copy.querySelector("ol"), count = copy.querySelector(".count");
    if (count) count.remove();
    if (!ids.length) return list && list.remove();
    if (!list) list = make("ol", {}, copy);
    list.replaceChildren.apply(list, ids.map(function (id) {
      var line = make("li", {}), section = document.getElementById(id);
      make("a", { href: "#" + id }, line, section.querySelector("h2").textContent);
      line.append(" ", copied(section.querySelector("time")));
      return line;
    }));
  };

  /** Put other sections in the place of the steps, and the reader at one of them. What lies between them goes and comes with them. */
  nm.Scroller.prototype.retell = function (sections, id) {
    var story = document.getElementById("story"), nodes = Array.from(story.childNodes), away = nodes.slice(nodes.indexOf(this.all[0]));
    away.forEach(function (node) { node.remove(); });
    this.all[0].run = away;
    (sections[0].run || sections).forEach(function (node) { story.appendChild(node); });
    this.all = this.sections = sections;
    this.steps = sections.map(function (section) { return section.id; });
    this.current = null;
    this.jump(id, { still: true, quiet: true });
  };

  nm.Papers = Papers;
})((window.narrativeMap = window.narrativeMap || {}));

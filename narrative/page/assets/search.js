/* Search: titles, text, people and places in every spelling and script, as fast as it is typed. `/` opens it.
 *
 * The index is built from the page's own text when it is first opened. Letters are compared without case, accents and hyphens
 * ("Kim Il-sung", "Zhōngguó"), names also with a typing error in them.
 */
(function (nm) {
  "use strict";
  var MOST_STEPS = 24, MOST_NAMES = 6, BEFORE = 36, AFTER = 84, MARKS = /\p{M}/gu, SKIPPED = /[\p{P}\p{S}\s]/u, KEY = "narrative-map-slash";

  /** A text folded for comparing, and where in the text each of its letters stands. Words are parted by single spaces. */
  function fold(text) {
    var out = "", at = [], i = 0;
    Array.from(text).forEach(function (letter) {
      var plain = SKIPPED.test(letter) ? (/['’\u02bc]/.test(letter) ? "" : " ") : letter.normalize("NFKD").replace(MARKS, "").toLowerCase();
      if (plain === " " && (!out || out[out.length - 1] === " ")) plain = "";
      for (var k = 0; k < plain.length; k++) at.push(i);
      out += plain;
      i += letter.length;
    });
    return { text: out, at: at, end: i };
  }

  function plain(text) { return fold(text).text.trim(); }

  /** How many letters must be changed, left out, put in or swapped to make one word of the other; more than `most` is Infinity. */
  function errors(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return Infinity;
    var rows = [Array.from({ length: b.length + 1 }, function (_, j) { return j; })];
    for (var i = 1; i <= a.length; i++) {
      var row = [i], least = i;
      for (var j = 1; j <= b.length; j++) {
        var cost = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, rows[i - 2][j - 2] + 1);
        row.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) return Infinity;
      rows.push(row);
    }
    return rows[a.length][b.length];
  }

  /** How well a name fits what was typed: 0 is best, Infinity not at all. Both folded. */
  function fit(name, query) {
    var tight = name.replace(/ /g, ""), asked = query.replace(/ /g, "");
    if (tight === asked) return 0;
    if (tight.indexOf(asked) === 0) return 1;
    var words = name.split(" ");
    if (query.split(" ").every(function (each) { return words.some(function (word) { return word.indexOf(each) === 0; }); })) return 2;
    if (asked.length < 4) return Infinity;
    var most = asked.length < 8 ? 1 : 2, found = errors(tight, asked, most);
    words.forEach(function (word) { found = Math.min(found, errors(word, asked, most)); });
    return 3 + found;
  }

  /** options: {scroller, cards, follow, words} */
  function Search(options) {
    var self = this;
    Object.assign(this, options);
    this.chosen = -1;
    this.hits = [];
    document.addEventListener("keydown", function (event) {
      if (event.key !== "/" || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || !listens()) return;
      if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
      event.preventDefault();
      self.open();
    });
  }

  /** A key that is one sign can be turned off (WCAG 2.1.4); a frame without storage forgets that. */
  var slash = true;
  function listens(on) {
    try {
      if (on !== undefined) localStorage.setItem(KEY, on ? "on" : "off");
      slash = localStorage.getItem(KEY) !== "off";
    } catch (error) {
      if (on !== undefined) slash = on;
    }
    return slash;
  }

  function textOf(node) { return node ? node.textContent.replace(/\s+/g, " ").trim() : ""; }

  /** Everything that can be found, from the document as it stands. */
  Search.prototype.index = function () {
    var self = this;
    this.steps = this.follow.told.map(function (id, i) {
      var section = document.getElementById(id);
      var bodies = [textOf(section.querySelector(".told"))].concat(Array.from(section.querySelectorAll(".note"), function (note) { return Array.from(note.querySelectorAll("p"), textOf).join(" "); }));
      return { id: id, number: i + 1, when: textOf(section.querySelector(".when > :first-child")), title: textOf(section.querySelector("h2")), texts: bodies };
    });
    this.named = [];
    document.querySelectorAll(".appendix .entry[id]").forEach(function (entry) {
      var kind = entry.id.slice(0, entry.id.indexOf("-"));
      if (kind === "document") self.paper(entry);
      if (kind !== "place" && kind !== "person") return;
      var heading = entry.querySelector("h3"), names = [heading.firstChild.textContent.trim()], modern = heading.querySelector(".modern");
      if (modern) names.push(modern.textContent);
      entry.querySelectorAll("dd span[lang], .spelling").forEach(function (name) { names.push(name.textContent); });
      self.named.push({
        target: entry.id, kind: kind, name: names[0], modern: modern ? modern.textContent : "", about: textOf(entry.querySelector("p:not(.count)")),
        names: names.filter(function (name, i) { return names.indexOf(name) === i; }).map(function (name) { return { name: name, folded: plain(name) }; }),
        steps: self.follow.known[kind === "place" ? "places" : "people"][entry.id.slice(kind.length + 1)].steps
      });
    });
    this.steps.forEach(function (step) {
      step.heading = fold(step.title);
      step.bodies = step.texts.map(fold);
    });
  };

  /** A document, as far as it is not a step of what is told. */
  Search.prototype.paper = function (entry) {
    if (document.getElementById("paper-" + entry.id.slice(9))) return;
    var texts = [textOf(entry.querySelector(".says"))].concat(Array.from(entry.querySelectorAll(".how-so"), textOf), textOf(entry.querySelector(".way")));
    this.steps.push({ id: entry.id, kind: "document", number: 1000 + this.steps.length, when: textOf(entry.querySelector("time")), title: textOf(entry.querySelector("h3")), texts: texts });
  };

  /** Other steps are told: the index is made anew when the search opens. */
  Search.prototype.forget = function () { this.steps = null; };

  /** The first place of a word's beginning, or -1: "in" finds "Inchon" and no "Pekin". Scripts without spaces match anywhere. */
  function seek(text, word) {
    var open = /[^\u0000-\u04ff]/.test(word), at = text.indexOf(word);
    while (at > 0 && !open && text[at - 1] !== " ") at = text.indexOf(word, at + 1);
    return at;
  }

  function cut(text, from, to) {
    var left = from > BEFORE ? text.lastIndexOf(" ", from - BEFORE) + 1 : 0, right = Math.min(text.length, to + AFTER);
    if (right < text.length) right = Math.max(to, text.lastIndexOf(" ", right));
    return [(left ? "… " : "") + text.slice(left, from), text.slice(from, to), text.slice(to, right) + (right < text.length ? " …" : "")];
  }

  function span(folded, at, length) {
    var last = at + length < folded.at.length ? folded.at[at + length] : folded.end;
    return [folded.at[at], last];
  }

  /** What is found for a query, best first: [{kind, target, title, parts: [before, hit, after], …}]. */
  Search.prototype.find = function (typed) {
    var query = plain(typed), words = query.split(" "), self = this;
    if (!query) return [];
    var names = [];
    this.named.forEach(function (entry, i) {
      var best = null;
      entry.names.forEach(function (name) {
        var cost = fit(name.folded, query);
        if (cost < Infinity && (!best || cost < best.cost)) best = { cost: cost, name: name.name };
      });
      if (best) names.push({ kind: entry.kind, target: entry.target, title: entry.name, modern: entry.modern, matched: best.name, cost: best.cost, i: i, entry: entry });
    });
    names.sort(function (a, b) { return a.cost - b.cost || Object.keys(b.entry.steps).length - Object.keys(a.entry.steps).length || a.i - b.i; });
    if (names.length && names[0].cost < 3) names = names.filter(function (hit) { return hit.cost < 3; });
    names = names.slice(0, MOST_NAMES);
    var steps = this.steps.map(function (step) { return self.inStep(step, query, words) || self.byName(step, names); }).filter(Boolean);
    steps.sort(function (a, b) { return a.cost - b.cost || a.number - b.number; });
    return names.concat(steps.slice(0, MOST_STEPS));
  };

  /** A step in which every word stands; the whole phrase, and the title, count for more. */
  Search.prototype.inStep = function (step, query, words) {
    var all = [step.heading.text].concat(step.bodies.map(function (body) { return body.text; }));
    if (!words.every(function (word) { return all.some(function (text) { return seek(text, word) >= 0; }); })) return null;
    var phrase = all.findIndex(function (text) { return seek(text, query) >= 0; }), sought = phrase >= 0 ? query : words[0];
    var hit = { kind: step.kind || "step", target: step.id, title: step.title, number: step.number, when: step.when, cost: phrase === 0 ? 0 : phrase > 0 ? 1 : 2 };
    var inTitle = seek(step.heading.text, sought);
    if (inTitle >= 0) hit.marked = span(step.heading, inTitle, sought.length);
    for (var i = 0; i < step.bodies.length && !hit.parts; i++) {
      var at = seek(step.bodies[i].text, sought);
      if (at >= 0) hit.parts = cut.apply(null, [step.texts[i]].concat(span(step.bodies[i], at, sought.length)));
    }
    hit.parts = hit.parts || cut(step.texts[0], 0, 0);
    return hit;
  };

  /** A step of a person or place that was found by another name than the text has. */
  Search.prototype.byName = function (step, names) {
    var least = names.length && names[0].cost > 2 ? names[0].cost : 1, text = step.texts[0], at = -1, named = "";
    var hits = names.filter(function (each) { return each.cost <= least && each.entry.steps[step.id]; });
    if (!hits.length) return null;
    hits.some(function (hit) {
      named = textOf(document.querySelector("#" + CSS.escape(step.id) + ' .told a[href="#' + hit.target + '"]'));
      return named && (at = text.indexOf(named)) >= 0;
    });
    return { kind: "step", target: step.id, title: step.title, number: step.number, when: step.when, cost: at >= 0 ? 3 : 4, parts: at >= 0 ? cut(text, at, at + named.length) : cut(text, 0, 0) };
  };

  Search.prototype.build = function () {
    var self = this, words = this.words, box = (this.box = nm.dialog("search", words.search, words));
    var field = (this.field = nm.element("input", { type: "text", id: "search-field", role: "combobox", "aria-expanded": "false", "aria-controls": "search-hits", "aria-autocomplete": "list", "aria-label": words.search, placeholder: words["search-hint"], autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go" }));
    box.insertBefore(field, box.firstChild);
    this.list = nm.element("div", { id: "search-hits", role: "listbox", "aria-label": words.search }, box);
    this.status = nm.element("p", { "class": "hint", role: "status" }, box);
    var label = nm.element("label", { "class": "hint slash" }, box), check = nm.element("input", { type: "checkbox" }, label);
    check.checked = listens();
    label.append(" " + words.slash);
    check.addEventListener("change", function () { listens(check.checked); });
    field.addEventListener("input", function () { self.show(); });
    field.addEventListener("keydown", function (event) {
      var last = self.hits.length - 1, to = { ArrowDown: self.chosen < last ? self.chosen + 1 : 0, ArrowUp: self.chosen > 0 ? self.chosen - 1 : last }[event.key];
      if (event.key === "Enter" && !event.isComposing && self.hits.length) {
        event.preventDefault();
        self.take(Math.max(self.chosen, 0));
      } else if (to !== undefined && self.hits.length) {
        event.preventDefault();
        self.choose(to);
      }
    });
    this.list.addEventListener("mousedown", function (event) { event.preventDefault(); }); /* the field keeps the focus */
    this.list.addEventListener("click", function (event) {
      var option = event.target.closest("[role=option]");
      if (option) self.take(Array.prototype.indexOf.call(self.list.querySelectorAll("[role=option]"), option));
    });
    box.addEventListener("close", function () {
      if (document.activeElement === document.body) document.getElementById("search").focus({ preventScroll: true });
    });
  };

  Search.prototype.open = function () {
    if (!this.steps) this.index();
    if (!this.box) this.build();
    if (this.box.open) return;
    this.cards.close(true);
    this.from = document.activeElement;
    this.box.showModal();
    this.field.focus();
    this.field.select();
    this.show();
  };

  Search.prototype.show = function () {
    var words = this.words, typed = this.field.value.trim(), list = this.list, group = null, heading = "";
    this.hits = this.find(typed);
    list.replaceChildren();
    this.hits.forEach(function (hit, i) {
      var name = hit.parts ? "steps" : "named";
      if (name !== heading) group = nm.element("div", { role: "group", "aria-label": heading === "" && name === "named" ? words.people + ", " + words.places : words.steps }, list);
      heading = name;
      option(group, hit, i, words);
    });
    this.field.setAttribute("aria-expanded", String(this.hits.length > 0));
    this.status.textContent = !typed ? "" : !this.hits.length ? words.none.replace("{}", typed) : words.results[this.hits.length === 1 ? 0 : 1].replace("{}", this.hits.length);
    this.choose(this.hits.length ? 0 : -1);
    list.scrollTop = 0;
  };

  function option(group, hit, i, words) {
    var node = nm.element("div", { role: "option", id: "search-hit-" + i, "class": "hit" }, group);
    var kind = nm.element("span", { "class": "kind" }, node), title = nm.element("b", {}, node);
    kind.textContent = hit.kind === "step" ? words.step + " " + hit.number : words[hit.kind];
    if (hit.marked) {
      title.append(hit.title.slice(0, hit.marked[0]));
      nm.element("mark", {}, title).textContent = hit.title.slice(hit.marked[0], hit.marked[1]);
      title.append(hit.title.slice(hit.marked[1]));
    } else title.textContent = hit.title;
    if (hit.parts) {
      nm.element("small", {}, node).textContent = hit.when;
      var snippet = nm.element("span", { "class": "snippet" }, node);
      snippet.append(hit.parts[0]);
      if (hit.parts[1]) nm.element("mark", {}, snippet).textContent = hit.parts[1];
      snippet.append(hit.parts[2]);
      return;
    }
    if (hit.modern && hit.modern !== hit.matched) nm.element("small", {}, node).textContent = words.today.replace("{}", hit.modern);
    var line = nm.element("span", { "class": "snippet" }, node);
    if (hit.matched !== hit.title) {
      nm.element("mark", {}, line).textContent = hit.matched;
      if (hit.entry.about) line.append(" · ");
    }
    line.append(hit.entry.about);
  }

  /** Mark one of the hits as the one that Enter opens. */
  Search.prototype.choose = function (i) {
    this.chosen = i;
    this.list.querySelectorAll("[role=option]").forEach(function (node, k) {
      node.setAttribute("aria-selected", String(k === i));
      if (k === i) node.scrollIntoView({ block: "nearest" });
    });
    if (i < 0) this.field.removeAttribute("aria-activedescendant"); else this.field.setAttribute("aria-activedescendant", "search-hit-" + i);
  };

  /** Open a hit: a step in the story, a place or a person in its card. */
  Search.prototype.take = function (i) {
    var hit = this.hits[i], from = this.from;
    this.box.close();
    if (hit.kind === "step") {
      if (hit.target !== this.scroller.current) this.scroller.address(hit.target, true); /* a deliberate leap: Back returns from it */
      this.scroller.jump(hit.target, {});
      nm.headingOf(hit.target).focus({ preventScroll: true });
    } else this.cards.open(hit.target, from && from !== document.body ? from : document.getElementById("search"));
  };

  nm.Search = Search;
})((window.narrativeMap = window.narrativeMap || {}));

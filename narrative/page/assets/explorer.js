/* The explorer: cards, search and following, brought together when the page's appendix has come. */
(function (nm) {
  "use strict";
  var ruler = document.createElement("canvas").getContext("2d");

  nm.element = function (tag, attributes, parent) {
    var node = document.createElement(tag);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (parent) parent.appendChild(node);
    return node;
  };

  /** How wide a text is in the page's sans serif, in pixels. font: weight and size. */
  nm.textWidth = function (text, font) {
    ruler.font = font + " " + getComputedStyle(document.documentElement).getPropertyValue("--sans");
    return ruler.measureText(text).width;
  };

  nm.headingOf = function (id) { return document.querySelector("#" + CSS.escape(id) + " h2"); };

  /** A modal window of the page: Escape closes it, and the focus goes back to where it was. */
  nm.dialog = function (name, label, words) {
    var box = nm.element("dialog", { "class": "explorer " + name, "aria-label": label }, document.body);
    box.addEventListener("click", function (event) { if (event.target === box) box.close(); });
    var close = nm.element("button", { type: "button", "class": "card-close", "aria-label": words.close }, box);
    close.textContent = "×";
    close.addEventListener("click", function () { box.close(); });
    return box;
  };

  /** data: {words, features}; see narrative/explorer.py. */
  nm.explore = function (data, stage, scroller) {
    var words = data.words;
    nm.lists();
    nm.follow = new nm.Follow({ stage: stage, scroller: scroller, order: nm.order, words: words });
    nm.chooser = new nm.Chooser(nm.follow, words);
    nm.search = new nm.Search({ scroller: scroller, cards: nm.cards, follow: nm.follow, words: words });
    var citing = new nm.Citing({ data: data.citing, cards: nm.cards, scroller: scroller, words: words });
    nm.cards.more = function (copy, target) {
      citing.card(copy, target);
      tools(copy, target, data.features, words);
    };
    document.getElementById("choose").addEventListener("click", function () { nm.chooser.open(); });
    document.getElementById("search").addEventListener("click", function () { nm.search.open(); });
    nm.follow.set(nm.follow.asked());
    /* An embedding page can keep these in its own address and open the page on them again: `?people=`, `?places=`, `?order=`. */
    scroller.choices = function () {
      return { people: nm.follow.chosen.people.slice(), places: nm.follow.chosen.places.slice(), order: nm.order.name, telling: nm.papers ? nm.papers.name : "source", reading: nm.readings ? nm.readings.unusual() : "" };
    };
    scroller.tell("step", {});
  };

  /** What can be done with a card: follow its place or person, copy its place. */
  function tools(copy, target, features, words) {
    if (!/^p(lace|erson)-/.test(target)) return;
    var kind = target.indexOf("place-") === 0 ? "places" : "people", id = target.slice(target.indexOf("-") + 1), follow = nm.follow;
    var row = nm.element("div", { "class": "card-tools" });
    copy.querySelector("h3").after(row);
    if (follow.can(kind, id)) {
      var button = nm.element("button", { type: "button", "aria-pressed": String(follow.has(kind, id)) }, row), count = follow.counted(follow.one(kind, id));
      button.textContent = words[follow.has(kind, id) ? "unfollow" : "follow"];
      if (!copy.querySelector(".count")) nm.element("p", { "class": "count" }, copy).textContent = count;
      row.before(copy.querySelector(".count"));
      button.addEventListener("click", function () {
        follow.toggle(kind, id);
        nm.cards.close(false);
        if (follow.any()) follow.who.focus({ preventScroll: true }); else nm.headingOf(nm.scroller.current).focus({ preventScroll: true });
      });
    }
    if (features[id] && kind === "places") nm.copier(row, "GeoJSON", words, words.copy).addEventListener("click", function () { this.copy(JSON.stringify(features[id], null, 1)); });
  }

  /** In a file or a frame the clipboard may be out of reach: then the text stands selected for the reader's own copying. */
  nm.copier = function (row, label, words, title) {
    var button = nm.element("button", { type: "button", "class": "copy" }, row), field, said;
    button.textContent = title;
    button.show = function (text) {
      if (!field) {
        var box = nm.element("div", { "class": "copied" });
        row.after(box);
        field = nm.element("textarea", { readonly: "", rows: 5, "aria-label": label, spellcheck: "false" }, box);
        said = nm.element("p", { role: "status" }, box);
      }
      field.value = text;
      said.textContent = "";
    };
    button.copy = function (text) {
      button.show(text);
      field.focus({ preventScroll: true });
      field.select();
      var done = false;
      try { done = document.execCommand("copy"); } catch (error) { /* not allowed here */ }
      said.textContent = words[done ? "copied" : "to-copy"];
    };
    return button;
  };
})((window.narrativeMap = window.narrativeMap || {}));

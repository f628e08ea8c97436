/* The panel that lists all people and places with their counts, to follow one or several. */
(function (nm) {
  "use strict";

  function Chooser(follow, words) {
    this.follow = follow;
    this.words = words;
  }

  Chooser.prototype.build = function () {
    var self = this, words = this.words, follow = this.follow, box = (this.box = nm.dialog("chooser", words.choose, words));
    nm.element("h2", {}, box).textContent = words.choose;
    var lists = nm.element("div", { "class": "lists" }, box);
    ["people", "places"].forEach(function (kind) {
      var group = nm.element("fieldset", {}, lists);
      nm.element("legend", {}, group).textContent = words[kind];
      var ids = Object.keys(follow.known[kind]).filter(function (id) { return follow.can(kind, id); });
      function steps(id) { return Object.keys(follow.known[kind][id].steps).length; }
      ids.sort(function (a, b) { return steps(b) - steps(a); });
      ids.forEach(function (id) {
        var label = nm.element("label", {}, group), check = nm.element("input", { type: "checkbox", name: kind, value: id }, label), words = nm.element("span", {}, label);
        nm.element("b", {}, words).textContent = follow.known[kind][id].name;
        nm.element("small", {}, words).textContent = " " + follow.counted(follow.one(kind, id));
        check.addEventListener("change", function () { follow.toggle(kind, id); self.show(); });
      });
    });
    nm.element("p", { "class": "hint" }, box).textContent = words["choose-hint"];
    var foot = nm.element("p", { "class": "foot" }, box);
    this.sum = nm.element("span", { role: "status" }, foot);
    this.all = nm.element("button", { type: "button" }, foot);
    this.all.textContent = words["all-steps"];
    this.all.addEventListener("click", function () { follow.clear(); self.show(); });
    var done = nm.element("button", { type: "button", "class": "done" }, foot);
    done.textContent = words.done;
    done.addEventListener("click", function () { box.close(); });
    box.addEventListener("close", function () {
      if (!document.activeElement || document.activeElement === document.body) document.getElementById("choose").focus();
    });
  };

  /** Other steps are told: its counts are made anew when it opens. */
  Chooser.prototype.forget = function () {
    if (this.box) this.box.remove();
    this.box = null;
  };

  Chooser.prototype.open = function () {
    if (!this.box) this.build();
    if (nm.cards) nm.cards.close(false);
    this.show();
    this.box.showModal();
    this.box.scrollTop = 0;
    (this.box.querySelector("input:checked") || this.box.querySelector("input")).focus({ preventScroll: true });
  };

  /** What is ticked, and what it comes to. */
  Chooser.prototype.show = function () {
    var follow = this.follow;
    this.box.querySelectorAll("input").forEach(function (check) { check.checked = follow.has(check.name, check.value); });
    this.sum.textContent = follow.any() ? follow.names() + ": " + follow.counted(follow.chosen) : "";
    this.all.disabled = !follow.any();
  };

  nm.Chooser = Chooser;
})((window.narrativeMap = window.narrativeMap || {}));

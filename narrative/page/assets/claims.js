/* Claims: what each side says, one claim at a time or the list of all, in a panel that covers the page.
 *
 * The address says what is shown (`#claims`, `#claim-ID`): opening adds an entry to the history, so Back closes, and Back from a step that
 * a side led to returns to the claim. An entry of ours says in its state how deep in the panel it lies.
 */
(function (nm) {
  "use strict";
  var LIST = "claims", START = "claim-";

  /** words: {back}. */
  function Claims(scroller, words) {
    var self = this, panel = (this.panel = document.querySelector(".claims-panel"));
    this.scroller = scroller;
    this.words = words;
    this.body = panel.querySelector(".claims-body");
    this.ids = Array.prototype.map.call(document.querySelectorAll(".claim-set"), function (set) { return set.id; });
    this.shown = null;
    document.querySelector(".claims-open").addEventListener("click", function (event) { self.go(LIST, event.currentTarget); });
    panel.querySelector(".claims-close").addEventListener("click", function () { self.leave(); });
    panel.querySelector(".claims-previous").addEventListener("click", function () { self.turn(-1); });
    panel.querySelector(".claims-next").addEventListener("click", function () { self.turn(1); });
    document.addEventListener("click", function (event) { self.click(event); }, true);
    document.addEventListener("keydown", function (event) { self.key(event); });
    ["popstate", "hashchange"].forEach(function (name) { window.addEventListener(name, function (event) { self.sync(event); }); });
    var asked = this.asked();
    if (asked && asked !== LIST) scroller.jump(this.stepsOf(asked)[0], { still: true, quiet: true }); /* an address from outside: the story waits at the first step in question */
    this.sync();
  }

  /** What the address asks for: "claims", the id of a claim, or null. */
  Claims.prototype.asked = function () {
    var id = location.hash.slice(1);
    return id === LIST || this.ids.indexOf(id) >= 0 ? id : null;
  };

  Claims.prototype.stepsOf = function (id) {
    return Array.prototype.map.call(document.querySelectorAll("#" + id + " .told-in a"), function (anchor) { return anchor.getAttribute("href").slice(1); });
  };

  /** Show what the address asks for. Leaving the panel puts the reader back where he was: the scroller, told of the new address by both events, has gone to the step's top. */
  Claims.prototype.sync = function (event) {
    var id = this.asked(), left = this.left;
    if (id) return this.show(id);
    this.hide();
    if (!left || left.step !== this.scroller.current) return;
    if (event.type === "popstate") this.left = left; /* hashchange follows */
    this.scroller.hold(left.spot);
  };

  /** Go to the list or to a claim, as an anchor does. */
  Claims.prototype.go = function (id, opener) {
    if (!this.shown) this.opener = opener;
    if (id !== this.asked()) this.address(id, "pushState", this.depth() + 1);
    this.show(id);
  };

  Claims.prototype.depth = function () {
    return (this.shown && history.state && history.state.claims) || 0;
  };

  Claims.prototype.address = function (id, how, depth) {
    var url = new URL(location.href);
    url.hash = id;
    try {
      history[how]({ claims: depth }, "", url.protocol === "about:" ? url.hash : url.href);
    } catch (error) { /* about:srcdoc has no address */ }
  };

  Claims.prototype.show = function (id) {
    if (id === this.shown) return;
    var panel = this.panel, list = id === LIST, at = this.ids.indexOf(id);
    if (!this.shown) this.left = { step: this.scroller.current, spot: this.scroller.spot };
    this.shown = id;
    this.body.replaceChildren.apply(this.body, list ? overview() : [copyOf(document.getElementById(id), "h3", "h2")]);
    this.body.querySelectorAll(".told-in a").forEach(function (anchor) { anchor.dataset.claim = id; });
    panel.querySelector(".claims-all").hidden = list;
    panel.querySelector(".claims-pager").hidden = list;
    panel.querySelector(".claims-previous").disabled = at === 0;
    panel.querySelector(".claims-next").disabled = at === this.ids.length - 1;
    panel.querySelector(".claims-count").textContent = at + 1 + " / " + this.ids.length;
    panel.hidden = false;
    panel.scrollTop = 0;
    this.rest(true);
    var heading = this.body.querySelector("h2");
    panel.setAttribute("aria-label", heading.textContent);
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
  };

  function overview() {
    var list = document.querySelector(".appendix .claims-list"), about = list.previousElementSibling;
    return [list.parentNode.querySelector("h2"), about, list].map(function (node) { return node.cloneNode(true); });
  }

  /** A copy without ids, its heading one level up, as the panel's own. */
  function copyOf(node, from, to) {
    var copy = node.cloneNode(true), old = copy.querySelector(from), heading = document.createElement(to);
    heading.append.apply(heading, Array.prototype.slice.call(old.childNodes));
    old.replaceWith(heading);
    copy.querySelectorAll("h4").forEach(function (each) {
      var higher = document.createElement("h3");
      higher.append.apply(higher, Array.prototype.slice.call(each.childNodes));
      each.replaceWith(higher);
    });
    [copy].concat(Array.prototype.slice.call(copy.querySelectorAll("[id]"))).forEach(function (each) { each.removeAttribute("id"); });
    copy.removeAttribute("aria-labelledby");
    return copy;
  }

  /** While the panel is open, nothing behind it can be reached; a place's or a person's card opens above it. */
  Claims.prototype.rest = function (on) {
    var panel = this.panel;
    Array.prototype.forEach.call(document.body.children, function (node) {
      if (node !== panel && node.id !== "card" && node.id !== "announcer" && node.tagName !== "SCRIPT" && node.tagName !== "STYLE") node.inert = on;
    });
  };

  /** Take the panel away; the address is somebody else's business. */
  Claims.prototype.hide = function () {
    this.left = null;
    if (!this.shown) return;
    var opener = this.opener;
    this.shown = this.opener = null;
    this.panel.hidden = true;
    this.rest(false);
    if (nm.cards) nm.cards.close(false);
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  };

  /** Close as the reader asked: back through the history where we came in, otherwise to the step's address. */
  Claims.prototype.leave = function () {
    var depth = this.depth();
    if (depth) return history.go(-depth);
    this.scroller.address(this.scroller.current, false);
    this.hide();
  };

  Claims.prototype.turn = function (by) {
    var id = this.ids[this.ids.indexOf(this.shown) + by];
    if (!id) return;
    this.address(id, "replaceState", this.depth());
    this.show(id);
  };

  Claims.prototype.key = function (event) {
    if (!this.shown || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape") this.leave();
    else if (event.key === "ArrowRight" && this.shown !== LIST) this.turn(1);
    else if (event.key === "ArrowLeft" && this.shown !== LIST) this.turn(-1);
    else return;
    event.preventDefault();
  };

  Claims.prototype.click = function (event) {
    var anchor = event.target.closest && event.target.closest("a[href^='#']");
    if (!anchor || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var id = anchor.getAttribute("href").slice(1);
    if (id === LIST || this.ids.indexOf(id) >= 0) {
      event.preventDefault();
      this.go(id, anchor);
    } else if (this.shown && this.scroller.steps.indexOf(id) >= 0) {
      event.preventDefault();
      this.toStep(id, anchor.dataset.claim);
    } else if (this.shown && id.indexOf("work-") === 0) this.toWork();
  };

  /** From a side to the step that tells it; the step then leads back to the claim. */
  Claims.prototype.toStep = function (id, claim) {
    this.opener = null;
    this.hide();
    this.scroller.address(id, true);
    if (claim) this.wayBack(id, claim);
    this.scroller.jump(id, {});
    document.getElementById(id).querySelector("h2").focus({ preventScroll: true });
  };

  /** A work stands at the page's end: the anchor leads there by itself once the page can be reached again. */
  Claims.prototype.toWork = function () {
    this.opener = null;
    this.hide();
  };

  Claims.prototype.wayBack = function (id, claim) {
    document.querySelectorAll(".way-back").forEach(function (each) { each.remove(); });
    var line = document.createElement("p"), anchor = document.createElement("a");
    line.className = "way-back";
    anchor.href = "#" + claim;
    anchor.textContent = this.words.back;
    line.append(anchor);
    document.getElementById(id).querySelector(".step-body").prepend(line);
  };

  nm.Claims = Claims;
})((window.narrativeMap = window.narrativeMap || {}));

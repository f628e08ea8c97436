/* The panel that lists all people and places with their counts, to follow one or several. */
import { all, byId, element, one } from "./dom.js";
import { dialog } from "./explorer.js";
import { page } from "./page.js";

/** @import { Kind, Words } from "./types.d.ts" */
/** @import { Follow } from "./follow.js" */

export class Chooser {
  /**
   * @param {Follow} follow
   * @param {Words} words
   */
  constructor(follow, words) {
    this.follow = follow;
    this.words = words;
  }

  build() {
    const words = this.words;
    const follow = this.follow;
    const box = (this.box = dialog("chooser", words.choose, words));
    element("h2", {}, box).textContent = words.choose;
    const lists = element("div", { class: "lists" }, box);
    /** @type {Kind[]} */ (["people", "places"]).forEach((kind) => {
      const group = element("fieldset", {}, lists);
      element("legend", {}, group).textContent = words[kind];
      const ids = Object.keys(follow.known[kind]).filter((id) => follow.can(kind, id));
      /** @param {string} id */
      function steps(id) {
        return Object.keys(follow.known[kind][id].steps).length;
      }
      ids.sort((a, b) => steps(b) - steps(a));
      ids.forEach((id) => {
        const label = element("label", {}, group);
        const check = element("input", { type: "checkbox", name: kind, value: id }, label);
        const words = element("span", {}, label);
        element("b", {}, words).textContent = follow.known[kind][id].name;
        element("small", {}, words).textContent = " " + follow.counted(follow.one(kind, id));
        check.addEventListener("change", () => {
          follow.toggle(kind, id);
          this.show();
        });
      });
    });
    element("p", { class: "hint" }, box).textContent = words["choose-hint"];
    const foot = element("p", { class: "foot" }, box);
    this.sum = element("span", { role: "status" }, foot);
    this.all = element("button", { type: "button" }, foot);
    this.all.textContent = words["all-steps"];
    this.all.addEventListener("click", () => {
      follow.clear();
      this.show();
    });
    const done = element("button", { type: "button", class: "done" }, foot);
    done.textContent = words.done;
    done.addEventListener("click", () => {
      box.close();
    });
    box.addEventListener("close", () => {
      if (!document.activeElement || document.activeElement === document.body) byId("choose").focus();
    });
  }

  /** Other steps are told: its counts are made anew when it opens. */
  forget() {
    if (this.box) this.box.remove();
    this.box = null;
  }

  open() {
    if (!this.box) this.build();
    if (page.cards) page.cards.close(false);
    this.show();
    const box = /** @type {HTMLDialogElement} */ (this.box);
    box.showModal();
    box.scrollTop = 0;
    (all("input:checked", box)[0] || one("input", box)).focus({ preventScroll: true });
  }

  /** What is ticked, and what it comes to. */
  show() {
    const follow = this.follow;
    /** @type {HTMLDialogElement} */ (this.box).querySelectorAll("input").forEach((check) => {
      check.checked = follow.has(/** @type {Kind} */ (check.name), check.value);
    });
    this.sum.textContent = follow.any() ? follow.names() + ": " + follow.counted(follow.chosen) : "";
    this.all.disabled = !follow.any();
  }
}

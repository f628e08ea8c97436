/* Told or happened: puts the steps, and the list of contents, into the order of telling or into the order of their dates.
 *
 * `?order=date` opens the page by date. Switching rewrites the address and adds nothing to the history.
 */
import { nextKept } from "./choice.js";
import { all, byId, element, one, within } from "./dom.js";
import { page } from "./page.js";
import { Scroller } from "./scroller.js";

/** @import { OrderData } from "./handed.d.ts" */
/** @import { Ids, Words } from "./types.d.ts" */

const MANY = 200; /* a longer list of contents is written when it is opened */
const root = document.documentElement;

/** data: {date: indices by date, moved: indices of those that the telling has elsewhere}. onChange() is called after a switch. */
export class Order {
  /**
   * @param {Scroller} scroller
   * @param {OrderData} data
   * @param {Words} words
   * @param {() => void} onChange
   */
  constructor(scroller, data, words, onChange) {
    const told = scroller.steps.slice();
    this.scroller = scroller;
    this.words = words;
    this.name = "told";
    this.ids = { told, date: data.date.map((index) => told[index]) };
    this.moved = data.moved.map((index) => told[index]);
    this.kept = null;
    this.onChange = onChange;
    window.addEventListener("popstate", () => {
      this.set(asked());
    });
    if (told.length > MANY)
      ["click", "toggle"].forEach((name) => {
        one(".contents").addEventListener(name, (event) => {
          if (name === "toggle" || within(event, "summary")) this.write();
        });
      });
    this.contents();
    this.set(asked());
  }

  /** @param {string} name */
  set(name) {
    if (name === this.name) return;
    this.name = name;
    if (name === "told") root.removeAttribute("data-order");
    else root.setAttribute("data-order", name);
    this.notes(name === "date");
    this.arrange();
    this.onChange();
  }

  arrange() {
    const kept = this.kept;
    this.contents();
    one(".skip").setAttribute("href", "#" + this.ids[this.name].find((id) => !kept || kept[id]));
    this.scroller.arrange(this.ids[this.name], kept);
  }

  /**
   * Narrow the story to some steps ({id: true}), in this order or the other; null: all of them again.
   * @param {Ids | null} kept
   */
  keep(kept) {
    this.kept = kept;
    this.arrange();
  }

  /** The list of contents has to be written anew: at once, or where it is long before it is next seen. */
  contents() {
    this.entries = null;
    if (this.ids.told.length <= MANY || /** @type {HTMLDetailsElement} */ (one(".contents")).open) this.write();
  }

  /** Write it from the steps themselves; each keeps its number in the telling. */
  write() {
    if (this.entries) return;
    /** @type {Record<string, number>} */
    const numbers = {};
    const kept = this.kept;
    const list = one(".contents ol");
    const entries = (this.entries = /** @type {Record<string, HTMLAnchorElement>} */ ({}));
    this.ids.told.forEach((id, i) => {
      numbers[id] = i + 1;
    });
    list.replaceChildren(
      ...this.ids[this.name]
        .filter((id) => !kept || kept[id])
        .map((id) => {
          const section = byId(id);
          const entry = document.createElement("li");
          const anchor = (entries[id] = document.createElement("a"));
          anchor.href = "#" + id;
          anchor.append(
            element("span", {}, null, numbers[id]),
            one("h2", section).textContent,
            element("small", {}, null, one(".when > :first-child", section).textContent),
          );
          if (section.hasAttribute("aria-current")) anchor.setAttribute("aria-current", "step");
          entry.append(anchor);
          return entry;
        }),
    );
    this.now = entries[this.scroller.current];
    if (page.papers) page.papers.shelve(list);
  }

  /**
   * A step is being read.
   * @param {string} id
   */
  here(id) {
    if (!this.entries) return;
    if (this.now) this.now.removeAttribute("aria-current");
    this.now = this.entries[id];
    if (this.now) this.now.setAttribute("aria-current", "step");
  }

  /** Switch, and say so in the address. */
  turn() {
    this.set(this.name === "date" ? "told" : "date");
    const url = new URL(location.href);
    if (this.name === "date") url.searchParams.set("order", "date");
    else url.searchParams.delete("order");
    try {
      history.replaceState(history.state, "", url.href);
    } catch (error) {
      /* about:srcdoc has no address */
    }
  }

  /**
   * By date, a step that the telling has elsewhere says where.
   * @param {boolean} shown
   */
  notes(shown) {
    const words = this.words;
    const ids = this.ids.told;
    all(".told-as").forEach((note) => {
      note.remove();
    });
    if (shown)
      this.moved.forEach((id) => {
        const note = element("small", {}, null, words["told-as"] + " " + (ids.indexOf(id) + 1));
        note.className = "told-as";
        one("#" + CSS.escape(id) + " .when").appendChild(note);
      });
  }
}

function asked() {
  return new URLSearchParams(location.search).get("order") === "date" ? "date" : "told";
}

/**
 * Put the sections into another order, and hide those that are not kept (kept: {id: true}; without it all are).
 * The step being read stays the one being read; where it is hidden, the next that is kept takes its place.
 * @param {string[]} ids
 * @param {Ids | null} kept
 */
Scroller.prototype.arrange = function (ids, kept) {
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  const started = this.spot !== null;
  const turn = this.turn;
  const sections = ids.map(byId);
  rearrange(this.all, sections);
  this.all = sections;
  sections.forEach((section) => {
    section.hidden = Boolean(kept && !kept[section.id]);
  });
  this.sections = sections.filter((section) => !section.hidden);
  this.steps = this.sections.map((section) => section.id);
  if (focused !== document.activeElement) focused.focus({ preventScroll: true });
  if (this.current === null) return;
  const current = nextKept(this.current, ids, kept);
  if (started) this.jump(current, { quiet: true, still: true });
  else this.toTop({ quiet: true, still: true }); /* who still reads the title starts at the first step */
  if (turn !== this.turn) return; /* another step is read, and all have been told so */
  this.onStep(this.current, this.steps.indexOf(this.current));
  this.tell("step", {});
};

/**
 * Put nodes into another order at the places where they stand; arranging back restores the document exactly.
 * @param {HTMLElement[]} nodes
 * @param {HTMLElement[]} ordered
 */
function rearrange(nodes, ordered) {
  nodes
    .map((node) => {
      const slot = document.createComment("");
      node.replaceWith(slot);
      return slot;
    })
    .forEach((slot, i) => {
      slot.replaceWith(ordered[i]);
    });
}

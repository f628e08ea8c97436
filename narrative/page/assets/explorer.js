/* The explorer: cards, search and following, brought together when the page's appendix has come. */
import { Chooser } from "./chooser.js";
import { Citing } from "./citing.js";
import { byId, element, one, pen } from "./dom.js";
import { Follow } from "./follow.js";
import { lists } from "./lists.js";
import { page } from "./page.js";
import { Search } from "./search.js";

/** @import { ExplorerData } from "./handed.d.ts" */
/** @import { Words } from "./types.d.ts" */
/** @import { Stage } from "./stage.js" */
/** @import { Scroller } from "./scroller.js" */

const ruler = pen(document.createElement("canvas"));

/**
 * How wide a text is in the page's sans serif, in pixels. font: weight and size.
 * @param {string} text
 * @param {string} font
 */
export function textWidth(text, font) {
  ruler.font = font + " " + getComputedStyle(document.documentElement).getPropertyValue("--sans");
  return ruler.measureText(text).width;
}

/** @param {string} id */
export function headingOf(id) {
  return one("#" + CSS.escape(id) + " h2");
}

/**
 * A modal window of the page: Escape closes it, and the focus goes back to where it was.
 * @param {string} name
 * @param {string} label
 * @param {Words} words
 */
export function dialog(name, label, words) {
  const box = element("dialog", { class: "explorer " + name, "aria-label": label }, document.body);
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
  const close = element("button", { type: "button", class: "card-close", "aria-label": words.close }, box);
  close.textContent = "×";
  close.addEventListener("click", () => {
    box.close();
  });
  return box;
}

/**
 * data: {words, features}; see narrative/explorer.py.
 * @param {ExplorerData} data
 * @param {Stage} stage
 * @param {Scroller} scroller
 */
export function explore(data, stage, scroller) {
  const words = data.words;
  lists();
  page.follow = new Follow({ stage, scroller, order: page.order, words });
  page.chooser = new Chooser(page.follow, words);
  page.search = new Search({ scroller, cards: page.cards, follow: page.follow, words });
  const citing = new Citing({ data: data.citing, cards: page.cards, scroller, words });
  /**
   * @param {HTMLElement} copy
   * @param {string} target
   */
  page.cards.more = function (copy, target) {
    citing.card(copy, target);
    tools(copy, target, data.features, words);
  };
  byId("choose").addEventListener("click", () => {
    page.chooser.open();
  });
  byId("search").addEventListener("click", () => {
    page.search.open();
  });
  page.follow.set(page.follow.asked());
  /* An embedding page can keep these in its own address and open the page on them again: `?people=`, `?places=`, `?order=`. */
  scroller.choices = function () {
    return {
      people: page.follow.chosen.people.slice(),
      places: page.follow.chosen.places.slice(),
      order: page.order.name,
      telling: page.papers ? page.papers.name : "source",
      reading: page.readings ? page.readings.unusual() : "",
    };
  };
  scroller.tell("step", {});
}

/**
 * What can be done with a card: follow its place or person, copy its place.
 * @param {HTMLElement} copy
 * @param {string} target
 * @param {Record<string, object>} features
 * @param {Words} words
 */
function tools(copy, target, features, words) {
  if (!/^p(lace|erson)-/.test(target)) return;
  const kind = target.indexOf("place-") === 0 ? "places" : "people";
  const id = target.slice(target.indexOf("-") + 1);
  const follow = page.follow;
  const row = element("div", { class: "card-tools" });
  one("h3", copy).after(row);
  if (follow.can(kind, id)) {
    const button = element("button", { type: "button", "aria-pressed": String(follow.has(kind, id)) }, row);
    const count = follow.counted(follow.one(kind, id));
    button.textContent = words[follow.has(kind, id) ? "unfollow" : "follow"];
    if (!copy.querySelector(".count")) element("p", { class: "count" }, copy).textContent = count;
    row.before(one(".count", copy));
    button.addEventListener("click", () => {
      follow.toggle(kind, id);
      page.cards.close(false);
      if (follow.any()) follow.who.focus({ preventScroll: true });
      else headingOf(page.scroller.current).focus({ preventScroll: true });
    });
  }
  if (features[id] && kind === "places") {
    const tool = copier(row, "GeoJSON", words, words.copy);
    tool.button.addEventListener("click", () => tool.copy(JSON.stringify(features[id], null, 1)));
  }
}

/**
 * In a file or a frame the clipboard may be out of reach: then the text stands selected for the reader's own copying.
 * @param {HTMLElement} row
 * @param {string} label
 * @param {Words} words
 * @param {string} title
 */
export function copier(row, label, words, title) {
  const button = element("button", { type: "button", class: "copy" }, row, title);
  /** @type {HTMLTextAreaElement | undefined} */
  let field;
  /** @type {HTMLElement} */
  let said;
  /** @param {string} text */
  function show(text) {
    if (!field) {
      const box = element("div", { class: "copied" });
      row.after(box);
      field = element("textarea", { readonly: "", rows: 5, "aria-label": label, spellcheck: "false" }, box);
      said = element("p", { role: "status" }, box);
    }
    field.value = text;
    said.textContent = "";
    return field;
  }
  /** @param {string} text */
  function copy(text) {
    const field = show(text);
    field.focus({ preventScroll: true });
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      /* not allowed here */
    }
    said.textContent = words[done ? "copied" : "to-copy"];
  }
  return { button, show, copy };
}

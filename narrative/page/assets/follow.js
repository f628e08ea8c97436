/* Following: the people and places that the reader has chosen. The story narrows to their steps; nothing of it is lost.
 *
 * `?people=a,b&places=c` opens the page so; a choice rewrites the address and adds nothing to the history. The steps are those in which
 * any of the chosen takes part. A person's links are those of the steps that the person is in, as far as their kind is a person's own; a place's are all
 * that begin or end there.
 */
import { KINDS, counted, linksOf, stepsOf } from "./choice.js";
import { all, element, hrefOf, one } from "./dom.js";
import { headingOf } from "./explorer.js";
import { page } from "./page.js";
import { Trail } from "./trail.js";

/** @import { Chosen, Ids, Kind, Known, Way, Words } from "./types.d.ts" */
/** @import { Stage } from "./stage.js" */
/** @import { Scroller } from "./scroller.js" */

const PREFIX = { people: "person-", places: "place-" };

/** @param {string | null} text */
function listOf(text) {
  return (text || "").split(",").filter(Boolean);
}

/** @typedef {{stage: Stage, scroller: Scroller, order: import("./order.js").Order, words: Words}} Options */

/** The people and places are read from the page's own appendix. */
export class Follow {
  /** @param {Options} options */
  constructor(options) {
    const self = this;
    this.stage = options.stage;
    this.scroller = options.scroller;
    this.order = options.order;
    this.words = options.words;
    /** @type {Chosen} */
    this.chosen = { people: [], places: [] };
    this.told = options.scroller.all
      .slice()
      .sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
      .map((section) => section.id);
    this.trail = new Trail(options.stage, (id) => {
      self.scroller.go(id, {});
    });
    /** @param {string} id */
    this.scroller.onHidden = function (id) {
      self.set(self.asked());
      if (!self.scroller.steps.includes(id)) self.clear();
    };
    window.addEventListener("popstate", () => {
      if (self.set(self.asked())) self.scroller.follow();
    });
    this.chip();
  }

  /** Who takes part in which steps: read when someone asks, for the list may be long; papers.js sets others. */
  get known() {
    return (this.read = this.read || listed());
  }

  set known(known) {
    this.read = known;
  }

  /** What the address asks for, as far as the story knows it and has steps of it. */
  asked() {
    const query = new URLSearchParams(location.search);
    /** @type {Chosen} */
    const asked = { people: [], places: [] };
    KINDS.forEach((kind) => {
      asked[kind] = listOf(query.get(kind)).filter((id, i, all) => all.indexOf(id) === i && this.can(kind, id));
    });
    return asked;
  }

  /**
   * @param {Kind} kind
   * @param {string} id
   */
  can(kind, id) {
    const known = Object.hasOwn(this.known[kind], id) ? this.known[kind][id] : null;
    return known !== null && Object.keys(known.steps).length > 0;
  }

  /**
   * @param {Kind} kind
   * @param {string} id
   */
  has(kind, id) {
    return this.chosen[kind].includes(id);
  }

  any() {
    return this.chosen.people.length + this.chosen.places.length > 0;
  }

  /**
   * The steps of a choice: {id: true}.
   * @param {Chosen} chosen
   * @returns {Ids}
   */
  stepsOf(chosen) {
    return stepsOf(chosen, this.known);
  }

  /**
   * The links of a choice in the order that is being read: [{step, data}].
   * @param {Chosen} chosen
   * @returns {Way[]}
   */
  linksOf(chosen) {
    const { steps, kinds } = this.stage.data;
    return linksOf(chosen, this.known, this.order.ids[this.order.name], steps, kinds);
  }

  /**
   * "11 steps, 2 journeys, 5 messages"
   * @param {Chosen} chosen
   */
  counted(chosen) {
    const steps = Object.keys(this.stepsOf(chosen)).length;
    return counted(steps, this.linksOf(chosen), this.stage.data.kinds, this.words.counted);
  }

  /**
   * @param {Kind} kind
   * @param {string} id
   * @returns {Chosen}
   */
  one(kind, id) {
    /** @type {Chosen} */
    const chosen = { people: [], places: [] };
    chosen[kind].push(id);
    return chosen;
  }

  /**
   * Take a choice over: true if it differs from the one before.
   * @param {Chosen} chosen
   */
  set(chosen) {
    if (KINDS.every((kind) => chosen[kind].join() === this.chosen[kind].join())) return false;
    this.chosen = chosen;
    this.label();
    this.trail.leave();
    this.order.keep(this.any() ? this.stepsOf(chosen) : null);
    const asked = this.scroller.asked(); /* the address names no step that is hidden */
    if (asked && !this.scroller.steps.includes(asked)) this.scroller.address(this.scroller.current, false);
    this.stage.show(
      this.scroller.current,
      true,
      this.stage.lastDone,
    ); /* the step's own view, whole, as if opened on it */
    return true;
  }

  /**
   * The reader's own choice: also in the address. overview: show all their ways at once.
   * @param {Chosen} chosen
   * @param {boolean} overview
   */
  choose(chosen, overview) {
    if (!this.set(chosen)) return;
    const url = new URL(location.href);
    KINDS.forEach((kind) => {
      if (chosen[kind].length) url.searchParams.set(kind, chosen[kind].join(","));
      else url.searchParams.delete(kind);
    });
    url.search = url.search.replace(/%2C/gi, ",");
    try {
      history.replaceState(history.state, "", url.href);
    } catch (error) {
      /* about:srcdoc has no address */
    }
    if (overview && this.any()) this.trail.overview();
  }

  /**
   * @param {Kind} kind
   * @param {string} id
   */
  toggle(kind, id) {
    const chosen = { people: this.chosen.people.slice(), places: this.chosen.places.slice() };
    const at = chosen[kind].indexOf(id);
    if (at < 0) chosen[kind].push(id);
    else chosen[kind].splice(at, 1);
    this.choose(chosen, true);
  }

  clear() {
    this.choose({ people: [], places: [] }, false);
  }

  /** Called at every step, before the map shows it: the overlay is made anew of the choice and the step. */
  show() {
    const steps = this.scroller.steps;
    let links;
    if (!this.any()) return this.trail.leave();
    links = this.linksOf(this.chosen).map((link) => ({
      data: link.data,
      step: link.step,
      number: steps.indexOf(link.step) + 1,
      title: this.title(link.step),
    }));
    this.trail.enter(links, this.chosen.places, this.scroller.current);
  }

  /** @param {string} id */
  title(id) {
    return one("#" + CSS.escape(id) + " h2").textContent;
  }

  /** Names of the chosen, listed; many are counted. */
  names() {
    /** @type {string[]} */
    const names = [];
    KINDS.forEach((kind) => {
      this.chosen[kind].forEach((id) => {
        names.push(this.known[kind][id].name);
      });
    });
    if (names.length > 3) return this.words.chosen.replace("{}", names.length);
    return names.length < 2
      ? names.join("")
      : names.slice(0, -1).join(", ") + " " + this.words.and + " " + names[names.length - 1];
  }

  /** The chip on the map: who is followed, their ways at once, and all steps again. */
  chip() {
    const words = this.words;
    const box = (this.box = element("div", { class: "chip keep-clear", role: "group", "aria-label": words.follow }));
    this.who = element("button", { type: "button", class: "chip-who", "aria-haspopup": "dialog" }, box);
    this.who.addEventListener("click", () => {
      page.chooser.open();
    });
    const ways = element(
      "button",
      { type: "button", class: "chip-ways", "aria-label": words.whole, title: words.whole },
      box,
    );
    ways.innerHTML =
      '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"/></svg>';
    ways.addEventListener("click", () => {
      this.trail.overview();
    });
    const clear = element(
      "button",
      { type: "button", class: "chip-clear", "aria-label": words.clear, title: words.clear },
      box,
    );
    clear.textContent = "×";
    clear.addEventListener("click", () => {
      this.clear();
      headingOf(this.scroller.current).focus({ preventScroll: true });
    });
    L.DomEvent.disableClickPropagation(box);
  }

  /** Say who is followed; before the map is lettered, for lettering keeps clear of the chip. */
  label() {
    if (!this.any()) return this.box.remove();
    this.who.replaceChildren();
    element("b", {}, this.who).textContent = this.names() + ": ";
    element("span", {}, this.who).textContent = this.counted(this.chosen);
    if (!this.box.isConnected) this.stage.furniture.prepend(this.box);
  }
}

function listed() {
  /** @type {Known} */
  const known = { people: {}, places: {} };
  KINDS.forEach((kind) => {
    all(".appendix .entry[id^='" + PREFIX[kind] + "']").forEach((entry) => {
      /** @type {Ids} */
      const steps = {};
      all("ol a", entry).forEach((anchor) => {
        steps[hrefOf(anchor).slice(1)] = true;
      });
      known[kind][entry.id.slice(PREFIX[kind].length)] = {
        name: String(one("h3", entry).firstChild?.textContent).trim(),
        steps,
      };
    });
  });
  return known;
}

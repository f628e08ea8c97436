/* Search: titles, text, people and places in every spelling and script, as fast as it is typed. `/` opens it.
 *
 * The index is built from the page's own text when it is first opened. Letters are compared without case, accents and hyphens
 * ("Kim Il-sung", "Zhōngguó"), names also with a typing error in them.
 */
import { all, byId, element, one, within } from "./dom.js";
import { dialog, headingOf } from "./explorer.js";
import { cut, fit, fold, plain, seek, span } from "./matching.js";

/** @import { FoundStep, Hit, Words } from "./types.d.ts" */

const MOST_STEPS = 24;
const MOST_NAMES = 6;
const KEY = "narrative-map-slash";

/** @typedef {Pick<Search, "scroller" | "cards" | "follow" | "words">} Options */

/** options: {scroller, cards, follow, words} */
export class Search {
  /** @param {Options} options */
  constructor(options) {
    Object.assign(this, options);
    this.chosen = -1;
    this.hits = [];
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || !listens())
        return;
      if (within(event, "input, textarea, select, [contenteditable], dialog")) return;
      event.preventDefault();
      this.open();
    });
  }

  /** Everything that can be found, from the document as it stands. */
  index() {
    const steps = this.follow.told.map((id, i) => {
      const section = byId(id);
      const bodies = [textOf(section.querySelector(".told"))].concat(
        Array.from(all(".note", section), (note) => Array.from(all("p", note), textOf).join(" ")),
      );
      return /** @type {FoundStep} */ ({
        id,
        number: i + 1,
        when: textOf(section.querySelector(".when > :first-child")),
        title: textOf(section.querySelector("h2")),
        texts: bodies,
      });
    });
    this.steps = steps;
    this.named = [];
    all(".appendix .entry[id]").forEach((entry) => {
      const kind = entry.id.slice(0, entry.id.indexOf("-"));
      if (kind === "document") this.paper(entry, steps);
      if (kind !== "place" && kind !== "person") return;
      const heading = one("h3", entry);
      const names = [String(heading.firstChild?.textContent).trim()];
      const modern = heading.querySelector(".modern");
      if (modern) names.push(modern.textContent);
      all("dd span[lang], .spelling", entry).forEach((name) => {
        names.push(name.textContent);
      });
      this.named.push({
        target: entry.id,
        kind,
        name: names[0],
        modern: modern ? modern.textContent : "",
        about: textOf(entry.querySelector("p:not(.count)")),
        names: names.filter((name, i) => names.indexOf(name) === i).map((name) => ({ name, folded: plain(name) })),
        steps: this.follow.known[kind === "place" ? "places" : "people"][entry.id.slice(kind.length + 1)].steps,
      });
    });
    steps.forEach((step) => {
      step.heading = fold(step.title);
      step.bodies = step.texts.map(fold);
    });
  }

  /**
   * A document, as far as it is not a step of what is told.
   * @param {HTMLElement} entry
   * @param {FoundStep[]} steps
   */
  paper(entry, steps) {
    if (document.getElementById("paper-" + entry.id.slice(9))) return;
    const texts = [textOf(entry.querySelector(".says"))].concat(
      Array.from(all(".how-so", entry), textOf),
      textOf(entry.querySelector(".way")),
    );
    steps.push(
      /** @type {FoundStep} */ ({
        id: entry.id,
        kind: "document",
        number: 1000 + steps.length,
        when: textOf(entry.querySelector("time")),
        title: textOf(entry.querySelector("h3")),
        texts,
      }),
    );
  }

  /** Other steps are told: the index is made anew when the search opens. */
  forget() {
    this.steps = null;
  }

  /**
   * What is found for a query, best first: [{kind, target, title, parts: [before, hit, after], …}].
   * @param {string} typed
   * @returns {Hit[]}
   */
  find(typed) {
    const query = plain(typed);
    const words = query.split(" ");
    if (!query) return [];
    /** @type {Hit[]} */
    let names = [];
    this.named.forEach((entry, i) => {
      let best = /** @type {{cost: number, name: string} | null} */ (null);
      entry.names.forEach((name) => {
        const cost = fit(name.folded, query);
        if (cost < Infinity && (!best || cost < best.cost)) best = { cost, name: name.name };
      });
      if (best)
        names.push(
          /** @type {Hit} */ ({
            kind: entry.kind,
            target: entry.target,
            title: entry.name,
            modern: entry.modern,
            matched: best.name,
            cost: best.cost,
            i,
            entry,
          }),
        );
    });
    names.sort(
      (a, b) => a.cost - b.cost || Object.keys(b.entry.steps).length - Object.keys(a.entry.steps).length || a.i - b.i,
    );
    if (names.length && names[0].cost < 3) names = names.filter((hit) => hit.cost < 3);
    names = names.slice(0, MOST_NAMES);
    const steps = (this.steps || []).flatMap(
      (step) => this.inStep(step, query, words) || this.byName(step, names) || [],
    );
    steps.sort((a, b) => a.cost - b.cost || a.number - b.number);
    return names.concat(steps.slice(0, MOST_STEPS));
  }

  /**
   * A step in which every word stands; the whole phrase, and the title, count for more.
   * @param {FoundStep} step
   * @param {string} query
   * @param {string[]} words
   * @returns {Hit | null}
   */
  inStep(step, query, words) {
    const all = [step.heading.text].concat(step.bodies.map((body) => body.text));
    if (!words.every((word) => all.some((text) => seek(text, word) >= 0))) return null;
    const phrase = all.findIndex((text) => seek(text, query) >= 0);
    const sought = phrase >= 0 ? query : words[0];
    const hit = /** @type {Hit} */ ({
      kind: step.kind || "step",
      target: step.id,
      title: step.title,
      number: step.number,
      when: step.when,
      cost: phrase === 0 ? 0 : phrase > 0 ? 1 : 2,
    });
    const inTitle = seek(step.heading.text, sought);
    if (inTitle >= 0) hit.marked = span(step.heading, inTitle, sought.length);
    for (let i = 0; i < step.bodies.length && !hit.parts; i++) {
      const at = seek(step.bodies[i].text, sought);
      if (at < 0) continue;
      const [from, to] = span(step.bodies[i], at, sought.length);
      hit.parts = cut(step.texts[i], from, to);
    }
    hit.parts = hit.parts || cut(step.texts[0], 0, 0);
    return hit;
  }

  /**
   * A step of a person or place that was found by another name than the text has.
   * @param {FoundStep} step
   * @param {Hit[]} names
   * @returns {Hit | null}
   */
  byName(step, names) {
    const least = names.length && names[0].cost > 2 ? names[0].cost : 1;
    const text = step.texts[0];
    let at = -1;
    let named = "";
    const hits = names.filter((each) => each.cost <= least && each.entry.steps[step.id]);
    if (!hits.length) return null;
    hits.some((hit) => {
      named = textOf(document.querySelector("#" + CSS.escape(step.id) + ' .told a[href="#' + hit.target + '"]'));
      return named && (at = text.indexOf(named)) >= 0;
    });
    return /** @type {Hit} */ ({
      kind: "step",
      target: step.id,
      title: step.title,
      number: step.number,
      when: step.when,
      cost: at >= 0 ? 3 : 4,
      parts: at >= 0 ? cut(text, at, at + named.length) : cut(text, 0, 0),
    });
  }

  build() {
    const words = this.words;
    const box = (this.box = dialog("search", words.search, words));
    const field = (this.field = element("input", {
      type: "text",
      id: "search-field",
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": "search-hits",
      "aria-autocomplete": "list",
      "aria-label": words.search,
      placeholder: words["search-hint"],
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "go",
    }));
    box.insertBefore(field, box.firstChild);
    this.list = element("div", { id: "search-hits", role: "listbox", "aria-label": words.search }, box);
    this.status = element("p", { class: "hint", role: "status" }, box);
    const label = element("label", { class: "hint slash" }, box);
    const check = element("input", { type: "checkbox" }, label);
    check.checked = listens();
    label.append(" " + words.slash);
    check.addEventListener("change", () => {
      listens(check.checked);
    });
    field.addEventListener("input", () => {
      this.show();
    });
    field.addEventListener("keydown", (event) => {
      const last = this.hits.length - 1;
      const to = {
        ArrowDown: this.chosen < last ? this.chosen + 1 : 0,
        ArrowUp: this.chosen > 0 ? this.chosen - 1 : last,
      }[event.key];
      if (event.key === "Enter" && !event.isComposing && this.hits.length) {
        event.preventDefault();
        this.take(Math.max(this.chosen, 0));
      } else if (to !== undefined && this.hits.length) {
        event.preventDefault();
        this.choose(to);
      }
    });
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
    }); /* the field keeps the focus */
    this.list.addEventListener("click", (event) => {
      const option = within(event, "[role=option]");
      if (option) this.take(all("[role=option]", this.list).indexOf(option));
    });
    box.addEventListener("close", () => {
      if (document.activeElement === document.body) byId("search").focus({ preventScroll: true });
    });
  }

  open() {
    if (!this.steps) this.index();
    if (!this.box) this.build();
    if (this.box.open) return;
    this.cards.close(true);
    this.from = document.activeElement;
    this.box.showModal();
    this.field.focus();
    this.field.select();
    this.show();
  }

  show() {
    const words = this.words;
    const typed = this.field.value.trim();
    const list = this.list;
    let group = list;
    let heading = "";
    this.hits = this.find(typed);
    list.replaceChildren();
    this.hits.forEach((hit, i) => {
      const name = hit.parts ? "steps" : "named";
      if (name !== heading)
        group = element(
          "div",
          {
            role: "group",
            "aria-label": heading === "" && name === "named" ? words.people + ", " + words.places : words.steps,
          },
          list,
        );
      heading = name;
      option(group, hit, i, words);
    });
    this.field.setAttribute("aria-expanded", String(this.hits.length > 0));
    this.status.textContent = !typed
      ? ""
      : !this.hits.length
        ? words.none.replace("{}", typed)
        : words.results[this.hits.length === 1 ? 0 : 1].replace("{}", this.hits.length);
    this.choose(this.hits.length ? 0 : -1);
    list.scrollTop = 0;
  }

  /**
   * Mark one of the hits as the one that Enter opens.
   * @param {number} i
   */
  choose(i) {
    this.chosen = i;
    all("[role=option]", this.list).forEach((node, k) => {
      node.setAttribute("aria-selected", String(k === i));
      if (k === i) node.scrollIntoView({ block: "nearest" });
    });
    if (i < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", "search-hit-" + i);
  }

  /**
   * Open a hit: a step in the story, a place or a person in its card.
   * @param {number} i
   */
  take(i) {
    const hit = this.hits[i];
    const from = this.from;
    this.box.close();
    if (hit.kind === "step") {
      if (hit.target !== this.scroller.current)
        this.scroller.address(hit.target, true); /* a deliberate leap: Back returns from it */
      this.scroller.jump(hit.target, {});
      headingOf(hit.target).focus({ preventScroll: true });
    } else this.cards.open(hit.target, from && from !== document.body ? from : byId("search"));
  }
}

/** A key that is one sign can be turned off (WCAG 2.1.4); a frame without storage forgets that. */
var slash = true;
/** @param {boolean} [on] */
function listens(on) {
  try {
    if (on !== undefined) localStorage.setItem(KEY, on ? "on" : "off");
    slash = localStorage.getItem(KEY) !== "off";
  } catch (error) {
    if (on !== undefined) slash = on;
  }
  return slash;
}

/** @param {Element | null} node */
function textOf(node) {
  return node ? node.textContent.replace(/\s+/g, " ").trim() : "";
}

/**
 * @param {HTMLElement} group
 * @param {Hit} hit
 * @param {number} i
 * @param {Words} words
 */
function option(group, hit, i, words) {
  const node = element("div", { role: "option", id: "search-hit-" + i, class: "hit" }, group);
  const kind = element("span", { class: "kind" }, node);
  const title = element("b", {}, node);
  kind.textContent = hit.kind === "step" ? words.step + " " + hit.number : words[hit.kind];
  if (hit.marked) {
    title.append(hit.title.slice(0, hit.marked[0]));
    element("mark", {}, title).textContent = hit.title.slice(hit.marked[0], hit.marked[1]);
    title.append(hit.title.slice(hit.marked[1]));
  } else title.textContent = hit.title;
  if (hit.parts) {
    element("small", {}, node).textContent = hit.when;
    const snippet = element("span", { class: "snippet" }, node);
    snippet.append(hit.parts[0]);
    if (hit.parts[1]) element("mark", {}, snippet).textContent = hit.parts[1];
    snippet.append(hit.parts[2]);
    return;
  }
  if (hit.modern && hit.modern !== hit.matched)
    element("small", {}, node).textContent = words.today.replace("{}", hit.modern);
  const line = element("span", { class: "snippet" }, node);
  if (hit.matched !== hit.title) {
    element("mark", {}, line).textContent = hit.matched;
    if (hit.entry.about) line.append(" · ");
  }
  line.append(hit.entry.about);
}

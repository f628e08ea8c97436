/* Papers: what other documents say to a step and to a statement, and the same events told by the documents.
 *
 * The lists of documents and statements stand in the page's appendix; whatever is shown here is copied from them. `?telling=documents`
 * opens the page on the documents in the order of their dates, and so does the address of one of their steps (`#paper-ID`). A switch rewrites
 * the address and adds nothing to the history. In that telling `window.story.steps` and the messages name the papers.
 */
import { all, byId, cloned, element, hrefOf, one, within } from "./dom.js";
import { headingOf } from "./explorer.js";
import { page } from "./page.js";
import { Scroller } from "./scroller.js";

/** @import { Ids, Known, Step, Telling } from "./types.d.ts" */
/** @import { Follow } from "./follow.js" */

/** @typedef {"source" | "documents"} Name */
/** @typedef {HTMLElement & {run?: ChildNode[]}} Section */
/** @typedef {Pick<Papers, "stage" | "scroller" | "order" | "data">} Options */

const root = document.documentElement;
const PAPER = "paper-";
const ENTRY = "document-";

/** options: {stage, scroller, order, data (narrative/page/papers.py)} */
export class Papers {
  /** @param {Options} options */
  constructor(options) {
    Object.assign(this, options);
    this.words = this.data.words;
    /** @type {Name} */
    this.name = "source";
    this.ids = Object.keys(this.data.steps);
    this.stage.know(/** @type {Record<string, Step>} */ (this.data.steps));
    this.stage.worded(this.data.links);
    document.addEventListener(
      "click",
      (event) => {
        this.click(event);
      },
      true,
    );
    window.addEventListener("popstate", () => {
      this.sync();
    });
    this.switches();
    this.row();
    if (page.timeline) page.timeline.draw();
    this.sync();
  }

  /** @param {string} id */
  isPaper(id) {
    return this.ids.includes(id);
  }

  /** What the address asks for: {name, id}; id is a paper's step or null. */
  asked() {
    const query = new URLSearchParams(location.search);
    const id = location.hash.slice(1) || query.get("step");
    if (id && this.isPaper(id)) return { name: "documents", id };
    return { name: query.get("telling") === "documents" && !this.scroller.asked() ? "documents" : "source", id: null };
  }

  /** Follow the address. */
  sync() {
    const asked = this.asked();
    if (
      asked.name === "source" &&
      this.name === "documents" &&
      !this.source.sections.some((each) => each.id === location.hash.slice(1)) &&
      location.hash
    )
      return;
    if (asked.name !== this.name) this.tell(/** @type {Name} */ (asked.name), asked.id, true);
    else if (asked.id && asked.id !== this.scroller.current) this.scroller.jump(asked.id, { quiet: true });
  }

  /**
   * Tell the story by the source or by the documents, from a step on (null: from where the same is told, else from the start).
   * @param {Name} name
   * @param {string | null} id
   * @param {boolean} [quiet]
   */
  tell(name, id, quiet) {
    const scroller = this.scroller;
    const order = this.order;
    const follow = page.follow;
    const from = scroller.current;
    const was = this.name;
    let to;
    if (name === was) return id ? scroller.jump(id, {}) : undefined;
    if (follow && follow.any()) follow.clear();
    if (page.search) page.search.forget();
    if (name === "documents") {
      if (order.name === "date") order.turn();
      this.source = {
        sections: scroller.all.slice(),
        ids: order.ids,
        moved: order.moved,
        timeline: page.timeline && page.timeline.data,
        known: follow && follow.known,
        told: follow && follow.told,
      };
      this.sections = this.sections || this.ids.map(this.section, this);
      to = id || this.paperFor(from) || this.ids[0];
    } else to = id || this.stepFor(from) || this.source.sections[0].id;
    this.name = name;
    root.toggleAttribute("data-by-papers", name === "documents");
    order.ids = name === "documents" ? { told: this.ids, date: this.ids } : this.source.ids;
    order.moved = name === "documents" ? [] : this.source.moved;
    if (page.timeline)
      page.timeline.take(/** @type {Telling} */ (name === "documents" ? this.data.timeline : this.source.timeline));
    this.row();
    if (follow) this.knows(follow);
    if (page.chooser) page.chooser.forget();
    scroller.retell(name === "documents" ? this.sections : this.source.sections, to);
    order.contents();
    one(".skip").setAttribute("href", "#" + order.ids.told[0]);
    this.stage.show(scroller.current, true, this.stage.lastDone);
    this.label();
    if (!quiet) this.address();
  }

  address() {
    const url = new URL(location.href);
    if (this.name === "documents") url.searchParams.set("telling", "documents");
    else url.searchParams.delete("telling");
    if (url.searchParams.has("step")) url.searchParams.set("step", this.scroller.current);
    else url.hash = this.scroller.current;
    try {
      history.replaceState(history.state, "", url.href);
    } catch (error) {
      /* about:srcdoc has no address */
    }
    this.scroller.written = location.href;
  }

  /**
   * The first paper that answers a step, and the first step that a paper answers.
   * @param {string} step
   */
  paperFor(step) {
    const entry = this.answers(step).map((each) => String(each.closest(".entry")?.id).slice(ENTRY.length));
    return entry.length && this.isPaper(PAPER + entry[0]) ? PAPER + entry[0] : null;
  }

  /** @param {string} paper */
  stepFor(paper) {
    const entry = byId(ENTRY + paper.slice(PAPER.length));
    const line = entry && entry.querySelector(".bears [data-steps]:not([data-steps=''])");
    return line ? String(line.getAttribute("data-steps")).split(" ")[0] : null;
  }

  /**
   * Who takes part in which steps of this telling.
   * @param {Follow} follow
   */
  knows(follow) {
    const data = this.data;
    /** @type {Known} */
    const known = { people: {}, places: {} };
    if (this.name !== "documents") {
      follow.known = /** @type {Known} */ (this.source.known);
      follow.told = /** @type {string[]} */ (this.source.told);
      return;
    }
    /** @type {import("./types.d.ts").Kind[]} */ (Object.keys(known)).forEach((kind) => {
      Object.keys(follow.known[kind]).forEach((id) => {
        /** @type {Ids} */
        const steps = {};
        (data[kind][id] || []).forEach((each) => {
          steps[each] = true;
        });
        known[kind][id] = { name: follow.known[kind][id].name, steps };
      });
    });
    follow.known = known;
    follow.told = this.ids;
  }

  /**
   * A document as a step of its own telling, made of its entry.
   * @param {string} id
   * @param {number} index
   * @returns {Section}
   */
  section(id, index) {
    const entry = byId(ENTRY + id.slice(PAPER.length));
    const section = element("section", { class: "step paper", id, "data-index": index });
    const body = element("div", { class: "step-body" }, section);
    const copy = copied(entry);
    const heading = one("h3", copy);
    body.append(one(".when", copy), element("h2", { tabindex: "-1" }, null, heading.textContent), one(".way", copy));
    const says = copy.querySelector(".says") || element("div", {});
    says.className = "told";
    body.append(says);
    Array.from(copy.children).forEach((each) => {
      if (each !== heading) body.append(each);
    });
    element("p", { class: "unseen map-words" }, body, this.data.shows[id]);
    return section;
  }

  /**
   * All answers to a step: the lines of the documents' entries, in the order of their dates.
   * @param {string} step
   */
  answers(step) {
    return all('.appendix .bears li[data-steps~="' + CSS.escape(step) + '"]');
  }

  /**
   * Beside a step: each paper with its line, and ours where it answers a statement.
   * @param {string} step
   */
  beside(step) {
    const box = element("div", { class: "beside", role: "group", "aria-label": this.words.papers });
    /** @type {Element | null} */
    let last = null;
    /** @type {HTMLElement} */
    let group;
    this.answers(step).forEach((line) => {
      const entry = /** @type {Element} */ (line.closest(".entry"));
      const copy = copied(line);
      if (entry !== last) {
        group = element("section", { class: "paper-line" }, box);
        const head = element("p", { class: "paper-name" }, group);
        element("a", { href: "#" + entry.id }, head, one("h3", entry).textContent);
        head.append(" ", copied(one("time", entry)));
        element("ul", { class: "bears" }, group);
      }
      last = entry;
      all(".where", copy).forEach((each) => {
        each.remove();
      });
      one("ul", group).append(copy);
    });
    return box;
  }

  /** @param {HTMLElement} anchor */
  open(anchor) {
    const line = /** @type {Element} */ (anchor.closest(".status"));
    const shown =
      line.nextElementSibling && line.nextElementSibling.classList.contains("beside") ? line.nextElementSibling : null;
    anchor.setAttribute("aria-expanded", String(!shown));
    if (shown) shown.remove();
    else line.after(this.beside(String(anchor.dataset.step)));
  }

  /** @param {MouseEvent} event */
  click(event) {
    const anchor = within(event, "a[href^='#']");
    if (!anchor || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const id = hrefOf(anchor).slice(1);
    const other = this.isPaper(id)
      ? "documents"
      : this.name === "documents" && this.source.sections.some((each) => each.id === id)
        ? "source"
        : null;
    if (anchor.classList.contains("papers-open")) {
      event.preventDefault();
      event.stopPropagation();
      this.open(anchor);
    } else if (other && other !== this.name) {
      event.preventDefault();
      event.stopPropagation();
      if (page.cards) page.cards.close(false);
      if (page.claims) page.claims.hide();
      this.tell(other, id);
      headingOf(id).focus({ preventScroll: true });
    }
  }

  /** The switch between the tellings: on the title's card, and above the list of contents. */
  switches() {
    const words = this.words;
    this.buttons = [];
    this.shelf = element("li", {});
    [one(".title-card .byline"), this.shelf].forEach((place) => {
      const box = element("p", { class: "tellings", role: "group", "aria-label": words.telling });
      /** @type {[Name, string][]} */ ([
        ["source", words.article],
        ["documents", counted(words.documents, this.ids.length)],
      ]).forEach((each) => {
        const button = element("button", { type: "button", "data-telling": each[0] }, box, each[1]);
        button.addEventListener("click", () => {
          /** @type {HTMLDetailsElement} */ (one(".contents")).open = false;
          if (each[0] === this.name) return;
          this.tell(each[0], null);
          headingOf(this.scroller.current).focus({ preventScroll: true });
        });
        this.buttons.push(button);
      });
      if (place === this.shelf) place.append(box);
      else place.after(box);
    });
    all(".papers-open").forEach((anchor) => {
      anchor.setAttribute("role", "button");
      anchor.setAttribute("aria-expanded", "false");
      anchor.addEventListener("keydown", (event) => {
        if (event.key === " ") {
          event.preventDefault();
          this.open(anchor);
        }
      });
    });
    this.chip = element("div", { class: "chip telling-chip keep-clear" });
    element("b", {}, this.chip, counted(words.documents, this.ids.length));
    const back = element("button", { type: "button", class: "chip-clear" }, this.chip, words.article);
    back.addEventListener("click", () => {
      this.tell("source", null);
      headingOf(this.scroller.current).focus({ preventScroll: true });
    });
    L.DomEvent.disableClickPropagation(this.chip);
    this.shelve(one(".contents ol"));
    this.label();
  }

  /** The second row of the time line, beside the source's telling. */
  row() {
    if (!page.timeline) return;
    page.timeline.papers =
      this.name === "documents"
        ? []
        : this.data.timeline.steps.map((step) => {
            const id = step.id.slice(PAPER.length);
            const entry = byId(ENTRY + id);
            /** @type {string[]} */
            const of = [];
            all(".bears li", entry).forEach((line) => {
              of.push(...String(line.dataset.steps).split(" "));
            });
            return {
              id,
              at: step.at,
              title: one("time", entry).textContent + " · " + one("h3", entry).textContent,
              of,
              x: NaN,
            };
          });
  }

  /**
   * The switch stands first in the list of contents, which is written anew with every order.
   * @param {HTMLElement} list
   */
  shelve(list) {
    list.prepend(this.shelf);
  }

  label() {
    const name = this.name;
    this.buttons.forEach((each) => {
      each.setAttribute("aria-pressed", String(each.dataset.telling === name));
    });
    if (name === "documents") this.stage.furniture.prepend(this.chip);
    else this.chip.remove();
  }

  /**
   * What a card of a statement or a document shows besides its entry: how each paper answers; the way onto the map.
   * @param {HTMLElement} copy
   * @param {string} target
   */
  card(copy, target) {
    if (target.indexOf("statement-") === 0)
      all(".bears li", copy).forEach((line) => {
        const theirs = document.querySelector(
          "#" +
            CSS.escape(ENTRY + line.dataset.document) +
            ' .bears li[data-statement="' +
            CSS.escape(target.slice(10)) +
            '"] .how-so',
        );
        if (theirs) line.append(" ", copied(theirs));
      });
    if (target.indexOf(ENTRY) === 0 && this.isPaper(PAPER + target.slice(ENTRY.length))) {
      const row = element("div", { class: "card-tools" });
      const anchor = element("a", { href: "#" + PAPER + target.slice(ENTRY.length) }, row, this.words.map);
      one("h3", copy).after(row);
      if (this.name === "documents")
        anchor.addEventListener("click", () => {
          this.scroller.jump(PAPER + target.slice(ENTRY.length), {});
        });
    }
    if (this.name === "documents" && /^p(lace|erson)-/.test(target)) this.list(copy, target);
  }

  /**
   * A place's or a person's card while the documents tell: the papers that come from there or go there.
   * @param {HTMLElement} copy
   * @param {string} target
   */
  list(copy, target) {
    const kind = target.indexOf("place-") === 0 ? "places" : "people";
    const ids = this.data[kind][target.slice(target.indexOf("-") + 1)] || [];
    let list = copy.querySelector("ol");
    const count = copy.querySelector(".count");
    if (count) count.remove();
    if (!ids.length) return list && list.remove();
    if (!list) list = element("ol", {}, copy);
    list.replaceChildren(
      ...ids.map((id) => {
        const line = element("li", {});
        const section = byId(id);
        element("a", { href: "#" + id }, line, one("h2", section).textContent);
        line.append(" ", copied(one("time", section)));
        return line;
      }),
    );
  }
}

/**
 * A part of the appendix for another place: without ids, which stay where they are.
 * @param {Element} node
 */
function copied(node) {
  const copy = cloned(node);
  [copy].concat(all("[id]", copy)).forEach((each) => {
    each.removeAttribute("id");
  });
  return copy;
}

/**
 * @param {string[]} words
 * @param {number} count
 */
function counted(words, count) {
  return words[count === 1 ? 0 : 1].replace("{}", String(count));
}

/**
 * Put other sections in the place of the steps, and the reader at one of them. What lies between them goes and comes with them.
 * @param {Section[]} sections
 * @param {string} id
 */
Scroller.prototype.retell = function (sections, id) {
  const story = byId("story");
  const nodes = Array.from(story.childNodes);
  const away = nodes.slice(nodes.indexOf(this.all[0]));
  away.forEach((node) => {
    node.remove();
  });
  /** @type {Section} */ (this.all[0]).run = away;
  (sections[0].run || sections).forEach((node) => {
    story.appendChild(node);
  });
  this.all = this.sections = sections;
  this.steps = sections.map((section) => section.id);
  this.current = /** @type {any} */ (null);
  this.jump(id, { still: true, quiet: true });
};

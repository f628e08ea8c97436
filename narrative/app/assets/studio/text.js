/* The text with what it names: a place is a button, its certainty shows in its line and its sign, a selection becomes a place. */
/** @import { Draft, Mark, Place } from "./types.d.ts" */
import { within } from "../../../page/assets/dom.js";
import { button, certaintyOf, field, inBase64, make, refill, vocabulary } from "./parts.js";

export class TextView {
  /** @param {import("./main.js").Studio} studio */
  constructor(studio) {
    this.studio = studio;
    /** @type {{start: number, end: number, words: string} | null} */
    this.chosenWords = null;
    this.bar = make("div", { class: "selection", role: "group", "aria-label": "Mark a place" });
    this.box = make("div", { class: "text", tabindex: "0", role: "region", "aria-label": "The text" });
    this.box.addEventListener("click", (event) => {
      const place = within(event, "[data-place]")?.dataset.place;
      if (place) this.studio.choosePlace(place, { from: "text" });
    });
    this.box.addEventListener("mouseup", () => this.selected());
    this.box.addEventListener("keyup", (event) => {
      if (event.shiftKey || event.key === "Shift") this.selected();
    });
    this.box.addEventListener("touchend", () => setTimeout(() => this.selected(), 0));
    this.element = make("section", { class: "reading", "aria-label": "Text" }, this.bar, legend(), this.box);
  }

  fill() {
    const { desk } = this.studio;
    const draft = desk.work;
    this.box.lang = draft.language;
    const places = new Map(draft.places.map((each) => [each.id, each]));
    if (!draft.text) refill(this.box, this.withoutText());
    else {
      const stretches = this.stretches(draft);
      let next = 0;
      refill(
        this.box,
        stretches.map(({ start, end, number }) => {
          const paragraph = make(number ? "p" : "div", {
            class: number ? null : "outside",
            "data-start": start,
            "data-number": number || null,
          });
          let at = start;
          while (next < draft.marks.length && draft.marks[next].start < start) next += 1;
          for (; next < draft.marks.length && draft.marks[next].end <= end; next += 1) {
            const mark = draft.marks[next];
            if (mark.start > at) paragraph.append(run(desk.letters(at, mark.start), at));
            paragraph.append(this.mark(mark, places, desk));
            at = mark.end;
          }
          if (at < end) paragraph.append(run(desk.letters(at, end), at));
          return paragraph;
        }),
      );
    }
    this.fillBar();
    this.follow(false);
  }

  /**
   * The paragraphs, and what stands between them: headings, a header.
   * @param {Draft} draft
   */
  stretches(draft) {
    const found = [],
      total = [...draft.text].length;
    let at = 0;
    draft.paragraphs.forEach(([start, end], index) => {
      found.push({ start: at, end: start, number: 0 }, { start, end, number: index + 1 });
      at = end;
    });
    found.push({ start: at, end: total, number: 0 });
    return found.filter(({ start, end }) => this.studio.desk.letters(start, end).trim());
  }

  /**
   * @param {Mark} mark
   * @param {Map<string, Place>} places
   * @param {import("./desk.js").Desk} desk
   */
  mark(mark, places, desk) {
    const words = desk.letters(mark.start, mark.end);
    const place = mark.places.length ? places.get(mark.places[0]) : null;
    if (!place)
      return run(
        words,
        mark.start,
        "mark " + mark.form,
        mark.date || (mark.form === "person" ? "person" : "a place that lies nowhere"),
      );
    if (place.state === "rejected") return run(words, mark.start);
    const kind = kindOf(place);
    const element = make(
      "span",
      {
        role: "button",
        tabindex: "0",
        class: "mark place " + kind,
        "data-place": place.id,
        "data-key": "mark" + mark.start,
        "data-at": mark.start,
        "aria-label": words + ", " + KINDS[kind],
        on: {
          keydown: (event) => {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            this.studio.choosePlace(place.id, { from: "text", focus: true });
          },
        },
      },
      run(words, mark.start),
    );
    return element;
  }

  withoutText() {
    const { desk } = this.studio;
    if (!desk.waits)
      return make(
        "p",
        {},
        "This story came without its text. Its steps and places can be edited; new names cannot be marked.",
      );
    /** @param {File | undefined} file */
    const open = async (file) => {
      if (file) await desk.change("open_text", { file: await inBase64(file) });
    };
    const input = make("input", {
      type: "file",
      accept: ".txt,.md,.html,.htm,text/plain",
      "data-key": "open-text",
      on: { change: () => open(input.files?.[0]) },
    });
    return make(
      "div",
      {},
      make("p", {}, "The text is not in this draft, since it is not yours to publish."),
      field("Open the text again", input),
    );
  }

  /** What the author has selected with the mouse, a finger or the keyboard. */
  selected() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !this.box.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const start = this.position(range.startContainer, range.startOffset),
      end = this.position(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    const words = this.studio.desk.letters(start, end);
    if (!words.trim() || words.length > 200) return;
    this.chosenWords = { start, end, words: words.trim() };
    this.fillBar();
  }

  /**
   * @param {Node} node
   * @param {number} offset
   */
  position(node, offset) {
    if (!(node instanceof Text)) {
      const child = node.childNodes[offset] || node.childNodes[offset - 1];
      const run = child instanceof Element ? child.querySelector("[data-at]") || child : child && child.parentElement;
      const at = run instanceof HTMLElement ? run.dataset.at : undefined;
      return at === undefined ? null : Number(at);
    }
    /** @type {HTMLElement | null | undefined} */
    const run = node.parentElement?.closest("[data-at]");
    return run ? Number(run.dataset.at) + [...node.data.slice(0, offset)].length : null;
  }

  fillBar() {
    const { desk } = this.studio;
    const places = [...desk.work.places]
      .filter((each) => each.state !== "rejected")
      .sort((a, b) => a.title.localeCompare(b.title));
    if (this.chosenWords && this.chosenWords.words) {
      const { start, end, words } = this.chosenWords;
      const done = () => {
        this.chosenWords = null;
        this.fillBar();
      };
      const which = make(
        "select",
        { "data-key": "mark-as", "aria-label": "Which place" },
        make("option", { value: "" }, "a new place"),
        places.map((each) => make("option", { value: each.id }, each.title)),
      );
      refill(
        this.bar,
        make("span", {}, "“" + words + "” names"),
        which,
        button(
          "Mark it",
          "mark-it",
          async () => {
            const place = which.value;
            if (await desk.change("mark", { start, end, place }))
              this.studio.choosePlace(place || desk.newest.id, { from: "text", focus: true });
            done();
          },
          { class: "first" },
        ),
        button("Leave it", "mark-not", done),
      );
      return;
    }
    if (!desk.work.text) return refill(this.bar);
    const input = make("input", {
      type: "text",
      "data-key": "mark-words",
      placeholder: "words as in the text",
      "aria-label": "Mark these words as a place, wherever they stand in the text",
    });
    const form = make(
      "form",
      {
        class: "inline",
        on: {
          submit: async (event) => {
            event.preventDefault();
            const words = input.value.trim();
            if (words && (await desk.change("mark_words", { words }))) {
              input.value = "";
              this.studio.choosePlace(desk.newest.id, { from: "text", focus: true });
            }
          },
        },
      },
      make("span", {}, "Select a name in the text, or mark"),
      input,
      make("button", { type: "submit", "data-key": "mark-words-go" }, "Mark"),
    );
    refill(this.bar, form);
  }

  /**
   * The chosen place is outlined wherever it is named; the first of its names comes into view.
   * @param {boolean} scroll
   */
  follow(scroll) {
    /** @type {HTMLElement[]} */
    const all = Array.from(this.box.querySelectorAll("[data-place]"));
    all.forEach((each) => each.classList.toggle("chosen", each.dataset.place === this.studio.chosen));
    const first = scroll && all.find((each) => each.dataset.place === this.studio.chosen);
    if (first) this.box.scrollTop += first.getBoundingClientRect().top - this.box.getBoundingClientRect().top - 80;
  }
}

const KINDS = {
  accepted: "place, accepted",
  likely: "place, proposed, likely",
  doubtful: "place, proposed, doubtful",
  unplaced: "place that lies nowhere yet",
  unsure: "place, accepted, not certain",
};

/**
 * How sure a place is, in one word.
 * @param {Place} place
 */
export function kindOf(place) {
  if (!place.geometry) return "unplaced";
  if (place.state === "accepted") return certaintyOf(place.certainty).doubtful ? "unsure" : "accepted";
  return place.probability >= vocabulary.sure_from ? "likely" : "doubtful";
}

/**
 * @param {string} words
 * @param {number} at
 * @param {string} [className]
 * @param {string} [title]
 */
function run(words, at, className, title) {
  return make("span", { "data-at": at, class: className, title }, words);
}

function legend() {
  /**
   * @param {string} kind
   * @param {string} words
   */
  const example = (kind, words) => make("span", { class: "mark place " + kind }, words);
  return make(
    "p",
    { class: "legend" },
    example("accepted", "accepted"),
    " ",
    example("likely", "likely"),
    " ",
    example("doubtful", "doubtful"),
    " ",
    example("unplaced", "lies nowhere yet"),
    " ",
    make("span", { class: "mark date" }, "date"),
    " ",
    make("span", { class: "mark person" }, "person"),
  );
}

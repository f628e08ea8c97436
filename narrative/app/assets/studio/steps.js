/* The steps: their order, by drag or by buttons, and everything that one of them says. */
/** @import { Command, Draft, Link, Place, Step } from "./types.d.ts" */
import { mediaOf } from "./media.js";
import { boxes, button, choices, chooser, counted, field, make, refill, typingIn, vocabulary } from "./parts.js";

export class StepsView {
  /** @param {import("./main.js").Studio} studio */
  constructor(studio) {
    this.studio = studio;
    /** @type {string | null} */
    this.chosen = null;
    this.list = make("section", { class: "list", "aria-label": "Steps in the order of telling" });
    this.editor = make("section", { class: "editor", "aria-label": "The chosen step", tabindex: "-1" });
    this.element = make("div", { class: "steps-desk" }, this.list, this.editor);
  }

  /**
   * @param {string} id
   * @param {boolean} focus
   */
  choose(id, focus) {
    this.chosen = id;
    this.fill(true);
    if (focus) {
      const first = this.editor.querySelector("input");
      if (first) first.focus({ preventScroll: true });
      this.editor.scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {boolean} [anew] */
  fill(anew) {
    const { steps } = this.studio.desk.work;
    if (!steps.some((each) => each.id === this.chosen)) {
      this.chosen = steps.length ? steps[0].id : null;
      anew = true;
    }
    this.fillList();
    if (anew || !typingIn(this.editor)) this.fillEditor();
    else this.refresh();
  }

  fillList() {
    const { desk } = this.studio,
      { steps } = desk.work;
    /**
     * @param {string} step
     * @param {number} to
     */
    const move = (step, to) => desk.change("move", { step, to });
    /** @type {string | null} */
    let dragged = null;
    const items = steps.map((step, index) => {
      const read = desk.read[step.id];
      const item = make(
        "li",
        {
          "data-step": step.id,
          class: step.id === this.chosen ? "chosen" : null,
          draggable: "true",
          on: {
            dragstart: (event) => {
              dragged = step.id;
              event.dataTransfer.effectAllowed = "move";
              event.dataTransfer.setData("text/plain", step.id);
              item.classList.add("dragged");
            },
            dragend: () => {
              dragged = null;
              items.forEach((each) => each.classList.remove("dragged", "before"));
            },
            dragover: (event) => {
              if (!dragged) return;
              event.preventDefault();
              items.forEach((each) => each.classList.toggle("before", each === item && each.dataset.step !== dragged));
            },
            drop: (event) => {
              event.preventDefault();
              if (dragged && dragged !== step.id)
                move(dragged, index > steps.findIndex((each) => each.id === dragged) ? index : index);
            },
          },
        },
        make(
          "button",
          {
            type: "button",
            class: "row",
            "data-key": "step" + step.id,
            "aria-pressed": String(step.id === this.chosen),
            on: { click: () => this.choose(step.id, true) },
          },
          step.title || "Without a title",
          make("small", {}, " " + (read && read.date.ok ? read.date.words : "no date")),
          this.studio.faulty.has(step.id)
            ? make("span", { class: "fault", title: this.studio.faulty.get(step.id) }, " ! to mend")
            : null,
        ),
        button("↑", "up" + step.id, () => move(step.id, index - 1), {
          "aria-label": "Move “" + step.title + "” up",
          disabled: index === 0,
          class: "small",
        }),
        button("↓", "down" + step.id, () => move(step.id, index + 1), {
          "aria-label": "Move “" + step.title + "” down",
          disabled: index === steps.length - 1,
          class: "small",
        }),
      );
      return item;
    });
    refill(
      this.list,
      make("h2", {}, counted(steps.length, "step")),
      make("ol", { class: "rows numbered" }, items),
      button("Add a step", "add-step", async () => {
        if (await desk.change("add_step", { after: this.chosen || "" }))
          this.choose(this.chosen && steps.length ? this.after(this.chosen) : desk.work.steps[0].id, true);
      }),
    );
  }

  /**
   * The id of the step after one.
   * @param {string} id
   */
  after(id) {
    const { steps } = this.studio.desk.work;
    return (steps[steps.findIndex((each) => each.id === id) + 1] || steps[steps.length - 1]).id;
  }

  fillEditor() {
    const { desk } = this.studio,
      draft = desk.work;
    const step = draft.steps.find((each) => each.id === this.chosen);
    if (!step) return refill(this.editor, make("p", { class: "quiet" }, "There is no step yet."));
    /**
     * @param {string} name
     * @param {unknown} value
     */
    const set = (name, value) => desk.change("set_step", { step: step.id, field: name, value });
    const { places, people: named, status, disputed_by: against, confirmed: isRead } = this.expected(step);
    const at = draft.steps.indexOf(step);
    const shown = draft.places.filter((each) => each.state !== "rejected" && each.geometry);
    const people = draft.people.filter((each) => each.state !== "rejected");
    const person = make("input", { type: "text", "data-key": "new-person" });
    const confirmed = make("input", {
      type: "checkbox",
      "data-key": "confirmed",
      checked: isRead,
      on: { change: () => set("confirmed", confirmed.checked) },
    });
    const read = make(
      "label",
      { class: "choice" },
      confirmed,
      make("span", {}, "I have read this step, and it is as it should be. Until then it is shown as a draft."),
    );
    refill(
      this.editor,
      make("h2", {}, "Step " + (at + 1) + " of " + draft.steps.length),
      this.typed("Title", "title", step),
      this.typed(
        "Date, as EDTF or in words",
        "date",
        step,
        make("p", { class: "reading-of-date", "data-live": "date", role: "status" }),
      ),
      this.typed("Text", "text", step, make("p", { class: "quiet", "data-live": "words" })),
      make("details", {}, make("summary", { "data-key": "help" }, "How to write dates, links and emphasis"), help()),
      this.paragraphs(step, draft, desk),
      boxes(
        "Places on its map",
        "places",
        ordered(shown, places).map((each) => ({ value: each.id, words: each.title })),
        places,
        (ids) => set("places", keptOrder(places, ids)),
      ),
      this.links(step, shown),
      mediaOf(this.studio, step, () => this.fillEditor()),
      people.length
        ? boxes(
            "People",
            "people",
            people.map((each) => ({
              value: each.id,
              words: each.name,
              more: /^named in/.test(each.role) ? "" : each.role,
            })),
            named,
            (ids) => set("people", keptOrder(named, ids)),
          )
        : null,
      make(
        "form",
        {
          class: "inline",
          on: {
            submit: (event) => {
              event.preventDefault();
              if (person.value.trim()) desk.change("add_person", { name: person.value, step: step.id });
            },
          },
        },
        field("Somebody else", person),
        make("button", { type: "submit", "data-key": "new-person-go" }, "Add"),
      ),
      choices("How does the source say it?", "status", vocabulary.statuses, status, (value) => set("status", value)),
      vocabulary.statuses.find((each) => each.value === status)?.contested
        ? boxes(
            "What speaks against it",
            "disputed_by",
            draft.steps.filter((each) => each.id !== step.id).map((each) => ({ value: each.id, words: each.title })),
            against,
            (ids) => set("disputed_by", ids),
          )
        : null,
      read,
      this.extras(step),
      make(
        "div",
        { class: "buttons" },
        at + 1 < draft.steps.length
          ? button("Join with the next step", "join", () => desk.change("join", { step: step.id }))
          : null,
        button("Remove this step", "remove", () => desk.change("remove_step", { step: step.id })),
      ),
    );
    this.refresh();
  }

  /**
   * Notes, and what the source leaves open, as the YAML that they are.
   * @param {Step} step
   */
  extras(step) {
    const { desk } = this.studio,
      has = desk.extras.steps[step.id] || {};
    const parts = {
      notes: [
        "Editor’s notes, as YAML",
        "- text: What you add and the source does not say.\n  source: the-id-of-a-work",
      ],
      silent: ["What the source leaves open, as YAML", "- who fired first"],
    };
    return make(
      "details",
      { open: Boolean(has.notes) },
      make("summary", { "data-key": "extras" }, "Notes, and what the source leaves open"),
      Object.entries(parts).map(([part, [label, example]]) =>
        yamlField(desk, label, part + step.id, { what: "set_notes", step: step.id, part }, has[part] || "", example),
      ),
    );
  }

  /**
   * The links of a step: from where to where, what travels, and what is written on it.
   * @param {Step} step
   * @param {Place[]} shown
   */
  links(step, shown) {
    const { desk } = this.studio,
      places = [...shown]
        .sort((a, b) => a.title.localeCompare(b.title))
        .map((each) => ({ value: each.id, words: each.title }));
    const [origin, destination] = ordered(shown, step.places).map((each) => each.id);
    const rows = step.links.map((link, at) => {
      /* What is refused is shown as it was. */
      /** @param {string} name */
      const set = (name) => async (/** @type {string} */ value) => {
        if (!(await desk.change("set_link", { step: step.id, link: at, field: name, value }))) this.fillEditor();
      };
      /** @param {"origin" | "destination" | "kind" | "status"} name */
      const now = (name) =>
        desk.expected({ what: "set_link", step: step.id, link: at, field: name }, "value", link[name]) || "";
      const key = "link" + at + step.id,
        name = "Link " + (at + 1);
      const label = make("input", {
        type: "text",
        "data-key": key + "label",
        "data-field": key + "label",
        value: desk.typed(key + "label", link.label),
        on: {
          input: () =>
            desk.type(key + "label", { what: "set_link", step: step.id, link: at, field: "label", value: label.value }),
        },
      });
      return make(
        "li",
        {},
        make(
          "div",
          { class: "inline", role: "group", "aria-label": name },
          chooser("From", key + "origin", places, now("origin"), set("origin")),
          chooser("To", key + "destination", places, now("destination"), set("destination")),
          chooser("It is", key + "kind", vocabulary.kinds, now("kind"), set("kind")),
          chooser(
            "Status",
            key + "status",
            [
              { value: "", words: "as the step" },
              ...vocabulary.statuses.map(({ value, word }) => ({ value, words: word })),
            ],
            now("status"),
            set("status"),
          ),
          field("Written on it", label),
          button("Remove", key + "remove", () => desk.change("remove_link", { step: step.id, link: at }), {
            "aria-label": "Remove " + name.toLowerCase(),
          }),
        ),
      );
    });
    return make(
      "fieldset",
      { class: "links" },
      make("legend", {}, "Links on its map"),
      rows.length ? make("ol", {}, rows) : null,
      places.length < 2
        ? make("p", { class: "quiet" }, "A link leads from one place on the map to another; there are not two yet.")
        : button("Add a link", "add-link", () => desk.change("add_link", { step: step.id, origin, destination }), {
            "data-heir": true,
          }),
    );
  }

  /**
   * @param {string} label
   * @param {"title" | "date" | "text"} name
   * @param {Step} step
   * @param {...HTMLElement} more
   */
  typed(label, name, step, ...more) {
    const { desk } = this.studio,
      key = name + step.id;
    const long = name === "text";
    const input = make(long ? "textarea" : "input", {
      type: long ? null : "text",
      rows: long ? 8 : null,
      "data-key": key,
      "data-field": key,
      value: desk.typed(key, step[name]),
      spellcheck: name === "date" ? "false" : null,
      autocomplete: "off",
      on: { input: () => desk.type(key, { what: "set_step", step: step.id, field: name, value: input.value }) },
    });
    return field(label, input, ...more);
  }

  /** What is read beside the fields while somebody types in them. */
  refresh() {
    const read = this.studio.desk.read[this.chosen ?? ""];
    if (!read) return;
    const date = this.editor.querySelector('[data-live="date"]'),
      words = this.editor.querySelector('[data-live="words"]'),
      [least, most] = vocabulary.card;
    if (date) {
      settle(date, read.date.ok ? "= " + read.date.words + " (" + read.date.edtf + ")" : read.date.words);
      date.classList.toggle("wrong", !read.date.ok);
    }
    (this.studio.desk.media[this.chosen ?? ""] || []).forEach((each, number) => {
      const missing = this.editor.querySelector('[data-live="medium' + number + '"]');
      if (missing) settle(missing, each.missing);
    });
    if (words) {
      settle(words, counted(read.words, "word") + "; a card takes " + least + " to " + most + ".");
      words.classList.toggle("wrong", read.words < least || read.words > most);
    }
  }

  /**
   * What is chosen for a step, what has been asked and not answered yet among it.
   * @param {Step} step
   */
  expected(step) {
    /**
     * @template {keyof Step} K
     * @param {K} field
     * @returns {Step[K]}
     */
    const of = (field) =>
      this.studio.desk.expected({ what: "set_step", step: step.id, field: String(field) }, "value", step[field]);
    return {
      places: of("places"),
      people: of("people"),
      paragraphs: of("paragraphs"),
      status: of("status"),
      disputed_by: of("disputed_by"),
      confirmed: of("confirmed"),
    };
  }

  /**
   * The paragraphs that a step tells, with the places where it can be cut.
   * @param {Step} step
   * @param {Draft} draft
   * @param {import("./desk.js").Desk} desk
   */
  paragraphs(step, draft, desk) {
    const all = make(
      "details",
      {},
      make("summary", { "data-key": "paragraphs" }, "Choose its paragraphs one by one"),
      boxes(
        "Paragraphs that it tells",
        "paragraph",
        draft.paragraphs.map((_, index) => ({
          value: index + 1,
          words: "¶" + (index + 1),
          more: desk.paragraph(index + 1).slice(0, 40) + " …",
        })),
        this.expected(step).paragraphs,
        (value) => desk.change("set_step", { step: step.id, field: "paragraphs", value }),
      ),
    );
    /** @param {number} paragraph */
    const cut = async (paragraph) => {
      if (await desk.change("cut", { step: step.id, paragraph })) this.fill(true);
    };
    return make(
      "div",
      { class: "paragraphs" },
      make(
        "h3",
        {},
        step.paragraphs.length
          ? "It tells " + counted(step.paragraphs.length, "paragraph")
          : "It is your own step and rests on no paragraph",
      ),
      step.paragraphs.map((number, index) => [
        index
          ? button("Cut here: ¶" + number + " begins a new step", "cut" + number, () => cut(number), { class: "cut" })
          : null,
        draft.text
          ? make("p", {}, make("b", {}, "¶" + number + " "), desk.paragraph(number))
          : make("p", {}, "¶" + number),
      ]),
      draft.paragraphs.length && draft.paragraphs.length <= 400 ? all : null,
    );
  }
}

/**
 * A field for YAML, kept as it is typed in; what cannot be read yet is said and stays.
 * @param {import("./desk.js").Desk} desk
 * @param {string} label
 * @param {string} key
 * @param {Command} command
 * @param {string} value
 * @param {string} example
 */
export function yamlField(desk, label, key, command, value, example) {
  const input = make("textarea", {
    rows: value ? Math.min(16, value.split("\n").length + 1) : 4,
    class: "yaml",
    spellcheck: "false",
    placeholder: example,
    "data-key": key,
    "data-field": key,
    value: desk.typed(key, value),
    on: { input: () => desk.type(key, { ...command, value: input.value }) },
  });
  return field(label, input);
}

/**
 * Change a text only where it says something else, so that a screen reader is not told twice.
 * @param {Element} element
 * @param {string} words
 */
function settle(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/**
 * @param {string[]} before
 * @param {string[]} now
 */
function keptOrder(before, now) {
  return [...before.filter((each) => now.includes(each)), ...now.filter((each) => !before.includes(each))];
}

/**
 * @param {Place[]} places
 * @param {string[]} first
 */
function ordered(places, first) {
  return [...places].sort(
    (a, b) => Number(first.includes(b.id)) - Number(first.includes(a.id)) || a.title.localeCompare(b.title),
  );
}

function help() {
  const rows = [
    ["8 May 1945, c. 1945, spring 1949", "words are read, and kept as EDTF"],
    ["1949-05-27", "a day"],
    ["1949-05", "a month"],
    ["1949", "a year"],
    ["1949-21", "spring; 22 summer, 23 autumn, 24 winter"],
    ["1949-05-27~", "about; ? perhaps, % both"],
    ["1949-05/1949-07", "from … to"],
    ["194X", "the 1940s"],
  ];
  return make(
    "div",
    {},
    make(
      "table",
      {},
      rows.map(([code, words]) => make("tr", {}, make("th", { scope: "row" }, code), make("td", {}, words))),
    ),
    make(
      "p",
      {},
      "In the text *one star* makes emphasis, and [words](place:geneva), [words](person:anna), [words](step:the-letter) or [words](https://example.org) a link. A blank line begins a paragraph.",
    ),
  );
}

/* What the story is called and rests on, who is in it, how it will look, and the way home with it. */
/** @import { Draft, Person, Sentence } from "./types.d.ts" */
import { button, counted, field, make, refill, typingIn } from "./parts.js";
import { yamlField } from "./steps.js";

/** @type {Record<string, string>} */
const LOOKS = { story: "The story", source: "The source", step: "Step", place: "Place", person: "Person" };

/** @type {Record<string, string>} */
const FORMS = {
  page: "The page in one file",
  folder: "The folder for a web server",
  pictures: "The pictures",
  handout: "The handout (PDF)",
};

const EXTRAS = {
  works: ["Works that notes rest on", "- id: a-book\n  citation: A. Writer, A Book, Paris 1949"],
  statements: [
    "Statements",
    "- id: the-offer\n  says: What one document says, in one sentence.\n  standing: stated\n  paragraphs: [1]",
  ],
  claims: ["Claims: questions with more than one answer", "- id: who-fired\n  question: Who fired first?\n  sides: []"],
  documents: ["Documents beside the source", "- id: telegram-1\n  date: 1949-05-27\n  from: …\n  to: …"],
};

export class StoryView {
  /** @param {import("./main.js").Studio} studio */
  constructor(studio) {
    this.studio = studio;
    this.element = make("div", { class: "story-data" });
  }

  fill() {
    const { desk } = this.studio,
      draft = desk.work;
    if (typingIn(this.element)) return;
    const own = make("input", {
      type: "checkbox",
      "data-key": "own",
      checked: draft.source.own,
      on: { change: () => desk.change("set_source", { field: "own", value: own.checked }) },
    });
    const people = draft.people.filter((each) => each.state !== "rejected");
    const rejected = draft.people.filter((each) => each.state === "rejected");
    refill(
      this.element,
      make("h2", {}, "The story"),
      this.typed("Title", "set_story", "title", draft.title),
      this.typed("Subtitle", "set_story", "subtitle", draft.subtitle),
      this.typed("Summary, two sentences", "set_story", "summary", draft.summary, 3),
      this.typed("Language of your words, such as en or fr", "set_story", "language", draft.language),
      this.typed("Its name in addresses: small letters, digits, hyphens", "set_story", "slug", draft.slug),
      make("h2", {}, "The text that it is told after"),
      this.typed("Title of the text", "set_source", "title", draft.source.title),
      this.typed("Authors, with commas between", "set_source", "authors", draft.source.authors),
      this.typed("Where it was published", "set_source", "publication", draft.source.publication),
      this.typed("Date of the text, as EDTF or in words", "set_source", "date", draft.source.date),
      this.typed("How you came by it", "set_source", "provenance", draft.source.provenance, 2),
      this.typed("Where it can be read (https)", "set_source", "url", draft.source.url),
      make(
        "label",
        { class: "choice" },
        own,
        make("span", {}, "The text is mine to publish: put it into the story folder."),
      ),
      make("h2", {}, "People"),
      people.length
        ? make(
            "ul",
            { class: "rows people" },
            people.map((each) =>
              make(
                "li",
                {},
                this.person("Name", "name", each),
                this.person("Who they are", "role", each),
                button(
                  "Not in this story",
                  "no-person" + each.id,
                  () => desk.change("set_person", { person: each.id, field: "state", value: "rejected" }),
                  { "aria-label": each.name + " is not in this story" },
                ),
              ),
            ),
          )
        : make("p", { class: "quiet" }, "Nobody yet. Add people in a step."),
      rejected.length
        ? make(
            "details",
            {},
            make("summary", { "data-key": "no-people" }, counted(rejected.length, "name") + " left out"),
            make(
              "ul",
              { class: "rows" },
              rejected.map((each) =>
                make(
                  "li",
                  {},
                  each.name + " ",
                  button("Take back", "person-back" + each.id, () =>
                    desk.change("set_person", { person: each.id, field: "state", value: "accepted" }),
                  ),
                ),
              ),
            ),
          )
        : null,
      make("h2", {}, "Works, statements, claims and documents"),
      make(
        "p",
        { class: "quiet" },
        "As YAML, with the keys that the story’s files have. Notes stand with their steps.",
      ),
      Object.entries(EXTRAS).map(([part, [label, example]]) =>
        yamlField(desk, label, "extra" + part, { what: "set_extra", part }, desk.extras.story[part] || "", example),
      ),
    );
  }

  /**
   * @param {string} label
   * @param {string} what
   * @param {string} name
   * @param {string} value
   * @param {number} [rows]
   */
  typed(label, what, name, value, rows) {
    const { desk } = this.studio,
      key = what + name;
    const input = make(rows ? "textarea" : "input", {
      type: rows ? null : "text",
      rows,
      "data-key": key,
      "data-field": key,
      value: desk.typed(key, value),
      on: { input: () => desk.type(key, { what, field: name, value: input.value }) },
    });
    return field(label, input);
  }

  /**
   * @param {string} label
   * @param {"name" | "role"} name
   * @param {Person} person
   */
  person(label, name, person) {
    const { desk } = this.studio,
      key = name + person.id;
    const input = make("input", {
      type: "text",
      "data-key": key,
      "data-field": key,
      value: desk.typed(key, person[name]),
      on: { input: () => desk.type(key, { what: "set_person", person: person.id, field: name, value: input.value }) },
    });
    return field(label, input);
  }
}

export class PreviewView {
  /** @param {import("./main.js").Studio} studio */
  constructor(studio) {
    this.studio = studio;
    this.said = make("div", { role: "status" });
    this.troubles = make("div", { class: "troubles" });
    this.place = make("div", { class: "preview" });
    this.element = make(
      "div",
      {},
      make(
        "div",
        { class: "buttons" },
        button("Show the page as it is now", "preview", () => this.show(), { class: "first" }),
      ),
      this.said,
      this.troubles,
      this.place,
    );
  }

  async show() {
    this.said.textContent = "Drawing the page …";
    const [result] = await this.studio.desk.ask([{ what: "show" }]);
    if (!result || result.said) {
      this.said.textContent = (result && result.said) || "";
      return;
    }
    fillTroubles(this.troubles, result.troubles ?? [], this.studio);
    this.place.replaceChildren();
    const faults = mended(result);
    if (!result.html) {
      this.said.textContent = "There is no page yet: " + counted(faults, "thing") + " to mend first.";
      return;
    }
    this.said.textContent = faults
      ? counted(faults, "thing") +
        " to mend; what has a fault is marked in the page, and the rest is as readers will see it."
      : "This is how readers will see it.";
    const frame = make("iframe", {
      title: "Preview: " + this.studio.desk.work.title,
      sandbox: "allow-scripts allow-popups",
    });
    frame.srcdoc = result.html;
    this.place.append(frame);
  }

  fill() {
    if (this.said.textContent && this.place.firstChild)
      this.said.textContent = "The draft has changed since. Show it again.";
  }
}

export class TakeView {
  /** @param {import("./main.js").Studio} studio */
  constructor(studio) {
    this.studio = studio;
    this.said = make("p", { role: "status" });
    this.troubles = make("div", { class: "troubles" });
    this.points = make("div", { class: "troubles" });
    this.element = make(
      "div",
      {},
      make(
        "p",
        {},
        "The story folder as a ZIP: story.yaml, places.geojson, the marks of the text (annotations.jsonld), REVIEW.md with what still needs your eye (IMPORT.md for another program's file), and studio.json, by which the studio takes the same work up again.",
      ),
      make(
        "div",
        { class: "buttons" },
        button("Download the ZIP", "zip", () => this.take(), { class: "first" }),
      ),
      make("h2", {}, "The finished story"),
      make(
        "p",
        {},
        "For who only wants to read it: the page in one file, to send or to open; a folder for any web server; a picture of every step; the handout to print. Pictures and handout take a minute.",
      ),
      make(
        "div",
        { class: "buttons" },
        Object.entries(FORMS).map(([form, label]) => button(label, "finish-" + form, () => this.finish(form))),
      ),
      this.said,
      this.troubles,
      this.points,
    );
  }

  /**
   * The story as readers have it.
   * @param {string} form
   */
  async finish(form) {
    this.said.textContent = "Making it …";
    const [result] = await this.studio.desk.ask([{ what: "finish", form }]);
    if (!result || result.said) {
      this.said.textContent = (result && result.said) || "";
      return;
    }
    fillTroubles(this.troubles, result.troubles ?? [], this.studio);
    this.points.replaceChildren();
    if (!result.body) {
      this.said.textContent = counted(mended(result), "thing") + " to mend first.";
      return;
    }
    save(result.body, result.type ?? "", result.file ?? "");
    this.said.textContent = result.file + " is in your downloads.";
  }

  async take() {
    this.said.textContent = "Packing …";
    const [result] = await this.studio.desk.ask([{ what: "pack" }]);
    if (!result || result.said) {
      this.said.textContent = (result && result.said) || "";
      return;
    }
    save(result.zip ?? "", "application/zip", result.file ?? "");
    const faults = mended(result);
    this.said.textContent =
      result.file +
      (faults
        ? " holds your work, but it cannot be shown yet: " + counted(faults, "thing") + " to mend."
        : " passes every check.");
    fillTroubles(this.troubles, result.troubles ?? [], this.studio);
    fillTroubles(this.points, result.points ?? [], this.studio, "What still wants your eye");
  }

  fill() {}
}

/**
 * Hand a file to the browser, which puts it into the author's downloads.
 * @param {string} body in base64
 * @param {string} type
 * @param {string} file
 */
function save(body, type, file) {
  const bytes = Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = make("a", { href: address, download: file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/**
 * How many things an author has to mend before there is a page.
 * @param {import("./types.d.ts").Result} result
 */
function mended({ troubles = [] }) {
  return troubles.filter((each) => !each.warning).length;
}

/**
 * What is to be mended, each with the way to its field.
 * @param {HTMLElement} box
 * @param {Sentence[]} troubles
 * @param {import("./main.js").Studio} studio
 * @param {string} [heading]
 */
function fillTroubles(box, troubles, studio, heading = "To mend") {
  /** @type {[string, Sentence[]][]} */
  const parts =
    heading === "To mend"
      ? [
          [heading, troubles.filter((each) => !each.warning)],
          ["To look at, if you like", troubles.filter((each) => each.warning)],
        ]
      : [[heading, troubles]];
  if (heading === "To mend") studio.mark(parts[0][1]);
  box.replaceChildren(
    ...parts
      .filter(([, found]) => found.length)
      .flatMap(([title, found]) => [
        make("h2", {}, title),
        make(
          "ul",
          { class: "rows" },
          found.slice(0, 100).map((each, index) =>
            make(
              "li",
              {},
              button(whose(each, studio), title + index, () => studio.goTo(each), { class: "row" }),
              make("span", {}, " " + each.sentence),
            ),
          ),
        ),
      ]),
  );
}

/**
 * @param {Sentence} given
 * @param {import("./main.js").Studio} studio
 */
function whose({ kind, id }, studio) {
  const draft = studio.desk.work;
  const steps = draft.steps.findIndex((each) => each.id === id);
  if (kind === "step" && steps >= 0) return "Step " + (steps + 1) + ", “" + draft.steps[steps].title + "”";
  const part =
    kind === "place"
      ? draft.places.find((each) => each.id === id)
      : kind === "person"
        ? draft.people.find((each) => each.id === id)
        : null;
  return (LOOKS[kind] || "The story") + (part ? " “" + ("title" in part ? part.title : part.name) + "”" : "");
}

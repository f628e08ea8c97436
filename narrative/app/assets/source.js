/* The source beside the story. It marks what the step being read rests on, and asks the story's frame for a step when the reader chooses one.
 *
 * The text comes from a reader's file: it is put in as text nodes only, never as markup.
 */
import { element, setOrRemove, within } from "../../page/assets/dom.js";
import { hear, tell } from "./saying.js";
import { isDark } from "./theme.js";

/** @typedef {import("./handed.d.ts").SourceData} Data */
/** @typedef {Data["blocks"][number]} Block */
/** @typedef {Exclude<Block["runs"][number], string>} Run */

/** @type {WeakMap<Element, Source>} */
const desks = new WeakMap();
const LEGEND = { toponym: "place", demonym: "people of a place", person: "person", date: "date" };

/** @param {import("./streamlit.d.ts").Component<Data>} component */
export default function ({ data, parentElement }) {
  const box = /** @type {HTMLElement} */ (parentElement.querySelector(".source"));
  let desk = desks.get(box);
  if (!desk) {
    desk = new Source(box, data);
    desks.set(box, desk);
  }
  desk.fill(data);
}

class Source {
  /**
   * @param {HTMLElement} box
   * @param {Data} data
   */
  constructor(box, data) {
    this.box = box;
    this.data = data;
    this.written = "";
    /** @type {string | null} the step being read */
    this.at = null;
    /** @type {string | null} the step that was asked for here */
    this.wanted = null;
    this.deaf = [hear("step", (step) => this.follow(step)), hear("place", (place) => this.opened(place))];
    box.addEventListener("click", (event) => this.click(event));
  }

  /** @param {Data} data */
  fill(data) {
    this.box.classList.toggle("dark", isDark(this.box) === true);
    const written = JSON.stringify(data);
    if (written === this.written) return;
    this.written = written;
    this.data = data;
    this.box.lang = data.language;
    const verdict = element("p", { class: "verdict" }, null, data.verdict);
    this.box.replaceChildren(legend(), verdict, ...data.blocks.map((block) => this.block(block)));
    this.at = this.wanted = null;
    this.follow({ story: data.story, step: new URLSearchParams(location.search).get("step") || data.step });
  }

  /** @param {Block} block */
  block({ number, steps, runs }) {
    if (number === null) {
      const line = element("p", { class: "outside" });
      line.append(...runs.map((run) => mark(run)));
      return line;
    }
    const article = element("article", { "data-paragraph": number, "aria-label": "Paragraph " + number });
    const head = element("div", { class: "steps" }, article),
      text = element("p", {}, article);
    element("h2", {}, head, "¶" + number);
    steps.forEach((id) => element("button", { type: "button", "data-step": id }, head, this.data.steps[id].title));
    text.append(...runs.map((run) => mark(run)));
    return article;
  }

  /**
   * The story has gone to a step: its paragraphs and what it names are marked, and the first of them comes into view.
   * @param {{story: string, step: string}} where
   */
  follow({ story, step }) {
    if (!this.box.isConnected) return this.close();
    if (story !== this.data.story || step === this.at || !this.data.steps[step]) return;
    this.at = step;
    const { places, people, paragraphs } = this.data.steps[step];
    let first = null;
    for (const article of this.box.querySelectorAll("article")) {
      const current = paragraphs.includes(Number(article.dataset.paragraph));
      setOrRemove(article, "aria-current", current && "true");
      if (current && !first) first = article;
      for (const each of marksIn(article)) {
        const named =
          placesOf(each).some((place) => places.includes(place)) || people.includes(each.dataset.person ?? "");
        each.classList.toggle("lit", current && named);
      }
    }
    for (const button of this.buttons(this.box))
      setOrRemove(button, "aria-current", button.dataset.step === step && "step");
    if (first && step !== this.wanted)
      this.show(first); /* where the choice was made here, the text stays under the reader's hand */
    this.wanted = null;
  }

  /**
   * The reader has opened a place's card in the story.
   * @param {{story: string, place: string}} what
   */
  opened({ story, place }) {
    if (story !== this.data.story || !this.box.isConnected) return;
    const all = marksIn(this.box);
    all.forEach((each) => each.classList.toggle("opened", placesOf(each).includes(place)));
    const found = all.filter((each) => each.classList.contains("opened"));
    const next = found.find((each) => each.closest("[aria-current]")) || found[0];
    if (next) this.show(next.closest("article") || next);
  }

  /** @param {Element} part */
  show(part) {
    const header = this.box.querySelector("header")?.offsetHeight ?? 0;
    const top =
      part.getBoundingClientRect().top - this.box.getBoundingClientRect().top + this.box.scrollTop - header - 8;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.box.scrollTo({ top, behavior: still ? "auto" : "smooth" });
  }

  /**
   * A mark or a step's button asks for its step; a paragraph's own text for the first step that cites it.
   * @param {MouseEvent} event
   */
  click(event) {
    const asked = within(event, "[data-step]");
    const article = within(event, "article");
    if (!asked && String(getSelection())) return; /* a selection is somebody reading or copying */
    const step = asked ? asked.dataset.step : article && this.ofParagraph(article);
    if (!step) return;
    this.wanted = step === this.at ? null : step;
    tell("goto", { story: this.data.story, step });
  }

  /** @param {HTMLElement} article */
  ofParagraph(article) {
    const steps = this.buttons(article).map((button) => button.dataset.step);
    return this.at && steps.includes(this.at) ? this.at : steps[0];
  }

  /**
   * @param {HTMLElement} part
   * @returns {HTMLElement[]}
   */
  buttons(part) {
    return [...part.querySelectorAll("button")].filter((button) => button.closest(".steps"));
  }

  close() {
    this.deaf.forEach((deafen) => deafen());
  }
}

/** @param {string | Run} run */
function mark(run) {
  if (typeof run === "string") return document.createTextNode(run);
  const look = { class: "mark " + run.form, title: run.words };
  const node = run.step
    ? element(
        "button",
        { ...look, type: "button", "data-step": run.step, "aria-label": run.text + " (" + run.words + ")" },
        null,
        run.text,
      )
    : element("span", look, null, run.text);
  if (run.places.length) node.dataset.places = run.places.join(" ");
  if (run.person) node.dataset.person = run.person;
  return node;
}

/**
 * @param {Element} part
 * @returns {HTMLElement[]}
 */
function marksIn(part) {
  return Array.from(part.querySelectorAll(".mark"));
}

/** @param {HTMLElement} marked */
function placesOf(marked) {
  return (marked.dataset.places || "").split(" ").filter(Boolean);
}

function legend() {
  const header = element("header"),
    line = element("p", { class: "legend" }, header);
  Object.entries(LEGEND).forEach(([form, words]) =>
    element("span", { class: "mark " + form }, element("span", {}, line), words),
  );
  return header;
}

/* The source beside the story. It marks what the step being read rests on, and asks the story's frame for a step when the reader chooses one.
 *
 * The text comes from a reader's file: it is put in as text nodes only, never as markup.
 */
const desks = new WeakMap();
const LEGEND = { toponym: "place", demonym: "people of a place", person: "person", date: "date" };

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".source");
  let desk = desks.get(box);
  if (!desk) {
    desk = new Source(box);
    desks.set(box, desk);
  }
  desk.fill(data);
}

class Source {
  constructor(box) {
    this.box = box;
    this.listeners = [
      ["narrative-map:step", (event) => this.follow(event.detail)],
      ["narrative-map:place", (event) => this.opened(event.detail)],
    ];
    this.listeners.forEach(([name, listener]) => window.addEventListener(name, listener));
    box.addEventListener("click", (event) => this.click(event));
  }

  fill(data) {
    this.box.classList.toggle("dark", isDark(this.box));
    const written = JSON.stringify(data);
    if (written === this.written) return;
    this.written = written;
    this.data = data;
    this.box.lang = data.language;
    const verdict = made("p", "verdict", data.verdict);
    this.box.replaceChildren(legend(), verdict, ...data.blocks.map((block) => this.block(block)));
    this.at = this.wanted = null;
    this.follow({ story: data.story, step: new URLSearchParams(location.search).get("step") || data.step });
  }

  block({ number, steps, runs }) {
    if (number === null) {
      const line = made("p", "outside");
      line.append(...runs.map((run) => mark(run)));
      return line;
    }
    const article = made("article"), head = made("div", "steps"), text = made("p"), title = made("h2", "", "¶" + number);
    article.dataset.paragraph = number;
    article.setAttribute("aria-label", "Paragraph " + number);
    head.append(title, ...steps.map((id) => this.step(id)));
    text.append(...runs.map((run) => mark(run)));
    article.append(head, text);
    return article;
  }

  step(id) {
    const button = made("button", "", this.data.steps[id].title);
    button.type = "button";
    button.dataset.step = id;
    return button;
  }

  /** The story has gone to a step: its paragraphs and what it names are marked, and the first of them comes into view. */
  follow({ story, step }) {
    if (!this.box.isConnected) return this.close();
    if (story !== this.data.story || step === this.at || !this.data.steps[step]) return;
    this.at = step;
    const { places, people, paragraphs } = this.data.steps[step];
    let first = null;
    this.box.querySelectorAll("article").forEach((article) => {
      const current = paragraphs.includes(Number(article.dataset.paragraph));
      setOrRemove(article, "aria-current", current && "true");
      if (current && !first) first = article;
      article.querySelectorAll(".mark").forEach((each) => {
        const named = ids(each, "places").some((place) => places.includes(place)) || people.includes(each.dataset.person);
        each.classList.toggle("lit", current && named);
      });
    });
    this.box.querySelectorAll(".steps button").forEach((button) => setOrRemove(button, "aria-current", button.dataset.step === step && "step"));
    if (first && step !== this.wanted) this.show(first); /* where the choice was made here, the text stays under the reader's hand */
    this.wanted = null;
  }

  /** The reader has opened a place's card in the story. */
  opened({ story, place }) {
    if (story !== this.data.story || !this.box.isConnected) return;
    const all = [...this.box.querySelectorAll(".mark")];
    all.forEach((each) => each.classList.toggle("opened", ids(each, "places").includes(place)));
    const found = all.filter((each) => each.classList.contains("opened"));
    const next = found.find((each) => each.closest("[aria-current]")) || found[0];
    if (next) this.show(next.closest("article") || next);
  }

  show(element) {
    const header = this.box.querySelector("header").offsetHeight;
    const top = element.getBoundingClientRect().top - this.box.getBoundingClientRect().top + this.box.scrollTop - header - 8;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.box.scrollTo({ top, behavior: still ? "auto" : "smooth" });
  }

  /** A mark or a step's button asks for its step; a paragraph's own text for the first step that cites it. */
  click(event) {
    const asked = event.target.closest("[data-step]");
    const article = event.target.closest("article");
    if (!asked && (!article || String(getSelection()))) return; /* a selection is somebody reading or copying */
    const step = asked ? asked.dataset.step : this.ofParagraph(article);
    if (!step) return;
    this.wanted = step === this.at ? null : step;
    window.dispatchEvent(new CustomEvent("narrative-map:goto", { detail: { story: this.data.story, step } }));
  }

  ofParagraph(article) {
    const buttons = [...article.querySelectorAll(".steps button")].map((button) => button.dataset.step);
    return buttons.includes(this.at) ? this.at : buttons[0];
  }

  close() {
    this.listeners.forEach(([name, listener]) => window.removeEventListener(name, listener));
  }
}

function made(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function mark(run) {
  if (typeof run === "string") return document.createTextNode(run);
  const element = made(run.step ? "button" : "span", "mark " + run.form, run.text);
  if (run.step) {
    element.type = "button";
    element.dataset.step = run.step;
    element.setAttribute("aria-label", run.text + " (" + run.words + ")");
  }
  element.title = run.words;
  if (run.places.length) element.dataset.places = run.places.join(" ");
  if (run.person) element.dataset.person = run.person;
  return element;
}

function setOrRemove(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

function ids(element, name) {
  return (element.dataset[name] || "").split(" ").filter(Boolean);
}

function legend() {
  const header = made("header"), line = made("p", "legend");
  Object.entries(LEGEND).forEach(([form, words]) => {
    const item = made("span");
    item.append(made("span", "mark " + form, words));
    line.append(item);
  });
  header.append(line);
  return header;
}

/** Whether the app is dark, from the colour that Streamlit gives its background. */
function isDark(element) {
  const colour = getComputedStyle(element).backgroundColor.match(/\d+/g) || [255, 255, 255];
  return Number(colour[0]) + Number(colour[1]) + Number(colour[2]) < 384;
}

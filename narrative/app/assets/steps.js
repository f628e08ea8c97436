/* The list of steps in the sidebar: marks the one being read, and asks the frame for the one chosen. No rerun is needed for either. */
import { element, modified, within } from "../../page/assets/dom.js";
import { hear, tell } from "./saying.js";

/** @typedef {import("./handed.d.ts").StepsData} Data */

/** @type {WeakMap<Element, StepList>} */
const lists = new WeakMap();
const NARROW_PX = 768; /* Streamlit's: below this the sidebar lies over the story */

/** @param {import("./streamlit.d.ts").Component<Data>} component */
export default function (component) {
  const { data, parentElement } = component;
  let list = lists.get(parentElement);
  if (!list) {
    list = new StepList(/** @type {HTMLElement} */ (parentElement.querySelector("nav")));
    lists.set(parentElement, list);
  }
  list.fill(data);
}

class StepList {
  /** @param {HTMLElement} nav */
  constructor(nav) {
    this.nav = nav;
    this.written = "";
    this.story = "";
    hear("step", ({ story, step }) => {
      if (story === this.story) this.mark(step);
    });
    nav.addEventListener("click", (event) => this.click(event));
  }

  /** @param {Data} data */
  fill(data) {
    const written = JSON.stringify(data);
    if (written === this.written) return;
    this.written = written;
    this.story = data.story;
    const list = element("ol");
    data.steps.forEach(({ id, title, when }) => {
      const href = "?" + new URLSearchParams({ story: data.story, step: id });
      const link = element("a", { "data-step": id, href }, element("li", {}, list), title);
      element("small", {}, link, when);
    });
    this.nav.replaceChildren(list);
    this.mark(new URLSearchParams(location.search).get("step") || data.step);
  }

  /** @param {string} step */
  mark(step) {
    const before = this.nav.querySelector("[aria-current]"),
      now = this.nav.querySelector(`[data-step="${CSS.escape(step)}"]`);
    if (before) before.removeAttribute("aria-current");
    if (!now) return;
    now.setAttribute("aria-current", "step");
    /* Only the list scrolls, and only as far as needed; scrollIntoView would move the sidebar under the reader's hand. */
    const list = this.nav.getBoundingClientRect(),
      entry = now.getBoundingClientRect();
    if (entry.top < list.top) this.nav.scrollTop -= list.top - entry.top;
    else if (entry.bottom > list.bottom) this.nav.scrollTop += entry.bottom - list.bottom;
  }

  /** @param {MouseEvent} event */
  click(event) {
    const link = within(event, "a");
    if (!link?.dataset.step || modified(event)) return;
    event.preventDefault();
    tell("goto", { story: this.story, step: link.dataset.step });
    if (window.innerWidth >= NARROW_PX) return;
    /** @type {HTMLElement | null} */
    const close = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
    close?.click(); /* so that the reader sees where the choice led */
  }
}

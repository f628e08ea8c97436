/* The page Time line: the time line as the story's page draws it, by the page's own timeline.js. A step chosen here is chosen in the table, and the other way round. */
import { screen } from "../../page/assets/letters.js";
import "../../page/assets/overview.js";
import { Timeline } from "../../page/assets/timeline.js";

/** @typedef {import("./streamlit.d.ts").Component<import("./handed.d.ts").TimelineShown>} Component */

/** @type {WeakMap<Element, Line>} */
const lines = new WeakMap();
const REPORT_MS = 250; /* a report costs a rerun of the script: none for steps scrubbed past */

/** @param {Component} component */
export default function (component) {
  const box = /** @type {HTMLElement} */ (component.parentElement.querySelector(".time"));
  let line = lines.get(box);
  if (!line) {
    line = new Line(box);
    lines.set(box, line);
  }
  line.update(component);
}

class Line {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.written = "";
    /** What the time line takes for the page's scroller. */
    this.scroller = {
      current: /** @type {string | null} */ (null),
      steps: /** @type {string[]} */ ([]),
      go: (/** @type {string} */ id) => this.go(id),
    };
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.report = undefined;
    /** @type {Component | null} */
    this.component = null;
    /** @type {Timeline | null} */
    this.line = null;
    this.order = { name: "date" };
  }

  /** @param {Component} component */
  update(component) {
    const { data } = component,
      written = JSON.stringify(data.timeline);
    this.component = component;
    this.order.name = data.order;
    this.scroller.steps = data.ids;
    if (!this.report) this.scroller.current = data.step;
    if (written !== this.written) {
      this.written = written;
      const track = /** @type {Element} */ (this.box.querySelector(".track"));
      track.replaceWith(track.cloneNode(false)); /* without what listened to it */
      screen.enlarged = () => 1;
      this.line = new Timeline({
        box: this.box,
        data: data.timeline,
        words: data.words,
        statuses: data.statuses,
        texts: data.texts,
        scroller: this.scroller,
        order: this.order,
      });
    } else this.line?.show();
  }

  /** @param {string} id */
  go(id) {
    this.scroller.current = id;
    this.line?.show();
    clearTimeout(this.report);
    this.report = setTimeout(() => {
      this.report = undefined;
      this.component?.setTriggerValue("step", this.scroller.current);
    }, REPORT_MS);
  }
}

/* "In view" in the sidebar: the places and people of the step being read. It follows the frame; the script runs for none of it.
 *
 * What it tells the script, the step, is a value of the form around it: it goes along when a button of the form is pressed.
 */
import { element } from "../../page/assets/dom.js";
import { hear } from "./saying.js";

/** @typedef {import("./streamlit.d.ts").Component<import("./handed.d.ts").ViewShown>} Component */

/** @type {WeakMap<Element, View>} */
const views = new WeakMap();

/** @param {Component} component */
export default function (component) {
  const { parentElement } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new View(/** @type {Element} */ (parentElement.querySelector(".view")), component);
    views.set(parentElement, view);
  }
  view.fill(component);
}

class View {
  /**
   * @param {Element} box
   * @param {Component} component
   */
  constructor(box, component) {
    this.box = box;
    this.component = component;
    this.written = "";
    this.step = "";
    const deafen = hear("step", ({ story, step }) => {
      if (!box.isConnected) deafen();
      else if (story === this.component.data.story) this.show(step);
    });
  }

  /** @param {Component} component */
  fill(component) {
    const { data } = component;
    const written = JSON.stringify(data);
    this.component = component;
    if (written === this.written) return;
    this.written = written;
    this.show(this.step || new URLSearchParams(location.search).get("step") || data.step);
  }

  /** @param {string} id */
  show(id) {
    const { steps, lines, step: first } = this.component.data;
    this.step = steps[id] ? id : first;
    const step = steps[this.step];
    const head = element("p");
    const list = element("ul");
    head.append(element("strong", {}, null, step.title), element("br"), step.when);
    step.shows.forEach((line) => element("li", {}, list, lines[line]));
    this.box.replaceChildren(head, ...(step.shows.length ? [list] : []));
    this.component.setStateValue("step", this.step);
  }
}

/* A story in another program's Streamlit app: one frame for as long as the element lives; a rerun reloads it only for another page. */
import { openFrame } from "../../page/assets/framed.js";

/** @typedef {import("./handed.d.ts").StoryComponentData} StoryComponentData */
/** @typedef {import("./streamlit.d.ts").Component<StoryComponentData>} StoryComponent */
/**
 * A frame, the newest way to answer for it, and the steps that it has come to and was last sent to.
 * @typedef {ReturnType<typeof openFrame> & {edition: string, step: string | null, asked: string | null, component: StoryComponent}} Shown
 */

/** @type {WeakMap<Element, Shown>} By the element that Streamlit gives, which a rerun keeps. */
const open = new WeakMap();
const STAYS_MS = 250; /* a report costs a rerun of the script: one when the reader stays, none for steps flown past */

/** @param {StoryComponent} component */
export default function (component) {
  const { data, parentElement } = component;
  let shown = open.get(parentElement);
  if (!shown || shown.edition !== data.edition) {
    const step = shown ? shown.step : null;
    if (shown) shown.close();
    shown = show(component, data.step || step);
    open.set(parentElement, shown);
  }
  shown.component = component;
  if (data.step !== shown.asked) {
    shown.asked = data.step;
    shown.go(data.step);
  }
  shown.resize(data.height);
  const ended = shown;
  return () => {
    ended.close();
    open.delete(parentElement);
  };
}

/**
 * @param {StoryComponent} component
 * @param {string | null} step
 * @returns {Shown}
 */
function show(component, step) {
  const { data, parentElement } = component;
  let report = 0;
  const framed = openFrame(parentElement.querySelector(".story") ?? parentElement, data, (message) => {
    if (typeof message.step !== "string" || message.step === shown.step) return;
    const opened = shown.step === null; /* on its first step, which the script knows */
    shown.step = message.step;
    if (opened && message.type === "ready") return;
    window.clearTimeout(report);
    report = window.setTimeout(() => shown.component.setStateValue("step", shown.step), STAYS_MS);
  });
  /** @type {Shown} */
  const shown = { ...framed, edition: data.edition, step, asked: data.step, component };
  shown.close = () => {
    window.clearTimeout(report);
    framed.close();
  };
  framed.go(step);
  return shown;
}

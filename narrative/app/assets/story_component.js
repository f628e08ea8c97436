/* A story in another program's Streamlit app: one frame for as long as the element lives; a rerun reloads it only for another page. */
import { openFrame } from "../../page/assets/framed.js";

/** @typedef {import("./streamlit.d.ts").Component<import("./handed.d.ts").StoryFrameData>} Component */
/** @typedef {ReturnType<typeof show>} Shown */

/** @type {WeakMap<Element, Shown>} by the element that Streamlit gives, which a rerun keeps */
const open = new WeakMap();
const STAYS_MS = 250; /* a report costs a rerun of the script: one when the reader stays, none for steps flown past */

/** @param {Component} component */
export default function (component) {
  const { data, parentElement } = component;
  let shown = open.get(parentElement);
  if (!shown || shown.edition !== data.edition) {
    const step = shown ? shown.step : null;
    if (shown) shown.close();
    shown = show(component, data.step || step);
    open.set(parentElement, shown);
  }
  const now = shown;
  now.component = component; /* the newest way to answer */
  if (data.step !== now.asked) {
    now.asked = data.step;
    now.go(data.step);
  }
  now.resize(data.height);
  return () => {
    now.close();
    open.delete(parentElement);
  };
}

/**
 * @param {Component} component
 * @param {string | null} step
 */
function show(component, step) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let report;
  const place = /** @type {Element} */ (component.parentElement.querySelector(".story"));
  const framed = openFrame(place, component.data, (message) => {
    if (typeof message.step !== "string" || message.step === shown.step) return;
    shown.step = message.step;
    clearTimeout(report);
    report = setTimeout(() => shown.component.setStateValue("step", shown.step), STAYS_MS);
  });
  const shown = {
    edition: component.data.edition,
    step,
    asked: component.data.step,
    component,
    go: framed.go,
    resize: framed.resize,
    close() {
      clearTimeout(report);
      framed.close();
    },
  };
  framed.go(step);
  return shown;
}

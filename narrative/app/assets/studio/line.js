/* The line between the studio and Python: hands on what the one asks and the other answers. Only this component runs again for an answer. */

/** @typedef {import("../streamlit.d.ts").Component<import("../handed.d.ts").LineData>} Component */

/** @type {Component | null} the newest way to ask */
let line = null;

window.addEventListener("narrative-studio:ask", (event) => {
  line?.setStateValue("ask", /** @type {CustomEvent} */ (event).detail);
});

/** @param {Component} component */
export default function (component) {
  line = component;
  window.dispatchEvent(new CustomEvent("narrative-studio:answer", { detail: component.data.answer }));
  return () => {
    if (line === component) line = null;
  };
}

/* The line between the studio and Python: hands on what the one asks and the other answers. Only this component runs again for an answer. */
let line = null; /* the newest way to ask */

window.addEventListener("narrative-studio:ask", (event) => {
  if (line) line.setStateValue("ask", event.detail);
});

export default function (component) {
  line = component;
  window.dispatchEvent(new CustomEvent("narrative-studio:answer", { detail: component.data.answer }));
  return () => {
    if (line === component) line = null;
  };
}

/* A story in another program's Streamlit app: one frame for as long as the element lives; a rerun reloads it only for another page.
 * Comes after framed.js.
 */
const open = new WeakMap(); /* by the element that Streamlit gives, which a rerun keeps */
const STAYS_MS = 250; /* a report costs a rerun of the script: one when the reader stays, none for steps flown past */

export default function (component) {
  const { data, parentElement } = component;
  let shown = open.get(parentElement);
  if (!shown || shown.edition !== data.edition) {
    const step = shown ? shown.step : null;
    if (shown) shown.close();
    shown = show(component, data.step || step);
    open.set(parentElement, shown);
  }
  shown.component = component; /* the newest way to answer */
  if (data.step !== shown.asked) {
    shown.asked = data.step;
    shown.go(data.step);
  }
  shown.resize(data.height);
  return () => {
    shown.close();
    open.delete(parentElement);
  };
}

function show(component, step) {
  const shown = { edition: component.data.edition, step: step, asked: component.data.step, component: component };
  let report = 0;
  const framed = openFrame(component.parentElement.querySelector(".story"), component.data, (message) => {
    if (typeof message.step !== "string" || message.step === shown.step) return;
    shown.step = message.step;
    clearTimeout(report);
    report = setTimeout(() => shown.component.setStateValue("step", shown.step), STAYS_MS);
  });
  framed.go(step);
  shown.go = framed.go;
  shown.resize = framed.resize;
  shown.close = () => {
    clearTimeout(report);
    framed.close();
  };
  return shown;
}

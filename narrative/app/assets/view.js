/* "In view" in the sidebar: the places and people of the step being read. It follows the frame; the script runs for none of it.
 *
 * What it tells the script, the step, is a value of the form around it: it goes along when a button of the form is pressed.
 */
const views = new WeakMap();

export default function (component) {
  const { parentElement } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new View(parentElement.querySelector(".view"));
    views.set(parentElement, view);
  }
  view.fill(component);
}

class View {
  constructor(box) {
    this.box = box;
    this.listener = ({ detail }) => {
      if (!box.isConnected) window.removeEventListener("narrative-map:step", this.listener);
      else if (detail.story === this.data.story) this.show(detail.step);
    };
    window.addEventListener("narrative-map:step", this.listener);
  }

  fill({ data, setStateValue }) {
    const written = JSON.stringify(data);
    this.tell = setStateValue;
    if (written === this.written) return;
    this.written = written;
    this.data = data;
    this.show(this.step || new URLSearchParams(location.search).get("step") || data.step);
  }

  show(id) {
    const step = this.data.steps[id] || this.data.steps[this.data.step], head = document.createElement("p"), list = document.createElement("ul");
    this.step = this.data.steps[id] ? id : this.data.step;
    head.append(made("strong", step.title), document.createElement("br"), step.when);
    list.append(...step.shows.map((line) => made("li", this.data.lines[line])));
    this.box.replaceChildren(head, ...(step.shows.length ? [list] : []));
    this.tell("step", this.step);
  }
}

/** An element with a text, never markup. */
function made(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}

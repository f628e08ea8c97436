/* Small words for making elements. Everything that an author or a file wrote goes in as text, never as markup. */

/** The words of the story format, as narrative.story.words has them: {kinds, statuses, certainties, card, sure_from}. */
const vocabulary = { kinds: [], statuses: [], certainties: [], card: [0, 0], sure_from: 1 };

/** The row of a certainty's id. */
function certaintyOf(id) { return vocabulary.certainties.find((each) => each.value === id); }

/** A place's name with the sign of its doubt. */
function mapName(place) { return (place.title + " " + certaintyOf(place.certainty).sign).trim(); }

/** An element: `make("button", {type: "button", class: "quiet", on: {click}}, "Cut here")`. */
function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") Object.entries(value).forEach(([type, listener]) => element.addEventListener(type, listener));
    else if (key === "value" || key === "checked" || key === "selected") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  const key = properties["data-key"];
  if (key && !("data-field" in properties) && (name === "textarea" || (name === "input" && ["text", "search"].includes(properties.type))) && loose.has(key)) element.value = loose.get(key);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button; `key` finds it again after the region around it has been made anew. */
function button(label, key, click, properties = {}) {
  return make("button", { type: "button", "data-key": key, on: { click }, ...properties }, label);
}

let ids = 0;

/** A labelled field: [label, input, …]. */
function field(label, input, ...more) {
  const id = "studio-" + (ids += 1);
  input.id = id;
  const box = make("div", { class: "field" }, make("label", { for: id }, label), input);
  more.filter(Boolean).forEach((each, number) => {
    each.id = id + "-" + number;
    input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), each.id].filter(Boolean).join(" "));
    box.append(each);
  });
  return box;
}

/** One of several choices: radio buttons in a fieldset. */
function choices(legend, name, options, chosen, choose) {
  return make("fieldset", {}, make("legend", {}, legend), options.map(({ value, words, more }) =>
    make("label", { class: "choice" },
      make("input", { type: "radio", name, "data-key": name + value, checked: value === chosen, on: { change: () => choose(value) } }),
      make("span", {}, words, more ? make("small", {}, " " + more) : null))));
}

/** One of many: a list that opens. */
function chooser(label, key, options, chosen, choose) {
  const input = make("select", { "data-key": key, on: { change: () => choose(input.value) } },
    options.map(({ value, words }) => make("option", { value, selected: value === chosen }, words)));
  return field(label, input);
}

/** Several of many: check boxes in a fieldset. */
function boxes(legend, name, options, chosen, choose) {
  const change = () => choose(options.filter((each) => inputs.get(each.value).checked).map((each) => each.value));
  const inputs = new Map();
  return make("fieldset", { class: "boxes" }, make("legend", {}, legend), options.map(({ value, words, more }) => {
    const input = make("input", { type: "checkbox", "data-key": name + value, checked: chosen.includes(value), on: { change } });
    inputs.set(value, input);
    return make("label", { class: "choice" }, input, make("span", {}, words, more ? make("small", {}, " " + more) : null));
  }));
}

/** Make a region anew without taking the focus or the caret from the one who works there. */
function refill(region, ...children) {
  const active = region.contains(document.activeElement) ? document.activeElement : null;
  const key = active && active.dataset.key;
  const caret = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  const top = region.scrollTop;
  region.replaceChildren(...children.flat(Infinity).filter(Boolean));
  region.scrollTop = top;
  if (!active) return;
  const next = key && region.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const heir = next && !next.disabled ? next : region.querySelector("[data-heir]") || region;
  if (heir === region && !region.hasAttribute("tabindex")) region.tabIndex = -1;
  heir.focus({ preventScroll: true });
  if (caret && heir === next && caret[0] !== null && heir.setSelectionRange) {
    try { heir.setSelectionRange(...caret); } catch { /* a number has no caret */ }
  }
}

/** Whether somebody is typing in a region: then it is not made anew under their hands. */
function typingIn(region) {
  const active = document.activeElement;
  return region.contains(active) && active.matches("textarea, input:not([type=checkbox]):not([type=radio])") && active.hasAttribute("data-field");
}

/** Python counts code points, the browser pairs of bytes: positions of a text in both. */
class Positions {
  constructor(text) {
    this.same = !/[\ud800-\udfff]/.test(text);
    if (this.same) return;
    this.units = [];
    let unit = 0;
    for (const sign of text) { this.units.push(unit); unit += sign.length; }
    this.units.push(unit);
  }
  unit(point) { return this.same ? point : this.units[point]; }
  point(unit) {
    if (this.same) return unit;
    let low = 0, high = this.units.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.units[middle] < unit) low = middle + 1; else high = middle;
    }
    return low;
  }
}

function counted(number, one) { return number + " " + one + (number === 1 ? "" : "s"); }

/** A file's bytes in base64. */
async function inBase64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let out = "";
  for (let at = 0; at < bytes.length; at += 32766) out += btoa(String.fromCharCode(...bytes.subarray(at, at + 32766)));
  return out;
}

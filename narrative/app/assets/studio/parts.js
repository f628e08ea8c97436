/* Small words for making elements. Everything that an author or a file wrote goes in as text, never as markup. */
/** @import { CertaintyChoice, Child, Choice, Properties, Vocabulary } from "./types.d.ts" */
import { element } from "../../../page/assets/dom.js";
import { loose } from "./kept.js";

/** @type {Vocabulary} the words of the story format, as narrative.story.words has them */
export const vocabulary = { kinds: [], statuses: [], certainties: [], card: [0, 0], sure_from: 1 };

/**
 * The row of a certainty's id.
 * @param {string} id
 */
export function certaintyOf(id) {
  return /** @type {CertaintyChoice} */ (vocabulary.certainties.find((each) => each.value === id));
}

/**
 * A place's name with the sign of its doubt.
 * @param {{title: string, certainty: string}} place
 */
export function mapName(place) {
  return (place.title + " " + certaintyOf(place.certainty).sign).trim();
}

/**
 * An element: `make("button", {type: "button", class: "quiet", on: {click}}, "Cut here")`. What is null or false is left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Properties} [properties]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(name, properties = {}, ...children) {
  const node = element(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on")
      Object.entries(properties.on ?? {}).forEach(([type, listener]) => node.addEventListener(type, listener));
    else if (key === "value" || key === "checked" || key === "selected") Object.assign(node, { [key]: value });
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  const key = properties["data-key"];
  if (typeof key === "string" && !("data-field" in properties) && isWritten(node) && loose.has(key))
    node.value = loose.get(key) ?? "";
  node.append(...nodesOf(children));
  return node;
}

/**
 * Whether a field is one to write in.
 * @param {Element} node
 * @returns {node is HTMLInputElement | HTMLTextAreaElement}
 */
function isWritten(node) {
  return (
    node instanceof HTMLTextAreaElement ||
    (node instanceof HTMLInputElement && ["text", "search"].includes(node.getAttribute("type") ?? ""))
  );
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function nodesOf(children) {
  return children.flatMap((child) =>
    Array.isArray(child)
      ? nodesOf(child)
      : child === null || child === undefined || child === false
        ? []
        : [typeof child === "number" ? String(child) : child],
  );
}

/**
 * A button; `key` finds it again after the region around it has been made anew.
 * @param {string} label
 * @param {string} key
 * @param {(event: MouseEvent) => void} click
 * @param {Properties} [properties]
 */
export function button(label, key, click, properties = {}) {
  return make("button", { type: "button", "data-key": key, on: { click }, ...properties }, label);
}

let ids = 0;

/**
 * A labelled field: [label, input, …].
 * @param {string} label
 * @param {HTMLElement} input
 * @param {...(HTMLElement | null | undefined)} more
 */
export function field(label, input, ...more) {
  const id = "studio-" + (ids += 1);
  input.id = id;
  const box = make("div", { class: "field" }, make("label", { for: id }, label), input);
  more.forEach((each, number) => {
    if (!each) return;
    each.id = id + "-" + number;
    input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), each.id].filter(Boolean).join(" "));
    box.append(each);
  });
  return box;
}

/**
 * One of several choices: radio buttons in a fieldset.
 * @param {string} legend
 * @param {string} name
 * @param {Choice[]} options
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
export function choices(legend, name, options, chosen, choose) {
  return make(
    "fieldset",
    {},
    make("legend", {}, legend),
    options.map(({ value, words, more }) =>
      make(
        "label",
        { class: "choice" },
        make("input", {
          type: "radio",
          name,
          "data-key": name + value,
          checked: value === chosen,
          on: { change: () => choose(value) },
        }),
        make("span", {}, words, more ? make("small", {}, " " + more) : null),
      ),
    ),
  );
}

/**
 * One of many: a list that opens.
 * @param {string} label
 * @param {string} key
 * @param {Choice[]} options
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
export function chooser(label, key, options, chosen, choose) {
  const input = make(
    "select",
    { "data-key": key, on: { change: () => choose(input.value) } },
    options.map(({ value, words }) => make("option", { value, selected: value === chosen }, words)),
  );
  return field(label, input);
}

/**
 * Several of many: check boxes in a fieldset.
 * @param {string} legend
 * @param {string} name
 * @param {{value: string | number, words: string, more?: string}[]} options
 * @param {(string | number)[]} chosen
 * @param {(values: any[]) => void} choose
 */
export function boxes(legend, name, options, chosen, choose) {
  const change = () => choose(options.filter((each) => inputs.get(each.value)?.checked).map((each) => each.value));
  /** @type {Map<string | number, HTMLInputElement>} */
  const inputs = new Map();
  return make(
    "fieldset",
    { class: "boxes" },
    make("legend", {}, legend),
    options.map(({ value, words, more }) => {
      const input = make("input", {
        type: "checkbox",
        "data-key": name + value,
        checked: chosen.includes(value),
        on: { change },
      });
      inputs.set(value, input);
      return make(
        "label",
        { class: "choice" },
        input,
        make("span", {}, words, more ? make("small", {}, " " + more) : null),
      );
    }),
  );
}

/**
 * Make a region anew without taking the focus or the caret from the one who works there.
 * @param {HTMLElement} region
 * @param {...Child} children
 */
export function refill(region, ...children) {
  const active =
    document.activeElement instanceof HTMLElement && region.contains(document.activeElement)
      ? document.activeElement
      : null;
  const key = active && active.dataset.key;
  const caret =
    active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement
      ? [active.selectionStart, active.selectionEnd]
      : null;
  const top = region.scrollTop;
  region.replaceChildren(...nodesOf(children));
  region.scrollTop = top;
  if (!active) return;
  /** @type {HTMLInputElement | null} */
  const next = key ? region.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  /** @type {HTMLElement} */
  const heir = next && !next.disabled ? next : region.querySelector("[data-heir]") || region;
  if (heir === region && !region.hasAttribute("tabindex")) region.tabIndex = -1;
  heir.focus({ preventScroll: true });
  if (caret && next && heir === next && caret[0] !== null && next.setSelectionRange) {
    try {
      next.setSelectionRange(caret[0], caret[1]);
    } catch {
      /* a number has no caret */
    }
  }
}

/**
 * Whether somebody is typing in a region: then it is not made anew under their hands.
 * @param {HTMLElement} region
 */
export function typingIn(region) {
  const active = document.activeElement;
  return (
    active !== null &&
    region.contains(active) &&
    active.matches("textarea, input:not([type=checkbox]):not([type=radio])") &&
    active.hasAttribute("data-field")
  );
}

/** Python counts code points, the browser pairs of bytes: positions of a text in both. */
export class Positions {
  /** @param {string} text */
  constructor(text) {
    this.same = !/[\ud800-\udfff]/.test(text);
    /** @type {number[]} where each code point begins */
    this.units = [];
    if (this.same) return;
    let unit = 0;
    for (const sign of text) {
      this.units.push(unit);
      unit += sign.length;
    }
    this.units.push(unit);
  }
  /** @param {number} point */
  unit(point) {
    return this.same ? point : this.units[point];
  }
  /** @param {number} unit */
  point(unit) {
    if (this.same) return unit;
    let low = 0,
      high = this.units.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.units[middle] < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * @param {number} number
 * @param {string} one
 */
export function counted(number, one) {
  return number + " " + one + (number === 1 ? "" : "s");
}

/**
 * A file's bytes in base64.
 * @param {File} file
 */
export async function inBase64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let out = "";
  for (let at = 0; at < bytes.length; at += 32766) out += btoa(String.fromCharCode(...bytes.subarray(at, at + 32766)));
  return out;
}

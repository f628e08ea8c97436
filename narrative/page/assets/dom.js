/* Elements: made, found, and asked about events. The one place where nodes are made, for the page, the app and the studio. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Record<string, string | number>} Attributes */

/**
 * @template {Element} T
 * @param {T} node
 * @param {Attributes} [attributes]
 * @param {Node | null} [parent] into which it is put, at the end
 * @param {string | number} [text]
 * @returns {T}
 */
function furnished(node, attributes, parent, text) {
  for (const key in attributes) node.setAttribute(key, String(attributes[key]));
  if (text !== undefined) node.textContent = String(text);
  if (parent) parent.appendChild(node);
  return node;
}

/**
 * An element of HTML. A text goes in as text, never as markup.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {Node | null} [parent]
 * @param {string | number} [text]
 */
export function element(tag, attributes, parent, text) {
  return furnished(document.createElement(tag), attributes, parent, text);
}

/**
 * An element of SVG.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {Node | null} [parent]
 * @param {string | number} [text]
 * @returns {SVGElementTagNameMap[T]}
 */
export function drawing(tag, attributes, parent, text) {
  return furnished(document.createElementNS(SVG, tag), attributes, parent, text);
}

/**
 * An attribute, or none for an empty value.
 * @param {Element} node
 * @param {string} name
 * @param {string | false | null | undefined} value
 */
export function setOrRemove(node, name, value) {
  if (value) node.setAttribute(name, value);
  else node.removeAttribute(name);
}

/**
 * The innermost element of a kind that an event happened in, or null.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function within(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

/**
 * Whether a click, or a press of a key, asks for more than itself: another window, another button, a shortcut.
 * @param {MouseEvent | KeyboardEvent} event
 */
export function modified(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey || ("button" in event ? event.button > 0 : event.altKey);
}

/**
 * The element of an id that the page is sure to have.
 * @param {string} id
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * The first element of a kind that is sure to be there.
 * @param {string} selector
 * @param {ParentNode} [part] of the page
 */
export function one(selector, part) {
  return /** @type {HTMLElement} */ ((part || document).querySelector(selector));
}

/**
 * All elements of a kind, as a list.
 * @param {string} selector
 * @param {ParentNode} [part] of the page
 * @returns {HTMLElement[]}
 */
export function all(selector, part) {
  return Array.from((part || document).querySelectorAll(selector));
}

/**
 * A copy of a node with all that it holds.
 * @template {Node} T
 * @param {T} node
 */
export function cloned(node) {
  return /** @type {T} */ (node.cloneNode(true));
}

/**
 * What a canvas is drawn with.
 * @param {HTMLCanvasElement} canvas
 */
export function pen(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/**
 * Where a link leads, as it is written.
 * @param {Element} anchor
 */
export function hrefOf(anchor) {
  return anchor.getAttribute("href") || "";
}

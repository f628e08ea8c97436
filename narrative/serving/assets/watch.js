/* Around the story while it is written: a frame with its page, another that takes its place when the story has changed, and its faults.
 *
 * The story's own page knows nothing of this and is the same as anywhere else; all that is asked of it is the contract's messages and attributes.
 */
import { element } from "../../page/assets/dom.js";
import { command, faultLines, faultWords, messageOf, nearest, rootOf, settled, windowOf } from "./hosting.js";

/** @typedef {import("./handed.d.ts").WatchState} State */
/** @typedef {{element: HTMLIFrameElement, page: string, steps: string[], step: string | null, patience?: ReturnType<typeof setTimeout>}} Frame */

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @type {import("./handed.d.ts").WatchData} */
const data = JSON.parse(byId("data").textContent ?? "");
const stage = byId("stage"),
  panel = byId("faults"),
  status = byId("status");
const PATIENCE_MS = 5000; /* a page that has not come to rest by then is shown as it is */
/** @type {Frame | null} the frame that is read */
let shown = null;
/** @type {Frame | null} the frame that will take its place */
let coming = null;
let step = new URLSearchParams(location.search).get("step"); /* null: the page opens on its title */
/** @type {string[]} of the page that is read */
let steps = [];

const source = new EventSource("events");
source.onmessage = (event) => take(JSON.parse(event.data));
source.onerror = () => {
  status.textContent = "The watching program does not answer. When it runs again, this page goes on by itself.";
};
window.addEventListener("message", hear);
window.addEventListener("keydown", escape);
byId("close").addEventListener("click", () => hide(true));
byId("open").addEventListener("click", () => {
  show();
  byId("close").focus();
});

/**
 * A state of the story: its newest good page, and the faults of its files.
 * @param {State} state
 */
function take(state) {
  status.textContent = "";
  tell(state.faults, Boolean(state.page));
  const newest = coming || shown;
  if (state.page && (!newest || newest.page !== state.page)) open(state.page, state.steps);
}

/**
 * Open the page in a frame of its own below the one being read; it comes to the top when it has come to rest.
 * @param {string} page
 * @param {string[]} now its steps
 */
function open(page, now) {
  coming?.element.remove();
  const frame = element("iframe", { class: "story" });
  /** @type {Frame} */
  const next = { element: frame, page, steps: now, step: at(now) };
  coming = next;
  frame.title = data.title;
  frame.inert = true;
  frame.src = "embed/" + encodeURIComponent(data.story) + theme() + (next.step ? "#" + next.step : "");
  frame.addEventListener("load", () => settled(frame, () => swap(next)));
  next.patience = setTimeout(() => swap(next), PATIENCE_MS);
  stage.append(frame);
}

/** @param {Frame} next */
function swap(next) {
  if (coming !== next) return;
  clearTimeout(next.patience);
  const before = shown,
    focused = before && document.activeElement === before.element;
  /* The reader has gone on while the new page was on its way. */
  const meant = at(next.steps);
  if (before && meant && meant !== next.step)
    windowOf(next.element).postMessage(command("goto", { step: meant }), location.origin);
  shown = next;
  coming = null;
  steps = next.steps;
  next.element.inert = false;
  next.element.classList.add("shown");
  windowOf(next.element).addEventListener("keydown", escape);
  if (before) before.element.remove();
  if (focused) next.element.focus();
  follow(rootOf(next.element).dataset.step ?? next.steps[0]);
  stage.dataset.page = next.page;
}

/**
 * The step to open a page on: the one being read, or, when the page has it no longer, the nearest that remains; null for the title.
 * @param {string[]} now
 */
function at(now) {
  return shown && windowOf(shown.element).scrollY === 0 ? null : nearest(step, steps, now);
}

/** The author's choice of light or dark, made in the page. */
function theme() {
  const chosen = shown && rootOf(shown.element).dataset.theme;
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return chosen && chosen !== system ? "?theme=" + chosen : "";
}

/** @param {MessageEvent} event */
function hear(event) {
  const message = shown && event.source === windowOf(shown.element) && messageOf(event.data);
  if (message && message.type === "step") follow(message.step);
}

/**
 * The address keeps the step, so that this page, loaded anew, opens there.
 * @param {string} id
 */
function follow(id) {
  step = id;
  if (shown && id === steps[0] && windowOf(shown.element).scrollY === 0) return;
  history.replaceState(null, "", "?step=" + encodeURIComponent(id));
}

/* ---------- faults ---------- */

/**
 * @param {State["faults"]} faults
 * @param {boolean} good whether there is a page all the same
 */
function tell(faults, good) {
  const words = faultWords(faults);
  document.title = (faults.length ? words + " · " : "") + data.title;
  byId("open").textContent = words;
  byId("faults-title").textContent = words;
  if (!faults.length) {
    byId("said").textContent = "";
    return hide(false);
  }
  byId("list").replaceChildren(...faultLines(faults));
  show();
  byId("said").textContent = good
    ? "The story as it was before stays below until they are mended."
    : "The story is shown when they are mended.";
}

function show() {
  panel.hidden = false;
  byId("open").hidden = true;
}

/**
 * Put the list away; where there are faults, a button brings it back.
 * @param {boolean} kept
 */
function hide(kept) {
  const inside = panel.contains(document.activeElement),
    button = byId("open");
  panel.hidden = true;
  button.hidden = !kept;
  if (inside && kept) button.focus();
}

/** @param {KeyboardEvent} event */
function escape(event) {
  if (event.key === "Escape" && !panel.hidden && !event.defaultPrevented) hide(true);
}

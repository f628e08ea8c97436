/* Pictures, recordings and films: put in their places, compared, opened large, and silent when their step is left. Only a story with media has it. */
import { all, byId, hrefOf, one, within } from "./dom.js";

const root = document.documentElement;
const story = byId("story");
const dialog = /** @type {HTMLDialogElement} */ (one("dialog.large"));
const MOST = 8;
const STRIDE = 1.4;
const MOVE = 80; /* how far a picture is magnified, by how much at a time; pixels that an arrow moves it */

/**
 * @param {string} selector
 * @param {(node: any) => void} use
 */
function each(selector, use) {
  all(selector, story).forEach(use);
}

/* The files of a single page stand at its end, so that the map does not wait for them. */
/** @param {string} number */
function file(number) {
  return /** @type {HTMLImageElement | null} */ (document.getElementById("file-" + number));
}
each("[data-part]", (node) => {
  if (file(node.dataset.part)) node.src = file(node.dataset.part)?.src;
});
each("[data-still-part]", (node) => {
  if (file(node.dataset.stillPart)) node.poster = file(node.dataset.stillPart)?.src;
});

each(".compared", (box) => {
  const slider = box.querySelector("input");
  const labels = all("span", box);
  function show() {
    box.style.setProperty("--at", slider.value + "%");
    slider.setAttribute(
      "aria-valuetext",
      slider.value + " % " + labels[0].textContent + ", " + (100 - slider.value) + " % " + labels[1].textContent,
    );
  }
  box.classList.add("is-live");
  slider.hidden = false;
  slider.addEventListener("input", show);
  show();
});

/* One plays at a time, and none when the reader has gone on; the arrows belong to what plays. */
/** @param {Element} but */
function silence(but) {
  each("audio, video", (node) => {
    if (node !== but && !node.paused) node.pause();
  });
}
each("audio, video", (node) => {
  node.addEventListener("play", () => {
    silence(node);
  });
  node.addEventListener("keydown", (/** @type {Event} */ event) => {
    event.stopPropagation();
  });
});
new MutationObserver(() => {
  const section = document.getElementById(String(root.dataset.step));
  each("audio, video", (node) => {
    if (!node.paused && !(section && section.contains(node))) node.pause();
  });
}).observe(root, { attributes: true, attributeFilter: ["data-step"] });

each(".words", (words) => {
  words.open = false;
});
window.addEventListener("beforeprint", () => {
  each(".words", (words) => {
    words.was = words.open;
    words.open = true;
  });
  each("img", (picture) => {
    picture.loading = "eager";
  });
});
window.addEventListener("afterprint", () => {
  each(".words", (words) => {
    words.open = words.was;
  });
});

/* A picture, large: the wheel, two fingers, + and - magnify; a finger, the pointer, the arrows move. */
const stage = one(".large-stage", dialog);
const picture = /** @type {HTMLImageElement} */ (one("img", stage));
/** @type {Record<number, PointerEvent>} */
let held = {};
/** @type {HTMLElement | null} */
let opener = null;
let view = { scale: 1, x: 0, y: 0 };

function draw() {
  const box = stage.getBoundingClientRect();
  view.x = Math.min(0, Math.max(box.width * (1 - view.scale), view.x));
  view.y = Math.min(0, Math.max(box.height * (1 - view.scale), view.y));
  picture.style.setProperty("--scale", String(view.scale));
  picture.style.setProperty("--x", view.x + "px");
  picture.style.setProperty("--y", view.y + "px");
  /** @type {HTMLButtonElement} */ (one("[data-do=smaller]", dialog)).disabled = view.scale <= 1;
  /** @type {HTMLButtonElement} */ (one("[data-do=larger]", dialog)).disabled = view.scale >= MOST;
}

/**
 * Magnify by a factor around a point of the stage, in pixels from its corner; around its middle without one.
 * @param {number} factor
 * @param {number} [x]
 * @param {number} [y]
 */
function zoom(factor, x, y) {
  const box = stage.getBoundingClientRect();
  const scale = Math.min(MOST, Math.max(1, view.scale * factor));
  if (x === undefined || y === undefined) {
    x = box.width / 2;
    y = box.height / 2;
  }
  view.x = x - (x - view.x) * (scale / view.scale);
  view.y = y - (y - view.y) * (scale / view.scale);
  view.scale = scale;
  draw();
}

/** @param {HTMLAnchorElement} link */
function open(link) {
  const figure = /** @type {HTMLElement} */ (link.closest("figure"));
  const shown = link.querySelector("img");
  const caption = figure.querySelector(".caption");
  const address = hrefOf(link);
  const part =
    address.charAt(0) === "#"
      ? /** @type {HTMLImageElement | null} */ (document.getElementById(address.slice(1)))
      : null;
  opener = link;
  picture.src = part ? part.src : link.href;
  picture.alt = shown ? shown.alt : alternative(figure, link);
  one(".large-words", dialog).textContent =
    (shown ? "" : link.textContent + ": ") + (caption ? caption.textContent : picture.alt);
  view = { scale: 1, x: 0, y: 0 };
  held = {};
  dialog.showModal();
  stage.focus();
  draw();
}

/**
 * What the picture of a comparison shows that a link names.
 * @param {Element} figure
 * @param {HTMLAnchorElement} link
 */
function alternative(figure, link) {
  const links = all("figcaption .medium-open", figure);
  return all(".compared img", figure)[links.indexOf(link)].getAttribute("alt") || "";
}

story.addEventListener("click", (event) => {
  const link = within(event, ".medium-open");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !dialog.showModal) return;
  event.preventDefault();
  open(/** @type {HTMLAnchorElement} */ (link));
});
dialog.addEventListener("close", () => {
  if (opener) opener.focus();
});
dialog.addEventListener("click", (event) => {
  const button = within(event, "button");
  if (!button) return;
  if (button.dataset.do === "close") dialog.close();
  else zoom(button.dataset.do === "larger" ? STRIDE : 1 / STRIDE);
});
dialog.addEventListener("keydown", (event) => {
  /** @type {Record<string, number[]>} */
  const moves = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const move = moves[event.key];
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "+" || event.key === "=") zoom(STRIDE);
  else if (event.key === "-") zoom(1 / STRIDE);
  else if (event.key === "0") zoom(1 / MOST);
  else if (move) {
    view.x += move[0] * MOVE;
    view.y += move[1] * MOVE;
    draw();
  } else return;
  event.preventDefault();
});
stage.addEventListener(
  "wheel",
  (event) => {
    const box = stage.getBoundingClientRect();
    event.preventDefault();
    zoom(Math.pow(1.0015, -event.deltaY), event.clientX - box.left, event.clientY - box.top);
  },
  { passive: false },
);
stage.addEventListener("dblclick", (event) => {
  const box = stage.getBoundingClientRect();
  zoom(view.scale > 1 ? 1 / MOST : STRIDE * STRIDE, event.clientX - box.left, event.clientY - box.top);
});
stage.addEventListener("pointerdown", (event) => {
  held[event.pointerId] = event;
  stage.setPointerCapture(event.pointerId);
});
["pointerup", "pointercancel"].forEach((name) => {
  stage.addEventListener(name, (event) => {
    delete held[/** @type {PointerEvent} */ (event).pointerId];
  });
});
stage.addEventListener("pointermove", (event) => {
  const before = held[event.pointerId];
  const box = stage.getBoundingClientRect();
  if (!before) return;
  const other = Object.values(held).find((each) => each.pointerId !== event.pointerId);
  if (other) {
    zoom(
      apart(event, other) / (apart(before, other) || 1),
      (event.clientX + other.clientX) / 2 - box.left,
      (event.clientY + other.clientY) / 2 - box.top,
    );
    view.x += (event.clientX - before.clientX) / 2;
    view.y += (event.clientY - before.clientY) / 2;
  } else {
    view.x += event.clientX - before.clientX;
    view.y += event.clientY - before.clientY;
  }
  held[event.pointerId] = event;
  draw();
});
/**
 * @param {PointerEvent} a
 * @param {PointerEvent} b
 */
function apart(a, b) {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}
window.addEventListener("resize", () => {
  if (dialog.open) draw();
});

/* Presenting (`?present`): one step a screen, turned by keys, a presenter's remote or a swipe. The screen is that of still.js. */
import { page } from "./page.js";

const root = document.documentElement;
/** @type {Record<string, number>} */
const KEYS = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  " ": 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
  Backspace: -1,
};
let from = NaN;
/** Called once where the page is presented. */
function present() {
  /** @param {number} by */
  function turn(by) {
    const id = page.scroller.steps[page.scroller.steps.indexOf(page.scroller.current) + by];
    if (id) page.scroller.jump(id, {});
  }

  /** Back to the page, on the same step; a frame without an address stays as it is. */
  function leave() {
    const url = new URL(location.href);
    url.searchParams.delete("present");
    if (url.protocol !== "about:") location.replace(url.href);
  }

  window.addEventListener(
    "keydown",
    (event) => {
      const key = event.key.length > 1 ? event.key : event.key.toLowerCase();
      const black = root.classList.toggle("is-black", /^[b.]$/.test(key) && !root.classList.contains("is-black"));
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (KEYS[key]) turn(event.shiftKey ? -1 : KEYS[key]);
      else if (key === "f") document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
      else if (key === "Escape") leave();
      else if (!black) return; /* Home and End: keys.js */
      event.preventDefault();
    },
    true,
  );

  window.addEventListener("touchstart", (event) => {
    from = event.touches.length > 1 ? NaN : event.touches[0].clientX;
  });
  window.addEventListener("touchend", (event) => {
    const way = event.changedTouches[0].clientX - from;
    if (Math.abs(way) > 50) turn(way < 0 ? 1 : -1);
  });
}

if (root.dataset.still === "present") present();

/* Presenting (`?present`): one step a screen, turned by a presenter's remote or a swipe too. The screen is that of still.js; arrows, Home and End: keys.js. */
import { page } from "./page.js";

const root = document.documentElement;
/** @type {Record<string, number>} */
const KEYS = { PageDown: 1, " ": 1, PageUp: -1, Backspace: -1 };
let from = NaN;

/** Called once where the page is presented. */
function present() {
  window.addEventListener(
    "keydown",
    (event) => {
      const key = event.key;
      const url = new URL(location.href);
      const black = root.classList.toggle("is-black", /^[b.]$/i.test(key) && !root.classList.contains("is-black"));
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (KEYS[key]) page.scroller.move(event.shiftKey ? -1 : KEYS[key], {});
      else if (/^f$/i.test(key)) document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
      else if (key === "Escape") {
        /* back to the page, on the same step */
        url.searchParams.delete("present");
        location.replace(url.href);
      } else if (!black) return;
      event.preventDefault();
    },
    true,
  );
  window.addEventListener("touchstart", (event) => {
    from = event.touches.length > 1 ? NaN : event.touches[0].clientX;
  });
  window.addEventListener("touchend", (event) => {
    const way = event.changedTouches[0].clientX - from;
    if (Math.abs(way) > 50) page.scroller.move(way < 0 ? 1 : -1, {});
  });
}

if (root.dataset.still === "present") present();

/* How large letters are on map and time line: in the page, and in the app, which shows the time line by itself. */
import { enlarged } from "./camera.js";

let wished = 0;

/** How much larger letters are on a big screen; the app, whose page does not grow, sets that none are. */
export const screen = { enlarged };

/** How much larger letters are than on other pages: on a big screen, and where the reader has set a larger text in the browser. */
export function lettered() {
  if (!wished) {
    const probe = document.body.appendChild(document.createElement("span"));
    probe.style.fontSize = "medium"; /* the reader's own, whatever the page's is */
    wished = Math.max(1, Math.min(parseFloat(getComputedStyle(probe).fontSize) / 16 || 1, 2));
    probe.remove();
    if (wished > 1) document.documentElement.style.setProperty("--text", String(wished));
  }
  return wished * screen.enlarged();
}

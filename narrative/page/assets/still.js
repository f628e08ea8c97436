/* Still pictures (`?still=whole`, `title`, `map`, `bare` or `cover`): one step and nothing to press, its text set to fit the frame. */
import { byId, element } from "./dom.js";

/** @import { Scroller } from "./scroller.js" */

const root = document.documentElement;
const LEAST = 0.62;
const WITH_NOTES = 0.82;
const STRIDE = 0.02;

/** A line above the text says which story this is, and which of its steps. */
function head() {
  const title = document.querySelector(".title-card h1");
  const line = element("p", { class: "still-head" });
  element("span", {}, line, title ? title.textContent : document.title);
  const number = element("b", {}, line);
  const story = byId("story");
  story.insertBefore(line, story.firstChild);
  return number;
}

/** style: the sheet of still pictures, which a reader does not need. */
export class Still {
  /**
   * @param {string} style
   * @param {Scroller} scroller
   */
  constructor(style, scroller) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
    this.number = head();
    this.show(scroller.steps.indexOf(scroller.current), scroller.steps.length);
    window.addEventListener("resize", () => {
      this.fit();
    });
  }

  /**
   * @param {number} index
   * @param {number} total
   */
  show(index, total) {
    this.number.textContent = index + 1 + " / " + total;
    this.fit();
  }

  /** Set the text as large as the frame allows: notes go before letters get small, and what is left out is said. */
  fit() {
    const story = byId("story");
    let size = 0;
    /** @param {number} scale */
    function fits(scale) {
      root.style.fontSize = (size * scale).toFixed(2) + "px";
      return story.scrollHeight <= story.clientHeight + 1;
    }
    /* The largest of the sizes 1, 0.98, 0.96 … that fits, by halving: every try lays the text out anew. */
    /** @param {number} least */
    function largest(least) {
      if (fits(1)) return true;
      let fit = Math.round((1 - least) / STRIDE);
      let miss = 0;
      if (!fits(1 - fit * STRIDE)) return false;
      while (fit - miss > 1) {
        const middle = (fit + miss) >> 1;
        if (fits(1 - middle * STRIDE)) fit = middle;
        else miss = middle;
      }
      return fits(1 - fit * STRIDE);
    }
    root.style.fontSize = "";
    root.classList.remove("without-notes", "is-cut");
    size = parseFloat(getComputedStyle(root).fontSize);
    if (root.dataset.still === "map" || root.dataset.still === "bare" || largest(WITH_NOTES)) return;
    root.classList.add("without-notes");
    if (!largest(LEAST)) root.classList.add("is-cut");
  }
}

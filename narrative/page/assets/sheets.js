/* Old maps: pictures on the map's own projection, one element for each size, moved and scaled with the camera in the same frame; a slider for how strong they are. */
import { page } from "./page.js";
import { flat, toScreen } from "./projection.js";

/** @import { DrawnUse, OldMapData } from "./handed.d.ts" */
/** @import { Screen, Words } from "./types.d.ts" */
/** @import { Stage } from "./stage.js" */

class Sheet {
  /**
   * @param {Stage} stage
   * @param {OldMapData} data
   * @param {Words} words
   */
  constructor(stage, data, words) {
    const box = stage.map.getContainer();
    this.id = data.id;
    this.data = data;
    this.words = words;
    this.stage = stage;
    this.levels = data.pictures.map((each, i) => {
      const image = L.DomUtil.create("img", "old-map", box);
      const a = flat(each.bbox[0], each.bbox[3]);
      const b = flat(each.bbox[2], each.bbox[1]);
      const listed = /** @type {HTMLImageElement | null} */ (
        document.querySelector("#drawn-" + CSS.escape(data.id) + " img")
      );
      image.alt = "";
      image.setAttribute("aria-hidden", "true"); /* the panel and the step's words name it */
      image.style.display = "none";
      image.draggable = false;
      image.src = each.data || (listed && listed.src) || "";
      image.style.width = each.size[0] + "px";
      image.style.height = each.size[1] + "px";
      return {
        image,
        at: a,
        size: each.size,
        scale: each.size[0] / (b.x - a.x),
        down: each.size[1] / (b.y - a.y),
        last: i === data.pictures.length - 1,
      };
    });
    this.ready = Promise.all(
      this.levels.map((level) =>
        level.image.decode().catch(() => {
          /* a picture that is broken is not shown */
        }),
      ),
    );
  }

  /** @param {DrawnUse | null} use */
  show(use) {
    this.use = use;
    if (!use)
      this.levels.forEach((level) => {
        level.image.style.display = "none";
      });
  }

  strength() {
    if (this.chosen !== undefined) return this.chosen;
    return this.use?.opacity ?? this.data.opacity;
  }

  /**
   * The coarsest picture that is still as fine as the screen.
   * @param {Screen} screen
   */
  draw(screen) {
    if (!this.use) return;
    const fine = screen.scale * Math.min(window.devicePixelRatio || 1, 3);
    let shown = this.levels[0];
    const strength = this.strength();
    this.levels.forEach((level) => {
      if (level.scale >= fine * 0.8) shown = level;
    });
    this.levels.forEach((level) => {
      const style = level.image.style;
      const at = screen.pixel(level.at);
      style.display = level === shown ? "block" : "none";
      if (level !== shown) return;
      style.opacity = String(strength);
      style.transform =
        "translate(" +
        at.x.toFixed(2) +
        "px," +
        at.y.toFixed(2) +
        "px) scale(" +
        screen.scale / level.scale +
        "," +
        screen.scale / level.down +
        ")";
    });
  }

  /** @param {HTMLElement} parent */
  rows(parent) {
    const label = L.DomUtil.create("label", "drawn-slider", parent);
    L.DomUtil.create("span", "", label).textContent = this.words.strength;
    const range = L.DomUtil.create("input", "", label);
    range.type = "range";
    range.min = "0";
    range.max = "100";
    range.step = "5";
    range.value = String(Math.round(this.strength() * 100));
    range.setAttribute("aria-label", this.words.strength + ": " + this.data.title);
    function said() {
      range.setAttribute("aria-valuetext", range.value + " %");
    }
    said();
    range.addEventListener("input", () => {
      this.chosen = Number(range.value) / 100;
      said();
      this.draw(toScreen(this.stage.map));
    });
    range.addEventListener("keydown", (event) => {
      event.stopPropagation();
    }); /* arrows move the slider, not the story */
  }
}

page.drawings.kinds.push((stage, data) => (data.overlays || []).map((each) => new Sheet(stage, each, data.words)));

/* Coloured regions: areas by the class of their value, hatched where there is no figure, drawn anew for every view on a canvas of their own. */
import { pen } from "./dom.js";
import { Basemap } from "./basemap.js";
import { page } from "./page.js";
import { Stage } from "./stage.js";

/** @import { DrawnUse, RegionsData } from "./handed.d.ts" */
/** @import { Point, Screen, Words } from "./types.d.ts" */

const parts = Basemap.parts;

function dark() {
  return document.documentElement.dataset.theme === "dark" && !window.matchMedia("print").matches;
}

class Regions {
  /**
   * @param {Stage} stage
   * @param {RegionsData} data
   * @param {Words} words
   */
  constructor(stage, data, words) {
    this.id = data.id;
    this.data = data;
    this.words = words;
    this.stage = stage;
    this.canvas = L.DomUtil.create("canvas", "regions", stage.map.getContainer());
    this.canvas.setAttribute("aria-hidden", "true");
    this.regions = data.regions.map((each) => ({ of: each.of, path: parts.pathOf(each.rings, data.precision, null) }));
    this.show(null);
  }

  /** @param {DrawnUse | null} use */
  show(use) {
    this.use = use;
    this.canvas.style.display = use ? "" : "none";
  }

  colours() {
    return dark() ? this.data.dark : this.data.light;
  }

  /**
   * @param {Screen} screen
   * @param {Point} size
   */
  draw(screen, size) {
    if (!this.use) return;
    const canvas = this.canvas;
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    const ctx = pen(canvas);
    const colours = this.colours();
    const style = getComputedStyle(this.stage.map.getContainer());
    if (canvas.width !== Math.round(size.x * ratio) || canvas.height !== Math.round(size.y * ratio)) {
      canvas.width = Math.round(size.x * ratio);
      canvas.height = Math.round(size.y * ratio);
      canvas.style.width = size.x + "px";
      canvas.style.height = size.y + "px";
    }
    canvas.style.opacity = String(this.use.opacity === undefined ? this.data.opacity : this.use.opacity);
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.setTransform(screen.scale * ratio, 0, 0, screen.scale * ratio, screen.x * ratio, screen.y * ratio);
    ctx.lineJoin = "round";
    const none = hatch(ctx, style.getPropertyValue("--map-ink-2").trim(), ratio);
    const view = [
      -screen.x / screen.scale,
      -screen.y / screen.scale,
      (size.x - screen.x) / screen.scale,
      (size.y - screen.y) / screen.scale,
    ];
    none.setTransform(ctx.getTransform().inverse()); /* the pattern keeps its size on the screen */
    this.regions.forEach((each) => {
      if (!parts.meets(each.path.bounds, view)) return;
      ctx.fillStyle = each.of === null ? none : colours[each.of];
      ctx.fill(each.path.fill, "evenodd");
      ctx.strokeStyle = style.getPropertyValue("--map-halo").trim();
      ctx.lineWidth = 1.2 / screen.scale;
      ctx.stroke(each.path.fill);
    });
  }

  /** @param {HTMLElement} parent */
  rows(parent) {
    const data = this.data;
    const box = L.DomUtil.create("ol", "drawn-classes", parent);
    data.classes.forEach((words, number) => {
      const row = L.DomUtil.create("li", "", box);
      const mark = L.DomUtil.create("i", "", row);
      mark.dataset.class = data.id + "-" + number;
      row.appendChild(document.createTextNode(words));
    });
    if (!data.none) return;
    const row = L.DomUtil.create("li", "", box);
    L.DomUtil.create("i", "is-none", row);
    row.appendChild(document.createTextNode(data.none));
  }
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} colour
 * @param {number} ratio
 */
function hatch(ctx, colour, ratio) {
  const side = Math.round(7 * ratio);
  const tile = document.createElement("canvas");
  const brush = pen(tile);
  tile.width = tile.height = side;
  brush.strokeStyle = colour;
  brush.lineWidth = ratio;
  brush.beginPath();
  for (let k = -1; k <= 2; k++) {
    brush.moveTo(k * side, side);
    brush.lineTo((k + 1) * side, 0);
  }
  brush.stroke();
  return /** @type {CanvasPattern} */ (ctx.createPattern(tile, "repeat"));
}

page.drawings.kinds.push((stage, data) => (data.layers || []).map((each) => new Regions(stage, each, data.words)));

const recolour = Stage.prototype.recolour;
Stage.prototype.recolour = function () {
  recolour.call(this);
  if (this.drawings) this.drawings.draw();
};

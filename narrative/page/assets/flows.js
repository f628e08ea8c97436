/* Flows: bands along a route, as wide as what moves there is strong, drawn anew for every view at the same width on the screen. */
import { drawing } from "./dom.js";
import { enlarged } from "./camera.js";
import { page } from "./page.js";
import { project } from "./projection.js";
import { reveal } from "./scene.js";

/** @import { DrawnUse, FlowData } from "./handed.d.ts" */
/** @import { Band, Box, Point, Screen } from "./types.d.ts" */
/** @import { Stage } from "./stage.js" */

const WIDEST = 44;
const THINNEST = 1;
const ROOM = 840;
const SHARPEST = 1.6; /* as in narrative/page/flow_drawing.py */

/**
 * @param {Point} a
 * @param {Point} b
 */
function normal(a, b) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy) || 1;
  return { x: -dy / length, y: dx / length };
}

/**
 * Where the edge of a band of half width 1 lies at its nth point.
 * @param {Point[]} spots
 * @param {number} i
 * @returns {Point}
 */
function sideAt(spots, i) {
  const last = spots.length - 1;
  const before = normal(spots[Math.max(i - 1, 0)], spots[Math.max(i, 1)]);
  const after = normal(spots[Math.min(i, last - 1)], spots[Math.min(i + 1, last)]);
  const x = before.x + after.x;
  const y = before.y + after.y;
  const length = Math.hypot(x, y);
  const reach = Math.min(SHARPEST, 2 / length);
  return length < 0.2 ? after : { x: (x / length) * reach, y: (y / length) * reach };
}

/** @param {number} value */
function thousands(value) {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

class Flow {
  /**
   * @param {Stage} stage
   * @param {FlowData} data
   */
  constructor(stage, data) {
    const svg = stage.scene.svg;
    this.id = data.id;
    this.data = data;
    this.stage = stage;
    this.group = drawing("g", { class: "flow", role: "img", "aria-label": data.title }, null);
    svg.insertBefore(this.group, svg.querySelector("g"));
    const layers = data.directions.map((name, number) =>
      drawing("g", { class: "bands", "data-band": data.id + "-" + number }, this.group),
    );
    this.layers = layers;
    /** @type {Band[]} */
    this.bands = data.bands.map((band) => ({
      of: band.of,
      path: drawing("path", {}, layers[band.of]),
      at: band.points.map(project),
      strengths: band.points.map((p) => p[2]),
      spots: [],
      sides: [],
    }));
    this.numbers = drawing("g", { class: "band-numbers", "aria-hidden": "true" }, this.group);
    this.show(null);
  }

  /** How many pixels one of what is counted is wide: less on a small map, so that the bands leave room for the land. */
  scale() {
    return (WIDEST * enlarged() * Math.max(0.5, Math.min(1, this.stage.map.getSize().x / ROOM))) / this.data.most;
  }

  /** @param {DrawnUse | null} use */
  show(use) {
    this.use = use;
    reveal(this.group, Boolean(use));
    this.layers.forEach((layer, number) => {
      reveal(layer, use && (use.only === undefined || use.only === number));
    });
    this.clear();
  }

  clear() {
    while (this.numbers.firstChild) this.numbers.removeChild(this.numbers.firstChild);
  }

  /** @param {Screen} screen */
  draw(screen) {
    if (!this.use) return;
    const scale = this.scale();
    this.bands.forEach((band) => {
      const spots = band.at.map(screen.pixel);
      let d = "";
      band.spots = spots;
      band.sides = spots.map((_, i) => sideAt(spots, i));
      for (let i = 0; i + 1 < spots.length; i++) {
        const half = Math.max(THINNEST, band.strengths[i] * scale) / 2;
        const a = spots[i];
        const b = spots[i + 1];
        const p = band.sides[i];
        const q = band.sides[i + 1];
        d +=
          "M" +
          [
            a.x + p.x * half,
            a.y + p.y * half,
            b.x + q.x * half,
            b.y + q.y * half,
            b.x - q.x * half,
            b.y - q.y * half,
            a.x - p.x * half,
            a.y - p.y * half,
          ]
            .map((n) => n.toFixed(1))
            .join(" ") +
          "Z";
      }
      band.path.setAttribute("d", d);
    });
    this.clear(); /* numbers come when the camera rests */
  }

  /**
   * How strong it is, at the left of the way, where that changes: the greatest changes first, none on another or on a name.
   * @param {Box[]} taken
   */
  letter(taken) {
    this.clear();
    const { use } = this;
    if (!use || this.stage.scene.flying) return;
    const scale = this.scale();
    const size = this.stage.map.getSize();
    const px = enlarged();
    /** @type {{words: string, of: number, x: number, y: number, box: Box, change: number}[]} */
    const wanted = [];
    this.bands.forEach((band) => {
      if (!band.spots.length || (use.only !== undefined && band.of !== use.only)) return;
      band.strengths.forEach((strength, i) => {
        if (i && strength === band.strengths[i - 1]) return;
        const half =
          Math.max(
            THINNEST,
            (i === band.strengths.length - 1 ? band.strengths[Math.max(i - 1, 0)] : strength) * scale,
          ) / 2;
        const side = band.sides[i];
        const long = Math.hypot(side.x, side.y) || 1;
        const words = thousands(strength);
        const wide = words.length * 6.4 * px;
        const away = half + 4 + 5 * px;
        /* at the left of who goes there: above on the way east, below on the way west */
        const x =
          band.spots[i].x - side.x * half - (side.x / long) * (away - half + (Math.abs(side.x / long) * wide) / 2);
        const y = band.spots[i].y - side.y * half - (side.y / long) * (away - half);
        wanted.push({
          words,
          of: band.of,
          x,
          y,
          box: [x - wide / 2, y - 6 * px, x + wide / 2, y + 6 * px],
          change: i ? Math.abs(strength - band.strengths[i - 1]) : strength,
        });
      });
    });
    wanted.sort((a, b) => b.change - a.change);
    wanted.forEach((each) => {
      const box = each.box;
      if (box[0] < 4 || box[1] < 4 || box[2] > size.x - 4 || box[3] > size.y - 4) return;
      if (taken.some((other) => other[0] < box[2] && other[2] > box[0] && other[1] < box[3] && other[3] > box[1]))
        return;
      taken.push(box);
      drawing(
        "text",
        { x: each.x.toFixed(1), y: each.y.toFixed(1), "text-anchor": "middle", dy: "0.35em" },
        this.numbers,
      ).textContent = each.words;
    });
  }

  /**
   * The key: directions, widths, and the chart that stands beside the flow in the list.
   * @param {HTMLElement} parent
   * @param {DrawnUse} use
   */
  rows(parent, use) {
    const data = this.data;
    const scale = this.scale();
    const step = Math.pow(10, Math.floor(Math.log10(data.most)));
    data.directions.forEach((name, number) => {
      if (use.only !== undefined && use.only !== number) return;
      const row = L.DomUtil.create("div", "drawn-row", parent);
      const mark = L.DomUtil.create("i", "", row);
      mark.dataset.band = data.id + "-" + number;
      row.appendChild(document.createTextNode(name));
    });
    const widths = L.DomUtil.create("div", "drawn-widths", parent);
    [step, step / 10].forEach((value) => {
      const cell = L.DomUtil.create("span", "", widths);
      const bar = L.DomUtil.create("i", "", cell);
      bar.style.height = Math.max(THINNEST, value * scale).toFixed(1) + "px";
      cell.appendChild(document.createTextNode(thousands(value) + " " + data.unit));
    });
    const figure = document.querySelector("#drawn-" + CSS.escape(data.id) + " .of-chart");
    if (figure && (data.chart === undefined || use.only === undefined || use.only === data.chart))
      parent.appendChild(figure.cloneNode(true));
  }
}

page.drawings.kinds.push((stage, data) => (data.flows || []).map((each) => new Flow(stage, each)));

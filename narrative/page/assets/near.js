/* Of many places those have an element that the view needs: what a step lights, what shows near the frame, what is pointed at or followed.
 *
 * Which those are is a function of the state and the view alone. Where more dots would show than can be told apart, the
 * first in rank of each small square does, and closer up the others too.
 */
import { page } from "./page.js";
import { screenOf, toScreen } from "./projection.js";
import { Scene } from "./scene.js";

/** @import { Box, Entry, Ring } from "./types.d.ts" */

/** @typedef {{x: number, y: number, entry: Entry}} SoughtPoint */
/** @typedef {{points: SoughtPoint[], lines: Entry[]}} Sought */

const gather = Scene.prototype.gather;
const update = Scene.prototype.update;
const MOST = 150;
const CELL_PX = 32;
const MARGIN_PX = 24;

/** Points from west to east: [{x, y, entry}]; lines with their boxes. Made once. */
Scene.prototype.sought = function () {
  /** @type {SoughtPoint[]} */
  const points = [];
  /** @type {Entry[]} */
  const lines = [];
  Object.keys(this.places).forEach((id) => {
    const entry = this.places[id];
    if (entry.data.kind === "point")
      entry.spots.forEach((p) => {
        points.push({ x: p.x, y: p.y, entry });
      });
    if (entry.lines) lines.push(entry);
  });
  points.sort((a, b) => a.x - b.x);
  return { points, lines };
};

/**
 * @param {Ring[]} lines
 * @returns {Box}
 */
function boxOf(lines) {
  let box = [Infinity, Infinity, -Infinity, -Infinity];
  lines.forEach((c) => {
    for (let i = 0; i < c.length; i += 2)
      box = [Math.min(box[0], c[i]), Math.min(box[1], c[i + 1]), Math.max(box[2], c[i]), Math.max(box[3], c[i + 1])];
  });
  return box;
}

/**
 * The entries of the points that are present in a box of the plane, thinned where they are too many for its scale.
 * @param {Scene} scene
 * @param {SoughtPoint[]} points
 * @param {Box} box
 * @param {number} scale
 * @returns {SoughtPoint[]}
 */
function pointsIn(scene, points, box, scale) {
  let from = 0;
  let to = points.length;
  /** @type {SoughtPoint[]} */
  const found = [];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (points[middle].x < box[0]) from = middle + 1;
    else to = middle;
  }
  for (; from < points.length && points[from].x <= box[2]; from++) {
    const p = points[from];
    if (p.y >= box[1] && p.y <= box[3] && scene.present[p.entry.data.id]) found.push(p);
  }
  if (found.length <= MOST) return found;
  /* Squares of the plane, from 32 to 64 pixels wide, or twice as wide where that leaves too many: they stay where they are while the map is moved. */
  let side = CELL_PX / Math.pow(2, Math.floor(Math.log2(scale)));
  let kept;
  found.sort((a, b) => a.entry.data.rank - b.entry.data.rank || a.entry.index - b.entry.index);
  /** @param {any} cells */
  function first(cells) {
    return found.filter((p) => {
      const cell = Math.floor(p.x / side) + " " + Math.floor(p.y / side);
      return cells[cell] ? false : (cells[cell] = true);
    });
  }
  for (kept = first({}); kept.length > MOST; kept = first({})) side *= 2;
  return kept;
}

Scene.prototype.gather = function () {
  const places = this.places;
  const map = this.map;
  const state = this.state;
  /** @type {Record<string, Entry>} */
  const wanted = {};
  let size;
  if (!map._loaded) return gather.call(this);
  if (!this.found && Object.keys(places).length === this.standing.length) return; /* all of a few */
  const found = (this.found = this.found || this.sought());
  size = map.getSize();
  const screens = [toScreen(map)].concat(this.flying && this.bound ? screenOf(this.bound, size) : []);
  const asked = /** @type {unknown[]} */ ([
    size.x,
    size.y,
    this.hovered,
    page.stage.pending.length,
    Object.keys(this.kept || {}),
  ])
    .concat(screens.flatMap((each) => [each.x, each.y, each.scale]))
    .join();
  if (asked === this.asked && this.present === this.askedOf) return; /* a step that is cut to asks several times */
  this.asked = asked;
  this.askedOf = this.present;
  /** @param {Entry} entry */
  function want(entry) {
    wanted[entry.data.id] = entry;
  }
  [state.lit, this.kept || {}].forEach((ids) => {
    Object.keys(ids).forEach((id) => {
      want(places[id]);
    });
  });
  if (this.hovered) want(places[this.hovered]);
  screens.forEach((screen) => {
    const scale = screen.scale;
    const slack = MARGIN_PX / scale;
    const box = [
      -screen.x / scale - slack,
      -screen.y / scale - slack,
      (size.x - screen.x) / scale + slack,
      (size.y - screen.y) / scale + slack,
    ];
    /** @param {Box} b */
    function meets(b) {
      return b[0] <= box[2] && b[2] >= box[0] && b[1] <= box[3] && b[3] >= box[1];
    }
    pointsIn(this, found.points, box, scale).forEach((p) => {
      want(p.entry);
    });
    found.lines.forEach((entry) => {
      if (this.present[entry.data.id] && entry.lines?.length && meets((entry.box = entry.box || boxOf(entry.lines))))
        want(entry);
    });
    page.stage.basemap.areas.forEach((area) => {
      if (this.present[area.id] && meets(area.path.bounds)) want(places[area.id]);
    });
  });
  this.standing.forEach((entry) => {
    if (wanted[entry.data.id] || entry.node.contains(document.activeElement)) return (wanted[entry.data.id] = entry);
    entry.node.remove();
    delete (/** @type {Partial<Entry>} */ (entry).node);
    entry.shift = null;
  });
  const standing = Object.keys(wanted)
    .map((id) => wanted[id])
    .sort((a, b) => a.index - b.index);
  /** @type {Record<string, Element>} */
  const next = {};
  standing.forEach((entry) => {
    if (entry.node) return;
    this.from = null; /* in flight too it is put where it is */
    this.raise(entry);
    this.dress(entry);
  });
  this.standing = standing;
  /* In the document they stand in their order too. */
  for (let i = standing.length - 1; i >= 0; i--) {
    const node = standing[i].node;
    const layer = /** @type {Element} */ (node.parentNode);
    const name = String(layer.getAttribute("class"));
    const after = next[name] || null;
    if (node.nextSibling !== after) layer.insertBefore(node, after);
    next[name] = node;
  }
};

/** Who moves the map sees what comes into it. */
Scene.prototype.update = function () {
  if (this.state && !this.flying) this.gather();
  update.call(this);
};

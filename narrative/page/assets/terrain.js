/* What the basemap gets after the first view: rivers, tinted areas, relief, the ground that names must know, the pictures of a flight.
 *
 * What is drawn at rest is too slow for a phone to draw for every frame of a flight: there each frame is put together from coarse
 * pictures of the map here, from above and there (benchmarks/frames_in_flight.py).
 */
import { pen } from "./dom.js";
import { Basemap } from "./basemap.js";
import { screenOf, toScreen } from "./projection.js";
import * as rows from "./rows.js";

/** @import { AreaData, ReliefData, RiverData } from "./handed.d.ts" */
/** @import { Affine, Box, Ground, Land, Picture, Point, Ring, River, Rows, Screen, View } from "./types.d.ts" */

const ABOVE = 1.3; /* how much more than both ends of a flight the picture from above shows: in the middle the camera rises */
const parts = Basemap.parts;
const meets = parts.meets;

/**
 * A small tile that repeats: stripes or dots, so that an area is known without its colour.
 * @param {string} kind
 * @param {string} colour
 * @param {number} ratio
 */
function hatch(kind, colour, ratio) {
  const side = 8 * ratio;
  const tile = document.createElement("canvas");
  const ctx = pen(tile);
  tile.width = tile.height = side;
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = ratio * 1.1;
  if (kind === "dots") {
    ctx.beginPath();
    ctx.arc(side / 4, side / 4, ratio * 0.95, 0, 7);
    ctx.arc((3 * side) / 4, (3 * side) / 4, ratio * 0.95, 0, 7);
    ctx.fill();
  } else {
    const lean = kind === "rising" ? 1 : -1;
    ctx.beginPath();
    for (let k = -1; k <= 2; k++) {
      ctx.moveTo(k * side, lean > 0 ? side : 0);
      ctx.lineTo((k + 1) * side, lean > 0 ? 0 : side);
    }
    ctx.stroke();
  }
  return ctx.createPattern(tile, "repeat");
}

/**
 * Take in the rivers of a level that has come before them.
 * @param {string} name
 * @param {RiverData[]} rivers
 */
Basemap.prototype.addRivers = function (name, rivers) {
  this.levels.forEach((level) => {
    if (level.name !== name) return;
    level.rivers = rivers.map((river) => {
      const line = /** @type {River} */ (parts.lineOf(river.code, river.precision));
      line.rank = river.rank;
      return line;
    });
  });
  this.grown();
};

/** @param {AreaData[]} areas */
Basemap.prototype.addAreas = function (areas) {
  this.areas = areas.map((area) => ({
    id: area.id,
    tone: area.tone,
    outlined: area.outlined,
    path: parts.pathOf(area.rings, area.precision, null),
  }));
  this.grown();
};

/**
 * Relief arrives as image bytes; `then` is called when it has been decoded.
 * @param {ReliefData} relief
 * @param {() => void} then
 */
Basemap.prototype.addRelief = function (relief, then) {
  const self = this;
  const image = new Image();
  image.onload = function () {
    self.reliefs = (self.reliefs || []).concat({ image, from: relief.from, bounds: parts.pathBounds(relief.bbox) });
    self.reliefs.sort((a, b) => a.from - b.from);
    self.grown();
    then();
  };
  image.onerror = then;
  image.src = "data:image/webp;base64," + relief.data;
};

/** Keep the map as it stands: the first of the pictures of a flight. */
Basemap.prototype.leave = function () {
  const copy = document.createElement("canvas");
  copy.width = this.canvas.width;
  copy.height = this.canvas.height;
  if (copy.width && copy.height) pen(copy).drawImage(this.canvas, 0, 0);
  this.left = copy;
};

/**
 * Make ready for a flight. It begins with the map that is left, as it stands; with each frame one of three pictures of the new state is drawn: from above, here, there.
 * @param {View} view
 */
Basemap.prototype.depart = function (view) {
  const size = this.map.getSize();
  const ends = [toScreen(this.map), screenOf(view, size)];
  let box = [Infinity, Infinity, -Infinity, -Infinity];
  ends.forEach((s) => {
    box = [
      Math.min(box[0], -s.x / s.scale),
      Math.min(box[1], -s.y / s.scale),
      Math.max(box[2], (size.x - s.x) / s.scale),
      Math.max(box[3], (size.y - s.y) / s.scale),
    ];
  });
  const scale = Math.min(size.x / (box[2] - box[0]), size.y / (box[3] - box[1])) / ABOVE;
  const above = {
    scale,
    x: size.x / 2 - ((box[0] + box[2]) / 2) * scale,
    y: size.y / 2 - ((box[1] + box[3]) / 2) * scale,
  };
  if (!this.left) this.leave(); /* in the middle of another flight */
  this.pictures = [{ canvas: /** @type {HTMLCanvasElement} */ (this.left), screen: ends[0] }];
  this.left = null;
  this.due = [
    [1, above],
    [0, ends[0]],
    [2, ends[1]],
  ];
  this.drawn = null;
  this.draw();
};

/**
 * The coarse picture of a view.
 * @param {Affine} screen
 * @param {Point} size
 * @returns {Picture}
 */
Basemap.prototype.picture = function (screen, size) {
  const canvas = document.createElement("canvas");
  canvas.width = size.x;
  canvas.height = size.y;
  this.paint(canvas, screen, size, 1);
  return { canvas, screen };
};

/**
 * A frame of a flight, the finer pictures over the coarser; false where they do not reach.
 * @param {Affine} screen
 * @param {Point} size
 */
Basemap.prototype.compose = function (screen, size) {
  const pictures = /** @type {Picture[]} */ (this.pictures);
  const left = pictures[0].screen;
  if (
    this.due.length &&
    (screen.scale !== left.scale || Math.abs(screen.x - left.x) + Math.abs(screen.y - left.y) > 0.1)
  ) {
    /* none at the start, which is not to wait */
    const next = /** @type {[number, Affine]} */ (this.due.shift());
    pictures[next[0]] = this.picture(next[1], size);
  }
  const ctx = pen(this.canvas);
  let covered = false;
  /* one that was taken while the frame was folded away shows nothing, and may not be drawn */
  const seen = pictures.filter((each) => each.canvas.width && each.canvas.height);
  const layers = seen.map((each) => {
    const k = screen.scale / each.screen.scale;
    const x = screen.x - each.screen.x * k;
    const y = screen.y - each.screen.y * k;
    covered = covered || (x <= 1 && y <= 1 && x + size.x * k >= size.x - 1 && y + size.y * k >= size.y - 1);
    return { canvas: each.canvas, k, x, y };
  });
  if (!covered) return false;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  layers
    .sort((a, b) => b.k - a.k)
    .forEach((each, i) => {
      ctx.globalAlpha = i
        ? Math.max(0, Math.min(1, 2 + Math.log2(each.k)))
        : 1; /* from above, what is fine melts away */
      ctx.drawImage(each.canvas, each.x, each.y, size.x * each.k, size.y * each.k);
    });
  ctx.globalAlpha = 1;
  return true;
};

/**
 * @param {string} kind
 * @param {string} colour
 */
Basemap.prototype.pattern = function (kind, colour) {
  const key = kind + colour;
  if (!this.patterns[key]) this.patterns[key] = /** @type {CanvasPattern} */ (hatch(kind, colour, this.ratio));
  return this.patterns[key];
};

/**
 * What names must know of: {land: rows, areas: {id: rows}, lines: [[x0, y0, …]] on the plane}; see rows.js. Areas and lines are those that show.
 * @param {Screen} screen
 * @param {Point} size
 * @returns {Ground}
 */
Basemap.prototype.ground = function (screen, size) {
  const state = this.state;
  const scale = screen.scale;
  const view = [-screen.x / scale, -screen.y / scale, (size.x - screen.x) / scale, (size.y - screen.y) / scale];
  const frame = rows.empty(size);
  let land = frame;
  /** @type {Record<string, Rows>} */
  const areas = {};
  let drawn;
  rows.block(frame, [4, 4, size.x - 4, size.y - 4]);
  drawn = [screen.x, screen.y, scale, size.x, size.y, this.levels.length].join();
  if (this.landed !== drawn) {
    this.landed = drawn;
    this.seen(view, this.map.getZoom()).forEach((level, i) => {
      const box = level.bounds;
      /** @type {Ring[]} */
      let rings = [];
      level.land.forEach((each) => {
        if (meets(each.bounds, view)) rings = rings.concat(each.rings);
      });
      const own = rows.fill(rings, screen, size);
      const hole = rows.fill([[box[0], box[1], box[2], box[1], box[2], box[3], box[0], box[3]]], screen, size);
      land = i ? rows.each(land, hole, false).map((row, r) => rows.tidy(row.concat(own[r]))) : own;
    });
    this.land = land;
    this.pieces = {};
  }
  this.areas.forEach((area) => {
    if (!state.lit[area.id] && (!state.present[area.id] || !meets(area.path.bounds, view))) return;
    areas[area.id] = this.pieces[area.id] =
      this.pieces[area.id] ||
      rows.each(
        rows.each(rows.fill(area.path.rings, screen, size), area.outlined ? frame : this.land, true),
        frame,
        true,
      );
  });
  const lines = this.boundaries.filter(
    (line) =>
      line.kind === "demarcation" && state.date >= line.from && state.date < line.to && meets(line.bounds, view),
  );
  return { land: this.land, areas, lines: lines.map((line) => line.points) };
};

/**
 * Tint the areas: their land, or all of one that has an outline of its own (at sea, or small), with that outline.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Land[]} land
 * @param {Box} view
 * @param {number} scale
 */
Basemap.prototype.tint = function (ctx, land, view, scale) {
  const colours = this.colours;
  this.areas.forEach((area) => {
    const lit = this.state.lit[area.id];
    if (!(lit || this.state.present[area.id]) || !meets(area.path.bounds, view)) return;
    const colour = colours[area.tone.colour] || colours.plain;
    const parts = area.outlined ? [area.path] : land;
    ctx.save();
    if (!area.outlined) ctx.clip(area.path.fill, "evenodd");
    ctx.globalAlpha = (lit ? 0.34 : 0.15) * (area.outlined ? 0.6 : 1);
    ctx.fillStyle = colour;
    parts.forEach((each) => {
      ctx.fill(each.fill, "evenodd");
    });
    if (!this.flying) {
      ctx.globalAlpha = lit ? 0.5 : 0.22;
      ctx.fillStyle = this.pattern(area.tone.pattern, colour);
      ctx.fillStyle.setTransform(ctx.getTransform().inverse()); /* the pattern keeps its size on the screen */
      parts.forEach((each) => {
        ctx.fill(each.fill, "evenodd");
      });
    }
    if (area.outlined) {
      ctx.globalAlpha = lit ? 1 : 0.5;
      ctx.strokeStyle = colour;
      ctx.lineWidth = (lit ? 1.8 : 1.1) / scale;
      ctx.stroke(area.path.fill);
    }
    ctx.restore();
  });
};

/**
 * One relief for the whole view, the finest that covers it: two side by side would show a seam.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Box} view
 * @param {number} zoom
 */
Basemap.prototype.relief = function (ctx, view, zoom) {
  let chosen = /** @type {{image: HTMLImageElement, from: number, bounds: Box} | null} */ (null);
  (this.reliefs || []).forEach((each, i) => {
    const b = each.bounds;
    const covers = b[0] <= view[0] && b[1] <= view[1] && b[2] >= view[2] && b[3] >= view[3];
    if (i === 0 || covers) chosen = each;
  });
  if (!chosen) return;
  const { image, bounds: b } = chosen;
  const turns = b[2] - b[0] >= 360 ? [-360, 0, 360] : [0]; /* a picture of the whole world is on every turn of it */
  ctx.save();
  ctx.globalCompositeOperation = "hard-light";
  ctx.globalAlpha = (parseFloat(this.colours.relief) || 1) * (zoom > 7 ? Math.max(0.45, 1 - (zoom - 7) * 0.45) : 1);
  ctx.imageSmoothingQuality = this.flying ? "low" : "high";
  turns.forEach((turn) => {
    if (meets([b[0] + turn, b[1], b[2] + turn, b[3]], view))
      ctx.drawImage(image, b[0] + turn, b[1], b[2] - b[0], b[3] - b[1]);
  });
  ctx.restore();
};

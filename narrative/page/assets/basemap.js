/* The basemap: land at several levels, relief, rivers, borders and tinted areas, on one canvas.
 *
 * Leaflet re-projects its own vectors only when a flight ends, and shows blank sea on the way. Here paths are made once, on the plane
 * of projection.js, and the canvas transform does the rest. Relief, rivers, areas and the pictures of a flight follow in terrain.js.
 */
import { pen } from "./dom.js";
import { decode, flat, toScreen } from "./projection.js";

/** @import { BoundaryData, LevelData } from "./handed.d.ts" */
/** @import { Affine, Boundary, Box, Land, Line, Point, Ring, State, View } from "./types.d.ts" */

/**
 * @param {string[]} rings
 * @param {number} precision
 * @param {Box | null} box
 * @returns {Land}
 */
function pathOf(rings, precision, box) {
  const fill = new Path2D();
  const coast = new Path2D();
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  /** @type {Ring[]} */
  const runs = [];
  /** @type {Ring[]} */
  const whole = [];
  let run;
  const edge = box && [flat(box[0], box[1]), flat(box[2], box[3])];
  const slack = 2.5 * Math.pow(10, -precision);
  /**
   * @param {number} x0
   * @param {number} y0
   * @param {number} x1
   * @param {number} y1
   */
  function onEdge(x0, y0, x1, y1) {
    /* A side made by cutting the data at its box is no coast. */
    return (
      edge &&
      [
        [x0, x1, edge[0].x],
        [x0, x1, edge[1].x],
        [y0, y1, edge[0].y],
        [y0, y1, edge[1].y],
      ].some((side) => Math.abs(side[0] - side[2]) < slack && Math.abs(side[1] - side[2]) < slack)
    );
  }
  rings.forEach((code) => {
    const c = decode(code, precision);
    whole.push(c);
    for (let i = 0; i < c.length; i += 2) {
      const x = c[i];
      const y = c[i + 1];
      if (i) fill.lineTo(x, y);
      else fill.moveTo(x, y);
      if (i && !onEdge(c[i - 2], c[i - 1], x, y)) {
        coast.lineTo(x, y);
        run.push(x, y);
      } else {
        coast.moveTo(x, y);
        runs.push((run = [x, y]));
      }
      if (x < bounds[0]) bounds[0] = x;
      if (y < bounds[1]) bounds[1] = y;
      if (x > bounds[2]) bounds[2] = x;
      if (y > bounds[3]) bounds[3] = y;
    }
    fill.closePath();
  });
  return { fill, coast, bounds, runs, shores: {}, rings: whole };
}

/**
 * The coast with a point every 2 to 4 pixels: enough under the broad soft strokes of the shallows, which cost most of a drawing.
 * @param {Land} land
 * @param {number} scale
 */
function shoreOf(land, scale) {
  const step = Math.ceil(Math.log2(scale));
  const least = 4 / Math.pow(2, step);
  return (land.shores[step] =
    land.shores[step] ||
    land.runs.reduce((path, run) => {
      let x = run[0];
      let y = run[1];
      const last = run.length - 2;
      path.moveTo(x, y);
      for (let i = 2; i <= last; i += 2) {
        if (i < last && Math.abs(run[i] - x) < least && Math.abs(run[i + 1] - y) < least) continue;
        path.lineTo((x = run[i]), (y = run[i + 1]));
      }
      return path;
    }, new Path2D()));
}

/**
 * @param {string} code
 * @param {number} precision
 * @returns {Line}
 */
function lineOf(code, precision) {
  const c = decode(code, precision);
  const path = new Path2D();
  let bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < c.length; i += 2) {
    if (i === 0) path.moveTo(c[i], c[i + 1]);
    else path.lineTo(c[i], c[i + 1]);
    bounds = [
      Math.min(bounds[0], c[i]),
      Math.min(bounds[1], c[i + 1]),
      Math.max(bounds[2], c[i]),
      Math.max(bounds[3], c[i + 1]),
    ];
  }
  return { path, bounds, points: c };
}

/**
 * @param {Box} a
 * @param {Box} b
 */
function meets(a, b) {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

/** @param {Box} box */
function boxPath(box) {
  const a = flat(box[0], box[3]);
  const b = flat(box[2], box[1]);
  const path = new Path2D();
  path.rect(a.x, a.y, b.x - a.x, b.y - a.y);
  return path;
}

export class Basemap {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    this.levels = [];
    this.boundaries = [];
    this.areas = [];
    this.state = { date: "", lit: {}, present: {}, links: [] };
    this.canvas = L.DomUtil.create("canvas", "basemap", map.getContainer());
    this.canvas.setAttribute("aria-hidden", "true");
    this.readColours();
    this.fit();
    map.on("move viewreset", this.draw, this); /* a zoom is a move too: drawn once */
    map.on("resize", () => {
      this.fit();
      this.redraw();
    });
  }

  readColours() {
    const style = getComputedStyle(this.map.getContainer());
    /** @type {Record<string, string>} */
    const colours = {};
    [
      "sea",
      "shore",
      "land",
      "coast",
      "river",
      "border",
      "border-halo",
      "demarcation",
      "warm",
      "cool",
      "plain",
      "relief",
    ].forEach((name) => {
      colours[name] = style.getPropertyValue("--map-" + name).trim();
    });
    this.colours = colours;
    this.patterns = {};
  }

  fit() {
    const size = this.map.getSize();
    this.ratio = this.flying ? 1 : Math.min(window.devicePixelRatio || 1, 3);
    this.canvas.width = Math.round(size.x * this.ratio);
    this.canvas.height = Math.round(size.y * this.ratio);
    this.canvas.style.width = size.x + "px";
    this.canvas.style.height = size.y + "px";
    this.patterns = {};
  }

  /**
   * Take in one level (see geo/basemap.py): land and the zoom from which it is drawn.
   * @param {LevelData} level
   */
  addLevel(level) {
    const precision = level.precision;
    this.levels.push({
      name: level.name,
      from: level.from,
      box: boxPath(level.bbox),
      bounds: pathBounds(level.bbox),
      first: this.levels.length === 0,
      land: level.polygons.map((rings) => pathOf(rings, precision, level.bbox)),
      rivers: [],
    });
    this.levels.sort((a, b) => a.from - b.from);
    this.levels.forEach((each, i) => {
      each.first = i === 0;
    });
    if (this.levels[1]) this.grown();
    else this.redraw();
  }

  /** @param {BoundaryData[]} boundaries */
  addBoundaries(boundaries) {
    this.boundaries = boundaries.map((each) => {
      const line = /** @type {Boundary} */ (lineOf(each.code, each.precision));
      line.from = each.from || "";
      line.to = each.to || "9999";
      line.kind = each.kind;
      return line;
    });
    this.redraw();
  }

  /**
   * Show a state; `view`: the camera is about to fly there.
   * @param {State} state
   * @param {View | false | null} view
   */
  show(state, view) {
    this.state = state;
    if (view) this.depart(view);
    else this.redraw();
  }

  /** Draw anew: something else than the view has changed. */
  redraw() {
    this.drawn = this.pictures = null;
    this.draw();
  }

  /** Something has come that follows the first view: drawn twice a second at most, for each drawing holds a slow phone up. */
  grown() {
    this.drawn = this.pictures = null;
    this.later =
      this.later ||
      setTimeout(() => {
        this.later = undefined;
        this.draw();
      }, 500);
  }

  /** @param {boolean} flying */
  fly(flying) {
    if (Boolean(this.flying) === flying) return;
    if (flying && this.leave) this.leave();
    this.flying = flying;
    this.pictures = null;
    this.fit();
  }

  /** Draw what has been shown, unless just that has been drawn: a step that is cut to asks several times. */
  draw() {
    const map = this.map;
    if (!map._loaded || this.waiting) return;
    const size = map.getSize();
    const screen = toScreen(map);
    const asked = [screen.x, screen.y, screen.scale, size.x, size.y, Boolean(this.flying)].join();
    if (asked === this.drawn) return;
    this.drawn = asked;
    if (!this.pictures || !this.compose(screen, size)) this.paint(this.canvas, screen, size, this.ratio);
  }

  /**
   * Draw all paths, with `ratio` pixels of the canvas for one of the frame.
   * @param {HTMLCanvasElement} canvas
   * @param {Affine} screen
   * @param {Point} size
   * @param {number} ratio
   */
  paint(canvas, screen, size, ratio) {
    const ctx = pen(canvas);
    const colours = this.colours;
    const scale = screen.scale;
    const zoom = Math.round(1e6 * Math.log2((scale * 360) / 256)) / 1e6;
    const view = [-screen.x / scale, -screen.y / scale, (size.x - screen.x) / scale, (size.y - screen.y) / scale];
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = colours.sea;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.setTransform(scale * ratio, 0, 0, scale * ratio, screen.x * ratio, screen.y * ratio);
    ctx.lineJoin = ctx.lineCap = "round";
    const levels = this.seen(view, zoom);
    levels.forEach((level, index) => {
      ctx.save();
      if (index > 0) {
        ctx.clip(level.box);
        ctx.fillStyle = colours.sea;
        ctx.fill(level.box);
      }
      const land = level.land.filter((each) => meets(each.bounds, view));
      if (!this.flying) {
        /* Shallows: one path, so that the shores of neighbouring islands do not add up. Left out in flight, where it would cost most. */
        const shore = new Path2D();
        land.forEach((each) => {
          shore.addPath(shoreOf(each, scale));
        });
        ctx.strokeStyle = colours.shore;
        [11, 5].forEach((width) => {
          ctx.lineWidth = width / scale;
          ctx.stroke(shore);
        });
      }
      ctx.fillStyle = colours.land;
      land.forEach((each) => {
        ctx.fill(each.fill, "evenodd");
      });
      this.tint(ctx, land, view, scale);
      ctx.restore();
    });
    this.relief(ctx, view, zoom);
    levels.forEach((level, index) => {
      ctx.save();
      if (index > 0) ctx.clip(level.box);
      else if (levels.length > 1) {
        const outside = new Path2D();
        outside.addPath(levels[1].box);
        outside.rect(view[0] - 1, view[1] - 1, view[2] - view[0] + 2, view[3] - view[1] + 2);
        ctx.clip(outside, "evenodd");
      }
      ctx.strokeStyle = colours.river;
      level.rivers.forEach((river) => {
        if (!meets(river.bounds, view)) return;
        ctx.lineWidth = (river.rank <= 4 ? 1.3 : 1) / scale;
        ctx.stroke(river.path);
      });
      ctx.strokeStyle = colours.coast;
      ctx.lineWidth = (zoom > 5 ? 0.9 : 0.7) / scale;
      level.land.forEach((each) => {
        if (meets(each.bounds, view)) ctx.stroke(each.coast);
      });
      ctx.restore();
    });
    this.borders(ctx, view, scale);
  }

  /**
   * The levels that a view is drawn from, the coarsest first.
   * @param {Box} view
   * @param {number} zoom
   */
  seen(view, zoom) {
    const levels = this.levels.filter((level) => (level.first || zoom >= level.from) && meets(level.bounds, view));
    /* A level that covers the whole view hides the coarser ones under it. */
    for (let top = levels.length - 1; top > 0; top--) {
      const b = levels[top].bounds;
      if (b[0] <= view[0] && b[1] <= view[1] && b[2] >= view[2] && b[3] >= view[3]) return levels.slice(top);
    }
    return levels;
  }

  /**
   * @param {CanvasRenderingContext2D} ctx
   * @param {Box} view
   * @param {number} scale
   */
  borders(ctx, view, scale) {
    const date = this.state.date;
    const colours = this.colours;
    const flying = this.flying; /* dashes cost too much in flight */
    this.boundaries.forEach((line) => {
      if (date < line.from || date >= line.to || !meets(line.bounds, view)) return;
      ctx.setLineDash([]);
      const demarcation = line.kind === "demarcation";
      ctx.strokeStyle = colours["border-halo"];
      ctx.lineWidth = (demarcation ? 6 : 2.6) / scale;
      ctx.stroke(line.path);
      ctx.strokeStyle = demarcation ? colours.demarcation : colours.border;
      ctx.lineWidth = (demarcation ? 3 : 1) / scale;
      if (!flying) ctx.setLineDash((demarcation ? [0.1, 5] : [5, 2.5, 1, 2.5]).map((d) => d / scale));
      ctx.stroke(line.path);
    });
    ctx.setLineDash([]);
  }

  /* What comes after the first view: terrain.js. */
  /**
   * @param {CanvasRenderingContext2D} ctx
   * @param {Land[]} land
   * @param {Box} view
   * @param {number} scale
   */
  tint(ctx, land, view, scale) {}

  /**
   * @param {CanvasRenderingContext2D} ctx
   * @param {Box} view
   * @param {number} zoom
   */
  relief(ctx, view, zoom) {}
}

/** @param {Box} box */
function pathBounds(box) {
  const a = flat(box[0], box[3]);
  const b = flat(box[2], box[1]);
  return [a.x, a.y, b.x, b.y];
}

Basemap.parts = { pathOf, lineOf, pathBounds, meets };

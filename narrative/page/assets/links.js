/* Links: what runs from one place to another (messages, journeys …), tapered so that a still picture shows the direction. */
import { project } from "./projection.js";

/** @import { KindLook } from "./handed.d.ts" */
/** @import { Curve, Exit, LonLat, Point } from "./types.d.ts" */

const BEND = 0.17;
const PIECES = 64;
/** @type {["x" | "y", "x" | "y"][]} */
const AXES = [
  ["x", "y"],
  ["y", "x"],
];

/**
 * @param {Point} a
 * @param {Point} b
 * @param {number} t
 */
function mix(a, b, t) {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

/**
 * @param {Point} a
 * @param {Point} b
 */
function far(a, b) {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/**
 * The curve through points of a plane, as short pieces: {points, at: [the length up to each], span: of all}.
 * Two are joined by an arc; bent: 1 to the left of the way it goes, -1 to the right, further from 0 for a second link between the same places.
 * @param {Point[]} way
 * @param {number} bent
 * @returns {Curve}
 */
function curve(way, bent) {
  const last = way.length - 1;
  const parts = Math.max(4, Math.ceil(PIECES / last));
  const points = [way[0]];
  const at = [0];
  let span = 0;
  /* Where it is headed at a point, as long as a third of the shorter piece beside it: it overshoots nowhere. */
  /** @param {number} i */
  function heading(i) {
    const a = way[Math.max(i - 1, 0)];
    const o = way[i];
    const b = way[Math.min(i + 1, last)];
    const d = Math.min(far(a, o) || far(o, b), far(o, b) || far(a, o)) / 3 / (far(a, b) || 1);
    return { x: (b.x - a.x) * d, y: (b.y - a.y) * d };
  }
  for (let i = 0; i < last; i++) {
    const a = way[i];
    const b = way[i + 1];
    const p = heading(i);
    const q = heading(i + 1);
    const bow = last > 1 ? 0 : 4 * BEND * bent;
    for (let k = 1; k <= parts; k++) {
      /* Bézier's, of the third degree */
      const t = k / parts;
      const u = 1 - t;
      const l = 3 * u * u * t;
      const r = 3 * u * t * t;
      const m = u * u * u + l;
      const n = t * t * t + r;
      points.push({
        x: m * a.x + n * b.x + l * p.x - r * q.x + (l * p.y + r * q.y) * bow,
        y: m * a.y + n * b.y + l * p.y - r * q.y - (l * p.x + r * q.x) * bow,
      });
      at.push((span += far(points[points.length - 2], points[points.length - 1])));
    }
  }
  return { points, at, span: span || 1 };
}

/**
 * The point at a part (0 to 1) of a curve's length.
 * @param {Curve} c
 * @param {number} t
 */
function along(c, t) {
  const s = Math.max(0, Math.min(1, t)) * c.span;
  let i = 1;
  while (i < c.at.length - 1 && c.at[i] < s) i++;
  return mix(c.points[i - 1], c.points[i], (s - c.at[i - 1]) / (c.at[i] - c.at[i - 1] || 1));
}

/**
 * @param {Curve} c
 * @param {number} t
 */
function normal(c, t) {
  const a = along(c, t - 0.01);
  const b = along(c, t + 0.01);
  const d = far(a, b) || 1;
  return { x: (a.y - b.y) / d, y: (b.x - a.x) / d };
}

/** @param {Point[]} points */
function line(points) {
  return "M" + points.map((p) => p.x.toFixed(1) + " " + p.y.toFixed(1)).join("L");
}

/**
 * Beside a point of a curve.
 * @param {Curve} c
 * @param {number} t
 * @param {number} w
 */
function off(c, t, w) {
  const p = along(c, t);
  const k = normal(c, t);
  return { x: p.x + k.x * w, y: p.y + k.y * w };
}

/**
 * Where a link's body begins and ends, and where its head does, as parts of a curve (pixels), grown to `progress` (0 to 1).
 * @param {Curve} c
 * @param {KindLook} look
 * @param {number} progress
 */
function body(c, look, progress) {
  const trim = Math.min(8 / c.span, 0.15);
  const end = trim + (1 - 2 * trim) * progress;
  return { start: trim, neck: Math.max(trim, end - Math.min(look.head[0] / c.span, 0.45)), end };
}

/**
 * Outline of the link along a curve (pixels), grown to `progress` (0 to 1): path data.
 * `kind` says how broad it is, how large its head, a triangle in every kind, and whether it is broken into dashes.
 * @param {Curve} c
 * @param {string} kind
 * @param {number} progress
 */
function outline(c, kind, progress) {
  const look = links.kinds[kind];
  const widths = look.widths;
  const b = body(c, look, progress);
  let out = "";
  if (b.end - b.start < 0.01) return "";
  const dash = look.dash.length ? look.dash[0] / c.span : 1;
  const gap = look.dash.length ? look.dash[1] / c.span : 0;
  for (let s = b.start; s < b.neck - gap / 2; s += dash + gap) {
    const to = Math.min(s + dash, b.neck);
    const left = [];
    const right = [];
    const steps = Math.max(2, Math.ceil(((to - s) * c.span) / 12));
    for (let i = 0; i <= steps; i++) {
      const t = s + ((to - s) * i) / steps;
      const w = (widths[0] + (widths[1] - widths[0]) * t) / 2;
      left.push(off(c, t, w));
      right.unshift(off(c, t, -w));
    }
    out += line(left.concat(right)) + "Z";
  }
  const half = Math.min(look.head[1], (b.end - b.neck) * c.span * 0.75);
  return out + line([along(c, b.end), off(c, b.neck, half), off(c, b.neck, -half)]) + "Z";
}

/**
 * The middle line of such a link's body: path data.
 * @param {Curve} c
 * @param {string} kind
 * @param {number} progress
 */
function grain(c, kind, progress) {
  const b = body(c, links.kinds[kind], progress);
  const points = [];
  for (let i = 0; i <= PIECES; i++) points.push(along(c, b.start + ((b.neck - b.start) * i) / PIECES));
  return line(points);
}

/**
 * Where the link leaves a frame on its way to its end (forth) or back to its beginning, in pixels; null where it does not.
 * @param {Curve} c
 * @param {Point} size
 * @param {boolean} forth
 * @returns {Exit | null}
 */
function leaves(c, size, forth) {
  let best = /** @type {Exit | null} */ (null);
  c.points.forEach((b, i) => {
    const a = c.points[i - 1];
    if (a)
      AXES.forEach((axes) => {
        const k = axes[0];
        const other = axes[1];
        [0, size[k]].forEach((edge) => {
          const p = a[k] > edge !== b[k] > edge && mix(a, b, (edge - a[k]) / (b[k] - a[k]));
          if (!p || p[other] < 0 || p[other] > size[other] || (best && !forth)) return;
          best = { x: p.x, y: p.y, dx: forth ? b.x - a.x : a.x - b.x, dy: forth ? b.y - a.y : a.y - b.y, leaves: true };
        });
      });
  });
  return best;
}

/**
 * How each link of a step bends: towards the north (or east), as the great circle does; an answer to the other side of its question,
 * and a second link of the same way wider than the first. links: [{from, to, way: [[lon, lat], …]}] -> [number].
 * @param {{from: string, to: string, way: LonLat[]}[]} links
 * @returns {number[]}
 */
function bends(links) {
  /** @type {{from: string, to: string}[]} */
  const taken = [];
  return links.map((link) => {
    const a = project(link.way[0]);
    const b = project(link.way[link.way.length - 1]);
    const side = b.x - a.x > 0 ? 1 : -1;
    let more = 0;
    let answer = false;
    taken.forEach((other) => {
      if (other.from === link.from && other.to === link.to) more += 0.55;
      if (other.from === link.to && other.to === link.from) answer = true;
    });
    taken.push(link);
    return (answer ? -side : side) * (1 + more);
  });
}

/* kinds: the table of stage_data, which the stage hands in. */
export const links = {
  kinds: /** @type {Record<string, KindLook>} */ ({}),
  bends,
  curve,
  along,
  outline,
  grain,
  leaves,
};

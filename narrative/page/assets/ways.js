/* Points along links, for what keeps clear of them: names, the globe, the numbers of a trail. */
import { links } from "./links.js";

/** @import { Curve, Point } from "./types.d.ts" */

/**
 * Points along a curve.
 * @param {Curve} c
 * @param {number} step
 * @returns {Point[]}
 */
export function samples(c, step) {
  const out = [];
  for (let t = step; t < 0.95; t += step) out.push(links.along(c, t));
  return out;
}

/**
 * Points every few pixels of the link in a frame, each with the reach in pixels that names keep clear of it.
 * @param {Curve} c
 * @param {string} kind
 * @param {Point} size
 * @param {number} step
 * @returns {(Point & {reach: number})[]}
 */
export function wayOf(c, kind, size, step) {
  const look = links.kinds[kind];
  const widths = look.widths;
  const parts = Math.min(20000, Math.ceil(c.span / step));
  const out = [];
  for (let i = 0; i <= parts; i++) {
    const t = i / parts;
    const p = { ...links.along(c, t), reach: 0 };
    const head = (1 - t) * c.span < look.head[0] + 8;
    p.reach = head ? Math.max(look.head[1], widths[1] / 2 + 1) : (widths[0] + (widths[1] - widths[0]) * t) / 2 + 1;
    if (p.x > -9 && p.y > -9 && p.x < size.x + 9 && p.y < size.y + 9) out.push(p);
  }
  return out;
}

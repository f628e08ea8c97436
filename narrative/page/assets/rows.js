/* Shapes on the screen as rows of spans, [x0, x1, x0, x1, …] for every STEP pixels downward: enough to tell what lies on what, and where there is room. */

/** @import { Affine, Box, Point, Ring, Rows, Size } from "./types.d.ts" */

const STEP = 2;

/**
 * @param {Point} size
 * @returns {Rows}
 */
function empty(size) {
  return Array.from({ length: Math.ceil(size.y / STEP) }, () => []);
}

/**
 * rings: [[x0, y0, x1, y1, …]] on the plane, even-odd; screen: see toScreen.
 * @param {Ring[]} rings
 * @param {Affine} screen
 * @param {Point} size
 */
function fill(rings, screen, size) {
  const rows = empty(size);
  const s = screen.scale;
  rings.forEach((c) => {
    let x0 = c[c.length - 2] * s + screen.x;
    let y0 = (c[c.length - 1] * s + screen.y) / STEP - 0.5;
    for (let i = 0; i < c.length; i += 2) {
      const x1 = c[i] * s + screen.x;
      const y1 = (c[i + 1] * s + screen.y) / STEP - 0.5;
      const end = Math.min(rows.length, Math.ceil(Math.max(y0, y1)));
      for (let r = Math.max(0, Math.ceil(Math.min(y0, y1))); r < end; r++)
        rows[r].push(x0 + ((r - y0) * (x1 - x0)) / (y1 - y0));
      x0 = x1;
      y0 = y1;
    }
  });
  rows.forEach((row) => {
    row.sort((a, b) => a - b);
  });
  return rows;
}

/**
 * What of a row lies in another too (both), or does not (not both).
 * @param {number[]} a
 * @param {number[]} b
 * @param {boolean} both
 * @returns {number[]}
 */
function pick(a, b, both) {
  /** @type {number[]} */
  const out = [];
  let i = 0;
  let j = 0;
  let was = false;
  while (i < a.length || j < b.length) {
    const x = j >= b.length || a[i] <= b[j] ? a[i++] : b[j++];
    const now = i % 2 === 1 && (j % 2 === 1) === both;
    if (now !== was) out.push(x);
    was = now;
  }
  return out;
}

/**
 * @param {Rows} a
 * @param {Rows} b
 * @param {boolean} both
 */
function each(a, b, both) {
  return a.map((row, r) => pick(row, b[r], both));
}

/**
 * Overlapping spans in any order, as boxes are blocked, to a row.
 * @param {number[]} row
 * @returns {number[]}
 */
function tidy(row) {
  const spans = [];
  /** @type {number[]} */
  const out = [];
  for (let i = 0; i < row.length; i += 2) spans.push([row[i], row[i + 1]]);
  spans
    .sort((a, b) => a[0] - b[0])
    .forEach((span) => {
      if (!out.length || span[0] > out[out.length - 1]) out.push(span[0], span[1]);
      else out[out.length - 1] = Math.max(out[out.length - 1], span[1]);
    });
  return out;
}

/**
 * @param {Rows} rows
 * @param {Box} box
 * @param {(row: number[]) => void} visit
 */
function along(rows, box, visit) {
  for (
    let r = Math.max(0, Math.floor(box[1] / STEP)), end = Math.min(rows.length, Math.ceil(box[3] / STEP));
    r < end;
    r++
  )
    visit(rows[r]);
}

/**
 * @param {Rows} rows
 * @param {Box} box
 */
function block(rows, box) {
  along(rows, box, (row) => {
    row.push(box[0], box[2]);
  });
}

/**
 * How much of a box [x0, y0, x1, y1] lies on the rows: 0 to 1, or more where spans overlap.
 * @param {Rows} rows
 * @param {Box} box
 * @returns {number}
 */
function share(rows, box) {
  let sum = 0;
  const height = Math.ceil(box[3] / STEP) - Math.floor(box[1] / STEP);
  along(rows, box, (row) => {
    for (let i = 0; i < row.length; i += 2) sum += Math.max(0, Math.min(row[i + 1], box[2]) - Math.max(row[i], box[0]));
  });
  return sum / height / (box[2] - box[0]);
}

/**
 * Whether any of a box lies on the rows.
 * @param {Rows} rows
 * @param {Box} box
 */
function meets(rows, box) {
  const end = Math.min(rows.length, Math.ceil(box[3] / STEP));
  for (let r = Math.max(0, Math.floor(box[1] / STEP)); r < end; r++) {
    const row = rows[r];
    for (let i = 0; i < row.length; i += 2)
      if (row[i + 1] > box[0] && row[i] < box[2] && row[i + 1] > row[i]) return true;
  }
  return false;
}

/**
 * Middle and extent of what there is: {x, y, area, box}, or null. In pixels.
 * @param {Rows} rows
 * @returns {(Point & {area: number, box: Box}) | null}
 */
function middle(rows) {
  let sum = 0;
  let x = 0;
  let y = 0;
  let box = [Infinity, Infinity, -Infinity, -Infinity];
  rows.forEach((row, r) => {
    for (let i = 0; i < row.length; i += 2) {
      const wide = row[i + 1] - row[i];
      sum += wide;
      x += (wide * (row[i] + row[i + 1])) / 2;
      y += wide * (r + 0.5) * STEP;
      box = [Math.min(box[0], row[i]), Math.min(box[1], r * STEP), Math.max(box[2], row[i + 1]), r * STEP + STEP];
    }
  });
  return sum ? { x: x / sum, y: y / sum, area: sum * STEP, box } : null;
}

/**
 * The middle of the w × h box that lies wholly on the rows and nearest to a point; null where none does.
 * @param {Rows} rows
 * @param {number} w
 * @param {number} h
 * @param {Point} near
 * @returns {(Point & {far: number}) | null}
 */
function seat(rows, w, h, near) {
  const deep = Math.ceil(h / STEP) + 1;
  let best = null;
  for (let r = 0; r + deep <= rows.length; r++) {
    let spans = rows[r];
    const y = (r + deep / 2) * STEP;
    if (!spans.length || (best && Math.abs(y - near.y) >= best.far)) continue;
    for (let k = 1; k < deep && spans.length; k++) spans = wide(pick(spans, rows[r + k], true), w);
    for (let i = 0; i < spans.length; i += 2) {
      if (spans[i + 1] - spans[i] < w) continue;
      const x = Math.max(spans[i] + w / 2, Math.min(near.x, spans[i + 1] - w / 2));
      const far = Math.hypot(x - near.x, y - near.y);
      if (!best || far < best.far) best = { x, y, far };
    }
  }
  return best;
}

/**
 * @param {number[]} spans
 * @param {number} w
 * @returns {number[]}
 */
function wide(spans, w) {
  /** @type {number[]} */
  const out = [];
  for (let i = 0; i < spans.length; i += 2) if (spans[i + 1] - spans[i] >= w) out.push(spans[i], spans[i + 1]);
  return out;
}

/**
 * The same with the most room around it that can be had, for the form [{width, height}] that can have it: {x, y, form}, or null.
 * @template {Size} F
 * @param {Rows} rows
 * @param {F[]} forms
 * @param {number[]} margins
 * @returns {(Point & {form: F}) | null}
 */
function roomiest(rows, forms, margins) {
  const near = middle(rows);
  if (!near) return null;
  for (const m of margins)
    for (const form of forms) {
      const best = seat(rows, form.width + 2 * m, form.height + 2 * m, near);
      if (best) return { x: best.x, y: best.y, form };
    }
  return null;
}

export { empty, fill, each, tidy, block, share, meets, middle, roomiest };

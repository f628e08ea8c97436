/* Where everything stands in a time line: stretches of time, a mark for each step, and the months and years between. Knows no document. */
import { common, dayOf, monthOf } from "./calendar.js";

/** @import { StatusLook } from "./handed.d.ts" */
/** @import { Mark, Plan, Stretch, Telling } from "./types.d.ts" */

/** @typedef {Pick<Mark, "half" | "left" | "right" | "bar"> & {x?: number}} Spread */

/**
 * Where everything stands in a line of this size, in pixels.
 * @param {Telling} data
 * @param {number} width
 * @param {number} height
 * @param {Record<string, StatusLook>} statuses
 * @param {boolean} papers whether there is a row of documents beside the telling
 * @returns {Plan}
 */
export function layout(data, width, height, statuses, papers) {
  const high = height > 80;
  const big = height > 56;
  const r = high ? 4.2 : big ? 3 : 2.5;
  const plan = /** @type {Plan} */ ({
    width,
    height,
    big,
    r,
    axis: height - (high ? 20 : big ? 17 : 13),
    row: papers ? (big ? 9 : 6) : 0,
    top: data.first === undefined ? 0 : 9,
    font: high ? 12 : 11,
    statuses,
    marks: /** @type {Mark[]} */ ([]),
  });
  plan.parts = shared(data.stretches, width, big ? 14 : 8, big ? 20 : 12, big ? 40 : 30);
  /** @param {number} day */
  plan.x = function (day) {
    const parts = plan.parts;
    let before = parts.length ? parts[0].left : 0;
    if (!parts.length)
      return ((day - (data.first || 0) + 0.5) / data.steps.length) * width; /* no step is dated: they stand in a row */
    for (let i = 0; i < parts.length; i++) {
      if (day < parts[i].from) return i ? (before + parts[i].left) / 2 : before;
      if (day <= parts[i].to) return parts[i].left + (day - parts[i].from + 0.5) * parts[i].scale;
      before = parts[i].right;
    }
    return before;
  };
  plan.head = plan.top + (high ? 20 : big ? 13 : 8);
  const floor = plan.axis - plan.row - r - 2.5;
  const room = lanesOf(height, plan.row, plan.head);
  const pitch = room.pitch;
  const lanes = room.count;
  data.steps
    .map((step, i) => i)
    .sort((a, b) => data.steps[a].at - data.steps[b].at || a - b)
    .forEach((i) => {
      const step = data.steps[i];
      const undated = step.kind === "undated";
      const want = plan.x(step.at);
      let best = { cost: Infinity, lane: 0, x: 0 };
      const mark = /** @type {Mark} */ ({
        step,
        half: r + 0.7 + (undated ? r * 0.55 : 0),
        left: plan.x(step.from),
        right: plan.x(step.to),
      });
      mark.bar = !undated && mark.right - mark.left > 1;
      for (let lane = undated && lanes > 1 ? 1 : 0; lane < lanes; lane++) {
        /* what has no date stands off the axis */
        for (let shift = 0; shift <= 4; shift += 0.5) {
          for (let side = -1; side <= 1; side += 2) {
            const x = Math.max(mark.half, Math.min(width - mark.half, want + side * shift * pitch));
            const cost = Math.abs(x - want) * 1.5 + lane * 1.2 + clash(plan.marks, mark, lane, x);
            if (!best || cost < best.cost - 1e-6) best = { cost, lane, x };
          }
        }
      }
      mark.lane = best.lane;
      mark.x = best.x;
      mark.y = floor - best.lane * pitch;
      plan.marks.push(mark);
    });
  plan.marks.sort((a, b) => data.steps.indexOf(a.step) - data.steps.indexOf(b.step));
  return plan;
}

/**
 * How many rows of marks there is room for, and how large they are, under so much at the head.
 * @param {number} height
 * @param {number} row
 * @param {number} head
 */
export function lanesOf(height, row, head) {
  const high = height > 80;
  const big = height > 56;
  const r = high ? 4.2 : big ? 3 : 2.5;
  const axis = height - (high ? 20 : big ? 17 : 13);
  const pitch = 2 * r + 1.2;
  const floor = axis - row - r - 2.5;
  return { pitch, count: Math.max(1, Math.floor((floor - r - head) / pitch) + 1) };
}

/**
 * What it costs to put a mark there: signs must not touch, and spans had better not run into each other.
 * @param {Mark[]} marks
 * @param {Spread} mark
 * @param {number} lane
 * @param {number} x
 */
function clash(marks, mark, lane, x) {
  return marks.reduce((cost, other) => {
    if (other.lane !== lane) return cost;
    if (Math.abs(other.x - x) < mark.half + other.half) return cost + 500;
    /**
     * @param {Spread} one
     * @param {number} at
     */
    function crosses(one, at) {
      return one.bar && at > one.left && at < one.right;
    }
    const bars = mark.bar && other.bar && mark.left < other.right && other.left < mark.right;
    return cost + (bars ? 30 : 0) + (crosses(mark, other.x) || crosses(other, x) ? 4 : 0);
  }, 0);
}

/**
 * The width that each stretch of time gets: by the steps in it, and enough for its label.
 * @param {[number, number, number][]} stretches
 * @param {number} width
 * @param {number} edge
 * @param {number} gap
 * @param {number} least
 * @returns {Stretch[]}
 */
export function shared(stretches, width, edge, gap, least) {
  const free = width - 2 * edge - gap * (stretches.length - 1);
  const counts = stretches.map((each) => each[2]);
  /** @type {number[]} */
  const widths = [];
  function rest() {
    let open = 0;
    let left = free;
    counts.forEach((count, i) => {
      if (widths[i]) left -= widths[i];
      else open += count;
    });
    return left / Math.max(open, 1);
  }
  let unit = 0;
  for (let again = true; again;) {
    again = false;
    unit = rest();
    for (let i = 0; i < counts.length && !again; i++) {
      if (widths[i] || counts[i] * unit >= least) continue;
      widths[i] = Math.min(least, free / counts.length);
      again = true;
    }
  }
  let x = edge;
  return stretches.map((each, i) => {
    const right = x + (widths[i] || counts[i] * unit);
    const part = { from: each[0], to: each[1], left: x, right, scale: (right - x) / (each[1] - each[0] + 1) };
    x = right + gap;
    return part;
  });
}

/**
 * each(month, year, left, width) for every month of a stretch in which months are wide enough to be told apart.
 * @param {Stretch} part
 * @param {(month: number, year: number, left: number, width: number) => void} each
 */
export function months(part, each) {
  if (part.scale * 31 < 1) return;
  const first = monthOf(part.from);
  let year = first.year;
  let month = first.month;
  for (var day = part.from, next; day <= part.to; day = next) {
    next = dayOf(year + (month === 11 ? 1 : 0), (month + 1) % 12);
    each(month, year, part.left + (day - part.from) * part.scale, (next - day) * part.scale);
    month = (month + 1) % 12;
    year += month ? 0 : 1;
  }
}

/**
 * The fewest years, 1, 2, 5, 10, 20 …, of which a line has at least so many pixels.
 * @param {Stretch} part
 * @param {number} least
 */
export function yearsFor(part, least) {
  let years = 1;
  for (let i = 0; years * 365.25 * part.scale < least; i++) years *= i % 3 === 1 ? 2.5 : 2;
  return years;
}

/**
 * The marks of a stretch: months where they are wide enough, else years, decades, centuries; {left, first: of a year or a round number}.
 * @param {Stretch} part
 * @param {number} least
 */
export function units(part, least) {
  /** @type {{left: number, first: boolean}[]} */
  const marks = [];
  const years = yearsFor(part, least);
  if (part.scale * 30 >= least) {
    months(part, (month, year, left) => {
      marks.push({ left, first: month === 0 });
    });
    return marks;
  }
  roundYears(part, years).forEach((year) => {
    marks.push({
      left: part.left + (dayOf(year, 0) - part.from) * part.scale,
      first: years === 1 || common(year) % (years * 10) === 0,
    });
  });
  return marks;
}

/**
 * The years of a stretch whose number, as people count, is round; the first of the era is always one.
 * @param {Stretch} part
 * @param {number} years
 */
export function roundYears(part, years) {
  const from = monthOf(part.from).year;
  const to = monthOf(part.to).year;
  const found = [];
  let number = Math.ceil(common(from) / years) * years;
  for (; number <= common(to); number += years) {
    const year = number < 0 ? number + 1 : number || 1;
    if (dayOf(year, 0) >= part.from) found.push(year);
  }
  return found;
}

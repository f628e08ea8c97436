/* A time line of more steps than have room: a stretch of it around the step being read, and above it all of it as an overview.
 *
 * The overview is pressed, or swept over, to go far; the keys + and − and a pinch show a shorter stretch or a longer one. The stretches are
 * fixed, each half over the next, so that the one shown depends on the step alone and not on the way there.
 */
import { drawing } from "./dom.js";
import { lettered } from "./letters.js";
import { lanesOf, shared } from "./time_plan.js";
import { Timeline } from "./timeline.js";

/** @import { Plan, Telling } from "./types.d.ts" */

const FULL = 0.6;
const SHOWN = 0.3;
const LEAST = 12;
const STRIP = 9;
const BIN = 3;

/**
 * The steps in the order of their dates, and the place of each: made once for each telling.
 * @param {Telling} data
 */
function ordered(data) {
  if (data.ordered) return data.ordered;
  const order = data.steps.map((step, i) => i).sort((a, b) => data.steps[a].at - data.steps[b].at || a - b);
  /** @type {Record<string, number>} */
  const rank = {};
  order.forEach((index, at) => {
    rank[data.steps[index].id] = at;
  });
  return (data.ordered = { order, rank });
}

/**
 * A telling's part from one place in the order of dates to before another, as the time line draws a whole one.
 * @param {Telling} data
 * @param {number} from
 * @param {number} to
 * @returns {Telling}
 */
function cut(data, from, to) {
  const order = ordered(data).order.slice(from, to);
  /** @type {Record<number, number>} */
  const index = {};
  let first = data.steps[order[0]].at;
  let last = data.steps[order[order.length - 1]].at;
  const edge = Math.max(1, Math.round((last - first) * 0.02));
  if (data.stretches.length) {
    first -= edge;
    last += edge;
  }
  order
    .sort((a, b) => a - b)
    .forEach((told, i) => {
      index[told] = i;
    });
  const steps = order.map((told) => data.steps[told]);
  return {
    first,
    last,
    steps,
    stretches: data.stretches
      .filter((each) => each[1] >= first && each[0] <= last)
      .map((each) => {
        const a = Math.max(each[0], first);
        const b = Math.min(each[1], last);
        return [a, b, steps.filter((step) => step.at >= a && step.at <= b).length];
      }),
    jumps: data.jumps
      .filter((jump) => jump[0] in index && jump[1] in index)
      .map((jump) => [index[jump[0]], index[jump[1]]]),
    moments: data.moments.filter((moment) => moment[0] >= first && moment[0] <= last),
  };
}

/**
 * How many steps stand where: made once for each telling and width; x(day) is its place in pixels.
 * @param {Telling} whole
 * @param {(day: number) => number} x
 * @param {number} width
 */
function skyline(whole, x, width) {
  /** @type {number[]} */
  const bins = [];
  let most = 1;
  let d = "";
  whole.steps.forEach((step) => {
    const bin = Math.floor(x(step.at) / BIN);
    most = Math.max(most, (bins[bin] = (bins[bin] || 0) + 1));
  });
  for (let i = 0; i < bins.length; i++)
    if (bins[i]) {
      const high = Math.max(1, ((STRIP - 3) * bins[i]) / most);
      d += "M" + i * BIN + " " + (STRIP - 1) + "v" + -high.toFixed(1) + "h" + BIN + "v" + high.toFixed(1);
    }
  return { of: whole, width, x, d: d + "z" };
}

Timeline.prototype.stretch = function () {
  const whole = this.whole;
  const count = whole.steps.length;
  let size = this.size;
  const k = lettered();
  let room;
  let length;
  let start;
  let half;
  this.size = size = size || [this.line.clientWidth, this.line.clientHeight];
  if (!size[0] || !size[1]) return;
  room = lanesOf(size[1] / k, 0, 2 * STRIP);
  room = (size[0] / k / room.pitch) * room.count;
  if (count <= FULL * room) {
    if (this.data !== whole) this.narrow(whole);
    return;
  }
  length = Math.min(count, Math.max(LEAST, Math.round((SHOWN * room) / Math.pow(2, this.closer || 0))));
  if (this.held && !this.far && this.data !== whole && String(this.scroller.current) in this.index)
    return; /* nothing moves under the hand */
  half = Math.max(1, length >> 1);
  start = Math.max(
    0,
    Math.min(
      Math.round(((ordered(whole).rank[String(this.scroller.current)] || 0) - half) / half) * half,
      count - length,
    ),
  );
  const asked = [start, length].join();
  if (this.data !== whole && this.data.asked === asked && this.data.of === whole) return;
  const part = cut(whole, start, start + length);
  part.asked = asked;
  part.of = whole;
  this.narrow(part);
};

/**
 * All steps as a low skyline at the head, the stretch that is shown below in a frame, and the step being read.
 * @param {Plan} plan
 * @param {SVGElement} svg
 */
Timeline.prototype.overview = function (plan, svg) {
  const whole = this.whole;
  let x;
  this.strip = null;
  if (this.data === whole) return;
  if (!this.wholly || this.wholly.of !== whole || this.wholly.width !== plan.width)
    this.wholly = skyline(whole, this.wide(plan.width), plan.width);
  x = this.strip = this.wholly.x;
  drawing("path", { class: "skyline", d: this.wholly.d }, svg);
  const left = x(Number(this.data.first));
  const right = Math.max(left + 6, x(Number(this.data.last)));
  const now = whole.steps[ordered(whole).order[ordered(whole).rank[String(this.scroller.current)]]];
  drawing(
    "rect",
    { class: "shown", x: (left - 1).toFixed(1), y: 0.5, width: (right - left + 2).toFixed(1), height: STRIP },
    svg,
  );
  drawing("path", { class: "skyline-now", d: "M" + x(now.at).toFixed(1) + " 0.5v" + STRIP }, svg);
};

/**
 * Where a day stands in the overview.
 * @param {number} width
 * @returns {(day: number) => number}
 */
Timeline.prototype.wide = function (width) {
  const steps = this.whole.steps.length;
  const parts = shared(this.whole.stretches, width, 4, 6, 4);
  return function (day) {
    if (!parts.length) return ((day + 0.5) / steps) * width;
    const part = parts.find((each) => day <= each.to) || parts[parts.length - 1];
    return Math.max(part.left, Math.min(part.right, part.left + (day - part.from + 0.5) * part.scale));
  };
};

/**
 * The step to which a press on the overview leads, null where it is not on it; held: wherever the pointer is now.
 * @param {PointerEvent} event
 * @param {boolean} held
 * @returns {string | null}
 */
Timeline.prototype.beyond = function (event, held) {
  const box = this.line.getBoundingClientRect();
  const at = (event.clientX - box.left) / this.k;
  const y = (event.clientY - box.top) / this.k;
  let from = 0;
  const x = this.strip;
  const steps = this.whole.steps;
  if (!x || (!held && y > STRIP + 2)) return null;
  const order = ordered(this.whole).order;
  for (let to = order.length - 1; from < to;) {
    /* the first that does not lie before it */
    const middle = (from + to) >> 1;
    if (x(steps[order[middle]].at) < at) from = middle + 1;
    else to = middle;
  }
  while (from > 0 && !this.reads(order[from], this.whole)) from--;
  return steps[order[from]].id;
};

/**
 * A shorter stretch (1) or a longer one (-1).
 * @param {number} by
 */
Timeline.prototype.zoom = function (by) {
  const closer = Math.max(0, Math.min(4, (this.closer || 0) + by));
  if (closer === (this.closer || 0) || this.data === this.whole) return;
  this.closer = closer;
  this.stretch();
  this.draw();
};

const listen = Timeline.prototype.listen;
Timeline.prototype.listen = function () {
  let turned = 0;
  listen.call(this);
  this.line.addEventListener("keydown", (event) => {
    const by = { "+": 1, "=": 1, "-": -1, "−": -1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.zoom(by);
  });
  /* What a pinch on a touchpad is to a page; plain turning of the wheel scrolls the text, as everywhere. */
  this.line.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey || this.data === this.whole) return;
      event.preventDefault();
      turned += event.deltaY;
      if (Math.abs(turned) < 24) return;
      this.zoom(turned < 0 ? 1 : -1);
      turned = 0;
    },
    { passive: false },
  );
};

/* The signs of a time line: a step's mark in the sign of its status, and the bar of its span. */
import { drawing } from "./dom.js";

/** @import { Mark, Plan } from "./types.d.ts" */

/** @param {number} value */
export function px(value) {
  return Math.round(value * 10) / 10;
}

/**
 * A date's span: each end fades over the days by which it may be off, and a doubted one is hatched.
 * @param {Plan} plan
 * @param {Mark} mark
 * @param {number} i
 * @param {SVGElement} svg
 * @param {boolean} [present]
 * @returns {SVGElement}
 */
export function bar(plan, mark, i, svg, present) {
  /* the element */
  const step = mark.step;
  const days = Math.max(step.to - step.from, 1);
  const r = plan.r;
  const height = r * (present ? 1 : 0.75);
  const ends = [step.soft[0] / days, 1 - step.soft[1] / days];
  const soft = step.soft[0] || step.soft[1];
  const g = drawing(
    "g",
    {
      class: "bar" + (soft ? " soft" : "") + (step.uncertain ? " uncertain" : "") + (present ? " is-present" : ""),
      "data-step": step.id,
    },
    svg,
  );
  const fade = drawing("linearGradient", { id: "time-" + i }, g);
  if (step.soft[0]) drawing("stop", { offset: 0, "stop-opacity": 0.08 }, fade);
  drawing("stop", { offset: px(Math.min(ends[0], ends[1]) * 100) + "%" }, fade);
  drawing("stop", { offset: px(Math.max(ends[0], ends[1]) * 100) + "%" }, fade);
  if (step.soft[1]) drawing("stop", { offset: 1, "stop-opacity": 0.08 }, fade);
  const box = { x: px(mark.left), y: px(mark.y - height / 2), width: px(mark.right - mark.left), height: px(height) };
  drawing("rect", Object.assign({ fill: "url(#time-" + i + ")" }, box), g);
  if (!step.uncertain) return g;
  for (var x = box.x, d = ""; x < box.x + box.width; x += 4)
    d += "M" + px(x) + " " + (box.y + box.height) + "l3 " + -box.height;
  drawing("path", { class: "doubt", d }, g);
  return g;
}

/**
 * A step, in the sign of its status, as its text wears it; an undated one in brackets.
 * @param {Plan} plan
 * @param {Mark} mark
 * @param {SVGElement} svg
 * @param {string} state
 */
export function sign(plan, mark, svg, state) {
  const r = plan.r;
  const step = mark.step;
  const g = drawing(
    "g",
    {
      class: "mark" + (step.kind === "undated" ? " undated" : "") + state,
      "data-step": step.id,
      "data-status": step.status,
      transform: "translate(" + px(mark.x) + " " + px(mark.y) + ")",
    },
    svg,
  );
  drawing("circle", { class: "ground", r: px(state === " is-present" ? r + 3.4 : r + 1) }, g);
  const inner = drawing("g", { class: "sign", transform: "scale(" + Math.round((r / 5.5) * 100) / 100 + ")" }, g);
  inner.innerHTML = plan.statuses[step.status].mark;
  if (step.kind !== "undated" || state === " is-present") return g;
  const a = px(r + 0.2);
  const b = px(r * 1.9);
  const c = px(r * 0.95);
  drawing(
    "path",
    {
      class: "brackets",
      d: "M" + -a + " " + -c + "Q" + -b + " 0 " + -a + " " + c + "M" + a + " " + -c + "Q" + b + " 0 " + a + " " + c,
    },
    g,
  );
  return g;
}

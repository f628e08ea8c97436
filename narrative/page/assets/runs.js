/* A story of many steps: the step being read and the next, and the runs in which they stand, are always laid out (long.css has the others wait). */
import { byId } from "./dom.js";
import { Scroller } from "./scroller.js";

const light = Scroller.prototype.light;

/* By a class for each: a rule for what stands beside the step being read would have the browser look through all of them. */
/** @param {string} id */
Scroller.prototype.light = function (id) {
  const section = byId(id);
  const next = this.sections[this.sections.indexOf(section) + 1] || section;
  const near = /** @type {Element[]} */ ([section, next, section.parentNode, next.parentNode]);
  light.call(this, id);
  (this.near || []).forEach((each) => {
    if (!near.includes(each)) each.classList.remove("is-near");
  });
  near.forEach((each) => {
    each.classList.add("is-near");
  });
  this.near = near;
};

/* A story of many steps: the step being read and the next, and the runs in which they stand, are always laid out (long.css has the others wait). */
(function (nm) {
  "use strict";
  var Scroller = nm.Scroller, light = Scroller.prototype.light;

  /* By a class for each: a rule for what stands beside the step being read would have the browser look through all of them. */
  Scroller.prototype.light = function (id) {
    var section = document.getElementById(id), next = this.sections[this.sections.indexOf(section) + 1] || section;
    var near = [section, next, section.parentNode, next.parentNode];
    light.call(this, id);
    (this.near || []).forEach(function (each) { if (near.indexOf(each) < 0) each.classList.remove("is-near"); });
    near.forEach(function (each) { each.classList.add("is-near"); });
    this.near = near;
  };
})((window.narrativeMap = window.narrativeMap || {}));

/* Keys that turn the steps: arrows, Home and End, unless the keyboard is busy elsewhere. */
(function (nm) {
  "use strict";
  window.addEventListener("keydown", function (event) {
    if (nm.scroller) nm.scroller.key(event);
  });

  nm.Scroller.prototype.key = function (event) {
    var target = event.target;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.closest && target.closest("input, textarea, select, [contenteditable], dialog, [role=dialog], .contents, .appendix")) return;
    var section = this.sections[this.steps.indexOf(this.current)], box = section && section.getBoundingClientRect();
    var foot = section && section.querySelector(".step-body").getBoundingClientRect().bottom, done = false;
    if (event.key === "ArrowRight") done = this.move(1, {});
    else if (event.key === "ArrowLeft") done = this.move(-1, {}) || true;
    else if (event.key === "ArrowDown" && foot <= window.innerHeight) done = this.move(1, {}); /* else the text scrolls on, as anywhere */
    else if (event.key === "ArrowUp" && box.top >= this.band()) done = this.move(-1, {});
    else if (event.key === "Home") { this.toTop({}); done = true; }
    else if (event.key === "End") { this.jump(this.steps[this.steps.length - 1], {}); done = true; }
    if (done) event.preventDefault();
  };
})((window.narrativeMap = window.narrativeMap || {}));

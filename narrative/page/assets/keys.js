/* What turns the steps from outside the text: arrows, Home and End, unless the keyboard is busy elsewhere, and the embedding page's commands. */
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

  /** One command at once. Of those that come while it is drawn only the last jump and what follows it are; those before are answered with it. */
  nm.Scroller.prototype.obey = function () {
    var self = this, late = this.late;
    var passed = late.splice(0, late.map(function (each) { return each.type === "goto" && self.has(each.step); }).lastIndexOf(true));
    var command = late[0], how = { requestId: command.requestId };
    setTimeout(function () {
      late.shift();
      if (late.length) self.obey();
    }, 16);
    if (command.type === "goto") this.go(String(command.step), how);
    else if (command.type === "next") this.move(1, how);
    else if (command.type === "previous") this.move(-1, how);
    passed.forEach(function (each) { self.activate(self.current, each); });
  };

  if (nm.scroller && nm.scroller.late.length) nm.scroller.obey(); /* what was asked for before this script came */
})((window.narrativeMap = window.narrativeMap || {}));

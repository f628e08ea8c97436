/* What turns the steps from outside the text: arrows, Home and End, unless the keyboard is busy elsewhere, and the embedding page's commands. */
import { one, within } from "./dom.js";
import { page } from "./page.js";
import { Scroller } from "./scroller.js";

window.addEventListener("keydown", (event) => {
  if (page.scroller) page.scroller.key(event);
});

/** @param {KeyboardEvent} event */
Scroller.prototype.key = function (event) {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (within(event, "input, textarea, select, [contenteditable], dialog, [role=dialog], .contents, .appendix")) return;
  const section = this.sections[this.steps.indexOf(this.current)];
  const box = section && section.getBoundingClientRect();
  const foot = section && one(".step-body", section).getBoundingClientRect().bottom;
  let done = false;
  if (event.key === "ArrowRight") done = this.move(1, {});
  else if (event.key === "ArrowLeft") done = this.move(-1, {}) || true;
  else if (event.key === "ArrowDown" && foot <= window.innerHeight)
    done = this.move(1, {}); /* else the text scrolls on, as anywhere */
  else if (event.key === "ArrowUp" && box.top >= this.band()) done = this.move(-1, {});
  else if (event.key === "Home") {
    this.toTop({});
    done = true;
  } else if (event.key === "End") {
    this.jump(this.steps[this.steps.length - 1], {});
    done = true;
  }
  if (done) event.preventDefault();
};

/** One command at once. Of those that come while it is drawn only the last jump and what follows it are; those before are answered with it. */
Scroller.prototype.obey = function () {
  const late = this.late;
  const passed = late.splice(0, late.map((each) => each.type === "goto" && this.has(each.step)).lastIndexOf(true));
  const command = late[0];
  const how = { requestId: command.requestId };
  setTimeout(() => {
    late.shift();
    if (late.length) this.obey();
  }, 16);
  if (command.type === "goto") this.go(String(command.step), how);
  else if (command.type === "next") this.move(1, how);
  else if (command.type === "previous") this.move(-1, how);
  passed.forEach((each) => {
    this.activate(this.current, each);
  });
};

if (page.scroller && page.scroller.late.length) page.scroller.obey(); /* what was asked for before this script came */

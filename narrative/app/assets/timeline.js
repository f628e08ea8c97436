/* The page Time line: the time line as the story's page draws it, by the page's own timeline.js. A step chosen here is chosen in the table, and the other way round. */
const lines = new WeakMap();
const REPORT_MS = 250; /* a report costs a rerun of the script: none for steps scrubbed past */

export default function (component) {
  const box = component.parentElement.querySelector(".time");
  let line = lines.get(box);
  if (!line) {
    line = new Line(box);
    lines.set(box, line);
  }
  line.update(component);
}

class Line {
  constructor(box) {
    this.box = box;
    this.written = "";
    this.scroller = { current: null, steps: [], go: (id) => this.go(id) };
    this.order = { name: "date" };
  }

  update(component) {
    const { data } = component, nm = window.narrativeMap, written = JSON.stringify(data.timeline);
    this.component = component;
    this.order.name = data.order;
    this.scroller.steps = data.ids;
    if (!this.report) this.scroller.current = data.step;
    if (written !== this.written) {
      this.written = written;
      const track = this.box.querySelector(".track");
      track.replaceWith(track.cloneNode(false)); /* without what listened to it */
      nm.enlarged = nm.enlarged || (() => 1);
      this.line = new nm.Timeline({ box: this.box, data: data.timeline, words: data.words, statuses: data.statuses, texts: data.texts, scroller: this.scroller, order: this.order });
    } else this.line.show();
  }

  go(id) {
    this.scroller.current = id;
    this.line.show();
    clearTimeout(this.report);
    this.report = setTimeout(() => {
      this.report = null;
      this.component.setTriggerValue("step", this.scroller.current);
    }, REPORT_MS);
  }
}

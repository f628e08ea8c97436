/* The time line: every step at its date, on a line that is broken where nothing happens for long.
 *
 * It is drawn whole from its size, the step being read and the order: nothing of what it showed before is kept.
 * data: see narrative/timeline.py; days are counted as there.
 */
import { dayOf, monthOf, yearWords } from "./calendar.js";
import { drawing, one, pen } from "./dom.js";
import { lettered } from "./letters.js";
import { page } from "./page.js";
import { layout, months, roundYears, units, yearsFor } from "./time_plan.js";
import { bar, px, sign } from "./time_signs.js";

/** @import { Ids, Paper, Plan, Telling } from "./types.d.ts" */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ruler = pen(document.createElement("canvas"));

/**
 * `box` is the .timeline; there are `texts` where the steps stand elsewhere, and no current step where none is chosen.
 * @typedef {{box: Element} & Pick<Timeline, "data" | "words" | "statuses" | "scroller" | "order" | "texts">} Options
 */

export class Timeline {
  /** @param {Options} options */
  constructor(options) {
    this.data = options.data;
    this.words = options.words;
    this.statuses = options.statuses;
    this.scroller = options.scroller;
    this.order = options.order;
    this.texts = options.texts;
    this.line = one(".track", options.box);
    this.turn = /** @type {HTMLElement | null} */ (options.box.querySelector(".order"));
    this.papers =
      []; /* documents beside the telling: [{id, at (a day), title, of (ids of the steps that it answers)}]; see papers.js */
    this.svg = drawing("svg", { "aria-hidden": "true" }, this.line);
    this.take(this.data);
    this.draw = this.draw.bind(this);
    if (this.turn)
      this.turn.addEventListener("click", () => {
        this.order.turn?.();
      });
    this.listen();
    new ResizeObserver(() => {
      this.size = null;
      this.draw();
    }).observe(this.line);
    this.show();
  }

  /**
   * Take in the steps that are told.
   * @param {Telling} data
   */
  take(data) {
    this.whole = data;
    this.narrow(data);
  }

  /**
   * Draw these of them: all, or of many a stretch; see overview.js.
   * @param {Telling} data
   */
  narrow(data) {
    const index = (this.index = /** @type {Record<string, number>} */ ({}));
    this.data = data;
    this.plan = null;
    data.steps.forEach((step, i) => {
      index[step.id] = i;
    });
    this.hovered = null;
  }

  /** The stretch in which the step being read lies. */
  stretch() {}

  /** Say which step is being read, in which order, and draw. */
  show() {
    this.stretch();
    const id = /** @type {string} */ (this.scroller.current);
    const at = this.scroller.steps.indexOf(id);
    const told = this.index[id];
    const step = this.data.steps[told];
    const words = this.words;
    const by = this.order.name === "date";
    const back = step && !by && this.jumps().some((jump) => jump[1] === told);
    if (this.turn) this.turn.setAttribute("aria-checked", String(by));
    this.line.setAttribute("aria-valuemax", String(this.scroller.steps.length));
    this.line.setAttribute("aria-valuenow", String(Math.max(1, at + 1)));
    this.line.setAttribute(
      "aria-valuetext",
      !step
        ? words.none
        : words.step +
            " " +
            (at + 1) +
            " " +
            words.of +
            " " +
            this.scroller.steps.length +
            ", " +
            (step.kind === "undated" ? step.words : this.dateWords(id)) +
            (back ? ", " + words["goes-back"] : "") +
            ": " +
            this.title(id),
    );
    this.soon();
  }

  /** Draw before the next frame but one: a flight starts in the next. */
  soon() {
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = requestAnimationFrame(this.draw);
    });
  }

  /**
   * Is this step (by its place in the telling) one of those that are read?
   * @param {number} index
   * @param {Telling} [whole]
   */
  reads(index, whole) {
    const steps = this.scroller.steps;
    if (this.readOf !== steps) {
      this.readOf = steps;
      const read = (this.read = /** @type {Ids} */ ({}));
      steps.forEach((id) => {
        read[id] = true;
      });
    }
    return this.read[(whole || this.data).steps[index].id] === true;
  }

  /** The steps back in time, between steps that are read. */
  jumps() {
    return this.data.jumps.filter((jump) => this.reads(jump[0]) && this.reads(jump[1]));
  }

  /** @param {string} id */
  title(id) {
    return this.texts ? this.texts[id].title : inStep(id, "h2");
  }

  /** @param {string} id */
  dateWords(id) {
    return this.texts ? this.texts[id].date : inStep(id, ".when > :first-child");
  }

  draw() {
    this.size = this.size || [this.line.clientWidth, this.line.clientHeight];
    const k = (this.k = lettered());
    const width = this.size[0] / k;
    const height = this.size[1] / k;
    const svg = this.svg;
    cancelAnimationFrame(this.due || 0);
    this.due = null;
    if (!width || !height) return; /* not shown */
    this.stretch();
    const asked = [width, height, this.papers.length].join();
    if (!this.plan || this.plan.asked !== asked)
      this.plan = layout(this.data, width, height, this.statuses, this.papers.length > 0);
    this.plan.asked = asked;
    const plan = this.plan;
    const now = this.index[/** @type {string} */ (this.scroller.current)];
    this.base(plan, width * k, height * k);
    this.taken = { axis: [], head: [] };
    const present = plan.marks[now];
    const live = this.live;
    Object.keys(live).forEach((name) => {
      live[/** @type {keyof typeof live} */ (name)].replaceChildren();
    });
    this.place(plan, now);
    if (this.overview) this.overview(plan, live.far);
    if (present && present.right - present.left > 1) bar(plan, present, now, live.span, true);
    this.drawPapers(plan, live.under);
    this.drawJumps(plan, live.under, now, false);
    if (present && present.step.kind !== "undated")
      drawing(
        "path",
        { class: "stem", d: "M" + px(present.x) + " " + px(present.y + plan.r + 3) + "V" + (plan.axis + 4) },
        live.under,
      );
    if (present) {
      this.drawJumps(plan, live.over, now, true);
      live.over.appendChild(this.marks[now]);
      this.write(
        live.texts,
        "now",
        present.step.kind === "undated" ? String(present.step.words) : this.dateWords(present.step.id),
        present.x,
        "axis",
        true,
      );
    }
    if (this.hovered !== null && this.hovered !== now && plan.big) {
      const id = plan.marks[this.hovered].step.id;
      this.write(
        live.texts,
        "told",
        this.dateWords(id) + " · " + this.title(id),
        plan.marks[this.hovered].x,
        "head",
        true,
      );
    }
    this.label(plan, live.texts);
  }

  /**
   * What stays while steps are turned: moments, axis, bars and marks, each in a layer; between them, in `live`, what each draws anew.
   * @param {Plan} plan
   * @param {number} width
   * @param {number} height
   */
  base(plan, width, height) {
    const svg = this.svg;
    const made = this.made;
    if (made && made.plan === plan && made.read === this.scroller.steps) return;
    this.made = { plan, read: this.scroller.steps };
    svg.replaceChildren();
    svg.setAttribute("viewBox", "0 0 " + plan.width + " " + plan.height);
    svg.setAttribute("width", String(width));
    svg.setAttribute("height", String(height));
    this.family = getComputedStyle(this.line).fontFamily;
    function layer() {
      return drawing("g", {}, svg);
    }
    const live = (this.live = /** @type {Timeline["live"]} */ ({ far: layer() }));
    this.drawMoments(plan, layer());
    this.spans = layer();
    live.span = layer();
    this.drawAxis(plan, layer());
    live.under = layer();
    this.signs = layer();
    live.over = layer();
    live.texts = layer();
    this.present = null;
    this.bars = plan.marks.map((mark, i) => (mark.bar && this.reads(i) ? bar(plan, mark, i, this.spans) : null));
    this.marks = plan.marks.map((mark, i) => sign(plan, mark, this.signs, this.reads(i) ? "" : " is-other"));
    plan.marks.forEach((mark, i) => {
      if (!this.reads(i)) this.signs.prepend(this.marks[i]);
    });
  }

  /**
   * The mark that was the present step's goes back among the others; the one that is now, and the one under the pointer, look so.
   * @param {Plan} plan
   * @param {number} now
   */
  place(plan, now) {
    const self = this;
    const was = this.present;
    /**
     * @param {(SVGElement | null)[]} nodes
     * @param {number} at
     * @param {SVGElement} layer
     */
    function back(nodes, at, layer) {
      let next = null;
      for (let i = at + 1; i < nodes.length && !next; i++)
        if (nodes[i]?.parentNode === layer && (layer !== self.signs || self.reads(i))) next = nodes[i];
      if (nodes[at]) layer.insertBefore(nodes[at], next);
    }
    if (was !== null && was !== now && this.marks[was]) {
      this.marks[was].replaceWith(
        (this.marks[was] = sign(plan, plan.marks[was], this.signs, this.reads(was) ? "" : " is-other")),
      );
      back(this.marks, was, this.signs);
      back(this.bars, was, this.spans);
    }
    this.present = this.marks[now] ? now : null;
    this.marks.forEach((node, i) => {
      node.classList.toggle("is-hovered", i === self.hovered && i !== now);
    });
    if (!this.marks[now]) return;
    if (was !== now) {
      const fresh = sign(plan, plan.marks[now], this.live.over, " is-present");
      this.marks[now].remove();
      this.marks[now] = fresh;
    }
    if (this.bars[now]) this.bars[now].remove();
  }

  /**
   * @param {Plan} plan
   * @param {SVGElement} svg
   */
  drawAxis(plan, svg) {
    const y = plan.axis;
    let d = "";
    plan.parts.forEach((part, i) => {
      d += "M" + px(part.left) + " " + y + "H" + px(part.right);
      if (i) {
        const x = (plan.parts[i - 1].right + part.left) / 2; /* the break: // */
        d += "M" + px(x - 5) + " " + (y + 4) + "l4-8M" + px(x + 1) + " " + (y + 4) + "l4-8";
      }
      units(part, 5).forEach((each) => {
        if (each.left > part.left - 0.1) d += "M" + px(each.left) + " " + y + "v" + (each.first ? 6 : 3);
      });
    });
    drawing("path", { class: "axis", d }, svg);
  }

  /**
   * The second row, on the axis: a sheet for each document at its date; those that answer the step being read stand out.
   * @param {Plan} plan
   * @param {SVGElement} svg
   */
  drawPapers(plan, svg) {
    const width = plan.big ? 5 : 4;
    const tall = plan.row - 2;
    let last = -Infinity;
    this.papers.forEach((paper) => {
      if (this.data.first !== undefined && (paper.at < this.data.first || paper.at > Number(this.data.last)))
        return (paper.x = NaN);
      paper.x = Math.max(plan.x(paper.at), Math.min(last + width + 1, plan.width - width)); /* a day may have several */
      last = paper.x;
      const of = paper.of.includes(/** @type {string} */ (this.scroller.current));
      drawing(
        "rect",
        {
          class: "paper" + (of ? " is-present" : "") + (paper === this.sheet ? " is-hovered" : ""),
          "data-document": paper.id,
          x: px(paper.x - width / 2),
          y: px(plan.axis - tall - 1),
          width,
          height: tall,
        },
        svg,
      );
    });
    if (this.sheet && plan.big) this.write(svg, "told", this.sheet.title, this.sheet.x, "head", true);
  }

  /**
   * The document under the pointer, or null.
   * @param {PointerEvent} event
   * @returns {Paper | null}
   */
  paperAt(event) {
    const box = this.line.getBoundingClientRect();
    const x = (event.clientX - box.left) / this.k;
    const y = (event.clientY - box.top) / this.k;
    const plan = /** @type {Plan} */ (this.plan);
    let best = /** @type {Paper | null} */ (null);
    if (y < plan.axis - plan.row - 1 || y > plan.axis + 4) return null;
    this.papers.forEach((paper) => {
      if (Math.abs(paper.x - x) < (best ? Math.abs(best.x - x) : 5)) best = paper;
    });
    return best;
  }

  /**
   * Where the telling goes back in time: a curve from the later step to the earlier one. `present`: those at the step being read, or the others.
   * @param {Plan} plan
   * @param {SVGElement} svg
   * @param {number} now
   * @param {boolean} [present]
   */
  drawJumps(plan, svg, now, present) {
    this.jumps().forEach((jump) => {
      if ((this.order.name === "told" && jump.includes(now)) !== present) return;
      const a = plan.marks[jump[0]];
      const b = plan.marks[jump[1]];
      const r = plan.r;
      const far = Math.abs(a.x - b.x);
      const high = Math.min(a.y, b.y) - r;
      const top = Math.max(plan.big ? 3 : 1, high - 6 - far * 0.3);
      const lift = (high - top) / 0.75;
      const state = present ? " is-present" : "";
      const end = b.y - r - (jump[1] === now ? 6 : 3);
      const lean = Math.min(far * 0.25, 26);
      const d =
        "M" +
        px(a.x) +
        " " +
        px(a.y - r - 1) +
        "C" +
        px(a.x - lean) +
        " " +
        px(high - lift) +
        " " +
        px(b.x + lean) +
        " " +
        px(high - lift) +
        " " +
        px(b.x) +
        " " +
        px(end);
      if (present) drawing("path", { class: "casing", d }, svg);
      drawing("path", { class: "jump" + state, d }, svg);
      const tilt = (Math.atan2(end - (high - lift), -lean) * 180) / Math.PI;
      drawing(
        "path",
        {
          class: "jump-head" + state,
          d: "M1.5 0L-5-2.8V2.8z",
          transform: "translate(" + px(b.x) + " " + px(end) + ") rotate(" + px(tilt) + ")",
        },
        svg,
      );
    });
  }

  /**
   * @param {Plan} plan
   * @param {SVGElement} svg
   */
  drawMoments(plan, svg) {
    this.data.moments.forEach((moment) => {
      const x = px(plan.x(moment[0]) - 0.5);
      drawing(
        "path",
        { class: "moment", d: "M" + x + " " + (plan.top + (plan.big ? 4 : 1)) + "V" + (plan.axis + 4) },
        svg,
      );
      drawing(
        "path",
        {
          class: "flag",
          d: "M" + x + " " + (plan.top + (plan.big ? 4 : 1)) + (plan.big ? "h6l-2 3 2 3h-6z" : "h4l-1.5 2 1.5 2h-4z"),
        },
        svg,
      );
    });
  }

  /**
   * @param {string} kind
   * @param {string} text
   */
  measure(kind, text) {
    const plan = /** @type {Plan} */ (this.plan);
    const known = (plan.widths = plan.widths || {});
    const key = kind + text;
    return (known[key] = known[key] || this.widthOf(kind, text));
  }

  /**
   * @param {string} kind
   * @param {string} text
   */
  widthOf(kind, text) {
    ruler.font = (kind === "month" ? "400 " : "600 ") + /** @type {Plan} */ (this.plan).font + "px " + this.family;
    return ruler.measureText(text).width;
  }

  /**
   * Write a text centred on x, or as near as the frame lets it, if nothing stands there. row: "axis" (below it) or "head".
   * @param {SVGElement} svg
   * @param {string} kind
   * @param {string} text
   * @param {number} x
   * @param {"axis" | "head"} row
   * @param {boolean} [must]
   */
  write(svg, kind, text, x, row, must) {
    const width = this.measure(kind, text);
    const plan = /** @type {Plan} */ (this.plan);
    const left = Math.max(2, Math.min(plan.width - width - 2, x - width / 2));
    const clear = this.taken[row].every((each) => left + width + 4 < each[0] || left > each[1] + 4);
    if (!clear && !must) return false;
    this.taken[row].push([left, left + width]);
    if (row === "head")
      drawing(
        "rect",
        { class: "ground", x: px(left - 2), y: plan.top + 2, width: px(width + 4), height: plan.font + 3 },
        svg,
      );
    drawing(
      "text",
      {
        class: kind,
        x: px(left),
        y: row === "head" ? plan.top + plan.font + 1 : plan.height - (plan.big ? 5 : 3),
        "font-size": plan.font,
      },
      svg,
    ).textContent = text;
    return true;
  }

  /**
   * Moments, years and months, as far as there is room.
   * @param {Plan} plan
   * @param {SVGElement} svg
   */
  label(plan, svg) {
    const self = this;
    this.data.moments.forEach((moment) => {
      const width = self.measure("moment-label", moment[1]);
      const x = plan.x(moment[0]);
      if (!plan.big) return self.write(svg, "moment-label", moment[1], x, "axis");
      return (
        self.write(svg, "moment-label", moment[1], x + width / 2 + 10, "head") ||
        self.write(svg, "moment-label", moment[1], x - width / 2 - 5, "head")
      );
    });
    plan.parts.forEach((part) => {
      const first = monthOf(part.from);
      const year = yearWords(first.year);
      const whole = MONTHS[first.month] + " " + year;
      /** @param {string} text */
      function start(text) {
        const width = self.measure("year", text);
        return self.write(
          svg,
          "year",
          text,
          part.right - part.left < width ? (part.left + part.right) / 2 : part.left + width / 2,
          "axis",
        );
      }
      if (first.month === 0 || part.scale * 365 < 34 || !start(whole)) start(year);
      const last = monthOf(part.to).year;
      const room = self.measure("year", yearWords(Math.abs(first.year) > Math.abs(last) ? first.year : last)) + 6;
      roundYears(part, yearsFor(part, Math.max(34, room))).forEach((year) => {
        const left = part.left + (dayOf(year, 0) - part.from) * part.scale;
        if (left > part.left) self.write(svg, "year", yearWords(year), left + Math.max(part.scale * 15, 0), "axis");
      });
    });
    plan.parts.forEach((part) => {
      months(part, (month, year, left, width) => {
        if (width >= 22 || (month % 3 === 0 && width * 3 >= 26))
          self.write(svg, "month", MONTHS[month], left + width / 2, "axis");
      });
    });
  }

  /**
   * The step whose mark is nearest; while dragging, sideways counts more.
   * @param {PointerEvent} event
   * @param {boolean} dragging
   */
  nearest(event, dragging) {
    const box = this.line.getBoundingClientRect();
    const x = (event.clientX - box.left) / this.k;
    const y = (event.clientY - box.top) / this.k;
    const flat = dragging ? 0.15 : 0.7;
    let best = /** @type {{far: number, index: number} | null} */ (null);
    /** @type {Plan} */ (this.plan).marks.forEach((mark, i) => {
      if (!this.reads(i)) return;
      const far = Math.hypot(mark.x - x, (mark.y - y) * flat);
      if (best === null || far < best.far) best = { far, index: i };
    });
    return best ? best.index : this.index[/** @type {string} */ (this.scroller.current)];
  }

  listen() {
    const self = this;
    const line = this.line;
    /** @type {number | null} */
    let held = null;
    /**
     * @param {number} index
     * @param {boolean} still
     */
    function go(index, still) {
      const id = self.data.steps[index].id;
      if (id !== self.scroller.current) self.scroller.go(id, { still });
    }
    /** @param {number | null} index */
    function hover(index) {
      if (index === self.hovered) return;
      self.hovered = index;
      self.soon();
    }
    /** @param {PointerEvent} event */
    function over(event) {
      const paper = self.paperAt(event);
      const was = self.sheet;
      self.sheet = paper;
      if (paper !== was) self.hovered = NaN; /* neither a step nor none: draw */
      hover(paper ? null : self.nearest(event, false));
    }
    line.addEventListener("pointerdown", (event) => {
      if (event.button || !self.plan) return;
      const paper = self.paperAt(event);
      if (paper) return page.cards.open("document-" + paper.id, line);
      held = event.pointerId;
      line.setPointerCapture(held);
      self.held = true;
      self.far = self.beyond && self.beyond(event);
      if (self.far !== null && self.far !== undefined) return self.scroller.go(String(self.far), { still: true });
      go(self.nearest(event, false), false);
    });
    line.addEventListener("pointermove", (event) => {
      if (!self.plan) return;
      if (event.pointerId === held && self.far) {
        self.far = self.beyond(event, true);
        if (self.far !== self.scroller.current) self.scroller.go(String(self.far), { still: true });
      } else if (event.pointerId === held)
        go(self.nearest(event, true), true); /* scrubbing cuts: a flight would never arrive */
      else if (event.pointerType === "mouse") over(event);
    });
    ["pointerup", "pointercancel"].forEach((name) => {
      line.addEventListener(name, () => {
        held = null;
        self.held = self.far = false;
        self.show();
      });
    });
    line.addEventListener("pointerleave", () => {
      self.sheet = null;
      self.hovered = null;
      self.draw();
    });
    line.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const steps = self.scroller.steps;
      const at = steps.indexOf(/** @type {string} */ (self.scroller.current));
      const last = steps.length - 1;
      let to = {
        ArrowRight: at + 1,
        ArrowUp: at + 1,
        ArrowLeft: at - 1,
        ArrowDown: at - 1,
        PageUp: at + 5,
        PageDown: at - 5,
        Home: 0,
        End: last,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault(); /* and so the page's own keys leave it alone */
      to = Math.max(0, Math.min(last, to));
      if (to !== at) self.scroller.go(steps[to], {});
    });
  }
}

/**
 * @param {string} id
 * @param {string} selector
 */
function inStep(id, selector) {
  return one("#" + CSS.escape(id) + " " + selector).textContent;
}

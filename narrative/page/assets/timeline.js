/* The time line: every step at its date, on a line that is broken where nothing happens for long.
 *
 * It is drawn whole from its size, the step being read and the order: nothing of what it showed before is kept.
 * data: see narrative/timeline.py; days are counted as there.
 */
(function (nm) {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg", CYCLE = 146097 /* days of 400 years, after which the calendar repeats itself */;
  var MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  var ruler = document.createElement("canvas").getContext("2d");

  function make(tag, attributes, parent) {
    var node = document.createElementNS(SVG, tag);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (parent) parent.appendChild(node);
    return node;
  }

  /** The day number of the first of a month (0 for January); years are astronomical, of any age, which a Date is not. */
  function dayOf(year, month) {
    var y = month < 2 ? year - 1 : year, m = (month + 10) % 12, era = Math.floor(y / 400), inside = y - era * 400;
    return era * CYCLE + inside * 365 + Math.floor(inside / 4) - Math.floor(inside / 100) + Math.floor((153 * m + 2) / 5) - 305;
  }

  /** {year, month} of a day number. */
  function monthOf(day) {
    var year = Math.floor((day - 1) / (CYCLE / 400)) + 1, month = 0;
    while (dayOf(year, 0) > day) year--;
    while (dayOf(year + 1, 0) <= day) year++;
    while (month < 11 && dayOf(year, month + 1) <= day) month++;
    return { year: year, month: month };
  }

  /** A year as people say it: there is none of the number 0. */
  function yearWords(year) {
    var number = year < 1 ? 1 - year : year, digits = number > 9999 ? number.toLocaleString("en") : String(number);
    return year < 1 ? digits + " BC" : year < 1000 ? "AD " + digits : digits;
  }
  function px(value) { return Math.round(value * 10) / 10; }

  /** options: {box (the .timeline), data, words, statuses, scroller, order, texts: {id: {title, date}} where the steps stand elsewhere}; scroller.current: null where no step is chosen */
  function Timeline(options) {
    var self = this;
    this.data = options.data;
    this.words = options.words;
    this.statuses = options.statuses;
    this.scroller = options.scroller;
    this.order = options.order;
    this.texts = options.texts;
    this.line = options.box.querySelector(".track");
    this.turn = options.box.querySelector(".order");
    this.papers = []; /* documents beside the telling: [{id, at (a day), title, of (ids of the steps that it answers)}]; see papers.js */
    this.svg = make("svg", { "aria-hidden": "true" }, this.line);
    this.take(this.data);
    this.draw = this.draw.bind(this);
    if (this.turn) this.turn.addEventListener("click", function () { self.order.turn(); });
    this.listen();
    new ResizeObserver(function () { self.size = null; self.draw(); }).observe(this.line);
    this.show();
  }

  /** Take in the steps that are told. */
  Timeline.prototype.take = function (data) {
    this.whole = data;
    this.narrow(data);
  };

  /** Draw these of them: all, or of many a stretch; see overview.js. */
  Timeline.prototype.narrow = function (data) {
    var index = (this.index = {});
    this.data = data;
    this.plan = null;
    data.steps.forEach(function (step, i) { index[step.id] = i; });
    this.hovered = null;
  };

  /** The stretch in which the step being read lies. */
  Timeline.prototype.stretch = function () {};

  /** Say which step is being read, in which order, and draw. */
  Timeline.prototype.show = function () {
    this.stretch();
    var id = this.scroller.current, at = this.scroller.steps.indexOf(id), told = this.index[id], step = this.data.steps[told], words = this.words;
    var by = this.order.name === "date", back = step && !by && this.jumps().some(function (jump) { return jump[1] === told; });
    if (this.turn) this.turn.setAttribute("aria-checked", String(by));
    this.line.setAttribute("aria-valuemax", this.scroller.steps.length);
    this.line.setAttribute("aria-valuenow", Math.max(1, at + 1));
    this.line.setAttribute("aria-valuetext", !step ? words.none : words.step + " " + (at + 1) + " " + words.of + " " + this.scroller.steps.length + ", " +
      (step.kind === "undated" ? step.words : this.dateWords(id)) + (back ? ", " + words["goes-back"] : "") + ": " + this.title(id));
    this.soon();
  };

  /** Draw before the next frame but one: a flight starts in the next. */
  Timeline.prototype.soon = function () {
    var self = this;
    if (this.due) return;
    this.due = requestAnimationFrame(function () { self.due = requestAnimationFrame(self.draw); });
  };

  /** Is this step (by its place in the telling) one of those that are read? */
  Timeline.prototype.reads = function (index, whole) {
    var steps = this.scroller.steps, read;
    if (this.readOf !== steps) {
      this.readOf = steps;
      read = this.read = {};
      steps.forEach(function (id) { read[id] = true; });
    }
    return this.read[(whole || this.data).steps[index].id] === true;
  };

  /** The steps back in time, between steps that are read. */
  Timeline.prototype.jumps = function () {
    return this.data.jumps.filter(function (jump) { return this.reads(jump[0]) && this.reads(jump[1]); }, this);
  };

  function inStep(id, selector) {
    return document.querySelector("#" + CSS.escape(id) + " " + selector).textContent;
  }
  Timeline.prototype.title = function (id) { return this.texts ? this.texts[id].title : inStep(id, "h2"); };
  Timeline.prototype.dateWords = function (id) { return this.texts ? this.texts[id].date : inStep(id, ".when > :first-child"); };

  /** How many rows of marks there is room for, and how large they are, under so much at the head. */
  function lanesOf(height, row, head) {
    var high = height > 80, big = height > 56, r = high ? 4.2 : big ? 3 : 2.5, axis = height - (high ? 20 : big ? 17 : 13);
    var pitch = 2 * r + 1.2, floor = axis - row - r - 2.5;
    return { pitch: pitch, count: Math.max(1, Math.floor((floor - r - head) / pitch) + 1) };
  }

  /** Where everything stands in a line of this size, in pixels. */
  Timeline.prototype.layout = function (width, height) {
    var data = this.data, high = height > 80, big = height > 56, r = high ? 4.2 : big ? 3 : 2.5;
    var plan = { width: width, height: height, big: big, r: r, axis: height - (high ? 20 : big ? 17 : 13), row: this.papers.length ? (big ? 9 : 6) : 0, top: data.first === undefined ? 0 : 9, font: high ? 12 : 11, statuses: this.statuses, marks: [] };
    plan.parts = share(data.stretches, width, big ? 14 : 8, big ? 20 : 12, big ? 40 : 30);
    plan.x = function (day) {
      var parts = plan.parts, before = parts.length ? parts[0].left : 0;
      if (!parts.length) return ((day - (data.first || 0) + 0.5) / data.steps.length) * width; /* no step is dated: they stand in a row */
      for (var i = 0; i < parts.length; i++) {
        if (day < parts[i].from) return i ? (before + parts[i].left) / 2 : before;
        if (day <= parts[i].to) return parts[i].left + (day - parts[i].from + 0.5) * parts[i].scale;
        before = parts[i].right;
      }
      return before;
    };
    plan.head = plan.top + (high ? 20 : big ? 13 : 8);
    var floor = plan.axis - plan.row - r - 2.5, room = lanesOf(height, plan.row, plan.head), pitch = room.pitch, lanes = room.count;
    data.steps.map(function (step, i) { return i; }).sort(function (a, b) { return data.steps[a].at - data.steps[b].at || a - b; }).forEach(function (i) {
      var step = data.steps[i], undated = step.kind === "undated", want = plan.x(step.at), best = null;
      var mark = { step: step, half: r + 0.7 + (undated ? r * 0.55 : 0), left: plan.x(step.from), right: plan.x(step.to) };
      mark.bar = !undated && mark.right - mark.left > 1;
      for (var lane = undated && lanes > 1 ? 1 : 0; lane < lanes; lane++) { /* what has no date stands off the axis */
        for (var shift = 0; shift <= 4; shift += 0.5) {
          for (var side = -1; side <= 1; side += 2) {
            var x = Math.max(mark.half, Math.min(width - mark.half, want + side * shift * pitch));
            var cost = Math.abs(x - want) * 1.5 + lane * 1.2 + clash(plan.marks, mark, lane, x);
            if (!best || cost < best.cost - 1e-6) best = { cost: cost, lane: lane, x: x };
          }
        }
      }
      mark.lane = best.lane;
      mark.x = best.x;
      mark.y = floor - best.lane * pitch;
      plan.marks.push(mark);
    });
    plan.marks.sort(function (a, b) { return data.steps.indexOf(a.step) - data.steps.indexOf(b.step); });
    return plan;
  };

  /** What it costs to put a mark there: signs must not touch, and spans had better not run into each other. */
  function clash(marks, mark, lane, x) {
    return marks.reduce(function (cost, other) {
      if (other.lane !== lane) return cost;
      if (Math.abs(other.x - x) < mark.half + other.half) return cost + 500;
      function crosses(one, at) { return one.bar && at > one.left && at < one.right; }
      var bars = mark.bar && other.bar && mark.left < other.right && other.left < mark.right;
      return cost + (bars ? 30 : 0) + (crosses(mark, other.x) || crosses(other, x) ? 4 : 0);
    }, 0);
  }

  /** The width that each stretch of time gets: by the steps in it, and enough for its label. */
  function share(stretches, width, edge, gap, least) {
    var free = width - 2 * edge - gap * (stretches.length - 1), counts = stretches.map(function (each) { return each[2]; }), widths = [];
    function rest() {
      var open = 0, left = free;
      counts.forEach(function (count, i) { if (widths[i]) left -= widths[i]; else open += count; });
      return left / Math.max(open, 1);
    }
    for (var again = true; again;) {
      again = false;
      var one = rest();
      for (var i = 0; i < counts.length && !again; i++) {
        if (widths[i] || counts[i] * one >= least) continue;
        widths[i] = Math.min(least, free / counts.length);
        again = true;
      }
    }
    var x = edge;
    return stretches.map(function (each, i) {
      var part = { from: each[0], to: each[1], left: x, right: x + (widths[i] || counts[i] * one) };
      part.scale = (part.right - part.left) / (part.to - part.from + 1);
      x = part.right + gap;
      return part;
    });
  }

  Timeline.prototype.draw = function () {
    this.size = this.size || [this.line.clientWidth, this.line.clientHeight];
    var k = (this.k = nm.lettered()), width = this.size[0] / k, height = this.size[1] / k, svg = this.svg;
    cancelAnimationFrame(this.due);
    this.due = null;
    if (!width || !height) return; /* not shown */
    this.stretch();
    var asked = [width, height, this.papers.length].join();
    if (!this.plan || this.plan.asked !== asked) this.plan = this.layout(width, height);
    this.plan.asked = asked;
    var plan = this.plan, now = this.index[this.scroller.current], self = this;
    this.base(plan, width * k, height * k);
    this.taken = { axis: [], head: [] };
    var present = plan.marks[now], live = this.live;
    Object.keys(live).forEach(function (name) { live[name].replaceChildren(); });
    this.place(plan, now);
    if (this.overview) this.overview(plan, live.far);
    if (present && present.right - present.left > 1) bar(plan, present, now, live.span, true);
    this.drawPapers(plan, live.under);
    this.drawJumps(plan, live.under, now, false);
    if (present && present.step.kind !== "undated") make("path", { "class": "stem", d: "M" + px(present.x) + " " + px(present.y + plan.r + 3) + "V" + (plan.axis + 4) }, live.under);
    if (present) {
      this.drawJumps(plan, live.over, now, true);
      live.over.appendChild(this.marks[now]);
      this.write(live.texts, "now", present.step.kind === "undated" ? present.step.words : this.dateWords(present.step.id), present.x, "axis", true);
    }
    if (this.hovered !== null && this.hovered !== now && plan.big) {
      var id = plan.marks[this.hovered].step.id;
      this.write(live.texts, "told", this.dateWords(id) + " · " + this.title(id), plan.marks[this.hovered].x, "head", true);
    }
    this.label(plan, live.texts);
  };

  /** What stays while steps are turned: moments, axis, bars and marks, each in a layer; between them, in `live`, what each draws anew. */
  Timeline.prototype.base = function (plan, width, height) {
    var svg = this.svg, self = this, made = this.made;
    if (made && made.plan === plan && made.read === this.scroller.steps) return;
    this.made = { plan: plan, read: this.scroller.steps };
    svg.replaceChildren();
    svg.setAttribute("viewBox", "0 0 " + plan.width + " " + plan.height);
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    this.family = getComputedStyle(this.line).fontFamily;
    function layer() { return make("g", {}, svg); }
    var live = (this.live = { far: layer() });
    this.drawMoments(plan, layer());
    this.spans = layer();
    live.span = layer();
    this.drawAxis(plan, layer());
    live.under = layer();
    this.signs = layer();
    live.over = layer();
    live.texts = layer();
    this.present = null;
    this.bars = plan.marks.map(function (mark, i) { return mark.bar && self.reads(i) ? bar(plan, mark, i, self.spans) : null; });
    this.marks = plan.marks.map(function (mark, i) { return sign(plan, mark, self.signs, self.reads(i) ? "" : " is-other"); });
    plan.marks.forEach(function (mark, i) { if (!self.reads(i)) self.signs.prepend(self.marks[i]); });
  };

  /** The mark that was the present step's goes back among the others; the one that is now, and the one under the pointer, look so. */
  Timeline.prototype.place = function (plan, now) {
    var self = this, was = this.present;
    function back(nodes, at, layer) {
      var next = null;
      for (var i = at + 1; i < nodes.length && !next; i++) if (nodes[i] && nodes[i].parentNode === layer && (layer !== self.signs || self.reads(i))) next = nodes[i];
      if (nodes[at]) layer.insertBefore(nodes[at], next);
    }
    if (was !== null && was !== now && this.marks[was]) {
      this.marks[was].replaceWith(this.marks[was] = sign(plan, plan.marks[was], this.signs, this.reads(was) ? "" : " is-other"));
      back(this.marks, was, this.signs);
      back(this.bars, was, this.spans);
    }
    this.present = this.marks[now] ? now : null;
    this.marks.forEach(function (node, i) { node.classList.toggle("is-hovered", i === self.hovered && i !== now); });
    if (!this.marks[now]) return;
    if (was !== now) {
      var fresh = sign(plan, plan.marks[now], this.live.over, " is-present");
      this.marks[now].remove();
      this.marks[now] = fresh;
    }
    if (this.bars[now]) this.bars[now].remove();
  };

  /** A date's span: each end fades over the days by which it may be off, and a doubted one is hatched. */
  function bar(plan, mark, i, svg, present) { /* the element */
    var step = mark.step, days = Math.max(step.to - step.from, 1), r = plan.r, height = r * (present ? 1 : 0.75);
    var ends = [step.soft[0] / days, 1 - step.soft[1] / days], soft = step.soft[0] || step.soft[1];
    var g = make("g", { "class": "bar" + (soft ? " soft" : "") + (step.uncertain ? " uncertain" : "") + (present ? " is-present" : ""), "data-step": step.id }, svg);
    var fade = make("linearGradient", { id: "time-" + i }, g);
    if (step.soft[0]) make("stop", { offset: 0, "stop-opacity": 0.08 }, fade);
    make("stop", { offset: px(Math.min(ends[0], ends[1]) * 100) + "%" }, fade);
    make("stop", { offset: px(Math.max(ends[0], ends[1]) * 100) + "%" }, fade);
    if (step.soft[1]) make("stop", { offset: 1, "stop-opacity": 0.08 }, fade);
    var box = { x: px(mark.left), y: px(mark.y - height / 2), width: px(mark.right - mark.left), height: px(height) };
    make("rect", Object.assign({ fill: "url(#time-" + i + ")" }, box), g);
    if (!step.uncertain) return g;
    for (var x = box.x, d = ""; x < box.x + box.width; x += 4) d += "M" + px(x) + " " + (box.y + box.height) + "l3 " + -box.height;
    make("path", { "class": "doubt", d: d }, g);
    return g;
  }

  /** A step, in the sign of its status, as its text wears it; an undated one in brackets. */
  function sign(plan, mark, svg, state) {
    var r = plan.r, step = mark.step, g = make("g", { "class": "mark" + (step.kind === "undated" ? " undated" : "") + state, "data-step": step.id, "data-status": step.status, transform: "translate(" + px(mark.x) + " " + px(mark.y) + ")" }, svg);
    make("circle", { "class": "ground", r: px(state === " is-present" ? r + 3.4 : r + 1) }, g);
    var inner = make("g", { "class": "sign", transform: "scale(" + Math.round((r / 5.5) * 100) / 100 + ")" }, g);
    inner.innerHTML = plan.statuses[step.status].mark;
    if (step.kind !== "undated" || state === " is-present") return g;
    var a = px(r + 0.2), b = px(r * 1.9), c = px(r * 0.95);
    make("path", { "class": "brackets", d: "M" + -a + " " + -c + "Q" + -b + " 0 " + -a + " " + c + "M" + a + " " + -c + "Q" + b + " 0 " + a + " " + c }, g);
    return g;
  }

  Timeline.prototype.drawAxis = function (plan, svg) {
    var y = plan.axis, d = "";
    plan.parts.forEach(function (part, i) {
      d += "M" + px(part.left) + " " + y + "H" + px(part.right);
      if (i) {
        var x = (plan.parts[i - 1].right + part.left) / 2; /* the break: // */
        d += "M" + px(x - 5) + " " + (y + 4) + "l4-8M" + px(x + 1) + " " + (y + 4) + "l4-8";
      }
      units(part, 5).forEach(function (each) {
        if (each.left > part.left - 0.1) d += "M" + px(each.left) + " " + y + "v" + (each.first ? 6 : 3);
      });
    });
    make("path", { "class": "axis", d: d }, svg);
  };

  /** each(month, year, left, width) for every month of a stretch in which months are wide enough to be told apart. */
  function months(part, each) {
    if (part.scale * 31 < 1) return;
    var first = monthOf(part.from), year = first.year, month = first.month;
    for (var day = part.from, next; day <= part.to; day = next) {
      next = dayOf(year + (month === 11 ? 1 : 0), (month + 1) % 12);
      each(month, year, part.left + (day - part.from) * part.scale, (next - day) * part.scale);
      month = (month + 1) % 12;
      year += month ? 0 : 1;
    }
  }

  /** The fewest years, 1, 2, 5, 10, 20 …, of which a line has at least so many pixels. */
  function yearsFor(part, least) {
    var years = 1;
    for (var i = 0; years * 365.25 * part.scale < least; i++) years *= i % 3 === 1 ? 2.5 : 2;
    return years;
  }

  /** The marks of a stretch: months where they are wide enough, else years, decades, centuries; {left, first: of a year or a round number}. */
  function units(part, least) {
    var marks = [], years = yearsFor(part, least);
    if (part.scale * 30 >= least) {
      months(part, function (month, year, left) { marks.push({ left: left, first: month === 0 }); });
      return marks;
    }
    roundYears(part, years).forEach(function (year) {
      marks.push({ left: part.left + (dayOf(year, 0) - part.from) * part.scale, first: years === 1 || common(year) % (years * 10) === 0 });
    });
    return marks;
  }

  /** A year without a year 0: 1 BC is -1. */
  function common(year) { return year < 1 ? year - 1 : year; }

  /** The years of a stretch whose number, as people count, is round; the first of the era is always one. */
  function roundYears(part, years) {
    var from = monthOf(part.from).year, to = monthOf(part.to).year, found = [], number = Math.ceil(common(from) / years) * years;
    for (; number <= common(to); number += years) {
      var year = number < 0 ? number + 1 : number || 1;
      if (dayOf(year, 0) >= part.from) found.push(year);
    }
    return found;
  }

  /** The second row, on the axis: a sheet for each document at its date; those that answer the step being read stand out. */
  Timeline.prototype.drawPapers = function (plan, svg) {
    var self = this, width = plan.big ? 5 : 4, tall = plan.row - 2, last = -Infinity;
    this.papers.forEach(function (paper) {
      if (self.data.first !== undefined && (paper.at < self.data.first || paper.at > self.data.last)) return (paper.x = NaN);
      paper.x = Math.max(plan.x(paper.at), Math.min(last + width + 1, plan.width - width)); /* a day may have several */
      last = paper.x;
      var of = paper.of.indexOf(self.scroller.current) >= 0;
      make("rect", { "class": "paper" + (of ? " is-present" : "") + (paper === self.sheet ? " is-hovered" : ""), "data-document": paper.id, x: px(paper.x - width / 2), y: px(plan.axis - tall - 1), width: width, height: tall }, svg);
    });
    if (this.sheet && plan.big) this.write(svg, "told", this.sheet.title, this.sheet.x, "head", true);
  };

  /** The document under the pointer, or null. */
  Timeline.prototype.paperAt = function (event) {
    var box = this.line.getBoundingClientRect(), x = (event.clientX - box.left) / this.k, y = (event.clientY - box.top) / this.k, best = null;
    if (y < this.plan.axis - this.plan.row - 1 || y > this.plan.axis + 4) return null;
    this.papers.forEach(function (paper) { if (Math.abs(paper.x - x) < (best ? Math.abs(best.x - x) : 5)) best = paper; });
    return best;
  };

  /** Where the telling goes back in time: a curve from the later step to the earlier one. `present`: those at the step being read, or the others. */
  Timeline.prototype.drawJumps = function (plan, svg, now, present) {
    this.jumps().forEach(function (jump) {
      if ((this.order.name === "told" && jump.indexOf(now) >= 0) !== present) return;
      var a = plan.marks[jump[0]], b = plan.marks[jump[1]], r = plan.r, far = Math.abs(a.x - b.x), high = Math.min(a.y, b.y) - r;
      var top = Math.max(plan.big ? 3 : 1, high - 6 - far * 0.3), lift = (high - top) / 0.75, state = present ? " is-present" : "";
      var end = b.y - r - (jump[1] === now ? 6 : 3), lean = Math.min(far * 0.25, 26);
      var d = "M" + px(a.x) + " " + px(a.y - r - 1) + "C" + px(a.x - lean) + " " + px(high - lift) + " " + px(b.x + lean) + " " + px(high - lift) + " " + px(b.x) + " " + px(end);
      if (present) make("path", { "class": "casing", d: d }, svg);
      make("path", { "class": "jump" + state, d: d }, svg);
      var tilt = (Math.atan2(end - (high - lift), -lean) * 180) / Math.PI;
      make("path", { "class": "jump-head" + state, d: "M1.5 0L-5-2.8V2.8z", transform: "translate(" + px(b.x) + " " + px(end) + ") rotate(" + px(tilt) + ")" }, svg);
    }, this);
  };

  Timeline.prototype.drawMoments = function (plan, svg) {
    this.data.moments.forEach(function (moment) {
      var x = px(plan.x(moment[0]) - 0.5);
      make("path", { "class": "moment", d: "M" + x + " " + (plan.top + (plan.big ? 4 : 1)) + "V" + (plan.axis + 4) }, svg);
      make("path", { "class": "flag", d: "M" + x + " " + (plan.top + (plan.big ? 4 : 1)) + (plan.big ? "h6l-2 3 2 3h-6z" : "h4l-1.5 2 1.5 2h-4z") }, svg);
    });
  };

  Timeline.prototype.measure = function (kind, text) {
    var known = (this.plan.widths = this.plan.widths || {}), key = kind + text;
    return (known[key] = known[key] || this.widthOf(kind, text));
  };

  Timeline.prototype.widthOf = function (kind, text) {
    ruler.font = (kind === "month" ? "400 " : "600 ") + this.plan.font + "px " + this.family;
    return ruler.measureText(text).width;
  };

  /** Write a text centred on x, or as near as the frame lets it, if nothing stands there. row: "axis" (below it) or "head". */
  Timeline.prototype.write = function (svg, kind, text, x, row, must) {
    var width = this.measure(kind, text), plan = this.plan, left = Math.max(2, Math.min(plan.width - width - 2, x - width / 2));
    var clear = this.taken[row].every(function (each) { return left + width + 4 < each[0] || left > each[1] + 4; });
    if (!clear && !must) return false;
    this.taken[row].push([left, left + width]);
    if (row === "head") make("rect", { "class": "ground", x: px(left - 2), y: plan.top + 2, width: px(width + 4), height: plan.font + 3 }, svg);
    make("text", { "class": kind, x: px(left), y: row === "head" ? plan.top + plan.font + 1 : plan.height - (plan.big ? 5 : 3), "font-size": plan.font }, svg).textContent = text;
    return true;
  };

  /** Moments, years and months, as far as there is room. */
  Timeline.prototype.label = function (plan, svg) {
    var self = this;
    this.data.moments.forEach(function (moment) {
      var width = self.measure("moment-label", moment[1]), x = plan.x(moment[0]);
      if (!plan.big) return self.write(svg, "moment-label", moment[1], x, "axis");
      return self.write(svg, "moment-label", moment[1], x + width / 2 + 10, "head") || self.write(svg, "moment-label", moment[1], x - width / 2 - 5, "head");
    });
    plan.parts.forEach(function (part) {
      var first = monthOf(part.from), year = yearWords(first.year), whole = MONTHS[first.month] + " " + year;
      function start(text) {
        var width = self.measure("year", text);
        return self.write(svg, "year", text, part.right - part.left < width ? (part.left + part.right) / 2 : part.left + width / 2, "axis");
      }
      if (first.month === 0 || part.scale * 365 < 34 || !start(whole)) start(year);
      var last = monthOf(part.to).year, room = self.measure("year", yearWords(Math.abs(first.year) > Math.abs(last) ? first.year : last)) + 6;
      roundYears(part, yearsFor(part, Math.max(34, room))).forEach(function (year) {
        var left = part.left + (dayOf(year, 0) - part.from) * part.scale;
        if (left > part.left) self.write(svg, "year", yearWords(year), left + Math.max(part.scale * 15, 0), "axis");
      });
    });
    plan.parts.forEach(function (part) {
      months(part, function (month, year, left, width) {
        if (width >= 22 || (month % 3 === 0 && width * 3 >= 26)) self.write(svg, "month", MONTHS[month], left + width / 2, "axis");
      });
    });
  };

  /** The step whose mark is nearest; while dragging, sideways counts more. */
  Timeline.prototype.nearest = function (event, dragging) {
    var box = this.line.getBoundingClientRect(), x = (event.clientX - box.left) / this.k, y = (event.clientY - box.top) / this.k, flat = dragging ? 0.15 : 0.7, best = null;
    var self = this;
    this.plan.marks.forEach(function (mark, i) {
      if (!self.reads(i)) return;
      var far = Math.hypot(mark.x - x, (mark.y - y) * flat);
      if (best === null || far < best.far) best = { far: far, index: i };
    });
    return best ? best.index : this.index[this.scroller.current];
  };

  Timeline.prototype.listen = function () {
    var self = this, line = this.line, held = null;
    function go(index, still) {
      var id = self.data.steps[index].id;
      if (id !== self.scroller.current) self.scroller.go(id, { still: still });
    }
    function hover(index) {
      if (index === self.hovered) return;
      self.hovered = index;
      self.soon();
    }
    function over(event) {
      var paper = self.paperAt(event), was = self.sheet;
      self.sheet = paper;
      if (paper !== was) self.hovered = NaN; /* neither a step nor none: draw */
      hover(paper ? null : self.nearest(event, false));
    }
    line.addEventListener("pointerdown", function (event) {
      if (event.button || !self.plan) return;
      var paper = self.paperAt(event);
      if (paper) return nm.cards.open("document-" + paper.id, line);
      held = event.pointerId;
      line.setPointerCapture(held);
      self.held = true;
      self.far = self.beyond && self.beyond(event);
      if (self.far !== null && self.far !== undefined) return self.scroller.go(self.far, { still: true });
      go(self.nearest(event, false), false);
    });
    line.addEventListener("pointermove", function (event) {
      if (!self.plan) return;
      if (event.pointerId === held && self.far) {
        self.far = self.beyond(event, true);
        if (self.far !== self.scroller.current) self.scroller.go(self.far, { still: true });
      } else if (event.pointerId === held) go(self.nearest(event, true), true); /* scrubbing cuts: a flight would never arrive */
      else if (event.pointerType === "mouse") over(event);
    });
    ["pointerup", "pointercancel"].forEach(function (name) { line.addEventListener(name, function () {
      held = null;
      self.held = self.far = false;
      self.show();
    }); });
    line.addEventListener("pointerleave", function () { self.sheet = null; self.hovered = null; self.draw(); });
    line.addEventListener("keydown", function (event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      var steps = self.scroller.steps, at = steps.indexOf(self.scroller.current), last = steps.length - 1;
      var to = { ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1, PageUp: at + 5, PageDown: at - 5, Home: 0, End: last }[event.key];
      if (to === undefined) return;
      event.preventDefault(); /* and so the page's own keys leave it alone */
      to = Math.max(0, Math.min(last, to));
      if (to !== at) self.scroller.go(steps[to], {});
    });
  };

  nm.Timeline = Timeline;
  nm.drawn = make;
  nm.shared = share;
  nm.lanesOf = lanesOf;
})((window.narrativeMap = window.narrativeMap || {}));

/* A time line of more steps than have room: a stretch of it around the step being read, and above it all of it as an overview.
 *
 * The overview is pressed, or swept over, to go far; the keys + and − and a pinch show a shorter stretch or a longer one. The stretches are
 * fixed, each half over the next, so that the one shown depends on the step alone and not on the way there.
 */
(function (nm) {
  "use strict";
  var Timeline = nm.Timeline, FULL = 0.6, SHOWN = 0.3, LEAST = 12, STRIP = 9, BIN = 3;

  /** The steps in the order of their dates, and the place of each: made once for each telling. */
  function ordered(data) {
    if (data.ordered) return data.ordered;
    var order = data.steps.map(function (step, i) { return i; }).sort(function (a, b) { return data.steps[a].at - data.steps[b].at || a - b; }), rank = {};
    order.forEach(function (index, at) { rank[data.steps[index].id] = at; });
    return (data.ordered = { order: order, rank: rank });
  }

  /** A telling's part from one place in the order of dates to before another, as the time line draws a whole one. */
  function cut(data, from, to) {
    var order = data.ordered.order.slice(from, to), index = {}, first = data.steps[order[0]].at, last = data.steps[order[order.length - 1]].at, edge = Math.max(1, Math.round((last - first) * 0.02));
    if (data.stretches.length) { first -= edge; last += edge; }
    order.sort(function (a, b) { return a - b; }).forEach(function (told, i) { index[told] = i; });
    var steps = order.map(function (told) { return data.steps[told]; });
    return {
      first: first, last: last, steps: steps,
      stretches: data.stretches.filter(function (each) { return each[1] >= first && each[0] <= last; }).map(function (each) {
        var a = Math.max(each[0], first), b = Math.min(each[1], last);
        return [a, b, steps.filter(function (step) { return step.at >= a && step.at <= b; }).length];
      }),
      jumps: data.jumps.filter(function (jump) { return jump[0] in index && jump[1] in index; }).map(function (jump) { return [index[jump[0]], index[jump[1]]]; }),
      moments: data.moments.filter(function (moment) { return moment[0] >= first && moment[0] <= last; })
    };
  }

  /** How many steps stand where: made once for each telling and width; x(day) is its place in pixels. */
  function skyline(whole, x, width) {
    var bins = [], most = 1, d = "";
    whole.steps.forEach(function (step) { var bin = Math.floor(x(step.at) / BIN); most = Math.max(most, (bins[bin] = (bins[bin] || 0) + 1)); });
    for (var i = 0; i < bins.length; i++) if (bins[i]) {
      var high = Math.max(1, ((STRIP - 3) * bins[i]) / most);
      d += "M" + i * BIN + " " + (STRIP - 1) + "v" + -high.toFixed(1) + "h" + BIN + "v" + high.toFixed(1);
    }
    return { of: whole, width: width, x: x, d: d + "z" };
  }

  Timeline.prototype.stretch = function () {
    var whole = this.whole, count = whole.steps.length, size = this.size, k = nm.lettered(), room, length, start, half;
    this.size = size = size || [this.line.clientWidth, this.line.clientHeight];
    if (!size[0] || !size[1]) return;
    room = nm.lanesOf(size[1] / k, 0, 2 * STRIP);
    room = (size[0] / k / room.pitch) * room.count;
    if (count <= FULL * room) {
      if (this.data !== whole) this.narrow(whole);
      return;
    }
    length = Math.min(count, Math.max(LEAST, Math.round((SHOWN * room) / Math.pow(2, this.closer || 0))));
    if (this.held && !this.far && this.data !== whole && this.scroller.current in this.index) return; /* nothing moves under the hand */
    half = Math.max(1, length >> 1);
    start = Math.max(0, Math.min(Math.round(((ordered(whole).rank[this.scroller.current] || 0) - half) / half) * half, count - length));
    var asked = [start, length].join();
    if (this.data !== whole && this.data.asked === asked && this.data.of === whole) return;
    var part = cut(whole, start, start + length);
    part.asked = asked;
    part.of = whole;
    this.narrow(part);
  };

  /** All steps as a low skyline at the head, the stretch that is shown below in a frame, and the step being read. */
  Timeline.prototype.overview = function (plan, svg) {
    var whole = this.whole, x, make = nm.drawn;
    this.strip = null;
    if (this.data === whole) return;
    if (!this.wholly || this.wholly.of !== whole || this.wholly.width !== plan.width) this.wholly = skyline(whole, this.wide(plan.width), plan.width);
    x = this.strip = this.wholly.x;
    make("path", { "class": "skyline", d: this.wholly.d }, svg);
    var left = x(this.data.first), right = Math.max(left + 6, x(this.data.last)), now = whole.steps[whole.ordered.order[whole.ordered.rank[this.scroller.current]]];
    make("rect", { "class": "shown", x: (left - 1).toFixed(1), y: 0.5, width: (right - left + 2).toFixed(1), height: STRIP }, svg);
    make("path", { "class": "skyline-now", d: "M" + x(now.at).toFixed(1) + " 0.5v" + STRIP }, svg);
  };

  /** Where a day stands in the overview. */
  Timeline.prototype.wide = function (width) {
    var steps = this.whole.steps.length, parts = nm.shared(this.whole.stretches, width, 4, 6, 4);
    return function (day) {
      if (!parts.length) return ((day + 0.5) / steps) * width;
      for (var i = 0; i < parts.length; i++) if (day <= parts[i].to || i === parts.length - 1) return Math.max(parts[i].left, Math.min(parts[i].right, parts[i].left + (day - parts[i].from + 0.5) * parts[i].scale));
    };
  };

  /** The step to which a press on the overview leads, null where it is not on it; held: wherever the pointer is now. */
  Timeline.prototype.beyond = function (event, held) {
    var box = this.line.getBoundingClientRect(), at = (event.clientX - box.left) / this.k, y = (event.clientY - box.top) / this.k, order, from = 0, to, x = this.strip, steps = this.whole.steps;
    if (!x || (!held && y > STRIP + 2)) return null;
    order = this.whole.ordered.order;
    for (to = order.length - 1; from < to;) { /* the first that does not lie before it */
      var middle = (from + to) >> 1;
      if (x(steps[order[middle]].at) < at) from = middle + 1; else to = middle;
    }
    while (from > 0 && !this.reads(order[from], this.whole)) from--;
    return steps[order[from]].id;
  };

  /** A shorter stretch (1) or a longer one (-1). */
  Timeline.prototype.zoom = function (by) {
    var closer = Math.max(0, Math.min(4, (this.closer || 0) + by));
    if (closer === (this.closer || 0) || this.data === this.whole) return;
    this.closer = closer;
    this.stretch();
    this.draw();
  };

  var listen = Timeline.prototype.listen;
  Timeline.prototype.listen = function () {
    var self = this, turned = 0;
    listen.call(this);
    this.line.addEventListener("keydown", function (event) {
      var by = { "+": 1, "=": 1, "-": -1, "−": -1 }[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      self.zoom(by);
    });
    /* What a pinch on a touchpad is to a page; plain turning of the wheel scrolls the text, as everywhere. */
    this.line.addEventListener("wheel", function (event) {
      if (!event.ctrlKey || self.data === self.whole) return;
      event.preventDefault();
      turned += event.deltaY;
      if (Math.abs(turned) < 24) return;
      self.zoom(turned < 0 ? 1 : -1);
      turned = 0;
    }, { passive: false });
  };
})((window.narrativeMap = window.narrativeMap || {}));

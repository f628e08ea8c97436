/* Lettering: where each label goes so that none covers another, in order of importance; the same view gives the same lettering. */
(function (nm) {
  "use strict";

  function overlap(a, b) {
    var w = Math.min(a[2], b[2]) - Math.max(a[0], b[0]), h = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
    return w > 0 && h > 0 ? w * h : 0;
  }

  /** Candidate positions of a w × h label at a point: [dx, dy, anchor], best first. */
  function around(w, h, gap) {
    return [
      [gap, h * 0.34, "start"], [-gap, h * 0.34, "end"], [0, -gap - 1, "middle"], [0, gap + h * 0.85, "middle"],
      [gap * 0.8, -gap * 0.6, "start"], [gap * 0.8, gap * 0.6 + h * 0.7, "start"],
      [-gap * 0.8, -gap * 0.6, "end"], [-gap * 0.8, gap * 0.6 + h * 0.7, "end"]
    ];
  }

  function over(w, h, reach) {
    var out = [[0, h * 0.34, "middle"]];
    reach.forEach(function (r) {
      [[0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, -1], [1, 1], [-1, 1]].forEach(function (d) {
        out.push([d[0] * r * 1.4, h * 0.34 + d[1] * r, "middle"]);
      });
    });
    return out;
  }

  function box(item, candidate, index) {
    var x = item.x + candidate[0], y = item.y + candidate[1], w = item.width, h = item.height;
    var left = candidate[2] === "start" ? x : candidate[2] === "end" ? x - w : x - w / 2;
    var top = y - item.line * 0.8 - (candidate[2] === "middle" && candidate[1] < 0 && !item.free ? h - item.line : 0);
    return [left - 2, top - 1, left + w + 2, top + h + 1, index];
  }

  /**
   * Place labels greedily.
   * items: [{x, y, width, height, line, gap, must, free}] in order of importance; taken: boxes [x0, y0, x1, y1] to keep clear of,
   * a fifth member true where touching is bad but not forbidden; size: {x, y} of the frame.
   * Returns for each item null (left out) or {dx, dy, anchor}.
   */
  function place(items, taken, size) {
    var placed = [];
    return items.map(function (item) {
      var candidates = item.free ? over(item.width, item.line, item.reach || []) : around(item.width, item.line, item.gap);
      var best = null;
      candidates.some(function (candidate, index) {
        var b = box(item, candidate, index), cost = 0;
        var outside = overlap(b, [4, 4, size.x - 4, size.y - 4]) < (b[2] - b[0]) * (b[3] - b[1]) - 1;
        if (outside) cost += item.must ? 4000 : 1e9;
        placed.forEach(function (other) { cost += overlap(b, other) * 10; });
        taken.forEach(function (other) { if (other[4] !== item) cost += overlap(b, other) * (other.soft && item.must ? 1 : 10); });
        cost += index * 0.5;
        if (!best || cost < best.cost) best = { cost: cost, dx: candidate[0], dy: candidate[1], anchor: candidate[2], box: b };
        return cost <= index * 0.5;
      });
      if (!item.must && best.cost > 20) return null;
      placed.push(best.box);
      return best;
    });
  }

  nm.labels = { place: place };
})((window.narrativeMap = window.narrativeMap || {}));

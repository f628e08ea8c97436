/* Shapes on the screen as rows of spans, [x0, x1, x0, x1, …] for every STEP pixels downward: enough to tell what lies on what, and where there is room. */
(function (nm) {
  "use strict";
  var STEP = 2;

  function empty(size) {
    return Array.from({ length: Math.ceil(size.y / STEP) }, function () { return []; });
  }

  /** rings: [[x0, y0, x1, y1, …]] on the plane, even-odd; screen: see nm.toScreen. */
  function fill(rings, screen, size) {
    var rows = empty(size), s = screen.scale;
    rings.forEach(function (c) {
      var x0 = c[c.length - 2] * s + screen.x, y0 = (c[c.length - 1] * s + screen.y) / STEP - 0.5;
      for (var i = 0; i < c.length; i += 2) {
        var x1 = c[i] * s + screen.x, y1 = (c[i + 1] * s + screen.y) / STEP - 0.5;
        var end = Math.min(rows.length, Math.ceil(Math.max(y0, y1)));
        for (var r = Math.max(0, Math.ceil(Math.min(y0, y1))); r < end; r++) rows[r].push(x0 + ((r - y0) * (x1 - x0)) / (y1 - y0));
        x0 = x1;
        y0 = y1;
      }
    });
    rows.forEach(function (row) { row.sort(function (a, b) { return a - b; }); });
    return rows;
  }

  /** What of a row lies in another too (both), or does not (not both). */
  function pick(a, b, both) {
    var out = [], i = 0, j = 0, was = false;
    while (i < a.length || j < b.length) {
      var x = j >= b.length || a[i] <= b[j] ? a[i++] : b[j++], now = i % 2 === 1 && (j % 2 === 1) === both;
      if (now !== was) out.push(x);
      was = now;
    }
    return out;
  }

  function each(a, b, both) {
    return a.map(function (row, r) { return pick(row, b[r], both); });
  }

  /** Overlapping spans in any order, as boxes are blocked, to a row. */
  function tidy(row) {
    var spans = [], out = [];
    for (var i = 0; i < row.length; i += 2) spans.push([row[i], row[i + 1]]);
    spans.sort(function (a, b) { return a[0] - b[0]; }).forEach(function (span) {
      if (!out.length || span[0] > out[out.length - 1]) out.push(span[0], span[1]);
      else out[out.length - 1] = Math.max(out[out.length - 1], span[1]);
    });
    return out;
  }

  function along(rows, box, visit) {
    for (var r = Math.max(0, Math.floor(box[1] / STEP)), end = Math.min(rows.length, Math.ceil(box[3] / STEP)); r < end; r++) visit(rows[r]);
  }

  function block(rows, box) {
    along(rows, box, function (row) { row.push(box[0], box[2]); });
  }

  /** How much of a box [x0, y0, x1, y1] lies on the rows: 0 to 1, or more where spans overlap. */
  function share(rows, box) {
    var sum = 0, height = Math.ceil(box[3] / STEP) - Math.floor(box[1] / STEP);
    along(rows, box, function (row) {
      for (var i = 0; i < row.length; i += 2) sum += Math.max(0, Math.min(row[i + 1], box[2]) - Math.max(row[i], box[0]));
    });
    return sum / height / (box[2] - box[0]);
  }

  /** Middle and extent of what there is: {x, y, area, box}, or null. In pixels. */
  function middle(rows) {
    var sum = 0, x = 0, y = 0, box = [Infinity, Infinity, -Infinity, -Infinity];
    rows.forEach(function (row, r) {
      for (var i = 0; i < row.length; i += 2) {
        var wide = row[i + 1] - row[i];
        sum += wide;
        x += (wide * (row[i] + row[i + 1])) / 2;
        y += wide * (r + 0.5) * STEP;
        box = [Math.min(box[0], row[i]), Math.min(box[1], r * STEP), Math.max(box[2], row[i + 1]), r * STEP + STEP];
      }
    });
    return sum ? { x: x / sum, y: y / sum, area: sum * STEP, box: box } : null;
  }

  /** The middle of the w × h box that lies wholly on the rows and nearest to a point; null where none does. */
  function seat(rows, w, h, near) {
    var deep = Math.ceil(h / STEP) + 1, best = null;
    for (var r = 0; r + deep <= rows.length; r++) {
      var spans = rows[r], y = (r + deep / 2) * STEP;
      if (!spans.length || (best && Math.abs(y - near.y) >= best.far)) continue;
      for (var k = 1; k < deep && spans.length; k++) spans = wide(pick(spans, rows[r + k], true), w);
      for (var i = 0; i < spans.length; i += 2) {
        if (spans[i + 1] - spans[i] < w) continue;
        var x = Math.max(spans[i] + w / 2, Math.min(near.x, spans[i + 1] - w / 2)), far = Math.hypot(x - near.x, y - near.y);
        if (!best || far < best.far) best = { x: x, y: y, far: far };
      }
    }
    return best;
  }

  function wide(spans, w) {
    var out = [];
    for (var i = 0; i < spans.length; i += 2) if (spans[i + 1] - spans[i] >= w) out.push(spans[i], spans[i + 1]);
    return out;
  }

  /** The same with the most room around it that can be had, for the form [{width, height}] that can have it: {x, y, form}, or null. */
  function roomiest(rows, forms, margins) {
    var near = middle(rows), best = null;
    if (near) margins.some(function (m) {
      return forms.some(function (form) {
        best = seat(rows, form.width + 2 * m, form.height + 2 * m, near);
        if (best) best.form = form;
        return best;
      });
    });
    return best;
  }

  nm.rows = { empty: empty, fill: fill, each: each, tidy: tidy, block: block, share: share, middle: middle, roomiest: roomiest };
})((window.narrativeMap = window.narrativeMap || {}));

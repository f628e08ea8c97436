/* Lettering: where each name goes so that it stands on or beside what it names and on nothing else, in order of importance.
 *
 * A name that finds no room is set shorter, then at the end of a leader line, then (where nothing asks for it) left out.
 * The same view gives the same lettering.
 */
(function (nm) {
  "use strict";
  var EDGE = 4, MARGINS = [20, 12, 6, 3, 2], MOSTLY = 0.8;
  var BAD = 1000; /* a place that costs this or more lies on something */

  function padded(b) { return [b[0] - 2, b[1] - 1, b[2] + 2, b[3] + 1]; }

  function seat(form, left, top, anchor, cost) {
    return { form: form, box: [left, top, left + form.width, top + form.height], anchor: anchor, cost: cost };
  }

  /** With its near side so far east (dx) and south (dy) of a point; 0: with its middle there. */
  function side(form, p, dx, dy, cost) {
    var w = form.width, h = form.height;
    return seat(form, p.x + (dx > 0 ? dx : dx < 0 ? dx - w : -w / 2), p.y + (dy > 0 ? dy : dy < 0 ? dy - h : -h / 2), dx > 0 ? "start" : dx < 0 ? "end" : "middle", cost);
  }

  /** On the eight sides of a point, best first. */
  function sides(out, form, p, a, b, c, cost) {
    [[a, 0], [-a, 0], [0, -a], [0, a], [b, -c], [b, c], [-b, -c], [-b, c]].forEach(function (d, k) { out.push(side(form, p, d[0], d[1], cost + k)); });
  }

  /** Beside a dot. */
  function around(item) {
    var out = [], gap = item.gap;
    item.forms.forEach(function (form, i) { sides(out, form, item, gap, gap * 0.75, gap * 0.45, 3.5 * i); });
    return out;
  }

  /** At a spot or a little off it: what names a stretch of land or water that the page has no outline of. */
  function over(item) {
    var out = [];
    item.forms.forEach(function (form, i) {
      out.push(side(form, item, 0, 0, 20 * i));
      [16, 32].forEach(function (r) {
        [[0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, -1], [1, 1], [-1, 1]].forEach(function (d) {
          out.push(side(form, { x: item.x + d[0] * r * 1.4, y: item.y + d[1] * r }, 0, 0, r / 8 + out.length));
        });
      });
    });
    return out;
  }

  /** Along a line: beyond its ends where they show, else above, below and beside it. */
  function beside(item, room) {
    var out = [], last = item.way.length - 1;
    item.forms.forEach(function (form, i) {
      item.ends.forEach(function (p, k) { out.push(side(form, p, 8, 0, 6 * i + k + 0.5), side(form, p, -8, 0, 6 * i + k)); });
      item.way.forEach(function (p, k) {
        var cost = 8 + 6 * i + (last ? Math.abs(k / last - 0.5) * 6 : 0);
        sides(out, form, p, item.gap, 4, 4, cost);
        if (item.off) sides(out, form, p, item.gap * 1.6, item.off, item.off, cost + 4); /* beside a slanting arrow there is room further off only */
      });
    });
    out.forEach(function (c) { c.cost += named(room, c.box) * 8; });
    return out;
  }

  /** How much of a box lies on areas that have a name. */
  function named(room, box) {
    return room.named.reduce(function (sum, each) { return sum + nm.rows.share(each.rows, box); }, 0);
  }

  /** At the frame's edge, where the way to a place beyond it leaves; with no arrow that leaves, there or further along. */
  function edge(item, room) {
    var out = [], size = room.size, slide = item.fixed ? 36 : item.area ? Math.max(size.x, size.y) / 2 : 100, stride = Math.max(8, slide / 40);
    item.forms.forEach(function (form, i) {
      var w = form.width, h = form.height, seen = {};
      for (var dx = -w - slide; dx <= slide; dx += stride) for (var dy = -h - slide; dy <= slide; dy += stride * 0.75) {
        var left = Math.max(EDGE + 2, Math.min(item.x + dx, size.x - EDGE - 2 - w)), top = Math.max(EDGE + 1, Math.min(item.y + dy, size.y - EDGE - 1 - h));
        var rim = Math.min(left, top, size.x - left - w, size.y - top - h);
        if (seen[left + " " + top] || rim > 36) continue;
        seen[left + " " + top] = true;
        var far = Math.hypot(Math.max(left - item.x, 0, item.x - left - w), Math.max(top - item.y, 0, item.y - top - h)), c = seat(form, left, top, "middle", far + rim / 2 + i * 12);
        room.named.forEach(function (each) { c.cost += nm.rows.share(each.rows, padded(padded(c.box))) * (item.area ? 2 * BAD : 4); });
        out.push(c);
      }
    });
    return out;
  }

  /** On an area: wholly, in the form and the place with the most room; else for the most part. */
  function upon(item, room) {
    var rows = nm.rows, free = rows.each(item.rows, taken(room), false), spot = null;
    item.groups.some(function (forms) { return (spot = rows.roomiest(free, forms, MARGINS)); });
    if (!spot) item.groups.some(function (forms) { return forms.some(function (form) { return (spot = mostly(item, form, room)); }); });
    return spot ? [seat(spot.form, spot.x - spot.form.width / 2, spot.y - spot.form.height / 2, "middle", 0)] : [];
  }

  function taken(room) { return room.blocked.map(nm.rows.tidy); }

  function mostly(item, form, room) {
    var all = nm.rows.middle(item.rows), best = null, w = form.width, h = form.height;
    if (!all || all.area < w * h * MOSTLY) return null;
    for (var y = all.box[1]; y < all.box[3]; y += 4) for (var x = all.box[0]; x < all.box[2]; x += 4) {
      var box = padded([x - w / 2, y - h / 2, x + w / 2, y + h / 2]), on = nm.rows.share(item.rows, box);
      if (on < MOSTLY || !nm.rows.share(item.rows, [x - 1, y - 1, x + 1, y + 1]) || nm.rows.share(room.blocked, box) || foreign(box, item)) continue;
      if (!best || on > best.on) best = { x: x, y: y, on: on, form: form };
    }
    return best;
  }

  /** At the end of a line that leads to the thing named. */
  function led(item, room) {
    var out = [], to = item.kind === "area" ? target(item, room) : item.kind === "line" ? item.way[item.way.length >> 1] : item;
    if (to) item.forms.forEach(function (form, i) {
      [20, 28, 36, 46, 58, 72, 90, 110, 140, 180, 230, 290].forEach(function (far) {
        for (var k = 0; k < 24; k++) {
          var cos = Math.cos(k * Math.PI / 12), sin = Math.sin(k * Math.PI / 12), flat = Math.abs(cos) < 0.5 ? 0 : 3, p = { x: to.x + far * cos, y: to.y + far * sin };
          var c = side(form, p, flat * cos, flat ? 0 : sin, far + i * 30);
          c.to = to;
          c.from = p;
          c.cost += nm.rows.share(room.land, c.box) * 30 + (k % 6 ? 0 : 2);
          dots(c).forEach(function (dot) { c.cost += nm.rows.share(room.names, dot) ? 2 * BAD : nm.rows.share(room.blocked, dot) ? 6 : 0; });
          out.push(c);
        }
      });
    });
    return out;
  }

  function target(item, room) {
    var point = [{ width: 2, height: 2 }], margins = [30, 15, 8, 4, 2, 0];
    return nm.rows.roomiest(nm.rows.each(item.rows, taken(room), false), point, margins) || nm.rows.roomiest(item.rows, point, margins) || item;
  }

  /** A leader as small boxes, without the end at its place. */
  function dots(c) {
    var out = [], dx = c.from.x - c.to.x, dy = c.from.y - c.to.y, far = Math.hypot(dx, dy);
    for (var d = 5; d < far; d += 4) out.push([c.to.x + (dx * d) / far - 1.5, c.to.y + (dy * d) / far - 1.5, c.to.x + (dx * d) / far + 1.5, c.to.y + (dy * d) / far + 1.5]);
    return out;
  }

  var WAYS = { point: [around], free: [over], line: [beside], edge: [edge], area: [upon] };

  /**
   * Place names, each where it costs least and lies on nothing.
   * items: in order of importance, each of a kind of WAYS: {kind, x, y, forms: [{width, height}], must (then with a leader if need be), …};
   * room: {size, blocked, land: rows; named: [{id, rows}]}, see rows.js. Returns for each item null or {form, box, anchor, to, from}.
   */
  function place(items, room) {
    var blocked = room.blocked, order = items.map(function (item, i) { return i; }), best = null;
    for (var turn = 0; turn < 6; turn++) {
      room.blocked = blocked.map(function (row) { return row.slice(); });
      room.names = nm.rows.empty(room.size);
      var spots = [], late = -1, poor = 0;
      order.forEach(function (i) {
        var spot = (spots[i] = one(items[i], room));
        if (spot && spot.cost >= BAD) {
          poor += spot.cost;
          if (late < 0) late = i;
        }
      });
      if (!best || poor < best.poor) best = { spots: spots, poor: poor };
      if (!poor || order[0] === late) break;
      order = [late].concat(order.filter(function (i) { return i !== late; })); /* who found no room chooses first */
    }
    return best.spots;
  }

  function one(item, room) {
    var rows = nm.rows, size = room.size, best = null;
    if (item.dot && rows.share(room.blocked, item.dot)) return null;
    WAYS[item.kind].concat(item.must && item.kind !== "edge" ? led : []).some(function (way) {
      way(item, room).forEach(function (c) {
        if (best && c.cost >= best.cost) return;
        var b = padded(c.box), wide = Math.max(0, EDGE - b[0], b[2] - size.x + EDGE) + Math.max(0, EDGE - b[1], b[3] - size.y + EDGE);
        var bad = rows.share(room.blocked, b) + foreign(b, item);
        c.cost += wide * 500 + bad * 2000 + (wide || bad ? BAD : 0);
        if (!best || c.cost < best.cost) best = c;
      });
      return best && best.cost < BAD;
    });
    if (!best || (best.cost >= BAD && !item.must)) return null;
    rows.block(room.blocked, padded(best.box));
    rows.block(room.names, best.box);
    if (item.dot) rows.block(room.blocked, item.dot);
    if (best.to) dots(best).forEach(function (dot) { rows.block(room.blocked, dot); });
    return best;
  }

  function foreign(box, item) { return item.foreign ? item.foreign(box) : 0; }

  nm.labels = { place: place };
})((window.narrativeMap = window.narrativeMap || {}));

/* Links: what runs from one place to another (messages, journeys …), tapered so that a still picture shows the direction. */
(function (nm) {
  "use strict";
  var BEND = 0.17;

  /** bend: 1 to the left of the way it goes, -1 to the right, further from 0 for a second link between the same places. */
  function control(a, b, bent) {
    var bend = 2 * BEND * bent;
    return { x: (a.x + b.x) / 2 + (b.y - a.y) * bend, y: (a.y + b.y) / 2 - (b.x - a.x) * bend };
  }

  function at(a, c, b, t) {
    var u = 1 - t;
    return { x: u * u * a.x + 2 * u * t * c.x + t * t * b.x, y: u * u * a.y + 2 * u * t * c.y + t * t * b.y };
  }

  function normal(a, c, b, t) {
    var dx = 2 * (1 - t) * (c.x - a.x) + 2 * t * (b.x - c.x), dy = 2 * (1 - t) * (c.y - a.y) + 2 * t * (b.y - c.y);
    var length = Math.hypot(dx, dy) || 1;
    return { x: -dy / length, y: dx / length };
  }

  function apex(a, b, bent) {
    return at(a, control(a, b, bent), b, 0.5);
  }

  function n(value) {
    return value.toFixed(1);
  }

  /**
   * Outline of the link from a to b (pixels), grown to `progress` (0 to 1): path data.
   * `kind` says how broad it is, how large its head, a triangle in every kind, and whether it is broken into dashes.
   */
  function outline(a, b, kind, bent, progress) {
    var c = control(a, b, bent), span = Math.hypot(b.x - a.x, b.y - a.y) || 1, look = nm.links.kinds[kind], widths = look.widths;
    var head = Math.min(look.head[0], span * 0.45), trim = Math.min(8, span * 0.15);
    var start = trim / span, end = start + (1 - 2 * (trim / span)) * progress, neck = Math.max(start, end - head / span);
    if (end - start < 0.01) return "";
    var dash = look.dash.length ? look.dash[0] / span : 0, gap = look.dash.length ? look.dash[1] / span : 0, out = [];
    function ribbon(from, to) {
      var left = [], right = [], steps = Math.max(2, Math.ceil(((to - from) * span) / 12));
      for (var i = 0; i <= steps; i++) {
        var t = from + ((to - from) * i) / steps, p = at(a, c, b, t), k = normal(a, c, b, t);
        var w = (widths[0] + (widths[1] - widths[0]) * t) / 2;
        left.push(n(p.x + k.x * w) + " " + n(p.y + k.y * w));
        right.unshift(n(p.x - k.x * w) + " " + n(p.y - k.y * w));
      }
      out.push("M" + left.concat(right).join("L") + "Z");
    }
    if (!dash) ribbon(start, neck);
    else for (var s = start; s < neck - gap / 2; s += dash + gap) ribbon(s, Math.min(s + dash, neck));
    var tip = at(a, c, b, end), base = at(a, c, b, neck), k = normal(a, c, b, neck), half = Math.min(look.head[1], head * 0.75);
    out.push("M" + n(tip.x) + " " + n(tip.y) + "L" + n(base.x + k.x * half) + " " + n(base.y + k.y * half) +
      "L" + n(base.x - k.x * half) + " " + n(base.y - k.y * half) + "Z");
    return out.join("");
  }

  /** Points along the link, in pixels. */
  function samples(a, b, bent, step) {
    var c = control(a, b, bent), out = [];
    for (var t = step || 0.08; t < 0.95; t += step || 0.06) out.push(at(a, c, b, t));
    return out;
  }

  /** Points every few pixels of the link in a frame, each with the reach in pixels that names keep clear of it. */
  function way(a, b, kind, bent, size, step) {
    var look = nm.links.kinds[kind], widths = look.widths, c = control(a, b, bent), span = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    var parts = Math.min(20000, Math.ceil((span * 1.1) / step)), out = [];
    for (var i = 0; i <= parts; i++) {
      var t = i / parts, p = at(a, c, b, t), head = (1 - t) * span < look.head[0] + 8;
      p.reach = head ? Math.max(look.head[1], widths[1] / 2 + 1) : (widths[0] + (widths[1] - widths[0]) * t) / 2 + 1;
      if (p.x > -9 && p.y > -9 && p.x < size.x + 9 && p.y < size.y + 9) out.push(p);
    }
    return out;
  }

  /** Where the link leaves a frame on its way to its end (forth) or back to its beginning, in pixels; null where it does not. */
  function leaves(a, b, bent, size, forth) {
    var c = control(a, b, bent), best = null;
    [["x", "y"], ["y", "x"]].forEach(function (axes) {
      var k = axes[0], other = axes[1], two = a[k] - 2 * c[k] + b[k], one = 2 * (c[k] - a[k]);
      [0, size[k]].forEach(function (edge) {
        var none = a[k] - edge, root = Math.sqrt(one * one - 4 * two * none);
        (Math.abs(two) < 1e-9 ? [-none / one] : [(-one + root) / (2 * two), (-one - root) / (2 * two)]).forEach(function (t) {
          var p = t > 0 && t < 1 && at(a, c, b, t); /* no root is NaN, which is neither */
          if (p && p[other] >= 0 && p[other] <= size[other] && (!best || (forth ? t > best.t : t < best.t))) best = { x: p.x, y: p.y, t: t, leaves: true };
        });
      });
    });
    if (best) {
      var k = normal(a, c, b, best.t);
      best.dx = forth ? k.y : -k.y;
      best.dy = forth ? -k.x : k.x;
    }
    return best;
  }

  /**
   * How each link of a step bends: towards the north (or east), as the great circle does; an answer to the other side of its question,
   * and a second link of the same way wider than the first. links: [{from, to, ends: [[lon, lat], [lon, lat]]}] -> [number].
   */
  function bends(links) {
    var taken = [];
    return links.map(function (link) {
      var a = nm.project(link.ends[0]), b = nm.project(link.ends[1]), side = b.x - a.x > 0 ? 1 : -1, more = 0, answer = false;
      taken.forEach(function (other) {
        if (other.from === link.from && other.to === link.to) more += 0.55;
        if (other.from === link.to && other.to === link.from) answer = true;
      });
      taken.push(link);
      return (answer ? -side : side) * (1 + more);
    });
  }

  /* kinds: the table of stage_data, which the stage hands in. */
  nm.links = { kinds: {}, bends: bends, outline: outline, apex: apex, samples: samples, way: way, leaves: leaves };
})((window.narrativeMap = window.narrativeMap || {}));

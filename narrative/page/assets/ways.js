/* Points along links, for what keeps clear of them: names, the globe, the numbers of a trail. */
(function (nm) {
  "use strict";

  /** Points along a curve. */
  function samples(c, step) {
    var out = [];
    for (var t = step; t < 0.95; t += step) out.push(nm.links.along(c, t));
    return out;
  }

  /** Points every few pixels of the link in a frame, each with the reach in pixels that names keep clear of it. */
  function way(c, kind, size, step) {
    var look = nm.links.kinds[kind], widths = look.widths, parts = Math.min(20000, Math.ceil(c.span / step)), out = [];
    for (var i = 0; i <= parts; i++) {
      var t = i / parts, p = nm.links.along(c, t), head = (1 - t) * c.span < look.head[0] + 8;
      p.reach = head ? Math.max(look.head[1], widths[1] / 2 + 1) : (widths[0] + (widths[1] - widths[0]) * t) / 2 + 1;
      if (p.x > -9 && p.y > -9 && p.x < size.x + 9 && p.y < size.y + 9) out.push(p);
    }
    return out;
  }

  nm.links.samples = samples;
  nm.links.way = way;
})((window.narrativeMap = window.narrativeMap || {}));

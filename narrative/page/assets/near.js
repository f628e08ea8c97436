/* Of many places those have an element that the view needs: what a step lights, what shows near the frame, what is pointed at or followed.
 *
 * Which those are is a function of the state and the view alone. Where more dots would show than can be told apart, the
 * first in rank of each small square does, and closer up the others too.
 */
(function (nm) {
  "use strict";
  var Scene = nm.Scene, gather = Scene.prototype.gather, update = Scene.prototype.update, MOST = 150, CELL_PX = 32, MARGIN_PX = 24;

  /** Points from west to east: [{x, y, entry}]; lines with their boxes. Made once. */
  Scene.prototype.sought = function () {
    var points = [], lines = [], scene = this;
    Object.keys(this.places).forEach(function (id) {
      var entry = scene.places[id];
      if (entry.data.kind === "point") entry.spots.forEach(function (p) { points.push({ x: p.x, y: p.y, entry: entry }); });
      if (entry.lines) lines.push(entry);
    });
    points.sort(function (a, b) { return a.x - b.x; });
    return { points: points, lines: lines };
  };

  function boxOf(lines) {
    var box = [Infinity, Infinity, -Infinity, -Infinity];
    lines.forEach(function (c) {
      for (var i = 0; i < c.length; i += 2) box = [Math.min(box[0], c[i]), Math.min(box[1], c[i + 1]), Math.max(box[2], c[i]), Math.max(box[3], c[i + 1])];
    });
    return box;
  }

  /** The entries of the points that are present in a box of the plane, thinned where they are too many for its scale. */
  function pointsIn(scene, points, box, scale) {
    var from = 0, to = points.length, found = [];
    while (from < to) {
      var middle = (from + to) >> 1;
      if (points[middle].x < box[0]) from = middle + 1; else to = middle;
    }
    for (; from < points.length && points[from].x <= box[2]; from++) {
      var p = points[from];
      if (p.y >= box[1] && p.y <= box[3] && scene.present[p.entry.data.id]) found.push(p);
    }
    if (found.length <= MOST) return found;
    /* Squares of the plane, from 32 to 64 pixels wide, or twice as wide where that leaves too many: they stay where they are while the map is moved. */
    var side = CELL_PX / Math.pow(2, Math.floor(Math.log2(scale))), kept;
    found.sort(function (a, b) { return a.entry.data.rank - b.entry.data.rank || a.entry.index - b.entry.index; });
    function first(cells) {
      return found.filter(function (p) {
        var cell = Math.floor(p.x / side) + " " + Math.floor(p.y / side);
        return cells[cell] ? false : (cells[cell] = true);
      });
    }
    for (kept = first({}); kept.length > MOST; kept = first({})) side *= 2;
    return kept;
  }

  Scene.prototype.gather = function () {
    var scene = this, places = this.places, map = this.map, state = this.state, wanted = {}, size;
    if (!map._loaded) return gather.call(this);
    if (!this.found && Object.keys(places).length === this.standing.length) return; /* all of a few */
    var found = (this.found = this.found || this.sought());
    size = map.getSize();
    var screens = [nm.toScreen(map)].concat(this.flying && this.bound ? nm.screenOf(this.bound, size) : []);
    var asked = [size.x, size.y, this.hovered, nm.stage.pending.length, Object.keys(this.kept || {})].concat(screens.map(function (each) { return [each.x, each.y, each.scale]; })).join();
    if (asked === this.asked && this.present === this.askedOf) return; /* a step that is cut to asks several times */
    this.asked = asked;
    this.askedOf = this.present;
    function want(entry) { wanted[entry.data.id] = entry; }
    [state.lit, this.kept || {}].forEach(function (ids) { Object.keys(ids).forEach(function (id) { want(places[id]); }); });
    if (this.hovered) want(places[this.hovered]);
    screens.forEach(function (screen) {
      var scale = screen.scale, slack = MARGIN_PX / scale, box = [-screen.x / scale - slack, -screen.y / scale - slack, (size.x - screen.x) / scale + slack, (size.y - screen.y) / scale + slack];
      function meets(b) { return b[0] <= box[2] && b[2] >= box[0] && b[1] <= box[3] && b[3] >= box[1]; }
      pointsIn(scene, found.points, box, scale).forEach(function (p) { want(p.entry); });
      found.lines.forEach(function (entry) {
        if (scene.present[entry.data.id] && entry.lines.length && meets((entry.box = entry.box || boxOf(entry.lines)))) want(entry);
      });
      nm.stage.basemap.areas.forEach(function (area) {
        if (scene.present[area.id] && meets(area.path.bounds)) want(places[area.id]);
      });
    });
    this.standing.forEach(function (entry) {
      if (wanted[entry.data.id] || entry.node.contains(document.activeElement)) return (wanted[entry.data.id] = entry);
      entry.node.remove();
      entry.node = entry.shift = null;
    });
    var standing = Object.keys(wanted).map(function (id) { return wanted[id]; }).sort(function (a, b) { return a.index - b.index; }), next = {};
    standing.forEach(function (entry) {
      if (entry.node) return;
      scene.from = null; /* in flight too it is put where it is */
      scene.raise(entry);
      scene.dress(entry);
    });
    this.standing = standing;
    /* In the document they stand in their order too. */
    for (var i = standing.length - 1; i >= 0; i--) {
      var node = standing[i].node, layer = node.parentNode, after = next[layer.getAttribute("class")] || null;
      if (node.nextSibling !== after) layer.insertBefore(node, after);
      next[layer.getAttribute("class")] = node;
    }
  };

  /** Who moves the map sees what comes into it. */
  Scene.prototype.update = function () {
    if (this.state && !this.flying) this.gather();
    update.call(this);
  };
})((window.narrativeMap = window.narrativeMap || {}));

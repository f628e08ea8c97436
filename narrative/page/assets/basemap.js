/* The basemap: land at several levels, relief, rivers, borders and tinted areas, on one canvas.
 *
 * Leaflet re-projects its own vectors only when a flight ends, and shows blank sea on the way. Here paths are made once, on the plane
 * of projection.js, and the canvas transform does the rest. What is drawn at rest is too slow for a phone to draw for every frame of a
 * flight: there each frame is put together from coarse pictures of the map here, from above and there (benchmarks/frames_in_flight.py).
 */
(function (nm) {
  "use strict";
  var ABOVE = 1.3; /* how much more than both ends of a flight the picture from above shows: in the middle the camera rises */

  function pathOf(rings, precision, box) {
    var fill = new Path2D(), coast = new Path2D(), bounds = [Infinity, Infinity, -Infinity, -Infinity], runs = [], whole = [], run;
    var edge = box && [nm.flat(box[0], box[1]), nm.flat(box[2], box[3])];
    var slack = 2.5 * Math.pow(10, -precision);
    function onEdge(x0, y0, x1, y1) {
      /* A side made by cutting the data at its box is no coast. */
      return edge && [[x0, x1, edge[0].x], [x0, x1, edge[1].x], [y0, y1, edge[0].y], [y0, y1, edge[1].y]].some(function (side) {
        return Math.abs(side[0] - side[2]) < slack && Math.abs(side[1] - side[2]) < slack;
      });
    }
    rings.forEach(function (code) {
      var c = nm.decode(code, precision);
      whole.push(c);
      for (var i = 0; i < c.length; i += 2) {
        var x = c[i], y = c[i + 1];
        if (i) fill.lineTo(x, y); else fill.moveTo(x, y);
        if (i && !onEdge(c[i - 2], c[i - 1], x, y)) { coast.lineTo(x, y); run.push(x, y); }
        else { coast.moveTo(x, y); runs.push(run = [x, y]); }
        if (x < bounds[0]) bounds[0] = x;
        if (y < bounds[1]) bounds[1] = y;
        if (x > bounds[2]) bounds[2] = x;
        if (y > bounds[3]) bounds[3] = y;
      }
      fill.closePath();
    });
    return { fill: fill, coast: coast, bounds: bounds, runs: runs, shores: {}, rings: whole };
  }

  /** The coast with a point every 2 to 4 pixels: enough under the broad soft strokes of the shallows, which cost most of a drawing. */
  function shoreOf(land, scale) {
    var step = Math.ceil(Math.log2(scale)), least = 4 / Math.pow(2, step);
    return (land.shores[step] = land.shores[step] || land.runs.reduce(function (path, run) {
      var x = run[0], y = run[1], last = run.length - 2;
      path.moveTo(x, y);
      for (var i = 2; i <= last; i += 2) {
        if (i < last && Math.abs(run[i] - x) < least && Math.abs(run[i + 1] - y) < least) continue;
        path.lineTo(x = run[i], y = run[i + 1]);
      }
      return path;
    }, new Path2D()));
  }

  function lineOf(code, precision) {
    var c = nm.decode(code, precision), path = new Path2D(), bounds = [Infinity, Infinity, -Infinity, -Infinity];
    for (var i = 0; i < c.length; i += 2) {
      if (i === 0) path.moveTo(c[i], c[i + 1]); else path.lineTo(c[i], c[i + 1]);
      bounds = [Math.min(bounds[0], c[i]), Math.min(bounds[1], c[i + 1]), Math.max(bounds[2], c[i]), Math.max(bounds[3], c[i + 1])];
    }
    return { path: path, bounds: bounds, points: c };
  }

  function meets(a, b) {
    return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
  }

  function boxPath(box) {
    var a = nm.flat(box[0], box[3]), b = nm.flat(box[2], box[1]), path = new Path2D();
    path.rect(a.x, a.y, b.x - a.x, b.y - a.y);
    return path;
  }

  /** A small tile that repeats: stripes or dots, so that an area is known without its colour. */
  function hatch(kind, colour, ratio) {
    var side = 8 * ratio, tile = document.createElement("canvas"), ctx = tile.getContext("2d");
    tile.width = tile.height = side;
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.lineWidth = ratio * 1.1;
    if (kind === "dots") {
      ctx.beginPath();
      ctx.arc(side / 4, side / 4, ratio * 0.95, 0, 7);
      ctx.arc((3 * side) / 4, (3 * side) / 4, ratio * 0.95, 0, 7);
      ctx.fill();
    } else {
      var lean = kind === "rising" ? 1 : -1;
      ctx.beginPath();
      for (var k = -1; k <= 2; k++) {
        ctx.moveTo(k * side, lean > 0 ? side : 0);
        ctx.lineTo((k + 1) * side, lean > 0 ? 0 : side);
      }
      ctx.stroke();
    }
    return ctx.createPattern(tile, "repeat");
  }

  function Basemap(map) {
    this.map = map;
    this.levels = [];
    this.boundaries = [];
    this.areas = [];
    this.state = { date: "", lit: {}, present: {} };
    this.canvas = L.DomUtil.create("canvas", "basemap", map.getContainer());
    this.canvas.setAttribute("aria-hidden", "true");
    this.readColours();
    this.fit();
    map.on("move viewreset", this.draw, this); /* a zoom is a move too: drawn once */
    map.on("resize", function () { this.fit(); this.redraw(); }, this);
  }

  Basemap.prototype.readColours = function () {
    var style = getComputedStyle(this.map.getContainer()), colours = {};
    ["sea", "shore", "land", "coast", "river", "border", "border-halo", "demarcation", "warm", "cool", "plain", "relief"].forEach(function (name) {
      colours[name] = style.getPropertyValue("--map-" + name).trim();
    });
    this.colours = colours;
    this.patterns = {};
  };

  Basemap.prototype.fit = function () {
    var size = this.map.getSize();
    this.ratio = this.flying ? 1 : Math.min(window.devicePixelRatio || 1, 3);
    this.canvas.width = Math.round(size.x * this.ratio);
    this.canvas.height = Math.round(size.y * this.ratio);
    this.canvas.style.width = size.x + "px";
    this.canvas.style.height = size.y + "px";
    this.patterns = {};
  };

  /** Take in one level (see geo/basemap.py): land and the zoom from which it is drawn. */
  Basemap.prototype.addLevel = function (level) {
    var precision = level.precision;
    this.levels.push({
      name: level.name,
      from: level.from,
      box: boxPath(level.bbox),
      bounds: pathBounds(level.bbox),
      first: this.levels.length === 0,
      land: level.polygons.map(function (rings) { return pathOf(rings, precision, level.bbox); }),
      rivers: []
    });
    this.levels.sort(function (a, b) { return a.from - b.from; });
    this.levels.forEach(function (each, i) { each.first = i === 0; });
    this.redraw();
  };

  /** Take in the rivers of a level that has come before them. */
  Basemap.prototype.addRivers = function (name, rivers) {
    this.levels.forEach(function (level) {
      if (level.name !== name) return;
      level.rivers = rivers.map(function (river) {
        var line = lineOf(river.code, river.precision);
        line.rank = river.rank;
        return line;
      });
    });
    this.redraw();
  };

  function pathBounds(box) {
    var a = nm.flat(box[0], box[3]), b = nm.flat(box[2], box[1]);
    return [a.x, a.y, b.x, b.y];
  }

  Basemap.prototype.addAreas = function (areas) {
    this.areas = areas.map(function (area) {
      return { id: area.id, tone: area.tone, outlined: area.outlined, path: pathOf(area.rings, area.precision, null) };
    });
    this.redraw();
  };

  Basemap.prototype.addBoundaries = function (boundaries) {
    this.boundaries = boundaries.map(function (each) {
      var line = lineOf(each.code, each.precision);
      line.from = each.from || "";
      line.to = each.to || "9999";
      line.kind = each.kind;
      return line;
    });
    this.redraw();
  };

  /** Relief arrives as image bytes; `then` is called when it has been decoded and drawn. */
  Basemap.prototype.addRelief = function (relief, then) {
    var self = this, image = new Image();
    image.onload = function () {
      self.reliefs = (self.reliefs || []).concat({ image: image, from: relief.from, bounds: pathBounds(relief.bbox) });
      self.reliefs.sort(function (a, b) { return a.from - b.from; });
      self.redraw();
      then();
    };
    image.onerror = then;
    image.src = "data:image/webp;base64," + relief.data;
  };

  /** Show a state; `view`: the camera is about to fly there. */
  Basemap.prototype.show = function (state, view) {
    this.state = state;
    if (view) this.depart(view); else this.redraw();
  };

  /** Draw anew: something else than the view has changed. */
  Basemap.prototype.redraw = function () {
    this.drawn = this.pictures = null;
    this.draw();
  };

  Basemap.prototype.fly = function (flying) {
    if (Boolean(this.flying) === flying) return;
    this.flying = flying;
    this.pictures = null;
    this.fit();
  };

  /** Make ready for a flight: of the three pictures, all of the frame's size, the first is drawn at once and another with each frame. */
  Basemap.prototype.depart = function (view) {
    var size = this.map.getSize(), ends = [nm.toScreen(this.map), nm.screenOf(view, size)], box = [Infinity, Infinity, -Infinity, -Infinity];
    ends.forEach(function (s) {
      box = [Math.min(box[0], -s.x / s.scale), Math.min(box[1], -s.y / s.scale), Math.max(box[2], (size.x - s.x) / s.scale), Math.max(box[3], (size.y - s.y) / s.scale)];
    });
    var scale = Math.min(size.x / (box[2] - box[0]), size.y / (box[3] - box[1])) / ABOVE;
    var above = { scale: scale, x: size.x / 2 - ((box[0] + box[2]) / 2) * scale, y: size.y / 2 - ((box[1] + box[3]) / 2) * scale };
    this.pictures = [];
    this.due = [ends[0], above, ends[1]];
    this.drawn = null;
    this.draw();
  };

  /** The coarse picture of a view. */
  Basemap.prototype.picture = function (screen, size) {
    var canvas = document.createElement("canvas");
    canvas.width = size.x;
    canvas.height = size.y;
    this.paint(canvas, screen, size, 1);
    return { canvas: canvas, screen: screen };
  };

  /** A frame of a flight, the finer pictures over the coarser; false where they do not reach. */
  Basemap.prototype.compose = function (screen, size) {
    if (this.due.length) this.pictures.push(this.picture(this.due.shift(), size));
    var ctx = this.canvas.getContext("2d"), covered = false;
    var layers = this.pictures.map(function (each) {
      var k = screen.scale / each.screen.scale, x = screen.x - each.screen.x * k, y = screen.y - each.screen.y * k;
      covered = covered || (x <= 1 && y <= 1 && x + size.x * k >= size.x - 1 && y + size.y * k >= size.y - 1);
      return { canvas: each.canvas, k: k, x: x, y: y };
    });
    if (!covered) return false;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    layers.sort(function (a, b) { return b.k - a.k; }).forEach(function (each, i) {
      ctx.globalAlpha = i ? Math.max(0, Math.min(1, 2 + Math.log2(each.k))) : 1; /* from above, what is fine melts away */
      ctx.drawImage(each.canvas, each.x, each.y, size.x * each.k, size.y * each.k);
    });
    ctx.globalAlpha = 1;
    return true;
  };

  Basemap.prototype.pattern = function (kind, colour) {
    var key = kind + colour;
    if (!this.patterns[key]) this.patterns[key] = hatch(kind, colour, this.ratio);
    return this.patterns[key];
  };

  /** Draw what has been shown, unless just that has been drawn: a step that is cut to asks several times. */
  Basemap.prototype.draw = function () {
    var map = this.map;
    if (!map._loaded || this.waiting) return;
    var size = map.getSize(), screen = nm.toScreen(map);
    var asked = [screen.x, screen.y, screen.scale, size.x, size.y, Boolean(this.flying)].join();
    if (asked === this.drawn) return;
    this.drawn = asked;
    if (!this.pictures || !this.compose(screen, size)) this.paint(this.canvas, screen, size, this.ratio);
  };

  /** Draw all paths, with `ratio` pixels of the canvas for one of the frame. */
  Basemap.prototype.paint = function (canvas, screen, size, ratio) {
    var ctx = canvas.getContext("2d"), colours = this.colours, scale = screen.scale, zoom = Math.round(1e6 * Math.log2((scale * 360) / 256)) / 1e6;
    var view = [-screen.x / scale, -screen.y / scale, (size.x - screen.x) / scale, (size.y - screen.y) / scale];
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = colours.sea;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.setTransform(scale * ratio, 0, 0, scale * ratio, screen.x * ratio, screen.y * ratio);
    ctx.lineJoin = ctx.lineCap = "round";
    var levels = this.seen(view, zoom);
    var self = this;
    levels.forEach(function (level, index) {
      ctx.save();
      if (index > 0) {
        ctx.clip(level.box);
        ctx.fillStyle = colours.sea;
        ctx.fill(level.box);
      }
      var land = level.land.filter(function (each) { return meets(each.bounds, view); });
      if (!self.flying) {
        /* Shallows: one path, so that the shores of neighbouring islands do not add up. Left out in flight, where it would cost most. */
        var shore = new Path2D();
        land.forEach(function (each) { shore.addPath(shoreOf(each, scale)); });
        ctx.strokeStyle = colours.shore;
        [11, 5].forEach(function (width) {
          ctx.lineWidth = width / scale;
          ctx.stroke(shore);
        });
      }
      ctx.fillStyle = colours.land;
      land.forEach(function (each) { ctx.fill(each.fill, "evenodd"); });
      self.tint(ctx, land, view, scale);
      ctx.restore();
    });
    self.relief(ctx, view, zoom);
    levels.forEach(function (level, index) {
      ctx.save();
      if (index > 0) ctx.clip(level.box);
      else if (levels.length > 1) {
        var outside = new Path2D();
        outside.addPath(levels[1].box);
        outside.rect(view[0] - 1, view[1] - 1, view[2] - view[0] + 2, view[3] - view[1] + 2);
        ctx.clip(outside, "evenodd");
      }
      ctx.strokeStyle = colours.river;
      level.rivers.forEach(function (river) {
        if (!meets(river.bounds, view)) return;
        ctx.lineWidth = (river.rank <= 4 ? 1.3 : 1) / scale;
        ctx.stroke(river.path);
      });
      ctx.strokeStyle = colours.coast;
      ctx.lineWidth = (zoom > 5 ? 0.9 : 0.7) / scale;
      level.land.forEach(function (each) { if (meets(each.bounds, view)) ctx.stroke(each.coast); });
      ctx.restore();
    });
    this.borders(ctx, view, scale);
  };

  /** The levels that a view is drawn from, the coarsest first. */
  Basemap.prototype.seen = function (view, zoom) {
    var levels = this.levels.filter(function (level) {
      return (level.first || zoom >= level.from) && meets(level.bounds, view);
    });
    /* A level that covers the whole view hides the coarser ones under it. */
    for (var top = levels.length - 1; top > 0; top--) {
      var b = levels[top].bounds;
      if (b[0] <= view[0] && b[1] <= view[1] && b[2] >= view[2] && b[3] >= view[3]) return levels.slice(top);
    }
    return levels;
  };

  /** What names must know of: {land: rows, areas: {id: rows}, lines: [[x0, y0, …]] on the plane}; see rows.js. Areas and lines are those that show. */
  Basemap.prototype.ground = function (screen, size) {
    var rows = nm.rows, state = this.state, scale = screen.scale, view = [-screen.x / scale, -screen.y / scale, (size.x - screen.x) / scale, (size.y - screen.y) / scale];
    var frame = rows.empty(size), land = frame, areas = {}, drawn;
    rows.block(frame, [4, 4, size.x - 4, size.y - 4]);
    drawn = [screen.x, screen.y, scale, size.x, size.y, this.levels.length].join();
    if (this.landed !== drawn) {
      this.landed = drawn;
      this.seen(view, this.map.getZoom()).forEach(function (level, i) {
        var box = level.bounds, rings = [];
        level.land.forEach(function (each) { if (meets(each.bounds, view)) rings = rings.concat(each.rings); });
        var own = rows.fill(rings, screen, size), hole = rows.fill([[box[0], box[1], box[2], box[1], box[2], box[3], box[0], box[3]]], screen, size);
        land = i ? rows.each(land, hole, false).map(function (row, r) { return rows.tidy(row.concat(own[r])); }) : own;
      });
      this.land = land;
      this.pieces = {};
    }
    this.areas.forEach(function (area) {
      if (!state.lit[area.id] && !state.present[area.id]) return;
      areas[area.id] = this.pieces[area.id] = this.pieces[area.id] || rows.each(rows.each(rows.fill(area.path.rings, screen, size), area.outlined ? frame : this.land, true), frame, true);
    }, this);
    var lines = this.boundaries.filter(function (line) {
      return line.kind === "demarcation" && state.date >= line.from && state.date < line.to && meets(line.bounds, view);
    });
    return { land: this.land, areas: areas, lines: lines.map(function (line) { return line.points; }) };
  };

  /** Tint the areas: their land, or all of one that has an outline of its own (at sea, or small), with that outline. */
  Basemap.prototype.tint = function (ctx, land, view, scale) {
    var self = this, colours = this.colours;
    this.areas.forEach(function (area) {
      var lit = self.state.lit[area.id];
      if (!(lit || self.state.present[area.id]) || !meets(area.path.bounds, view)) return;
      var colour = colours[area.tone.colour] || colours.plain;
      var parts = area.outlined ? [area.path] : land;
      ctx.save();
      if (!area.outlined) ctx.clip(area.path.fill, "evenodd");
      ctx.globalAlpha = (lit ? 0.34 : 0.15) * (area.outlined ? 0.6 : 1);
      ctx.fillStyle = colour;
      parts.forEach(function (each) { ctx.fill(each.fill, "evenodd"); });
      if (!self.flying) {
        ctx.globalAlpha = lit ? 0.5 : 0.22;
        ctx.fillStyle = self.pattern(area.tone.pattern, colour);
        ctx.fillStyle.setTransform(ctx.getTransform().inverse()); /* the pattern keeps its size on the screen */
        parts.forEach(function (each) { ctx.fill(each.fill, "evenodd"); });
      }
      if (area.outlined) {
        ctx.globalAlpha = lit ? 1 : 0.5;
        ctx.strokeStyle = colour;
        ctx.lineWidth = (lit ? 1.8 : 1.1) / scale;
        ctx.stroke(area.path.fill);
      }
      ctx.restore();
    });
  };

  /** One relief for the whole view, the finest that covers it: two side by side would show a seam. */
  Basemap.prototype.relief = function (ctx, view, zoom) {
    var chosen = null;
    (this.reliefs || []).forEach(function (each, i) {
      var b = each.bounds, covers = b[0] <= view[0] && b[1] <= view[1] && b[2] >= view[2] && b[3] >= view[3];
      if (i === 0 || covers) chosen = each;
    });
    if (!chosen) return;
    var b = chosen.bounds, turns = b[2] - b[0] >= 360 ? [-360, 0, 360] : [0]; /* a picture of the whole world is on every turn of it */
    ctx.save();
    ctx.globalCompositeOperation = "hard-light";
    ctx.globalAlpha = (parseFloat(this.colours.relief) || 1) * (zoom > 7 ? Math.max(0.45, 1 - (zoom - 7) * 0.45) : 1);
    ctx.imageSmoothingQuality = this.flying ? "low" : "high";
    turns.forEach(function (turn) {
      if (meets([b[0] + turn, b[1], b[2] + turn, b[3]], view)) ctx.drawImage(chosen.image, b[0] + turn, b[1], b[2] - b[0], b[3] - b[1]);
    });
    ctx.restore();
  };

  Basemap.prototype.borders = function (ctx, view, scale) {
    var date = this.state.date, colours = this.colours, flying = this.flying; /* dashes cost too much in flight */
    this.boundaries.forEach(function (line) {
      if (date < line.from || date >= line.to || !meets(line.bounds, view)) return;
      ctx.setLineDash([]);
      var demarcation = line.kind === "demarcation";
      ctx.strokeStyle = colours["border-halo"];
      ctx.lineWidth = (demarcation ? 6 : 2.6) / scale;
      ctx.stroke(line.path);
      ctx.strokeStyle = demarcation ? colours.demarcation : colours.border;
      ctx.lineWidth = (demarcation ? 3 : 1) / scale;
      if (!flying) ctx.setLineDash((demarcation ? [0.1, 5] : [5, 2.5, 1, 2.5]).map(function (d) { return d / scale; }));
      ctx.stroke(line.path);
    });
    ctx.setLineDash([]);
  };

  nm.Basemap = Basemap;
})((window.narrativeMap = window.narrativeMap || {}));

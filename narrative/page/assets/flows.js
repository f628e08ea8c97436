/* Flows: bands along a route, as wide as what moves there is strong, drawn anew for every view at the same width on the screen. */
(function (nm) {
  "use strict";
  var WIDEST = 44, THINNEST = 1, ROOM = 840, SHARPEST = 1.6; /* as in narrative/page/flow_drawing.py */
  var make = nm.Scene.make;

  function normal(a, b) {
    var dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy) || 1;
    return { x: -dy / length, y: dx / length };
  }

  /** Where the edge of a band of half width 1 lies at its nth point. */
  function sideAt(spots, i) {
    var last = spots.length - 1, before = normal(spots[Math.max(i - 1, 0)], spots[Math.max(i, 1)]), after = normal(spots[Math.min(i, last - 1)], spots[Math.min(i + 1, last)]);
    var x = before.x + after.x, y = before.y + after.y, length = Math.hypot(x, y), reach = Math.min(SHARPEST, 2 / length);
    return length < 0.2 ? after : { x: (x / length) * reach, y: (y / length) * reach };
  }

  function thousands(value) { return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ","); }

  function Flow(stage, data) {
    var self = this, svg = stage.scene.svg;
    this.id = data.id;
    this.data = data;
    this.stage = stage;
    this.group = make("g", { "class": "flow", role: "img", "aria-label": data.title }, null);
    svg.insertBefore(this.group, svg.querySelector("g"));
    var layers = data.directions.map(function (name, number) { return make("g", { "class": "bands", "data-band": data.id + "-" + number }, self.group); });
    this.layers = layers;
    this.bands = data.bands.map(function (band) {
      return { of: band.of, path: make("path", {}, layers[band.of]), at: band.points.map(nm.project), strengths: band.points.map(function (p) { return p[2]; }) };
    });
    this.numbers = make("g", { "class": "band-numbers", "aria-hidden": "true" }, this.group);
    this.show(null);
  }

  /** How many pixels one of what is counted is wide: less on a small map, so that the bands leave room for the land. */
  Flow.prototype.scale = function () {
    return (WIDEST * nm.enlarged() * Math.max(0.5, Math.min(1, this.stage.map.getSize().x / ROOM))) / this.data.most;
  };

  Flow.prototype.show = function (use) {
    this.use = use;
    nm.Scene.reveal(this.group, Boolean(use));
    this.layers.forEach(function (layer, number) { nm.Scene.reveal(layer, use && (use.only === undefined || use.only === number)); });
    this.clear();
  };

  Flow.prototype.clear = function () {
    while (this.numbers.firstChild) this.numbers.removeChild(this.numbers.firstChild);
  };

  Flow.prototype.draw = function (screen) {
    if (!this.use) return;
    var scale = this.scale();
    this.bands.forEach(function (band) {
      var spots = band.at.map(screen.pixel), d = "";
      band.spots = spots;
      band.sides = spots.map(function (_, i) { return sideAt(spots, i); });
      for (var i = 0; i + 1 < spots.length; i++) {
        var half = Math.max(THINNEST, band.strengths[i] * scale) / 2, a = spots[i], b = spots[i + 1], p = band.sides[i], q = band.sides[i + 1];
        d += "M" + [a.x + p.x * half, a.y + p.y * half, b.x + q.x * half, b.y + q.y * half, b.x - q.x * half, b.y - q.y * half, a.x - p.x * half, a.y - p.y * half]
          .map(function (n) { return n.toFixed(1); }).join(" ") + "Z";
      }
      band.path.setAttribute("d", d);
    });
    this.clear(); /* numbers come when the camera rests */
  };

  /** How strong it is, at the left of the way, where that changes: the greatest changes first, none on another or on a name. */
  Flow.prototype.letter = function (taken) {
    this.clear();
    if (!this.use || this.stage.scene.flying) return;
    var self = this, scale = this.scale(), size = this.stage.map.getSize(), px = nm.enlarged(), wanted = [];
    this.bands.forEach(function (band) {
      if (!band.spots || (self.use.only !== undefined && band.of !== self.use.only)) return;
      band.strengths.forEach(function (strength, i) {
        if (i && strength === band.strengths[i - 1]) return;
        var half = Math.max(THINNEST, (i === band.strengths.length - 1 ? band.strengths[Math.max(i - 1, 0)] : strength) * scale) / 2, side = band.sides[i], long = Math.hypot(side.x, side.y) || 1;
        var words = thousands(strength), wide = words.length * 6.4 * px, away = half + 4 + 5 * px;
        /* at the left of who goes there: above on the way east, below on the way west */
        var x = band.spots[i].x - side.x * half - (side.x / long) * (away - half + (Math.abs(side.x / long) * wide) / 2), y = band.spots[i].y - side.y * half - (side.y / long) * (away - half);
        wanted.push({ words: words, of: band.of, x: x, y: y, box: [x - wide / 2, y - 6 * px, x + wide / 2, y + 6 * px], change: i ? Math.abs(strength - band.strengths[i - 1]) : strength });
      });
    });
    wanted.sort(function (a, b) { return b.change - a.change; });
    wanted.forEach(function (each) {
      var box = each.box;
      if (box[0] < 4 || box[1] < 4 || box[2] > size.x - 4 || box[3] > size.y - 4) return;
      if (taken.some(function (other) { return other[0] < box[2] && other[2] > box[0] && other[1] < box[3] && other[3] > box[1]; })) return;
      taken.push(box);
      make("text", { x: each.x.toFixed(1), y: each.y.toFixed(1), "text-anchor": "middle", dy: "0.35em" }, self.numbers).textContent = each.words;
    });
  };

  /** The key: directions, widths, and the chart that stands beside the flow in the list. */
  Flow.prototype.rows = function (parent, use) {
    var data = this.data, scale = this.scale(), step = Math.pow(10, Math.floor(Math.log10(data.most)));
    data.directions.forEach(function (name, number) {
      if (use.only !== undefined && use.only !== number) return;
      var row = L.DomUtil.create("div", "drawn-row", parent), mark = L.DomUtil.create("i", "", row);
      mark.dataset.band = data.id + "-" + number;
      row.appendChild(document.createTextNode(name));
    });
    var widths = L.DomUtil.create("div", "drawn-widths", parent);
    [step, step / 10].forEach(function (value) {
      var cell = L.DomUtil.create("span", "", widths), bar = L.DomUtil.create("i", "", cell);
      bar.style.height = Math.max(THINNEST, value * scale).toFixed(1) + "px";
      cell.appendChild(document.createTextNode(thousands(value) + " " + data.unit));
    });
    var figure = document.querySelector("#drawn-" + CSS.escape(data.id) + " .of-chart");
    if (figure && (data.chart === undefined || use.only === undefined || use.only === data.chart)) parent.appendChild(figure.cloneNode(true));
  };

  nm.drawings.kinds.push(function (stage, data) { return (data.flows || []).map(function (each) { return new Flow(stage, each); }); });
})((window.narrativeMap = window.narrativeMap || {}));

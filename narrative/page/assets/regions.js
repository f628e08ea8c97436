/* Coloured regions: areas by the class of their value, hatched where there is no figure, drawn anew for every view on a canvas of their own. */
(function (nm) {
  "use strict";
  var parts = nm.Basemap.parts;

  function dark() { return document.documentElement.dataset.theme === "dark" && !window.matchMedia("print").matches; }

  function Regions(stage, data, words) {
    this.id = data.id;
    this.data = data;
    this.words = words;
    this.stage = stage;
    this.canvas = L.DomUtil.create("canvas", "regions", stage.map.getContainer());
    this.canvas.setAttribute("aria-hidden", "true");
    this.regions = data.regions.map(function (each) { return { of: each.of, path: parts.pathOf(each.rings, data.precision, null) }; });
    this.show(null);
  }

  Regions.prototype.show = function (use) {
    this.use = use;
    this.canvas.style.display = use ? "" : "none";
  };

  Regions.prototype.colours = function () { return dark() ? this.data.dark : this.data.light; };

  Regions.prototype.draw = function (screen, size) {
    if (!this.use) return;
    var canvas = this.canvas, ratio = Math.min(window.devicePixelRatio || 1, 3), ctx = canvas.getContext("2d"), colours = this.colours(), style = getComputedStyle(this.stage.map.getContainer());
    if (canvas.width !== Math.round(size.x * ratio) || canvas.height !== Math.round(size.y * ratio)) {
      canvas.width = Math.round(size.x * ratio);
      canvas.height = Math.round(size.y * ratio);
      canvas.style.width = size.x + "px";
      canvas.style.height = size.y + "px";
    }
    canvas.style.opacity = this.use.opacity === undefined ? this.data.opacity : this.use.opacity;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.setTransform(screen.scale * ratio, 0, 0, screen.scale * ratio, screen.x * ratio, screen.y * ratio);
    ctx.lineJoin = "round";
    var none = hatch(ctx, style.getPropertyValue("--map-ink-2").trim(), ratio), view = [-screen.x / screen.scale, -screen.y / screen.scale, (size.x - screen.x) / screen.scale, (size.y - screen.y) / screen.scale];
    none.setTransform(ctx.getTransform().inverse()); /* the pattern keeps its size on the screen */
    this.regions.forEach(function (each) {
      if (!parts.meets(each.path.bounds, view)) return;
      ctx.fillStyle = each.of === null ? none : colours[each.of];
      ctx.fill(each.path.fill, "evenodd");
      ctx.strokeStyle = style.getPropertyValue("--map-halo").trim();
      ctx.lineWidth = 1.2 / screen.scale;
      ctx.stroke(each.path.fill);
    });
  };

  function hatch(ctx, colour, ratio) {
    var side = Math.round(7 * ratio), tile = document.createElement("canvas"), pen = tile.getContext("2d");
    tile.width = tile.height = side;
    pen.strokeStyle = colour;
    pen.lineWidth = ratio;
    pen.beginPath();
    for (var k = -1; k <= 2; k++) { pen.moveTo(k * side, side); pen.lineTo((k + 1) * side, 0); }
    pen.stroke();
    return ctx.createPattern(tile, "repeat");
  }

  Regions.prototype.rows = function (parent) {
    var data = this.data, box = L.DomUtil.create("ol", "drawn-classes", parent);
    data.classes.forEach(function (words, number) {
      var row = L.DomUtil.create("li", "", box), mark = L.DomUtil.create("i", "", row);
      mark.dataset.class = data.id + "-" + number;
      row.appendChild(document.createTextNode(words));
    });
    if (!data.none) return;
    var row = L.DomUtil.create("li", "", box);
    L.DomUtil.create("i", "is-none", row);
    row.appendChild(document.createTextNode(data.none));
  };

  nm.drawings.kinds.push(function (stage, data) { return (data.layers || []).map(function (each) { return new Regions(stage, each, data.words); }); });

  var recolour = nm.Stage.prototype.recolour;
  nm.Stage.prototype.recolour = function () {
    recolour.apply(this, arguments);
    if (this.drawings) this.drawings.draw();
  };
})((window.narrativeMap = window.narrativeMap || {}));

/* The graticule: meridians and parallels with their degrees, where a view has little else to recognise it by (open sea, a desert). */
(function (nm) {
  "use strict";
  var FEW = 6, LEAST_LINES = 3.2, EDGE = 6, PX = 11;
  var STEPS = [30, 20, 10, 5, 2, 1, 1 / 2, 1 / 4, 1 / 6, 1 / 12, 1 / 30, 1 / 60]; /* degrees */

  /** 12.5 of "NS" is 12°30′ N. */
  function written(value, signs) {
    var minutes = Math.round(Math.abs(value) * 60), sign = minutes ? " " + signs.charAt(value < 0 ? 1 : 0) : "";
    return Math.floor(minutes / 60) + "°" + (minutes % 60 ? (minutes % 60 < 10 ? "0" : "") + (minutes % 60) + "′" : "") + sign;
  }

  /** How many names a view has that are not the step's own. */
  function named(scene) {
    var dim = scene.standing.filter(function (entry) {
      return scene.present[entry.data.id] && !scene.state.lit[entry.data.id] && entry.shift && entry.visible;
    });
    return dim.length + scene.layers.base.querySelectorAll("text").length;
  }

  /** Draw it into the layer of the basemap's names, if there are few; `blocked`: rows of what is taken, see rows.js. */
  nm.graticule = function (scene, screen, size, blocked, font) {
    if (named(scene) >= FEW || size.x < 200 || size.y < 140) return;
    var compass = scene.words.compass, ruler = document.createElement("canvas").getContext("2d"), middle = { x: (size.x / 2 - screen.x) / screen.scale, y: (size.y / 2 - screen.y) / screen.scale };
    function at(x, y) { return nm.unproject({ x: (x - screen.x) / screen.scale, y: (y - screen.y) / screen.scale }); }
    var a = at(0, 0), b = at(size.x, size.y), d = "", texts = [], first = scene.layers.base.firstChild;
    function every(span) { return STEPS.filter(function (each) { return span / each >= LEAST_LINES; })[0] || STEPS[STEPS.length - 1]; }
    ruler.font = "400 " + PX * nm.enlarged() + "px " + font;
    function text(words, spots) {
      var w = ruler.measureText(words).width, h = PX * nm.enlarged();
      spots.some(function (spot) {
        var left = Math.max(EDGE, Math.min(spot[0] - w / 2, size.x - EDGE - w)), box = [left - 2, spot[1] - h / 2 - 1, left + w + 2, spot[1] + h / 2 + 1];
        if (nm.rows.share(blocked, box)) return false;
        nm.rows.block(blocked, box);
        return texts.push([words, left, spot[1] + h * 0.35, h]);
      });
    }
    /* Lines go on beyond the frame, for who moves the map. */
    var step = every(a.lat - b.lat);
    for (var lat = Math.ceil(b.lat / step) * step; lat <= a.lat; lat += step) {
      var y = nm.flat(0, lat).y * screen.scale + screen.y;
      d += "M" + -2 * size.x + " " + (y - size.y / 2).toFixed(1) + "H" + 2 * size.x;
      text(written(lat, compass.charAt(0) + compass.charAt(2)), [[0, y], [size.x, y]]);
    }
    step = every(b.lng - a.lng);
    for (var lng = Math.ceil(a.lng / step) * step; lng <= b.lng; lng += step) {
      var x = nm.flat(lng, 0).x * screen.scale + screen.x;
      d += "M" + (x - size.x / 2).toFixed(1) + " " + -2 * size.y + "V" + 2 * size.y;
      text(written(((lng + 540) % 360) - 180, compass.charAt(1) + compass.charAt(3)), [[x, EDGE + PX / 2], [x, size.y - EDGE - PX / 2]]);
    }
    var line = nm.Scene.make("path", { "class": "graticule", d: d });
    scene.layers.base.insertBefore(line, first);
    scene.lettered.push({ node: line, at: middle, dx: 0, dy: 0 });
    texts.forEach(function (each) {
      var node = nm.Scene.make("text", { "class": "base degrees", "font-size": each[3] }, scene.layers.base);
      nm.Scene.make("tspan", { x: 0 }, node).textContent = each[0];
      scene.lettered.push({ node: node, at: middle, dx: each[1] - size.x / 2, dy: each[2] - size.y / 2 });
    });
  };
})((window.narrativeMap = window.narrativeMap || {}));

/* The scene: the story's places, the links between them and all lettering, as SVG over the basemap.
 *
 * show(state) draws a whole state; nothing of the state before it is kept. Every place is in the accessibility tree by its name.
 */
(function (nm) {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";

  function make(tag, attributes, parent) {
    var node = document.createElementNS(SVG, tag);
    Object.keys(attributes || {}).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (parent) parent.appendChild(node);
    return node;
  }

  /** By an attribute, which leaves no trace when it is taken away again (an emptied style attribute would). */
  function reveal(node, shown) {
    if (shown) node.removeAttribute("display"); else node.setAttribute("display", "none");
  }

  function Scene(map, data) {
    this.map = map;
    this.places = {};
    this.links = [];
    this.words = data.words;
    this.kinds = data.kinds;
    this.doubts = data.doubts;
    this.baseLabels = [];
    this.progress = 1;
    this.hovered = null;
    var svg = (this.svg = make("svg", { "class": "scene", role: "group", "aria-label": data.words.places }, map.getContainer()));
    var defs = make("defs", {}, svg);
    var hatch = make("pattern", { id: "hatch", width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
    make("rect", { width: 4, height: 4, "class": "hatch-ground" }, hatch);
    make("rect", { width: 1.3, height: 4, "class": "hatch-line" }, hatch);
    this.layers = {};
    ["lines", "base", "links", "areas", "points"].forEach(function (name) {
      this.layers[name] = make("g", { "class": "layer-" + name }, svg);
    }, this);
    this.layers.base.setAttribute("aria-hidden", "true");
    data.places.forEach(this.addPlace, this);
    map.on("move viewreset", this.update, this);
    map.on("moveend resize", this.letter, this);
  }

  Scene.prototype.addPlace = function (place) {
    var layer = place.kind === "line" ? "lines" : place.kind === "area" ? "areas" : "points", doubt = this.doubts[place.certainty], scene = this;
    var g = make("g", { "class": "place " + place.kind + (doubt ? " doubtful" : "") + (doubt && doubt.open ? " open" : "") + (place.other ? " other" : "") + (place.water ? " water" : ""), "data-place": place.id, role: "button", tabindex: -1 }, this.layers[layer]);
    g.setAttribute("aria-label", place.title + (doubt ? ", " + doubt.words : ""));
    var entry = { data: place, node: g, at: nm.project(place.at) };
    if (place.kind === "line") {
      entry.lines = place.lines.map(function (code) { return nm.decode(code, place.precision); });
      entry.casing = make("path", { "class": "casing" }, g);
      entry.path = make("path", { "class": "line" }, g);
    }
    entry.inner = make("g", { "class": "inner" }, g);
    if (place.kind === "point") {
      make("circle", { "class": "reach", r: 17 }, entry.inner);
      if (doubt) make("circle", { "class": "halo", r: doubt.halo }, entry.inner);
      make("circle", { "class": "ring", r: 9.5 }, entry.inner);
      make("circle", { "class": "dot", r: 4.2 }, entry.inner);
    }
    if (place.kind === "area") make("circle", { "class": "reach", r: 20 }, entry.inner);
    entry.label = make("text", { "class": "label" }, g);
    ["mouseenter", "focus"].forEach(function (name) { g.addEventListener(name, function () { scene.hover(place.id, true); }); });
    ["mouseleave", "blur"].forEach(function (name) { g.addEventListener(name, function () { scene.hover(null, true); }); });
    function open(event) {
      if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      if (scene.onOpen) scene.onOpen(place.id, g);
    }
    g.addEventListener("click", open);
    g.addEventListener("keydown", open);
    this.places[place.id] = entry;
  };

  Scene.prototype.addLabels = function (labels) {
    this.baseLabels = labels.map(function (label) {
      label.at = nm.flat(label.lonlat[0], label.lonlat[1]);
      return label;
    });
    this.letter();
  };

  /** Draw a state whole: {date, lit: {id: true}, links: [{from, to, kind, status, label, disputedBy}]}. */
  Scene.prototype.show = function (state) {
    this.state = state;
    this.present = {};
    Object.keys(this.places).forEach(function (id) {
      var entry = this.places[id], data = entry.data, lit = Boolean(state.lit[id]);
      var now = (!data.from || state.date >= data.from) && (!data.to || state.date < data.to);
      var there = lit || (now && !data.hidden);
      this.present[id] = there;
      entry.node.classList.toggle("is-lit", lit);
      entry.node.classList.toggle("is-dim", !lit);
      reveal(entry.node, there);
      entry.node.setAttribute("tabindex", lit ? 0 : -1);
    }, this);
    var layer = this.layers.links, bends = nm.links.bends(state.links), scene = this;
    while (layer.firstChild) layer.removeChild(layer.firstChild);
    this.links = state.links.map(function (link, i) {
      var g = make("g", { "class": "link" + (scene.kinds[link.kind].thin ? " is-thin" : ""), "data-kind": link.kind, "data-status": link.status, role: link.disputedBy ? "group" : "img", "aria-label": link.words }, layer);
      var entry = { data: link, bent: bends[i], path: make("path", { "class": "body" }, g), label: make("text", { "class": "link-label", "aria-hidden": "true" }, g) };
      entry.ends = [scene.places[link.from].at, scene.places[link.to].at];
      entry.sign = make("g", { "class": "sign" }, g);
      if (link.disputedBy) {
        entry.sign.setAttribute("role", "link");
        entry.sign.setAttribute("tabindex", "0");
        entry.sign.setAttribute("aria-label", link.disputedWords);
        make("circle", { r: 10 }, entry.sign);
        make("text", { y: 5, "text-anchor": "middle" }, entry.sign).textContent = "≠";
        ["click", "keydown"].forEach(function (name) {
          entry.sign.addEventListener(name, function (event) {
            if (event.type === "keydown" && event.key !== "Enter") return;
            if (scene.onStep) scene.onStep(link.disputedBy);
          });
        });
      } else entry.sign.innerHTML = scene.kinds[link.kind].glyph;
      return entry;
    });
    if (this.onShow) this.onShow();
    this.update();
  };

  Scene.prototype.grow = function (progress) {
    this.progress = progress;
    this.drawLinks(nm.toScreen(this.map));
  };

  Scene.prototype.hover = function (id, fromMap) {
    if (this.hovered) this.places[this.hovered].node.classList.remove("is-hovered");
    this.hovered = id;
    if (id && this.places[id]) {
      var entry = this.places[id];
      entry.node.classList.add("is-hovered");
      reveal(entry.node, true);
    } else this.hovered = null;
    if (this.state) {
      Object.keys(this.places).forEach(function (each) {
        if (each !== id) reveal(this.places[each].node, this.present[each]);
      }, this);
    }
    if (fromMap && this.onHover) this.onHover(id);
    this.update();
    this.letter();
  };

  Scene.prototype.update = function () {
    if (!this.state || !this.map._loaded) return;
    var screen = nm.toScreen(this.map), size = this.map.getSize();
    Object.keys(this.places).forEach(function (id) {
      var entry = this.places[id], x = entry.at.x * screen.scale + screen.x, y = entry.at.y * screen.scale + screen.y;
      var lit = entry.data.kind === "point" && (this.hovered === id || Boolean(this.state.lit[id]));
      var slack = lit ? -8 : 10; /* a lit place half over the edge would have its name cut: it is named as one beyond it */
      entry.visible = x > -slack && y > -slack && x < size.x + slack && y < size.y + slack;
      var away = lit && !entry.visible;
      entry.node.classList.toggle("is-away", away);
      if (away) {
        var stand = this.exit(id, { x: x, y: y }, screen, size);
        entry.sign = SIGNS[(Math.round(Math.atan2(y - stand.y, x - stand.x) / (Math.PI / 4)) + 8) % 8];
        x = stand.x;
        y = stand.y;
        entry.visible = true;
      }
      entry.x = x;
      entry.y = y;
      entry.inner.setAttribute("transform", "translate(" + x.toFixed(2) + " " + y.toFixed(2) + ")");
      if (entry.lines) {
        var d = entry.lines.map(function (c) {
          var points = [];
          for (var i = 0; i < c.length; i += 2) points.push((c[i] * screen.scale + screen.x).toFixed(1) + " " + (c[i + 1] * screen.scale + screen.y).toFixed(1));
          return "M" + points.join("L");
        }).join("");
        entry.casing.setAttribute("d", d);
        entry.path.setAttribute("d", d);
      }
      if (entry.shift) this.setLabel(entry);
    }, this);
    if (this.lettered) this.lettered.forEach(function (label) {
      label.node.setAttribute("transform", "translate(" + (label.at.x * screen.scale + screen.x + label.dx).toFixed(1) + " " + (label.at.y * screen.scale + screen.y + label.dy).toFixed(1) + ")");
    });
    this.drawLinks(screen);
  };

  var SIGNS = ["→", "↘", "↓", "↙", "←", "↖", "↑", "↗"];

  /** Where the name of a place off the map stands: where its link leaves the frame, else at the edge nearest to it. In pixels. */
  Scene.prototype.exit = function (id, place, screen, size) {
    var edge = 30, found = null;
    function inside(p) { return p.x > edge && p.y > edge && p.x < size.x - edge && p.y < size.y - edge; }
    this.links.forEach(function (link) {
      if (found || (link.data.from !== id && link.data.to !== id)) return;
      var ends = link.ends.map(function (p) { return { x: p.x * screen.scale + screen.x, y: p.y * screen.scale + screen.y }; });
      var way = nm.links.samples(ends[0], ends[1], link.bent, 0.01).filter(inside);
      if (way.length) found = way[link.data.to === id ? way.length - 1 : 0];
    });
    if (found) return found;
    var dx = place.x - size.x / 2, dy = place.y - size.y / 2;
    var part = Math.min((size.x / 2 - edge) / Math.max(Math.abs(dx), 1), (size.y / 2 - edge) / Math.max(Math.abs(dy), 1));
    return { x: size.x / 2 + dx * part, y: size.y / 2 + dy * part };
  };

  Scene.prototype.drawLinks = function (screen) {
    this.links.forEach(function (link) {
      var ends = link.ends.map(function (p) { return { x: p.x * screen.scale + screen.x, y: p.y * screen.scale + screen.y }; });
      link.path.setAttribute("d", nm.links.outline(ends[0], ends[1], link.data.kind, link.bent, this.progress));
      var top = nm.links.apex(ends[0], ends[1], link.bent), far = Math.hypot(ends[0].x - ends[1].x, ends[0].y - ends[1].y);
      link.top = top;
      link.sign.setAttribute("transform", "translate(" + top.x.toFixed(1) + " " + top.y.toFixed(1) + ")");
      reveal(link.sign, this.progress === 1 && far >= 55);
      if (link.shift) link.label.setAttribute("transform", "translate(" + (top.x + link.shift.dx).toFixed(1) + " " + (top.y + link.shift.dy).toFixed(1) + ")");
      reveal(link.label, this.progress === 1 && Boolean(link.shift));
    }, this);
  };

  Scene.prototype.setLabel = function (entry) {
    entry.label.setAttribute("transform", "translate(" + ((entry.anchorAt || entry).x + entry.shift.dx).toFixed(1) + " " + ((entry.anchorAt || entry).y + entry.shift.dy).toFixed(1) + ")");
  };

  var ruler = document.createElement("canvas").getContext("2d");

  function measure(text, font, tracking) {
    ruler.font = font;
    return ruler.measureText(text).width + (tracking || 0) * text.length;
  }

  function broken(text, most) {
    if (text.length <= most || text.indexOf(" ") < 0) return [text];
    var words = text.split(" "), best = null;
    for (var i = 1; i < words.length; i++) {
      var pair = [words.slice(0, i).join(" "), words.slice(i).join(" ")];
      var longest = Math.max(pair[0].length, pair[1].length);
      if (!best || longest < best.longest) best = { pair: pair, longest: longest };
    }
    return best.pair;
  }

  function clear(node) {
    while (node.firstChild) node.removeChild(node.firstChild);
    ["font-size", "transform", "text-anchor"].forEach(function (name) { node.removeAttribute(name); });
  }

  function write(node, lines, lineHeight, anchor) {
    while (node.firstChild) node.removeChild(node.firstChild);
    node.setAttribute("text-anchor", anchor);
    lines.forEach(function (line, i) {
      make("tspan", { x: 0, dy: i ? lineHeight : 0 }, node).textContent = line;
    });
  }

  /* What is measured is what the style sheet draws. */
  var drawn = getComputedStyle(document.documentElement), SANS = drawn.getPropertyValue("--sans"), SERIF = drawn.getPropertyValue("--serif");
  var FACES = { /* kind: [size, style and weight, family, tracking] */
    sea: [13, "italic 400", SERIF, 0.6], ocean: [15, "italic 400", SERIF, 1.5], country: [12, "400", SANS, 2.2], region: [11.5, "400", SANS, 2.2],
    range: [11, "italic 400", SERIF, 1], river: [11.5, "italic 400", SERIF, 0], city: [11.5, "400", SANS, 0]
  };

  /** Set all lettering for the view at rest. */
  Scene.prototype.letter = function () {
    var map = this.map, state = this.state;
    if (!state || !map._loaded || this.flying) return;
    this.update();
    var size = map.getSize(), zoom = map.getZoom(), screen = nm.toScreen(map), small = size.x < 480 || size.y < 420;
    var items = [], taken = this.reserved ? this.reserved(size) : [], scene = this;
    var shown = Object.keys(this.places).map(function (id) { return scene.places[id]; }).filter(function (entry) { return scene.present[entry.data.id] || scene.hovered === entry.data.id; });
    Object.keys(this.places).forEach(function (id) { /* no trace of the view before */
      scene.places[id].shift = null;
      clear(scene.places[id].label);
    });
    shown.forEach(function (entry) {
      var lit = state.lit[entry.data.id] || scene.hovered === entry.data.id, r = lit ? 9 : 4;
      if (entry.data.kind === "point" && entry.visible) taken.push([entry.x - r, entry.y - r, entry.x + r, entry.y + r]);
    });
    this.links.forEach(function (link) {
      var ends = link.ends.map(function (p) { return { x: p.x * screen.scale + screen.x, y: p.y * screen.scale + screen.y }; });
      nm.links.samples(ends[0], ends[1], link.bent).forEach(function (p) {
        var b = [p.x - 5, p.y - 5, p.x + 5, p.y + 5];
        b.soft = true;
        taken.push(b);
      });
      link.shift = null;
    });
    shown.sort(function (a, b) {
      return (state.lit[b.data.id] ? 1 : 0) - (state.lit[a.data.id] ? 1 : 0) || (a.data.kind === "area") - (b.data.kind === "area") || a.data.rank - b.data.rank || (a.data.id < b.data.id ? -1 : 1);
    });
    function addPlaceItem(entry, lit) {
      var data = entry.data, area = data.kind === "area", px = lit ? (area ? 14 : 15) : 12.5;
      if (small) px -= 1;
      var font = (lit ? "600 " : "400 ") + px + "px " + SANS, tracking = area ? 1 : 0;
      var text = data.title + (scene.doubts[data.certainty] ? scene.doubts[data.certainty].sign : ""), away = entry.node.classList.contains("is-away");
      if (away) text = entry.sign + " " + text; /* a name that points the way, not a place on this map */
      var lines = area || small ? broken(text, area ? 14 : 18) : [text];
      var at = { x: entry.x, y: entry.y }, visible = entry.visible;
      if (data.kind === "line") {
        at = lineAnchor(entry, screen, size);
        visible = Boolean(at);
      }
      if (!visible) return;
      entry.anchorAt = data.kind === "line" ? at : null;
      items.push({
        x: at.x, y: at.y, line: px * 1.15, height: px * 1.15 * lines.length, gap: data.kind === "line" ? 8 : lit ? 13 : 8, must: lit, free: area, reach: area ? (lit ? [24, 48, 80, 120] : [24, 50]) : null,
        width: Math.max.apply(null, lines.map(function (line) { return measure(line, font, tracking); })),
        done: function (spot) {
          entry.label.setAttribute("font-size", px);
          entry.shift = spot;
          write(entry.label, lines, px * 1.15, spot.anchor);
          scene.setLabel(entry);
        }
      });
    }
    shown.forEach(function (entry) { if (state.lit[entry.data.id] || scene.hovered === entry.data.id) addPlaceItem(entry, true); });
    this.links.forEach(function (link) {
      if (!link.data.label || small) return;
      items.push({
        x: link.top.x, y: link.top.y, line: 13, height: 13, gap: 12, width: measure(link.data.label, "italic 400 12px " + SANS, 0),
        done: function (spot) {
          link.shift = spot;
          write(link.label, [link.data.label], 13, spot.anchor);
        }
      });
    });
    shown.forEach(function (entry) { if (!state.lit[entry.data.id] && scene.hovered !== entry.data.id) addPlaceItem(entry, false); });
    var layer = this.layers.base, titles = {};
    shown.forEach(function (entry) { titles[entry.data.title] = true; });
    while (layer.firstChild) layer.removeChild(layer.firstChild);
    this.lettered = [];
    this.baseLabels.forEach(function (label) {
      var x = label.at.x * screen.scale + screen.x, y = label.at.y * screen.scale + screen.y, face = FACES[label.kind] || FACES.city;
      if (zoom < label.min || zoom > label.max || (label.from && state.date < label.from) || (label.to && state.date >= label.to) || titles[label.name]) return;
      if (x < 0 || y < 0 || x > size.x || y > size.y) return;
      var lines = label.kind === "city" ? [label.name] : broken(label.name, 13), city = label.kind === "city", px = face[0] - (small ? 1 : 0);
      if (city) taken.push([x - 3, y - 3, x + 3, y + 3]);
      items.push({
        x: x, y: y, line: px * 1.15, height: px * 1.15 * lines.length, gap: 6, free: !city, reach: city || label.kind === "river" ? null : [16, 32],
        width: Math.max.apply(null, lines.map(function (line) { return measure(label.kind === "country" || label.kind === "region" ? line.toUpperCase() : line, face[1] + " " + px + "px " + face[2], face[3]); })),
        done: function (spot) {
          if (city) {
            var dot = make("circle", { "class": "city-dot", r: 2 }, layer);
            scene.lettered.push({ node: dot, at: label.at, dx: 0, dy: 0 });
          }
          var node = make("text", { "class": "base " + label.kind }, layer);
          node.setAttribute("font-size", px);
          write(node, lines, px * 1.15, spot.anchor);
          scene.lettered.push({ node: node, at: label.at, dx: spot.dx, dy: spot.dy });
        }
      });
    });
    nm.labels.place(items, taken, size).forEach(function (spot, i) { if (spot) items[i].done(spot); });
    this.update();
  };

  /** A line is named at its eastern end if that shows, else at its western end, else in the middle of what shows. */
  function lineAnchor(entry, screen, size) {
    var ends = [], inside = [];
    entry.lines.forEach(function (c) {
      for (var i = 0; i < c.length; i += 2) {
        var p = { x: c[i] * screen.scale + screen.x, y: c[i + 1] * screen.scale + screen.y };
        if (p.x > 8 && p.y > 8 && p.x < size.x - 8 && p.y < size.y - 8) inside.push(p);
      }
      ends.push({ x: c[c.length - 2] * screen.scale + screen.x, y: c[c.length - 1] * screen.scale + screen.y });
    });
    if (!inside.length) return null;
    inside.sort(function (a, b) { return a.x - b.x; });
    var east = inside[inside.length - 1];
    return east.x < size.x - 110 ? east : inside[0].x > 110 ? inside[0] : inside[Math.floor(inside.length / 2)];
  }

  nm.Scene = Scene;
})((window.narrativeMap = window.narrativeMap || {}));

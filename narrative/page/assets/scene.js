/* The scene: the story's places, the links between them and all lettering, as SVG over the basemap.
 *
 * show(state) draws a whole state; nothing of the state before it is kept. Every place is in the accessibility tree by its name.
 */
(function (nm) {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg", FEW = 200; /* so many places all have an element; of more, those that are near: near.js */

  function make(tag, attributes, parent) {
    var node = document.createElementNS(SVG, tag);
    Object.keys(attributes || {}).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (parent) parent.appendChild(node);
    return node;
  }

  /** An attribute, unless it is so already. */
  function put(node, name, value) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }

  /** By an attribute, which leaves no trace when it is taken away again (an emptied style attribute would). */
  function reveal(node, shown) {
    if (shown) node.removeAttribute("display"); else put(node, "display", "none");
  }

  function moved(node, to, by) {
    put(node, "transform", "translate(" + (to.x + (by ? by.dx : 0)).toFixed(1) + " " + (to.y + (by ? by.dy : 0)).toFixed(1) + ")");
  }

  function Scene(map, data) {
    this.map = map;
    this.places = {};
    this.standing = []; /* those of them that have an element, in their order */
    this.links = [];
    this.words = data.words;
    this.kinds = data.kinds;
    this.doubts = data.doubts;
    this.baseLabels = [];
    this.progress = 1;
    this.hovered = null;
    this.foot = 0; /* the credit line's height: a lit place under it counts as one beyond the edge. In pixels */
    var svg = (this.svg = make("svg", { "class": "scene", role: "group", "aria-label": data.words.places }, map.getContainer()));
    var defs = make("defs", {}, svg);
    [""].concat(Object.keys(data.sides)).forEach(function (side) { /* in the colour of each */
      var hatch = make("pattern", { id: side ? "hatch-" + side : "hatch", width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)", "data-side": side }, defs);
      make("rect", { width: 4, height: 4, "class": "hatch-ground" }, hatch);
      make("rect", { width: 1.3, height: 4, "class": "hatch-line" }, hatch);
    });
    this.layers = {};
    ["lines", "base", "links", "areas", "points"].forEach(function (name) {
      this.layers[name] = make("g", { "class": "layer-" + name }, svg);
    }, this);
    this.layers.base.setAttribute("aria-hidden", "true");
    data.places.forEach(function (place, i) {
      var entry = (this.places[place.id] = { data: place, index: i, at: nm.project(place.at), spots: (place.spots || [place.at]).map(nm.project) });
      if (place.kind === "line") entry.lines = (place.lines || []).map(line); /* those of others follow */
      if (data.places.length <= FEW) this.raise(entry);
    }, this);
    map.on("move viewreset", function () { this.update(); }, this);
    map.on("moveend resize", function () { this.letter(); }, this);
  }

  /** Give a place its element. */
  Scene.prototype.raise = function (entry) {
    if (entry.node) return;
    var place = entry.data, layer = place.kind === "line" ? "lines" : place.kind === "area" ? "areas" : "points", doubt = this.doubts[place.certainty], scene = this;
    var g = make("g", { "class": "place " + place.kind + (doubt ? " doubtful" : "") + (doubt && doubt.open ? " open" : "") + (place.other ? " other" : "") + (place.water ? " water" : ""), "data-place": place.id, role: "button", tabindex: -1 }, this.layers[layer]);
    entry.node = g;
    if (entry.lines) {
      entry.casing = make("path", { "class": "casing" }, g);
      entry.path = make("path", { "class": "line" }, g);
    }
    entry.inners = entry.spots.map(function () {
      var inner = make("g", { "class": "inner" }, g);
      if (place.kind === "point") {
        make("circle", { "class": "reach", r: 17 }, inner);
        if (doubt) make("circle", { "class": "halo", r: doubt.halo }, inner);
        make("circle", { "class": "ring", r: 9.5 }, inner);
        make("circle", { "class": "dot", r: 4.2 }, inner);
      }
      if (place.kind === "area") make("circle", { "class": "reach", r: 20 }, inner);
      return inner;
    });
    entry.leader = make("path", { "class": "leader" }, g);
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
    this.standing.push(entry);
    this.call(entry, this.state ? this.state.date : "");
  };

  /** Raise all that the view needs. */
  Scene.prototype.gather = function () {
    Object.keys(this.state.lit).forEach(function (id) { this.raise(this.places[id]); }, this);
  };

  /** A place has the name of the day. */
  Scene.prototype.call = function (entry, day) {
    var data = entry.data, doubt = this.doubts[data.certainty];
    entry.named = ((data.titles || []).find(function (each) { return (!each.from || day >= each.from) && (!each.to || day < each.to); }) || data).title;
    entry.title = entry.named + (doubt ? ", " + doubt.words : "");
    entry.node.setAttribute("aria-label", entry.title);
  };

  function line(code) { return nm.decode(code, 3); }

  /** Set all lettering. Nothing until lettering.js has come, which follows the first view. */
  Scene.prototype.letter = Scene.prototype.hover = function () {};

  /** Draw a state whole: {date, lit: {id: true}, links: [{from, to, kind, status, label, disputedBy}]}. */
  Scene.prototype.show = function (state) {
    this.state = state;
    this.present = Object.assign(Object.create(state.present), state.lit);
    this.gather();
    this.standing.forEach(this.dress, this);
    var layer = this.layers.links, bends = nm.links.bends(state.links), scene = this;
    while (layer.firstChild) layer.removeChild(layer.firstChild);
    this.links = state.links.map(function (link, i) {
      var g = make("g", { "class": "link" + (scene.kinds[link.kind].thin ? " is-thin" : ""), "data-kind": link.kind, "data-status": link.status, "data-side": link.side || "", role: link.disputedBy ? "group" : "img" }, layer);
      var entry = { data: link, bent: bends[i], path: make("path", { "class": "body" }, g), grain: make("path", { "class": "grain", fill: "none" }, g), label: make("text", { "class": "link-label", "aria-hidden": "true" }, g) };
      entry.way = link.way.map(nm.project);
      entry.sign = make("g", { "class": "sign" }, g);
      entry.say = function () { /* its words come after the first view */
        if (link.words) {
          g.setAttribute("aria-label", link.words);
          (g.querySelector("title") || make("title", {}, g)).textContent = link.words;
        }
        if (link.disputedWords) entry.sign.setAttribute("aria-label", link.disputedWords);
      };
      entry.say();
      if (link.disputedBy) {
        entry.sign.setAttribute("role", "link");
        entry.sign.setAttribute("tabindex", "0");
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

  /** A place as the state has it. */
  Scene.prototype.dress = function (entry) {
    var id = entry.data.id, lit = Boolean(this.state.lit[id]);
    if (entry.data.titles) this.call(entry, this.state.date);
    entry.beyond = false;
    entry.node.classList.toggle("is-lit", lit);
    entry.node.classList.toggle("is-dim", !lit);
    reveal(entry.node, this.present[id]);
    entry.node.setAttribute("tabindex", lit ? 0 : -1);
    if (lit) entry.node.setAttribute("aria-current", "true"); else entry.node.removeAttribute("aria-current");
  };

  Scene.prototype.grow = function (progress) {
    this.progress = progress;
    this.drawLinks();
  };

  Scene.prototype.update = function () {
    if (!this.state || !this.map._loaded) return;
    var screen = nm.toScreen(this.map), size = this.map.getSize();
    this.links.forEach(function (link) { link.curve = nm.links.curve(link.way.map(screen.pixel), link.bent); });
    this.standing.forEach(function (entry) {
      var id = entry.data.id, aside = entry.aside || { x: 0, y: 0 }, foot = this.foot;
      var lit = entry.data.kind === "point" && (this.hovered === id || Boolean(this.state.lit[id]));
      var slack = lit ? -8 : 10; /* a lit place half over the edge would have its name cut: it is named as one beyond it */
      function within(p) { return p.x > -slack && p.y > -slack && p.x < size.x + slack && p.y < size.y + slack - (lit ? foot : 0); }
      entry.dots = entry.spots.map(screen.pixel).map(function (p) { return { x: p.x + aside.x, y: p.y + aside.y }; });
      /* Of a place in several spots the first that shows is named. */
      var seen = entry.dots.filter(within), x = (seen[0] || entry.dots[0]).x, y = (seen[0] || entry.dots[0]).y;
      entry.visible = seen.length > 0;
      entry.away = !this.flying && (entry.beyond || (lit && !entry.visible));
      entry.node.classList.toggle("is-away", entry.away);
      if (entry.away && this.exit) { /* which comes with the lettering */
        var stand = this.exit(id, { x: x, y: y }, screen, size);
        entry.sign = stand.sign;
        entry.leaves = stand.leaves;
        x = stand.x;
        y = stand.y;
        entry.visible = true;
      }
      entry.x = x;
      entry.y = y;
      entry.inners.forEach(function (inner, i) {
        var at = entry.stand ? screen.pixel(entry.stand) : !i && entry.away ? entry : entry.dots[i];
        put(inner, "transform", "translate(" + at.x.toFixed(2) + " " + at.y.toFixed(2) + ")");
      });
      if (entry.lines) {
        var d = entry.lines.map(function (c) {
          var points = [];
          for (var i = 0; i < c.length; i += 2) points.push((c[i] * screen.scale + screen.x).toFixed(1) + " " + (c[i + 1] * screen.scale + screen.y).toFixed(1));
          return "M" + points.join("L");
        }).join("");
        entry.casing.setAttribute("d", d);
        entry.path.setAttribute("d", d);
      }
      if (entry.shift) this.setLabel(entry, screen);
    }, this);
    if (this.lettered) this.lettered.forEach(function (label) {
      moved(label.node, screen.pixel(label.at), label);
    });
    this.drawLinks();
  };

  Scene.prototype.drawLinks = function () {
    this.links.forEach(function (link) {
      var top = (link.top = nm.links.along(link.curve, 0.5)), kind = link.data.kind;
      put(link.path, "d", nm.links.outline(link.curve, kind, this.progress));
      if (link.data.side) put(link.grain, "d", nm.links.grain(link.curve, kind, this.progress));
      if (this.progress === 1) moved(link.sign, top);
      reveal(link.sign, this.progress === 1 && link.curve.span >= 55);
      if (link.shift) moved(link.label, top, link.shift);
      reveal(link.label, this.progress === 1 && Boolean(link.shift));
    }, this);
  };

  /** A name stands beside its place, or at a point of the plane of its own (entry.stand). */
  Scene.prototype.setLabel = function (entry, screen) {
    var at = entry.stand ? screen.pixel(entry.stand) : entry;
    moved(entry.label, at, entry.shift);
    if (entry.shift.led) moved(entry.leader, at);
  };

  Scene.make = make;
  Scene.reveal = reveal;
  nm.Scene = Scene;
})((window.narrativeMap = window.narrativeMap || {}));

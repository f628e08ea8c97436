/* The stage: one step's state on the map (camera, basemap, scene, key), and the way from what is shown to it. */
(function (nm) {
  "use strict";

  /** data: {words, kinds, statuses, doubts, attribution, parts, places, steps: {id: {date, places, camera: [[lon, lat]…], closest, links}}} */
  function Stage(map, data) {
    var self = this;
    this.map = map;
    this.data = data;
    nm.links.kinds = data.kinds;
    this.know(data.steps);
    this.always = {}; /* the places that show at any date: {id: true} */
    this.dated = data.places.filter(function (place) {
      if (!place.hidden && !place.from && !place.to) self.always[place.id] = true;
      return !place.hidden && (place.from || place.to);
    });
    this.pending = data.parts.slice(); /* parts of the map that are still on their way */
    this.basemap = new nm.Basemap(map);
    /* A picture is drawn once, when all is there; a reader sees the map grow. */
    this.basemap.waiting = document.documentElement.hasAttribute("data-still") && this.pending.length > 0;
    this.scene = new nm.Scene(map, data);
    this.scene.reserved = function (size) { return self.reserved(size); };
    this.scene.ground = function (screen, size) { return self.basemap.ground(screen, size); };
    this.explored = false;
    map.on("dragstart", function () { self.explore(); });
    map.on("resize", function () { self.reframe(); });
    new ResizeObserver(function () { self.measure(); }).observe(map.getContainer());
    this.controls();
    var dark = window.matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", function () { self.recolour(); });
    window.matchMedia("print").addEventListener("change", function () { self.recolour(); });
  }

  /** Take in states of the map; a link without a way leads from the one place to the other. */
  Stage.prototype.know = function (steps) {
    var at = {}, all = this.data.steps;
    this.data.places.forEach(function (place) { at[place.id] = place.at; });
    Object.keys(steps).forEach(function (id) {
      all[id] = steps[id];
      steps[id].links.forEach(function (link) { link.way = link.way || [at[link.from], at[link.to]]; });
    });
  };

  /** Take in the frame's size, if it has changed: Leaflet then forgets its exact centre for one rounded to pixels. */
  Stage.prototype.measure = function () {
    var box = this.map.getContainer(), size = this.map.getSize();
    if (box.clientWidth !== size.x || box.clientHeight !== size.y) this.map.invalidateSize({ animate: false, pan: false });
  };

  Stage.prototype.recolour = function () {
    this.basemap.readColours();
    this.basemap.redraw();
  };

  /** Parts of the frame that lettering keeps clear of: the controls and the key. */
  Stage.prototype.reserved = function (size) {
    var frame = this.map.getContainer().getBoundingClientRect();
    return Array.prototype.map.call(this.map.getContainer().querySelectorAll(".keep-clear"), function (node) {
      var b = node.getBoundingClientRect();
      return [b.left - frame.left - 2, b.top - frame.top - 4, b.right - frame.left + 2, b.bottom - frame.top + 4];
    });
  };

  Stage.prototype.viewOf = function (id) {
    var step = this.data.steps[id], points = step.camera.map(nm.project), bends = nm.links.bends(step.links);
    /* An author who names a camera has chosen; what then lies outside is named at the edge. */
    if (!step.framed) step.links.forEach(function (link, i) {
      var way = link.way.map(nm.project);
      points = points.concat(way, nm.links.along(nm.links.curve(way, bends[i]), 0.5));
    });
    return nm.camera.frame(points, this.map.getSize(), step.closest);
  };

  Stage.prototype.stateOf = function (id) {
    var step = this.data.steps[id], lit = {}, present = Object.create(this.always);
    step.places.forEach(function (place) { lit[place] = true; });
    this.dated.forEach(function (place) {
      present[place.id] = (!place.from || step.date >= place.from) && (!place.to || step.date < place.to);
    });
    (step.ways || []).forEach(function (place) { present[place] = true; });
    return { date: step.date, lit: lit, present: present, links: step.links };
  };

  /** Show a step. still: cut there. done() is called when nothing moves any more and every part of the page has come. */
  Stage.prototype.show = function (id, still, done) {
    var self = this, state = this.stateOf(id), view = this.viewOf(id);
    var calm = still || document.hidden || nm.camera.prefersStill() || this.pending.length > 0;
    this.id = id;
    this.lastDone = done;
    this.token = (this.token || 0) + 1;
    var token = this.token, flight = calm ? 0 : nm.camera.flightTime(this.map, view);
    var growth = calm || !state.links.length ? 0 : Math.max(flight, 550), rests = 0;
    this.explored = false;
    this.map.getContainer().classList.remove("is-explored");
    this.fly(flight > 0);
    this.basemap.show(state, flight > 0 && view);
    this.scene.progress = growth ? 0 : 1;
    this.scene.bound = flight > 0 ? view : null; /* there too places will be seen */
    this.scene.show(state);
    function keyed() { /* once */
      keyed = function () {};
      self.key(state);
      self.seat(state, view);
    }
    if (!flight) keyed();
    this.atRest = null;
    function rested() {
      if (token !== self.token || ++rests < 2) return;
      if (flight) requestAnimationFrame(rest); else rest(); /* the map has been drawn: names come with the next frame */
    }
    function rest() {
      if (token !== self.token) return;
      keyed();
      self.fly(false);
      self.scene.letter();
      self.atRest = done;
      self.settle();
    }
    function landed() {
      self.basemap.fly(false);
      self.basemap.draw();
      rested();
    }
    nm.camera.fly(this.map, view, flight, landed);
    if (!growth) rested();
    var first = 0, frames = 0, delay = flight * 0.4;
    if (flight || growth) requestAnimationFrame(function frame(now) {
      if (token !== self.token || (!growth && !self.basemap.flying)) return;
      first = first || now;
      if (flight && frames === 2) keyed();
      if (self.basemap.flying && nm.camera.late(now - first, frames++)) { /* a cut is better than a few jerks */
        nm.camera.fly(self.map, view, 0, landed);
        delay = 0;
      }
      var t = growth ? Math.max(0, Math.min(1, (now - first - delay) / (growth - delay))) : 0;
      if (growth) self.scene.grow(t);
      if (t < 1) requestAnimationFrame(frame); else rested();
    });
  };

  Stage.prototype.fly = function (flying) {
    this.basemap.fly(flying);
    this.scene.flying = flying;
    this.map.getContainer().classList.toggle("is-flying", flying);
    if (this.measures && !flying) this.measures();
  };

  Stage.prototype.settle = function () {
    var self = this, done = this.atRest, token = this.token;
    if (!done || this.pending.length) return;
    this.atRest = null;
    /* Who photographs on this signal finds every label at its full strength: names that were hidden in flight fade in first. */
    requestAnimationFrame(function () {
      var fading = self.map.getContainer().getAnimations({ subtree: true }).map(function (each) { return each.finished; });
      Promise.allSettled(fading).then(function () {
        requestAnimationFrame(function () { if (token === self.token) done(); });
      });
    });
  };

  /** A part of the map has come: the view is drawn with it, and the page settles when it was the last. */
  Stage.prototype.arrived = function (part) {
    this.pending = this.pending.filter(function (each) { return each !== part; });
    if (part === "fonts") this.furnish(); /* in other letters the key and the credit line are of another height */
    if (!this.pending.length) {
      this.basemap.waiting = false;
      this.basemap.draw();
    } else if (this.basemap.waiting || !/^(labels|areas|fonts)$/.test(part)) return; /* names stand as they did until all has come */
    this.letterSoon();
    this.settle();
  };

  /** Key, scale bar and globe find their room anew. */
  Stage.prototype.furnish = function () {
    if (this.id && !this.explored) this.seat(this.stateOf(this.id), this.viewOf(this.id));
    if (this.measures) this.measures();
  };

  /** Letter the map before it is next drawn: parts that come together are lettered once. */
  Stage.prototype.letterSoon = function () {
    var self = this;
    if (this.lettering) return;
    this.lettering = requestAnimationFrame(function () {
      self.lettering = null;
      self.scene.letter();
    });
  };

  Stage.prototype.reframe = function () {
    if (!this.id || this.explored) return;
    var view = this.viewOf(this.id);
    this.seat(this.stateOf(this.id), view);
    if (!this.scene.flying) this.map.setView(view.center, view.zoom, { animate: false, reset: true });
    else this.show(this.id, true, this.lastDone);
  };

  Stage.prototype.explore = function () {
    this.explored = true;
    this.map.getContainer().classList.add("is-explored");
  };

  Stage.prototype.controls = function () {
    /* What stands on the map besides: the chip of those followed at its head; the key at its foot, above a row of scale bar and credit line. */
    var furniture = (this.furniture = L.DomUtil.create("div", "furniture", this.map.getContainer()));
    this.legend = L.DomUtil.create("div", "key keep-clear", furniture);
    this.legend.setAttribute("aria-hidden", "true"); /* the text alternative of the step says the same in words */
    this.foot = L.DomUtil.create("div", "foot", furniture);
    var credit = (this.credit = L.DomUtil.create("div", "credit keep-clear", this.foot));
    L.DomUtil.create("span", "whole", credit).textContent = this.data.attribution;
    L.DomUtil.create("span", "short", credit).textContent = this.data.credit;
  };

  /** The key to the step's signs, and where it stands: legend.js, which follows the first view. */
  Stage.prototype.key = Stage.prototype.seat = function () {};

  nm.Stage = Stage;
})((window.narrativeMap = window.narrativeMap || {}));

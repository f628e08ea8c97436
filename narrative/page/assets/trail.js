/* The trail: the links of all steps that are followed, together on the map under the step's own, each with its steps' numbers.
 *
 * It is an overlay of the choice and the step being read: the step's state knows nothing of it, and `leave` takes it away whole.
 */
(function (nm) {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";

  function make(tag, attributes, parent) {
    var node = document.createElementNS(SVG, tag);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    parent.appendChild(node);
    return node;
  }

  /** onStep(id) is called when a number is pressed. */
  function Trail(stage, onStep) {
    var self = this;
    this.stage = stage;
    this.scene = stage.scene;
    this.onStep = onStep;
    this.groups = null;
    this.reserved = stage.scene.reserved;
    this.draw = function () { if (self.groups) self.redraw(); };
  }

  /** links: [{step, number, title, data}] in order; places: ids; present: the step being read. Drawn when the scene shows its state. */
  Trail.prototype.enter = function (links, places, present) {
    var scene = this.scene, self = this, groups = {};
    this.leave();
    links.forEach(function (link) { /* one link for all that go the same way by the same means */
      var key = [link.data.from, link.data.to, link.data.kind, link.data.way].join(" ");
      var group = groups[key] || (groups[key] = { key: key, from: link.data.from, to: link.data.to, ends: [link.data.way[0], link.data.way[link.data.way.length - 1]], way: link.data.way, kind: link.data.kind, links: [] });
      group.links.push(link);
      group.present = group.present || link.step === present;
    });
    this.groups = Object.keys(groups).map(function (key) { return groups[key]; });
    bend(this.groups);
    this.places = places;
    this.present = present;
    this.layer = make("g", { "class": "layer-trail" }, scene.svg);
    scene.svg.insertBefore(this.layer, scene.layers.links);
    this.badges = make("g", { "class": "layer-trail-numbers" }, scene.svg);
    this.groups.forEach(function (group) { self.build(group); });
    scene.onShow = function () { self.shown(); };
    scene.reserved = function (size) { /* asked before each lettering, which follows when the fonts have come */
      self.redraw();
      return self.reserved(size).concat(self.taken());
    };
    scene.map.on("move viewreset moveend resize", this.draw);
  };

  /** How each link bends: as a step's own do, but ways between neighbouring places are kept apart too; the present step's comes first. */
  function bend(groups) {
    var taken = [];
    function near(a, b) { return Math.abs(a[0] - b[0]) < 3 && Math.abs(a[1] - b[1]) < 3; }
    groups.slice().sort(function (a, b) { return (b.present ? 1 : 0) - (a.present ? 1 : 0); }).forEach(function (group) {
      var more = 0, answer = false;
      taken.forEach(function (other) {
        if (near(group.ends[0], other.ends[0]) && near(group.ends[1], other.ends[1])) more += 0.5;
        if (near(group.ends[0], other.ends[1]) && near(group.ends[1], other.ends[0])) answer = true;
      });
      taken.push(group);
      group.bent = nm.links.bends([group])[0] * (answer ? -1 : 1) * (1 + more);
    });
  }

  Trail.prototype.leave = function () {
    if (!this.groups) return;
    this.groups = null;
    this.layer.remove();
    this.badges.remove();
    this.scene.onShow = null;
    this.scene.reserved = this.reserved;
    this.scene.map.off("move viewreset moveend resize", this.draw);
    this.scene.kept = {};
    this.scene.standing.forEach(function (entry) { entry.node.classList.remove("is-followed"); });
  };

  Trail.prototype.build = function (group) {
    var numbers = [], scene = this.scene, self = this, current = this.present;
    group.links.forEach(function (link) { if (numbers.indexOf(link.number) < 0) numbers.push(link.number); });
    group.path = make("path", { "class": "trail" + (scene.kinds[group.kind].dash.length ? " is-dashed" : "") + (group.present ? " is-present" : "") }, this.layer);
    var words = group.links.map(function (link) { return link.number + " " + link.title + ": " + link.data.words; }).join("; ");
    group.badge = make("g", { "class": "trail-number" + (group.present ? " is-present" : ""), role: "link", tabindex: 0, "aria-label": words }, this.badges);
    make("title", {}, group.badge).textContent = words;
    group.text = numbers.length > 6 ? numbers.slice(0, 5).join(" · ") + " …" : numbers.join(" · ");
    group.rect = make("rect", { y: -12, height: 24, rx: 12 }, group.badge);
    make("text", { y: 4.2, "text-anchor": "middle" }, group.badge).textContent = group.text;
    ["click", "keydown"].forEach(function (name) {
      group.badge.addEventListener(name, function (event) {
        if (event.type === "keydown" && event.key !== "Enter") return;
        event.preventDefault();
        event.stopPropagation();
        var at = group.links.findIndex(function (link) { return link.step === current; }); /* pressed again: the next of them */
        self.onStep(group.links[(at + 1) % group.links.length].step);
        var again = event.type === "keydown" && self.groups && self.groups.find(function (other) { return other.key === group.key; });
        if (again) again.badge.focus({ preventScroll: true }); /* it has been drawn anew */
      });
    });
  };

  /** The scene has drawn a step: places where the trail runs show too, and those that are followed wear a ring. */
  Trail.prototype.shown = function () {
    var scene = this.scene;
    function present(id) {
      scene.present[id] = scene.kept[id] = true;
    }
    scene.kept = {};
    this.groups.forEach(function (group) { present(group.from); present(group.to); });
    this.places.forEach(present);
    scene.gather();
    Object.keys(scene.kept).forEach(function (id) { scene.places[id].node.removeAttribute("display"); });
    this.places.forEach(function (id) { scene.places[id].node.classList.add("is-followed"); });
    this.redraw();
  };

  /** Of a link that the step draws itself: as it bends there. */
  Trail.prototype.curve = function (group, screen) {
    var own = this.scene.links.find(function (link) { return link.data.kind === group.kind && String(link.data.way) === String(group.way); });
    return Object.assign(nm.links.curve(group.way.map(nm.project).map(screen.pixel), (own || group).bent), { own: own });
  };

  function meets(a, b) { return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]; }

  Trail.prototype.redraw = function () {
    var scene = this.scene, map = scene.map;
    if (!map._loaded) return;
    var screen = nm.toScreen(map), size = map.getSize(), taken = this.reserved(size);
    scene.links.forEach(function (link) { if (link.top) taken.push([link.top.x - 12, link.top.y - 10, link.top.x + 12, link.top.y + 10]); });
    this.groups.forEach(function (group) {
      var curve = this.curve(group, screen);
      group.path.setAttribute("d", curve.own ? "" : nm.links.outline(curve, group.kind, 1)); /* the step draws its own */
      group.width = Math.max(24, Math.round(nm.textWidth(group.text, "600 12px")) + 11);
      group.rect.setAttribute("x", -group.width / 2);
      group.rect.setAttribute("width", group.width);
      var way = nm.links.samples(curve, 0.02), middle = way.length / 2, best = null;
      way.forEach(function (p, i) {
        var box = [p.x - group.width / 2 - 2, p.y - 12, p.x + group.width / 2 + 2, p.y + 12];
        if (box[0] < 4 || box[1] < 4 || box[2] > size.x - 4 || box[3] > size.y - 4) return;
        var cost = Math.abs(i - middle) + 100 * taken.filter(function (other) { return meets(box, other); }).length;
        if (!best || cost < best.cost) best = { cost: cost, p: p, box: box };
      });
      if (best && curve.span >= 34) {
        taken.push(best.box);
        group.box = best.box;
        group.badge.setAttribute("transform", "translate(" + best.p.x.toFixed(1) + " " + best.p.y.toFixed(1) + ")");
        group.badge.removeAttribute("display");
      } else {
        group.box = null;
        group.badge.setAttribute("display", "none");
      }
    }, this);
  };

  /** What lettering keeps clear of: the numbers, and the links where it can. */
  Trail.prototype.taken = function () {
    var screen = nm.toScreen(this.scene.map), boxes = [];
    this.groups.forEach(function (group) {
      if (group.box) boxes.push(group.box);
      nm.links.samples(this.curve(group, screen), 0.06).forEach(function (p) {
        boxes.push(Object.assign([p.x - 4, p.y - 4, p.x + 4, p.y + 4], { soft: true }));
      });
    }, this);
    return boxes;
  };

  /** Show all of it at once; the step's own view is one press away. */
  Trail.prototype.overview = function () {
    var scene = this.scene, points = this.places.map(function (id) { return scene.places[id].at; }), stage = this.stage;
    this.groups.forEach(function (group) {
      var way = group.way.map(nm.project);
      points = points.concat(way, nm.links.along(nm.links.curve(way, group.bent), 0.5));
    });
    if (!points.length) return;
    var view = nm.camera.frame(points, scene.map.getSize(), points.length > 1 ? 7 : 6.6);
    stage.explore();
    nm.camera.fly(scene.map, view, nm.camera.prefersStill() ? 0 : 600, function () { scene.letter(); });
  };

  nm.Trail = Trail;
})((window.narrativeMap = window.narrativeMap || {}));

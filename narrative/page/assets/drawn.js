/* What the author draws on the map: flows, old maps, coloured regions, each in the steps that name it, and the panel that names them. */
(function (nm) {
  "use strict";
  var ROOMY = { x: 560, y: 430 }; /* on a smaller map the panel is closed until it is asked for */
  var kinds = []; /* {make: function (stage, data, drawings) -> [sheet]}; a sheet: {id, show(use or null), draw(screen), letter(taken), rows(parent)} */

  /** data: {words, steps: {id: [{id, only?, opacity?}]}, flows: […]} */
  function Drawings(stage, data) {
    var self = this, container = stage.map.getContainer();
    this.stage = stage;
    this.data = data;
    this.named = {};
    this.sheets = [];
    kinds.forEach(function (make) { self.sheets = self.sheets.concat(make(stage, data)); });
    ["flows", "overlays", "layers"].forEach(function (key) { (data[key] || []).forEach(function (each) { self.named[each.id] = each; }); });
    var panel = (this.panel = L.DomUtil.create("details", "drawn keep-clear", stage.furniture));
    stage.furniture.insertBefore(panel, stage.furniture.firstChild);
    this.title = L.DomUtil.create("summary", "", panel);
    this.body = L.DomUtil.create("div", "drawn-body", panel);
    panel.hidden = true;
    panel.open = container.clientWidth >= ROOMY.x && container.clientHeight >= ROOMY.y;
    panel.addEventListener("toggle", function () { stage.letterSoon(); });
    L.DomEvent.disableClickPropagation(panel);
    L.DomEvent.disableScrollPropagation(panel);
    stage.map.on("move viewreset resize", this.draw, this);
    if (data.tiles) nm.drawings.tiles(stage, data.tiles, data.words);
    this.ready = Promise.all(this.sheets.map(function (sheet) { return sheet.ready; }));
    this.show(stage.id);
  }

  /** Show what a step draws, and nothing else. */
  Drawings.prototype.show = function (id) {
    var uses = {}, shown = [], self = this, body = this.body;
    (this.data.steps[id] || []).forEach(function (use) { uses[use.id] = use; });
    this.step = id;
    while (body.firstChild) body.removeChild(body.firstChild);
    this.sheets.forEach(function (sheet) {
      var use = uses[sheet.id];
      sheet.show(use || null);
      if (!use) return;
      var part = L.DomUtil.create("section", "", body), named = self.named[sheet.id];
      L.DomUtil.create("h3", "", part).textContent = named.title;
      sheet.rows(part, use);
      var credit = L.DomUtil.create("p", "", part);
      credit.textContent = named.credit + ". ";
      var more = L.DomUtil.create("a", "", credit);
      more.href = "#drawn-" + sheet.id;
      more.textContent = self.data.words.more;
      shown.push(named.title);
    });
    this.title.textContent = shown.length > 1 ? this.data.words.drawn + " (" + shown.length + ")" : shown[0] || "";
    body.classList.toggle("is-one", shown.length < 2);
    this.panel.hidden = !shown.length;
    this.draw();
  };

  Drawings.prototype.draw = function () {
    var map = this.stage.map, screen;
    if (!map._loaded) return;
    screen = nm.toScreen(map);
    this.sheets.forEach(function (sheet) { sheet.draw(screen, map.getSize()); });
  };

  /** Letter the drawings where they leave the map's own names alone. */
  Drawings.prototype.letter = function () {
    var frame = this.stage.map.getContainer(), from = frame.getBoundingClientRect(), taken = [];
    frame.querySelectorAll("svg.scene .label, .layer-base text, .keep-clear").forEach(function (node) {
      var box = node.getBoundingClientRect();
      if (box.width) taken.push([box.left - from.left - 2, box.top - from.top - 1, box.right - from.left + 2, box.bottom - from.top + 1]);
    });
    this.sheets.forEach(function (sheet) { if (sheet.letter) sheet.letter(taken); });
  };

  var show = nm.Stage.prototype.show, letter = nm.Scene.prototype.letter, arrive = nm.arrive;

  nm.Stage.prototype.show = function (id) {
    if (this.drawings) this.drawings.show(id);
    show.apply(this, arguments);
  };

  nm.Scene.prototype.letter = function () {
    letter.apply(this, arguments);
    if (nm.stage && nm.stage.drawings) nm.stage.drawings.letter();
  };

  nm.arrive = function (part) {
    if (part !== "drawn" || !nm.stage) return arrive(part);
    var stage = nm.stage;
    stage.drawings = new Drawings(stage, JSON.parse(document.getElementById("part-drawn").textContent).drawn);
    stage.drawings.ready.then(function () { stage.arrived(part); }); /* a picture waits for old maps to be decoded */
  };

  nm.drawings = { kinds: kinds };
})((window.narrativeMap = window.narrativeMap || {}));

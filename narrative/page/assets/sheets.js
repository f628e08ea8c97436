/* Old maps: pictures on the map's own projection, one element for each size, moved and scaled with the camera in the same frame; a slider for how strong they are. */
(function (nm) {
  "use strict";

  function Sheet(stage, data, words) {
    var self = this, box = stage.map.getContainer();
    this.id = data.id;
    this.data = data;
    this.words = words;
    this.stage = stage;
    this.levels = data.pictures.map(function (each, i) {
      var image = L.DomUtil.create("img", "old-map", box), a = nm.flat(each.bbox[0], each.bbox[3]), b = nm.flat(each.bbox[2], each.bbox[1]);
      var listed = document.querySelector("#drawn-" + CSS.escape(data.id) + " img");
      image.alt = "";
      image.setAttribute("aria-hidden", "true"); /* the panel and the step's words name it */
      image.style.display = "none";
      image.draggable = false;
      image.src = each.data || (listed && listed.src) || "";
      image.style.width = each.size[0] + "px";
      image.style.height = each.size[1] + "px";
      return { image: image, at: a, size: each.size, scale: each.size[0] / (b.x - a.x), down: each.size[1] / (b.y - a.y), last: i === data.pictures.length - 1 };
    });
    this.ready = Promise.all(this.levels.map(function (level) { return level.image.decode().catch(function () { /* a picture that is broken is not shown */ }); }));
  }

  Sheet.prototype.show = function (use) {
    this.use = use;
    if (!use) this.levels.forEach(function (level) { level.image.style.display = "none"; });
  };

  Sheet.prototype.strength = function () {
    if (this.chosen !== undefined) return this.chosen;
    return this.use.opacity === undefined ? this.data.opacity : this.use.opacity;
  };

  /** The coarsest picture that is still as fine as the screen. */
  Sheet.prototype.draw = function (screen) {
    if (!this.use) return;
    var fine = screen.scale * Math.min(window.devicePixelRatio || 1, 3), shown = this.levels[0], strength = this.strength();
    this.levels.forEach(function (level) { if (level.scale >= fine * 0.8) shown = level; });
    this.levels.forEach(function (level) {
      var style = level.image.style, at = screen.pixel(level.at);
      style.display = level === shown ? "block" : "none";
      if (level !== shown) return;
      style.opacity = strength;
      style.transform = "translate(" + at.x.toFixed(2) + "px," + at.y.toFixed(2) + "px) scale(" + screen.scale / level.scale + "," + screen.scale / level.down + ")";
    });
  };

  Sheet.prototype.rows = function (parent) {
    var self = this, label = L.DomUtil.create("label", "drawn-slider", parent), range;
    L.DomUtil.create("span", "", label).textContent = this.words.strength;
    range = L.DomUtil.create("input", "", label);
    range.type = "range";
    range.min = 0;
    range.max = 100;
    range.step = 5;
    range.value = Math.round(this.strength() * 100);
    range.setAttribute("aria-label", this.words.strength + ": " + this.data.title);
    function said() { range.setAttribute("aria-valuetext", range.value + " %"); }
    said();
    range.addEventListener("input", function () {
      self.chosen = range.value / 100;
      said();
      self.draw(nm.toScreen(self.stage.map));
    });
    range.addEventListener("keydown", function (event) { event.stopPropagation(); }); /* arrows move the slider, not the story */
  };

  nm.drawings.kinds.push(function (stage, data) { return (data.overlays || []).map(function (each) { return new Sheet(stage, each, data.words); }); });
})((window.narrativeMap = window.narrativeMap || {}));

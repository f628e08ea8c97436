/* A flight of the scene: each layer is moved and scaled as one, by one attribute a frame; places and names are put anew at rest only. */
(function (nm) {
  "use strict";
  var Scene = nm.Scene, update = Scene.prototype.update, show = Scene.prototype.show, LAYERS = ["lines", "base", "areas", "points"];

  Scene.prototype.show = function (state) {
    this.from = null;
    show.call(this, state);
  };

  Scene.prototype.update = function () {
    var scene = this, screen, from, k;
    if (!this.state || !this.map._loaded) return;
    if (!this.flying || !this.from) {
      if (this.moved) LAYERS.forEach(function (name) { scene.layers[name].removeAttribute("transform"); });
      this.svg.style.removeProperty("--unscaled");
      if (!this.svg.getAttribute("style")) this.svg.removeAttribute("style");
      this.moved = false;
      this.from = this.flying ? nm.toScreen(this.map) : null;
      return update.call(this);
    }
    screen = nm.toScreen(this.map);
    from = this.from;
    k = screen.scale / from.scale;
    this.moved = true;
    LAYERS.forEach(function (name) {
      scene.layers[name].setAttribute("transform", "matrix(" + k + " 0 0 " + k + " " + (screen.x - from.x * k).toFixed(2) + " " + (screen.y - from.y * k).toFixed(2) + ")");
    });
    this.svg.style.setProperty("--unscaled", 1 / k);
    if (this.progress === 0) return; /* links grow later */
    this.links.forEach(function (link) { link.curve = nm.links.curve(link.way.map(screen.pixel), link.bent); });
    this.drawLinks();
  };
})((window.narrativeMap = window.narrativeMap || {}));

/* A flight of the scene: each layer is moved and scaled as one, by one attribute a frame; places and names are put anew at rest only. */
import { links } from "./links.js";
import { toScreen } from "./projection.js";
import { Scene } from "./scene.js";

/** @import { State } from "./types.d.ts" */

const update = Scene.prototype.update;
const show = Scene.prototype.show;
const LAYERS = ["lines", "base", "areas", "points"];

/** @param {State} state */
Scene.prototype.show = function (state) {
  this.from = null;
  show.call(this, state);
};

Scene.prototype.update = function () {
  let screen;
  let from;
  let k;
  if (!this.state || !this.map._loaded) return;
  if (!this.flying || !this.from) {
    if (this.moved)
      LAYERS.forEach((name) => {
        this.layers[name].removeAttribute("transform");
      });
    this.svg.style.removeProperty("--unscaled");
    if (!this.svg.getAttribute("style")) this.svg.removeAttribute("style");
    this.moved = false;
    this.from = this.flying ? toScreen(this.map) : null;
    return update.call(this);
  }
  screen = toScreen(this.map);
  from = this.from;
  k = screen.scale / from.scale;
  this.moved = true;
  LAYERS.forEach((name) => {
    this.layers[name].setAttribute(
      "transform",
      "matrix(" +
        k +
        " 0 0 " +
        k +
        " " +
        (screen.x - from.x * k).toFixed(2) +
        " " +
        (screen.y - from.y * k).toFixed(2) +
        ")",
    );
  });
  this.svg.style.setProperty("--unscaled", String(1 / k));
  if (this.progress === 0) return; /* links grow later */
  this.links.forEach((link) => {
    link.curve = links.curve(link.way.map(screen.pixel), link.bent);
  });
  this.drawLinks();
};

/* The graticule: meridians and parallels with their degrees, where a view has little else to recognise it by (open sea, a desert). */
import { enlarged } from "./camera.js";
import { eastOf } from "./coding.js";
import { all, drawing, pen } from "./dom.js";
import { flat, unproject } from "./projection.js";
import * as rows from "./rows.js";

/** @import { Point, Rows, Screen } from "./types.d.ts" */
/** @import { Scene } from "./scene.js" */

const FEW = 6;
const LEAST_LINES = 3.2;
const EDGE = 6;
const PX = 11;
const STEPS = [30, 20, 10, 5, 2, 1, 1 / 2, 1 / 4, 1 / 6, 1 / 12, 1 / 30, 1 / 60]; /* degrees */

/**
 * 12.5 of "NS" is 12°30′ N.
 * @param {number} value
 * @param {string} signs
 */
function written(value, signs) {
  const minutes = Math.round(Math.abs(value) * 60);
  const sign = minutes ? " " + signs.charAt(value < 0 ? 1 : 0) : "";
  return (
    Math.floor(minutes / 60) + "°" + (minutes % 60 ? (minutes % 60 < 10 ? "0" : "") + (minutes % 60) + "′" : "") + sign
  );
}

/**
 * How many names a view has that are not the step's own.
 * @param {Scene} scene
 */
function named(scene) {
  const dim = scene.standing.filter(
    (entry) => scene.present[entry.data.id] && !scene.state.lit[entry.data.id] && entry.shift && entry.visible,
  );
  return dim.length + all("text", scene.layers.base).length;
}

/**
 * Draw it into the layer of the basemap's names, if there are few; `blocked`: rows of what is taken, see rows.js.
 * @param {Scene} scene
 * @param {Screen} screen
 * @param {Point} size
 * @param {Rows} blocked
 * @param {string} font
 */
export function graticule(scene, screen, size, blocked, font) {
  if (named(scene) >= FEW || size.x < 200 || size.y < 140) return;
  const compass = scene.words.compass;
  const ruler = pen(document.createElement("canvas"));
  const middle = { x: (size.x / 2 - screen.x) / screen.scale, y: (size.y / 2 - screen.y) / screen.scale };
  /**
   * @param {number} x
   * @param {number} y
   */
  function at(x, y) {
    return unproject({ x: (x - screen.x) / screen.scale, y: (y - screen.y) / screen.scale });
  }
  const a = at(0, 0);
  const b = at(size.x, size.y);
  let d = "";
  /** @type {[string, number, number, number][]} */
  const texts = [];
  const first = scene.layers.base.firstChild;
  /** @param {number} span */
  function every(span) {
    return STEPS.filter((each) => span / each >= LEAST_LINES)[0] || STEPS[STEPS.length - 1];
  }
  ruler.font = "400 " + PX * enlarged() + "px " + font;
  /**
   * @param {string} words
   * @param {number[][]} spots
   */
  function text(words, spots) {
    const w = ruler.measureText(words).width;
    const h = PX * enlarged();
    spots.some((spot) => {
      const left = Math.max(EDGE, Math.min(spot[0] - w / 2, size.x - EDGE - w));
      const box = [left - 2, spot[1] - h / 2 - 1, left + w + 2, spot[1] + h / 2 + 1];
      if (rows.share(blocked, box)) return false;
      rows.block(blocked, box);
      return texts.push([words, left, spot[1] + h * 0.35, h]);
    });
  }
  /* Lines go on beyond the frame, for who moves the map. */
  let step = every(a.lat - b.lat);
  for (let lat = Math.ceil(b.lat / step) * step; lat <= a.lat; lat += step) {
    const y = flat(0, lat).y * screen.scale + screen.y;
    d += "M" + -2 * size.x + " " + (y - size.y / 2).toFixed(1) + "H" + 2 * size.x;
    text(written(lat, compass.charAt(0) + compass.charAt(2)), [
      [0, y],
      [size.x, y],
    ]);
  }
  step = every(b.lng - a.lng);
  for (let lng = Math.ceil(a.lng / step) * step; lng <= b.lng; lng += step) {
    const x = flat(lng, 0).x * screen.scale + screen.x;
    d += "M" + (x - size.x / 2).toFixed(1) + " " + -2 * size.y + "V" + 2 * size.y;
    text(written(eastOf(lng, -180), compass.charAt(1) + compass.charAt(3)), [
      [x, EDGE + PX / 2],
      [x, size.y - EDGE - PX / 2],
    ]);
  }
  const line = drawing("path", { class: "graticule", d });
  scene.layers.base.insertBefore(line, first);
  scene.lettered.push({ node: line, at: middle, dx: 0, dy: 0 });
  texts.forEach((each) => {
    const node = drawing("text", { class: "base degrees", "font-size": each[3] }, scene.layers.base);
    drawing("tspan", { x: 0 }, node).textContent = each[0];
    scene.lettered.push({ node, at: middle, dx: each[1] - size.x / 2, dy: each[2] - size.y / 2 });
  });
}

/* The camera: which view frames a step, and the flight there.
 *
 * A view is a function of the step and of the frame's size only, never of the view before it.
 */
import { unproject } from "./projection.js";

/** @import { Point, View } from "./types.d.ts" */

const CLOSEST = 8.4;
const WIDEST = 1.2;
const LATE = 50;
const FIRST = 250;
const CUTS = 6; /* a flight of fewer than 20 frames a second is cut after 250 ms, and the next six are cuts from the start */
let cuts = 0;

function prefersStill() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** How much larger than on other screens the map's letters are on a big one: up to 1920 px not at all, from 3330 px 1.58 times. As `--px` in palette.css. */
export function enlarged() {
  return Math.max(1, Math.min(0.21 + 0.000411 * window.innerWidth, 1.58));
}

/**
 * Points (plane) that must be seen: [{x, y}, …] -> {center, zoom} for a frame of size {x, y} in pixels.
 * @param {Point[]} points
 * @param {Point} size
 * @param {number} closest
 * @returns {View}
 */
function frame(points, size, closest) {
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  const west = Math.min(...xs);
  const east = Math.max(...xs);
  const north = Math.min(...ys);
  const south = Math.max(...ys);
  /* Room for labels at the sides, for the buttons above and for the key below: less in a small frame. */
  const padX = Math.min(96, size.x * 0.15);
  const top = Math.min(72, size.y * 0.14);
  const bottom = Math.max(38, Math.min(96, size.y * 0.18)); /* at the least a credit of two lines and half a dot */
  const width = Math.max(size.x - 2 * padX, 40);
  const height = Math.max(size.y - top - bottom, 40);
  let scale = Math.min(width / Math.max(east - west, 1e-6), height / Math.max(south - north, 1e-6));
  let zoom = Math.log2((scale * 360) / 256);
  zoom = Math.max(WIDEST, Math.min(zoom, (closest || CLOSEST) + Math.log2(enlarged())));
  scale = (256 * Math.pow(2, zoom)) / 360;
  const middle = { x: (west + east) / 2, y: (north + south) / 2 + (bottom - top) / 2 / scale };
  return { center: unproject(middle), zoom: Math.round(zoom * 1000) / 1000 };
}

/**
 * @param {L.Map} map
 * @param {View} view
 */
function place(map, view) {
  map.setView(view.center, view.zoom, { animate: false, reset: true });
}

/**
 * How long a flight takes, in milliseconds: further is longer, but never long.
 * @param {L.Map} map
 * @param {View} view
 */
function flightTime(map, view) {
  const here = map.project(map.getCenter(), view.zoom);
  const there = map.project(view.center, view.zoom);
  if (!map.getSize().x || !map.getSize().y || (cuts > 0 && cuts--))
    return 0; /* in a frame that is not shown Leaflet's flight leads to NaN */
  const hops = here.distanceTo(there) / Math.max(map.getSize().x, 1) + Math.abs(map.getZoom() - view.zoom);
  return hops < 0.02 ? 0 : Math.min(1500, 550 + 220 * hops);
}

/**
 * Fly to a view; `then` is called once when the camera rests there, and not at all when another flight takes over.
 * Leaflet's flyTo does not heed prefers-reduced-motion, so that is decided here.
 * @param {L.Map} map
 * @param {View} view
 * @param {number} milliseconds
 * @param {() => void} then
 */
function fly(map, view, milliseconds, then) {
  if (map._flightEnd) map.off("moveend", map._flightEnd);
  map._flightEnd = null;
  map._stop();
  if (!milliseconds || !map.getSize().x || !map.getSize().y) {
    place(map, view);
    then();
    return;
  }
  map._flightEnd = function () {
    map.off("moveend", /** @type {() => void} */ (map._flightEnd));
    map._flightEnd = null;
    place(map, view); /* exactly there: a flight ends on the last frame's rounding */
    then();
  };
  map.flyTo(view.center, view.zoom, { duration: milliseconds / 1000, easeLinearity: 0.3, noMoveStart: true });
  map.on("moveend", map._flightEnd);
}

/**
 * Whether a flight is to be cut: so many frames in so many milliseconds are too few to be seen as a movement.
 * @param {number} milliseconds
 * @param {number} frames
 */
function late(milliseconds, frames) {
  const slow = milliseconds > FIRST && milliseconds > frames * LATE;
  if (slow) cuts = CUTS;
  return slow;
}

export const camera = { frame, fly, flightTime, late, prefersStill };

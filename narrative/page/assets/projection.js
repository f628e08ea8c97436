/* Places on the globe to points on the map's own plane: Web Mercator, measured in degrees of longitude.
 *
 * The page draws one copy of the world, cut where no place of the story lies: longitudes run from the cut 360 degrees eastward.
 * x grows east and y grows south from the origin; both stay small near the story, which keeps canvas arithmetic (32 bits) exact.
 */

import { eachPoint, eastOf } from "./coding.js";

/** @import { World } from "./handed.d.ts" */
/** @import { LonLat, Point, Ring, Screen, View } from "./types.d.ts" */

const RADIANS = Math.PI / 180;
const POLE = 85.06; /* further north and south the map has no end */

/**
 * Latitude in degrees to Mercator degrees (the unit in which a degree of longitude is 1 long at every latitude).
 * @param {number} lat
 */
function mercator(lat) {
  lat = Math.max(-POLE, Math.min(POLE, lat));
  return Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2)) / RADIANS;
}

let cut = -180;
let origin = { lon: 0, y: 0 };

/**
 * {cut, origin: [lon, lat]}, in degrees: before anything is projected.
 * @param {World} world
 */
export function setWorld(world) {
  cut = world.cut;
  origin = { lon: world.origin[0], y: mercator(world.origin[1]) };
}

/**
 * A longitude from -180 to 180 in the page's range; what reaches beyond its east stays there.
 * @param {number} lon
 */
function wrap(lon) {
  return lon < cut ? eastOf(lon, cut) : lon;
}

/**
 * [lon, lat] in degrees to {x, y} on the plane.
 * @param {LonLat} lonLat
 * @returns {Point}
 */
export function project(lonLat) {
  return { x: wrap(lonLat[0]) - origin.lon, y: origin.y - mercator(lonLat[1]) };
}

/**
 * The same for the basemap's own, which lies in the page's range and may reach beyond it.
 * @param {number} lon
 * @param {number} lat
 * @returns {Point}
 */
export function flat(lon, lat) {
  return { x: lon - origin.lon, y: origin.y - mercator(lat) };
}

/** @param {Point} point on the plane, to degrees */
export function unproject(point) {
  const y = origin.y - point.y;
  return { lng: point.x + origin.lon, lat: (2 * Math.atan(Math.exp(y * RADIANS)) - Math.PI / 2) / RADIANS };
}

/**
 * Google's Encoded Polyline to a Float64Array [x0, y0, x1, y1, …] on the plane.
 * @param {string} code
 * @param {number} precision
 * @returns {Ring}
 */
export function decode(code, precision) {
  /** @type {Ring} */
  const out = [];
  eachPoint(code, precision, (lon, lat) => {
    out.push(lon - origin.lon, origin.y - mercator(lat));
  });
  return out;
}

/**
 * The affine map from the plane to pixels of a frame of that size, in a view {center, zoom}; `pixel` applies it.
 * @param {View} view
 * @param {Point} size
 * @returns {Screen}
 */
export function screenOf(view, size) {
  /* From the exact centre: Leaflet's own latLngToContainerPoint rounds to whole pixels, and slow flights would tremble. */
  const scale = (256 * Math.pow(2, view.zoom)) / 360;
  const at = project([view.center.lng, view.center.lat]);
  const x = size.x / 2 - at.x * scale;
  const y = size.y / 2 - at.y * scale;
  return {
    scale,
    x,
    y,
    pixel(p) {
      return { x: p.x * scale + x, y: p.y * scale + y };
    },
  };
}

/**
 * The same for the map's container, at this moment.
 * @param {L.Map} map
 */
export function toScreen(map) {
  return screenOf({ center: map.getCenter(), zoom: map.getZoom() }, map.getSize());
}

/* Places on the globe to points on the map's own plane: Web Mercator, measured in degrees of longitude.
 *
 * The page draws one copy of the world, cut where no place of the story lies: longitudes run from the cut 360 degrees eastward.
 * x grows east and y grows south from the origin; both stay small near the story, which keeps canvas arithmetic (32 bits) exact.
 */
(function (nm) {
  "use strict";
  var RADIANS = Math.PI / 180, POLE = 85.06; /* further north and south the map has no end */

  /** Latitude in degrees to Mercator degrees (the unit in which a degree of longitude is 1 long at every latitude). */
  function mercator(lat) {
    lat = Math.max(-POLE, Math.min(POLE, lat));
    return Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2)) / RADIANS;
  }

  var cut = -180, origin = { lon: 0, y: 0 };

  /** {cut, origin: [lon, lat]}, in degrees: before anything is projected. */
  function setWorld(world) {
    cut = world.cut;
    origin = { lon: world.origin[0], y: mercator(world.origin[1]) };
  }

  /** A longitude from -180 to 180 in the page's range. */
  function wrap(lon) {
    return lon < cut ? lon + 360 : lon;
  }

  /** [lon, lat] in degrees to {x, y} on the plane. */
  function project(lonLat) {
    return { x: wrap(lonLat[0]) - origin.lon, y: origin.y - mercator(lonLat[1]) };
  }

  /** The same for the basemap's own, which lies in the page's range and may reach beyond it. */
  function flat(lon, lat) {
    return { x: lon - origin.lon, y: origin.y - mercator(lat) };
  }

  function unproject(point) {
    var y = origin.y - point.y;
    return { lng: point.x + origin.lon, lat: (2 * Math.atan(Math.exp(y * RADIANS)) - Math.PI / 2) / RADIANS };
  }

  /** Google's Encoded Polyline to a Float64Array [x0, y0, x1, y1, …] on the plane. */
  function decode(code, precision) {
    var factor = Math.pow(10, precision), index = 0, lat = 0, lon = 0, out = [];
    function next() {
      var result = 0, shift = 0, byte;
      do {
        byte = code.charCodeAt(index++) - 63;
        result |= (byte & 0x1f) << shift;
        shift += 5;
      } while (byte >= 0x20);
      return result & 1 ? ~(result >> 1) : result >> 1;
    }
    while (index < code.length) {
      lat += next();
      lon += next();
      out.push(lon / factor - origin.lon, origin.y - mercator(lat / factor));
    }
    return out;
  }

  /** The affine map from the plane to pixels of a frame of that size, in a view {center, zoom}; `pixel` applies it. */
  function screenOf(view, size) {
    /* From the exact centre: Leaflet's own latLngToContainerPoint rounds to whole pixels, and slow flights would tremble. */
    var scale = (256 * Math.pow(2, view.zoom)) / 360, at = project([view.center.lng, view.center.lat]);
    var x = size.x / 2 - at.x * scale, y = size.y / 2 - at.y * scale;
    return { scale: scale, x: x, y: y, pixel: function (p) { return { x: p.x * scale + x, y: p.y * scale + y }; } };
  }

  /** The same for the map's container, at this moment. */
  function toScreen(map) {
    return screenOf({ center: map.getCenter(), zoom: map.getZoom() }, map.getSize());
  }

  nm.setWorld = setWorld;
  nm.project = project;
  nm.flat = flat;
  nm.unproject = unproject;
  nm.decode = decode;
  nm.screenOf = screenOf;
  nm.toScreen = toScreen;
})((window.narrativeMap = window.narrativeMap || {}));

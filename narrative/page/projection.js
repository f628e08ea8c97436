/* Places on the globe to points on the map's own plane: Web Mercator, measured in degrees of longitude.
 *
 * The page draws one copy of the world, cut at 30° W, so that the Pacific is whole: longitudes run from -30 to 330.
 * x grows east and y grows south from ORIGIN; both stay small near the story, which keeps canvas arithmetic (32 bits) exact.
 */
(function (nm) {
  "use strict";
  var RADIANS = Math.PI / 180;
  var CUT = -30;

  /** Latitude in degrees to Mercator degrees (the unit in which a degree of longitude is 1 long at every latitude). */
  function mercator(lat) {
    return Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2)) / RADIANS;
  }

  var ORIGIN = { lon: 127, y: mercator(38) };

  function wrap(lon) {
    return lon < CUT ? lon + 360 : lon;
  }

  /** [lon, lat] in degrees to {x, y} on the plane. */
  function project(lonLat) {
    return { x: wrap(lonLat[0]) - ORIGIN.lon, y: ORIGIN.y - mercator(lonLat[1]) };
  }

  function unproject(point) {
    var y = ORIGIN.y - point.y;
    return { lng: point.x + ORIGIN.lon, lat: (2 * Math.atan(Math.exp(y * RADIANS)) - Math.PI / 2) / RADIANS };
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
      out.push(lon / factor - ORIGIN.lon, ORIGIN.y - mercator(lat / factor));
    }
    return out;
  }

  /** The affine map from the plane to pixels of the map's container, at this moment. */
  function toScreen(map) {
    /* From the exact centre: Leaflet's own latLngToContainerPoint rounds to whole pixels, and slow flights would tremble. */
    var scale = (256 * Math.pow(2, map.getZoom())) / 360, size = map.getSize();
    var centre = map.getCenter(), at = project([centre.lng, centre.lat]);
    return { scale: scale, x: size.x / 2 - at.x * scale, y: size.y / 2 - at.y * scale };
  }

  nm.project = project;
  nm.unproject = unproject;
  nm.decode = decode;
  nm.toScreen = toScreen;
})((window.narrativeMap = window.narrativeMap || {}));

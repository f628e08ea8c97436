/* Lines as they come from Python (geo/basemap/coding.py), and the one cut of the world. Knows no map. */

/**
 * Google's Encoded Polyline, point by point.
 * @param {string} code
 * @param {number} precision digits behind the point
 * @param {(lon: number, lat: number) => void} visit called with degrees
 */
export function eachPoint(code, precision, visit) {
  const factor = Math.pow(10, precision);
  let index = 0;
  let lat = 0;
  let lon = 0;
  function next() {
    let result = 0;
    let shift = 0;
    let chunk;
    do {
      chunk = code.charCodeAt(index++) - 63;
      result |= (chunk & 0x1f) << shift;
      shift += 5;
    } while (chunk >= 0x20);
    return result & 1 ? ~(result >> 1) : result >> 1;
  }
  while (index < code.length) {
    lat += next();
    lon += next();
    visit(lon / factor, lat / factor);
  }
}

/**
 * A longitude in the range of a world that is cut at one: from the cut 360 degrees eastward. As geo.basemap.projection.east_of.
 * @param {number} lon degrees
 * @param {number} cut degrees
 */
export function eastOf(lon, cut) {
  return lon - 360 * Math.floor((lon - cut) / 360);
}

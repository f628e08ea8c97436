/* The scale bar: a round length in kilometres and one in miles, true at the latitude of the map's middle.
 *
 * Where the scale at the map's head and foot differs by much, the bar says for which latitude it holds.
 * Of no use to who does not see the map: the text alternative of the step says how far it is.
 */
import { enlarged } from "./camera.js";
import { located } from "./locator.js";
import { toScreen, unproject } from "./projection.js";

/** @import { Screen } from "./types.d.ts" */
/** @import { Stage } from "./stage.js" */

const KM_PER_DEGREE = (2 * Math.PI * 6378.137) / 360;
const KM_PER_MILE = 1.609344; /* along the equator; in the mile of 1959 */
const DIFFERS = 1.2; /* times as long at the foot as at the head, or the other way round */

/**
 * How many kilometres a pixel is long on a latitude (degrees) of a map with so many pixels to a degree of longitude.
 * @param {number} lat
 * @param {number} scale
 */
function kmPerPixel(lat, scale) {
  /* On the ellipsoid a degree of a parallel is a little longer than on a sphere: 0.3 % at the poles. */
  const rad = (lat * Math.PI) / 180;
  const sin = Math.sin(rad);
  return (KM_PER_DEGREE * Math.cos(rad)) / Math.sqrt(1 - 0.00669438 * sin * sin) / scale;
}

/**
 * The longest of 1, 2, 5, 10, 20, 50 … that is not over `most`.
 * @param {number} most
 */
function round(most) {
  const ten = Math.pow(10, Math.floor(Math.log10(most)));
  return [5, 2, 1].filter((each) => each * ten <= most)[0] * ten;
}

/**
 * Put the bar into the stage's foot, and keep it true.
 * @param {Stage} stage
 */
export function measured(stage) {
  const map = stage.map;
  const words = stage.data.words;
  const box = L.DomUtil.create("div", "scale keep-clear");
  stage.foot.insertBefore(box, stage.foot.firstChild);
  box.setAttribute("aria-hidden", "true");
  /* Kilometres above their line, miles below theirs; the two lines are one. */
  const parts = [
    ["span", ""],
    ["i", "up"],
    ["i", "down"],
    ["span", ""],
  ].map((part) => L.DomUtil.create(part[0], part[1], box));
  const texts = [parts[0], parts[3]];
  const lines = [parts[1], parts[2]];

  const locate = located(stage);
  let dragged = false;

  /**
   * Whether the bar would stand on a lit place.
   * @param {Screen} screen
   */
  function hides(screen) {
    const scene = stage.scene;
    const spots = scene.state
      ? Object.keys(scene.state.lit)
          .filter((id) => !scene.places[id].lines && !scene.places[id].away)
          .map((id) => screen.pixel(scene.places[id].at))
      : [];
    box.style.display = "";
    const left = box.offsetLeft;
    const top = box.offsetTop;
    return spots.some(
      (p) =>
        p.x > left - 10 && p.x < left + box.offsetWidth + 10 && p.y > top - 10 && p.y < top + box.offsetHeight + 10,
    );
  }

  stage.measures = function () {
    if (!map._loaded || stage.scene.flying) return;
    const size = map.getSize();
    const lat = map.getCenter().lat;
    const screen = toScreen(map);
    const km = kmPerPixel(lat, screen.scale);
    const room = Math.min(120, size.x * 0.24) * enlarged();
    const ends = [0, size.y].map((y) => kmPerPixel(unproject({ x: 0, y: (y - screen.y) / screen.scale }).lat, 1));
    const where =
      Math.max(ends[0], ends[1]) > DIFFERS * Math.min(ends[0], ends[1])
        ? " " + words.at + " " + Math.abs(Math.round(lat)) + "° " + words.compass.charAt(lat < 0 ? 2 : 0)
        : "";
    [km, km / KM_PER_MILE].forEach((unit, i) => {
      const length = round(room * unit);
      const text = length.toLocaleString("en-GB") + " " + (i ? words.miles : words.km + where);
      if (texts[i].textContent !== text) texts[i].textContent = text;
      lines[i].style.width = (length / unit).toFixed(2) + "px";
    });
    box.style.display = hides(screen) ? "none" : "";
    dragged = Boolean(map.dragging && /** @type {any} */ (map.dragging).moving());
    if (!dragged && !map._flightEnd) locate(km * size.x); /* the globe finds its corner when the map rests */
  };
  map.on("move resize", stage.measures);
  map.on("moveend", () => {
    if (!dragged) return;
    stage.measures?.();
    stage.letterSoon();
  });
  stage.measures();
  stage.furnish(); /* the foot has become higher */
}

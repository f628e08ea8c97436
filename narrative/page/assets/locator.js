/* The locator: a small globe in a corner of a close view that says where on earth it is.
 *
 * Only where the view is so close that a reader could be lost, and only in a corner that is free: it lies on no other
 * furniture, no lit place, no link and no pointer. Of no use to who does not see the map: the step's words name the places.
 */
import { enlarged } from "./camera.js";
import { all, pen } from "./dom.js";
import { links } from "./links.js";
import { project, toScreen, unproject } from "./projection.js";
import { wayOf } from "./ways.js";

/** @import { Box, Level, Point, Ring, Screen } from "./types.d.ts" */
/** @import { Stage } from "./stage.js" */

const CLOSE_KM = 600;
const LEAST = { x: 300, y: 240 };
const CLEAR_PX = 16;
const POINTER_PX = 64;
const GAP_PX = 12;
const STRIDE = 4; /* degrees */
const RADIANS = Math.PI / 180;
const vectors = new WeakMap();

/**
 * @param {number} lng
 * @param {number} lat
 */
function vector(lng, lat) {
  const cos = Math.cos(lat * RADIANS);
  return [cos * Math.cos(lng * RADIANS), cos * Math.sin(lng * RADIANS), Math.sin(lat * RADIANS)];
}

/**
 * A ring of the plane as points on the unit sphere [x0, y0, z0, x1, …], kept; long sides are bent with the globe.
 * @param {Ring} ring
 * @returns {number[]}
 */
function sphere(ring) {
  let out = vectors.get(ring);
  if (out) return out;
  out = [];
  for (let i = 0; i < ring.length; i += 2) {
    const steps = i ? Math.max(1, Math.ceil(Math.hypot(ring[i] - ring[i - 2], ring[i + 1] - ring[i - 1]) / STRIDE)) : 1;
    for (let k = 1; k <= steps; k++) {
      const part = k / steps;
      const at = unproject(
        i
          ? { x: ring[i - 2] + (ring[i] - ring[i - 2]) * part, y: ring[i - 1] + (ring[i + 1] - ring[i - 1]) * part }
          : { x: ring[0], y: ring[1] },
      );
      out.push(...vector(at.lng, at.lat));
    }
  }
  vectors.set(ring, out);
  return out;
}

/**
 * The globe as seen from above `centre`, out to `reach` degrees from it; the land of one level; `view` its four corners.
 * @param {HTMLCanvasElement} canvas
 * @param {Level} level
 * @param {L.LatLng} centre
 * @param {number} reach
 * @param {{lat: number, lng: number}[]} view
 * @param {Record<string, string>} colours
 */
function draw(canvas, level, centre, reach, view, colours) {
  const px = canvas.width;
  const r = px / 2 - 1;
  const far = Math.cos(reach * RADIANS);
  const ctx = pen(canvas);
  const c = vector(centre.lng, centre.lat);
  const e = [-Math.sin(centre.lng * RADIANS), Math.cos(centre.lng * RADIANS), 0];
  const n = [c[1] * e[2] - c[2] * e[1], c[2] * e[0] - c[0] * e[2], c[0] * e[1] - c[1] * e[0]];
  const size = r / Math.sin(reach * RADIANS);
  /**
   * @param {number[]} v
   * @param {number} i
   * @param {number[]} w
   */
  function dot(v, i, w) {
    return v[i] * w[0] + v[i + 1] * w[1] + v[i + 2] * w[2];
  }
  /* What lies beyond the rim is drawn on it, in its direction. */
  /**
   * @param {number[]} v
   * @param {number} i
   */
  function spot(v, i) {
    const x = dot(v, i, e);
    const y = dot(v, i, n);
    const grow = dot(v, i, c) >= far ? size : r / (Math.hypot(x, y) || 1e-9);
    return [px / 2 + x * grow, px / 2 - y * grow];
  }
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, px, px);
  ctx.beginPath();
  ctx.arc(px / 2, px / 2, r, 0, 7);
  ctx.fillStyle = colours.sea;
  ctx.fill();
  ctx.save();
  ctx.clip();
  ctx.fillStyle = colours.land;
  ctx.strokeStyle = colours.coast;
  ctx.lineWidth = px / 180;
  const behind = project([centre.lng > 0 ? centre.lng - 180 : centre.lng + 180, -centre.lat]);
  level.land.forEach((each) => {
    const path = new Path2D();
    /* Land that holds the antipode goes around the whole rim: with the rim itself in the path, its inside is outside. */
    if (ctx.isPointInPath(each.fill, behind.x, behind.y, "evenodd")) path.arc(px / 2, px / 2, r + 2, 0, 7);
    each.rings.forEach((ring) => {
      const v = sphere(ring);
      for (let i = 0; i < v.length; i += 3) {
        const at = spot(v, i);
        if (i) path.lineTo(at[0], at[1]);
        else path.moveTo(at[0], at[1]);
      }
      path.closePath();
    });
    ctx.fill(path, "evenodd");
    ctx.stroke(path);
  });
  ctx.restore();
  ctx.beginPath();
  ctx.arc(px / 2, px / 2, r, 0, 7);
  ctx.strokeStyle = colours.rim;
  ctx.lineWidth = px / 90;
  ctx.stroke();
  const corners = view.map((each) => spot(vector(each.lng, each.lat), 0));
  const wide = Math.max(px / 11, corners[1][0] - corners[0][0]);
  const high = Math.max(px / 11, corners[1][1] - corners[0][1]);
  const box = [(corners[0][0] + corners[1][0] - wide) / 2, (corners[0][1] + corners[1][1] - high) / 2, wide, high];
  [
    { colour: colours.halo, width: px / 20 },
    { colour: colours.mark, width: px / 45 },
  ].forEach(({ colour, width }) => {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.strokeRect(box[0], box[1], box[2], box[3]);
  });
}

/** @param {Stage} stage */
export function located(stage) {
  const map = stage.map;
  const container = map.getContainer();
  const scene = stage.scene;
  let drawn = "";
  const canvas = L.DomUtil.create("canvas", "locator keep-clear", container);
  canvas.setAttribute("aria-hidden", "true");

  function boxes() {
    const frame = container.getBoundingClientRect();
    return all(".keep-clear", container)
      .filter((node) => node !== canvas && node.offsetWidth)
      .map((node) => {
        const b = node.getBoundingClientRect();
        return [b.left - frame.left, b.top - frame.top, b.right - frame.left, b.bottom - frame.top];
      });
  }

  /**
   * @param {Box} a
   * @param {Box} b
   * @param {number} gap
   */
  function meets(a, b, gap) {
    return a[0] < b[2] + gap && a[2] > b[0] - gap && a[1] < b[3] + gap && a[3] > b[1] - gap;
  }

  /**
   * The free corner with the fewest other places, or null: at the foot right or left, at the head beside the buttons.
   * @param {number} d
   * @param {Point} size
   * @param {Screen} screen
   */
  function corner(d, size, screen) {
    const taken = boxes();
    /** @param {Point} p */
    const pixel = function (p) {
      return { x: p.x * screen.scale + screen.x, y: p.y * screen.scale + screen.y };
    };
    const foot = size.y - stage.foot.offsetHeight - GAP_PX;
    const tools = /** @type {HTMLElement | null} */ (stage.map.getContainer().querySelector(".map-tools"));
    const key = stage.legend;
    const raised = key.offsetHeight && !/is-up/.test(key.className) ? key.offsetHeight + GAP_PX : 0;
    const right = /is-right/.test(key.className);
    let best = /** @type {{spot: number[], dim: number} | null} */ (null);
    const spots = [
      [size.x - GAP_PX - d, foot - d - (right ? raised : 0)],
      [GAP_PX, foot - d - (right ? 0 : raised)],
      [(tools && tools.offsetWidth ? tools.offsetLeft : size.x) - GAP_PX - d, GAP_PX],
    ];
    spots.forEach((spot, i) => {
      const box = [spot[0], spot[1], spot[0] + d, spot[1] + d];
      let dim = i * 0.5;
      if (box[1] < GAP_PX || box[0] < GAP_PX || taken.some((each) => meets(box, each, 4))) return;
      let bad = scene.standing.some((entry) => {
        const id = entry.data.id;
        const p = entry.away ? entry : pixel(entry.at);
        const lit = Boolean(scene.state.lit[id]);
        const here = [p.x, p.y, p.x, p.y];
        if (entry.lines)
          return (
            lit &&
            entry.lines.some((c) => {
              for (let k = 0; k < c.length; k += 2) {
                const q = pixel({ x: c[k], y: c[k + 1] });
                if (meets(box, [q.x, q.y, q.x, q.y], CLEAR_PX)) return true;
              }
              return false;
            })
          );
        if (!lit && scene.present[id] && meets(box, here, 4)) dim++;
        return lit && meets(box, here, entry.away ? POINTER_PX : CLEAR_PX);
      });
      bad =
        bad ||
        scene.links.some((link) =>
          wayOf(link.curve, link.data.kind, size, 12).some((p) => meets(box, [p.x, p.y, p.x, p.y], p.reach + 8)),
        );
      if (!bad && (!best || dim < best.dim)) best = { spot, dim };
    });
    return best && best.spot;
  }

  /** Show it where it is of use and has room. */
  return function (/** @type {number} */ widthKm) {
    const size = map.getSize();
    const level = stage.basemap.levels[0];
    let spot = null;
    const d = Math.round(Math.max(60, Math.min(104, Math.min(size.x, size.y) * 0.17)) * enlarged());
    if (scene.state && level && widthKm < CLOSE_KM && size.x >= LEAST.x && size.y >= LEAST.y)
      spot = corner(d, size, toScreen(map));
    canvas.style.display = spot ? "block" : "none";
    if (!spot) return;
    canvas.style.left = spot[0] + "px";
    canvas.style.top = spot[1] + "px";
    canvas.style.width = canvas.style.height = d + "px";
    const centre = map.getCenter();
    const style = getComputedStyle(container);
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    /** @type {Record<string, string>} */
    const colours = {};
    ["sea", "land", "coast", "halo"].forEach((name) => {
      colours[name] = style.getPropertyValue("--map-" + name).trim();
    });
    colours.mark = style.getPropertyValue("--mark").trim();
    colours.rim = style.getPropertyValue("--map-ink-2").trim();
    const asked = [
      centre.lng.toFixed(3),
      centre.lat.toFixed(3),
      map.getZoom(),
      d,
      ratio,
      level.land.length,
      colours.land,
    ].join();
    if (asked === drawn) return;
    drawn = asked;
    canvas.width = canvas.height = Math.round(d * ratio);
    const screen = toScreen(map);
    const corners = [
      [0, 0],
      [size.x, size.y],
    ].map((p) => unproject({ x: (p[0] - screen.x) / screen.scale, y: (p[1] - screen.y) / screen.scale }));
    /* A level that ends in the south shows no land beyond: the globe then reaches as far as it does. */
    const south = unproject({ x: 0, y: level.bounds[3] }).lat;
    const reach = south > -60 ? Math.max(30, Math.min(80, centre.lat - south)) : 80;
    draw(canvas, level, centre, reach, corners, colours);
  };
}

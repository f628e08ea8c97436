/* The scroller on any Leaflet map: each step frames its points and lights up its shape, if it has one, and nothing else changes. */
import { camera } from "./camera.js";
import { byId, one } from "./dom.js";
import { page } from "./page.js";
import { project } from "./projection.js";
import { Scroller } from "./scroller.js";

/** @import { BackdropData, PlainData } from "./handed.d.ts" */

/**
 * Land, rivers and the names of towns below everything, for a map without tiles.
 * @param {L.Map} map
 * @param {BackdropData} data
 */
function lay(map, data) {
  map.getContainer().classList.add("plain-backdrop");
  L.geoJSON(/** @type {GeoJSON.Geometry} */ (data.land), {
    interactive: false,
    attribution: data.credit,
    style: { className: "plain-land" },
  }).addTo(map);
  L.geoJSON(/** @type {GeoJSON.Geometry} */ (data.rivers), {
    interactive: false,
    style: { className: "plain-river" },
  }).addTo(map);
  const names = data.names.map((each) => {
    const name = document.createElement("span");
    name.textContent = each.name;
    return {
      from: each.from,
      marker: L.marker([each.at[1], each.at[0]], {
        interactive: false,
        keyboard: false,
        icon: L.divIcon({ className: "plain-town", html: name, iconSize: [6, 6] }),
      }),
    };
  });
  function named() {
    names.forEach((each) => {
      if (map.getZoom() + 0.01 >= each.from) each.marker.addTo(map);
      else each.marker.remove();
    });
  }
  map.on("zoomend moveend", named);
}

/** @typedef {{layer: L.GeoJSON, title: string, side: L.Direction}} Drawn a shape, and its name beside it while it is read */

/**
 * The shapes of the steps by their ids; each is a picture with its step's title for who does not see it.
 * @param {L.Map} map
 * @param {Record<string, GeoJSON.Geometry>} shapes
 * @returns {Record<string, Drawn>}
 */
function draw(map, shapes) {
  /** @type {Record<string, Drawn>} */
  const drawn = {};
  Object.keys(shapes).forEach((id) => {
    const kind = /Point/.test(shapes[id].type) ? "is-point" : /Line/.test(shapes[id].type) ? "is-line" : "is-area";
    const title = one("h2", byId(id)).textContent;
    const layer = L.geoJSON(shapes[id], {
      interactive: false,
      style: { className: "plain-shape " + kind, color: "#5f584d", weight: 1.4, fill: kind !== "is-line" },
      pointToLayer(feature, at) {
        return L.circleMarker(at, { radius: 7 });
      },
    }).addTo(map);
    layer.eachLayer((each) => {
      const element = each instanceof L.Path && each.getElement(); /* none where the map is drawn on a canvas */
      if (!element) return;
      element.setAttribute("role", "img");
      element.setAttribute("aria-label", title);
    });
    drawn[id] = {
      layer,
      title: title || "",
      side: kind === "is-area" ? "center" : "right",
    };
  });
  return drawn;
}

/**
 * Only the shape that is read has a name on the map: one that is closed fades, and all at once would be seen at the start.
 * @param {Record<string, Drawn>} drawn
 * @param {string} id
 */
function light(drawn, id) {
  Object.keys(drawn).forEach((each) => {
    const lit = each === id;
    const { layer, title, side } = drawn[each];
    layer.setStyle({ color: lit ? "#a3201a" : "#5f584d", weight: lit ? 2.6 : 1.4 });
    layer.eachLayer((part) => {
      const element = part instanceof L.Path && part.getElement();
      if (element) element.classList.toggle("is-lit", lit);
    });
    if (lit) layer.bringToFront();
    if (!lit) layer.unbindTooltip();
    else if (!layer.getTooltip())
      layer.bindTooltip(/** @type {any} */ (document.createTextNode(title)), {
        permanent: true,
        direction: side,
        className: "plain-name",
      });
  });
}

/**
 * @param {L.Map} map
 * @param {PlainData} data
 */
page.plain = function (map, data) {
  const root = document.documentElement;
  function band() {
    return map.getContainer().getBoundingClientRect().width >= root.clientWidth - 2
      ? map.getContainer().offsetHeight
      : 0;
  }
  map.invalidateSize({ animate: false });
  map.scrollWheelZoom.disable(); /* the wheel turns the story's pages */
  if (data.backdrop) lay(map, data.backdrop);
  const drawn = draw(map, /** @type {Record<string, GeoJSON.Geometry>} */ (data.shapes || {}));
  const closest = data.backdrop ? data.backdrop.closest : 12;
  const view = {
    show(/** @type {string} */ id, /** @type {boolean} */ still, /** @type {() => void} */ done) {
      light(drawn, id);
      const points = data.steps[id].map(project);
      const frame = camera.frame(points, map.getSize(), Math.min(closest, points.length > 1 ? 12 : 9));
      camera.fly(
        map,
        frame,
        still || document.hidden || camera.prefersStill() ? 0 : camera.flightTime(map, frame),
        done,
      );
    },
  };
  page.scroller = new Scroller({ view, band });
  page.scroller.start();
};

/* The scroller on any Leaflet map: each step frames its points, and nothing else changes. */
import { camera } from "./camera.js";
import { page } from "./page.js";
import { project } from "./projection.js";
import { Scroller } from "./scroller.js";

/** @import { PlainData } from "./handed.d.ts" */

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
  const view = {
    show(/** @type {string} */ id, /** @type {boolean} */ still, /** @type {() => void} */ done) {
      const points = data.steps[id].map(project);
      const frame = camera.frame(points, map.getSize(), points.length > 1 ? 12 : 9);
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

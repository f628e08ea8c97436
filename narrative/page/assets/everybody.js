/* By keyboard from the head of the page to the map, which follows the story. Whoever asks for colours of his own, or for more contrast, has the map drawn with them: everybody.css, which has them, comes late. */
import { within } from "./dom.js";
import { page } from "./page.js";

const own = window.matchMedia("(forced-colors: active), (prefers-contrast: more)");
function recolour() {
  page.stage.recolour();
}
own.addEventListener("change", recolour);
if (own.matches) recolour();
/* Two fingers explore the map, as far as it goes. */
const map = page.stage && page.stage.map;
if (map) {
  map.options.minZoom = 1;
  map.options.maxZoom = 11;
  map.getContainer().addEventListener(
    "touchmove",
    (event) => {
      if (event.touches.length > 1) page.stage.explore();
    },
    { passive: true },
  );
}
document.addEventListener("click", (event) => {
  const way = within(event, '.skip[href="#map"]');
  /** @type {HTMLElement | null} */
  const place = way && document.querySelector(".folium-map [tabindex='0']");
  if (!place) return;
  event.preventDefault(); /* the address names steps */
  place.focus();
});

/* By keyboard from the head of the page to the map, which follows the story. Whoever asks for colours of his own, or for more contrast, has the map drawn with them: everybody.css, which has them, comes late. */
(function (nm) {
  "use strict";
  var own = window.matchMedia("(forced-colors: active), (prefers-contrast: more)");
  function recolour() { nm.stage.recolour(); }
  own.addEventListener("change", recolour);
  if (own.matches) recolour();
  /* Two fingers explore the map, as far as it goes. */
  var map = nm.stage && nm.stage.map;
  if (map) {
    map.options.minZoom = 1;
    map.options.maxZoom = 11;
    map.getContainer().addEventListener("touchmove", function (event) { if (event.touches.length > 1) nm.stage.explore(); }, { passive: true });
  }
  document.addEventListener("click", function (event) {
    var way = event.target.closest && event.target.closest('.skip[href="#map"]'), place = way && document.querySelector(".folium-map [tabindex='0']");
    if (!place) return;
    event.preventDefault(); /* the address names steps */
    place.focus();
  });
})(window.narrativeMap);

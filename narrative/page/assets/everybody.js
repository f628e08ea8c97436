/* Whoever asks for colours of his own, or for more contrast, has the map drawn with them: everybody.css, which has them, comes late. */
(function (nm) {
  "use strict";
  var own = window.matchMedia("(forced-colors: active), (prefers-contrast: more)");
  function recolour() { nm.stage.recolour(); }
  own.addEventListener("change", recolour);
  if (own.matches) recolour();
})(window.narrativeMap);

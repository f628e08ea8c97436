/* Before the first paint: the page runs scripts, light or dark (?theme= decides, else the reader's system), a still picture (?still=), or a step a screen (?present). */
(function () {
  "use strict";
  var root = document.documentElement, dark = window.matchMedia("(prefers-color-scheme: dark)");
  var query = new URLSearchParams(location.search), asked = query.get("theme"), still = query.has("present") ? "present" : query.get("still");
  function choose() {
    root.dataset.theme = asked === "dark" || asked === "light" ? asked : dark.matches ? "dark" : "light";
  }
  root.setAttribute("data-live", "");
  if (["whole", "title", "map", "bare", "cover", "present"].indexOf(still) >= 0) root.dataset.still = still;
  choose();
  dark.addEventListener("change", choose);
})();

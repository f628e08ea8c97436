/* Before the first paint: the page runs scripts, and light or dark (?theme= decides, else the reader's system). */
(function () {
  "use strict";
  var root = document.documentElement, dark = window.matchMedia("(prefers-color-scheme: dark)");
  var asked = new URLSearchParams(location.search).get("theme");
  function choose() {
    root.dataset.theme = asked === "dark" || asked === "light" ? asked : dark.matches ? "dark" : "light";
  }
  root.setAttribute("data-live", "");
  choose();
  dark.addEventListener("change", choose);
})();

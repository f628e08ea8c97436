/* Tiles from a server: off until the reader asks for them, named and attributed while they are on. */
(function (nm) {
  "use strict";

  nm.drawings.tiles = function (stage, data, words) {
    var box = L.DomUtil.create("p", "drawn-tiles keep-clear", stage.furniture), button = L.DomUtil.create("button", "", box), by = L.DomUtil.create("span", "", box), layer = null;
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.textContent = words.tiles + ": " + data.name;
    button.title = words.network;
    L.DomEvent.disableClickPropagation(box);
    button.addEventListener("click", function () {
      if (layer) {
        stage.map.removeLayer(layer);
        layer = null;
      } else layer = L.tileLayer(data.url, { maxNativeZoom: data.most, maxZoom: 22, referrerPolicy: "origin" }).addTo(stage.map);
      button.setAttribute("aria-pressed", String(Boolean(layer)));
      by.textContent = layer ? " " + data.attribution : "";
    });
  };
})((window.narrativeMap = window.narrativeMap || {}));

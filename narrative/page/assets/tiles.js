/* Tiles from a server: off until the reader asks for them, named and attributed while they are on. */
import { page } from "./page.js";

/** @import { TilesData } from "./handed.d.ts" */
/** @import { Words } from "./types.d.ts" */
/** @import { Stage } from "./stage.js" */

/**
 * @param {Stage} stage
 * @param {TilesData} data
 * @param {Words} words
 */
page.drawings.tiles = function (stage, data, words) {
  const box = L.DomUtil.create("p", "drawn-tiles keep-clear", stage.furniture);
  const button = L.DomUtil.create("button", "", box);
  const by = L.DomUtil.create("span", "", box);
  let layer = /** @type {L.TileLayer | null} */ (null);
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  button.textContent = words.tiles + ": " + data.name;
  button.title = words.network;
  L.DomEvent.disableClickPropagation(box);
  button.addEventListener("click", () => {
    if (layer) {
      stage.map.removeLayer(layer);
      layer = null;
    } else
      layer = L.tileLayer(data.url, { maxNativeZoom: data.most, maxZoom: 22, referrerPolicy: "origin" }).addTo(
        stage.map,
      );
    button.setAttribute("aria-pressed", String(Boolean(layer)));
    by.textContent = layer ? " " + data.attribution : "";
  });
};

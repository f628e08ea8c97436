/* The parts of a map that come after its first view, given to the stage as they arrive. */
import { Stage } from "./stage.js";

/** @import { LevelData, ReliefData } from "./handed.d.ts" */
/** @import { Payload } from "./types.d.ts" */

/**
 * Take in a level of the basemap, its relief, its labels, the fonts. done() is called when it is drawn; set() when the text has been set in other type.
 * @param {Payload} payload
 * @param {() => void} done
 * @param {() => void} set
 */
Stage.prototype.receive = function (payload, done, set) {
  const basemap = this.basemap;
  if (payload.polygons) basemap.addLevel(/** @type {LevelData} */ (payload));
  if (payload.rivers) basemap.addRivers(String(payload.level), payload.rivers);
  if (payload.areas) basemap.addAreas(payload.areas);
  if (payload.lines) this.scene.addLines(payload.lines);
  if (payload.boundaries) basemap.addBoundaries(payload.boundaries);
  if (payload.links && payload.labels) this.worded(payload.links);
  if (payload.labels) this.scene.addLabels(payload.labels);
  if (payload.bbox && payload.data) return basemap.addRelief(/** @type {ReliefData} */ (payload), done);
  if (payload.faces) return this.typeset(payload.faces, done, set); /* legend.js */
  done();
};

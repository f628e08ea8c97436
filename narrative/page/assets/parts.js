/* The parts of a map that come after its first view, given to the stage as they arrive. */
(function (nm) {
  "use strict";

  /** Take in a level of the basemap, its relief, its labels, the fonts. done() is called when it is drawn; set() when the text has been set in other type. */
  nm.Stage.prototype.receive = function (payload, done, set) {
    var basemap = this.basemap;
    if (payload.polygons) basemap.addLevel(payload);
    if (payload.rivers) basemap.addRivers(payload.level, payload.rivers);
    if (payload.areas) basemap.addAreas(payload.areas);
    if (payload.boundaries) basemap.addBoundaries(payload.boundaries);
    if (payload.lines) this.scene.addLines(payload.lines);
    if (payload.links && payload.labels) this.worded(payload.links);
    if (payload.labels) this.scene.addLabels(payload.labels);
    if (payload.bbox && payload.data) return basemap.addRelief(payload, done);
    if (payload.faces) return fonts(payload.faces, done, set);
    done();
  };

  function fonts(faces, done, set) {
    Promise.all(faces.map(function (face) {
      var bytes = Uint8Array.from(atob(face.data), function (c) { return c.charCodeAt(0); });
      return new FontFace(face.family, bytes, { weight: face.weight, style: face.style }).load().then(function (loaded) { document.fonts.add(loaded); });
    })).catch(function () { /* a broken face: the system's stands in */ }).then(function () {
      /* The text is set anew in the next frame. */
      requestAnimationFrame(function () {
        requestAnimationFrame(function () {
          set();
          done();
        });
      });
    });
  }
})((window.narrativeMap = window.narrativeMap || {}));

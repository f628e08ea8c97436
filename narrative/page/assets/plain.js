/* The scroller on any Leaflet map: each step frames its points, and nothing else changes. */
(function (nm) {
  "use strict";
  nm.plain = function (map, data) {
    var root = document.documentElement;
    function band() {
      return map.getContainer().getBoundingClientRect().width >= root.clientWidth - 2 ? map.getContainer().offsetHeight : 0;
    }
    map.invalidateSize({ animate: false });
    map.scrollWheelZoom.disable(); /* the wheel turns the story's pages */
    var view = {
      show: function (id, still, done) {
        var points = data.steps[id].map(nm.project), frame = nm.camera.frame(points, map.getSize(), points.length > 1 ? 12 : 9);
        nm.camera.fly(map, frame, still || document.hidden || nm.camera.prefersStill() ? 0 : nm.camera.flightTime(map, frame), done);
      }
    };
    nm.scroller = new nm.Scroller({ view: view, band: band });
    nm.scroller.start();
  };
})((window.narrativeMap = window.narrativeMap || {}));

/* The scroller on any Leaflet map: each step frames its points and lights up its shape, if it has one, and nothing else changes. */
(function (nm) {
  "use strict";
  /** Land, rivers and the names of towns below everything, for a map without tiles. */
  function lay(map, data) {
    map.getContainer().classList.add("plain-backdrop");
    L.geoJSON(data.land, { interactive: false, attribution: data.credit, style: { className: "plain-land" } }).addTo(map);
    L.geoJSON(data.rivers, { interactive: false, style: { className: "plain-river" } }).addTo(map);
    var names = data.names.map(function (each) {
      var name = document.createElement("span");
      name.textContent = each.name;
      return { from: each.from, marker: L.marker([each.at[1], each.at[0]], { interactive: false, keyboard: false, icon: L.divIcon({ className: "plain-town", html: name, iconSize: [6, 6] }) }) };
    });
    function named() {
      names.forEach(function (each) {
        if (map.getZoom() + 0.01 >= each.from) each.marker.addTo(map);
        else each.marker.remove();
      });
    }
    map.on("zoomend moveend", named);
  }

  /** The shapes of the steps by their ids; each is a picture with its step's title for who does not see it. */
  function draw(map, shapes) {
    return Object.keys(shapes).reduce(function (drawn, id) {
      var kind = /Point/.test(shapes[id].type) ? "is-point" : /Line/.test(shapes[id].type) ? "is-line" : "is-area";
      var title = document.getElementById(id).querySelector("h2").textContent, layer;
      layer = L.geoJSON(shapes[id], {
        interactive: false,
        style: { className: "plain-shape " + kind, color: "#5f584d", weight: 1.4, fill: kind !== "is-line" },
        pointToLayer: function (feature, at) { return L.circleMarker(at, { radius: 7 }); }
      }).addTo(map);
      layer.eachLayer(function (each) {
        var element = each.getElement && each.getElement(); /* none where the map is drawn on a canvas */
        if (!element) return;
        element.setAttribute("role", "img");
        element.setAttribute("aria-label", title);
      });
      layer.bindTooltip(document.createTextNode(title), { permanent: true, direction: kind === "is-area" ? "center" : "right", className: "plain-name" });
      layer.closeTooltip();
      drawn[id] = layer;
      return drawn;
    }, {});
  }

  function light(drawn, id) {
    Object.keys(drawn).forEach(function (each) {
      var lit = each === id;
      drawn[each].setStyle({ color: lit ? "#a3201a" : "#5f584d", weight: lit ? 2.6 : 1.4 });
      drawn[each].eachLayer(function (layer) {
        var element = layer.getElement && layer.getElement();
        if (element) element.classList.toggle("is-lit", lit);
      });
      if (lit) drawn[each].bringToFront().openTooltip();
      else drawn[each].closeTooltip();
    });
  }

  nm.plain = function (map, data) {
    var root = document.documentElement;
    function band() {
      return map.getContainer().getBoundingClientRect().width >= root.clientWidth - 2 ? map.getContainer().offsetHeight : 0;
    }
    map.invalidateSize({ animate: false });
    map.scrollWheelZoom.disable(); /* the wheel turns the story's pages */
    if (data.backdrop) lay(map, data.backdrop);
    var drawn = draw(map, data.shapes || {});
    var closest = data.backdrop ? data.backdrop.closest : 12;
    var view = {
      show: function (id, still, done) {
        light(drawn, id);
        var points = data.steps[id].map(nm.project), frame = nm.camera.frame(points, map.getSize(), Math.min(closest, points.length > 1 ? 12 : 9));
        nm.camera.fly(map, frame, still || document.hidden || nm.camera.prefersStill() ? 0 : nm.camera.flightTime(map, frame), done);
      }
    };
    nm.scroller = new nm.Scroller({ view: view, band: band });
    nm.scroller.start();
  };
})((window.narrativeMap = window.narrativeMap || {}));

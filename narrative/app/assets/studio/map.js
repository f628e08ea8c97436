/* The map of the studio: the project's own land and borders, the draft's places, and a pen for points, lines and areas. */
class StudioMap {
  constructor(box, data, onChoose, onDrawn) {
    this.onChoose = onChoose;
    this.onDrawn = onDrawn;
    this.drawing = null;
    this.map = L.map(box, {
      attributionControl: false, zoomControl: false, worldCopyJump: false, minZoom: 0, maxZoom: 12, zoomSnap: 0.5,
      zoomAnimation: false, fadeAnimation: false, inertia: false, maxBounds: [[-90, -120], [90, 420]],
    });
    L.control.zoom({ zoomInTitle: "Closer", zoomOutTitle: "Further away" }).addTo(this.map);
    this.map.createPane("land").style.zIndex = 200;
    this.map.getPane("land").style.pointerEvents = "none";
    const renderer = (this.land = L.svg({ pane: "land", padding: 0.5 }));
    data.land.forEach(({ precision, polygons }) => {
      const rings = polygons.map((polygon) => polygon.map((code) => decoded(code, precision)));
      L.polygon(rings, { renderer, pane: "land", className: "land", interactive: false, smoothFactor: 1.5 }).addTo(this.map);
    });
    data.borders.forEach(({ precision, code }) =>
      L.polyline(decoded(code, precision), { renderer, pane: "land", className: "border", interactive: false }).addTo(this.map));
    this.names = L.layerGroup().addTo(this.map);
    this.marks = L.layerGroup().addTo(this.map);
    this.pen = L.layerGroup().addTo(this.map);
    this.map.on("click", (event) => this.click(event.latlng));
    this.map.fitBounds(data.view);
    this.home = data.view;
    new ResizeObserver(() => this.map.invalidateSize()).observe(box);
  }

  /** All places of a draft; the chosen one is named. */
  show(places, chosen) {
    this.marks.clearLayers();
    this.layers = new Map();
    places.filter((place) => place.geometry && place.state !== "rejected").forEach((place) => {
      const look = "place " + (certaintyOf(place.certainty).doubtful ? "unsure " : "") + place.state + (place.id === chosen ? " chosen" : "");
      const layer = drawnPlace(place.geometry, look, place.id === chosen);
      if (!layer) return;
      layer.on("click", (event) => {
        if (this.drawing) return;
        L.DomEvent.stopPropagation(event);
        this.onChoose(place.id);
      });
      layer.bindTooltip(mapName(place), { permanent: place.id === chosen, direction: "top", className: "name" });
      layer.addTo(this.marks);
      this.layers.set(place.id, layer);
      if (place.id === chosen && layer.bringToFront) layer.bringToFront();
    });
  }

  all() {
    const bounds = L.featureGroup([...(this.layers || new Map()).values()]).getBounds();
    if (bounds.isValid()) this.map.fitBounds(bounds.pad(0.15), { maxZoom: 7, animate: false });
    else this.map.fitBounds(this.home, { animate: false });
  }

  goTo(id) {
    const bounds = this.boundsOf(id);
    if (bounds) this.map.fitBounds(bounds.pad(0.2), { maxZoom: Math.max(6, Math.min(this.map.getZoom(), 9)), animate: false });
  }

  boundsOf(id) {
    const layer = this.layers && this.layers.get(id);
    return layer ? (layer.getBounds ? layer.getBounds() : L.latLngBounds([layer.getLatLng()])) : null;
  }

  /** The middle of a place as [lat, lon] in degrees. */
  middleOf(id) {
    const bounds = this.boundsOf(id);
    if (!bounds) return null;
    const { lat, lng } = bounds.getCenter();
    return [lat, ((lng + 540) % 360) - 180];
  }

  /** Towns and rivers around the chosen place, so that its pin stands among names. */
  surround({ towns, rivers }) {
    this.names.clearLayers();
    rivers.forEach(({ name, precision, code }) => L.polyline(decoded(code, precision), { renderer: this.land, pane: "land", className: "river", interactive: false }).addTo(this.names));
    towns.forEach(({ name, lat, lon }) => L.circleMarker([lat, eastOf(lon)], { radius: 2, pane: "land", renderer: this.land, className: "town", interactive: false })
      .bindTooltip(name, { permanent: true, direction: "right", offset: [3, 0], className: "town-name", interactive: false }).addTo(this.names));
  }

  /** Take the pen: "Point", "LineString" or "Polygon"; null puts it away. */
  draw(kind) {
    this.drawing = kind ? { kind, points: [] } : null;
    this.map.getContainer().classList.toggle("drawing", Boolean(kind));
    this.sketch();
  }

  click(at) {
    if (this.drawing) this.point(at.lat, at.lng);
  }

  point(lat, lon) {
    if (!this.drawing) return;
    if (this.drawing.kind === "Point") this.drawing.points = [];
    this.drawing.points.push([lat, eastOf(lon)]);
    this.sketch();
    this.onDrawn(this.drawing);
  }

  back() {
    if (!this.drawing) return;
    this.drawing.points.pop();
    this.sketch();
    this.onDrawn(this.drawing);
  }

  sketch() {
    this.pen.clearLayers();
    if (!this.drawing) return;
    const { kind, points } = this.drawing;
    if (points.length > 1) (kind === "Polygon" ? L.polygon(points, { className: "sketch", interactive: false }) : L.polyline(points, { className: "sketch open", interactive: false })).addTo(this.pen);
    points.forEach((point) => L.circleMarker(point, { radius: 5, className: "sketch", interactive: false }).addTo(this.pen));
  }

  /** What was drawn, as [lon, lat]. */
  points() { return this.drawing ? this.drawing.points.map(([lat, lon]) => [lon, lat]) : []; }
}

function drawnPlace({ type, coordinates }, className, large) {
  const at = ([lon, lat]) => [lat, eastOf(lon)];
  const line = (points) => points.map(at);
  if (type === "Point") return L.circleMarker(at(coordinates), { radius: large ? 9 : 6, className });
  if (type === "MultiPoint") return L.featureGroup(coordinates.map((each) => L.circleMarker(at(each), { radius: large ? 9 : 6, className })));
  if (type === "LineString") return L.polyline(line(coordinates), { className: className + " line" });
  if (type === "MultiLineString") return L.polyline(coordinates.map(line), { className: className + " line" });
  if (type === "Polygon") return L.polygon(coordinates.map(line), { className: className + " area" });
  if (type === "MultiPolygon") return L.polygon(coordinates.map((each) => each.map(line)), { className: className + " area" });
  return null;
}

/** The map is cut in the Atlantic, so that the Pacific is whole: longitudes run from -30 to 330. */
function eastOf(lon) {
  const turned = ((lon % 360) + 360) % 360;
  return turned >= 330 ? turned - 360 : turned;
}

/** An Encoded Polyline as [[lat, lon], …]. */
function decoded(code, precision) {
  const scale = 10 ** precision, points = [];
  let lat = 0, lon = 0, at = 0;
  const number = () => {
    let value = 0, shift = 0, chunk;
    do { chunk = code.charCodeAt(at++) - 63; value |= (chunk & 31) << shift; shift += 5; } while (chunk >= 32);
    return value & 1 ? ~(value >> 1) : value >> 1;
  };
  while (at < code.length) { lat += number(); lon += number(); points.push([lat / scale, lon / scale]); }
  return points;
}

/* The map of the studio: the project's own land and borders, the draft's places, and a pen for points, lines and areas. */
/** @import { Drawing, Geometry, Kind, Place } from "./types.d.ts" */
import { eachPoint, eastOf } from "../../../page/assets/coding.js";
import { certaintyOf, mapName } from "./parts.js";

export const CUT = -30; /* the Atlantic, so that the Pacific is whole: longitudes run from -30 to 330 */

export class StudioMap {
  /**
   * @param {HTMLElement} box
   * @param {import("../handed.d.ts").StudioMap} data
   * @param {(id: string) => void} onChoose
   * @param {(drawing: Drawing) => void} onDrawn
   */
  constructor(box, data, onChoose, onDrawn) {
    this.onChoose = onChoose;
    this.onDrawn = onDrawn;
    /** @type {Drawing | null} */
    this.drawing = null;
    /** @type {Map<string, L.Path | L.FeatureGroup>} by place */
    this.layers = new Map();
    this.map = L.map(box, {
      attributionControl: false,
      zoomControl: false,
      worldCopyJump: false,
      minZoom: 0,
      maxZoom: 12,
      zoomSnap: 0.5,
      zoomAnimation: false,
      fadeAnimation: false,
      inertia: false,
      trackResize: false /* a map that is put away is heard of by nobody; its box is watched below */,
      maxBounds: [
        [-90, -120],
        [90, 420],
      ],
    });
    L.control.zoom({ zoomInTitle: "Closer", zoomOutTitle: "Further away" }).addTo(this.map);
    const pane = this.map.createPane("land");
    pane.style.zIndex = "200";
    pane.style.pointerEvents = "none";
    const renderer = (this.land = L.svg({ pane: "land", padding: 0.5 }));
    data.land.forEach(({ precision, polygons }) => {
      const rings = polygons.map((polygon) => polygon.map((code) => decoded(code, precision)));
      L.polygon(rings, { renderer, pane: "land", className: "land", interactive: false, smoothFactor: 1.5 }).addTo(
        this.map,
      );
    });
    data.borders.forEach(({ precision, code }) =>
      L.polyline(decoded(code, precision), { renderer, pane: "land", className: "border", interactive: false }).addTo(
        this.map,
      ),
    );
    this.names = L.layerGroup().addTo(this.map);
    this.marks = L.layerGroup().addTo(this.map);
    this.pen = L.layerGroup().addTo(this.map);
    this.map.on("click", (event) => this.click(event.latlng));
    this.home = L.latLngBounds(/** @type {[number, number][]} */ (data.view));
    this.map.fitBounds(this.home);
    new ResizeObserver(() => this.map.invalidateSize()).observe(box);
  }

  /**
   * All places of a draft; the chosen one is named.
   * @param {Place[]} places
   * @param {string | null} chosen
   */
  show(places, chosen) {
    this.marks.clearLayers();
    this.layers = new Map();
    places.forEach((place) => {
      if (!place.geometry || place.state === "rejected") return;
      const look =
        "place " +
        (certaintyOf(place.certainty).doubtful ? "unsure " : "") +
        place.state +
        (place.id === chosen ? " chosen" : "");
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
    const bounds = L.featureGroup([...this.layers.values()]).getBounds();
    if (bounds.isValid()) this.map.fitBounds(bounds.pad(0.15), { maxZoom: 7, animate: false });
    else this.map.fitBounds(this.home, { animate: false });
  }

  /** @param {string} id */
  goTo(id) {
    const bounds = this.boundsOf(id);
    if (bounds)
      this.map.fitBounds(bounds.pad(0.2), { maxZoom: Math.max(6, Math.min(this.map.getZoom(), 9)), animate: false });
  }

  /** @param {string} id */
  boundsOf(id) {
    const layer = this.layers.get(id);
    if (!layer) return null;
    return layer instanceof L.CircleMarker
      ? L.latLngBounds([layer.getLatLng()])
      : /** @type {L.FeatureGroup | L.Polyline} */ (layer).getBounds();
  }

  /**
   * The middle of a place as [lat, lon] in degrees.
   * @param {string} id
   */
  middleOf(id) {
    const bounds = this.boundsOf(id);
    if (!bounds) return null;
    const { lat, lng } = bounds.getCenter();
    return [lat, eastOf(lng, -180)];
  }

  /**
   * Towns and rivers around the chosen place, so that its pin stands among names.
   * @param {{towns: import("../handed.d.ts").Town[], rivers: import("../handed.d.ts").River[]}} given
   */
  surround({ towns, rivers }) {
    this.names.clearLayers();
    rivers.forEach(({ precision, code }) =>
      L.polyline(decoded(code, precision), {
        renderer: this.land,
        pane: "land",
        className: "river",
        interactive: false,
      }).addTo(this.names),
    );
    towns.forEach(({ name, lat, lon }) =>
      L.circleMarker([lat, eastOf(lon, CUT)], {
        radius: 2,
        pane: "land",
        renderer: this.land,
        className: "town",
        interactive: false,
      })
        .bindTooltip(name, {
          permanent: true,
          direction: "right",
          offset: [3, 0],
          className: "town-name",
          interactive: false,
        })
        .addTo(this.names),
    );
  }

  /**
   * Take the pen: "Point", "LineString" or "Polygon"; null puts it away.
   * @param {Kind | null} kind
   */
  draw(kind) {
    this.drawing = kind ? { kind, points: [] } : null;
    this.map.getContainer().classList.toggle("drawing", Boolean(kind));
    this.sketch();
  }

  /** @param {L.LatLng} at */
  click(at) {
    if (this.drawing) this.point(at.lat, at.lng);
  }

  /**
   * @param {number} lat
   * @param {number} lon
   */
  point(lat, lon) {
    if (!this.drawing) return;
    if (this.drawing.kind === "Point") this.drawing.points = [];
    this.drawing.points.push([lat, eastOf(lon, CUT)]);
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
    if (points.length > 1)
      (kind === "Polygon"
        ? L.polygon(points, { className: "sketch", interactive: false })
        : L.polyline(points, { className: "sketch open", interactive: false })
      ).addTo(this.pen);
    points.forEach((point) =>
      L.circleMarker(point, { radius: 5, className: "sketch", interactive: false }).addTo(this.pen),
    );
  }

  /** What was drawn, as [lon, lat]. */
  points() {
    return this.drawing ? this.drawing.points.map(([lat, lon]) => [lon, lat]) : [];
  }
}

/**
 * @param {Geometry} geometry
 * @param {string} className
 * @param {boolean} large
 */
function drawnPlace(geometry, className, large) {
  /** @type {(point: GeoJSON.Position) => [number, number]} */
  const at = ([lon, lat]) => [lat, eastOf(lon, CUT)];
  /** @param {GeoJSON.Position[]} points */
  const line = (points) => points.map(at);
  if (geometry.type === "Point") return L.circleMarker(at(geometry.coordinates), { radius: large ? 9 : 6, className });
  if (geometry.type === "MultiPoint")
    return L.featureGroup(
      geometry.coordinates.map((each) => L.circleMarker(at(each), { radius: large ? 9 : 6, className })),
    );
  if (geometry.type === "LineString") return L.polyline(line(geometry.coordinates), { className: className + " line" });
  if (geometry.type === "MultiLineString")
    return L.polyline(geometry.coordinates.map(line), { className: className + " line" });
  if (geometry.type === "Polygon") return L.polygon(geometry.coordinates.map(line), { className: className + " area" });
  if (geometry.type === "MultiPolygon")
    return L.polygon(
      geometry.coordinates.map((each) => each.map(line)),
      { className: className + " area" },
    );
  return null;
}

/**
 * An Encoded Polyline as [[lat, lon], …].
 * @param {string} code
 * @param {number} precision
 */
function decoded(code, precision) {
  /** @type {[number, number][]} */
  const points = [];
  eachPoint(code, precision, (lon, lat) => points.push([lat, lon]));
  return points;
}

/* Old maps: a scan beside the draft's map; the same spot is chosen on both, by hand or in numbers, until the two lie on each other. */
import { eastOf } from "../../../page/assets/coding.js";
import { CUT, StudioMap } from "./map.js";
import { button, field, inBase64, make, refill } from "./parts.js";

const TRANSFORMS = [
  ["polynomial1", "Moved, turned, scaled and slanted as a whole (3 spots or more)"],
  ["polynomial2", "Bent as a whole (6 spots or more)"],
  ["thinPlateSpline", "Stretched so that every spot fits (3 or more, best with many)"],
];
const NUMBERS = /** @type {const} */ ([
  ["x", "Pixels from the left"],
  ["y", "Pixels from the top"],
  ["lon", "Longitude"],
  ["lat", "Latitude"],
]);

/** @typedef {{x: number | null, y: number | null, lon: number | null, lat: number | null}} Spot */

export class SheetView {
  /** @param {import("./main.js").Studio} studio */
  constructor(studio) {
    this.studio = studio;
    /** @type {File | null} */
    this.file = null;
    /** @type {Spot[]} */
    this.spots = [];
    /** @type {number[]} kilometres by spot */
    this.off = [];
    this.asked = 0;
    /** @type {StudioMap | null} made when it can be seen */
    this.map = null;
    this.marks = L.layerGroup();
    this.said = make("p", { class: "quiet", role: "status" });
    this.image = make("img", { alt: "The scan", draggable: "false" });
    this.pins = make("div", { class: "sheet-pins", "aria-hidden": "true" });
    this.scan = make(
      "div",
      {
        class: "sheet-scan",
        tabindex: "0",
        role: "group",
        "aria-label": "The scan: click a spot, or write its pixels",
      },
      make("div", { class: "sheet-frame" }, this.image, this.pins),
    );
    this.mapBox = make("div", { class: "map", role: "region", "aria-label": "The map: click the same spot" });
    this.rows = make("tbody", {});
    this.kinds = make(
      "select",
      { "data-key": "sheet-kind", on: { change: () => this.fit() } },
      TRANSFORMS.map(([value, words]) => make("option", { value }, words)),
    );
    this.words = {
      title: make("input", { type: "text" }),
      credit: make("input", { type: "text" }),
      licence: make("input", { type: "text" }),
    };
    this.steps = make("div", { class: "sheet-steps", role: "group", "aria-label": "Steps that show it" });
    this.have = make("ul", { class: "rows" });
    this.work = make("div", { class: "sheet-work", hidden: true });
    this.opener = make("input", {
      type: "file",
      accept: "image/jpeg,image/png,image/webp",
      "data-key": "sheet-file",
      on: { change: () => this.open(this.opener.files?.[0] ?? null) },
    });
    this.image.addEventListener("click", (event) => this.pointed(event));
    this.image.addEventListener("load", () => this.openMap());
    this.work.append(
      make("div", { class: "sheet-two" }, this.scan, this.mapBox),
      make(
        "table",
        {},
        make("caption", {}, "The same spot on both"),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "col" }, "Spot"),
            NUMBERS.map(([, words]) => make("th", { scope: "col" }, words)),
            make("th", { scope: "col" }, "Off by"),
            make("td", {}),
          ),
        ),
        this.rows,
      ),
      button("Another spot in numbers", "sheet-more", () => this.add({ x: null, y: null, lon: null, lat: null })),
      field("How it is laid on the map", this.kinds),
      field("What it is called", this.words.title),
      field("Who made it", this.words.credit),
      field("Under which terms it may be shown, such as public domain or CC BY 4.0", this.words.licence),
      this.steps,
      button("Lay it on the map", "sheet-add", () => this.take(), { class: "first" }),
    );
    this.element = make(
      "section",
      { class: "sheets", "aria-label": "Old maps" },
      make("h2", {}, "Old maps"),
      make(
        "p",
        { class: "quiet" },
        "Open a scan, then click a spot on it and the same spot on the map beside it: a church, a river’s mouth, a crossing of lines. Three spots or more, far from each other.",
      ),
      this.have,
      field("Open a scan (JPEG, PNG or WebP)", this.opener),
      this.said,
      this.work,
    );
  }

  /** The steps to choose from, and the maps that the story has. */
  fill() {
    const { desk } = this.studio;
    const chosen = new Set(this.chosen());
    refill(
      this.steps,
      make("p", {}, "Steps that show it"),
      desk.work.steps.map((each) =>
        make(
          "label",
          { class: "choice" },
          make("input", {
            type: "checkbox",
            value: each.id,
            checked: chosen.has(each.id),
            "data-key": "sheet-" + each.id,
          }),
          make("span", {}, each.title || each.id),
        ),
      ),
    );
    const kept = /** @type {{overlays?: {id: string, title: string}[]}} */ (desk.work.kept);
    refill(
      this.have,
      (kept.overlays ?? []).map(({ id, title }) =>
        make(
          "li",
          {},
          title + " ",
          button("Take it away", "sheet-no" + id, () => desk.change("remove_sheet", { sheet: id }), {
            "aria-label": "Take the old map " + title + " away",
          }),
        ),
      ),
    );
  }

  chosen() {
    return [...this.steps.querySelectorAll("input")].filter((each) => each.checked).map((each) => each.value);
  }

  /** @param {File | null} file */
  open(file) {
    this.file = file;
    this.work.hidden = !file;
    this.spots = [];
    this.off = [];
    this.said.textContent = "";
    if (this.image.src) URL.revokeObjectURL(this.image.src);
    if (!file) return;
    this.words.title.value = file.name.replace(/\.\w+$/, "");
    this.image.src = URL.createObjectURL(file);
    this.list();
  }

  /** Leaflet measures its box, so the map is made once it can be seen. */
  openMap() {
    if (!this.map && this.mapBox.offsetWidth) {
      this.map = new StudioMap(
        this.mapBox,
        this.studio.data.map,
        () => {},
        () => {},
      );
      this.marks.addTo(this.map.map);
      this.map.map.on("click", ({ latlng }) => this.placed(latlng));
    }
    this.map?.show(this.studio.desk.work.places, null);
    this.map?.all();
    this.draw();
  }

  /**
   * A spot of the scan, in its own pixels.
   * @param {MouseEvent} event
   */
  pointed(event) {
    const box = this.image.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * this.image.naturalWidth;
    const y = ((event.clientY - box.top) / box.height) * this.image.naturalHeight;
    this.half({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }, "x");
  }

  /**
   * A spot of the map.
   * @param {L.LatLng} at
   */
  placed({ lat, lng }) {
    const lon = eastOf(lng, -180);
    this.half({ lon: Math.round(lon * 1e5) / 1e5, lat: Math.round(lat * 1e5) / 1e5 }, "lon");
  }

  /**
   * One side of a spot: of the first that lacks it, or of a new one.
   * @param {Partial<Spot>} side
   * @param {"x" | "lon"} key
   */
  half(side, key) {
    const open = this.spots.find((each) => each[key] === null);
    if (open) Object.assign(open, side);
    else this.spots.push({ x: null, y: null, lon: null, lat: null, ...side });
    this.list();
    this.fit();
  }

  /** @param {Spot} spot */
  add(spot) {
    this.spots.push(spot);
    this.list();
  }

  /** The table of spots, and their pins on both maps. */
  list() {
    refill(
      this.rows,
      this.spots.map((spot, at) =>
        make(
          "tr",
          {},
          make("th", { scope: "row" }, at + 1),
          NUMBERS.map(([key, words]) => {
            const input = make("input", {
              type: "number",
              step: "any",
              value: spot[key] ?? "",
              "data-key": "sheet-" + key + at,
              "aria-label": words + " of spot " + (at + 1),
              on: {
                change: () => {
                  spot[key] = input.value === "" ? null : input.valueAsNumber;
                  this.draw();
                  this.fit();
                },
              },
            });
            return make("td", {}, input);
          }),
          make("td", { class: "sheet-off" }, this.off[at] === undefined ? "" : this.off[at] + " km"),
          make(
            "td",
            {},
            button("×", "sheet-drop" + at, () => this.drop(at), { "aria-label": "Take spot " + (at + 1) + " away" }),
          ),
        ),
      ),
    );
    this.draw();
  }

  /** @param {number} at */
  drop(at) {
    this.spots.splice(at, 1);
    this.off = [];
    this.list();
    this.fit();
  }

  draw() {
    const { naturalWidth: width, naturalHeight: height } = this.image;
    this.pins.replaceChildren(
      ...this.spots.flatMap(({ x, y }, at) => {
        if (x === null || y === null || !width) return [];
        const pin = make("span", { class: "sheet-pin" }, at + 1);
        pin.style.left = (100 * x) / width + "%";
        pin.style.top = (100 * y) / height + "%";
        return [pin];
      }),
    );
    this.marks.clearLayers();
    this.spots.forEach(({ lon, lat }, at) => {
      if (lon === null || lat === null) return;
      L.circleMarker([lat, eastOf(lon, CUT)], { radius: 5, className: "sketch", interactive: false })
        .bindTooltip(String(at + 1), { permanent: true, direction: "top", className: "name" })
        .addTo(this.marks);
    });
  }

  whole() {
    return this.spots.filter((each) => NUMBERS.every(([key]) => each[key] !== null && !Number.isNaN(each[key])));
  }

  size() {
    return { width: this.image.naturalWidth, height: this.image.naturalHeight };
  }

  /** Ask how well the two lie on each other, once there is something to ask. */
  async fit() {
    const spots = this.whole(),
      asked = (this.asked += 1);
    this.off = [];
    if (spots.length < 3) {
      this.said.textContent = spots.length ? spots.length + " of at least 3 spots." : "";
      return;
    }
    const [result] = await this.studio.desk.ask([{ what: "fit", spots, transform: this.kinds.value, ...this.size() }]);
    if (asked !== this.asked) return; /* another spot has been set meanwhile */
    this.said.textContent = result?.said ?? result?.fit?.words ?? "";
    spots.forEach((spot, at) => {
      const off = result?.fit?.off[at];
      if (off !== undefined) this.off[this.spots.indexOf(spot)] = off;
    });
    this.rows.querySelectorAll(".sheet-off").forEach((cell, at) => {
      cell.textContent = this.off[at] === undefined ? "" : this.off[at] + " km";
    });
  }

  /** Put the map into the story. */
  async take() {
    if (!this.file) return;
    const { title, credit, licence } = this.words;
    const [result] = await this.studio.desk.ask([
      {
        what: "add_sheet",
        title: title.value,
        name: this.file.name,
        file: await inBase64(this.file),
        credit: credit.value,
        licence: licence.value,
        ...this.size(),
        transform: this.kinds.value,
        spots: this.whole(),
        steps: this.chosen(),
      },
    ]);
    if (result?.said) {
      this.said.textContent = result.said;
      return;
    }
    this.opener.value = "";
    this.open(null);
    this.said.textContent = "It lies on the map. Look at it in the preview.";
  }
}

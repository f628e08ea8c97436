/* Readings: a place is as doubtful on a step's map as the reading for which it stands there; the way to the page that reads otherwise.
 *
 * `?reading=ID:PLACE` asks for a page (several apart by commas). A server answers with that page; a folder of files holds one for every way
 * to read the story (`reading-ID-PLACE.html`, see narrative/serving/build.py), and its page goes there by itself.
 */
import { all, drawing, element, one, within } from "./dom.js";

/** @import { ReadingsData } from "./handed.d.ts" */
/** @import { State } from "./types.d.ts" */
/** @import { Stage } from "./stage.js" */
/** @import { Scroller } from "./scroller.js" */

/** data: {chosen: {reading: place}, places: {reading: [place…]}, doubts: {step: {place: certainty}}, words} */
export class Readings {
  /**
   * @param {Stage} stage
   * @param {Scroller} scroller
   * @param {ReadingsData} data
   */
  constructor(stage, scroller, data) {
    const self = this;
    const scene = stage.scene;
    const show = scene.show;
    Object.assign(this, { stage, scroller, data, ids: Object.keys(data.chosen) });
    this.written = this.pairs(data.chosen, ":", ",");
    if (this.leave()) return;
    this.own = {}; /* certainties of places, whatever the step */
    stage.data.places.forEach((place) => {
      self.own[place.id] = place.certainty;
    });
    /** @param {State} state */
    scene.show = function (state) {
      self.mark(stage.id);
      show.call(scene, state);
    };
    if (stage.id) {
      this.mark(stage.id);
      stage.key(stage.stateOf(stage.id));
    }
    this.offer();
  }

  /** The readings of this page as an address writes them, empty where each is the usual one. */
  unusual() {
    const data = this.data;
    return this.ids.every((id) => data.chosen[id] === data.places[id][0]) ? "" : this.written;
  }

  /**
   * @param {Record<string, string>} chosen
   * @param {string} between
   * @param {string} after
   */
  pairs(chosen, between, after) {
    return this.ids.map((id) => id + between + chosen[id]).join(after);
  }

  /** Whether the address asks for another page than this one, which is then opened in its place. */
  leave() {
    const data = this.data;
    const chosen = Object.assign({}, data.chosen);
    new URLSearchParams(location.search)
      .getAll("reading")
      .join()
      .split(",")
      .forEach((each) => {
        const pair = each.split(":");
        if ((data.places[pair[0]] || []).includes(pair[1])) chosen[pair[0]] = pair[1];
      });
    if (this.pairs(chosen, ":", ",") === this.written) return false;
    location.replace("reading-" + this.pairs(chosen, "-", "--") + ".html" + location.search + location.hash);
    return true;
  }

  /**
   * Every place as certain as it is on a step's map: a whole state, whichever step was shown before.
   * @param {string} step
   */
  mark(step) {
    const scene = this.stage.scene;
    const doubts = this.data.doubts[step] || {};
    const own = this.own;
    Object.keys(scene.places).forEach((id) => {
      const entry = scene.places[id];
      const certainty = doubts[id] || own[id];
      const doubt = scene.doubts[certainty];
      const place = entry.data;
      if (place.certainty === certainty) return;
      place.certainty = certainty;
      if (!entry.node) return;
      entry.node.classList.toggle("doubtful", Boolean(doubt));
      entry.node.classList.toggle("open", Boolean(doubt && doubt.open));
      entry.title = place.title + (doubt ? ", " + doubt.words : "");
      entry.node.setAttribute("aria-label", entry.title);
      if (place.kind === "point")
        entry.inners.forEach((inner) => {
          const halo = inner.querySelector(".halo");
          if (halo) halo.remove();
          if (doubt)
            inner.insertBefore(drawing("circle", { class: "halo", r: doubt.halo }), inner.querySelector(".ring"));
        });
    });
  }

  /**
   * The address of the page that reads a name as another place, on the step being read; null in a frame without an address.
   * @param {string} asked
   */
  address(asked) {
    if (!/^(https?|file):$/.test(location.protocol)) return null;
    const url = new URL(location.href);
    const pair = asked.split(":");
    const chosen = Object.assign({}, this.data.chosen);
    const step = this.scroller.current;
    chosen[pair[0]] = pair[1];
    url.searchParams.set("reading", this.pairs(chosen, ":", ","));
    url.search = url.search.replace(/%2C/gi, ",").replace(/%3A/gi, ":");
    if (url.searchParams.has("step")) url.searchParams.set("step", step);
    else url.hash = step || "";
    return url.href;
  }

  /** The switch beside each step that depends on a reading, and in the lists; none where the page has no address to go to. */
  offer() {
    const data = this.data;
    const words = data.words;
    const offered = Boolean(this.address(this.written));
    all(".step .read-as").forEach((line) => {
      const reading = /** @type {HTMLAnchorElement} */ (one("a", line)).hash.slice(9);
      if (offered)
        data.places[reading].forEach((place) => {
          if (place === data.chosen[reading]) return;
          const other = element("span", { class: "read-other" }, line);
          other.append("; ");
          element(
            "a",
            { href: "?reading=" + reading + ":" + place, "data-read": reading + ":" + place },
            other,
          ).textContent = words.read.replace("{}", data.titles[place]);
        });
    });
    document.documentElement.toggleAttribute("data-unaddressed", !offered); /* the lists are yet to come */
    /* Just before it is followed, be it in a card: the address depends on the step being read. */
    ["click", "auxclick", "focusin", "pointerdown", "contextmenu"].forEach((name) => {
      document.addEventListener(
        name,
        (event) => {
          const anchor = within(event, "[data-read]");
          if (anchor) anchor.setAttribute("href", String(this.address(String(anchor.dataset.read))));
        },
        true,
      );
    });
  }
}

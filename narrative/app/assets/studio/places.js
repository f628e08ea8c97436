/* The list of places, and what the author decides about the chosen one. */
/** @import { Guess, Kind, Place, Result } from "./types.d.ts" */
import { button, certaintyOf, choices, counted, field, make, refill, typingIn, vocabulary } from "./parts.js";
import { StudioMap } from "./map.js";
import { kindOf } from "./text.js";

/** @type {Kind[]} */
const kinds = ["Point", "LineString", "Polygon"];
const PENS = { Point: "a point", LineString: "a line", Polygon: "an area" };

/** @typedef {(what: string, values?: object) => Promise<boolean>} Change */

export class PlaceView {
  /** @param {import("./main.js").Studio} studio */
  constructor(studio) {
    this.studio = studio;
    /** @type {{place: string, name: string, guesses: Guess[]} | null} what was looked up */
    this.found = null;
    /** @type {import("./map.js").StudioMap | null} made when it can be seen */
    this.map = null;
    /** @type {{id: string | null, where: string} | null} what the map went to last */
    this.seen = null;
    /** @type {{key: string, found: Result} | null} what lies around the chosen place */
    this.around = null;
    /** @type {string | null} the place that is drawn */
    this.penFor = null;
    this.mapBox = make("div", {
      class: "map",
      role: "region",
      "aria-label": "Map of the places. The list of places has all that it shows.",
    });
    this.pen = make("div", { class: "pen" });
    this.detail = make("section", { class: "detail", "aria-label": "The chosen place", tabindex: "-1" });
    this.list = make("section", { class: "list", "aria-label": "All places" });
    this.element = make(
      "div",
      { class: "side" },
      make("div", { class: "chart" }, this.mapBox, this.pen),
      this.detail,
      this.list,
    );
  }

  /** Leaflet measures its box, so the map is made once it can be seen. */
  openMap() {
    if (!this.map && this.mapBox.offsetWidth) {
      this.map = new StudioMap(
        this.mapBox,
        this.studio.data.map,
        (id) => this.studio.choosePlace(id, { from: "map" }),
        () => this.fillPen(),
      );
      this.showMap();
      this.map.all();
    }
  }

  fill() {
    this.showMap();
    this.fillPen();
    this.fillList();
    if (!typingIn(this.detail)) this.fillDetail();
  }

  showMap() {
    const { desk, chosen } = this.studio;
    if (!this.map || !desk.draft) return;
    this.map.show(desk.work.places, chosen);
    const place = chosen && desk.work.places.find((each) => each.id === chosen);
    const where = place && place.geometry ? JSON.stringify(place.geometry) : "";
    /* A place that was corrected lies elsewhere now: the map goes there. */
    if (chosen && this.seen && this.seen.id === chosen && where && this.seen.where !== where) this.goTo(chosen, true);
    this.seen = { id: chosen, where };
  }

  /**
   * The map goes to a place, and names what lies around it.
   * @param {string} id
   * @param {boolean} move
   */
  async goTo(id, move) {
    const { map } = this;
    if (!map) return;
    if (move) map.goTo(id);
    const at = map.middleOf(id),
      around = at && (await this.askAround(at));
    if (around && this.studio.chosen === id) map.surround({ towns: around.towns ?? [], rivers: around.rivers ?? [] });
  }

  /** @param {number[]} given latitude and longitude */
  async askAround([lat, lon]) {
    const key = lat.toFixed(1) + " " + lon.toFixed(1);
    if (this.around?.key === key) return this.around.found;
    const [found] = await this.studio.desk.ask([{ what: "around", lat, lon }]);
    if (!found || found.said) return null;
    this.around = { key, found };
    return found;
  }

  fillList() {
    const { desk } = this.studio,
      draft = desk.work;
    /** @type {Record<string, number>} */
    const order = { unplaced: 0, doubtful: 1, likely: 2, unsure: 3, accepted: 4 };
    const open = draft.places.filter((each) => each.state !== "rejected");
    const sorted = [...open].sort(
      (a, b) => order[kindOf(a)] - order[kindOf(b)] || a.probability - b.probability || a.title.localeCompare(b.title),
    );
    const likely = open.filter((each) => kindOf(each) === "likely").length;
    const rejected = draft.places.filter((each) => each.state === "rejected");
    const undecided = open.filter((each) => each.state === "proposed").length;
    const name = make("input", {
      type: "text",
      "data-key": "new-place",
      "aria-label": "Name of a place that the text does not name",
    });
    /** @param {Place} place */
    const row = (place) =>
      make(
        "li",
        {},
        make(
          "button",
          {
            type: "button",
            "data-key": "row" + place.id,
            class: "row",
            "aria-pressed": String(place.id === this.studio.chosen),
            on: { click: () => this.studio.choosePlace(place.id, { from: "list", focus: true }) },
          },
          make("span", { class: "mark place " + kindOf(place) }, place.title),
          make("small", {}, " " + aboutPlace(place)),
        ),
      );
    refill(
      this.list,
      make("h2", {}, "Places"),
      make(
        "p",
        { class: "quiet" },
        counted(open.length, "place") + ", " + (undecided ? undecided + " to look at" : "all looked at") + ".",
      ),
      likely
        ? button("Accept all that are likely (" + likely + ")", "accept-likely", () => desk.change("accept_likely"))
        : null,
      make("ul", { class: "rows" }, sorted.map(row)),
      make(
        "form",
        {
          class: "inline",
          on: {
            submit: async (event) => {
              event.preventDefault();
              if (name.value.trim() && (await desk.change("add_place", { title: name.value }))) {
                name.value = "";
                this.studio.choosePlace(desk.newest.id, { from: "list", focus: true });
              }
            },
          },
        },
        make("span", {}, "Another place:"),
        name,
        make("button", { type: "submit", "data-key": "new-place-go" }, "Add"),
      ),
      rejected.length
        ? make(
            "details",
            {},
            make(
              "summary",
              { "data-key": "rejected" },
              counted(rejected.length, "name") + " that you said is no place",
            ),
            make(
              "ul",
              { class: "rows" },
              rejected.map((place) =>
                make(
                  "li",
                  {},
                  place.title + " ",
                  button("Take back", "back" + place.id, () => desk.change("take_back", { place: place.id })),
                ),
              ),
            ),
          )
        : null,
    );
  }

  fillDetail() {
    const { desk, chosen } = this.studio;
    const place = chosen && desk.work.places.find((each) => each.id === chosen);
    if (!place)
      return refill(
        this.detail,
        make("p", { class: "quiet" }, "Choose a place in the text, on the map or in the list."),
      );
    /** @param {string} what */
    /** @type {Change} */
    const change = (what, values) => desk.change(what, { place: place.id, ...values });
    const kind = kindOf(place);
    const certainty = desk.expected({ what: "set_certainty", place: place.id }, "certainty", place.certainty);
    refill(
      this.detail,
      make("h2", { tabindex: "-1", "data-heir": true }, make("span", { class: "mark place " + kind }, place.title)),
      make("p", {}, placedWords(place)),
      make(
        "div",
        { class: "buttons" },
        place.state === "proposed" && place.geometry
          ? button("Accept", "accept", () => change("accept"), { class: "first" })
          : null,
        place.state === "accepted" ? button("Open it again", "take-back", () => change("take_back")) : null,
        button("This is no place", "reject", async () => {
          await change("reject");
          this.studio.choosePlace(null, {});
        }),
      ),
      this.candidates(place, change),
      this.lookUp(place, change),
      this.where(place, change),
      choices("How certain is it?", "certainty", vocabulary.certainties, certainty, (certainty) =>
        change("set_certainty", { certainty }),
      ),
      certaintyOf(certainty).doubtful ? this.typed("Why", "reason", place, place.reason, "set_certainty") : null,
      this.typed("Name in the story", "title", place, place.title, "rename"),
      this.typed("A sentence about it, for its card", "description", place, place.description, "describe", true),
      this.merging(place, change),
      this.mentions(place),
    );
  }

  /**
   * @param {string} label
   * @param {string} name
   * @param {Place} place
   * @param {string} value
   * @param {string} what
   * @param {boolean} [long]
   */
  typed(label, name, place, value, what, long = false) {
    const { desk } = this.studio,
      key = name + place.id;
    const input = make(long ? "textarea" : "input", {
      type: long ? null : "text",
      rows: long ? 2 : null,
      "data-key": key,
      "data-field": key,
      value: desk.typed(key, value),
      on: { input: () => desk.type(key, { what, place: place.id, [name]: input.value }) },
    });
    return field(label, input);
  }

  /**
   * @param {Place} place
   * @param {Change} change
   */
  candidates(place, change) {
    if (!place.guesses.length) return null;
    const options = place.guesses.map((each) => ({
      value: each.id,
      words: guessWords(each),
      more: [each.kind, each.probability ? Math.round(each.probability * 100) + " %" : ""].filter(Boolean).join(", "),
    }));
    const guess = this.studio.desk.expected({ what: "choose", place: place.id }, "guess", place.guess);
    return choices("It may be", "guess", options, guess, (guess) => change("choose", { guess }));
  }

  /**
   * @param {Place} place
   * @param {Change} change
   */
  lookUp(place, change) {
    if (!this.studio.data.gazetteer) return null;
    const input = make("input", { type: "search", "data-key": "look-up", value: place.title });
    const results = make("div", { class: "results", role: "status" });
    const show = () => {
      if (!this.found || this.found.place !== place.id) return;
      results.replaceChildren(
        this.found.guesses.length
          ? make(
              "ul",
              { class: "rows" },
              this.found.guesses.map((each) =>
                make(
                  "li",
                  {},
                  button(
                    guessWords(each) + (each.kind ? " (" + each.kind + ")" : ""),
                    "entry" + each.id,
                    () => change("choose_entry", { entry: each }),
                    { class: "row" },
                  ),
                ),
              ),
            )
          : make(
              "p",
              { class: "quiet" },
              "The gazetteer has no “" + this.found.name + "”. Try another spelling, or set it on the map.",
            ),
      );
    };
    show();
    return make(
      "div",
      {},
      make(
        "form",
        {
          class: "inline",
          on: {
            submit: async (event) => {
              event.preventDefault();
              const name = input.value.trim();
              if (!name) return;
              const [result] = await this.studio.desk.ask([{ what: "look_up", name }]);
              this.found = { place: place.id, name, guesses: (result && result.guesses) || [] };
              show();
            },
          },
        },
        field("Look it up under another name", input),
        make("button", { type: "submit", "data-key": "look-up-go" }, "Look up"),
      ),
      results,
    );
  }

  /**
   * @param {Place} place
   * @param {Change} change
   */
  where(place, change) {
    const point = place.geometry && place.geometry.type === "Point" ? place.geometry.coordinates : null;
    const lat = make("input", {
      type: "number",
      step: "any",
      min: "-90",
      max: "90",
      "data-key": "lat",
      value: point ? point[1] : "",
    });
    const lon = make("input", {
      type: "number",
      step: "any",
      min: "-180",
      max: "180",
      "data-key": "lon",
      value: point ? point[0] : "",
    });
    /** @param {Kind} kind */
    const pen = (kind) =>
      button(kind === "Point" ? "Set it on the map" : "Draw " + PENS[kind], "pen" + kind, () => this.take(kind, place));
    return make(
      "fieldset",
      {},
      make("legend", {}, "Where it lies"),
      make(
        "form",
        {
          class: "inline",
          on: {
            submit: (event) => {
              event.preventDefault();
              if (lat.value === "" || lon.value === "")
                return this.studio.desk.say("Write latitude and longitude in degrees, such as 46.2 and 6.15.");
              change("draw", { kind: "Point", points: [[Number(lon.value), Number(lat.value)]] });
            },
          },
        },
        field("Latitude", lat),
        field("Longitude", lon),
        make("button", { type: "submit", "data-key": "set-point" }, "Set"),
      ),
      make("div", { class: "buttons" }, kinds.map(pen)),
    );
  }

  /**
   * @param {Kind} kind
   * @param {Place} place
   */
  take(kind, place) {
    if (!this.map) return;
    this.penFor = place.id;
    this.map.draw(kind);
    this.fillPen();
    this.mapBox.scrollIntoView({ block: "nearest" });
    this.focusPen("[data-heir]");
  }

  /** @param {string} selector */
  focusPen(selector) {
    /** @type {HTMLElement | null} */
    const node = this.pen.querySelector(selector);
    node?.focus({ preventScroll: true });
  }

  /** What is being drawn: by clicks on the map, or by degrees and the keyboard. */
  fillPen() {
    const { map } = this,
      drawing = map && map.drawing;
    if (!map || !drawing) return refill(this.pen);
    const { desk } = this.studio;
    const place = desk.work.places.find((each) => each.id === this.penFor);
    const { kind, points } = drawing;
    if (!place) {
      map.draw(null);
      return refill(this.pen);
    }
    const least = { Point: 1, LineString: 2, Polygon: 3 }[kind];
    const lat = make("input", { type: "number", step: "any", min: "-90", max: "90", "data-key": "pen-lat" });
    const lon = make("input", { type: "number", step: "any", min: "-180", max: "180", "data-key": "pen-lon" });
    const stop = () => {
      map.draw(null);
      this.fillPen();
      this.detail.focus({ preventScroll: true });
    };
    refill(
      this.pen,
      make(
        "p",
        { role: "status" },
        kind === "Point"
          ? "Click on the map where “" + place.title + "” lies" + (points.length ? "." : ", or write degrees.")
          : "Click the points of " +
              PENS[kind] +
              " for “" +
              place.title +
              "”: " +
              counted(points.length, "point") +
              " so far.",
      ),
      make(
        "div",
        { class: "buttons" },
        button(
          "Finish",
          "pen-finish",
          async () => {
            if (await desk.change("draw", { place: place.id, kind, points: map.points() })) stop();
          },
          { class: "first", disabled: points.length < least },
        ),
        button("Undo point", "pen-undo", () => map.back(), { disabled: !points.length }),
        button("Cancel", "pen-cancel", stop, { "data-heir": true }),
      ),
      make(
        "form",
        {
          class: "inline",
          on: {
            submit: (event) => {
              event.preventDefault();
              if (lat.value === "" || lon.value === "") return;
              map.point(Number(lat.value), Number(lon.value));
              this.focusPen('[data-key="pen-lat"]');
            },
          },
        },
        field("Latitude", lat),
        field("Longitude", lon),
        make("button", { type: "submit", "data-key": "pen-add" }, "Add the point"),
      ),
    );
  }

  /**
   * @param {Place} place
   * @param {Change} change
   */
  merging(place, change) {
    const others = this.studio.desk.work.places
      .filter((each) => each.id !== place.id && each.state !== "rejected")
      .sort((a, b) => a.title.localeCompare(b.title));
    if (!others.length) return null;
    const which = make(
      "select",
      { "data-key": "merge" },
      make("option", { value: "" }, "choose …"),
      others.map((each) => make("option", { value: each.id }, each.title)),
    );
    return make(
      "form",
      {
        class: "inline",
        on: {
          submit: async (event) => {
            event.preventDefault();
            if (which.value && (await change("merge", { into: which.value })))
              this.studio.choosePlace(which.value, { from: "list", focus: true });
          },
        },
      },
      field("It is the same place as", which),
      make("button", { type: "submit", "data-key": "merge-go" }, "Merge"),
    );
  }

  /** @param {Place} place */
  mentions(place) {
    const { desk } = this.studio;
    const marks = desk.work.marks.filter((each) => each.places.includes(place.id));
    if (!marks.length) return null;
    return make(
      "details",
      {},
      make("summary", { "data-key": "mentions" }, "Named " + counted(marks.length, "time") + " in the text"),
      make(
        "ul",
        { class: "rows" },
        marks.slice(0, 100).map((mark) =>
          make(
            "li",
            {},
            make(
              "span",
              {},
              "¶" + desk.paragraphOf(mark.start) + " … " + desk.letters(Math.max(mark.start - 30, 0), mark.start),
              make("b", {}, desk.letters(mark.start, mark.end)),
              desk.letters(mark.end, Math.min(mark.end + 30, [...desk.work.text].length)) + " … ",
            ),
            marks.length > 1
              ? button("Another place", "split" + mark.start, async () => {
                  if (await desk.change("split", { start: mark.start }))
                    this.studio.choosePlace(desk.newest.id, { from: "list", focus: true });
                })
              : null,
            button("Not here", "unmark" + mark.start, () => desk.change("unmark", { start: mark.start })),
          ),
        ),
      ),
    );
  }
}

/** @param {Guess} guess */
function guessWords(guess) {
  return [guess.name, guess.region, guess.country].filter(Boolean).join(", ");
}

/** @param {Place} place */
function aboutPlace(place) {
  if (!place.geometry) return place.near ? "lies nowhere yet, perhaps near " + place.near : "lies nowhere yet";
  const guess = place.guesses.find((each) => each.id === place.guess);
  const where = guess
    ? guessWords(guess)
    : /** @type {Record<string, string>} */ ({ Point: "set by hand", LineString: "a line", Polygon: "an area" })[
        place.geometry.type
      ] || "on the map";
  return place.state === "proposed" ? where + ", " + Math.round(place.probability * 100) + " %" : where;
}

/** @param {Place} place */
function placedWords(place) {
  if (!place.geometry)
    return "It lies nowhere yet. " + (place.near ? "Perhaps near " + place.near + ". " : "") + sentence(place.reason);
  if (place.state === "proposed") return "Proposed: " + aboutPlace(place) + ". " + sentence(place.reason);
  return "Accepted: " + aboutPlace(place) + ".";
}

/** @param {string} words */
function sentence(words) {
  return words ? words[0].toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? "" : ".") : "";
}

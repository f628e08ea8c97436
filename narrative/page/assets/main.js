/* The page: map, text and controls brought together. `narrativeMap.open(map, data)` starts it; parts of the map follow with `arrive`. */
import { byId, one, within } from "./dom.js";
import { page } from "./page.js";
import { setWorld } from "./projection.js";
import { Scroller } from "./scroller.js";
import { Stage } from "./stage.js";

/** @import { StageState } from "./classes.d.ts" */
/** @import { StageData } from "./handed.d.ts" */

const root = document.documentElement;
/** @type {Stage} */
let stage;
/** @type {Scroller} */
let scroller;
/** @type {string} */
let said;
/** @type {HTMLElement | undefined} */
let words;

/** @param {string} id */
function text(id) {
  const node = document.getElementById(id);
  return node ? node.textContent : "";
}

/**
 * The height of a map that stands above the text (a phone), with the time line, or 0 where it stands beside it. In pixels.
 * @param {L.Map} map
 */
function band(map) {
  const box = map.getContainer().getBoundingClientRect();
  return box.width >= root.clientWidth - 2
    ? map.getContainer().offsetHeight + (parseFloat(getComputedStyle(map.getContainer()).marginBottom) || 0)
    : 0; /* in a frame that is not shown, no style may be known */
}

/**
 * @param {L.Map} map
 * @param {StageData} data
 */
page.open = function (map, data) {
  setWorld(data.world);
  stage = page.stage = new Stage(map, /** @type {StageState} */ (data));
  scroller = new Scroller({
    view: stage,
    band() {
      return band(map);
    },
    onStep,
    onRest,
  });
  page.scroller = scroller;
  pager();
  theme();
  scroller.start();
  said = scroller.current;
  window.addEventListener("load", () => {
    /* What has not come by now (a file cut short) will not come: the story goes on without it. */
    stage.pending
      .filter((part) => part !== "fonts" && !part.includes("relief"))
      .forEach((part) => {
        stage.arrived(part);
      });
  });
};

/** The scripts that follow the first view have come. */
page.late = function () {
  if (!scroller) return;
  page.measured(stage);
  stage.keyed();
  stage.letterSoon();
  page.order = new page.Order(scroller, stage.data.order, stage.data.words, timeline);
  page.cards = new page.Cards(stage.scene, scroller);
};

/**
 * @param {string} id
 * @param {number} index
 */
function onStep(id, index) {
  const total = scroller.steps.length;
  if (page.order) page.order.here(id);
  byId("progress-bar").style.width = ((index + 1) / total) * 100 + "%";
  byId("progress-count").textContent = index + 1 + " / " + total;
  /** @type {HTMLButtonElement} */ (byId("previous")).disabled = false;
  /** @type {HTMLButtonElement} */ (byId("next")).disabled = index === total - 1;
  if (words) words.removeAttribute("id");
  words = one(".map-words", byId(id));
  words.id = "part-map"; /* what describes the map: no step can have this id */
  stage.map.getContainer().setAttribute("aria-describedby", words.id);
  if (page.cards) page.cards.close(false);
  if (page.claims) page.claims.hide();
  if (page.still) page.still.show(index, total);
  if (page.follow) page.follow.show();
  timeline();
}

/**
 * Said aloud once for each step that the reader comes to rest at: not on opening the page, not for steps flown past.
 * @param {string} id
 * @param {number} index
 */
function onRest(id, index) {
  if (said && id !== said) {
    const section = byId(id);
    byId("announcer").textContent =
      stage.data.words.step +
      " " +
      (index + 1) +
      " / " +
      scroller.steps.length +
      ": " +
      wordsOf(section, "h2") +
      ". " +
      wordsOf(section, ".map-words");
  }
  said = id;
}

/**
 * @param {HTMLElement} section
 * @param {string} part
 */
function wordsOf(section, part) {
  return one(part, section).textContent;
}

function timeline() {
  if (page.timeline) page.timeline.show();
}

function pager() {
  byId("next").addEventListener("click", () => {
    scroller.move(1, {});
  });
  byId("previous").addEventListener("click", () => {
    scroller.move(-1, {});
  });
  const contents = /** @type {HTMLDetailsElement} */ (one(".contents"));
  contents.addEventListener("click", (event) => {
    if (within(event, "a")) contents.open = false;
  });
  contents.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !contents.open) return;
    contents.open = false;
    one("summary", contents).focus();
  });
  ["click", "focusin"].forEach((name) => {
    document.addEventListener(name, (event) => {
      if (!contents.contains(/** @type {Node} */ (event.target))) contents.open = false;
    });
  });
}

function theme() {
  const button = byId("theme");
  button.addEventListener("click", () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    stage.recolour();
  });
}

/**
 * A part of the page that comes after the first view: a level of the basemap, its relief, its labels, the fonts.
 * @param {string} part
 */
page.arrive = function (part) {
  if (!stage) return;
  const payload = JSON.parse(text("part-" + part) || "null");
  function done() {
    stage.arrived(part);
  }
  if (!payload) return done();
  if (payload.claims) page.claims = new page.Claims(scroller, payload.claims);
  if (payload.timeline)
    page.timeline = new page.Timeline({
      box: one(".timeline"),
      data: payload.timeline,
      words: stage.data.words,
      statuses: stage.data.statuses,
      scroller,
      order: page.order,
    });
  if (payload.still && root.hasAttribute("data-still")) {
    page.still = new page.Still(payload.still, scroller);
    stage.measure();
  }
  if (payload.explorer && !page.still) page.explore(payload.explorer, stage, scroller);
  if (payload.papers) page.papers = new page.Papers({ stage, scroller, order: page.order, data: payload.papers });
  if (payload.readings) page.readings = new page.Readings(stage, scroller, payload.readings);
  /* In other type the text is longer or shorter: keep the reader at the step. */
  stage.receive(payload, done, () => {
    if (page.still) page.still.fit();
    scroller.realign();
    timeline();
  });
};

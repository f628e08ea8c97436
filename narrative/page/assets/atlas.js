/* The atlas: the page's map alone, of places without a story's text. It shows all of them, or those chosen.
 *
 * `narrativeMap.atlas(map, data)` starts it; data is as stage.js asks, with `views` in place of steps: {id: {camera, closest}}.
 * It speaks with the page around it as the story does: {source: "narrative-map", type: "ready" | "place", story, place},
 * and is told {target: "narrative-map", type: "place", place: ID | null}. A frame's name may say more, as an address does:
 * `places=a,b` for those to show at first, `still` for a map of which nothing can be pressed.
 */
import { one, within } from "./dom.js";
import { page } from "./page.js";
import { project, setWorld } from "./projection.js";
import { measured } from "./scale.js";
import { Stage } from "./stage.js";

/** @import { StageState } from "./classes.d.ts" */
/** @import { AtlasStage, ViewData } from "./handed.d.ts" */
/** @import { Step } from "./types.d.ts" */

const root = document.documentElement;
const ALL = "all";
const FAR = 3;
/** @type {Stage} */
let stage;
/** @type {AtlasStage & Pick<StageState, "steps" | "order">} */
let data;
/** @type {string[]} */
let asked;

/**
 * @param {string} type
 * @param {object} more
 */
function tell(type, more) {
  if (window.parent !== window)
    window.parent.postMessage(
      Object.assign({ source: "narrative-map", version: 1, type, story: root.dataset.story }, more),
      "*",
    );
}

/**
 * Of several views those that lie together: a place far off is named at the map's edge, and the others can be told apart.
 * @param {ViewData[]} views
 */
function together(views) {
  /** @param {number[]} numbers */
  function middle(numbers) {
    return numbers.slice().sort((a, b) => a - b)[numbers.length >> 1];
  }
  const spots = views.map((view) => project(view.camera[0]));
  const x = middle(spots.map((p) => p.x));
  const y = middle(spots.map((p) => p.y));
  const far = spots.map((p) => Math.hypot(p.x - x, p.y - y));
  const most = FAR * middle(far);
  return views.filter((view, i) => far[i] <= most);
}

/**
 * A view for the stage, as a step is: all places, or these.
 * @param {string[]} ids
 * @returns {Step}
 */
function viewOf(ids) {
  const views = ids.length ? together(ids.map((id) => data.views[id])) : [data.whole];
  return {
    date: data.date,
    places: ids.length || !data.lit ? ids : data.places.map((place) => place.id),
    links: [],
    framed: true,
    camera: views.map((view) => view.camera).flat(),
    closest: Math.min(...views.map((view) => view.closest)),
  };
}

/**
 * Show these places, or all for an empty list. still: cut there.
 * @param {string[]} ids
 * @param {boolean} still
 */
function show(ids, still) {
  const name = ids.join() || ALL;
  data.steps[name] = viewOf(ids);
  delete root.dataset.settled;
  stage.show(name, still, () => {
    root.dataset.settled = name;
  });
  root.dataset.chosen = name;
  reach(ids);
}

/**
 * Every place that shows can be reached by keyboard; the one that is chosen is the current one.
 * @param {string[]} ids
 */
function reach(ids) {
  const still = root.hasAttribute("data-inert");
  stage.scene.standing.forEach((entry) => {
    const node = entry.node;
    const id = entry.data.id;
    node.setAttribute("tabindex", String(still ? -1 : 0));
    if (ids.length !== 1 || ids[0] !== id) node.removeAttribute("aria-current");
  });
  stage.map.getContainer().classList.toggle("is-explored", ids.length > 0 && !asked.length);
}

/** @param {string | null} id */
function choose(id) {
  show(id ? [id] : asked, false);
  tell("place", { place: id });
}

/** @param {string[]} ids */
function known(ids) {
  return ids.filter((id) => Boolean(data.views[id]));
}

/**
 * @param {L.Map} map
 * @param {AtlasStage} given
 */
page.atlas = function (map, given) {
  const options = new URLSearchParams(window.name || "");
  const container = map.getContainer();
  data = Object.assign(given, { steps: {}, order: { date: [], moved: [] } });
  asked = known((options.get("places") || "").split(","));
  if (options.has("still")) root.setAttribute("data-inert", "");
  if (asked.length)
    data.places.forEach((place) => {
      place.hidden = place.hidden || !asked.includes(place.id);
    });
  setWorld(data.world);
  stage = page.stage = new Stage(map, data);
  measured(stage);
  /** @param {string} id */
  stage.scene.onOpen = function (id) {
    if (!root.hasAttribute("data-inert")) choose(id);
  };
  /* The way back leads to all places, from a chosen one too. */
  container.addEventListener(
    "click",
    (event) => {
      if (!within(event, ".back")) return;
      event.stopPropagation();
      choose(null);
      one(".closer", container).focus({ preventScroll: true });
    },
    true,
  );
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.dataset.chosen !== ALL && !asked.length) choose(null);
  });
  window.addEventListener("message", (event) => {
    const command = event.data;
    if (
      event.source !== window.parent ||
      !command ||
      command.target !== "narrative-map" ||
      command.version !== 1 ||
      command.type !== "place"
    )
      return;
    const ids = known([command.place]);
    const name = ids.join() || asked.join() || ALL;
    if (name !== root.dataset.chosen) show(ids.length ? ids : asked, false);
  });
  const first = options.get("chosen");
  show(first && data.views[first] ? [first] : asked, true);
  stage.keyed(); /* buttons and key */
  window.addEventListener("load", () => {
    stage.pending
      .slice()
      .filter((part) => part !== "fonts" && !part.includes("relief"))
      .forEach((part) => {
        stage.arrived(part);
      });
  });
  tell("ready", {});
};

/** @param {string} part */
page.arrive = function (part) {
  const node = document.getElementById("part-" + part);
  const payload = JSON.parse((node && node.textContent) || "null");
  if (!stage) return;
  function done() {
    stage.arrived(part);
  }
  if (!payload) return done();
  stage.receive(payload, done, () => {});
};

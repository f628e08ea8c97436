/* The trail: the links of all steps that are followed, together on the map under the step's own, each with its steps' numbers.
 *
 * It is an overlay of the choice and the step being read: the step's state knows nothing of it, and `leave` takes it away whole.
 */
import { camera } from "./camera.js";
import { drawing } from "./dom.js";
import { textWidth } from "./explorer.js";
import { links } from "./links.js";
import { project, toScreen } from "./projection.js";
import { samples } from "./ways.js";

/** @import { Reserved } from "./classes.d.ts" */
/** @import { Box, Curve, Group, LonLat, NumberedWay, Point, Screen } from "./types.d.ts" */
/** @import { Stage } from "./stage.js" */

/** onStep(id) is called when a number is pressed. */
export class Trail {
  /**
   * @param {Stage} stage
   * @param {(id: string) => void} onStep
   */
  constructor(stage, onStep) {
    const self = this;
    this.stage = stage;
    this.scene = stage.scene;
    this.onStep = onStep;
    this.groups = null;
    this.reserved = stage.scene.reserved;
    this.draw = function () {
      if (self.groups) self.redraw();
    };
  }

  /**
   * links: [{step, number, title, data}] in order; places: ids; present: the step being read. Drawn when the scene shows its state.
   * @param {NumberedWay[]} links
   * @param {string[]} places
   * @param {string} present
   */
  enter(links, places, present) {
    const scene = this.scene;
    const self = this;
    /** @type {Record<string, Group>} */
    const groups = {};
    this.leave();
    links.forEach((link) => {
      /* one link for all that go the same way by the same means */
      const key = [link.data.from, link.data.to, link.data.kind, link.data.way].join(" ");
      const group =
        groups[key] ||
        (groups[key] = /** @type {Group} */ ({
          key,
          from: link.data.from,
          to: link.data.to,
          ends: [link.data.way[0], link.data.way[link.data.way.length - 1]],
          way: link.data.way,
          kind: link.data.kind,
          links: /** @type {NumberedWay[]} */ ([]),
        }));
      group.links.push(link);
      group.present = group.present || link.step === present;
    });
    this.groups = Object.keys(groups).map((key) => groups[key]);
    bend(this.groups);
    this.places = places;
    this.present = present;
    this.layer = drawing("g", { class: "layer-trail" }, scene.svg);
    scene.svg.insertBefore(this.layer, scene.layers.links);
    this.badges = drawing("g", { class: "layer-trail-numbers" }, scene.svg);
    (this.groups || []).forEach((group) => {
      self.build(group);
    });
    scene.onShow = function () {
      self.shown();
    };
    /** @param {Point} size */
    scene.reserved = function (size) {
      /* asked before each lettering, which follows when the fonts have come */
      self.redraw();
      return self.reserved(size).concat(self.taken());
    };
    scene.map.on("move viewreset moveend resize", this.draw);
  }

  leave() {
    if (!this.groups) return;
    this.groups = null;
    this.layer.remove();
    this.badges.remove();
    this.scene.onShow = null;
    this.scene.reserved = this.reserved;
    this.scene.map.off("move viewreset moveend resize", this.draw);
    this.scene.kept = {};
    this.scene.standing.forEach((entry) => {
      entry.node.classList.remove("is-followed");
    });
  }

  /** @param {Group} group */
  build(group) {
    /** @type {number[]} */
    const numbers = [];
    const scene = this.scene;
    const current = this.present;
    group.links.forEach((link) => {
      if (!numbers.includes(link.number)) numbers.push(link.number);
    });
    group.path = drawing(
      "path",
      {
        class:
          "trail" + (scene.kinds[group.kind].dash.length ? " is-dashed" : "") + (group.present ? " is-present" : ""),
      },
      this.layer,
    );
    const words = group.links.map((link) => link.number + " " + link.title + ": " + link.data.words).join("; ");
    group.badge = drawing(
      "g",
      { class: "trail-number" + (group.present ? " is-present" : ""), role: "link", tabindex: 0, "aria-label": words },
      this.badges,
    );
    drawing("title", {}, group.badge).textContent = words;
    group.text = numbers.length > 6 ? numbers.slice(0, 5).join(" · ") + " …" : numbers.join(" · ");
    group.rect = drawing("rect", { y: -12, height: 24, rx: 12 }, group.badge);
    drawing("text", { y: 4.2, "text-anchor": "middle" }, group.badge).textContent = group.text;
    ["click", "keydown"].forEach((name) => {
      group.badge.addEventListener(name, (event) => {
        if (event instanceof KeyboardEvent && event.key !== "Enter") return;
        event.preventDefault();
        event.stopPropagation();
        const at = group.links.findIndex((link) => link.step === current); /* pressed again: the next of them */
        this.onStep(group.links[(at + 1) % group.links.length].step);
        const again = event.type === "keydown" && this.groups && this.groups.find((other) => other.key === group.key);
        if (again) again.badge.focus({ preventScroll: true }); /* it has been drawn anew */
      });
    });
  }

  /** The scene has drawn a step: places where the trail runs show too, and those that are followed wear a ring. */
  shown() {
    const scene = this.scene;
    /** @param {string} id */
    function present(id) {
      scene.present[id] = scene.kept[id] = true;
    }
    scene.kept = {};
    (this.groups || []).forEach((group) => {
      present(group.from);
      present(group.to);
    });
    this.places.forEach(present);
    scene.gather();
    Object.keys(scene.kept).forEach((id) => {
      scene.places[id].node.removeAttribute("display");
    });
    this.places.forEach((id) => {
      scene.places[id].node.classList.add("is-followed");
    });
    this.redraw();
  }

  /**
   * Of a link that the step draws itself: as it bends there.
   * @param {Group} group
   * @param {Screen} screen
   * @returns {Curve & {own?: import("./types.d.ts").DrawnLink}}
   */
  curve(group, screen) {
    const own = this.scene.links.find(
      (link) => link.data.kind === group.kind && String(link.data.way) === String(group.way),
    );
    return Object.assign(links.curve(group.way.map(project).map(screen.pixel), (own || group).bent), { own });
  }

  redraw() {
    const scene = this.scene;
    const map = scene.map;
    if (!map._loaded) return;
    const screen = toScreen(map);
    const size = map.getSize();
    const taken = this.reserved(size);
    scene.links.forEach((link) => {
      if (link.top) taken.push([link.top.x - 12, link.top.y - 10, link.top.x + 12, link.top.y + 10]);
    });
    (this.groups || []).forEach((group) => {
      const curve = this.curve(group, screen);
      group.path.setAttribute("d", curve.own ? "" : links.outline(curve, group.kind, 1)); /* the step draws its own */
      group.width = Math.max(24, Math.round(textWidth(group.text, "600 12px")) + 11);
      group.rect.setAttribute("x", String(-group.width / 2));
      group.rect.setAttribute("width", String(group.width));
      const way = samples(curve, 0.02);
      const middle = way.length / 2;
      let best = /** @type {{cost: number, p: Point, box: Box} | null} */ (null);
      way.forEach((p, i) => {
        const box = [p.x - group.width / 2 - 2, p.y - 12, p.x + group.width / 2 + 2, p.y + 12];
        if (box[0] < 4 || box[1] < 4 || box[2] > size.x - 4 || box[3] > size.y - 4) return;
        const cost = Math.abs(i - middle) + 100 * taken.filter((other) => meets(box, other)).length;
        if (!best || cost < best.cost) best = { cost, p, box };
      });
      if (best && curve.span >= 34) {
        taken.push(best.box);
        group.box = best.box;
        group.badge.setAttribute("transform", "translate(" + best.p.x.toFixed(1) + " " + best.p.y.toFixed(1) + ")");
        group.badge.removeAttribute("display");
      } else {
        group.box = null;
        group.badge.setAttribute("display", "none");
      }
    });
  }

  /** What lettering keeps clear of: the numbers, and the links where it can. */
  taken() {
    const screen = toScreen(this.scene.map);
    /** @type {Reserved} */
    const boxes = [];
    (this.groups || []).forEach((group) => {
      if (group.box) boxes.push(group.box);
      samples(this.curve(group, screen), 0.06).forEach((p) => {
        boxes.push(Object.assign([p.x - 4, p.y - 4, p.x + 4, p.y + 4], { soft: true }));
      });
    });
    return boxes;
  }

  /** Show all of it at once; the step's own view is one press away. */
  overview() {
    const scene = this.scene;
    let points = this.places.map((id) => scene.places[id].at);
    const stage = this.stage;
    (this.groups || []).forEach((group) => {
      const way = group.way.map(project);
      points = points.concat(way, links.along(links.curve(way, group.bent), 0.5));
    });
    if (!points.length) return;
    const view = camera.frame(points, scene.map.getSize(), points.length > 1 ? 7 : 6.6);
    stage.explore();
    camera.fly(scene.map, view, camera.prefersStill() ? 0 : 600, () => {
      scene.letter();
    });
  }
}

/**
 * How each link bends: as a step's own do, but ways between neighbouring places are kept apart too; the present step's comes first.
 * @param {Group[]} groups
 */
function bend(groups) {
  /** @type {Group[]} */
  const taken = [];
  /**
   * @param {LonLat} a
   * @param {LonLat} b
   */
  function near(a, b) {
    return Math.abs(a[0] - b[0]) < 3 && Math.abs(a[1] - b[1]) < 3;
  }
  groups
    .slice()
    .sort((a, b) => (b.present ? 1 : 0) - (a.present ? 1 : 0))
    .forEach((group) => {
      let more = 0;
      let answer = false;
      taken.forEach((other) => {
        if (near(group.ends[0], other.ends[0]) && near(group.ends[1], other.ends[1])) more += 0.5;
        if (near(group.ends[0], other.ends[1]) && near(group.ends[1], other.ends[0])) answer = true;
      });
      taken.push(group);
      group.bent = links.bends([group])[0] * (answer ? -1 : 1) * (1 + more);
    });
}

/**
 * @param {Box} a
 * @param {Box} b
 */
function meets(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

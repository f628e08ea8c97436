/* The scene: the story's places, the links between them and all lettering, as SVG over the basemap.
 *
 * show(state) draws a whole state; nothing of the state before it is kept. Every place is in the accessibility tree by its name.
 */
import { drawing } from "./dom.js";
import { links } from "./links.js";
import { decode, project, toScreen } from "./projection.js";

/** @import { MapData } from "./handed.d.ts" */
/** @import { DrawnLink, Entry, Point, Ring, Screen, State } from "./types.d.ts" */

const FEW = 200; /* so many places all have an element; of more, those that are near: near.js */

/**
 * An attribute, unless it is so already.
 * @param {Element} node
 * @param {string} name
 * @param {string} value
 */
function put(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/**
 * By an attribute, which leaves no trace when it is taken away again (an emptied style attribute would).
 * @param {Element} node
 * @param {unknown} shown
 */
export function reveal(node, shown) {
  if (shown) node.removeAttribute("display");
  else put(node, "display", "none");
}

/**
 * @param {Element} node
 * @param {Point} to
 * @param {{dx: number, dy: number} | null} [by]
 */
function moved(node, to, by) {
  put(
    node,
    "transform",
    "translate(" + (to.x + (by ? by.dx : 0)).toFixed(1) + " " + (to.y + (by ? by.dy : 0)).toFixed(1) + ")",
  );
}

export class Scene {
  /**
   * @param {L.Map} map
   * @param {MapData} data
   */
  constructor(map, data) {
    this.map = map;
    this.places = {};
    this.standing = []; /* those of them that have an element, in their order */
    this.links = [];
    this.words = data.words;
    this.kinds = data.kinds;
    this.doubts = data.doubts;
    this.baseLabels = [];
    this.progress = 1;
    this.hovered = null;
    this.foot = 0; /* the credit line's height: a lit place under it counts as one beyond the edge. In pixels */
    const svg = (this.svg = drawing(
      "svg",
      { class: "scene", role: "group", "aria-label": data.words.places },
      map.getContainer(),
    ));
    const defs = drawing("defs", {}, svg);
    [""].concat(Object.keys(data.sides)).forEach((side) => {
      /* in the colour of each */
      const hatch = drawing(
        "pattern",
        {
          id: side ? "hatch-" + side : "hatch",
          width: 4,
          height: 4,
          patternUnits: "userSpaceOnUse",
          patternTransform: "rotate(45)",
          "data-side": side,
        },
        defs,
      );
      drawing("rect", { width: 4, height: 4, class: "hatch-ground" }, hatch);
      drawing("rect", { width: 1.3, height: 4, class: "hatch-line" }, hatch);
    });
    this.layers = {};
    ["lines", "base", "links", "areas", "points"].forEach((name) => {
      this.layers[name] = drawing("g", { class: "layer-" + name }, svg);
    });
    this.layers.base.setAttribute("aria-hidden", "true");
    data.places.forEach((place, i) => {
      const entry = (this.places[place.id] = /** @type {Entry} */ ({
        data: place,
        index: i,
        at: project(place.at),
        spots: (place.spots || [place.at]).map(project),
      }));
      if (place.kind === "line") entry.lines = (place.lines || []).map(line); /* those of others follow */
      if (data.places.length <= FEW) this.raise(entry);
    });
    map.on("move viewreset", () => {
      this.update();
    });
    this.cutting = false; /* the map is put elsewhere, and lettered when that is done */
    map.on("moveend resize", () => {
      if (!this.cutting) this.letter();
    });
  }

  /**
   * Give a place its element.
   * @param {Entry} entry
   */
  raise(entry) {
    if (entry.node) return;
    const place = entry.data;
    const layer = place.kind === "line" ? "lines" : place.kind === "area" ? "areas" : "points";
    const doubt = this.doubts[place.certainty];
    const scene = this;
    const g = drawing(
      "g",
      {
        class:
          "place " +
          place.kind +
          (doubt ? " doubtful" : "") +
          (doubt && doubt.open ? " open" : "") +
          (place.other ? " other" : "") +
          (place.water ? " water" : ""),
        "data-place": place.id,
        role: "button",
        tabindex: -1,
      },
      this.layers[layer],
    );
    entry.node = g;
    if (entry.lines) {
      entry.casing = drawing("path", { class: "casing" }, g);
      entry.path = drawing("path", { class: "line" }, g);
    }
    entry.inners = entry.spots.map(() => {
      const inner = drawing("g", { class: "inner" }, g);
      if (place.kind === "point") {
        drawing("circle", { class: "reach", r: 17 }, inner);
        if (doubt) drawing("circle", { class: "halo", r: doubt.halo }, inner);
        drawing("circle", { class: "ring", r: 9.5 }, inner);
        drawing("circle", { class: "dot", r: 4.2 }, inner);
      }
      if (place.kind === "area") drawing("circle", { class: "reach", r: 20 }, inner);
      return inner;
    });
    entry.leader = drawing("path", { class: "leader" }, g);
    entry.label = drawing("text", { class: "label" }, g);
    ["mouseenter", "focus"].forEach((name) => {
      g.addEventListener(name, () => {
        scene.hover(place.id, true);
      });
    });
    ["mouseleave", "blur"].forEach((name) => {
      g.addEventListener(name, () => {
        scene.hover(null, true);
      });
    });
    /** @param {Event} event */
    function open(event) {
      if (event instanceof KeyboardEvent && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      if (scene.onOpen) scene.onOpen(place.id, g);
    }
    g.addEventListener("click", open);
    g.addEventListener("keydown", open);
    this.standing.push(entry);
    this.call(entry, this.state ? this.state.date : "");
  }

  /** Raise all that the view needs. */
  gather() {
    Object.keys(this.state.lit).forEach((id) => {
      this.raise(this.places[id]);
    });
  }

  /**
   * A place has the name of the day.
   * @param {Entry} entry
   * @param {string} day
   */
  call(entry, day) {
    const data = entry.data;
    const doubt = this.doubts[data.certainty];
    entry.named = (
      (data.titles || []).find((each) => (!each.from || day >= each.from) && (!each.to || day < each.to)) || data
    ).title;
    entry.title = entry.named + (doubt ? ", " + doubt.words : "");
    entry.node.setAttribute("aria-label", entry.title);
  }

  /** Set all lettering. Nothing until lettering.js has come, which follows the first view. */
  letter() {}

  /**
   * @param {string | null} id
   * @param {boolean} fromMap
   */
  hover(id, fromMap) {}

  /**
   * Draw a state whole: {date, lit: {id: true}, links: [{from, to, kind, status, label, disputedBy}]}.
   * @param {State} state
   */
  show(state) {
    this.state = state;
    this.present = Object.assign(Object.create(state.present), state.lit);
    this.gather();
    this.standing.forEach(this.dress, this);
    const layer = this.layers.links;
    const bends = links.bends(state.links);
    while (layer.firstChild) layer.removeChild(layer.firstChild);
    this.links = state.links.map((link, i) => {
      const g = drawing(
        "g",
        {
          class: "link" + (this.kinds[link.kind].thin ? " is-thin" : ""),
          "data-kind": link.kind,
          "data-status": link.status,
          "data-side": link.side || "",
          role: link.disputedBy ? "group" : "img",
        },
        layer,
      );
      const entry = /** @type {DrawnLink} */ ({
        data: link,
        bent: bends[i],
        path: drawing("path", { class: "body" }, g),
        grain: drawing("path", { class: "grain", fill: "none" }, g),
        label: drawing("text", { class: "link-label", "aria-hidden": "true" }, g),
      });
      entry.way = link.way.map(project);
      entry.sign = drawing("g", { class: "sign" }, g);
      entry.say = function () {
        /* its words come after the first view */
        if (link.words) {
          g.setAttribute("aria-label", link.words);
          (g.querySelector("title") || drawing("title", {}, g)).textContent = link.words;
        }
        if (link.disputedWords) entry.sign.setAttribute("aria-label", link.disputedWords);
      };
      entry.say();
      if (link.disputedBy) {
        entry.sign.setAttribute("role", "link");
        entry.sign.setAttribute("tabindex", "0");
        drawing("circle", { r: 10 }, entry.sign);
        drawing("text", { y: 5, "text-anchor": "middle" }, entry.sign).textContent = "≠";
        ["click", "keydown"].forEach((name) => {
          entry.sign.addEventListener(name, (event) => {
            if (event instanceof KeyboardEvent && event.key !== "Enter") return;
            if (this.onStep && link.disputedBy) this.onStep(link.disputedBy);
          });
        });
      } else entry.sign.innerHTML = this.kinds[link.kind].glyph;
      return entry;
    });
    if (this.onShow) this.onShow();
    this.update();
  }

  /**
   * A place as the state has it.
   * @param {Entry} entry
   */
  dress(entry) {
    const id = entry.data.id;
    const lit = Boolean(this.state.lit[id]);
    if (entry.data.titles) this.call(entry, this.state.date);
    entry.beyond = false;
    entry.node.classList.toggle("is-lit", lit);
    entry.node.classList.toggle("is-dim", !lit);
    reveal(entry.node, this.present[id]);
    entry.node.setAttribute("tabindex", String(lit ? 0 : -1));
    if (lit) entry.node.setAttribute("aria-current", "true");
    else entry.node.removeAttribute("aria-current");
  }

  /** @param {number} progress */
  grow(progress) {
    this.progress = progress;
    this.drawLinks();
  }

  update() {
    if (!this.state || !this.map._loaded) return;
    const screen = toScreen(this.map);
    const size = this.map.getSize();
    this.links.forEach((link) => {
      link.curve = links.curve(link.way.map(screen.pixel), link.bent);
    });
    this.standing.forEach((entry) => {
      const id = entry.data.id;
      const aside = entry.aside || { x: 0, y: 0 };
      const foot = this.foot;
      const lit = entry.data.kind === "point" && (this.hovered === id || Boolean(this.state.lit[id]));
      const slack = lit
        ? -8
        : 10; /* a lit place half over the edge would have its name cut: it is named as one beyond it */
      /** @param {Point} p */
      function within(p) {
        return p.x > -slack && p.y > -slack && p.x < size.x + slack && p.y < size.y + slack - (lit ? foot : 0);
      }
      entry.dots = entry.spots.map(screen.pixel).map((p) => ({ x: p.x + aside.x, y: p.y + aside.y }));
      /* Of a place in several spots the first that shows is named. */
      const seen = entry.dots.filter(within);
      let x = (seen[0] || entry.dots[0]).x;
      let y = (seen[0] || entry.dots[0]).y;
      entry.visible = seen.length > 0;
      entry.away = !this.flying && (entry.beyond || (lit && !entry.visible));
      entry.node.classList.toggle("is-away", entry.away);
      if (entry.away && this.exit) {
        /* which comes with the lettering */
        const stand = this.exit(id, { x, y }, screen, size);
        entry.sign = stand.sign;
        entry.leaves = Boolean(stand.leaves);
        x = stand.x;
        y = stand.y;
        entry.visible = true;
      }
      entry.x = x;
      entry.y = y;
      entry.inners.forEach((inner, i) => {
        const at = entry.stand ? screen.pixel(entry.stand) : !i && entry.away ? entry : entry.dots[i];
        put(inner, "transform", "translate(" + at.x.toFixed(2) + " " + at.y.toFixed(2) + ")");
      });
      if (entry.lines) {
        const d = entry.lines
          .map((c) => {
            const points = [];
            for (let i = 0; i < c.length; i += 2)
              points.push(
                (c[i] * screen.scale + screen.x).toFixed(1) + " " + (c[i + 1] * screen.scale + screen.y).toFixed(1),
              );
            return "M" + points.join("L");
          })
          .join("");
        entry.casing.setAttribute("d", d);
        entry.path.setAttribute("d", d);
      }
      if (entry.shift) this.setLabel(entry, screen);
    });
    if (this.lettered)
      this.lettered.forEach((label) => {
        moved(label.node, screen.pixel(label.at), label);
      });
    this.drawLinks();
  }

  drawLinks() {
    this.links.forEach((link) => {
      const top = (link.top = links.along(link.curve, 0.5));
      const kind = link.data.kind;
      put(link.path, "d", links.outline(link.curve, kind, this.progress));
      if (link.data.side) put(link.grain, "d", links.grain(link.curve, kind, this.progress));
      if (this.progress === 1) moved(link.sign, top);
      reveal(link.sign, this.progress === 1 && link.curve.span >= 55);
      if (link.shift) moved(link.label, top, link.shift);
      reveal(link.label, this.progress === 1 && Boolean(link.shift));
    });
  }

  /**
   * A name stands beside its place, or at a point of the plane of its own (entry.stand).
   * @param {Entry} entry
   * @param {Screen} screen
   */
  setLabel(entry, screen) {
    const at = entry.stand ? screen.pixel(entry.stand) : entry;
    moved(entry.label, at, entry.shift);
    if (entry.shift?.led) moved(entry.leader, at);
  }
}

/**
 * @param {string} code
 * @returns {Ring}
 */
function line(code) {
  return decode(code, 3);
}

/* What is lettered in a view, how large and in how many lines; labels.js says where. Done at rest only. */
import { drawing, pen, within } from "./dom.js";
import { graticule } from "./graticule.js";
import * as labels from "./labels.js";
import { lettered } from "./letters.js";
import { links } from "./links.js";
import { decode, flat, toScreen } from "./projection.js";
import * as rows from "./rows.js";
import { Scene, reveal } from "./scene.js";
import { wayOf } from "./ways.js";
import { broken, foot, formOf, formsOf } from "./forms.js";

/** @import { LabelData } from "./handed.d.ts" */
/** @import { Anchor, Box, Entry, Exit, Form, Ids, Item, Point, Ring, Rows, Screen, Spot } from "./types.d.ts" */

const SMALLEST = 11; /* pixels of a letter */
const LEAST = 60; /* square pixels of an area that shows: with less it is named as one beyond the frame */

/**
 * @param {number} dx
 * @param {number} dy
 */
function sign(dx, dy) {
  return "→↘↓↙←↖↑↗".charAt((Math.round(Math.atan2(dy, dx) / (Math.PI / 4)) + 8) % 8);
}

/**
 * Where the name of a place off the map stands, and the way it points: where its link leaves the frame, else at the edge nearest to it. In pixels.
 * @param {string} id
 * @param {Point} place
 * @param {Screen} screen
 * @param {Point} size
 * @returns {Exit & {sign: string}}
 */
Scene.prototype.exit = function (id, place, screen, size) {
  let found = /** @type {Exit | null} */ (null);
  this.links.forEach((link) => {
    if (found || (link.data.from !== id && link.data.to !== id)) return;
    found = links.leaves(link.curve, size, link.data.to === id);
  });
  if (found) {
    /* A link ends a little before its place: where that lies just beyond the edge, no arrow is seen to leave. */
    found.leaves = Math.hypot(found.x - place.x, found.y - place.y) > 9;
  } else {
    const dx = place.x - size.x / 2;
    const dy = place.y - size.y / 2;
    const part = Math.min(size.x / 2 / Math.max(Math.abs(dx), 1), size.y / 2 / Math.max(Math.abs(dy), 1));
    found = { x: size.x / 2 + dx * part, y: size.y / 2 + dy * part, dx, dy };
  }
  return Object.assign(found, { sign: sign(found.dx, found.dy) });
};

/** @param {Element} node */
function clear(node) {
  while (node.firstChild) node.removeChild(node.firstChild);
  ["font-size", "transform", "text-anchor", "d"].forEach((name) => {
    node.removeAttribute(name);
  });
}

/**
 * @param {Element} node
 * @param {Form} form
 * @param {Anchor} anchor
 */
function write(node, form, anchor) {
  clear(node);
  node.setAttribute("font-size", String(form.px));
  node.setAttribute("text-anchor", anchor);
  form.lines.forEach((line, i) => {
    if (i)
      drawing("tspan", { "font-size": 0 }, node).textContent = " "; /* to whoever hears or copies it, lines are words */
    drawing("tspan", { x: 0, dy: i ? form.line : 0 }, node).textContent = line;
  });
}

/* What is measured is what the style sheet draws. */
const drawn = getComputedStyle(document.documentElement);
const SANS = drawn.getPropertyValue("--sans");
const SERIF = drawn.getPropertyValue("--serif");
/** @type {Record<string, [number, string, string, number]>} kind: [size, style and weight, family, tracking] */
const FACES = {
  /* kind: [size, style and weight, family, tracking] */
  sea: [13, "italic 400", SERIF, 0.6],
  ocean: [15, "italic 400", SERIF, 1.5],
  country: [12, "400", SANS, 2.2],
  region: [11.5, "400", SANS, 2.2],
  range: [11, "italic 400", SERIF, 1],
  river: [11.5, "italic 400", SERIF, 0],
  city: [11.5, "400", SANS, 0],
};

/**
 * Points that would hide each other stand side by side around their middle, each on its own side of it. entry.aside: in pixels.
 * @param {Entry[]} entries
 * @param {(entry: Entry) => boolean} lit
 * @param {number} scale
 * @param {number} dot
 */
function spread(entries, lit, scale, dot) {
  /** @type {Entry[][]} */
  const groups = [];
  entries.forEach((entry) => {
    const group = groups.find((others) => {
      const p = others[0].spots[0];
      const near = lit(entry) && lit(others[0]) ? dot / scale : 0.001; /* two dim ones: only where they are one */
      return Math.hypot(p.x - entry.spots[0].x, p.y - entry.spots[0].y) < near;
    });
    if (group) group.push(entry);
    else groups.push([entry]);
  });
  groups.forEach((group) => {
    const n = group.length;
    let x = 0;
    let y = 0;
    let first;
    if (n < 2) return;
    group.forEach((entry) => {
      x += entry.spots[0].x / n;
      y += entry.spots[0].y / n;
    });
    /** @param {Entry} entry */
    function bearing(entry) {
      return Math.atan2(entry.spots[0].y - y, entry.spots[0].x - x);
    }
    group.sort((a, b) => bearing(a) - bearing(b) || (a.data.id < b.data.id ? -1 : 1));
    first = bearing(group[0]);
    group.forEach((entry, i) => {
      const angle = first + (2 * Math.PI * i) / n;
      const r = dot / 2 / Math.sin(Math.PI / n);
      entry.aside = {
        x: (x - entry.spots[0].x) * scale + r * Math.cos(angle),
        y: (y - entry.spots[0].y) * scale + r * Math.sin(angle),
      };
    });
  });
}

/**
 * Lines and names that follow the first view.
 * @param {Record<string, string[]>} lines
 */
Scene.prototype.addLines = function (lines) {
  Object.keys(lines).forEach((id) => {
    this.places[id].lines = lines[id].map((code) => decode(code, 3));
  });
  this.update();
};

/** @param {LabelData[]} labels */
Scene.prototype.addLabels = function (labels) {
  this.baseLabels = labels.map((label) => Object.assign(label, { at: flat(label.lonlat[0], label.lonlat[1]) }));
};

/**
 * A place is pointed at, or none; fromMap: on the map, not in the text.
 * @param {string | null} id
 * @param {boolean} fromMap
 */
Scene.prototype.hover = function (id, fromMap) {
  this.hovered = id && this.places[id] ? id : null;
  if (this.state) this.gather();
  this.standing.forEach((entry) => {
    const own = entry.data.id === id;
    entry.node.classList.toggle("is-hovered", own);
    if (own || this.state) reveal(entry.node, own || this.present[entry.data.id]);
  });
  if (fromMap && this.onHover) this.onHover(id);
  this.update();
  this.letter();
};

/** Once: what comes into view can be seen on the way, and a name can be pressed. */
Scene.prototype.watch = function () {
  this.watching = true;
  this.map.on("movestart", () => {
    this.standing.forEach((entry) => {
      reveal(entry.node, this.present[entry.data.id]);
    });
  });
  /* A press would move the focus, which letters the map anew: the letters pressed would be gone before the click. */
  this.svg.addEventListener("mousedown", (event) => {
    if (within(event, ".place")) event.preventDefault();
  });
};

/** Set all lettering for the view at rest. */
Scene.prototype.letter = function () {
  const map = this.map;
  const state = this.state;
  const scene = this;
  if (!state || !map._loaded || this.flying) return;
  const size = map.getSize();
  const zoom = map.getZoom();
  const screen = toScreen(map);
  const small = size.x < 480 || size.y < 420;
  const ground = this.ground(screen, size);
  const room = {
    size,
    blocked: rows.empty(size),
    land: ground.land,
    named: /** @type {{id: string, rows: Rows}[]} */ ([]),
    names: rows.empty(size),
  };
  /** @type {Item[]} */
  const items = [];
  /** @type {Record<string, Point[]>} */
  const lines = {};
  const larger = lettered();
  if (!this.watching) this.watch();
  this.gather();
  /** @param {Entry} entry */
  function lit(entry) {
    return Boolean(state.lit[entry.data.id]) || scene.hovered === entry.data.id;
  }
  /** @param {Box} box */
  function block(box) {
    rows.block(room.blocked, box);
  }
  /** @param {Point} p */
  function pixel(p) {
    return { x: p.x * screen.scale + screen.x, y: p.y * screen.scale + screen.y };
  }
  /** @param {Point} p */
  function plane(p) {
    return { x: (p.x - screen.x) / screen.scale, y: (p.y - screen.y) / screen.scale };
  }
  /** @param {Point} p */
  function shows(p) {
    return p.x > 0 && p.y > 0 && p.x < size.x && p.y < size.y;
  }
  /* A line of the plane where it crosses the frame: points every few pixels, which are kept clear. */
  /**
   * @param {Ring} c
   * @param {number} reach
   * @param {number} step
   * @returns {Point[]}
   */
  function trace(c, reach, step) {
    const way = [];
    const wide = size.x + 9;
    const high = size.y + 9;
    for (let i = 2; i < c.length; i += 2) {
      const a = pixel({ x: c[i - 2], y: c[i - 1] });
      const b = pixel({ x: c[i], y: c[i + 1] });
      if (Math.max(a.x, b.x) < -9 || Math.max(a.y, b.y) < -9 || Math.min(a.x, b.x) > wide || Math.min(a.y, b.y) > high)
        continue;
      const parts = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / step));
      for (let k = 0; k <= parts; k++) {
        const p = { x: a.x + ((b.x - a.x) * k) / parts, y: a.y + ((b.y - a.y) * k) / parts };
        if (p.x > -9 && p.y > -9 && p.x < wide && p.y < high) {
          block([p.x - reach, p.y - reach, p.x + reach, p.y + reach]);
          way.push(p);
        }
      }
    }
    return way.filter((p) => p.x > 8 && p.y > 8 && p.x < size.x - 8 && p.y < size.y - 8);
  }
  this.reserved(size).forEach(block);
  const shown = this.standing.filter((entry) => {
    entry.shift = entry.stand = entry.aside = null; /* no trace of the view before */
    entry.beyond = false;
    clear(entry.label);
    clear(entry.leader);
    entry.node.setAttribute("aria-label", entry.title);
    return scene.present[entry.data.id] || scene.hovered === entry.data.id;
  });
  spread(
    shown.filter((entry) => entry.data.kind === "point"),
    lit,
    screen.scale,
    14 * larger,
  );
  shown.forEach((entry) => {
    const id = entry.data.id;
    if (entry.lines) {
      lines[id] = entry.lines.map((c) => trace(c, lit(entry) ? 3 : 2, 5)).flat();
      entry.beyond = lit(entry) && !lines[id].length;
    }
    if (ground.areas[id]) {
      const seen = rows.middle(ground.areas[id]);
      if (seen) room.named.push({ id, rows: ground.areas[id] });
      entry.beyond = lit(entry) && (!seen || seen.area < LEAST) && !shows(pixel(entry.at));
    }
  });
  this.update();
  ground.lines.forEach((c) => {
    trace(c, 2, 5);
  });
  shown.forEach((entry) => {
    const r = lit(entry) ? 9 : 4;
    if (entry.data.kind === "point" && entry.visible && !entry.away)
      entry.dots.forEach((p) => {
        block([p.x - r, p.y - r, p.x + r, p.y + r]);
      });
    /* What the view does not show is not in the accessibility tree either. */
    reveal(
      entry.node,
      lit(entry) ||
        (entry.lines
          ? lines[entry.data.id].length
          : entry.data.kind === "area"
            ? Boolean(ground.areas[entry.data.id] && rows.middle(ground.areas[entry.data.id]))
            : entry.visible),
    );
  });
  this.links.forEach((link) => {
    link.shift = null;
    link.seen = wayOf(link.curve, link.data.kind, size, 4);
    link.seen.forEach((p) => {
      block([p.x - p.reach, p.y - p.reach, p.x + p.reach, p.y + p.reach]);
    });
    if (link.curve.span >= 55 && link.sign.firstChild)
      block([link.top.x - 12, link.top.y - 12, link.top.x + 12, link.top.y + 12]);
  });

  /** @param {Entry} entry */
  function addPlace(entry) {
    const data = entry.data;
    const must = lit(entry);
    const area = data.kind === "area";
    const px = ((must ? (area ? 14 : 15) : 12.5) - (small ? 1 : 0)) * larger;
    const face = [must ? "600" : "400", SANS];
    const tracking = area ? 1 : 0;
    const doubt = scene.doubts[data.certainty] ? scene.doubts[data.certainty].sign : "";
    const text = entry.named + doubt;
    const item = /** @type {Item} */ ({ x: entry.x, y: entry.y, must, gap: must ? 13 : 8 });
    if (!entry.visible && !area && !entry.lines) return;
    /**
     * @param {string} text
     * @param {number[]} counts
     * @param {number} px
     */
    function set(text, counts, px) {
      return formsOf(text, counts, px, face, tracking);
    }
    const brief = data.short ? set(data.short + doubt, [1], px) : [];
    const least = data.short ? set(data.short + doubt, [1], SMALLEST * larger) : [];
    if (entry.away) {
      /* a name that points the way, not a place on this map */
      item.kind = "edge";
      item.fixed = entry.leaves; /* else it may stand elsewhere at the edge, and then points from there */
      item.area = area;
      item.forms = set(entry.sign + "\u00a0" + text, [1, 2], px).concat(
        data.short ? set(entry.sign + "\u00a0" + data.short, [1], px) : [],
      );
    } else if (entry.lines) {
      if (!lines[data.id].length) return;
      item.kind = "line";
      item.gap = 7;
      item.way = lines[data.id].filter((p, i) => i % 5 === 0);
      item.ends = ends(entry);
      item.forms = set(text, small ? [1, 2] : [1], px).concat(
        brief,
        small && must ? set(text, [1, 2], SMALLEST) : [],
        least,
      );
    } else if (area) {
      if (!ground.areas[data.id] || (!must && !rows.middle(ground.areas[data.id]))) return;
      item.kind = "area";
      item.rows = ground.areas[data.id];
      item.groups = [set(text, [2, 1, 3], px), brief, set(text, [2, 3], Math.max(SMALLEST, px - 1.5 * larger)), least];
      item.forms = small ? brief.concat(set(text, [2, 1], px), least) : set(text, [2, 1], px).concat(brief);
      /** @param {Box} box */
      item.foreign = function (box) {
        return room.named.reduce((sum, each) => sum + (each.id === data.id ? 0 : rows.share(each.rows, box)), 0);
      };
    } else {
      item.kind = "point";
      item.forms = set(text, [1, 2], px);
    }
    /** @param {Spot} spot */
    item.done = function (spot) {
      const at = foot(spot);
      const own = entry.away || data.kind === "point";
      const to = own ? entry : spot.to || at;
      entry.stand = own ? null : plane(to);
      entry.shift = { dx: at.x - to.x, dy: at.y - to.y, led: Boolean(spot.to) };
      if (entry.away && !entry.leaves) {
        const goal = pixel(entry.at);
        const lines = spot.form.lines;
        lines[0] =
          sign(goal.x - (spot.box[0] + spot.box[2]) / 2, goal.y - (spot.box[1] + spot.box[3]) / 2) + lines[0].slice(1);
      }
      write(entry.label, spot.form, spot.anchor);
      /* Who speaks to the page says what is seen. */
      if (data.short && !spot.form.lines.join(" ").includes(data.title))
        entry.node.setAttribute("aria-label", entry.title.replace(data.title, data.title + ", " + data.short));
      if (!spot.to) return;
      const words = /** @type {Point} */ (spot.from);
      const dx = words.x - to.x;
      const dy = words.y - to.y;
      const from = data.kind === "point" ? 10 / Math.hypot(dx, dy) : 0;
      entry.leader.setAttribute(
        "d",
        "M" +
          dx.toFixed(1) +
          " " +
          dy.toFixed(1) +
          "L" +
          (dx * from).toFixed(1) +
          " " +
          (dy * from).toFixed(1) +
          (from ? "" : "m-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0"),
      );
    };
    items.push(item);
  }

  /**
   * The ends of a line that show.
   * @param {Entry} entry
   */
  function ends(entry) {
    /** @type {Point[]} */
    const out = [];
    (entry.lines || []).forEach((c) => {
      [
        [c[0], c[1]],
        [c[c.length - 2], c[c.length - 1]],
      ].forEach((end) => {
        const p = pixel({ x: end[0], y: end[1] });
        if (shows(p)) out.push(p);
      });
    });
    return out.sort((a, b) => b.x - a.x);
  }

  /* What has least choice where to stand comes first. */
  /** @param {Entry} entry */
  function latitude(entry) {
    return entry.away ? 1 : entry.lines ? 2 : entry.data.kind === "area" ? 3 : 0;
  }
  shown.sort((a, b) => latitude(a) - latitude(b) || a.data.rank - b.data.rank || (a.data.id < b.data.id ? -1 : 1));
  shown.filter(lit).forEach(addPlace);
  this.links.forEach((link) => {
    if (!link.data.label || small || !link.seen.length) return;
    items.push(
      /** @type {Item} */ (
        /** @type {unknown} */ ({
          kind: "line",
          gap: 3 + link.seen[link.seen.length - 1].reach,
          off: 10,
          ends: /** @type {Point[]} */ ([]),
          way: link.seen.filter((p, i) => i % 5 === 0),
          forms: [formOf([link.data.label], 12 * larger, ["italic 400", SANS], 0)],
          done(/** @type {Spot} */ spot) {
            const at = foot(spot);
            link.shift = { dx: at.x - link.top.x, dy: at.y - link.top.y };
            write(link.label, spot.form, spot.anchor);
          },
        })
      ),
    );
  });
  shown.filter((entry) => !lit(entry)).forEach(addPlace);
  const layer = this.layers.base;
  /** @type {Ids} */
  const titles = {};
  shown.forEach((entry) => {
    titles[entry.named] = titles[entry.data.title] = true;
  });
  while (layer.firstChild) layer.removeChild(layer.firstChild);
  this.lettered = [];
  this.baseLabels.forEach((label) => {
    const p = pixel(label.at);
    const face = FACES[label.kind] || FACES.city;
    const city = label.kind === "city";
    const px = Math.max(SMALLEST, face[0] - (small ? 1 : 0)) * larger;
    const wet = label.kind === "sea" || label.kind === "ocean";
    if (
      zoom < label.min ||
      zoom > label.max ||
      (label.from && state.date < label.from) ||
      (label.to && state.date >= label.to) ||
      titles[label.name]
    )
      return;
    if (p.x < 0 || p.y < 0 || p.x > size.x || p.y > size.y) return;
    const apart =
      city || label.kind === "river"
        ? []
        : room.named.filter((each) => !rows.share(each.rows, [p.x - 1, p.y - 1, p.x + 1, p.y + 1]));
    items.push(
      /** @type {Item} */ ({
        kind: city || label.kind === "river" ? "point" : "free",
        x: p.x,
        y: p.y,
        gap: 6,
        dot: city && [p.x - 3, p.y - 3, p.x + 3, p.y + 3],
        forms: (label.also ? [[label.name, "(" + label.also + ")"]] : [])
          .concat([broken(label.name, city || label.name.length <= 13 ? 1 : 2)])
          .map((lines) =>
            formOf(lines, px, [face[1], face[2]], face[3], label.kind === "country" || label.kind === "region"),
          ),
        foreign(/** @type {Box} */ box) {
          /* a sea is named on the sea; a country not inside another */
          return (
            Number(wet && rows.share(room.land, box) > 0.03) +
            apart.reduce((sum, each) => sum + rows.share(each.rows, box), 0)
          );
        },
        done(/** @type {Spot} */ spot) {
          const at = foot(spot);
          if (city)
            scene.lettered.push({
              node: drawing("circle", { class: "city-dot", r: 2 }, layer),
              at: label.at,
              dx: 0,
              dy: 0,
            });
          const node = drawing("text", { class: "base " + label.kind }, layer);
          write(node, spot.form, spot.anchor);
          scene.lettered.push({ node, at: label.at, dx: at.x - p.x, dy: at.y - p.y });
        },
      }),
    );
  });
  labels.place(items, room).forEach((spot, i) => {
    if (!spot) return;
    items[i].done(spot);
    rows.block(room.blocked, spot.box); /* of all turns that were tried */
  });
  graticule(this, screen, size, room.blocked, SANS);
  this.update();
};

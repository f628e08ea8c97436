/* What the stage gets after the first view: the page's type; the words of links; the buttons; the key to the signs that a step uses, in the seat where it lies on nothing that is lit. */
import { camera } from "./camera.js";
import { links } from "./links.js";
import { project, screenOf } from "./projection.js";
import { Stage } from "./stage.js";

/** @import { FaceData } from "./handed.d.ts" */
/** @import { Ids, Link, LonLat, State, View } from "./types.d.ts" */

/**
 * The key holds just the signs that this step uses.
 * @param {State} state
 */
Stage.prototype.key = function (state) {
  const words = this.data.words;
  const kinds = this.data.kinds;
  const sides = this.data.sides;
  const statuses = this.data.statuses;
  const doubts = this.data.doubts;
  /** @type {string[]} */
  const rows = [];
  /** @type {Ids} */
  const seen = {};
  state.links.forEach((link) => {
    /** @param {Link} link */
    function sort(link) {
      return [link.side, link.kind, link.status].join();
    }
    const name = sort(link);
    const alike = state.links.filter((other) => sort(other) === name);
    const flat = links.curve(
      [
        { x: -4, y: 12 },
        { x: 50, y: 12 },
      ],
      1,
    );
    const drawn = alike.filter((other) => other.schematic).length; /* no route */
    if (seen[name]) return;
    seen[name] = true;
    rows.push(
      '<svg width="46" height="16" class="scene" viewBox="0 0 46 16"><g class="link' +
        (kinds[link.kind].thin ? " is-thin" : "") +
        '" data-status="' +
        link.status +
        '" data-side="' +
        (link.side || "") +
        '"><path class="body" d="' +
        links.outline(flat, link.kind, 1) +
        '"></path>' +
        (link.side ? '<path class="grain" fill="none" d="' + links.grain(flat, link.kind, 1) + '"></path>' : "") +
        "</g></svg><span>" +
        (link.side ? sides[link.side] + '<span class="of-side">: ' : "<span>") +
        kinds[link.kind].short +
        "</span>" +
        (link.side && !statuses[link.status].doubted ? "" : ", " + statuses[link.status].word) +
        (drawn ? ", " + words[drawn < alike.length ? "partly" : "schematic"] : "") +
        "</span>",
    );
  });
  this.lights(state).forEach((place) => {
    const doubt = doubts[place.certainty];
    if (!doubt || seen[place.certainty]) return;
    seen[place.certainty] = true;
    rows.push(
      '<svg width="46" height="26" class="scene" viewBox="-23 -13 46 26"><g class="place point is-lit doubtful' +
        (doubt.open ? " open" : "") +
        '"><circle class="halo" r="' +
        (6 + doubt.halo / 4) +
        '"></circle><circle class="dot" r="4"></circle></g></svg><span>' +
        doubt.words +
        "</span>",
    );
  });
  this.legend.innerHTML = rows.map((row) => '<div class="key-row">' + row + "</div>").join("");
  this.legend.style.display = rows.length ? "" : "none";
};

/**
 * The places that a state lights, in their order.
 * @param {State} state
 */
Stage.prototype.lights = function (state) {
  return Object.keys(state.lit)
    .map((id) => this.scene.places[id])
    .sort((a, b) => a.index - b.index)
    .map((entry) => entry.data);
};

const SEATS = ["", "is-right", "is-up"];

/**
 * The key stands at the foot, left or right, or at the head: where it lies on none of the places that the step lights in this view.
 * @param {State} state
 * @param {View} view
 */
Stage.prototype.seat = function (state, view) {
  const legend = this.legend;
  const size = this.map.getSize();
  const screen = screenOf(view, size);
  /** @param {LonLat} lonlat */
  function pixel(lonlat) {
    return screen.pixel(project(lonlat));
  }
  const lit = this.lights(state)
    .filter((place) => place.kind === "point")
    .map((place) => pixel(place.at));
  /* Where a link leaves the map a name points after it: there the key would take its room. */
  const bends = links.bends(state.links);
  state.links.forEach((link, i) => {
    const curve = links.curve(link.way.map(pixel), bends[i]);
    [true, false].forEach((forth) => {
      const out = links.leaves(curve, size, forth);
      if (out)
        [30, 66].forEach((inward) => {
          [-60, 0, 60].forEach((dx) => {
            lit.push({ x: out.x + dx, y: Math.max(inward, Math.min(out.y, size.y - inward)) });
          });
        });
    });
  });
  /** @param {string} seat */
  function covered(seat) {
    legend.className = "key keep-clear " + seat;
    const left = legend.offsetLeft;
    const top = legend.offsetTop;
    const right = left + legend.offsetWidth;
    const foot = top + legend.offsetHeight;
    /**
     * @param {number} gap
     * @returns {number}
     */
    function within(gap) {
      return lit.filter((at) => at.x > left - gap && at.x < right + gap && at.y > top - gap && at.y < foot + gap)
        .length;
    }
    return within(5) * 100 + within(10); /* beside a place is better than on it */
  }
  const found = SEATS.map(covered);
  covered(SEATS[found.indexOf(Math.min(...found))]);
  this.scene.foot = this.credit.offsetHeight;
};

/* Drawn: no typeface of the page has a circled arrow. */
const BACK =
  '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M3.4 5A5.8 5.8 0 1 1 2.2 8.6M3.2 1V5.2H7.4"/></svg>';

/** The buttons that bring the map closer, and back. */
Stage.prototype.tools = function () {
  const self = this;
  const words = this.data.words;
  const container = this.map.getContainer();
  const bar = L.DomUtil.create("div", "map-tools keep-clear", container);
  /**
   * @param {string} label
   * @param {string} sign
   * @param {() => void} action
   * @param {string} kind
   */
  function button(label, sign, action, kind) {
    const node = L.DomUtil.create("button", "tool " + kind, bar);
    node.type = "button";
    node.setAttribute("aria-label", label);
    node.title = label;
    node.innerHTML = sign;
    node.addEventListener("click", action);
  }
  /** @param {number} by */
  function zoom(by) {
    self.explore();
    self.map.setZoom(Math.max(1, Math.min(10, self.map.getZoom() + by)), { animate: false });
  }
  button(
    words.closer,
    "+",
    () => {
      zoom(0.75);
    },
    "closer",
  );
  button(
    words.wider,
    "−",
    () => {
      zoom(-0.75);
    },
    "wider",
  );
  button(
    words.back,
    BACK,
    () => {
      self.explored = false;
      container.classList.remove("is-explored");
      camera.fly(self.map, self.viewOf(self.id), camera.prefersStill() ? 0 : 500, () => {
        self.scene.letter();
      });
    },
    "back",
  );
  L.DomEvent.disableClickPropagation(bar);
};

/**
 * Take in the words of links (see narrative/page/stage.py), by step; those that are drawn already get theirs.
 * @param {Record<string, string[][]>} words
 */
Stage.prototype.worded = function (words) {
  const all = this.data.steps;
  Object.keys(words).forEach((id) => {
    words[id].forEach((each, i) => {
      Object.assign(all[id].links[i], { words: each[0], disputedWords: each[1] });
    });
  });
  this.scene.links.forEach((entry) => {
    entry.say();
  });
};

/**
 * Take in the page's own type; set() is called when what stands there has been set in it, then done().
 * @param {FaceData[]} faces
 * @param {() => void} done
 * @param {() => void} set
 */
Stage.prototype.typeset = function (faces, done, set) {
  Promise.all(
    faces.map((face) => {
      const bytes = Uint8Array.from(atob(face.data), (c) => c.charCodeAt(0));
      return new FontFace(face.family, bytes, { weight: face.weight, style: face.style }).load().then((loaded) => {
        document.fonts.add(loaded);
      });
    }),
  )
    .catch(() => {
      /* a broken face: the system's stands in */
    })
    .then(() => {
      /* The text is set anew in the next frame. */
      requestAnimationFrame(() => {
        requestAnimationFrame(() => {
          set();
          done();
        });
      });
    });
};

/** Called once, when this has come after the first view. */
Stage.prototype.keyed = function () {
  this.tools();
  if (!this.id) return;
  this.key(this.stateOf(this.id));
  this.furnish();
};

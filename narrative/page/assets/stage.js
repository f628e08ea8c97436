/* The stage: one step's state on the map (camera, basemap, scene, key), and the way from what is shown to it. */
import { Basemap } from "./basemap.js";
import { camera } from "./camera.js";
import { all } from "./dom.js";
import { links } from "./links.js";
import { project } from "./projection.js";
import { Scene } from "./scene.js";

/** @import { StageState } from "./classes.d.ts" */
/** @import { Ids, LonLat, Point, Screen, State, Step, View } from "./types.d.ts" */

/** data: {words, kinds, statuses, doubts, attribution, parts, places, steps: {id: {date, places, camera: [[lon, lat]…], closest, links}}} */
export class Stage {
  /**
   * @param {L.Map} map
   * @param {StageState} data
   */
  constructor(map, data) {
    const self = this;
    this.map = map;
    this.data = data;
    links.kinds = data.kinds;
    this.know(data.steps);
    this.always = {}; /* the places that show at any date: {id: true} */
    this.dated = data.places.filter((place) => {
      if (!place.hidden && !place.from && !place.to) self.always[place.id] = true;
      return !place.hidden && (place.from || place.to);
    });
    this.pending = data.parts.slice(); /* parts of the map that are still on their way */
    this.basemap = new Basemap(map);
    /* A picture is drawn once, when all is there; a reader sees the map grow. */
    this.basemap.waiting = document.documentElement.hasAttribute("data-still") && this.pending.length > 0;
    this.scene = new Scene(map, data);
    /** @param {Point} size */
    this.scene.reserved = function (size) {
      return self.reserved(size);
    };
    /**
     * @param {Screen} screen
     * @param {Point} size
     */
    this.scene.ground = function (screen, size) {
      return self.basemap.ground(screen, size);
    };
    this.explored = false;
    map.on("dragstart", () => {
      self.explore();
    });
    map.on("resize", () => {
      self.reframe();
    });
    new ResizeObserver(() => {
      self.measure();
    }).observe(map.getContainer());
    this.controls();
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", () => {
      self.recolour();
    });
    window.matchMedia("print").addEventListener("change", () => {
      self.recolour();
    });
  }

  /**
   * Take in states of the map; a link without a way leads from the one place to the other.
   * @param {Record<string, Step>} steps
   */
  know(steps) {
    /** @type {Record<string, LonLat>} */
    const at = {};
    const all = this.data.steps;
    this.data.places.forEach((place) => {
      at[place.id] = place.at;
    });
    Object.keys(steps).forEach((id) => {
      all[id] = steps[id];
      steps[id].links.forEach((link) => {
        link.way = link.way || [at[link.from], at[link.to]];
      });
    });
  }

  /** Take in the frame's size, if it has changed: Leaflet then forgets its exact centre for one rounded to pixels. */
  measure() {
    const box = this.map.getContainer();
    const size = this.map.getSize();
    if (box.clientWidth !== size.x || box.clientHeight !== size.y)
      this.map.invalidateSize({ animate: false, pan: false });
  }

  recolour() {
    this.basemap.readColours();
    this.basemap.redraw();
  }

  /**
   * Parts of the frame that lettering keeps clear of: the controls and the key.
   * @param {Point} size
   */
  reserved(size) {
    const frame = this.map.getContainer().getBoundingClientRect();
    return Array.from(all(".keep-clear", this.map.getContainer()), (node) => {
      const b = node.getBoundingClientRect();
      return [b.left - frame.left - 2, b.top - frame.top - 4, b.right - frame.left + 2, b.bottom - frame.top + 4];
    });
  }

  /** @param {string} id */
  viewOf(id) {
    const step = this.data.steps[id];
    let points = step.camera.map(project);
    const bends = links.bends(step.links);
    /* An author who names a camera has chosen; what then lies outside is named at the edge. */
    if (!step.framed)
      step.links.forEach((link, i) => {
        const way = link.way.map(project);
        points = points.concat(way, links.along(links.curve(way, bends[i]), 0.5));
      });
    return camera.frame(points, this.map.getSize(), step.closest);
  }

  /** @param {string} id */
  stateOf(id) {
    const step = this.data.steps[id];
    /** @type {Ids} */
    const lit = {};
    const present = Object.create(this.always);
    step.places.forEach((place) => {
      lit[place] = true;
    });
    this.dated.forEach((place) => {
      present[place.id] = (!place.from || step.date >= place.from) && (!place.to || step.date < place.to);
    });
    (step.ways || []).forEach((place) => {
      present[place] = true;
    });
    return { date: step.date, lit, present, links: step.links };
  }

  /**
   * Show a step. still: cut there. done() is called when nothing moves any more and every part of the page has come.
   * @param {string} id
   * @param {boolean} still
   * @param {() => void} done
   */
  show(id, still, done) {
    const self = this;
    const state = this.stateOf(id);
    const view = this.viewOf(id);
    const calm = still || document.hidden || camera.prefersStill() || this.pending.length > 0;
    this.id = id;
    this.lastDone = done;
    this.token = (this.token || 0) + 1;
    const token = this.token;
    const flight = calm ? 0 : camera.flightTime(this.map, view);
    const growth = calm || !state.links.length ? 0 : Math.max(flight, 550);
    let rests = 0;
    this.explored = false;
    this.map.getContainer().classList.remove("is-explored");
    this.fly(flight > 0);
    this.basemap.show(state, flight > 0 && view);
    this.scene.progress = growth ? 0 : 1;
    this.scene.bound = flight > 0 ? view : null; /* there too places will be seen */
    this.scene.show(state);
    let isKeyed = false;
    function keyed() {
      if (isKeyed) return;
      isKeyed = true;
      self.key(state);
      self.seat(state, view);
    }
    if (!flight) keyed();
    this.atRest = null;
    function rested() {
      if (token !== self.token || ++rests < 2) return;
      if (flight) requestAnimationFrame(rest);
      else rest(); /* the map has been drawn: names come with the next frame */
    }
    function rest() {
      if (token !== self.token) return;
      keyed();
      self.fly(false);
      self.scene.letter();
      self.atRest = done;
      self.settle();
    }
    function landed() {
      self.basemap.fly(false);
      self.basemap.draw();
      rested();
    }
    this.scene.cutting = !flight && !growth;
    camera.fly(this.map, view, flight, landed);
    this.scene.cutting = false;
    if (!growth) rested();
    let first = 0;
    let frames = 0;
    let delay = flight * 0.4;
    if (flight || growth)
      requestAnimationFrame(function frame(now) {
        if (token !== self.token || (!growth && !self.basemap.flying)) return;
        first = first || now;
        if (flight && frames === 2) keyed();
        if (self.basemap.flying && camera.late(now - first, frames++)) {
          /* a cut is better than a few jerks */
          camera.fly(self.map, view, 0, landed);
          delay = 0;
        }
        const t = growth ? Math.max(0, Math.min(1, (now - first - delay) / (growth - delay))) : 0;
        if (growth) self.scene.grow(t);
        if (t < 1) requestAnimationFrame(frame);
        else rested();
      });
  }

  /** @param {boolean} flying */
  fly(flying) {
    this.basemap.fly(flying);
    this.scene.flying = flying;
    this.map.getContainer().classList.toggle("is-flying", flying);
    if (this.measures && !flying) this.measures();
  }

  settle() {
    const done = this.atRest;
    const token = this.token;
    if (!done || this.pending.length) return;
    this.atRest = null;
    /* Who photographs on this signal finds every label at its full strength: names that were hidden in flight fade in first. */
    requestAnimationFrame(() => {
      const fading = this.map
        .getContainer()
        .getAnimations({ subtree: true })
        .map((each) => each.finished);
      Promise.allSettled(fading).then(() => {
        requestAnimationFrame(() => {
          if (token === this.token) done();
        });
      });
    });
  }

  /**
   * A part of the map has come: the view is drawn with it, and the page settles when it was the last.
   * @param {string} part
   */
  arrived(part) {
    this.pending = this.pending.filter((each) => each !== part);
    if (part === "fonts") this.furnish(); /* in other letters the key and the credit line are of another height */
    if (!this.pending.length) {
      this.basemap.waiting = false;
      this.basemap.draw();
    } else if (this.basemap.waiting || !/^(labels|areas|fonts)$/.test(part))
      return; /* names stand as they did until all has come */
    this.letterSoon();
    this.settle();
  }

  /** Key, scale bar and globe find their room anew. */
  furnish() {
    if (this.id && !this.explored) this.seat(this.stateOf(this.id), this.viewOf(this.id));
    if (this.measures) this.measures();
  }

  /** Letter the map before it is next drawn: parts that come together are lettered once. */
  letterSoon() {
    if (this.lettering) return;
    this.lettering = requestAnimationFrame(() => {
      this.lettering = null;
      this.scene.letter();
    });
  }

  reframe() {
    if (!this.id || this.explored) return;
    const view = this.viewOf(this.id);
    this.seat(this.stateOf(this.id), view);
    if (!this.scene.flying) this.map.setView(view.center, view.zoom, { animate: false, reset: true });
    else this.show(this.id, true, this.lastDone);
  }

  explore() {
    this.explored = true;
    this.map.getContainer().classList.add("is-explored");
  }

  controls() {
    /* What stands on the map besides: the chip of those followed at its head; the key at its foot, above a row of scale bar and credit line. */
    const furniture = (this.furniture = L.DomUtil.create("div", "furniture", this.map.getContainer()));
    this.legend = L.DomUtil.create("div", "key keep-clear", furniture);
    this.legend.setAttribute("aria-hidden", "true"); /* the text alternative of the step says the same in words */
    this.foot = L.DomUtil.create("div", "foot", furniture);
    const credit = (this.credit = L.DomUtil.create("div", "credit keep-clear", this.foot));
    L.DomUtil.create("span", "whole", credit).textContent = this.data.attribution;
    L.DomUtil.create("span", "short", credit).textContent = this.data.credit;
  }

  /** The key to the step's signs, and where it stands: legend.js, which follows the first view. */
  /** @param {State} state */
  key(state) {}

  /**
   * @param {State} state
   * @param {View} view
   */
  seat(state, view) {}
}

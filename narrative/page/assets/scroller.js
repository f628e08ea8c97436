/* The scroller: which step is being read, and every way of going to one (scroll, buttons, links, history, messages; keys.js).
 *
 * It knows nothing of maps. It calls view.show(id, still, done) with the step to show; `done` says that the view has come to rest.
 * `steps` holds the ids in the order that is being read, and so do `window.story.steps` and the messages' `index`: the order of telling
 * until `arrange` (order.js) gives another, or hides some of them. A section's `data-index` is its place in the telling, always.
 */
import { enlarged } from "./camera.js";
import { all, byId, hrefOf, within } from "./dom.js";

/** @import { How, Place } from "./types.d.ts" */

const root = document.documentElement;

/** @typedef {Pick<Scroller, "view"> & Partial<Pick<Scroller, "onStep" | "onRest" | "band">>} Options */

export class Scroller {
  /** @param {Options} options */
  constructor(options) {
    const sections = all("section.step");
    this.all = this.sections =
      sections; /* `sections` and `steps`: those that are read; `all`: those that are hidden too */
    this.steps = sections.map((section) => section.id);
    this.slug = root.dataset.story || "";
    this.view = options.view;
    this.onStep = options.onStep || function () {};
    this.onRest = options.onRest || function () {};
    this.choices = function () {
      return {};
    }; /* what else the reader has chosen, to be told with every step; see explorer.js */
    this.onHidden = function () {}; /* called with a hidden step that is asked for: to show it again */
    this.band =
      options.band ||
      function () {
        return 0;
      };
    /** @type {string} none before the first */
    this.current = /** @type {any} */ (null);
    this.turn = 0;
    this.pinned = false; /* true while we, not the reader, decide where the page is scrolled to */
    this.put = NaN; /* where we last scrolled to */
    this.late = []; /* commands: the one that is carried out, and those that wait; see `obey` in keys.js */
    this.spot = null; /* where the reader is, see `mark`; null: at the page's very top */
    if ("scrollRestoration" in history) history.scrollRestoration = "manual";
    let waiting = false;
    this.still = root.hasAttribute("data-still"); /* a picture shows one step alone: there is nothing to scroll */
    window.addEventListener(
      "scroll",
      () => {
        if (waiting || this.still) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          this.read();
        });
      },
      { passive: true },
    );
    ["wheel", "touchstart", "pointerdown", "keydown"].forEach((name) => {
      window.addEventListener(
        name,
        () => {
          this.pinned = false;
        },
        { passive: true, capture: true },
      );
    });
    window.addEventListener("popstate", () => {
      this.follow();
    });
    window.addEventListener("hashchange", () => {
      this.follow();
    });
    document.addEventListener("click", (event) => {
      this.click(event);
    });
    window.addEventListener("message", (event) => {
      this.receive(event);
    });
    this.watch();
  }

  /** Where the eye reads: the step whose top has passed this line is the one being read. In pixels from the top of the frame. */
  line() {
    const band = this.band();
    return (
      band + (root.clientHeight - band) * 0.5
    ); /* not innerHeight, which a phone's address bar changes while the reader scrolls */
  }

  /** Where a step's top is put when the reader goes to it. */
  rest() {
    const band = this.band();
    const free = root.clientHeight - band;
    return band + Math.min(band ? 10 : 96 * enlarged(), free * (band ? 0.05 : 0.12));
  }

  at() {
    const line = this.line();
    let from = 0;
    let to = this.sections.length;
    while (to - from > 1) {
      /* by halving: they stand one below the other */
      const middle = (from + to) >> 1;
      if (this.sections[middle].getBoundingClientRect().top > line) to = middle;
      else from = middle;
    }
    return from;
  }

  read() {
    if (!root.clientWidth || !root.clientHeight) return; /* in a frame of no size nobody reads */
    if (this.spot && this.layout() !== this.known)
      return this.keep(); /* the page has moved under the reader, not the reader on the page */
    /* Our own scrolling, not the reader's: in a frame that has no height yet (Streamlit's) the line would pick another step. */
    if (Math.abs(window.scrollY - this.put) < 2) return;
    this.pinned = false;
    this.put = NaN;
    /* While the page loads, the browser goes once more to what the address names: an entry of the lists keeps it until then. */
    this.activate(this.steps[this.at()], {
      quiet: document.readyState !== "complete" && location.hash && !this.asked(),
    });
    this.mark();
  }

  /** All that a place in the text depends on. While it stays the same, only scrolling moves the text. */
  layout() {
    return [root.clientWidth, root.clientHeight, this.band(), byId("story").offsetHeight].join();
  }

  /**
   * Note where the reader is, as something that a new layout can find again: a block of the text, and how much of it has passed the line
   * where steps rest; of a step that has not come so far, how far it still is below (of the way from there to the line of reading).
   */
  mark() {
    const rest = this.rest();
    const section = byId(this.current);
    let box = section.getBoundingClientRect();
    let node = section;
    this.known = this.layout();
    if (window.scrollY <= 0) return (this.spot = null);
    if (box.top >= rest && box.top <= this.line())
      return (this.spot = {
        node: section,
        step: section,
        part: 0,
        below: (box.top - rest) / Math.max(1, this.line() - rest),
      });
    if (box.top > rest) node = document.querySelector(".title-card") || section;
    if (box.bottom <= rest) node = document.querySelector(".appendix") || section;
    const block = blockAt(node, rest);
    box = block.getBoundingClientRect();
    this.spot = { node: block, step: section, part: box.height ? (rest - box.top) / box.height : 0, below: 0 };
  }

  /** Put the reader back there, in whatever layout the page has now: the same step stays the one being read. */
  keep() {
    const spot = this.spot;
    let top;
    const rest = this.rest();
    const line = this.line();
    let next;
    let box;
    if (this.still || window.matchMedia("print").matches) return;
    this.known = this.layout();
    root.style.setProperty(
      "--rest",
      Math.round(rest) + "px",
    ); /* the browser scrolls to a #fragment by itself: it is told where a step rests */
    if (!spot) return; /* no layout moves the top */
    box = spot.node.getBoundingClientRect();
    top = box.top + spot.part * box.height - rest - spot.below * (line - rest);
    next = this.sections[this.sections.indexOf(spot.step) + 1];
    if (next) top = Math.min(top, next.getBoundingClientRect().top - line - 1);
    if (spot.step !== this.sections[0]) top = Math.max(top, spot.step.getBoundingClientRect().top - line + 1);
    top += window.scrollY;
    if (Math.abs(top - window.scrollY) >= 1)
      window.scrollTo({ top: Math.max(0, Math.round(top)), behavior: "instant" });
    this.put = window.scrollY;
  }

  /**
   * Make a step the one being read. how: {still, requestId, quiet (leave the URL)}.
   * @param {string} id
   * @param {How} how
   */
  activate(id, how) {
    const index = this.steps.indexOf(id);
    let turn;
    if (id === this.current) {
      if (how.requestId !== undefined) this.tell("step", { requestId: how.requestId });
      return;
    }
    this.current = id;
    turn = ++this.turn;
    root.removeAttribute("data-settled");
    root.setAttribute("data-step", id);
    this.light(id);
    if (!how.quiet) this.address(id, false);
    this.tell("step", how.requestId === undefined ? {} : { requestId: how.requestId });
    this.onStep(id, index);
    this.view.show(id, Boolean(how.still), () => {
      if (turn !== this.turn) return;
      this.realign();
      this.onRest(id, this.steps.indexOf(id));
      root.setAttribute("data-settled", id);
    });
  }

  /**
   * Mark a step as the one being read.
   * @param {string} id
   */
  light(id) {
    const section = byId(id);
    if (this.lit === section) return;
    if (this.lit) {
      this.lit.classList.remove("is-current");
      this.lit.removeAttribute("aria-current");
    }
    this.lit = section;
    section.classList.add("is-current");
    section.setAttribute("aria-current", "step");
  }

  /**
   * Write the step into the URL: `?step=` where the page was opened that way, `#step` otherwise. A frame from srcdoc has no URL to write.
   * @param {string} id
   * @param {boolean} push
   */
  address(id, push) {
    const url = new URL(location.href);
    if (url.searchParams.has("step")) {
      url.searchParams.set("step", id);
      url.hash = "";
    } else url.hash = id;
    try {
      history[push ? "pushState" : "replaceState"](
        null,
        "",
        url.protocol === "about:" ? url.hash || url.search : url.href,
      );
    } catch (error) {
      /* about:srcdoc */
    }
    this.written = location.href;
  }

  /** @param {string | null} id */
  has(id) {
    return id !== null && this.all.includes(byId(id));
  }

  asked() {
    let id = "";
    const query = new URLSearchParams(location.search).get("step");
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch (error) {
      /* a broken escape is an unknown step */
    }
    if (this.has(id)) return id;
    return this.has(query) ? query : null;
  }

  follow() {
    if (location.href === this.written)
      return; /* our own: we may have rewritten it before the browser said that it had changed */
    this.written = location.href;
    const id = this.asked();
    if (id) this.jump(id, { quiet: true });
    else if (!location.hash) this.toTop({ quiet: true });
  }

  /** @param {How} how */
  toTop(how) {
    this.spot = null;
    window.scrollTo({ top: 0, behavior: "instant" });
    this.activate(this.steps[0], how || {});
  }

  /**
   * Scroll so that a step is the one being read, and show it.
   * @param {string} id
   * @param {How} how
   */
  jump(id, how) {
    if (!this.steps.includes(id)) this.onHidden(id);
    const section = this.sections[this.steps.indexOf(id)];
    this.pinned = true;
    this.light(id); /* which has it laid out */
    this.hold({ node: section, step: section, part: 0, below: 0 });
    this.activate(id, how || {});
  }

  /**
   * Put the reader at a spot, and keep him there until he moves.
   * @param {Place} spot
   */
  hold(spot) {
    this.spot = spot;
    this.keep();
  }

  /** Any change of the frame (height, width, zoom, a turned phone, a host that shows it) or of the text (fonts) leaves the reader in place. */
  watch() {
    const look = this.realign.bind(this);
    window.addEventListener("resize", look);
    new ResizeObserver(look).observe(byId("story"));
    this.keep();
  }

  realign() {
    if (this.pinned || this.layout() !== this.known) this.keep();
  }

  start() {
    const id = this.asked();
    const self = this;
    if (id) this.jump(id, { still: true, quiet: true });
    else this.activate(this.steps[0], { still: true, quiet: true });
    /** @type {any} */ (window).story = {
      get steps() {
        return self.steps.slice();
      },
      goto(/** @type {string} */ step) {
        return self.go(step, {});
      },
      next() {
        return self.move(1, {});
      },
      previous() {
        return self.move(-1, {});
      },
    };
    this.tell("ready", {});
  }

  /**
   * @param {string} id
   * @param {How} how
   */
  go(id, how) {
    if (!this.has(id)) {
      this.tell("error", { message: 'no step "' + id + '" in this story', requestId: how.requestId });
      return false;
    }
    this.jump(id, how);
    return true;
  }

  /**
   * @param {number} by
   * @param {How} how
   */
  move(by, how) {
    let index = this.steps.indexOf(this.current) + by;
    if (by < 0 && index < 0 && window.scrollY > 0) this.toTop({ quiet: true }); /* back to the title */
    if (index < 0 || index >= this.steps.length) {
      if (how.requestId !== undefined)
        this.tell("error", {
          message: by > 0 ? "this is the last step" : "this is the first step",
          requestId: how.requestId,
        });
      return false;
    }
    /* From the title, "next" is the first step itself. */
    if (by > 0 && index === 1 && !this.still && this.sections[0].getBoundingClientRect().top > this.rest() + 2)
      index = 0;
    this.jump(this.steps[index], how);
    return true;
  }

  /** @param {MouseEvent} event */
  click(event) {
    const anchor = within(event, "a[href^='#']");
    if (!anchor || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const id = decodeURIComponent(hrefOf(anchor).slice(1));
    if (!this.has(id)) return;
    event.preventDefault();
    if (id !== this.current) this.address(id, true); /* a deliberate leap: Back returns from it */
    this.jump(id, {});
    const heading = byId(id).querySelector("h2");
    if (heading && !anchor.closest(".pager")) heading.focus({ preventScroll: true });
  }

  /**
   * @param {string} type
   * @param {Record<string, unknown>} more
   */
  tell(type, more) {
    if (window.parent === window) return;
    /** @type {Record<string, unknown>} */
    const message = {
      source: "narrative-map",
      version: 1,
      type,
      story: this.slug,
      step: this.current,
      index: this.steps.indexOf(this.current),
      total: this.steps.length,
    };
    Object.assign(message, type === "step" ? this.choices() : {});
    Object.keys(more).forEach((key) => {
      if (more[key] !== undefined) message[key] = more[key];
    });
    window.parent.postMessage(message, "*");
  }

  /**
   * Commands come from the embedding page only, and only in the form that the contract gives; anything else is ignored.
   * @param {MessageEvent} event
   */
  receive(event) {
    const command = event.data;
    if (event.source !== window.parent || event.source === window || !command || typeof command !== "object") return;
    if (command.target !== "narrative-map" || command.version !== 1) return;
    if (/obj/.test(typeof command.step + typeof command.requestId))
      return; /* such a step is none, such an id cannot always be sent back */
    if (this.late.push(command) === 1 && this.obey) this.obey(); /* keys.js, which follows the first view */
  }
}

/**
 * The innermost block of the text that reaches across a height of the frame.
 * @param {Element} node
 * @param {number} y
 * @returns {Element}
 */
function blockAt(node, y) {
  const inner = Array.from(node.children).find((child) => {
    const box = child.getBoundingClientRect();
    return box.top <= y && box.bottom > y && !getComputedStyle(child).display.includes("inline");
  });
  return inner ? blockAt(inner, y) : node;
}

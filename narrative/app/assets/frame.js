/* One frame with the story's page, for as long as the app is open: a rerun of the script never reloads it.
 *
 * Streamlit calls the default export again when `data` changes, without the clean-up of the call before, so everything that
 * lives is kept in `frames`, by the element that it lives in, and a later call only hands on what is new.
 */
import { element } from "../../page/assets/dom.js";
import {
  command,
  faultLines,
  faultWords,
  messageOf,
  nearest,
  rootOf,
  settled,
  windowOf,
} from "../../serving/assets/hosting.js";
import { hear, tell } from "./saying.js";
import { themeToTell } from "./theme.js";

/** @typedef {import("./streamlit.d.ts").Component<import("./handed.d.ts").FrameData>} Component */
/** @typedef {import("./handed.d.ts").FrameData} Data */
/** @typedef {import("../../serving/assets/hosting.js").Command} Command */
/** @typedef {ReturnType<typeof setTimeout>} Timer */

/** @type {WeakMap<Element, StoryFrame>} */
const frames = new WeakMap();
/** @type {Map<string, string>} by story: the step that a reader was on, which no server is told: a step read runs no script */
const left = new Map();
const PATIENCE_MS = 10000;
const ALLOWED = "fullscreen; clipboard-write";
const APP = '[data-testid="stApp"]',
  CONNECTION = "data-test-connection-state",
  CONNECTED = "CONNECTED"; /* where Streamlit says whether it has its server */
const CHOICES = /** @type {const} */ ([
  "people",
  "places",
  "order",
]); /* of the page's own address: whom the reader follows, and by which order */

/** @param {Component} component */
export default function (component) {
  let frame = frames.get(component.parentElement);
  if (!frame || frame.story !== component.data.story) {
    if (frame) frame.close();
    frame = new StoryFrame(component);
    frames.set(component.parentElement, frame);
  }
  const shown = frame;
  shown.update(component);
  return () => shown.close(); /* when the reader turns to another page of the app */
}

class StoryFrame {
  /** @param {Component} component */
  constructor(component) {
    const { data, parentElement } = component;
    /** @param {string} name */
    const part = (name) => /** @type {HTMLElement} */ (parentElement.querySelector(`.${name}-of-the-story`));
    this.component = component;
    this.story = data.story;
    this.steps = data.steps;
    this.place = part("place");
    this.status = part("status");
    part("bar").textContent = data.title;
    this.faults = part("faults");
    /** @type {HTMLIFrameElement | null} */
    this.frame = null;
    /** @type {HTMLIFrameElement | null} the one that will take its place */
    this.coming = null;
    /** @type {"inline" | "address" | null} */
    this.kind = null;
    this.ready = false;
    /** @type {Command[]} those that came before the page could take any */
    this.waiting = [];
    /** @type {string | null} null: the page opens on its title */
    this.step =
      this.asked() || [left.get(data.story), data.step].find((step) => step && this.steps.includes(step)) || null;
    /** @type {Record<"people" | "places" | "order" | "reading", string> | null} null: unknown until the page tells them */
    this.choices = null;
    /** @type {string | undefined} the readings of the page that the script knows of */
    this.read = undefined;
    /** @type {Timer | undefined} */
    this.patience = undefined;
    /** @type {string | undefined} */
    this.version = undefined;
    this.told = "";
    this.gone = new AbortController();
    const listening = { capture: true, signal: this.gone.signal };
    window.addEventListener("message", (event) => this.receive(event), listening);
    window.addEventListener("popstate", () => this.go(this.asked()), listening);
    this.deaf = hear("goto", (asked) => this.choose(asked));
    this.connection = new MutationObserver(() => this.reportReading()); /* a choice made while the server was away */
    this.connection.observe(document.querySelector(APP) || document.documentElement, { attributeFilter: [CONNECTION] });
  }

  /**
   * Take in what the script says now: the newest way to answer it and, on a host without our routes, the page itself.
   * @param {Component} component
   */
  update(component) {
    this.component = component;
    const { data } = component;
    const { html } = data;
    if (html && this.kind !== "inline")
      this.open("inline", (frame) => {
        frame.srcdoc = html;
      });
    else if (!html && !this.kind) {
      const address = pageAddress(data.path);
      this.open("address", (frame) => {
        frame.src = this.opening(address);
      });
      this.verify(address);
    }
    this.renew(data);
  }

  /**
   * While the story is written: the frame gives way to one with the new page, on the same step, and faults lie above.
   * @param {Data} data
   */
  renew(data) {
    if (data.version && this.version && data.version !== this.version) this.reload(data);
    if (data.version) this.version = data.version;
    this.tellFaults(data.faults || []);
  }

  /** @param {Data} data */
  reload(data) {
    const next = element("iframe", { class: "coming-frame", allow: ALLOWED }),
      titled = this.frame && windowOf(this.frame).scrollY === 0;
    const step = titled ? null : nearest(this.step, this.steps, data.steps);
    this.coming?.remove();
    this.coming = next;
    next.title = data.title;
    next.inert = true;
    if (this.kind === "inline") next.srcdoc = data.html ?? "";
    else next.src = this.withTheme(pageAddress(data.path)) + (step ? "#" + step : "");
    next.addEventListener("load", () =>
      settled(next, () => {
        if (this.coming !== next) return;
        this.coming = null;
        this.frame?.remove();
        this.frame = next;
        this.steps = data.steps;
        this.step = step;
        next.inert = false;
        next.className = "story-frame";
        this.isReady(rootOf(next).dataset.step ?? data.steps[0]);
      }),
    );
    this.place.append(next);
  }

  /** @param {{where: string, message: string}[]} faults */
  tellFaults(faults) {
    const written = JSON.stringify(faults),
      panel = this.faults;
    if (written === this.told) return;
    this.told = written;
    panel.hidden = !faults.length;
    const words = faultWords(faults) + ". The story as it was before stays below until they are mended.";
    const said = element("p", { role: "alert" }, null, words),
      list = element("ol");
    const close = element("button", { type: "button" }, null, "Close");
    close.addEventListener("click", () => {
      panel.hidden = true;
    });
    panel.onkeydown = (event) => {
      if (event.key === "Escape") panel.hidden = true;
    };
    list.append(...faultLines(faults));
    panel.replaceChildren(...(faults.length ? [said, list, close] : []));
  }

  /**
   * @param {"inline" | "address"} kind
   * @param {(frame: HTMLIFrameElement) => void} fill
   */
  open(kind, fill) {
    this.kind = kind;
    this.ready = false;
    this.frame?.remove();
    this.frame = element("iframe", { class: "story-frame", allow: ALLOWED });
    this.frame.title = this.component.data.title;
    fill(this.frame);
    this.place.append(this.frame);
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.despair(), PATIENCE_MS);
  }

  /**
   * A host may answer our address with something else, or not at all: then the script is asked for the page itself.
   * @param {string} address
   */
  async verify(address) {
    let ours = false;
    try {
      const answer = await fetch(address, { method: "HEAD", credentials: "same-origin" });
      ours = answer.headers.get("X-Story") === this.story;
    } catch {
      /* no answer is an answer */
    }
    if (!ours && !this.ready && this.kind === "address") this.component.setStateValue("inline", true);
  }

  /**
   * The page's address with what it is to open on: a theme, what the app's own address asks it for, a step.
   * @param {string} address
   */
  opening(address) {
    const url = new URL(this.withTheme(address)),
      query = new URLSearchParams(location.search);
    if (this.isOurs(query)) CHOICES.forEach((name) => setOrDelete(url.searchParams, name, query.get(name)));
    url.hash = this.step || "";
    return url.href;
  }

  /** @param {string} address */
  withTheme(address) {
    const url = new URL(address),
      theme = themeToTell(this.place);
    if (theme) url.searchParams.set("theme", theme);
    return url.href;
  }

  /** @param {URLSearchParams} query */
  isOurs(query) {
    return (query.get("story") || this.story) === this.story;
  }

  /** The step that the app's own address asks for, if this story has it. */
  asked() {
    const query = new URLSearchParams(location.search);
    const step = query.get("step");
    return step && this.isOurs(query) && this.steps.includes(step) ? step : null;
  }

  /** @param {MessageEvent} event */
  receive(event) {
    if (!this.place.isConnected) return this.close();
    if (this.frame && event.source === this.frame.contentWindow) this.hear(event.data);
    else if (event.source === window.parent && window.parent !== window) this.relay(event.data);
  }

  /**
   * What the page says.
   * @param {unknown} data
   */
  hear(data) {
    const message = messageOf(data);
    if (!message) return;
    if (message.type === "ready") this.isReady(message.step);
    if (message.type === "step" && this.ready) {
      if (message.order)
        this.choices = {
          people: message.people.join(),
          places: message.places.join(),
          order: message.order === "date" ? "date" : "",
          reading: message.reading || "",
        };
      this.follow(message.step, message.index);
    }
    if (message.type === "place") tell("place", { story: this.story, place: message.place });
    if (window.parent !== window) window.parent.postMessage(message, "*"); /* the app is in somebody's frame itself */
  }

  /**
   * What the page that embeds the app says to the story.
   * @param {any} command
   */
  relay(command) {
    if (command && command.target === "narrative-map" && command.version === 1) this.send(command);
  }

  /** @param {string} step */
  isReady(step) {
    this.ready = true;
    clearTimeout(this.patience);
    this.status.textContent = "";
    /* A frame without an address cannot open on a step, so it is sent there. */
    if (this.step && step !== this.step && this.kind === "inline") this.go(this.step);
    else this.follow(step, this.steps.indexOf(step));
    this.waiting.splice(0).forEach((command) => this.send(command));
  }

  /**
   * The app's address and sidebar go where the reader is. `replaceState`: the history has no entry per step.
   * @param {string} step
   * @param {number} index in the order read
   */
  follow(step, index) {
    if (!this.steps.includes(step)) return;
    this.step = step;
    left.set(this.story, step);
    const titled = index === 0 && !this.asked(),
      address = this.address(titled ? null : step);
    if (address !== location.href) history.replaceState(history.state, "", address);
    tell("step", { story: this.story, step });
    this.reportReading();
  }

  /** The page in the frame may have given way to one that reads a name otherwise: what stands beside it follows. */
  reportReading() {
    if (!this.choices || !connected()) return;
    const { reading } = this.choices,
      before =
        this.read === undefined
          ? (/[?&]reading=([^&]*)/.exec(this.component.data.path ?? "") || ["", ""])[1]
          : this.read;
    this.read = reading;
    if (reading !== before) this.component.setStateValue("reading", reading);
  }

  /**
   * The app's address for a step, or for the title, with what the reader has chosen.
   * @param {string | null} step
   */
  address(step) {
    const url = new URL(location.href);
    if (step) {
      url.searchParams.set("story", this.story);
      url.searchParams.set("step", step);
      url.hash = "";
    }
    Object.entries(this.choices ?? {}).forEach(([name, value]) => setOrDelete(url.searchParams, name, value));
    url.search = url.search.replace(/%2C/gi, ",").replace(/%3A/gi, ":"); /* as the page itself writes it */
    return url.href;
  }

  /**
   * A choice in the sidebar is a leap on purpose, so Back returns from it.
   * @param {{story: string, step: string}} asked
   */
  choose({ story, step }) {
    if (story !== this.story || !this.steps.includes(step)) return;
    if (step !== this.step) history.pushState(history.state, "", this.address(step));
    this.go(step);
  }

  /** @param {string | null} step */
  go(step) {
    if (step) this.send(command("goto", { step }));
  }

  /** @param {Command} command */
  send(command) {
    if (this.ready && this.frame) windowOf(this.frame).postMessage(command, "*");
    else this.waiting.push(command);
  }

  despair() {
    const { path } = this.component.data;
    this.status.textContent = "The story has not come yet. ";
    if (!path) return;
    element("a", { href: pageAddress(path) }, this.status, "Open its page by itself.");
  }

  close() {
    this.gone.abort();
    this.deaf();
    this.connection.disconnect();
    clearTimeout(this.patience);
    this.frame?.remove();
  }
}

/** Whether Streamlit's server can be told something; yes where this Streamlit does not say. */
function connected() {
  const app = document.querySelector(APP);
  return !app || (app.getAttribute(CONNECTION) || CONNECTED) === CONNECTED;
}

/**
 * @param {URLSearchParams} parameters
 * @param {string} name
 * @param {string | null} value
 */
function setOrDelete(parameters, name, value) {
  if (value) parameters.set(name, value);
  else parameters.delete(name);
}

/**
 * A path of ours as seen from the app, which may live under a folder of its host.
 * @param {string | null} path
 */
function pageAddress(path) {
  return new URL(path ?? "", location.origin + location.pathname.replace(/[^/]*$/, "")).href;
}

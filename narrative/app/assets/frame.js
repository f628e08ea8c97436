/* One frame with the story's page, for as long as the app is open: a rerun of the script never reloads it.
 *
 * Streamlit calls the default export again when `data` changes, without the clean-up of the call before, so everything that
 * lives is kept in `frames`, by the element that it lives in, and a later call only hands on what is new.
 */
const frames = new WeakMap();
const left = new Map(); /* by story: the step that a reader was on, which no server is told: a step read runs no script */
const PATIENCE_MS = 10000;
const APP = '[data-testid="stApp"]', CONNECTION = "data-test-connection-state", CONNECTED = "CONNECTED"; /* where Streamlit says whether it has its server */
const CHOICES = ["people", "places", "order"]; /* of the page's own address: whom the reader follows, and by which order */

export default function (component) {
  let frame = frames.get(component.parentElement);
  if (!frame || frame.story !== component.data.story) {
    if (frame) frame.close();
    frame = new StoryFrame(component);
    frames.set(component.parentElement, frame);
  }
  frame.update(component);
  return () => frame.close(); /* when the reader turns to another page of the app */
}

class StoryFrame {
  constructor({ data, parentElement }) {
    this.story = data.story;
    this.steps = data.steps;
    this.place = parentElement.querySelector(".place-of-the-story");
    this.status = parentElement.querySelector(".status-of-the-story");
    parentElement.querySelector(".bar-of-the-story").textContent = data.title;
    this.faults = parentElement.querySelector(".faults-of-the-story");
    this.ready = false;
    this.waiting = []; /* commands that came before the page could take any */
    this.step = this.asked() || [left.get(data.story), data.step].find((step) => this.steps.includes(step)) || null; /* null: the page opens on its title */
    this.choices = null; /* unknown until the page tells them */
    this.listeners = [
      ["message", (event) => this.receive(event)],
      ["popstate", () => this.go(this.asked())],
      ["narrative-map:goto", (event) => this.choose(event.detail)],
    ];
    this.listeners.forEach(([name, listener]) => window.addEventListener(name, listener, true));
    this.connection = new MutationObserver(() => this.reportReading()); /* a choice made while the server was away */
    this.connection.observe(document.querySelector(APP) || document.documentElement, { attributeFilter: [CONNECTION] });
  }

  /** Take in what the script says now: the newest way to answer it and, on a host without our routes, the page itself. */
  update(component) {
    this.component = component;
    const { data } = component;
    if (data.html && this.kind !== "inline") this.open("inline", (frame) => { frame.srcdoc = data.html; });
    else if (!data.html && !this.kind) {
      const address = pageAddress(data.path);
      this.open("address", (frame) => { frame.src = this.opening(address); });
      this.verify(address);
    }
    this.renew(data);
  }

  /** While the story is written: the frame gives way to one with the new page, on the same step, and faults lie above. */
  renew(data) {
    if (data.version && this.version && data.version !== this.version) this.reload(data);
    if (data.version) this.version = data.version;
    this.tellFaults(data.faults || []);
  }

  reload(data) {
    const next = document.createElement("iframe"), titled = this.frame.contentWindow.scrollY === 0;
    const step = titled ? null : nearest(this.step, this.steps, data.steps);
    if (this.coming) this.coming.remove();
    this.coming = next;
    next.title = data.title;
    next.className = "coming-frame";
    next.allow = "fullscreen; clipboard-write";
    next.inert = true;
    if (this.kind === "inline") next.srcdoc = data.html;
    else next.src = this.withTheme(pageAddress(data.path)) + (step ? "#" + step : "");
    next.addEventListener("load", () => settled(next, () => {
      if (this.coming !== next) return;
      this.coming = null;
      this.frame.remove();
      this.frame = next;
      this.steps = data.steps;
      this.step = step;
      next.inert = false;
      next.className = "story-frame";
      this.isReady(next.contentDocument.documentElement.dataset.step);
    }));
    this.place.append(next);
  }

  tellFaults(faults) {
    const written = JSON.stringify(faults), panel = this.faults;
    if (written === this.told) return;
    this.told = written;
    panel.hidden = !faults.length;
    const words = faults.length === 1 ? "1 fault" : faults.length + " faults";
    const said = element("p", words + ". The story as it was before stays below until they are mended.");
    const close = element("button", "Close"), list = element("ol");
    said.setAttribute("role", "alert");
    close.type = "button";
    close.addEventListener("click", () => { panel.hidden = true; });
    panel.onkeydown = (event) => { if (event.key === "Escape") panel.hidden = true; };
    list.append(...faults.map(({ where, message }) => {
      const item = element("li");
      item.append(element("code", where), " " + message);
      return item;
    }));
    panel.replaceChildren(...(faults.length ? [said, list, close] : []));
  }

  open(kind, fill) {
    this.kind = kind;
    this.ready = false;
    if (this.frame) this.frame.remove();
    this.frame = document.createElement("iframe");
    this.frame.title = this.component.data.title;
    this.frame.className = "story-frame";
    this.frame.allow = "fullscreen; clipboard-write";
    fill(this.frame);
    this.place.append(this.frame);
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.despair(), PATIENCE_MS);
  }

  /** A host may answer our address with something else, or not at all: then the script is asked for the page itself. */
  async verify(address) {
    let ours = false;
    try {
      const answer = await fetch(address, { method: "HEAD", credentials: "same-origin" });
      ours = answer.headers.get("X-Story") === this.story;
    } catch { /* no answer is an answer */ }
    if (!ours && !this.ready && this.kind === "address") this.component.setStateValue("inline", true);
  }

  /** The page's address with what it is to open on: a theme, what the app's own address asks it for, a step. */
  opening(address) {
    const url = new URL(address), query = new URLSearchParams(location.search), theme = this.theme();
    if (theme) url.searchParams.set("theme", theme);
    if (this.isOurs(query)) CHOICES.forEach((name) => setOrDelete(url.searchParams, name, query.get(name)));
    url.hash = this.step || "";
    return url.href;
  }

  /** The page follows the reader's system; where the app has been set otherwise, the page is told. */
  theme() {
    const background = getComputedStyle(this.place).getPropertyValue("--st-background-color").trim();
    const channels = /^#[0-9a-f]{6}$/i.test(background) ? [1, 3, 5].map((at) => parseInt(background.slice(at, at + 2), 16)) : null;
    if (!channels) return null;
    const dark = channels[0] + channels[1] + channels[2] < 384;
    return dark === matchMedia("(prefers-color-scheme: dark)").matches ? null : dark ? "dark" : "light";
  }

  isOurs(query) {
    return (query.get("story") || this.story) === this.story;
  }

  /** The step that the app's own address asks for, if this story has it. */
  asked() {
    const query = new URLSearchParams(location.search);
    const step = query.get("step");
    return this.isOurs(query) && this.steps.includes(step) ? step : null;
  }

  receive(event) {
    if (!this.place.isConnected) return this.close();
    if (event.source === this.frame.contentWindow) this.hear(event.data);
    else if (event.source === window.parent && window.parent !== window) this.relay(event.data);
  }

  /** What the page says. */
  hear(message) {
    if (!message || message.source !== "narrative-map" || message.version !== 1) return;
    if (message.type === "ready") this.isReady(message.step);
    if (message.type === "step" && this.ready) {
      if (message.order) this.choices = { people: message.people.join(), places: message.places.join(), order: message.order === "date" ? "date" : "", reading: message.reading || "" };
      this.follow(message.step, message.index);
    }
    if (message.type === "place") this.tell("place", { place: message.place });
    if (window.parent !== window) window.parent.postMessage(message, "*"); /* the app is in somebody's frame itself */
  }

  /** What the page that embeds the app says to the story. */
  relay(command) {
    if (command && command.target === "narrative-map" && command.version === 1) this.send(command);
  }

  isReady(step) {
    this.ready = true;
    clearTimeout(this.patience);
    this.status.textContent = "";
    /* A frame without an address cannot open on a step, so it is sent there. */
    if (this.step && step !== this.step && this.kind === "inline") this.go(this.step);
    else this.follow(step, this.steps.indexOf(step));
    this.waiting.splice(0).forEach((command) => this.send(command));
  }

  /** The app's address and sidebar go where the reader is. `replaceState`: the history has no entry per step. index: in the order read. */
  follow(step, index) {
    if (!this.steps.includes(step)) return;
    this.step = step;
    left.set(this.story, step);
    const titled = index === 0 && !this.asked(), address = this.address(titled ? null : step);
    if (address !== location.href) history.replaceState(history.state, "", address);
    this.tell("step", { step });
    this.reportReading();
  }

  /** The page in the frame may have given way to one that reads a name otherwise: what stands beside it follows. */
  reportReading() {
    if (!this.choices || !connected()) return;
    const { reading } = this.choices, before = this.read === undefined ? (/[?&]reading=([^&]*)/.exec(this.component.data.path) || ["", ""])[1] : this.read;
    this.read = reading;
    if (reading !== before) this.component.setStateValue("reading", reading);
  }

  /** What else of the app's follows the story: the list of steps, the source beside it. */
  tell(what, detail) {
    window.dispatchEvent(new CustomEvent("narrative-map:" + what, { detail: { story: this.story, ...detail } }));
  }

  /** The app's address for a step, or for the title, with what the reader has chosen. */
  address(step) {
    const url = new URL(location.href);
    if (step) {
      url.searchParams.set("story", this.story);
      url.searchParams.set("step", step);
      url.hash = "";
    }
    if (this.choices) [...CHOICES, "reading"].forEach((name) => setOrDelete(url.searchParams, name, this.choices[name]));
    url.search = url.search.replace(/%2C/gi, ",").replace(/%3A/gi, ":"); /* as the page itself writes it */
    return url.href;
  }

  /** A choice in the sidebar is a leap on purpose, so Back returns from it. */
  choose({ story, step }) {
    if (story !== this.story || !this.steps.includes(step)) return;
    if (step !== this.step) history.pushState(history.state, "", this.address(step));
    this.go(step);
  }

  go(step) {
    if (step) this.send({ target: "narrative-map", version: 1, type: "goto", step });
  }

  send(command) {
    if (this.ready) this.frame.contentWindow.postMessage(command, "*");
    else this.waiting.push(command);
  }

  despair() {
    const { path } = this.component.data;
    this.status.textContent = "The story has not come yet. ";
    if (!path) return;
    const link = document.createElement("a");
    link.href = pageAddress(path);
    link.textContent = "Open its page by itself.";
    this.status.append(link);
  }

  close() {
    this.listeners.forEach(([name, listener]) => window.removeEventListener(name, listener, true));
    this.connection.disconnect();
    clearTimeout(this.patience);
    if (this.frame) this.frame.remove();
  }
}

/** Whether Streamlit's server can be told something; yes where this Streamlit does not say. */
function connected() {
  const app = document.querySelector(APP);
  return !app || (app.getAttribute(CONNECTION) || CONNECTED) === CONNECTED;
}

function setOrDelete(parameters, name, value) {
  if (value) parameters.set(name, value);
  else parameters.delete(name);
}

/** A path of ours as seen from the app, which may live under a folder of its host. */
function pageAddress(path) {
  return new URL(path, location.origin + location.pathname.replace(/[^/]*$/, "")).href;
}

function element(name, text = "") {
  return Object.assign(document.createElement(name), { textContent: text });
}

/** The step that remains nearest to one that is gone; itself where it is there still, or has another id at its old place. */
function nearest(step, before, now) {
  if (!step || now.includes(step)) return step;
  const was = before.indexOf(step);
  if (now.length === before.length && !before.includes(now[was])) return now[was];
  for (let far = 1; far < before.length; far++) {
    const near = [before[was + far], before[was - far]].find((each) => now.includes(each));
    if (near) return near;
  }
  return now[Math.max(0, Math.min(was, now.length - 1))];
}

/** Call back when the camera of a frame's page rests, which is when all its parts have come. */
function settled(frame, done) {
  const root = frame.contentDocument.documentElement;
  if (root.hasAttribute("data-settled")) return done();
  const observer = new MutationObserver(() => {
    if (!root.hasAttribute("data-settled")) return;
    observer.disconnect();
    done();
  });
  observer.observe(root, { attributes: true, attributeFilter: ["data-settled"] });
}

/* A frame with the atlas, the page's map alone, for as long as its page of the app is open: a rerun of the script never reloads it.
 *
 * What is pressed there goes to the script; what the script says is chosen is shown there, and stands in the address.
 */
import { element } from "../../page/assets/dom.js";
import { command, messageOf, windowOf } from "../../serving/assets/hosting.js";
import { themeToTell } from "./theme.js";

/** @typedef {import("./streamlit.d.ts").Component<import("./handed.d.ts").AtlasData>} Component */
/** @typedef {import("./handed.d.ts").AtlasData} Data */

/** @type {WeakMap<Element, Atlas>} */
const atlases = new WeakMap();

/** @param {Component} component */
export default function (component) {
  const box = /** @type {HTMLElement} */ (component.parentElement.querySelector(".atlas"));
  let atlas = atlases.get(box);
  if (!atlas) {
    atlas = new Atlas(box);
    atlases.set(box, atlas);
  }
  atlas.update(component);
  return () => atlas.close();
}

class Atlas {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.frame = element("iframe");
    this.ready = false;
    this.shows = "";
    /** @type {string | null | undefined} undefined: not known to be shown */
    this.chosen = null;
    /** @type {(event: MessageEvent) => void} */
    this.listener = (event) => this.hear(event);
    window.addEventListener("message", this.listener);
  }

  /** @param {Component} component */
  update(component) {
    const { data } = component,
      kind = data.html ? "inline" : "address",
      shows = [kind, data.owner, data.places].join();
    this.component = component;
    if (shows !== this.shows) {
      this.shows = shows;
      this.open(data);
    } else this.show(data.chosen);
    this.tellAddress(data);
  }

  /** @param {Data} data */
  open(data) {
    const frame = element("iframe"),
      options = new URLSearchParams();
    this.frame.remove();
    this.frame = frame;
    this.ready = false;
    this.chosen = data.chosen;
    if (data.places.length) options.set("places", data.places.join());
    if (data.chosen) options.set("chosen", data.chosen);
    if (data.still) {
      options.set("still", "");
      frame.inert = true;
      frame.tabIndex = -1;
      this.box.classList.add("still");
    }
    frame.name = options.toString();
    frame.title = data.title;
    if (data.still) frame.loading = "lazy";
    if (data.html) frame.srcdoc = data.html;
    else {
      const address = new URL(data.path ?? "", location.origin + location.pathname.replace(/[^/]*$/, "")),
        theme = themeToTell(this.box);
      this.verify(address.href, data.owner);
      if (theme) address.searchParams.set("theme", theme);
      frame.src = address.href;
    }
    this.box.append(frame);
  }

  /**
   * A host may answer our address with something else, or not at all: then the script is asked for the atlas itself.
   * @param {string} address
   * @param {string} owner
   */
  async verify(address, owner) {
    let ours = false;
    try {
      const answer = await fetch(address, { method: "HEAD", credentials: "same-origin" });
      ours = answer.headers.get("X-Story") === owner;
    } catch {
      /* no answer is an answer */
    }
    if (!ours && !this.ready && this.box.isConnected) this.component?.setStateValue("inline", true);
  }

  /** @param {MessageEvent} event */
  hear({ source, data }) {
    const message = source === this.frame.contentWindow && messageOf(data);
    if (!message || !this.component) return;
    if (message.type === "ready") {
      this.ready = true;
      const { chosen } = this;
      this.chosen = undefined;
      this.show(chosen ?? null);
    }
    if (message.type === "place") {
      this.chosen = message.place;
      if (this.component.data.story) this.component.setTriggerValue("place", { id: message.place });
      else if (message.place) this.openStory(message.place);
    }
  }

  /**
   * From the page at the app's root and from its page "stories" alike: relative, so that a base path stays.
   * @param {string} story
   */
  openStory(story) {
    location.assign("./?" + new URLSearchParams({ story }));
  }

  /** @param {string | null} id */
  show(id) {
    if (id === this.chosen) return;
    this.chosen = id;
    if (this.ready) windowOf(this.frame).postMessage(command("place", { place: id }), "*");
  }

  /**
   * `replaceState`: the history has no entry per place.
   * @param {Data} data
   */
  tellAddress({ story, chosen, still }) {
    if (still || !story) return;
    const url = new URL(location.href);
    url.searchParams.set("story", story);
    if (chosen) url.searchParams.set("place", chosen);
    else url.searchParams.delete("place");
    if (url.href !== location.href) history.replaceState(history.state, "", url.href);
  }

  close() {
    window.removeEventListener("message", this.listener);
    this.frame.remove();
  }
}

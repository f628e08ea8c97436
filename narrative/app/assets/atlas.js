/* A frame with the atlas, the page's map alone, for as long as its page of the app is open: a rerun of the script never reloads it.
 *
 * What is pressed there goes to the script; what the script says is chosen is shown there, and stands in the address.
 */
const atlases = new WeakMap();

export default function (component) {
  const box = component.parentElement.querySelector(".atlas");
  let atlas = atlases.get(box);
  if (!atlas) {
    atlas = new Atlas(box);
    atlases.set(box, atlas);
  }
  atlas.update(component);
  return () => atlas.close();
}

class Atlas {
  constructor(box) {
    this.box = box;
    this.listener = (event) => this.hear(event);
    window.addEventListener("message", this.listener);
  }

  update(component) {
    const { data } = component, kind = data.html ? "inline" : "address", shows = [kind, data.owner, data.places].join();
    this.component = component;
    if (shows !== this.shows) {
      this.shows = shows;
      this.open(data);
    } else this.show(data.chosen);
    this.tellAddress(data);
  }

  open(data) {
    const frame = document.createElement("iframe"), options = new URLSearchParams();
    if (this.frame) this.frame.remove();
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
      const address = new URL(data.path, location.origin + location.pathname.replace(/[^/]*$/, "")), theme = this.theme();
      this.verify(address.href, data.owner);
      if (theme) address.searchParams.set("theme", theme);
      frame.src = address.href;
    }
    this.box.append(frame);
  }

  /** A host may answer our address with something else, or not at all: then the script is asked for the atlas itself. */
  async verify(address, owner) {
    let ours = false;
    try {
      const answer = await fetch(address, { method: "HEAD", credentials: "same-origin" });
      ours = answer.headers.get("X-Story") === owner;
    } catch { /* no answer is an answer */ }
    if (!ours && !this.ready && this.box.isConnected) this.component.setStateValue("inline", true);
  }

  /** The atlas follows the reader's system; where the app has been set otherwise, it is told. */
  theme() {
    const background = getComputedStyle(this.box).getPropertyValue("--st-background-color").trim();
    const channels = /^#[0-9a-f]{6}$/i.test(background) ? [1, 3, 5].map((at) => parseInt(background.slice(at, at + 2), 16)) : null;
    if (!channels) return null;
    const dark = channels[0] + channels[1] + channels[2] < 384;
    return dark === matchMedia("(prefers-color-scheme: dark)").matches ? null : dark ? "dark" : "light";
  }

  hear({ source, data: message }) {
    if (!this.frame || source !== this.frame.contentWindow || !message || message.source !== "narrative-map" || message.version !== 1) return;
    if (message.type === "ready") {
      this.ready = true;
      const { chosen } = this;
      this.chosen = undefined;
      this.show(chosen);
    }
    if (message.type === "place") {
      this.chosen = message.place;
      if (this.component.data.story) this.component.setTriggerValue("place", { id: message.place });
      else if (message.place) this.openStory(message.place);
    }
  }

  /** From the page at the app's root and from its page "stories" alike: relative, so that a base path stays. */
  openStory(story) {
    location.assign("./?" + new URLSearchParams({ story }));
  }

  show(id) {
    if (id === this.chosen) return;
    this.chosen = id;
    if (this.ready) this.frame.contentWindow.postMessage({ target: "narrative-map", version: 1, type: "place", place: id }, "*");
  }

  /** `replaceState`: the history has no entry per place. */
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
    if (this.frame) this.frame.remove();
  }
}

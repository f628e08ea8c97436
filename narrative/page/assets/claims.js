/* Claims: what each side says, one claim at a time or the list of all, in a panel that covers the page.
 *
 * The address says what is shown (`#claims`, `#claim-ID`): opening adds an entry to the history, so Back closes, and Back from a step that
 * a side led to returns to the claim. An entry of ours says in its state how deep in the panel it lies.
 */
import { all, byId, cloned, hrefOf, one, within } from "./dom.js";
import { page } from "./page.js";

/** @import { Place, Words } from "./types.d.ts" */
/** @import { Scroller } from "./scroller.js" */

const LIST = "claims";
const START = "claim-";

/** words: {back}. */
export class Claims {
  /**
   * @param {Scroller} scroller
   * @param {Words} words
   */
  constructor(scroller, words) {
    const panel = (this.panel = one(".claims-panel"));
    this.scroller = scroller;
    this.words = words;
    this.body = one(".claims-body", panel);
    this.ids = Array.from(all(".claim-set"), (set) => set.id);
    this.shown = null;
    one(".claims-open").addEventListener("click", (event) => {
      this.go(LIST, /** @type {HTMLElement} */ (event.currentTarget));
    });
    one(".claims-close", panel).addEventListener("click", () => {
      this.leave();
    });
    one(".claims-previous", panel).addEventListener("click", () => {
      this.turn(-1);
    });
    one(".claims-next", panel).addEventListener("click", () => {
      this.turn(1);
    });
    document.addEventListener(
      "click",
      (event) => {
        this.click(event);
      },
      true,
    );
    document.addEventListener("keydown", (event) => {
      this.key(event);
    });
    ["popstate", "hashchange"].forEach((name) => {
      window.addEventListener(name, (event) => {
        this.sync(event);
      });
    });
    const asked = this.asked();
    if (asked && asked !== LIST)
      scroller.jump(this.stepsOf(asked)[0], {
        still: true,
        quiet: true,
      }); /* an address from outside: the story waits at the first step in question */
    this.sync();
  }

  /** What the address asks for: "claims", the id of a claim, or null. */
  asked() {
    const id = location.hash.slice(1);
    return id === LIST || this.ids.includes(id) ? id : null;
  }

  /** @param {string} id */
  stepsOf(id) {
    return Array.from(all("#" + id + " .told-in a"), (anchor) => hrefOf(anchor).slice(1));
  }

  /**
   * Show what the address asks for. Leaving the panel puts the reader back where he was: the scroller, told of the new address by both events, has gone to the step's top.
   * @param {Event} [event]
   */
  sync(event) {
    const id = this.asked();
    const left = this.left;
    if (id) return this.show(id);
    this.hide();
    if (!left || left.step !== this.scroller.current) return;
    if (event && event.type === "popstate") this.left = left; /* hashchange follows */
    this.scroller.hold(/** @type {Place} */ (left.spot));
  }

  /**
   * Go to the list or to a claim, as an anchor does.
   * @param {string} id
   * @param {HTMLElement} opener
   */
  go(id, opener) {
    if (!this.shown) this.opener = opener;
    if (id !== this.asked()) this.address(id, "pushState", this.depth() + 1);
    this.show(id);
  }

  depth() {
    return (this.shown && history.state && history.state.claims) || 0;
  }

  /**
   * @param {string} id
   * @param {"pushState" | "replaceState"} how
   * @param {number} depth
   */
  address(id, how, depth) {
    const url = new URL(location.href);
    url.hash = id;
    try {
      history[how]({ claims: depth }, "", url.protocol === "about:" ? url.hash : url.href);
    } catch (error) {
      /* about:srcdoc has no address */
    }
  }

  /** @param {string} id */
  show(id) {
    if (id === this.shown) return;
    const panel = this.panel;
    const list = id === LIST;
    const at = this.ids.indexOf(id);
    if (!this.shown) this.left = { step: this.scroller.current, spot: this.scroller.spot };
    this.shown = id;
    this.body.replaceChildren(...(list ? overview() : [copyOf(byId(id), "h3", "h2")]));
    all(".told-in a", this.body).forEach((anchor) => {
      anchor.dataset.claim = id;
    });
    one(".claims-all", panel).hidden = list;
    one(".claims-pager", panel).hidden = list;
    /** @type {HTMLButtonElement} */ (one(".claims-previous", panel)).disabled = at === 0;
    /** @type {HTMLButtonElement} */ (one(".claims-next", panel)).disabled = at === this.ids.length - 1;
    one(".claims-count", panel).textContent = at + 1 + " / " + this.ids.length;
    panel.hidden = false;
    panel.scrollTop = 0;
    this.rest(true);
    const heading = one("h2", this.body);
    panel.setAttribute("aria-label", heading.textContent);
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
  }

  /**
   * While the panel is open, nothing behind it can be reached; a place's or a person's card opens above it.
   * @param {boolean} on
   */
  rest(on) {
    const panel = this.panel;
    /** @type {HTMLElement[]} */ (Array.from(document.body.children)).forEach((node) => {
      if (
        node !== panel &&
        node.id !== "card" &&
        node.id !== "announcer" &&
        node.tagName !== "SCRIPT" &&
        node.tagName !== "STYLE"
      )
        node.inert = on;
    });
  }

  /** Take the panel away; the address is somebody else's business. */
  hide() {
    this.left = null;
    if (!this.shown) return;
    const opener = this.opener;
    this.shown = this.opener = null;
    this.panel.hidden = true;
    this.rest(false);
    if (page.cards) page.cards.close(false);
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  }

  /** Close as the reader asked: back through the history where we came in, otherwise to the step's address. */
  leave() {
    const depth = this.depth();
    if (depth) return history.go(-depth);
    this.scroller.address(this.scroller.current, false);
    this.hide();
  }

  /** @param {number} by */
  turn(by) {
    const id = this.ids[this.ids.indexOf(String(this.shown)) + by];
    if (!id) return;
    this.address(id, "replaceState", this.depth());
    this.show(id);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.shown || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    if (event.key === "Escape") this.leave();
    else if (event.key === "ArrowRight" && this.shown !== LIST) this.turn(1);
    else if (event.key === "ArrowLeft" && this.shown !== LIST) this.turn(-1);
    else return;
    event.preventDefault();
  }

  /** @param {MouseEvent} event */
  click(event) {
    const anchor = within(event, "a[href^='#']");
    if (!anchor || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const id = hrefOf(anchor).slice(1);
    if (id === LIST || this.ids.includes(id)) {
      event.preventDefault();
      this.go(id, anchor);
    } else if (this.shown && this.scroller.steps.includes(id)) {
      event.preventDefault();
      this.toStep(id, anchor.dataset.claim);
    } else if (this.shown && id.indexOf("work-") === 0) this.toWork();
  }

  /**
   * From a side to the step that tells it; the step then leads back to the claim.
   * @param {string} id
   * @param {string | undefined} claim
   */
  toStep(id, claim) {
    this.opener = null;
    this.hide();
    this.scroller.address(id, true);
    if (claim) this.wayBack(id, claim);
    this.scroller.jump(id, {});
    one("h2", byId(id)).focus({ preventScroll: true });
  }

  /** A work stands at the page's end: the anchor leads there by itself once the page can be reached again. */
  toWork() {
    this.opener = null;
    this.hide();
  }

  /**
   * @param {string} id
   * @param {string} claim
   */
  wayBack(id, claim) {
    all(".way-back").forEach((each) => {
      each.remove();
    });
    const line = document.createElement("p");
    const anchor = document.createElement("a");
    line.className = "way-back";
    anchor.href = "#" + claim;
    anchor.textContent = this.words.back;
    line.append(anchor);
    one(".step-body", byId(id)).prepend(line);
  }
}

function overview() {
  const list = one(".appendix .claims-list");
  const about = list.previousElementSibling;
  return [one("h2", /** @type {Element} */ (list.parentNode)), about, list].map((node) =>
    cloned(/** @type {Node} */ (node)),
  );
}

/**
 * A copy without ids, its heading one level up, as the panel's own.
 * @param {Element} node
 * @param {string} from
 * @param {keyof HTMLElementTagNameMap} to
 */
function copyOf(node, from, to) {
  const copy = cloned(node);
  const old = one(from, copy);
  const heading = document.createElement(to);
  heading.append(...Array.from(old.childNodes));
  old.replaceWith(heading);
  all("h4", copy).forEach((each) => {
    const higher = document.createElement("h3");
    higher.append(...Array.from(each.childNodes));
    each.replaceWith(higher);
  });
  [copy].concat(all("[id]", copy)).forEach((each) => {
    each.removeAttribute("id");
  });
  copy.removeAttribute("aria-labelledby");
  return copy;
}

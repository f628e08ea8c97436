/* Cards: what the page knows about a place or a person, shown beside the map; and place names in the text that light the map. */
import { all, byId, cloned, hrefOf, one, within } from "./dom.js";
import { page } from "./page.js";

/** @import { Scroller } from "./scroller.js" */
/** @import { Scene } from "./scene.js" */

export class Cards {
  /**
   * @param {Scene} scene
   * @param {Scroller} scroller
   */
  constructor(scene, scroller) {
    this.scene = scene;
    this.scroller = scroller;
    const panel = (this.panel = byId("card"));
    const self = this;
    this.body = one(".card-body", panel);
    one(".card-close", panel).addEventListener("click", () => {
      self.close(true);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) {
        event.preventDefault();
        self.close(true);
      }
    });
    /* Who tabs on leaves the card, which would lie over what comes next. */
    panel.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !panel.contains(/** @type {Node} */ (event.relatedTarget))) self.close(false);
    });
    all(".statement").forEach((anchor) => {
      anchor.dataset.statement = hrefOf(anchor).slice(11);
      anchor.setAttribute("aria-haspopup", "dialog");
    });
    /**
     * @param {string} id
     * @param {Element} opener
     */
    scene.onOpen = function (id, opener) {
      self.open("place-" + id, opener);
    };
    /** @param {string | null} id */
    scene.onHover = function (id) {
      self.mark(id);
    };
    /** @param {string} id */
    scene.onStep = function (id) {
      scroller.address(id, true);
      scroller.jump(id, {});
    };
    document.addEventListener("click", (event) => {
      const anchor = within(
        event,
        "a[href^='#place-'], a[href^='#person-'], a[href^='#statement-'], a[href^='#document-'], a[href^='#reading-'], a[href^='#term-'], a[href='#cite-title']",
      );
      let entry;
      if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
      entry = document.getElementById(hrefOf(anchor).slice(1));
      if (entry && !entry.classList.contains("entry")) return; /* a step may be called "reading-on" */
      event.preventDefault();
      self.open(hrefOf(anchor).slice(1), anchor);
    });
    ["mouseover", "focusin"].forEach((name) => {
      document.addEventListener(name, (event) => {
        const anchor = within(event, ".place-name");
        if (anchor) scene.hover(String(anchor.dataset.ref), false);
      });
    });
    ["mouseout", "focusout"].forEach((name) => {
      document.addEventListener(name, (event) => {
        if (within(event, ".place-name")) scene.hover(null, false);
      });
    });
  }

  /**
   * A place under the pointer on the map marks its names in the step being read.
   * @param {string | null} id
   */
  mark(id) {
    all(".place-name.is-marked").forEach((anchor) => {
      anchor.classList.remove("is-marked");
    });
    if (!id) return;
    all(".step.is-current .place-name").forEach((anchor) => {
      if (anchor.dataset.ref === id) anchor.classList.add("is-marked");
    });
  }

  /**
   * @param {string} target
   * @param {Element} opener
   */
  open(target, opener) {
    const entry = document.getElementById(target);
    if (!entry) return;
    if (!this.panel.contains(opener)) this.opener = /** @type {HTMLElement} */ (opener);
    const copy = cloned(entry);
    copy.removeAttribute("id");
    all("[id]", copy).forEach((node) => {
      node.removeAttribute("id");
    });
    this.body.replaceChildren(copy);
    if (page.papers) page.papers.card(copy, target);
    if (this.more) this.more(copy, target); /* what can be done with it */
    const heading = one("h3", copy);
    heading.setAttribute("tabindex", "-1");
    this.panel.hidden = false;
    this.panel.setAttribute("aria-label", heading.textContent);
    this.panel.scrollTop = 0;
    heading.focus({ preventScroll: true });
    if (target.indexOf("place-") === 0) this.scroller.tell("place", { place: target.slice(6) });
  }

  /** @param {boolean} giveBack */
  close(giveBack) {
    if (this.panel.hidden) return;
    this.panel.hidden = true;
    if (giveBack && this.opener && this.opener.isConnected) this.opener.focus({ preventScroll: true });
  }
}

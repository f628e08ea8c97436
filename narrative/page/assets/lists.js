/* The lists below the story (claims, places, people, works): closed until opened, so that who has read to the end is soon through.
 *
 * A link into a list, an address that names one of its entries and the browser's own search open it; paper shows all of them.
 */
import { all, hrefOf, within } from "./dom.js";

const asked = location.hash; /* the scroller rewrites the address as soon as something is read */

/**
 * Open the list that holds what an address names; go: and scroll there, if it was closed.
 * @param {string} address
 * @param {boolean} go
 */
function reveal(address, go) {
  /** @type {HTMLElement | null} */
  let target = null;
  try {
    target = document.getElementById(decodeURIComponent(address.slice(1)));
  } catch (error) {
    /* a broken escape names nothing */
  }
  /** @type {HTMLDetailsElement | null | undefined} */
  const list = target?.closest(".appendix details");
  if (!target || !list || list.open) return;
  list.open = true;
  if (go) target.scrollIntoView();
}

/** Called once, when the lists have come. */
export function lists() {
  /** @typedef {HTMLDetailsElement & {was?: boolean}} List */
  const lists = /** @type {List[]} */ (all(".appendix details"));
  lists.forEach((list) => {
    list.open = false;
  });
  reveal(asked, true);
  window.addEventListener("hashchange", () => {
    reveal(location.hash, true);
  });
  /* Before the browser goes there: not every one opens what is closed by itself. */
  document.addEventListener("click", (event) => {
    const link = within(event, "a[href^='#']");
    if (link && !event.defaultPrevented) reveal(hrefOf(link), false);
  });
  window.addEventListener("beforeprint", () => {
    lists.forEach((list) => {
      list.was = list.open;
      list.open = true;
    });
  });
  window.addEventListener("afterprint", () => {
    lists.forEach((list) => {
      list.open = Boolean(list.was);
    });
  });
}

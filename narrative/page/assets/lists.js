/* The lists below the story (claims, places, people, works): closed until opened, so that who has read to the end is soon through.
 *
 * A link into a list, an address that names one of its entries and the browser's own search open it; paper shows all of them.
 */
import { all, within } from "./dom.js";

const asked = location.hash; /* the scroller rewrites the address as soon as something is read */

/** Open the list that holds what an address names; go: and scroll there, if it was closed. */
function reveal(address, go) {
  let target = null;
  let list;
  try {
    target = document.getElementById(decodeURIComponent(address.slice(1)));
  } catch (error) {
    /* a broken escape names nothing */
  }
  list = target && target.closest(".appendix details");
  if (!list || list.open) return;
  list.open = true;
  if (go) target.scrollIntoView();
}

/** Called once, when the lists have come. */
export function lists() {
  const lists = all(".appendix details");
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
    if (link && !event.defaultPrevented) reveal(link.getAttribute("href"), false);
  });
  window.addEventListener("beforeprint", () => {
    lists.forEach((list) => {
      list.was = list.open;
      list.open = true;
    });
  });
  window.addEventListener("afterprint", () => {
    lists.forEach((list) => {
      list.open = list.was;
    });
  });
}

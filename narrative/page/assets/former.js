/* Addresses with an id that a step had before: turned into those of today before anything reads them. Only in pages of stories that say so. */

/** @param {Record<string, string>} former today's id of each that a step had before */
function follow(former) {
  /** @param {string | null} id */
  const now = (id) => (id !== null && Object.hasOwn(former, id) ? former[id] : "");

  function turn() {
    const url = new URL(location.href);
    const step = now(url.searchParams.get("step"));
    let id = "";
    try {
      id = now(decodeURIComponent(url.hash.slice(1)));
    } catch {
      /* a broken escape is an unknown step */
    }
    if (step) url.searchParams.set("step", step);
    if (id) url.hash = id;
    if (!step && !id) return;
    try {
      history.replaceState(history.state, "", url.href);
    } catch {
      if (id) location.replace("#" + id); /* a frame without an address of its own */
    }
  }

  turn();
  window.addEventListener("hashchange", turn);
}

/* The page calls it with its story's ids, in the script that holds this one. */
Object.assign(globalThis, { narrativeMapFormer: follow });

/* Addresses with an id that a step had before: turned into those of today before anything reads them. Only in pages of stories that say so. */
function narrativeMapFormer(former) {
  "use strict";
  function now(id) { return Object.prototype.hasOwnProperty.call(former, id) ? former[id] : ""; }

  function turn() {
    var url = new URL(location.href), id = "", step = now(url.searchParams.get("step"));
    try { id = now(decodeURIComponent(url.hash.slice(1))); } catch (error) { /* a broken escape is an unknown step */ }
    if (step) url.searchParams.set("step", step);
    if (id) url.hash = id;
    if (!step && !id) return;
    try { history.replaceState(history.state, "", url.href); } catch (error) { if (id) location.replace("#" + id); /* a frame without an address of its own */ }
  }

  turn();
  window.addEventListener("hashchange", turn);
}

/* Presenting (`?present`): one step a screen, turned by keys, a presenter's remote or a swipe. The screen is that of still.js. */
(function (nm) {
  "use strict";
  var root = document.documentElement, KEYS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 }, from;
  if (root.dataset.still !== "present") return;

  function turn(by) {
    var id = nm.scroller.steps[nm.scroller.steps.indexOf(nm.scroller.current) + by];
    if (id) nm.scroller.jump(id, {});
  }

  /** Back to the page, on the same step; a frame without an address stays as it is. */
  function leave() {
    var url = new URL(location.href);
    url.searchParams.delete("present");
    if (url.protocol !== "about:") location.replace(url.href);
  }

  window.addEventListener("keydown", function (event) {
    var key = event.key.length > 1 ? event.key : event.key.toLowerCase(), black = root.classList.toggle("is-black", /^[b.]$/.test(key) && !root.classList.contains("is-black"));
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (KEYS[key]) turn(event.shiftKey ? -1 : KEYS[key]);
    else if (key === "f") document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
    else if (key === "Escape") leave();
    else if (!black) return; /* Home and End: keys.js */
    event.preventDefault();
  }, true);

  window.addEventListener("touchstart", function (event) { from = event.touches.length > 1 ? NaN : event.touches[0].clientX; });
  window.addEventListener("touchend", function (event) {
    var way = event.changedTouches[0].clientX - from;
    if (Math.abs(way) > 50) turn(way < 0 ? 1 : -1);
  });
})(window.narrativeMap);

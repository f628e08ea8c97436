/* How large letters are on map and time line: in the page, and in the app, which shows the time line by itself. */
(function (nm) {
  "use strict";
  var wished = 0;

  /** How much larger letters are than on other pages: on a big screen, and where the reader has set a larger text in the browser. */
  nm.lettered = function () {
    if (!wished) {
      var probe = document.body.appendChild(document.createElement("span"));
      probe.style.fontSize = "medium"; /* the reader's own, whatever the page's is */
      wished = Math.max(1, Math.min(parseFloat(getComputedStyle(probe).fontSize) / 16 || 1, 2));
      probe.remove();
      if (wished > 1) document.documentElement.style.setProperty("--text", wished);
    }
    return wished * nm.enlarged();
  };
})((window.narrativeMap = window.narrativeMap || {}));

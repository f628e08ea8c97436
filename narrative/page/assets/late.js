/* The last of the scripts that come after the first view (see LATE in narrative/scroller.py). */
window.narrativeMap.late();

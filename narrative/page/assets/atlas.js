/* The atlas: the page's map alone, of places without a story's text. It shows all of them, or those chosen.
 *
 * `narrativeMap.atlas(map, data)` starts it; data is as stage.js asks, with `views` in place of steps: {id: {camera, closest}}.
 * It speaks with the page around it as the story does: {source: "narrative-map", type: "ready" | "place", story, place},
 * and is told {target: "narrative-map", type: "place", place: ID | null}. A frame's name may say more, as an address does:
 * `places=a,b` for those to show at first, `still` for a map of which nothing can be pressed.
 */
(function (nm) {
  "use strict";
  var root = document.documentElement, ALL = "all", FAR = 3, stage, data, asked;

  function tell(type, more) {
    if (window.parent !== window) window.parent.postMessage(Object.assign({ source: "narrative-map", version: 1, type: type, story: root.dataset.story }, more), "*");
  }

  /** Of several views those that lie together: a place far off is named at the map's edge, and the others can be told apart. */
  function together(views) {
    function middle(numbers) { return numbers.slice().sort(function (a, b) { return a - b; })[numbers.length >> 1]; }
    var spots = views.map(function (view) { return nm.project(view.camera[0]); });
    var x = middle(spots.map(function (p) { return p.x; })), y = middle(spots.map(function (p) { return p.y; }));
    var far = spots.map(function (p) { return Math.hypot(p.x - x, p.y - y); }), most = FAR * middle(far);
    return views.filter(function (view, i) { return far[i] <= most; });
  }

  /** A view for the stage, as a step is: all places, or these. */
  function viewOf(ids) {
    var views = ids.length ? together(ids.map(function (id) { return data.views[id]; })) : [data.whole];
    return {
      date: data.date, places: ids.length || !data.lit ? ids : data.places.map(function (place) { return place.id; }), links: [], framed: true,
      camera: [].concat.apply([], views.map(function (view) { return view.camera; })),
      closest: Math.min.apply(null, views.map(function (view) { return view.closest; }))
    };
  }

  /** Show these places, or all for an empty list. still: cut there. */
  function show(ids, still) {
    var name = ids.join() || ALL;
    data.steps[name] = viewOf(ids);
    delete root.dataset.settled;
    stage.show(name, still, function () { root.dataset.settled = name; });
    root.dataset.chosen = name;
    reach(ids);
  }

  /** Every place that shows can be reached by keyboard; the one that is chosen is the current one. */
  function reach(ids) {
    var still = root.hasAttribute("data-inert");
    stage.scene.standing.forEach(function (entry) {
      var node = entry.node, id = entry.data.id;
      node.setAttribute("tabindex", still ? -1 : 0);
      if (ids.length !== 1 || ids[0] !== id) node.removeAttribute("aria-current");
    });
    stage.map.getContainer().classList.toggle("is-explored", ids.length > 0 && !asked.length);
  }

  function choose(id) {
    show(id ? [id] : asked, false);
    tell("place", { place: id });
  }

  function known(ids) { return ids.filter(function (id) { return Boolean(data.views[id]); }); }

  nm.atlas = function (map, given) {
    var options = new URLSearchParams(window.name || ""), container = map.getContainer();
    data = given;
    data.steps = {};
    asked = known((options.get("places") || "").split(","));
    if (options.has("still")) root.setAttribute("data-inert", "");
    if (asked.length) data.places.forEach(function (place) { place.hidden = place.hidden || asked.indexOf(place.id) < 0; });
    nm.setWorld(data.world);
    stage = nm.stage = new nm.Stage(map, data);
    nm.measured(stage);
    stage.scene.onOpen = function (id) { if (!root.hasAttribute("data-inert")) choose(id); };
    /* The way back leads to all places, from a chosen one too. */
    container.addEventListener("click", function (event) {
      if (!event.target.closest(".back")) return;
      event.stopPropagation();
      choose(null);
      container.querySelector(".closer").focus({ preventScroll: true });
    }, true);
    document.addEventListener("keydown", function (event) { if (event.key === "Escape" && root.dataset.chosen !== ALL && !asked.length) choose(null); });
    window.addEventListener("message", function (event) {
      var command = event.data;
      if (event.source !== window.parent || !command || command.target !== "narrative-map" || command.version !== 1 || command.type !== "place") return;
      var ids = known([command.place]), name = ids.join() || asked.join() || ALL;
      if (name !== root.dataset.chosen) show(ids.length ? ids : asked, false);
    });
    var first = options.get("chosen");
    show(first && data.views[first] ? [first] : asked, true);
    stage.keyed(); /* buttons and key */
    window.addEventListener("load", function () {
      stage.pending.slice().filter(function (part) { return part !== "fonts" && part.indexOf("relief") < 0; }).forEach(function (part) { stage.arrived(part); });
    });
    tell("ready", {});
  };

  nm.arrive = function (part) {
    var node = document.getElementById("part-" + part), payload = JSON.parse((node && node.textContent) || "null");
    if (!stage) return;
    function done() { stage.arrived(part); }
    if (!payload) return done();
    stage.receive(payload, done, function () {});
  };
})((window.narrativeMap = window.narrativeMap || {}));

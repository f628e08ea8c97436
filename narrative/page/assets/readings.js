/* Readings: a place is as doubtful on a step's map as the reading for which it stands there; the way to the page that reads otherwise.
 *
 * `?reading=ID:PLACE` asks for a page (several apart by commas). A server answers with that page; a folder of files holds one for every way
 * to read the story (`reading-ID-PLACE.html`, see narrative/serving/build.py), and its page goes there by itself.
 */
(function (nm) {
  "use strict";

  /** data: {chosen: {reading: place}, places: {reading: [place…]}, doubts: {step: {place: certainty}}, words} */
  function Readings(stage, scroller, data) {
    var self = this, scene = stage.scene, show = scene.show;
    Object.assign(this, { stage: stage, scroller: scroller, data: data, ids: Object.keys(data.chosen) });
    this.written = this.pairs(data.chosen, ":", ",");
    if (this.leave()) return;
    this.own = {}; /* certainties of places, whatever the step */
    stage.data.places.forEach(function (place) { self.own[place.id] = place.certainty; });
    scene.show = function (state) {
      self.mark(stage.id);
      show.call(scene, state);
    };
    if (stage.id) {
      this.mark(stage.id);
      stage.key(stage.stateOf(stage.id));
    }
    this.offer();
  }

  /** The readings of this page as an address writes them, empty where each is the usual one. */
  Readings.prototype.unusual = function () {
    var data = this.data;
    return this.ids.every(function (id) { return data.chosen[id] === data.places[id][0]; }) ? "" : this.written;
  };

  Readings.prototype.pairs = function (chosen, between, after) {
    return this.ids.map(function (id) { return id + between + chosen[id]; }).join(after);
  };

  /** Whether the address asks for another page than this one, which is then opened in its place. */
  Readings.prototype.leave = function () {
    var data = this.data, chosen = Object.assign({}, data.chosen);
    new URLSearchParams(location.search).getAll("reading").join().split(",").forEach(function (each) {
      var pair = each.split(":");
      if ((data.places[pair[0]] || []).indexOf(pair[1]) >= 0) chosen[pair[0]] = pair[1];
    });
    if (this.pairs(chosen, ":", ",") === this.written) return false;
    location.replace("reading-" + this.pairs(chosen, "-", "--") + ".html" + location.search + location.hash);
    return true;
  };

  /** Every place as certain as it is on a step's map: a whole state, whichever step was shown before. */
  Readings.prototype.mark = function (step) {
    var scene = this.stage.scene, doubts = this.data.doubts[step] || {}, own = this.own;
    Object.keys(scene.places).forEach(function (id) {
      var entry = scene.places[id], certainty = doubts[id] || own[id], doubt = scene.doubts[certainty], place = entry.data;
      if (place.certainty === certainty) return;
      place.certainty = certainty;
      if (!entry.node) return;
      entry.node.classList.toggle("doubtful", Boolean(doubt));
      entry.node.classList.toggle("open", Boolean(doubt && doubt.open));
      entry.title = place.title + (doubt ? ", " + doubt.words : "");
      entry.node.setAttribute("aria-label", entry.title);
      if (place.kind === "point") entry.inners.forEach(function (inner) {
        var halo = inner.querySelector(".halo");
        if (halo) halo.remove();
        if (doubt) inner.insertBefore(nm.Scene.make("circle", { "class": "halo", r: doubt.halo }), inner.querySelector(".ring"));
      });
    });
  };

  /** The address of the page that reads a name as another place, on the step being read; null in a frame without an address. */
  Readings.prototype.address = function (asked) {
    if (!/^(https?|file):$/.test(location.protocol)) return null;
    var url = new URL(location.href), pair = asked.split(":"), chosen = Object.assign({}, this.data.chosen), step = this.scroller.current;
    chosen[pair[0]] = pair[1];
    url.searchParams.set("reading", this.pairs(chosen, ":", ","));
    url.search = url.search.replace(/%2C/gi, ",").replace(/%3A/gi, ":");
    if (url.searchParams.has("step")) url.searchParams.set("step", step); else url.hash = step || "";
    return url.href;
  };

  /** The switch beside each step that depends on a reading, and in the lists; none where the page has no address to go to. */
  Readings.prototype.offer = function () {
    var self = this, data = this.data, words = data.words, offered = Boolean(this.address(this.written));
    document.querySelectorAll(".step .read-as").forEach(function (line) {
      var reading = line.querySelector("a").hash.slice(9);
      if (offered) data.places[reading].forEach(function (place) {
        if (place === data.chosen[reading]) return;
        var other = nm.element("span", { "class": "read-other" }, line);
        other.append("; ");
        nm.element("a", { href: "?reading=" + reading + ":" + place, "data-read": reading + ":" + place }, other).textContent = words.read.replace("{}", data.titles[place]);
      });
    });
    document.documentElement.toggleAttribute("data-unaddressed", !offered); /* the lists are yet to come */
    /* Just before it is followed, be it in a card: the address depends on the step being read. */
    ["click", "auxclick", "focusin", "pointerdown", "contextmenu"].forEach(function (name) {
      document.addEventListener(name, function (event) {
        var anchor = event.target.closest && event.target.closest("[data-read]");
        if (anchor) anchor.href = self.address(anchor.dataset.read);
      }, true);
    });
  };

  nm.Readings = Readings;
})((window.narrativeMap = window.narrativeMap || {}));

/* Pictures, recordings and films: put in their places, compared, opened large, and silent when their step is left. Only a story with media has it. */
(function () {
  "use strict";
  var root = document.documentElement, story = document.getElementById("story"), dialog = document.querySelector("dialog.large");
  var MOST = 8, STRIDE = 1.4, MOVE = 80; /* how far a picture is magnified, by how much at a time; pixels that an arrow moves it */

  function all(selector, use) { Array.prototype.forEach.call(story.querySelectorAll(selector), use); }

  /* The files of a single page stand at its end, so that the map does not wait for them. */
  function file(number) { return document.getElementById("file-" + number); }
  all("[data-part]", function (node) { if (file(node.dataset.part)) node.src = file(node.dataset.part).src; });
  all("[data-still-part]", function (node) { if (file(node.dataset.stillPart)) node.poster = file(node.dataset.stillPart).src; });

  all(".compared", function (box) {
    var slider = box.querySelector("input"), labels = box.querySelectorAll("span");
    function show() {
      box.style.setProperty("--at", slider.value + "%");
      slider.setAttribute("aria-valuetext", slider.value + " % " + labels[0].textContent + ", " + (100 - slider.value) + " % " + labels[1].textContent);
    }
    box.classList.add("is-live");
    slider.hidden = false;
    slider.addEventListener("input", show);
    show();
  });

  /* One plays at a time, and none when the reader has gone on; the arrows belong to what plays. */
  function silence(but) { all("audio, video", function (node) { if (node !== but && !node.paused) node.pause(); }); }
  all("audio, video", function (node) {
    node.addEventListener("play", function () { silence(node); });
    node.addEventListener("keydown", function (event) { event.stopPropagation(); });
  });
  new MutationObserver(function () {
    var section = document.getElementById(root.dataset.step);
    all("audio, video", function (node) { if (!node.paused && !(section && section.contains(node))) node.pause(); });
  }).observe(root, { attributes: true, attributeFilter: ["data-step"] });

  all(".words", function (words) { words.open = false; });
  window.addEventListener("beforeprint", function () {
    all(".words", function (words) { words.was = words.open; words.open = true; });
    all("img", function (picture) { picture.loading = "eager"; });
  });
  window.addEventListener("afterprint", function () { all(".words", function (words) { words.open = words.was; }); });

  /* A picture, large: the wheel, two fingers, + and - magnify; a finger, the pointer, the arrows move. */
  var stage = dialog.querySelector(".large-stage"), picture = stage.querySelector("img"), held = {}, opener = null;
  var view = { scale: 1, x: 0, y: 0 };

  function draw() {
    var box = stage.getBoundingClientRect();
    view.x = Math.min(0, Math.max(box.width * (1 - view.scale), view.x));
    view.y = Math.min(0, Math.max(box.height * (1 - view.scale), view.y));
    picture.style.setProperty("--scale", view.scale);
    picture.style.setProperty("--x", view.x + "px");
    picture.style.setProperty("--y", view.y + "px");
    dialog.querySelector("[data-do=smaller]").disabled = view.scale <= 1;
    dialog.querySelector("[data-do=larger]").disabled = view.scale >= MOST;
  }

  /** Magnify by a factor around a point of the stage, in pixels from its corner; around its middle without one. */
  function zoom(factor, x, y) {
    var box = stage.getBoundingClientRect(), scale = Math.min(MOST, Math.max(1, view.scale * factor));
    if (x === undefined) { x = box.width / 2; y = box.height / 2; }
    view.x = x - (x - view.x) * (scale / view.scale);
    view.y = y - (y - view.y) * (scale / view.scale);
    view.scale = scale;
    draw();
  }

  function open(link) {
    var figure = link.closest("figure"), shown = link.querySelector("img"), caption = figure.querySelector(".caption");
    var address = link.getAttribute("href"), part = address.charAt(0) === "#" ? document.getElementById(address.slice(1)) : null;
    opener = link;
    picture.src = part ? part.src : link.href;
    picture.alt = shown ? shown.alt : alternative(figure, link);
    dialog.querySelector(".large-words").textContent = (shown ? "" : link.textContent + ": ") + (caption ? caption.textContent : picture.alt);
    view = { scale: 1, x: 0, y: 0 };
    held = {};
    dialog.showModal();
    stage.focus();
    draw();
  }

  /** What the picture of a comparison shows that a link names. */
  function alternative(figure, link) {
    var links = Array.prototype.slice.call(figure.querySelectorAll("figcaption .medium-open"));
    return figure.querySelectorAll(".compared img")[links.indexOf(link)].alt;
  }

  story.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(".medium-open");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !dialog.showModal) return;
    event.preventDefault();
    open(link);
  });
  dialog.addEventListener("close", function () { if (opener) opener.focus(); });
  dialog.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.do === "close") dialog.close();
    else zoom(button.dataset.do === "larger" ? STRIDE : 1 / STRIDE);
  });
  dialog.addEventListener("keydown", function (event) {
    var moves = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }, move = moves[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "+" || event.key === "=") zoom(STRIDE);
    else if (event.key === "-") zoom(1 / STRIDE);
    else if (event.key === "0") zoom(1 / MOST);
    else if (move) { view.x += move[0] * MOVE; view.y += move[1] * MOVE; draw(); }
    else return;
    event.preventDefault();
  });
  stage.addEventListener("wheel", function (event) {
    var box = stage.getBoundingClientRect();
    event.preventDefault();
    zoom(Math.pow(1.0015, -event.deltaY), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  stage.addEventListener("dblclick", function (event) {
    var box = stage.getBoundingClientRect();
    zoom(view.scale > 1 ? 1 / MOST : STRIDE * STRIDE, event.clientX - box.left, event.clientY - box.top);
  });
  stage.addEventListener("pointerdown", function (event) {
    held[event.pointerId] = event;
    stage.setPointerCapture(event.pointerId);
  });
  ["pointerup", "pointercancel"].forEach(function (name) { stage.addEventListener(name, function (event) { delete held[event.pointerId]; }); });
  stage.addEventListener("pointermove", function (event) {
    var before = held[event.pointerId], box = stage.getBoundingClientRect(), other;
    if (!before) return;
    Object.keys(held).forEach(function (id) { if (Number(id) !== event.pointerId) other = held[id]; });
    if (other) {
      zoom(apart(event, other) / (apart(before, other) || 1), (event.clientX + other.clientX) / 2 - box.left, (event.clientY + other.clientY) / 2 - box.top);
      view.x += (event.clientX - before.clientX) / 2;
      view.y += (event.clientY - before.clientY) / 2;
    } else {
      view.x += event.clientX - before.clientX;
      view.y += event.clientY - before.clientY;
    }
    held[event.pointerId] = event;
    draw();
  });
  function apart(one, other) { return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY); }
  window.addEventListener("resize", function () { if (dialog.open) draw(); });
})();

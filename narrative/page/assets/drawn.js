/* What the author draws on the map: flows, old maps, coloured regions, each in the steps that name it, and the panel that names them. */
import { all, byId } from "./dom.js";
import { page } from "./page.js";
import { toScreen } from "./projection.js";
import { Scene } from "./scene.js";
import { Stage } from "./stage.js";

/** @import { DrawingNamed, DrawnData, DrawnUse } from "./handed.d.ts" */
/** @import { Box, Sheet, SheetMaker } from "./types.d.ts" */

const ROOMY = { x: 560, y: 430 }; /* on a smaller map the panel is closed until it is asked for */
/** @type {SheetMaker[]} */
const kinds = [];

/** data: {words, steps: {id: [{id, only?, opacity?}]}, flows: […]} */
export class Drawings {
  /**
   * @param {Stage} stage
   * @param {DrawnData} data
   */
  constructor(stage, data) {
    const container = stage.map.getContainer();
    this.stage = stage;
    this.data = data;
    /** @type {Record<string, DrawingNamed>} */
    this.named = {};
    /** @type {Sheet[]} */
    this.sheets = [];
    kinds.forEach((make) => {
      this.sheets = this.sheets.concat(make(stage, data));
    });
    /** @type {(keyof Pick<DrawnData, "flows" | "overlays" | "layers">)[]} */ (["flows", "overlays", "layers"]).forEach(
      (key) => {
        (data[key] || []).forEach((each) => {
          this.named[each.id] = each;
        });
      },
    );
    const panel = (this.panel = L.DomUtil.create("details", "drawn keep-clear", stage.furniture));
    stage.furniture.insertBefore(panel, stage.furniture.firstChild);
    this.title = L.DomUtil.create("summary", "", panel);
    this.body = L.DomUtil.create("div", "drawn-body", panel);
    panel.hidden = true;
    panel.open = container.clientWidth >= ROOMY.x && container.clientHeight >= ROOMY.y;
    panel.addEventListener("toggle", () => {
      stage.letterSoon();
    });
    L.DomEvent.disableClickPropagation(panel);
    L.DomEvent.disableScrollPropagation(panel);
    stage.map.on("move viewreset resize", this.draw, this);
    if (data.tiles) page.drawings.tiles?.(stage, data.tiles, data.words);
    this.ready = Promise.all(this.sheets.map((sheet) => sheet.ready));
    this.show(stage.id);
  }

  /**
   * Show what a step draws, and nothing else.
   * @param {string} id
   */
  show(id) {
    /** @type {Record<string, DrawnUse>} */
    const uses = {};
    /** @type {string[]} */
    const shown = [];
    const body = this.body;
    (this.data.steps[id] || []).forEach((use) => {
      uses[use.id] = use;
    });
    this.step = id;
    while (body.firstChild) body.removeChild(body.firstChild);
    this.sheets.forEach((sheet) => {
      const use = uses[sheet.id];
      sheet.show(use || null);
      if (!use) return;
      const part = L.DomUtil.create("section", "", body);
      const named = this.named[sheet.id];
      L.DomUtil.create("h3", "", part).textContent = named.title;
      sheet.rows(part, use);
      const credit = L.DomUtil.create("p", "", part);
      credit.textContent = named.credit + ". ";
      const more = L.DomUtil.create("a", "", credit);
      more.href = "#drawn-" + sheet.id;
      more.textContent = this.data.words.more;
      shown.push(named.title);
    });
    this.title.textContent = shown.length > 1 ? this.data.words.drawn + " (" + shown.length + ")" : shown[0] || "";
    body.classList.toggle("is-one", shown.length < 2);
    this.panel.hidden = !shown.length;
    this.draw();
  }

  draw() {
    const map = this.stage.map;
    let screen;
    if (!map._loaded) return;
    screen = toScreen(map);
    this.sheets.forEach((sheet) => {
      sheet.draw(screen, map.getSize());
    });
  }

  /** Letter the drawings where they leave the map's own names alone. */
  letter() {
    const frame = this.stage.map.getContainer();
    const from = frame.getBoundingClientRect();
    /** @type {Box[]} */
    const taken = [];
    all("svg.scene .label, .layer-base text, .keep-clear", frame).forEach((node) => {
      const box = node.getBoundingClientRect();
      if (box.width)
        taken.push([
          box.left - from.left - 2,
          box.top - from.top - 1,
          box.right - from.left + 2,
          box.bottom - from.top + 1,
        ]);
    });
    this.sheets.forEach((sheet) => {
      if (sheet.letter) sheet.letter(taken);
    });
  }
}

const show = Stage.prototype.show;
const letter = Scene.prototype.letter;
const arrive = page.arrive;

/** @param {string} id */
Stage.prototype.show = function (id, still, done) {
  if (this.drawings) this.drawings.show(id);
  show.call(this, id, still, done);
};

Scene.prototype.letter = function () {
  letter.call(this);
  if (page.stage && page.stage.drawings) page.stage.drawings.letter();
};

/** @param {string} part */
page.arrive = function (part) {
  if (part !== "drawn" || !page.stage) return arrive(part);
  const stage = page.stage;
  stage.drawings = new Drawings(stage, JSON.parse(byId("part-drawn").textContent).drawn);
  stage.drawings.ready.then(() => {
    stage.arrived(part);
  }); /* a picture waits for old maps to be decoded */
};

page.drawings = { kinds };

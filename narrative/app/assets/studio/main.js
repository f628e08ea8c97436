/* The studio: its door, its bar, its five pages. Streamlit calls the default export again with every run; all that lives is kept by its element. */
/** @import { Data, Draft, Result, Sentence, Tab } from "./types.d.ts" */
import { within } from "../../../page/assets/dom.js";
import { isDark } from "../theme.js";
import { Desk } from "./desk.js";
import { keepLoose } from "./kept.js";
import { button, counted, field, inBase64, make, refill, vocabulary } from "./parts.js";
import { PreviewView, StoryView, TakeView } from "./finish.js";
import { PlaceView } from "./places.js";
import { SheetView } from "./sheets.js";
import { StepsView } from "./steps.js";
import { TextView } from "./text.js";

/** @type {[Tab, string][]} */
const TABS = [
  ["places", "Text and places"],
  ["steps", "Steps"],
  ["story", "About the story"],
  ["preview", "Preview"],
  ["take", "Take it home"],
];
const TABLES = /\.(csv|tsv|xlsx|xls|ods)$/i;
const DOOR = ["paste", "name", "countries", "year"]; /* what is typed before there is a draft */
/** @type {WeakMap<Element, Studio>} */
const studios = new WeakMap();

/** @param {import("../streamlit.d.ts").Component<Data>} given */
export default function ({ data, parentElement }) {
  const box = /** @type {HTMLElement} */ (parentElement.querySelector(".studio"));
  const studio = studios.get(box) ?? new Studio(box, data);
  studios.set(box, studio);
  box.classList.toggle("dark", isDark(box) === true);
  return () => {
    studio.close();
    studios.delete(box);
  };
}

/**
 * Ask what each column of a plain table is; `done` gets the columns by their parts, several of one with "+" between.
 * @param {HTMLElement} box
 * @param {import("../handed.d.ts").Table} given
 * @param {File} file
 * @param {(columns: Record<string, string>) => void} done
 */
function askColumns(box, { columns, roles }, file, done) {
  const lists = columns.map(({ name, role }, at) =>
    make(
      "select",
      { "data-key": "column" + at, "aria-label": "What is the column " + name + "?" },
      make("option", { value: "" }, "nothing of the story"),
      roles.map(({ value, words }) => make("option", { value, selected: value === role }, words)),
    ),
  );
  const close = () => box.replaceChildren();
  box.replaceChildren(
    make(
      "form",
      {
        on: {
          submit: (event) => {
            event.preventDefault();
            /** @type {Record<string, string>} */
            const found = {};
            columns.forEach(({ name }, at) => {
              const role = lists[at].value;
              if (role) found[role] = found[role] ? found[role] + "+" + name : name;
            });
            close();
            done(found);
          },
        },
      },
      make("h2", {}, "What are the columns of “" + file.name + "”?"),
      make(
        "table",
        {},
        make(
          "tbody",
          {},
          columns.map(({ name, shown }, at) =>
            make(
              "tr",
              {},
              make("th", { scope: "row" }, name),
              make("td", {}, shown.join(" · ")),
              make("td", {}, lists[at]),
            ),
          ),
        ),
      ),
      make(
        "div",
        { class: "buttons" },
        make("button", { type: "submit", class: "first", "data-key": "columns-go" }, "Read the table so"),
        button("Take another file", "columns-no", close),
      ),
    ),
  );
  lists[0].focus();
}

/** @param {Studio} studio */
function viewsOf(studio) {
  return {
    steps: new StepsView(studio),
    story: new StoryView(studio),
    preview: new PreviewView(studio),
    take: new TakeView(studio),
  };
}

export class Studio {
  /**
   * @param {HTMLElement} box
   * @param {Data} data
   */
  constructor(box, data) {
    this.box = box;
    this.data = data;
    Object.assign(vocabulary, data.vocabulary);
    this.desk = new Desk(data);
    /** @type {string | null} the chosen place */
    this.chosen = null;
    /** @type {Tab | null} */
    this.tab = null;
    this.told = this.sure = this.doorElsewhere = false;
    /** @type {Map<string, string>} by step: what is wrong with it, as the last look said */
    this.faulty = new Map();
    this.said = make("p", { class: "said", role: "status" });
    this.kept = make("p", { class: "kept" });
    this.bar = make("div", { class: "bar" });
    this.tabs = make("div", { class: "tabs", role: "tablist", "aria-label": "Parts of the studio" });
    this.columns = make("div", { class: "columns", role: "region", "aria-label": "Columns of the table" });
    this.door = make("section", { class: "door", "aria-label": "Begin" });
    this.views = viewsOf(this);
    this.text = new TextView(this);
    this.place = new PlaceView(this);
    this.sheets = new SheetView(this);
    this.panels = /** @type {Record<Tab, HTMLElement>} */ (
      Object.fromEntries(
        TABS.map(([id]) => [
          id,
          make("section", {
            class: "panel " + id,
            role: "tabpanel",
            id: "studio-panel-" + id,
            "aria-labelledby": "studio-tab-" + id,
            hidden: true,
          }),
        ]),
      )
    );
    this.arrange();
    this.desk.changed((what) => this.heard(what));
    /** @param {Event} event */
    this.keys = (/** @type {KeyboardEvent} */ event) => this.key(event);
    document.addEventListener("keydown", this.keys);
    this.leave = () => this.desk.next();
    /* Fields that are sent with a button are kept as they are typed in too; sent, they are empty again. */
    box.addEventListener("input", (event) => {
      const target = /** @type {HTMLInputElement} */ (event.target),
        { key, field: sent } = target.dataset;
      if (key && !sent && target.matches("textarea, input[type=text], input[type=search]"))
        keepLoose(key, target.value);
    });
    box.addEventListener("submit", (event) => {
      if (!this.desk.draft) return;
      for (const each of /** @type {HTMLElement} */ (event.target).querySelectorAll("[data-key]"))
        keepLoose(each.getAttribute("data-key") ?? "", "");
    });
    window.addEventListener("pagehide", this.leave);
    box.replaceChildren(this.said, this.bar, this.tabs, this.door, ...Object.values(this.panels));
    this.fillTabs();
    this.closeSidebar();
    this.start();
  }

  /** What shows the draft stands in its panels. */
  arrange() {
    this.panels.places.replaceChildren(this.text.element, this.place.element);
    TABS.forEach(([id]) => {
      if (id !== "places") this.panels[id].replaceChildren(this.views[id].element);
    });
    this.panels.story.append(this.sheets.element);
  }

  /** A draft is shown no longer: the step that was chosen, its preview, an opened scan and what was said of it go along. */
  clear() {
    this.faulty = new Map();
    this.views = viewsOf(this);
    this.text = new TextView(this);
    this.place = new PlaceView(this);
    this.sheets = new SheetView(this);
    this.tab = this.chosen = null;
    this.arrange();
  }

  /** On a phone the list of pages lies over the page that was chosen in it. */
  closeSidebar() {
    /** @type {HTMLElement | null} */
    const open = document.querySelector(
      '[data-testid="stSidebar"][data-collapsed="false"] [data-testid="stSidebarCollapseButton"] button',
    );
    if (innerWidth < 768) open?.click();
  }

  close() {
    this.desk.close();
    document.removeEventListener("keydown", this.keys);
    window.removeEventListener("pagehide", this.leave);
  }

  async start() {
    this.said.textContent = "Opening the studio …";
    await this.desk.open();
    if (this.said.textContent === "Opening the studio …") this.said.textContent = "";
    this.fill(["everything"]);
    this.box.dataset.ready = "";
  }

  /** @param {import("./types.d.ts").Told} given */
  heard({ said, busy, changed }) {
    if (busy && this.told) this.said.textContent = ""; /* what was said of an earlier change */
    if (busy === false) this.told = true;
    if (said) {
      this.said.textContent = said;
      this.told = false;
    }
    if (busy !== undefined) {
      this.box.toggleAttribute("data-busy", busy);
      this.box.setAttribute("aria-busy", String(busy));
    }
    if (changed) this.fill(changed);
  }

  /** @param {string[]} changed */
  fill(changed) {
    const { elsewhere } = this.desk,
      draft = elsewhere ? null : this.desk.draft;
    if (!draft && !this.tabs.hidden) this.clear();
    this.fillBar();
    this.tabs.hidden = !draft;
    this.door.hidden = Boolean(draft);
    if (!draft) {
      Object.values(this.panels).forEach((panel) => {
        panel.hidden = true;
      });
      if (!this.door.firstChild || this.doorElsewhere !== elsewhere) this.fillDoor();
      this.doorElsewhere = elsewhere;
      return;
    }
    this.door.replaceChildren();
    if (this.chosen && !draft.places.some((each) => each.id === this.chosen)) this.chosen = null;
    this.show(this.tab || "places", changed);
  }

  /**
   * Show a part of the studio; parts that cannot be seen are filled when they are opened.
   * @param {Tab} tab
   * @param {string[]} [changed]
   */
  show(tab, changed = ["everything"]) {
    const other = tab !== this.tab;
    this.tab = tab;
    TABS.forEach(([id]) => {
      this.panels[id].hidden = id !== tab;
    });
    this.fillTabs();
    /** @param {string[]} keys */
    const any = (...keys) => other || changed.some((each) => each === "everything" || keys.includes(each));
    if (tab === "places") {
      this.place.openMap();
      if (any("text", "paragraphs", "marks", "places", "language")) this.text.fill();
      if (any("places", "marks")) this.place.fill();
      if (this.place.map && changed.includes("text")) this.place.map.all();
    } else if (
      any(
        "steps",
        "places",
        "people",
        "title",
        "subtitle",
        "summary",
        "language",
        "slug",
        "source",
        "paragraphs",
        "text",
        "kept",
        "documents",
      )
    )
      this.views[tab].fill();
    if (tab === "story" && this.desk.draft) this.sheets.fill();
  }

  fillTabs() {
    /** @param {KeyboardEvent} event */
    const move = (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (!step) return;
      const at = TABS.findIndex(([id]) => id === this.tab);
      this.show(TABS[(at + step + TABS.length) % TABS.length][0]);
      this.focusTab();
    };
    refill(
      this.tabs,
      TABS.map(([id, title]) =>
        button(title, "tab" + id, () => this.show(id), {
          role: "tab",
          id: "studio-tab-" + id,
          "aria-selected": String(id === this.tab),
          "aria-controls": "studio-panel-" + id,
          tabindex: id === this.tab || !this.tab ? "0" : "-1",
          on: { keydown: move, click: () => this.show(id) },
        }),
      ),
    );
  }

  focusTab() {
    /** @type {HTMLElement | null} */
    const tab = this.tabs.querySelector("[aria-selected=true]");
    tab?.focus();
  }

  fillBar() {
    const { desk } = this;
    if (!desk.draft || desk.elsewhere) return refill(this.bar);
    this.kept.textContent = desk.kept
      ? "Draft kept in this browser, " + desk.kept.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })
      : "Not kept by this browser";
    refill(
      this.bar,
      make("strong", {}, desk.work.title || "Without a title"),
      this.kept,
      make(
        "div",
        { class: "buttons" },
        button("Undo", "undo", () => desk.change("undo"), { disabled: !desk.canUndo, title: "Ctrl+Z outside a field" }),
        button("Redo", "redo", () => desk.change("redo"), { disabled: !desk.canRedo }),
        this.sure
          ? [
              make("span", { role: "alert" }, "Throw this draft away?"),
              button("Yes, discard it", "discard-yes", () => this.discard(), { class: "first", "data-heir": true }),
              button("Keep it", "discard-no", () => {
                this.sure = false;
                this.fillBar();
              }),
            ]
          : button("Discard draft", "discard", () => {
              this.sure = true;
              this.fillBar();
            }),
      ),
    );
  }

  async discard() {
    this.sure = false;
    await this.desk.change("discard");
    DOOR.forEach((key) => keepLoose(key, ""));
    this.fill(["everything"]);
    this.desk.say("The draft is gone, here and in your session on the server.");
    const first = this.door.querySelector("textarea");
    if (first) first.focus();
  }

  /** The draft is being worked on in another window: nothing is shared unawares. */
  fillElsewhere() {
    const { desk } = this;
    refill(
      this.door,
      make("h2", { tabindex: "-1", "data-heir": true }, "Your draft is open in another window"),
      make(
        "p",
        {},
        "What is written in one window is not seen in the other, so a draft is worked on in one at a time.",
      ),
      make(
        "div",
        { class: "buttons" },
        button("Work on it here", "take-over", () => desk.takeOver(), { class: "first" }),
        button("Begin another draft here", "apart", () => desk.apart()),
      ),
    );
  }

  fillDoor() {
    const { desk, data } = this;
    if (desk.elsewhere) return this.fillElsewhere();
    const text = make("textarea", { rows: 10, "data-key": "paste" });
    const name = make("input", { type: "text", "data-key": "name" });
    const countries = make("input", {
      type: "text",
      "data-key": "countries",
      autocapitalize: "characters",
      spellcheck: "false",
    });
    const year = make("input", { type: "text", "data-key": "year", inputmode: "numeric" });
    const own = make("input", { type: "checkbox", "data-key": "own-text" });
    const file = make("input", {
      type: "file",
      accept: [".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".odt", ".epub", ".pdf", ...data.imports].join(
        ",",
      ),
      "data-key": "file",
      on: {
        change: () => {
          const [chosen] = file.files ?? [];
          if (chosen) begin({ file: chosen });
        },
      },
    });
    const zip = make("input", {
      type: "file",
      accept: ".zip,application/zip",
      "data-key": "zip-in",
      on: {
        change: () => {
          const [chosen] = zip.files ?? [];
          if (chosen) load(chosen);
        },
      },
    });
    /**
     * @param {File} chosen
     * @param {number} most
     * @param {HTMLInputElement} input
     */
    const sized = (chosen, most, input) => {
      if (chosen.size <= most) return true;
      desk.say(
        "“" +
          chosen.name +
          "” has " +
          (chosen.size / 1e6).toFixed(1) +
          " MB; the studio takes " +
          most / 1e6 +
          " MB at most.",
      );
      input.value = "";
      return false;
    };
    /** @param {{file?: File, roles?: Record<string, string>}} given */
    const begin = async ({ file: chosen, roles }) => {
      if (chosen && !sized(chosen, data.most_file, file)) return;
      if (!chosen && !text.value.trim()) {
        desk.say("There is no text yet. Paste one, or open a file.");
        text.focus();
        return;
      }
      if (chosen && !roles && TABLES.test(chosen.name)) {
        const [asked] = await desk.ask([{ what: "columns", file: await inBase64(chosen), name: chosen.name }]);
        if (asked && asked.table)
          return askColumns(this.columns, asked.table, chosen, (columns) => begin({ file: chosen, roles: columns }));
      }
      desk.say("Reading the text …");
      const what = {
        what: "begin",
        ...(roles ? { columns: roles } : {}),
        own: own.checked,
        name: chosen ? chosen.name : "",
        title: name.value,
        countries: countries.value,
        year: year.value,
      };
      const [result] = await desk.ask([
        { ...what, ...(chosen ? { file: await inBase64(chosen) } : { text: text.value }) },
      ]);
      opened(await desk.readToTheEnd(result));
    };
    /** @param {File} chosen */
    const load = async (chosen) => {
      if (!sized(chosen, data.most_zip, zip)) return;
      desk.say("Opening the ZIP …");
      const [result] = await desk.ask([{ what: "open_zip", file: await inBase64(chosen) }]);
      opened(result);
      zip.value = "";
    };
    /** @param {Result | undefined} result */
    const opened = (result) => {
      if (!desk.draft) return;
      DOOR.forEach((key) => keepLoose(key, ""));
      const open = desk.work.places.filter((each) => each.state === "proposed").length;
      desk.say(
        (result && result.note) ||
          (open
            ? counted(open, "place") + (open === 1 ? " was" : " were") + " recognised. Accept or correct each."
            : "The draft is open."),
      );
      this.focusTab();
    };
    refill(
      this.door,
      make(
        "form",
        {
          on: {
            submit: (event) => {
              event.preventDefault();
              begin({});
            },
          },
        },
        field(
          "Paste a text",
          text,
          make(
            "p",
            { class: "quiet" },
            "Up to " + data.most_letters.toLocaleString("en") + " letters, about 100 pages.",
          ),
        ),
        field("What shall the story be called?", name),
        make(
          "div",
          { class: "said-of-the-text" },
          field(
            "Where does it play?",
            countries,
            make(
              "p",
              { class: "quiet" },
              "Codes of countries, such as US, MX: of two places of one name the one there is likelier. May stay empty.",
            ),
          ),
          field(
            "In which year does it begin?",
            year,
            make(
              "p",
              { class: "quiet" },
              "Such as 1812, for dates that stand before the text names a year. May stay empty.",
            ),
          ),
        ),
        make(
          "label",
          { class: "choice" },
          own,
          make("span", {}, "The text is mine to publish: its own words may stand in the steps."),
        ),
        make(
          "div",
          { class: "buttons" },
          make("button", { type: "submit", class: "first", "data-key": "begin" }, "Read the text"),
        ),
      ),
      make(
        "div",
        { class: "doors" },
        this.columns,
        field(
          "Or open a text file",
          file,
          make(
            "p",
            { class: "quiet" },
            "Plain text, Markdown or HTML" +
              (data.imports.length
                ? "; or a story map, a time line, a table or places of another program (JSON, CSV, XLSX, GeoJSON, KML, GPX and others)"
                : "") +
              "; up to " +
              data.most_file / 1e6 +
              " MB.",
          ),
        ),
        field(
          "Or go on with a story that you downloaded",
          zip,
          make("p", { class: "quiet" }, "The ZIP that the studio gave you, up to " + data.most_zip / 1e6 + " MB."),
        ),
        make(
          "div",
          {},
          make("p", {}, "Or see how it works:"),
          button("Open the example", "example", async () => {
            desk.say("Reading the example …");
            const [result] = await desk.ask([{ what: "open_example" }]);
            opened(result);
          }),
        ),
      ),
      make("p", { class: "quiet" }, data.missing),
      make(
        "p",
        { class: "quiet" },
        "Nothing is stored on the server: the draft is in the memory of your session and in this browser, until you discard it.",
      ),
    );
  }

  /**
   * Steps that have a fault are marked in their list.
   * @param {Sentence[]} faults
   */
  mark(faults) {
    this.faulty = new Map(faults.filter((each) => each.kind === "step").map(({ id, sentence }) => [id, sentence]));
  }

  /**
   * @param {string | null} id
   * @param {{from?: string, focus?: boolean}} [given]
   */
  choosePlace(id, { from, focus } = {}) {
    this.chosen = id;
    this.place.showMap();
    this.place.fillDetail();
    this.place.fillList();
    this.text.follow(from !== "text");
    if (this.place.map && id) this.place.goTo(id, from !== "map");
    if (focus) {
      const heading = this.place.detail.querySelector("h2");
      if (heading) heading.focus({ preventScroll: true });
    }
    if (!id || from === "map") return;
    if (matchMedia("(max-width: 800px)").matches) this.place.detail.scrollIntoView({ block: "start" });
    else if (focus) this.place.detail.querySelector("h2")?.scrollIntoView({ block: "nearest" });
  }

  /**
   * Where a fault can be mended.
   * @param {Sentence} given
   */
  goTo({ kind, id, field: name }) {
    if (kind === "step") {
      this.show("steps");
      this.views.steps.choose(id, true);
      /** @type {HTMLElement | null} */
      const input = this.views.steps.editor.querySelector(`[data-key="${CSS.escape(name + id)}"]`);
      if (input) input.focus();
    } else if (kind === "place") {
      this.show("places");
      this.choosePlace(id || null, { focus: Boolean(id) });
    } else if (name === "paragraphs") this.show("steps");
    else {
      this.show("story");
      /** @type {HTMLElement | null} */
      const input = this.panels.story.querySelector(
        `[data-key="${CSS.escape((kind === "source" ? "set_source" : "set_story") + name)}"], [data-key="${CSS.escape(name + id)}"]`,
      );
      if (input) input.focus();
    }
  }

  /**
   * Ctrl+Z outside a field takes back the last change.
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !this.desk.draft || !this.box.isConnected) return;
    const inField = within(event, "input, textarea, select, [contenteditable]");
    const name = event.key.toLowerCase();
    if (inField || (name !== "z" && name !== "y")) return;
    event.preventDefault();
    const back = name === "z" && !event.shiftKey;
    if (back ? this.desk.canUndo : this.desk.canRedo) this.desk.change(back ? "undo" : "redo");
  }
}

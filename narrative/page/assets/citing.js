/* Citing: a reference to the step being read, or to a statement, as text, BibTeX or RIS. The forms come from narrative/page/citing.py. */
import { all, byId, element, one } from "./dom.js";
import { copier } from "./explorer.js";
import { page } from "./page.js";

/** @typedef {Pick<Citing, "data" | "cards" | "scroller" | "words">} Options the words are the explorer's */

export class Citing {
  /** @param {Options} options */
  constructor(options) {
    Object.assign(this, options);
  }

  /**
   * What a card gets: of a statement the way to its reference, of `cite` the reference.
   * @param {HTMLElement} copy
   * @param {string} target
   */
  card(copy, target) {
    const row = element("div", { class: "card-tools" });
    if (target.indexOf("statement-") === 0) {
      const button = element("button", { type: "button" }, row);
      button.textContent = this.data.words.said;
      copy.append(row);
      button.addEventListener("click", () => {
        this.statement = target.slice(10);
        this.cards.open("cite-title", button);
      });
    }
    if (target === "cite-title") this.fill(copy, row);
  }

  /**
   * @param {HTMLElement} copy
   * @param {HTMLElement} row
   */
  fill(copy, row) {
    const self = this;
    const words = this.data.words;
    const statement = this.statement;
    const names = Object.keys(this.data.forms);
    let chosen = names[0];
    const group = element("span", { role: "group", "aria-label": words.form }, row);
    this.statement = null;
    one("h3", copy).textContent = statement ? words.said : words.cite;
    one("p", copy).replaceWith(row);
    const tool = copier(row, words.form, { "to-copy": this.words["to-copy"], copied: words.copied }, words.copy);
    const buttons = names.map((name) => {
      const button = element("button", { type: "button" }, group);
      button.textContent = name;
      button.addEventListener("click", () => {
        choose(name);
      });
      return button;
    });
    /** @param {string} name */
    function choose(name) {
      chosen = name;
      buttons.forEach((each) => {
        each.setAttribute("aria-pressed", String(each.textContent === name));
      });
      tool.show(self.reference(name, self.scroller.current, statement));
    }
    tool.button.addEventListener("click", () => {
      tool.copy(self.reference(chosen, self.scroller.current, statement));
    });
    choose(chosen);
  }

  /**
   * A reference in one of the forms: lines in which nothing is filled in are left out.
   * @param {string} form
   * @param {string} step
   * @param {string | null | undefined} statement
   */
  reference(form, step, statement) {
    const values = this.values(step, statement);
    const signs = this.data.tex;
    if (form === "BibTeX")
      Object.keys(values).forEach((name) => {
        if (name !== "url" && name !== "key")
          values[name] = values[name].replace(/[&%$#_\\{}~^]/g, (sign) => signs[sign]);
      });
    const lines = this.data.forms[form]
      .split("\n")
      .map((line) => {
        let empty = false;
        const filled = line.replace(/@(\w+)@/g, (whole, name) => {
          empty = empty || values[name] === "";
          return name in values ? values[name] : whole;
        });
        return empty ? null : filled;
      })
      .filter((line) => line !== null);
    return lines.join(form === "Text" ? " " : "\n");
  }

  /**
   * What a step, or a statement in it, fills in; see Reference in narrative/story/cited.py.
   * @param {string} step
   * @param {string | null | undefined} statement
   * @returns {Record<string, string>}
   */
  values(step, statement) {
    const data = this.data;
    const section = byId(step);
    const title = one("h2", section).textContent;
    const day = new Date();
    const entry = statement && document.getElementById("statement-" + statement);
    const iso = [
      String(day.getFullYear()),
      String(day.getMonth() + 1).padStart(2, "0"),
      String(day.getDate()).padStart(2, "0"),
    ];
    const cited = String(data.steps[step][1]);
    const told = data.fields[data.steps[step][2] ? "draft" : "after"];
    let after = cited ? told.replace("@cited@", cited) : data.fields.own;
    let said = "";
    if (entry) {
      const way = entry.querySelector(".way");
      const status = one(".status", entry);
      const says = inner(one("h3", entry).textContent);
      said =
        "“" +
        says +
        (/[.?!]$/.test(says) ? "" : ".") +
        "” (" +
        data.standings[String(status.dataset.status)] +
        ")" +
        (way ? ", s" + way.textContent.slice(1) : "");
      const works = Array.from(all("a[href^='#work-']", entry), (each) => each.textContent);
      after =
        status.dataset.status === "editor"
          ? data.fields.own + ", after " + works.join("; ")
          : told.replace("@cited@", String(status.lastChild?.textContent).replace(/^, /, ""));
    }
    const shown =
      data.fields.shown.replace("@day@", String(data.steps[step][0])) +
      one(".map-words", section).textContent.replace(/^The map|\.$/g, "");
    return {
      key: [data.slug, step].concat(statement || []).join("-"),
      title,
      quoted: "“" + inner(title) + ",”",
      place: data.fields.place.replace("@number@", String(Number(section.dataset.index) + 1)),
      said,
      shown,
      after,
      note: [said, shown, after]
        .filter(Boolean)
        .map((each) => each.replace(/\.$/, "") + ".")
        .join(" "),
      url: this.url(step),
      day: day.getDate() + " " + day.toLocaleDateString("en", { month: "long" }) + " " + iso[0],
      iso_day: iso.join("-"),
      ris_day: iso.join("/") + "/",
    };
  }

  /**
   * The step's own address: the page's, with the story and the readings that it names; of a file there is none.
   * @param {string} step
   */
  url(step) {
    if (!/^https?:$/.test(location.protocol)) return "";
    const story = new URLSearchParams(location.search).get("story");
    const read = page.readings ? page.readings.unusual() : "";
    const query = [story && "story=" + encodeURIComponent(story), read && "reading=" + read].filter(Boolean).join("&");
    return location.origin + location.pathname + (query && "?" + query) + "#" + step;
  }
}

/**
 * A title that stands within quotation marks.
 * @param {string} title
 */
function inner(title) {
  return title.replace(/“/g, "‘").replace(/”/g, "’");
}

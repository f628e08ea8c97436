/* Citing: a reference to the step being read, or to a statement, as text, BibTeX or RIS. The forms come from narrative/page/citing.py. */
(function (nm) {
  "use strict";

  /** options: {data, cards, scroller, words (of the explorer)} */
  function Citing(options) { Object.assign(this, options); }

  /** What a card gets: of a statement the way to its reference, of `cite` the reference. */
  Citing.prototype.card = function (copy, target) {
    var self = this, row = nm.element("div", { "class": "card-tools" });
    if (target.indexOf("statement-") === 0) {
      var button = nm.element("button", { type: "button" }, row);
      button.textContent = this.data.words.said;
      copy.append(row);
      button.addEventListener("click", function () {
        self.statement = target.slice(10);
        self.cards.open("cite-title", button);
      });
    }
    if (target === "cite-title") this.fill(copy, row);
  };

  Citing.prototype.fill = function (copy, row) {
    var self = this, words = this.data.words, statement = this.statement, names = Object.keys(this.data.forms), chosen = names[0];
    var group = nm.element("span", { role: "group", "aria-label": words.form }, row);
    this.statement = null;
    copy.querySelector("h3").textContent = statement ? words.said : words.cite;
    copy.querySelector("p").replaceWith(row);
    var copier = nm.copier(row, words.form, { "to-copy": this.words["to-copy"], copied: words.copied }, words.copy);
    var buttons = names.map(function (name) {
      var button = nm.element("button", { type: "button" }, group);
      button.textContent = name;
      button.addEventListener("click", function () { choose(name); });
      return button;
    });
    function choose(name) {
      chosen = name;
      buttons.forEach(function (each) { each.setAttribute("aria-pressed", String(each.textContent === name)); });
      copier.show(self.reference(name, self.scroller.current, statement));
    }
    copier.addEventListener("click", function () { copier.copy(self.reference(chosen, self.scroller.current, statement)); });
    choose(chosen);
  };

  /** A reference in one of the forms: lines in which nothing is filled in are left out. */
  Citing.prototype.reference = function (form, step, statement) {
    var values = this.values(step, statement), signs = this.data.tex;
    if (form === "BibTeX") Object.keys(values).forEach(function (name) {
      if (name !== "url" && name !== "key") values[name] = values[name].replace(/[&%$#_\\{}~^]/g, function (sign) { return signs[sign]; });
    });
    var lines = this.data.forms[form].split("\n").map(function (line) {
      var empty = false, filled = line.replace(/@(\w+)@/g, function (whole, name) { empty = empty || values[name] === ""; return name in values ? values[name] : whole; });
      return empty ? null : filled;
    }).filter(function (line) { return line !== null; });
    return lines.join(form === "Text" ? " " : "\n");
  };

  /** What a step, or a statement in it, fills in; see Reference in narrative/story/cited.py. */
  Citing.prototype.values = function (step, statement) {
    var data = this.data, section = document.getElementById(step), title = section.querySelector("h2").textContent, day = new Date(), entry = statement && document.getElementById("statement-" + statement);
    var iso = [day.getFullYear(), String(day.getMonth() + 1).padStart(2, "0"), String(day.getDate()).padStart(2, "0")];
    var cited = data.steps[step][1], told = data.fields[data.steps[step][2] ? "draft" : "after"], after = cited ? told.replace("@cited@", cited) : data.fields.own, said = "";
    if (entry) {
      var way = entry.querySelector(".way"), status = entry.querySelector(".status"), says = inner(entry.querySelector("h3").textContent);
      said = "“" + says + (/[.?!]$/.test(says) ? "" : ".") + "” (" + data.standings[status.dataset.status] + ")" + (way ? ", s" + way.textContent.slice(1) : "");
      var works = Array.from(entry.querySelectorAll("a[href^='#work-']"), function (each) { return each.textContent; });
      after = status.dataset.status === "editor" ? data.fields.own + ", after " + works.join("; ") : told.replace("@cited@", status.lastChild.textContent.replace(/^, /, ""));
    }
    var shown = data.fields.shown.replace("@day@", data.steps[step][0]) + section.querySelector(".map-words").textContent.replace(/^The map|\.$/g, "");
    return {
      key: [data.slug, step].concat(statement || []).join("-"),
      title: title,
      quoted: "“" + inner(title) + ",”",
      place: data.fields.place.replace("@number@", Number(section.dataset.index) + 1),
      said: said,
      shown: shown,
      after: after,
      note: [said, shown, after].filter(Boolean).map(function (each) { return each.replace(/\.$/, "") + "."; }).join(" "),
      url: this.url(step),
      day: day.getDate() + " " + day.toLocaleDateString("en", { month: "long" }) + " " + iso[0],
      iso_day: iso.join("-"),
      ris_day: iso.join("/") + "/"
    };
  };

  /** The step's own address: the page's, with the story and the readings that it names; of a file there is none. */
  Citing.prototype.url = function (step) {
    if (!/^https?:$/.test(location.protocol)) return "";
    var story = new URLSearchParams(location.search).get("story"), read = nm.readings ? nm.readings.unusual() : "";
    var query = [story && "story=" + encodeURIComponent(story), read && "reading=" + read].filter(Boolean).join("&");
    return location.origin + location.pathname + (query && "?" + query) + "#" + step;
  };

  /** A title that stands within quotation marks. */
  function inner(title) { return title.replace(/“/g, "‘").replace(/”/g, "’"); }

  nm.Citing = Citing;
})((window.narrativeMap = window.narrativeMap || {}));

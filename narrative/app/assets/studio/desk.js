/* The author's desk in the browser: keeps the draft, asks Python for every change, one question at a time, and shows what came of it. */
/** @import { Answer, Command, Data, Draft, Mark, Person, Place, Result, Step, Told } from "./types.d.ts" */
import { drop, keepSession, session, store, stored } from "./kept.js";
import { Positions } from "./parts.js";

const STUDIO = "narrative-map:studio",
  OWN = STUDIO + ":own";
const TYPING_MS = 250,
  SLOW_MS = 15000,
  OTHER_MS = 250,
  TURN_MS = 200,
  TURN_S = 2;

/** What a window keeps its draft under: all share one name, but one that began a draft of its own beside another's. */
let KEEP = STUDIO + (session(OWN) || ""),
  TYPED = KEEP + ":typing";

function keepApart() {
  KEEP = STUDIO + ":" + Date.now().toString(36);
  TYPED = KEEP + ":typing";
  keepSession(OWN, KEEP.slice(STUDIO.length));
}

/** @typedef {{commands: Command[], done: (results: (Result | undefined)[]) => void}} Ask */
/** @typedef {{command: Command}} Typed */
/** @typedef {{commands: Command[], typed: [string, Typed][], asks: Ask[], ask: object, again?: boolean, skip?: number}} Asked */

export class Desk {
  /** @param {Data} data */
  constructor(data) {
    this.data = data;
    /** @type {Draft | null} */
    this.draft = null;
    /** @type {Record<string, import("../handed.d.ts").ReadStep>} */
    this.read = {};
    /** @type {string | null} the id of Python's desk */
    this.desk = null;
    this.n = Date.now();
    /** @type {Ask[]} */
    this.waiting = [];
    /** @type {Asked | null} the question that waits for its answer */
    this.asked = null;
    /** @type {Map<string, Typed>} by field: what Python has not taken in yet */
    this.typing = new Map();
    /** @type {Map<string, Typed>} by field: what it could not take in, kept as it was typed */
    this.refused = new Map();
    /** @type {import("../handed.d.ts").Extras} */
    this.extras = { story: {}, steps: {} };
    /** @type {Record<string, import("../handed.d.ts").ShownMedium[]>} by step what it shows beside its map */
    this.media = {};
    this.elsewhere = false; /* another window works on this draft */
    /** @type {((what: Told) => void)[]} */
    this.listeners = [];
    this.waits = this.canUndo = this.canRedo = this.quiet = this.asking = false;
    /** @type {Date | null} when the browser kept the draft */
    this.kept = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.slow = undefined;
    this.positions = new Positions("");
    this.positionsOf = "";
    /** @param {Event} event */
    this.hear = (event) => this.answered(/** @type {CustomEvent} */ (event).detail);
    window.addEventListener("narrative-studio:answer", this.hear);
    this.id = Math.random().toString(36).slice(2);
    this.windows = "BroadcastChannel" in window ? new BroadcastChannel(STUDIO) : null;
    if (this.windows) this.windows.onmessage = ({ data: said }) => this.otherWindow(said);
  }

  /**
   * What another window of this browser says: it asks whose the draft is, has it, or takes it.
   * @param {{from: string, keep: string, says: string}} given
   */
  otherWindow({ from, keep, says }) {
    if (keep !== KEEP || from === this.id) return;
    if (says === "who" && this.draft && !this.elsewhere) this.call("mine");
    if (says === "mine") this.elsewhere = true;
    if (says === "take" && this.draft && !this.elsewhere) {
      this.next();
      this.elsewhere = true;
      this.tell({ changed: ["everything"] });
    }
  }

  /** @param {string} says */
  call(says) {
    if (this.windows) this.windows.postMessage({ from: this.id, keep: KEEP, says });
  }

  /** Work on the draft here; the other window lets go of it. */
  async takeOver() {
    this.call("take");
    this.elsewhere = false;
    this.draft = null;
    await this.open();
    this.tell({ changed: ["everything"] });
  }

  /** A draft of this window's own. */
  async apart() {
    keepApart();
    this.elsewhere = false;
    await this.change("discard");
    this.tell({ changed: ["everything"] });
  }

  close() {
    window.removeEventListener("narrative-studio:answer", this.hear);
    if (this.windows) this.windows.close();
    clearTimeout(this.timer);
    clearTimeout(this.slow);
  }

  /** @param {(what: Told) => void} listener */
  changed(listener) {
    this.listeners.push(listener);
  }
  /** @param {Told} what */
  tell(what) {
    this.listeners.forEach((listener) => listener(what));
  }
  /** @param {string} sentence */
  say(sentence) {
    this.tell({ said: sentence });
  }

  /** What the browser kept from the last time, or what Python still has of this visit. */
  async open() {
    const kept = stored(KEEP),
      typed = stored(TYPED);
    if (kept && kept.draft && this.windows && !this.asking) {
      this.asking = true; /* asked once: who takes the draft over knows whose it is */
      this.call("who");
      await new Promise((done) => setTimeout(done, OTHER_MS));
      if (this.elsewhere) return false;
    }
    if (!kept || !kept.draft) {
      const [result] = await this.ask([{ what: "hello" }]);
      if (result && result.draft)
        this.take({ draft: result.draft, whole: true, read: result.read, extras: result.extras, media: result.media });
      return Boolean(this.draft);
    }
    const commands = (Array.isArray(typed) ? typed : []).map((each) => (each.command ? each : { command: each }));
    const [result, ...others] = await this.ask([
      { what: "restore", draft: kept.draft },
      ...commands.map((each) => each.command),
    ]);
    if (result && result.said) {
      this.say(result.said);
      return false;
    }
    commands.forEach((each, at) => {
      if (each.key && others[at] && others[at].said) this.refused.set(each.key, { command: each.command });
    });
    this.keepTyped();
    if (!this.draft)
      this.take({
        draft: kept.draft,
        whole: true,
        read: result && result.read,
        extras: result && result.extras,
        media: result && result.media,
      }); /* Python had the very same */
    else if (result && result.extras && !Object.keys(this.extras.steps).length) {
      this.extras = result.extras;
      this.media = result.media || {};
    }
    this.say("Your draft of " + when(kept.saved) + " is back, from this browser.");
    return true;
  }

  /**
   * Ask Python to do something; resolves to one result for each command.
   * @param {Command[]} commands
   */
  ask(commands) {
    return new Promise((done) => {
      this.waiting.push({ commands, done });
      this.next();
    });
  }

  /**
   * What comes of a text, asked for until it is read; while it waits, its turn is said.
   * @param {Result | undefined} result
   */
  async readToTheEnd(result) {
    let said = "";
    while (result && result.waiting) {
      if (result.waiting !== said) this.say((said = result.waiting ?? ""));
      await new Promise((done) => setTimeout(done, TURN_MS));
      this.quiet = true; /* asking for the turn is no work of the author's, and clears no sentence */
      [result] = await this.ask([{ what: "reading", seconds: TURN_S }]);
      this.quiet = false;
    }
    return result;
  }

  /**
   * One change; a sentence is said where it cannot be made.
   * @param {string} what
   * @param {object} [values]
   */
  async change(what, values = {}) {
    const [result] = await this.ask([{ what, ...values }]);
    return !(result && result.said);
  }

  /**
   * A change by typing: it is sent when the hand rests, and kept by the browser at once.
   * @param {string} key
   * @param {Command} command
   */
  type(key, command) {
    this.typing.set(key, { command });
    this.refused.delete(key);
    this.keepTyped();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.next(), TYPING_MS);
  }

  /** What is typed and not taken in yet is kept with its field, so that a reload at any moment brings it back. */
  keepTyped() {
    const all = [...this.typing, ...this.refused].map(([key, { command }]) => ({ key, command }));
    if (all.length) store(TYPED, all);
    else drop(TYPED);
  }

  /**
   * @param {string} key
   * @param {string} otherwise
   */
  typed(key, otherwise) {
    const found = this.typing.get(key) || this.refused.get(key);
    return found
      ? (found.command.value ?? found.command.title ?? found.command.description ?? found.command.reason ?? otherwise)
      : otherwise;
  }

  /**
   * What a field will say when all that is asked has been done: what was asked for it last, else what the draft says.
   * Who changes it again before the answer is there goes on from that, and loses nothing.
   * @template T
   * @param {Record<string, unknown>} field as its commands name it
   * @param {string} name of the value in them
   * @param {T} otherwise
   * @returns {T}
   */
  expected(field, name, otherwise) {
    const asked = [...(this.asked ? this.asked.commands : []), ...this.waiting.flatMap((each) => each.commands)];
    const last = asked.findLast((each) => name in each && Object.keys(field).every((key) => each[key] === field[key]));
    return last ? /** @type {T} */ (last[name]) : otherwise;
  }

  next() {
    if (this.asked) return;
    clearTimeout(this.timer);
    const typed = [...this.typing.entries()];
    const asks = this.waiting.splice(0);
    const commands = [...typed.map(([, each]) => each.command), ...asks.flatMap((each) => each.commands)];
    if (!commands.length) return;
    this.asked = { commands, typed, asks, ask: {} };
    this.send(this.asked, commands);
  }

  /**
   * @param {Asked} asked
   * @param {Command[]} commands
   */
  send(asked, commands) {
    this.n += 1;
    asked.ask = { n: this.n, desk: this.desk, do: commands };
    if (!this.quiet) this.tell({ busy: true });
    clearTimeout(this.slow);
    this.slow = setTimeout(
      () => this.say("The server has not answered yet. Your draft is kept in this browser."),
      SLOW_MS,
    );
    window.dispatchEvent(new CustomEvent("narrative-studio:ask", { detail: asked.ask }));
  }

  /** @param {Answer} answer */
  answered(answer) {
    if (!answer || !this.asked) return;
    if (answer.n !== this.n) {
      /* The line is open, and what it brings is older than the question: ask again. */
      if (!this.asked.again) {
        this.asked.again = true;
        window.dispatchEvent(new CustomEvent("narrative-studio:ask", { detail: this.asked.ask }));
      }
      return;
    }
    clearTimeout(this.slow);
    this.desk = answer.desk;
    const { commands, typed, asks } = this.asked;
    if (answer.lost) {
      const restore = this.draft ? [{ what: "restore", draft: this.draft }] : [];
      this.asked.skip = restore.length;
      return this.send(this.asked, [...restore, ...commands]);
    }
    const results = (answer.results || []).slice(this.asked.skip || 0);
    this.asked = null;
    typed.forEach(([key, each], at) => {
      if (this.typing.get(key) !== each) return;
      this.typing.delete(key);
      if (results[at] && results[at].said) this.refused.set(key, each);
      else this.refused.delete(key);
    });
    this.take(answer);
    this.keepTyped();
    results.forEach((each) => {
      if (each?.said) this.say(each.said);
    });
    if (!this.quiet) this.tell({ busy: false });
    let at = typed.length;
    asks.forEach((each) => {
      each.done(results.slice(at, at + each.commands.length));
      at += each.commands.length;
    });
    this.next();
  }

  /**
   * Take in what changed.
   * @param {Partial<Answer>} answer
   */
  take(answer) {
    const before = this.draft;
    if (answer.draft === null) this.draft = null;
    else if (answer.draft) this.draft = /** @type {Draft} */ ({ ...(answer.whole ? {} : this.draft), ...answer.draft });
    if (answer.read) this.read = answer.read;
    if (answer.extras) this.extras = answer.extras;
    if (answer.media) this.media = answer.media;
    if (answer.waits !== undefined) this.waits = answer.waits;
    if (answer.undo !== undefined) {
      this.canUndo = answer.undo;
      this.canRedo = Boolean(answer.redo);
    }
    if (this.draft !== before) {
      if (!this.draft) {
        drop(KEEP);
        drop(TYPED);
        this.refused.clear();
        this.kept = null;
      } else if (this.elsewhere) this.kept = null; /* the other window keeps it */
      else {
        this.kept = new Date();
        if (!store(KEEP, { saved: this.kept.toISOString(), draft: this.draft })) {
          this.kept = null;
          this.say("This browser cannot keep a draft of this size. Download the ZIP before you leave.");
        }
      }
    }
    this.tell({ changed: answer.draft ? Object.keys(answer.draft) : this.draft === before ? [] : ["everything"] });
  }

  /** The draft, for who works on one. */
  get work() {
    return /** @type {Draft} */ (this.draft);
  }

  /** The place that was added last. */
  get newest() {
    return this.work.places[this.work.places.length - 1];
  }

  /** @param {string} id */
  place(id) {
    return this.work.places.find((each) => each.id === id);
  }
  /** @param {string} id */
  step(id) {
    return this.work.steps.find((each) => each.id === id);
  }
  /** @param {string} id */
  person(id) {
    return this.work.people.find((each) => each.id === id);
  }

  /**
   * The number of the paragraph that holds a code point, or 0.
   * @param {number} position
   */
  paragraphOf(position) {
    return this.work.paragraphs.findIndex(([start, end]) => start <= position && position < end) + 1;
  }

  /** @param {number} number */
  paragraph(number) {
    const span = this.work.paragraphs[number - 1];
    return span ? this.letters(span[0], span[1]) : "";
  }

  /**
   * @param {number} start
   * @param {number} end
   */
  letters(start, end) {
    const { text } = this.work;
    if (this.positionsOf !== text) {
      this.positionsOf = text;
      this.positions = new Positions(text);
    }
    return text.slice(this.positions.unit(start), this.positions.unit(end));
  }
}

/** @param {string} iso */
function when(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? "last time"
    : date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

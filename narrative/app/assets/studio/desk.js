/* The author's desk in the browser: keeps the draft, asks Python for every change, one question at a time, and shows what came of it. */
const STUDIO = "narrative-map:studio", OWN = STUDIO + ":own", LOOSE = STUDIO + ":loose";
const TYPING_MS = 250, SLOW_MS = 15000, OTHER_MS = 250, TURN_MS = 200, TURN_S = 2;

/** What a window keeps its draft under: all share one name, but one that began a draft of its own beside another's. */
let KEEP = STUDIO + (session(OWN) || ""), TYPED = KEEP + ":typing";

function keepApart() {
  KEEP = STUDIO + ":" + Date.now().toString(36);
  TYPED = KEEP + ":typing";
  keepSession(OWN, KEEP.slice(STUDIO.length));
}

function session(key) {
  try { return sessionStorage.getItem(key); } catch { return null; }
}

function keepSession(key, value) {
  try { if (value === null) sessionStorage.removeItem(key); else sessionStorage.setItem(key, value); } catch { /* then it is not kept */ }
}

/** What stands in fields that are not sent as they are typed in, by their keys: a reload brings it back. */
const loose = new Map(Object.entries(JSON.parse(session(LOOSE) || "{}")));

function keepLoose(key, value) {
  if (value) loose.set(key, value); else loose.delete(key);
  keepSession(LOOSE, loose.size ? JSON.stringify(Object.fromEntries(loose)) : null);
}

class Desk {
  constructor(data) {
    this.data = data;
    this.draft = null;
    this.read = {}; /* step id: its date in words, its number of words */
    this.desk = null;
    this.n = Date.now();
    this.waiting = []; /* [{commands, done}] */
    this.typing = new Map(); /* field: {command} that Python has not taken in yet */
    this.refused = new Map(); /* field: {command} that it could not take in: kept as it was typed */
    this.extras = { story: {}, steps: {} };
    this.elsewhere = false; /* another window works on this draft */
    this.listeners = [];
    this.hear = (event) => this.answered(event.detail);
    window.addEventListener("narrative-studio:answer", this.hear);
    this.id = Math.random().toString(36).slice(2);
    this.windows = "BroadcastChannel" in window ? new BroadcastChannel(STUDIO) : null;
    if (this.windows) this.windows.onmessage = ({ data: said }) => this.otherWindow(said);
  }

  /** What another window of this browser says: it asks whose the draft is, has it, or takes it. */
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

  call(says) { if (this.windows) this.windows.postMessage({ from: this.id, keep: KEEP, says }); }

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

  changed(listener) { this.listeners.push(listener); }
  tell(what) { this.listeners.forEach((listener) => listener(what)); }
  say(sentence) { this.tell({ said: sentence }); }

  /** What the browser kept from the last time, or what Python still has of this visit. */
  async open() {
    const kept = stored(KEEP), typed = stored(TYPED);
    if (kept && kept.draft && this.windows && !this.asking) {
      this.asking = true; /* asked once: who takes the draft over knows whose it is */
      this.call("who");
      await new Promise((done) => setTimeout(done, OTHER_MS));
      if (this.elsewhere) return false;
    }
    if (!kept || !kept.draft) {
      const [result] = await this.ask([{ what: "hello" }]);
      if (result && result.draft) this.take({ draft: result.draft, whole: true, read: result.read, extras: result.extras });
      return Boolean(this.draft);
    }
    const commands = (Array.isArray(typed) ? typed : []).map((each) => each.command ? each : { command: each });
    const [result, ...others] = await this.ask([{ what: "restore", draft: kept.draft }, ...commands.map((each) => each.command)]);
    if (result && result.said) { this.say(result.said); return false; }
    commands.forEach((each, at) => { if (each.key && others[at] && others[at].said) this.refused.set(each.key, { command: each.command }); });
    this.keepTyped();
    if (!this.draft) this.take({ draft: kept.draft, whole: true, read: result && result.read, extras: result && result.extras }); /* Python had the very same */
    else if (result && result.extras && !Object.keys(this.extras.steps).length) this.extras = result.extras;
    this.say("Your draft of " + when(kept.saved) + " is back, from this browser.");
    return true;
  }

  /** Ask Python to do something; resolves to one result for each command. */
  ask(commands) {
    return new Promise((done) => {
      this.waiting.push({ commands, done });
      this.next();
    });
  }

  /** What comes of a text, asked for until it is read; while it waits, its turn is said. */
  async readToTheEnd(result) {
    let said = "";
    while (result && result.waiting) {
      if (result.waiting !== said) this.say(said = result.waiting);
      await new Promise((done) => setTimeout(done, TURN_MS));
      this.quiet = true; /* asking for the turn is no work of the author's, and clears no sentence */
      [result] = await this.ask([{ what: "reading", seconds: TURN_S }]);
      this.quiet = false;
    }
    return result;
  }

  /** One change; a sentence is said where it cannot be made. */
  async change(what, values = {}) {
    const [result] = await this.ask([{ what, ...values }]);
    return !(result && result.said);
  }

  /** A change by typing: it is sent when the hand rests, and kept by the browser at once. */
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
    if (all.length) store(TYPED, all); else drop(TYPED);
  }

  typed(key, otherwise) {
    const found = this.typing.get(key) || this.refused.get(key);
    return found ? found.command.value ?? found.command.title ?? found.command.description ?? found.command.reason ?? otherwise : otherwise;
  }

  next() {
    if (this.asked) return;
    clearTimeout(this.timer);
    const typed = [...this.typing.entries()];
    const asks = this.waiting.splice(0);
    const commands = [...typed.map(([, each]) => each.command), ...asks.flatMap((each) => each.commands)];
    if (!commands.length) return;
    this.asked = { commands, typed, asks };
    this.send(commands);
  }

  send(commands) {
    this.n += 1;
    this.asked.ask = { n: this.n, desk: this.desk, do: commands };
    if (!this.quiet) this.tell({ busy: true });
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.say("The server has not answered yet. Your draft is kept in this browser."), SLOW_MS);
    window.dispatchEvent(new CustomEvent("narrative-studio:ask", { detail: this.asked.ask }));
  }

  answered(answer) {
    if (!answer || !this.asked) return;
    if (answer.n !== this.n) {
      /* The line is open, and what it brings is older than the question: ask again. */
      if (!this.asked.again) { this.asked.again = true; window.dispatchEvent(new CustomEvent("narrative-studio:ask", { detail: this.asked.ask })); }
      return;
    }
    clearTimeout(this.slow);
    this.desk = answer.desk;
    const { commands, typed, asks } = this.asked;
    if (answer.lost) {
      const restore = this.draft ? [{ what: "restore", draft: this.draft }] : [];
      this.asked.skip = restore.length;
      return this.send([...restore, ...commands]);
    }
    const results = (answer.results || []).slice(this.asked.skip || 0);
    this.asked = null;
    typed.forEach(([key, each], at) => {
      if (this.typing.get(key) !== each) return;
      this.typing.delete(key);
      if (results[at] && results[at].said) this.refused.set(key, each); else this.refused.delete(key);
    });
    this.take(answer);
    this.keepTyped();
    results.filter((each) => each && each.said).forEach((each) => this.say(each.said));
    if (!this.quiet) this.tell({ busy: false });
    let at = typed.length;
    asks.forEach((each) => { each.done(results.slice(at, at + each.commands.length)); at += each.commands.length; });
    this.next();
  }

  /** Take in what changed. */
  take(answer) {
    const before = this.draft;
    if (answer.draft === null) this.draft = null;
    else if (answer.draft) this.draft = { ...(answer.whole ? {} : this.draft), ...answer.draft };
    if (answer.read) this.read = answer.read;
    if (answer.extras) this.extras = answer.extras;
    if (answer.waits !== undefined) this.waits = answer.waits;
    if (answer.undo !== undefined) { this.canUndo = answer.undo; this.canRedo = answer.redo; }
    if (this.draft !== before) {
      if (!this.draft) { drop(KEEP); drop(TYPED); this.refused.clear(); this.kept = null; }
      else if (this.elsewhere) this.kept = null; /* the other window keeps it */
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

  place(id) { return this.draft.places.find((each) => each.id === id); }
  step(id) { return this.draft.steps.find((each) => each.id === id); }
  person(id) { return this.draft.people.find((each) => each.id === id); }

  /** The number of the paragraph that holds a code point, or 0. */
  paragraphOf(position) {
    return this.draft.paragraphs.findIndex(([start, end]) => start <= position && position < end) + 1;
  }

  paragraph(number) {
    const span = this.draft.paragraphs[number - 1];
    return span ? this.letters(...span) : "";
  }

  letters(start, end) {
    if (this.positionsOf !== this.draft.text) {
      this.positionsOf = this.draft.text;
      this.positions = new Positions(this.draft.text);
    }
    return this.draft.text.slice(this.positions.unit(start), this.positions.unit(end));
  }
}

function stored(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function store(key, value) {
  try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
}

function drop(key) {
  try { localStorage.removeItem(key); } catch { /* a browser that keeps nothing has nothing to drop */ }
}

function when(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? "last time" : date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

/* The author's desk in the browser: keeps the draft, asks Python for every change, one question at a time, and shows what came of it. */
const KEEP = "narrative-map:studio", TYPED = KEEP + ":typing";
const TYPING_MS = 250, SLOW_MS = 15000;

class Desk {
  constructor(data) {
    this.data = data;
    this.draft = null;
    this.read = {}; /* step id: its date in words, its number of words */
    this.desk = null;
    this.n = Date.now();
    this.waiting = []; /* [{commands, done}] */
    this.typing = new Map(); /* field: {command, at} that Python has not taken in yet */
    this.listeners = [];
    this.hear = (event) => this.answered(event.detail);
    window.addEventListener("narrative-studio:answer", this.hear);
    window.addEventListener("storage", (this.other = (event) => {
      if (event.key === KEEP && this.draft) this.say("This draft is open in another window too. What is kept last stays.");
    }));
  }

  close() {
    window.removeEventListener("narrative-studio:answer", this.hear);
    window.removeEventListener("storage", this.other);
    clearTimeout(this.timer);
    clearTimeout(this.slow);
  }

  changed(listener) { this.listeners.push(listener); }
  tell(what) { this.listeners.forEach((listener) => listener(what)); }
  say(sentence) { this.tell({ said: sentence }); }

  /** What the browser kept from the last time, or what Python still has of this visit. */
  async open() {
    const kept = stored(KEEP), typed = stored(TYPED);
    if (!kept || !kept.draft) {
      const [result] = await this.ask([{ what: "hello" }]);
      if (result && result.draft) this.take({ draft: result.draft, whole: true, read: result.read });
      return Boolean(this.draft);
    }
    const [result] = await this.ask([{ what: "restore", draft: kept.draft }, ...(Array.isArray(typed) ? typed : [])]);
    if (result && result.said) { this.say(result.said); return false; }
    drop(TYPED);
    if (!this.draft) this.take({ draft: kept.draft, whole: true, read: result && result.read }); /* Python had the very same */
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

  /** One change; a sentence is said where it cannot be made. */
  async change(what, values = {}) {
    const [result] = await this.ask([{ what, ...values }]);
    return !(result && result.said);
  }

  /** A change by typing: it is sent when the hand rests, and kept by the browser at once. */
  type(key, command) {
    this.typing.set(key, { command });
    store(TYPED, [...this.typing.values()].map((each) => each.command));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.next(), TYPING_MS);
  }

  typed(key, otherwise) {
    const found = this.typing.get(key);
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
    this.tell({ busy: true });
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
    typed.forEach(([key, each]) => { if (this.typing.get(key) === each) this.typing.delete(key); });
    if (this.typing.size) store(TYPED, [...this.typing.values()].map((each) => each.command)); else drop(TYPED);
    this.take(answer);
    results.filter((each) => each && each.said).forEach((each) => this.say(each.said));
    this.tell({ busy: false });
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
    if (answer.waits !== undefined) this.waits = answer.waits;
    if (answer.undo !== undefined) { this.canUndo = answer.undo; this.canRedo = answer.redo; }
    if (this.draft !== before) {
      if (!this.draft) { drop(KEEP); drop(TYPED); this.kept = null; }
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

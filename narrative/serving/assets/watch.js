/* Around the story while it is written: a frame with its page, another that takes its place when the story has changed, and its faults.
 *
 * The story's own page knows nothing of this and is the same as anywhere else; all that is asked of it is the contract's messages and attributes.
 */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const stage = document.getElementById("stage"), panel = document.getElementById("faults"), status = document.getElementById("status");
  const PATIENCE_MS = 5000; /* a page that has not come to rest by then is shown as it is */
  let shown = null; /* the frame that is read */
  let coming = null; /* the frame that will take its place */
  let step = new URLSearchParams(location.search).get("step"); /* null: the page opens on its title */
  let steps = []; /* of the page that is read */

  const source = new EventSource("events");
  source.onmessage = (event) => take(JSON.parse(event.data));
  source.onerror = () => { status.textContent = "The watching program does not answer. When it runs again, this page goes on by itself."; };
  window.addEventListener("message", hear);
  window.addEventListener("keydown", escape);
  document.getElementById("close").addEventListener("click", () => hide(true));
  document.getElementById("open").addEventListener("click", () => { show(); document.getElementById("close").focus(); });

  /** A state of the story: its newest good page, and the faults of its files. */
  function take(state) {
    status.textContent = "";
    tell(state.faults, Boolean(state.page));
    const newest = coming || shown;
    if (state.page && (!newest || newest.page !== state.page)) open(state);
  }

  /** Open the page in a frame of its own below the one being read; it comes to the top when it has come to rest. */
  function open(state) {
    if (coming) coming.element.remove();
    const element = document.createElement("iframe");
    const next = { element, page: state.page, steps: state.steps, step: at(state.steps) };
    coming = next;
    element.title = data.title;
    element.className = "story";
    element.inert = true;
    element.src = "embed/" + encodeURIComponent(data.story) + theme() + (next.step ? "#" + next.step : "");
    element.addEventListener("load", () => rest(next));
    next.patience = setTimeout(() => swap(next), PATIENCE_MS);
    stage.append(element);
  }

  /** Wait for the page's word that its camera rests, which it gives when all its parts have come. */
  function rest(next) {
    const root = next.element.contentDocument.documentElement;
    if (root.hasAttribute("data-settled")) return swap(next);
    const observer = new MutationObserver(() => {
      if (!root.hasAttribute("data-settled")) return;
      observer.disconnect();
      swap(next);
    });
    observer.observe(root, { attributes: true, attributeFilter: ["data-settled"] });
  }

  function swap(next) {
    if (coming !== next) return;
    clearTimeout(next.patience);
    const before = shown, focused = before && document.activeElement === before.element;
    /* The reader has gone on while the new page was on its way. */
    const meant = at(next.steps);
    if (before && meant && meant !== next.step) next.element.contentWindow.postMessage({ target: "narrative-map", version: 1, type: "goto", step: meant }, location.origin);
    shown = next;
    coming = null;
    steps = next.steps;
    next.element.inert = false;
    next.element.classList.add("shown");
    next.element.contentWindow.addEventListener("keydown", escape);
    if (before) before.element.remove();
    if (focused) next.element.focus();
    follow(next.element.contentDocument.documentElement.dataset.step);
    stage.dataset.page = next.page;
  }

  /** The step to open a page on: the one being read, or, when the page has it no longer, the nearest that remains; null for the title. */
  function at(now) {
    if (shown && shown.element.contentWindow.scrollY === 0) return null;
    if (!step || now.includes(step)) return step;
    const was = steps.indexOf(step);
    if (was < 0) return null;
    if (now.length === steps.length && !steps.includes(now[was])) return now[was]; /* it has another id now */
    for (let far = 1; far < steps.length; far++) {
      const near = [steps[was + far], steps[was - far]].find((each) => now.includes(each));
      if (near) return near;
    }
    return now[Math.min(was, now.length - 1)];
  }

  /** The author's choice of light or dark, made in the page. */
  function theme() {
    const chosen = shown && shown.element.contentDocument.documentElement.dataset.theme;
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    return chosen && chosen !== system ? "?theme=" + chosen : "";
  }

  function hear(event) {
    const message = event.data;
    if (!shown || event.source !== shown.element.contentWindow) return;
    if (message && message.source === "narrative-map" && message.version === 1 && message.type === "step") follow(message.step);
  }

  /** The address keeps the step, so that this page, loaded anew, opens there. */
  function follow(id) {
    step = id;
    if (shown && id === steps[0] && shown.element.contentWindow.scrollY === 0) return;
    history.replaceState(null, "", "?step=" + encodeURIComponent(id));
  }

  /* ---------- faults ---------- */

  function tell(faults, good) {
    const words = faults.length === 1 ? "1 fault" : faults.length + " faults";
    document.title = (faults.length ? words + " · " : "") + data.title;
    document.getElementById("open").textContent = words;
    document.getElementById("faults-title").textContent = words;
    if (!faults.length) {
      document.getElementById("said").textContent = "";
      return hide(false);
    }
    document.getElementById("list").replaceChildren(...faults.map(({ where, message }) => {
      const item = document.createElement("li"), code = document.createElement("code");
      code.textContent = where;
      item.append(code, " ", message);
      return item;
    }));
    show();
    document.getElementById("said").textContent = good ? "The story as it was before stays below until they are mended." : "The story is shown when they are mended.";
  }

  function show() {
    panel.hidden = false;
    document.getElementById("open").hidden = true;
  }

  /** Put the list away; where there are faults, a button brings it back. */
  function hide(kept) {
    const inside = panel.contains(document.activeElement), button = document.getElementById("open");
    panel.hidden = true;
    button.hidden = !kept;
    if (inside && kept) button.focus();
  }

  function escape(event) {
    if (event.key === "Escape" && !panel.hidden && !event.defaultPrevented) hide(true);
  }
})();

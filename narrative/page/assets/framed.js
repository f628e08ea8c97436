/* A frame with a story's page in it and the messages to and from it: for a notebook's widget and a Streamlit component. */

/**
 * What is shown: the page's text, its title, the frame's height in CSS pixels, and what the frame may do.
 * @typedef {{html: string, title: string, height: number, sandbox: string, allow: string}} FramedPage
 */

/**
 * What a page says; see "Put it on your page" in README.md.
 * @typedef {{source: string, version: number, type: string, step?: unknown, place?: unknown}} PageMessage
 */

/**
 * Open a page in a frame. `told` hears what it says once it is ready; `go` sends the reader to a step, at once or as soon as there is
 * somebody to be sent.
 * @param {Element} place
 * @param {FramedPage} page
 * @param {(message: PageMessage) => void} told
 */
export function openFrame(place, page, told) {
  const frame = document.createElement("iframe");
  let ready = false;
  /** @type {unknown} */
  let current = null;
  /** @type {string | null} */
  let wanted = null;
  frame.title = page.title;
  frame.setAttribute("sandbox", page.sandbox);
  frame.allow = page.allow;
  frame.style.cssText = `display:block;width:100%;border:0;height:${page.height}px`;
  frame.srcdoc = page.html;

  /** @param {string | null} step */
  function go(step) {
    wanted = step;
    if (!ready || !step || step === current) return;
    frame.contentWindow?.postMessage({ target: "narrative-map", version: 1, type: "goto", step }, "*");
  }

  /** @param {MessageEvent} event */
  function hear(event) {
    /** @type {PageMessage | null} */
    const message = event.data;
    if (event.source !== frame.contentWindow || message?.source !== "narrative-map" || message.version !== 1) return;
    ready ||= message.type === "ready";
    if (!ready) return;
    if (typeof message.step === "string") current = message.step;
    /* Where another step was asked for, that one is told when it is there. */
    if (message.type === "ready" && wanted && wanted !== current) go(wanted);
    else told(message);
  }

  window.addEventListener("message", hear);
  place.replaceChildren(frame);
  return {
    go,
    /** @param {number} height */
    resize(height) {
      frame.style.height = `${height}px`;
    },
    close() {
      window.removeEventListener("message", hear);
      frame.remove();
    },
  };
}

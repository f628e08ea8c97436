/* A frame with a story's page in it and the messages to and from it: what a notebook's widget and a Streamlit component begin with. */
import { element } from "./dom.js";

/** @typedef {{html: string, title: string, height: number, sandbox: string, allow: string}} Page */
/** @typedef {{type: string, step: string, place?: string}} Message */

/**
 * `go` sends the reader to a step, at once or as soon as there is somebody to be sent.
 * @param {Element} place
 * @param {Page} page
 * @param {(message: Message) => void} told hears what the page says once it is ready
 */
export function openFrame(place, page, told) {
  const frame = element("iframe", { sandbox: page.sandbox, allow: page.allow });
  const height = (/** @type {number} */ px) => {
    frame.style.height = px + "px";
  };
  let ready = false;
  /** @type {string | null} */
  let current = null;
  /** @type {string | null} */
  let wanted = null;
  frame.title = page.title;
  frame.style.cssText = "display:block;width:100%;border:0";
  height(page.height);
  frame.srcdoc = page.html;

  /** @param {string | null} step */
  function go(step) {
    wanted = step;
    if (!ready || !step || step === current) return;
    frame.contentWindow?.postMessage({ target: "narrative-map", version: 1, type: "goto", step }, "*");
  }

  /** @param {MessageEvent} event */
  function hear(event) {
    const message = event.data;
    if (event.source !== frame.contentWindow || !message) return;
    if (message.source !== "narrative-map" || message.version !== 1) return;
    ready = ready || message.type === "ready";
    if (!ready) return;
    if (typeof message.step === "string") current = message.step;
    if (message.type === "ready" && wanted && wanted !== current) go(wanted);
    else told(message); /* its step is told when it is there */
  }

  window.addEventListener("message", hear);
  place.replaceChildren(frame);
  return {
    go,
    resize: height,
    close() {
      window.removeEventListener("message", hear);
      frame.remove();
    },
  };
}

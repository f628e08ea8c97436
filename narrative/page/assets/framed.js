/* A frame with a story's page in it and the messages to and from it: what a notebook's widget and a Streamlit component begin with.
 *
 * page: {html, title, height, sandbox, allow}; told(message) hears what the page says once it is ready. `go` sends the reader to a step,
 * at once or as soon as there is somebody to be sent.
 */
function openFrame(place, page, told) {
  const frame = document.createElement("iframe");
  let ready = false, current = null, wanted = null;
  frame.title = page.title;
  frame.setAttribute("sandbox", page.sandbox);
  frame.allow = page.allow;
  frame.style.cssText = "display:block;width:100%;border:0;height:" + page.height + "px";
  frame.srcdoc = page.html;

  function go(step) {
    wanted = step;
    if (!ready || !step || step === current) return;
    frame.contentWindow.postMessage({ target: "narrative-map", version: 1, type: "goto", step: step }, "*");
  }

  function hear(event) {
    const message = event.data;
    if (event.source !== frame.contentWindow || !message || message.source !== "narrative-map" || message.version !== 1) return;
    ready = ready || message.type === "ready";
    if (!ready) return;
    if (typeof message.step === "string") current = message.step;
    if (message.type === "ready" && wanted && wanted !== current) go(wanted); /* its step is told when it is there */
    else told(message);
  }

  window.addEventListener("message", hear);
  place.replaceChildren(frame);
  return {
    go: go,
    resize: function (height) { frame.style.height = height + "px"; },
    close: function () {
      window.removeEventListener("message", hear);
      frame.remove();
    }
  };
}

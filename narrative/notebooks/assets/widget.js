/* The widget of a story in a notebook: the page in a frame; the model's `step` and the reader's are one. */
import { openFrame } from "../../page/assets/framed.js";

/**
 * What anywidget hands over: https://anywidget.dev/en/afm/
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, listener: () => void) => void} on
 * @property {(event: string, listener: () => void) => void} off
 */

export default {
  /** @param {{model: Model, el: Element}} given */
  render({ model, el }) {
    const page = {
      html: model.get("html"),
      title: model.get("title"),
      height: model.get("height_px"),
      sandbox: model.get("sandbox"),
      allow: model.get("allow"),
    };
    const framed = openFrame(el, page, (message) => {
      if (message.type === "place") model.set("place", String(message.place || ""));
      if (message.step !== model.get("step")) model.set("step", message.step);
      model.save_changes();
    });
    const asked = () => framed.go(model.get("step"));
    const sized = () => framed.resize(model.get("height_px"));
    model.on("change:step", asked);
    model.on("change:height_px", sized);
    asked();
    return () => {
      model.off("change:step", asked);
      model.off("change:height_px", sized);
      framed.close();
    };
  },
};

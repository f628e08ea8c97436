/* The widget of a story in a notebook: the page in a frame; the model's `step` and the reader's are one. */
import { openFrame } from "../../page/assets/framed.js";

/**
 * What anywidget hands over: values that Python and the page share, and where it is shown.
 * @typedef {{html: string, title: string, height_px: number, sandbox: string, allow: string, step: string, place: string}} Values
 * @typedef {"change:step" | "change:height_px"} Change
 * @typedef {{
 *   get<K extends keyof Values>(name: K): Values[K],
 *   set<K extends keyof Values>(name: K, value: Values[K]): void,
 *   on(name: Change, call: () => void): void,
 *   off(name: Change, call: () => void): void,
 *   save_changes(): void,
 * }} Model
 */

export default {
  /** @param {{model: Model, el: HTMLElement}} given */
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
      if (typeof message.step === "string" && message.step !== model.get("step")) model.set("step", message.step);
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

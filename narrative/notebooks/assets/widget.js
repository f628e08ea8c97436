/* The widget of a story in a notebook: the page in a frame; the model's `step` and the reader's are one. Comes after framed.js. */
export default {
  render({ model, el }) {
    const framed = openFrame(el, {
      html: model.get("html"),
      title: model.get("title"),
      height: model.get("height_px"),
      sandbox: model.get("sandbox"),
      allow: model.get("allow"),
    }, (message) => {
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

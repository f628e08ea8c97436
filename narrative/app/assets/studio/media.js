/* What a step shows beside its map: its pictures with their words, and a place to drop another. A picture is made smaller here, and what its camera wrote into it stays here. */
/** @import { Step } from "./types.d.ts" */
import { button, field, inBase64, make } from "./parts.js";

const MOST_PX = 1600,
  QUALITY = 0.82;
const LICENCES = ["CC BY 4.0", "CC BY-SA 4.0", "CC0 1.0", "public domain"];
/** What is said of a picture, by its key: the label, and a line below the field.
 * @type {Record<string, [string, string?]>} */
const WORDS = {
  alt: ["What it shows, for those who do not see it"],
  caption: ["What stands below it"],
  licence: ["Under which licence it may be shown", "Such as CC BY 4.0, CC0 1.0 or public domain."],
  credit: ["Who made it"],
};

/** @typedef {{name: string, body: string, address: string}} Chosen */
/** @type {Map<string, Chosen>} by step: a picture that waits for its words */
const waiting = new Map();
/** @type {Map<string, string>} by step: its words so far */
const said = new Map();

/**
 * @param {import("./main.js").Studio} studio
 * @param {Step} step
 * @param {() => void} again
 */
export function mediaOf(studio, step, again) {
  const { desk } = studio,
    shown = desk.media[step.id] || [];
  const rows = shown.map((each, at) => {
    const { entry } = each,
      name = "Picture " + (at + 1);
    const body = desk.work.files && desk.work.files[entry.file || entry.still];
    return make(
      "li",
      {},
      make(
        "div",
        { class: "medium", role: "group", "aria-label": name },
        body && each.picture
          ? make("img", { src: "data:" + each.type + ";base64," + body, alt: entry.alt || "" })
          : make("p", {}, entry.file || entry.url || ""),
        make(
          "div",
          {},
          Object.entries(WORDS).map(([key, [label, more]]) => saidOf(desk, step, at, key, label, more, entry[key])),
          make("p", { class: "fault", "data-live": "medium" + at }, each.missing),
          button("Remove", "medium" + at + step.id, () => desk.change("remove_medium", { step: step.id, medium: at }), {
            "aria-label": "Remove " + name.toLowerCase(),
          }),
        ),
      ),
    );
  });
  return make(
    "fieldset",
    { class: "media" },
    make("legend", {}, "Pictures in its card"),
    make(
      "datalist",
      { id: "studio-licences" },
      LICENCES.map((value) => make("option", { value })),
    ),
    rows.length ? make("ol", {}, rows) : null,
    waiting.has(step.id) ? words(studio, step, again) : door(studio, step, again),
  );
}

/**
 * A field for something that is said of a picture.
 * @param {import("./desk.js").Desk} desk
 * @param {Step} step
 * @param {number} at
 * @param {string} name
 * @param {string} label
 * @param {string | undefined} more
 * @param {string} value
 */
function saidOf(desk, step, at, name, label, more, value) {
  const key = "medium" + at + name + step.id;
  const input = make(name === "alt" ? "textarea" : "input", {
    type: name === "alt" ? null : "text",
    rows: name === "alt" ? 2 : null,
    list: name === "licence" ? "studio-licences" : null,
    "data-key": key,
    "data-field": key,
    value: desk.typed(key, value || ""),
    on: {
      input: () => desk.type(key, { what: "set_medium", step: step.id, medium: at, field: name, value: input.value }),
    },
  });
  return field(label, input, ...(more ? [make("p", { class: "quiet" }, more)] : []));
}

/**
 * Where a picture is dropped or chosen.
 * @param {import("./main.js").Studio} studio
 * @param {Step} step
 * @param {() => void} again
 */
function door(studio, step, again) {
  /** @param {File | undefined} file */
  const take = async (file) => {
    if (!file) return;
    try {
      waiting.set(step.id, await smaller(file));
    } catch {
      studio.desk.say("“" + file.name + "” is no picture that this browser can read. Save it as JPEG or PNG.");
      return;
    }
    again();
  };
  const input = make("input", {
    type: "file",
    accept: "image/*",
    "data-key": "medium-file",
    on: { change: () => take(input.files ? input.files[0] : undefined) },
  });
  const box = make(
    "div",
    {
      class: "drop",
      on: {
        dragover: (/** @type {DragEvent} */ event) => {
          if (!event.dataTransfer?.types.includes("Files")) return;
          event.preventDefault();
          box.classList.add("over");
        },
        dragleave: () => box.classList.remove("over"),
        drop: (/** @type {DragEvent} */ event) => {
          event.preventDefault();
          box.classList.remove("over");
          take(event.dataTransfer?.files[0]);
        },
      },
    },
    field("Drop a picture here, or choose one", input),
  );
  return box;
}

/**
 * The picture that was chosen, and the question what it shows: without an answer it is not added.
 * @param {import("./main.js").Studio} studio
 * @param {Step} step
 * @param {() => void} again
 */
function words(studio, step, again) {
  const chosen = /** @type {Chosen} */ (waiting.get(step.id)),
    key = "medium-alt" + step.id;
  const alt = make("textarea", {
    rows: 2,
    required: true,
    "data-key": key,
    "data-field": key,
    value: said.get(step.id) || "",
    on: { input: () => said.set(step.id, alt.value) },
  });
  const done = () => {
    waiting.delete(step.id);
    said.delete(step.id);
    again();
  };
  return make(
    "form",
    {
      class: "new-medium",
      on: {
        submit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          const { name, body: file } = chosen;
          if (await studio.desk.change("add_medium", { step: step.id, name, file, alt: alt.value })) done();
        },
      },
    },
    make("img", { src: chosen.address, alt: "The picture that you have chosen" }),
    field(WORDS.alt[0], alt),
    make(
      "div",
      { class: "buttons" },
      make("button", { type: "submit", "data-key": "medium-add" }, "Add the picture"),
      button("Leave it", "medium-leave", done),
    ),
  );
}

/**
 * A picture's pixels as a new and perhaps smaller file, upright, with nothing else in it.
 * @param {File} file
 * @returns {Promise<Chosen>}
 */
async function smaller(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, MOST_PX / Math.max(picture.width, picture.height));
  const canvas = make("canvas", {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  });
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/webp", QUALITY));
  if (!(blob instanceof Blob)) throw new Error("no picture");
  const body = await inBase64(new File([blob], file.name));
  return { name: file.name, body, address: "data:" + blob.type + ";base64," + body };
}

/* Words as they are set on the map: in so many lines, so large, so wide. */
import { pen } from "./dom.js";

/** @import { Form, Ids, Spot } from "./types.d.ts" */

const ruler = pen(document.createElement("canvas"));

/**
 * @param {string} text
 * @param {string} font
 * @param {number} tracking
 */
function measure(text, font, tracking) {
  ruler.font = font;
  return ruler.measureText(text).width + (tracking || 0) * text.length;
}

/**
 * Words in so many lines at most, as even as can be.
 * @param {string} text
 * @param {number} most
 */
export function broken(text, most) {
  const words = text.split(" ");
  let longest = Math.max(...words.map((word) => word.length));
  /** @type {string[]} */
  let lines;
  do {
    lines = words.slice(0, 1);
    words.slice(1).forEach((word) => {
      const joined = lines[lines.length - 1] + " " + word;
      if (joined.length <= longest) lines[lines.length - 1] = joined;
      else lines.push(word);
    });
    longest++;
  } while (lines.length > most);
  return lines;
}

/**
 * @param {string[]} lines
 * @param {number} px
 * @param {string[]} face
 * @param {number} tracking
 * @param {boolean} [upper]
 * @returns {Form}
 */
export function formOf(lines, px, face, tracking, upper) {
  return {
    lines,
    px,
    line: px * 1.15,
    height: px * 1.15 * lines.length,
    width: Math.max(
      ...lines.map((line) =>
        measure(upper ? line.toUpperCase() : line, face[0] + " " + px + "px " + face[1], tracking),
      ),
    ),
  };
}

/**
 * A text in each of the numbers of lines that it can be set in.
 * @param {string} text
 * @param {number[]} counts
 * @param {number} px
 * @param {string[]} face
 * @param {number} tracking
 */
export function formsOf(text, counts, px, face, tracking) {
  /** @type {Ids} */
  const seen = {};
  return counts
    .map((most) => broken(text, most))
    .filter((lines) => {
      const fresh = !seen[lines.length];
      return (seen[lines.length] = true) && fresh;
    })
    .map((lines) => formOf(lines, px, face, tracking));
}

/**
 * Where a form's first line begins, ends or has its middle, and on which height it stands. In pixels.
 * @param {Spot} spot
 */
export function foot(spot) {
  const b = spot.box;
  return {
    x: spot.anchor === "start" ? b[0] : spot.anchor === "end" ? b[2] : (b[0] + b[2]) / 2,
    y: b[1] + spot.form.line * 0.8,
  };
}

/* How what is typed is compared with a text: without case, accents and hyphens, a name also with a typing error in it. Knows no document. */

/** @import { Folded } from "./types.d.ts" */

const BEFORE = 36;
const AFTER = 84;
const MARKS = /\p{M}/gu;
const SKIPPED = /[\p{P}\p{S}\s]/u;

/**
 * A text folded for comparing, and where in the text each of its letters stands. Words are parted by single spaces.
 * @param {string} text
 * @returns {Folded}
 */
export function fold(text) {
  let out = "";
  /** @type {number[]} */
  const at = [];
  let i = 0;
  Array.from(text).forEach((letter) => {
    let plain = SKIPPED.test(letter)
      ? /['’\u02bc]/.test(letter)
        ? ""
        : " "
      : letter.normalize("NFKD").replace(MARKS, "").toLowerCase();
    if (plain === " " && (!out || out[out.length - 1] === " ")) plain = "";
    for (let k = 0; k < plain.length; k++) at.push(i);
    out += plain;
    i += letter.length;
  });
  return { text: out, at, end: i };
}

/** @param {string} text */
export function plain(text) {
  return fold(text).text.trim();
}

/**
 * How many letters must be changed, left out, put in or swapped to make one word of the other; more than `most` is Infinity.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function errors(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, rows[i - 2][j - 2] + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return Infinity;
    rows.push(row);
  }
  return rows[a.length][b.length];
}

/**
 * How well a name fits what was typed: 0 is best, Infinity not at all. Both folded.
 * @param {string} name
 * @param {string} query
 */
export function fit(name, query) {
  const tight = name.replace(/ /g, "");
  const asked = query.replace(/ /g, "");
  if (tight === asked) return 0;
  if (tight.indexOf(asked) === 0) return 1;
  const words = name.split(" ");
  if (query.split(" ").every((each) => words.some((word) => word.indexOf(each) === 0))) return 2;
  if (asked.length < 4) return Infinity;
  const most = asked.length < 8 ? 1 : 2;
  let found = errors(tight, asked, most);
  words.forEach((word) => {
    found = Math.min(found, errors(word, asked, most));
  });
  return 3 + found;
}

/**
 * The first place of a word's beginning, or -1: "in" finds "Inchon" and no "Pekin". Scripts without spaces match anywhere.
 * @param {string} text
 * @param {string} word
 */
export function seek(text, word) {
  const open = /[^\u0000-\u04ff]/.test(word);
  let at = text.indexOf(word);
  while (at > 0 && !open && text[at - 1] !== " ") at = text.indexOf(word, at + 1);
  return at;
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 */
export function cut(text, from, to) {
  const left = from > BEFORE ? text.lastIndexOf(" ", from - BEFORE) + 1 : 0;
  let right = Math.min(text.length, to + AFTER);
  if (right < text.length) right = Math.max(to, text.lastIndexOf(" ", right));
  return [
    (left ? "… " : "") + text.slice(left, from),
    text.slice(from, to),
    text.slice(to, right) + (right < text.length ? " …" : ""),
  ];
}

/**
 * @param {Folded} folded
 * @param {number} at
 * @param {number} length
 */
export function span(folded, at, length) {
  const last = at + length < folded.at.length ? folded.at[at + length] : folded.end;
  return [folded.at[at], last];
}

/* What a choice of people and places comes to: its steps, its links, in words. Knows no document. */

/** @import { KindLook } from "./handed.d.ts" */
/** @import { Chosen, Ids, Kind, Known, Step, Way } from "./types.d.ts" */

/** @type {Kind[]} */
export const KINDS = ["people", "places"];

/**
 * The steps in which any of the chosen takes part: {id: true}.
 * @param {Chosen} chosen
 * @param {Known} known
 */
export function stepsOf(chosen, known) {
  /** @type {Ids} */
  const steps = {};
  KINDS.forEach((kind) => chosen[kind].forEach((id) => Object.assign(steps, known[kind][id].steps)));
  return steps;
}

/**
 * The links of a choice, by the steps in the order that is being read: all that begin or end at one of its places, and of the steps
 * of its people those of a kind that is a person's own.
 * @param {Chosen} chosen
 * @param {Known} known
 * @param {string[]} ids of all steps
 * @param {Record<string, Step>} steps
 * @param {Record<string, KindLook>} kinds
 */
export function linksOf(chosen, known, ids, steps, kinds) {
  /** @type {Way[]} */
  const found = [];
  const own = stepsOf(chosen, known);
  ids.forEach((id) => {
    if (!own[id]) return;
    const person = chosen.people.some((each) => known.people[each].steps[id]);
    steps[id].links.forEach((link) => {
      const place = chosen.places.some((each) => link.from === each || link.to === each);
      if (place || (person && kinds[link.kind].personal)) found.push({ step: id, data: link });
    });
  });
  return found;
}

/**
 * "11 steps, 2 journeys, 5 messages"
 * @param {number} steps
 * @param {Way[]} ways
 * @param {Record<string, KindLook>} kinds in the order in which they are counted
 * @param {string[]} words for one step and for many
 */
export function counted(steps, ways, kinds, words) {
  const parts = steps ? [steps + " " + words[steps === 1 ? 0 : 1]] : [];
  for (const kind in kinds) {
    const count = ways.filter((way) => way.data.kind === kind).length;
    if (count) parts.push(count + " " + (count === 1 ? kinds[kind].one : kinds[kind].many));
  }
  return parts.join(", ");
}

/**
 * The step that is read where only some are kept: the same, else the next that is kept, else the last.
 * @param {string} current
 * @param {string[]} ids of all steps, in their order
 * @param {Ids | null} kept
 */
export function nextKept(current, ids, kept) {
  if (!kept || kept[current]) return current;
  const left = ids.filter((id) => kept[id]);
  const at = ids.indexOf(current);
  return left.find((id) => ids.indexOf(id) > at) ?? left[left.length - 1];
}

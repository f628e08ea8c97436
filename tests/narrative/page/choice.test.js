import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { counted, linksOf, nextKept, stepsOf } from "../../../narrative/page/assets/choice.js";

/** @import { KindLook } from "../../../narrative/page/assets/handed.d.ts" */
/** @import { Known, Link, Step } from "../../../narrative/page/assets/types.d.ts" */

/** @param {string} one @param {string} many @param {boolean} personal @returns {KindLook} */
const kind = (one, many, personal) => ({
  one,
  many,
  personal,
  short: one,
  widths: [1, 1],
  head: [1, 1],
  dash: [],
  thin: false,
  glyph: "",
});
const kinds = {
  journey: kind("journey", "journeys", true),
  message: kind("message", "messages", true),
  movement: kind("movement of troops", "movements of troops", false),
};
/** @param {string} from @param {string} to @param {string} kind @returns {Link} */
const link = (from, to, kind) => ({
  from,
  to,
  kind,
  status: "stated",
  label: "",
  way: [
    [0, 0],
    [1, 1],
  ],
});
/** @param {Link[]} links @returns {Step} */
const step = (...links) => ({ date: "", places: [], camera: [], closest: 8, framed: false, links });
const steps = {
  a: step(link("moscow", "pyongyang", "message")),
  b: step(link("pyongyang", "moscow", "journey"), link("seoul", "ongjin", "movement")),
  c: step(link("pyongyang", "seoul", "message")),
};
/** @type {Known} */
const known = {
  people: { kim: { name: "Kim", steps: { a: true, b: true } }, mao: { name: "Mao", steps: {} } },
  places: { seoul: { name: "Seoul", steps: { b: true, c: true } } },
};

test("the steps of a choice are those of any of the chosen", () => {
  assert.deepEqual(stepsOf({ people: ["kim"], places: ["seoul"] }, known), { a: true, b: true, c: true });
  assert.deepEqual(stepsOf({ people: [], places: [] }, known), {});
});

test("a person's links are of kinds that people take part in, a place's begin or end there", () => {
  const of = (/** @type {string[]} */ people, /** @type {string[]} */ places) =>
    linksOf({ people, places }, known, ["c", "b", "a"], steps, kinds).map((way) => way.step + way.data.kind);
  assert.deepEqual(of(["kim"], []), ["bjourney", "amessage"]);
  assert.deepEqual(of([], ["seoul"]), ["cmessage", "bmovement"]);
  assert.deepEqual(of(["mao"], []), []);
});

test("what it comes to is said in the order of the kinds", () => {
  const ways = linksOf({ people: ["kim"], places: ["seoul"] }, known, ["a", "b", "c"], steps, kinds);
  assert.equal(counted(3, ways, kinds, ["step", "steps"]), "3 steps, 1 journey, 2 messages, 1 movement of troops");
  assert.equal(counted(1, [], kinds, ["step", "steps"]), "1 step");
  assert.equal(counted(0, [], kinds, ["step", "steps"]), "");
});

test("who reads a step that is hidden goes on at the next that is kept, or at the last", () => {
  const ids = ["a", "b", "c", "d"];
  assert.equal(nextKept("b", ids, null), "b");
  assert.equal(nextKept("b", ids, { b: true }), "b");
  assert.equal(nextKept("b", ids, { a: true, d: true }), "d");
  assert.equal(nextKept("d", ids, { a: true, c: true }), "c");
});

test("wherever the reader is, the step that is read next is kept", () => {
  const ids = [..."abcdefgh"];
  fc.assert(
    fc.property(fc.constantFrom(...ids), fc.subarray(ids, { minLength: 1 }), (current, left) => {
      const found = nextKept(current, ids, Object.fromEntries(left.map((id) => [id, true])));
      assert.ok(left.includes(found));
      assert.ok(left.every((id) => id < current) || found >= current);
    }),
  );
});

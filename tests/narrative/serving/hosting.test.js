import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { command, faultWords, messageOf, nearest } from "../../../narrative/serving/assets/hosting.js";

test("a step that is there stays", () => {
  assert.equal(nearest("b", ["a", "b"], ["b", "c"]), "b");
  assert.equal(nearest(null, ["a"], ["b"]), null);
});

test("a step that has another id at its old place is that one", () => {
  assert.equal(nearest("b", ["a", "b", "c"], ["a", "x", "c"]), "x");
});

test("of a step that is gone the nearest that remains is read, a later one first", () => {
  assert.equal(nearest("b", ["a", "b", "c"], ["a", "c"]), "c");
  assert.equal(nearest("c", ["a", "b", "c"], ["a", "b"]), "b");
  assert.equal(nearest("a", ["a", "b", "c", "d"], ["d", "z"]), "d");
});

test("where none remains its place counts, and what was never read leads nowhere", () => {
  assert.equal(nearest("c", ["a", "b", "c"], ["x", "y"]), "y");
  assert.equal(nearest("q", ["a"], ["b"]), null);
});

test("whatever is taken away, the step that is read next is there", () => {
  const ids = fc.uniqueArray(fc.constantFrom(..."abcdefgh"), { minLength: 1 });
  fc.assert(
    fc.property(ids, ids, fc.nat(), (before, now, at) => {
      const found = nearest(before[at % before.length], before, now);
      assert.ok(found !== null && now.includes(found));
    }),
  );
});

test("only what the page's contract gives is a message", () => {
  assert.equal(messageOf({ source: "narrative-map", version: 1, type: "step" })?.type, "step");
  for (const other of [null, "step", {}, { source: "narrative-map", version: 2 }, { source: "other", version: 1 }])
    assert.equal(messageOf(other), null);
  assert.deepEqual(command("goto", { step: "a" }), { target: "narrative-map", version: 1, type: "goto", step: "a" });
});

test("faults are counted", () => {
  assert.deepEqual([[1], [1, 2]].map(faultWords), ["1 fault", "2 faults"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cut, errors, fit, fold, plain, seek, span } from "../../../narrative/page/assets/matching.js";

test("letters are compared without case, accents and hyphens", () => {
  assert.equal(plain("Zhōngguó"), "zhongguo");
  assert.equal(plain("Kim Il-sung"), "kim il sung");
  assert.equal(plain("P’yŏngyang!"), "pyongyang");
  assert.equal(plain("Ми́хайлов"), "михаилов");
  assert.equal(plain("  — "), "");
});

test("each letter of a folded text knows where it stands", () => {
  const folded = fold("Ŏ-b");
  assert.deepEqual(folded, { text: "o b", at: [0, 1, 2], end: 3 });
  assert.deepEqual(span(folded, 2, 1), [2, 3]);
});

test("a word left out, put in, changed or swapped is one error", () => {
  assert.equal(errors("mukden", "mukden", 2), 0);
  assert.equal(errors("mukden", "mukdn", 2), 1);
  assert.equal(errors("mukden", "mukdeen", 2), 1);
  assert.equal(errors("mukden", "mukten", 2), 1);
  assert.equal(errors("mukden", "mukdne", 2), 1);
  assert.equal(errors("mukden", "peking", 2), Infinity);
});

test("the better a name fits, the less it costs", () => {
  assert.deepEqual(
    ["kimilsung", "kim", "sung ki", "kim il snug", "kim ilsong", "stalin"].map((asked) => fit("kim il sung", asked)),
    [0, 1, 2, 4, 4, Infinity],
  );
  assert.equal(fit("kim", "kin"), Infinity); /* three letters are too few to be mistyped */
});

test("words are found at their beginnings, scripts without spaces anywhere", () => {
  assert.equal(seek("the pekin road to inchon", "in"), 18);
  assert.equal(seek("pekin", "in"), -1);
  assert.equal(seek("北朝鮮", "朝鮮"), 1);
});

test("a snippet has some words to both sides and says where it was cut", () => {
  const text = "one two three four five six seven eight nine ten ".repeat(8).trim();
  const at = text.indexOf("nine", 150);
  const [before, hit, after] = cut(text, at, at + 4);
  assert.equal(hit, "nine");
  assert.ok(before.startsWith("… ") && before.length <= 50 && after.endsWith(" …") && after.length <= 90);
  assert.deepEqual(cut("short", 0, 5), ["", "short", ""]);
});

const words = fc.stringMatching(/^[a-z]{1,8}$/);

test("errors are a distance: none to itself, the same from both sides, never more than the longer word", () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      assert.equal(errors(a, a, 3), 0);
      assert.equal(errors(a, b, 9), errors(b, a, 9));
      assert.ok(errors(a, b, 9) <= Math.max(a.length, b.length));
    }),
  );
});

test("folding twice changes nothing, and every letter stands in the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."aZōŏü-’ .北й1", "e\u0301"), maxLength: 40 }), (text) => {
      const folded = fold(text);
      assert.equal(fold(folded.text).text, folded.text);
      assert.equal(folded.at.length, folded.text.length);
      assert.ok(folded.at.every((at, i) => at < text.length && (i === 0 || at >= folded.at[i - 1])));
    }),
  );
});

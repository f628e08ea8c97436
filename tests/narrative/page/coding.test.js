import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { eachPoint, eastOf } from "../../../narrative/page/assets/coding.js";

/** @param {string} code @param {number} precision */
function points(code, precision) {
  /** @type {number[][]} */
  const found = [];
  eachPoint(code, precision, (lon, lat) => found.push([lat, lon]));
  return found;
}

/** An encoder of our own, from the description of the format. @param {number} value */
function encoded(value) {
  let rest = value < 0 ? ~(value << 1) : value << 1;
  let out = "";
  for (; rest >= 0x20; rest >>= 5) out += String.fromCharCode((0x20 | (rest & 0x1f)) + 63);
  return out + String.fromCharCode(rest + 63);
}

test("the example of the format's own description", () => {
  assert.deepEqual(points("_p~iF~ps|U_ulLnnqC_mqNvxq`@", 5), [
    [38.5, -120.2],
    [40.7, -120.95],
    [43.252, -126.453],
  ]);
  assert.deepEqual(points("", 5), []);
});

test("what is encoded comes back", () => {
  const degrees = fc.tuple(fc.integer({ min: -90_000, max: 90_000 }), fc.integer({ min: -360_000, max: 360_000 }));
  fc.assert(
    fc.property(fc.array(degrees, { maxLength: 30 }), (line) => {
      let [lat, lon] = [0, 0];
      const code = line.map(([y, x]) => {
        const step = encoded(y - lat) + encoded(x - lon);
        [lat, lon] = [y, x];
        return step;
      });
      assert.deepEqual(
        points(code.join(""), 3),
        line.map(([y, x]) => [y / 1000, x / 1000]),
      );
    }),
  );
});

test("the world is cut once", () => {
  assert.equal(eastOf(-77, -30), 283);
  assert.equal(eastOf(37.6, -30), 37.6);
  assert.equal(eastOf(-30, -30), -30);
  assert.equal(eastOf(330, -30), -30);
  assert.equal(eastOf(-180, -180), -180);
});

test("a longitude lies in the range and turns by whole circles", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1440, max: 1440 }), fc.integer({ min: -180, max: 180 }), (lon, cut) => {
      const east = eastOf(lon, cut);
      assert.ok(east >= cut && east < cut + 360);
      assert.equal(Math.abs((east - lon) % 360), 0);
    }),
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { place } from "../../../narrative/page/assets/labels.js";
import * as rows from "../../../narrative/page/assets/rows.js";

/** @import { Item, Room } from "../../../narrative/page/assets/types.d.ts" */

const size = { x: 400, y: 300 };
/** @returns {Room} */
const room = () => ({ size, blocked: rows.empty(size), land: rows.empty(size), names: rows.empty(size), named: [] });
/** @param {number} x @param {number} y @param {boolean} [must] @returns {Item} */
const town = (x, y, must = false) =>
  /** @type {Item} */ ({
    kind: "point",
    x,
    y,
    must,
    gap: 8,
    forms: [{ lines: ["Town"], px: 12, line: 14, width: 50, height: 14 }],
  });

test("rows say how much of a box is taken", () => {
  const taken = rows.empty({ x: 20, y: 20 });
  rows.block(taken, [0, 0, 10, 10]);
  assert.equal(rows.share(taken, [0, 0, 10, 10]), 1);
  assert.equal(rows.share(taken, [0, 0, 20, 10]), 0.5);
  assert.equal(rows.share(taken, [12, 0, 20, 10]), 0);
  assert.deepEqual(
    [
      [0, 0, 10, 10],
      [9, 9, 20, 20],
      [10, 0, 20, 10],
      [0, 12, 10, 20],
    ].map((box) => rows.meets(taken, /** @type {[number, number, number, number]} */ (box))),
    [true, true, false, false],
  );
});

test("a hundred names in one spot are not tried in every order", () => {
  let tried = 0;
  const crowd = Array.from({ length: 100 }, (_, i) => ({
    ...town(190 + (i % 10), 140 + i / 10, true),
    foreign: () => {
      tried++;
      return 0;
    },
  }));
  const spots = place(crowd, room());
  assert.ok(spots.filter((spot) => spot && spot.cost >= 1000).length > 12);
  assert.ok(
    tried <= 100 * (8 + 12 * 24),
    String(tried),
  ); /* each of them once on its sides and at the ends of its leaders */
});

test("a square has its area, its middle, and room for a smaller one", () => {
  const square = rows.fill([[10, 10, 50, 10, 50, 50, 10, 50]], { scale: 1, x: 0, y: 0 }, { x: 60, y: 60 });
  const all = rows.middle(square);
  assert.deepEqual(all && [all.x, all.y, all.area], [30, 30, 1600]);
  const form = { width: 10, height: 10 };
  assert.deepEqual(rows.roomiest(square, [form], [10, 5]), { x: 30, y: 30, form });
  assert.equal(rows.roomiest(square, [{ width: 50, height: 10 }], [0]), null);
});

test("a name stands to the right of its dot, and elsewhere where something is there", () => {
  const [first] = place([town(200, 150)], room());
  assert.deepEqual(first?.box, [208, 143, 258, 157]);
  const full = room();
  rows.block(full.blocked, [205, 130, 300, 170]);
  const [other] = place([town(200, 150)], full);
  assert.ok(other && other.box[2] <= 200);
});

test("at the edge a name stays in the frame; without room it is left out, or led to where there is some", () => {
  const [corner] = place([town(396, 296)], room());
  assert.ok(corner && corner.box[2] <= 396 && corner.box[3] <= 296);
  const full = room();
  rows.block(full.blocked, [120, 100, 280, 200]);
  assert.deepEqual(place([town(200, 150)], full), [null]);
  const [led] = place([town(200, 150, true)], full);
  assert.ok(led && led.to && led.cost < 1000);
});

test("no name lies on another, and the same towns are lettered the same", () => {
  const spot = fc.record({ x: fc.integer({ min: 20, max: 380 }), y: fc.integer({ min: 20, max: 280 }) });
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1, maxLength: 12 }), (spots) => {
      const letter = () =>
        place(
          spots.map(({ x, y }) => town(x, y)),
          room(),
        );
      const boxes = letter().flatMap((each) => (each ? [each.box] : []));
      boxes.forEach((a, i) => {
        for (const b of boxes.slice(i + 1)) assert.ok(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]);
      });
      assert.deepEqual(
        letter().map((each) => each?.box),
        letter().map((each) => each?.box),
      );
    }),
    { numRuns: 30 },
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { common, dayOf, monthOf, yearWords } from "../../../narrative/page/assets/calendar.js";
import {
  lanesOf,
  layout,
  months,
  roundYears,
  shared,
  units,
  yearsFor,
} from "../../../narrative/page/assets/time_plan.js";

/** @import { Telling } from "../../../narrative/page/assets/types.d.ts" */

test("days are counted from 1 January of the year 1", () => {
  assert.equal(dayOf(1, 0), 1);
  assert.equal(dayOf(0, 11), -30);
  assert.equal(dayOf(1970, 0), 719_163);
  assert.equal(dayOf(2000, 2) - dayOf(2000, 1), 29);
  assert.equal(dayOf(1900, 2) - dayOf(1900, 1), 28);
});

test("a day knows its month, of any age", () => {
  assert.deepEqual(monthOf(1), { year: 1, month: 0 });
  assert.deepEqual(monthOf(0), { year: 0, month: 11 });
  fc.assert(
    fc.property(
      fc.integer({ min: -4000, max: 12_000 }),
      fc.integer({ min: 0, max: 11 }),
      fc.integer({ min: 0, max: 27 }),
      (year, month, day) => assert.deepEqual(monthOf(dayOf(year, month) + day), { year, month }),
    ),
  );
});

test("years are said as people say them", () => {
  assert.deepEqual([0, -399, 79, 1949, 12_000].map(yearWords), ["1 BC", "400 BC", "AD 79", "1949", "12,000"]);
  assert.deepEqual([1, 0, -1].map(common), [1, -1, -2]);
});

test("stretches share the width by their steps, each with room for its label", () => {
  const parts = shared(
    [
      [1, 10, 9],
      [101, 110, 1],
    ],
    340,
    10,
    20,
    60,
  );
  assert.deepEqual(
    parts.map((part) => [part.left, part.right]),
    [
      [10, 250],
      [270, 330],
    ],
  );
  assert.equal(parts[0].scale, 24);
});

test("whatever the steps, stretches stand side by side and fill the line", () => {
  const counts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(counts, fc.integer({ min: 320, max: 2000 }), (numbers, width) => {
      const parts = shared(
        numbers.map((count, i) => [i * 100, i * 100 + 50, count]),
        width,
        8,
        12,
        30,
      );
      assert.equal(parts[0].left, 8);
      parts.forEach((part, i) =>
        assert.ok(part.right > part.left && (i === 0 || Math.abs(part.left - parts[i - 1].right - 12) < 1e-9)),
      );
      assert.ok(Math.abs(parts[parts.length - 1].right - (width - 8)) < 1e-6);
    }),
  );
});

test("a higher line has more rows", () => {
  assert.deepEqual(
    [40, 60, 120].map((height) => lanesOf(height, 0, 10).count),
    [2, 4, 9],
  );
});

/** @param {number[]} days @returns {Telling} */
const telling = (days) => ({
  stretches: [[days[0], days[days.length - 1], days.length]],
  steps: days.map((at, i) => ({ id: "s" + i, at, from: at, to: at, soft: [0, 0], kind: "day", status: "stated" })),
  jumps: [],
  moments: [],
});

test("days stand in their order, and no mark lies on another while there is room", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 711_000, max: 711_600 }), { minLength: 2, maxLength: 30 }),
      (found) => {
        const days = found.sort((a, b) => a - b);
        const plan = layout(telling(days), 900, 120, {}, false);
        days.forEach((day, i) => assert.ok(i === 0 || plan.x(day) > plan.x(days[i - 1])));
        plan.marks.forEach((mark, i) => {
          assert.ok(mark.x >= mark.half && mark.x <= 900 - mark.half && mark.y > plan.head);
          for (const other of plan.marks.slice(i + 1))
            if (mark.lane === other.lane) assert.ok(Math.abs(mark.x - other.x) >= mark.half + other.half - 1e-9);
        });
      },
    ),
    { numRuns: 40 },
  );
});

test("of a story without dates the steps stand in a row", () => {
  const none = { ...telling([0, 1, 2]), stretches: [] };
  assert.deepEqual([0, 1, 2].map(layout(none, 600, 120, {}, false).x), [100, 300, 500]);
});

test("months are marked where they are wide, else years, decades, centuries", () => {
  /** @param {number} from @param {number} to @param {number} width */
  const part = (from, to, width) => {
    const days = dayOf(to, 0) - dayOf(from, 0);
    return { from: dayOf(from, 0), to: dayOf(to, 0) - 1, left: 0, right: width, scale: width / days };
  };
  assert.equal(units(part(1949, 1951, 480), 5).length, 24);
  assert.equal(units(part(1949, 1951, 480), 5).filter((each) => each.first).length, 2);
  assert.equal(yearsFor(part(1800, 1900, 100), 5), 5);
  assert.deepEqual(roundYears(part(1905, 1941, 100), 10), [1910, 1920, 1930, 1940]);
  assert.deepEqual(roundYears(part(-19, 21, 100), 10), [-19, -9, 1, 10, 20]);
  /** @type {number[]} */
  const seen = [];
  months(part(1949, 1950, 365), (month) => seen.push(month));
  assert.deepEqual(seen, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

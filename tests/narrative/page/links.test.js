import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { links } from "../../../narrative/page/assets/links.js";

const look = { one: "", many: "", short: "", dash: [], thin: false, glyph: "", personal: true };
links.kinds = {
  road: { ...look, widths: [2, 4], head: [10, 6] },
  wire: { ...look, widths: [1, 1], head: [8, 4], dash: [6, 4] },
};

/** @param {number} x @param {number} y */
const at = (x, y) => ({ x, y });

test("two points are joined by an arc that bows by 17 hundredths of the way, to the left of it", () => {
  const curve = links.curve([at(0, 0), at(100, 0)], 1);
  const top = links.along(curve, 0.5);
  assert.ok(Math.abs(top.x - 50) < 1e-9);
  assert.ok(Math.abs(top.y + 17) < 1e-9); /* y grows downward: -17 is north of a way to the east */
  assert.ok(Math.abs(links.along(links.curve([at(0, 0), at(100, 0)], -1), 0.5).y - 17) < 1e-9);
});

test("a way of more points goes through each of them", () => {
  const way = [at(0, 0), at(30, 40), at(90, 40)];
  const { points } = links.curve(way, 1);
  for (const stop of way) assert.ok(points.some((p) => Math.hypot(p.x - stop.x, p.y - stop.y) < 1e-9));
});

const coordinate = fc.integer({ min: -500, max: 500 });
const ways = fc.uniqueArray(fc.record({ x: coordinate, y: coordinate }), {
  minLength: 2,
  maxLength: 6,
  selector: (p) => p.x + " " + p.y,
});

test("a curve begins and ends where its way does, and its lengths add up", () => {
  fc.assert(
    fc.property(ways, fc.constantFrom(-1.55, -1, 1, 1.55), (way, bent) => {
      const curve = links.curve(way, bent);
      assert.deepEqual(curve.points[0], way[0]);
      const end = curve.points[curve.points.length - 1];
      assert.ok(Math.hypot(end.x - way[way.length - 1].x, end.y - way[way.length - 1].y) < 1e-9);
      assert.ok(curve.at.every((length, i) => i === 0 || length >= curve.at[i - 1]));
      assert.equal(curve.at[curve.at.length - 1], curve.span);
      assert.ok(curve.span >= Math.hypot(end.x - way[0].x, end.y - way[0].y) - 1e-6);
    }),
  );
});

test("a link is grown from its beginning: nothing of it yet is no path", () => {
  const curve = links.curve([at(0, 0), at(200, 0)], 1);
  assert.equal(links.outline(curve, "road", 0), "");
  assert.match(links.outline(curve, "road", 1), /^M.*Z$/);
  const dashes = (links.outline(curve, "wire", 1).match(/M/g) ?? []).length;
  assert.ok(dashes > links.outline(curve, "road", 1).split("M").length - 1);
});

test("a link leaves the frame on the side to which it goes", () => {
  const curve = links.curve([at(50, 50), at(250, 50)], 1);
  const out = links.leaves(curve, at(100, 100), true);
  assert.ok(out && out.x === 100 && out.dx > 0 && out.y < 50);
  assert.equal(links.leaves(curve, at(300, 300), true), null);
});

test("what goes east bows north; an answer goes the other side; a second of the same way is wider", () => {
  const east = {
    from: "a",
    to: "b",
    way: [
      [0, 0],
      [10, 0],
    ],
  };
  const back = {
    from: "b",
    to: "a",
    way: [
      [10, 0],
      [0, 0],
    ],
  };
  assert.deepEqual(links.bends([east]), [1]);
  assert.deepEqual(links.bends([back]), [-1]);
  assert.deepEqual(links.bends([east, east]), [1, 1.55]);
  assert.deepEqual(links.bends([east, back]), [1, 1]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decode, flat, project, screenOf, setWorld, unproject } from "../../../narrative/page/assets/projection.js";

setWorld({ cut: -30, origin: [120, 0] });

test("the origin is nothing, a degree east is one, and the equator is where it is", () => {
  assert.deepEqual(project([120, 0]), { x: 0, y: 0 });
  assert.deepEqual(project([121, 0]), { x: 1, y: 0 });
  assert.ok(Math.abs(project([120, 45]).y + 50.4992) < 1e-3); /* Mercator's 45th parallel, ln(1 + √2) in degrees */
});

test("what lies west of the cut comes last", () => {
  assert.equal(project([-31, 0]).x, 209);
  assert.equal(project([-30, 0]).x, -150);
});

test("the map has no end at the pole", () => {
  assert.equal(project([120, 90]).y, project([120, 85.06]).y);
});

test("there and back is the same place", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -29.9, max: 179.9, noNaN: true }),
      fc.double({ min: -85, max: 85, noNaN: true }),
      (lon, lat) => {
        const back = unproject(project([lon, lat]));
        assert.ok(Math.abs(back.lng - lon) < 1e-9 && Math.abs(back.lat - lat) < 1e-9);
        assert.deepEqual(flat(lon, lat), project([lon, lat]));
      },
    ),
  );
});

test("a code is points of the plane, one after the other", () => {
  assert.deepEqual(decode("_ibE_ibE", 5), [1 - 120, flat(1, 1).y]);
});

test("on the screen the centre of a view is the middle of the frame, and zooms double", () => {
  const view = { center: { lat: 40, lng: 125 }, zoom: 5 };
  const size = { x: 800, y: 600 };
  const screen = screenOf(view, size);
  const middle = screen.pixel(project([125, 40]));
  assert.ok(Math.hypot(middle.x - 400, middle.y - 300) < 1e-9);
  assert.ok(Math.abs(screen.scale - (256 * 32) / 360) < 1e-9);
  assert.ok(Math.abs(screenOf({ ...view, zoom: 6 }, size).scale / screen.scale - 2) < 1e-9);
});

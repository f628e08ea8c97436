import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { project, screenOf, setWorld } from "../../../narrative/page/assets/projection.js";

Object.assign(globalThis, { window: { innerWidth: 1280 } });
const { camera, enlarged } = await import("../../../narrative/page/assets/camera.js");
setWorld({ cut: -180, origin: [0, 0] });

test("letters grow on a screen wider than 1,920 pixels, up to 1.58 times", () => {
  const sizes = [1280, 1920, 2560, 3330, 7680].map((innerWidth) => {
    Object.assign(globalThis, { window: { innerWidth } });
    return Math.round(enlarged() * 100) / 100;
  });
  Object.assign(globalThis, { window: { innerWidth: 1280 } });
  assert.deepEqual(sizes, [1, 1, 1.26, 1.58, 1.58]);
});

test("a single point is seen from the nearest zoom", () => {
  assert.equal(camera.frame([project([10, 50])], { x: 800, y: 600 }, 6.6).zoom, 6.6);
  assert.equal(camera.frame([project([10, 50])], { x: 800, y: 600 }, 0).zoom, 8.4);
});

test("the whole world is seen from no further than zoom 1.2", () => {
  assert.equal(camera.frame([project([-179, -80]), project([179, 80])], { x: 320, y: 240 }, 8.4).zoom, 1.2);
});

const degrees = fc.record({ lon: fc.integer({ min: -150, max: 150 }), lat: fc.integer({ min: -60, max: 60 }) });

test("every point is in the frame, with room around it", () => {
  fc.assert(
    fc.property(
      fc.array(degrees, { minLength: 1, maxLength: 6 }),
      fc.record({ x: fc.integer({ min: 500, max: 1600 }), y: fc.integer({ min: 400, max: 1200 }) }),
      (places, size) => {
        const points = places.map(({ lon, lat }) => project([lon, lat]));
        const view = camera.frame(points, size, 8.4);
        if (view.zoom <= 1.2) return; /* as far as the camera goes */
        const screen = screenOf(view, size);
        for (const { x, y } of points.map(screen.pixel)) {
          assert.ok(x > size.x * 0.05 && x < size.x * 0.95);
          assert.ok(y > 30 && y < size.y - 30);
        }
      },
    ),
  );
});

test("a flight is late when it has fewer than 20 frames a second after 250 milliseconds", () => {
  assert.equal(camera.late(240, 1), false);
  assert.equal(camera.late(1000, 21), false);
  assert.equal(camera.late(1000, 19), true);
});

/* Lettering: where each name goes so that it stands on or beside what it names and on nothing else, in order of importance.
 *
 * A name that finds no room is set shorter, then at the end of a leader line, then (where nothing asks for it) left out.
 * The same view gives the same lettering.
 */
import * as rows from "./rows.js";

/** @import { Anchor, Box, Form, Ids, Item, Point, Room, Spot } from "./types.d.ts" */

const EDGE = 4;
const MARGINS = [20, 12, 6, 3, 2];
const MOSTLY = 0.8;
const BAD = 1000; /* a place that costs this or more lies on something */
const CROWD = 12; /* names without room: no other order finds it for them */

/** @param {Box} b */
function padded(b) {
  return [b[0] - 2, b[1] - 1, b[2] + 2, b[3] + 1];
}

/**
 * @param {Form} form
 * @param {number} left
 * @param {number} top
 * @param {Anchor} anchor
 * @param {number} cost
 * @returns {Spot}
 */
function seat(form, left, top, anchor, cost) {
  return { form, box: [left, top, left + form.width, top + form.height], anchor, cost };
}

/**
 * With its near side so far east (dx) and south (dy) of a point; 0: with its middle there.
 * @param {Form} form
 * @param {Point} p
 * @param {number} dx
 * @param {number} dy
 * @param {number} cost
 */
function side(form, p, dx, dy, cost) {
  const w = form.width;
  const h = form.height;
  return seat(
    form,
    p.x + (dx > 0 ? dx : dx < 0 ? dx - w : -w / 2),
    p.y + (dy > 0 ? dy : dy < 0 ? dy - h : -h / 2),
    dx > 0 ? "start" : dx < 0 ? "end" : "middle",
    cost,
  );
}

/**
 * On the eight sides of a point, best first.
 * @param {Spot[]} out
 * @param {Form} form
 * @param {Point} p
 * @param {number} a
 * @param {number} b
 * @param {number} c
 * @param {number} cost
 */
function sides(out, form, p, a, b, c, cost) {
  [
    [a, 0],
    [-a, 0],
    [0, -a],
    [0, a],
    [b, -c],
    [b, c],
    [-b, -c],
    [-b, c],
  ].forEach((d, k) => {
    out.push(side(form, p, d[0], d[1], cost + k));
  });
}

/**
 * Beside a dot.
 * @param {Item} item
 */
function around(item) {
  /** @type {Spot[]} */
  const out = [];
  const gap = item.gap;
  item.forms.forEach((form, i) => {
    sides(out, form, item, gap, gap * 0.75, gap * 0.45, 3.5 * i);
  });
  return out;
}

/**
 * At a spot or a little off it: what names a stretch of land or water that the page has no outline of.
 * @param {Item} item
 */
function over(item) {
  /** @type {Spot[]} */
  const out = [];
  item.forms.forEach((form, i) => {
    out.push(side(form, item, 0, 0, 20 * i));
    [16, 32].forEach((r) => {
      [
        [0, -1],
        [0, 1],
        [1, 0],
        [-1, 0],
        [1, -1],
        [-1, -1],
        [1, 1],
        [-1, 1],
      ].forEach((d) => {
        out.push(side(form, { x: item.x + d[0] * r * 1.4, y: item.y + d[1] * r }, 0, 0, r / 8 + out.length));
      });
    });
  });
  return out;
}

/**
 * Along a line: beyond its ends where they show, else above, below and beside it.
 * @param {Item} item
 * @param {Room} room
 */
function beside(item, room) {
  /** @type {Spot[]} */
  const out = [];
  const last = item.way.length - 1;
  item.forms.forEach((form, i) => {
    item.ends.forEach((p, k) => {
      out.push(side(form, p, 8, 0, 6 * i + k + 0.5), side(form, p, -8, 0, 6 * i + k));
    });
    item.way.forEach((p, k) => {
      const cost = 8 + 6 * i + (last ? Math.abs(k / last - 0.5) * 6 : 0);
      sides(out, form, p, item.gap, 4, 4, cost);
      if (item.off)
        sides(
          out,
          form,
          p,
          item.gap * 1.6,
          item.off,
          item.off,
          cost + 4,
        ); /* beside a slanting arrow there is room further off only */
    });
  });
  out.forEach((c) => {
    c.cost += named(room, c.box) * 8;
  });
  return out;
}

/**
 * How much of a box lies on areas that have a name.
 * @param {Room} room
 * @param {Box} box
 */
function named(room, box) {
  return room.named.reduce((sum, each) => sum + rows.share(each.rows, box), 0);
}

/**
 * At the frame's edge, where the way to a place beyond it leaves; with no arrow that leaves, there or further along.
 * @param {Item} item
 * @param {Room} room
 */
function edge(item, room) {
  /** @type {Spot[]} */
  const out = [];
  const size = room.size;
  const slide = item.fixed ? 36 : item.area ? Math.max(size.x, size.y) / 2 : 100;
  const stride = Math.max(8, slide / 40);
  item.forms.forEach((form, i) => {
    const w = form.width;
    const h = form.height;
    /** @type {Ids} */
    const seen = {};
    for (let dx = -w - slide; dx <= slide; dx += stride)
      for (let dy = -h - slide; dy <= slide; dy += stride * 0.75) {
        const left = Math.max(EDGE + 2, Math.min(item.x + dx, size.x - EDGE - 2 - w));
        const top = Math.max(EDGE + 1, Math.min(item.y + dy, size.y - EDGE - 1 - h));
        const rim = Math.min(left, top, size.x - left - w, size.y - top - h);
        if (seen[left + " " + top] || rim > 36) continue;
        seen[left + " " + top] = true;
        const far = Math.hypot(
          Math.max(left - item.x, 0, item.x - left - w),
          Math.max(top - item.y, 0, item.y - top - h),
        );
        const c = seat(form, left, top, "middle", far + rim / 2 + i * 12);
        room.named.forEach((each) => {
          c.cost += rows.share(each.rows, padded(padded(c.box))) * (item.area ? 2 * BAD : 4);
        });
        out.push(c);
      }
  });
  return out;
}

/**
 * On an area: wholly, in the form and the place with the most room; else for the most part.
 * @param {Item} item
 * @param {Room} room
 */
function upon(item, room) {
  const free = rows.each(item.rows, taken(room), false);
  let spot = /** @type {(Point & {form: Form}) | null} */ (null);
  item.groups.some((forms) => (spot = rows.roomiest(free, forms, MARGINS)));
  if (!spot) item.groups.some((forms) => forms.some((form) => (spot = mostly(item, form, room))));
  return spot ? [seat(spot.form, spot.x - spot.form.width / 2, spot.y - spot.form.height / 2, "middle", 0)] : [];
}

/** @param {Room} room */
function taken(room) {
  return room.blocked.map(rows.tidy);
}

/**
 * @param {Item} item
 * @param {Form} form
 * @param {Room} room
 * @returns {(Point & {on: number, form: Form}) | null}
 */
function mostly(item, form, room) {
  const all = rows.middle(item.rows);
  /** @type {(Point & {on: number, form: Form}) | null} */
  let best = null;
  const w = form.width;
  const h = form.height;
  if (!all || all.area < w * h * MOSTLY) return null;
  for (let y = all.box[1]; y < all.box[3]; y += 4)
    for (let x = all.box[0]; x < all.box[2]; x += 4) {
      const box = padded([x - w / 2, y - h / 2, x + w / 2, y + h / 2]);
      const on = rows.share(item.rows, box);
      if (
        on < MOSTLY ||
        !rows.share(item.rows, [x - 1, y - 1, x + 1, y + 1]) ||
        rows.share(room.blocked, box) ||
        foreign(box, item)
      )
        continue;
      if (!best || on > best.on) best = { x, y, on, form };
    }
  return best;
}

/**
 * At the end of a line that leads to the thing named.
 * @param {Item} item
 * @param {Room} room
 */
function led(item, room) {
  /** @type {Spot[]} */
  const out = [];
  const to = item.kind === "area" ? target(item, room) : item.kind === "line" ? item.way[item.way.length >> 1] : item;
  if (to)
    item.forms.forEach((form, i) => {
      [20, 28, 36, 46, 58, 72, 90, 110, 140, 180, 230, 290].forEach((far) => {
        for (let k = 0; k < 24; k++) {
          const cos = Math.cos((k * Math.PI) / 12);
          const sin = Math.sin((k * Math.PI) / 12);
          const flat = Math.abs(cos) < 0.5 ? 0 : 3;
          const p = { x: to.x + far * cos, y: to.y + far * sin };
          const c = side(form, p, flat * cos, flat ? 0 : sin, far + i * 30);
          c.to = to;
          c.from = p;
          c.cost += rows.share(room.land, c.box) * 30 + (k % 6 ? 0 : 2);
          c.leader = () => crossed(c, room);
          out.push(c);
        }
      });
    });
  return out;
}

/**
 * What it costs that a leader crosses names, and what else is there.
 * @param {Spot} c
 * @param {Room} room
 */
function crossed(c, room) {
  return dots(c).reduce(
    (sum, dot) => sum + (rows.meets(room.names, dot) ? 2 * BAD : rows.meets(room.blocked, dot) ? 6 : 0),
    0,
  );
}

/**
 * @param {Item} item
 * @param {Room} room
 * @returns {Point}
 */
function target(item, room) {
  const point = [{ width: 2, height: 2 }];
  const margins = [30, 15, 8, 4, 2, 0];
  return (
    rows.roomiest(rows.each(item.rows, taken(room), false), point, margins) ||
    rows.roomiest(item.rows, point, margins) ||
    item
  );
}

/**
 * A leader as small boxes, without the end at its place.
 * @param {Spot} c
 */
function dots(c) {
  const { from, to } = /** @type {Required<Spot>} */ (c);
  /** @type {Box[]} */
  const out = [];
  const dx = from.x - to.x;
  const dy = from.y - to.y;
  const far = Math.hypot(dx, dy);
  for (let d = 5; d < far; d += 4)
    out.push([
      to.x + (dx * d) / far - 1.5,
      to.y + (dy * d) / far - 1.5,
      to.x + (dx * d) / far + 1.5,
      to.y + (dy * d) / far + 1.5,
    ]);
  return out;
}

/** @type {Record<Item["kind"], ((item: Item, room: Room) => Spot[])[]>} */
const WAYS = { point: [around], free: [over], line: [beside], edge: [edge], area: [upon] };

/**
 * Place names, each where it costs least and lies on nothing.
 * items: in order of importance, each of a kind of WAYS: {kind, x, y, forms: [{width, height}], must (then with a leader if need be), …};
 * room: {size, blocked, land: rows; named: [{id, rows}]}, see rows.js. Returns for each item null or {form, box, anchor, to, from}.
 * @param {Item[]} items
 * @param {Room} room
 * @returns {(Spot | null)[]}
 */
function place(items, room) {
  const blocked = room.blocked;
  let order = items.map((item, i) => i);
  /** @type {{spots: (Spot | null)[], poor: number}} */
  let best = { spots: [], poor: Infinity };
  for (let turn = 0; turn < 6; turn++) {
    room.blocked = blocked.map((row) => row.slice());
    room.names = rows.empty(room.size);
    /** @type {(Spot | null)[]} */
    const spots = [];
    let late = -1;
    let poor = 0;
    let without = 0;
    order.forEach((i) => {
      const spot = (spots[i] = one(items[i], room));
      if (spot && spot.cost >= BAD) {
        poor += spot.cost;
        without++;
        if (late < 0) late = i;
      }
    });
    if (poor < best.poor) best = { spots, poor };
    if (!poor || order[0] === late || without > CROWD) break;
    order = [late].concat(order.filter((i) => i !== late)); /* who found no room chooses first */
  }
  return best.spots;
}

/**
 * @param {Item} item
 * @param {Room} room
 * @returns {Spot | null}
 */
function one(item, room) {
  const size = room.size;
  let best = /** @type {Spot | null} */ (null);
  if (item.dot && rows.meets(room.blocked, item.dot)) return null;
  WAYS[item.kind].concat(item.must && item.kind !== "edge" ? led : []).some((way) => {
    way(item, room).forEach((c) => {
      if (best && c.cost >= best.cost) return;
      const b = padded(c.box);
      const wide = Math.max(0, EDGE - b[0], b[2] - size.x + EDGE) + Math.max(0, EDGE - b[1], b[3] - size.y + EDGE);
      const bad = rows.share(room.blocked, b) + foreign(b, item);
      c.cost += wide * 500 + bad * 2000 + (wide || bad ? BAD : 0);
      /* A long leader is looked at last: among many names most spots are out of the question without it. */
      if (c.leader && (!best || c.cost < best.cost)) c.cost += c.leader();
      if (!best || c.cost < best.cost) best = c;
    });
    return best && best.cost < BAD;
  });
  if (!best || (best.cost >= BAD && !item.must)) return null;
  rows.block(room.blocked, padded(best.box));
  rows.block(room.names, best.box);
  if (item.dot) rows.block(room.blocked, item.dot);
  if (best.to)
    dots(best).forEach((dot) => {
      rows.block(room.blocked, dot);
    });
  return best;
}

/**
 * @param {Box} box
 * @param {Item} item
 */
function foreign(box, item) {
  return item.foreign ? item.foreign(box) : 0;
}

export { place };

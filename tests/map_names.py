"""Read the lettering of a story's map back from a browser, and find every name that stands where it names nothing.

What the page draws is read from its document; where the places lie is computed here, from the story's own geometry, so
that the page is not asked whether the page is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import atan2, degrees
from typing import Any

import numpy
import shapely
from playwright.sync_api import Page, ViewportSize
from shapely.geometry.base import BaseGeometry

from geo.basemap.cutting import recentre
from narrative.page.stage import kind_of
from narrative.page.story_map import basemap_of
from narrative.story import Step, Story

SIZES = (
    (320, 256),
    (320, 640),
    (390, 844),
    (447, 806),
    (500, 320),
    (700, 500),
    (768, 1024),
    (1280, 800),
    (1920, 1080),
    (3440, 1440),
)
KINDS = {  # what is counted, in words
    "outside": "names off their own land, sea or line",
    "within": "names inside another named area",
    "overlap": "names on names, arrows, signs or furniture",
    "struck": "names struck through by a line",
    "unnamed": "lit places neither named nor pointed to",
    "astray": "pointers far from where their arrow leaves",
}
ON_AREA = 0.75  # of a name's ink, where a name that reaches out over the sea still reads as the land's
INSIDE = 0.03  # of a name's ink, beyond which it stands in an area: an islet under a letter is none
BESIDE_PX = 20.0  # between a name and the dot or line that it stands beside
ASIDE_PX = 10.0  # by which a dot may stand beside its spot where another has the same: it is named as it stands
RING_PX = 11.0  # around a lit dot, where a leader ends
POINTER_PX = 40.0  # between a pointer and the spot where its arrow leaves the frame
SIGNS = "→↘↓↙←↖↑↗"  # one every 45 degrees, clockwise from the east

READ = """() => {
  const box = document.querySelector('.folium-map').getBoundingClientRect(), scene = narrativeMap.stage.scene;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (node) => node.checkVisibility({checkOpacity: true, opacityProperty: true});
  const boxOf = (node) => {
    if (!node || !shown(node)) return null;
    const b = node.getBoundingClientRect();
    return [b.left - box.left, b.top - box.top, b.right - box.left, b.bottom - box.top];
  };
  const lines = (text) => {
    const at = text.transform.baseVal.consolidate(), size = parseFloat(getComputedStyle(text).fontSize);
    return !text.textContent || !shown(text) ? [] : [...text.querySelectorAll('tspan[x]')].map((line) => {
      const b = line.getExtentOfChar(0), end = line.getExtentOfChar(line.getNumberOfChars() - 1);
      const foot = line.getStartPositionOfChar(0).y + at.matrix.f, x = at.matrix.e;
      return {text: line.textContent, box: [b.x + x, foot - 0.7 * size, end.x + end.width + x, foot + 0.18 * size]};
    });
  };
  const moved = (path) => {
    if (!path?.getAttribute('d')) return [];
    const {e, f} = path.transform.baseVal.consolidate().matrix;
    return [0, path.getTotalLength()].map((at) => path.getPointAtLength(at)).map((p) => [p.x + e, p.y + f]);
  };
  return {
    size: [box.width, box.height], screen: narrativeMap.toScreen(map), origin: narrativeMap.flat(0, 0),
    places: all('.folium-map > .scene .place').filter((g) => g.getAttribute('display') !== 'none').map((g) => ({
      id: g.dataset.place, lit: g.classList.contains('is-lit'), away: g.classList.contains('is-away'),
      lines: lines(g.querySelector('.label')), leader: moved(g.querySelector('.leader')),
      line: g.querySelector('.line')?.getAttribute('d') || '',
      dot: boxOf(g.querySelector('.dot')),
    })),
    base: all('.layer-base text').map((node) => ({kind: node.classList[1], lines: lines(node)})),
    links: all('.layer-links > g').map((g) => ({
      body: g.querySelector('.body').getAttribute('d') || '', lines: lines(g.querySelector('.link-label')),
      sign: g.querySelector('.sign').childNodes.length ? boxOf(g.querySelector('.sign')) : null,
    })),
    furniture: all('.folium-map .keep-clear').filter(shown).map(boxOf),
  };
}"""


@dataclass(frozen=True)
class Misplaced:
    """One fault of the lettering: what kind (a key of KINDS), in which step, and whose name."""

    kind: str
    step: str
    words: str


@dataclass
class StoryGround:
    """Where a story's places lie on the page's plane: Mercator degrees from 0° N 0° E, y to the south."""

    story: Story
    shapes: dict[str, BaseGeometry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.basemap = basemap_of(self.story)
        for place in self.story.gazetteer.places.values():
            shape = place.geometry
            if kind_of(shape) == "area":
                shape = recentre(shape, self.basemap.cut)
            self.shapes[place.id] = shapely.make_valid(shapely.transform(shape, self.plane))

    def plane(self, coordinates: numpy.ndarray) -> numpy.ndarray:
        lon, lat = coordinates.T
        lon = numpy.where(lon < self.basemap.cut, lon + 360, lon)
        return numpy.column_stack([lon, -numpy.degrees(numpy.log(numpy.tan(numpy.pi / 4 + numpy.radians(lat) / 2)))])

    def title(self, id: str) -> str:
        return self.story.gazetteer.places[id].title


@dataclass
class Lettering:
    """One view as it was read, judged against the ground. Boxes are (left, top, right, bottom) in pixels of the map."""

    ground: StoryGround
    step: Step
    read: dict[str, Any]

    @cached_property
    def frame(self) -> shapely.Polygon:
        return shapely.box(0, 0, *self.read["size"])

    def on_screen(self, id: str) -> BaseGeometry:
        """A place's geometry in pixels, as far as it shows."""
        screen, origin = self.read["screen"], self.read["origin"]
        scale = screen["scale"]
        offset = origin["x"] * scale + screen["x"], origin["y"] * scale + screen["y"]
        west, north = -offset[0] / scale, -offset[1] / scale
        width, height = self.read["size"]
        seen = shapely.clip_by_rect(self.ground.shapes[id], west, north, west + width / scale, north + height / scale)
        return shapely.simplify(shapely.transform(seen, lambda xy: xy * scale + offset), 0.3)

    @cached_property
    def areas(self) -> dict[str, BaseGeometry]:
        """The areas that the map tints in this view, in pixels."""
        found = {}
        for place in self.read["places"]:
            if kind_of(self.ground.story.gazetteer.places[place["id"]].geometry) == "area":
                shape = shapely.make_valid(self.on_screen(place["id"]))
                if not shape.is_empty:
                    found[place["id"]] = shape
        return found

    def faults(self) -> list[Misplaced]:
        return [Misplaced(kind, self.step.id, words) for kind, words in (*self.of_places(), *self.of_overlaps())]

    def of_places(self) -> Iterator[tuple[str, str]]:
        for place in self.read["places"]:
            id, lines = place["id"], place["lines"]
            title = self.ground.title(id)
            if not lines:
                if place["lit"]:
                    yield "unnamed", title
                continue
            kind = kind_of(self.ground.story.gazetteer.places[id].geometry)
            boxes = [line["box"] for line in lines]
            ink = shapely.union_all([shapely.box(*box) for box in boxes])
            if not self.frame.buffer(0.5).contains(ink):
                yield "outside", f"{title} runs out of the frame"
            if kind == "area":
                for other, shape in self.areas.items():
                    there = sum(shapely.clip_by_rect(shape, *box).area for box in boxes)
                    if other != id and there > INSIDE * ink.area:
                        yield "within", f"{title} in {self.ground.title(other)}"
            if place["away"]:
                if not self.points_there(place, ink):
                    yield "astray", title
            elif place["leader"]:
                if not self.leads_there(place, ink):
                    yield "outside", f"{title} with a leader"
            elif kind == "area":
                shape = self.areas.get(id, shapely.Point())
                share = sum(shapely.clip_by_rect(shape, *box).area for box in boxes) / ink.area
                if share < ON_AREA or shape.distance(ink.envelope.centroid) > 1.5:
                    yield "outside", f"{title} ({share:.0%} on it)"
            elif (far := ink.distance(self.as_it_stands(place))) > BESIDE_PX:
                yield "outside", f"{title} ({far:.0f} px)"

    def leads_there(self, place: dict[str, Any], ink: BaseGeometry) -> bool:
        """Whether a leader goes from the name to the place."""
        start, end = map(shapely.Point, place["leader"])
        reach = RING_PX if place["dot"] else 2.5
        return start.distance(ink) < 8 and self.as_it_stands(place).distance(end) < reach

    def as_it_stands(self, place: dict[str, Any]) -> BaseGeometry:
        """A place in pixels, with its dot where that has been moved aside."""
        shape = self.on_screen(place["id"])
        dot = shapely.box(*place["dot"]).centroid if place["dot"] else shape
        return shapely.union(shape, dot) if shape.distance(dot) <= ASIDE_PX else shape

    def points_there(self, place: dict[str, Any], ink: BaseGeometry) -> bool:
        """Whether a pointer stands at the frame's edge, where its arrow leaves, and points to its place."""
        rim = self.frame.exterior
        sign = next(
            (SIGNS.index(letter) for line in place["lines"] for letter in line["text"] if letter in SIGNS), None
        )
        if sign is None or ink.distance(rim) > POINTER_PX:
            return False
        ways = [
            drawn["body"]
            for link, drawn in zip(self.step.links, self.read["links"], strict=True)
            if place["id"] in (link.origin, link.destination)
        ]
        leaves = [each for each in (rim.intersection(arrow(body)) for body in ways) if not each.is_empty]
        if leaves:
            return any(each.distance(ink) <= POINTER_PX for each in leaves)
        screen, origin = self.read["screen"], self.read["origin"]
        target = self.ground.story.gazetteer.places[place["id"]].label_point
        x, y = self.ground.plane(numpy.array([[target.x, target.y]]))[0]
        x, y = ((v + origin[k]) * screen["scale"] + screen[k] for v, k in ((x, "x"), (y, "y")))
        here = ink.envelope.centroid
        bearing = degrees(atan2(y - here.y, x - here.x))
        return abs((bearing - 45 * sign + 180) % 360 - 180) <= 30

    def of_overlaps(self) -> Iterator[tuple[str, str]]:
        names: list[tuple[str, str, BaseGeometry]] = []  # whose, words, ink
        for place in self.read["places"]:
            names += [(place["id"], each["text"], shapely.box(*each["box"])) for each in place["lines"]]
        for index, label in enumerate(self.read["base"]):
            names += [(f"base {index}", each["text"], shapely.box(*each["box"])) for each in label["lines"]]
        for index, link in enumerate(self.read["links"]):
            names += [(f"link {index}", each["text"], shapely.box(*each["box"])) for each in link["lines"]]
        tree = shapely.STRtree([ink for _, _, ink in names])
        for a, b in tree.query([ink for _, _, ink in names], predicate="intersects").T:
            if a < b and names[a][0] != names[b][0] and names[a][2].intersection(names[b][2]).area > 0.5:
                yield "overlap", f"{names[a][1]} / {names[b][1]}"
        for what, shape in self.obstacles():
            shapely.prepare(shape)
            for whose, words, ink in names:
                if shape.intersects(ink) and shape.intersection(ink).area + shape.intersection(ink).length > 0.5:
                    kind = "struck" if what.startswith("line") else "overlap"
                    if what != f"dot {whose}":
                        yield kind, f"{words} / {what}"

    def obstacles(self) -> Iterator[tuple[str, BaseGeometry]]:
        for place in self.read["places"]:
            if place["line"]:
                yield (
                    f"line {place['id']}",
                    shapely.MultiLineString([each for each in outline(place["line"]) if len(each) > 1]),
                )
            if place["dot"] and place["lit"]:
                yield f"dot {place['id']}", shapely.box(*place["dot"])
            if place["leader"]:
                yield f"line to {place['id']}", shapely.LineString(place["leader"])
        for index, link in enumerate(self.read["links"]):
            if link["body"]:
                yield f"arrow {index}", arrow(link["body"])
            if link["sign"]:
                yield f"sign {index}", shapely.box(*link["sign"])
        for box in self.read["furniture"]:
            yield "furniture", shapely.box(*box)


def outline(data: str) -> list[list[tuple[float, float]]]:
    """The pieces of SVG path data made of M, L and Z, each a list of points; a closed piece ends where it began.

    >>> outline("M0 0L2 0L2 1Z")
    [[(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 0.0)]]
    """
    pieces = []
    for piece in data.split("M")[1:]:
        numbers = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", piece)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        pieces.append([*points, points[0]] if piece.rstrip().endswith("Z") else points)
    return pieces


def arrow(data: str) -> BaseGeometry:
    """An arrow as drawn: its ribbon and head, or its dashes with what lies between them."""
    parts = [shapely.make_valid(shapely.Polygon(ring)) for ring in outline(data) if len(ring) > 3]
    if len(parts) > 3:
        parts.append(shapely.buffer(shapely.LineString([part.centroid for part in parts]), 0.5))
    return shapely.union_all(parts)


# Whether the map has taken in the frame's size: who asks for the step that is read already waits for nothing else.
TAKEN_IN = """(width) => {
  const map = narrativeMap.stage.map, box = map.getContainer(), size = map.getSize();
  return innerWidth === width && size.x === box.clientWidth && size.y === box.clientHeight;
}"""


def walk(page: Page, ground: StoryGround, size: Sequence[int], steps: Sequence[Step]) -> list[Misplaced]:
    """Jump from step to step in one frame size (width, height); every fault that is seen on the way."""
    page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    page.wait_for_function(TAKEN_IN, arg=size[0])
    found = []
    for step in steps:
        page.evaluate("id => story.goto(id)", step.id)
        page.wait_for_selector(f'html[data-step="{step.id}"][data-settled="{step.id}"]', state="attached")
        found += Lettering(ground, step, page.evaluate(READ)).faults()
    return found

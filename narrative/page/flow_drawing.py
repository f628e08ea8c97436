"""Draw a flow and its chart as SVG that needs no script: for readers without, on paper, and beside the map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from geo.basemap.projection import WIDTH, Extent, mercator
from narrative.story import Story
from narrative.story.overlay_model import Branch, Chart, ChartPoint, Flow

WIDEST_PX = 44.0  # the band of the greatest strength; flows.js draws it so on a map of 840 px
THINNEST_PX = 1.0
SHARPEST = 1.6  # how far a corner's tip may stand out, in half widths
MARGIN = 0.06  # of the drawing's width around the bands
NEAR_DEGREES = 0.35  # a place so near to a band is named
CHART_WIDTH, CHART_HEIGHT = 250, 104
CHART_LEFT, CHART_RIGHT, CHART_TOP, CHART_FOOT = 30, 34, 10, 18

Point = tuple[float, float]


def flow_svg(story: Story, flow: Flow) -> str:
    """The bands of a flow with the places beside them, north up, on the page's own projection."""
    points = [point for branch in flow.branches for point in branch.points]
    west, east = min(each.lon for each in points), max(each.lon for each in points)
    tops = [mercator(each.lat) for each in points]
    pad = max(east - west, max(tops) - min(tops), 0.1) * MARGIN
    across = east - west + 2 * pad
    height = (max(tops) - min(tops) + 2 * pad) / across * WIDTH
    extent = Extent(west - pad, min(tops) - pad, east + pad, max(tops) + pad, cut=west - pad, height=height)
    bands = "".join(
        f'<path data-band="{flow.id}-{number}" d="{band_path(each, extent, flow.strongest)}"/>'
        for number, direction in enumerate(flow.directions)
        for each in flow.branches_of(direction.id)
    )
    named = [
        place
        for place in story.gazetteer.places.values()
        if place.geometry.geom_type == "Point"
        and any(
            math.hypot(place.label_point.x - each.lon, place.label_point.y - each.lat) < NEAR_DEGREES for each in points
        )
    ]
    boxes: list[tuple[float, float, float, float]] = []
    names = ""
    for place in sorted(named, key=lambda each: each.rank):
        x, y = extent.at(place.label_point.x, place.label_point.y)
        wide = 6.0 * len(place.title)
        end = x + wide + 6 > WIDTH
        box = (x - wide - 6 if end else x - 3, y - 8, x + 3 if end else x + wide + 6, y + 5)
        if any(a[0] < box[2] and box[0] < a[2] and a[1] < box[3] and box[1] < a[3] for a in boxes):
            continue
        boxes.append(box)
        names += (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2"/>'
            f'<text x="{x + (-5 if end else 5):.1f}" y="{y + 4:.1f}" text-anchor="{"end" if end else "start"}">'
            f"{escape(place.title)}</text>"
        )
    key = "".join(
        f'<span><i data-band="{flow.id}-{number}"></i>{escape(each.name)}</span>'
        for number, each in enumerate(flow.directions)
    )
    words = f"{flow.title}: {', '.join(f'{d.name} {numbers(flow, d.id)}' for d in flow.directions)}"
    return (
        f'<svg class="flow" viewBox="0 0 {WIDTH:g} {height:.0f}" role="img" aria-label="{escape(words)}">'
        f'{bands}{names}</svg><span class="bands">{key}</span>'
    )


def numbers(flow: Flow, direction: str) -> str:
    """How a direction begins and ends, by its largest band: "from 340,000 to 100,000 men"."""
    first = max(flow.branches_of(direction), key=lambda each: each.points[0].strength)
    return f"from {first.points[0].strength:,.0f} to {first.points[-1].strength:,.0f} {flow.unit}"


def width_of(strength: float, strongest: float, widest: float = WIDEST_PX) -> float:
    """The width of a band, in pixels: proportional, but never too thin to be seen.

    >>> width_of(170_000, 340_000), width_of(10, 340_000)
    (22.0, 1.0)
    """
    return max(THINNEST_PX, widest * strength / strongest)


def band_path(branch: Branch, extent: Extent, strongest: float) -> str:
    """A branch as the ``d`` of a path: a quadrangle for each stretch between two points."""
    spots = [extent.at(point.lon, point.lat) for point in branch.points]
    widths = [width_of(point.strength, strongest) for point in branch.points]
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z" for corners in quadrangles(spots, widths)
    )


def quadrangles(spots: Sequence[Point], widths: Sequence[float]) -> list[list[Point]]:
    """The four corners of each stretch; its width is that of the point where it begins.

    >>> quadrangles([(0, 0), (10, 0)], [4, 4])
    [[(0.0, 2.0), (10.0, 2.0), (10.0, -2.0), (0.0, -2.0)]]
    """
    sides = [side_at(spots, index) for index in range(len(spots))]
    found = []
    for index in range(len(spots) - 1):
        half = widths[index] / 2
        (x0, y0), (x1, y1) = spots[index], spots[index + 1]
        (a0, b0), (a1, b1) = sides[index], sides[index + 1]
        found.append(
            [
                (x0 + a0 * half, y0 + b0 * half),
                (x1 + a1 * half, y1 + b1 * half),
                (x1 - a1 * half, y1 - b1 * half),
                (x0 - a0 * half, y0 - b0 * half),
            ]
        )
    return found


def side_at(spots: Sequence[Point], index: int) -> Point:
    """Where the edge of a band of half width 1 lies at a point: across it, at a bend on the line that halves it."""
    before = normal(spots[max(index - 1, 0)], spots[max(index, 1)])
    after = normal(spots[min(index, len(spots) - 2)], spots[min(index + 1, len(spots) - 1)])
    x, y = before[0] + after[0], before[1] + after[1]
    length = math.hypot(x, y)
    if length < 0.2:  # it turns on its heel: no corner could join the two
        return after
    reach = min(SHARPEST, 2 / length)
    return x / length * reach, y / length * reach


def normal(start: Point, end: Point) -> Point:
    """The direction across a line, of length 1."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    return -dy / length, dx / length


def chart_svg(chart: Chart) -> str:
    """The values of a chart along the longitudes of its points, west at the left, each with its date."""
    lons = [each.lon for each in chart.points]
    values = [each.value for each in chart.points]
    low, high = min([*values, 0]), max([*values, 0])
    span = (high - low) or 1.0
    inner = CHART_WIDTH - CHART_LEFT - CHART_RIGHT, CHART_HEIGHT - CHART_TOP - CHART_FOOT

    def at(lon: float, value: float) -> Point:
        x = CHART_LEFT + (lon - min(lons)) / ((max(lons) - min(lons)) or 1.0) * inner[0]
        return x, CHART_TOP + (high - value) / span * inner[1]

    grid = ""
    for value in ticks(low, high):
        _, y = at(lons[0], value)
        other = chart.in_second(value)
        grid += (
            f'<path class="grid" d="M{CHART_LEFT} {y:.1f}H{CHART_WIDTH - CHART_RIGHT}"/>'
            f'<text class="tick" x="{CHART_LEFT - 5}" y="{y + 3.5:.1f}" text-anchor="end">{signed(value)}</text>'
        )
        if other is not None:
            grid += f'<text class="tick" x="{CHART_WIDTH - CHART_RIGHT + 5}" y="{y + 3.5:.1f}">{signed(other)}</text>'
    spots = [at(each.lon, each.value) for each in chart.points]
    line = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
    dots = ""
    for point, (x, y) in zip(chart.points, spots, strict=True):
        second = chart.in_second(point.value)
        words = f"{signed(point.value)} {chart.unit}" + (
            f" ({signed(second)} {chart.second[0]})" if second is not None and chart.second else ""
        )
        when = f", {point.date.words}" if point.date else ""
        dots += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4"><title>{escape(words + when)}</title></circle>'
    dates = "".join(
        f'<text class="tick" x="{at(point.lon, 0)[0]:.1f}" y="{CHART_HEIGHT - 4}" text-anchor="{anchor}">'
        f"{escape(point.date.words)}</text>"
        for point, anchor in ends_of(chart)
        if point.date
    )
    least = min(chart.points, key=lambda each: each.value)
    words = f"{chart.title}: from {signed(chart.points[0].value)} to {signed(least.value)} {chart.unit} at its lowest"
    return (
        f'<svg class="chart" viewBox="0 0 {CHART_WIDTH} {CHART_HEIGHT}" role="img" aria-label="{escape(words)}">'
        f'{grid}<path class="line" d="{line}"/>{dots}{dates}</svg>'
    )


def ends_of(chart: Chart) -> list[tuple[ChartPoint, str]]:
    """The westernmost and the easternmost point, each with where its date is anchored."""
    dated = sorted(chart.points, key=lambda each: each.lon)
    return [(dated[0], "start"), (dated[-1], "end")]


def ticks(low: float, high: float) -> list[float]:
    """Round values from low to high, 3 to 6 of them.

    >>> ticks(-30, 0), ticks(0, 7)
    ([-30.0, -20.0, -10.0, 0.0], [0.0, 2.0, 4.0, 6.0])
    """
    rough = (high - low) / 4 or 1.0
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * each for each in (1, 2, 5, 10) if unit * each >= rough)
    return [round(step * n, 10) for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def signed(value: float) -> str:
    """A number with a true minus sign.

    >>> signed(-26.25), signed(0.0)
    ('−26.25', '0')
    """
    return f"{value:g}".replace("-", "−")

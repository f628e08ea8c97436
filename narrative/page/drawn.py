"""Turn what a story's author draws on the map into the page's data, its style rules and its list for every reader."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import shapely
from markupsafe import Markup

from geo.basemap.cutting import recentre
from geo.basemap.outlines import rings_of
from geo.basemap.reader import Basemap
from narrative.page.flow_drawing import chart_svg, flow_svg
from narrative.page.old_maps import pictures_of
from narrative.page.stage import rounded
from narrative.story import Step, Story
from narrative.story.describe import short_citation
from narrative.story.overlay_model import Drawing, Flow, Layer, OldMap, Tiles
from narrative.story.overlay_words import BAND_COLOURS, MOST_CLASSES, PALETTES
from narrative.story.prose import render_prose, typographic

LAYER_PRECISION, LAYER_TOLERANCE = 3, 0.002  # decimals, and degrees that a border may be off
WORDS = {
    "drawn": "Drawn on the map",
    "width": "As wide as there are",
    "more": "About it",
    "strength": "Opacity",
    "tiles": "Online tiles",
    "network": "Asks the network; the story does not need it",
}


def drawn_data(story: Story, basemap: Basemap) -> dict[str, Any] | None:
    """What ``drawn.js`` asks for; None where the story draws nothing.

    ``steps`` has by step id what is shown: the drawing's id, ``only`` one direction (its number), its ``opacity``.
    Longitudes and latitudes are in degrees.
    """
    if not (story.drawn or story.drawn.tiles):
        return None
    return {
        "words": WORDS,
        "steps": {step.id: [use_data(story, step, use.id) for use in step.draws] for step in story.steps if step.draws},
        **({"tiles": tiles_data(story.drawn.tiles)} if story.drawn.tiles else {}),
        "layers": [layer_data(each, basemap.cut) for each in story.drawn.layers.values()],
        "overlays": [old_map_data(story, each, basemap) for each in story.drawn.overlays.values()],
        "flows": [flow_data(each) for each in story.drawn.flows.values()],
    }


def use_data(story: Story, step: Step, id: str) -> dict[str, Any]:
    """How a step shows a drawing."""
    use = next(each for each in step.draws if each.id == id)
    drawing = story.drawn[id]
    found: dict[str, Any] = {"id": id}
    if use.only and isinstance(drawing, Flow):
        found["only"] = [each.id for each in drawing.directions].index(use.only)
    if use.opacity is not None:
        found["opacity"] = use.opacity
    return found


def named_data(drawing: Drawing) -> dict[str, str]:
    """What the map's panel says of any drawing."""
    return {"id": drawing.id, "title": typographic(drawing.title), "credit": credit_words(drawing)}


def credit_words(drawing: Drawing) -> str:
    """Whose a drawing is, from when, and under which terms: "After Minard, 1869. Public domain"."""
    credit = typographic(drawing.credit)
    year = f", {drawing.date.words}" if drawing.date and str(drawing.date.earliest.year) not in credit else ""
    return f"{credit[:1].upper()}{credit[1:]}{year}. {typographic(drawing.licence)}"


def flow_data(flow: Flow) -> dict[str, Any]:
    """A flow as ``flows.js`` draws it: bands of [longitude, latitude, strength], each of a direction (its number)."""
    ids = [each.id for each in flow.directions]
    return {
        **named_data(flow),
        "unit": flow.unit,
        "directions": [typographic(each.name) for each in flow.directions],
        "most": flow.strongest,
        **({"chart": ids.index(flow.chart.direction)} if flow.chart and flow.chart.direction else {}),
        "bands": [
            {
                "of": ids.index(branch.direction),
                "points": [[*rounded(point.lon, point.lat), point.strength] for point in branch.points],
            }
            for branch in flow.branches
        ],
    }


def old_map_data(story: Story, drawing: OldMap, basemap: Basemap) -> dict[str, Any]:
    """An old map as ``sheets.js`` shows it, the finest picture first, whose bytes stand in the list of drawings."""
    return {
        **named_data(drawing),
        "opacity": drawing.opacity,
        "pictures": [
            {"bbox": [round(each, 6) for each in picture.bbox], "size": picture.size}
            | ({"data": picture.address} if number else {})
            for number, picture in enumerate(pictures_of(story, drawing, basemap))
        ],
    }


def layer_data(layer: Layer, cut: float) -> dict[str, Any]:
    """Regions as ``regions.js`` draws them: rings of each with the number of its class, null where it has none."""
    palette = PALETTES[layer.palette]
    chosen = classes_of(len(layer.limits) + 1)
    return {
        **named_data(layer),
        "opacity": layer.opacity,
        "precision": LAYER_PRECISION,
        "light": [palette.light[each] for each in chosen],
        "dark": [palette.dark[each] for each in chosen],
        "classes": class_words(layer),
        **({"none": layer.no_data} if any(each.value is None for each in layer.regions) else {}),
        "regions": [
            {
                "of": layer.class_of(each.value),
                "rings": rings_of(recentre(shapely.simplify(each.geometry, LAYER_TOLERANCE), cut), LAYER_PRECISION),
            }
            for each in layer.regions
        ],
    }


def classes_of(count: int) -> list[int]:
    """Which colours of a palette so many classes take: the ends, and what lies evenly between.

    >>> classes_of(5), classes_of(3), classes_of(1)
    ([0, 1, 2, 3, 4], [0, 2, 4], [2])
    """
    last = MOST_CLASSES - 1
    return [round(number * last / (count - 1)) for number in range(count)] if count > 1 else [last // 2]


def class_words(layer: Layer) -> list[str]:
    """What the key says of each class, the least first: "under 10 %", "10 to 20 %", "20 % and more"."""
    limits, unit = [f"{each:,.6g}" for each in layer.limits], layer.unit
    if not limits:
        return [f"all {unit}"]
    between = [f"{low} to {high} {unit}" for low, high in pairwise(limits)]
    return [f"under {limits[0]} {unit}", *between, f"{limits[-1]} {unit} and more"]


def tiles_data(tiles: Tiles) -> dict[str, Any]:
    """Tiles as ``tiles.js`` asks for them."""
    return {"url": tiles.url, "name": tiles.name, "attribution": tiles.attribution, "most": tiles.most_zoom}


def drawn_scripts(story: Story) -> tuple[str, ...]:
    """The scripts that a story's page needs for its drawings; none where it has none."""
    drawn = story.drawn
    kinds = {"regions": drawn.layers, "sheets": drawn.overlays, "flows": drawn.flows, "tiles": drawn.tiles}
    return ("drawn", *(name for name, there in kinds.items() if there)) if drawn or drawn.tiles else ()


def drawn_rules(story: Story) -> str:
    """The colours of a story's flows, light and dark, for everything that says whose band it is in ``data-band``."""
    light = dark = ""
    for flow in story.drawn.flows.values():
        for number, direction in enumerate(flow.directions):
            colour, mark = BAND_COLOURS[direction.colour], f'[data-band="{flow.id}-{number}"]'
            light += f"{mark}{{--band:{colour.light[0]}}}"
            dark += f':root[data-theme="dark"] {mark}{{--band:{colour.dark[0]}}}'
    for layer in story.drawn.layers.values():
        palette = PALETTES[layer.palette]
        for number, chosen in enumerate(classes_of(len(layer.limits) + 1)):
            mark = f'[data-class="{layer.id}-{number}"]'
            light += f"{mark}{{--fill:{palette.light[chosen]}}}"
            dark += f':root[data-theme="dark"] {mark}{{--fill:{palette.dark[chosen]}}}'
    return f"{light}@media screen{{{dark}}}" if light else ""


def drawn_context(story: Story, basemap: Basemap) -> list[dict[str, Any]]:
    """What ``drawn.html`` needs of every drawing: its picture for readers without scripts, and what it rests on."""
    return [drawing_context(story, each, basemap) for each in story.drawn]


def drawing_context(story: Story, drawing: Drawing, basemap: Basemap) -> dict[str, Any]:
    """One drawing."""
    figures: list[dict[str, Any]] = []
    rows: list[tuple[str, str]] = []
    if isinstance(drawing, OldMap):
        picture = pictures_of(story, drawing, basemap)[0]
        width, height = picture.size
        figures.append(
            {"img": picture.address, "width": width, "height": height, "words": "North is up: it lies as our map does"}
        )
    if isinstance(drawing, Layer):
        rows = [
            (each.name, drawing.no_data if each.value is None else f"{each.value:,.6g} {drawing.unit}")
            for each in drawing.regions
        ]
    if isinstance(drawing, Flow):
        figures.append({"svg": Markup(flow_svg(story, drawing)), "words": f"In {drawing.unit}"})
        if drawing.chart:
            second = f", at the right {drawing.chart.second[0]}" if drawing.chart.second else ""
            words = f"{typographic(drawing.chart.title)}, {drawing.chart.unit}{second}"
            figures.append({"svg": Markup(chart_svg(drawing.chart)), "words": words, "kind": "chart"})
    return {
        "id": drawing.id,
        "title": typographic(drawing.title),
        "credit": credit_words(drawing),
        "url": drawing.url,
        "html": Markup(render_prose(drawing.says)) if drawing.says else "",
        "figures": figures,
        "rows": rows,
        "works": [{"id": id, "short": short_citation(story.works[id].citation)} for id in drawing.sources],
        "steps": [
            {"id": step.id, "title": typographic(step.title)}
            for step in story.steps
            if any(use.id == drawing.id for use in step.draws)
        ],
    }


def drawn_beside(story: Story, step: Step) -> list[dict[str, str]]:
    """What a step's card says of the drawings on its map."""
    shown = [story.drawn[use.id] for use in step.draws]
    return [{"id": each.id, "title": typographic(each.title), "credit": typographic(each.credit)} for each in shown]

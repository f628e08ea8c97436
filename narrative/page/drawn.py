"""Turn what a story's author draws on the map into the page's data, its style rules and its list for every reader."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from narrative.page.flow_drawing import chart_svg, flow_svg
from narrative.page.stage import rounded
from narrative.story import Step, Story
from narrative.story.describe import short_citation
from narrative.story.overlay_model import Drawing, Flow
from narrative.story.overlay_words import BAND_COLOURS
from narrative.story.prose import render_prose, typographic

WORDS = {
    "drawn": "Drawn on the map",
    "width": "As wide as there are",
    "more": "About it",
}


def drawn_data(story: Story) -> dict[str, Any] | None:
    """What ``drawn.js`` asks for; None where the story draws nothing.

    ``steps`` has by step id what is shown: the drawing's id, ``only`` one direction (its number), its ``opacity``.
    Longitudes and latitudes are in degrees.
    """
    if not story.drawn:
        return None
    return {
        "words": WORDS,
        "steps": {step.id: [use_data(story, step, use.id) for use in step.draws] for step in story.steps if step.draws},
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


def drawn_scripts(story: Story) -> tuple[str, ...]:
    """The scripts that a story's page needs for its drawings; none where it has none."""
    return ("drawn.js", "flows.js") if story.drawn else ()


def drawn_rules(story: Story) -> str:
    """The colours of a story's flows, light and dark, for everything that says whose band it is in ``data-band``."""
    light = dark = ""
    for flow in story.drawn.flows.values():
        for number, direction in enumerate(flow.directions):
            colour, mark = BAND_COLOURS[direction.colour], f'[data-band="{flow.id}-{number}"]'
            light += f"{mark}{{--band:{colour.light[0]}}}"
            dark += f':root[data-theme="dark"] {mark}{{--band:{colour.dark[0]}}}'
    return f"{light}@media screen{{{dark}}}" if light else ""


def drawn_context(story: Story) -> list[dict[str, Any]]:
    """What ``drawn.html`` needs of every drawing: its picture for readers without scripts, and what it rests on."""
    return [drawing_context(story, each) for each in story.drawn]


def drawing_context(story: Story, drawing: Drawing) -> dict[str, Any]:
    """One drawing."""
    figures = []
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

"""Turn a checked Story into one HTML page that holds everything it needs."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from branca.element import Element, Figure
from folium.template import Template
from folium.utilities import JsCode
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from geo.basemap.layers import Level
from geo.basemap.offline_map import OfflineMap
from geo.basemap.reader import Basemap
from narrative.page.claims import claims_context, claims_of_step, notes_context
from narrative.page.explorer import counted, explorer_data, moves_of_person, moves_of_place, places_of
from narrative.page.fonts import cut_fonts
from narrative.page.lettering import characters_shown
from narrative.page.scroller import ASSETS, LATE, LATE_STYLES, StoryScroller, json_for_script, script, style
from narrative.page.stage import areas_data, stage_data
from narrative.page.story_map import basemap_of
from narrative.page.timeline import timeline_data
from narrative.story import Step, Story
from narrative.story.describe import (
    CERTAIN,
    CERTAINTY,
    EDITORIAL,
    STATUS,
    byline,
    distance_words,
    map_words,
    paragraphs_cited,
    sentence_case,
)
from narrative.story.languages import language_name
from narrative.story.prose import render_prose, typographic

TEMPLATES = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, trim_blocks=True, lstrip_blocks=True)
OFF: tuple[str, ...] = (  # the page has its own wheel, keys, flights and credit line
    "zoom_animation",
    "fade_animation",
    "attribution_control",
    "scroll_wheel_zoom",
    "double_click_zoom",
    "touch_zoom",
    "box_zoom",
    "keyboard",
    "inertia",
    "world_copy_jump",
)
CSP_MARK = "content-security-policy-goes-here"
NO_PREVIEW = '<meta name="twitter:card" content="summary">'  # link_preview puts a picture's lines here
FONTS_MARK = "<!-- fonts go here -->"
CLAIMS_WORDS = {"back": "← Back to the claim"}


class PageFigure(Figure):
    """The document around the map: a branca Figure, its most urgent parts first."""

    _template = Template((ASSETS / "page.html").read_text(encoding="utf-8"))

    def __init__(self, story: Story, masthead: str):
        super().__init__(title=story.title)
        self.header = Element()  # branca's own charset line is in the template
        self.header._parent = self
        self.late = Element()
        self.late._parent = self
        self.lang, self.slug, self.summary = story.language, story.slug, story.summary
        self.first = story.steps[0].id
        self.masthead = masthead
        self.csp_mark, self.no_preview = CSP_MARK, NO_PREVIEW
        self.tail = ""


def render_page(story: Story, basemap: Basemap | None = None) -> str:
    """The whole page: text, map, type and script in one file that asks nothing of the network.

    Identical input gives identical bytes. The Content-Security-Policy in its head allows just the scripts and styles
    that it carries (by SHA-256) and pictures from inside the file.
    """
    basemap = basemap_of(story, basemap)
    steps = [step_context(story, step) for step in story.steps]
    masthead = TEMPLATES.get_template("masthead.html").render(claims=bool(story.claims))
    masthead += TEMPLATES.get_template("timeline.html").render(total=len(steps))
    figure = PageFigure(story, masthead)
    appendix = TEMPLATES.get_template("appendix.html").render(**appendix_context(story, basemap))
    appendix += TEMPLATES.get_template("claims_panel.html").render() if story.claims else ""
    levels = [level.name for level in basemap.levels]
    first, *finer = levels
    claims = ["claims"] if story.claims else []
    parts = [first, "borders", "timeline", "labels", "areas", *claims, "still", "explorer", "fonts"]
    parts += [part for name in finer for part in (name, f"rivers-{name}")]
    parts += [f"rivers-{first}", *(f"relief-{name}" for name in levels if name in basemap.relief)]
    off: dict[str, Any] = dict.fromkeys(OFF, False)
    chart = OfflineMap(
        name="map",
        label=map_words(story, story.steps[0]),
        zoom_snap=0,
        min_zoom=1,
        max_zoom=11,
        **off,
    )
    chart.options["dragging"] = not_on_touch()
    text = TEMPLATES.get_template("steps.html").render(
        story=story, steps=steps, source_date=story.source.date.words, byline=byline(story)
    )
    stage, labels, timeline = stage_data(story, basemap, parts), labels_data(basemap), timeline_data(story)
    explorer = explorer_data(story)
    chart.add_child(StoryScroller(text, stage), name="scroller")
    figure.add_child(chart, name="map")
    bodies: dict[str, Any] = {
        "labels": {"labels": labels},
        "areas": {"areas": areas_data(story, basemap)},
        "borders": {"boundaries": boundaries_data(basemap)},
        "timeline": {"timeline": timeline},
        "still": {"still": style(("still.css",))},
        "claims": {"claims": CLAIMS_WORDS},
        "explorer": {"explorer": explorer},
    }
    for name in levels:
        bodies[name] = level_data(basemap.land[name])
        bodies[f"rivers-{name}"] = {"level": name, "rivers": rivers_data(basemap, name)}
        if name in basemap.relief:
            relief = basemap.relief[name]
            data = base64.b64encode(relief.bytes).decode("ascii")
            bodies[f"relief-{name}"] = {"bbox": relief.bbox, "from": basemap.land[name].zoom_from, "data": data}
    chunks = [FONTS_MARK if part == "fonts" else chunk(part, bodies[part]) for part in parts]
    # The coarse land draws the first view, borders, time line and lettering follow; the appendix is text and precedes
    # the heavy; the explorer reads it.
    late = f"<style>{style(LATE_STYLES)}</style><script>{script(LATE)}</script>"
    figure.tail = "\n".join([*chunks[:2], late, *chunks[2:5], appendix, *chunks[5:]])
    html = figure.render()
    faces = cut_fonts(characters_shown(html, stage, labels, f"{timeline} {CLAIMS_WORDS} {explorer}"))
    html = html.replace(FONTS_MARK, chunk("fonts", {"faces": [vars(face) for face in faces]}), 1)
    return html.replace(CSP_MARK, content_security_policy(html), 1)


def not_on_touch() -> Any:
    """One finger scrolls the page, never the map: Leaflet drags only where there is a mouse."""
    return JsCode("!window.matchMedia('(pointer: coarse)').matches")


def chunk(part: str, body: Any) -> str:
    """One part of the page: its data, then the call that takes it in as soon as it has arrived."""
    return (
        f'<script type="application/json" id="part-{part}">{json_for_script(body)}</script>'
        f'<script>narrativeMap.arrive("{part}")</script>'
    )


def content_security_policy(html: str) -> str:
    """A policy that allows what stands in this page and nothing else, from nowhere.

    >>> content_security_policy("<style>a{}</style><script>1</script>")[:60]
    "default-src 'none'; script-src 'sha256-a4ayc/80/OGda4BO/1o/V"
    """

    def hashes(tag: str) -> str:
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", html, flags=re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(body.encode("utf-8")).digest()).decode("ascii") for body in bodies]
        return " ".join(dict.fromkeys(f"'sha256-{digest}'" for digest in digests)) or "'none'"

    return (
        f"default-src 'none'; script-src {hashes('script')}; style-src {hashes('style')}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def page_etag(html: str) -> str:
    """A strong entity tag (RFC 9110) of the page's bytes."""
    return f'"{hashlib.sha256(html.encode("utf-8")).hexdigest()[:32]}"'


def step_context(story: Story, step: Step) -> dict[str, Any]:
    """What ``steps.html`` needs of one step."""
    titles = {each.id: typographic(each.title) for each in story.steps}
    against = [{"id": id, "title": titles[id], "words": "Spoken against in:"} for id in step.disputed_by]
    against += [{"id": id, "title": titles[id], "words": "Speaks against:"} for id in step.disputes]
    cited = paragraphs_cited(step.paragraphs)
    return {
        "id": step.id,
        "index": step.index,
        "title": typographic(step.title),
        "edtf": step.date.edtf,
        "when": sentence_case(step.date.words),
        "date_note": step.date_note,
        "status": step.status,
        "status_words": EDITORIAL if step.editorial else STATUS[step.status] + ".",
        "cited": sentence_case(
            f"On {cited}." if step.editorial else f"{story.source.short or story.source.title}, {cited}."
        )
        if cited
        else "",
        "against": against,
        "html": Markup(render_prose(step.text)),
        "shows": map_words(story, step),
        "claims": claims_of_step(story, step.id) if against else [],
        "notes": notes_context(story, step.notes),
    }


def appendix_context(story: Story, basemap: Basemap) -> dict[str, Any]:
    """What ``appendix.html`` needs: every place, person and work with the steps that name it."""
    places = story.gazetteer.places
    reference = places[story.reference_line] if story.reference_line else None
    steps = [
        {
            "id": s.id,
            "title": typographic(s.title),
            "edtf": s.date.edtf,
            "when": s.date.words,
            "places": places_of(s),
            "people": set(s.people),
        }
        for s in story.steps
    ]
    return {
        "story": story,
        "attribution": basemap.attribution,
        "source_words": byline(story),
        "places": [
            {
                "id": place.id,
                "title": place.title,
                "modern": place.modern if place.modern != place.title else None,
                "description": place.description,
                "reason": place.reason,
                "doubtful": place.certainty in CERTAINTY,
                "certainty_words": CERTAINTY.get(place.certainty, CERTAIN),
                "rivals": [{"id": id, "title": places[id].title} for id in place.rivals],
                "distance": distance_words(place, reference),
                "names": [
                    {
                        "language": language_name(name.lang),
                        "lang": name.lang,
                        "toponym": name.toponym,
                        "where": f"so in {paragraphs_cited(name.paragraphs)}" if name.paragraphs else "",
                    }
                    for name in place.names
                ],
                "links": place.web_links,
                "count": counted(moves_of_place(story, place.id)),
                "steps": [step for step in steps if place.id in step["places"]],
            }
            for place in places.values()
        ],
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "role": sentence_case(person.role),
                "written": person.as_written,
                "count": counted(moves_of_person(story, person.id)),
                "note": person.note,
                "steps": [step for step in steps if person.id in step["people"]],
            }
            for person in story.people.values()
        ],
        "works": list(story.works.values()),
        "claims": claims_context(story),
    }


def level_data(level: Level) -> dict[str, Any]:
    """One level of land as ``basemap.js`` takes it."""
    return {
        "name": level.name,
        "from": level.zoom_from,
        "bbox": level.bbox,
        "precision": level.precision,
        "polygons": level.polygons,
    }


def rivers_data(basemap: Basemap, name: str) -> list[dict[str, Any]]:
    """The rivers of one level."""
    return [
        {"code": river.code, "rank": river.rank, "precision": river.precision}
        for river in basemap.rivers
        if river.level == name
    ]


def boundaries_data(basemap: Basemap) -> list[dict[str, Any]]:
    """Every boundary with the time for which it held; the page draws those of the step's date."""
    return [
        {"code": line.code, "precision": line.precision, "kind": line.kind, "from": line.start, "to": line.end}
        for line in basemap.all_boundaries
    ]


def labels_data(basemap: Basemap) -> list[dict[str, Any]]:
    """The basemap's lettering, most important first."""
    rows = basemap.labels.sort_values(["rank", "name"], kind="stable")
    return [
        {
            "name": row["name"],
            "kind": row["kind"],
            "lonlat": [round(row["geometry"].x, 3), round(row["geometry"].y, 3)],
            "min": row["min_zoom"],
            "max": row["max_zoom"],
            "from": row["start"] if isinstance(row["start"], str) else None,
            "to": row["end"] if isinstance(row["end"], str) else None,
        }
        for row in rows.to_dict("records")
    ]

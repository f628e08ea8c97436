"""Turn a checked Story into its Page: one HTML file that holds everything it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

from branca.element import Element, Figure
from folium.utilities import JsCode
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from geo.basemap.offline_map import OfflineMap
from geo.basemap.reader import Basemap
from narrative.page.drawn import drawn_rules, drawn_scripts
from narrative.page.fonts import cut_fonts
from narrative.page.lettering import characters_shown
from narrative.page.linked_data import linked_data
from narrative.page.media import Gallery, Placement, has_media, media_script
from narrative.page.parts import page_parts, with_faces
from narrative.page.scroller import LATE_STYLES, StoryScroller, late_scripts, runs_of, script, style
from narrative.page.stage import WORDS, stage_data
from narrative.page.story_map import basemap_of
from narrative.page.surroundings import with_surroundings
from narrative.page.texts import appendix_context, step_context
from narrative.page.value import ASSETS, Page, Part, Phase, content_security_policy, json_for_script
from narrative.page.word_styles import side_rules
from narrative.story import Story
from narrative.story.describe import byline, draft_words
from narrative.story.words import SIGNS, VERDICTS

TEMPLATES = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, trim_blocks=True, lstrip_blocks=True)
TEMPLATES.globals |= {"signs_of_steps": SIGNS, "verdicts": VERDICTS}  # for signs.html
OFF: tuple[str, ...] = (  # the page has its own wheel, keys, flights, credit line and watch over the frame's size
    "zoom_animation",
    "fade_animation",
    "attribution_control",
    "scroll_wheel_zoom",
    "double_click_zoom",
    "box_zoom",
    "keyboard",
    "inertia",
    "world_copy_jump",
    "track_resize",
)
# What the style sheets set in the sans serif, and where names stand in their own script: names, works, signs of steps.
IN_SANS = re.compile(r'<(dd|ul class="works"|p class="(?:status|kept)"|i lang)\b.*?</(?:dd|ul|p|i)>', re.S)
WORDED = ("timeline", "claims", "explorer", "papers", "readings", "drawn")  # parts whose words the page shows


def render_page(story: Story, basemap: Basemap | None = None, placement: Placement = Placement.BESIDE) -> Page:
    """The whole page: text, map, type and script in one file that asks nothing of the network.

    Identical input gives identical bytes. The Content-Security-Policy in its head allows just the scripts and styles
    that it carries (by SHA-256) and pictures from inside the file. It names no picture for links to it: see
    `narrative.page.value.Page.with_preview`.

    Pictures, recordings and films of the steps stand where ``placement`` says: beside the page, which then has them as
    its ``files``, or in it. Raises ``Faults`` where one of their files cannot be read.
    """
    gallery = Gallery(story, placement)
    basemap = with_surroundings(story, basemap_of(story, basemap))
    parts = page_parts(story, basemap)
    stage = stage_data(story, basemap, [part.name for part in parts])
    pieces = drawn_map(story, stage, gallery) | written(story, basemap) | media_pieces(gallery)
    parts = with_faces(parts, cut_fonts(*characters_of(story, rest_of(story, pieces, parts), stage, parts)))
    rest = rest_of(story, pieces, parts)
    tiles = story.drawn.tiles.host if story.drawn.tiles else ""
    policy = content_security_policy(rest, gallery.policy if has_media(story) else {}, tiles)
    head = filled("head.html", story=story, policy=Markup(policy))  # its single quotes stand in double ones
    return Page(str(head), rest, policy, parts, files=gallery.assets)


def in_one(story: Story, page: Page, placement: Placement) -> Page:
    """A story's page that asks for nothing beside itself: the page as it is, where that has no files.

    Else it is rendered anew with its media ``INSIDE`` or as ``STILLS``.
    """
    if not page.files:
        return page
    return render_page(story, placement=placement).with_preview(page.preview)


def filled(template: str, **values: Any) -> Markup:
    """One of the page's templates with these values."""
    return Markup(TEMPLATES.get_template(template).render(**values))


def drawn_map(story: Story, stage: dict[str, Any], gallery: Gallery) -> dict[str, Markup]:
    """What folium makes of the map and of the text beside it: pieces of the page by their names."""
    off: dict[str, Any] = dict.fromkeys(OFF, False)
    chart = OfflineMap(
        name="map",
        label=WORDS["map"],
        zoom_snap=0,
        min_zoom=1,
        max_zoom=11,
        **off,
    )
    chart.options["dragging"] = not_on_touch()
    steps = [step_context(story, step) | {"media": gallery.of_step(step)} for step in story.steps]
    told = {"runs": runs_of(steps), "source_date": story.source.date.words, "byline": byline(story)}
    scroller = StoryScroller(
        filled("steps.html", story=story, **told),
        stage,
        bool(story.unread_steps),
        len(steps),
        len(story.gazetteer.places),
        ("media.css",) if has_media(story) else (),
    )
    chart.add_child(scroller, name="scroller")
    figure = PageFigure(title=story.title)
    figure.add_child(chart, name="map")
    return figure.pieces()


class PageFigure(Figure):
    """What the map is drawn into: a branca Figure with room for scripts after the text, given out in its pieces."""

    def __init__(self, title: str):
        super().__init__(title=title)
        self.header = Element()  # branca's own charset line is in the template
        self.header._parent = self
        self.late = Element()
        self.late._parent = self

    def pieces(self) -> dict[str, Markup]:
        """``header`` for the head, ``html`` for the body, then the scripts ``late`` and ``script``."""
        for child in self._children.values():
            child.render()
        return {name: Markup(getattr(self, name).render()) for name in ("header", "html", "late", "script")}


def not_on_touch() -> Any:
    """One finger scrolls the page, two zoom and move the map: Leaflet drags only where there is a mouse."""
    return JsCode("!window.matchMedia('(pointer: coarse)').matches")


def written(story: Story, basemap: Basemap) -> dict[str, Markup]:
    """The text above and below the steps: pieces of the page by their names."""
    claims = bool(story.claims)
    return {
        "masthead": filled("masthead.html", claims=claims) + filled("timeline.html", total=len(story.steps)),
        "appendix": filled("appendix.html", **appendix_context(story, basemap))
        + (filled("claims_panel.html") if claims else ""),
    }


def media_pieces(gallery: Gallery) -> dict[str, Markup]:
    """What a page with media has at its end: in a single page their files, and the script that works on them."""
    if not has_media(gallery.story):
        return {"media": Markup()}
    stored = filled("media_store.html", stored=gallery.at_the_end)
    return {"media": stored + Markup(f"<script>{media_script()}</script>\n")}


def rest_of(story: Story, pieces: dict[str, Markup], parts: Sequence[Part]) -> str:
    """The file after its head's facts: the pieces, and behind them the parts by their phases.

    The scripts that take the parts in follow the first view, and the appendix stands before what works on it.
    """
    scripts = late_scripts(len(story.steps), len(story.gazetteer.places), drawn_scripts(story))
    sheets = (*LATE_STYLES, *(("drawn.css",) if drawn_scripts(story) else ()))
    late = f"<style>{style(sheets)}{side_rules(story)}{drawn_rules(story)}</style><script>{script(scripts)}</script>"
    after: dict[Phase, list[str]] = {Phase.FIRST_VIEW: [late], Phase.LETTERING: [pieces["appendix"]]}
    sent = [[*(part.html for part in parts if part.phase is phase), *after.get(phase, [])] for phase in Phase]
    tail = Markup("\n".join(chain.from_iterable(sent)))
    pieces |= {"tail": tail, "linked_data": linked_data(story)}
    return str(filled("page.html", story=story, draft=draft_words(story), former=former_script(story), **pieces))


def former_script(story: Story) -> Markup | None:
    """The script that turns an address with a step's former id into one with its id; None where no step has any."""
    former = story.former_steps
    return Markup(f"{script(('former',))}narrativeMapFormer({json_for_script(former)});") if former else None


def characters_of(story: Story, rest: str, stage: dict[str, Any], parts: Sequence[Part]) -> tuple[set[str], set[str]]:
    """Every character for which the typefaces need a glyph; and of these those that stand in the serif."""
    data = {part.name: part.data for part in parts}
    worded = " ".join(str(data[name][name]) for name in WORDED if name in data)
    labels = data["labels"]["labels"]
    return (
        characters_shown(f"{story.title} {rest}", stage, labels, worded),
        characters_shown(f"{story.title} {IN_SANS.sub(' ', rest)}", stage, labels, str(data["timeline"])),
    )

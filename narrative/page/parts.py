"""Turn a story and its basemap into the parts of the page that come after its text, in the order of their sending."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from geo.basemap.drawing import boundaries_data, labels_data, level_data, relief_data, rivers_data
from geo.basemap.reader import Basemap
from geo.gazetteer.reader import Place
from narrative.page.drawn import drawn_data
from narrative.page.explorer import explorer_data
from narrative.page.fonts import Face
from narrative.page.papers import papers_data
from narrative.page.readings import readings_data
from narrative.page.scroller import style
from narrative.page.stage import areas_data, lines_data, link_words_data
from narrative.page.timeline import timeline_data
from narrative.page.value import Part, Phase
from narrative.story import Story

FONTS = "fonts"
CLAIMS_WORDS = {"back": "← Back to the claim"}


def page_parts(story: Story, basemap: Basemap) -> tuple[Part, ...]:
    """Every part, those of an earlier phase first.

    The typefaces are without their faces: these are cut for what text and parts show, see `with_faces`.
    """
    drawn = map_parts(
        story.gazetteer.places.values(),
        basemap,
        story.reference_line,
        story.seas,
        {"links": link_words_data(story)},
    )
    return tuple(sorted([*reading_parts(story, basemap), *drawn], key=lambda part: part.phase))


def reading_parts(story: Story, basemap: Basemap) -> Iterator[Part]:
    """What stands beside the map: time line, claims, still pictures, search and following, typefaces."""
    if readings := readings_data(story):  # before the names, which say what is in doubt
        yield Part("readings", {"readings": readings}, Phase.LETTERING)
    yield Part("timeline", {"timeline": timeline_data(story)}, Phase.LETTERING)
    if story.claims:
        yield Part("claims", {"claims": CLAIMS_WORDS}, Phase.APPENDIX)
    yield Part("still", {"still": style(("still.css",))}, Phase.APPENDIX)
    yield Part("explorer", {"explorer": explorer_data(story)}, Phase.APPENDIX)
    if papers := papers_data(story):
        yield Part("papers", {"papers": papers}, Phase.APPENDIX)
    if drawn := drawn_data(story, basemap):
        yield Part("drawn", {"drawn": drawn}, Phase.APPENDIX)
    yield Part(FONTS, {"faces": []}, Phase.DETAIL)


def map_parts(
    places: Collection[Place],
    basemap: Basemap,
    reference: str | None = None,
    seas: Collection[str] = (),
    more: Mapping[str, Any] = MappingProxyType({}),
) -> Iterator[Part]:
    """What the map is drawn from: the coarse land first, each finer level with its rivers, then the heavy relief.

    ``reference`` is the place whose line came with the first view; of two names of one water that in ``seas`` comes
    first; ``more`` comes with the lettering.
    """
    coarse, *finer = basemap.levels
    yield Part(coarse.name, level_data(coarse), Phase.FIRST_VIEW)
    yield Part("borders", boundaries_data(basemap), Phase.FIRST_VIEW)
    yield Part("labels", {**labels_data(basemap, seas), **more}, Phase.LETTERING)
    lines = lines_data(places, reference, basemap)
    yield Part("areas", {"areas": areas_data(places, basemap), "lines": lines}, Phase.LETTERING)
    for level in finer:
        yield Part(level.name, level_data(level), Phase.DETAIL)
        yield Part(f"rivers-{level.name}", rivers_data(basemap, level), Phase.DETAIL)
    yield Part(f"rivers-{coarse.name}", rivers_data(basemap, coarse), Phase.DETAIL)
    for level in basemap.levels:
        if level.name in basemap.relief:
            yield Part(f"relief-{level.name}", relief_data(basemap.relief[level.name], level), Phase.DETAIL)


def with_faces(parts: Sequence[Part], faces: Sequence[Face]) -> tuple[Part, ...]:
    """The same parts, their typefaces with these faces."""
    data = {"faces": [vars(face) for face in faces]}
    return tuple(replace(part, data=data) if part.name == FONTS else part for part in parts)

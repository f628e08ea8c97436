"""Turn a Story and a picture of each step into a handout: one HTML file that a browser prints to paper or PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.basemap.reader import Basemap
from geo.reading.days import AnyDay
from geo.reading.faults import did_you_mean
from narrative.page.media import has_media
from narrative.page.stage import kind_of, short_credit
from narrative.page.story_map import basemap_of
from narrative.page.texts import appendix_context, step_context
from narrative.pictures.print_media import media_css, media_in_print
from narrative.pictures.printing import TEMPLATES, Picture, css_text, document, pictures_in_order
from narrative.story import Link, Step, Story
from narrative.story.describe import byline, doubt_word, link_doubt, sentence_case, way_words
from narrative.story.prose import typographic
from narrative.story.words import CERTAINTIES, LINK_KINDS, SIGNS, STATUSES, LinkKind

__all__ = ["PAPERS", "Paper", "Picture", "render_handout"]

CSS_PX_PER_MM = 96 / 25.4
START, END, MIDDLE = 1.0, 39.0, 7.0  # of a link's sign in its frame of 40 by 14
SIGN_SCALE, DASH_SCALE = 0.75, 2 / 3  # heads and dashes of the map, in a sign so short


@dataclass(frozen=True)
class Paper:
    """A sheet and what a step's picture may fill on it, all in millimetres; the rest follows in ``handout.css``."""

    width_mm: float
    height_mm: float
    aside_mm: float
    picture_mm: tuple[float, float]
    cover_mm: tuple[float, float]


# The picture's height leaves room for two steps of usual length on a sheet.
PAPERS = {
    "a4": Paper(210, 297, 59, (111, 63), (176, 99)),
    "letter": Paper(215.9, 279.4, 66, (109.9, 62), (181.9, 103)),
}


def render_handout(
    story: Story,
    pictures: Mapping[str, Picture],
    paper: str = "a4",
    cover: Picture | None = None,
    basemap: Basemap | None = None,
    steps: Sequence[Step] | None = None,
) -> str:
    """The story as a document for paper, in one file that asks nothing of the network and runs no script.

    A title page with the signs explained, the steps (two to a sheet where they are short enough), then the places,
    people, source and works. Identical input gives identical text. Print it with the sheet's own size and margins
    (``page.pdf(prefer_css_page_size=True, tagged=True, outline=True)``): running head and page numbers are in the CSS
    (css-page-3 margin boxes, Chromium 131 and later), and title and steps are headings, so they become bookmarks.

    Parameters
    ----------
    pictures : a picture for every step, by the step's id. About 16:9; other shapes are fitted in.
    paper : a key of `PAPERS`.
    cover : the picture on the title page; without it the first step's.
    steps : those that are printed; without it all.

    Raises
    ------
    ValueError
        There is no such paper, or a step has no picture.
    """
    if paper not in PAPERS:
        raise ValueError(f'there is no paper "{paper}"{did_you_mean(paper, PAPERS) or "."} Write a4 or letter')
    sheet = PAPERS[paper]
    printed = story.steps if steps is None else steps
    shown = pictures_in_order(printed, pictures)
    front = cover or shown[printed[0].id]
    appendix = appendix_context(story, basemap_of(story, basemap))
    places = sorted(numbered(story, appendix["places"]), key=lambda place: str(place["title"]).casefold())
    # By id: that is the surname, which a name may give first or last.
    people = sorted(numbered(story, appendix["people"]), key=lambda person: str(person["id"]))
    body = TEMPLATES.get_template("handout.html").render(
        **appendix | {"places": places, "people": people} | spoken_of(story, printed, appendix),
        title=typographic(story.title),
        deck=typographic(story.subtitle or ""),
        summary=typographic(story.summary),
        source_date=story.source.date.words,
        byline=byline(story),
        cover={"picture": front, "size": fitted(front, sheet.cover_mm)},
        signs=signs_used(story),
        steps=[
            {
                "picture": shown[step.id],
                "size": fitted(shown[step.id], sheet.picture_mm),
                "media": media_in_print(step),
                **step_in_print(story, step),
            }
            for step in printed
        ],
        cite=typographic,
        link_sign=link_sign,
        broadest=max(LINK_KINDS.values(), key=lambda kind: kind.widths[1]).id,
        plainest=next(status.id for status in STATUSES.values() if not status.doubted),
    )
    extra = page_css(story, sheet, appendix["attribution"]) + (media_css() if has_media(story) else "")
    return document(story, typographic(story.title), body, "handout.css", extra)


def spoken_of(story: Story, printed: Sequence[Step], appendix: dict[str, Any]) -> dict[str, Any]:
    """The statements that the printed steps tell, and the documents that bear on them."""
    told = {each.id for step in printed for each in step.statements}
    bearing = {each.document for step in printed for each in story.witnesses_at(step.id)}
    return {
        "statements": [each for each in appendix["statements"] if each["id"] in told],
        "documents": [each for each in appendix["documents"] if each["id"] in bearing],
    }


def fitted(picture: Picture, box_mm: tuple[float, float]) -> tuple[int, int]:
    """The picture's size on paper, in CSS pixels."""
    width_mm, height_mm = box_mm
    return picture.fitted(width_mm * CSS_PX_PER_MM, height_mm * CSS_PX_PER_MM)


def page_css(story: Story, paper: Paper, attribution: str) -> str:
    """What of the style depends on the paper and the story: the sheet's size, and the words in its margins."""
    words = {
        "--head": typographic(story.title),
        "--source": f"After {typographic(story.source.short or story.source.title)}",
        "--credit": f"Map: {short_credit(attribution)}",
    }
    variables = "".join(f"{name}:{css_text(text)};" for name, text in words.items())
    return f"@page{{size:{paper.width_mm:g}mm {paper.height_mm:g}mm}}:root{{--aside:{paper.aside_mm:g}mm;{variables}}}"


def signs_used(story: Story) -> dict[str, Any]:
    """The signs that this story's steps use, for the title page to explain."""
    statuses = {step.shown_as for step in story.steps} | {link.status for step in story.steps for link in step.links}
    kinds = {link.kind for step in story.steps for link in step.links}
    doubts = {story.certainty_in(step.id, id) for step in story.steps for id in step.lit_places}
    return {
        "statuses": [(id, status.said) for id, status in SIGNS.items() if id in statuses],
        "links": [(id, sentence_case(kind.with_article)) for id, kind in LINK_KINDS.items() if id in kinds],
        "places": [(each, each.title) for id, each in CERTAINTIES.items() if id in doubts],
        "notes": any(step.notes for step in story.steps),
    }


def step_in_print(story: Story, step: Step) -> dict[str, Any]:
    """What ``handout.html`` needs of one step besides its picture; other steps are named by number, as paper does."""
    places = [story.gazetteer.places[id] for id in step.lit_places + step.way_places]
    return step_context(story, step) | {
        "number": step.index + 1,
        "date_note": typographic(step.date_note or ""),
        "disputed_by": other_steps(story, step.disputed_by),
        "disputes": other_steps(story, step.disputes),
        "places": [
            {
                "id": place.id,
                "title": place.title_on(step.day),
                "kind": kind_of(place.geometry),
                "certainty": CERTAINTIES[story.certainty_in(step.id, place.id)],
                "doubt": doubt_word(story, step, place),
                "modern": place.modern if place.modern != place.title else None,
            }
            for place in places
        ],
        "links": [
            {"kind": link.kind, "status": link.status, "words": short_words(story, link, step.day)}
            for link in step.links
        ],
        "people": [
            {"id": id, "name": story.people[id].name, "role": typographic(story.people[id].role)} for id in step.people
        ],
    }


def short_words(story: Story, link: Link, day: AnyDay) -> str:
    """One link in a few words: "Troops (the KPA), Mukden by way of Dandong to Pyongyang: promised (disputed)"."""
    origin, destination = (story.gazetteer.places[id].title_on(day) for id in link.ends)
    label = f": {typographic(link.label)}" if link.label else ""
    kind = LINK_KINDS[link.kind]
    side = f" ({typographic(story.sides[link.side].name)})" if link.side else ""
    way = f"{origin}{way_words(story, link, day)} to {destination}"
    return f"{sentence_case(kind.short or kind.one)}{side}, {way}{label}{link_doubt(story, link)}"


def link_sign(id: str, status_id: str) -> dict[str, Any]:
    """A link of a kind and status as the map draws it, in 40 by 14: the path, what fills it, how its outline is broken.

    >>> link_sign("journey", "stated")["path"]
    'M1 6L29 4.9V9.1L1 8zM29 1.5L39 7L29 12.5z'
    >>> link_sign("message", "disputed")["path"].count("z"), link_sign("movement", "reported")["fill"]
    (5, 'url(#hatch)')
    """
    kind, status = LINK_KINDS[id], SIGNS[status_id]
    neck = round(END - kind.head[0] * SIGN_SCALE)
    stroke, gap = (each * DASH_SCALE for each in kind.dash) if kind.dash else (neck - START, 1.0)
    path, at = "", START
    while at < neck - gap / 2:
        path += ribbon(kind, at, min(at + stroke, neck))
        at += stroke + gap
    half = min(kind.head[1], MIDDLE - 0.8)
    path += f"M{neck} {MIDDLE - half:g}L{END:g} {MIDDLE:g}L{neck} {MIDDLE + half:g}z"
    hatched = status.fill == "hatched" and not kind.thin
    fill = "currentColor" if status.fill == "full" else "url(#hatch)" if hatched else "none"
    return {"path": path, "fill": fill, "dash": "2.6 1.6" if status.edge_dash else ""}


def ribbon(kind: LinkKind, start: float, end: float) -> str:
    """A stretch of a link's body, as broad as it is there."""
    slope = (kind.widths[1] - kind.widths[0]) / (END - START)
    near, far = ((kind.widths[0] + slope * (at - START)) / 2 for at in (start, end))
    corners = (start, MIDDLE - near, end, MIDDLE - far, MIDDLE + far, MIDDLE + near)
    left, top, right, high, low, foot = (f"{round(each, 1):g}" for each in corners)
    return f"M{left} {top}L{right} {high}V{low}L{left} {foot}z"


def other_steps(story: Story, ids: tuple[str, ...]) -> list[dict[str, Any]]:
    """Steps to refer to, by number and title."""
    return [
        {"id": step.id, "number": step.index + 1, "title": typographic(step.title)}
        for step in story.steps
        if step.id in ids
    ]


def numbered(story: Story, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Places or people of the appendix, each with the numbers of the steps that name it."""
    numbers = {step.id: step.index + 1 for step in story.steps}
    return [entry | {"steps": [(each["id"], numbers[each["id"]]) for each in entry["steps"]]} for entry in entries]

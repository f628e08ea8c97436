"""Turn a Story and a picture of each step into a contact sheet: one HTML file that a browser photographs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.basemap.reader import Basemap
from narrative.page.story_map import basemap_of
from narrative.pictures.printing import TEMPLATES, Picture, Theme, document, pictures_in_order
from narrative.story import Step, Story
from narrative.story.describe import byline, sentence_case
from narrative.story.prose import typographic

LEAST_CELL_PX = 120  # narrower, a title breaks inside its words
MARGIN, GAP = 0.03, 0.0125  # of the sheet's width


def render_strip(
    story: Story,
    pictures: Mapping[str, Picture],
    columns: int = 4,
    width_px: int = 1600,
    theme: Theme = "light",
    basemap: Basemap | None = None,
    steps: Sequence[Step] | None = None,
) -> str:
    """All steps at a glance: title and byline, then each step's picture with its number, date and title, then credits.

    The file asks nothing of the network, runs no script, and identical input gives identical text. Photograph it in a
    viewport as wide as the sheet, to its full height (``page.screenshot(full_page=True)``).

    Parameters
    ----------
    pictures : a picture for every step, by the step's id, of the theme's colours and all of one shape.
    columns : at most so many pictures in a row; fewer where that fills the rows better, see `columns_for`.
    width_px : the sheet's width in CSS pixels; lettering grows with it.
    theme : the page's ``light`` or ``dark`` palette.
    steps : those that are shown; without it all.

    Raises
    ------
    ValueError
        There is no such theme, a step has no picture, or the sheet has no room for so many columns.
    """
    if columns < 1 or width_px < columns * LEAST_CELL_PX:
        raise ValueError(
            f"{columns} columns on {width_px} pixels; give at least one, and {LEAST_CELL_PX} pixels of width for each"
        )
    chosen = story.steps if steps is None else steps
    shown = pictures_in_order(chosen, pictures)
    across = columns_for(len(chosen), columns)
    cell_px = width_px * (1 - 2 * MARGIN - (across - 1) * GAP) / across
    tallest = max(picture.height_px / picture.width_px for picture in shown.values())
    body = TEMPLATES.get_template("strip.html").render(
        story=story,
        title=typographic(story.title),
        deck=typographic(story.subtitle or ""),
        source_date=story.source.date.words,
        byline=byline(story),
        attribution=basemap_of(story, basemap).attribution,
        steps=[
            {
                "number": step.index + 1,
                "title": typographic(step.title),
                "edtf": step.date.edtf,
                "when": sentence_case(step.date.words),
                "picture": shown[step.id],
                "size": shown[step.id].fitted(cell_px, cell_px * tallest),
            }
            for step in chosen
        ],
    )
    sizes = f":root{{--sheet:{width_px}px;--across:{across};--margin:{MARGIN};--gap:{GAP}}}"
    return document(story, typographic(story.title), body, "strip.css", sizes, theme)


def columns_for(count: int, most: int) -> int:
    """Into how many columns so many pictures go: as few rows as `most` columns need, and these filled evenly.

    >>> [columns_for(count, 4) for count in (1, 3, 4, 5, 6, 9, 32)]
    [1, 3, 4, 3, 3, 3, 4]
    """
    rows = -(-count // most)
    return -(-count // rows)

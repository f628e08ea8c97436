"""Turn the steps of a story into the JSON of a TimelineJS timeline.

Source: Knight Lab, TimelineJS3, https://timeline.knightlab.com/docs/json-format.html
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from geo.reading.days import Day, common_year
from geo.reading.wording import listed
from narrative.exports.media import other_media_html, slide_media
from narrative.story import Note, Step, Story
from narrative.story.cited import citation
from narrative.story.dates import DateSide, date_side
from narrative.story.describe import paragraphs_cited, said, sentence_case
from narrative.story.prose import REFERENCES, link_attributes, parser, typographic
from narrative.story.words import SIGNS

EDITORS_GROUP = "The editor’s"


def timelinejs_json(story: Story) -> bytes:
    """The story as a TimelineJS timeline: a title slide and an event for every step.

    TimelineJS sorts events by time, so each one says its number in the telling. It needs a day to place an event at,
    which a date such as "spring 1949" does not have: ``start_date`` and ``end_date`` then bound the date, and
    ``display_date``, which readers see, is always the story's own wording. ``group`` is the step's status.
    """
    document = {
        "scale": "human",
        "title": {
            "unique_id": f"{story.slug}-title",  # no step has an id that ends so
            "text": {"headline": headline(story.title), "text": title_html(story)},
            "autolink": False,
        },
        "events": [event(story, step) for step in story.steps if near_in_time(story, step)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def headline(title: str) -> str:
    """A title as the HTML that a headline is."""
    return escape(typographic(title), quote=False)


def title_html(story: Story) -> str:
    """What the title slide says under the title."""
    texts = [story.subtitle, story.summary, f"To cite: {citation(story)}"]
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts if text)


def event(story: Story, step: Step) -> dict[str, Any]:
    """One step as a slide."""
    return {
        "unique_id": step.id,
        **timeline_dates(near_in_time(story, step)),
        "display_date": step.date.words,
        "group": group_of(step),
        "text": {"headline": headline(step.title), "text": step_html(story, step)},
        **slide_media(step),
        "autolink": False,
    }


def group_of(step: Step) -> str:
    """The row in which TimelineJS shows a step: how it stands, the editor's, or a draft that nobody has confirmed."""
    return EDITORS_GROUP if step.editorial and not step.unread else sentence_case(SIGNS[step.shown_as].word)


def near_in_time(story: Story, step: Step) -> str:
    """The EDTF by which a step stands on the line: its own date, its editor's bracket, or that of the step before it.

    An undated first step takes that of the next dated one. "" where no step is dated: TimelineJS has no place for it.
    """
    own = (step.bracket or step.date).edtf
    told = [each.date.edtf for each in story.steps[: step.index][::-1] if not each.undated]
    after = [each.date.edtf for each in story.steps[step.index :] if not each.undated]
    return own or next(iter([*told, *after]), "")


def timeline_dates(edtf: str) -> dict[str, dict[str, int]]:
    """An EDTF date as TimelineJS dates: a start as precise as it was written, and an end where it is more than a day.

    An open end is left out; what is open at its start stands at its end, the only day that is known.

    >>> timeline_dates("1949-05-27"), timeline_dates("1949-10-15~")
    ({'start_date': {'year': 1949, 'month': 5, 'day': 27}}, {'start_date': {'year': 1949, 'month': 10, 'day': 15}})
    >>> timeline_dates("1949-21")["start_date"], timeline_dates("1949-21")["end_date"]
    ({'year': 1949, 'month': 3}, {'year': 1949, 'month': 5, 'day': 31})
    >>> timeline_dates("-0043-03-15"), timeline_dates("0000")["start_date"]
    ({'start_date': {'year': -44, 'month': 3, 'day': 15}}, {'year': -1})
    >>> timeline_dates("1949-05-20/..")
    {'start_date': {'year': 1949, 'month': 5, 'day': 20}}
    >>> timeline_dates("../1949-05")
    {'start_date': {'year': 1949, 'month': 5}, 'end_date': {'year': 1949, 'month': 5, 'day': 31}}
    """
    sides = [date_side(side, f'"{edtf}"') for side in edtf.split("/")]
    known = [side for side in sides if side.precision != "open"]
    start, end = known[0], sides[-1]
    dates = {"start_date": start_of(start)}
    if end.precision != "open" and end.latest != start.earliest:
        dates["end_date"] = whole_day(end.latest)
    return dates


def start_of(side: DateSide) -> dict[str, int]:
    """The first day of a side of a date, or only its month or year where no more was written."""
    day = whole_day(side.earliest)
    if side.precision in ("day", "time"):
        return day
    return {"year": day["year"], "month": day["month"]} if side.month else {"year": day["year"]}


def whole_day(day: Day) -> dict[str, int]:
    """A day as TimelineJS writes it: of years before 1 it shows the number without its sign, so 44 BC is -44."""
    return {"year": common_year(day.year), "month": day.month, "day": day.day}


def step_html(story: Story, step: Step) -> str:
    """A step's text, its notes with their works, and who says it where."""
    places = listed([story.gazetteer.places[each].title_on(step.day) for each in step.places])
    whose = said(step)
    parts = [f"Step {step.index + 1} of {len(story.steps)}", whose, paragraphs_cited(step.paragraphs), places]
    last = " · ".join(part for part in parts if part)
    dated = f"<p>{escape(step.date_note, quote=False)}</p>" if step.date_note else ""
    notes = "".join(note_html(story, note) for note in step.notes)
    more = other_media_html(step)
    return f"{unlinked_html(step.text)}{dated}{notes}{more}<p><small>{escape(last, quote=False)}</small></p>"


def note_html(story: Story, note: Note) -> str:
    """An editor's note, marked as one."""
    works = "; ".join(story.works[each].citation for each in note.sources)
    text = unlinked_html(note.text)
    return f"<blockquote><p><em>Editor’s note</em></p>{text}<p>{escape(works, quote=False)}</p></blockquote>"


def unlinked_html(text: str) -> str:
    """CommonMark as HTML; links into the story, which lead nowhere in a timeline, are words.

    >>> unlinked_html("*At* [Ongjin](place:ongjin), see [there](https://example.org) & <b>.")
    '<p><em>At</em> Ongjin, see <a href="https://example.org" rel="noopener noreferrer" target="_blank">there</a> &amp; &lt;b&gt;.</p>'
    """  # noqa: E501
    tokens = parser().parse(text)
    for token in tokens:
        kept, opened = [], list[bool]()  # whether each link that is open leads into the story; a statement holds others
        for child in token.children or []:
            if child.type == "link_open":
                href = str(child.attrGet("href") or "")
                opened.append(href.partition(":")[0] in REFERENCES)
                child.attrs = link_attributes(href)
                if opened[-1]:
                    continue
            elif child.type == "link_close" and opened.pop():
                continue
            kept.append(child)
        token.children = kept or None
    return str(parser().renderer.render(tokens, parser().options, {})).strip()

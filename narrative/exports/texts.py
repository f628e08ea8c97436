"""Turn the texts of a story into tables, and into the sentences that several exports share."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from geo.reading.uploads import inert
from narrative.story import Story
from narrative.story.describe import sentence_case
from narrative.story.words import CERTAINTIES

Cell = str | int | float | None

BETWEEN = " | "


def joined(values: Iterable[str | int]) -> str:
    """Several values in one cell.

    >>> joined(["Ongjin", "옹진"]), joined([4, 5])
    ('Ongjin | 옹진', '4 | 5')
    """
    return BETWEEN.join(str(value) for value in values)


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    r"""Rows as CSV after RFC 4180 (commas, CRLF, quotes doubled), in UTF-8 with a byte order mark.

    Without the mark Excel reads UTF-8 as the machine's old code page and spoils every Hangul; pandas and Python's
    "utf-8-sig" drop it. Texts are guarded with `inert`; numbers stay numbers, below zero too; None is an empty cell.
    Where Excel expects semicolons between cells it must be told of the commas (Data, From Text/CSV).

    >>> table(["id", "lat"], [["=1+1", -33.5], ['a "b", c', None]])
    b'\xef\xbb\xbfid,lat\r\n\'=1+1,-33.5\r\n"a ""b"", c",\r\n'
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in row])
    return written.getvalue().encode("utf-8-sig")


def place_lines(story: Story, id: str) -> list[str]:
    """What there is to say of a place beside its name, a line each: today's name, doubt, description, steps."""
    place = story.gazetteer.places[id]
    lines = [f"Today {place.modern}." if place.modern and place.modern != place.title else ""]
    certainty = CERTAINTIES[place.certainty]
    if certainty.doubtful or place.reason:
        lines.append(f"{sentence_case(certainty.word)}: {place.reason}")
    lines.append(place.description)
    lines += [f"Step {step.index + 1}, {step.date.words}: {step.title}" for step in story.steps_at(id)]
    return [line for line in lines if line]

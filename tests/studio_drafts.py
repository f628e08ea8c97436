"""Drafts for the studio's tests: an invented text whose places are recognised by a small fake, without a gazetteer."""

from __future__ import annotations

import re

from geo.gazetteer.toponyms import Candidate, Entry, Resolution, Toponym
from narrative.studio.draft import Draft, Guess, paragraphs_of
from narrative.studio.start import Found, Reading, check_length, from_text, guess_of
from tests.annotated import TEXT

GENEVA = Entry("gn:2660646", "Geneva", 46.20222, 6.14569, "town", "CH", "GE", 201741)
GENEVA_NY = Entry("gn:5118145", "Geneva", 42.86896, -76.97774, "town", "US", "NY", 13261)
LAUSANNE = Entry("gn:2659994", "Lausanne", 46.516, 6.63282, "town", "CH", "VD", 116751)
EVIAN = Entry("gn:3019265", "Évian-les-Bains", 46.40111, 6.58793, "town", "FR", "84", 8527)
LIKELY = {
    "Geneva": ((GENEVA, 0.95), (GENEVA_NY, 0.04)),
    "Lausanne": ((LAUSANNE, 0.99),),
    "Evian": ((EVIAN, 0.7),),
    "Shore": (),
}
DATES = {"27 May 1949": "1949-05-27", "spring of 1949": "1949-21"}


def reading_of(text: str) -> Reading:
    """What the fake recogniser finds."""
    resolutions = []
    for match in re.finditer(rf"\b({'|'.join(LIKELY)})\b", text):
        candidates = tuple(Candidate(entry, share) for entry, share in LIKELY[match.group()])
        probability = candidates[0].probability if candidates else 0.0
        toponym = Toponym(*match.span(), match.group(), 0.9)
        near = None if candidates else GENEVA
        resolutions.append(Resolution(toponym, candidates, probability, "as the fake says", near))
    dates = [Found(*match.span(), DATES[match.group()]) for match in re.finditer("|".join(DATES), text)]
    people = [Found(*match.span(), "Anna Rochat") for match in re.finditer(r"Anna( Rochat)?", text)]
    return Reading(resolutions, dates, people)


def draft_of(text: str = TEXT, name: str = "A Boat on the Lake", *, own: bool = True) -> Draft:
    """A draft of the invented text, its header no paragraph."""
    ranges = paragraphs_of(text)
    ranges = ranges[1:] if text is TEXT else ranges
    return from_text(text, name, reading_of(text), "2026-11-24", own=own, paragraphs=ranges)


def begin_fake(data: bytes, name: str, own: bool, today: str) -> tuple[Draft, str]:
    """The draft of a file by the fake recogniser; without a file, of the invented text."""
    text = data.decode() or TEXT
    check_length(text)
    return from_text(text, name, reading_of(text), today, own=own), ""


def look_up_fake(name: str) -> list[Guess]:
    """The fake gazetteer."""
    found = [entry for entry in (GENEVA, GENEVA_NY, LAUSANNE, EVIAN) if entry.name == name]
    return [guess_of(Candidate(entry, 0.0)) for entry in found]

"""Drafts for the studio's tests: an invented text whose places are recognised by a small fake, without a gazetteer."""

from __future__ import annotations

import re

from geo.gazetteer.toponyms import Candidate, Entry, Resolution, Toponym
from narrative.drafts.build import draft_of_names
from narrative.drafts.draft import Draft, check_letters
from narrative.drafts.found import DraftOptions, Found
from narrative.drafts.ids import story_slug
from narrative.drafts.parts import DraftError, Guess
from narrative.drafts.places import guess_of
from narrative.reading.blocks import TextError
from narrative.reading.extract import SourceText, source_text
from narrative.reading.text_dates import DateMention
from narrative.reading.text_people import PersonMention
from narrative.studio.begin import said_of
from tests import annotated

ENDINGS = (
    "She had told nobody that she would go, and whoever saw her boat thought of nets and of the fair on the far side.",
    "The children were sent to bed and came back, and the baker, who had a bet on it, went home without one word.",
    "So it was told for years, each time a little longer, until nobody could say any more who had been there at all.",
)
header, *blocks = annotated.TEXT.rstrip("\n").split("\n\n")
# The invented text as a draft has it: a line for each paragraph, of more than sixty words so that each is a step.
TEXT = "\n\n".join([header, *(" ".join([*b.split(), more]) for b, more in zip(blocks, ENDINGS, strict=True))]) + "\n"
TITLE, TODAY = "A Boat on the Lake", "2026-11-24"

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


def found_in(source: SourceText) -> Found:
    """What the fake recogniser finds."""
    resolutions = []
    for match in re.finditer(rf"\b({'|'.join(LIKELY)})\b", source.text):
        candidates = tuple(Candidate(entry, share) for entry, share in LIKELY[match.group()])
        probability = candidates[0].probability if candidates else 0.0
        toponym = Toponym(*match.span(), match.group(), 0.9)
        near = None if candidates else GENEVA
        resolutions.append(Resolution(toponym, candidates, probability, "as the fake says", near))
    dates = [
        DateMention(*match.span(), match.group(), DATES[match.group()])
        for match in re.finditer("|".join(DATES), source.text)
    ]
    people = [
        PersonMention(*match.span(), match.group(), "Anna Rochat")
        for match in re.finditer(r"\bAnna\b( Rochat)?", source.text)
    ]
    return Found(tuple(resolutions), tuple(dates), tuple(people))


def draft_of(text: str = TEXT, title: str = TITLE, *, own: bool = True) -> Draft:
    """A draft of the invented text."""
    source = source_text(text.encode("utf-8", "replace"))
    options = DraftOptions(title=title, with_text=own, this_year=2026)
    return draft_of_names(source, story_slug(title), found_in(source), options)


def begin_fake(data: bytes, name: str, own: bool, today: str, title: str, *said: str) -> tuple[Draft, str]:
    """The draft of a file by the fake recogniser; without a file, of the invented text."""
    text = data.decode() or TEXT
    said_of(*said or ("", ""))
    check_letters(text)
    try:
        return draft_of(text, title or name or TITLE, own=own), ""
    except TextError as error:
        raise DraftError(f"The text cannot be opened: {error}.") from None


def look_up_fake(name: str) -> list[Guess]:
    """The fake gazetteer."""
    found = [entry for entry in (GENEVA, GENEVA_NY, LAUSANNE, EVIAN) if entry.name == name]
    return [guess_of(Candidate(entry, 0.0)) for entry in found]

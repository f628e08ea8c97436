"""A text of our own, and a reader of names that knows a handful of places, so that drafts need no gazetteer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geo.gazetteer.own_places import OwnPlace
from geo.gazetteer.toponyms import Candidate, Entry, Resolution, Toponym
from narrative.drafts.build import draft_of_names
from narrative.drafts.draft import Draft
from narrative.drafts.folder import make_story
from narrative.drafts.found import DraftOptions, Found
from narrative.reading.extract import SourceText, source_text
from narrative.reading.text_dates import dates_in
from narrative.reading.text_people import people_in
from narrative.source.annotation_checks import annotation_faults
from narrative.story import Story, load_story

TEXT = """\
The Crossing

The bridges

The army came to Kovno on 23 June 1812 and found the river low. Engineers under General Eble laid three bridges in one
night, and before the sun was up the first of the columns stood on the other side. Nobody fired. The country before them
was empty, and the road to Vilna lay open, white with dust and without a tree for shade.

Four days of storm followed. Horses died by the thousand beside the road, and the wagons with the bread stayed behind in
the mud of the fords. The men ate what they found, and found less each day; the villages had been left, the wells were
foul, and the maps that the staff had brought with it showed roads where none had ever been.

The city

General Eble was in Vilna on 28 June. The stores there had been burned, and the bridge over the Vilia with them. The
city received the guests with flowers, and counted them. From Springfield nobody had come, whatever the bulletin said,
and of Grodek, where the second corps was looked for, there was no word at all until the middle of the next week.

Short.
"""
ENTRIES = {
    "Kovno": (Entry("gn:598316", "Kaunas", 54.90272, 23.90961, "town", "LT"), 0.95),
    "Vilna": (Entry("gn:593116", "Vilnius", 54.68916, 25.2798, "town", "LT"), 0.72),
    "Wilno": (Entry("gn:593116", "Vilnius", 54.68916, 25.2798, "town", "LT"), 0.72),
    "Vilia": (Entry("ne:river/Neris", "Neris", 54.9, 24.5, "river"), 0.91),
    "Springfield": (Entry("gn:4951788", "Springfield", 42.10148, -72.58981, "town", "US"), 0.4),
    "Witebsk": (Entry("gn:620127", "Vitebsk", 55.1904, 30.2049, "town", "BY"), 0.97),
}
OTHER = Entry("gn:4250542", "Springfield", 39.80172, -89.64371, "town", "US")
UNKNOWN = ("Grodek",)


def found_in(source: SourceText, own: Sequence[OwnPlace] = (), year: int | None = None) -> Found:
    """What a reader would find who knows these entries only, and the author's own places first."""
    theirs = {name: each.entry for each in own for name in each.names}
    names = "|".join(map(re.escape, {*ENTRIES, *UNKNOWN, *theirs}))
    resolutions = []
    for match in re.finditer(rf"\b(?:{names})\b", source.text):
        toponym = Toponym(match.start(), match.end(), match.group(), 0.9)
        if entry := theirs.get(match.group()):
            resolutions.append(Resolution(toponym, (Candidate(entry, 0.99),), 0.99, "the author's own place"))
        elif match.group() in ENTRIES:
            entry, probability = ENTRIES[match.group()]
            more = (Candidate(OTHER, 0.3),) if match.group() == "Springfield" else ()
            candidates = (Candidate(entry, probability), *more)
            resolutions.append(Resolution(toponym, candidates, probability, "the only place of this name nearby"))
        else:
            near = ENTRIES["Vilna"][0]
            resolutions.append(Resolution(toponym, (), 0.0, "no place of this name is known", near, (OTHER,)))
    toponyms = [each.toponym for each in resolutions]
    return Found(tuple(resolutions), tuple(dates_in(source.text, year)), tuple(people_in(source.text, toponyms)))


def finder(source: SourceText, options: DraftOptions, own: Any, told: Any) -> Found:
    """As `narrative.drafts.folder.find`."""
    told(1, 1, "names")
    return found_in(source, own, options.year)


def draft(text: str = TEXT, **options: Any) -> Draft:
    """The draft of a text."""
    source = source_text(text.encode())
    return draft_of_names(source, "crossing", found_in(source), DraftOptions(this_year=2026, **options))


PROLOGUE = (
    "A prologue\n\nBefore all this, in May 1812, the court had been at Dresden, and a courier rode from Witebsk with "
    "letters that nobody answered. What they said was written down and laid away, and those who had read them spoke of "
    "something else, of the harvest, of the heat and of the price of oats in the towns along the road.\n\n"
)


def sound(folder: Path) -> Story:
    """The story of a folder in which `check` finds nothing."""
    story = load_story(folder)
    assert annotation_faults(folder, story) == []
    return story


def edit(folder: Path, before: str, after: str, name: str = "story.yaml") -> None:
    """Change a file as an author does."""
    text = (folder / name).read_text(encoding="utf-8")
    assert before in text
    (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def drafted(folder: Path, text: str = TEXT, keep: bool | None = None, **options: Any) -> str:
    """What a run of ``new`` into a folder says."""
    asked = {"this_year": 2026, **options}
    return make_story(folder, source_text(text.encode()), asked, keep, finder=finder)

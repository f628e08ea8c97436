"""Count what a draft reads of ten short texts: places and dates right, wrong, missed and invented.

    .venv/bin/python benchmarks/draft_texts.py [TEXT ...]

The texts in ``draft_texts/`` are our own sentences in ten manners (letters, local news, an epidemic, antiquity, cables,
a journal, a life, a journey, a gold rush, a relief operation). Each name of a place is marked by hand as
``[Malta|35.9,14.5]`` or, of a country, ``[Japan|JP]``, each date as ``{26 November 1854|1854-11-26}``; the marks are
taken out before the program reads. ``[Tigris|*]`` is a name that may be read or not. A place is right within 161 km, a
country where it is that one. A name that is marked once counts wherever it stands.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE / "geoparsing")]

from geo.gazetteer.toponyms import Entry, Resolution
from geo.world.lookup import world
from narrative.drafts.found import DraftOptions, find_names
from narrative.reading.extract import source_text
from narrative.reading.mentions import DateMention
from scoring import distance_km

FOLDER = HERE / "draft_texts"
NEAR_KM = 161.0
PLACE = r"\[(?P<place>[^|\]]+)\|(?:(?P<lat>[-\d.]+),(?P<lon>[-\d.]+)|(?P<country>[A-Z]{2})|\*)\]"
MARK = re.compile(PLACE + r"|\{(?P<date>[^|}]+)\|(?P<edtf>[^}]*)\}")


@dataclass(frozen=True)
class Marked:
    """What a person marked in a text: ``text[start:end]``, a point in degrees, a country or EDTF; none: not counted."""

    start: int
    end: int
    point: tuple[float, float] | None = None
    country: str = ""
    edtf: str = ""

    def is_at(self, entry: Entry) -> bool:
        """Whether a place of the gazetteer is the one."""
        if self.point is None:
            return (entry.kind, entry.country) == ("country", self.country)
        return distance_km(entry.latitude, entry.longitude, *self.point) <= NEAR_KM


def unmarked(text: str) -> tuple[str, list[Marked]]:
    """A text without its marks, and the marks.

    >>> unmarked("From [Malta|35.9,14.5] on {3 May|1854-05-03}.")[0]
    'From Malta on 3 May.'
    """
    out, marks, last = "", [], 0
    for found in MARK.finditer(text):
        out += text[last : found.start()]
        words = found["place"] or found["date"]
        point = (float(found["lat"]), float(found["lon"])) if found["lat"] else None
        marks.append(Marked(len(out), len(out) + len(words), point, found["country"] or "", found["edtf"] or ""))
        out, last = out + words, found.end()
    return out + text[last:], marks


def meets(start: int, end: int, mark: Marked) -> bool:
    """Whether two stretches share a letter."""
    return start < mark.end and mark.start < end


def places_counted(text: str, marks: list[Marked], found: list[Resolution]) -> tuple[Counter[str], list[str]]:
    """Right, wrong, missed and invented places, and what was not right, in words."""
    count, told = Counter[str](), []
    placed = [each for each in found if each.candidates]
    for mark in marks:
        if not mark.point and not mark.country:
            continue
        name = text[mark.start : mark.end]
        hit = next((each for each in placed if meets(each.toponym.start, each.toponym.end, mark)), None)
        if hit is None:
            count["missed"] += 1
            told.append(f"missed {name}")
            continue
        entry = hit.candidates[0].entry
        count["right" if mark.is_at(entry) else "wrong"] += 1
        if not mark.is_at(entry):
            told.append(f"{name}: {entry.name}, {entry.country}")
    names = {text[mark.start : mark.end] for mark in marks}
    for each in placed:
        met = any(meets(each.toponym.start, each.toponym.end, mark) for mark in marks)
        if not met and each.toponym.name not in names:
            count["invented"] += 1
            told.append(f"invented {each.toponym.name}")
    return count, told


def dates_counted(text: str, marks: list[Marked], found: list[DateMention]) -> tuple[Counter[str], list[str]]:
    """The same of dates; one that is not marked is not counted as invented, for datelines are not."""
    count, told = Counter[str](), []
    for mark in marks:
        hit = next((each for each in found if meets(each.start, each.end, mark)), None)
        words = text[mark.start : mark.end]
        how = "missed" if hit is None else "right" if hit.edtf == mark.edtf else "wrong"
        count[how] += 1
        if how != "right":
            told.append(f"{how} {words}" + (f": {hit.edtf}" if hit else ""))
    return count, told


def main(names: list[str]) -> None:
    """Read each text and print a row."""
    print(f"{'text':<14}{'places: right wrong missed invented':>38}{'dates: right wrong missed':>30}")
    all_places, all_dates = Counter[str](), Counter[str]()
    for path in sorted(FOLDER.glob("*.txt")):
        if names and path.stem not in names:
            continue
        text, marks = unmarked(path.read_text(encoding="utf-8"))
        source = source_text(text.encode(), path.name)
        assert source.text in text or source.text == text, "the reader has changed the text"
        shift = text.index(source.text)
        marks = [replace(each, start=each.start - shift, end=each.end - shift) for each in marks]
        found = find_names(source, world(), DraftOptions())
        placed = [each for each in found.resolutions if isinstance(each, Resolution)]
        places, not_places = places_counted(source.text, [each for each in marks if not each.edtf], placed)
        dates, not_dates = dates_counted(source.text, [each for each in marks if each.edtf], list(found.dates))
        all_places += places
        all_dates += dates
        print(row(path.stem, places, dates))
        for each in [*not_places, *not_dates]:
            print(f"    {each}")
    print(row("all", all_places, all_dates))


def row(name: str, places: Counter[str], dates: Counter[str]) -> str:
    """A line of the table."""
    counts = "".join(f"{places[each]:>8}" for each in ("right", "wrong", "missed", "invented"))
    return f"{name:<20}{counts}{'':>6}" + "".join(f"{dates[each]:>8}" for each in ("right", "wrong", "missed"))


if __name__ == "__main__":
    main(sys.argv[1:])

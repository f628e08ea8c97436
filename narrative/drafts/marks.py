"""Turn what was found in a text into marks and paragraphs, the parts of ``annotations.jsonld``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from narrative.drafts.parts import DraftPerson, DraftPlace, Found, paragraph_at
from narrative.reading.extract import SourceText
from narrative.source.alignment import Folded, fold, inner_digests, outer_digests
from narrative.source.annotation_parts import Mark, Paragraph
from narrative.story.dates import parse_date


def marks_of(
    source: SourceText, found: Found, places: Sequence[DraftPlace], people: Sequence[DraftPerson]
) -> list[Mark | Paragraph]:
    """Every paragraph, place, person and date, in the order of the text; of two that overlap, the first is kept."""
    folded = fold(source.text)
    entries = {id(mention): place.id for place in places for mention in place.resolutions}
    who = {each.key: each.id for each in people}
    names = list(names_of(found, entries, who))
    paragraphs = [
        Paragraph(f"#p{number:02}", number, start, end, *inner_digests(folded, start, end))
        for number, (start, end) in enumerate(source.paragraphs, 1)
    ]
    marks = finished(apart(names, folded), folded, source.paragraphs)
    return sorted([*paragraphs, *marks], key=lambda part: (part.start, -part.end))


def names_of(found: Found, entries: Mapping[int, str], who: Mapping[str, str]) -> Iterator[Mark]:
    """The marks without ids and digests, of each kind."""
    for each in found.resolutions:
        place = entries.get(id(each))
        likely = f"{round(each.probability * 100)} % likely: {each.reason}" if each.chosen else each.reason
        comment = f"read by a program, {likely}" if each.chosen else f"read by a program: {likely}"
        name = each.toponym
        yield Mark("", "toponym", name.start, name.end, name.name, "", "", (place,) if place else (), comment=comment)
    for date in found.dates:
        try:
            value = parse_date(date.edtf)
        except ValueError:
            continue
        yield Mark("", "date", date.start, date.end, date.name, "", "", date=value)
    for person in found.people:
        if person.person in who:
            yield Mark("", "person", person.start, person.end, person.name, "", "", person=who[person.person])


def apart(marks: Sequence[Mark], folded: Folded) -> Iterator[Mark]:
    """The marks that hold a letter and do not overlap one before them, of two at one place the longer."""
    end = 0
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        if mark.start >= end and folded.index(mark.start) < folded.index(mark.end):
            yield mark
            end = mark.end


def finished(marks: Iterable[Mark], folded: Folded, ranges: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    """The marks with their ids, counted in each paragraph, and the digests of the letters around them."""
    counts: Counter[int] = Counter()
    for mark in marks:
        number = paragraph_at(ranges, mark.start) or 0
        counts[number] += 1
        before, after = outer_digests(folded, mark.start, mark.end)
        yield replace(mark, id=f"#p{number:02}-m{counts[number]:02}", before=before, after=after)

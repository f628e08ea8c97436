"""Turn annotations of another program and the text they speak of into steps, places and annotations of this project."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from geo.reading.uploads import CONTROL, LINE_ENDS
from geo.reading.validation import quoted
from geo.reading.wording import counted
from narrative.drafts.commonmark import commonmark
from narrative.drafts.draft import Draft
from narrative.drafts.ids import new_id
from narrative.drafts.parts import Spot
from narrative.drafts.step_dates import whens_of
from narrative.drafts.wording import spaced
from narrative.imports.fields import add_record, take_place
from narrative.imports.material import KEY, FoundPlace, Material, Record
from narrative.reading.extract import paragraph_ranges
from narrative.reading.text_dates import dates_in
from narrative.story.limits import MOST_FIELD

REACH = 2_000  # letters around an offset in which its quote is looked for


@dataclass
class Quote:
    """An annotation as its file has it: ``start`` counts characters of its part of the text, None where unknown.

    ``kind`` is place, person or another word. ``place`` is None where nothing says where it is; ``prefix`` and
    ``suffix`` are the letters around the quote, where the file has them.
    """

    line: int
    where: str
    quote: str
    kind: str
    start: int | None = None
    part: str = ""
    place: FoundPlace | None = None
    comment: str = ""
    prefix: str = ""
    suffix: str = ""
    paragraph: int = field(default=0, compare=False)


def take_with_text(material: Material, found: list[Quote], text: str) -> None:
    """Make a step of each paragraph that names a place; paragraphs that name none go with the step before them."""
    text = CONTROL.sub(" ", LINE_ENDS.sub("\n", text))
    ranges = list(paragraph_ranges(text))
    material.text, material.paragraphs = text, ranges
    starts = [start for start, _ in ranges]
    anchored = []
    moved = 0
    for each in found:
        at = anchor(text, each)
        if at is None:
            sentence = f"{each.where}: the quote {quoted(each.quote)} was not found in the text, so it was left out."
            material.lose(sentence)
            continue
        moved += each.start is not None and at != each.start
        number = bisect_right(starts, at)
        if number and at + len(each.quote) <= ranges[number - 1][1]:
            anchored.append(replace(each, start=at, paragraph=number))
    if moved:
        sentence = f"{counted(moved, 'quote')} stood elsewhere in the text than the file says, and moved there."
        material.look.append(sentence)
    keys = mark_names(material, without_overlaps(material, sorted(anchored, key=lambda each: each.start or 0)))
    take_paragraphs(material, text, ranges, keys)


def anchor(text: str, found: Quote) -> int | None:
    """Where a quote stands: at its offset, between its prefix and suffix, or nearest to the offset.

    >>> anchor("Goa. Then Goa.", Quote(1, "row 1", "Goa", "place", start=9))
    10
    """
    start, quote = found.start, found.quote
    if start is not None and text[start : start + len(quote)] == quote:
        return start
    if found.prefix or found.suffix:
        at = text.find(found.prefix + quote + found.suffix)
        if at >= 0:
            return at + len(found.prefix)
    places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(quote)}(?!\w)", text)]
    if start is None:
        return places[0] if len(places) == 1 else None
    near = [each for each in places if abs(each - start) <= REACH]
    return min(near, key=lambda each: abs(each - start)) if near else None


def without_overlaps(material: Material, found: list[Quote]) -> list[Quote]:
    """Annotations in order, of which none overlaps the one before."""
    kept: list[Quote] = []
    for each in found:
        if kept and (each.start or 0) < (kept[-1].start or 0) + len(kept[-1].quote):
            material.lose(f"{each.where}: {quoted(each.quote)} overlaps the annotation before it, and was left out.")
        else:
            kept.append(each)
    return kept


def mark_names(material: Material, found: list[Quote]) -> list[tuple[Quote, str | None]]:
    """Note each annotation as a mark of the text, and the text's dates; the annotations with the keys of their places.

    A person's key is their id.
    """
    taken: list[tuple[Quote, str | None]] = []
    for each in found:
        start = each.start or 0
        end = start + len(each.quote)
        comment = each.comment[:MOST_FIELD] or None
        if each.kind == "person":
            key: str | None = person_id(material, each.quote)
            material.spots.append(Spot(start=start, end=end, form="person", person=key, comment=comment))
        else:
            key = take_place(material, each.line, each.where, each.place) if each.place else None
            places = (key,) if key else ()
            material.spots.append(Spot(start=start, end=end, form="toponym", places=places, comment=comment))
        taken.append((each, key))
    material.spots += dates_beside(material.text, material.spots)
    material.spots.sort(key=lambda spot: spot.start)
    return taken


def dates_beside(text: str, spots: list[Spot]) -> list[Spot]:
    """The dates of a text that overlap none of some marks."""
    ends = [spot.end for spot in spots]
    dates = []
    for each in dates_in(text):
        before = bisect_right(ends, each.start)
        if before == len(spots) or each.end <= spots[before].start:
            dates.append(Spot(start=each.start, end=each.end, form="date", date=each.edtf))
    return dates


def person_id(material: Material, name: str) -> str:
    """The id of a person of a name."""
    known = {title: id for id, title in material.people.items()}
    id = known.get(name) or new_id(name, material.people, "person")
    material.people[id] = name
    return id


def take_paragraphs(
    material: Material, text: str, ranges: list[tuple[int, int]], found: list[tuple[Quote, str | None]]
) -> None:
    """A step for every run of paragraphs that begins with one that names a place that is known."""
    draft = Draft(slug="dates", text=text, paragraphs=tuple(ranges), marks=tuple(material.spots))
    runs: list[list[int]] = []
    for number in range(1, len(ranges) + 1):
        placed = any(each.paragraph == number and each.kind == "place" and key for each, key in found)
        if not runs or (placed and any(is_placed(found, each) for each in runs[-1])):
            runs.append([number])
        else:
            runs[-1].append(number)
    dates = [each.date for each in whens_of(runs, draft)]
    for run, date in zip(runs, dates, strict=True):
        named = [(each, key) for each, key in found if each.paragraph in run]
        first = next((number for number in run if is_placed(found, number)), run[0])
        title = title_of(text[slice(*ranges[first - 1])])
        where = f"paragraph {run[0]}" if len(run) == 1 else f"paragraphs {run[0]} to {run[-1]}"
        prose = "\n\n".join(linked_prose(text, ranges[number - 1], named) for number in run)
        if len(prose) > MOST_FIELD:
            material.fault(1, f"{where} of the text have more than {MOST_FIELD} letters; cut them with blank lines")
            return
        places = list(dict.fromkeys(key for each, key in named if key and each.kind == "place"))
        record = Record(1, where, title, prose, places, paragraphs=run)
        record.people = list(dict.fromkeys(key for each, key in named if key and each.kind == "person"))
        if date:
            record.date, record.date_note = date.edtf, "A date that the text names here."
        if not add_record(material, record):
            return
    material.look.append("The steps are the paragraphs of the text, under their first words: name and shorten them.")


def linked_prose(text: str, span: tuple[int, int], named: list[tuple[Quote, str | None]]) -> str:
    """A paragraph as CommonMark in which the names lead to their places (by key) and people."""
    pieces, at = [], span[0]
    for each, key in named:
        start = each.start or 0
        if key is None or not span[0] <= start < span[1]:
            continue
        end = start + len(each.quote)
        target = f"place:{KEY}{key}" if each.kind == "place" else f"person:{key}"
        pieces += [spaced(text[at:start]), f"[{commonmark(text[start:end])}]({target})"]
        at = end
    return "".join([*pieces, spaced(text[at : span[1]])]).strip()


def is_placed(found: list[tuple[Quote, str | None]], paragraph: int) -> bool:
    """Whether a paragraph names a place that is known."""
    return any(each.paragraph == paragraph and each.kind == "place" and key for each, key in found)


def title_of(paragraph: str) -> str:
    """The first words of a paragraph, cut where a clause ends or after some sixty letters.

    >>> title_of("In May he left Goa, with two ships and little hope of ever coming back to the coast that he knew.")
    'In May he left Goa'
    """
    words = " ".join(paragraph.split())
    clause = re.match(r"(.{12,60}?)[,;:.!?](?= |$)", words)
    if clause:
        return clause[1]
    return words if len(words) <= 60 else words[:60].rpartition(" ")[0] + " …"


def take_without_text(material: Material, found: list[Quote]) -> None:
    """Make a step of each part of the document: without the text nothing is known of it but the names in it."""
    for part in dict.fromkeys(each.part for each in found):
        here = [each for each in found if each.part == part]
        placed = [each for each in here if each.kind == "place" and each.place]
        if not placed:
            material.lose(f"{quoted(part)}: no place in it is known, so it is no step.")
            continue
        where = f"part {part}" if part else "the document"
        keys = [take_place(material, each.line, where, each.place) for each in placed if each.place]
        names = ", ".join(dict.fromkeys(commonmark(each.quote) for each in here if each.kind == "place"))
        text = f"Places that the text names, in its order: {names}."
        add_record(material, Record(placed[0].line, where, part or "The document", text, list(dict.fromkeys(keys))))
    material.lose("The text itself is not in the file: give it with --text FILE to have its paragraphs as steps.")

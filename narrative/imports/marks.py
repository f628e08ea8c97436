"""Turn annotations of another program and the text they speak of into steps, places and annotations of this project."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from anyascii import anyascii

from geo.reading.validation import quoted, slug_like
from narrative.imports.decoding import CONTROL, LINE_ENDS
from narrative.imports.fields import add_record, counted, take_place
from narrative.imports.html_text import prose_of_plain
from narrative.imports.loose_dates import loose_date
from narrative.imports.material import MOST_LETTERS, FoundPlace, Material, Record
from narrative.source.alignment import Folded, fold, inner_digests, outer_digests
from narrative.source.annotation_parts import Mark, Paragraph, item_of
from narrative.source.web_annotations import document_text

REACH = 2_000  # letters around an offset in which its quote is looked for


@dataclass
class Found:
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


def take_with_text(material: Material, found: list[Found], text: str) -> None:
    """Make a step of each paragraph that names a place; paragraphs that name none go with the step before them."""
    text = CONTROL.sub(" ", LINE_ENDS.sub("\n", text))
    ranges = paragraph_ranges(text)
    material.paragraphs = len(ranges)
    material.sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    folded = fold(text)
    starts = [start for start, _ in ranges]
    for number, (start, end) in enumerate(ranges, 1):
        digests = inner_digests(folded, start, end)
        material.marks.append((Paragraph(f"#p{number:02}", number, start, end, *digests), None))
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
    keys = mark_names(material, without_overlaps(material, sorted(anchored, key=lambda each: each.start or 0)), folded)
    take_paragraphs(material, text, ranges, keys)


def paragraph_ranges(text: str) -> list[tuple[int, int]]:
    """The ranges of the blocks between blank lines, without the space around them.

    >>> paragraph_ranges("One.\\n\\n \\n  Two\\nlines.\\n")
    [(0, 4), (10, 20)]
    """
    found = []
    for match in re.finditer(r"(?:(?!\n[ \t]*\n).)+", text, re.DOTALL):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.start() + len(match.group().rstrip())
        if any(each.isalnum() for each in text[start:end]):
            found.append((start, end))
    return found


def anchor(text: str, found: Found) -> int | None:
    """Where a quote stands: at its offset, between its prefix and suffix, or nearest to the offset.

    >>> anchor("Goa. Then Goa.", Found(1, "row 1", "Goa", "place", start=9))
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


def without_overlaps(material: Material, found: list[Found]) -> list[Found]:
    """Annotations in order, of which none overlaps the one before."""
    kept: list[Found] = []
    for each in found:
        if kept and (each.start or 0) < (kept[-1].start or 0) + len(kept[-1].quote):
            material.lose(f"{each.where}: {quoted(each.quote)} overlaps the annotation before it, and was left out.")
        else:
            kept.append(each)
    return kept


def mark_names(material: Material, found: list[Found], folded: Folded) -> list[tuple[Found, str | None]]:
    """Note each annotation as a mark of the text, and give back those of places with the keys of their places."""
    taken: list[tuple[Found, str | None]] = []
    counts: dict[int, int] = {}
    for each in found:
        start = each.start or 0
        end = start + len(each.quote)
        counts[each.paragraph] = counts.get(each.paragraph, 0) + 1
        id = f"#p{each.paragraph:02}-m{counts[each.paragraph]:02}"
        comment = each.comment or None
        digests = outer_digests(folded, start, end)
        if each.kind == "person":
            person = person_id(material, each.quote)
            mark = Mark(id, "person", start, end, each.quote, *digests, person=person, comment=comment)
            material.marks.append((mark, None))
            taken.append((each, person))
            continue
        key = take_place(material, each.line, each.where, each.place) if each.place else None
        material.marks.append((Mark(id, "toponym", start, end, each.quote, *digests, comment=comment), key))
        taken.append((each, key))
    return taken


def person_id(material: Material, name: str) -> str:
    """The id of a person of a name."""
    known = {title: id for id, title in material.people.items()}
    id = known.get(name) or slug_like(anyascii(name)) or f"person-{len(material.people) + 1}"
    if material.people.get(id, name) != name:
        id = f"{id}-{len(material.people) + 1}"
    material.people[id] = name
    return id


def take_paragraphs(
    material: Material, text: str, ranges: list[tuple[int, int]], found: list[tuple[Found, str | None]]
) -> None:
    """A step for every run of paragraphs that begins with one that names a place that is known."""
    runs: list[list[int]] = []
    for number in range(1, len(ranges) + 1):
        placed = any(each.paragraph == number and each.kind == "place" and key for each, key in found)
        if not runs or (placed and any(is_placed(found, each) for each in runs[-1])):
            runs.append([number])
        else:
            runs[-1].append(number)
    for run in runs:
        named = [(each, key) for each, key in found if each.paragraph in run]
        first = next((number for number in run if is_placed(found, number)), run[0])
        title = title_of(text[slice(*ranges[first - 1])])
        where = f"paragraph {run[0]}" if len(run) == 1 else f"paragraphs {run[0]} to {run[-1]}"
        prose = "\n\n".join(linked_prose(text, ranges[number - 1], named) for number in run)
        if len(prose) > MOST_LETTERS:
            material.fault(1, f"{where} of the text have more than {MOST_LETTERS} letters; cut them with blank lines")
            return
        places = list(dict.fromkeys(key for each, key in named if key and each.kind == "place"))
        record = Record(1, where, title, prose, places, paragraphs=run, linked=True)
        record.people = list(dict.fromkeys(key for each, key in named if key and each.kind == "person"))
        record.date = first_date(text[ranges[run[0] - 1][0] : ranges[run[-1] - 1][1]])
        if record.date:
            record.date_note = "The first date that the text names here."
        if not add_record(material, record):
            return
    material.look.append("The steps are the paragraphs of the text, under their first words: name and shorten them.")


def linked_prose(text: str, span: tuple[int, int], named: list[tuple[Found, str | None]]) -> str:
    """A paragraph as CommonMark in which the names lead to their places (by key) and people."""
    pieces, at = [], span[0]
    for each, key in named:
        start = each.start or 0
        if key is None or not span[0] <= start < span[1]:
            continue
        end = start + len(each.quote)
        pieces += [joined_prose(text[at:start]), f"[{prose_of_plain(text[start:end])}]({each.kind}:{key})"]
        at = end
    return "".join([*pieces, joined_prose(text[at : span[1]])]).strip()


def joined_prose(text: str) -> str:
    """Part of a line as CommonMark, with the spaces at its ends."""
    before = " " if text[:1].isspace() else ""
    return before + prose_of_plain(text) + (" " if text.strip() and text[-1:].isspace() else "")


def is_placed(found: list[tuple[Found, str | None]], paragraph: int) -> bool:
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


def first_date(text: str) -> str | None:
    """The first date in a text that has a year, as EDTF.

    >>> first_date("On 27 May 1498 they saw land, after the winter of 1497.")
    '1498-05-27'
    """
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    for form in (rf"\b(?:\d{{1,2}} )?(?:{months})(?: \d{{1,2}},)? \d{{4}}\b", r"\b1\d{3}\b|\b20\d\d\b"):
        if match := re.search(form, text):
            return loose_date(match.group())
    return None


def take_without_text(material: Material, found: list[Found]) -> None:
    """Make a step of each part of the document: without the text nothing is known of it but the names in it."""
    for part in dict.fromkeys(each.part for each in found):
        here = [each for each in found if each.part == part]
        placed = [each for each in here if each.kind == "place" and each.place]
        if not placed:
            material.lose(f"{quoted(part)}: no place in it is known, so it is no step.")
            continue
        where = f"part {part}" if part else "the document"
        keys = [take_place(material, each.line, where, each.place) for each in placed if each.place]
        names = ", ".join(dict.fromkeys(prose_of_plain(each.quote) for each in here if each.kind == "place"))
        text = f"Places that the text names, in its order: {names}."
        add_record(material, Record(placed[0].line, where, part or "The document", text, list(dict.fromkeys(keys))))
    material.lose("The text itself is not in the file: give it with --text FILE to have its paragraphs as steps.")


def annotations_file(material: Material, slug: str, ids: dict[str, str]) -> bytes | None:
    """The annotations as this project writes them; None for an import that has no text."""
    if material.sha256 is None:
        return None
    parts: list[Mark | Paragraph] = []
    for part, key in material.marks:
        placed = isinstance(part, Mark) and key in ids
        parts.append(replace(part, places=(ids[str(key)],)) if isinstance(part, Mark) and placed else part)
    parts.sort(key=lambda part: (part.start, -part.end))
    items = [item_of(part, material.sha256) for part in parts]
    label = f"Names in {material.title or slug}"
    return document_text(f"urn:narrative-map:annotations:{slug}", label, items).encode("utf-8")

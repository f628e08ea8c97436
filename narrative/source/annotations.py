"""Read a story's stand-off annotations, and lay them over a reader's copy of the source.

The source itself is not in the repository: ``annotations.jsonld`` says by position and name where it names a place, a
person or a date, and where its paragraphs run. `align` takes the text from the reader, and keeps nothing of it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from geo.reading.faults import Fault, Faults
from geo.reading.json_lines import JsonDocument, read_json
from geo.reading.validation import Loc, quoted, sentences
from narrative.source.alignment import Anchor, find_anchors, fold
from narrative.source.annotation_parts import Mark, Paragraph, PartError, part_of
from narrative.source.web_annotations import SOURCE_START, AnnotationModel, CollectionModel

__all__ = [
    "Aligned",
    "Annotations",
    "AnotherTextError",
    "Mark",
    "Paragraph",
    "Placed",
    "align",
    "load_annotations",
]

ANNOTATIONS_FILE = "annotations.jsonld"
MISSING = "annotations are a W3C Web Annotation collection in JSON-LD"
Part = TypeVar("Part", Mark, Paragraph)
LEAST_SHARE = 0.5  # of the names: a copy that lacks more is another text, or too little of this one to read along


@dataclass(frozen=True)
class Annotations:
    """The marks of a source in the order of its text, and its paragraphs; ``sha256`` is that of the text's UTF-8."""

    sha256: str
    marks: tuple[Mark, ...]
    paragraphs: tuple[Paragraph, ...]

    def paragraph_of(self, position: int) -> int | None:
        """The number of the paragraph in which a code point of the source lies; None in a header or between two."""
        return next((each.number for each in self.paragraphs if each.start <= position < each.end), None)


@dataclass(frozen=True)
class Placed(Generic[Part]):
    """A mark or a paragraph in a reader's text: ``start`` and ``end`` are code points of that text."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True)
class Aligned:
    """Annotations laid over a text: how many ``marks`` stand where they stood (``exact``), how many ``moved``.

    ``identical`` says that the text's SHA-256 is the source's. ``missing`` marks were not found.
    """

    identical: bool
    marks: tuple[Placed[Mark], ...]
    paragraphs: tuple[Placed[Paragraph], ...]
    exact: int
    moved: int
    missing: tuple[Mark, ...]


class AnotherTextError(ValueError):
    """A text that is not the one annotated; its text is one sentence for the reader."""


def load_annotations(path: Path) -> Annotations:
    """Read a file of annotations.

    Raises
    ------
    Faults
        With every fault of the file: no JSON, unknown keys, quotes that do not fill their position, marks that
        overlap, dates that are no EDTF, paragraphs out of order.
    """
    reading = examine_annotations(path)
    if reading.faults or reading.annotations is None:
        raise Faults(reading.faults)
    return reading.annotations


def align(annotations: Annotations, text: str) -> Aligned:
    """Find the marks and paragraphs in a reader's copy of the text.

    Line ends, line breaks, spaces, quotation marks, hyphens at line ends, a byte order mark, a header more or less may
    differ. Positions of the result are code points of `text`, which is neither changed nor kept.

    Raises
    ------
    AnotherTextError
        Where less than half of the names are found between their neighbours.
    """
    total = len(annotations.marks)
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == annotations.sha256:
        marks = tuple(Placed(each, each.start, each.end) for each in annotations.marks)
        ranges = tuple(Placed(each, each.start, each.end) for each in annotations.paragraphs)
        return Aligned(True, marks, ranges, exact=total, moved=0, missing=())
    folded = fold(text)
    keyed = sorted(anchors_of(annotations), key=lambda each: (each[0], each[1]))
    found = find_anchors([anchor for *_, anchor in keyed], folded)
    letters = {keyed[number][2]: where for number, where in found.items()}
    placed: list[Placed[Mark]] = []
    for mark in annotations.marks:
        if where := letters.get(mark.id):
            first, last = folded.positions[where[0]], folded.positions[where[1] - 1]
            placed.append(Placed(mark, *widened(text, first, last + 1, mark.exact)))
    if not text.strip() or len(placed) < LEAST_SHARE * total:
        raise AnotherTextError(
            f"This is another text: {len(placed)} of {total} names and dates were found where they should be. "
            "Open the text of the source that this story names."
        )
    exact = sum((each.start, each.end) == (each.part.start, each.part.end) for each in placed)
    at_place = {each.part.id for each in placed}
    return Aligned(
        identical=False,
        marks=tuple(placed),
        paragraphs=tuple(paragraphs_in(text, annotations, letters, folded.positions)),
        exact=exact,
        moved=len(placed) - exact,
        missing=tuple(mark for mark in annotations.marks if mark.id not in at_place),
    )


def anchors_of(annotations: Annotations) -> Iterator[tuple[int, int, str, Anchor]]:
    """(start, end, key, anchor) of every mark, and of the start and the end of every paragraph."""
    for mark in annotations.marks:
        yield mark.start, mark.end, mark.id, Anchor(fold(mark.exact).letters, mark.before, mark.after)
    for each in annotations.paragraphs:
        yield each.start, each.start, f"{each.id}<", Anchor("", None, each.first)
        yield each.end, each.end, f"{each.id}>", Anchor("", each.last, None)


def widened(text: str, start: int, end: int, exact: str) -> tuple[int, int]:
    """A range from a name's first letter to its last, widened to its accents and to the signs that it ends in.

    >>> widened("the U.S. Army", 4, 7, "U.S.")
    (4, 8)
    """
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    signs = len(exact) - max((at for at, each in enumerate(exact, 1) if each.isalnum()), default=0)
    for sign in exact[len(exact) - signs :]:
        end += text[end : end + 1] == sign
    return start, end


def paragraphs_in(
    text: str, annotations: Annotations, letters: Mapping[str, tuple[int, int]], positions: Any
) -> Iterator[Placed[Paragraph]]:
    """The paragraphs of which start and end were found, out to the white space around them."""
    for each in annotations.paragraphs:
        low, high = letters.get(f"{each.id}<"), letters.get(f"{each.id}>")
        if low is None or high is None or low[0] >= high[0]:
            continue
        start, end = positions[low[0]], positions[high[0] - 1] + 1
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        yield Placed(each, start, end)


@dataclass
class AnnotationReading:
    """A file of annotations as far as it could be read; ``numbers`` leads from an annotation's id to its number."""

    faults: list[Fault] = field(default_factory=list)
    document: JsonDocument | None = None
    annotations: Annotations | None = None
    numbers: dict[str, int] = field(default_factory=dict)

    def fault(self, id: str, message: str, *loc: int | str) -> Fault:
        """A fault in the annotation of an id."""
        if self.document is None:
            raise ValueError("a file that was not read has no lines")
        return self.document.fault((*items_at(self.numbers[id]), *loc), f'annotation "{id}": {message}')


def items_at(number: int) -> Loc:
    """The location of an annotation."""
    return ("first", "items", number)


def examine_annotations(path: Path) -> AnnotationReading:
    """Read as much as can be read, with all faults."""
    reading = AnnotationReading()
    try:
        document = reading.document = read_json(Path(path), MISSING)
    except Faults as unreadable:
        reading.faults.extend(unreadable.faults)
        return reading
    try:
        collection = CollectionModel.model_validate(document.value)
    except ValidationError as error:
        reading.faults.extend(document.fault(loc, sentence) for loc, sentence in sentences(error, CollectionModel))
        return reading
    parts: list[Mark | Paragraph] = []
    digests: dict[str, int] = {}
    for number, item in enumerate(collection.first.items):
        part, faults = read_item(document, number, item)
        reading.faults.extend(faults)
        if part is None:
            continue
        if part.id in reading.numbers:
            message = f"the id {quoted(part.id)} is that of annotation {reading.numbers[part.id] + 1} too; change one"
            reading.faults.append(document.fault((*items_at(number), "id"), message))
            continue
        reading.numbers[part.id] = number
        digests.setdefault(item["target"]["source"].removeprefix(SOURCE_START), number)
        parts.append(part)
    for number in list(digests.values())[1:]:
        message = f"the target's source is not that of annotation {next(iter(digests.values())) + 1}; annotate one text"
        reading.faults.append(document.fault((*items_at(number), "target", "source"), message))
    marks = tuple(each for each in parts if isinstance(each, Mark))
    paragraphs = tuple(each for each in parts if isinstance(each, Paragraph))
    reading.faults.extend(order_faults(reading, marks, paragraphs))
    if not reading.faults:
        reading.annotations = Annotations(next(iter(digests)), marks, paragraphs)
    return reading


def read_item(document: JsonDocument, number: int, item: Any) -> tuple[Mark | Paragraph | None, list[Fault]]:
    """One annotation, or its faults."""
    id = item.get("id") if isinstance(item, dict) else None
    name = f"annotation {quoted(id)}: " if isinstance(id, str) else f"annotation {number + 1}: "
    if not isinstance(item, dict):
        return None, [document.fault(items_at(number), f"{name}it is {quoted(item)}; it must be an object {{ … }}")]
    try:
        return part_of(AnnotationModel.model_validate(item)), []
    except ValidationError as error:
        found = sentences(error, AnnotationModel)
    except PartError as error:
        found = iter([(error.loc, str(error))])
    return None, [document.fault((*items_at(number), *loc), name + sentence) for loc, sentence in found]


def order_faults(reading: AnnotationReading, marks: Iterable[Mark], paragraphs: Iterable[Paragraph]) -> Iterator[Fault]:
    """Marks or paragraphs that overlap or run backwards, and paragraphs that are not counted from 1."""
    kinds: tuple[Iterable[Mark | Paragraph], ...] = (marks, paragraphs)
    for kind in kinds:
        for before, each in pairwise(kind):
            if each.start < before.end:
                message = (
                    f'it starts at {each.start}, before "{before.id}" has ended at {before.end}; put them in order'
                )
                yield reading.fault(each.id, message, "target")
    for number, each in enumerate(paragraphs, 1):
        if each.number != number:
            yield reading.fault(each.id, f"it is paragraph {each.number} where {number} belongs; count from 1", "body")
            return

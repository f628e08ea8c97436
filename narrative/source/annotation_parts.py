"""Turn one Web Annotation into a mark or a paragraph of the source, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from geo.reading.validation import Loc, quoted
from geo.reading.wording import listed
from narrative.source.alignment import fold
from narrative.source.web_annotations import (
    PERSON_START,
    PLACE_START,
    READING_START,
    SOURCE_START,
    STATEMENT_START,
    UNPLACED,
    AnnotationModel,
    BodyModel,
)
from narrative.story.dates import Date, parse_date

Form = Literal["toponym", "demonym", "person", "date"]
FORMS: tuple[Form, ...] = ("toponym", "demonym", "person", "date")
PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Mark:
    """A name or a date in the source: ``start`` and ``end`` count its code points from 0, and ``exact`` is the name.

    A toponym or demonym has ``places`` (ids; none where it is unplaced) or, where it may mean one place or another, the
    id of its ``reading``; a person has ``person``, a date ``date``.
    ``before`` and ``after`` are digests of the letters around it; ``comment`` says why it was decided so.
    """

    id: str
    form: Form
    start: int
    end: int
    exact: str
    before: str
    after: str
    places: tuple[str, ...] = ()
    person: str | None = None
    date: Date | None = None
    comment: str | None = None
    reading: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """A numbered paragraph of the source, with the digests of its ``first`` and ``last`` letters.

    ``statements`` are the ids of those that rest on it.
    """

    id: str
    number: int
    start: int
    end: int
    first: str
    last: str
    statements: tuple[str, ...] = ()


class PartError(ValueError):
    """What is wrong in an annotation whose keys are right, and where."""

    def __init__(self, loc: Loc, sentence: str) -> None:
        super().__init__(sentence)
        self.loc = loc


def part_of(model: AnnotationModel) -> Mark | Paragraph:
    """A checked annotation as a value. Raises PartError."""
    forms = [each.value for each in model.body if each.purpose == "classifying"]
    known = [*FORMS, PARAGRAPH]
    if len(forms) != 1 or forms[0] not in known:
        said = listed([quoted(each) for each in forms], "or") if forms else "not"
        one_of = listed(known, "or")
        raise PartError(("body",), f"it is classified {said}; give it one classifying body: {one_of}")
    selectors = [each.type for each in model.target.selector]
    wanted = ["TextPositionSelector"] + (["TextQuoteSelector"] if forms[0] != PARAGRAPH else [])
    if selectors != wanted:
        raise PartError(("target", "selector"), f"a {forms[0]} is selected by {' and '.join(wanted)}, in that order")
    position = model.target.selector[0]
    start, end = position.start or 0, position.end or 0
    if end <= start:
        loc = ("target", "selector", 0, "end")
        raise PartError(loc, f'"end" is {end}, not after "start", {start}; exchange or mend them')
    return paragraph_of(model, start, end) if forms[0] == PARAGRAPH else mark_of(model, forms[0], start, end)


def paragraph_of(model: AnnotationModel, start: int, end: int) -> Paragraph:
    """The annotation of a paragraph as a Paragraph."""
    position = model.target.selector[0]
    if position.first is None or position.last is None:
        raise PartError(("target", "selector", 0), 'a paragraph has a "firstDigest" and a "lastDigest"; add them')
    number = next((each.value for each in model.body if each.purpose == "identifying"), None)
    if number is None or not number.isascii() or not number.isdigit() or len(number) > 6:
        raise PartError(("body",), f"a paragraph is identified by its number; it is {quoted(number)}")
    statements = tuple(
        local_id(at, each, STATEMENT_START) for at, each in enumerate(model.body) if each.purpose == "linking"
    )
    return Paragraph(model.id, int(number), start, end, position.first, position.last, statements)


def mark_of(model: AnnotationModel, form: Any, start: int, end: int) -> Mark:
    """The annotation of a name or a date as a Mark."""
    linking = next((number for number, each in enumerate(model.body) if each.purpose == "linking"), None)
    if linking is not None:
        raise PartError(("body", linking), "a statement is linked by the paragraph that it rests on; take this away")
    position, quote = model.target.selector
    if position.first is not None or position.last is not None:
        raise PartError(("target", "selector", 0), '"firstDigest" and "lastDigest" are a paragraph\'s; take them away')
    if quote.before is None or quote.after is None:
        raise PartError(("target", "selector", 1), 'a name has a "beforeDigest" and an "afterDigest"; add them')
    exact = quote.exact or ""
    if len(exact) != end - start:
        sentence = f"the quote {quoted(exact)} has {len(exact)} code points, its position {end - start}; mend one"
        raise PartError(("target", "selector", 1, "exact"), sentence)
    if not fold(exact).letters:
        raise PartError(("target", "selector", 1, "exact"), f"the quote {quoted(exact)} has no letter; quote a name")
    read = reading_of(model) if form == "toponym" else None
    places, person, date = identities(model, form) if read is None else ((), None, None)
    comment = next((each.value for each in model.body if each.purpose == "commenting"), None)
    return Mark(model.id, form, start, end, exact, quote.before, quote.after, places, person, date, comment, read)


def reading_of(model: AnnotationModel) -> str | None:
    """The reading that a toponym is identified by, None where it is identified by places."""
    found = [(number, each) for number, each in enumerate(model.body) if (each.source or "").startswith(READING_START)]
    if not found:
        return None
    number, body = found[0]
    if any(each.purpose in ("identifying", "tagging") for each in model.body if each is not body):
        raise PartError(("body", number), "a toponym with a reading has no place besides, and no tag; take them away")
    return local_id(number, body, READING_START)


def identities(model: AnnotationModel, form: Form) -> tuple[tuple[str, ...], str | None, Date | None]:
    """The (places, person, date) that a name's bodies identify."""
    bodies = [(number, each) for number, each in enumerate(model.body) if each.purpose == "identifying"]
    tags = [each.value for each in model.body if each.purpose == "tagging"]
    if form in ("toponym", "demonym"):
        if bool(bodies) == (tags == [UNPLACED]) or any(tag != UNPLACED for tag in tags):
            raise PartError(("body",), f'a {form} has a place, or else one body tagging it "{UNPLACED}"; write one')
        return tuple(local_id(number, each, PLACE_START) for number, each in bodies), None, None
    if len(bodies) != 1 or tags:
        raise PartError(("body",), f"a {form} has one identifying body, and no tag; it has {len(bodies)}")
    number, body = bodies[0]
    if form == "person":
        return (), local_id(number, body, PERSON_START), None
    if body.value is None:
        raise PartError(("body", number), 'a date is identified by a TextualBody with EDTF as its "value"')
    try:
        return (), None, parse_date(body.value)
    except ValueError as error:
        raise PartError(("body", number, "value"), str(error)) from None


def local_id(number: int, body: BodyModel, start: str) -> str:
    """The id of a place, a person or a statement in this story."""
    source = body.source or ""
    if not source.startswith(start) or source == start:
        sentence = f'it is identified by {quoted(body.source or body.value)}; write a "source" such as "{start}ID"'
        raise PartError(("body", number, "source"), sentence)
    return source.removeprefix(start)


def item_of(part: Mark | Paragraph, sha256: str) -> dict[str, Any]:
    """A mark or paragraph as the Web Annotation that `part_of` reads.

    >>> lines = item_of(Paragraph("#p01", 1, 0, 90, "0" * 12, "f" * 12), "a" * 64)
    >>> part_of(AnnotationModel.model_validate(lines))
    Paragraph(id='#p01', number=1, start=0, end=90, first='000000000000', last='ffffffffffff', statements=())
    """
    position: dict[str, Any] = {"type": "TextPositionSelector", "start": part.start, "end": part.end}
    selectors = [position]
    if isinstance(part, Paragraph):
        position |= {"firstDigest": part.first, "lastDigest": part.last}
        bodies = [textual("classifying", PARAGRAPH), textual("identifying", str(part.number))]
        bodies += [resource(STATEMENT_START + each, "linking") for each in part.statements]
    else:
        quote = {"exact": part.exact, "beforeDigest": part.before, "afterDigest": part.after}
        selectors.append({"type": "TextQuoteSelector", **quote})
        bodies = [textual("classifying", part.form)]
        bodies += [resource(PLACE_START + place) for place in part.places]
        bodies += [resource(READING_START + part.reading)] if part.reading else []
        bodies += [resource(PERSON_START + part.person)] if part.person else []
        bodies += [textual("identifying", part.date.edtf)] if part.date else []
        if part.form in ("toponym", "demonym") and not part.places and not part.reading:
            bodies.append(textual("tagging", UNPLACED))
        if part.comment:
            bodies.append({**textual("commenting", part.comment), "language": "en"})
    return {
        "id": part.id,
        "type": "Annotation",
        "motivation": "classifying" if isinstance(part, Paragraph) else "identifying",
        "body": bodies,
        "target": {"source": SOURCE_START + sha256, "selector": selectors},
    }


def textual(purpose: str, value: str) -> dict[str, Any]:
    """A body that is a text."""
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def resource(source: str, purpose: str = "identifying") -> dict[str, Any]:
    """A body that is a place, a person or a statement of the story."""
    return {"type": "SpecificResource", "purpose": purpose, "source": source}

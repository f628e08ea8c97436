"""The draft of a story as one plain JSON value: the text, what stands in it, the places, the people and the steps.

Every door ends here: a text that was read (`narrative.drafts.build`), a story folder or another program's file
(`narrative.drafts.opened`). A draft never changes: whoever edits one makes another. `read_draft` is the gate for what
a browser or a file brings back.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator

from narrative.drafts.media import FileBody, FileName
from narrative.drafts.parts import (
    DraftDateline,
    DraftError,
    DraftHeading,
    DraftPerson,
    DraftPlace,
    DraftSource,
    DraftStep,
    Id,
    Named,
    Part,
    Spot,
    Words,
)
from narrative.story.dates import Date, parse_date
from narrative.story.limits import (
    MOST_FILES,
    MOST_MARKS,
    MOST_PEOPLE,
    MOST_PLACES,
    MOST_STEPS,
    MOST_STUDIO_FILES_BYTES,
    MOST_STUDIO_LETTERS,
)

Spelled = dict[str, tuple[int, ...]]


class Draft(Part):
    """A story in the making.

    ``origin`` is what it was made of: a text that a program has read, another program's file, or a story. ``bracket``
    is the date (EDTF) of steps of a text that names none. ``unread`` is what the text writes as a date and nobody can
    read, ``asides`` are the paragraphs that tell nothing: by-lines, notes, lists of works. ``program``, ``file`` and
    ``read_on`` (ISO 8601) say where an import is from, ``lost`` and ``look`` are its sentences: what could not be kept,
    and what wants the author's eye.
    """

    version: Literal[1] = 1
    slug: Id
    origin: Literal["text", "file", "story"] = "story"
    title: Words = ""
    subtitle: Words = ""
    summary: Words = ""
    language: Annotated[str, StringConstraints(max_length=40)] = "en"
    source: DraftSource = DraftSource()
    text: str = ""
    paragraphs: tuple[tuple[int, int], ...] = ()
    headings: tuple[DraftHeading, ...] = ()
    pages: tuple[int, ...] = ()  # on which the paragraphs begin, of a file that has pages
    bracket: Words = ""
    datelines: tuple[DraftDateline, ...] = ()
    unread: tuple[Spot, ...] = ()
    asides: tuple[int, ...] = ()
    marks: tuple[Spot, ...] = ()
    places: tuple[DraftPlace, ...] = ()
    people: tuple[DraftPerson, ...] = ()
    steps: tuple[DraftStep, ...] = ()
    program: Words = ""
    file: Words = ""
    read_on: Words = ""
    lost: tuple[str, ...] = ()
    look: tuple[str, ...] = ()
    kept: dict[str, Any] = Field(default={})
    stand_off: str = ""  # annotations of a text that is not here
    documents: str = ""  # documents.yaml as it came: no door edits it
    files: dict[FileName, FileBody] = Field(default={}, max_length=MOST_FILES)  # those that steps show, by their names

    @model_validator(mode="after")
    def fits(self) -> Draft:
        for what, ids in (
            ("place", [each.id for each in self.places]),
            ("person", [each.id for each in self.people]),
            ("step", [each.id for each in self.steps]),
        ):
            if len(set(ids)) < len(ids):
                raise ValueError(f"two of its {what}s have one id")
        end = 0
        for mark in self.marks:
            if not end <= mark.start < mark.end <= len(self.text):
                raise ValueError("its marks do not fit its text")
            end = mark.end
        end = 0
        for start, stop in self.paragraphs:
            if not end <= start < stop <= len(self.text):
                raise ValueError("its paragraphs do not fit its text")
            end = stop
        return self

    def place(self, id: str) -> DraftPlace:
        """A place by its id. Raises DraftError."""
        return one_of(self.places, id, "place")

    def person(self, id: str) -> DraftPerson:
        """A person by their id. Raises DraftError."""
        return one_of(self.people, id, "person")

    def step(self, id: str) -> DraftStep:
        """A step by its id. Raises DraftError."""
        return one_of(self.steps, id, "step")

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each paragraph starts."""
        return tuple(start for start, _ in self.paragraphs)

    @cached_property
    def mark_starts(self) -> tuple[int, ...]:
        """Where each mark starts."""
        return tuple(each.start for each in self.marks)

    def paragraph_of(self, position: int) -> int:
        """The number of the paragraph in which a code point lies; 0 in a heading."""
        return paragraph_at(self.starts, self.paragraphs, position)

    def words_of(self, mark: Spot) -> str:
        """The letters of a mark, on one line."""
        return " ".join(self.text[mark.start : mark.end].split())

    @cached_property
    def marked(self) -> Mapping[str, tuple[Spot, ...]]:
        """The marks of each place, by its id."""
        found: dict[str, list[Spot]] = {}
        for mark in self.marks:
            for id in mark.places:
                found.setdefault(id, []).append(mark)
        return {id: tuple(marks) for id, marks in found.items()}

    @cached_property
    def spoken(self) -> Mapping[str, tuple[Spot, ...]]:
        """The marks of each person, by their id."""
        found: dict[str, list[Spot]] = {}
        for mark in self.marks:
            if mark.person:
                found.setdefault(mark.person, []).append(mark)
        return {id: tuple(marks) for id, marks in found.items()}

    @cached_property
    def place_names(self) -> Mapping[str, Spelled]:
        """How the text writes each place: every spelling with its paragraphs, the most frequent first."""
        return {id: spelled(self, marks) for id, marks in self.marked.items()}

    @cached_property
    def person_names(self) -> Mapping[str, Spelled]:
        """How the text writes each person, as above."""
        return {id: spelled(self, marks) for id, marks in self.spoken.items()}

    @cached_property
    def dated(self) -> tuple[tuple[Date, Spot], ...]:
        """The dates that the text names, in order."""
        found = []
        for mark in self.marks:
            try:
                found += [(parse_date(mark.date), mark)] if mark.date else []
            except ValueError:
                continue
        return tuple(found)

    def numbers_of(self, id: str, people: bool = False) -> tuple[int, ...]:
        """The numbers of the paragraphs that name a place, or a person, in order."""
        names = (self.person_names if people else self.place_names).get(id, {})
        return tuple(sorted({number for numbers in names.values() for number in numbers}))


def paragraph_at(starts: Sequence[int], ranges: Sequence[tuple[int, int]], position: int) -> int:
    """The number, from 1, of the paragraph in which a code point lies; 0 in a heading."""
    number = bisect_right(starts, position)
    return number if number and position < ranges[number - 1][1] else 0


def spelled(draft: Draft, marks: Iterable[Spot]) -> Spelled:
    """Each spelling with its paragraphs, the most frequent first; those that differ in case only count as one.

    What stands in a heading only counts where no paragraph names it.
    """
    said = [(draft.words_of(each), draft.paragraph_of(each.start)) for each in marks]
    times: Counter[str] = Counter()
    first: dict[str, str] = {}
    numbers: dict[str, set[int]] = {}
    for name, number in [each for each in said if each[1]] or said:
        key = name.casefold()
        if key not in first or (first[key].isupper() and not name.isupper()):
            first[key] = name
        times[key] += 1
        numbers.setdefault(key, set()).update([number] if number else [])
    return {first[key]: tuple(sorted(numbers[key])) for key, _ in times.most_common()}


def one_of(parts: tuple[Named, ...], id: str, what: str) -> Named:
    """The part of that id."""
    for each in parts:
        if each.id == id:
            return each
    raise DraftError(f"There is no {what} “{id[:60]}” in this draft any more.")


def read_draft(value: Any) -> Draft:
    """What a browser or a file kept, as a draft.

    Raises
    ------
    DraftError
        In one sentence, where it is none, or larger than the studio takes.
    """
    try:
        return check_size(Draft.model_validate(value))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(each) for each in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise DraftError(f"This is no draft of the studio: {where + ': ' if where else ''}{said}.") from None


def check_size(draft: Draft) -> Draft:
    """A draft unchanged; DraftError where it is larger than the studio takes."""
    check_letters(draft.text)
    for parts, most, word in (
        (draft.steps, MOST_STEPS, "steps"),
        (draft.places, MOST_PLACES, "places"),
        (draft.people, MOST_PEOPLE, "people"),
        (draft.marks, MOST_MARKS, "marked names and dates"),
    ):
        if len(parts) > most:
            raise DraftError(f"The draft has {len(parts):,} {word}; the studio takes {most:,}.")
    return check_files(draft)


def check_files(draft: Draft) -> Draft:
    """A draft unchanged; DraftError where its pictures and recordings are more than the studio takes."""
    size = sum(map(len, draft.files.values()))
    if size > MOST_STUDIO_FILES_BYTES:
        raise DraftError(
            f"The draft’s pictures and recordings have {size / 1e6:.1f} MB; the studio takes "
            f"{MOST_STUDIO_FILES_BYTES / 1e6:g} MB. Make some smaller, or add them to the story’s folder by hand."
        )
    return draft


def check_letters(text: str) -> None:
    """Refuse a text that is longer than the studio takes, before any work is done for it."""
    if len(text) > MOST_STUDIO_LETTERS:
        raise DraftError(
            f"The text has {len(text):,} letters; the studio takes {MOST_STUDIO_LETTERS:,}, about 100 pages. "
            "Take a part of it, or use “python -m narrative new” for a book."
        )


def sha256_of(text: str) -> str:
    """The SHA-256 of a text's UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

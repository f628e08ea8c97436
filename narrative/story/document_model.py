"""The documents beside the one that is told, as values: who sent them to whom, where they are kept."""

from __future__ import annotations

from dataclasses import dataclass

from narrative.story.dates import Date
from narrative.story.words import (
    CERTAIN,
)


@dataclass(frozen=True)
class Party:
    """Who sends or receives a document: ids of people and places, and words for whoever is nobody of the story."""

    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    words: str | None = None


@dataclass(frozen=True)
class Archive:
    """Where a paper is kept, as the archive numbers it."""

    name: str
    fond: str | None = None
    opis: str | None = None
    delo: str | None = None
    papka: str | None = None
    pages: str | None = None

    @property
    def words(self) -> str:
        """The reference as it is cited.

        >>> Archive("AVPRF", fond="059a", opis="5a", delo="3", papka="11", pages="75-77").words
        'AVPRF, f. 059a, op. 5a, d. 3, p. 11, ll. 75-77'
        """
        return ", ".join(each for each in (self.name, self.location) if each)

    @property
    def location(self) -> str:
        """Where in the archive: "f. 059a, op. 5a, d. 3, p. 11, ll. 75-77"; empty where no number is known."""
        parts = (("f.", self.fond), ("op.", self.opis), ("d.", self.delo), ("p.", self.papka), ("ll.", self.pages))
        return ", ".join(f"{short} {each}" for short, each in parts if each)


@dataclass(frozen=True)
class Printed:
    """The work (its id) in which a document is printed, and the pages."""

    work: str
    pages: str | None = None


@dataclass(frozen=True)
class Witness:
    """What a document (its id) says to a paragraph, a statement or a step: a verdict, and how in a sentence."""

    document: str
    verdict: str
    says: str | None = None
    paragraph: int | None = None
    statement: str | None = None
    step: str | None = None


@dataclass(frozen=True)
class Document:
    """A paper beside the one that is told: ``kind`` a row of ``DOCUMENT_KINDS``, ``seen`` one of ``SEEN``.

    ``says`` is CommonMark in our own words, None where the paper is known by mention only. ``witnesses`` are what it
    answers, in the order of the file.
    """

    id: str
    kind: str
    title: str
    date: Date
    seen: str
    sender: Party = Party()
    receiver: Party = Party()
    archive: Archive | None = None
    collection: str | None = None
    url: str | None = None
    printed: Printed | None = None
    language: str | None = None
    certainty: str = CERTAIN
    says: str | None = None
    unverified: str | None = None
    witnesses: tuple[Witness, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of the places that it is sent from and to; each once."""
        return tuple(dict.fromkeys((*self.sender.places, *self.receiver.places)))

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of the people who send and receive it; each once."""
        return tuple(dict.fromkeys((*self.sender.people, *self.receiver.people)))

    @property
    def citation(self) -> str:
        """What it is, when, where it is kept and where it can be read: the line of a bibliography."""
        parts = (self.title, self.date.words, self.archive and self.archive.words, self.collection)
        return ", ".join(part for part in parts if part)

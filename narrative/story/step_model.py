"""The steps of a story as values: what each tells, shows and moves, and what a document says in it."""

from __future__ import annotations

from dataclasses import dataclass

from geo.reading.days import Day
from narrative.story.dates import Date
from narrative.story.media_model import Media
from narrative.story.overlay_model import Use
from narrative.story.words import (
    EDITORS_OWN,
    UNREAD,
    doubt_of,
)


@dataclass(frozen=True)
class Link:
    """What leads from place to place (ids), of one of the kinds in `narrative.story.words`.

    ``speaker`` is an id or words as a `Side` has them; ``paragraphs`` are its step's where it has none of its own;
    ``sources`` are ids of works and documents.
    It is drawn through the places ``via``, or ``along`` a place that is a line; ``schematic`` says that its arrow is no
    route. ``side`` is the id of the side that moves.
    """

    origin: str
    destination: str
    kind: str
    label: str | None
    status: str
    speaker: str | None = None
    paragraphs: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    along: str | None = None
    schematic: bool = False
    side: str | None = None

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of the places where it begins and ends."""
        return (self.origin, self.destination)

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of all places that it names: where it begins, those on its way, where it ends."""
        return (self.origin, *self.via, *([self.along] if self.along else []), self.destination)


@dataclass(frozen=True)
class Note:
    """An editor's note: what is not in the source, as CommonMark, and the works and documents (ids) it rests on."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """What one document says, in a sentence of our own words (``says``), and how it stands (a row of ``STANDINGS``).

    ``speaker``, ``via`` and ``hearer`` are ids of people or places, ``authors``, ``editor``, or words, as a `Side` has
    them. ``disputed_by`` are ids of statements or steps, ``sources`` of works and documents. ``steps`` are the ids of
    the steps whose text tells it, in the order of the story.
    """

    id: str
    says: str
    standing: str
    speaker: str | None = None
    via: str | None = None
    hearer: str | None = None
    date: Date | None = None
    paragraphs: tuple[int, ...] = ()
    disputed_by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def editorial(self) -> bool:
        """Whether it is the editor's own."""
        return self.standing == EDITORS_OWN


@dataclass(frozen=True)
class Sign:
    """How a step stands as a whole: the id of a status; ``partly`` where not all of what it tells stands so."""

    status: str
    partly: bool = False


@dataclass(frozen=True)
class Step:
    """One step, a whole state: what it tells, when, where, who says so, and what the map shows.

    ``index`` counts from 0. ``places``, ``people`` and ``camera_places`` (empty: frame ``places``) are ids;
    ``disputed_by`` are the steps that speak against this one or one of its statements, ``disputes`` those that this one
    speaks against.
    ``undated`` says that the source gives no date: ``date`` is then ``UNDATED``, ``bracket`` the time within which the
    editor puts the step, where there is one, and ``date_note`` says what that rests on. ``map_date`` is the date of the
    map's borders where it is neither ``date`` nor ``bracket``. ``text`` is CommonMark. ``unplaced`` says that the
    source names no place, and ``place_note`` what its places rest on. ``unread`` says that a program has made the step
    and nobody has confirmed it. ``media`` is what its card shows, in the order of the file, and ``draws`` what its map
    shows of the author's own drawings. ``formerly`` are the ids that it had before.
    """

    id: str
    index: int
    title: str
    date: Date
    map_date: Date | None
    date_note: str | None
    undated: bool
    places: tuple[str, ...]
    people: tuple[str, ...]
    paragraphs: tuple[int, ...]
    editorial: bool
    status: str
    disputed_by: tuple[str, ...]
    disputes: tuple[str, ...]
    links: tuple[Link, ...]
    camera_places: tuple[str, ...]
    text: str
    notes: tuple[Note, ...]
    statements: tuple[Statement, ...] = ()
    silent: tuple[str, ...] = ()
    unplaced: bool = False
    place_note: str | None = None
    unread: bool = False
    bracket: Date | None = None
    formerly: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    draws: tuple[Use, ...] = ()

    @property
    def shown_as(self) -> str:
        """The id of what a reader sees the step as: how it stands, or that it is a draft."""
        return UNREAD.id if self.unread else self.sign.status

    @property
    def sign(self) -> Sign:
        """The most doubtful of its own status and its statements' standings; what the editor adds does not count."""
        told = {self.status, *(each.standing for each in self.statements if not each.editorial)}
        return Sign(max(told, key=doubt_of), partly=len(told) > 1)

    @property
    def lit_places(self) -> tuple[str, ...]:
        """The ids of the places that the step's map lights up: its own, then the ends of its links; each once."""
        return tuple(dict.fromkeys([*self.places, *(end for link in self.links for end in link.ends)]))

    @property
    def way_places(self) -> tuple[str, ...]:
        """The ids of the places by which its links lead and which it does not light up; each once."""
        named = dict.fromkeys(id for link in self.links for id in link.places)
        return tuple(id for id in named if id not in self.lit_places)

    @property
    def map_day(self) -> Date:
        """The date whose borders the map shows."""
        return self.map_date or self.bracket or self.date

    @property
    def day(self) -> Day:
        """Its first day: the map draws and names places as of then."""
        return self.map_day.earliest

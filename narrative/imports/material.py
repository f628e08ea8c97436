"""What an importer finds in a file of another program, before it is a story folder."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from geo.gazetteer.certainties import CERTAIN
from geo.reading.faults import Fault, Faults
from geo.reading.uploads import Upload
from narrative.drafts.parts import Spot
from narrative.story.limits import MOST_FAULTS, MOST_RECORDS

Nearest = Callable[[float, float], tuple[str, float] | None]  # (lat, lon) in degrees: (name, distance in km)
Beside = Callable[[str], bytes | None]
KEY = "\0"  # before the key of a place in a link of a text: no text has this character


@dataclass(frozen=True)
class Choices:
    """What the author says beside the file; a file that says it itself is believed.

    ``date`` (EDTF) brackets the steps that have none. ``places`` is a Linked Places or GeoJSON file, ``text`` the plain
    text that annotations speak of, ``options`` the second sheet of leaflet-storymaps. ``columns`` says which column of
    a plain sheet is what, by the words of `narrative.imports.sheet`. ``today`` dates the reading. ``nearest`` finds the
    gazetteer's place beside a latitude and longitude, with its distance in km; without it a point stays unnamed.
    ``beside`` reads a file beside the one that is imported, by its path from there: None where there is none.
    """

    slug: str
    today: datetime.date
    title: str | None = None
    author: str | None = None
    language: str | None = None
    date: str | None = None
    places: Upload | None = None
    text: Upload | None = None
    options: Upload | None = None
    columns: Mapping[str, str] | None = None
    nearest: Nearest | None = None
    beside: Beside | None = None


@dataclass
class FoundPlace:
    """A place: ``geometry`` is GeoJSON, checked; ``feature`` a whole Linked Places feature that is sound as it stands.

    ``names`` beside the title are (toponym, BCP 47 or None). ``identifiers`` are those that `geo.gazetteer.lpf` knows.
    ``kept`` are parts of a feature as the file has them, by its keys: they stand in place of what is made here, those
    of ``geometry`` and ``properties`` beside it. ``named`` is False where the title is a headline or nothing, so that
    the place has no name in the file.
    """

    title: str
    geometry: dict[str, Any]
    certainty: str = CERTAIN
    reason: str | None = None
    names: list[tuple[str, str | None]] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    types: list[dict[str, str]] = field(default_factory=list)
    ccodes: list[str] = field(default_factory=list)
    description: str = ""
    feature: dict[str, Any] | None = None
    kept: dict[str, Any] = field(default_factory=dict)
    named: bool = True


@dataclass(frozen=True)
class Media:
    """A picture, film or sound; ``address`` is https or None, ``local`` the path of a file beside the one imported."""

    address: str | None
    words: str
    local: str = ""
    caption: str = ""


@dataclass
class Record:
    """A step to be: ``where`` names it in messages ("slide 3"), ``places`` are keys of `Material.places`.

    ``text`` is CommonMark that a step may have. ``date`` is EDTF; ``said_date`` is a date's wording that is none;
    ``undated`` says that the date is a bracket only, ``place_note`` whose places a step without any shows. Links of the
    text to places have their keys, after `KEY`. ``paragraphs`` are those of the source that it tells; its own number
    where there are none.
    """

    line: int
    where: str
    title: str
    text: str
    places: list[str] = field(default_factory=list)
    date: str | None = None
    date_note: str | None = None
    said_date: str | None = None
    undated: bool = False
    place_note: str | None = None
    media: list[Media] = field(default_factory=list)
    shown: list[dict[str, Any]] = field(default_factory=list)  # of the media what the step's card shows
    people: list[str] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)


@dataclass
class Material:
    """All that an importer found.

    ``program`` made the file, ``unit`` is what it calls a step. ``lost`` and ``look`` are sentences: what could not be
    kept, and what wants the author's eye. ``people`` are (id: name). ``text``, ``paragraphs`` and ``spots`` are of a
    source text that came with annotations; a spot has the key of its place.
    """

    file: str
    program: str
    unit: str
    title: str | None = None
    subtitle: str | None = None
    summary: str | None = None
    author: str | None = None
    language: str | None = None
    places: dict[str, FoundPlace] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    look: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    text: str = ""
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    said: set[str] = field(default_factory=set)  # what stands in `lost` and `look` already
    # The keys of places by their title and the cell in which they begin.
    titled: dict[tuple[str, int, int], list[str]] = field(default_factory=dict)

    def fault(self, line: int, sentence: str) -> None:
        """Note a fault at a line of the file."""
        self.note(Fault(self.file, line, sentence))

    def note(self, fault: Fault) -> None:
        """Note a fault; a file of a hundred is read no further. Raises Faults with those."""
        self.faults.append(fault)
        if len(self.faults) >= MOST_FAULTS:
            raise Faults(self.faults)

    def count(self, records: int) -> None:
        """Refuse a file of too many records before any of them is read. Raises Faults."""
        if records > MOST_RECORDS:
            sentence = f"there are {records:,} {self.unit}s, more than {MOST_RECORDS:,}; split the file"
            raise Faults([Fault(self.file, 1, sentence)])

    def lose(self, sentence: str) -> None:
        """Note once that something could not be kept."""
        if sentence not in self.said:
            self.said.add(sentence)
            self.lost.append(sentence)

    def notice(self, sentence: str) -> None:
        """Note once that something wants the author's eye."""
        if sentence not in self.said:
            self.said.add(sentence)
            self.look.append(sentence)


@dataclass(frozen=True)
class Import:
    """One format: its name on the command line, its label for readers, the endings of its files' names.

    ``loses`` says what no file of the format brings over, or what it has no word for. ``holds`` says what a file of it
    is: ``json``, a ``table`` (CSV or a workbook), ``xml`` or a ``script``. ``recognises`` is asked of the value of a
    JSON file, of a table's first line, of the name of XML's first element, or of a script's text. ``read`` raises
    Faults.
    """

    name: str
    label: str
    loses: str
    endings: tuple[str, ...]
    recognises: Callable[[Any], bool]
    read: Callable[[Upload, Choices], Material]
    holds: Literal["json", "table", "xml", "script"] = "json"

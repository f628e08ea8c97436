"""Recognise what a text names, offline: places with all that they may mean, dates and people."""

from __future__ import annotations

from pathlib import PurePath

from geo.gazetteer.toponyms import Candidate
from geo.geoparsing.recogniser import recognise
from geo.geoparsing.resolver import resolve
from geo.world.lookup import WorldMissingError, world
from narrative.reading.blocks import TextError
from narrative.reading.extract import source_text
from narrative.reading.text_dates import dates_in
from narrative.reading.text_people import people_in
from narrative.studio.draft import Draft, Guess, StudioError
from narrative.studio.imported import begin_import, can_import, is_import
from narrative.studio.start import Found, Reading, check_length, from_text, guess_of

MOST_LOOKED_UP = 12


def read_text(text: str) -> Reading:
    """Everything that a text names. Where the gazetteer is not installed, its dates, and a sentence with the cure."""
    dates = [Found(each.start, each.end, each.edtf) for each in dates_in(text)]
    try:
        known = world()
    except WorldMissingError as missing:
        return Reading(dates=dates, missing=sentence_of(missing))  # who knows no towns takes them for people
    toponyms = recognise(text, known)
    people = [Found(each.start, each.end, each.person) for each in people_in(text, toponyms)]
    return Reading(resolve(text, toponyms, known), dates, people)


def look_up(name: str) -> list[Guess]:
    """The places of a name, the most prominent first; none where the gazetteer is not installed."""
    try:
        entries = world().entries(name)
    except WorldMissingError:
        return []
    return [guess_of(Candidate(entry, 0.0)) for entry in entries[:MOST_LOOKED_UP]]


def sentence_of(missing: WorldMissingError) -> str:
    """What an author is told where places are not recognised."""
    return f"Places are not recognised here, and are set by hand: {missing}"


def begin_file(data: bytes, name: str, own: bool = False, today: str = "") -> tuple[Draft, str]:
    """The draft of a text file or of another program's, and a sentence where something was not recognised.

    Raises
    ------
    StudioError
        With one sentence, where it holds no text that the studio takes.
    """
    if is_import(name) and can_import():
        return begin_import(data, name, today)
    try:
        source = source_text(data, name)
    except TextError as error:
        raise StudioError(f"The text cannot be opened: {error}.") from None
    check_length(source.text)
    reading = read_text(source.text)
    title = source.title or PurePath(name).stem.replace("-", " ").replace("_", " ")
    if "." not in name and name:
        title = name
    return from_text(source.text, title, reading, today, own=own, paragraphs=source.paragraphs), reading.missing

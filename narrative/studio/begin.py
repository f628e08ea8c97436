"""The studio's door: what an author pastes or opens becomes a draft, made as every other door makes it."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from geo.gazetteer.toponyms import Candidate
from geo.reading.faults import Faults
from geo.reading.uploads import Upload
from geo.world.lookup import WorldMissingError, world
from narrative.drafts.asked import country_codes, year_of
from narrative.drafts.build import draft_of_names
from narrative.drafts.draft import Draft, check_letters, check_size
from narrative.drafts.found import DraftOptions, Found, dates_only, find_names, language_in
from narrative.drafts.ids import story_slug
from narrative.drafts.parts import DraftError, Guess
from narrative.drafts.places import guess_of
from narrative.imports.material import Choices
from narrative.imports.nearest import nearest
from narrative.imports.registry import ENDINGS, import_draft
from narrative.reading.blocks import TextError
from narrative.reading.extract import SourceText, source_text
from narrative.reading.languages_of_texts import ENGLISH, primary, what_is_read
from narrative.story.limits import MOST_MARKS

MOST_LOOKED_UP = 12
MOST_SENTENCES = 6
OPENING = 60  # letters of the first words by which a text without a title is called


def begin_file(
    data: bytes,
    name: str,
    own: bool = False,
    today: str = "",
    title: str = "",
    countries: str = "",
    year: str = "",
    columns: Mapping[str, str] | None = None,
) -> tuple[Draft, str]:
    """The draft of a text or of another program's file, and a sentence where something was not recognised or kept.

    Parameters
    ----------
    name : the file's name, "" for a text that was pasted
    own : the text is the author's, so its words may stand in the steps
    today : ISO 8601
    title : of the story, if the author gives one
    countries, year : where a text plays and the year of its first dates, as `new` takes them; "" leaves them open
    columns : what the columns of a plain table are, as `narrative.imports.sheet` takes them

    Raises
    ------
    DraftError
        With one sentence, where it holds no text that the studio takes; with a file's faults, one a line.
    """
    if name.lower().endswith(ENDINGS):
        return begin_import(data, name, today, title, columns)
    try:
        source = source_text(data, name)
    except TextError as error:
        raise DraftError(f"The text cannot be opened: {error}.") from None
    check_letters(source.text)
    options = DraftOptions(title=title, with_text=own, this_year=int(today[:4]), **said_of(countries, year))
    draft, missing = begin_text(source, name, options)
    return check_size(draft), missing


def said_of(countries: str, year: str) -> dict[str, Any]:
    """What the author says of a text, as keys of `DraftOptions`; what is left empty is missing."""
    try:
        said: dict[str, Any] = {"countries": country_codes(countries)}
        if year.strip():
            said["year"] = year_of(year)
    except DraftError as error:
        raise DraftError(f"The text is not read yet: {error}.") from None
    return said


def begin_text(source: SourceText, name: str, options: DraftOptions) -> tuple[Draft, str]:
    """The draft of a text, and the sentence where no places could be recognised."""
    opening = textwrap.shorten(source.paragraph(1), OPENING, placeholder=" …")
    slug = story_slug(options.title, source.title, PurePath(name).stem, opening)
    title = " ".join(options.title.split()) or ("" if source.title or name else opening.rstrip(".,;:"))
    options = replace(options, title=title)
    found, missing = find(source, options)
    return draft_of_names(source, slug, found, options), " ".join([*how_read(source, options), missing]).strip()


def how_read(source: SourceText, options: DraftOptions) -> list[str]:
    """In which encoding and language a text was read, in sentences; nothing of English in UTF-8."""
    language = language_in(source, options)
    said = [] if source.encoding in ("UTF-8", "") else [f"The file was read as {source.encoding}."]
    return said if primary(language) == ENGLISH else [*said, what_is_read(language)]


def find(source: SourceText, options: DraftOptions) -> tuple[Found, str]:
    """Everything that a text names. Where the gazetteer is not installed, its dates, and a sentence with the cure."""
    try:
        known = world()
    except WorldMissingError as missing:
        return dates_only(source, options), f"Places are not recognised here, and are set by hand: {missing}"
    return find_names(source, known, options, most=MOST_MARKS), ""


def begin_import(
    data: bytes, name: str, today: str, title: str, columns: Mapping[str, str] | None = None
) -> tuple[Draft, str]:
    """The draft of another program's file, and what was lost on the way, in sentences."""
    upload = Upload(PurePath(name).name, data)
    slug = story_slug(title, PurePath(name).stem, otherwise="imported-story")
    day, called = datetime.date.fromisoformat(today), " ".join(title.split()) or None
    choices = Choices(slug, day, title=called, columns=columns, nearest=nearest)
    try:
        draft = import_draft(upload, choices)
    except Faults as faults:
        lines = [f"Line {each.line}: {each.message}" for each in faults.faults[:MOST_SENTENCES]]
        raise DraftError("\n".join([f"“{upload.name}” cannot be imported.", *lines])) from None
    said = [*draft.lost, *draft.look]
    more = [f"… and {len(said) - MOST_SENTENCES} more."] if len(said) > MOST_SENTENCES else []
    return check_size(draft), "\n".join([f"Imported from {draft.program}.", *said[:MOST_SENTENCES], *more])


def look_up(name: str) -> list[Guess]:
    """The places of a name, the most prominent first; none where the gazetteer is not installed."""
    try:
        entries = world().entries(name)
    except WorldMissingError:
        return []
    return [guess_of(Candidate(entry, 0.0)) for entry in entries[:MOST_LOOKED_UP]]

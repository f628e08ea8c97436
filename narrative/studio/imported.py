"""Turn a file of another program (a story map, a time line, a sheet, GeoJSON) into a draft, where imports are there."""

from __future__ import annotations

import datetime
from importlib.util import find_spec
from pathlib import PurePath

from geo.reading.faults import Faults
from geo.reading.validation import slug_like
from narrative.studio.draft import Draft, StudioError
from narrative.studio.load import from_files

ENDINGS = (".json", ".geojson", ".jsonld", ".csv")
MOST_SENTENCES = 6


def can_import() -> bool:
    """Whether this version of the project reads files of other programs."""
    return find_spec("narrative.imports") is not None


def is_import(name: str) -> bool:
    """Whether a file's name is that of another program's file.

    >>> is_import("map.JSON"), is_import("letter.txt")
    (True, False)
    """
    return name.lower().endswith(ENDINGS)


def begin_import(data: bytes, name: str, today: str) -> tuple[Draft, str]:
    """The draft of another program's file, and what was lost on the way, in sentences.

    Raises
    ------
    StudioError
        With the faults of the file, one a line.
    """
    from narrative.imports.material import Choices, Upload  # type: ignore[import-not-found,unused-ignore]
    from narrative.imports.registry import import_story  # type: ignore[import-not-found,unused-ignore]

    slug = slug_like(PurePath(name).stem)[:60].strip("-") or "imported-story"
    upload = Upload(PurePath(name).name, data)
    try:
        story = import_story(upload, Choices(slug, datetime.date.fromisoformat(today)))
    except Faults as faults:
        lines = [f"Line {each.line}: {each.message}" for each in faults.faults[:MOST_SENTENCES]]
        raise StudioError("\n".join([f"“{upload.name}” cannot be imported.", *lines])) from None
    draft, _ = from_files(story.files, story.slug)
    said = [*story.lost, *story.look]
    more = [f"… and {len(said) - MOST_SENTENCES} more."] if len(said) > MOST_SENTENCES else []
    return draft, "\n".join([f"Imported from {story.program}.", *said[:MOST_SENTENCES], *more])

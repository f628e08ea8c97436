"""Find stories: which there are in a folder, and the folder that a slug or a path means."""

from __future__ import annotations

import os
from pathlib import Path

from geo.reading.faults import did_you_mean
from geo.reading.shipped import data_folder, is_installed
from geo.reading.validation import SLUG, shown

STORY_FILE = "story.yaml"
PLACES_FILE = "places.geojson"
DOCUMENTS_FILE = "documents.yaml"  # which a story need not have
STORIES_VARIABLE = "NARRATIVE_MAP_STORIES"
MISSING = f"a story is a folder with {STORY_FILE} and {PLACES_FILE}"


class UnknownReading(LookupError):  # noqa: N818  # named as a reader would say it
    """A reading, or a place for one, that the story does not have; its text is a sentence for whoever asked."""


def stories_folder() -> Path:
    """Where stories are looked for: in the folder that ``NARRATIVE_MAP_STORIES`` names, else in the project's own.

    An installed program looks in the folder that it is called in, and shows the stories that came with it where that
    holds none.
    """
    own = new_stories_folder()
    came_along = data_folder("stories")
    return came_along if own != came_along and not os.environ.get(STORIES_VARIABLE) and not list_stories(own) else own


def new_stories_folder() -> Path:
    """Where a new story's folder is made: as `stories_folder`, but never among those that were installed."""
    if chosen := os.environ.get(STORIES_VARIABLE, ""):
        return Path(chosen)
    return Path.cwd() if is_installed() else data_folder("stories")


def stories_words() -> str:
    """Where a command looks for stories, and makes them, in words for its help.

    >>> stories_words() in ("data/stories", "this folder")
    True
    """
    if chosen := os.environ.get(STORIES_VARIABLE, ""):
        return chosen.replace("%", "%%")  # argparse would take it for a field
    return "this folder" if is_installed() else "data/stories"


def list_stories(folder: Path | None = None) -> list[str]:
    """The slugs of the stories in a folder, the project's own without one, in alphabetical order.

    A folder whose name is no slug is no story: what another program keeps beside it (``.git``), or what is half written
    (``.half.abc``).
    """
    folder = folder or stories_folder()
    try:
        names = [each.name for each in folder.iterdir() if SLUG.fullmatch(each.name)]
    except OSError:  # there is no such folder, or it forbids to look
        return []
    return sorted(name for name in names if os.path.isfile(folder / name / STORY_FILE))  # noqa: PTH113 - never raises


def find_story(slug_or_path: str | Path) -> Path:
    """The folder of a story, by its slug among the stories or by its path.

    For a command line: it opens any folder. A server asks by slug only, and takes none that is not in `list_stories`.

    Raises
    ------
    LookupError
        With one sentence: what is not there, what may be meant, and which stories there are.
    """
    text = str(slug_or_path)
    known = list_stories()
    if text in known:
        return stories_folder() / text
    path = Path(text)
    try:
        if text.strip() and path.is_dir():
            return path
        if text.strip() and path.is_file():
            raise LookupError(f'"{text}" is a file; give the story\'s folder, "{path.parent}"')
    except (OSError, ValueError):  # a name that no file system takes: too long, or with a NUL
        pass
    stories = f"The stories are: {', '.join(known)}." if known else f"There are none in {shown(stories_folder())}."
    raise LookupError(f'there is no story "{text[:80]}"{did_you_mean(text, known) or "."} {stories}')

"""Find stories: which there are in a folder, and the folder that a slug or a path means."""

from __future__ import annotations

from pathlib import Path

from geo.reading.faults import did_you_mean
from geo.reading.validation import SLUG, shown

STORY_FILE = "story.yaml"
PLACES_FILE = "places.geojson"
DOCUMENTS_FILE = "documents.yaml"  # which a story need not have
MISSING = f"a story is a folder with {STORY_FILE} and {PLACES_FILE}"


class UnknownReading(LookupError):  # noqa: N818  # named as a reader would say it
    """A reading, or a place for one, that the story does not have; its text is a sentence for whoever asked."""


def stories_folder() -> Path:
    """Where the project keeps its stories."""
    return Path(__file__).resolve().parents[2] / "data" / "stories"


def list_stories(folder: Path | None = None) -> list[str]:
    """The slugs of the stories in a folder, the project's own without one, in alphabetical order.

    A folder whose name is no slug is no story: what another program keeps beside it (``.git``), or what is half written
    (``.half.abc``).
    """
    folder = folder or stories_folder()
    if not folder.is_dir():
        return []
    return sorted(each.name for each in folder.iterdir() if SLUG.fullmatch(each.name) and (each / STORY_FILE).is_file())


def find_story(slug_or_path: str | Path) -> Path:
    """The folder of a story, by its slug under ``data/stories`` or by its path.

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

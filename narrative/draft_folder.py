"""Put a draft into a story folder, all of its files or none; a folder that is not a draft of this text is refused."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from geo.validation import shown
from narrative.draft import Draft, draft_of_names, find_names
from narrative.draft_files import draft_files
from narrative.draft_parts import DraftOptions, Found, Told
from narrative.draft_review import review_md
from narrative.draft_state import STATE_FILE, read_state, state_json, state_of
from narrative.extract import SourceText

SOURCE_FILE, REVIEW_FILE = "source.txt", "REVIEW.md"
Finder = Callable[[SourceText, DraftOptions, Any, Told], Found]


class FolderError(ValueError):
    """A folder that cannot take the draft; its text is one sentence with the cure."""


def find(source: SourceText, options: DraftOptions, own: Any, told: Told) -> Found:
    """The names of a text, by the project's own gazetteer."""
    from geo.world import world

    return find_names(source, world(), options, own, told)


def make_story(
    folder: Path,
    source: SourceText,
    asked: Mapping[str, Any],
    keep_text: bool | None = None,
    told: Told = lambda done, total, name: None,
    finder: Finder = find,
) -> str:
    """Make a new story folder, or bring a drafted one up to date; the words that say what was done.

    Parameters
    ----------
    asked : keys of `DraftOptions`; those that are missing are taken from the folder's first run
    keep_text : whether the text is kept as ``source.txt``; None leaves it as it was, and follows ``with_text`` at first

    Raises
    ------
    FolderError
        Where the folder holds something that this command did not draft.
    NoPlaceError
        Where the text has no place for a map.
    Faults
        Where the author's files in the folder cannot be read.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        state = read_state((folder / STATE_FILE).read_bytes()) if (folder / STATE_FILE).is_file() else None
        if state is None:
            raise FolderError(
                "there is something here that this command did not draft; give another SLUG, or move it away"
            )
        raise FolderError("there is a draft in this folder already")
    options = DraftOptions(**asked)
    draft = draft_of_names(source, folder.name, finder(source, options, (), told), options)
    files = new_files(draft, keep=options.with_text if keep_text is None else keep_text)
    write_folder(folder, files)
    return (
        f"{shown(folder)}: {len(draft.steps)} steps, {len(draft.places)} places, {len(draft.people)} people. "
        f"Look at {REVIEW_FILE} first."
    )


def new_files(draft: Draft, keep: bool) -> dict[str, bytes]:
    """All the files of a new folder."""
    files = draft_files(draft)
    files[REVIEW_FILE] = review_md(draft).encode("utf-8")
    if keep:
        files[SOURCE_FILE] = draft.source.text.encode("utf-8")
    return {**files, STATE_FILE: state_json(state_of(draft), files)}


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with these files in one move."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        for name, body in files.items():
            (partial / name).write_bytes(body)
        partial.chmod(0o755)
        partial.rename(folder)  # over an empty folder too
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise

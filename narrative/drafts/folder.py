"""Put a draft into a story folder, all of its files or none; a folder that is not a draft of this text is refused."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo.reading.validation import shown
from geo.reading.wording import counted
from geo.reading.yaml_lines import read_yaml
from narrative.drafts.build import draft_of_names, needing_a_place
from narrative.drafts.chapters import how_cut
from narrative.drafts.draft import Draft
from narrative.drafts.features import shown_places
from narrative.drafts.found import DraftOptions, Found, Told, find_names
from narrative.drafts.redraft import own_of, redraft, standing
from narrative.drafts.review import REVIEW_FILE, review_file
from narrative.drafts.state import (
    STATE_FILE,
    State,
    paragraph_digests,
    read_state,
    remembered_options,
    state_json,
    state_of,
)
from narrative.drafts.story_files import spoken_people, story_files, yaml
from narrative.reading.extract import SourceText
from narrative.source.annotations import ANNOTATIONS_FILE
from narrative.source.own_source import SOURCE_FILE
from narrative.story import MISSING, PLACES_FILE, STORY_FILE

Finder = Callable[[SourceText, DraftOptions, Any, Told], Found]


class FolderError(ValueError):
    """A folder that cannot take the draft; its text is one sentence with the cure."""


def find(source: SourceText, options: DraftOptions, own: Any, told: Told) -> Found:
    """The names of a text, by the project's own gazetteer."""
    from geo.world.lookup import world

    return find_names(source, world(), options, own, told)


def make_story(
    folder: Path,
    source: SourceText,
    asked: Mapping[str, Any],
    keep_text: bool | None = None,
    told: Told = lambda done, total, name: None,
    finder: Finder | None = None,
) -> str:
    """Make a new story folder, or bring a drafted one up to date; the words that say what was done.

    Parameters
    ----------
    asked : keys of `DraftOptions`; those that are missing are taken from the folder's first run
    finder : reads the names, for tests
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
        return update(folder, source, asked, keep_text, told, finder or find)
    options = DraftOptions(**asked)
    found = (finder or find)(source, options, (), told)
    draft = needing_a_place(draft_of_names(source, folder.name, found, options))
    write_folder(folder, new_files(draft, source, options, keep=options.with_text if keep_text is None else keep_text))
    cut = how_cut(source, [each.paragraphs for each in draft.steps], found.dates, options.by)
    return f"{shown(folder)}: {amounts(draft)}. Look at {REVIEW_FILE} first.{f' {cut}' if cut else ''}"


def amounts(draft: Draft) -> str:
    """How many steps, places and people the story of a draft has."""
    steps, places, people = len(draft.steps), len(shown_places(draft)), len(spoken_people(draft))
    return f"{counted(steps, 'step')}, {counted(places, 'place')}, {counted(people, 'person', 'people')}"


def update(
    folder: Path, source: SourceText, asked: Mapping[str, Any], keep_text: bool | None, told: Told, finder: Finder
) -> str:
    """Bring a drafted folder up to date; what was done, in words."""
    before = standing(folder, state_in(folder, source))
    state = before.state
    remembered = {**state.options, "countries": tuple(state.options.get("countries", ()))}
    options = DraftOptions(**{**remembered, **asked})
    found = finder(source, options, own_of(before), told)
    texts, draft, after, changes = redraft(before, folder.name, source, found, options)
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    for name in (STORY_FILE, PLACES_FILE):
        if unchanged(folder / name, files[name]):  # as values: the author's layout stays
            files[name] = (folder / name).read_bytes()
    there = {each["id"] for each in json.loads(texts[PLACES_FILE])["features"]}
    files[REVIEW_FILE] = review_file(draft, there, changes.words())[1].encode("utf-8")
    if keep_text or options.with_text or ((folder / SOURCE_FILE).is_file() and keep_text is not False):
        files[SOURCE_FILE] = source.text.encode("utf-8")
    aside = moved_aside(folder, files, state, source.sha256)
    files[STATE_FILE] = state_json(replace(after, options=remembered_options(options)), files)
    write_files(folder, {**aside, **files})
    saved = "".join(f" Your own {name.replace('.before', '')} is now {name}." for name in aside)
    return f"{shown(folder)}: {changes.counts()}. {REVIEW_FILE} has the list.{saved}"


def state_in(folder: Path, source: SourceText) -> State:
    """What was generated in a folder: nothing, where its author made it of this very text."""
    state_file, story_file = folder / STATE_FILE, folder / STORY_FILE
    state = read_state(state_file.read_bytes()) if state_file.is_file() else None
    if state is None:
        told = read_yaml(story_file, MISSING).value.get("source") if story_file.is_file() else None
        if not isinstance(told, dict) or told.get("sha256") != source.sha256:
            raise FolderError(
                "this command did not draft what is here, nor was it made of this text; give another SLUG, or move it"
            )
        state = State(source.sha256, {}, paragraph_digests(source))
    return state


def unchanged(path: Path, body: bytes) -> bool:
    """Whether a file holds the same values, however it is laid out."""
    old = path.read_bytes()
    if path.suffix == ".geojson":
        return bool(json.loads(old.decode("utf-8-sig")) == json.loads(body))
    return bool(yaml().load(old.decode("utf-8-sig")) == yaml().load(body.decode("utf-8")))


def moved_aside(folder: Path, files: dict[str, bytes], state: State, sha256: str) -> dict[str, bytes]:
    """Generated files that the author has written into, under another name: they are not merged, and not lost.

    Marks that the author has corrected in a text that is still the same stay in `files` as they are.
    """
    found = {}
    for name in (REVIEW_FILE, ANNOTATIONS_FILE, SOURCE_FILE):
        path = folder / name
        body = path.read_bytes() if path.is_file() else b""
        if not body or body == files.get(name) or hashlib.sha256(body).hexdigest() == state.files.get(name):
            continue
        if name == ANNOTATIONS_FILE and state.sha256 == sha256:
            files[name] = body
        elif name in files:
            number, other = 1, f"{path.stem}.before{path.suffix}"
            while (folder / other).exists():
                number += 1
                other = f"{path.stem}.before-{number}{path.suffix}"
            found[other] = body
    return found


def new_files(draft: Draft, source: SourceText, options: DraftOptions, keep: bool) -> dict[str, bytes]:
    """All the files of a new folder."""
    files = story_files(draft)
    files.pop(SOURCE_FILE, None)
    if keep:
        files[SOURCE_FILE] = source.text.encode("utf-8")
    return {**files, STATE_FILE: state_json(state_of(draft, source, options), files)}


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


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder: all are there under temporary names before the first takes its place."""
    ready: list[tuple[Path, Path]] = []
    try:
        for name, body in files.items():
            path = folder / name
            if path.is_file() and path.read_bytes() == body:
                continue
            handle, partial = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
            ready.append((Path(partial), path))
            with os.fdopen(handle, "wb") as file:
                file.write(body)
            Path(partial).chmod(0o644)
        for partial_path, path in ready:
            partial_path.replace(path)
    finally:
        for partial_path, _ in ready:
            partial_path.unlink(missing_ok=True)

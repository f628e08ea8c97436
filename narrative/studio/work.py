"""Keep the studio's own work beside a story's files, as studio.json, so that the same draft comes back."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from geo.reading.faults import Faults
from narrative.drafts.draft import Draft, check_files, read_draft, sha256_of
from narrative.drafts.features import shown_places
from narrative.drafts.opened import draft_of_folder
from narrative.drafts.parts import DraftError, DraftStep, changed
from narrative.drafts.story_files import story_files
from narrative.media.examining import ENDINGS
from narrative.source.annotations import ANNOTATIONS_FILE
from narrative.source.own_source import SOURCE_FILE
from narrative.story import DOCUMENTS_FILE, PLACES_FILE, STORY_FILE
from narrative.story.prose import count_words
from narrative.story.words import CARD_WORDS
from narrative.studio.waiting import files_without_text, give_text, kept_of, own_files, waiting, waits_for_text

__all__ = ["WORK_FILE", "from_files", "give_text", "ready", "ready_files", "same_work", "waits_for_text", "work_files"]

WORK_FILE = "studio.json"
DRAWN_ENDINGS = (".csv", ".geojson", ".json", ".tif", ".tiff")  # besides pictures: of what a story draws on its map
OWN_FILES = (PLACES_FILE, WORK_FILE)
NO_PLACE = "No place is chosen for this step: the map stays where it is in the step {} it."


def work_files(draft: Draft) -> dict[str, bytes]:
    """The files of the story folder, and the draft itself: its text stays out where it is not the author's.

    What was opened without its text and is unchanged is given back byte for byte.
    """
    if (own := own_files(draft)) is not None:
        return own
    files = ready_files(draft)
    return {**files, WORK_FILE: work_file(draft, files)}


def ready_files(draft: Draft) -> dict[str, bytes]:
    """The files of the story folder as they can be shown: a step without a place has that of a step beside it."""
    if (own := own_files(draft)) is not None:
        return {name: body for name, body in own.items() if name != WORK_FILE}
    if waits_for_text(draft):
        return files_without_text(ready(draft), story_files)
    return story_files(ready(draft))


def ready(draft: Draft) -> Draft:
    """The draft with what its author has left open filled openly.

    A step without a place is ``unplaced``, with the places of the step before it; with texts that no card takes the
    story is a draft.
    """
    shown = shown_places(draft)
    placed = [tuple(id for id in step.places if id in shown) for step in draft.steps]
    steps = []
    for at, step in enumerate(draft.steps):
        before = next((each for each in reversed(placed[:at]) if each), ())
        near = before or next((each for each in placed[at:] if each), ())
        if placed[at] or not near:
            steps.append(step)
            continue
        note = NO_PLACE.format("before" if before else "after")
        steps.append(changed(step, places=near, unplaced=True, place_note=note))
    kept = {**draft.kept, "draft": True} if any(is_off(step) for step in draft.steps) else draft.kept
    if tuple(steps) == draft.steps and kept == draft.kept:
        return draft
    return changed(draft, steps=tuple(steps), kept=kept)


def is_off(step: DraftStep) -> bool:
    """Whether a step's text is shorter or longer than a card takes."""
    return count_words(step.text) not in CARD_WORDS


def work_file(draft: Draft, files: Mapping[str, bytes]) -> bytes:
    """The draft with the digests of the files that were made of it: where these differ, the files are newer."""
    texts = {name: sha256_of(files[name].decode("utf-8")) for name in (STORY_FILE, PLACES_FILE)}
    value = draft.model_dump(mode="json", exclude_defaults=True, exclude={"files"})  # which lie beside it
    if waits_for_text(draft):
        kept = kept_of(draft)
        value.pop("stand_off")
        value |= {key: kept.get(key) for key in ("marks", "paragraphs")}
        value["text_sha256"] = kept.get("sha256")
    elif draft.text and not draft.source.own:
        value = {key: each for key, each in value.items() if key not in ("text", "marks", "paragraphs")}
        value["marks"] = [each.model_dump(mode="json", exclude_defaults=True) for each in draft.marks]
        value["paragraphs"] = draft.paragraphs
        value["text_sha256"] = sha256_of(draft.text)
    return (json.dumps({"files": texts, "draft": value}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def from_files(files: Mapping[str, bytes], slug: str) -> tuple[Draft, str]:
    """The draft that these files of a story folder hold, and a sentence about what is not in them.

    A draft that the studio wrote comes back as it was, unless its story was edited since by hand: then that counts.

    Raises
    ------
    DraftError
        With one sentence, or with the faults of the story, one a line.
    """
    if WORK_FILE in files and (draft := same_work(files)):
        missing = "The text is not in this ZIP, since it is not yours to publish. Open it again to see the marks in it."
        return draft, missing if waits_for_text(draft) else ""
    for name in (STORY_FILE, PLACES_FILE):
        if name not in files:
            raise DraftError(f"This ZIP holds no {name}. A story is a folder with {STORY_FILE} and {PLACES_FILE}.")
    with tempfile.TemporaryDirectory(prefix="narrative-map-") as folder:
        home = Path(folder) / slug
        home.mkdir()
        for name, body in files.items():
            if name in (STORY_FILE, PLACES_FILE, DOCUMENTS_FILE, ANNOTATIONS_FILE, SOURCE_FILE) or is_media(name):
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                (home / name).write_bytes(body)
        try:
            draft = check_files(draft_of_folder(home))
        except Faults as faults:
            raise DraftError(told(faults)) from None
    note = "" if draft.text else "The story came without its text: steps and places can be edited, but not marked."
    return draft, note


def is_media(name: str) -> bool:
    """Whether a file of a story's folder is one that a step may show or a map draw, by its ending."""
    return name.lower().endswith((*ENDINGS, *DRAWN_ENDINGS)) and name not in OWN_FILES


def told(faults: Faults) -> str:
    """Faults as lines, without the folder that they were read from."""
    lines = [f"{Path(each.file).name}, line {each.line}: {each.message}" for each in faults.faults[:20]]
    more = len(faults.faults) - len(lines)
    return "\n".join(["The story in this ZIP has faults.", *lines, *([f"… and {more} more."] if more > 0 else [])])


def same_work(files: Mapping[str, bytes]) -> Draft | None:
    """The studio's own draft, where the story's files are still those that were made of it."""
    try:
        kept = json.loads(files[WORK_FILE].decode("utf-8"))
        digests, value = dict(kept["files"]), dict(kept["draft"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if any(sha256_of(files.get(name, b"").decode("utf-8", "replace")) != digest for name, digest in digests.items()):
        return None
    digest = value.pop("text_sha256", None)
    value["files"] = {name: body for name, body in files.items() if is_media(name)}
    if digest is None:
        return read_draft(value)
    # The text was left out: what stands where is kept, and comes back when the author opens the same text again.
    out = {key: value.pop(key, []) for key in ("marks", "paragraphs")}
    return waiting(read_draft(value), str(digest), out["marks"], out["paragraphs"], files)

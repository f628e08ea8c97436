"""Keep the studio's own work beside a story's files, as studio.json, so that the same draft comes back."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from geo.reading.faults import Faults
from narrative.drafts.draft import Draft, read_draft, sha256_of
from narrative.drafts.opened import draft_of_folder
from narrative.drafts.parts import DraftError, changed
from narrative.drafts.story_files import story_files
from narrative.source.annotations import ANNOTATIONS_FILE
from narrative.source.own_source import SOURCE_FILE
from narrative.story import DOCUMENTS_FILE, PLACES_FILE, STORY_FILE

WORK_FILE = "studio.json"
WAITING = "waiting for the text: "


def work_files(draft: Draft) -> dict[str, bytes]:
    """The files of the story folder, and the draft itself: its text stays out where it is not the author's."""
    ready = changed(draft, stand_off=kept_annotations(draft)) if waits_for_text(draft) else draft
    files = story_files(ready)
    return {**files, WORK_FILE: work_file(draft, files)}


def work_file(draft: Draft, files: Mapping[str, bytes]) -> bytes:
    """The draft with the digests of the files that were made of it: where these differ, the files are newer."""
    texts = {name: sha256_of(files[name].decode("utf-8")) for name in (STORY_FILE, PLACES_FILE)}
    value = draft.model_dump(mode="json", exclude_defaults=True)
    if draft.text and not draft.source.own:
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
        for name in (STORY_FILE, PLACES_FILE, DOCUMENTS_FILE, ANNOTATIONS_FILE, SOURCE_FILE):
            if name in files:
                (home / name).write_bytes(files[name])
        try:
            draft = draft_of_folder(home)
        except Faults as faults:
            raise DraftError(told(faults)) from None
    note = "" if draft.text else "The story came without its text: steps and places can be edited, but not marked."
    return draft, note


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
    if digest is None:
        return read_draft(value)
    # The text was left out: what stands where is kept, and comes back when the author opens the same text again.
    out = {key: value.pop(key, []) for key in ("marks", "paragraphs")}
    out["annotations"] = files.get(ANNOTATIONS_FILE, b"").decode("utf-8", "replace")
    value["stand_off"] = WAITING + json.dumps({"sha256": digest, **out})
    return read_draft(value)


def waits_for_text(draft: Draft) -> bool:
    """Whether the draft was packed without its text."""
    return draft.stand_off.startswith(WAITING)


def kept_annotations(draft: Draft) -> str:
    """The annotations that came with a draft that waits for its text."""
    try:
        return str(json.loads(draft.stand_off.removeprefix(WAITING)).get("annotations", ""))
    except (ValueError, AttributeError):
        return ""


def give_text(draft: Draft, text: str) -> Draft:
    """The text that was left out of the ZIP, opened again, with all marks where they were.

    Raises
    ------
    DraftError
        Where it is another text.
    """
    try:
        kept = json.loads(draft.stand_off.removeprefix(WAITING) if waits_for_text(draft) else "")
        digest, marks, paragraphs = kept["sha256"], kept["marks"], kept["paragraphs"]
    except (ValueError, KeyError, TypeError):
        raise DraftError("This draft does not wait for its text.") from None
    for each in (text, text.removesuffix("\n"), text + "\n"):
        if sha256_of(each) == digest:
            value = draft.model_dump(mode="json")
            return read_draft({**value, "text": each, "marks": marks, "paragraphs": paragraphs, "stand_off": ""})
    raise DraftError("This is another text than the one that the draft was made of, so its marks do not fit.")

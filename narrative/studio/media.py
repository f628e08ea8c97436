"""Edit what a step of a draft shows: add a picture, say what it shows and whose it is, take it away."""

from __future__ import annotations

import base64
import binascii
import tempfile
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from narrative.drafts.draft import Draft, check_files
from narrative.drafts.media import media_of, names_of, new_name, shown_files
from narrative.drafts.parts import DraftError, DraftStep, changed, replaced
from narrative.media.examining import UnfitError, examine
from narrative.media.file_types import HEAD_BYTES, PICTURE, FileType, type_of
from narrative.media.limits import MOST_OF_A_STEP
from narrative.story.limits import MOST_FIELD
from narrative.story.media_model import FREE, licence_key

MediumField = Literal["alt", "caption", "credit", "licence", "date", "source", "scan"]
FileText = Annotated[str, StringConstraints(max_length=20_000_000)]
Said = Annotated[str, StringConstraints(max_length=MOST_FIELD)]
WITHOUT_ALT = "Say what the picture shows, for those who do not see it. It is added then."


def add_medium(
    draft: Draft, step: str, name: Said, file: FileText, alt: Said, licence: Said = "", credit: Said = ""
) -> Draft:
    """A picture, its file in base64, at the end of what the step shows. Raises DraftError.

    ``alt`` says what it shows, and must say something; the other words may come later.
    """
    old = draft.step(step)
    entries = media_of(old)
    if not alt.strip():
        raise DraftError(WITHOUT_ALT)
    if len(entries) >= MOST_OF_A_STEP:
        raise DraftError(f"A step shows {MOST_OF_A_STEP} pictures and recordings at most.")
    body = from_base64(file)
    found = type_of(body[:HEAD_BYTES])
    ending = found.endings[0] if isinstance(found, FileType) else PurePosixPath(name).suffix.lower() or ".jpg"
    called = new_name(draft.files, PurePosixPath(name).stem, ending, body)
    check(called, body)
    words = {"licence": licence.strip(), "credit": credit.strip()}
    entry = {"file": called, "alt": alt.strip(), **{key: each for key, each in words.items() if each}}
    return check_files(with_media(changed(draft, files={**draft.files, called: body}), old, [*entries, entry]))


def set_medium(draft: Draft, step: str, medium: int, field: MediumField, value: Said | bool) -> Draft:
    """What is said of one of a step's media; an empty text takes it away, but for what it shows. Raises DraftError."""
    old = draft.step(step)
    entries = media_of(old)
    entry = dict(one_of(entries, medium))
    said = value if isinstance(value, bool) else value.strip()
    if field == "alt" and not said:
        raise DraftError(WITHOUT_ALT.partition(" It is")[0])
    entry.pop(field, None)
    if said:
        entry[field] = said
    return with_media(draft, old, [*entries[:medium], entry, *entries[medium + 1 :]])


def remove_medium(draft: Draft, step: str, medium: int) -> Draft:
    """A step without one of its media, and the draft without its file where no step shows it any more."""
    old = draft.step(step)
    entries = media_of(old)
    one_of(entries, medium)
    return with_media(draft, old, [*entries[:medium], *entries[medium + 1 :]])


def with_media(draft: Draft, step: DraftStep, entries: list[dict[str, Any]]) -> Draft:
    """The draft with other media in a step; files that no step shows any more are gone."""
    kept = {key: each for key, each in step.kept.items() if key != "media"}
    new = changed(step, kept={**kept, **({"media": entries} if entries else {})})
    after = changed(draft, steps=replaced(draft.steps, new))
    return changed(after, files=shown_files(after.steps, after.files, after.kept))


def one_of(entries: list[dict[str, Any]], medium: int) -> dict[str, Any]:
    """One of a step's media by its number, from 0. Raises DraftError."""
    if not 0 <= medium < len(entries):
        raise DraftError("This picture is not there any more.")
    return entries[medium]


def shown_of(draft: Draft) -> dict[str, list[dict[str, Any]]]:
    """For each step with media what the studio shows of them: the entry, its file's type, and what is still missing."""
    return {step.id: [shown(draft, each) for each in media_of(step)] for step in draft.steps if media_of(step)}


def shown(draft: Draft, entry: dict[str, Any]) -> dict[str, Any]:
    """One of them."""
    names = [name for name in names_of(entry) if name in draft.files]
    found = type_of(draft.files[names[0]][:HEAD_BYTES]) if names else None
    mime = found.mime if isinstance(found, FileType) else ""
    return {"entry": entry, "type": mime, "picture": mime.startswith("image/"), "missing": missing(entry)}


def missing(entry: dict[str, Any]) -> str:
    """What the story needs of an entry before it is no draft any more, in a sentence; "" where nothing is missing."""
    if entry.get("url") and not entry.get("still"):
        return ""
    if not entry.get("alt"):
        return "Say what it shows."
    licence = str(entry.get("licence") or "")
    if not licence:
        return "Say under which licence it may be shown, such as CC BY 4.0 or public domain."
    if not entry.get("credit") and licence_key(licence) not in FREE:
        return "Say who made it: the licence asks for that."
    return ""


def check(name: str, body: bytes) -> None:
    """Refuse a file that is no picture for a page. Raises DraftError."""
    with tempfile.TemporaryDirectory(prefix="narrative-map-") as folder:
        path = Path(folder) / name
        path.parent.mkdir(parents=True)
        path.write_bytes(body)
        try:
            examine(Path(folder), name, (PICTURE,))
        except UnfitError as wrong:
            raise DraftError(f"The picture cannot be taken: {str(wrong).replace(name, path.name)}.") from None


def from_base64(text: str) -> bytes:
    """A file's bytes. Raises DraftError."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise DraftError("The picture did not arrive whole. Choose it again.") from None

"""Take the pictures, recordings and films that lie beside another program's file into the story."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from geo.reading.validation import quoted
from narrative.drafts.media import new_name
from narrative.imports.material import Choices, Material, Media, Record
from narrative.media.examining import UnfitError, examine
from narrative.media.file_types import AUDIO, PICTURE, VIDEO, FileType, type_of
from narrative.media.limits import MOST_OF_A_STEP
from narrative.story.limits import MOST_FILES

FAMILIES = (PICTURE, AUDIO, VIDEO)


def take_files(material: Material, choices: Choices) -> dict[str, bytes]:
    """The files that the records show, by the names that the story gives them; each record then has them as ``shown``.

    A file that is not there, or that no page shows, is told; where its record links to it elsewhere, that link stays.
    """
    files: dict[str, bytes] = {}
    for record in material.records:
        left = []
        for media in record.media:
            name = taken(material, choices, record, media, files) if media.local else None
            if name:
                record.shown.append({"file": name, **({"caption": media.caption} if media.caption else {})})
            elif media.address:
                if media.local:
                    material.lose(
                        f"{record.where}: the media at {quoted(media.address, 120)} is not shown; a note links to it."
                    )
                left.append(replace(media, local=""))
        record.media = left
        if record.shown:
            names = ", ".join(str(each["file"]) for each in record.shown)
            material.look.append(
                f"{record.where}: {names}: say what it shows (alt) and under which licence; both may be "
                "missing as long as the story is a draft."
            )
    return files


def taken(material: Material, choices: Choices, record: Record, media: Media, files: dict[str, bytes]) -> str | None:
    """The name of a file that was taken, or None, which is told."""
    body = choices.beside(media.local) if choices.beside else None
    if body is None:
        if not media.address:
            said = f"there is no file {quoted(media.local, 120)} beside the imported one, so it is not shown"
            material.lose(f"{record.where}: {said}.")
        return None
    if len(record.shown) == MOST_OF_A_STEP or len(files) == MOST_FILES:
        most = MOST_OF_A_STEP if len(record.shown) == MOST_OF_A_STEP else MOST_FILES
        material.lose(f"{record.where}: {quoted(media.local, 120)} is not shown: {most} are the most.")
        return None
    found = type_of(body[:4096])
    ending = found.endings[0] if isinstance(found, FileType) else PurePosixPath(media.local).suffix.lower()
    name = new_name(files, PurePosixPath(media.local).stem, ending, body)
    try:
        check(name, body)
    except UnfitError as wrong:
        material.lose(f"{record.where}: {str(wrong).replace(name, media.local)}. It is not shown.")
        return None
    files[name] = body
    return name


def check(name: str, body: bytes) -> None:
    """Raise `UnfitError` for a file that no page shows."""
    with tempfile.TemporaryDirectory(prefix="narrative-map-") as folder:
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        examine(Path(folder), name, FAMILIES)


def media_values(record: Record) -> dict[str, Any]:
    """The key ``media`` of a step that shows some."""
    return {"media": record.shown} if record.shown else {}

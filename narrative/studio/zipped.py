"""Pack the files of a story folder into a ZIP, and unpack one that somebody else may have made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath

from geo.reading.faults import Faults, on_a_line
from geo.reading.json_lines import parse_json
from geo.reading.uploads import DAMAGED
from geo.reading.validation import SLUG
from narrative.drafts.draft import Draft
from narrative.drafts.ids import story_slug
from narrative.drafts.parts import DraftError
from narrative.drafts.review import IMPORT_FILE, REVIEW_FILE
from narrative.source.annotations import ANNOTATIONS_FILE
from narrative.source.own_source import SOURCE_FILE
from narrative.story import DOCUMENTS_FILE, PLACES_FILE, STORY_FILE
from narrative.story.limits import (
    MOST_PLACES,
    MOST_SLUG,
    MOST_UNPACKED_BYTES,
    MOST_UNPACKED_FILE,
    MOST_ZIP_BYTES,
    MOST_ZIP_FILES,
)
from narrative.studio.work import WORK_FILE, from_files, is_media, work_files

KNOWN = (STORY_FILE, PLACES_FILE, DOCUMENTS_FILE, ANNOTATIONS_FILE, SOURCE_FILE, REVIEW_FILE, IMPORT_FILE, WORK_FILE)
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # so that the same draft gives the same bytes


def to_zip(draft: Draft) -> bytes:
    """The story folder as a ZIP, in a folder of the story's name; equal drafts give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in work_files(draft).items():
            info = zipfile.ZipInfo(f"{draft.slug}/{name}", LONG_AGO)
            info.external_attr = 0o644 << 16
            archive.writestr(info, body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def from_zip(data: bytes) -> tuple[Draft, str]:
    """The draft in a ZIP, and a sentence about what is missing in it.

    Raises
    ------
    DraftError
        With one sentence: no ZIP, too large, names that lead out of it, more in it than it says, no story.
    """
    files, slug = unpacked(data)
    return from_files(files, slug)


def unpacked(data: bytes) -> tuple[Mapping[str, bytes], str]:
    """The files of the story in a ZIP by their names, and its slug: the name of the folder that they are in."""
    if len(data) > MOST_ZIP_BYTES:
        raise DraftError(f"This ZIP has {len(data) / 1e6:.1f} MB; the studio takes {MOST_ZIP_BYTES // 1_000_000} MB.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED:
        raise DraftError("This file is no ZIP. Choose the one that the studio gave you.") from None
    with archive:
        entries = [
            each
            for each in archive.infolist()
            # Not is_dir(), which Python 3.11 cannot say of a file without a name.
            if PurePosixPath(each.filename).parts and each.filename[-1] != "/" and "__MACOSX" not in each.filename
        ]
        if len(entries) > MOST_ZIP_FILES:
            raise DraftError(f"This ZIP holds {len(entries)} files; a story has a handful, {MOST_ZIP_FILES} at most.")
        for each in entries:
            check_entry(each)
        home = home_of([PurePosixPath(each.filename) for each in entries])
        files: dict[str, bytes] = {}
        for each in entries:  # in their order, so that what is unchanged is packed as it came
            path = PurePosixPath(each.filename)
            name = path.relative_to(home).as_posix() if path.is_relative_to(home) else ""
            if name in KNOWN or is_media(name):
                files[name] = body_of(archive, each, MOST_UNPACKED_BYTES - sum(map(len, files.values())))
    check_weight(files)
    plain = SLUG.fullmatch(home.name) and len(home.name) <= MOST_SLUG
    return files, home.name if plain else story_slug(home.name[:MOST_SLUG], otherwise="loaded-story")


def check_weight(files: Mapping[str, bytes]) -> None:
    """Refuse files that are no text, or that would take long to read, before any of them is read as a story."""
    for name, body in files.items():
        if is_media(name):
            continue
        try:
            body.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise DraftError(f"The file “{name}” in this ZIP is not in UTF-8; save it so.") from None
    try:
        features = parse_json(files.get(PLACES_FILE, b"{}").decode("utf-8-sig"), PLACES_FILE).value["features"]
    except (Faults, KeyError, TypeError, IndexError):
        return  # whoever reads the story says what is wrong
    if isinstance(features, list) and len(features) > MOST_PLACES:
        raise DraftError(f"This ZIP holds {len(features):,} places; the studio takes {MOST_PLACES:,}.")


def check_entry(entry: zipfile.ZipInfo) -> None:
    """Refuse a file whose name leads out of its folder, that is a link or locked, or that unpacks to too much."""
    shown = f"“{on_a_line(entry.filename[:60])}”"
    path = PurePosixPath(entry.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in entry.filename or ":" in path.parts[0]:
        raise DraftError(f"The name {shown} in this ZIP leads out of its folder, so nothing of it was read.")
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        raise DraftError(f"The file {shown} in this ZIP is a link to another file, so nothing of it was read.")
    if entry.flag_bits & 0x1:
        raise DraftError(f"The file {shown} in this ZIP is locked with a password; pack it without one.")
    if entry.file_size > MOST_UNPACKED_FILE:
        size = (
            f"{entry.file_size / 1e6:.0f} MB, more than the {MOST_UNPACKED_FILE // 1_000_000} MB that the studio takes"
        )
        raise DraftError(f"The file {shown} in this ZIP unpacks to {size}.")


def home_of(paths: list[PurePosixPath]) -> PurePosixPath:
    """The folder that holds the story."""
    homes = [path.parent for path in paths if path.name in (STORY_FILE, WORK_FILE)]
    if not homes:
        raise DraftError(f"This ZIP holds no {STORY_FILE}, so it is no story. Choose the one that the studio gave you.")
    home = min(homes, key=lambda path: len(path.parts))
    if any(len(each.parts) == len(home.parts) and each != home for each in homes):
        raise DraftError("This ZIP holds more than one story; pack one folder at a time.")
    return home


def body_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """A file's bytes, never more than there is room for, whatever the ZIP says of its size."""
    try:
        with archive.open(entry) as file:
            body = file.read(min(MOST_UNPACKED_FILE, left) + 1)
    except DAMAGED as error:
        name = PurePosixPath(entry.filename).name
        raise DraftError(f"The file “{name}” in this ZIP is damaged ({type(error).__name__}).") from None
    if len(body) > min(MOST_UNPACKED_FILE, left):
        raise DraftError(f"This ZIP unpacks to more than {MOST_UNPACKED_BYTES // 1_000_000} MB, which no story does.")
    return body

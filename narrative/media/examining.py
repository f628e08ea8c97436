"""Look at a file that a step names: where it lies, what it truly is, how large, and what makes it unfit to be shown."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from geo.reading.faults import did_you_mean
from geo.reading.validation import quoted
from narrative.media.file_types import FILE_TYPES, HEAD_BYTES, PICTURE, REFUSED, FileType, type_of
from narrative.media.limits import LEAST_PICTURE_SIDE, MOST_BYTES, MOST_PICTURE_PIXELS, MOST_PICTURE_SIDE

ENDINGS = (*(ending for each in FILE_TYPES for ending in each.endings), ".vtt")
TOLD_NAMES = 2_000  # of a folder's files that a mistyped name is compared with
# Where a telephone writes down the spot at which it filmed: a box of QuickTime's user data, and Apple's own key.
SPOTS = (b"\xa9xyz", b"com.apple.quicktime.location.ISO6709")
CHUNK = 1 << 20


class UnfitError(ValueError):
    """A file that no page can show; the text is a sentence with the cure."""


@dataclass(frozen=True)
class MediaFile:
    """A file that a step shows: ``name`` as the story writes it, ``path`` where it lies, ``bytes`` how many it has.

    ``width_px`` and ``height_px`` are those of a picture as it is seen (turned as its EXIF says); 0 for what is none.
    """

    name: str
    path: Path
    type: FileType
    bytes: int
    width_px: int = 0
    height_px: int = 0


def examine(folder: Path, name: str, families: Iterable[str]) -> MediaFile:
    """The file of that name in a story's folder, of one of the families. Raises `UnfitError`.

    Only a picture's header is read: what is wrong further down shows when it is prepared.
    """
    path = inside(folder, name)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise UnfitError(f"{quoted(name)} cannot be read ({error.strerror}); mend its permissions") from None
    type = sound_type(name, head, tuple(families))
    if size > MOST_BYTES[type.family]:
        most = f"{MOST_BYTES[type.family] // 10**6} MB are the most"
        raise UnfitError(f"{quoted(name)} has {size / 1e6:.1f} MB; {most}, so save it smaller")
    if type.family != PICTURE:
        refuse_spot(path, name)
        return MediaFile(name, path, type, size)
    return MediaFile(name, path, type, size, *seen_size(path, name, type))


def inside(folder: Path, name: str) -> Path:
    """Where a file lies that a story names: within its folder, links and all. Raises `UnfitError`."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name or "\0" in name:
        raise UnfitError(
            f"{quoted(name)} leads out of the story's folder; put the file into it and write its path from there, such "
            f'as "media/{pure.name or "bridge.jpg"}"'
        )
    path = folder / pure
    try:
        if not path.is_file():
            near = did_you_mean(name, names_in(folder)) or "; put it there, or mend the name"
            raise UnfitError(f"there is no file {quoted(name)} in the story's folder{near}")
        if not path.resolve().is_relative_to(folder.resolve()):
            raise UnfitError(
                f"{quoted(name)} is a link that leads out of the story's folder; put the file itself there"
            )
    except OSError as error:
        raise UnfitError(f"{quoted(name)} cannot be read ({error.strerror}); mend its name or permissions") from None
    return path


def names_in(folder: Path) -> list[str]:
    """The files in a folder and one below that a step could show, as a story names them."""
    found = [each for pattern in ("*", "*/*") for each in folder.glob(pattern) if each.suffix.lower() in ENDINGS]
    return [each.relative_to(folder).as_posix() for each in found[:TOLD_NAMES]]


def sound_type(name: str, head: bytes, families: tuple[str, ...]) -> FileType:
    """The type of a file's bytes, where its name says the same and it may stand here. Raises `UnfitError`."""
    found = type_of(head)
    if not head:
        raise UnfitError(f"{quoted(name)} is empty; put the file there again")
    if found is None:
        names = ", ".join(each.name for each in FILE_TYPES if each.family in families)
        raise UnfitError(f"{quoted(name)} is of no type that a page shows; save it as one of {names}")
    if isinstance(found, str):
        raise UnfitError(f"{quoted(name)} is {found}, and {REFUSED[found]}")
    if not name.lower().endswith(found.endings):
        raise UnfitError(
            f"{quoted(name)} is {found.name} by its bytes, whatever its name says; end it {found.endings[0]}"
        )
    if found.family not in families:
        wanted = " or ".join("a picture" if each == PICTURE else f"{each}" for each in families)
        raise UnfitError(f"{quoted(name)} is {found.family}, and {wanted} belongs here; name another file")
    return found


def refuse_spot(path: Path, name: str) -> None:
    """Raise `UnfitError` for a recording that says where it was made: sound and film are shown as they are."""
    with path.open("rb") as file:
        before = b""
        while piece := file.read(CHUNK):
            if any(spot in before + piece for spot in SPOTS):
                raise UnfitError(
                    f"{quoted(name)} says at which spot it was recorded, and every reader could read that; take it "
                    f"out, such as with: ffmpeg -i {name} -map_metadata -1 -c copy clean{path.suffix}"
                )
            before = piece[-64:]


def seen_size(path: Path, name: str, type: FileType) -> tuple[int, int]:
    """Width and height of a picture in pixels, as it is seen. Raises `UnfitError`."""
    from PIL import ExifTags, Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which no page gets, and of sizes, which are checked here
            with Image.open(path, formats=[type.pillow]) as picture:
                width, height = picture.size
                if width * height > MOST_PICTURE_PIXELS or max(width, height) > MOST_PICTURE_SIDE:
                    raise UnfitError(too_many(name, f"{width:,} x {height:,} pixels"))
                if min(width, height) < LEAST_PICTURE_SIDE:
                    least = f"{LEAST_PICTURE_SIDE} on a side are the least"
                    raise UnfitError(f"{quoted(name)} has {width} x {height} pixels; {least}")
                if getattr(picture, "n_frames", 1) > 1 and type.pillow != "TIFF":
                    raise UnfitError(f"{quoted(name)} moves, and nobody could stop it; save it as WebM or MP4")
                turned = picture.getexif().get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)
    except UnfitError:
        raise
    except (Image.DecompressionBombError, MemoryError):
        raise UnfitError(too_many(name, "more pixels than a machine should unpack")) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError) as error:
        raise UnfitError(f"{quoted(name)} is broken ({said(error)}); save it again") from None
    return (height, width) if turned else (width, height)


def too_many(name: str, size: str) -> str:
    """The sentence for a picture that is too large."""
    most = f"{MOST_PICTURE_PIXELS // 10**6} million are the most, and {MOST_PICTURE_SIDE:,} on a side"
    return f"{quoted(name)} has {size}; {most}, so save it smaller"


def said(error: Exception) -> str:
    """What a library says of a file, without the path that it may name.

    >>> said(OSError("image file is truncated (7 bytes not processed)")), said(ValueError("cannot read '/home/a.png'"))
    ('image file is truncated (7 bytes not processed)', 'its form')
    """
    text = str(error).partition("\n")[0]
    return text if text and "/" not in text and "\\" not in text and len(text) < 100 else "its form"

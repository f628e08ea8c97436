"""The types of files that a step may show, each told by its first bytes, whatever its name says."""

from __future__ import annotations

from dataclasses import dataclass

HEAD_BYTES = 4096  # of a file are enough to tell its type
PICTURE, AUDIO, VIDEO = "picture", "audio", "video"


@dataclass(frozen=True)
class FileType:
    """What a file is: its ``name`` in a sentence, its media type (RFC 6838), the endings that its name may have.

    ``family`` is picture, audio or video; ``pillow`` the name by which Pillow reads a picture.
    """

    name: str
    mime: str
    family: str
    endings: tuple[str, ...]
    pillow: str = ""


JPEG = FileType("JPEG", "image/jpeg", PICTURE, (".jpg", ".jpeg"), "JPEG")
PNG = FileType("PNG", "image/png", PICTURE, (".png",), "PNG")
WEBP = FileType("WebP", "image/webp", PICTURE, (".webp",), "WEBP")
AVIF = FileType("AVIF", "image/avif", PICTURE, (".avif",), "AVIF")
TIFF = FileType("TIFF", "image/tiff", PICTURE, (".tif", ".tiff"), "TIFF")
GIF = FileType("GIF", "image/gif", PICTURE, (".gif",), "GIF")
MP3 = FileType("MP3", "audio/mpeg", AUDIO, (".mp3",))
M4A = FileType("M4A", "audio/mp4", AUDIO, (".m4a",))
OGG = FileType("Ogg", "audio/ogg", AUDIO, (".ogg", ".oga", ".opus"))
WAV = FileType("WAV", "audio/wav", AUDIO, (".wav",))
FLAC = FileType("FLAC", "audio/flac", AUDIO, (".flac",))
MP4 = FileType("MP4", "video/mp4", VIDEO, (".mp4", ".m4v"))
WEBM = FileType("WebM", "video/webm", VIDEO, (".webm",))
FILE_TYPES = (JPEG, PNG, WEBP, AVIF, TIFF, GIF, MP3, M4A, OGG, WAV, FLAC, MP4, WEBM)

# What authors have and no page shows, each with the cure.
REFUSED = {
    "PDF": "a page shows pictures: save each sheet as PNG or JPEG",
    "SVG": "it may hold scripts: save it as PNG",
    "HEIC": "few browsers show it: save it as JPEG",
    "QuickTime": "few browsers play it: save it as MP4",
    "HTML": "it is a page, perhaps one that a site sent in the file's place: fetch the file again",
}


def type_of(head: bytes) -> FileType | str | None:
    """The type of a file by its first bytes: a row of `FILE_TYPES`, a key of `REFUSED`, or None for any other.

    Source: https://mimesniff.spec.whatwg.org/#matching-a-mime-type-pattern; ISO 14496-12 § 4.3 for ``ftyp``.

    >>> type_of(b"\\x89PNG\\r\\n\\x1a\\n").mime, type_of(b"%PDF-1.7"), type_of(b"Dear Anna,")
    ('image/png', 'PDF', None)
    """
    for start, found in STARTS:
        if head.startswith(start):
            return found
    if head[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return by_brand(head[8:12], head[16 : int.from_bytes(head[:4], "big")])
    if head[:4] == b"\x1a\x45\xdf\xa3":  # EBML: Matroska has the same start, and another name for itself
        return WEBM if b"webm" in head[:64] else None
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:  # a frame of MPEG audio, layer III
        return MP3
    words = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if words.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    return "SVG" if words.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in words else None


STARTS: tuple[tuple[bytes, FileType | str], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"ID3", MP3),
    (b"OggS", OGG),
    (b"fLaC", FLAC),
    (b"%PDF", "PDF"),
)


def by_brand(brand: bytes, compatible: bytes) -> FileType | str | None:
    """The type of an ISO base media file, by its major brand and those that it is compatible with.

    >>> by_brand(b"M4A ", b"").name, by_brand(b"isom", b"mp41").name, by_brand(b"mif1", b"avifmiaf").name
    ('M4A', 'MP4', 'AVIF')
    """
    if brand in (b"avif", b"avis") or b"avif" in compatible:
        return AVIF
    if brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1"):
        return "HEIC"
    if brand == b"qt  ":
        return "QuickTime"
    return M4A if brand in (b"M4A ", b"M4B ") else MP4

"""What a file is, by its first bytes alone."""

from __future__ import annotations

import pytest

from narrative.media.file_types import FILE_TYPES, REFUSED, type_of

HEADS = {
    "JPEG": b"\xff\xd8\xff\xe1\x00\x10Exif",
    "PNG": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "WebP": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "AVIF": b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf",
    "TIFF": b"II*\x00\x08\x00\x00\x00",
    "GIF": b"GIF89a\x01\x00",
    "MP3": b"ID3\x04\x00",
    "M4A": b"\x00\x00\x00\x18ftypM4A \x00\x00\x02\x00isomiso2",
    "Ogg": b"OggS\x00\x02",
    "WAV": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "FLAC": b"fLaC\x00\x00\x00\x22",
    "MP4": b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2",
    "WebM": b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm",
}


@pytest.mark.parametrize("name", HEADS)
def test_each_type_is_told_by_its_first_bytes(name: str) -> None:
    found = type_of(HEADS[name])
    assert not isinstance(found, str)
    assert found is not None and found.name == name


def test_every_type_has_a_row_above() -> None:
    assert {each.name for each in FILE_TYPES} == set(HEADS)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', "SVG"),
        (b"\n<svg onload=alert(1)>", "SVG"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  ", "QuickTime"),
        (b"<!DOCTYPE html><title>404</title>", "HTML"),
    ],
)
def test_what_no_page_shows_has_a_name_and_a_cure(head: bytes, name: str) -> None:
    assert type_of(head) == name
    assert REFUSED[name]


@pytest.mark.parametrize(
    "head", [b"", b"MZ\x90\x00", b"Dear Anna,", b"\x1a\x45\xdf\xa3\x9fmatroska", b"RIFF\x00\x00\x00\x00AVI "]
)
def test_anything_else_is_of_no_type(head: bytes) -> None:
    assert type_of(head) is None


def test_sound_of_mpeg_layer_three_without_a_tag_is_mp3_and_a_picture_is_not() -> None:
    assert getattr(type_of(b"\xff\xfb\x90\x64\x00"), "name", "") == "MP3"
    assert getattr(type_of(b"\xff\xd8\xff\xdb"), "name", "") == "JPEG"

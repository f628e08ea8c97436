"""A file that a step names is what it says, lies where it should, and is no larger than it may be."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from narrative.media.examining import UnfitError, examine
from narrative.media.file_types import PICTURE
from tests.media import FILM, photograph, png, recording

ALL = ("picture", "audio", "video")


def written(folder: Path, name: str, body: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(body)
    return folder


def refused(folder: Path, name: str, families: tuple[str, ...] = ALL) -> str:
    with pytest.raises(UnfitError) as caught:
        examine(folder, name, families)
    return str(caught.value)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(width: int, height: int) -> bytes:
    """A PNG of some bytes that says it is as large as that."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_has_its_size_as_it_is_seen(tmp_path: Path) -> None:
    written(tmp_path, "media/lying.jpg", photograph(640, 400))
    written(tmp_path, "media/turned.jpg", photograph(640, 400, turned=6))
    lying, turned = (examine(tmp_path, f"media/{name}.jpg", ALL) for name in ("lying", "turned"))
    assert (lying.width_px, lying.height_px, lying.type.name) == (640, 400, "JPEG")
    assert (turned.width_px, turned.height_px) == (400, 640)


def test_sound_and_film_have_no_size_in_pixels(tmp_path: Path) -> None:
    written(tmp_path, "oars.wav", recording())
    written(tmp_path, "lake.webm", FILM.read_bytes())
    assert examine(tmp_path, "oars.wav", ALL).bytes == len(recording())
    assert examine(tmp_path, "lake.webm", ALL).width_px == 0


def test_a_file_that_is_missing_is_named_with_the_one_that_may_be_meant(tmp_path: Path) -> None:
    written(tmp_path, "media/bridge.png", png(100, 60))
    assert refused(tmp_path, "media/brigde.png") == (
        'there is no file "media/brigde.png" in the story\'s folder; did you mean "media/bridge.png"?'
    )
    assert refused(tmp_path, "nothing.wav").endswith("; put it there, or mend the name")


@pytest.mark.parametrize("name", ["../secret.png", "/etc/passwd", "media/../../secret.png", "a\\b.png", "file:a.png"])
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    written(tmp_path, "secret.png", png(100, 60))
    (tmp_path / "story").mkdir()
    assert "leads out of the story's folder" in refused(tmp_path / "story", name)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "secret.png", png(100, 60))
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "here.png").symlink_to(tmp_path / "secret.png")
    assert "a link that leads out" in refused(tmp_path / "story", "here.png")


def test_a_forged_type_is_told_by_the_bytes(tmp_path: Path) -> None:
    written(tmp_path, "bridge.png", photograph(100, 60))
    written(tmp_path, "program.jpg", b"MZ\x90\x00" + b"\0" * 100)
    written(tmp_path, "drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    assert refused(tmp_path, "bridge.png") == '"bridge.png" is JPEG by its bytes, whatever its name says; end it .jpg'
    assert refused(tmp_path, "program.jpg", ("picture",)) == (
        '"program.jpg" is of no type that a page shows; save it as one of JPEG, PNG, WebP, AVIF, TIFF, GIF'
    )
    assert refused(tmp_path, "drawing.png") == '"drawing.png" is SVG, and it may hold scripts: save it as PNG'


def test_a_file_of_another_family_is_named(tmp_path: Path) -> None:
    written(tmp_path, "oars.wav", recording())
    assert refused(tmp_path, "oars.wav", (PICTURE,)) == (
        '"oars.wav" is audio, and a picture belongs here; name another file'
    )


def test_a_picture_that_unpacks_to_more_than_a_machine_has_is_not_opened(tmp_path: Path) -> None:
    written(tmp_path, "bomb.png", bomb(60_000, 60_000))
    written(tmp_path, "wide.png", bomb(29_000, 2_900))
    assert "more pixels than a machine should unpack; 80 million are the most" in refused(tmp_path, "bomb.png")
    assert refused(tmp_path, "wide.png").startswith('"wide.png" has 29,000 x 2,900 pixels; 80 million are the most')


def test_a_file_with_too_many_bytes_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "big.png", png(100, 60))
    with (tmp_path / "big.png").open("ab") as file:
        file.truncate(60_000_001)
    assert refused(tmp_path, "big.png") == '"big.png" has 60.0 MB; 60 MB are the most, so save it smaller'


def test_what_is_broken_empty_or_moves_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "broken.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    written(tmp_path, "empty.png", b"")
    body = io.BytesIO()
    frames = [Image.new("L", (20, 20), shade) for shade in (0, 120, 255)]
    frames[0].save(body, "GIF", save_all=True, append_images=frames[1:])
    written(tmp_path, "moves.gif", body.getvalue())
    written(tmp_path, "dot.png", png(4, 4))
    assert "is broken" in refused(tmp_path, "broken.png")
    assert refused(tmp_path, "empty.png") == '"empty.png" is empty; put the file there again'
    assert "moves, and nobody could stop it" in refused(tmp_path, "moves.gif")
    assert "16 on a side are the least" in refused(tmp_path, "dot.png")


def test_a_film_that_says_where_it_was_made_is_refused(tmp_path: Path) -> None:
    head = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"
    written(tmp_path, "walk.mp4", head + b"\0" * 1_048_570 + b"\xa9xyz\x00\x12\x15\xc7+46.2044+006.1432/")
    assert "says at which spot it was recorded" in refused(tmp_path, "walk.mp4")

"""Write a small story with pictures, a recording and a film, sound as it stands, for tests to break."""

from __future__ import annotations

import io
import math
import struct
import wave
from pathlib import Path

from PIL import Image, ImageDraw

from tests.stories import STORY, write_story

FILM = Path(__file__).parent / "data" / "lake.webm"  # a second of a boat, by tests/data/make_film.py

CAPTIONS = """\
WEBVTT

00:00.000 --> 00:00.400
<v Anna>The oars, and nothing else.

00:00.400 --> 00:00.900
Then a bell.
"""
BRIDGE = (
    "{file: media/bridge.jpg, alt: A stone bridge over a lake., caption: The bridge at Geneva, credit: Anna Rochat, "
    "licence: CC BY 4.0, date: 1949-05, source: https://example.org/bridge}"
)
MEDIA = f"""\
    media:
      - {BRIDGE}
      - file: media/then.png
        alt: The quay with three boats.
        label: 1905
        licence: public domain
        caption: The quay at Evian, then and now
        beside: {{file: media/now.png, alt: The quay without a boat., label: 2020, licence: CC0 1.0}}
"""
MORE = """\
    media:
      - file: media/letter.png
        scan: true
        alt: A letter of two lines in a round hand.
        caption: The letter
        licence: public domain
      - file: media/oars.wav
        alt: Oars in water, then a bell.
        caption: The crossing
        licence: CC0 1.0
        captions: media/oars.vtt
        transcript: |
          **Anna:** The oars, and nothing else. Then a bell.
      - file: media/lake.webm
        still: media/bridge.jpg
        alt: A boat crosses the lake.
        licence: CC0 1.0
        transcript: Nothing is said.
      - url: "https://example.org/film"
        still: media/now.png
        alt: The quay without a boat.
        caption: A film of the quay
        licence: CC0 1.0
      - {url: "https://example.org/iiif", caption: The map in the archive's viewer}
"""
WITH_MEDIA = STORY.replace("    text: |\n", MEDIA + "    text: |\n", 1).replace(
    "    status: reported\n", "    status: reported\n" + MORE, 1
)


def picture(width: int, height: int, colour: str = "#7a9cae", lines: int = 12) -> Image.Image:
    """A picture of a size with lines in it, the same every time."""
    made = Image.new("RGB", (width, height), colour)
    pen = ImageDraw.Draw(made)
    for number in range(lines):
        y = height * number // lines
        pen.line([(0, y), (width, height - y)], fill="#2b2b2b", width=max(1, width // 200))
    pen.rectangle([0, 0, width // 4, height // 4], fill="#a3201a")  # where up is, and left
    return made


def photograph(width: int = 2400, height: int = 1600, turned: int = 1) -> bytes:
    """A JPEG as a telephone makes it: with the spot where it was taken, its maker, and how it was held."""
    made = picture(width, height)
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "Secret Telephone"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (46.0, 12.0, 0.0)
    body = io.BytesIO()
    made.save(body, "JPEG", quality=90, exif=exif)
    return body.getvalue()


def png(width: int, height: int, colour: str = "#7a9cae", lines: int = 12) -> bytes:
    """A PNG of a size."""
    body = io.BytesIO()
    picture(width, height, colour, lines).save(body, "PNG")
    return body.getvalue()


def recording(seconds: float = 1.0) -> bytes:
    """A WAV of a tone, 8 kHz, 16 bits, one channel."""
    body = io.BytesIO()
    with wave.open(body, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        count = int(8000 * seconds)
        file.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(at / 4))) for at in range(count)))
    return body.getvalue()


def media_files() -> dict[str, bytes]:
    """The files of `WITH_MEDIA`, by the names that the story writes."""
    return {
        "media/bridge.jpg": photograph(),
        "media/then.png": png(900, 600, "#b9a57c"),
        "media/now.png": png(900, 600, "#7ca5b9", 3),
        "media/letter.png": png(1400, 2000, "#f0e8d2", 30),
        "media/oars.wav": recording(),
        "media/oars.vtt": CAPTIONS.encode(),
        "media/lake.webm": FILM.read_bytes(),
    }


def write_media_story(folder: Path, text: str = WITH_MEDIA) -> Path:
    """Write the story with its files into ``folder/lake-crossing``; that folder."""
    written = write_story(folder, text)
    (written / "media").mkdir(exist_ok=True)
    for name, body in media_files().items():
        (written / name).write_bytes(body)
    return written

"""Pictures and print of a story folder, taken by a real browser."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from narrative.serving.finished import finished
from tests.stories import write_story


def test_a_picture_of_each_step_and_a_print_edition(tmp_path: Path) -> None:
    folder = write_story(tmp_path)
    # In a thread of its own: the tests' own browser holds this one's event loop.
    with ThreadPoolExecutor(1) as thread:
        taken, made = (thread.submit(finished, form, folder).result() for form in ("pictures", "handout"))
    archive = zipfile.ZipFile(io.BytesIO(taken.body))
    assert [name.partition("/")[2] for name in archive.namelist()] == [
        *("01-the-letter.png", "02-the-denial.png", "03-read-on.png", "captions.json"),
    ]
    assert archive.read("lake-crossing-pictures/01-the-letter.png")[:8] == b"\x89PNG\r\n\x1a\n"
    assert (made.name, made.body[:5]) == ("lake-crossing-handout.pdf", b"%PDF-")

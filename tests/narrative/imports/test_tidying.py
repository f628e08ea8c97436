"""What `import` writes its own `check` accepts, whatever stands in a file's fields; or the file is refused."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest

from geo.reading.faults import Faults
from geo.reading.uploads import Upload
from narrative.drafts.story_files import story_files
from narrative.imports.material import Choices
from narrative.imports.registry import import_draft
from narrative.imports.tidying import CUT, trimmed
from narrative.story import load_story

HOSTILE = {
    "blank": "\u00a0 ",
    "invisible": "\u200b\u2060",
    "long": "L" * 25_000,
    "signs": "*" * 3_000 + "[" * 3_000,
    "control": "a\x00b\x1b[31m",
    "half": "a\ud800b",
    "link": "[x](place:nowhere) [y](javascript:z)",
    "lines": "a\n\n# b\n\n    code\n---\n",
}


def written(folder: Path, upload: Upload) -> str:
    """ "ok", or what the import says; never a fault of what it wrote."""
    try:
        draft = import_draft(upload, Choices("x", datetime.date(2026, 1, 31)))
    except Faults as refused:
        return str(refused)
    home = folder / "x"
    home.mkdir()
    for name, body in story_files(draft).items():
        (home / name).write_bytes(body)
    load_story(home)
    return "ok"


def slides(**changed: str) -> dict[str, Any]:
    """A StoryMapJS file of one slide and its overview."""
    said = {"headline": "Geneva", "text": "They left.", "name": "Geneva", "credit": "Anna", "top": "A lake", **changed}
    slide = {
        "date": "1812",
        "text": {"headline": said["headline"], "text": said["text"]},
        "location": {"lat": 46.2, "lon": 6.1, "name": said["name"]},
        "media": {"url": "https://example.org/a.png", "credit": said["credit"], "caption": said["credit"]},
    }
    overview = {"type": "overview", "text": {"headline": said["top"], "text": said["top"]}}
    return {"storymap": {"slides": [overview, slide]}}


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("field", ["headline", "text", "name", "credit", "top"])
def test_a_slide_of_anything_is_a_sound_story_or_refused_in_a_sentence(
    tmp_path: Path, field: str, hostile: str
) -> None:
    body = json.dumps(slides(**{field: HOSTILE[hostile]})).encode()
    said = written(tmp_path, Upload("a.json", body))
    assert said == "ok" or (said.startswith("a.json:1: ") and len(said) < 1200)
    if hostile in ("blank", "invisible", "control", "lines"):
        assert said == "ok"


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("column", ["place", "title", "text", "picture", "date"])
def test_a_row_of_anything_is_a_sound_story_or_refused_in_a_sentence(tmp_path: Path, column: str, hostile: str) -> None:
    row = {"place": "Geneva", "lat": "46.2", "lon": "6.1", "date": "1812"}
    row |= {"title": "One", "text": "They left.", "picture": ""}
    row[column] = HOSTILE[hostile]
    out = io.StringIO()
    table = csv.DictWriter(out, list(row))
    table.writeheader()
    table.writerow(row)
    said = written(tmp_path, Upload("a.csv", out.getvalue().encode("utf-8", "surrogatepass")))
    assert said == "ok" or said.startswith("a.csv:")


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("key", ["title", "toponym", "label", "note", "value", "reason"])
def test_a_linked_place_of_anything_is_a_sound_story_or_refused(tmp_path: Path, key: str, hostile: str) -> None:
    said = dict.fromkeys(("title", "toponym", "label", "note", "value", "reason"), "Goa") | {key: HOSTILE[hostile]}
    feature = {
        "type": "Feature",
        "@id": "https://example.org/goa",
        "properties": {"title": said["title"]},
        "geometry": {
            "type": "Point",
            "coordinates": [73.8, 15.5],
            "certainty": "less-certain",
            "reason": said["reason"],
        },
        "names": [{"toponym": said["toponym"], "lang": "en", "citations": [{"label": said["label"]}]}],
        "types": [{"identifier": "aat:300008347", "label": said["label"]}],
        "descriptions": [{"value": said["value"], "lang": "en"}],
        "notes": said["note"],
    }
    body = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    answer = written(tmp_path, Upload("a.json", body))
    assert answer == "ok" or answer.startswith("a.json:1: ")


def test_a_part_that_is_nothing_without_its_words_goes_with_them() -> None:
    assert trimmed([{"label": "\u200b"}, {"label": "A book", "year": None}]) == [{"label": "A book", "year": None}]
    assert len(trimmed("a" * 30_000)) == CUT + 1

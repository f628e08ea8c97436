"""Files of other programs, made for the tests, and what becomes of them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from narrative.imports.material import Choices, ImportedStory, Upload
from narrative.imports.registry import import_story
from narrative.story import Story, load_story

FOLDER = Path(__file__).parent / "imports"
TODAY = datetime.date(2026, 1, 31)


def upload(name: str) -> Upload:
    """One of the files."""
    return Upload(name, (FOLDER / name).read_bytes())


FILES: dict[str, tuple[str, dict[str, Any]]] = {  # format: (its file, the author's choices)
    "storymapjs": ("storymapjs.json", {}),
    "timelinejs": ("timelinejs.json", {"places": upload("timelinejs_places.geojson")}),
    "leaflet-storymaps": ("leaflet-storymaps.csv", {"options": upload("leaflet-storymaps_options.csv")}),
    "geojson": ("geojson.geojson", {}),
    "linked-places": ("linked-places.json", {}),
    "recogito-csv": ("recogito-csv.csv", {"text": upload("letters.txt")}),
    "web-annotations": (
        "web-annotations.jsonld",
        {"places": upload("web-annotations_places.geojson"), "text": upload("letters.txt")},
    ),
}


def imported(name: str, **choices: Any) -> ImportedStory:
    """The import of the file of a format, recognised by what is in it."""
    file, own = FILES[name]
    return import_story(upload(file), Choices("a-story", TODAY, **{**own, **choices}))


def imported_bytes(data: bytes | str, name: str = "file.json", **choices: Any) -> ImportedStory:
    """The import of other bytes."""
    body = data.encode() if isinstance(data, str) else data
    return import_story(Upload(name, body), Choices("a-story", TODAY, **choices))


def story_in(folder: Path, made: ImportedStory) -> Story:
    """An imported story, written and read back by the project's own strict reader."""
    home = folder / made.slug
    home.mkdir()
    for name, body in made.files.items():
        (home / name).write_bytes(body)
    return load_story(home)

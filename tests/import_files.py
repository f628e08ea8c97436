"""Files of other programs, made for the tests, and what becomes of them."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from geo.reading.faults import Faults
from geo.reading.uploads import Upload
from narrative.drafts.draft import Draft
from narrative.drafts.features import shown_places
from narrative.drafts.story_files import story_files
from narrative.imports.material import Choices
from narrative.imports.registry import import_draft
from narrative.story import Story, load_story

FOLDER = Path(__file__).parent / "imports"
TODAY = datetime.date(2026, 1, 31)
OUT_AND_BACK = ("storymapjs", "leaflet-storymaps", "steps-geojson")  # formats that are both exported and imported


@dataclass(frozen=True)
class Imported:
    """The draft of an import with the files that are written of it."""

    draft: Draft
    files: dict[str, bytes]

    @property
    def lost(self) -> tuple[str, ...]:
        return self.draft.lost

    @property
    def look(self) -> tuple[str, ...]:
        return self.draft.look

    @property
    def steps(self) -> int:
        return len(self.draft.steps)

    @property
    def places(self) -> int:
        return len(shown_places(self.draft))


def import_story(upload: Upload, choices: Choices) -> Imported:
    """A file of another program as the files of a story folder."""
    draft = import_draft(upload, choices)
    return Imported(draft, story_files(draft))


def upload(name: str) -> Upload:
    """One of the files."""
    return Upload(name, (FOLDER / name).read_bytes())


FILES: dict[str, tuple[str, dict[str, Any]]] = {  # format: (its file, the author's choices)
    "geolibre": ("geolibre.geolibre.json", {}),
    "storymapjs": ("storymapjs.json", {}),
    "timelinejs": ("timelinejs.json", {"places": upload("timelinejs_places.geojson")}),
    "linked-places": ("linked-places.json", {}),
    "geojson": ("geojson.geojson", {}),
    "web-annotations": (
        "web-annotations.jsonld",
        {"places": upload("web-annotations_places.geojson"), "text": upload("letters.txt")},
    ),
    "mapbox-storytelling": ("mapbox-storytelling.js", {}),
    "kml": ("kml.kml", {}),
    "gpx": ("gpx.gpx", {}),
    "leaflet-storymaps": ("leaflet-storymaps.csv", {"options": upload("leaflet-storymaps_options.csv")}),
    "timelinejs-sheet": ("timelinejs-sheet.csv", {"places": upload("timelinejs_places.geojson")}),
    "lp-tsv": ("lp-tsv.tsv", {}),
    "recogito-csv": ("recogito-csv.csv", {"text": upload("letters.txt")}),
    "sheet": ("sheet.csv", {}),
}


def imported(name: str, **choices: Any) -> Imported:
    """The import of the file of a format, recognised by what is in it."""
    file, own = FILES[name]
    return import_story(upload(file), Choices("a-story", TODAY, **{**own, **choices}))


def imported_bytes(data: bytes | str, name: str = "file.json", **choices: Any) -> Imported:
    """The import of other bytes."""
    body = data.encode() if isinstance(data, str) else data
    return import_story(Upload(name, body), Choices("a-story", TODAY, **choices))


def story_in(folder: Path, made: Imported) -> Story:
    """An imported story, written and read back by the project's own strict reader."""
    home = folder / made.draft.slug
    home.mkdir(parents=True)
    for name, body in made.files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(body)
    return load_story(home)


Change = Callable[[Any], Any]
POINT = {"type": "Point", "coordinates": [6, 46]}


def document(name: str) -> Any:
    """One of the files, to be broken."""
    return json.loads((FOLDER / name).read_bytes().decode("utf-8-sig"))


def faults_of(data: bytes | str, name: str = "file.json", **choices: Any) -> str:
    """The faults of a file, a line each."""
    with pytest.raises(Faults) as raised:
        imported_bytes(data, name, **choices)
    return str(raised.value)


def broken(name: str, change: Change, **choices: Any) -> str:
    """The faults of one of the files after a change."""
    value = copy.deepcopy(document(name))
    change(value)
    return faults_of(json.dumps(value, indent=1), **choices)


def collection(*features: Any, **top: Any) -> str:
    """A GeoJSON file of features."""
    return json.dumps({"type": "FeatureCollection", "features": list(features), **top}, indent=1)


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature with a title and a date."""
    return {"type": "Feature", "properties": {"title": "A", "date": "1800", **properties}, "geometry": geometry}

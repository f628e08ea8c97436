"""Turn the name of a format into the function that reads it, and an uploaded file into a story folder.

Every import is a pure function of the files and the author's choices: it reads no disk and no clock, so that the app
can use it on what a reader uploads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo.reading.faults import Fault, Faults, did_you_mean
from narrative.imports.assemble import assembled
from narrative.imports.decoding import json_of_upload, text_of_upload
from narrative.imports.features import is_geojson
from narrative.imports.geojson import read_geojson
from narrative.imports.leaflet_storymaps import is_leaflet_storymaps, read_leaflet_storymaps
from narrative.imports.linked_places import is_linked_places, read_linked_places
from narrative.imports.material import Choices, ImportedStory, Material, Upload
from narrative.imports.recogito import is_recogito, read_recogito
from narrative.imports.storymapjs import is_storymapjs, read_storymapjs
from narrative.imports.timelinejs import is_timelinejs, read_timelinejs
from narrative.imports.web_annotations import is_web_annotations, read_web_annotations


@dataclass(frozen=True)
class Import:
    """One format: its name on the command line, its label for readers, the function that reads it.

    ``loses`` says what no file of the format brings over, or what it has no word for.
    """

    name: str
    label: str
    loses: str
    function: Callable[[Upload, Choices], Material]


IMPORTS: dict[str, Import] = {
    each.name: each
    for each in (
        Import(
            "storymapjs",
            "StoryMapJS, the JSON of a published story map",
            "Media (a note links to them), zoom, lines between slides and the background map.",
            read_storymapjs,
        ),
        Import(
            "timelinejs",
            "TimelineJS, JSON, with --places FILE",
            "Media (a note links to them), eras, groups and backgrounds; places come from a second file.",
            read_timelinejs,
        ),
        Import(
            "leaflet-storymaps",
            "leaflet-storymaps, the sheet Chapters as CSV, and Options with --options FILE",
            "Media (a note links to them), overlays, zoom and markers; the sheets have no dates.",
            read_leaflet_storymaps,
        ),
        Import(
            "geojson",
            "GeoJSON, a step for every feature",
            "Styles and the properties that a step has no room for.",
            read_geojson,
        ),
        Import(
            "linked-places",
            "Linked Places Format, a step for every place",
            "Depictions, relations to places that are not there, and what is not well formed.",
            read_linked_places,
        ),
        Import(
            "recogito-csv",
            "Recogito's annotations as CSV, with --text FILE",
            "Events, tags, relations and groups.",
            read_recogito,
        ),
        Import(
            "web-annotations",
            "W3C Web Annotations (JSON-LD), with --places FILE and --text FILE",
            "Tags, replies, and annotations of neither a place nor a person.",
            read_web_annotations,
        ),
    )
}


def import_story(upload: Upload, choices: Choices, format: str | None = None) -> ImportedStory:
    """A file of another program as a story folder; without `format` it is recognised by what is in it.

    Raises
    ------
    LookupError
        Where there is no such format.
    Faults
        With every fault of the file, each with line, record and cure.
    """
    chosen = find_import(format or recognised(upload))
    return assembled(chosen.function(upload, choices), choices)


def find_import(name: str) -> Import:
    """The import of a name. Raises LookupError with one sentence.

    >>> find_import("storymap")
    Traceback (most recent call last):
    LookupError: there is no format "storymap"; did you mean "storymapjs"? The formats are: storymapjs, timelinejs, leaflet-storymaps, geojson, linked-places, recogito-csv, web-annotations.
    """  # noqa: E501
    if name in IMPORTS:
        return IMPORTS[name]
    near = did_you_mean(name, IMPORTS) or "."
    raise LookupError(f'there is no format "{name[:40]}"{near} The formats are: {", ".join(IMPORTS)}.')


def recognised(upload: Upload) -> str:
    """The name of the format that a file has. Raises Faults where it has none.

    >>> recognised(Upload("a.json", b'{"storymap": {}}')), recognised(Upload("a.csv", b"Chapter,Latitude,Longitude"))
    ('storymapjs', 'leaflet-storymaps')
    """
    text = text_of_upload(upload)
    if text.lstrip()[:1] in ("{", "["):
        value = json_of_upload(upload).value
        tests = {
            "storymapjs": is_storymapjs,
            "timelinejs": is_timelinejs,
            "linked-places": is_linked_places,
            "geojson": is_geojson,
            "web-annotations": is_web_annotations,
        }
        found = next((name for name, test in tests.items() if test(value)), None)
    else:
        header = text.lstrip().split("\n", 1)[0]
        found = "recogito-csv" if is_recogito(header) else "leaflet-storymaps" if is_leaflet_storymaps(header) else None
    if found is None:
        sentence = f"the file is of no format known here; name it with --format: {', '.join(IMPORTS)}"
        raise Faults([Fault(upload.name, 1, sentence)])
    return found

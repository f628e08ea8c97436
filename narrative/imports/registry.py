"""Turn the name of a format into the function that reads it, and another program's file into a draft.

Every import is a pure function of the file and the author's choices: it reads no disk and no clock, so that the app
can use it on what a reader uploads.
"""

from __future__ import annotations

from geo.reading.faults import Fault, Faults, did_you_mean
from geo.reading.uploads import Upload, json_of_upload, text_of_upload
from narrative.drafts.draft import Draft
from narrative.imports import (
    geojson,
    leaflet_storymaps,
    linked_places,
    recogito,
    storymapjs,
    timelinejs,
    web_annotations,
)
from narrative.imports.assemble import assembled
from narrative.imports.material import Choices, Import

IMPORTS: dict[str, Import] = {  # in the order in which a file is asked whether it is one
    each.FORMAT.name: each.FORMAT
    for each in (storymapjs, timelinejs, leaflet_storymaps, linked_places, geojson, recogito, web_annotations)
}
ENDINGS = tuple(dict.fromkeys(ending for each in IMPORTS.values() for ending in each.endings))


def import_draft(upload: Upload, choices: Choices, format: str | None = None) -> Draft:
    """A file of another program as a draft; without `format` it is recognised by what is in it.

    Raises
    ------
    LookupError
        Where there is no such format.
    Faults
        With every fault of the file, each with line, record and cure.
    """
    chosen = find_import(format or recognised(upload))
    return assembled(chosen.read(upload, choices), choices)


def find_import(name: str) -> Import:
    """The import of a name. Raises LookupError with one sentence.

    >>> find_import("storymap")
    Traceback (most recent call last):
    LookupError: there is no format "storymap"; did you mean "storymapjs"? The formats are: storymapjs, timelinejs, leaflet-storymaps, linked-places, geojson, recogito-csv, web-annotations.
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
    text = text_of_upload(upload).lstrip()
    table = text[:1] not in ("{", "[")
    asked = text.split("\n", 1)[0] if table else json_of_upload(upload).value
    for each in IMPORTS.values():
        if each.table == table and each.recognises(asked):
            return each.name
    sentence = f"the file is of no format known here; name it with --format: {', '.join(IMPORTS)}"
    raise Faults([Fault(upload.name, 1, sentence)])

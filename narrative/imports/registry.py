"""Turn the name of a format into the function that reads it, and another program's file into a draft.

Every import is a pure function of the file and the author's choices: it reads no disk and no clock, so that the app
can use it on what a reader uploads.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from geo.reading.encodings import NAMES
from geo.reading.faults import Fault, Faults, did_you_mean
from geo.reading.garbage import nothing_collected
from geo.reading.uploads import Upload, header_of_upload, in_its_encoding, is_workbook, json_of_upload, text_of_upload
from narrative.drafts.draft import Draft
from narrative.imports import (
    chapters,
    geojson,
    gpx,
    kml,
    leaflet_storymaps,
    linked_places,
    linked_places_table,
    recogito,
    sheet,
    storymapjs,
    timelinejs,
    timelinejs_sheet,
    web_annotations,
)
from narrative.imports.assemble import assembled
from narrative.imports.material import Choices, Import

IMPORTS: dict[str, Import] = {  # in the order in which a file is asked whether it is one
    each.name: each
    for each in (
        *(chapters.GEOLIBRE, storymapjs.FORMAT, timelinejs.FORMAT, linked_places.FORMAT, geojson.FORMAT),
        *(web_annotations.FORMAT, chapters.MAPBOX, kml.FORMAT, gpx.FORMAT, leaflet_storymaps.FORMAT),
        *(timelinejs_sheet.FORMAT, linked_places_table.FORMAT, recogito.FORMAT, sheet.FORMAT),
    )
}
ENDINGS = tuple(dict.fromkeys(ending for each in IMPORTS.values() for ending in each.endings))
ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s>/]")
SCRIPT = re.compile(
    r"\s*(?://|/\*|['\"]use strict|(?:export\s+)?(?:default\s+)?(?:const|let|var)\s|window\.|module\.exports)"
)


@nothing_collected()
def import_draft(upload: Upload, choices: Choices, format: str | None = None) -> Draft:
    """A file of another program as a draft; without `format` it is recognised by what is in it.

    Raises
    ------
    LookupError
        Where there is no such format.
    Faults
        With every fault of the file, each with line, record and cure.
    """
    upload = in_its_encoding(upload)
    places, text, options = (each and in_its_encoding(each) for each in (choices.places, choices.text, choices.options))
    choices = replace(choices, places=places, text=text, options=options)
    chosen = find_import(format or recognised(upload, choices))
    material = chosen.read(upload, choices)
    for each in (upload, places, text, options):
        if each and each.encoding:
            name = NAMES.get(each.encoding, each.encoding)
            material.look.insert(0, f"{each.name} is not in UTF-8 and was read as {name}: look at its accents.")
    return assembled(material, choices)


def find_import(name: str) -> Import:
    """The import of a name. Raises LookupError with one sentence.

    >>> find_import("storymap")
    Traceback (most recent call last):
    LookupError: there is no format "storymap"; did you mean "storymapjs"? The formats are: geolibre, storymapjs, timelinejs, linked-places, geojson, web-annotations, mapbox-storytelling, kml, gpx, leaflet-storymaps, timelinejs-sheet, lp-tsv, recogito-csv, sheet.
    """  # noqa: E501
    if name in IMPORTS:
        return IMPORTS[name]
    near = did_you_mean(name, IMPORTS) or "."
    raise LookupError(f'there is no format "{name[:40]}"{near} The formats are: {", ".join(IMPORTS)}.')


def recognised(upload: Upload, choices: Choices | None = None) -> str:
    """The name of the format that a file has. Raises Faults where it has none.

    >>> recognised(Upload("a.json", b'{"storymap": {}}')), recognised(Upload("a.csv", b"Chapter,Latitude,Longitude"))
    ('storymapjs', 'leaflet-storymaps')
    """
    if choices and choices.columns:  # whose columns somebody names is a plain sheet
        return sheet.FORMAT.name
    holds, asked = held(upload)
    for each in IMPORTS.values():
        if each.holds == holds and each.recognises(asked):
            return each.name
    if holds == "table":
        raise Faults([Fault(upload.name, 1, sheet.no_columns(asked))])
    sentence = f"the file is of no format known here; name it with --format: {', '.join(IMPORTS)}"
    raise Faults([Fault(upload.name, 1, sentence)])


def held(upload: Upload) -> tuple[str, Any]:
    """What a file is, as `Import.holds` says it, and what its formats are asked of."""
    if is_workbook(upload):
        return "table", header_of_upload(upload, leaflet_storymaps.CHAPTERS)
    if kml.is_kmz(upload):
        return "xml", "kml"
    text = text_of_upload(upload).lstrip()
    if text[:1] in ("{", "["):
        return "json", json_of_upload(upload).value
    if text[:1] == "<":
        root = ROOT.search(re.sub(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>", "", text[:20_000], flags=re.DOTALL))
        return "xml", root[1].lower() if root else ""
    if SCRIPT.match(text):
        return "script", text
    return "table", text.split("\n", 1)[0]

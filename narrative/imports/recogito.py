"""Read the annotations that Recogito exports as CSV: places by their gazetteer's address, people, and comments.

Source: the columns are those that the "Download" page of Recogito's documents writes: UUID, FILE, QUOTE_TRANSCRIPTION,
ANCHOR, TYPE, URI, VOCAB_LABEL, VOCAB_TEMPORAL_BOUNDS, LAT, LNG, PLACE_TYPE, VERIFICATION_STATUS, TAGS, COMMENTS …
"""

from __future__ import annotations

import re

from geo.reading.faults import Fault, Faults
from geo.reading.uploads import Row, Upload, line_of_text, rows_of_upload, text_of_upload
from geo.reading.validation import quoted
from narrative.imports.coordinates import CoordinateError, point_of
from narrative.imports.linked_places import short_identifier
from narrative.imports.marks import Quote, take_with_text, take_without_text
from narrative.imports.matching import NamedPlaces, named_places
from narrative.imports.material import Choices, FoundPlace, Import, Material

NEEDED = ("QUOTE_TRANSCRIPTION", "ANCHOR", "TYPE")
OFFSET = re.compile(r"char-offset:(\d+)")
DOUBT = "Nobody has verified this place in Recogito."
NOT_IDENTIFIABLE = "NOT_IDENTIFIABLE"


def is_recogito(header: str) -> bool:
    """Whether the first line of a table is that of Recogito's annotations."""
    return "quote_transcription" in header.lower()


def read_recogito(upload: Upload, choices: Choices) -> Material:
    """Read the rows of a Recogito export. Raises Faults."""
    rows = rows_of_upload(upload)
    if not rows:
        raise Faults([Fault(upload.name, 1, "there is no row below the header; the document has no annotations")])
    for column in NEEDED:
        if column.lower() not in rows[0].cells:
            sentence = f'there is no column "{column}"; download the annotations as CSV from Recogito'
            raise Faults([Fault(upload.name, 1, sentence)])
    material = Material(upload.name, "Recogito", "annotation")
    places = named_places(choices.places) if choices.places else None
    found = [each for number, row in enumerate(rows, 1) if (each := take_row(material, number, row, places))]
    parts = dict.fromkeys(each.part for each in found)
    if choices.text:
        if len(parts) > 1:
            said = ", ".join(quoted(part) for part in parts)
            sentence = (
                f"the annotations are of several texts, {said}, each with its own offsets; import one text's rows"
            )
            raise Faults([Fault(upload.name, 1, sentence)])
        take_with_text(material, found, text_of_upload(choices.text))
    else:
        take_without_text(material, found)
    if not material.places and not material.faults:
        sentence = "no place in the file has coordinates; link the places in Recogito, or give --places FILE"
        raise Faults([Fault(upload.name, 1, sentence)])
    for column, noun in (
        ("TAGS", "tags"),
        ("VOCAB_TEMPORAL_BOUNDS", "gazetteers' dates"),
        ("GROUP_ID", "groups"),
    ):
        if any(row.get(column) for row in rows):
            material.lose(f"The annotations' {noun} were not kept.")
    return material


def take_row(material: Material, number: int, row: Row, places: NamedPlaces | None) -> Quote | None:
    """One row as an annotation; None for one that says nothing of a place or a person."""
    where = f"annotation {number}"
    kind, quote = row.get("TYPE").upper(), line_of_text(row.get("QUOTE_TRANSCRIPTION"))
    if kind not in ("PLACE", "PERSON"):
        material.lose(f"Annotations of type {quoted(kind or 'none')} were not kept.")
        return None
    if not quote or not any(each.isalnum() for each in quote):
        material.lose(f"{where}: it quotes no text (an image's, perhaps), and was left out.")
        return None
    offset = OFFSET.fullmatch(row.get("ANCHOR"))
    start = int(offset[1]) if offset and len(offset[1]) < 12 else None
    comment = line_of_text(row.get("COMMENTS"))
    found = Quote(row.line, where, quote, kind.lower(), start, row.get("FILE"), comment=comment)
    if kind == "PLACE" and row.get("VERIFICATION_STATUS").upper() != NOT_IDENTIFIABLE:
        found.place = place_of_row(material, where, row, quote, places)
        if found.place is None:
            material.look.append(f"{where}: {quoted(quote)} has no coordinates in the file, so it is unplaced.")
    return found


def place_of_row(material: Material, where: str, row: Row, quote: str, places: NamedPlaces | None) -> FoundPlace | None:
    """The place of an annotation: from its own coordinates, or from the second file."""
    uri = row.get("URI")
    known = places and ((places.by_address(uri) if uri else None) or places.by_name(quote))
    if known:
        return known
    try:
        geometry = point_of(row.get("LAT"), row.get("LNG"))
    except CoordinateError as error:
        material.fault(row.line, f"{where}: {error}")
        return None
    if geometry is None:
        return None
    labels = [line_of_text(each) for each in row.get("VOCAB_LABEL").split("|")]
    titles = [each for each in labels if each] or [quote]
    identifier = short_identifier(uri) if uri else None
    if uri and identifier is None:
        material.lose(f"{where}: the link to {quoted(uri, 80)} is of no register known here, and was not kept.")
    place = FoundPlace(titles[0], geometry, identifiers=[identifier] if identifier else [])
    place.names = [(each, None) for each in dict.fromkeys([*titles[1:], quote]) if each != titles[0]]
    if row.get("VERIFICATION_STATUS").upper() == "UNVERIFIED":
        place.certainty, place.reason = "less-certain", DOUBT
    return place


FORMAT = Import(
    name="recogito-csv",
    label="Recogito's annotations as CSV, with --text FILE",
    loses="Events, tags, relations and groups.",
    endings=(".csv",),
    recognises=is_recogito,
    read=read_recogito,
    holds="table",
)

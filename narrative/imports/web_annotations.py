"""Read W3C Web Annotations in JSON-LD, as Recogito and this project write them.

They name places by an address in a gazetteer. Recogito's hold coordinates too, as a GeoJSON feature among the bodies;
otherwise these come from a second file.

Source: Web Annotation Data Model, https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from typing import Any

from geo.reading.faults import Faults
from geo.reading.json_lines import JsonDocument
from geo.reading.uploads import Upload, json_of_upload, line_of_text, text_of_upload
from geo.reading.validation import Loc, quoted
from narrative.imports.coordinates import SIMPLE
from narrative.imports.features import take_geometry, texts_at
from narrative.imports.fields import take_title
from narrative.imports.linked_parts import objects
from narrative.imports.linked_places import short_identifier
from narrative.imports.marks import Quote, take_with_text, take_without_text
from narrative.imports.matching import NamedPlaces, named_places
from narrative.imports.material import Choices, FoundPlace, Import, Material

NO_PLACES = (
    "annotations name places by address and have no coordinates; give a file of these places, Linked Places or "
    "GeoJSON, with --places FILE"
)
PLACE_WORDS = ("place", "toponym", "location", "demonym", "settlement")
PERSON_WORDS = ("person", "people")


def is_web_annotations(value: Any) -> bool:
    """Whether a JSON value is an annotation, a list of them or a collection."""
    return bool(items_of(value))


def read_web_annotations(upload: Upload, choices: Choices) -> Material:
    """Read the annotations of a text. Raises Faults."""
    document = json_of_upload(upload)
    items = items_of(document.value)
    if not items:
        raise Faults([document.fault((), "there are no annotations here; give a list, a page or a collection of them")])
    if choices.places is None and not any(own_geometries(item) for _, item in items):
        raise Faults([document.fault((), NO_PLACES)])
    material = Material(upload.name, "Web Annotations", "annotation")
    material.title = line_of_text(document.value.get("label")) or None if isinstance(document.value, dict) else None
    places = named_places(choices.places) if choices.places else NamedPlaces([])
    found = []
    for number, (loc, item) in enumerate(items, 1):
        if each := take_item(material, document, loc, number, item, places):
            found.append(each)
    if choices.text:
        take_with_text(material, found, text_of_upload(choices.text))
    else:
        take_without_text(material, found)
    if not material.places and not material.faults:
        sentence = "no annotation names a place of the file of places; its links must hold their addresses"
        raise Faults([document.fault((), sentence)])
    return material


def items_of(value: Any) -> list[tuple[Loc, dict[str, Any]]]:
    """The annotations of a file, with their locations."""
    found: list[tuple[Loc, Any]] = []
    if isinstance(value, list):
        found = [((at,), each) for at, each in enumerate(value)]
    elif isinstance(value, dict) and is_annotation(value):
        found = [((), value)]
    elif isinstance(value, dict):
        page = value.get("first")
        for base, holder in (((), value), (("first",), page)):
            for key in ("items", "@graph"):
                inner = holder.get(key) if isinstance(holder, dict) else None
                found += [((*base, key, at), each) for at, each in enumerate(inner if isinstance(inner, list) else [])]
    return [(loc, each) for loc, each in found if isinstance(each, dict) and is_annotation(each)]


def is_annotation(value: dict[str, Any]) -> bool:
    """Whether an object is a Web Annotation."""
    kind = value.get("type", value.get("@type"))
    kinds = kind if isinstance(kind, list) else [kind]
    return "target" in value and any(str(each).endswith("Annotation") for each in kinds)


def take_item(
    material: Material, document: JsonDocument, loc: Loc, number: int, item: dict[str, Any], places: NamedPlaces
) -> Quote | None:
    """One annotation; None for one that names neither a place nor a person."""
    where, line = f"annotation {number}", document.line(loc)
    bodies = bodies_of(item.get("body"))
    words = [
        word.lower() for body in bodies for word in (line_of_text(body.get("value")), line_of_text(body.get("type")))
    ]
    addresses = [text for body in bodies if (text := address_of(body))]
    if "paragraph" in words or "date" in words:
        material.lose("Annotations of paragraphs and dates were made anew from the text, where it was given.")
        return None
    kind = "person" if any(word in PERSON_WORDS for word in words) else "place"
    if kind == "place" and not addresses and not any(word in PLACE_WORDS for word in words):
        material.lose("Annotations that name neither a place nor a person were not kept.")
        return None
    quote, start, prefix, suffix, source = selected(item.get("target"))
    if not any(each.isalnum() for each in quote):
        material.lose(f"{where}: it quotes no text, and was left out.")
        return None
    comments = [line_of_text(body.get("value")) for body in bodies if body.get("purpose") == "commenting"]
    found = Quote(line, where, quote, kind, start, source, comment=" ".join(comments), prefix=prefix, suffix=suffix)
    if kind == "place":
        known = [place for address in addresses if (place := places.by_address(address))]
        if len(known) > 1:
            material.lose(f"{where}: {quoted(quote)} names several places, of which the first was kept.")
        found.place = (
            known[0] if known else places.by_name(quote) or own_place(material, document, loc, where, item, quote)
        )
        if found.place is None:
            material.look.append(f"{where}: {quoted(quote)} is in no file of places, so it is unplaced.")
    return found


def own_geometries(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The bodies of an annotation that hold coordinates, as GeoJSON features or geometries."""
    bodies = bodies_of(item.get("body"))
    found = [each for each in bodies if isinstance(each.get("geometry"), dict)]
    return found or [{"geometry": each} for each in bodies if each.get("type") in SIMPLE and each.get("coordinates")]


def own_place(
    material: Material, document: JsonDocument, loc: Loc, where: str, item: dict[str, Any], quote: str
) -> FoundPlace | None:
    """The place of an annotation by its own coordinates; None where it has none."""
    bodies = own_geometries(item)
    if not bodies:
        return None
    if len(bodies) > 1:
        material.lose(f"{where}: {quoted(quote)} has several coordinates, of which the first were kept.")
    body = bodies[0]
    geometry = take_geometry(material, document, (*loc, "body"), where, body)
    if geometry is None:
        return None
    properties = body.get("properties")
    labels = [each for each in (body, properties) if isinstance(each, dict)]
    title = next((text for each in labels for text in texts_at(each, "label", "title", "name")), "") or quote
    place = FoundPlace(take_title(material, document.line(loc), where, title), geometry)
    place.names = [(quote, None)] if quote != place.title else []
    addresses = [text for each in bodies_of(item.get("body")) if (text := address_of(each))]
    for address in dict.fromkeys(addresses):
        if identifier := short_identifier(address):
            place.identifiers.append(identifier)
        else:
            material.lose(f"{where}: the link to {quoted(address, 80)} is of no register known here, and was not kept.")
    return place


def bodies_of(value: Any) -> list[dict[str, Any]]:
    """The bodies of an annotation; an address alone is one too."""
    values = value if isinstance(value, list) else [value]
    return [each if isinstance(each, dict) else {"id": each} for each in values if isinstance(each, (dict, str))]


def address_of(body: dict[str, Any]) -> str:
    """The address of what a body names, that of this project's own file as the bare id; "" for none."""
    if body.get("purpose") in ("commenting", "replying", "describing"):
        return ""
    source = body.get("source")
    source = source.get("id", source.get("@id")) if isinstance(source, dict) else source
    for value in (source, body.get("id"), body.get("@id"), body.get("uri"), body.get("value")):
        text = line_of_text(value)
        if text.startswith("places.geojson#"):
            return text.partition("#")[2]
        if ":" in text and " " not in text and body.get("purpose") != "tagging":
            return text
    return ""


def selected(target: Any) -> tuple[str, int | None, str, str, str]:
    """The (quote, start, prefix, suffix, source) of a target."""
    target = target[0] if isinstance(target, list) and target else target
    if not isinstance(target, dict):
        return "", None, "", "", ""
    raw = target.get("selector")
    selectors = [raw] if isinstance(raw, dict) else objects(target, "selector")
    quote = prefix = suffix = ""
    start: int | None = None
    for each in selectors:
        if isinstance(each.get("exact"), str):
            quote, prefix, suffix = (str(each.get(key) or "") for key in ("exact", "prefix", "suffix"))
        if isinstance(each.get("start"), int) and not isinstance(each.get("start"), bool):
            start = each["start"]
    return quote, start, prefix, suffix, line_of_text(target.get("source"))


FORMAT = Import(
    name="web-annotations",
    label="W3C Web Annotations (JSON-LD), with --text FILE, and --places FILE where they have no coordinates",
    loses="Tags, replies, and annotations of neither a place nor a person.",
    endings=(".jsonld", ".json"),
    recognises=is_web_annotations,
    read=read_web_annotations,
)

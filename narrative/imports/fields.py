"""What several importers do with a record: its texts, its media, and its place, with every loss in a sentence."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from geo.reading.uploads import line_of_text
from geo.reading.validation import check_https, quoted
from narrative.imports.coordinates import CoordinateError, is_null_island, point_of, same_place
from narrative.imports.html_text import Prose, plain_of_html, prose_of_html
from narrative.imports.material import FoundPlace, Material, Media, Record
from narrative.media.examining import ENDINGS
from narrative.story.limits import MOST_FIELD, MOST_RECORDS, MOST_TITLE

CELL_DEGREES = 1e-4  # ten times what two places may differ by and be one


def add_record(material: Material, record: Record) -> bool:
    """Add a record unless there are too many already, which is told once."""
    if len(material.records) == MOST_RECORDS:
        material.fault(record.line, f"there are more than {MOST_RECORDS:,} {material.unit}s; split the file")
        return False
    material.records.append(record)
    return True


def take_title(material: Material, line: int, where: str, html: Any) -> str:
    """A headline as one line of plain text."""
    title = line_of_text(plain_of_html(line_of_text(html)))
    if len(title) > MOST_TITLE:
        sentence = f"{where}: the title has {len(title)} letters, and {MOST_TITLE} are the most; shorten it"
        material.fault(line, sentence)
        return title[:MOST_TITLE]
    return title


def take_html(material: Material, line: int, where: str, html: Any) -> tuple[str, list[Media]]:
    """A text in HTML as CommonMark, and the media in it; what it loses is noted."""
    prose = take_prose(material, line, where, html)
    return prose.text, [media_of(address, "") for address in prose.media]


def take_prose(material: Material, line: int, where: str, html: Any) -> Prose:
    """A text in HTML as `Prose`; what it loses is noted."""
    if html is None or html == "":
        return Prose("")
    if not isinstance(html, str):
        material.fault(line, f"{where}: the text is {quoted(html)}; it must be text in quotes")
        return Prose("")
    if len(html) > MOST_FIELD:
        sentence = (
            f"{where}: the text has {len(html)} letters, and {MOST_FIELD} are the most; split the {material.unit}"
        )
        material.fault(line, sentence)
        return Prose("")
    try:
        prose = prose_of_html(html)
    except ValueError as error:
        material.fault(line, f"{where}: {error}")
        return Prose("")
    if prose.removed:
        names = ", ".join(f"<{name}>" for name in dict.fromkeys(prose.removed))
        material.lose(f"{where}: {names} with all in it was taken out; a page of this project runs nothing of others.")
    for address in dict.fromkeys(prose.addresses):
        material.lose(
            f"{where}: the link to {quoted(address, 80)} is not https; its words were kept, the link was not."
        )
    return prose


def take_media(material: Material, where: str, media: list[Media]) -> list[Media]:
    """Media with what becomes of each: an https address stands in an editor's note, another is only reported."""
    kept = []
    for each in media:
        if each.address is None and not each.words:
            continue
        if each.local:
            kept.append(each)  # whether the file is there shows when the story is put together
            continue
        if each.address is None:
            material.lose(f"{where}: {each.words} has no https address, so no link to it was kept.")
            continue
        material.lose(f"{where}: the media at {quoted(each.address, 120)} is not shown; a note links to it.")
        kept.append(each)
    return kept


def media_of(address: Any, words: str) -> Media:
    """Media by its address and its caption or credit; what is not https keeps only words."""
    text = line_of_text(address)
    if not text and not words:
        return Media(None, "")
    try:
        return Media(check_https(text), words)
    except ValueError:
        said = (
            f"the media {quoted(text, 80)}" if text and not text.startswith("data:") else "the media in the file itself"
        )
        local = local_of(text)
        return Media(None, f"{said} ({words})" if words else said, local, words if local else "")


def local_of(address: str) -> str:
    """An address as the path of a file beside the one that is imported; "" where it is none.

    >>> local_of("images/bridge%20of%20boats.jpg"), local_of("http://example.org/a.jpg"), local_of("/etc/a.jpg")
    ('images/bridge of boats.jpg', '', '')
    """
    path = unquote(address.partition("#")[0].partition("?")[0]).removeprefix("./")
    ends = path.lower().endswith(ENDINGS) and path[-4:].lower() != ".vtt"
    return path if ends and not path.startswith("/") and ":" not in path and ".." not in path.split("/") else ""


def caption_of(*parts: Any) -> str:
    """A caption and a credit as one line of plain text."""
    return ". ".join(text.rstrip(".") for each in parts if (text := plain_of_html(line_of_text(each))))


def take_point(
    material: Material, line: int, where: str, title: str, lat: Any, lon: Any, named: bool = True
) -> list[str]:
    """The key of the place at a point, in a list; none where the record has no point, or a faulty one.

    ``named`` is False where the title is a headline: that is not the name of the place.
    """
    try:
        geometry = point_of(lat, lon)
    except CoordinateError as error:
        material.fault(line, f"{where}: {error}")
        return []
    return [] if geometry is None else [take_place(material, line, where, FoundPlace(title, geometry, named=named))]


def take_place(material: Material, line: int, where: str, place: FoundPlace) -> str:
    """The key of a place: that of the same name and geometry where there is one, a new one otherwise."""
    row, column = cell_of(place.geometry)
    for dy, dx in itertools.product((0, -1, 1), repeat=2):
        for key in material.titled.get((place.title, row + dy, column + dx), ()):
            if is_one(material.places[key], place):
                return key
    if is_null_island(place.geometry):
        material.look.append(f"{where}: the place {quoted(place.title)} lies at 0, 0 in the sea; is that meant?")
    key = f"place-{len(material.places) + 1}"
    material.places[key] = place
    material.titled.setdefault((place.title, row, column), []).append(key)
    return key


def cell_of(geometry: Mapping[str, Any]) -> tuple[int, int]:
    """The row and column of a net of some ten metres in which a geometry begins: places that are one lie beside it.

    >>> cell_of({"type": "LineString", "coordinates": [[6.14567, 46.20441], [7, 46]]})
    (462044, 61457)
    """
    first = geometry["coordinates"]
    while first and isinstance(first[0], list | tuple):
        first = first[0]
    if not first:
        return 0, 0
    return round(first[1] / CELL_DEGREES), round(first[0] / CELL_DEGREES)


def is_one(other: FoundPlace, place: FoundPlace) -> bool:
    """Whether two places of one title are one; what the second is called besides, the first is called then too."""
    says = ("certainty", "feature", "kept", "named")
    if any(getattr(other, each) != getattr(place, each) for each in says):
        return False
    if not same_place(other.geometry, place.geometry):
        return False
    for many in ("names", "identifiers", "types", "ccodes"):
        mine, more = getattr(other, many), getattr(place, many)
        mine += [each for each in more if each not in mine]
    return True

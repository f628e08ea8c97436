"""Read any plain table of places or events: what its columns are is told by their names, or by the author.

Nobody's standard says what the columns of a table are called: the names below are those that people write, in some
languages. Whatever they do not fit, the author says with ``--columns``, or in the studio.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from geo.reading.faults import Fault, Faults
from geo.reading.uploads import Row, Upload, header_of_upload, rows_of_upload
from geo.reading.wording import listed
from narrative.imports.coordinates import CoordinateError, geometry_of, geometry_of_wkt, point_of
from narrative.imports.fields import add_record, caption_of, media_of, take_html, take_media, take_place, take_title
from narrative.imports.geojson import dated
from narrative.imports.html_text import plain_of_html
from narrative.imports.matching import NamedPlaces, named_places
from narrative.imports.material import Choices, FoundPlace, Import, Material, Record

ROLES: dict[str, tuple[str, ...]] = {  # what a column may be: the names by which it is recognised, the likeliest first
    "title": ("title", "headline", "heading", "event", "titel", "überschrift", "titre", "título", "titolo", "ereignis"),
    "place": (
        *(
            "place",
            "name",
            "place name",
            "place_name",
            "location",
            "city",
            "town",
            "toponym",
            "site",
            "ort",
            "ortsname",
        ),
        *("stadt", "lieu", "nom", "ville", "lugar", "nombre", "ciudad", "luogo", "nome", "plaats", "место", "название"),
    ),
    "lat": ("latitude", "lat", "lat.", "y", "breite", "breitengrad", "latitud", "latitudine", "широта"),
    "lon": ("longitude", "lon", "lng", "long", "long.", "x", "länge", "laenge", "längengrad", "longitud", "долгота"),
    "coordinates": ("coordinates", "coords", "coordinate", "latlng", "lat_lng", "latlon", "geo", "koordinaten", "gps"),
    "wkt": ("wkt", "geowkt", "geo_wkt", "geometry", "geom", "the_geom"),
    "date": ("edtf", "date", "when", "datum", "fecha", "data", "time", "дата"),
    "start": ("start", "start date", "start_date", "startdate", "begin", "from", "von", "beginn", "début", "inicio"),
    "end": ("end", "end date", "end_date", "enddate", "until", "to", "bis", "ende", "fin"),
    "year": ("year", "jahr", "année", "annee", "año", "anno", "год"),
    "month": ("month", "monat", "mois", "mes"),
    "day": ("day", "tag", "jour", "día", "dia"),
    "text": (
        *("text", "description", "desc", "body", "notes", "note", "comment", "story", "details", "beschreibung"),
        *("texte", "texto", "descripción", "descrição", "descrizione", "описание", "текст"),
    ),
    "image": ("image", "picture", "photo", "media", "image url", "image_url", "img", "url", "link", "bild", "foto"),
    "caption": ("caption", "credit", "image credit", "media credit", "bildunterschrift", "légende"),
}
WHERE = (("lat", "lon"), ("coordinates",), ("wkt",))
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
DEGREES = re.compile(
    r"(?P<sign>[+-])?(?P<degrees>\d+(?:[.,]\d+)?)\s*°?\s*(?:(?P<minutes>\d+(?:[.,]\d+)?)\s*['′’])?\s*"
    r"(?:(?P<seconds>\d+(?:[.,]\d+)?)\s*(?:\"|″|''|”))?\s*(?P<side>[NSEWO])?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Columns:
    """What the columns of a table are: for each role the columns that have it, by their names in lower case."""

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def get(self, row: Row, role: str) -> str:
        """What a row has under the columns of a role, several with a blank line between."""
        return "\n\n".join(text for name in self.names.get(role, ()) if (text := row.get(name)))

    def has(self, *roles: str) -> bool:
        """Whether there are columns for all of these."""
        return all(self.names.get(role) for role in roles)

    def says_where(self) -> bool:
        """Whether some columns give coordinates."""
        return any(self.has(*roles) for roles in WHERE)


def guessed(header: Sequence[str]) -> dict[str, str]:
    """The role of each column by its name; a role is given once, to the likeliest.

    >>> guessed(["Name", "Latitude", "Longitude", "Date", "Text", "Image"])
    {'place': 'Name', 'lat': 'Latitude', 'lon': 'Longitude', 'date': 'Date', 'text': 'Text', 'image': 'Image'}
    >>> guessed(["Ort", "Breite", "Länge", "Jahr"])
    {'place': 'Ort', 'lat': 'Breite', 'lon': 'Länge', 'year': 'Jahr'}
    """
    folded = {" ".join(name.lower().split()): name for name in header if name.strip()}
    found: dict[str, str] = {}
    for role, names in ROLES.items():
        name = next((folded[each] for each in names if each in folded and folded[each] not in found.values()), None)
        if name is not None:
            found[role] = name
    return found


def columns_of_header(header: str) -> list[str]:
    """The names in a table's first line."""
    delimiter = max(",;\t", key=header.count)
    return [each.strip().strip('"') for each in header.split(delimiter)]


def is_sheet(header: str) -> bool:
    """Whether the columns of a table say where something is."""
    names = guessed(columns_of_header(header))
    return any(set(roles) <= set(names) for roles in WHERE)


def no_columns(header: str) -> str:
    """The sentence about a table whose columns do not say where anything is."""
    names = [f'"{each[:40]}"' for each in columns_of_header(header)[:12] if each]
    return (
        f"no column says where something is (the columns are {listed(names, 'and')}); name them with "
        "--columns place=…,lat=…,lon=…,date=…,text=…, or name the format with --format"
    )


def read_columns(text: str) -> dict[str, str]:
    """Columns as an author writes them: ``title=Ort,lat=Breite,text=Notes+Details``. Raises ValueError with the cure.

    >>> read_columns("title=Ort, lat = Breite")
    {'title': 'Ort', 'lat': 'Breite'}
    >>> read_columns("titel=Ort")
    Traceback (most recent call last):
    ValueError: "titel" is no kind of column; write title, place, lat, lon, coordinates, wkt, date, start, end, year, month, day, text, image or caption
    """  # noqa: E501
    found = {}
    for part in text.split(","):
        role, equals, name = (each.strip() for each in part.partition("="))
        if not equals or not name:
            raise ValueError(f'"{part.strip()[:60]}" names no column; write such as "lat=Latitude,lon=Longitude"')
        if role.lower() not in ROLES:
            raise ValueError(f'"{role[:40]}" is no kind of column; write {listed(list(ROLES), "or")}')
        found[role.lower()] = name
    return found


def read_sheet(upload: Upload, choices: Choices) -> Material:
    """Read each row as a step. Raises Faults."""
    rows = rows_of_upload(upload)
    if not rows:
        raise Faults([Fault(upload.name, 1, "there is no row below the header; a story needs at least one")])
    material = Material(upload.name, "a spreadsheet", "row")
    columns = chosen_columns(upload, rows, choices)
    places = named_places(choices.places) if choices.places else None
    if not columns.says_where() and not places:
        raise Faults([Fault(upload.name, 1, no_columns(header_of_upload(upload)))])
    material.count(len(rows))
    for number, row in enumerate(rows, 1):
        if not take_row(material, number, row, columns, places):
            break
    said = [f"{role} is “{' + '.join(names)}”" for role, names in columns.names.items()]
    material.look.append(f"The columns were read so: {listed(said, 'and')}.")
    used = {name for names in columns.names.values() for name in names}
    for name in rows[0].cells:
        if name and name not in used and any(row.get(name) for row in rows):
            material.lose(f'The column "{name[:60]}" was not kept; give it a part with --columns.')
    if not material.places and not material.faults:
        raise Faults([Fault(upload.name, rows[0].line, "no row has a place; give latitude and longitude")])
    return material


def chosen_columns(upload: Upload, rows: Sequence[Row], choices: Choices) -> Columns:
    """The columns by their names, where the author says nothing else. Raises Faults."""
    there = list(rows[0].cells)
    found = {role: [name] for role, name in guessed(there).items()}
    for role, words in (choices.columns or {}).items():
        names = [" ".join(each.split()).lower() for each in words.split("+")]
        missing = [each for each in names if each not in there]
        if missing:
            sentence = f'there is no column "{missing[0][:40]}"; the columns are {", ".join(there)}'
            raise Faults([Fault(upload.name, 1, sentence)])
        found = {other: kept for other, kept in found.items() if not set(kept) & set(names)}
        found[role] = names
    if "lat" in found and "lon" in found:  # who gives both needs no third way to say it
        found = {role: names for role, names in found.items() if role not in ("coordinates", "wkt")}
    return Columns(found)


def take_row(material: Material, number: int, row: Row, columns: Columns, places: NamedPlaces | None) -> bool:
    """One row as a record; False once there are too many."""
    where, line = f"row {number}", row.line
    name = take_title(material, line, where, columns.get(row, "place"))
    title = take_title(material, line, where, columns.get(row, "title")) or name or f"Row {number}"
    prose, inside = take_html(material, line, where, html_of_cell(columns.get(row, "text")))
    found: list[str] = []
    try:
        geometry = geometry_of_row(material, where, row, columns)
        if geometry is not None:
            found = [take_place(material, line, where, FoundPlace(name or title, geometry, named=bool(name)))]
    except CoordinateError as error:
        material.fault(line, f"{where}: {error}")
    if not found and places:
        known = places.by_name(name) if name else None
        plain = f"{title}\n{plain_of_html(columns.get(row, 'text'))}"
        found = [take_place(material, line, where, known)] if known else places.take(material, line, where, plain)
    date, said = date_of_row(row, columns)
    record = Record(line, where, title, prose, found, date=date, said_date=said)
    shown = media_of(columns.get(row, "image"), caption_of(columns.get(row, "caption")))
    record.media = take_media(material, where, [shown, *inside])
    return add_record(material, record)


def html_of_cell(text: str) -> str:
    """A cell's text as HTML: lines and paragraphs of a plain one stay apart.

    >>> html_of_cell("a & b\\n\\nc"), html_of_cell("a <b>b</b>")
    ('<p>a &amp; b</p><p>c</p>', 'a <b>b</b>')
    """
    if TAG.search(text):
        return text
    blocks = re.split(r"\n[ \t]*\n", escape(text, quote=False))
    return "".join(f"<p>{block.replace(chr(10), '<br>')}</p>" for block in blocks) if text else ""


def date_of_row(row: Row, columns: Columns) -> tuple[str | None, str | None]:
    """The (EDTF, wording that could not be read) of a row."""
    values = {role: columns.get(row, role) for role in ("date", "start", "end", "year", "month", "day")}
    if values["year"] and values["month"] and not values["date"]:
        day = f"{values['day']} " if values["day"] else ""
        numeric = values["month"].isdigit()
        parts = [values["year"].zfill(4), values["month"].zfill(2), *([values["day"].zfill(2)] if day else [])]
        values["date"] = "-".join(parts) if numeric else f"{day}{values['month']} {values['year']}"
    return dated({key: value for key, value in values.items() if value})


def geometry_of_row(material: Material, where: str, row: Row, columns: Columns) -> dict[str, Any] | None:
    """Where a row lies, as GeoJSON; None where it does not say. Raises CoordinateError."""
    if words := columns.get(row, "wkt"):
        geometry, left_out, mended = geometry_of(geometry_of_wkt(words))
        material.lost += [f"{where}: {each}." for each in left_out]
        material.look += [f"{where}: {each}." for each in mended]
        return geometry
    lat, lon = columns.get(row, "lat"), columns.get(row, "lon")
    if both := columns.get(row, "coordinates"):
        if both.upper().lstrip().startswith(("POINT", "LINE", "POLY", "MULTI")):
            return geometry_of(geometry_of_wkt(both))[0]
        lat, lon = halves(both)
    return point_of(degrees(lat), degrees(lon))


def halves(both: str) -> tuple[str, str]:
    """Latitude and longitude that stand in one cell.

    >>> halves("46.48, 30.73"), halves("46,48; 30,73"), halves("46°28′N 30°44′E")
    (('46.48', '30.73'), ('46,48', '30,73'), ('46°28′N', '30°44′E'))
    """
    for mark in (";", ", ", ",", " "):
        sides = [each.strip() for each in both.strip().strip("()[]").split(mark) if each.strip()]
        if len(sides) == 2:
            return sides[0], sides[1]
    raise CoordinateError(f'"{both[:60]}" is no pair of coordinates; write "latitude, longitude"')


def degrees(text: str) -> str:
    """Degrees as a number in a text: with a decimal comma, or in degrees, minutes and seconds, too.

    >>> degrees("46,48"), degrees("46°30′ S"), degrees("46.48"), degrees("30° 43' 48\\" E"), degrees("north")
    ('46.48', '-46.5', '46.48', '30.73', 'north')
    """
    found = DEGREES.fullmatch(text.strip().replace("−", "-"))
    if not found:
        return text
    numbers = [float((found[key] or "0").replace(",", ".")) for key in ("degrees", "minutes", "seconds")]
    value = numbers[0] + numbers[1] / 60 + numbers[2] / 3600
    negative = found["sign"] == "-" or (found["side"] or "").upper() in ("S", "W")
    return f"{-value if negative else value:.10g}"


FORMAT = Import(
    name="sheet",
    label="Any table of places or events (CSV, TSV, XLSX, ODS), with --columns where its columns are not recognised",
    loses="Columns that have no part, and pictures (a note links to those on the web).",
    endings=(".csv", ".tsv", ".xlsx", ".xls", ".ods"),
    recognises=is_sheet,
    read=read_sheet,
    holds="table",
)

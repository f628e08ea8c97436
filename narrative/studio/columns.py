"""Say what columns a plain table has, so that its author can tell the studio what each of them is."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from geo.reading.faults import Faults
from geo.reading.uploads import Upload, header_of_upload, in_its_encoding, rows_of_upload
from narrative.imports.registry import held, recognised
from narrative.imports.sheet import FORMAT, ROLES, columns_of_header, guessed

WORDS = {  # of the parts of a table, as the studio's list has them
    "title": "title of the step",
    "place": "name of the place",
    "lat": "latitude",
    "lon": "longitude",
    "coordinates": "latitude and longitude in one",
    "wkt": "shape (well-known text)",
    "date": "date",
    "start": "first date",
    "end": "last date",
    "year": "year",
    "month": "month",
    "day": "day",
    "text": "text",
    "image": "picture’s address",
    "caption": "caption or credit",
}
MOST_COLUMNS, MOST_SHOWN, MOST_LETTERS = 60, 3, 80


def columns_of_file(data: bytes, name: str) -> dict[str, Any] | None:
    """The columns of a plain table, what each seems to be, and its first rows; None for any other file.

    A file that cannot be read is none either: whoever begins with it is told why.
    """
    try:
        upload = in_its_encoding(Upload(PurePath(name).name, data))
        if held(upload)[0] != "table" or not is_plain(upload):
            return None
        names = columns_of_header(header_of_upload(upload))[:MOST_COLUMNS]
        rows = rows_of_upload(upload)[:MOST_SHOWN]
    except Faults:
        return None
    roles = {column: role for role, column in guessed(names).items()}
    return {
        "columns": [
            {
                "name": each,
                "role": roles.get(each, ""),
                "shown": [row.get(each)[:MOST_LETTERS] for row in rows if row.get(each)],
            }
            for each in names
            if each
        ],
        "roles": [{"value": role, "words": WORDS[role]} for role in ROLES],
    }


def is_plain(upload: Upload) -> bool:
    """Whether a table is of no program's format."""
    try:
        return recognised(upload) == FORMAT.name
    except Faults:
        return True

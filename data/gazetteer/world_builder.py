"""Build world.sqlite, the compact file of the world's places: ``python data/gazetteer/world_builder.py``."""

from __future__ import annotations

import math
import os
import sqlite3
import sys
import tempfile
from array import array
from importlib import metadata
from pathlib import Path

if (root := Path(__file__).resolve().parents[2]).joinpath("geo").is_dir():  # in a checkout; a wheel has it on the path
    sys.path.insert(0, str(root))

from geo.gazetteer.names import fold
from geo.reading.shipped import GAZETTEER_VARIABLE as VARIABLE
from geo.reading.shipped import gazetteer_words
from geo.world.lookup import DEMONYM, HISTORICAL, HOW_BITS, NAME, OTHER, WorldMissingError
from geo.world.recipe import WORLD_FILE, is_current, recipe
from world_sources import Source, read_sources

SCHEMA = """
CREATE TABLE heading (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL,
  lon REAL NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL, region TEXT NOT NULL, population INTEGER NOT NULL,
  district INTEGER NOT NULL, years TEXT NOT NULL,
  texts INTEGER NOT NULL, fame INTEGER NOT NULL);
CREATE TABLE name (key TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
"""
COUNTED_AS = {"country": 1e8, "region": 3e6, "land": 1e5, "water": 3e5, "river": 1e5, "range": 1e5, "island": 3e4}


def build(path: Path = WORLD_FILE) -> Path:
    """Build the file beside its place and rename it, so that no reader sees half of it; says so on stderr.

    The same packages and lists make the same bytes with the same SQLite. Raises WorldMissingError.
    """
    try:
        heading = recipe()
    except metadata.PackageNotFoundError:
        raise WorldMissingError(f"the gazetteer is not installed: {gazetteer_words()} says how it is had") from None
    path.parent.mkdir(parents=True, exist_ok=True)
    print(f"Building the gazetteer {path.name} (once; half a minute or so).", file=sys.stderr)
    sources = read_sources()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    try:
        write(Path(name), sources, heading)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path


def write(path: Path, sources: list[Source], heading: str) -> None:
    """Places, numbered by prominence, and the index of their names."""
    sources = sorted(sources, key=lambda each: (-prominence(each), each.id))
    districts = {each.id: number for number, each in enumerate(sources, 1)}
    codes = {each.code: districts[each.id] for each in sources if each.code}
    index: dict[str, dict[int, int]] = {}
    for number, place in enumerate(sources, 1):
        for each, how in [(place.name, NAME), *place.names]:
            key = fold(each)
            if key:
                senses = index.setdefault(key, {})
                senses[number] = min(how, senses.get(number, how))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;" + SCHEMA)
    connection.execute("BEGIN")
    connection.execute("INSERT INTO heading VALUES ('recipe', ?)", (heading,))
    connection.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                number,
                p.id,
                p.name,
                p.lat,
                p.lon,
                p.kind,
                p.country,
                p.region,
                p.population,
                codes.get(p.district, 0),
                p.years,
                p.texts,
                len(p.names),
            )
            for number, p in enumerate(sources, 1)
        ),
    )
    connection.executemany("INSERT INTO name VALUES (?, ?)", ((key, packed(index[key])) for key in sorted(index)))
    connection.execute("COMMIT")
    connection.close()


def prominence(place: Source) -> float:
    """How likely a place is meant where nothing else is known: by its people, or what a place of its kind counts as."""
    return math.log10(1 + max(place.population, COUNTED_AS.get(place.kind, 0)))


def packed(senses: dict[int, int]) -> bytes:
    """Place numbers with how the key names them, little-endian: proper names first, then by prominence."""
    rank = {NAME: 0, OTHER: 1, HISTORICAL: 2, DEMONYM: 1}
    ordered = sorted(senses.items(), key=lambda item: (rank.get(item[1], 1), item[0]))
    numbers = array("I", (number << HOW_BITS | how for number, how in ordered))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else WORLD_FILE
    try:
        if not is_current(target):
            build(target)
    except WorldMissingError as missing:
        sys.exit(f"world_builder.py: {missing}")
    except OSError as error:  # a folder without permission
        sys.exit(f'world_builder.py: "{target}" cannot be written ({error.strerror}); {VARIABLE} names another file')
    print(f"{target}: {target.stat().st_size / 1e6:.0f} MB", file=sys.stderr)

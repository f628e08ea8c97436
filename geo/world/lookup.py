"""Look up the places of a name in the compact file of the world's places, built once from installed packages."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from geo.gazetteer.names import fold
from geo.gazetteer.toponyms import Entry, Kind
from geo.reading.shipped import gazetteer_words, is_of_the_wheel
from geo.world.recipe import BUILDER, WORLD_FILE, is_current

NAME, OTHER, DEMONYM, ABBREVIATION, HISTORICAL, CODE = range(6)  # how a key names a place
HOW_BITS = 3
COLUMNS = "id, name, lat, lon, kind, country, region, population, district, years, texts, fame"
WHOLE_CODES = 3  # an abbreviation of three letters or more, such as Cal or Miss, needs no full stop


class WorldMissingError(RuntimeError):
    """There is neither the compact file nor what it is built from; the message says the cure."""


@dataclass(frozen=True)
class Sense:
    """One place that a name may mean: ``how`` is NAME, OTHER, DEMONYM, ABBREVIATION, HISTORICAL or CODE.

    ``district`` is the number of the second-level place (a county) that it lies in, 0 for none; ``number`` its own.
    ``years`` are the first and last in which the name is at home, for a place that a list of a war or a time has;
    ``texts`` is in how many texts of that time it was meant; ``fame`` how many other names the sources
    have for the place: what is known in many languages has many.
    """

    entry: Entry
    how: int
    number: int
    district: int = 0
    years: tuple[int, int] | None = None
    texts: int = 0
    fame: int = 0


class World:
    """The world's places by name, read from the file as they are asked for; loading reads its heading only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self.connection.execute("PRAGMA cache_size = -16384")  # 16 MB of pages at most
        self.senses_of_key: Callable[[str], tuple[Sense, ...]] = lru_cache(maxsize=16384)(self._read)
        self.words_of_key: Callable[[str], tuple[Sense, ...]] = lru_cache(maxsize=16384)(self._unabbreviated)
        self.keys: Callable[[str], tuple[str, ...]] = lru_cache(maxsize=4)(self._keys)

    def entries(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, the most prominent first; case, accents, apostrophes and full stops do not count.

        An abbreviation (Va., N. Mex.) counts only where it is written as one, so that "in" is not Indiana, and a code
        (ACT, USA) only in capitals, so that "The Act" is no territory of Australia and "I'd" no Idaho.
        """
        return tuple(dict.fromkeys(sense.entry for sense in self.senses(name)))

    def senses(self, name: str, abbreviated: bool | None = None) -> tuple[Sense, ...]:
        """As :meth:`entries`, each with how the name names it. ``abbreviated`` overrides what the letters look like."""
        key = fold(name)
        if not (looks_abbreviated(name) if abbreviated is None else abbreviated):
            return self.words_of_key(key)
        found = self.senses_of_key(key)
        return found if name.isupper() else tuple(sense for sense in found if sense.how != CODE)

    def place(self, number: int) -> Sense:
        """A place by its number in this file, for instance a district that a :class:`Sense` names."""
        row = self.connection.execute(f"SELECT {COLUMNS} FROM place WHERE number = ?", (number,)).fetchone()
        return sense_of(row, NAME, number)

    def region(self, country: str, region: str) -> Entry | None:
        """The first-level division of these codes, None where the file has none."""
        query = f"SELECT number, {COLUMNS} FROM place WHERE kind = 'region' AND country = ? AND region = ? LIMIT 1"
        row = self.connection.execute(query, (country, region)).fetchone()
        return sense_of(row[1:], NAME, row[0]).entry if row else None

    def _keys(self, first_letters: str) -> tuple[str, ...]:
        """All keys that begin with these (folded) letters, in order: what a search for near spellings goes through."""
        upper = first_letters[:-1] + chr(ord(first_letters[-1]) + 1)
        rows = self.connection.execute("SELECT key FROM name WHERE key >= ? AND key < ?", (first_letters, upper))
        return tuple(key for (key,) in rows)

    def _unabbreviated(self, key: str) -> tuple[Sense, ...]:
        return tuple(sense for sense in self.senses_of_key(key) if sense.how not in (ABBREVIATION, CODE))

    def _read(self, key: str) -> tuple[Sense, ...]:
        row = self.connection.execute("SELECT places FROM name WHERE key = ?", (key,)).fetchone()
        if row is None:
            return ()
        packed = array("I")
        packed.frombytes(row[0])
        if sys.byteorder == "big":
            packed.byteswap()
        numbers = [each >> HOW_BITS for each in packed]
        marks = ",".join("?" * len(numbers))
        query = f"SELECT number, {COLUMNS} FROM place WHERE number IN ({marks})"
        rows = {number: rest for number, *rest in self.connection.execute(query, numbers)}
        mask = (1 << HOW_BITS) - 1
        return tuple(sense_of(rows[each >> HOW_BITS], each & mask, each >> HOW_BITS) for each in packed)


def looks_abbreviated(name: str) -> bool:
    """Whether a name is written as an abbreviation: with a full stop, in capitals, or in three letters or more.

    >>> [looks_abbreviated(name) for name in ("Va.", "N. Mex.", "USA", "Cal", "La", "in")]
    [True, True, True, True, False, False]
    """
    return name[:1].isupper() and ("." in name or name.isupper() or len(name) >= WHOLE_CODES)


def sense_of(row: tuple[object, ...] | list[object], how: int, number: int) -> Sense:
    """A row of the file as a Sense."""
    id, name, lat, lon, kind, country, region, population, district, years, texts, fame = row
    entry = Entry(
        str(id), str(name), cast(float, lat), cast(float, lon), cast(Kind, kind), str(country), str(region),
        cast(int, population),
    )  # fmt: skip
    return Sense(entry, how, number, cast(int, district), span_of(str(years)), cast(int, texts), cast(int, fame))


def span_of(years: str) -> tuple[int, int] | None:
    """Years as the file has them.

    >>> span_of("1861/1865"), span_of("")
    ((1861, 1865), None)
    """
    first, _, last = years.partition("/")
    return (int(first), int(last or first)) if first else None


def load_world(path: Path | None = None) -> World:
    """Open the compact file; the project's own is built first, with a line on stderr, where it is missing or outdated.

    Raises
    ------
    WorldMissingError
        Where there is no such file and the packages to build it from are not installed, or it cannot be read.
    """
    if path is None:
        path = WORLD_FILE
        if not is_of_the_wheel(path) and not is_current(path):
            subprocess.run([sys.executable, BUILDER], check=False)  # says on stderr what it does or lacks
    if not path.is_file():
        raise WorldMissingError(f'there is no gazetteer file "{path}"; build it with {gazetteer_words()}')
    try:
        world = World(path)
        world.connection.execute("SELECT value FROM heading WHERE key = 'recipe'").fetchone()
    except sqlite3.DatabaseError:
        raise WorldMissingError(f'"{path}" is no gazetteer file; remove it and run {gazetteer_words()}') from None
    return world


@lru_cache(maxsize=1)
def world() -> World:
    """The project's own world, loaded once in a process."""
    return load_world()

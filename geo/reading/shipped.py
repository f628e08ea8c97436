"""Say where the program's own data stands: in a checkout, and where it is installed.

A wheel carries the folder ``data`` of the project inside the package ``geo``; in a checkout it stands beside the
packages. Nobody else looks for data by parent folders.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from geo.reading.user_folders import user_folder

DISTRIBUTION = "narrative-map"  # what `pip install` calls it, and the command that it brings
GAZETTEER_VARIABLE = "NARRATIVE_MAP_GAZETTEER"
WORLD_NAME = "world.sqlite"


@cache
def package_folder(package: str) -> Path:
    """The folder of one of the program's packages, such as ``geo.geoparsing``.

    >>> (package_folder("geo.geoparsing") / "calibration.json").is_file()
    True
    """
    return Path(str(files(package)))


def import_root() -> Path:
    """The folder from which ``geo`` and ``narrative`` are imported; a program that is started anew needs it."""
    return package_folder("geo").parent


def is_installed() -> bool:
    """Whether the data came in a wheel: then it belongs to the environment, and nothing of the user's goes there."""
    return (package_folder("geo") / "data").is_dir()


def data_folder(name: str) -> Path:
    """One of the folders of the data: ``basemap``, ``fonts``, ``gazetteer`` or ``stories``.

    >>> (data_folder("basemap") / "manifest.json").is_file()
    True
    """
    return (package_folder("geo") if is_installed() else import_root()) / "data" / name


def app_script() -> Path:
    """The script that ``streamlit run`` takes; Streamlit's settings stand beside it in ``.streamlit``."""
    return (data_folder("app") if is_installed() else import_root()) / "streamlit_app.py"


def requirements_file(extra: str = "") -> Path:
    """The file in which the versions of what the program, or one of its extras, needs are pinned.

    >>> requirements_file("geoparser").name
    'requirements-geoparser.txt'
    """
    folder = data_folder("requirements") if is_installed() else import_root()
    return folder / (f"requirements-{extra}.txt" if extra else "requirements.txt")


def world_file(environment: Mapping[str, str] | None = None) -> Path:
    """Where the gazetteer of the world is read, and built where it is missing.

    A wheel has it; where one was made without, the user's own folder has it. ``NARRATIVE_MAP_GAZETTEER`` names another.

    >>> world_file({"NARRATIVE_MAP_GAZETTEER": "/srv/world.sqlite"}) == Path("/srv/world.sqlite")
    True
    """
    said = os.environ if environment is None else environment
    if chosen := said.get(GAZETTEER_VARIABLE, ""):
        return Path(chosen)
    came_along = data_folder("gazetteer") / WORLD_NAME
    own = user_folder("data", said) if is_installed() and not came_along.is_file() else None
    return came_along if own is None else own / WORLD_NAME


def is_of_the_wheel(path: Path) -> bool:
    """Whether a file belongs to an installed program, which is never made anew but by installing."""
    return is_installed() and path.is_file() and path.is_relative_to(package_folder("geo"))


def command() -> str:
    """What a user types to call the program.

    >>> command() in ("narrative-map", "python -m narrative")
    True
    """
    return DISTRIBUTION if is_installed() else "python -m narrative"


def install_words(extra: str) -> str:
    """How an extra (``dask``, ``documents``, ``languages``, ``notebooks``, ``pictures``) is had: words for a cure."""
    if is_installed():
        return f'pip install "{DISTRIBUTION}[{extra}]"'
    made = f', or "make {extra}"' if extra in ("documents", "languages") else ""
    return f"pip install -r requirements-{extra}.txt{made}"


def gazetteer_words() -> str:
    """The command that installs the gazetteer of the world and builds its file, as words for a cure."""
    return f'"{DISTRIBUTION} gazetteer"' if is_installed() else '"make geoparser"'

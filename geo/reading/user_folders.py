"""Say where a program may keep what is its user's, by the customs of the system."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

NAME = "narrative-map"
Kind = Literal["cache", "data"]
CUSTOMS: Mapping[Kind, tuple[str, str, tuple[str, ...]]] = {
    # the variable and the folder under the user's home (XDG Base Directory Specification 0.8), macOS's under Library
    "cache": ("XDG_CACHE_HOME", ".cache", ("Caches",)),
    "data": ("XDG_DATA_HOME", ".local/share", ("Application Support",)),
}


def user_folder(
    kind: Kind,
    environment: Mapping[str, str] | None = None,
    home: Path | None = None,
    platform: str = sys.platform,
) -> Path | None:
    """The folder, which need not be there yet; None for a user without a home.

    >>> user_folder("data", {}, Path("/home/kim"), "linux") == Path("/home/kim/.local/share/narrative-map")
    True
    >>> user_folder("cache", {"XDG_CACHE_HOME": "/caches"}, Path("/home/kim"), "linux") == Path("/caches/narrative-map")
    True
    """
    said = os.environ if environment is None else environment
    variable, usual, of_the_library = CUSTOMS[kind]
    if said.get(variable, "").startswith("/"):
        return Path(said[variable]) / NAME
    try:
        home = home or Path.home()
    except RuntimeError:
        return None
    if platform == "darwin":
        return home.joinpath("Library", *of_the_library, NAME)
    if platform == "win32":
        return Path(said.get("LOCALAPPDATA") or home / "AppData" / "Local") / NAME / kind
    return home / usual / NAME

"""Keep what is slow to make in a folder of the user's, so that the next command need not make it again.

An answer stands under the digest of all that it was made of: the values asked for, the bytes of the files read, and the
program itself, down to its libraries' versions. Nothing is ever out of date, and whoever empties the folder loses only
time. What cannot be read, or is not what was written, is made anew; where nothing can be written, nothing is kept.

``NARRATIVE_MAP_CACHE`` names another folder, or is ``off``.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from geo.reading.shipped import package_folder
from geo.reading.user_folders import user_folder

VARIABLE = "NARRATIVE_MAP_CACHE"
OFF = ("off", "0")
MOST_BYTES = 100_000_000  # of all that is kept: the oldest goes first
DIGEST_BYTES = 32
LIBRARIES = ("shapely", "pyproj", "numpy", "fonttools", "uharfbuzz", "brotli")


def shelf_folder(environment: Mapping[str, str] | None = None, home: Path | None = None) -> Path | None:
    """Where answers are kept, by the customs of the system; None where they are not.

    >>> shelf_folder({"XDG_CACHE_HOME": "/caches"}, Path("/home/kim")) == Path("/caches/narrative-map")
    True
    >>> shelf_folder({"NARRATIVE_MAP_CACHE": "off"}) is None
    True
    """
    said = os.environ if environment is None else environment
    if chosen := said.get(VARIABLE, ""):
        return None if chosen in OFF else Path(chosen)
    return user_folder("cache", said, home)


def kept(kind: str, parts: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """What `make` makes of these parts, from the shelf if it stands there.

    ``kind`` is a word for what is made. ``parts`` are all values and files that it depends on; the package ``geo`` and
    its libraries are added here. Who makes it elsewhere puts `sources` of that package among the parts.
    """
    folder = own_folder()
    if folder is None:
        return make()
    path = folder / f"{kind}-{digest_of([program(), kind.encode(), *parts]).hex()}"
    body = read(path)
    if body is None:
        body = make()
        put(path, body)
    return body


def digest_of(parts: Iterable[bytes]) -> bytes:
    """A digest that no other division of the same bytes has.

    >>> digest_of([b"ab", b"c"]) == digest_of([b"a", b"bc"])
    False
    """
    whole = hashlib.sha256()
    for each in parts:
        whole.update(len(each).to_bytes(8, "big"))
        whole.update(each)
    return whole.digest()


@cache
def program() -> bytes:
    """What stands for the program: the sources of ``geo``, the libraries that count for what is made, Python."""
    versions = (f"{name} {importlib.metadata.version(name)}".encode() for name in LIBRARIES)
    return digest_of([sys.version.encode(), *versions, sources("geo")])


@cache
def sources(package: str) -> bytes:
    """What stands for a package: a digest of its modules.

    >>> sources("geo") == sources("geo"), sources("geo") == sources("geo.reading")
    (True, False)
    """
    return digest_of([path.read_bytes() for path in sorted(package_folder(package).rglob("*.py"))])


_ready: dict[Path, bool] = {}


def own_folder() -> Path | None:
    """The folder, made for this user alone; None where there is none, or where it is another user's."""
    folder = shelf_folder()
    if folder is not None and folder not in _ready:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            mine = not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
            _ready[folder] = mine and os.access(folder, os.W_OK)
        except OSError:
            _ready[folder] = False
        if _ready[folder]:
            tidy(folder)
    return folder if folder is not None and _ready[folder] else None


def read(path: Path) -> bytes | None:
    """The body of a file that is as it was written; None for any other."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    digest, body = whole[:DIGEST_BYTES], whole[DIGEST_BYTES:]
    return body if hashlib.sha256(body).digest() == digest else None


def put(path: Path, body: bytes) -> None:
    """Write a file at once, or not at all."""
    with suppress(OSError):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).digest() + body)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def tidy(folder: Path) -> None:
    """Take the oldest files away while there are too many bytes."""
    with suppress(OSError):
        files = sorted((stat.st_mtime, stat.st_size, path) for path in folder.iterdir() for stat in [path.lstat()])
        too_many = sum(size for _, size, _ in files) - MOST_BYTES
        for _, size, path in files:
            if too_many <= 0:
                return
            path.unlink(missing_ok=True)
            too_many -= size

"""Keep a story's page between runs, under a digest of everything that it was made of."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.reading.shelf import digest_of, kept
from geo.reading.shipped import import_root
from narrative.page.value import Page

if TYPE_CHECKING:
    from narrative.story import Story

ROOT = import_root()
# What pages are made by and of: our own modules and their assets, the map's data, the typefaces.
MADE_OF: tuple[str, ...] = (
    "geo/reading",
    "geo/gazetteer",
    "geo/basemap",
    "geo/*.py",
    "narrative/story",
    "narrative/source",
)
MADE_OF += (
    "narrative/media",
    "narrative/bundles",
    "geo/data/basemap",
    "geo/data/fonts",
    "narrative/page",
    "narrative/*.py",
    "data/basemap",
    "data/fonts",
)
INSTALLED = (".dist-info", ".egg-info")


def kept_page(story: Story, folder_before: bytes) -> Page:
    """The page that `render_page` makes of a story that was read from a folder; without its parts one by one.

    Where nothing has changed that it was made of it comes from the shelf, and no library that draws is loaded.
    ``folder_before`` is `folder_digest` from before the story was read: where somebody has saved a file since, nobody
    knows which state was read, and the page is neither looked for nor kept.
    """
    if folder_before != folder_digest(story.folder):
        return Page(*json.loads(made(story)))
    chosen = json.dumps(sorted(story.chosen.items()))
    parts = [story.slug.encode(), chosen.encode(), folder_before, makers(), installed()]
    return Page(*json.loads(kept("page", parts, lambda: made(story))))


def folder_digest(folder: Path) -> bytes:
    """The digest of all files in a story's folder; of what cannot be read another one each time."""
    try:
        return digest_of(contents(files_in(folder), folder))
    except OSError:
        return os.urandom(16)


def made(story: Story) -> bytes:
    """The page anew, as the shelf keeps it."""
    from narrative.page.render import render_page

    page = render_page(story)
    return json.dumps([page.head, page.rest, page.policy], ensure_ascii=False).encode("utf-8")


@cache
def makers() -> bytes:
    """The digest of all in the project that has a part in pages."""
    found = (path for name in MADE_OF for path in sorted(ROOT.glob(name)))
    return digest_of(contents((each for path in found for each in files_in(path)), ROOT))


@cache
def installed() -> bytes:
    """The digest of what is installed, with its versions: which of it draws need not be known."""
    folders = [Path(each) for each in sys.path if each and Path(each).is_dir()]
    names = sorted({each.name for folder in folders for each in folder.iterdir() if each.name.endswith(INSTALLED)})
    return digest_of(name.encode() for name in names)


def files_in(path: Path) -> Iterator[Path]:
    """A file itself, or all files below a folder but Python's own, in the order of their names."""
    if path.is_file():
        yield path
    elif path.is_dir() and path.name != "__pycache__":
        for each in sorted(path.iterdir()):
            yield from files_in(each)


def contents(paths: Iterable[Path], root: Path) -> Iterator[bytes]:
    """The names of files below a folder and their bytes."""
    for path in paths:
        yield path.relative_to(root).as_posix().encode("utf-8", "surrogateescape")
        yield path.read_bytes()

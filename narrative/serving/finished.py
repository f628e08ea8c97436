"""Make of a story folder what an author takes home: the page in one file, a folder for the web, pictures, print."""

from __future__ import annotations

import io
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from narrative.page import render_page
from narrative.page.media import Placement, over_budget
from narrative.pictures.browser import NoBrowserError, require_browser
from narrative.pictures.photographer import Look, PageError
from narrative.serving.build import build
from narrative.serving.settings import NO_PICTURES, settings
from narrative.story import load_story

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # so that the same story gives the same bytes
MOST_STEPS = 60  # of which pictures are taken here: a minute or two
BUSY = "Pictures are being taken for somebody else just now. Ask again in a minute."
TOO_MANY = (
    "The story has {} steps; pictures of {} at most are taken here. Take the folder, and “shots” on your machine."
)
_camera = threading.Lock()  # one browser at a time: readers come first


class FinishError(Exception):
    """What was asked for cannot be made here; its text is a sentence for the author."""


@dataclass(frozen=True)
class Finished:
    """A file to take home."""

    name: str
    media_type: str
    body: bytes


def finished(form: str, folder: Path) -> Finished:
    """A story folder as ``page``, ``folder``, ``pictures`` or ``handout``; the same folder gives the same bytes.

    Raises
    ------
    FinishError
        With one sentence: no such form, no browser, too many steps, too heavy for one file, or others wait.
    Faults
        The story's files are at fault.
    """
    if form not in FORMS:
        raise FinishError("Choose the page, the folder, the pictures or the handout.")
    try:
        return FORMS[form](folder)
    except (NoBrowserError, PageError) as trouble:
        raise FinishError(str(trouble)) from None


def page(folder: Path) -> Finished:
    """The whole story in one HTML file, its pictures too."""
    story = load_story(folder)
    if heavy := over_budget(story):
        raise FinishError(f"{heavy[0].message} Or take the folder, which has them beside the page.")
    return Finished(f"{story.slug}.html", "text/html", render_page(story, placement=Placement.INSIDE).body)


def web_folder(folder: Path) -> Finished:
    """The page and its companions, packed: unpacked on any web server, or none, it is the story."""
    slug = folder.name
    with tempfile.TemporaryDirectory(prefix="narrative-map-") as made:
        home = Path(made)
        build(folder, home, browser_or_none())
        files = ((path.relative_to(home).as_posix(), path.read_bytes()) for path in home.rglob("*") if path.is_file())
        return Finished(f"{slug}-site.zip", "application/zip", packed(slug, sorted(files)))


def pictures(folder: Path) -> Finished:
    """A picture of every step, with its captions."""
    from narrative.pictures.shots import shoot

    with camera(folder) as (browser, home):
        story = load_story(folder)
        shoot(story, story.steps, home, browser, Look(), "png", lambda done, total, name: None)
        files = sorted((path.name, path.read_bytes()) for path in home.iterdir())
    return Finished(f"{folder.name}-pictures.zip", "application/zip", packed(f"{folder.name}-pictures", files))


def handout(folder: Path) -> Finished:
    """The print edition, as PDF."""
    from narrative.pictures.sheets import print_handout

    with camera(folder) as (browser, home):
        story = load_story(folder)
        (path,) = print_handout(story, story.steps, home, browser, lambda done, total, name: None)
        return Finished(f"{folder.name}-handout.pdf", "application/pdf", path.read_bytes())


FORMS: Mapping[str, Callable[[Path], Finished]] = {
    "page": page,
    "folder": web_folder,
    "pictures": pictures,
    "handout": handout,
}


@contextmanager
def camera(folder: Path) -> Iterator[tuple[str, Path]]:
    """The browser, for one author at a time, and a folder for what it makes."""
    if not settings().pictures:
        raise FinishError(NO_PICTURES)
    browser = require_browser()
    steps = len(load_story(folder).steps)
    if steps > MOST_STEPS:
        raise FinishError(TOO_MANY.format(steps, MOST_STEPS))
    if not _camera.acquire(blocking=False):
        raise FinishError(BUSY)
    try:
        with tempfile.TemporaryDirectory(prefix="narrative-map-") as made:
            yield browser, Path(made)
    finally:
        _camera.release()


def browser_or_none() -> str | None:
    """The browser for the picture for links, where this server takes pictures and has one to spare."""
    try:
        return require_browser() if settings().pictures and not _camera.locked() else None
    except NoBrowserError:
        return None


def packed(folder: str, files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files as a ZIP, in a folder of their own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files:
            info = zipfile.ZipInfo(f"{folder}/{name}", LONG_AGO)
            info.external_attr = 0o644 << 16
            archive.writestr(info, body, zipfile.ZIP_DEFLATED)
    return out.getvalue()

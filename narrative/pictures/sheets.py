"""Print a story's handout, photograph its contact sheet, and film the walk through it: one file each, of all steps."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Error, Page

from narrative.page import render_page
from narrative.page.media import Placement
from narrative.page.story_map import basemap_of
from narrative.pictures.browser import open_browser
from narrative.pictures.captions import CAPTIONS_FILE, merged, png_texts, sheet_caption
from narrative.pictures.film import film
from narrative.pictures.handout import render_handout
from narrative.pictures.photographer import PATIENCE_MS, Look, PageError, Theme, photographer
from narrative.pictures.printing import Picture
from narrative.pictures.shots import Format, Told, encoded
from narrative.pictures.sizes import Size
from narrative.pictures.strip import render_strip
from narrative.story import Step, Story
from narrative.story.describe import picture_words
from narrative.story.files import day_of, page_file, writable, write

# Small maps printed large: their lettering is then 7 points on paper, and as large as a newspaper's in a contact sheet.
ON_PAPER = Look(Size(640, 360), scale=3.0, still="bare")
COVER_ON_PAPER = Look(Size(960, 540), scale=2.0, still="bare")
PRINTED = re.compile(rb"/(?:CreationDate|ModDate) \((D:\d{14}\+00'00')\)")
STRIP_WIDTH_PX, CELL_WIDTH_PX, CELL_SCALE = 1600, 480, 1.5


def print_handout(
    story: Story, steps: Sequence[Step], out: Path, browser: str, told: Told, paper: str = "a4"
) -> list[Path]:
    """Write ``handout.pdf``: title page; steps with map, text, date, paragraphs, places; sources; numbered pages.

    Raises ``NoBrowserError``, ``PageError`` or ``OSError`` as `narrative.pictures.shots.shoot` does.
    """
    with writable(out):
        with open_browser(browser) as chromium:
            cover = next((step for step in steps if step.id == story.cover), steps[0])
            front = maps(chromium, story, [cover], COVER_ON_PAPER, lambda done, total, name: None)
            pictures = maps(chromium, story, steps, ON_PAPER, told)
            html = render_handout(story, pictures, paper, front[cover.id], steps=steps)
            with opened_file(chromium, html, "light", 1) as page:
                pdf = page.pdf(prefer_css_page_size=True, tagged=True, outline=True, print_background=True)
        told(len(steps), len(steps), "handout.pdf")
        return [write(out / "handout.pdf", dated(pdf, day_of(story.folder)))]


def dated(pdf: bytes, day: datetime.date) -> bytes:
    """A PDF of the browser's with the story's day in place of the moment of printing: the same bytes each time.

    The dates keep their length, so that all else is found where the file says.

    >>> dated(b"/CreationDate (D:20261130093023+00'00')", datetime.date(2026, 5, 2))
    b"/CreationDate (D:20260502000000+00'00')"
    """
    moment = f"D:{day:%Y%m%d}000000+00'00'".encode("ascii")
    return PRINTED.sub(lambda found: found[0].replace(found[1], moment), pdf, count=2)


def photograph_strip(
    story: Story, steps: Sequence[Step], out: Path, browser: str, look: Look, format: Format, told: Told
) -> list[Path]:
    """Write ``strip.png`` or ``strip.webp``, one contact sheet of the steps' maps, and its caption.

    The maps have the shape of ``look.size``; ``look.scale`` multiplies the sheet's 1600 pixels of width.
    """
    size = Size(CELL_WIDTH_PX, round(CELL_WIDTH_PX * look.size.height / look.size.width))
    cell = Look(size, CELL_SCALE * look.scale, "bare", look.theme)
    with writable(out):
        with open_browser(browser) as chromium:
            pictures = maps(chromium, story, steps, cell, told)
            html = render_strip(story, pictures, width_px=STRIP_WIDTH_PX, theme=look.theme, steps=steps)
            with opened_file(chromium, html, look.theme, look.scale) as page:
                png = page.screenshot(full_page=True)
        name = f"strip.{format}"
        words = sheet_caption(story, steps, name, Image.open(io.BytesIO(png)).size, basemap_of(story).attribution)
        told(len(steps), len(steps), name)
        return written(story, out, name, encoded(png, format, png_texts(story, words)), words)


def shoot_film(story: Story, steps: Sequence[Step], out: Path, browser: str, look: Look, told: Told) -> list[Path]:
    """Write ``film.webp``, the walk through the steps, and its caption."""
    with writable(out):
        with (
            open_browser(browser) as chromium,
            built(story) as index,
            photographer(chromium, index, steps[0].id, look, moving=True) as photographing,
        ):
            body = film(photographing, steps, told, "film.webp")
        words = sheet_caption(story, steps, "film.webp", look.pixels, basemap_of(story).attribution)
        return written(story, out, "film.webp", body, words)


def maps(browser: Browser, story: Story, steps: Sequence[Step], look: Look, told: Told) -> dict[str, Picture]:
    """The map of each step by its id, as JPEG: a browser puts that into a PDF as it is, and any other unpacked."""
    width, height = look.pixels
    pictures = {}
    with built(story) as index, photographer(browser, index, steps[0].id, look) as photographing:
        for done, step in enumerate(steps):
            told(done, len(steps), step.title)
            photographing.go(step.id)
            pictures[step.id] = Picture(photographing.shoot("jpeg"), width, height, picture_words(story, step))
    return pictures


def pictures_of(
    story: Story, browser: str, picture_px: tuple[int, int], scale: float, told: Told
) -> dict[str, Picture]:
    """The map of each step by its id, without its credit line, for a file that another room writes.

    Parameters
    ----------
    browser : the path of its program, from :func:`narrative.pictures.browser.require_browser`.
    picture_px : width and height in the page's own pixels, of which each becomes ``scale`` of the picture's.

    Raises ``NoBrowserError`` or ``PageError`` as `narrative.pictures.shots.shoot` does.
    """
    with open_browser(browser) as chromium:
        pictures = maps(chromium, story, story.steps, Look(Size(*picture_px), scale, "bare"), told)
    told(len(story.steps), len(story.steps), "")
    return pictures


@contextmanager
def built(story: Story) -> Iterator[Path]:
    """The story's page as a file."""
    with page_file(render_page(story, placement=Placement.STILLS).html) as index:
        yield index


@contextmanager
def opened_file(browser: Browser, html: str, theme: Theme, scale: float) -> Iterator[Page]:
    """A document without scripts, open in a page as wide as a contact sheet, its type and pictures there.

    Raises ``PageError`` when it asks for anything, or the browser fails.
    """
    context = browser.new_context(
        viewport={"width": STRIP_WIDTH_PX, "height": 100},
        device_scale_factor=scale,
        color_scheme=theme,
        offline=True,
        java_script_enabled=False,
    )
    asked: list[str] = []
    try:
        with page_file(html) as path:
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.on("request", lambda request: asked.append(request.url))
            page.goto(path.as_uri(), wait_until="load")
            outside = [url for url in asked if url != path.as_uri() and not url.startswith("data:")]
            if outside:
                raise PageError(f"the sheet asked for {outside[0]}, which is not on this machine")
            yield page
    except Error as error:
        raise PageError(f"the browser failed: {str(error).splitlines()[0]}") from None
    finally:
        context.close()


def written(story: Story, out: Path, name: str, body: bytes, caption: dict[str, Any]) -> list[Path]:
    """The file and its caption, in place."""
    return [write(out / name, body), write(out / CAPTIONS_FILE, merged(story, [caption], out))]

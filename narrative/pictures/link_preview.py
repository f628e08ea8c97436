"""Make a story's link preview: the picture, and what the page's head says of it."""

from __future__ import annotations

import io
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.reading.shelf import kept, sources
from narrative.page.value import Page, Preview
from narrative.pictures.browser import NoBrowserError, open_browser, require_browser
from narrative.pictures.photographer import Look, photographer
from narrative.pictures.sizes import CARD
from narrative.story.files import page_file

if TYPE_CHECKING:
    from narrative.story import Story

LOOK = Look(CARD, still="cover")
WIDTHS = (1200, 600, 300)  # what oEmbed's consumers may ask for, in pixels
ADDRESS_VARIABLE = "NARRATIVE_MAP_ADDRESS"


def preview_name(slug: str) -> str:
    """The picture's file name, beside the page: ``/embed/SLUG`` and ``/embed/SLUG-card.png``, or both in one folder."""
    return f"{slug}-card.png"


def preview_of(story: Story, address: str = "") -> Preview:
    """The story's picture as its page names it.

    ``address`` is that of the folder in which page and picture are published. Without it the picture is named relative
    to the page, so that the page's bytes are the same on every host; many readers of these lines take that, Facebook
    does not.
    """
    from narrative.story.describe import picture_words
    from narrative.story.readings import unusual

    name = preview_name(story.slug)
    if story.readings_in(story.cover) and (chosen := unusual(story)):
        name += f"?reading={chosen}"
    words = f"{story.title}. {picture_words(story, story.cover_step)}"
    return Preview(f"{address.rstrip('/')}/{name}" if address else name, CARD.width, CARD.height, words)


def page_to_serve(story: Story) -> Page:
    """The page as a server shows it: with its preview where there is a browser to take it."""
    from narrative.page import render_page

    page = render_page(story)
    try:
        require_browser()
    except NoBrowserError:
        return page
    try:
        root = public_address()
    except ValueError:  # told when the server starts; a reader can do nothing about it
        root = ""
    return page.with_preview(preview_of(story, f"{root}/embed" if root else ""))


def public_address(environment: dict[str, str] | None = None) -> str:
    """The address under which this server is known outside, from ``NARRATIVE_MAP_ADDRESS``; "" when it is not set.

    >>> public_address({"NARRATIVE_MAP_ADDRESS": "https://maps.example.org/"})
    'https://maps.example.org'
    """
    value = (os.environ if environment is None else environment).get(ADDRESS_VARIABLE, "")
    return check_address(value).rstrip("/") if value else ""


def check_address(value: str) -> str:
    """An address of the web as it stands. Raises ``ValueError`` with a sentence for anything else.

    >>> check_address("example.org")
    Traceback (most recent call last):
    ValueError: "example.org" is no address; write it whole, such as https://example.org/stories/
    """
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise ValueError(f'"{value}" is no address; write it whole, such as https://example.org/stories/')
    return value


def take_preview(story: Story, page: Page, browser: str) -> bytes:
    """The picture as a PNG of 1200x630. Raises ``NoBrowserError`` or ``PageError``.

    The same page in the same browser gives the same bytes: a picture that was taken before comes from the shelf.
    """
    if page.files:
        from narrative.page.media import Placement
        from narrative.page.render import in_one  # the libraries that draw: not for a page that is there

        page = in_one(story, page, Placement.STILLS)
    program = Path(browser)
    try:
        stat = program.resolve().stat()
    except OSError:
        return taken_anew(story, page, browser)
    parts = [sources("narrative.page"), page.body, f"{program} {stat.st_size} {stat.st_mtime_ns} {LOOK}".encode()]
    return kept("card", parts, lambda: taken_anew(story, page, browser))


def taken_anew(story: Story, page: Page, browser: str) -> bytes:
    """The same by the browser."""
    step = story.cover_step.id
    with (
        page_file(page.html) as index,
        open_browser(browser) as chromium,
        photographer(chromium, index, step, LOOK) as photographing,
    ):
        return photographing.picture(step)


@lru_cache(maxsize=32)
def narrowed(png: bytes, width: int) -> bytes:
    """The picture at another width, in pixels."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png))
    out = io.BytesIO()
    picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()

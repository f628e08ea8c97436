"""Make a story's link preview: the picture, and the lines in the page's head that name it."""

from __future__ import annotations

import io
import os
from functools import lru_cache
from html import escape
from urllib.parse import urlsplit

from PIL import Image

from narrative.page.render import NO_PREVIEW, render_page
from narrative.pictures.browser import NoBrowserError, open_browser, require_browser
from narrative.pictures.photographer import Look, photographer
from narrative.pictures.sizes import CARD
from narrative.story import Step, Story
from narrative.story.describe import picture_words
from narrative.story.files import page_file

LOOK = Look(CARD, still="cover")
WIDTHS = (1200, 600, 300)  # what oEmbed's consumers may ask for, in pixels
ADDRESS_VARIABLE = "NARRATIVE_MAP_ADDRESS"


def preview_name(slug: str) -> str:
    """The picture's file name, beside the page: ``/embed/SLUG`` and ``/embed/SLUG-card.png``, or both in one folder."""
    return f"{slug}-card.png"


def cover_step(story: Story) -> Step:
    """The step whose map stands beside the title."""
    return next(step for step in story.steps if step.id == story.cover)


def with_preview(html: str, story: Story, address: str = "") -> str:
    """The page with Open Graph's and Twitter's lines for the picture.

    ``address`` is that of the folder in which page and picture are published. Without it the picture is named relative
    to
    the page, so that the page's bytes are the same on every host; many readers of these lines take that, Facebook does
    not. Source: https://ogp.me/#structured, which wants width, height and a text alternative beside the picture.
    """
    name = preview_name(story.slug)
    url = f"{address.rstrip('/')}/{name}" if address else name
    words = f"{story.title}. {picture_words(story, cover_step(story))}"
    lines = [
        f'<meta property="og:image" content="{escape(url)}">',
        '<meta property="og:image:type" content="image/png">',
        f'<meta property="og:image:width" content="{CARD.width}">',
        f'<meta property="og:image:height" content="{CARD.height}">',
        f'<meta property="og:image:alt" content="{escape(words)}">',
        '<meta name="twitter:card" content="summary_large_image">',
        f'<meta name="twitter:image" content="{escape(url)}">',
        f'<meta name="twitter:image:alt" content="{escape(words[:420])}">',  # Twitter's limit
    ]
    return html.replace(NO_PREVIEW, "\n".join(lines), 1)


def page_to_serve(story: Story) -> str:
    """The page as a server shows it: with its preview where there is a browser to take it."""
    html = render_page(story)
    try:
        require_browser()
    except NoBrowserError:
        return html
    try:
        root = public_address()
    except ValueError:  # told when the server starts; a reader can do nothing about it
        root = ""
    return with_preview(html, story, f"{root}/embed" if root else "")


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


def take_preview(story: Story, html: str, browser: str) -> bytes:
    """The picture as a PNG of 1200x630. Raises ``NoBrowserError`` or ``PageError``."""
    step = cover_step(story).id
    with (
        page_file(html) as index,
        open_browser(browser) as chromium,
        photographer(chromium, index, step, LOOK) as photographing,
    ):
        return photographing.picture(step)


@lru_cache(maxsize=32)
def narrowed(png: bytes, width: int) -> bytes:
    """The picture at another width, in pixels."""
    picture = Image.open(io.BytesIO(png))
    out = io.BytesIO()
    picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()

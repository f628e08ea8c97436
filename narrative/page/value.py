"""The page as a value: one HTML file, with what its hosts ask of it beside the text."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property
from html import escape
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from geo.reading.shelf import kept
from geo.reading.shipped import package_folder
from narrative.media.assets import Asset

ASSETS = package_folder("narrative.page") / "assets"
BUNDLES = package_folder("narrative") / "bundles" / "page"  # of the scripts in `assets`, by `make scripts`
NO_PICTURE = '<meta name="twitter:card" content="summary">'
TWITTER_LETTERS = 420  # the most that Twitter takes of a text alternative


def json_for_script(value: Any) -> Markup:
    r"""The one gate from Python into the page: JSON that cannot end the ``<script>`` it stands in.

    >>> print(json_for_script({"a": "</script>"}))
    {"a":"\u003c/script>"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


class Phase(IntEnum):
    """When a part of the page is sent: what a reader sees first comes first."""

    FIRST_VIEW = 1
    """The coarse land and its borders; the scripts of time line and cards follow them."""
    LETTERING = 2
    """Time line, names and tinted areas; the appendix, which is text, follows them."""
    APPENDIX = 3
    """What works on the text of the appendix: claims, search, following."""
    DETAIL = 4
    """What is heavy, and makes better what is there already: typefaces, finer land, rivers, relief."""


@dataclass(frozen=True)
class Part:
    """A part of the page that comes after its text: data for the page's scripts, and when it is sent.

    >>> Part("labels", {"labels": []}, Phase.LETTERING).html.partition("</script>")[0]
    '<script type="application/json" id="part-labels">{"labels":[]}'
    """

    name: str
    data: Mapping[str, Any]
    phase: Phase

    @property
    def html(self) -> str:
        """The data, then the call that takes it in as soon as it has arrived."""
        return (
            f'<script type="application/json" id="part-{self.name}">{json_for_script(self.data)}</script>'
            f'<script>narrativeMap.arrive("{self.name}")</script>'
        )


@dataclass(frozen=True)
class Preview:
    """The picture that others show beside a link to the page: its address, its size in pixels, what it shows in words.

    >>> print(Preview("lake-card.png", 1200, 630, "A lake & a boat").html.splitlines()[0])
    <meta property="og:image" content="lake-card.png">
    """

    url: str
    width_px: int
    height_px: int
    words: str

    @property
    def html(self) -> str:
        """Open Graph's and Twitter's lines for the page's head. Source: https://ogp.me/#structured."""
        lines = [
            f'<meta property="og:image" content="{escape(self.url)}">',
            '<meta property="og:image:type" content="image/png">',
            f'<meta property="og:image:width" content="{self.width_px}">',
            f'<meta property="og:image:height" content="{self.height_px}">',
            f'<meta property="og:image:alt" content="{escape(self.words)}">',
            '<meta name="twitter:card" content="summary_large_image">',
            f'<meta name="twitter:image" content="{escape(self.url)}">',
            f'<meta name="twitter:image:alt" content="{escape(self.words[:TWITTER_LETTERS])}">',
        ]
        return "\n".join(lines)


@dataclass(frozen=True)
class Page:
    """A story's page.

    Parameters
    ----------
    head : the file up to the lines that name a picture for links, without a line's end.
    rest : the file after them.
    policy : the Content-Security-Policy that ``head`` declares; a server sends it as a header too.
    parts : what comes after the text, in the order in which it is sent.
    preview : the picture for links; None where there is none, and the page says so.
    files : what it asks for beside itself, by its address from the page; most pages ask for nothing.

    >>> page = Page("<head>", "</head>")
    >>> page.with_preview(Preview("a.png", 2, 1, "A")).html.splitlines()[1]
    '<meta property="og:image" content="a.png">'
    >>> page.preview is None, page.html.splitlines()[1]
    (True, '<meta name="twitter:card" content="summary">')
    """

    head: str = field(repr=False)
    rest: str = field(repr=False)
    policy: str = ""
    parts: tuple[Part, ...] = field(default=(), repr=False)
    preview: Preview | None = None
    files: Mapping[str, Asset] = field(default_factory=dict, repr=False)

    @cached_property
    def html(self) -> str:
        """The whole file."""
        return "\n".join([self.head, self.preview.html if self.preview else NO_PICTURE, self.rest])

    @cached_property
    def body(self) -> bytes:
        """The whole file as bytes, in UTF-8."""
        return self.html.encode("utf-8")

    @cached_property
    def packed(self) -> bytes:
        """The file in gzip, packed once and as small as it gets; without a date, so equal pages have equal bytes."""
        return gzip.compress(self.body, compresslevel=9, mtime=0)

    @cached_property
    def pressed(self) -> bytes:
        """The file in Brotli, as small as it gets: a sixth smaller than in gzip; it takes a second or two, once."""

        def press() -> bytes:
            import brotli

            return bytes(brotli.compress(self.body, mode=brotli.MODE_TEXT, quality=11))

        return kept("pressed", [self.body], press)

    @property
    def is_pressed(self) -> bool:
        """Whether the file has been packed in Brotli already."""
        return "pressed" in self.__dict__

    @cached_property
    def etag(self) -> str:
        """A strong entity tag (RFC 9110) of the file's bytes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    def with_preview(self, preview: Preview | None) -> Page:
        """The same page with another picture for links, or with none."""
        return replace(self, preview=preview)


def data_uri(mime: str, body: bytes) -> str:
    """Bytes as an address that holds them (RFC 2397).

    >>> data_uri("text/plain", b"Row")
    'data:text/plain;base64,Um93'
    """
    return f"data:{mime};base64,{base64.b64encode(body).decode('ascii')}"


def content_security_policy(html: str, media: Mapping[str, str] = MappingProxyType({}), tiles_from: str = "") -> str:
    """A policy that allows what stands in this page and nothing else, from nowhere.

    ``media`` are the sources of pictures, sound and film by their directives, where a page has more than pictures of
    its own. ``tiles_from`` is the one server of whose tiles a story's author says that a reader may ask
    for them.

    >>> content_security_policy("<style>a{}</style><script>1</script>")[:60]
    "default-src 'none'; script-src 'sha256-a4ayc/80/OGda4BO/1o/V"
    """

    def hashes(tag: str) -> str:
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", html, flags=re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(body.encode("utf-8")).digest()).decode("ascii") for body in bodies]
        return " ".join(dict.fromkeys(f"'sha256-{digest}'" for digest in digests)) or "'none'"

    allowed = dict(media or {"img-src": "data:"})
    if tiles_from:
        allowed["img-src"] += f" {tiles_from}"
    shown = "; ".join(f"{name} {sources}" for name, sources in allowed.items())
    return (
        f"default-src 'none'; script-src {hashes('script')}; style-src {hashes('style')}; {shown}; "
        "base-uri 'none'; form-action 'none'"
    )

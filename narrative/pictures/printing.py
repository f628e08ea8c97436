"""Turn a filled template, a style sheet and pictures into one HTML file that a browser prints or photographs."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import rcssmin
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from geo.reading.shipped import package_folder
from narrative.page.fonts import Face, cut_fonts
from narrative.page.value import ASSETS, content_security_policy
from narrative.story import Step, Story
from narrative.story.words import SIGNS, VERDICTS

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
PRINT = package_folder("narrative.pictures") / "assets"
TEMPLATES = Environment(loader=FileSystemLoader([PRINT, ASSETS]), autoescape=True, trim_blocks=True, lstrip_blocks=True)
TEMPLATES.globals |= {"signs_of_steps": SIGNS, "verdicts": VERDICTS}  # for signs.html
SIGNATURES = ((b"\x89PNG\r\n\x1a\n", 0, "image/png"), (b"\xff\xd8\xff", 0, "image/jpeg"), (b"WEBP", 8, "image/webp"))
ALWAYS = "0123456789 /·…"  # what a page's margin may show besides the text


@dataclass(frozen=True)
class Picture:
    """A picture of a step's map: the bytes of a PNG, JPEG or WebP file, its size in pixels, and what it shows in words.

    Raises
    ------
    ValueError
        The bytes are of no such file, or a side has no length.

    >>> Picture(b"GIF89a", 1, 1, "The map shows Moscow.")
    Traceback (most recent call last):
    ValueError: a picture must be the bytes of a PNG, JPEG or WebP file; these begin with b'GIF89a'
    """

    data: bytes
    width_px: int
    height_px: int
    alt: str

    def __post_init__(self) -> None:
        if not self.kind:
            raise ValueError(
                f"a picture must be the bytes of a PNG, JPEG or WebP file; these begin with {self.data[:8]!r}"
            )
        if self.width_px < 1 or self.height_px < 1:
            raise ValueError(
                f"a picture of {self.width_px} by {self.height_px} pixels shows nothing; give its true size"
            )

    @property
    def kind(self) -> str:
        """The media type, by the file's first bytes; empty for any other."""
        return next((kind for sign, at, kind in SIGNATURES if self.data[at : at + len(sign)] == sign), "")

    @property
    def uri(self) -> Markup:
        """The picture as a ``data:`` address."""
        return Markup(f"data:{self.kind};base64,{base64.b64encode(self.data).decode('ascii')}")

    def fitted(self, width: float, height: float) -> tuple[int, int]:
        """Its width and height when it fills a box as far as its shape allows, in the box's unit, rounded.

        >>> Picture(bytes.fromhex("ffd8ff"), 1600, 900, "").fitted(480, 400)
        (480, 270)
        """
        scale = min(width / self.width_px, height / self.height_px)
        return max(1, round(self.width_px * scale)), max(1, round(self.height_px * scale))


def pictures_in_order(steps: Sequence[Step], pictures: Mapping[str, Picture]) -> dict[str, Picture]:
    """The picture of every step, in the order of the steps.

    Raises
    ------
    ValueError
        A step has none.
    """
    missing = [step.id for step in steps if step.id not in pictures]
    if missing:
        raise ValueError(f'there is no picture of step "{missing[0]}"; give one for each of the {len(steps)} steps')
    return {step.id: pictures[step.id] for step in steps}


def document(story: Story, title: str, body: str, sheet: str, extra: str = "", theme: Theme = "light") -> str:
    """The whole file around a filled template: its type and style inside it, and a policy that lets nothing else in.

    Parameters
    ----------
    sheet : a file of ``narrative/print``, which follows the page's palette.
    extra : CSS that depends on the story; see `css_text` for words in it.
    """
    if theme not in THEMES:
        raise ValueError(f'there is no theme "{theme}"; write light or dark')
    characters = set(body) | set(extra) | set(ALWAYS)
    style = Markup(font_css(cut_fonts(characters)) + sheets(sheet) + extra)
    policy = content_security_policy(f"<style>{style}</style>") + "; font-src data:"
    return TEMPLATES.get_template("document.html").render(
        story=story, title=title, body=Markup(body), style=style, policy=policy, theme=theme
    )


def font_css(faces: Iterable[Face]) -> str:
    """The faces as style rules that carry them."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f"src:url(data:font/woff2;base64,{face.data})}}"
        for face in faces
    )


@cache
def sheets(name: str) -> str:
    """The page's palette and a style sheet of ``narrative/print``, minified."""
    texts = [(ASSETS / "palette.css").read_text(encoding="utf-8"), (PRINT / name).read_text(encoding="utf-8")]
    return str(rcssmin.cssmin("".join(texts)))


def css_text(words: str) -> str:
    r"""Words as a CSS string that can end neither the string nor the ``<style>`` that it stands in.

    >>> print(css_text('The "38th" </style>'))
    "The \22 38th\22  \3c \2f style\3e "
    """
    return '"' + "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in words) + '"'

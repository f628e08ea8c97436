"""Turn a filled template, a style sheet and pictures into one HTML file that a browser prints or photographs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal

import rcssmin
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from geo.reading.shipped import package_folder
from narrative.page.fonts import Face, cut_fonts
from narrative.page.picture import Picture as Picture
from narrative.page.value import ASSETS, content_security_policy
from narrative.story import Step, Story
from narrative.story.words import SIGNS, VERDICTS

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
PRINT = package_folder("narrative.pictures") / "assets"
TEMPLATES = Environment(loader=FileSystemLoader([PRINT, ASSETS]), autoescape=True, trim_blocks=True, lstrip_blocks=True)
TEMPLATES.globals |= {"signs_of_steps": SIGNS, "verdicts": VERDICTS}  # for signs.html
ALWAYS = "0123456789 /·…"  # what a page's margin may show besides the text


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

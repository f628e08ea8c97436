"""Cut the page's typefaces to the characters that it uses."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from fontTools import subset
from fontTools.ttLib import TTFont

FACES = (
    # package, file, family, weight, style
    ("font_source_serif_pro", "SourceSerifPro-Regular.ttf", "Source Serif Pro", "400", "normal"),
    ("font_source_serif_pro", "SourceSerifPro-It.ttf", "Source Serif Pro", "400", "italic"),
    ("font_source_serif_pro", "SourceSerifPro-Bold.ttf", "Source Serif Pro", "700", "normal"),
    ("font_source_sans_pro", "SourceSansPro-Regular.ttf", "Source Sans Pro", "400", "normal"),
    ("font_source_sans_pro", "SourceSansPro-Semibold.ttf", "Source Sans Pro", "600", "normal"),
)


@dataclass(frozen=True)
class Face:
    """One cut typeface: ``data`` is WOFF2 in base64."""

    family: str
    weight: str
    style: str
    data: str


def cut_fonts(characters: Iterable[str]) -> tuple[Face, ...]:
    """The page's five faces with the glyphs for these characters only; one that a face lacks is left to the system.

    Same characters, same bytes. Source: Adobe's Source Serif and Source Sans (SIL Open Font License), from PyPI wheels.
    """
    return _cut("".join(sorted(set(characters))))


@lru_cache(maxsize=8)
def _cut(characters: str) -> tuple[Face, ...]:
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "onum", "tnum", "lnum", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    faces = []
    for package, name, family, weight, style in FACES:
        # recalcTimestamp: the time of cutting must not get into the file, or two builds differ.
        with (files(package) / "files" / name).open("rb") as stream:
            font = TTFont(io.BytesIO(stream.read()), recalcTimestamp=False)
        cutter = subset.Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(font)
        out = io.BytesIO()
        subset.save_font(font, out, options)
        faces.append(Face(family, weight, style, base64.b64encode(out.getvalue()).decode("ascii")))
    return tuple(faces)

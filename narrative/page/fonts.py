"""Cut the page's typefaces to the characters that it uses."""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from geo.reading.shelf import kept, sources
from geo.reading.shipped import data_folder

FACES = (
    # package, file, family, weight, style
    ("font_source_serif_pro", "SourceSerifPro-Regular.ttf", "Source Serif Pro", "400", "normal"),
    ("font_source_serif_pro", "SourceSerifPro-It.ttf", "Source Serif Pro", "400", "italic"),
    ("font_source_serif_pro", "SourceSerifPro-Bold.ttf", "Source Serif Pro", "700", "normal"),
    ("font_source_sans_pro", "SourceSansPro-Regular.ttf", "Source Sans Pro", "400", "normal"),
    ("font_source_sans_pro", "SourceSansPro-Semibold.ttf", "Source Sans Pro", "600", "normal"),
)
# What the faces above lack: Hangul, Hanja, kana. The browser makes its bold. The family's name is the page's own: an
# installed "Noto Sans CJK KR" would set the whole text while the Source faces are still on their way.
EAST_ASIAN = (data_folder("fonts") / "noto-sans-cjk-kr.woff2", "Noto Sans CJK Cut")
FEATURES = ("kern", "liga", "onum", "tnum", "lnum", "mark", "mkmk", "ccmp", "locl")
UNDRAWN = ("C", "Z")  # Unicode's control, format and separator characters need no glyph


@dataclass(frozen=True)
class Face:
    """One cut typeface: ``data`` is WOFF2 in base64."""

    family: str
    weight: str
    style: str
    data: str


def cut_fonts(characters: Iterable[str], in_serif: Iterable[str] | None = None) -> tuple[Face, ...]:
    """The page's five faces with the glyphs for these characters only, and a sixth for those that none of them has.

    ``in_serif`` are those that stand in text set in the serif, None where any may. Of other letters than Latin ones the
    serif gets no others: names in their own script stand in lists, which are set in the sans serif.

    The sixth, with Hangul, Hanja and kana, is there only when it is needed; what it lacks too is left to the system
    (:func:`missing_glyphs`). Same characters, same bytes. Sources: Adobe's Source Serif and Source Sans, from PyPI
    wheels; Noto Sans CJK, from ``data/fonts``. All are under the SIL Open Font License.

    >>> [face.family for face in cut_fonts("Ongjin 옹진")][-2:]
    ['Source Sans Pro', 'Noto Sans CJK Cut']
    >>> len(cut_fonts("Ongjin"))
    5
    >>> everywhere, listed = (cut_fonts("Mukden Мукден", each) for each in (None, "Mukden"))
    >>> [len(a.data) > len(b.data) for a, b in zip(everywhere, listed)]  # the italic has no Cyrillic letters
    [True, False, True, False, False]
    """
    asked = set(characters)
    serif = asked if in_serif is None else {each for each in asked if latin(each)} | (asked & set(in_serif))
    return _cut("".join(sorted(asked)), "".join(sorted(serif)))


def latin(character: str) -> bool:
    """Whether it is no letter, or a Latin one.

    >>> latin("é"), latin("?"), latin("ж")
    (True, True, False)
    """
    return not character.isalpha() or "LATIN" in unicodedata.name(character, "")


def missing_glyphs(characters: Iterable[str]) -> str:
    """Of these characters those that none of the page's faces has, in order; spaces and control characters need none.

    >>> missing_glyphs("Mukden 瀋陽, Мукден\\n")
    ''
    >>> missing_glyphs("𐎀 and ⟲")
    '⟲𐎀'
    """
    left = set(characters) - western() - east_asian()
    return "".join(sorted(each for each in left if not unicodedata.category(each).startswith(UNDRAWN)))


@lru_cache(maxsize=8)
def _cut(characters: str, serif: str) -> tuple[Face, ...]:
    faces = [
        Face(family, weight, style, cut(files(package) / "files" / name, serif if "Serif" in family else characters))
        for package, name, family, weight, style in FACES
    ]
    path, family = EAST_ASIAN
    if others := "".join(sorted((set(characters) - western()) & east_asian())):
        faces.append(Face(family, "400", "normal", cut(path, others)))
    return tuple(faces)


def cut(path: Traversable, characters: str) -> str:
    """One font file cut to these characters: WOFF2 in base64. A font that was cut so before comes from the shelf."""
    font = path.read_bytes()
    asked = characters.encode("utf-8", "surrogatepass")
    return kept("font", [sources("narrative.page"), font, asked], lambda: cut_anew(font, characters)).decode("ascii")


def cut_anew(body: bytes, characters: str) -> bytes:
    """The same of a font's bytes: HarfBuzz cuts, in a hundredth of the time of fonttools, which packs."""
    import uharfbuzz

    asked = uharfbuzz.SubsetInput()
    asked.unicode_set.update(map(ord, characters))
    asked.layout_feature_tag_set.clear()
    asked.layout_feature_tag_set.update(int.from_bytes(each.encode("ascii"), "big") for each in FEATURES)
    flags = uharfbuzz.SubsetFlags
    asked.flags = flags.NO_HINTING | flags.DESUBROUTINIZE | flags.NOTDEF_OUTLINE
    font = uharfbuzz.Face(uharfbuzz.Blob(repacked(body, None)))
    return base64.b64encode(repacked(uharfbuzz.subset(font, asked).blob.data, "woff2"))


def repacked(body: bytes, flavor: str | None) -> bytes:
    """A font's bytes as they are on their own for None, or as ``woff2``; as they are where they are so already."""
    from fontTools.ttLib import TTFont

    # recalcTimestamp: the time of cutting must not get into the file, or two builds differ.
    font = TTFont(io.BytesIO(body), recalcTimestamp=False, lazy=True)
    if font.flavor == flavor:
        return body
    font.flavor = flavor
    out = io.BytesIO()
    font.save(out, reorderTables=flavor is not None)
    return out.getvalue()


@cache
def western() -> frozenset[str]:
    """The characters that one of the five Source faces has; by the style sheet each family stands in for the other."""
    return frozenset().union(*(held(files(package) / "files" / name) for package, name, *_ in FACES))


@cache
def east_asian() -> frozenset[str]:
    """The characters of the face in ``data/fonts``."""
    return held(EAST_ASIAN[0])


def held(path: Traversable) -> frozenset[str]:
    """The characters that a font file has a glyph for."""
    font = path.read_bytes()
    return frozenset(kept("glyphs", [sources("narrative.page"), font], lambda: glyphs_of(font)).decode("utf-8"))


def glyphs_of(body: bytes) -> bytes:
    """The characters of a font's bytes, in UTF-8."""
    from fontTools.ttLib import TTFont

    return "".join(map(chr, TTFont(io.BytesIO(body), lazy=True).getBestCmap())).encode("utf-8")

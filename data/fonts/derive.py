"""Derive noto-sans-cjk-kr.woff2 from Noto Sans CJK: Hangul, Hanja, kana and Chinese characters in one small file.

Run ``python data/fonts/derive.py /path/to/NotoSansCJK-Regular.ttc``; README.md says where that file comes from. The
same source gives the same bytes.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont, TTLibError

HERE = Path(__file__).resolve().parent
OUTPUT = HERE / "noto-sans-cjk-kr.woff2"
FAMILY = "Noto Sans CJK KR"
STANDARDS = {"KS X 1001": "euc_kr", "GB 2312": "gb2312", "JIS X 0208": "euc_jp"}  # name: Python's codec
BLOCKS = (
    (0x1100, 0x11FF, "Hangul Jamo"),
    (0x3000, 0x303F, "CJK Symbols and Punctuation"),
    (0x3041, 0x30FF, "Hiragana and Katakana"),
    (0x3105, 0x312F, "Bopomofo"),
    (0x3131, 0x318E, "Hangul Compatibility Jamo"),
    (0x31F0, 0x31FF, "Katakana Phonetic Extensions"),
    (0x3200, 0x321E, "Parenthesised Hangul"),
    (0x3260, 0x327F, "Circled Hangul"),
    (0xA960, 0xA97C, "Hangul Jamo Extended-A"),
    (0xAC00, 0xD7A3, "Hangul Syllables"),
    (0xD7B0, 0xD7FB, "Hangul Jamo Extended-B"),
    (0xFF01, 0xFFEE, "Halfwidth and Fullwidth Forms"),
)
# 0 copyright, 1 to 6 names and version, 7 trademark, 8 to 12 makers and their addresses, 13 and 14 licence
NAMES = list(range(15))
ENGLISH = 0x409


def coverage() -> set[str]:
    """The characters that the file is meant to hold: three national standards whole, and the blocks above."""
    held = {chr(code) for first, last, _ in BLOCKS for code in range(first, last + 1)}
    return held.union(*(two_byte(codec) for codec in STANDARDS.values()))


def two_byte(codec: str, rows: Iterable[int] = range(1, 95)) -> set[str]:
    """The characters of a 94 × 94 national standard, or of some of its rows, by the codec that writes it as EUC.

    >>> len(two_byte("euc_kr", range(42, 94))), len(two_byte("euc_kr", range(16, 41)))
    (4888, 2350)
    """
    found = set()
    for row in rows:
        for cell in range(1, 95):
            try:
                found.add(bytes([0xA0 + row, 0xA0 + cell]).decode(codec))
            except UnicodeDecodeError:
                continue
    return {character for character in found if len(character) == 1}


def cut(font: TTFont, characters: Iterable[str]) -> bytes:
    """The font as WOFF2 with these characters only, for horizontal text: no hints, subroutines or layout features."""
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.desubroutinize = True  # packs better than the font's own subroutines
    options.layout_features = []
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]  # vertical setting
    options.name_IDs = NAMES
    options.name_languages = [ENGLISH]
    options.notdef_outline = True
    font.recalcTimestamp = False  # the time of cutting must not get into the file
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()


def open_source(path: Path) -> TTFont:
    """The Korean face of a collection, or the font that the file holds; ValueError says what is wrong with another."""
    try:
        data = path.read_bytes()
        fonts = TTCollection(io.BytesIO(data)).fonts if data[:4] == b"ttcf" else [TTFont(io.BytesIO(data))]
    except (OSError, TTLibError) as error:
        raise ValueError(f"{path}: no font can be read from it ({error})") from error
    families = [font["name"].getDebugName(1) for font in fonts]
    if FAMILY not in families:
        raise ValueError(f"{path}: it holds {', '.join(map(str, families))}; give a file that holds {FAMILY}")
    return fonts[families.index(FAMILY)]


def main() -> int:
    """Write the file and print what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="NotoSansCJK-Regular.ttc, or the Korean font alone as .otf")
    try:
        font = open_source(parser.parse_args().source)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    version = font["name"].getDebugName(5)
    wanted = coverage()
    held = {chr(code) for code in font.getBestCmap()} & wanted
    data = cut(font, held)
    OUTPUT.write_bytes(data)
    print(f"{OUTPUT.name}: {len(TTFont(OUTPUT).getBestCmap())} characters, {len(data) / 1000:.1f} kB, from {version}")
    for name, codec in STANDARDS.items():
        print(f"not in the source, of {name}: {''.join(sorted(two_byte(codec) - held)) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Tell in which encoding a text was saved that is not Unicode, as old spreadsheets save theirs.

Sheets are short, and a library that counts letters (charset-normalizer) takes a Russian one of twenty letters for a
western one. What tells encodings apart in a few words is how a wrong one looks: letters and signs mixed in one word,
capitals after small letters, words of accents only.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

NAMES = {  # codec: its name for readers; of two that look as well the first is taken
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "koi8_r": "KOI8-R",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp949": "EUC-KR",
    "cp932": "Shift JIS",
    "gb18030": "GB 18030",
    "mac_roman": "Mac Roman",
}
MOST_LOOKED_AT = 20_000  # bytes
WORD = re.compile(r"[^\s\d,;:.!?\"'()\[\]{}<>/|–—„“”‚‘’«»…-]*[^\x00-\x7f\s][^\s\d,;:.!?\"'()\[\]{}<>/|–—„“”‚‘’«»…-]*")
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "HANGUL", "HIRAGANA", "KATAKANA", "CJK")
ASIAN = ("HANGUL", "HIRAGANA", "KATAKANA", "CJK")


def encoding_of(data: bytes) -> str | None:
    """The codec of a text's bytes; None where they are Unicode.

    >>> encoding_of("Köln — über".encode("cp1252")), encoding_of("Köln".encode()), encoding_of("Köln".encode("utf-16"))
    ('cp1252', None, None)
    >>> encoding_of("Киев".encode("cp1251")), encoding_of("Kraków, Łódź".encode("cp1250"))
    ('cp1251', 'cp1250')
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        shown = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:MOST_LOOKED_AT]
        found = [(strangeness(text), codec) for codec in NAMES if (text := decoded(shown, codec)) is not None]
        return min(found, key=lambda each: each[0])[1] if found else "latin-1"
    return None


def decoded(data: bytes, codec: str) -> str | None:
    """Bytes as text; None where they are none in this encoding. A letter cut at the end does not count."""
    try:
        return data.decode(codec, "strict" if len(data) < MOST_LOOKED_AT else "ignore")
    except UnicodeDecodeError:
        return None


def strangeness(text: str) -> float:
    """How strange the words of a text look that have letters beyond ASCII: 0 where each looks like a word.

    >>> strangeness("Киев"), strangeness("Êèåâ") > 0, strangeness("£ódŸ") > strangeness("Łódź")
    (0.0, True, True)
    """
    total = 0.0
    words = WORD.findall(text)
    for word in words:
        letters = [each for each in word if each.isalpha()]
        scripts = {script_of(each) for each in letters}
        beyond = [each for each in word if not each.isascii()]
        total += 2 * sum(not each.isalpha() and not unicodedata.combining(each) for each in beyond)
        total += 2 * (len(scripts) > 1 and not scripts <= {*ASIAN})
        total += 2 * sum(a.islower() and b.isupper() for a, b in pairwise(word))
        total += 2 * (scripts == {"LATIN"} and len(letters) > 2 and len(beyond) > 0.6 * len(letters))
        total += 0.5 * sum(unicodedata.category(each) == "Cc" for each in beyond)
        total += 0.1 * (scripts <= {*ASIAN} and bool(scripts))  # two bytes of anything make such a letter
        total += 0.5 * sum(script_of(each) == "CJK" for each in letters if "HANGUL" in scripts)
    return total / len(words) if words else 0.0


def script_of(letter: str) -> str:
    """The script of a letter, by the first word of its name."""
    name = unicodedata.name(letter, "")
    return next((each for each in SCRIPTS if name.startswith(each)), "OTHER")

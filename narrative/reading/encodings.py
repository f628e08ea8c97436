"""Turn the bytes of a text file into its letters, and say in which encoding they were written."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from narrative.reading.blocks import CURE, TextError

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
DECLARED = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.IGNORECASE)
# What an encoding is called; of its names in Python's tables the first.
NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp949": "Windows-949",
    "cp932": "Windows-932 (Shift JIS)",
    "euc_kr": "EUC-KR",
    "euc_jp": "EUC-JP",
    "shift_jis": "Shift JIS",
    "big5": "Big5",
    "gb18030": "GB 18030",
    "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-U",
    "iso8859-1": "Latin-1",
    "iso8859-2": "Latin-2",
    "iso8859-5": "ISO 8859-5",
    "iso8859-15": "Latin-9",
    "cp866": "DOS 866",
}
CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")
DOUBLE_BYTES = ("cp932", "cp949", "big5", "gb18030")
SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[^\w\s'’.,;:?!\"“”()-](?=[^\W\d_])|(?<=[^\W\d_])[¹²³](?!\w)|[¹²³](?=[^\W\d_])")
# What Python lists among its codecs and no page is written in.
NO_ENCODINGS = frozenset(
    ["undefined", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape"]
)
LEAST_FOREIGN = 0.5  # of the letters beyond ASCII: from this share on a text is not of a Latin alphabet
SAMPLE = 200_000  # bytes by which an encoding is recognised
CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f]")
CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f]")
# Letters by how often they stand in Russian, of which every other single-byte reading makes a salad.
RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
COMMON = frozenset(RUSSIAN[:16])
RARE_CAPITALS = re.compile(r"(?<=[а-яё])[А-ЯЁ]")  # a capital inside a word: the cases of KOI8-R and 1251 are exchanged


def decoded(data: bytes, hint: str = "") -> tuple[str, str]:
    """A file's text, and the name of its encoding.

    Its mark decides, then what HTML or XML declares, then whether it is UTF-8; of the others the one that makes words
    of it: Windows-1252, Windows-1251, KOI8-R, EUC-KR and what else charset-normalizer knows. `hint` is an encoding that
    something outside the file declares.

    Raises
    ------
    TextError
        With one sentence, where the bytes are no text, or the file declares an encoding that nobody knows.

    Examples
    --------
    >>> decoded("Évian".encode("cp1252")), decoded("Évian".encode("utf-16"))[1]
    (('Évian', 'Windows-1252'), 'UTF-16')
    >>> decoded("Они покинули Вильну в мае.".encode("koi8-r"))[1]
    'KOI8-R'
    """
    marked = next((encoding for mark, encoding in MARKS.items() if data.startswith(mark)), None)
    if marked:
        return read(data, marked)
    found = DECLARED.search(data[:2048])
    declared = ((found[1] or found[2]).decode("ascii") if found else "") or hint
    if declared:
        text = as_declared(data, declared)
        if text is not None:
            return text
    try:
        return read(data, "utf-8")
    except TextError:
        pass
    if without_mark := utf16_without_mark(data):
        return read(data, without_mark, "UTF-16")
    if len(CONTROL_BYTES.findall(data)) > len(data) / 100:
        raise TextError(f"it is no text; {CURE}")
    return read(data, likeliest(data))


def as_declared(data: bytes, declared: str) -> tuple[str, str] | None:
    """The text as the file itself says, None where its bytes are no such text: then they are looked at."""
    try:
        codec = codecs.lookup(declared).name
        if codec in NO_ENCODINGS:
            raise LookupError
    except LookupError:
        known = "UTF-8, UTF-16, Windows-1251, Windows-1252, KOI8-R or EUC-KR"
        raise TextError(
            f'it declares the encoding "{declared}", which nobody knows; write one such as {known}, or save it as UTF-8'
        ) from None
    if codec == "iso8859-1":
        codec = "cp1252"  # as browsers read it: https://encoding.spec.whatwg.org/#names-and-labels
    try:
        return read(data, codec)
    except TextError:
        return None


def read(data: bytes, codec: str, name: str = "") -> tuple[str, str]:
    """The text by one encoding, with its name. Raises TextError where it is none."""
    try:
        text = data.decode(codec)
    except (UnicodeError, LookupError):
        raise TextError(f"it is no text; {CURE}") from None
    if "\0" in text or len(CONTROLS.findall(text)) > len(text) / 100:
        raise TextError(f"it is no text; {CURE}")
    return text, name or NAMES.get(codec, codec.upper())


def utf16_without_mark(data: bytes) -> str:
    """The byte order of UTF-16 without its mark: every other byte of the ASCII signs in it is zero; else ""."""
    head = data[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) < 8 or max(even, odd) < len(head) / 20 or min(even, odd) > max(even, odd) / 10:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def likeliest(data: bytes) -> str:
    """The encoding that makes the most of words of some bytes which are no UTF-8.

    A text of Latin letters has few bytes above 127; of the others Korean and its neighbours are told by their pairs,
    Cyrillic by how often which letter stands. What is left charset-normalizer decides, or Windows-1252.
    """
    sample = data[:SAMPLE]
    high = sum(byte > 127 for byte in sample)
    letters = high + sum(chr(byte).isalpha() for byte in sample if byte < 128)
    if letters and high / letters < LEAST_FOREIGN and high:
        return latin(data)
    cyrillic = max(CYRILLIC, key=lambda codec: russian(sample, codec))
    if russian(sample, cyrillic) > 0.5:
        return cyrillic
    for codec in DOUBLE_BYTES:
        if pairs_of(sample, codec):
            return "euc_kr" if codec == "cp949" and pairs_of(data, "euc_kr") else codec
    best = from_bytes(sample).best()
    return codecs.lookup(best.encoding).name if best and best.encoding != "ascii" else latin(data)


def latin(data: bytes) -> str:
    """Windows-1252, the central European Windows-1250 where that has fewer signs within words, or Latin-1.

    Latin-1 is for bytes that Windows-1252 has no letter for.
    """
    sample = data[:SAMPLE]
    if signs(sample, "cp1250") < signs(sample, "cp1252"):
        return "cp1250"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "iso8859-1"
    return "cp1252"


def signs(data: bytes, codec: str) -> int:
    """How many signs stand within words in a reading: "Wa³êsa" has one."""
    return len(SIGN_IN_WORD.findall(data.decode(codec, errors="replace")))


def russian(data: bytes, codec: str) -> float:
    """How much like Russian some bytes read: the share of its sixteen commonest letters, none for a salad of cases."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0.0
    letters = [each for each in text if each.isalpha() and ord(each) > 127]
    if not letters or len(RARE_CAPITALS.findall(text)) > len(letters) / 20:
        return 0.0
    return sum(each.lower() in COMMON for each in letters) / len(letters)


def pairs_of(data: bytes, codec: str) -> bool:
    """Whether the bytes above 127 are pairs that the encoding of a script has, and mostly letters of that script."""
    try:
        text = data.decode(codec, errors="strict" if len(data) < SAMPLE else "ignore")
    except UnicodeDecodeError:
        return False
    high = [each for each in text if ord(each) > 127]
    hangul = ("\uac00", "\ud7a3")
    scripts = {"cp949": hangul, "euc_kr": hangul, "cp932": ("\u3040", "\u30ff")}
    first, last = scripts.get(codec, ("\u4e00", "\u9fff"))
    return bool(high) and sum(first <= each <= last for each in high) > len(high) * (0.3 if codec == "cp932" else 0.6)

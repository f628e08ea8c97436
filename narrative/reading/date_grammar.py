"""Find the pieces of dates in English text: what looks like a day, month, season, year, decade or century."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo.geoparsing.name_words import COUNTED, FUNCTION_WORDS, HEADS_AFTER, MONTHS, PREPOSITIONS, UNITS

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
NUMBERED = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    *("twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth"),
    *("twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first"),
)
ORDINALS = {word: number for number, word in enumerate(NUMBERED, start=1)}
FULL = [name.capitalize() for name in MONTHS if len(name) > 4 or name in ("may", "june", "july")]
SHORT = [name.capitalize() for name in MONTHS if len(name) < 5 and name not in ("may", "june", "july")]
# In capitals too, as headings and datelines have them; "may" and "march" in small letters are verbs.
MONTH = rf"(?:{'|'.join([*FULL, *map(str.upper, FULL)])}|(?:{'|'.join([*SHORT, *map(str.upper, SHORT)])})\b\.?)"
ENDING = r"(?:st|nd|rd|th|d|ST|ND|RD|TH|D)"
# Days of the Roman month, in most months and in March, May, July and October.
ROMAN = {"kalends": (1, 1), "calends": (1, 1), "nones": (5, 7), "ides": (13, 15)}
ROMAN_WORDS = "|".join(f"[{each[0].upper()}{each[0]}]{each[1:]}" for each in ROMAN)
WORDS = "|".join([*sorted(NUMBERED, key=len, reverse=True), ROMAN_WORDS])
DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9]){ENDING}?|(?:{WORDS})(?=\s(?:day\s)?of\s))"
BEFORE = r"(?:[Bb]\.\s?[Cc]\.(?:\s?[Ee]\.)?|BCE?|bce?)"  # after a number an era, and never British Columbia
SINCE = r"(?:[Aa]\.\s?[Dd]\.|AD|C\.\s?E\.|CE)"
PLAIN_YEAR = r"(?:1\d{3}|20\d\d)(?![\d,.]*\d)"
# A year of an era, a dual year (1648/9 began in January for some, in March for others), or four plain digits.
YEAR = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})\s?{BEFORE}|\d{{1,5}}\s?{BEFORE}|{SINCE}\s?\d{{1,4}}(?!\d)|\d{{1,4}}\s?{SINCE}"
    rf"|1[1-7]\d\d/\d{{1,2}}(?![\d/])|{PLAIN_YEAR})"
)
NOT_NUMBERED = r"(?<!\b[Nn]o\.\s)(?<!\b[Nn]os\.\s)(?<!\b[Nn]umber\s)(?<!\b[Nn]o\s)(?<!\bNO\.\s)"
TO = r"(?:\s?[-–—/]\s?|\s(?:to|until|till|through|and|or)\s)"
STYLE = r"(?:,?\s\(?(?P<{0}>O\.\s?S\.|N\.\s?S\.|Old\sStyle|New\sStyle)\)?)?"
NTH = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
PIECE = re.compile(
    rf"""(?:(?<![\w.,$£€#§/-])|(?<=\bmid-)|(?<=\bMid-))(?:
    (?P<iso>(?:1\d|20)\d\d-[01]\d-[0-3]\d)(?![\d-])
    | (?P<points>[0-3]?\d\.[01]?\d\.(?:1\d|20)\d\d|[0-3]?\d/[0-3]?\d/(?:1\d|20)\d\d)(?![\d/])
    | {NOT_NUMBERED}(?P<dm_day>{DAY})(?:(?P<dm_to>{TO})(?:the\s)?(?P<dm_day2>{DAY}))?(?:\s\((?P<dm_new>{DAY})\))?
      \s(?:day\s)?(?:of\s)?(?P<dm_month>{MONTH})(?![\w])(?:\s\((?P<dm_new2>{DAY})\s(?P<dm_newmonth>{MONTH})\))?
      (?:,?\s(?:of\s|in\s)?(?P<dm_year>{YEAR}))?{STYLE.format("dm_style")}
    | (?P<md_month>{MONTH})\s(?:the\s)?(?P<md_day>{DAY})(?!\d|:\d|,\d{{3}}\b)
      (?:(?P<md_to>{TO})(?:the\s)?(?P<md_day2>{DAY})
      (?!\d|\s{MONTH}))?(?:\s\((?P<md_new>{DAY})\))?(?:,?\s(?:of\s)?(?P<md_year>{YEAR}))?{STYLE.format("md_style")}
    | (?P<m_month>{MONTH})(?!\w)(?:,?\s(?:of\s|in\s)?(?P<m_year>{YEAR}))?
    | (?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\b
      (?:,?\s(?:of\s|in\s)?(?P<s_year>1\d{{3}}(?=[-–/]\d\d?\b)|{YEAR})(?:[-–/](?P<s_year2>(?:\d\d)?\d\d|\d(?!\d)))?)?
    | (?P<decade>(?:1\d|20)\d0)['’]?s\b | (?P<decade_bc>\d{{2,4}})['’]?s\s?{BEFORE}
    | (?P<century>{NTH})(?:\s(?P<c_to>and|to|or)\s(?:the\s)?(?P<century2>{NTH}))?[\s-]
      (?:centur(?:y|ies)\b|c(?:ent)?\.(?=\s?[BbAaC]))
      (?P<c_before>\s?{BEFORE})?
    | (?P<range_bc>\d{{1,4}}(?:\s?{BEFORE})?)(?P<bc_to>\s?[-–/]\s?|\s(?:to|until|and)\s)
      (?P<range_bc2>\d{{1,4}}\s?{BEFORE})
    | (?P<range>(?:1\d|20)\d\d)\s?[-–/]\s?(?P<range2>(?:1\d|20)\d\d|\d\d)(?![\w,.-]*\d)
    | (?P<year>{YEAR})
    | (?P<nth>(?:3[01]|[12]\d|[1-9]){ENDING})\b
    )(?!\s?{BEFORE})(?!\w)""",
    re.VERBOSE,
)
MODIFIERS = re.compile(
    r"""(?:\b(?P<doubt>perhaps|possibly|probably|presumably)\s(?:on\s|in\s|by\s)?)?
    (?:\b(?P<about>about|around|circa|approximately|roughly|towards?|some\stime\sin)\s|\bc(?:a)?\.\s?)?
    (?:\b(?:the\s)?(?P<part>early|late|mid|middle|beginning|start|end|close|last\sdays|first\sdays)
       (?:-|\s(?:in|of|on)\s|\s)(?:the\s)?)?(?:the\s)?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
PARTS = {"early": 0, "beginning": 0, "start": 0, "first days": 0, "mid": 1, "middle": 1}
MAY_LEAD = re.compile(
    r"\b(?:in|of|by|since|until|till|during|throughout|early|late|mid|from|between|before|after|last|this|that|end)[\s-]\Z",
    re.IGNORECASE,
)
YEAR_LEAD = re.compile(
    r"(?:\b(?:in|by|since|until|till|of|from|during|before|after|about|around|circa|late|early|mid|year|to|and|between|the|"
    r"through|throughout|into|for|as of)\s|\bca?\.\s?|\bmid-|[(\[]|\A|[.!?]\s+|–|\|\s|\n\s*)\Z",
    re.IGNORECASE,
)
NUMBERED_THING = re.compile(
    r"\b(?:pp?\.|pages?|nos?\.|number|vols?\.|chapter|room|flight|route|highway|article)\s\Z", re.IGNORECASE
)
OF_A_MONTH = re.compile(r"[\s,]*(?:of\s)?(?:inst(?:ant)?|ult(?:imo)?|prox(?:imo)?)\b", re.IGNORECASE)
ENTRY_END = re.compile(r"[.,]?\s?[-–—:]")
DAY_LEAD = re.compile(r"\b(?P<lead>on|by|until|till|since|from|to|before|after|of)\sthe\s\Z", re.IGNORECASE)
NEXT_WORD = re.compile(r"[\s-]+([^\W\d_][\w'’-]*)")


@dataclass(frozen=True)
class Piece:
    """A date as it is written: what is missing is 0; ``last_*`` where the piece itself says "from … to …".

    Years are as people count them: -44 is 44 BC, and there is no year 0.
    """

    start: int
    end: int
    kind: str
    year: int = 0
    month: int = 0
    day: int = 0
    last_year: int = 0
    last_day: int = 0
    joined_by: str = ""
    new_style: tuple[int, int] | None = None  # month (or 0) and day that stand beside the date in brackets
    old_style: bool = False
    doubt: bool = False
    about: bool = False
    part: int | None = None  # early, mid or late


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of dates in a text, in order.

    >>> [(piece.kind, piece.year, piece.month, piece.day) for piece in pieces("25 June 1950, in May, 1,500 men")]
    [('day', 1950, 6, 25), ('month', 0, 5, 0)]
    """
    for match in PIECE.finditer(text):
        if (piece := read_piece(match, text)) is not None:
            yield piece


def read_piece(match: re.Match[str], text: str) -> Piece | None:
    """A match as a piece with what stands before it, or None where it is no date after all."""
    before, following = text[max(0, match.start() - 40) : match.start()], next_word(text, match.end())
    modifiers = MODIFIERS.search(before)
    assert modifiers is not None  # it matches the empty string too
    about = bool(modifiers["about"]) or bool(re.search(r"\bca?\.\s?\Z", before))
    part = (modifiers["part"] or "").lower().replace("\n", " ")
    qualified = about or bool(part) or bool(modifiers["doubt"])
    found = plain_piece(match, before, following, text[match.end() : match.end() + 12], qualified=qualified)
    if found is None:
        return None
    start = (
        match.start() - len(modifiers[0]) + len(modifiers[0]) - len(modifiers[0].lstrip()) if qualified else found.start
    )
    return replace(
        found,
        start=start,
        doubt=bool(modifiers["doubt"]),
        about=about,
        part=PARTS.get(part, 2) if part else None,
    )


def plain_piece(match: re.Match[str], before: str, following: str, text_after: str, *, qualified: bool) -> Piece | None:
    """A match as a piece without its modifiers."""
    start, end = match.span()
    got = match.groupdict()
    if got["iso"]:
        year, month, day = map(int, got["iso"].split("-"))
        return Piece(start, end, "day", year, month, day)
    if got["points"]:
        first, second, year = map(int, re.split("[./]", got["points"]))
        if "/" in got["points"] and first <= 12 and second <= 12 and first != second:
            return None  # the third of April or the fourth of March: nobody can say
        first, second = (second, first) if second > 12 else (first, second)
        return Piece(start, end, "day", year, second, first)
    for side in ("dm", "md"):
        if got[f"{side}_month"]:
            return day_piece(start, end, got, side)
    if got["m_month"]:
        return month_piece(start, end, got, before, qualified=qualified)
    if got["season"]:
        return season_piece(start, end, got, before, following)
    if got["decade"]:
        return Piece(start, end, "decade", int(got["decade"]))
    if got["decade_bc"]:
        tens = int(got["decade_bc"])
        return Piece(start, end, "decade", -tens - 9) if tens % 10 == 0 else None
    if got["century"]:
        if re.search(r"\bturn of (?:the )?\Z", before):
            return None
        kind = "century before" if got["c_before"] else "century"
        return Piece(start, end, kind, century(got["century"]) or 1, last_year=century(got["century2"] or ""))
    if got["range_bc"]:
        last = year_number(got["range_bc2"])
        first = year_number(got["range_bc"]) if not got["range_bc"].isdigit() else -int(got["range_bc"])
        joined = "and" not in got["bc_to"] or re.search(r"\bbetween\s\Z", before, re.IGNORECASE)
        return Piece(start, end, "year", first, last_year=last) if first < last and joined else None
    if (got["range"] or (got["year"] and got["year"].isdigit())) and (
        NUMBERED_THING.search(before) or following in COUNTED
    ):
        return None
    if got["range"]:
        first, last = int(got["range"]), whole_year(int(got["range"]), got["range2"])
        return Piece(start, end, "year", first, last_year=last) if first < last else None
    if got["year"]:
        led = YEAR_LEAD.search(before) or qualified or not got["year"].isdigit()
        return Piece(start, end, "year", year_number(got["year"])) if led else None
    if OF_A_MONTH.match(text_after):
        return None  # "the 3rd instant" waits for the date of its letter
    if (start == 0 or re.search(r"\n\s*\n\s*\Z", before)) and ENTRY_END.match(text_after):
        return Piece(start, end, "day", day=number(got["nth"]))  # "25th.—Rain.", an entry of a journal
    lead = DAY_LEAD.search(before)
    if lead is None or (following and not goes_on(following, lead["lead"].lower())):
        return None
    return Piece(start, end, "day", day=number(got["nth"]))


def day_piece(start: int, end: int, got: dict[str, str | None], side: str) -> Piece:
    """ "25 June 1950", "June 14-15, 1812", "12 (24) June 1812", "12/24 June 1812"."""
    day, last = number(got[f"{side}_day"]), number(got[f"{side}_day2"])
    if named := ROMAN.get(str(got[f"{side}_day"]).lower()):
        day = named[number_of_month(got[f"{side}_month"]) in (3, 5, 7, 10)]
    new = (number_of_month(got.get(f"{side}_newmonth")), number(got.get(f"{side}_new") or got.get(f"{side}_new2")))
    if last and "/" in (got[f"{side}_to"] or "") and 10 <= last - day <= 13:
        new, last = (0, last), 0
    return Piece(
        start,
        end,
        "day",
        year_number(got[f"{side}_year"]),
        number_of_month(got[f"{side}_month"]),
        day,
        last_day=last,
        joined_by=(got[f"{side}_to"] or "").strip(),
        new_style=new if new[1] else None,
        old_style=(got[f"{side}_style"] or "").startswith("O"),
    )


def month_piece(start: int, end: int, got: dict[str, str | None], before: str, *, qualified: bool) -> Piece | None:
    """ "May 1949", "in May"; the verbs "may" and "march" are written large only where a sentence begins."""
    year, month = year_number(got["m_year"]), number_of_month(got["m_month"])
    if not year and not qualified and not MAY_LEAD.search(before):
        return (
            Piece(start, end, "loose month", 0, month)
            if month not in (3, 5, 8) and str(got["m_month"]).capitalize() in FULL
            else None
        )
    return Piece(start, end, "month", year, month)


def season_piece(start: int, end: int, got: dict[str, str | None], before: str, following: str) -> Piece | None:
    """ "the spring of 1949", "in winter"; "the fall of Seoul" is no season, nor is a spring of water."""
    year = year_number(got["s_year"])
    if not year and (not re.search(r"\b(?:in|by|during|that|this|of|until)(?: the)?\s\Z", before) or following == "of"):
        return None
    season = SEASONS[str(got["season"]).lower()]
    return Piece(
        start, end, "season", year, season, last_year=whole_year(year, got["s_year2"]) if got["s_year2"] else 0
    )


def next_word(text: str, position: int) -> str:
    """The word that stands after a piece, parted from it by a space or a hyphen alone."""
    found = NEXT_WORD.match(text, position)
    return found[1] if found else ""


def goes_on(following: str, lead: str) -> bool:
    """Whether a sentence goes on after "the 12th", rather than telling the twelfth of what."""
    low = following.lower()
    if following[0].isupper():
        return lead == "on" and low not in UNITS and low not in HEADS_AFTER and low not in ("congress", "amendment")
    return low in FUNCTION_WORDS or low in PREPOSITIONS or low in ("inst", "instant", "ult", "ultimo", "also", "only")


def year_number(words: str | None) -> int:
    """A year as people count it: -44 for "44 B.C.", 79 for "A.D. 79", 1649 for the dual year "1648/9"; 0 for none.

    >>> [year_number(each) for each in ("44 B.C.", "A.D. 79", "17,000 BC", "1648/9", "1699/1700", "1812", None)]
    [-44, 79, -17000, 1649, 1700, 1812, 0]
    """
    if not words:
        return 0
    digits = re.findall(r"\d+", words.replace(",", ""))
    if "/" in words:
        return whole_year(int(digits[0]), digits[1])
    return -int(digits[0]) if re.search(r"[Bb]\.?\s?[Cc]", words) else int(digits[0])


def number(words: str | None) -> int:
    """The number that a day begins with, 0 for none: 25 for "25th"."""
    if not words:
        return 0
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else ORDINALS.get(words.lower(), 0)


def number_of_month(name: str | None) -> int:
    """1 to 12, 0 for no name."""
    return MONTHS[name.lower().rstrip(".")] if name else 0


def century(words: str) -> int:
    """The first year of a century as EDTF counts: 1300 for "14th" and "fourteenth", 0 for nothing."""
    count = ORDINALS.get(words.lower()) or number(words)
    return (count - 1) * 100 if count else 0


def whole_year(first: int, last: str) -> int:
    """The last year of a range that may name it by two digits: 1814 for 1812 and "14".

    >>> whole_year(1812, "14"), whole_year(1898, "02"), whole_year(1939, "1945"), whole_year(1648, "9")
    (1814, 1902, 1945, 1649)
    """
    if len(last) == 4:
        return int(last)
    if len(last) == 1:
        year = first // 10 * 10 + int(last)
        return year if year > first else year + 10
    year = first // 100 * 100 + int(last)
    return year if year > first else year + 100

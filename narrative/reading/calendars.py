"""Find the dates of a text that are of another calendar, and write each as EDTF: French Republican and Hijri.

The converters are convertdate's and, for the years in which the Hijri calendar was proclaimed, hijridate's. What they
do not convert (regnal years, Olympiads) is left to ``unread_dates``. Old and New Style are a matter of ``text_dates``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from convertdate import french_republican, islamic, julian
from hijridate import Hijri

from geo.reading.days import Day
from narrative.reading.mentions import DateMention
from narrative.reading.windows import windows
from narrative.story.dates import edtf_year, parse_date

GREGORIAN_JD = 2_299_160.5  # 15 October 1582: before it a text's own days are Julian
PROCLAIMED = range(1343, 1501)  # years of hijridate's table (Umm al-Qura, Saudi Arabia)
REPUBLICAN = (
    *("vendemiaire", "brumaire", "frimaire", "nivose", "pluviose", "ventose"),
    *("germinal", "floreal", "prairial", "messidor", "thermidor", "fructidor"),
)
HIJRI = (
    r"muharram",
    r"safar",
    r"rabi'? ?(?:al|ul|el)?[ -]?'?(?:awwal|avval|i\b|1)",
    r"rabi'? ?(?:al|ul|el|ath|us)?[ -]?'?(?:thani|sani|akhir|ii\b|2)",
    r"(?:jumada|jamadi|djumada)'? ?(?:al|ul|el)?[ -]?'?(?:ula|awwal|i\b|1)",
    r"(?:jumada|jamadi|djumada)'? ?(?:al|ul|el|ath|us)?[ -]?'?(?:thaniy?ah?|thani|sani|akhir(?:ah?)?|ii\b|2)",
    r"rajab",
    r"sha'?ban",
    r"rama[dz]h?an",
    r"shawwal",
    r"(?:dh|z)[uo]'?[ -]?(?:al|l|ul|'l)?[ -]?(?:qa'?dah?|qi'?dah?)",
    r"(?:dh|z)[uo]'?[ -]?(?:al|l|ul|'l)?[ -]?hi[jgd]+j?ah?",
)
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
AH = r"(?:a\.?\s?h\.?|of the hij?[rg]i?r?ah?|hijri)"
ROMAN = r"[ivx]+|\d{1,2}"
ONE_HIJRI = re.compile(
    rf"(?<![\w.-])(?:(?:{DAY}(?:\sof)?\s)?(?P<month>{'|'.join(HIJRI)}),?\s(?:of\s)?)?"
    rf"(?:(?P<year>\d{{1,4}})(?:/\d{{3,4}})?\s?{AH}(?!\w)|(?<!\w){AH}\s(?P<year2>\d{{1,4}})(?!\d))"
)
# A day of a month that only this calendar has needs no word for its era.
ONE_HIJRI_DAY = re.compile(
    rf"(?<![\w.-]){DAY}(?:\sof)?\s(?P<month>{'|'.join(HIJRI)}),?\s(?P<year>\d{{3,4}})(?P<year2>)(?![\d/])"
)
HIJRI_STARTS = (
    "muharram",
    "safar",
    "rabi",
    "jumada",
    "jamadi",
    "djumada",
    "rajab",
    "sha",
    "rama",
    "shawwal",
    "dh",
    "zu",
)
ONE_REPUBLICAN = re.compile(
    rf"(?<![\w.-])(?:{DAY}(?:\sof)?\s)?(?P<month>{'|'.join(REPUBLICAN)}),?\s"
    rf"(?:(?:of\s)?(?:the\s)?(?:year|an)\s(?P<year>{ROMAN})(?!\w)|(?P<year2>[ivx]+)(?!\w))"
)
VALUES = {"i": 1, "v": 5, "x": 10}


def other_calendars(text: str) -> Iterator[DateMention]:
    """The dates of other calendars, in order, each with the reason of its EDTF.

    A Hijri day that is reckoned, not looked up, may be off by one and is about. Days before 15 October 1582 are given
    in the Julian calendar, as texts of that time have them.

    >>> for date in other_calendars("On 18 Brumaire, year VIII; 4 Safar 656 AH; in A.H. 922; 12 Ramadan 1445 AH"):
    ...     print(date.name, "=", date.edtf)
    18 Brumaire, year VIII = 1799-11-09
    4 Safar 656 AH = 1258-02-10~
    A.H. 922 = 1516-02-05~/1517-01-23~
    12 Ramadan 1445 AH = 2024-03-22
    """
    plain = folded(text)
    found = [*republican(text, plain), *hijri(text, plain)]
    yield from sorted(found, key=lambda each: each.start)


def folded(text: str) -> str:
    """A text in small letters without accents, as many letters as before."""
    foreign = {each for each in text if not each.isascii()}
    letters = {ord(each): unicodedata.normalize("NFD", each)[0].lower()[0] for each in foreign}
    return text.translate({**letters, ord("’"): "'", ord("‘"): "'"}).lower()


def republican(text: str, plain: str) -> Iterator[DateMention]:
    """Dates of the French Republican calendar."""
    for match in near(ONE_REPUBLICAN, plain, REPUBLICAN):
        year = roman(match["year"] or match["year2"])
        month = REPUBLICAN.index(match["month"]) + 1
        days = (int(match["day"]),) * 2 if match["day"] else (1, 30)
        if not 1 <= year <= 14:
            continue
        try:
            ends = [Day(*french_republican.to_gregorian(year, month, day)) for day in days]
        except ValueError:
            continue
        yield mention(text, match, "the French Republican calendar", ends, "")


def hijri(text: str, plain: str) -> Iterator[DateMention]:
    """Dates of the Hijri calendar: a day, a month or a year."""
    named = list(near(ONE_HIJRI, plain, ("ah", "a.h", "a. h", "hijr", "hegir", "hidjr")))
    spans = [each.span() for each in named]
    bare = [
        each
        for each in near(ONE_HIJRI_DAY, plain, HIJRI_STARTS)
        if not any(start < each.end() and each.start() < end for start, end in spans)
    ]
    for match in [*named, *bare]:
        year = int(match["year"] or match["year2"])
        month = month_of(match["month"]) if match["month"] else 0
        if not year or (match["month"] and not month):
            continue
        first = (year, month or 1, int(match["day"] or 1))
        last = (year, month or 12, int(match["day"] or islamic.month_length(year, month or 12)))
        try:
            ends = [hijri_day(*first), hijri_day(*last)]
        except (ValueError, OverflowError):
            continue
        yield mention(text, match, "the Hijri calendar", ends, "" if year in PROCLAIMED else "~")


def near(pattern: re.Pattern[str], plain: str, words: Iterable[str]) -> Iterator[re.Match[str]]:
    """The matches of a pattern around the words without which there is none."""
    for start, end in windows(plain, words, 60, 60):
        yield from pattern.finditer(plain, start, end)


def hijri_day(year: int, month: int, day: int) -> Day:
    """A Hijri day as our texts have it: looked up where a table has its year, else reckoned."""
    if year in PROCLAIMED:
        return Day(*Hijri(year, month, min(day, 30)).to_gregorian().datetuple())
    if not 1 <= day <= 30:
        raise ValueError("no month has such a day")
    jd = islamic.to_jd(year, month, day)
    return Day(*julian.from_jd(jd)[:3]) if jd < GREGORIAN_JD else Day(*islamic.to_gregorian(year, month, day))


def month_of(name: str) -> int:
    """The number of a Hijri month by its name, of the many that it has in English; 0 for none."""
    return next((number for number, form in enumerate(HIJRI, 1) if re.fullmatch(form, name)), 0)


def roman(words: str) -> int:
    """A number in digits or in Roman letters.

    >>> roman("viii"), roman("iv"), roman("2")
    (8, 4, 2)
    """
    if words.isdigit():
        return int(words)
    values = [VALUES[letter] for letter in words]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))


def mention(text: str, match: re.Match[str], calendar: str, ends: list[Day], mark: str) -> DateMention:
    """A date with what it is converted from."""
    first, last = (edtf_day(day) + mark for day in ends)
    edtf = first if first == last else f"{first}/{last}"
    name = text[match.start() : match.end()]
    about = ", which may be off by a day" if mark else ""
    reason = f"“{name}” is {parse_date(edtf.replace('~', '')).words} by {calendar}{about}"
    return DateMention(match.start(), match.end(), name, edtf, reason=reason, foreign=True)


def edtf_day(day: Day) -> str:
    """A day in EDTF."""
    return f"{edtf_year(day.year)}-{day.month:02}-{day.day:02}"

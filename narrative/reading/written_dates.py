"""Turn a date as people write it into EDTF, or into nothing where it can be read in two ways."""

from __future__ import annotations

import re

from narrative.story.dates import MONTHS, SEASONS, edtf_year, parse_date

NAMES = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
SEASON_NUMBERS = {**{word: number for number, word in SEASONS.items()}, "fall": "23"}
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|d)?"
BEFORE, AFTER = r"b\.?\s?c\.?(?:\s?e\.?)?", r"a\.?\s?d\.?|c\.?\s?e\.?"
# A number of one or two digits is a year only with its era: "79" may be 1979.
YEAR = (
    rf"(?:(?:{AFTER})\s?(?P<ad>\d{{1,4}})|(?P<bc>\d[\d,]{{0,9}})\s?(?:{BEFORE})|(?P<ce>\d{{1,4}})\s?(?:{AFTER})"
    r"|(?P<year>\d{3,4}))"
)
FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:the )?(?:year )?{YEAR}",
        r"(?P<year>\d{3,4})-(?P<number>\d{1,2})(?:-(?P<day>\d{1,2}))?(?:T00:00(?::00(?:\.0+)?)?Z?)?",
        rf"(?:in )?{MONTH},? (?:of )?{YEAR}",
        rf"(?:on )?(?:the )?{DAY} (?:of )?{MONTH},? {YEAR}",
        rf"(?:on )?{MONTH} (?:the )?{DAY},? {YEAR}",
        rf"(?:in )?(?:the )?(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? {YEAR}",
        r"(?:the )?(?P<decade>\d{1,3})0['’]?s(?P<decade_bc>\s?" + BEFORE + ")?",
        r"(?:the )?(?P<century>\d{1,2})(?:st|nd|rd|th) century"
        rf"(?:(?P<century_bc>\s?(?:{BEFORE}))|\s?(?:{AFTER}))?",
        rf"some day in {MONTH} (?P<masked>\d{{4}})",
        r"(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})",
    )
)
ABOUT = re.compile(r"^(?:about|around|circa|ca?\.?|approx(?:imately|\.)?|roughly|~) *(?=\w)", re.IGNORECASE)
PERHAPS_FIRST = re.compile(r"^(?:perhaps|possibly|probably|maybe),? ", re.IGNORECASE)
PERHAPS = re.compile(r"(?:,? perhaps| ?\(perhaps\)| ?\(\?\)|\?)$", re.IGNORECASE)
DASH = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+to\s+|\s+until\s+|\s+and\s+", re.IGNORECASE)
ERA = re.compile(rf"\s?(?:{BEFORE}|{AFTER})$", re.IGNORECASE)


def read_a_date(words: str) -> str | None:
    """A date in EDTF, level 1; None for what is no date, or could be two ("3/4/1793").

    Parameters
    ----------
    words : as people write a date in English, or EDTF itself. Years before the year 1 carry their era ("44 BC"): a
        minus sign is EDTF's, and -0044 is 45 BC.

    >>> [read_a_date(each) for each in ("8 May 1945", "c. 1945", "spring 1949", "1945-05-08", "May 8th, 1945")]
    ['1945-05-08', '1945~', '1949-21', '1945-05-08', '1945-05-08']
    >>> [read_a_date(each) for each in ("44 BC", "15 March 44 B.C.", "AD 79", "c. 1200 BCE", "431-404 BC", "-0043")]
    ['-0043', '-0043-03-15', '0079', '-1199~', '-0430/-0403', '-0043']
    >>> [read_a_date(each) for each in ("5th century BCE", "the 430s BC", "17,001 BC", "31 BC to AD 14")]
    ['-04XX', '-0438/-0429', 'Y-17000', '-0030/0014']
    >>> [read_a_date(each) for each in ("1790-2010", "20–25 June 1950", "12-14 August 1854", "1790s", "April 1949?")]
    ['1790/2010', '1950-06-20/1950-06-25', '1854-08-12/1854-08-14', '179X', '1949-04?']
    >>> [read_a_date(each) for each in ("25/6/1950", "6/25/1950", "3/4/1793", "long ago", "1793-02-30", "44", "")]
    ['1950-06-25', '1950-06-25', None, None, None, None, None]
    """
    text = " ".join(words.split()).strip(" .")
    era = re.search(r"(?:b\.\s?c|a\.\s?d|c\.\s?e)$", text, re.IGNORECASE)
    text += "." if era else ""
    return next((each for each in readings(text) if each and is_date(each)), None)


def readings(text: str) -> list[str | None]:
    """What a text may be, the plainest first."""
    if plain := single(text):  # before EDTF itself: a database writes a day as its midnight
        return [plain]
    if is_date(text):
        return [text]
    if opened := re.fullmatch(r"(from|since|until|before|after) (.+)", text, re.IGNORECASE):
        side = single(opened[2])
        early = opened[1].lower() in ("from", "since", "after")
        found = [side and (f"{side}/.." if early else f"../{side}")]
        return found if side else [interval(opened[2])]
    if years := re.fullmatch(r"(\d{3,4})\s*[-–—]\s*(\d{4})", text):
        return [f"{years[1].zfill(4)}/{years[2]}"]
    if short := re.fullmatch(r"(\d\d)(\d\d)[-–—](\d\d)", text):
        return [f"{short[1]}{short[2]}/{short[1]}{short[3]}" if short[3] > short[2] and int(short[3]) > 12 else None]
    return [interval(text)]


def interval(text: str) -> str | None:
    """Two dates with a dash or "to" between them; what the first lacks is the second's."""
    mark = ""
    if found := ABOUT.match(text):
        mark, text = "~", text[found.end() :]
    if found := PERHAPS.search(text):
        mark, text = ("%" if mark else "?"), text[: found.start()]
    text = re.sub(r"^between ", "", text, flags=re.IGNORECASE)
    sides = DASH.split(text)
    if len(sides) == 1:
        sides = re.split(r"(?<=[\da-z])-(?=[\dA-Z])", text)
    if len(sides) != 2:
        return None
    start, end = sides
    last = single(end)
    if not last:
        return None
    era = None if ERA.search(start) else ERA.search(end)  # of 431-404 BC both are before Christ
    tails = [end[at:] for at in range(len(end)) if end[at] == " "]
    for tail in (*([era[0]] if era else []), "", *tails):
        first = single(start + tail)
        if first and is_date(f"{marked(first, mark)}/{marked(last, mark)}"):
            return f"{marked(first, mark)}/{marked(last, mark)}"
    return None


def single(text: str) -> str | None:
    """One date that is no interval, or a decade before the year 1, which EDTF has as one."""
    mark = ""
    if found := PERHAPS_FIRST.match(text):
        mark, text = "?", text[found.end() :]
    if found := PERHAPS.search(text):
        mark, text = "?", text[: found.start()]
    if found := ABOUT.match(text):
        mark, text = "%" if mark else "~", text[found.end() :]
    text = text.strip(" ,")
    for form in FORMS:
        if match := form.fullmatch(text.lower()) or form.fullmatch(text):
            edtf = edtf_of({key: value for key, value in match.groupdict().items() if value})
            if not edtf or not is_date(edtf):
                return None
            return "/".join(marked(side, mark) for side in edtf.split("/"))
    return None


def edtf_of(parts: dict[str, str]) -> str:
    """The parts of a date as EDTF; "" where they can be read in two ways."""
    if "decade" in parts:
        tens = int(parts["decade"]) * 10
        if "decade_bc" in parts:  # people's 430s BC are 439 to 430 BC, EDTF's decades end with 1
            return f"{edtf_year(-tens - 8)}/{edtf_year(1 - tens)}"
        return f"{tens // 10:03}X"
    if "century" in parts:
        return f"{'-' if 'century_bc' in parts else ''}{int(parts['century']) - 1:02}XX"
    if "masked" in parts:
        return f"{parts['masked']}-{NAMES[parts['month'][:3]]:02}-XX"
    year = year_of(parts)
    if "first" in parts:
        day, month = int(parts["first"]), int(parts["second"])
        if parts["mark"] == "/" and day <= 12 and month <= 12 and day != month:
            return ""  # the third of April or the fourth of March; with points the day stands first everywhere
        day, month = (month, day) if month > 12 else (day, month)
        return f"{year}-{month:02}-{day:02}"
    if "season" in parts:
        return f"{year}-{SEASON_NUMBERS[parts['season']]}"
    number = parts.get("number") or (NAMES[parts["month"][:3]] if "month" in parts else None)
    if number is None:
        return year
    return f"{year}-{int(number):02}" + (f"-{int(parts['day']):02}" if "day" in parts else "")


def year_of(parts: dict[str, str]) -> str:
    """The year of a date in EDTF: 44 BC is -0043."""
    if "bc" in parts:
        return edtf_year(1 - int(parts["bc"].replace(",", "")))
    return edtf_year(int(parts.get("ad") or parts.get("ce") or parts["year"]))


def marked(date: str, mark: str) -> str:
    """A date with its doubt; one that has some keeps it."""
    return date if not mark or date[-1] in "~?%" else date + mark


def is_date(text: str) -> bool:
    """Whether a text is EDTF that a step may have."""
    try:
        parse_date(text)
    except ValueError:
        return False
    return True

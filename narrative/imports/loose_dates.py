"""Turn a date as people write it into EDTF, or into nothing where it can be read in two ways."""

from __future__ import annotations

import re

from narrative.story.dates import MONTHS, SEASONS, parse_date

NAMES = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
SEASON_NUMBERS = {**{word: number for number, word in SEASONS.items()}, "fall": "23"}
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{3,4})"
FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{YEAR}",
        r"(?P<year>\d{3,4})-(?P<number>\d{1,2})(?:-(?P<day>\d{1,2}))?(?:T00:00(?::00(?:\.0+)?)?Z?)?",
        rf"{MONTH},? {YEAR}",
        rf"{DAY} {MONTH},? {YEAR}",
        rf"{MONTH} {DAY},? {YEAR}",
        rf"(?:the )?(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? {YEAR}",
        r"(?:the )?(?P<decade>\d{3})0s",
        r"(?:the )?(?P<century>\d{1,2})(?:st|nd|rd|th) century",
        rf"some day in {MONTH} (?P<masked>\d{{4}})",
    )
)
ABOUT = re.compile(r"^(?:about|around|circa|ca?\.?|approx\.?|~) *(?=\w)", re.IGNORECASE)
PERHAPS = re.compile(r"(?:,? perhaps| ?\(perhaps\)| ?\(\?\)|\?)$", re.IGNORECASE)
DASH = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+to\s+|\s+until\s+", re.IGNORECASE)


def loose_date(text: str) -> str | None:
    """A date in EDTF; None for what is no date, or could be two ("3/4/1793").

    >>> [loose_date(each) for each in ("1790-2010", "c. 1793", "3 March 1793", "Mar. 3rd, 1793", "spring 1949")]
    ['1790/2010', '1793~', '1793-03-03', '1793-03-03', '1949-21']
    >>> [loose_date(each) for each in ("20–25 June 1950", "April 1949, perhaps",  "1790s", "16th century")]
    ['1950-06-20/1950-06-25', '1949-04?', '179X', '15XX']
    >>> [loose_date(each) for each in ("3/4/1793", "long ago", "44 BC", "1793-02-30", "")]
    [None, None, None, None, None]
    """
    text = " ".join(text.split()).strip(" .")
    found = next((each for each in readings(text) if each and is_date(each)), None)
    return found


def readings(text: str) -> list[str | None]:
    """What a text may be, the plainest first."""
    if plain := single(text):  # before EDTF itself: a database writes a day as its midnight
        return [plain]
    if is_date(text):
        return [text]
    if opened := re.fullmatch(r"(from|since|until|before|after) (.+)", text, re.IGNORECASE):
        side = single(opened[2])
        early = opened[1].lower() in ("from", "since", "after")
        return [side and (f"{side}/.." if early else f"../{side}")]
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
    sides = DASH.split(text)
    if len(sides) == 1:
        sides = re.split(r"(?<=[\da-z])-(?=[\dA-Z])", text)
    if len(sides) != 2:
        return None
    start, end = sides
    last = single(end)
    for tail in ("", *(end[at:] for at in range(len(end)) if end[at] == " ")):
        first = single(start + tail)
        if first and last:
            return f"{marked(first, mark)}/{marked(last, mark)}"
    return None


def single(text: str) -> str | None:
    """One date that is no interval."""
    about, perhaps = ABOUT.match(text), PERHAPS.search(text)
    text = text[about.end() if about else 0 : perhaps.start() if perhaps else None].strip(" ,")
    mark = "%" if about and perhaps else "~" if about else "?" if perhaps else ""
    for form in FORMS:
        if match := form.fullmatch(text.lower()) or form.fullmatch(text):
            found = edtf_of({key: value for key, value in match.groupdict().items() if value})
            return marked(found, mark) if is_date(found) else None
    return None


def edtf_of(parts: dict[str, str]) -> str:
    """The parts of a date as EDTF."""
    if "decade" in parts:
        return f"{parts['decade']}X"
    if "century" in parts:
        return f"{int(parts['century']) - 1:02}XX"
    if "masked" in parts:
        return f"{parts['masked']}-{NAMES[parts['month'][:3]]:02}-XX"
    year = parts["year"].zfill(4)
    if "season" in parts:
        return f"{year}-{SEASON_NUMBERS[parts['season']]}"
    month = parts.get("number") or (NAMES[parts["month"][:3]] if "month" in parts else None)
    if month is None:
        return year
    return f"{year}-{int(month):02}" + (f"-{int(parts['day']):02}" if "day" in parts else "")


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

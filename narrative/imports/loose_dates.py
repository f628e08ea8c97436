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
WEEKDAY = re.compile(
    r"^(?:on )?(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\.?|montag|dienstag|mittwoch|donnerstag|freitag"
    r"|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado"
    r"|domingo),? (?=\w)",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"(?:,? (?:at )?\d{1,2}(?::\d\d){1,2}(?: ?[ap]\.?m\.?)?|,? (?:at )?\d{1,2} ?[ap]\.?m\.?"
    r"|T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)$",
    re.IGNORECASE,
)
NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{3,4})")
FOREIGN = {  # months of languages in which people write sheets and slides, without those that are English too
    name: number
    for names in (
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    )
    for number, name in enumerate(names.split(), 1)
    if name.capitalize() not in MONTHS
}
FOREIGN_MONTH = re.compile(rf"\b(?:{'|'.join(sorted(FOREIGN, key=len, reverse=True))})\b", re.IGNORECASE)
DASH = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+to\s+|\s+until\s+", re.IGNORECASE)


def loose_date(text: str) -> str | None:
    """A date in EDTF; None for what is no date, or could be two ("3/4/1793").

    >>> [loose_date(each) for each in ("1790-2010", "c. 1793", "3 March 1793", "Mar. 3rd, 1793", "spring 1949")]
    ['1790/2010', '1793~', '1793-03-03', '1793-03-03', '1949-21']
    >>> [loose_date(each) for each in ("20–25 June 1950", "April 1949, perhaps",  "1790s", "16th century")]
    ['1950-06-20/1950-06-25', '1949-04?', '179X', '15XX']
    >>> [loose_date(each) for each in ("Tuesday, September 3, 2013", "3 September 2013 5:00 pm", "25/12/1990")]
    ['2013-09-03', '2013-09-03', '1990-12-25']
    >>> [loose_date(each) for each in ("3. Oktober 1990", "le 1er août 1291", "3 de mayo de 1808", "12/25/1990")]
    ['1990-10-03', '1291-08-01', '1808-05-03', '1990-12-25']
    >>> [loose_date(each) for each in ("3/4/1793", "long ago", "44 BC", "1793-02-30", "")]
    [None, None, None, None, None]
    """
    text = " ".join(text.split()).strip(" .")
    found = (each for form in dict.fromkeys((text, plainer(text))) for each in readings(form))
    return next((each for each in found if each and is_date(each)), None)


def plainer(text: str) -> str:
    """A date without its weekday and its time of day, and with the English names of its months."""
    text = CLOCK.sub("", WEEKDAY.sub("", text)).strip(" ,")
    english = FOREIGN_MONTH.sub(lambda found: MONTHS[FOREIGN[found[0].casefold().rstrip(".")] - 1], text)
    if english != text:  # "le 1er août", "3 de mayo de 1808"
        english = re.sub(r"\b(\d{1,2})(?:er|º|°)? (?:de )?(?=[A-Z])", r"\1 ", english.removeprefix("le "))
        english = re.sub(r"(?<=[a-z]) del? (?=\d)", " ", english)
    return re.sub(r"\b(\d{1,2})\. (?=[A-Z][a-z])", r"\1 ", english)  # "3. Oktober", "3. November"


def readings(text: str) -> list[str | None]:
    """What a text may be, the plainest first."""
    if plain := single(text):  # before EDTF itself: a database writes a day as its midnight
        return [plain]
    if day := numeric(text):
        return [day]
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


def numeric(text: str) -> str | None:
    """Three numbers as a date where they can mean one day only.

    >>> numeric("25/12/1990"), numeric("12/25/1990"), numeric("27.5.1949"), numeric("5/5/1905"), numeric("3/4/1793")
    ('1990-12-25', '1990-12-25', '1949-05-27', '1905-05-05', None)
    """
    found = NUMBERS.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), found[4].zfill(4)
    if first > 12 or first == second:
        return f"{year}-{second:02}-{first:02}"
    return f"{year}-{first:02}-{second:02}" if second > 12 else None


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

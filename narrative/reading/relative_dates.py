"""Read dates that say how far they are from another, or what feast they are: "the next day", "the 3rd instant"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateutil.easter import EASTER_JULIAN, EASTER_WESTERN, easter

from geo.reading.days import Day, days_in_month
from narrative.reading.datelines import Dateline
from narrative.reading.mentions import DateMention
from narrative.reading.windows import lowered, windows
from narrative.story.dates import MONTHS, Date, edtf_year, parse_date

NUMBERS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"a": 1, "an": 1, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30},
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"spring": (21, 3), "summer": (22, 6), "autumn": (23, 9), "fall": (23, 9), "winter": (24, 12)}
FIXED = {
    "new year's day": (1, 1),
    "twelfth night": (1, 5),
    "epiphany": (1, 6),
    "candlemas": (2, 2),
    "st. valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "lady day": (3, 25),
    "st. george's day": (4, 23),
    "may day": (5, 1),
    "midsummer day": (6, 24),
    "st. john's day": (6, 24),
    "st. peter's day": (6, 29),
    "st. swithin's day": (7, 15),
    "st. james's day": (7, 25),
    "lammas": (8, 1),
    "assumption day": (8, 15),
    "holy cross day": (9, 14),
    "michaelmas": (9, 29),
    "all hallows' eve": (10, 31),
    "all saints' day": (11, 1),
    "all souls' day": (11, 2),
    "guy fawkes day": (11, 5),
    "martinmas": (11, 11),
    "st. andrew's day": (11, 30),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "st. stephen's day": (12, 26),
    "new year's eve": (12, 31),
}
MOVABLE = {  # days from Easter Sunday
    "shrove tuesday": -47,
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter sunday": 0,
    "easter day": 0,
    "easter monday": 1,
    "easter tuesday": 2,
    "easter": 0,
    "ascension day": 39,
    "whit sunday": 49,
    "whitsunday": 49,
    "whitsuntide": 49,
    "whit monday": 50,
    "pentecost": 49,
    "trinity sunday": 56,
    "corpus christi": 60,
}
KEYS = {each.replace("'", ""): each for each in (*FIXED, *MOVABLE)}
GREGORIAN = 1583  # from this year Easter is reckoned by the Gregorian calendar here


def feast_pattern(name: str) -> str:
    """A feast's name as texts write it: "St" or "Saint", with or without "Day"."""
    words = re.escape(name).replace(r"st\.\ ", r"(?:st\.?|saint)\ ").replace("'", "['’]?")
    return words + (r"(?:\ day)?" if name in ("christmas", "michaelmas", "lammas", "candlemas", "martinmas") else "")


FEASTS = "|".join(feast_pattern(each) for each in sorted({*FIXED, *MOVABLE}, key=len, reverse=True))
COUNT = rf"(?:{'|'.join(NUMBERS)}|\d{{1,3}})"
PATTERN = re.compile(
    rf"""
    (?P<month_day>\d{{1,2}})(?:st|nd|rd|th|d)?,?\s(?:of\s)?
        (?P<which>inst(?:ant)?|ult(?:imo)?|prox(?:imo)?|(?:this|last|the\slast|next)\smonth)\b\.?
    | (?P<feast>{FEASTS})(?!\w)(?:,?\s(?:of\s|in\s)?(?P<feast_year>(?:1\d{{3}}|20\d\d|AD\s\d+))(?!\d))?
    | (?:the\s)?(?P<step>next|following|previous|preceding)\s
        (?P<unit>day|morning|afternoon|evening|night|week|month|year|spring|summer|autumn|fall|winter
            |{"|".join(MONTHS)}|{"|".join(WEEKDAYS)})\b
    | (?P<count>{COUNT})\s(?P<units>day|night|week|fortnight|month|year)s?\s(?:later|afterwards?|after(?=[,.;:]))(?!\w)
    | (?P<count_back>{COUNT})\s(?P<units_back>day|night|week|fortnight|month|year)s?\s(?:earlier|before(?=[,.;:]))(?!\w)
    | (?<=\b[IiBb][ny]\s)(?P<bare>\d{{2,3}})(?![\d,.]*\d)(?=[,.;:)]|\s(?!\w+s\b|per\b|%|B\.?C|A\.?D|\w+\sof\b))
    | (?P<told>yesterday|today|to-day|tomorrow|to-morrow|this\s(?:morning|afternoon|evening)|last\snight)\b
    | (?<!\w)(?P<lead>[Oo]n\s(?:the\s)?|by\s|until\s|till\s)?(?P<weekday>{"|".join(WEEKDAYS)})
        (?P<part>\s(?:morning|afternoon|evening|night))?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
TOLD = {"yesterday": -1, "last night": -1, "tomorrow": 1, "to-morrow": 1}
DAYS_OF = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
# Words of which one stands in whatever the pattern finds: a book is searched around them only.
WORDS = (
    *("inst", "ult", "prox", "is month", "st month", "xt month", "next ", "following ", "previous ", "preceding "),
    *(" later", " afterward", " after,", " after.", " after;", " after:", " earlier", " before,", " before."),
    *(" before;", " before:", "yesterday", "today", "to-day", "tomorrow", "to-morrow", "this morning"),
    *("this afternoon", "this evening", "last night", *map(str.lower, WEEKDAYS)),
    *(each.removeprefix("st. ").partition("'")[0] for each in (*FIXED, *MOVABLE)),
)
FEAST_LEAD = re.compile(
    r"\b(?:on|at|by|until|till|before|after|about|since|from|of)\s(?:the\s)?\Z|\A|[.!?]\s+\Z", re.IGNORECASE
)
NEAR = 30  # letters in which a weekday is part of a date that is written beside it


@dataclass(frozen=True)
class Anchor:
    """The date from which others are counted; ``letter`` is that of a dateline."""

    date: Date
    letter: bool = False

    @property
    def day(self) -> Day | None:
        """Its day, the last of a time of days; None for a month or a year."""
        date = self.date
        return date.latest if not date.open_end and (date.latest - date.earliest).days <= 10 else None


def relative_dates(
    text: str, paragraphs: Sequence[tuple[int, int]], dates: Sequence[DateMention], lines: Sequence[Dateline] = ()
) -> list[DateMention]:
    """The dates that a text counts from others, in order, each with the reason of its EDTF.

    They count from the last date told in their paragraph or the one before it, or from the dateline above. What is
    counted is uncertain (``?``): the text may mean another day. A feast with its year, and "instant", "ultimo" and
    "proximo" beside a date, are not.

    >>> text = "On Michaelmas Day 1856 we were in Odessa. The next day, Tuesday, it rained. Two days later we left."
    >>> for date in relative_dates(text, [(0, len(text))], []):
    ...     print(date.name, "=", date.edtf)
    Michaelmas Day 1856 = 1856-09-29
    The next day = 1856-09-30?
    Two days later = 1856-10-02?
    """
    found: list[DateMention] = []
    anchor: Anchor | None = None
    low = lowered(text)
    before_christ = ("in ", "by ") if any(each.edtf.startswith("-") for each in dates) else ()
    stretches = windows(low, (*WORDS, *before_christ), 30, 40)
    matches = [each for start, end in stretches for each in PATTERN.finditer(text, start, end)]
    ends = [each.end() for each in matches]
    known = sorted((each for each in dates if each.edtf), key=lambda each: each.start)
    starts = [each.start for each in known]
    ruled: dict[int, Dateline] = {}
    for ruling in lines:
        if ruling.date and ruling.sure:
            for number in range(ruling.first, ruling.last + 1):
                ruled.setdefault(number, ruling)
    told = -1  # the paragraph of the last date
    for number, (start, end) in enumerate(paragraphs, 1):
        line = ruled.get(number)
        if line and (anchor is None or line.first == number):
            anchor, told = Anchor(parse_date(line.date), letter=True), number
        if told < number - 1:
            anchor = Anchor(parse_date(line.date), letter=True) if line else None
        own = known[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = list(own)
        for match in matches[bisect_left(ends, start) : bisect_right(ends, end)]:
            if match.start() < start:
                continue
            while inside and inside[0].end <= match.start():
                anchor, told = counted_from(inside.pop(0), anchor, line), number
            overlaps = any(each.start < match.end() and match.start() < each.end for each in own)
            if overlaps and not match["feast_year"]:
                continue
            letter = Anchor(parse_date(line.date), letter=True) if line else None
            mention = read(text, match, anchor, letter, own, found[-1:])
            if mention is not None:
                found.append(mention)
                anchor, told = Anchor(parse_date(mention.edtf.rstrip("?"))), number
        for rest in inside:
            anchor, told = counted_from(rest, anchor, line), number
    return found


def counted_from(date: DateMention, anchor: Anchor | None, line: Dateline | None) -> Anchor | None:
    """The anchor after a date: that date, unless under a dateline it tells of what had been."""
    read = parse_date(date.edtf)
    if line and anchor and read.latest < anchor.date.earliest:
        return anchor
    return Anchor(read, letter=bool(line) and date.start < (line.end if line else 0))


def read(
    text: str,
    match: re.Match[str],
    anchor: Anchor | None,
    letter: Anchor | None,
    own: Sequence[DateMention],
    found: Sequence[DateMention],
) -> DateMention | None:
    """One match as a date, or None where nothing says from what it counts."""
    if match["month_day"]:
        return of_a_month(match, letter or dated_beside(match, own) or anchor)
    if match["feast"]:
        return feast(text, match, anchor)
    if match["bare"]:
        return bare_year(match, anchor)
    if match["weekday"]:
        return weekday(text, match, anchor, own, found)
    if match["told"]:
        shift = TOLD.get(" ".join(match["told"].lower().split()), 0)
        return shifted(match, letter, shift, "the date above it") if letter else None
    if anchor is None:
        return None
    if match["count"] or match["count_back"]:
        words = (match["count"] or match["count_back"]).lower()
        number = (NUMBERS.get(words) or int(words)) * (1 if match["count"] else -1)
        return counted(match, anchor, number, (match["units"] or match["units_back"]).lower())
    sign = 1 if match["step"].lower() in ("next", "following") else -1
    return stepped(match, anchor, sign, match["unit"].lower())


def dated_beside(match: re.Match[str], own: Sequence[DateMention]) -> Anchor | None:
    """The date with month and year that stands nearest in the same paragraph."""
    dated = [Anchor(parse_date(each.edtf)) for each in own]
    near = [
        (abs(each.start - match.start()), at)
        for at, each in enumerate(own)
        if (dated[at].date.latest - dated[at].date.earliest).days < 32
    ]
    return dated[min(near)[1]] if near else None


def of_a_month(match: re.Match[str], anchor: Anchor | None) -> DateMention | None:
    """ "The 3rd instant", "12th prox.", "20th ult.": a day of the letter's month, the next or the last."""
    if anchor is None or (anchor.date.latest - anchor.date.earliest).days > 31:
        return None
    which = match["which"].lower()
    shift = -1 if which.startswith("ult") or "last" in which else 1 if which.startswith(("prox", "next")) else 0
    year, month = month_after(anchor.date.earliest.year, anchor.date.earliest.month, shift)
    word = {-1: "the month before", 0: "the month of", 1: "the month after"}[shift]
    day = int(match["month_day"])
    if not 1 <= day <= days_in_month(year, month):
        return None
    return mention(match, edtf_of(Day(year, month, day)), f"in {word} {anchor.date.words}")


def feast(text: str, match: re.Match[str], anchor: Anchor | None) -> DateMention | None:
    """ "Michaelmas Day 1856", "at Easter"; without its year it takes that of the date before it, and is doubtful."""
    name = re.sub(
        r"\s+", " ", match["feast"].lower().replace("’", "'").replace("saint ", "st. ").replace("st ", "st. ")
    )
    given = match["feast_year"]
    if not given and (anchor is None or not FEAST_LEAD.search(text[max(0, match.start() - 12) : match.start()])):
        return None
    if match["feast"][0].islower():
        return None
    year = int(given.removeprefix("AD ")) if given else anchor.date.earliest.year if anchor else 0
    day = feast_day(name, year)
    if day is None:
        return None
    said = parse_date(edtf_of(day)).words
    if given:
        return mention(match, edtf_of(day), f"{match['feast']} was {said}", doubt="")
    return mention(match, edtf_of(day), f"{match['feast']} of the year told was {said}")


def feast_day(name: str, year: int) -> Day | None:
    """The day of a feast in a year; None for an unknown one.

    >>> str(feast_day("michaelmas", 1856)), str(feast_day("easter monday", 1916)), str(feast_day("easter", 1245))
    ('1856-09-29', '1916-04-24', '1245-04-16')
    """
    plain = name.replace("'", "")
    key = KEYS.get(plain) or KEYS.get(plain.removesuffix(" day"), "")
    if key in FIXED:
        return Day(year, *FIXED[key])
    if key in MOVABLE and 326 <= year <= 4099:
        sunday = easter(year, EASTER_WESTERN if year >= GREGORIAN else EASTER_JULIAN)
        return Day.fromordinal(Day.of(sunday).toordinal() + MOVABLE[key])
    return None


def bare_year(match: re.Match[str], anchor: Anchor | None) -> DateMention | None:
    """ "In 331" after a year before Christ that lies before it: people write the era once."""
    if anchor is None or anchor.date.open_end or not -3000 < anchor.date.latest.year < 1:
        return None
    year = 1 - int(match["bare"])
    if not anchor.date.earliest.year <= year <= anchor.date.latest.year + 200:
        return None
    return mention(match, edtf_year(year), f"taken to be before Christ, as {anchor.date.words} is")


def weekday(
    text: str, match: re.Match[str], anchor: Anchor | None, own: Sequence[DateMention], found: Sequence[DateMention]
) -> DateMention | None:
    """ "On Tuesday": the first after the day told, or the last before the date of a letter or a report."""
    beside = [*own, *found]
    if anchor is None or anchor.day is None or not match["lead"]:
        return None
    if any(-3 <= match.start() - each.end <= 3 or 0 <= each.start - match.end() <= 4 for each in beside):
        return None  # part of a date that is read
    wanted = WEEKDAYS.index(match["weekday"].capitalize())
    if anchor.letter:
        shift, words = -((anchor.day.weekday() - wanted) % 7), "the last one before"
    else:
        shift, words = (wanted - anchor.day.weekday() - 1) % 7 + 1, "the first one after"
    day = Day.fromordinal(anchor.day.toordinal() + shift)
    return mention(match, edtf_of(day), f"{words} {parse_date(edtf_of(anchor.day)).words}")


def shifted(match: re.Match[str], anchor: Anchor | None, days: int, words: str) -> DateMention | None:
    """So many days from the day of an anchor."""
    if anchor is None or anchor.day is None:
        return None
    return mention(match, edtf_of(Day.fromordinal(anchor.day.toordinal() + days)), f"counted from {words}")


def counted(match: re.Match[str], anchor: Anchor, number: int, unit: str) -> DateMention | None:
    """ "Two days later", "a month earlier"; months and years are as rough as they are said."""
    words = anchor.date.words
    if unit in DAYS_OF:
        return shifted(match, anchor, number * DAYS_OF[unit], words)
    date = anchor.date
    if unit == "year":
        return mention(match, edtf_year(date.latest.year + number), f"counted from {words}")
    if (date.latest - date.earliest).days > 31:
        return None
    year, month = month_after(date.latest.year, date.latest.month, number)
    return mention(match, f"{edtf_year(year)}-{month:02}", f"counted from {words}")


def stepped(match: re.Match[str], anchor: Anchor, sign: int, unit: str) -> DateMention | None:
    """ "The next day", "the following spring", "the previous year", "the following Tuesday"."""
    date, words = anchor.date, anchor.date.words
    reason = f"counted from {words}"
    if unit in ("day", "morning", "afternoon", "evening", "night"):
        return shifted(match, anchor, sign, words)
    if unit == "year":
        if date.earliest.year != date.latest.year:
            return None
        return mention(match, edtf_year(date.latest.year + sign), reason)
    if unit in ("week", "month"):
        return None if unit == "week" else counted(match, anchor, sign, "month")
    if unit.capitalize() in WEEKDAYS:
        if anchor.day is None:
            return None
        wanted = WEEKDAYS.index(unit.capitalize())
        shift = (
            (wanted - anchor.day.weekday() - 1) % 7 + 1 if sign > 0 else -((anchor.day.weekday() - wanted - 1) % 7 + 1)
        )
        return shifted(match, anchor, shift, words)
    if (date.latest - date.earliest).days > 366:
        return None
    if unit in SEASONS:
        code, first = SEASONS[unit]
        year = near_year(date, first, sign)
        return mention(match, f"{edtf_year(year)}-{code}", reason)
    month = [each.lower() for each in MONTHS].index(unit) + 1
    return mention(match, f"{edtf_year(near_year(date, month, sign))}-{month:02}", reason)


def near_year(date: Date, month: int, sign: int) -> int:
    """The year of the next month of that number after a date, or of the last before it."""
    if sign > 0:
        return date.earliest.year + (date.earliest.month >= month)
    return date.earliest.year - (date.earliest.month <= month)


def month_after(year: int, month: int, shift: int) -> tuple[int, int]:
    """The year and month so many months on.

    >>> month_after(1854, 11, 2), month_after(1854, 1, -1)
    ((1855, 1), (1853, 12))
    """
    years, index = divmod(month - 1 + shift, 12)
    return year + years, index + 1


def edtf_of(day: Day) -> str:
    """A day in EDTF."""
    return f"{edtf_year(day.year)}-{day.month:02}-{day.day:02}"


def mention(match: re.Match[str], edtf: str, reason: str, doubt: str | None = None) -> DateMention:
    """A date with its reason; doubtful unless it is said not to be."""
    name = match.group()
    mark = ("" if match["month_day"] else "?") if doubt is None else doubt
    start = match.start()
    if match["lead"]:
        start, name = match.start("weekday"), name[match.start("weekday") - match.start() :]
    return DateMention(start, match.end(), name, edtf + mark, reason=f"“{name}”, {reason}")

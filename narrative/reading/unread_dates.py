"""Find what a text writes as a date and nothing here can read: two days at once, years of a reign, other eras."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrative.reading.mentions import DateMention
from narrative.reading.windows import lowered, windows
from narrative.story.dates import MONTHS

NTH = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twent|thirt|fort|fift)(?:ieth|y-\w+)|last)"
)
NUMBERS = re.compile(r"(?<![\w./-])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>1\d{3}|20\d\d)(?![\w/-])")
REIGN = "a year of a reign, which is not converted"
OLYMPIAD, ERA = "an Olympiad, which is not converted", "a year of an era, which is not converted"
RULERS = r"(?:King|Queen|Emperor|Pharaoh|Sultan|Shah|Tsar|Pope|Prince|Caesar)"
STATUTE = r"(?:Edw|Hen|Eliz|Ric|Jac|Car|Geo|Will|Wm|Vict?)"
ERAS = r"(?:Meiji|Taish[oō]|Sh[oō]wa|Heisei|Ky[oō]h[oō]|Genroku|Kangxi|Qianlong|Guangxu)"
OTHERS = (
    (
        rf"(?:the\s)?{NTH}\s(?:regnal\s)?year\sof\s(?:the\sreign\sof\s)?(?:the\s)?(?:{RULERS}\s)?"
        r"(?:(?:his|her|their)\sreign|[A-Z][\w’'-]+(?:\s(?:[IVX]+|the\s[A-Z]\w+))?)",
        REIGN,
    ),
    (rf"\b(?:anno\s)?\d{{1,2}}(?:\s?&\s?\d{{1,2}})?\s{STATUTE}\.?\s?(?:[IVX]+|[1-8])?(?=[\s,.;)])", REIGN),
    (
        rf"(?:the\s)?(?:{NTH}\syear\sof\s)?the\s(?:{NTH}|\d{{1,3}}(?:st|nd|rd|th))\sOlympiad",
        OLYMPIAD,
    ),
    (
        r"(?<![\w.-])\d{1,4}\s?(?:A\.\s?U\.\s?C\.|AUC|ab\surbe\scondita)|\bA\.?\s?U\.?\s?C\.?\s\d{1,4}",
        "a year of the city of Rome, which is not converted",
    ),
    (
        r"(?<![\w.-])[3-6]\d{3}\s?(?:A\.\s?M\.|AM)(?=[\s,.;)])|\b[Aa]nno\s[Mm]undi\s\d{4}",
        "a year of the world, which is not converted",
    ),
    (
        rf"(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)\syear\sof\s)?{ERAS}\s\d{{1,2}}\b",
        ERA,
    ),
)

# Words of which one stands in whatever these patterns find: a book is searched around them only.
WORDS = (
    *("year of", "olympiad", "a.u.c", "a. u. c", "auc", " a u c", "urbe condita", "mundi", "a.m", "a. m", " am"),
    *("meiji", "taish", "showa", "shōwa", "heisei", "kyoho", "kyōhō", "genroku", "kangxi", "qianlong", "guangxu"),
    *(" edw", " hen", " eliz", " ric", " jac", " car", " geo", " will", " wm", " vic"),
)


def unread_dates(text: str) -> Iterator[DateMention]:
    """What is written as a date and cannot be read: ``edtf`` is "", and ``reason`` says why.

    >>> for date in unread_dates("On 3/4/1793, in the 12th year of the reign of Edward III, and in 753 A.U.C."):
    ...     print(date.name, "=", date.reason)
    3/4/1793 = it may be 3 April or 4 March 1793
    the 12th year of the reign of Edward III = a year of a reign, which is not converted
    753 A.U.C. = a year of the city of Rome, which is not converted
    """
    found = []
    for match in NUMBERS.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        if 1 <= one <= 12 and 1 <= two <= 12 and one != two:
            said = f"it may be {one} {MONTHS[two - 1]} or {two} {MONTHS[one - 1]} {match['year']}"
            found.append(DateMention(match.start(), match.end(), match.group(), "", reason=said))
    low = lowered(text)
    stretches = list(windows(low, WORDS, 60, 60))
    for pattern, reason in OTHERS:
        matches = (each for start, end in stretches for each in re.compile(pattern).finditer(text, start, end))
        found += [DateMention(each.start(), each.end(), each.group(), "", reason=reason) for each in matches]
    yield from sorted(found, key=lambda each: each.start)

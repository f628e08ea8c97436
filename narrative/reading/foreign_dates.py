"""Find the dates of a text in German, French, Spanish, Russian or Korean and write each as EDTF, level 1.

The months' names are those of Unicode's CLDR, by Babel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from narrative.reading.text_dates import DateMention, readable

YEAR = r"(?:1\d{3}|20\d\d)(?![\d.,]*\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
# "zwischen 1810 und 1812": the word that joins two years means an interval only behind that for "between".
BETWEEN = r"(?:(?<=zwischen\s\d{4})\sund\s|(?<=entre\s\d{4})\s(?:et|y)\s|(?<=между\s\d{4})\sи\s)"
SEASON_NUMBERS = (21, 22, 23, 24)  # spring, summer, autumn, winter in EDTF
GREATEST_LEAP = 10  # years after which a year that stands alone is looked at aside, and no date follows it


@dataclass(frozen=True)
class Grammar:
    """How a language writes a date, as pieces of regular expressions.

    ``after_day`` stands between day and month, ``before_year`` between month and year, ``after_year`` may follow one.
    ``about`` are words that make a date approximate, ``leads`` those by which a number alone is a year. ``to`` joins
    two days. ``abbreviated`` are further names of months.
    """

    after_day: str
    before_year: str
    after_year: str
    about: str
    leads: str
    to: str
    seasons: tuple[str, str, str, str]
    season_year: str
    abbreviated: tuple[tuple[str, int], ...] = ()
    decade: str = r"(?!)"
    century: str = r"(?!)"


GRAMMARS = {
    "de": Grammar(
        after_day=r"\.\s?",
        before_year=r"\s(?:des\sJahres\s|anno\s)?",
        after_year="",
        about=r"(?:etwa|ungefähr|ca\.|circa|um|gegen|um\sden)",
        leads=r"(?:im\sJahre?|in\sden\sJahren|Jahre?|seit|bis|von|nach|vor|um|anno|Anno|Ende|Anfang|Mitte|zwischen)",
        to=r"\.?\s?(?:bis(?:\szum)?|und|[-–/])\s?",
        seasons=(r"Frühjahr|Frühling|Lenz", "Sommer", "Herbst", "Winter"),
        season_year=r"\s(?:des\sJahres\s)?",
        abbreviated=(("Jänner", 1), ("Feber", 2), ("Hornung", 2), ("Maien", 5), ("Christmond", 12)),
        decade=r"\b((?:1\d|20)\d)0er(?:\sJahren?)?\b",
        century=r"\b(\d{1,2})\.\s(?:Jahrhunderts?|Jh\.)",
    ),
    "fr": Grammar(
        after_day=r"(?:er)?\s(?:du\smois\sde\s|de\s)?",
        before_year=r"\s(?:de\sl['’]an(?:née)?\s|de\s)?",
        after_year="",
        about=r"(?:vers(?:\sle)?|environ|autour\sdu|aux\salentours\sdu)",
        leads=r"(?:en|de|depuis|jusqu['’]en|vers|avant|après|dès|an|année|années|entre|à)",
        to=r"\s?(?:au|et|[-–/])\s?",
        seasons=("printemps", "été", "automne", "hiver"),
        season_year=r"\s(?:de\sl['’]an(?:née)?\s|de\s)?",
        decade=r"\bannées\s((?:1\d|20)\d)0\b",
        century=r"\b([IVX]+)(?:e|ème)\ssiècle\b",
    ),
    "es": Grammar(
        after_day=r"\s?(?:\.?º)?\s(?:días?\s)?(?:de(?:l\smes\sde)?\s)?",
        before_year=r"\s(?:de(?:l(?:\saño)?)?\s)?",
        after_year="",
        about=r"(?:hacia(?:\sel)?|alrededor\sdel?|aproximadamente|cerca\sde)",
        leads=r"(?:en|de|desde|hasta|hacia|año|años|entre|antes\sde|después\sde|del)",
        to=r"\s?(?:al|y|[-–/])\s?",
        seasons=("primavera", "verano|estío", "otoño", "invierno"),
        season_year=r"\sdel?\s(?:año\s)?",
        abbreviated=(("setiembre", 9),),
        decade=r"\b(?:años|década\sde)\s((?:1\d|20)\d)0\b",
        century=r"\bsiglo\s([IVX]+)\b",
    ),
    "ru": Grammar(
        after_day=r"(?:-?(?:го|е))?\s",
        before_year=r"\s",
        after_year=r"(?:\s?(?:года|году|год|гг?\.))?",
        about=r"(?:около|примерно|приблизительно|ок\.)",
        leads=r"(?:в|с|до|после|к|от|около|между)",
        to=r"\s?(?:[-–—/]|и|по|до)\s?",
        seasons=(r"весн(?:а|ы|ой|у|е)", r"лет(?:о|а|ом|е)", r"осен(?:ь|и|ью)", r"зим(?:а|ы|ой|у|е)"),
        season_year=r"\s",
        decade=r"\b((?:1\d|20)\d)0-(?:е|х|ые|ых)(?:\sгод(?:ы|ов|ах))?",
        century=r"\b([IVX]+)\s(?:век(?:а|е)?|в\.)",
    ),
}
# Korean writes numbers before their words: 1949년 3월 5일, 3월 5일, 1949년, 1940년대, 1949년 봄.
KOREAN = re.compile(
    rf"""(?<!\d)(?:(?P<year>1\d{{3}}|20\d\d)\s?년(?P<decade>\s?대)?)?\s?
    (?P<season>봄|여름|가을|겨울)?
    (?:(?P<month>1[0-2]|0?[1-9])\s?월(?:\s?(?P<day>{DAY})\s?일(?:\s?(?:~|-|–|부터|에서)\s?(?P<last>{DAY})\s?일)?)?)?""",
    re.VERBOSE,
)
KOREAN_ABOUT = re.compile(r"(?:약|대략)\s?\Z|\A\s?(?:경|쯤|무렵)")
ISO = re.compile(r"(?<![\d-])((?:1\d|20)\d\d)-([01]\d)-([0-3]\d)(?![\d-])")
NUMBERS = re.compile(r"(?<![\d./])([0-3]?\d)([./])\s?([01]?\d)\2\s?(1\d{3}|20\d\d)(?![\d./]\d)")
DAY_FIRST = frozenset(["de", "fr", "es", "ru"])  # where 3.4.1910 is the third of April


@lru_cache(maxsize=8)
def months_of(language: str) -> dict[str, int]:
    """The names of the months in small letters, in every form, and their abbreviations with and without full stop."""
    from babel import Locale

    found: dict[str, int] = {}
    tables = Locale(language).months
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in tables[form][width].items():
                found.setdefault(name.lower().rstrip("."), number)
    if language == "ru":  # of the cases beside the two that CLDR has: "в мае", "к маю"
        for number, name in tables["stand-alone"]["wide"].items():
            stem = re.sub("[ьй]$", "", name.lower())
            found |= {stem + ending: number for ending in ("е", "ю", "ем", "у", "ом", "а", "я")}
    found |= {name.lower(): number for name, number in GRAMMARS[language].abbreviated}
    return found


@lru_cache(maxsize=8)
def pattern_of(language: str) -> re.Pattern[str]:
    """The dates of a language, in words."""
    grammar = GRAMMARS[language]
    names = sorted(months_of(language), key=lambda name: (-len(name), name))
    month = "(?:" + "|".join(map(re.escape, names)) + r")\b\.?"
    seasons = "|".join(f"(?P<s{number}>{words})" for number, words in zip(SEASON_NUMBERS, grammar.seasons, strict=True))

    def year(name: str) -> str:
        return rf"(?P<{name}>{YEAR}){grammar.after_year}"

    return re.compile(
        rf"""(?<![\w.,$€£№§-])(?:(?P<about>{grammar.about})\s(?:le\s|den\s|el\s)?)?(?:
        (?P<day>{DAY})(?:{grammar.to}(?P<last>{DAY}))?{grammar.after_day}(?P<month>{month})
          (?:{grammar.before_year}{year("year")})?
        | (?P<month2>{month}){grammar.before_year}{year("year2")}
        | (?:{seasons}){grammar.season_year}{year("year3")}
        | (?P<lead>{grammar.leads})\s{year("year4")}(?:(?:\s?[-–—/]\s?|{BETWEEN})(?P<to4>{YEAR}))?
        | (?<=\()(?P<from5>{YEAR})(?:\s?[-–—/]\s?(?P<to5>{YEAR}))?(?=\))
        )(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    )


def foreign_dates(text: str, language: str, year: int | None = None) -> list[DateMention]:
    """The dates of a text in German, French, Spanish, Russian or Korean, in order; [] for another language.

    A date without a year takes that of the date before it, at first `year`; without one it is left out. "About" is
    ``~``. Days of numbers alone are read as the language orders them (3.4.1910 is in April).

    Every ``edtf`` is one that ``narrative.story.dates.parse_date`` reads.

    Examples
    --------
    >>> [each.edtf for each in foreign_dates("Am 7. Juni 1910 fuhr er ab, am 9. Juni war er da, um 1911 tot.", "de")]
    ['1910-06-07', '1910-06-09', '1911~']
    >>> [each.edtf for each in foreign_dates("В мае 1812 года, а 28 июня они были там.", "ru")]
    ['1812-05', '1812-06-28']
    >>> [each.edtf for each in foreign_dates("1949년 3월 5일 평양을 떠나 3월 9일에 돌아왔다.", "ko")]
    ['1949-03-05', '1949-03-09']
    """
    if language == "ko":
        found = list(korean(text, year))
    elif language in GRAMMARS:
        found = sorted([*worded(text, language, year), *wide(text, language)], key=lambda each: each.start)
    else:
        return []
    numbered = [*numbers(text, language)]
    taken = {at for each in numbered for at in range(each.start, each.end)}
    kept = [each for each in found if each.start not in taken and each.end - 1 not in taken]
    dates, end = list[DateMention](), 0
    for each in sorted([*kept, *numbered], key=lambda each: (each.start, -each.end)):
        if each.start >= end and readable(each.edtf):
            dates.append(each)
            end = each.end
    return dates


def worded(text: str, language: str, year: int | None) -> Iterator[DateMention]:
    """Dates with a month's or season's name, and years that a word introduces."""
    months, run = months_of(language), year
    for match in pattern_of(language).finditer(text):
        got = match.groupdict()
        mark = "~" if got["about"] else ""
        own = next((got[key] for key in ("year", "year2", "year3", "year4", "from5") if got[key]), None)
        if got["year4"] or got["from5"]:
            last = got["to4"] or got["to5"]
            start = match.start("year4" if got["year4"] else "from5")
            if got["lead"] and re.fullmatch(GRAMMARS[language].about, got["lead"], re.IGNORECASE):
                mark, start = "~", match.start("lead")
            end = match.end("to4") if got["to4"] else match.end("to5") if got["to5"] else match.end()
            aside = bool(got["from5"]) or (run is not None and abs(int(str(own)) - run) > GREATEST_LEAP)
            run = run if aside else int(str(own))
            edtf = f"{own}{mark}" + (f"/{last}{mark}" if last else "")
            yield DateMention(start, end, text[start:end], edtf)
            continue
        run = int(own) if own else run
        if run is None:
            continue
        if got["month"] or got["month2"]:
            number = months[(got["month"] or got["month2"]).lower().rstrip(".")]
            days = [int(got[key]) for key in ("day", "last") if got[key]]
            edtf = "/".join(f"{run:04}-{number:02}-{each:02}{mark}" for each in days) or f"{run:04}-{number:02}{mark}"
        else:
            edtf = f"{run:04}-{next(each for each in SEASON_NUMBERS if got[f's{each}'])}{mark}"
        # After a month's full name the full stop is the sentence's: "12 сентября." but "12 сент. 1812".
        ends = re.search(r"[^\W\d_]{6,}\.\Z", match[0])
        name = match[0].removesuffix(".") if ends else match[0]
        yield DateMention(match.start(), match.start() + len(name), name, edtf)


def wide(text: str, language: str) -> Iterator[DateMention]:
    """Decades and centuries."""
    grammar = GRAMMARS[language]
    for match in re.finditer(grammar.decade, text):
        yield DateMention(match.start(), match.end(), match[0], f"{match[1]}X")
    for match in re.finditer(grammar.century, text):
        number = int(match[1]) if match[1].isdigit() else roman(match[1])
        if 1 < number <= 21:
            yield DateMention(match.start(), match.end(), match[0], f"{number - 1:02}XX")


def korean(text: str, year: int | None) -> Iterator[DateMention]:
    """Dates that Korean writes as numbers with their words."""
    run = year
    for match in KOREAN.finditer(text):
        got = match.groupdict()
        if not got["month"] and not got["year"]:
            continue
        run = int(got["year"]) if got["year"] else run
        if run is None:
            continue
        around = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 3]
        mark = "~" if any(KOREAN_ABOUT.search(each) for each in around) else ""
        if got["decade"]:
            edtf = f"{run // 10:03}X"
        elif got["month"]:
            month = f"{run:04}-{int(got['month']):02}"
            days = [int(got[key]) for key in ("day", "last") if got[key]]
            edtf = "/".join(f"{month}-{each:02}{mark}" for each in days) or month + mark
        elif got["season"]:
            edtf = f"{run:04}-{SEASON_NUMBERS[('봄', '여름', '가을', '겨울').index(got['season'])]}{mark}"
        else:
            edtf = f"{run:04}{mark}"
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        end = match.end() - (len(match[0]) - len(match[0].rstrip()))
        yield DateMention(start, end, text[start:end], edtf)


def numbers(text: str, language: str) -> Iterator[DateMention]:
    """Days in numbers alone."""
    for match in ISO.finditer(text):
        yield DateMention(match.start(), match.end(), match[0], match[0])
    if language in DAY_FIRST:
        for match in NUMBERS.finditer(text):
            edtf = f"{match[4]}-{int(match[3]):02}-{int(match[1]):02}"
            yield DateMention(match.start(), match.end(), match[0], edtf)


def roman(numeral: str) -> int:
    """A Roman numeral as a number.

    >>> roman("XIX"), roman("IV")
    (19, 4)
    """
    values = [{"I": 1, "V": 5, "X": 10}[each] for each in numeral.upper()]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))

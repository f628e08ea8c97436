"""Find the people of a text in German, French, Spanish, Russian or Korean, and group the mentions of one person.

By titles, initials and given names; for Russian and Korean also by natasha and kiwipiepy, where they are installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.geoparsing.name_words import GIVEN_NAMES
from narrative.reading import korean, russian
from narrative.reading.foreign_places import TONGUES, russian_forms, split
from narrative.reading.text_people import PersonMention

GIVEN = {
    "de": "hans karl friedrich wilhelm heinrich otto fritz georg johann ludwig franz josef joseph ernst hermann paul "
    "anna maria elisabeth katharina johanna margarete luise sophie emma klara thomas walter kurt werner helmut gerda",
    "fr": "jean pierre louis henri charles françois jacques paul marie jeanne anne michel andré émile victor auguste "
    "antoine étienne guillaume rené gaston georges alphonse claude philippe joséphine élisabeth marguerite julien",
    "es": "juan josé pedro francisco antonio manuel miguel luis carlos fernando rafael diego alonso hernán maría ana "
    "isabel carmen teresa pablo andrés simón felipe santiago joaquín ramón vicente emilio julio ignacio",
}
FAMILY = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염"
)
KOREAN_TITLES = (
    *("대사", "장군", "주석", "수상", "총리", "대통령", "장관", "원수", "위원장", "의장", "박사", "교수", "선생"),
    *("씨", "대장", "소장", "중장", "대령", "사령관", "외상"),
)
INITIALS = r"(?:[A-ZÀ-ÝА-ЯЁ]\.\s?){1,3}"
NAME = r"[A-ZÀ-ÝА-ЯЁ][^\W\d_A-ZА-ЯЁ]+(?:-[A-ZÀ-ÝА-ЯЁ][^\W\d_]+)?"
WITH_INITIALS = re.compile(rf"(?<!\w){INITIALS}({NAME})|({NAME})\s{INITIALS}(?!\w|\s?{NAME}|\s?{INITIALS})")
PATRONYMIC = re.compile(r"(?:ович|евич|ьич|овн|евн|инич)(?:|а|у|ем|ом|е|ой|ы)$")
SMALL_LINKS = frozenset(["von", "van", "de", "del", "der", "la", "le", "du", "d’", "d'", "y", "zu", "zum", "den"])


@dataclass(frozen=True)
class Span:
    """A person as written, ``family`` the word by which mentions of one person are known."""

    start: int
    end: int
    family: str
    full: bool


def foreign_people(text: str, language: str) -> list[PersonMention]:
    """The people of a text, in order; [] for a language that is not read.

    >>> for each in foreign_people("Graf Karl Weber kam. Später schwieg Weber, und General Ney ritt.", "de"):
    ...     print(each.name, "=", each.person)
    Graf Karl Weber = Karl Weber
    Weber = Karl Weber
    General Ney = General Ney
    """
    if language == "ko":
        return grouped(text, apart([*korean_people(text)]))
    if language not in TONGUES:
        return []
    spans = [*titled(text, language), *initialled(text)]
    if language == "ru":
        spans += [Span(start, end, *family_of(text[start:end])) for start, end in russian.people(text)]
    spans = apart(spans)
    return grouped(text, apart([*spans, *later(text, language, spans)]), russian_names=language == "ru")


def titled(text: str, language: str) -> Iterator[Span]:
    """People with a title or a given name before their name, in Russian with a father's name."""
    tongue, tokens = TONGUES[language], [*split(text, TONGUES[language])]
    given = GIVEN_NAMES | frozenset(GIVEN.get(language, "").split())
    position = 0
    while position < len(tokens):
        start, end, word = tokens[position]
        low = word.casefold()
        is_title = low in tongue.titles or (language == "ru" and russian_title(low))
        is_given = word[0].isupper() and (low in given)
        if not (is_title or is_given):
            position += 1
            continue
        last, names, at = end, list[str](), position + 1
        while at < len(tokens) and goes_on(text, tokens, at):
            if tokens[at][2][0].isupper():
                names.append(tokens[at][2])
                last = tokens[at][1]
            at += 1
        names = [each for each in names if each.casefold() not in tongue.titles]
        patronymic = language == "ru" and bool(names) and bool(PATRONYMIC.search(names[0]))
        if names and (is_title or is_given or patronymic):
            yield Span(start, last, names[-1], full=is_given or len(names) > 1)
            position = at
        else:
            position += 1


def goes_on(text: str, tokens: Sequence[tuple[int, int, str]], at: int) -> bool:
    """Whether a name goes on with a word: one that is written large, or "von" and the like before one."""
    gap = text[tokens[at - 1][1] : tokens[at][0]]
    if gap not in (" ", ". "[: len(gap)]) or (gap == ". " and len(tokens[at - 1][2]) > 4):
        return False
    word = tokens[at][2]
    if word[0].isupper():
        return True
    return word.casefold() in SMALL_LINKS and at + 1 < len(tokens) and tokens[at + 1][2][0].isupper()


def russian_title(word: str) -> bool:
    """Whether a Russian word is a title in some case."""
    return any(form in TONGUES["ru"].titles for form in russian_forms(word))


def initialled(text: str) -> Iterator[Span]:
    """People with initials: "J. P. Weber", "И. В. Сталину"."""
    for match in WITH_INITIALS.finditer(text):
        yield Span(match.start(), match.end(), match[1] or match[2], full=True)


def later(text: str, language: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Family names that stand alone, of people who are named in full elsewhere."""
    families = {stem(each.family, language) for each in spans if len(each.family) > 2}
    before, tongue = "", TONGUES[language]
    for start, end, word in split(text, tongue):
        thing = tongue.nouns and before.casefold() in tongue.articles  # "der Mann" is not Thomas Mann
        before = word
        if word[0].isupper() and stem(word, language) in families and not thing:
            yield Span(start, end, word, full=False)


def stem(family: str, language: str = "ru") -> str:
    """By what the mentions of one person are known: a family name without what its case adds.

    >>> stem("Сталину") == stem("Сталин"), stem("Webers", "de") == stem("Weber", "de")
    (True, True)
    """
    if language == "ru":
        return re.sub("(?:ого|ому|ым|ий|ый|ой|ом|ем|а|у|е|ю|я|ы|и)$", "", family) if len(family) > 4 else family
    return family.removesuffix("s") if language == "de" and len(family) > 4 else family


def family_of(name: str) -> tuple[str, bool]:
    """The family name of a name, and whether more than that is given."""
    parts = name.split()
    plain = [each for each in parts if not each.endswith(".") and not PATRONYMIC.search(each)] or parts
    return plain[-1], len(parts) > 1


def apart(spans: Sequence[Span]) -> list[Span]:
    """The spans that do not overlap, of two at one place the longer."""
    kept, end = list[Span](), 0
    for each in sorted(spans, key=lambda span: (span.start, -span.end)):
        if each.start >= end:
            kept.append(each)
            end = each.end
    return kept


def grouped(text: str, spans: Sequence[Span], russian_names: bool = False) -> list[PersonMention]:
    """The mentions, each with the fullest form of the person's name; in Russian in the nominative."""
    families: dict[str, list[Span]] = {}
    for each in spans:
        families.setdefault(stem(each.family) if russian_names else stem(each.family, "de"), []).append(each)
    found = []
    for group in families.values():
        best = max(group, key=lambda span: (span.full, min(span.end - span.start, 60) if span.full else 0, -span.start))
        name = " ".join(without_title(text[best.start : best.end], best).split())
        if russian_names:
            name = russian.nominative(name)
        found += [PersonMention(each.start, each.end, text[each.start : each.end], name) for each in group]
    return sorted(found, key=lambda mention: mention.start)


def without_title(name: str, span: Span) -> str:
    """A full name without the title before it."""
    parts = name.split()
    titles = frozenset[str]().union(*(tongue.titles for tongue in TONGUES.values()))
    while span.full and len(parts) > 2 and parts[0].casefold().rstrip(".") in titles:
        parts = parts[1:]
    return " ".join(parts)


def korean_people(text: str) -> Iterator[Span]:
    """Korean names: three syllables with a family's first and a title behind; by kiwipiepy also without one."""
    for match in re.finditer(r"([가-힣]{2,4})\s?(" + "|".join(sorted(KOREAN_TITLES)) + r")(?![가-힣]{2})", text):
        if match[1][0] in FAMILY or len(match[1]) > 2:
            yield Span(match.start(1), match.end(1), match[1], full=True)
    for start, end in korean.people(text, FAMILY):
        yield Span(start, end, text[start:end], full=True)

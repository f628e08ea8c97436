"""Find the places of a text in German, French, Spanish, Russian or Korean: the gazetteer's names in every inflection.

Countries have the names that Unicode's CLDR gives them (by Babel), rivers, lands and former names those of
foreign_names.csv; all others those of the gazetteer, which knows towns in many languages.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from anyascii import anyascii

from geo.gazetteer.names import fold
from geo.gazetteer.toponyms import Entry, Toponym
from geo.reading.shipped import package_folder
from narrative.reading import korean, russian

if TYPE_CHECKING:
    from geo.world.lookup import Sense, World

LIST = package_folder("narrative.reading") / "foreign_names.csv"
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
SENTENCE_END = re.compile(r"(?:[.!?…:][”\"»)]*\s+|\n\s*|\A\s*)[«\"„“¿¡(]*\Z")
MOST_WORDS = 3  # of a name
FAMOUS = 6  # other names of a place that many languages know
TOWN, CITY = 15_000, 100_000  # people
SURE, LIKELY, PERHAPS, DOUBTFUL = 0.95, 0.85, 0.6, 0.4


class Lookup(Protocol):
    """What is asked of a gazetteer: ``geo.world.lookup.World``."""

    def senses(self, name: str, abbreviated: bool | None = None) -> tuple[Sense, ...]:
        """Every place of that name, the most prominent first."""


@dataclass(frozen=True)
class Tongue:
    """How a language leads up to places and to people.

    After ``strong`` words stands a place, after ``weak`` ones perhaps; after ``articles`` only a country, land or
    river. ``titles`` stand before people. ``nouns``: common nouns are written large too.
    """

    strong: frozenset[str]
    weak: frozenset[str]
    articles: frozenset[str]
    titles: frozenset[str]
    nouns: bool = False
    elided: re.Pattern[str] = field(default=re.compile(r"(?!)"))


def words(line: str) -> frozenset[str]:
    """Words with spaces between as a set."""
    return frozenset(line.split())


TONGUES = {
    "de": Tongue(
        words("in nach aus bei"),
        words("von bis über gegen zwischen vor um und ab zu richtung"),
        words("der die das den dem des ein eine einen einem einer eines im am zum zur vom beim ins ans kein keine"),
        words(
            "herr herrn frau fräulein general kaiser könig königin fürst graf gräfin baron dr professor prof kapitän "
            "oberst major leutnant hauptmann marschall minister präsident kanzler zar prinz prinzessin herzog bischof "
            "papst doktor admiral botschafter"
        ),
        nouns=True,
    ),
    "fr": Tongue(
        words("à vers pour dans en sur depuis jusqu'à jusqu’à près devant au aux"),
        words("de d et ou entre par"),
        words("le la les l un une des du"),
        words(
            "m mm mme mlle monsieur madame général maréchal empereur roi reine prince princesse duc comte baron "
            "marquis capitaine colonel docteur dr professeur ministre président tsar pape évêque amiral ambassadeur "
            "saint sainte sieur abbé"
        ),
        elided=re.compile(r"^(?:[dlDLnNsS]|qu|Qu)['’](?=[^\W\d_])"),
    ),
    "es": Tongue(
        words("en a hacia hasta desde para sobre tras"),
        words("de y o entre por con"),
        words("el la los las un una del al"),
        words(
            "don doña señor señora sr sra general mariscal emperador rey reina príncipe princesa duque conde marqués "
            "capitán coronel doctor dr profesor ministro presidente zar papa obispo almirante embajador san santa fray"
        ),
    ),
    "ru": Tongue(
        words("в во на из под к ко до от у через около близ за возле над"),
        words("с со и о об по между"),
        frozenset(),
        words(
            "генерал маршал император царь король князь граф барон капитан полковник доктор профессор министр "
            "президент посол товарищ господин госпожа адмирал епископ тов г"
        ),
    ),
}
# Endings of Russian names and what stands in their place in the nominative, the longest first.
RUSSIAN = (
    ("цем", ("ец",)), ("ца", ("ец",)), ("цу", ("ец",)), ("це", ("ец",)), ("его", ("ий", "ее")), ("ему", ("ий", "ее")),
    ("ского", ("ский", "ское")), ("скому", ("ский", "ское")), ("ском", ("ск", "ский", "ское")), ("ским", ("ский",)),
    ("ской", ("ская", "ской")), ("скую", ("ская",)), ("ого", ("ый", "ое", "ой")), ("ому", ("ый", "ое")),
    ("ией", ("ия",)), ("ой", ("а", "ая", "ой")), ("ей", ("я", "а", "ьи")),
    ("ую", ("ая",)), ("юю", ("яя",)), ("ем", ("й", "ий", "е", "ь")), ("им", ("ий",)), ("ом", ("", "о", "ый", "ий")),
    ("ым", ("ый", "")), ("ью", ("ь",)), ("ах", ("ы", "а", "и")), ("ях", ("и", "я")), ("ами", ("ы", "а")),
    ("ов", ("ы",)),
    ("у", ("а", "", "о")), ("ю", ("я", "й", "ь")), ("ы", ("а",)), ("и", ("а", "я", "ь", "ия")),
    ("е", ("а", "", "о", "я", "й")), ("а", ("", "о")), ("я", ("й", "е", "ь")),
)  # fmt: skip
PARTICLES = re.compile(
    "(?:에서는|에서도|으로부터|로부터|에서의|까지의|에게서|에서|으로|까지|부터|에게|이나|이라|에는|에도|와의|과의|은|는|이|가|을|를|의|에|로|와|과|도|만|나|시|역|께)$"
)
LOCATIVE = re.compile("(?:에서는|에서도|으로부터|로부터|에서의|까지의|에서|으로|까지|부터|에는|에도|에|로)$")
BESIDE = re.compile("[과와,·] ?$")
UNITS = ("시", "군", "도", "구", "현", "성", "역", "항")


@dataclass(frozen=True)
class ForeignNames:
    """The places of a text; ``forms`` leads from a name as written to its nominative, where that differs."""

    toponyms: tuple[Toponym, ...] = ()
    forms: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)  # from a written name to that by which the gazetteer knows it


class Inflected:
    """A gazetteer that also knows the names as a text writes them: ``keys`` leads from these to its own."""

    def __init__(self, world: World, keys: Mapping[str, str]):
        self.world = world
        self.known = {fold(written): name for written, name in keys.items()}

    def senses(self, name: str, abbreviated: bool | None = None) -> tuple[Sense, ...]:
        """As ``World.senses``."""
        other = self.known.get(fold(name))
        return self.world.senses(name, abbreviated) if other is None else self.world.senses(other, False)

    def entries(self, name: str) -> tuple[Entry, ...]:
        """As ``World.entries``."""
        return tuple(dict.fromkeys(sense.entry for sense in self.senses(name)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.world, name)


@lru_cache(maxsize=8)
def listed_names(language: str) -> dict[str, str]:
    """Names of a language (in small letters) with the English ones by which the gazetteer knows the places."""
    from babel import Locale

    english, found = Locale("en").territories, {}
    for code, name in Locale(language).territories.items():
        if len(code) == 2 and code.isalpha():
            found[name.casefold()] = english[code]
    with LIST.open(encoding="utf-8", newline="") as file:
        found |= {row["name"].casefold(): row["english"] for row in csv.DictReader(file) if row["language"] == language}
    return found


def foreign_places(text: str, language: str, world: Lookup, people: Sequence[range] = ()) -> ForeignNames:
    """The places of a text that a gazetteer or the language's list knows.

    Parameters
    ----------
    people : where people stand; what lies in them is no place
    """
    if language == "ko":
        return gathered(text, list(korean_places(text, world, people)))
    if language not in TONGUES:
        return ForeignNames()
    found = list(worded_places(text, language, world, people))
    if language == "ru":
        found += recognised(text, world, found)
    return gathered(text, found)


def recognised(text: str, world: Lookup, found: Sequence[Found]) -> Iterator[Found]:
    """What natasha takes for places besides those found; what no gazetteer knows is a name without a place."""
    taken = {at for start, end, *_ in found for at in range(start, end)}
    for start, end in russian.places(text):
        if not any(at in taken for at in range(start, end)):
            form = nominative_of(text[start:end], "ru", world)
            yield start, end, *((form[0], form[1]) if form else (text[start:end], text[start:end])), LIKELY


Found = tuple[int, int, str, str, float]  # start, end, nominative, the gazetteer's key, probability


def gathered(text: str, found: Sequence[Found]) -> ForeignNames:
    """What was found, without what overlaps something before it."""
    toponyms, forms, keys, end = [], {}, {}, 0
    for start, after, nominative, key, probability in sorted(found, key=lambda each: (each[0], -each[1])):
        if start < end:
            continue
        end = after
        written = text[start:after]
        toponyms.append(Toponym(start, after, written, probability))
        if nominative != written:
            forms[written] = nominative
        keys[written] = key
    return ForeignNames(tuple(toponyms), forms, keys)


def worded_places(text: str, language: str, world: Lookup, people: Sequence[range]) -> Iterator[Found]:
    """Places of a language that parts its words and writes names large."""
    tongue = TONGUES[language]
    tokens, listed = [*split(text, tongue)], listed_names(language)
    taken = {at for each in people for at in each}
    position = 0
    while position < len(tokens):
        start, _, word = tokens[position]
        if not word[0].isupper() or start in taken:
            position += 1
            continue
        for size in range(MOST_WORDS, 0, -1):
            span = tokens[position : position + size]
            if len(span) < size or any(each[0] in taken for each in span) or not joined(text, span):
                continue
            if not span[-1][2][0].isupper():
                continue
            written = text[span[0][0] : span[-1][1]]
            form = nominative_of(written, language, world)
            if form is None:
                continue
            nominative, key, senses = form
            chance = chance_of(text, tokens, position, size, tongue, senses, nominative.casefold() in listed)
            if chance:
                yield span[0][0], span[-1][1], nominative, key, chance
                position += size - 1
                break
        position += 1


def split(text: str, tongue: Tongue) -> Iterator[tuple[int, int, str]]:
    """(start, end, word) of the words of a text; an article that has lost its vowel is a word: l'Autriche."""
    for match in WORD.finditer(text):
        start = match.start()
        if elided := tongue.elided.match(match[0]):
            yield start, start + elided.end(), match[0][: elided.end()]
            start += elided.end()
        yield start, match.end(), text[start : match.end()]


def joined(text: str, span: Sequence[tuple[int, int, str]]) -> bool:
    """Whether words stand with nothing but a space between."""
    return all(text[one[1] : two[0]] == " " for one, two in pairwise(span))


def nominative_of(written: str, language: str, world: Lookup) -> tuple[str, str, tuple[Sense, ...]] | None:
    """(nominative, the gazetteer's key, what it may mean) of a name as written; None where nothing knows it."""
    listed, forms = listed_names(language), list(dict.fromkeys(forms_of(written, language)))
    for form in forms:
        english = listed.get(form.casefold())
        if english and (senses := world.senses(english, False)):
            return form, english, senses
    if best := best_known([(form, form) for form in forms], world):
        return best
    # A name that no list has in Cyrillic: Вильна is Vilna.
    return best_known([(form, anyascii(form)) for form in forms], world) if language == "ru" else None


def best_known(forms: Sequence[tuple[str, str]], world: Lookup) -> tuple[str, str, tuple[Sense, ...]] | None:
    """Of forms of a name, each with its key, the one that means the best known place; the first of those alike."""
    found = [(form, key, senses) for form, key in forms if (senses := places_only(world.senses(key, False)))]
    if not found:
        return None
    return max(found, key=lambda each: max((sense.fame, sense.entry.population) for sense in each[2]))


def places_only(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """The senses that are no peoples and no abbreviations."""
    from geo.world.lookup import ABBREVIATION, DEMONYM

    return tuple(each for each in senses if each.how not in (DEMONYM, ABBREVIATION))


def forms_of(written: str, language: str) -> Iterator[str]:
    """A name as written, then what its nominative may be.

    >>> list(forms_of("Berlins", "de")), list(forms_of("Вильну", "ru"))[:2]
    (['Berlins', 'Berlin'], ['Вильну', 'Вильна'])
    """
    yield written
    if language == "de" and written.endswith("s") and len(written) > 4:
        yield written[:-1]
    if language == "ru":
        every = [[*russian_forms(each)] for each in re.split(r"(?<=[ -])", written)]
        if len(every) == 1:
            yield from (form for form in every[0] if form != written)
            return
        whole = [""]
        for part in every:
            whole = [before + form for before in whole for form in part[:6]][:60]
        yield from (form for form in whole if form != written)


def russian_forms(word: str) -> Iterator[str]:
    """A Russian word, then its possible nominatives."""
    bare = word.rstrip(" -")
    rest = word[len(bare) :]
    yield word
    for ending, instead in RUSSIAN:
        if bare.endswith(ending) and len(bare) - len(ending) > 1:
            for each in instead:
                yield bare[: len(bare) - len(ending)] + each + rest


def chance_of(
    text: str,
    tokens: Sequence[tuple[int, int, str]],
    position: int,
    size: int,
    tongue: Tongue,
    senses: Sequence[Sense],
    wide: bool,
) -> float:
    """How likely some words of a text are the place that they may mean: 0 where they are left out.

    What is `wide` stands in the language's list of countries, lands and rivers.
    """
    fame = max(each.fame for each in senses)
    people = max(each.entry.population for each in senses)
    word = tokens[position][2]
    before = neighbour(text, tokens, position, -1)
    after = neighbour(text, tokens, position + size - 1, 1)
    opens = bool(SENTENCE_END.search(text[max(0, tokens[position][0] - 6) : tokens[position][0]]))
    low = before.casefold().rstrip(".'’")
    leads = tongue.strong | tongue.weak | tongue.articles
    if low in tongue.titles or (before and before[0].isupper() and not opens and low not in leads):
        return 0.0  # "General Paris", "Thomas Mann"; an unknown name before it is a person's
    if after and after[0].isupper() and not tongue.nouns and not wide and low not in tongue.strong:
        return 0.0  # "Paris Dupont"
    well_known = fame >= FAMOUS and people >= TOWN
    if len(word) < 3 or (len(word) < 4 and not well_known and not wide):
        return 0.0
    if low in tongue.articles:
        return LIKELY if wide else 0.0
    if wide:
        return SURE
    if low in tongue.strong:
        return SURE if well_known else LIKELY if people >= TOWN or not tongue.nouns else 0.0
    if low in tongue.weak:
        return LIKELY if well_known else PERHAPS if people >= TOWN and not tongue.nouns else 0.0
    if tongue.nouns or opens:
        return PERHAPS if well_known and people >= CITY * (5 if tongue.nouns else 1) and not opens else (
            PERHAPS if well_known and people >= 5 * CITY else 0.0
        )  # fmt: skip
    return LIKELY if well_known else PERHAPS if people >= CITY or fame >= FAMOUS else 0.0


def neighbour(text: str, tokens: Sequence[tuple[int, int, str]], position: int, step: int) -> str:
    """The word beside one, where nothing but a space, or a full stop behind a short one, parts them; else ""."""
    other = position + step
    if not 0 <= other < len(tokens):
        return ""
    one, two = sorted((tokens[position], tokens[other]))
    gap = text[one[1] : two[0]]
    return tokens[other][2] if gap in ("", " ", "\n") or (gap == ". " and len(one[2]) < 4) else ""


def korean_places(text: str, world: Lookup, people: Sequence[range]) -> Iterator[Found]:
    """Places of a Korean text: words without their particles; a town that nobody knows only where one goes or stays."""
    taken = {at for each in people for at in each}
    listed, proper = listed_names("ko"), korean.proper_nouns(text)
    named = None if proper is None else {start for start, _ in proper}
    for match in re.finditer("[가-힣]{2,}", text):
        if match.start() in taken:
            continue
        for stem in korean_stems(match[0]):
            key = listed.get(stem, stem)
            senses = places_only(world.senses(key, False))
            if not senses and stem.endswith(UNITS) and len(stem) > 2:
                key = stem[:-1]
                senses = places_only(world.senses(key, False))
            if not senses:
                continue
            rest = match[0][len(stem) :]
            if named is not None and match.start() not in named and stem not in listed:
                continue  # kiwipiepy takes it for a common word
            fame, many = max(each.fame for each in senses), max(each.entry.population for each in senses)
            goes = bool(LOCATIVE.search(rest))
            if stem in listed or many >= 10 * CITY:
                chance = SURE
            elif (len(stem) >= 3 and fame) or (named is not None and many >= TOWN):
                chance = LIKELY
            else:
                beside = bool(BESIDE.search(text[max(0, match.start() - 3) : match.start()]))
                likely = goes and many >= TOWN
                chance = LIKELY if likely else PERHAPS if beside and many >= TOWN else DOUBTFUL if many >= CITY else 0.0
            if chance:
                end = match.start() + len(stem)
                yield match.start(), end, stem, key, chance
                break


def korean_stems(word: str) -> Iterator[str]:
    """A word, then without one particle, or two: 평양에서는 is 평양.

    >>> list(korean_stems("평양에서"))
    ['평양에서', '평양']
    """
    yield word
    for _ in range(2):
        shorter = PARTICLES.sub("", word)
        if shorter == word or len(shorter) < 2:
            return
        word = shorter
        yield word

"""Find the people of a text, and group the mentions of one person under the fullest form of the name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from geo.gazetteer.toponyms import Toponym
from geo.geoparsing.name_spans import Token, tokenise
from geo.geoparsing.name_words import (
    DEMONYMS,
    FAMILY_FIRST,
    FUNCTION_WORDS,
    GIVEN_NAMES,
    HEADS_AFTER,
    MONTHS,
    ORGANISATIONS,
    PARTICLES,
    PERSON_ROLES,
    PREPOSITIONS,
    SELDOM_PLACES,
    SPEECH,
    STATE_INITIALS,
    TITLES,
    UNITS,
    WEEKDAYS,
)
from geo.geoparsing.person_evidence import person_evidence
from geo.geoparsing.word_kinds import kind_of

SURE_PLACE = 0.5  # from this probability a toponym is no person,
VERY_SURE = 0.8  # or from this one where the text gives a fuller name
NO_NAMES = (UNITS | ORGANISATIONS | HEADS_AFTER | DEMONYMS | SELDOM_PLACES | WEEKDAYS) - GIVEN_NAMES
NO_BEGINNING = FUNCTION_WORDS | PREPOSITIONS | DEMONYMS
NUMERAL = re.compile(r"[IVX]{1,5}")
INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")  # "J", and "n.s" of "N.S. Khrushchev"
NO_HE = NO_NAMES | NO_BEGINNING | frozenset(TITLES) | frozenset(MONTHS)
ADDRESSES = frozenset(
    ["mr", "mrs", "miss", "ms", "mister", "messrs", "madame", "monsieur", "sir", "lady", "herr", "frau"]
)
ARTICLES = frozenset(["a", "an", "the", "his", "her", "their"])
RELATIVES = frozenset(["who", "whose", "which", "that"])
VERBS = frozenset(["was", "is", "had", "has", "were", "and", "but"])
MOST_ROLE = 8  # words of an apposition
FEMALE = frozenset(["mrs", "miss", "ms", "madame", "lady", "queen", "princess", "duchess", "empress"])


@dataclass(frozen=True)
class PersonMention:
    """A person in a text: ``text[start:end] == name``; ``person`` is the fullest form of the name that the text has.

    ``role`` is what the text says beside this mention that somebody is ("Ambassador", "the governor of Moscow"), ""
    where it says nothing.
    """

    start: int
    end: int
    name: str
    person: str
    role: str = ""


@dataclass(frozen=True)
class Run:
    """Large words in a row: the titles, then the names; ``spoken`` where a verb of saying follows."""

    titles: tuple[Token, ...]
    names: tuple[Token, ...]
    spoken: bool

    role: str = ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The names in small letters without accents, hyphens as spaces."""
        return tuple(part for token in self.names for part in re.split("[-–]", plain(token.low)) if part)

    @cached_property
    def family(self) -> str:
        """The word under which a person is filed: the last, or the first where the family name stands first."""
        words = [word for word in self.words if word not in PARTICLES and not NUMERAL.fullmatch(word.upper())]
        words = words or list(self.words)
        return words[0] if len(words) > 1 and family_first(words) else words[-1]

    @property
    def letters(self) -> range:
        """Where the names stand in the text."""
        return range(self.names[0].start, self.names[-1].end)

    @cached_property
    def full(self) -> bool:
        """Whether more than the family name is given."""
        return len([word for word in self.words if word not in PARTICLES]) > 1


def people_in(text: str, toponyms: Sequence[Toponym]) -> list[PersonMention]:
    """The people that a text in English names, in order.

    A name counts with evidence: a title before it, a common given name or initials, a family name that stands first
    ("Kim Il Sung"), deeds and belongings of people (``geo.geoparsing.person_evidence``), or a fuller form elsewhere
    in the text. What ``toponyms`` holds likely for a place, months, nations and bodies of people are none. A bare
    family name goes to the last person of that name who was named in full, or to the first who will be.

    >>> text = "Joseph Stalin met Kim Il Sung. Stalin agreed; General Kutuzov did not. Kim left Moscow, said Kutuzov."
    >>> for mention in people_in(text, [Toponym(79, 85, "Moscow", 0.99)]):
    ...     print(mention.name, "=", mention.person)
    Joseph Stalin = Joseph Stalin
    Kim Il Sung = Kim Il Sung
    Stalin = Joseph Stalin
    General Kutuzov = General Kutuzov
    Kim = Kim Il Sung
    Kutuzov = General Kutuzov
    >>> people_in("The army left in May.", [])
    []
    """
    place = {letter: each.probability for each in toponyms for letter in range(each.start, each.end)}
    tokens = tokenise(text)
    evidence = person_evidence(tokens)
    small = {token.low for token in tokens if token.kind == "word" and not token.large}
    acting = {
        plain(word)
        for word in evidence.person
        if evidence.is_person(word) or (evidence.acts(word) and word not in small)
    }
    found = [(run, max(place.get(at, 0.0) for at in run.letters)) for run in runs(tokens)]
    families = {run.family for run, chance in found if run.full and is_person(run) and chance < VERY_SURE}
    found = [each for each in found if each[1] < (VERY_SURE if each[0].family in families else SURE_PLACE)]
    known = {run.family for run, _ in found if is_person(run)} | acting
    alone = Counter(run.family for run, _ in found if len(run.names) == 1)
    named: dict[str, list[Run]] = {}
    called = called_by_given_name([run for run, _ in found])
    for run, _ in found:
        name = run.family if run.full or run.titles else called.get(run.family, run.family)
        if is_person(run) or (len(run.names) == 1 and (name in known or often_named(run, alone))):
            named.setdefault(name, []).append(run)
    mentions = []
    for family in named.values():
        for run, best in zip(family, fullest_of(family), strict=True):
            start, end = (run.titles or run.names)[0].start, run.names[-1].end
            mentions.append(PersonMention(start, end, text[start:end], written(text, best), role_of(text, run)))
    return sorted(mentions, key=lambda mention: mention.start)


def runs(tokens: Sequence[Token]) -> Iterator[Run]:
    """The runs of large words that may be a name with its titles."""
    position = 0
    while position < len(tokens):
        if not tokens[position].large:
            position += 1
            continue
        after = position + 1
        while after < len(tokens) and continues(tokens, after):
            after += 1
        inside = list(tokens[position:after])
        position, begins = after, {token.start: at for at, token in enumerate(tokens[position:after], position)}
        while inside and (
            (inside[0].low in NO_BEGINNING and not names_he(inside))
            or (inside[0].low in MONTHS and len(inside) > 1 and inside[1].low in TITLES)
        ):
            inside.pop(0)
        titles = []
        while inside and inside[0].low in TITLES:
            titles.append(inside.pop(0))
        following = tokens[after] if after < len(tokens) else None
        while inside and (not inside[-1].large or (inside[-1].text == "I" and pronoun(following))):
            inside.pop()
        if not inside or not all(token.large or token.kind != "word" or token.low in PARTICLES for token in inside):
            continue
        words = [token for token in inside if token.large]
        he = names_he(inside)
        if any(
            token.low in NO_NAMES
            or (token.low in FUNCTION_WORDS and token.text != "I" and not (he and token is words[0]))
            for token in words
        ):
            continue
        if len(words) == 1 and (words[0].low in MONTHS or (acronym(words[0]) and not titles)):
            continue
        if " ".join(token.low for token in words) in STATE_INITIALS:
            continue
        first = begins[(titles or inside)[0].start]
        spoken = following is not None and following.low in SPEECH
        yield Run(tuple(titles), tuple(inside), spoken, apposition(tokens, after) or role_before(tokens, first))


def names_he(inside: Sequence[Token]) -> bool:
    """Whether "He" before large words is a family name, as in "He Ping": the pronoun has a verb behind it."""
    return (
        2 <= len(inside) <= 3
        and inside[0].text == "He"
        and all(token.large and token.low not in NO_HE and not token.capitals for token in inside[1:])
    )


def apposition(tokens: Sequence[Token], after: int) -> str:
    """What stands behind a comma after a name to say who it is: "the governor of Moscow"; "" where nothing does."""
    if after + 2 >= len(tokens) or tokens[after].text != "," or tokens[after + 1].breaks:
        return ""
    words: list[Token] = []
    for token in tokens[after + 1 : after + 1 + MOST_ROLE]:
        if token.breaks or token.kind not in ("word", "possessive"):
            break
        words.append(token)
    else:
        return ""
    if not words or (words[0].low not in ARTICLES and words[0].low not in PERSON_ROLES):
        return ""
    heads = [at for at, token in enumerate(words) if not token.large and token.low in PERSON_ROLES]
    if not heads or any(token.low in RELATIVES for token in words[: heads[0]]):
        return ""
    if tokens[after + 1 + len(words)].text not in (",", ".", ";", ")", "—"):
        return ""
    if any(token.low in VERBS or token.low in SPEECH for token in words):
        return ""
    return " ".join(token.text for token in words).replace(" 's", "'s").replace(" ’s", "’s")


def role_before(tokens: Sequence[Token], first: int) -> str:
    """What stands right before a name in small letters to say who it is: "botanist" before "Joseph Banks"."""
    before = tokens[first - 1] if first and not tokens[first].breaks else None
    return before.text if before is not None and not before.large and before.low in PERSON_ROLES else ""


def role_of(text: str, run: Run) -> str:
    """What the text says beside a name that somebody is: its title, or else what stands in a clause of its own."""
    titles = [token for token in run.titles if token.low not in ADDRESSES]
    if titles:
        return " ".join(text[titles[0].start : titles[-1].end].split())
    return run.role


def called_by_given_name(found: Sequence[Run]) -> dict[str, str]:
    """The family names of people whose family stands first, by the given name that the text calls them by.

    "Wu Long" is Long later on, where nobody of the text has the family name Long and no other is called so.
    """
    families = {run.family for run in found if run.full}
    called: dict[str, set[str]] = {}
    for run in found:
        words = run.words
        if run.full and len(words) == 2 and family_first(words) and words[1] not in families:
            called.setdefault(words[1], set()).add(run.family)
    return {given: next(iter(names)) for given, names in called.items() if len(names) == 1}


def pronoun(following: Token | None) -> bool:
    """Whether "I" before a word is the pronoun: "Fritz, I will" but "Charles I of England"."""
    return following is not None and following.kind == "word" and following.low != "of"


def acronym(token: Token) -> bool:
    """Whether a word is a few capitals, as USSR is."""
    return token.capitals and len(token.low) < 6


def continues(tokens: Sequence[Token], position: int) -> bool:
    """Whether a run of large words goes on at `position`."""
    here, before = tokens[position], tokens[position - 1]
    if here.breaks:
        return False
    if here.large:
        return not here.opens
    if position + 1 >= len(tokens) or not tokens[position + 1].large or tokens[position + 1].breaks:
        return here.kind == "word" and here.low in PARTICLES and position + 2 < len(tokens) and (
            tokens[position + 1].low in PARTICLES and tokens[position + 2].large
        )  # fmt: skip
    if here.text == "-":
        return before.large and not here.spaced
    return here.kind == "word" and here.low in PARTICLES


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """A word without its accents, so that Eugène and Eugene are one."""
    parts = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def family_first(words: Sequence[str]) -> bool:
    """Whether a name begins with the family's: "Kim Il Sung", "Mao Zedong", but not "Kim Philby" or "Li Jones"."""
    return words[0] in FAMILY_FIRST and (words[0] not in GIVEN_NAMES or len(words) == 3) and len(words) in (2, 3)


def is_person(run: Run) -> bool:
    """Whether a run by itself is evidence of a person."""
    words = run.words
    if len(words) > 5:
        return False
    if run.titles:
        return True
    if not run.full:
        return run.spoken and run.names[0].low not in MONTHS and not run.names[0].opens
    large = [token for token in run.names if token.large]
    initials = bool(INITIALS.fullmatch(large[0].low)) and len(large[-1].low) > 2
    listed = large[0].low in GIVEN_NAMES or words[0] in GIVEN_NAMES
    return initials or listed or family_first(words) or in_the_census(words)


def in_the_census(words: Sequence[str]) -> bool:
    """Whether a name is a given name and a surname that the census counts often, the first no everyday word."""
    first, last = kind_of(words[0]), kind_of(words[-1])
    return bool(first.given and not first.small and len(words) in (2, 3) and 1 <= last.surname <= 2)


def often_named(run: Run, alone: Counter[str]) -> bool:
    """Whether a single word that is a given name stands so often that it is somebody: "Napoleon"."""
    return len(run.names) == 1 and run.family in GIVEN_NAMES and alone[run.family] > 1


def fullest_of(family: Sequence[Run]) -> list[Run]:
    """For each run of a family the run with the fullest name for the person.

    A full name stands for the fullest like it, the first of those; a bare family name for the last person who was named
    in full before it, else for the first who will be; where nobody is, for the first with a title. Runs of the same
    words are looked at once, however often a book has them.
    """
    firsts: dict[Form, int] = {}
    for index, run in enumerate(family):
        firsts.setdefault(form_of(run), index)
    forms = {form: family[index] for form, index in firsts.items()}
    like = {form: [other for other in forms if alike(run, forms[other])] for form, run in forms.items()}
    best = {
        form: max(like[form], key=lambda each: (fullness(forms[each]), -firsts[each]))
        for form, run in forms.items()
        if run.full
    }
    alone = {
        form: max(like[form], key=lambda each: (bool(forms[each].titles), -firsts[each]))
        for form, run in forms.items()
        if not run.full
    }
    full = {form: [each for each in like[form] if forms[each].full] for form in alone}
    lasts: dict[Form, int] = {}  # of each full form, where it was last
    found = []
    for index, run in enumerate(family):
        form = form_of(run)
        if run.full:
            lasts[form] = index
            found.append(forms[best[form]])
        elif not full[form]:
            found.append(forms[alone[form]])
        else:
            before = [each for each in full[form] if each in lasts]
            chosen = max(before, key=lasts.__getitem__) if before else min(full[form], key=firsts.__getitem__)
            found.append(forms[best[chosen]])
    return found


Form = tuple[tuple[str, ...], tuple[str, ...]]  # the titles and the names of a run, in small letters


def form_of(run: Run) -> Form:
    """What two runs have in common that are alike in all that tells people apart."""
    return tuple(each.low for each in run.titles), tuple(each.text for each in run.names)


def alike(one: Run, other: Run) -> bool:
    """Whether two runs of one family name may be one person: no given name or title speaks against it."""
    if one.titles and other.titles and (one.titles[0].low in FEMALE) != (other.titles[0].low in FEMALE):
        return False
    if not one.full or not other.full:
        return True
    firsts, seconds = [[word for word in run.words if word != run.family] for run in (one, other)]
    return all(
        first == second or (1 in (len(first), len(second)) and first[0] == second[0])
        for first, second in zip(firsts, seconds, strict=False)
    )


def fullness(run: Run) -> tuple[int, int]:
    """How much of a name a run gives: words that are no initials, then letters."""
    return sum(len(word) > 1 for word in run.words), sum(map(len, run.words))


def written(text: str, run: Run) -> str:
    """The name as the text writes it, on one line; with its title where the text has no given name."""
    first = run.names[0] if run.full or not run.titles else run.titles[0]
    return " ".join(text[first.start : run.names[-1].end].split())

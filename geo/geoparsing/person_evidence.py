"""Count over a whole text what speaks for each large word being a person, and what for a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteer.names import fold
from geo.geoparsing.name_spans import Token
from geo.geoparsing.name_words import (
    DEMONYMS,
    GIVEN_NAMES,
    PERSON_DEEDS,
    PERSON_OBJECTS,
    PERSON_OWNED,
    PERSON_ROLES,
    SPEECH,
    STATE_ABBREVIATIONS,
    TITLES,
)

AT = frozenset({"at", "in", "near", "from", "to", "through", "via", "toward", "towards", "around", "inside", "into"})
NEVER = DEMONYMS | TITLES | STATE_ABBREVIATIONS
HELPERS = frozenset(
    {"had", "has", "was", "did", "also", "then", "later", "never", "himself", "herself", "now", "still"}
)
NAMED = frozenset({"called", "named"})
RELATIVES = frozenset({"who", "whose", "whom", "sent", "born"})
GIVING = frozenset(
    {"gave", "give", "wrote", "write", "said", "told", "command", "letter", "answer", "handed", "belonged"}
)
BESIDE = frozenset({"beside", "as", "commanding", "leading"})
NO_OPENING = ("s", "ing", "ed", "ly", "tion", "ment", "ness", "ity", "ance", "ence", "men", "ism", "one", "body")
BEFORE_ROLE = 6  # tokens between "minister of police" and the name behind the comma


@dataclass(frozen=True)
class PersonEvidence:
    """How often a text speaks of a word (in small letters) as a person, as a place, and with "the" before it."""

    person: Counter[str]
    place: Counter[str]
    articled: Counter[str]

    def acts(self, word: str) -> bool:
        """Whether a word is somebody at least once, and nothing speaks against it."""
        return self.person[word] >= 1 and not self.place[word] and not self.articled[word]

    def is_person(self, word: str) -> bool:
        """Whether a word is somebody several times, and a place much more seldom: then it is somebody everywhere."""
        known = 1 if fold(word) in GIVEN_NAMES else 2
        return self.person[word] >= known and self.person[word] > 2 * self.place[word] + self.articled[word]


def person_evidence(tokens: Sequence[Token]) -> PersonEvidence:
    """What the tokens of a text say about who is a person.

    A word is one where it does what people do ("Barclay fell back"), owns what they own ("Raevsky's corps"), stands
    behind what somebody is ("the governor, Rostopchin"; "a general called Malet") or before "who".

    >>> from geo.geoparsing.name_spans import tokenise
    >>> text = "Murat fled, and Murat's cavalry rode to Tula. A man called Malet came."
    >>> found = person_evidence(tokenise(text))
    >>> found.is_person("murat"), found.is_person("tula"), found.acts("malet")
    (True, False, True)
    """
    person: Counter[str] = Counter()
    place: Counter[str] = Counter()
    articled: Counter[str] = Counter()
    for position, token in enumerate(tokens):
        if not token.large or token.low in NEVER:
            continue
        before = tokens[position - 1] if position and not token.breaks else None
        if before is not None and before.large and not token.opens:
            if before.low in TITLES or before.low in GIVEN_NAMES:
                person[token.low] += 2
            continue
        following = tokens[position + 1 : position + 7]
        if following and following[0].large and not following[0].opens:
            continue
        if before is not None and before.low == "the":
            articled[token.low] += 1
            continue
        behind = 0 if before is None or token.opens else weight_before(tokens, position)
        if before is not None and before.low == "of":
            continue  # "the Bank of England stayed"
        if before is not None and before.low in AT and not behind and not owns(following):
            place[token.low] += 1
            continue
        ahead = weight_after(following)
        if token.opens and ahead < 2 and token.low.endswith(NO_OPENING) and token.low not in GIVEN_NAMES:
            continue  # "Officials said"
        person[token.low] += behind + ahead
    return PersonEvidence(person, place, articled)


def weight_after(following: Sequence[Token]) -> int:
    """How much the tokens after a name speak for a person."""
    if not following or following[0].breaks:
        return 0
    words = [*(token.low for token in following), "", ""]
    if following[0].kind == "possessive":
        return int(owns(following) or words[1] in DEMONYMS)
    if words[0] == ",":
        return 2 if words[1] in RELATIVES or is_role(following[1:]) else 0
    deed = words[0] in PERSON_DEEDS or words[0] in SPEECH
    helped = words[0] in HELPERS and (words[1] in PERSON_DEEDS or words[1] in SPEECH or words[1] in PERSON_OBJECTS)
    return int(deed or helped or words[:2] in (["was", "there"], ["did", "not"], ["let", "himself"]))


def is_role(following: Sequence[Token]) -> bool:
    """Whether the tokens behind a comma say what somebody is: "a rich young botanist"."""
    for token in following:
        if token.kind != "word" or token.large:
            return False
        if token.low in PERSON_ROLES:
            return True
    return False


def owns(following: Sequence[Token]) -> bool:
    """Whether the tokens after a name say that it owns what people do: "'s corps"."""
    return len(following) > 1 and following[0].kind == "possessive" and following[1].low in PERSON_OWNED


def weight_before(tokens: Sequence[Token], position: int) -> int:
    """How much the tokens before a name speak for a person."""
    before, further = tokens[position - 1].low, tokens[max(0, position - 6) : position - 1]
    last = further[-1] if further else None
    if before in NAMED or before in PERSON_ROLES:
        return 2
    if before == "under" and last is not None and (last.low in PERSON_OWNED or last.low in PERSON_ROLES):
        return 2
    if before == ",":
        roles = tokens[max(0, position - BEFORE_ROLE - 1) : position - 1]
        opens = max((index for index, each in enumerate(roles) if each.opens), default=0)
        return 2 * any(each.low in PERSON_ROLES for each in roles[opens:])
    if before == "with" and position + 1 < len(tokens) and tokens[position + 1].low in BESIDE:
        return 2
    if before in ("to", "from") and any(each.low in GIVING for each in further[-5:]):
        return 1
    if before == "off" and last is not None and last.low == "cut":
        return 1
    if before == "after" and last is not None and last.low == "named":
        return 1
    return int(before in PERSON_OBJECTS)

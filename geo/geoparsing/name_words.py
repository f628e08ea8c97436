"""Read name_words.txt, the words that tell names of places, people and bodies of troops apart, into sets."""

from __future__ import annotations

import re
from pathlib import Path

from geo.reading.shipped import package_folder

WORDS = package_folder("geo.geoparsing") / "name_words.txt"


def read_words(path: Path) -> dict[str, tuple[str, ...]]:
    """The lists of a file of words: "[name]" begins one, "#" a remark, white space parts the words.

    >>> read_words(WORDS)["months"][:2]
    ('january', 'february')
    """
    plain = re.sub("#.*", "", path.read_text(encoding="utf-8"))
    _, *parts = re.split(r"^\[(\w+)\]", plain, flags=re.MULTILINE)
    return {name: tuple(words.split()) for name, words in zip(parts[::2], parts[1::2], strict=True)}


_LISTS = read_words(WORDS)
_SETS = {name: frozenset(words) for name, words in _LISTS.items()}
HEADS_AFTER = _SETS["heads_after"]
HEADS_BEFORE = _SETS["heads_before"]
HEADS_OF = _SETS["heads_of"]
COMPASS = _SETS["compass"]
UNITS = _SETS["units"]
ORGANISATIONS = _SETS["organisations"]
TITLES = _SETS["titles"]
SPEECH = _SETS["speech"]
PLACE_VERBS = _SETS["place_verbs"]
PREPOSITIONS = _SETS["prepositions"]
FUNCTION_WORDS = _SETS["function_words"]
JOINERS = _SETS["joiners"]
PARTICLES = _SETS["particles"]
DEMONYMS = _SETS["demonyms"]
STATE_ABBREVIATIONS = _SETS["state_abbreviations"]
STATE_INITIALS = frozenset(words.replace(".", " ") for words in _SETS["state_initials"])
GIVEN_NAMES = _SETS["given_names"]
FAMILY_FIRST = _SETS["family_first"]
SELDOM_PLACES = _SETS["seldom_places"]
WEEKDAYS = _SETS["weekdays"]
COUNTED = _SETS["counted"]
FACILITIES = _SETS["facilities"]
OFFICES = frozenset(words.replace("-", " ") for words in _SETS["offices"])
OFFICE_DEEDS = _SETS["office_deeds"]
PERSON_DEEDS = _SETS["person_deeds"]
PERSON_OBJECTS = _SETS["person_objects"]
PERSON_OWNED = _SETS["person_owned"]
PERSON_ROLES = _SETS["person_roles"]
ABBREVIATIONS = _SETS["abbreviations"] | STATE_ABBREVIATIONS
MONTHS = {
    **{name: number for number, name in enumerate(_LISTS["months"], start=1)},
    **{name[:3]: number for number, name in enumerate(_LISTS["months"], start=1)},
    "sept": 9,
}

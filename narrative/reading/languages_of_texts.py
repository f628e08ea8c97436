"""Say in which language a text is written, and what of it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from geo.geoparsing.name_words import FUNCTION_WORDS
from geo.reading.shipped import install_words
from geo.reading.wording import listed

ENGLISH = "en"
# Languages that are written in books and reports; what is left out are those that short texts are taken for.
LANGUAGES = (
    *("ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu"),
    *("id", "it", "ja", "ka", "ko", "la", "lt", "lv", "mn", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr"),
    *("sv", "ta", "th", "tr", "uk", "ur", "vi", "zh"),
)
SAMPLE = 20_000  # letters by which a language is recognised
LEAST_WORDS = 3  # in small letters: names alone say nothing of a language
MANY_WORDS, PLAINLY = 200, 0.3  # no other language has a fifth of English words for grammar
MARGIN = 10.0  # of the logarithm of the likelihood by which another language is likelier than English
SMALL_WORD = re.compile(r"(?<![\w'’-])[^\W\d_A-ZÀ-ÖØ-Þ][^\W\d_]*")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
LETTER = re.compile(r"[^\W\d_]")
HANGUL, KANA, CYRILLIC = (re.compile(each) for each in ("[가-힣]", "[ぁ-ヿ]", "[Ѐ-ӿ]"))


@dataclass(frozen=True)
class Reader:
    """What is read of a language's texts: ``people`` are found only with the extra (a module's name), "" for always."""

    extra: str = ""
    better: str = ""  # what the extra adds, as a clause


READERS = {
    "en": Reader(),
    "de": Reader(),
    "fr": Reader(),
    "es": Reader(),
    "ru": Reader("natasha", "places and people that only their sentence tells"),
    "ko": Reader("kiwipiepy", "people, and places of which only the sentence tells that they are no common words"),
}


@lru_cache(maxsize=1)
def identifier() -> Any:
    """The model of py3langid, for `LANGUAGES` only."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE)
    found.set_languages(list(LANGUAGES))
    return found


def language_of(text: str) -> str:
    """The language of a text, as BCP 47; English where the text is too short to tell.

    Names are left out of the question, since those of a text may be of any language: of a Latin script the words in
    small letters are asked about.

    >>> language_of("Am 7. Juni 1910 fuhr der Mann mit dem Boot von Christiania ab, und das Wetter war gut.")
    'de'
    >>> language_of("He Long and Wu Long met in Wuhan, and they spoke of Nanjing."), language_of("Paris 1900")
    ('en', 'en')
    """
    sample = text[:SAMPLE]
    letters = len(LETTER.findall(sample))
    if len(LATIN.findall(sample)) < letters / 2:
        if len(HANGUL.findall(sample)) > letters / 3:
            return "ko"
        return str(identifier().classify(sample)[0])
    words = SMALL_WORD.findall(sample)
    if len(words) < LEAST_WORDS or is_plainly_english(words):
        return ENGLISH
    likely = dict(identifier().rank(" ".join(words)))
    best = next(iter(likely))
    return str(best) if likely[best] - likely[ENGLISH] > MARGIN else ENGLISH


def is_plainly_english(words: Sequence[str]) -> bool:
    """Whether so many of many words are English ones for grammar that no model is asked, which takes 200 MB."""
    return len(words) >= MANY_WORDS and sum(each in FUNCTION_WORDS for each in words) > len(words) * PLAINLY


def language_said(code: str) -> str:
    """A language's name in English.

    >>> language_said("ru"), language_said("zh-Hant")
    ('Russian', 'Chinese (Traditional)')
    """
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def primary(code: str) -> str:
    """The language of a tag without its region and script.

    >>> primary("de-AT"), primary("zh_Hant")
    ('de', 'zh')
    """
    return re.split("[-_]", code)[0].lower()


def is_installed(module: str) -> bool:
    """Whether an extra is there."""
    return find_spec(module) is not None


def what_is_read(code: str, installed: Callable[[str], bool] = is_installed) -> str:
    """One sentence: which language it is, and what of it is not read; that alone for English.

    >>> what_is_read("de")
    'It is in German: dates, people with their titles and the names of places that the gazetteer knows are read.'
    >>> what_is_read("pl")
    'It is in Polish, of which no names and no dates are read: mark them yourself, or give an English text; \
English, French, German, Korean, Russian and Spanish are read.'
    """
    name, reader = language_said(code), READERS.get(primary(code))
    if primary(code) == ENGLISH:
        return "It is in English."
    if reader is None:
        known = listed(sorted(language_said(each) for each in READERS))
        return (
            f"It is in {name}, of which no names and no dates are read: mark them yourself, or give an English text; "
            f"{known} are read."
        )
    if not reader.extra:
        return (
            f"It is in {name}: dates, people with their titles and the names of places that the gazetteer knows are "
            "read."
        )
    if installed(reader.extra):
        return f"It is in {name}: dates, people and the names of places that the gazetteer knows are read."
    return (
        f"It is in {name}: dates and the names of places that the gazetteer knows are read; {reader.better} need the "
        f"extra for languages ({install_words('languages')})."
    )

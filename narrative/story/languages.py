"""Turn the language tag of a name into the words that tell a reader which language and which script it is in."""

from __future__ import annotations

NAMES = """
af:Afrikaans ar:Arabic be:Belarusian bg:Bulgarian bn:Bengali bo:Tibetan ca:Catalan cs:Czech cy:Welsh da:Danish de:German
el:Greek en:English es:Spanish et:Estonian eu:Basque fa:Persian fi:Finnish fr:French ga:Irish gd:Gaelic
grc:Ancient_Greek haw:Hawaiian he:Hebrew hi:Hindi hr:Croatian hu:Hungarian hy:Armenian id:Indonesian is:Icelandic
it:Italian ja:Japanese ka:Georgian kk:Kazakh km:Khmer ko:Korean la:Latin lo:Lao lt:Lithuanian lv:Latvian mi:Māori
mk:Macedonian mn:Mongolian mnc:Manchu ms:Malay my:Burmese nds:Low_German ne:Nepali nl:Dutch no:Norwegian pl:Polish
ps:Pashto pt:Portuguese qu:Quechua ro:Romanian ru:Russian sa:Sanskrit sk:Slovak sl:Slovene sm:Samoan so:Somali
sq:Albanian sr:Serbian sv:Swedish sw:Swahili ta:Tamil te:Telugu th:Thai tl:Tagalog tr:Turkish ty:Tahitian ug:Uyghur
uk:Ukrainian ur:Urdu uz:Uzbek vi:Vietnamese yi:Yiddish zh:Chinese zu:Zulu
"""
LANGUAGES = dict(pair.split(":") for pair in NAMES.split())
SCRIPTS = {
    "Latn": ", in letters",
    "Cyrl": ", in Cyrillic",
    "Arab": ", in Arabic script",
    "Hani": ", in Chinese characters",
    "Hans": ", simplified",
}
OWN = {"ko-Hani": "Korean, in Hanja"}


def language_name(tag: str) -> str:
    """A BCP 47 tag in English words; the tag itself for a language that is not in the list.

    >>> [language_name(tag) for tag in ("lt", "zh-Latn", "zh-Hant", "ko-Hani", "pt-BR", "tlh")]
    ['Lithuanian', 'Chinese, in letters', 'Chinese', 'Korean, in Hanja', 'Portuguese', 'tlh']
    """
    first, *rest = tag.split("-")
    if tag in OWN or first not in LANGUAGES:
        return OWN.get(tag, tag)
    return LANGUAGES[first].replace("_", " ") + "".join(SCRIPTS.get(part, "") for part in rest)

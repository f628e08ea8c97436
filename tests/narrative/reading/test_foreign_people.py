"""People in other languages than English."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from narrative.reading.foreign_people import foreign_people

RUSSIAN = pytest.mark.skipif(find_spec("natasha") is None, reason="natasha, of the extra for languages, is missing")
KOREAN = pytest.mark.skipif(find_spec("kiwipiepy") is None, reason="kiwipiepy, of the extra for languages, is missing")


def named(text: str, language: str) -> list[tuple[str, str]]:
    found = foreign_people(text, language)
    assert all(text[each.start : each.end] == each.name for each in found)
    return [(each.name, each.person) for each in found]


def test_a_title_or_a_given_name_makes_a_person() -> None:
    assert named("Graf Karl Weber kam. Später schwieg Weber.", "de") == [
        ("Graf Karl Weber", "Karl Weber"),
        ("Weber", "Karl Weber"),
    ]
    assert named("Le maréchal Ney et Jean Moulin parlaient. Ney partit.", "fr") == [
        ("maréchal Ney", "maréchal Ney"),
        ("Jean Moulin", "Jean Moulin"),
        ("Ney", "maréchal Ney"),
    ]
    assert named("El general José Ramos salió con doña Ana Ruiz.", "es") == [
        ("general José Ramos", "José Ramos"),
        ("doña Ana Ruiz", "Ana Ruiz"),
    ]


def test_a_common_noun_is_nobody_though_somebody_is_called_so() -> None:
    assert [name for name, _ in named("Thomas Mann kam. Der Mann im Boot schwieg, Mann auch.", "de")] == [
        "Thomas Mann",
        "Mann",
    ]


def test_initials_make_a_person_in_either_order() -> None:
    assert [name for name, _ in named("Пришёл И. В. Сталин, а Молотов В. М. молчал.", "ru")][:1] == ["И. В. Сталин"]
    assert named("Es kam J. P. Weber.", "de") == [("J. P. Weber", "J. P. Weber")]


def test_a_korean_title_follows_its_name() -> None:
    assert [name for name, _ in named("박헌영 외상은 왔다.", "ko")] == ["박헌영"]


@RUSSIAN
def test_russian_people_are_one_in_every_case() -> None:
    text = "И. В. Сталину сообщил посол Штыков. Штыкову ответили. Анна Ивановна Петрова уехала."
    found = dict(named(text, "ru"))
    assert found["И. В. Сталину"] == "И. В. Сталин"
    assert {found["Штыкову"], found["посол Штыков"]} == {"Штыков"} or "Штыков" in found["Штыкову"]
    assert found["Анна Ивановна Петрова"] == "Анна Ивановна Петрова"


@KOREAN
def test_korean_people_need_no_title_with_the_extra() -> None:
    assert [name for name, _ in named("김일성은 평양을 떠났다.", "ko")] == ["김일성"]


def test_another_language_has_no_people() -> None:
    assert foreign_people("Pan Kowalski przyjechał.", "pl") == []

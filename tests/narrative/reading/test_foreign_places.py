"""Places in other languages than English, against the gazetteer of the world."""

from __future__ import annotations

import csv
from importlib.util import find_spec

import pytest

from geo.geoparsing.resolver import resolve
from geo.world.lookup import world
from narrative.reading.foreign_people import foreign_people
from narrative.reading.foreign_places import LIST, Inflected, foreign_places, forms_of, korean_stems
from tests.listed import together

ROWS = list(csv.DictReader(LIST.read_text(encoding="utf-8").splitlines()))
LIKELY = 0.45  # from which a name is drawn


def places_of(text: str, language: str) -> dict[str, str]:
    """The names as the draft would call them, with the place's name in the gazetteer."""
    people = [range(each.start, each.end) for each in foreign_people(text, language)]
    found = foreign_places(text, language, world(), people)
    likely = [each for each in found.toponyms if each.probability >= LIKELY]
    resolved = resolve(text, likely, Inflected(world(), found.keys), (), ())  # type: ignore[arg-type]
    return {
        found.forms.get(each.toponym.name, each.toponym.name): each.chosen.name if each.chosen else ""
        for each in resolved
    }


def test_german_nouns_are_no_places() -> None:
    text = (
        "Am 7. Juni 1910 fuhr der Mann mit dem Boot von Christiania ab. Das Wetter war gut, und das Essen auch. Am "
        "Ende der Welt war der Gang des Schiffes ruhig. Mit großem Ernst sah er die Halle und den Hof."
    )
    assert places_of(text, "de") == {"Christiania": "Oslo"}


def test_german_names_are_read_in_the_genitive_and_after_their_words() -> None:
    text = (
        "Von Berlin reisten sie nach Wien und über München nach Österreich. In Essen war er, am Rhein. Die Straßen "
        "Berlins."
    )
    assert places_of(text, "de") == {
        "Berlin": "Berlin",
        "Wien": "Vienna",
        "München": "Munich",
        "Österreich": "Austria",
        "Essen": "Essen",
        "Rhein": "Rhine River",
    }


def test_french_articles_leave_their_vowel() -> None:
    text = "Le bateau quitta Paris pour Lyon. L’Autriche et l'Allemagne étaient calmes. De Vienne il gagna Moscou."
    assert places_of(text, "fr") == {
        "Paris": "Paris",
        "Lyon": "Lyon",
        "Autriche": "Austria",
        "Allemagne": "Germany",
        "Vienne": "Vienna",
        "Moscou": "Moscow",
    }


def test_people_are_no_places() -> None:
    assert places_of("Monsieur Tours et le général Paris parlaient à Nice.", "fr") == {"Nice": "Nice"}
    assert places_of("Don Santiago habló con el general Granada en Sevilla.", "es") == {"Sevilla": "Sevilla"}
    assert places_of("Thomas Mann und Herr Halle sprachen in Wien.", "de") == {"Wien": "Vienna"}


def test_russian_cases_lead_to_the_nominative() -> None:
    text = (
        "Они покинули Вильну и пошли на Москву. Из Смоленска двинулись к Вязьме; в Нижнем Новгороде ждали писем из "
        "Пхеньяна и Китая. Под Малоярославцем и на Волге было тихо, как и в Северной Корее."
    )
    assert places_of(text, "ru") == {
        "Вильна": "Vilnius",
        "Москва": "Moscow",
        "Смоленск": "Smolensk",
        "Вязьма": "Vyaz’ma",
        "Нижний Новгород": "Nizhniy Novgorod",
        "Пхеньян": "Pyongyang",
        "Китай": "China",
        "Малоярославец": "Maloyaroslavets",
        "Волга": "Volga River",
        "Северная Корея": "North Korea",
    }


def test_korean_particles_are_no_part_of_a_name() -> None:
    text = (
        "김일성은 평양을 떠나 모스크바로 갔다. 옹진에서 전투가 일어났다. "
        "한강을 건너 서울과 부산까지 갔다. 소련은 북한을 도왔다."
    )
    found = places_of(text, "ko")
    assert list(found) == ["평양", "모스크바", "옹진", "한강", "서울", "부산", "소련", "북한"]
    assert [found[each] for each in ("평양", "모스크바", "서울", "부산")] == ["Pyongyang", "Moscow", "Seoul", "Busan"]


def test_a_common_korean_word_is_doubtful() -> None:
    (found,) = foreign_places("그의 개성은 강했다.", "ko", world()).toponyms or (None,)
    assert found is None or found.probability < LIKELY


def test_another_language_has_no_places() -> None:
    assert foreign_places("Pojechali do Krakowa.", "pl", world()).toponyms == ()


def test_forms_of_names() -> None:
    assert "Минск" in forms_of("Минске", "ru")
    assert "Красное" in forms_of("Красного", "ru")
    assert list(korean_stems("서울에서는")) == ["서울에서는", "서울"]


@together("row", ROWS)
def test_the_gazetteer_knows_each_name_of_the_list(row: dict[str, str]) -> None:
    assert world().entries(row["english"])


@pytest.mark.skipif(find_spec("natasha") is None, reason="natasha, of the extra for languages, is not installed")
def test_natasha_finds_a_place_that_no_gazetteer_knows() -> None:
    found = foreign_places("Мы приехали в деревню Верхние Кокошники и остались.", "ru", world())
    assert "Кокошники" in " ".join(each.name for each in found.toponyms)

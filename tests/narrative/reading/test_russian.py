"""What the extra for Russian knows, and that nothing fails without it."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from narrative.reading import russian


def test_without_the_extra_there_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(russian, "tools", lambda: None)
    monkeypatch.setattr(russian, "analyser", lambda: None)
    russian.spans.cache_clear()
    assert russian.people("Сталин был в Москве.") == russian.places("Сталин был в Москве.") == []
    assert russian.nominative("Штыкову") == "Штыкову"
    russian.spans.cache_clear()


@pytest.mark.skipif(find_spec("natasha") is None, reason="natasha, of the extra for languages, is not installed")
def test_names_stand_where_they_are_found() -> None:
    text = "Глава первая\n\nСталин был в Москве."
    (person,), (place,) = russian.people(text), russian.places(text)
    assert [text[slice(*each)] for each in (person, place)] == ["Сталин", "Москве"]


@pytest.mark.skipif(find_spec("pymorphy3") is None, reason="pymorphy3, of the extra for languages, is not installed")
@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Штыкову", "Штыков"),
        ("И. В. Сталина", "И. В. Сталин"),
        ("Ким Ир Сен", "Ким Ир Сен"),
        ("Анна Ивановна Петрова", "Анна Ивановна Петрова"),
    ],
)
def test_names_of_people_in_the_nominative(written: str, name: str) -> None:
    assert russian.nominative(written) == name

"""The words for how sure a location is: what each looks like, and from which probability a geoparser may use it."""

from __future__ import annotations

import pytest

from geo.gazetteer.certainties import CERTAIN, CERTAINTIES, SURE_FROM, Certainty, certainty_of


def test_the_words_are_those_of_linked_places_from_the_surest_on() -> None:
    assert list(CERTAINTIES) == ["certain", "less-certain", "uncertain"]
    assert all(each.id == id for id, each in CERTAINTIES.items())
    assert CERTAIN == "certain" and not CERTAINTIES[CERTAIN].doubtful


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, "certain"),
        (0.9, "certain"),
        (0.899, "less-certain"),
        (0.6, "less-certain"),
        (0.599, "uncertain"),
        (0.0, "uncertain"),
    ],
)
def test_a_geoparser_s_place_is_called_no_surer_than_it_is(probability: float, word: str) -> None:
    assert certainty_of(probability) == word
    assert SURE_FROM == 0.9


def test_a_word_that_is_an_author_s_only_is_never_a_geoparser_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CERTAINTIES, "legendary", Certainty("legendary", "legendary", "Legendary"))
    assert {certainty_of(each / 10) for each in range(11)} == {"certain", "less-certain", "uncertain"}


def test_doubt_is_seen_without_colour() -> None:
    certain, less, uncertain = CERTAINTIES.values()
    assert (certain.halo_px, less.halo_px, uncertain.halo_px) == (0, 16, 24)
    assert (less.open, uncertain.open, less.sign, uncertain.sign) == (False, True, "", "?")

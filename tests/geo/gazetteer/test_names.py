"""One key for all spellings of a name, and keys of the spellings that older texts have."""

from __future__ import annotations

import pytest

from geo.gazetteer.names import fold, variants


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        (["St. Louis", "SAINT-LOUIS", "St Louis", " saint  louis "], "saint louis"),
        (["Xi'an", "Xi’an", "XIAN"], "xian"),
        (["Ft. Sumter", "Fort Sumter"], "fort sumter"),
        (["Mt. Vernon", "Mount-Vernon"], "mount vernon"),
        (["The Hague", "Hague", "the hague"], "hague"),
        (["Gdańsk", "Gdansk"], "gdansk"),
        (["Straße", "strasse"], "strasse"),
        (["Ærø", "aero"], "aero"),
        (["Trinidad & Tobago", "Trinidad and Tobago"], "trinidad and tobago"),
        (["Washington, D.C.", "washington dc"], "washington dc"),
        (["が", "か\u3099"], "が"),  # a voicing mark is a letter's own, no accent
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_spellings_of_one_name_have_one_key(spellings: list[str], key: str) -> None:
    assert [fold(each) for each in spellings] == [key] * len(spellings)


@pytest.mark.parametrize(("one", "other"), [("East St", "East Saint"), ("The", ""), ("が", "か"), ("й", "л")])
def test_names_that_differ_keep_keys_of_their_own(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Pittsburg", ("pittsburgh",)),
        ("Brandenburgh", ("brandenburg",)),
        ("Goldsboro", ("goldsborough",)),
        ("Newport Centre", ("newportcentre", "newport center")),
        ("San Juan Hill", ("sanjuan hill", "san juanhill")),
        ("St. Diego", ("saintdiego", "san diego")),
        ("Spotsylvania Court House", ("spotsylvaniacourt house", "spotsylvania courthouse")),
        ("Burg", ()),  # too short to be another's ending
    ],
)
def test_older_spellings_are_tried_likeliest_first(name: str, found: tuple[str, ...]) -> None:
    assert [each for each in variants(name) if each in found] == list(found)
    assert fold(name) not in variants(name)

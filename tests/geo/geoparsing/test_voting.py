"""The names of a text choose together: who is heard by whom, and how much one place speaks for another."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from geo.gazetteer.toponyms import Entry
from geo.geoparsing.candidates import Option
from geo.geoparsing.voting import Ballot, affinities, codes, softmax, voices, vote


def place(name: str, lat: float, lon: float, country: str, region: str = "", kind: Any = "town", **more: Any) -> Option:
    return Option(Entry(f"x:{name}{country}", name, lat, lon, kind, country, region), 0.0, "name", **more)


PARIS, TEXAN = place("Paris", 48.85, 2.35, "FR", "11"), place("Paris", 33.66, -95.56, "US", "TX")
LYON, DALLAS = place("Lyon", 45.75, 4.85, "FR", "84"), place("Dallas", 32.78, -96.8, "US", "TX")


@pytest.mark.parametrize(("neighbour", "chosen"), [(LYON, 0), (DALLAS, 1)])
def test_a_neighbour_decides_between_namesakes(neighbour: Option, chosen: int) -> None:
    shares, _ = vote([Ballot([PARIS, TEXAN], [0.0, 0.0], [0]), Ballot([neighbour], [0.0], [20])])
    assert shares[chosen] > 0.8
    assert sum(shares) <= 1


def test_without_neighbours_what_speaks_for_each_before_decides_alone() -> None:
    ((paris, texan),) = vote([Ballot([PARIS, TEXAN], [math.log(3), 0.0], [0])])
    assert paris / texan == pytest.approx(3)


def test_none_of_them_has_its_share_where_others_can_be_heard() -> None:
    far = Ballot([place("Nowhere", -40, 170, "NZ")], [0.0], [0], nothing=0.0)
    shares, _ = vote([far, Ballot([LYON], [0.0], [0])])
    assert shares == pytest.approx([0.5], abs=0.001)  # nobody speaks for it


def test_no_names_and_names_without_places_have_no_shares() -> None:
    assert vote([]) == []
    assert vote([Ballot([], [], [0]), Ballot([], [], [9])]) == [[], []]


def test_shares_are_those_of_each_name_with_none_of_them_as_one_more() -> None:
    found = softmax(np.array([0.0, 0.0, 0.0]), np.array([0, 0, 1]), np.array([0.0, 0.0]))
    assert found == pytest.approx([1 / 3, 1 / 3, 1 / 2])


@pytest.mark.parametrize(("apart", "heard"), [(0, 0.5), (600, (0.35 + 0.65 / math.e) / 2), (10**9, 0.175)])
def test_the_nearer_in_the_text_the_louder_and_never_silent(apart: int, heard: float) -> None:
    found = voices([Ballot([PARIS], [0], [0]), Ballot([LYON], [0], [apart])])
    assert found[0][1] == found[1][0] == pytest.approx(heard)
    assert found[0][0] == found[1][1] == 0


def test_the_nearest_two_mentions_count_and_a_name_without_places_is_not_heard() -> None:
    found = voices([Ballot([PARIS], [0], [0, 5000]), Ballot([LYON], [0], [9000, 5000]), Ballot([], [], [5000])])
    assert found[0][1] == pytest.approx(0.5)
    assert found[0][2] == found[2][0] == 0


def test_of_many_names_each_is_heard_less() -> None:
    found = voices([Ballot([PARIS], [0], [0])] * 11)
    assert found.sum(axis=1) == pytest.approx([1.0] * 11)


@pytest.mark.parametrize(
    ("one", "other", "worth"),
    [
        (place("A", 0, 0, "FR"), place("B", 0, 0, "FR"), 2.2 + 1.0),
        (place("A", 0, 0, "FR", "11"), place("B", 0, 0, "FR", "11"), 2.2 + 1.0 + 1.2),
        (place("A", 0, 0, "FR", "11"), place("B", 0, 0, "US", "11"), 2.2),  # a region's number is its country's
        (place("A", 0, 0, "FR"), place("B", 0, 150 / 111.195, "DE"), 2.2 / math.e),
        (place("A", 0, 0, "FR"), place("B", 0, 180, "DE"), 0.0),
        (place("A", 0, 0, "FR", kind="river"), place("B", 0, 300 / 111.195, "DE"), 2.2 * 0.7),
        (place("A", 0, 0, "FR", kind="country"), place("B", 0, 0, "FR"), 1.0),
        (place("A", 0, 0, "US", "MS", district=7), place("B", 0, 0, "US", "MS", "district", number=7), 2.2 + 2.2 + 0.5),
        (place("A", 0, 0, ""), place("B", 0, 0, ""), 2.2),
    ],
)
def test_country_region_county_and_nearness_speak_for_a_place(one: Option, other: Option, worth: float) -> None:
    found = affinities([one, other])
    assert found[0][1] == pytest.approx(worth, abs=0.01)
    assert found[1][0] == pytest.approx(found[0][1])


def test_a_word_has_one_number_and_the_empty_one_none() -> None:
    assert codes(["FR", "", "DE", "FR"]).tolist() == [1, 0, 2, 1]

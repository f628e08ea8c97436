"""The places that a name may mean, and how likely each is before the text around it is read."""

from __future__ import annotations

from typing import Any, cast

import pytest

from geo.gazetteer.names import fold
from geo.gazetteer.own_places import OwnPlace
from geo.gazetteer.toponyms import Entry
from geo.geoparsing.candidates import (
    EXACT,
    MOST,
    OWN,
    PART,
    SPELLING,
    Option,
    close,
    great_cities_first,
    merged,
    option,
    options,
    own_index,
    seats_first,
    typed,
    years_in,
    years_of,
)
from geo.world.lookup import DEMONYM, HISTORICAL, NAME, OTHER, Sense, World


def entry(name: str, people: int = 0, kind: Any = "town", at: tuple[float, float] = (0, 0), **more: Any) -> Entry:
    return Entry(f"x:{name}{kind}{at}", name, *at, kind, population=people, **{"country": "FR", **more})


def few(**senses: list[Sense]) -> World:
    """A world of few names; "_" in a name is a space."""

    class Few:
        def senses(self, name: str, abbreviated: bool | None = None) -> tuple[Sense, ...]:
            return tuple(senses.get(fold(name).replace(" ", "_"), ()))

    return cast(World, Few())


def names(found: tuple[Option, ...]) -> list[str]:
    return [each.entry.name for each in found]


def test_every_tenfold_number_of_people_counts_three_quarters() -> None:
    small, large = (option(Sense(entry("A", people), NAME, 1), EXACT, ()).score for people in (99, 999))
    assert (small, large) == (pytest.approx(1.5), pytest.approx(2.25))


@pytest.mark.parametrize(
    ("kind", "how", "path", "score"),
    [
        ("river", NAME, EXACT, 1.6),
        ("country", NAME, EXACT, 3.5),
        ("river", OTHER, EXACT, 0.8),
        ("river", DEMONYM, EXACT, 1.3),
        ("river", NAME, SPELLING, 0.9),
        ("river", NAME, PART, 0.1),
    ],
)
def test_kind_and_way_of_naming_count(kind: Any, how: int, path: str, score: float) -> None:
    assert option(Sense(entry("A", kind=kind), how, 1), path, ()).score == pytest.approx(score)


@pytest.mark.parametrize(
    ("years", "score"), [([1863], 2.2), ([1867], 2.2), ([1868], -2.5), ([1863, 1950], 2.2), ([], -1.0)]
)
def test_a_name_of_a_time_counts_in_texts_of_that_time(years: list[int], score: float) -> None:
    assert option(Sense(entry("A"), NAME, 1, years=(1861, 1865)), EXACT, years).score == pytest.approx(score)


def test_a_name_that_texts_of_its_time_use_counts_more_in_them() -> None:
    sense = Sense(entry("A"), NAME, 1, years=(1861, 1865), texts=3)
    assert option(sense, EXACT, [1863]).score == pytest.approx(2.2 + 2 * 0.8)
    assert option(sense, EXACT, [1950]).score == pytest.approx(-2.5 + 2 * 0.2)


def test_the_author_s_place_comes_alone() -> None:
    own = OwnPlace(entry("Paris", kind="own"), ("Paris", "the City"))
    world = few(paris=[Sense(entry("Paris", 2_000_000), NAME, 1)])
    assert options("PARIS", world, (own,), None, ()) == (Option(own.entry, 9.0, OWN),)
    assert own_index((own,)).keys() == {"paris", "city"}


def test_another_spelling_is_tried_where_the_name_has_none() -> None:
    world = few(harrisburg=[Sense(entry("Harrisburg", 50_000), NAME, 1)])
    (found,) = options("Harrisburgh", world, (), None, ())
    assert (found.entry.name, found.path) == ("Harrisburg", SPELLING)


def test_what_is_left_of_a_name_without_its_kind_is_the_last_resort() -> None:
    world = few(jones=[Sense(entry("Jones", 50_000), NAME, 1)])
    (found,) = options("Fort Jones", world, (), None, ())
    assert (found.entry.name, found.path) == ("Jones", PART)
    assert options("Fort River", world, (), None, ()) == ()


def test_of_such_those_of_the_kind_that_the_name_says_come_first() -> None:
    town, river = entry("Jones", 500), entry("Jones", kind="river", at=(5, 5))
    world = few(jones=[Sense(town, NAME, 1), Sense(river, NAME, 2)])
    assert {each.entry.kind for each in options("Jones Creek", world, (), None, ())} == {"town", "river"}


def test_a_river_may_be_called_by_its_own_name_alone() -> None:
    world = few(rapidan_river=[Sense(entry("Rapidan River", kind="river"), NAME, 1)])
    assert [each.entry.name for each in typed("Rapidan", world, ())] == ["Rapidan River"]
    assert list(typed("Rio", world, ())) == []  # too short to tell


def region(people: int, **more: Any) -> Option:
    return Option(entry("Minsk", people, "region", **more), 6.0, EXACT)


def town(people: int, score: float = 4.0, how: int = NAME, fame: int = 0, **more: Any) -> Option:
    return Option(entry("Minsk", people, **more), score, EXACT, how, fame=fame)


def test_a_region_stands_behind_the_town_of_its_name_in_it() -> None:
    assert seats_first([region(1_000_000), town(40_000)])[0].score == 3.0
    assert seats_first([region(1_000_000), town(39_999)])[0].score == 6.0
    assert seats_first([region(1_000_000), town(900_000, at=(5, 5), region="7")])[0].score == 6.0  # far, and not in it


def test_a_state_of_america_stands_before_the_city_of_its_name_but_for_the_capital() -> None:
    state = region(20_000_000, country="US", region="NY")
    assert seats_first([state, town(8_000_000, country="US", region="NY")])[0].score == 5.0
    assert seats_first([state, town(8_000_000, country="US", region="DC")])[0].score == 3.5


def test_a_region_that_nobody_knows_stands_behind_a_town_abroad_that_many_languages_name() -> None:
    sofia = town(1_200_000, country="BG", fame=20)
    assert seats_first([region(900_000, country="MG"), sofia])[0].score == 3.0
    assert seats_first([region(900_000, country="MG"), town(1_200_000, country="BG", fame=19)])[0].score == 6.0


def test_beside_a_great_city_a_village_of_its_name_loses() -> None:
    scores = [each.score for each in great_cities_first([town(300_000), town(2_999), town(49_999, how=OTHER)])]
    assert scores == [4.0, 1.0, 1.0]
    assert [each.score for each in great_cities_first([town(299_999), town(2_999)])] == [4.0, 4.0]


def test_a_city_and_its_county_are_one_place_and_the_better_one_stays() -> None:
    found = merged([town(0, 1.0), town(0, 2.0, at=(0.1, 0.1)), town(0, 3.0, at=(1, 1))])
    assert [each.score for each in found] == [3.0, 2.0]


def test_no_more_than_thirty_namesakes_are_weighed() -> None:
    world = few(a=[Sense(entry("A", 1000 + each, at=(each, each)), NAME, each) for each in range(40)])
    found = options("A", world, (), None, ())
    assert len(found) == MOST == 30
    assert found[0].entry.population == 1039


@pytest.mark.parametrize(
    ("at", "near"), [((60.0, 0.0), True), ((60.17, 0.0), True), ((60.19, 0.0), False), ((60.0, 0.35), True)]
)
def test_twenty_kilometres_are_near_at_any_latitude(at: tuple[float, float], near: bool) -> None:
    assert close(entry("A", at=(60.0, 0.0)), entry("B", at=at)) is near


def test_years_are_four_digits_of_this_millennium_or_the_last() -> None:
    assert years_in("In 1812, 999 men; 2024 again, 1812; 18125 and 3000") == (1812, 2024)


@pytest.mark.parametrize(("fame", "score"), [(7, 0.0), (0, 0.0), (79, 1.2), (799, 2.4)])
def test_a_town_that_many_languages_name_counts_more_from_eight_names_on(fame: int, score: float) -> None:
    assert option(Sense(entry("A"), NAME, 1, fame=fame), EXACT, ()).score == pytest.approx(score)


@pytest.mark.parametrize(("people", "score"), [(1_000_000, 3.0), (999_999, 6.0)])
def test_a_country_called_so_too_stands_behind_a_city_of_a_million_of_that_name(people: int, score: float) -> None:
    country = Option(entry("Salvador", 6_000_000, "country"), 6.0, EXACT, OTHER)
    assert seats_first([country, town(people, country="BR", fame=20)])[0].score == score


ANCIENT = Sense(entry("Sardis", kind="site", country="TR"), NAME, 1, years=(-3000, 650))
TOWN = Sense(entry("Sardis", 20_000, country="US"), NAME, 2)


def first_of(years: tuple[int, ...]) -> str:
    return options("Sardis", few(sardis=[TOWN, ANCIENT]), (), None, years)[0].entry.country


def test_an_ancient_place_wins_over_its_namesake_in_a_text_of_its_world_alone() -> None:
    assert first_of((-400, -430)) == "TR"
    assert first_of(()) == "US"
    assert first_of((1998,)) == "US"
    assert first_of((-400, 1998, 2003)) == "US"


def test_names_that_only_the_ancient_world_has_say_that_a_text_is_of_it() -> None:
    lydia, caria = (Sense(entry(each, kind="site"), NAME, 3, years=(-3000, 650)) for each in ("Lydia", "Caria"))
    later = Sense(entry("Bodrum", 30_000), HISTORICAL, 4)
    world = few(lydia=[lydia], caria=[caria, later], sardis=[TOWN, ANCIENT])
    assert years_of("no year", ["Lydia", "Caria", "Sardis"], world) == (-400,)
    assert years_of("no year", ["Lydia", "Lydia", "Sardis"], world) == ()
    assert years_of("in 1998", ["Lydia", "Caria"], world) == (1998,)


def test_years_before_and_after_christ_are_years() -> None:
    assert years_in("born in 431 B.C., died 354 BC; 400 BCE; A.D. 79; 14 AD") == (-430, -353, -399, 79, 14)
    assert years_in("It rained in 1066 B.C. and in 1066.") == (1066, -1065)

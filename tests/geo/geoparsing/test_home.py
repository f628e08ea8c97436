"""Where a text is at home: as its author writes it, and as its own places say it."""

from __future__ import annotations

from importlib import metadata

import pytest

from geo.gazetteer.toponyms import Candidate, Entry, Resolution, Toponym
from geo.geoparsing.home import Home, HomeError, Proposal, apart_km, home_of, proposed
from geo.world.lookup import World, world
from geo.world.recipe import recipe

try:
    recipe()
except metadata.PackageNotFoundError as missing:
    pytest.skip(f"the geoparsing extra is not installed ({missing})", allow_module_level=True)

COLUMBUS = Entry("gn:1", "Columbus", 39.96, -83.0, "town", "US", "OH", 800_000)


@pytest.fixture(scope="module")
def loaded() -> World:
    return world()


@pytest.mark.parametrize(
    ("written", "label", "kind"),
    [
        ("Ohio", "Ohio, US", "region"),
        ("Bavaria", "Bayern, DE", "region"),
        ("Ont.", "Ontario, CA", "region"),
        ("Franklin County, Ohio", "Franklin County, OH, US", "district"),
        ("Lexington, Kentucky", "Lexington, KY, US", "town"),
        ("Lexington, Ky.", "Lexington, KY, US", "town"),
        (" Paris, Texas ", "Paris, TX, US", "town"),
    ],
)
def test_a_state_a_county_or_a_town_is_a_home(loaded: World, written: str, label: str, kind: str) -> None:
    home = home_of(written, loaded)
    assert (home.label, home.entry.kind) == (label, kind)


@pytest.mark.parametrize("written", ["Xyzzyville", "Lexington, Xyzzy", ""])
def test_what_is_none_is_told_with_the_cure(loaded: World, written: str) -> None:
    with pytest.raises(HomeError, match=f'no place "{written}"; write a state, a county or a town'):
        home_of(written, loaded)


def test_a_country_is_said_with_its_code(loaded: World) -> None:
    with pytest.raises(HomeError, match=r'"France" is a country; say so with the countries.* codes \(FR\), or write'):
        home_of("France", loaded)


def town(name: str, lat: float, country: str = "US", region: str = "OH") -> Entry:
    return Entry(f"gn:{name}", name, lat, -83.0, "town", country, region)


def test_the_nearer_a_place_lies_to_a_home_that_is_a_town_the_likelier_it_is() -> None:
    home = Home(COLUMBUS, 7)
    here, county, state = town("A", 39.96), town("B", 40.1), town("C", 41.5)
    inland, abroad = town("D", 36.0, region="TN"), town("E", 39.96, "CA", "ON")
    gains = [home.bonus(entry, 7 if entry is county else 0) for entry in (county, here, state, inland, abroad)]
    assert gains == sorted(gains, reverse=True) and gains[-1] == 0.0
    assert home.bonus(Entry("gn:us", "United States", 39, -98, "country", "US"), 0) == 0.0


def test_a_degree_of_latitude_is_111_km() -> None:
    assert apart_km(town("A", 40), town("B", 41)) == pytest.approx(111.2)


def read(entry: Entry, probability: float = 0.9) -> Resolution:
    return Resolution(Toponym(0, 1, entry.name), (Candidate(entry, probability),), probability, "")


def test_three_places_of_one_state_propose_it(loaded: World) -> None:
    ohio = [read(town(name, 40)) for name in ("A", "B", "C")]
    assert proposed(ohio, loaded) == Proposal(("US",), "Ohio")
    assert proposed(ohio[:2], loaded) == Proposal()
    assert proposed([*ohio[:2], ohio[0]], loaded) == Proposal(), "a name counts once"
    assert proposed([*ohio[:2], read(town("C", 40), 0.4)], loaded) == Proposal(), "a doubtful place says nothing"


def test_places_all_over_a_country_propose_the_country_alone(loaded: World) -> None:
    spread = [
        read(town(name, 40, region=region)) for name, region in zip("ABCD", ("OH", "OH", "TX", "KY"), strict=True)
    ]
    assert proposed(spread, loaded) == Proposal(("US",))

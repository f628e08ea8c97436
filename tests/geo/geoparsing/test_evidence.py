"""What stands right beside a name and says what it lies in."""

from __future__ import annotations

from importlib import metadata
from typing import Any

import pytest

from geo.gazetteer.toponyms import Entry
from geo.geoparsing.evidence import Container, containers_after
from geo.world.lookup import world
from geo.world.recipe import recipe

try:
    recipe()
except metadata.PackageNotFoundError as missing:
    pytest.skip(f"the geoparsing extra is not installed ({missing})", allow_module_level=True)


def entry(kind: Any, country: str = "US", region: str = "") -> Entry:
    return Entry(f"x:{kind}", "X", 0, 0, kind, country, region)


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        ("Guntown, Miss., on Friday", "Guntown", "Mississippi"),
        ("Paris (Texas) has a mayor", "Paris", "Texas"),
        ("PORT HUDSON LA. April 1863", "PORT HUDSON", "Louisiana"),
        ("Springfield, in Illinois, fell", "Springfield", "Illinois"),
        ("Geneva, Switzerland", "Geneva", "Switzerland"),
        ("Tupelo, Lee County, was held", "Tupelo", "Lee County"),
    ],
)
def test_the_container_after_a_name_is_found(text: str, name: str, within: str) -> None:
    found = containers_after(text, len(name), world())
    assert within in {each.entry.name for each in found}
    assert {text[each.start :][: len(each.written)] for each in found} == {each.written for each in found}


@pytest.mark.parametrize(
    "text",
    ["Paris was taken", "Paris Texas Ranger", "Paris, and then rain", "Paris", "Paris, Americans said", "Paris in"],
)
def test_what_only_follows_holds_nothing(text: str) -> None:
    assert containers_after(text, len("Paris"), world()) == ()


def container(kind: Any, region: str = "", number: int = 5) -> Container:
    return Container(entry(kind, "US", region), number, "X")


@pytest.mark.parametrize(
    ("holder", "held", "district", "holds"),
    [
        (container("country"), entry("town"), 0, True),
        (container("country"), entry("town", "CA"), 0, False),
        (container("country"), entry("country"), 0, False),
        (container("region", "MS"), entry("town", "US", "MS"), 0, True),
        (container("region", "MS"), entry("town", "US", "TX"), 0, False),
        (container("region", "MS"), entry("region", "US", "MS"), 0, False),
        (container("district", "MS"), entry("town", "US", "MS"), 5, True),
        (container("district", "MS"), entry("town", "US", "MS"), 6, False),
        (container("country", number=0), entry("town"), 0, False),
    ],
)
def test_a_container_holds_what_lies_in_it(holder: Container, held: Entry, district: int, holds: bool) -> None:
    assert holder.holds(held, district) is holds

"""Documents as the lines of an answer: one each, in their order, with the home that each has."""

from __future__ import annotations

import json
from importlib import metadata

import pytest

from geo.gazetteer.toponyms import Toponym
from geo.geoparsing.home import HomeError
from geo.world.lookup import world
from geo.world.recipe import recipe
from narrative.commands.answers import Asked, Document, answered, home_named, is_facility

try:
    recipe()
except metadata.PackageNotFoundError as missing:
    pytest.skip(f"the geoparsing extra is not installed ({missing})", allow_module_level=True)

SPRINGFIELD = (Toponym(0, 11, "Springfield"),)


def test_each_document_has_a_line_and_its_own_home_counts_before_that_of_all() -> None:
    documents = [
        Document("a", "Springfield.", SPRINGFIELD, "Ohio"),
        Document("b", "Springfield.", SPRINGFIELD),
        Document("c", "Nowhere.", ()),
    ]
    first, second, third = map(json.loads, answered(documents, Asked(marked=True, home="Missouri"), world()))
    assert [first["id"], second["id"], third["id"]] == ["a", "b", "c"]
    assert "Ohio" in first["mentions"][0]["place"] or first["mentions"][0]["lat"] == pytest.approx(39.92, abs=0.1)
    assert second["mentions"][0]["lat"] == pytest.approx(37.2, abs=0.1)
    assert third["mentions"] == [] and "proposed" not in third


def test_a_home_is_looked_up_by_its_words() -> None:
    assert home_named("  ", world()) is None
    assert str(getattr(home_named("Ohio", world()), "label", "")).startswith("Ohio")
    with pytest.raises(HomeError):
        home_named("Nowhere at all", world())


def test_the_last_word_says_whether_a_name_is_a_road_or_a_building() -> None:
    assert is_facility("Market Street") and not is_facility("Street") and not is_facility("New York")

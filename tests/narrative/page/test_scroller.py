"""The scroller is a plugin that any folium map can carry."""

import json
import re
from typing import Any

import folium
import pytest

from geo.basemap.offline_map import OfflineMap
from narrative.page.scroller import Scroller, ScrollStep, json_for_script

STEPS = [
    ScrollStep("geneva", "Geneva", "<p>The lake ends here.</p>", [(6.14, 46.2)]),
    ScrollStep("basel", "Basel <north>", "<p>The Rhine turns.</p>", [(7.59, 47.56)]),
]


def test_it_adds_sections_to_a_map_of_foliums_own() -> None:
    chart = folium.Map(location=[46.4, 6.5])
    Scroller(STEPS).add_to(chart)
    html = chart.get_root().render()
    assert re.findall(r'<section class="step" id="(\w+)" data-index="(\d)"', html) == [("geneva", "0"), ("basel", "1")]
    assert f"narrativeMap.plain({chart.get_name()}" in html


def test_titles_are_escaped() -> None:
    chart = OfflineMap()
    Scroller(STEPS).add_to(chart)
    assert "Basel &lt;north&gt;" in chart.get_root().render()


def test_no_value_can_end_its_script() -> None:
    evil = {"title": "</script><script>alert(1)</script>", "line": "a\u2028b"}
    text = str(json_for_script(evil))
    assert "</script" not in text and "\u2028" not in text
    assert json.loads(text) == evil


def test_numbers_that_json_lacks_are_refused() -> None:
    with pytest.raises(ValueError):
        json_for_script(float("nan"))


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([], "at least one step"),
        ([STEPS[0], STEPS[0]], "an id of its own"),
        ([ScrollStep("nowhere", "Nowhere", "", [])], "shows no point"),
    ],
)
def test_steps_that_cannot_be_shown_are_refused_with_a_sentence(steps: list[Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Scroller(steps)

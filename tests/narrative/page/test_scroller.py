"""The scroller is a plugin that any folium map can carry."""

import json
import re
from typing import Any

import folium
import pytest

from geo.basemap.offline_map import OfflineMap
from narrative.page.scroller import Scroller, ScrollStep, StoryScroller, script, style
from narrative.page.value import json_for_script
from narrative.page.word_styles import status_rules

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


def test_a_plain_scroller_is_its_text_then_its_data_in_one_call() -> None:
    chart = OfflineMap()
    Scroller(STEPS).add_to(chart)
    html = chart.get_root().render()
    assert (
        '<main class="steps" id="story"><section class="step" id="geneva" data-index="0"><div class="step-body">'
        '<h2 tabindex="-1">Geneva</h2><p>The lake ends here.</p></div></section><section class="step" id="basel"'
    ) in html
    assert "<p>The Rhine turns.</p></div></section></main>" in html
    start = f'narrativeMap.plain({chart.get_name()}, {{"steps":{{"geneva":[[6.14,46.2]],"basel":[[7.59,47.56]]}}}});'
    assert start in html
    head, _, body = html.partition("</head>")
    assert style(("palette.css",))[:40] in head and script(("early",)) in head
    assert '<main class="steps"' in body and body.index('<main class="steps"') < body.index(start)


def test_a_story_s_scroller_has_the_rules_of_its_statuses_and_opens_its_own_way() -> None:
    chart = OfflineMap()
    StoryScroller("<main>text</main>", {"steps": {}}).add_to(chart)
    html = chart.get_root().render()
    assert f'narrativeMap.open({chart.get_name()}, {{"steps":{{}}}});' in html
    assert f"{status_rules()}</style>" in html
    assert "<main>text</main>" in html


def test_files_are_joined_in_order_and_minified() -> None:
    both = style(("palette.css", "timeline.css"))
    assert both == style(("palette.css",)) + style(("timeline.css",))
    assert "\n\n" not in both and "/*" not in both
    assert script(("early", "end")) == script(("early",)) + script(("end",))
    assert len(script(("first",)).splitlines()) == 1


def test_what_would_break_a_script_is_written_by_its_number() -> None:
    assert str(json_for_script({"a": "<\u2028\u2029", "b": [1, 2]})) == '{"a":"\\u003c\\u2028\\u2029","b":[1,2]}'
    assert str(json_for_script("옹진")) == '"옹진"'


def test_the_first_step_without_a_point_is_named() -> None:
    steps = [STEPS[0], ScrollStep("nowhere", "", "", []), ScrollStep("void", "", "", [])]
    with pytest.raises(ValueError, match=r"^step 'nowhere' shows no point: give at least one \(longitude, latitude\)$"):
        Scroller(steps)

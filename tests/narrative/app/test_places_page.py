"""The page Places: a place is chosen in the address or the table, and its card leads to its steps."""

from __future__ import annotations

import json
from pathlib import Path

from narrative.app import places_page
from narrative.story import Story, load_story
from tests.app_pages import Open, component, links, said
from tests.stories import places, write_story


def test_a_place_in_the_address_is_chosen_and_its_card_leads_to_its_steps(open_: Open, story: Story) -> None:
    app = open_("places", place="mukden")
    assert app.header[0].value == "Mukden"
    assert "Today Shenyang." in said(app)
    assert "Mukden (English, so in ¶4)" in said(app)
    assert "km north of the 38th Parallel" in said(app)
    steps = [step.id for step in story.steps if "mukden" in step.places]
    assert links(app) == [f"story={story.slug}&step={step}" for step in steps]
    assert json.loads(app.code[0].value)["id"] == "mukden"
    assert json.loads(component(app, "atlas").json)["chosen"] == "mukden"


def test_the_table_of_places_holds_them_all_and_numbers_sort_as_numbers(open_: Open, story: Story) -> None:
    table = open_("places").dataframe[0].value
    assert list(table["Place"]) == [place.title for place in story.gazetteer.places.values()]
    distances = table["km from the 38th Parallel"]
    assert distances.dtype == "Int64"
    assert distances[list(table["Place"]).index("Moscow")] > 6000
    assert distances.isna()[0]


def test_an_unknown_place_in_the_address_chooses_none(open_: Open) -> None:
    app = open_("places", place="nowhere")
    assert links(app) == []
    assert "Choose a place on the map" in said(app)


def test_the_map_is_the_storys_atlas_and_goes_into_the_frame_where_it_is_not_served(open_: Open, story: Story) -> None:
    data = json.loads(component(open_("places"), "atlas").json)
    assert (data["story"], data["chosen"], data["places"], data["still"]) == (story.slug, None, [], False)
    assert data["path"] is None and data["html"].startswith("<html data-atlas>")


def test_without_a_line_of_reference_no_distance_is_in_table_or_card(open_: Open, tmp_path: Path) -> None:
    write_story(tmp_path)
    app = open_("places", tmp_path, place="evian")
    assert list(app.dataframe[0].value.columns) == ["Place", "Today", "Where it is", "Steps"]
    assert "km" not in said(app)
    assert "**1 step, 1 message**" in said(app)
    assert "[Wikidata](https://www.wikidata.org/wiki/Q71)" in said(app)


def test_a_doubtful_place_says_why_and_what_it_may_be_instead(open_: Open, tmp_path: Path) -> None:
    document = places()
    evian = document["features"][1]
    evian["geometry"] |= {"certainty": "uncertain", "reason": "Two towns bear the name."}
    evian["descriptions"] = [{"value": "A town with a *spring*.", "lang": "en"}]
    write_story(tmp_path, gazetteer=document)
    app = open_("places", tmp_path, place="evian")
    assert "**Uncertain.** Two towns bear the name." in said(app)
    assert "A town with a \\*spring\\*." in said(app)  # the file's words, and no Markdown of its own
    assert list(app.dataframe[0].value["Where it is"]) == ["Certain", "Uncertain", "Certain"]


def test_what_can_be_copied_is_the_places_own_feature_short_enough_to_read(tmp_path: Path) -> None:
    lake = load_story(write_story(tmp_path))
    copied = places_page.geojson_of(lake, lake.gazetteer.places["evian"])
    assert json.loads(copied) == lake.gazetteer.document["features"][1]
    assert copied.count("\n") > 10

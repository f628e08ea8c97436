"""A story that goes out in another program's format and comes back: a walk through exports and imports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.reading.uploads import Upload
from narrative.exports.registry import EXPORTS
from narrative.imports.material import Choices
from narrative.story import Story
from narrative.story.prose import plain_text
from tests.hostile_story import hostile_story
from tests.import_files import OUT_AND_BACK, TODAY, Imported, import_story, story_in


@pytest.fixture(params=["story", "lake"])
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Story:
    """The first story, and the hostile one."""
    if request.param == "lake":
        return hostile_story(tmp_path)
    story: Story = request.getfixturevalue("story")
    return story


def out_and_back(story: Story, name: str, places: bool = False) -> Imported:
    """A story exported and imported again."""
    export = EXPORTS[name]
    own = Upload("places.geojson", EXPORTS["places-geojson"].function(story)) if places else None
    choices = Choices("came-back", TODAY, date="1949/1950", places=own)
    return import_story(Upload(export.file_name(story), export.function(story)), choices)


@pytest.mark.parametrize("name", OUT_AND_BACK)
def test_titles_order_texts_and_first_places_come_back(told: Story, name: str, tmp_path: Path) -> None:
    back = story_in(tmp_path, out_and_back(told, name))
    assert [step.title for step in back.steps] == [step.title for step in told.steps]
    for before, after in zip(told.steps, back.steps, strict=True):
        assert plain_text(before.text).split()[0] in plain_text(after.text)
        assert " ".join(plain_text(before.text).split()) in " ".join(plain_text(after.text).split())
        was, now = told.gazetteer.places[before.places[0]], back.gazetteer.places[after.places[0]]
        assert now.title == was.title
        assert now.label_point.distance(was.label_point) < 2e-6


@pytest.mark.parametrize("name", ["storymapjs", "steps-geojson", "timelinejs"])
def test_dates_come_back_as_they_were_written(told: Story, name: str, tmp_path: Path) -> None:
    back = story_in(tmp_path, out_and_back(told, name, places=name == "timelinejs"))
    assert [step.date.edtf for step in back.steps] == [step.date.edtf for step in told.steps]


def test_the_title_and_the_shapes_come_back_where_the_format_has_them(told: Story, tmp_path: Path) -> None:
    back = story_in(tmp_path, out_and_back(told, "steps-geojson"))
    assert (back.title, back.summary.split()) == (told.title, told.summary.split())
    for before, after in zip(told.steps, back.steps, strict=True):
        was, now = told.gazetteer.places[before.places[0]], back.gazetteer.places[after.places[0]]
        assert now.geometry.equals(was.geometry)


def test_linked_places_come_back_whole(told: Story) -> None:
    made = out_and_back(told, "places-geojson")
    features = {each["id"]: each for each in json.loads(made.files["places.geojson"])["features"]}
    for feature in told.gazetteer.document["features"]:
        names = [{key: value for key, value in name.items() if key != "paragraphs"} for name in feature["names"]]
        for name in features[feature["id"]]["names"]:
            if name.get("note", "").startswith("Several places of this story have this name"):
                del name["note"]  # of one time, and of another; the import says so
        assert features[feature["id"]] == {**feature, "names": names}

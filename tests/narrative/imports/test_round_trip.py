"""A story that goes out in another program's format and comes back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import geopandas
import pytest

from geo.reading.uploads import Upload
from narrative.exports.registry import EXPORTS
from narrative.imports.material import Choices
from narrative.imports.registry import recognised
from narrative.story import Story
from narrative.story.prose import plain_text
from tests.hostile_story import hostile_story
from tests.import_files import TODAY, Imported, import_story, story_in

OUT_AND_BACK = ("storymapjs", "leaflet-storymaps", "steps-geojson")


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
        assert features[feature["id"]] == {**feature, "names": names}


def test_slides_chapters_and_features_are_as_their_programs_want_them(story: Story) -> None:
    storymap = json.loads(EXPORTS["storymapjs"].function(story))["storymap"]
    assert storymap["slides"][0]["type"] == "overview"
    for slide in storymap["slides"][1:]:
        assert set(slide["location"]) == {"name", "lat", "lon", "zoom", "line"}
        assert isinstance(slide["location"]["zoom"], int)
    rows = list(csv.DictReader(io.StringIO(EXPORTS["leaflet-storymaps"].function(story).decode("utf-8-sig"))))
    assert len(rows) == len(story.steps)
    assert all(float(row["Latitude"]) and float(row["Longitude"]) and row["Marker"] == "Numbered" for row in rows)
    frame = geopandas.read_file(io.BytesIO(EXPORTS["steps-geojson"].function(story)))
    assert frame["id"].tolist() == [step.id for step in story.steps]


@pytest.mark.parametrize("name", [*OUT_AND_BACK, "timelinejs"])
def test_an_export_is_recognised_as_what_it_is(story: Story, name: str) -> None:
    upload = Upload("file", EXPORTS[name].function(story))
    assert recognised(upload) == name.replace("steps-", "")


def test_every_export_says_what_it_loses_and_the_documentation_says_it_too() -> None:
    text = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    for export in EXPORTS.values():
        assert export.loses.endswith(".")
        assert f"- `{export.name}`: {export.loses}\n" in text

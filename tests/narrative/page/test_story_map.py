"""A story's own part of the basemap, and the page that is drawn on it."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.basemap import FOLDER
from geo.basemap.reader import load_basemap
from narrative.page.render import render_page
from narrative.page.story_map import basemap_of, middle
from narrative.story import Story, load_story
from tests.anywhere import CAMPAIGN, write_anywhere
from tests.stories import STORY, write_story


def test_the_first_story_s_map_is_that_of_korea_with_every_credit(story: Story) -> None:
    basemap = basemap_of(story)
    assert [level.name for level in basemap.levels] == ["hemisphere", "north-east-asia", "korea"]
    assert basemap.cut == -30 and basemap.remark == ""
    assert all(word in basemap.attribution for word in ("Natural Earth", "GSHHG", "GeoNames", "Patterson"))


def test_lettering_in_the_story_s_own_folder_is_on_its_map_alone(tmp_path: Path) -> None:
    folder = write_anywhere(tmp_path, CAMPAIGN)
    own = folder / "basemap"
    own.mkdir()
    credit = {"title": "Names", "maker": "We", "licence": "CC0", "source": "An atlas", "attribution": "Names: An Atlas"}
    layer = {"file": "labels.geojson", "kind": "labels", "level": None, "from": "1812-01-01", "to": "1813-01-01"}
    (own / "manifest.json").write_text(json.dumps({"layers": [layer | credit]}), encoding="utf-8")
    feature = json.loads((FOLDER / "labels.geojson").read_text(encoding="utf-8"))["features"][0]
    feature["properties"] |= {"name": "Russian Empire", "kind": "country", "from": None, "to": None}
    feature["geometry"]["coordinates"] = [36.0, 57.0]
    (own / "labels.geojson").write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    basemap = basemap_of(load_story(folder))
    assert "Russian Empire" in set(basemap.labels["name"])
    assert "Names: An Atlas" in basemap.attribution
    assert "Russian Empire" not in set(load_basemap().labels["name"])


@pytest.mark.parametrize(
    ("place", "at"),
    [
        (("Rio", -43.2, -22.9), [-43, -23]),
        (("Wellington", 174.8, -41.3), [175, -41]),
        (("Reykjavik", -21.9, 64.15), [-22, 64]),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_the_page_anywhere_is_small_and_measures_from_its_places(
    tmp_path: Path, place: tuple[str, float, float], at: list[int]
) -> None:
    story = load_story(write_anywhere(tmp_path, {"here": place}))
    assert middle(story, basemap_of(story)) == at
    html = render_page(story).html
    found = re.search(r'"world":(\{.*?\})', html)
    assert found and json.loads(found.group(1))["origin"] == at
    assert "korea" not in html.lower() and "Soviet" not in html
    assert len(gzip.compress(html.encode("utf-8"))) <= 350_000
    assert len(gzip.compress(html[: html.index('id="part-borders"')].encode("utf-8"))) <= 100_000


def test_the_map_is_fitted_to_whole_years_so_that_another_day_leaves_it_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("narrative.page.story_map._fitted", lambda *given: asked.append(given))
    basemap_of(load_story(write_story(tmp_path, STORY.replace("1949-10-15~", "1951-10-15"))))
    (_, boxes, first, last) = asked[0]
    assert boxes == ((6.143, 46.204, 6.143, 46.204), (6.589, 46.401, 6.589, 46.401), (6.633, 46.52, 6.633, 46.52))
    assert (first, last) == (date(1949, 1, 1), date(1951, 12, 31))

"""The places of a story as a table and as Linked Places, read back by libraries."""

from __future__ import annotations

from pathlib import Path

import geopandas
import pytest
import shapely

from narrative.story import Story, load_story
from tests.exported import table
from tests.gazetteers import read_gazetteer
from tests.hostile_story import ISLAND, LAKE, body
from tests.stories import write_story


def test_linked_places_are_read_back_as_the_same_gazetteer(lake: Story, tmp_path: Path) -> None:
    path = tmp_path / "places.geojson"
    path.write_bytes(body(lake, "places-geojson"))
    assert read_gazetteer(path).places == lake.gazetteer.places
    frame = geopandas.read_file(path)
    assert frame.geometry.geom_equals(geopandas.GeoSeries(list(lake.gazetteer.frame.geometry), crs=4326)).all()
    assert list(frame["title"]) == [place.title for place in lake.gazetteer.places.values()]


def test_the_table_of_places_measures_from_the_line_and_links_to_other_gazetteers(lake: Story) -> None:
    frame = table(body(lake, "places-csv")).set_index("id")
    assert list(frame.index) == list(lake.gazetteer.places)
    assert frame.loc["lausanne", ["lat", "lon", "geometry"]].tolist() == [46.52, 6.633, "Point"]
    assert frame.loc["evian", ["lat", "lon"]].tolist() == [-33.5, -6.5]
    # 46.52 - 46 degrees along a meridian, of which one is 111.15 km there.
    assert frame.loc["lausanne", "distance_km"] == pytest.approx(57.8, abs=0.1)
    assert frame.loc["lausanne", "side"] == "north"
    assert frame.loc["line", ["distance_km", "side"]].isna().all()
    assert shapely.Polygon(LAKE, [ISLAND]).contains(shapely.Point(frame.loc["lake", "lon"], frame.loc["lake", "lat"]))
    assert frame.loc["lake", ["certainty", "reason"]].tolist() == ["less-certain", "The shore moves."]
    assert frame.loc["geneva", "steps"] == "the-letter | read-on"
    assert frame.loc["geneva", "geonames"] == "https://www.geonames.org/2660646"
    assert frame.loc["lausanne", "wikidata"] == "https://www.wikidata.org/wiki/Q71"
    assert frame.loc["geneva", "names_ko"] == "제네바"


def test_without_a_line_of_reference_nothing_is_measured(tmp_path: Path) -> None:
    frame = table(body(load_story(write_story(tmp_path)), "places-csv"))
    assert frame[["distance_km", "side", "distance_from"]].isna().all(axis=None)

"""The basemap as committed, and what its reader says about a broken one."""

import datetime
import hashlib
import json
import math
import shutil
from pathlib import Path
from typing import Any

import pytest
import shapely
from PIL import Image
from pyproj import Geod
from shapely.geometry import LineString, Point, box

from geo.basemap import FOLDER
from geo.basemap.reader import Basemap, kept_basemap, load_basemap
from geo.reading.faults import Faults
from tests.listed import together

GEOD = Geod(ellps="WGS84")
LAYERS = [
    {"folder": manifest.parent, **layer}
    for manifest in [FOLDER / "manifest.json", *sorted(FOLDER.glob("regions/*/manifest.json"))]
    for layer in json.loads(manifest.read_text(encoding="utf-8"))["layers"]
]
LEVELS = ["hemisphere", "north-east-asia", "korea", "world", "near", "eastern-europe", "western-russia"]


@pytest.fixture(scope="module")
def basemap() -> Basemap:
    return load_basemap()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for path in FOLDER.iterdir():
        if path.suffix in {".json", ".geojson", ".webp", ".tsv"}:
            shutil.copy(path, tmp_path)
    return tmp_path


@together("layer", LAYERS)
def test_a_file_is_the_one_that_the_manifest_describes(layer: dict[str, Any]) -> None:
    assert hashlib.sha256((layer["folder"] / layer["file"]).read_bytes()).hexdigest() == layer["sha256"]


@pytest.mark.parametrize("level", LEVELS)
def test_the_land_of_a_level_is_valid_and_within_its_box(basemap: Basemap, level: str) -> None:
    land = basemap.land[level]
    assert land.frame.is_valid.all()
    assert box(*land.bbox).buffer(1e-9).contains(box(*land.frame.total_bounds))
    assert shapely.area(land.frame.geometry.values).min() > 0


@pytest.mark.parametrize(
    ("name", "lon", "lat", "dry"),
    [
        ("Ongjin", 125.362, 37.935, True),
        ("Kanghwa island", 126.43, 37.70, True),
        ("Paengnyong island", 124.68, 37.96, True),
        ("Cheju", 126.53, 33.38, True),
        ("Ullung", 130.86, 37.50, True),
        ("Haeju bay", 125.75, 37.86, False),
        ("the strait between Inchon and Yongjong", 126.60, 37.50, False),
        ("Soyang reservoir, filled in 1973", 127.90, 37.98, True),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_land_and_water_of_1950_lie_where_they_should(
    basemap: Basemap, name: str, lon: float, lat: float, dry: bool
) -> None:
    assert basemap.land["korea"].frame.contains(Point(lon, lat)).any() == dry


@pytest.mark.parametrize(
    ("fine", "coarse", "degrees"), [("korea", "north-east-asia", 0.06), ("north-east-asia", "hemisphere", 0.4)]
)
def test_two_levels_differ_by_less_than_a_shore_s_width(
    basemap: Basemap, fine: str, coarse: str, degrees: float
) -> None:
    near = basemap.land[fine].frame.union_all()
    inner = box(*basemap.land[fine].bbox).buffer(-degrees)
    # Large land of the one must be land, or nearly, of the other.
    missing = near.difference(basemap.land[coarse].frame.union_all().buffer(degrees)).intersection(inner)
    assert missing.area < 0.02 * near.area


def test_the_parallel_on_land_is_about_303_km_in_two_pieces(basemap: Basemap) -> None:
    pieces = [line.line for line in basemap.all_boundaries if line.kind == "parallel"]
    assert len(pieces) == 2
    # Along the parallel itself, in short steps: the shortest way between its ends would leave it.
    dense = [LineString(piece.segmentize(0.01).coords) for piece in pieces]
    assert sum(GEOD.geometry_length(piece) for piece in dense) / 1000 == pytest.approx(303, rel=0.02)


def test_the_border_with_china_is_about_1000_km(basemap: Basemap) -> None:
    lines = [line.line for line in basemap.all_boundaries if line.name == "China – Korea"]
    assert sum(GEOD.geometry_length(line) for line in lines) / 1000 == pytest.approx(1001, rel=0.03)


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (datetime.date(1949, 5, 27), ["international", "parallel"]),
        (datetime.date(1950, 9, 15), ["international"]),
        (datetime.date(1953, 7, 26), ["international"]),
        (datetime.date(1953, 7, 27), ["demarcation", "international"]),
    ],
    ids=str,
)
def test_the_boundaries_are_those_of_the_day(basemap: Basemap, day: datetime.date, kinds: list[str]) -> None:
    assert sorted({line.kind for line in basemap.boundaries(day)}) == kinds


def test_no_line_runs_within_the_soviet_union_or_korea(basemap: Basemap) -> None:
    names = {line.name for line in basemap.all_boundaries}
    assert not {
        name
        for name in names
        for word in ("Ukraine", "Kazakhstan", "Russia", "Estonia", "Slovakia", "Croatia")
        if word in name
    }
    assert not {name for name in names if "North Korea" in name or "South Korea" in name or "Demilitarized" in name}


@pytest.mark.parametrize(
    ("level", "name"), [("korea", "Yalu"), ("korea", "Tumen"), ("korea", "Imjin"), ("north-east-asia", "Yalu")]
)
def test_a_river_that_a_reader_needs_is_drawn(basemap: Basemap, level: str, name: str) -> None:
    assert any(river.level == level and river.name == name for river in basemap.rivers)


@pytest.mark.parametrize(
    ("level", "lon", "lat"),
    [
        ("hemisphere", 165.0, 40.0),
        ("north-east-asia", 146.0, 30.0),
        ("korea", 130.9, 39.5),
        ("world", -20.0, -30.0),
        ("eastern-europe", 3.0, 57.0),
    ],
)
def test_relief_leaves_the_open_sea_as_it_is(basemap: Basemap, level: str, lon: float, lat: float) -> None:
    with Image.open(basemap.relief[level].path) as picture:
        grey = picture.convert("L")
    west, _, east, north = basemap.relief[level].bbox
    px = grey.width / (east - west)
    down = math.degrees(math.asinh(math.tan(math.radians(north))) - math.asinh(math.tan(math.radians(lat))))
    assert grey.getpixel((int((lon - west) * px), int(down * px))) == pytest.approx(128, abs=1)


def test_labels_are_on_the_map_and_none_is_a_korean_state(basemap: Basemap) -> None:
    assert {"sea", "ocean", "country", "city", "river", "range", "region"} == set(basemap.labels["kind"])
    assert not basemap.labels["name"].str.contains("Korea$").any()
    assert (basemap.labels["min_zoom"] < basemap.labels["max_zoom"]).all()


def test_the_attribution_is_one_line_that_names_every_maker(basemap: Basemap) -> None:
    assert "\n" not in basemap.attribution
    assert all(word in basemap.attribution for word in ("Natural Earth", "GSHHG", "GeoNames", "Patterson"))


def test_a_layer_without_attribution_does_not_load(copied: Path) -> None:
    manifest = json.loads((copied / "manifest.json").read_text(encoding="utf-8"))
    manifest["layers"][0]["attribution"] = " "
    del manifest["layers"][1]["licence"]
    (copied / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(Faults) as caught:
        load_basemap(copied)
    messages = [fault.message for fault in caught.value.faults]
    assert messages == [
        "land-hemisphere.json has no attribution; say it, or leave the layer out",
        "land-north-east-asia.json has no licence; say it, or leave the layer out",
    ]


def test_missing_and_broken_files_are_reported_together(copied: Path) -> None:
    (copied / "relief-korea.webp").unlink()
    (copied / "boundaries.json").write_text("{", encoding="utf-8")
    (copied / "labels.geojson").write_text('{"type": "FeatureCollection"}', encoding="utf-8")
    with pytest.raises(Faults) as caught:
        load_basemap(copied)
    assert [Path(fault.file).name for fault in caught.value.faults] == [
        "boundaries.json",
        "labels.geojson",
        "relief-korea.webp",
    ]
    assert all("run data/basemap/derive.py" in fault.message for fault in caught.value.faults)


def test_a_folder_without_a_manifest_is_one_fault(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="there is no such file"):
        load_basemap(tmp_path)


def test_the_basemap_is_read_again_when_a_file_of_it_changes(tmp_path: Path) -> None:
    folder = tmp_path / "basemap"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    first = kept_basemap(folder)
    assert kept_basemap(folder) is first
    labels = folder / "labels.geojson"
    labels.write_text(labels.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert kept_basemap(folder) is not first
    assert kept_basemap(folder).land == load_basemap(FOLDER).land


def test_stories_without_map_data_of_their_own_share_one_basemap(tmp_path: Path) -> None:
    assert kept_basemap(FOLDER, tmp_path / "one" / "basemap") is kept_basemap(FOLDER, tmp_path / "two" / "basemap")

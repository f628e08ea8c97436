"""The files of a flow: what is read of them, and what is said of a fault, with its line and its cure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.story import load_story
from narrative.story.overlay_model import Flow
from tests.drawings import COLD_CSV, DRAWING, FLOW, FLOW_CSV, write_flow


def flow_of(home: Path) -> Flow:
    return load_story(home).drawn.flows["letters"]


def faults_of(home: Path) -> list[str]:
    with pytest.raises(Faults) as caught:
        load_story(home)
    return [str(each).removeprefix(f"{home}/") for each in caught.value.faults]


def test_rows_of_one_group_and_direction_are_a_band(tmp_path: Path) -> None:
    flow = flow_of(write_flow(tmp_path))
    assert [(each.direction, len(each.points)) for each in flow.branches] == [("out", 3), ("back", 2)]
    assert flow.strongest == 4000
    assert [each.strength for each in flow.branches_of("back")[0].points] == [1000, 50]
    assert flow.branches_of(None) == flow.branches


def test_a_chart_has_its_values_in_both_units_and_the_dates_that_it_knows(tmp_path: Path) -> None:
    chart = flow_of(write_flow(tmp_path)).chart
    assert chart is not None and chart.direction == "back"
    assert [(each.lon, each.value) for each in chart.points] == [(6.1, 0), (6.4, -8), (6.6, -21)]
    assert [each.date.edtf if each.date else None for each in chart.points] == ["1949-05-27", None, "1949-06"]
    assert [chart.in_second(each.value) for each in chart.points] == [0, -10, -26.25]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x,46.2,1,out,", 'letters.csv:3: "lon" is "x"; write a number'),
        ("6.1,95,1,out,", 'letters.csv:3: "lat" is "95"; write a number, -85 to 85'),
        ("6.1,46.2,-4,out,", 'letters.csv:3: "strength" is "-4"; write a number, 0 or more'),
        ("6.1,46.2,nan,out,", 'letters.csv:3: "strength" is "nan"; write a number, 0 or more'),
        ("6.1,46.2,4,out", "letters.csv:3: the line has 4 cells and the table 5 columns; mend the commas"),
    ],
)
def test_a_row_that_cannot_be_drawn_is_named_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    assert message in faults_of(write_flow(tmp_path, flow=FLOW_CSV.replace("6.143,46.204,4000,out,", row)))


def test_a_direction_that_the_story_does_not_name_is_a_fault(tmp_path: Path) -> None:
    faults = faults_of(write_flow(tmp_path, flow=FLOW_CSV.replace(",back,", ",bach,")))
    assert 'letters.csv:6: no direction "bach" under "directions"; did you mean "back"?' in faults


def test_what_is_no_table_of_the_columns_is_a_fault(tmp_path: Path) -> None:
    faults = faults_of(write_flow(tmp_path, flow="lon;lat;strength\n6;46;1\n", cold="lon,value\n6,1\n"))
    assert faults[0] == "cold.csv:1: a line needs two values or more; add them"
    assert faults[1].startswith('letters.csv:1: no column "lon", "lat", "strength"; write a CSV table')


def test_one_point_is_no_band_and_no_strength_is_none(tmp_path: Path) -> None:
    one = faults_of(write_flow(tmp_path, flow="lon,lat,strength,direction\n6,46,1,out\n"))
    assert one == ['letters.csv:2: the stretch "out" has one point; a band needs two or more']
    none = faults_of(write_flow(tmp_path, flow="lon,lat,strength\n6,46,0\n7,46,0\n"))
    assert none == ["letters.csv:1: every strength is 0; write how many there are"]


def test_a_flow_can_be_geojson(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[6.1, 46.2], [6.6, 46.5]]}
    features = [
        {"type": "Feature", "properties": {"strength": [40, 30], "direction": "out"}, "geometry": line},
        {"type": "Feature", "properties": {"strength": 10, "direction": "back"}, "geometry": line},
    ]
    home = write_flow(tmp_path, DRAWING + FLOW.replace("letters.csv", "letters.geojson"))
    file = home / "letters.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    flow = flow_of(home)
    assert [[each.strength for each in branch.points] for branch in flow.branches] == [[40, 30], [10, 10]]
    features[0]["properties"] = {"strength": [40], "direction": "out"}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}, indent=1), encoding="utf-8")
    assert 'letters.geojson:7: "strength" has 1 values and the line 2 points; write one or as many' in faults_of(home)


def test_the_story_of_1812_has_minards_own_numbers() -> None:
    flow = load_story(Path("data/stories/the-road-to-moscow-and-back")).drawn.flows["minard"]
    there, back = flow.branches_of("A"), flow.branches_of("R")
    assert sum(branch.points[0].strength for branch in there) == 422_000  # who crossed the Niemen, as the story has it
    assert max(branch.points[-1].strength for branch in there) == 100_000  # at Moscow
    assert sum(branch.points[-1].strength for branch in back if branch.points[-1].lon < 25) == 10_000
    assert flow.chart and flow.chart.in_second(min(each.value for each in flow.chart.points)) == -37.5
    assert [each.value for each in flow.chart.points if each.date and each.date.edtf == "1812-11-14"] == [-21]


def test_a_table_with_rows_of_another_width_says_so_once_each(tmp_path: Path) -> None:
    assert "cold.csv:3: the line has 2 cells" in faults_of(write_flow(tmp_path, cold=COLD_CSV.replace("-8,", "-8")))[0]

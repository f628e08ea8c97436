"""Waypoints, routes and tracks of GPX as the steps of a story."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.imports import gpx
from tests.import_files import faults_of, imported, imported_bytes, story_in


def test_waypoints_and_tracks_become_steps(tmp_path: Path) -> None:
    made = imported("gpx")
    story = story_in(tmp_path, made)
    assert (story.title, story.source.authors) == ("A walk by the lake", ("M. Field",))
    assert [step.title for step in story.steps] == ["Geneva", "Évian", "Along the shore"]
    assert [(step.date.edtf, step.undated) for step in story.steps] == [
        ("2020-05-01", False),
        ("", True),
        ("2020-05-01/2020-05-02", False),
    ]
    assert story.gazetteer.places["along-the-shore"].geometry.geom_type == "LineString"
    assert "Heights were not kept." in made.lost
    assert "Rest at the spring." in story.steps[1].text


HEAD = '<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">'


def test_a_file_without_times_is_undated_and_a_route_is_a_line() -> None:
    route = '<rte><name>R</name><rtept lat="46" lon="6"/><rtept lat="47" lon="7"/></rte>'
    made = imported_bytes(f"{HEAD}{route}</gpx>", "r.gpx").draft
    assert [(each.date, each.undated, each.date_note) for each in made.steps] == [("", True, "The file gives no date.")]
    assert made.places[0].geometry == {"type": "LineString", "coordinates": [[6.0, 46.0], [7.0, 47.0]]}


def test_a_long_track_is_thinned_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpx, "MOST_LINE_POSITIONS", 4)
    points = "".join(f'<trkpt lat="46" lon="{at}"/>' for at in range(9))
    made = imported_bytes(f"{HEAD}<trk><name>T</name><trkseg>{points}</trkseg></trk></gpx>", "t.gpx")
    assert [each[0] for each in made.draft.places[0].geometry["coordinates"]] == [0, 3, 6, 8]  # type: ignore[index]
    assert "track 1: of 9 positions every 3th was kept." in made.lost


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"{HEAD}</gpx>", "there is no waypoint, route or track in it; a story needs a place"),
        (f'{HEAD}<wpt lat="x" lon="6"/></gpx>', "a.gpx:1: "),
        (f'{HEAD}\n<wpt lat="96" lon="6"/></gpx>', "a.gpx:2: waypoint 1: latitude 96 is not between -90 and 90"),
        (f'{HEAD}<wpt lat="46" lon="6">', "a.gpx:1: the XML cannot be read here; export the file again"),
    ],
)
def test_a_fault_of_gpx_has_its_sentence(text: str, sentence: str) -> None:
    assert sentence in faults_of(text, "a.gpx")

"""Placemarks of KML and KMZ as the steps of a story."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.import_files import FOLDER, faults_of, imported, imported_bytes, story_in


def test_placemarks_become_steps_with_their_shapes_and_times(tmp_path: Path) -> None:
    made = imported("kml")
    story = story_in(tmp_path, made)
    assert (story.title, story.summary) == ("Harbours", "Where the fleet lay.")
    kinds = [story.gazetteer.places[step.places[0]].geometry.geom_type for step in story.steps]
    assert kinds == ["Point", "Polygon", "MultiLineString"]
    assert [(step.date.edtf, step.undated) for step in story.steps] == [
        ("1854-11-26", False),
        ("1854-12/1855-01", False),
        ("", True),
    ]
    assert "**came in**" in story.steps[0].text
    assert 'What placemarks have as "ships" was not kept.' in made.lost
    assert "placemark 2: a ring did not end where it starts and was closed." in made.look


def test_a_kmz_is_the_kml_in_it() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("doc.kml", (FOLDER / "kml.kml").read_bytes())
    assert len(imported_bytes(out.getvalue(), "kml.kmz").draft.steps) == 3


TRACK = """<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Placemark>
<name>Walk</name><gx:Track><when>2020-05-01T09:00:00Z</when><when>2020-05-02T09:00:00Z</when>
<gx:coord>6.1 46.2 0</gx:coord><gx:coord>6.5 46.4 0</gx:coord></gx:Track></Placemark></kml>"""


def test_a_track_is_a_line_with_its_days() -> None:
    made = imported_bytes(TRACK, "track.kml").draft
    assert made.places[0].geometry == {"type": "LineString", "coordinates": [[6.1, 46.2], [6.5, 46.4]]}
    assert made.steps[0].date == "2020-05-01/2020-05-02"


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ("<Point><coordinates>46.2</coordinates></Point>", 'placemark 1 ("A"): a position is "46.2"; write longitude'),
        ("<Point><coordinates>6.1,96</coordinates></Point>", 'placemark 1 ("A"): latitude 96.0 is not between'),
        ("", "no placemark has a geometry; a story needs a place"),
    ],
)
def test_a_fault_of_kml_has_its_sentence(inside: str, sentence: str) -> None:
    assert sentence in faults_of(f"<kml><Placemark><name>A</name>{inside}</Placemark></kml>", "a.kml")


def test_a_fault_has_the_line_of_its_placemark() -> None:
    good = "<Placemark><name>A</name><Point><coordinates>6,46</coordinates></Point></Placemark>"
    bad = "<Placemark>\n<name>B</name><Point><coordinates>6,96</coordinates></Point></Placemark>"
    text = f"<kml>\n<!-- <Placemark> -->\n{good}\n{bad}</kml>"
    assert faults_of(text, "a.kml").startswith('a.kml:4: placemark 2 ("B"): latitude 96')

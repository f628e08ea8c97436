"""LP-TSV as a story: its rows are features of Linked Places."""

from __future__ import annotations

import json
from pathlib import Path

from tests.import_files import faults_of, imported, imported_bytes, story_in


def test_rows_become_places_with_names_links_types_and_times(tmp_path: Path) -> None:
    made = imported("lp-tsv")
    story = story_in(tmp_path, made)
    goa = json.loads(made.files["places.geojson"])["features"][0]
    assert [(each["toponym"], each["lang"]) for each in goa["names"]] == [
        *(("Goa", "en"), ("Govā", "und"), ("गोवा", "mr")),
    ]
    assert goa["names"][0]["citations"] == [{"label": "An atlas", "@id": "https://example.org/atlas"}]
    assert goa["links"] == [
        {"type": "closeMatch", "identifier": "gn:6619347"},
        {"type": "exactMatch", "identifier": "wd:Q1171"},
    ]
    assert goa["types"] == [{"identifier": "aat:300008347", "label": "city"}]
    assert goa["when"] == {"timespans": [{"start": {"in": "1510"}, "end": {"in": "1961"}}]}
    assert goa["geometry"]["citations"] == [{"label": "GeoNames"}]
    assert goa["properties"]["ccodes"] == ["IN"]
    assert [step.date.edtf for step in story.steps] == ["1510/1961", "1507"]
    assert 'place 2: "Ophir" has no geometry, so it is left out.' in made.lost
    assert 'The column "parent_name" was not kept.' in made.lost


HEAD = "id\ttitle\ttitle_source\tstart\tlon\tlat\tgeowkt\n"


def test_well_known_text_and_a_start_between_two_years() -> None:
    made = imported_bytes(HEAD + "1\tMarsh\tA map\t1470/1480\t\t\tPOLYGON((0 0,1 0,1 1,0 0))\n", "lp.tsv").draft
    assert made.places[0].geometry is not None
    assert made.places[0].geometry["type"] == "Polygon"
    assert (made.steps[0].date, made.steps[0].date_note) == (
        "1470/..",
        "The file writes “from between 1470 and 1480”.",
    )


def test_a_fault_has_the_line_of_its_row() -> None:
    text = HEAD + "1\tA\tB\t1900\t6\t46\t\n2\tA\tB\t1900\t6\t96\t\n"
    assert "lp.tsv:3: place 2: latitude 96" in faults_of(text, "lp.tsv")

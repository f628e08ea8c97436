"""Georeference Annotations: as Allmaps writes them, back and forth, and what is said of broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.basemap.georeference import annotation, read_georeference
from geo.basemap.warping import POLYNOMIAL1, POLYNOMIAL2, SPLINE, ControlPoint
from geo.reading.faults import Faults
from tests.drawings import CORNERS, SCAN, place_of

POINTS = tuple(ControlPoint(x, y, *place_of(x, y), f"p{x}") for x, y in CORNERS)
MASK = ((10.0, 10.0), (390.0, 10.0), (390.0, 290.0))


def written(folder: Path, value: Any) -> Path:
    path = folder / "sheet.json"
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
    return path


def sound(kind: str = POLYNOMIAL2) -> dict[str, Any]:
    return annotation(POINTS, kind, MASK, SCAN, "https://iiif.example/sheet", "The lake")


@pytest.mark.parametrize("kind", [POLYNOMIAL1, POLYNOMIAL2, SPLINE])
def test_what_is_written_is_read_back(tmp_path: Path, kind: str) -> None:
    found = read_georeference(written(tmp_path, sound(kind)))
    assert found.points == POINTS
    assert (found.mask, found.kind, found.size) == (MASK, kind, (400.0, 300.0))
    page = {"type": "AnnotationPage", "items": [sound(kind)]}
    assert read_georeference(written(tmp_path, page)).points == POINTS


def test_a_smaller_download_has_its_points_scaled(tmp_path: Path) -> None:
    half = read_georeference(written(tmp_path, sound())).scaled((200, 150))
    assert (half.points[2].x, half.points[2].y) == (200, 150)
    assert half.mask[0] == (5, 5)


def test_words_of_older_annotations_are_known(tmp_path: Path) -> None:
    old = sound()
    old["body"]["transformation"] = {"type": "polynomial"}
    for feature in old["body"]["features"]:
        feature["properties"]["pixelCoords"] = feature["properties"].pop("resourceCoords")
    assert read_georeference(written(tmp_path, old)).kind == POLYNOMIAL1
    old["body"]["transformation"] = {"type": "thinPlateSpline"}
    assert read_georeference(written(tmp_path, old)).kind == SPLINE
    del old["body"]["transformation"]
    assert read_georeference(written(tmp_path, old)).kind is None


def broken(**changes: Any) -> dict[str, Any]:
    return {**sound(), **changes}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (broken(motivation="tagging"), 'no annotation with the motivation "georeferencing"'),
        (broken(body={}), 'the annotation has no "features"; set control points'),
        ({"type": "AnnotationPage", "items": [sound(), sound()]}, "the file has 2 maps; keep the one that is meant"),
        (
            broken(target={"selector": {"type": "SvgSelector", "value": "<svg><polygon points='1,2 3'/></svg>"}}),
            "the mask has 1 corners; draw three or more",
        ),
        (
            broken(
                target={"selector": {"type": "SvgSelector", "value": '<!DOCTYPE a [<!ENTITY b "c">]><svg>&b;</svg>'}}
            ),
            "the mask is no SVG with a polygon",
        ),
        (
            broken(body={**sound()["body"], "transformation": {"type": "helmert"}}),
            'the transformation "helmert" is not drawn here',
        ),
    ],
)
def test_what_is_no_georeference_is_a_sentence(tmp_path: Path, value: Any, message: str) -> None:
    with pytest.raises(Faults) as caught:
        read_georeference(written(tmp_path, value))
    assert message in str(caught.value)


def test_a_point_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    value = sound()
    value["body"]["features"][2]["geometry"]["coordinates"] = [6.1, 146]
    path = written(tmp_path, value)
    with pytest.raises(Faults) as caught:
        read_georeference(path)
    (fault,) = caught.value.faults
    assert "6.1, 146 is no longitude and latitude; mend it" in fault.message
    lines = path.read_text().splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip() == "146")
    assert (
        fault.line
        == max(n for n in range(at) if lines[n].strip() == "{" and "type" in lines[n + 1] and "Feature" in lines[n + 1])
        + 1
    )

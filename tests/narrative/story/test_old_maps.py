"""Old maps: what is read of them, how well they fit, and what is said of each fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from geo.basemap.georeference import annotation
from geo.basemap.warping import SPLINE, ControlPoint
from narrative.commands.cli import main
from narrative.story import load_story
from narrative.story.old_maps import fit_words
from narrative.story.overlay_model import OldMap
from tests.drawings import CORNERS, MAPPED, SCAN, map_text, place_of, points_text, scan, write_maps
from tests.narrative.story.test_flows import faults_of
from tests.stories import line_of


def sheet_of(home: Path) -> OldMap:
    return load_story(home).drawn.overlays["sheet"]


def test_an_old_map_has_its_points_its_size_and_how_strong_each_step_shows_it(tmp_path: Path) -> None:
    story = load_story(write_maps(tmp_path))
    sheet = story.drawn.overlays["sheet"]
    assert (sheet.size, len(sheet.points), sheet.kind, sheet.opacity) == (SCAN, 7, "polynomial1", 0.5)
    uses = [use for step in story.steps for use in step.draws if use.id == "sheet"]
    assert [use.opacity for use in uses] == [None, 0.3]
    assert [each.id for each in story.drawn] == ["fish", "sheet", "letters"]  # what lies lowest comes first


def test_check_says_how_well_it_fits_point_by_point(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lon, lat = place_of(200, 100)
    off = map_text().replace(f"at: [{lon:.6f}, {lat:.6f}]", f"at: [{lon + 0.02:.6f}, {lat:.6f}], name: Mill")
    home = write_maps(tmp_path, overlay=off)
    words = fit_words(sheet_of(home))
    assert words.startswith('overlay "sheet": polynomial1, 7 control points, RMSE 0.5')
    assert "Mill 1.3" in words  # of 0.02 degrees, 1.54 km here, the other points take a share
    assert main(["check", str(home)]) == 0
    assert words in capsys.readouterr().out


def test_the_points_may_stand_in_an_annotation_beside_it(tmp_path: Path) -> None:
    text = map_text()
    overlay = text.replace(
        text[text.index("    points:") : text.index("    opacity:")], "    georeference: sheet.json\n"
    )
    overlay = overlay.replace("    transform: polynomial1\n", "")
    home = write_maps(tmp_path, overlay=overlay)
    points = [ControlPoint(x * 2, y * 2, *place_of(x, y)) for x, y in CORNERS]  # of an original twice as large
    mask = ((0.0, 0.0), (800.0, 0.0), (800.0, 600.0))
    value = annotation(points, SPLINE, mask, (800, 600), "https://iiif.example/sheet", "The lake")
    (home / "sheet.json").write_text(json.dumps(value, indent=1), encoding="utf-8")
    sheet = sheet_of(home)
    assert (sheet.kind, sheet.mask[2], sheet.points[2].x) == ("thinPlateSpline", (400.0, 300.0), 400.0)
    assert [path.name for path in sheet.files] == ["sheet.png", "sheet.json"]
    value["body"]["features"][0]["properties"]["resourceCoords"] = [-5, 3]
    (home / "sheet.json").write_text(json.dumps(value, indent=1), encoding="utf-8")
    (fault,) = faults_of(home)
    assert (
        fault.startswith("sheet.json:") and "the control point lies outside of the image, which is 400 x 300" in fault
    )


@pytest.mark.parametrize(
    ("pixels", "message"),
    [
        (CORNERS[:2], "polynomial1 needs 3 control points or more, and there are 2; add some"),
        (((0, 0), (100, 100), (200, 200)), "the control points lie on one line; add one beside it"),
        (((0, 0), (0, 0), (200, 100), (9, 8)), "two control points lie on the same spot of the image; take one away"),
        ((*CORNERS, (500, 10)), "control point 8 lies outside of the image, which is 400 x 300 pixels"),
    ],
)
def test_points_that_do_not_fit_are_told_with_the_line_of_the_map(
    tmp_path: Path, pixels: tuple[tuple[float, float], ...], message: str
) -> None:
    home = write_maps(tmp_path, overlay=map_text(pixels))
    text = (home / "story.yaml").read_text()
    assert faults_of(home) == [f'story.yaml:{line_of(text, "file: sheet.png")}: overlay "sheet": {message}']


def test_a_polynomial_of_the_second_order_needs_six_points(tmp_path: Path) -> None:
    overlay = map_text(CORNERS[:4]).replace("polynomial1", "polynomial2")
    assert (
        "polynomial2 needs 6 control points or more, and there are 4"
        in faults_of(write_maps(tmp_path, overlay=overlay))[0]
    )


def test_a_scan_that_is_missing_forged_outside_or_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = write_maps(tmp_path)
    (home / "sheet.png").unlink()
    assert 'there is no file "sheet.png" in the story\'s folder' in faults_of(home)[0]
    scan().save(home / "sheet.png", "JPEG")
    assert 'the file "sheet.png" is JPEG by its bytes; name it sheet.jpg' in faults_of(home)[0]
    (home / "sheet.png").write_text("<svg onload='alert(1)'/>")
    assert 'the file "sheet.png" is no JPEG, PNG, WebP or TIFF' in faults_of(home)[0]
    scan().save(home / "sheet.png")
    monkeypatch.setattr("narrative.story.old_maps.MOST_SCAN_PIXELS", 1000)
    assert "the scan has 0 million pixels; 0 million are the most" in faults_of(home)[0]
    monkeypatch.setattr("narrative.story.old_maps.MOST_SCAN_BYTES", 100)
    assert '"sheet.png" has 0.0 MB; 0.0001 MB are the most' in faults_of(home)[0]
    outside = map_text().replace("file: sheet.png", "file: ../sheet.png")
    assert "leads out of the story's folder" in faults_of(write_maps(tmp_path, overlay=outside))[0]


def test_a_mask_has_three_corners_on_the_image(tmp_path: Path) -> None:
    for mask in ("[[0, 0], [10, 10]]", "[[0, 0], [10, 10], [900, 0]]"):
        overlay = map_text().replace("    opacity:", f"    mask: {mask}\n    opacity:")
        assert "the mask needs three corners or more" in faults_of(write_maps(tmp_path, overlay=overlay))[0]


def test_a_picture_of_many_frames_is_read_by_its_first(tmp_path: Path) -> None:
    home = write_maps(tmp_path, overlay=map_text().replace("sheet.png", "sheet.tif"))
    scan().save(home / "sheet.tif", save_all=True, append_images=[Image.new("RGB", (10, 10))])
    assert sheet_of(home).size == SCAN


def test_a_transformation_that_nobody_knows_is_a_fault_with_the_words_that_there_are(tmp_path: Path) -> None:
    overlay = map_text().replace("polynomial1", "polynomial3")
    assert (
        '"transform" is "polynomial3"; write polynomial1, polynomial2 or thinPlateSpline'
        in (faults_of(write_maps(tmp_path, MAPPED, overlay))[0])
    )
    assert points_text(CORNERS[:1]).strip().startswith("- {pixel: [0, 0], at: [6.000000, 46.600000]")

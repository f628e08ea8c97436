"""A drafted story follows its changed text: what its author changed or confirmed stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from narrative.drafts.redraft import anchored_group
from narrative.source.annotations import load_annotations
from tests.drafts import PROLOGUE, TEXT, edit, sound


def test_what_the_author_wrote_stays_and_the_rest_follows_the_text(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    folder = tmp_path / "crossing"
    edit(folder, "title: The bridges", "title: Three bridges  # my title")
    edit(folder, "summary: >-", "summary: My summary.\nsubtitle: >-")
    said = run(TEXT.replace("The bridges\n\n", PROLOGUE + "The bridges\n\n").replace("28 June", "29 June"))
    story = sound(folder)
    assert [(each.id, each.paragraphs) for each in story.steps] == [
        ("a-prologue", (1,)),
        ("the-bridges", (2,)),
        ("paragraph-2", (3,)),
        ("the-city", (4, 5)),
    ]
    assert [each.title for each in story.steps][:2] == ["A prologue", "Three bridges"]
    assert "# my title" in (folder / "story.yaml").read_text(encoding="utf-8")
    assert (story.summary, story.steps[3].date.edtf) == ("My summary.", "1812-06-29")
    assert "witebsk" in story.gazetteer.places
    assert story.gazetteer.places["kovno"].names[0].paragraphs == (2,)
    review = (folder / "REVIEW.md").read_text(encoding="utf-8")
    for line in (
        "- step `a-prologue`",
        "- step `the-bridges`: ¶ 1 → ¶ 2",
        "- step `the-bridges`: title",
        "- the story's summary",
    ):
        assert line in review
    assert "2 kept" in said and "3 moved" in said


def test_a_place_that_the_author_moved_stays_and_rules_the_next_reading(
    run: Callable[..., str], tmp_path: Path
) -> None:
    run()
    folder = tmp_path / "crossing"
    places = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))
    vilna = next(each for each in places["features"] if each["id"] == "vilna")
    vilna["geometry"] = {"type": "Point", "coordinates": [25.0, 54.0], "certainty": "certain"}
    (folder / "places.geojson").write_text(json.dumps(places, indent=2), encoding="utf-8")
    run(TEXT.replace("The bridges\n\n", PROLOGUE))
    place = sound(folder).gazetteer.places["vilna"]
    assert (place.geometry.wkt, place.certainty) == ("POINT (25 54)", "certain")
    assert place.names[0].paragraphs == (2, 4)
    assert "- place `vilna`" in (folder / "REVIEW.md").read_text(encoding="utf-8")
    run(TEXT.replace("was in Vilna", "was in Wilno"))  # a spelling that only the world's gazetteer knows
    assert "wilno" not in sound(folder).gazetteer.places
    marks = load_annotations(folder / "annotations.jsonld").marks
    assert {each.places for each in marks if each.exact in ("Vilna", "Wilno")} == {("vilna",)}


def test_what_is_confirmed_stays_as_it_is(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    folder = tmp_path / "crossing"
    edit(folder, "    title: The city", "    confirmed: true\n    title: The city")
    edit(folder, '"reason": "the only place', '"confirmed": true,\n "reason": "the only place', "places.geojson")
    run(TEXT.replace("28 June", "29 June"))
    story = sound(folder)
    assert story.steps[2].date.edtf == "1812-06-28"
    review = (folder / "REVIEW.md").read_text(encoding="utf-8")
    assert "step `the-city`, which you have confirmed" in review
    assert "place `kovno`" in review


def test_a_step_whose_paragraphs_are_gone_is_reported_and_kept(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    start, end = TEXT.index("Four days"), TEXT.index("The city")
    run(TEXT[:start] + TEXT[end:])
    story = sound(tmp_path / "crossing")
    assert [(each.id, each.paragraphs, each.editorial) for each in story.steps][1] == ("paragraph-2", (), True)
    assert "`paragraph-2` told of paragraphs that are gone" in (tmp_path / "crossing" / "REVIEW.md").read_text("utf-8")


def test_what_the_author_took_away_does_not_come_back(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    folder = tmp_path / "crossing"
    places = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))
    places["features"] = [each for each in places["features"] if each["id"] != "springfield"]
    (folder / "places.geojson").write_text(json.dumps(places), encoding="utf-8")
    story = (folder / "story.yaml").read_text(encoding="utf-8")
    story = story.replace(", springfield]", "]").replace(" and [Springfield](place:springfield)", "")
    (folder / "story.yaml").write_text(story, encoding="utf-8")
    run(TEXT.replace("28 June", "29 June"))
    assert "springfield" not in sound(folder).gazetteer.places


def test_a_place_that_nothing_names_any_more_goes_though_a_step_is_called_like_it(
    run: Callable[..., str], tmp_path: Path
) -> None:
    text = TEXT.replace("The bridges", "Kovno")
    run(text)
    assert sound(tmp_path / "crossing").steps[0].id == "kovno"
    run(text.replace("came to Kovno", "came to a town"))
    assert "kovno" not in sound(tmp_path / "crossing").gazetteer.places
    assert "- place `kovno`" in (tmp_path / "crossing" / "REVIEW.md").read_text(encoding="utf-8")


def test_a_step_s_paragraphs_are_found_in_the_new_text_and_those_that_are_gone_are_left_out() -> None:
    assert anchored_group({"source": {"paragraphs": [3, 1, 2]}}, {1: 5, 3: 2}) == (2, 5)
    assert anchored_group({"source": {}}, {1: 1}) == anchored_group({}, {1: 1}) == ()

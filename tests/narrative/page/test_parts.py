"""The parts of a page: which there are, and when each is sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from geo.basemap.coding import encode
from geo.basemap.reader import kept_basemap
from narrative.page.fonts import Face
from narrative.page.parts import page_parts, with_faces
from narrative.page.story_map import basemap_of
from narrative.page.value import Part, Phase
from narrative.story import Story, load_story
from tests.anywhere import CAMPAIGN, write_anywhere
from tests.stories import write_story


def names(story: Story, phase: Phase) -> list[str]:
    return [part.name for part in page_parts(story, basemap_of(story)) if part.phase is phase]


def test_what_a_reader_sees_first_is_sent_first(story: Story) -> None:
    assert names(story, Phase.FIRST_VIEW) == ["hemisphere", "borders"]
    assert names(story, Phase.LETTERING) == ["readings", "timeline", "labels", "areas"]
    assert names(story, Phase.APPENDIX) == ["claims", "still", "explorer", "papers"]
    assert names(story, Phase.DETAIL) == [
        "fonts",
        *("north-east-asia", "rivers-north-east-asia", "korea", "rivers-korea", "rivers-hemisphere"),
        *("relief-hemisphere", "relief-north-east-asia", "relief-korea"),
    ]
    phases = [part.phase for part in page_parts(story, basemap_of(story))]
    assert phases == sorted(phases)


def test_a_story_without_claims_sends_none(tmp_path: Path) -> None:
    assert names(load_story(write_anywhere(tmp_path, CAMPAIGN)), Phase.APPENDIX) == ["still", "explorer"]


def test_faces_come_into_the_part_that_waits_for_them_and_no_other_changes(story: Story) -> None:
    parts = page_parts(story, basemap_of(story))
    faced = with_faces(parts, [Face("Serif", "400", "normal", "AAAA")])
    assert [part.name for part in faced] == [part.name for part in parts]
    changed = [part.data for part, before in zip(faced, parts, strict=True) if part != before]
    assert changed == [{"faces": [{"family": "Serif", "weight": "400", "style": "normal", "data": "AAAA"}]}]


def test_each_part_comes_with_its_data_and_a_level_with_its_rivers_and_its_relief(tmp_path: Path) -> None:
    """The invented story on one coarse land: no part of it is empty."""
    whole = kept_basemap()
    square = [[encode([(0.0, 40.0), (20.0, 40.0), (20.0, 60.0), (0.0, 40.0)], 2)]]
    land = replace(whole.land["hemisphere"], precision=2, polygons=square)
    parts = page_parts(load_story(write_story(tmp_path)), replace(whole, land={"hemisphere": land}))
    data = {part.name: part.data for part in parts}
    assert list(data) == [
        *("hemisphere", "borders", "timeline", "labels", "areas", "still", "explorer"),
        *("fonts", "rivers-hemisphere", "relief-hemisphere"),
    ]
    assert data["hemisphere"]["polygons"] == square
    assert data["areas"] == {"areas": [], "lines": {}} and data["fonts"] == {"faces": []}
    assert len(data["timeline"]["timeline"]["steps"]) == 3
    assert data["still"]["still"].startswith("[data-still]{")
    assert list(data["explorer"]["explorer"]["features"]) == ["geneva", "evian", "lausanne"]
    assert data["rivers-hemisphere"]["level"] == "hemisphere"
    assert data["borders"] and data["labels"]["labels"] and data["relief-hemisphere"]


def test_only_the_part_of_the_typefaces_takes_faces() -> None:
    parts = (Part("labels", {"labels": []}, Phase.LETTERING), Part("fonts", {"faces": []}, Phase.DETAIL))
    face = {"family": "Serif", "weight": "400", "style": "normal", "data": "AAAA"}
    faced = with_faces(parts, [Face("Serif", "400", "normal", "AAAA")])
    assert faced == (parts[0], Part("fonts", {"faces": [face]}, Phase.DETAIL))

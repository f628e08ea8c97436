"""The parts of a page: which there are, and when each is sent."""

from __future__ import annotations

from pathlib import Path

from narrative.page.fonts import Face
from narrative.page.parts import page_parts, with_faces
from narrative.page.story_map import basemap_of
from narrative.page.value import Phase
from narrative.story import Story, load_story
from tests.anywhere import CAMPAIGN, write_anywhere


def names(story: Story, phase: Phase) -> list[str]:
    return [part.name for part in page_parts(story, basemap_of(story)) if part.phase is phase]


def test_what_a_reader_sees_first_is_sent_first(story: Story) -> None:
    assert names(story, Phase.FIRST_VIEW) == ["hemisphere", "borders"]
    assert names(story, Phase.LETTERING) == ["timeline", "labels", "areas"]
    assert names(story, Phase.APPENDIX) == ["claims", "still", "explorer"]
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

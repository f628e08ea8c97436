"""What the page's scripts are handed is what is described: of both stories, key by key."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from narrative.page import handed
from narrative.page.atlas import story_atlas
from narrative.page.parts import page_parts
from narrative.page.stage import stage_data
from narrative.page.story_map import basemap_of
from narrative.page.surroundings import with_surroundings
from narrative.story import list_stories, load_story, stories_folder

# What tells the sort of a part, and what of it is described as what.
PARTS: dict[str, tuple[str | None, Any]] = {
    "timeline": ("timeline", handed.TimelineData),
    "explorer": ("explorer", handed.ExplorerData),
    "papers": ("papers", handed.PapersData),
    "readings": ("readings", handed.ReadingsData),
    "drawn": ("drawn", handed.DrawnData),
    "polygons": (None, handed.LevelData),
    "rivers": (None, handed.RiversData),
    "boundaries": ("boundaries", list[handed.BoundaryData]),
    "labels": ("labels", list[handed.LabelData]),
    "areas": ("areas", list[handed.AreaData]),
    "data": (None, handed.ReliefData),
}


def fits(kind: Any, value: Any) -> None:
    """As JSON, strictly, and with no key that is not described."""
    TypeAdapter(kind).validate_json(json.dumps(value), strict=True, extra="forbid")


@pytest.mark.parametrize("slug", list_stories())
def test_stage_and_parts_of_a_story_are_as_described(slug: str) -> None:
    story = load_story(stories_folder() / slug)
    basemap = with_surroundings(story, basemap_of(story))
    parts = page_parts(story, basemap)
    fits(handed.StageData, stage_data(story, basemap, [part.name for part in parts]))
    found = set()
    for part in parts:
        for sort, (key, kind) in PARTS.items():
            if sort in part.data:
                fits(kind, part.data[key] if key else part.data)
                found.add(sort)
    assert found >= PARTS.keys() - {"papers", "readings", "drawn"}


def test_the_faces_and_the_map_alone_are_as_described(story: Any) -> None:
    page = story_atlas(story)
    faces = next(part.data["faces"] for part in page.parts if part.name == "fonts")
    fits(list[handed.FaceData], faces)
    start = page.rest.index("narrativeMap.atlas(map, ") + len("narrativeMap.atlas(map, ")
    data, _ = json.JSONDecoder().raw_decode(page.rest, start)
    fits(handed.AtlasStage, data)


def test_what_is_not_described_is_noticed() -> None:
    with pytest.raises(ValidationError):
        fits(handed.OrderData, {"date": [], "moved": [], "more": 1})

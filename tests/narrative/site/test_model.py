"""What a site is: its addresses, its days, and the names that its stories had."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.site.model import Site, former_stories, identifier
from narrative.story import Story, load_story
from tests.sites import DAY, two_folders, two_stories


def test_an_address_is_whole_only_where_it_is_known(tmp_path: Path) -> None:
    site = two_stories(tmp_path)
    assert site.url() == "https://maps.example.org/stories/"
    assert (site.path, Site("A", (), DAY, {}).path) == ("/stories/", "/")
    assert Site("A", (), DAY, {}, "https://a.org").path == "/"


def test_a_licence_is_the_calls_or_that_of_what_came_along(tmp_path: Path, story: Story) -> None:
    site = two_stories(tmp_path)
    assert (site.licence_of(site.stories[0]), site.licence_of(story)) == ("", "CC-BY-4.0")
    assert two_stories(tmp_path / "again", licence="CC0-1.0").licence_of(story) == "CC0-1.0"


def test_a_former_address_leads_to_one_story(tmp_path: Path) -> None:
    assert former_stories(two_stories(tmp_path).stories) == {"near-shore": "far-shore"}


@pytest.mark.parametrize(
    ("formerly", "why"),
    [("lake-crossing", 'the story "lake-crossing" has that address'), ("map", "the site needs it for itself")],
)
def test_a_former_address_that_is_taken_is_told(tmp_path: Path, formerly: str, why: str) -> None:
    stories = [load_story(folder) for folder in two_folders(tmp_path, f"formerly: [{formerly}]")]
    with pytest.raises(Faults, match=why):
        former_stories(stories)


def test_an_identifier_is_a_urn_that_stays() -> None:
    assert identifier("story/lake-crossing") == "urn:uuid:" + identifier("story/lake-crossing")[9:]
    assert identifier("a") != identifier("b")

"""How a story is cited in a file, and what a repository is told of it."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from narrative.site.citing import citation_file, datacite, located
from narrative.site.model import Site
from narrative.story import Story
from tests.sites import DAY, two_stories


def test_the_citation_file_has_what_its_format_asks_for(tmp_path: Path) -> None:
    site = two_stories(tmp_path, licence="CC0-1.0")
    said = yaml.safe_load(citation_file(site, site.stories[1]))
    assert {"cff-version", "message", "title", "authors"} <= said.keys()
    assert said["title"] == "A <b> & “other”: Twice"
    assert (said["license"], str(said["date-released"])) == ("CC0-1.0", "2026-03-01")
    assert said["url"] == "https://maps.example.org/stories/far-shore/"
    (source,) = said["references"]
    assert source["authors"] == [{"name": "Anna Rochat"}]
    assert (source["journal"], source["year"]) == ("Gazette of the Shore", 1951)


def test_no_licence_is_said_where_nobody_has_said_one(tmp_path: Path) -> None:
    site = two_stories(tmp_path)
    assert "license" not in yaml.safe_load(citation_file(site, site.stories[0]))
    assert json.loads(datacite(site, site.stories[0]))["rightsList"] == []


def test_datacite_has_its_six_mandatory_parts_but_the_doi(story: Story) -> None:
    site = Site("Maps", (story,), DAY, {story.slug: DAY})
    said = json.loads(datacite(site, story))
    assert said["titles"][0]["title"].startswith("Stalin, Kim and the 38th Parallel")
    assert said["types"]["resourceTypeGeneral"] == "InteractiveResource"
    assert (said["publisher"], said["publicationYear"]) == ({"name": "Maps"}, "2026")
    assert said["creators"] and said["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"
    relations = {each["relatedIdentifier"]: each["relationType"] for each in said["relatedIdentifiers"]}
    assert relations[story.source.url] == "IsDerivedFrom"
    assert "url" not in said
    assert any("geoLocationPoint" in each for each in said["geoLocations"])


def test_a_box_keeps_its_sides_apart() -> None:
    area = {"@type": "Place", "name": "Korea", "geo": {"@type": "GeoShape", "box": "33.1 124.6 43.0 130.7"}}
    box = located(area)["geoLocationBox"]
    assert (box["southBoundLatitude"], box["westBoundLongitude"]) == (33.1, 124.6)
    assert (box["northBoundLatitude"], box["eastBoundLongitude"]) == (43.0, 130.7)

"""What a page says of itself in schema.org's words, read back from it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from narrative.page.linked_data import linked_data
from narrative.story import Story, load_story
from tests.hostile_story import HOSTILE, hostile_story
from tests.stories import STORY, write_story


def test_the_page_ends_with_what_it_is_after_what_of_when_and_where(built: Path, story: Story) -> None:
    html = built.read_text(encoding="utf-8")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>\n</body>', html)
    said = json.loads(text)
    assert (said["@context"], said["@type"]) == ("https://schema.org", "Article")
    assert said["headline"].startswith("Stalin, Kim and the 38th Parallel: ")
    assert (said["inLanguage"], said["version"]) == ("en", story.version)
    source, *others = said["citation"]
    assert source["author"][0] == {"@type": "Person", "name": "Anatoli Torkunov"}
    assert source["datePublished"] == "1995-08-05"
    assert [each["name"] for each in others[: len(story.documents)]] == [
        each.title for each in story.documents.values()
    ]
    assert any(each["name"].startswith("Sheila Miyoshi Jager, ") for each in others)
    assert said["temporalCoverage"] == "1949-03-01/1953-07-27"
    names = [each["name"] for each in said["spatialCoverage"]]
    assert names[0] == "Pyongyang" and len(names) == 8
    assert said["spatialCoverage"][0]["geo"]["@type"] == "GeoCoordinates"
    assert html.index("application/ld+json") > html.index('id="part-borders"')  # behind the first view


def test_lines_and_areas_are_said_by_their_box_and_texts_cannot_leave_the_block(tmp_path: Path) -> None:
    block = str(linked_data(hostile_story(tmp_path)))
    assert block.count("<") == 2  # the block's own
    said = json.loads(block.partition(">")[2].rpartition("</script>")[0])
    assert said["headline"] == HOSTILE
    boxes = {each["name"]: each["geo"] for each in said["spatialCoverage"]}
    assert {each["@type"] for each in boxes.values()} == {"GeoCoordinates", "GeoShape"}
    assert "46.2 6.2 46.6 6.9" in {geo.get("box") for geo in boxes.values()}


def test_a_source_without_an_address_has_none(tmp_path: Path) -> None:
    block = str(linked_data(load_story(write_story(tmp_path, STORY))))
    said = json.loads(block.partition(">")[2].rpartition("</script>")[0])
    source, work = said["citation"]
    assert "url" not in source
    assert work == {"@type": "CreativeWork", "name": "The Almanac of 1950", "url": "https://example.org/almanac"}
    assert said["temporalCoverage"] == "1949-03-01/1949-10-15"

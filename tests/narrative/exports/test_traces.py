"""Linked Traces of the documents: each names its places by their addresses, with its relation to them and its day."""

from __future__ import annotations

import json
from pathlib import Path

from narrative.story import Story, load_story
from tests.hostile_story import body
from tests.stories import PAPERS, TELLING, write_story


def test_a_trace_has_the_document_as_target_and_its_places_as_body(tmp_path: Path) -> None:
    papers = PAPERS.replace("One boat paid on the 28th.", "From [Lausanne](place:lausanne) to [Evian](place:evian).")
    page = json.loads(body(load_story(write_story(tmp_path, TELLING, papers=papers)), "documents-traces"))
    assert (page["type"], page["@context"][0]) == ("AnnotationPage", "http://www.w3.org/ns/anno.jsonld")
    card, book = page["items"]
    assert (book["type"], book["motivation"]) == ("Annotation", "describing")
    (target,) = book["target"]
    assert (target["id"], target["type"], target["language"]) == ("https://example.org/toll", "Text", "fr")
    assert target["title"].startswith("Toll book of Evian, 28 May 1949, AVE, f. 7")
    found = [(each["title"], each["relation"]) for each in book["body"]["value"]]
    assert found == [("Evian", "nm:sentFrom"), ("Geneva", "nm:sentTo"), ("Lausanne", "nm:names")]
    first = book["body"]["value"][0]
    assert first["id"] == "https://www.wikidata.org/wiki/Q71"
    assert first["when"]["timespans"] == [{"start": {"in": "1949-05-28"}, "end": {"in": "1949-05-28"}}]
    assert card["target"][0]["id"] == "urn:narrative-map:document:lake-crossing:the-postcard"


def test_every_place_of_the_first_story_s_traces_is_one_of_its_gazetteer(story: Story) -> None:
    page = json.loads(body(story, "documents-traces"))
    known = {address for place in story.gazetteer.places.values() for _, address in place.addresses}
    known |= {f"urn:narrative-map:place:{id}" for id in story.gazetteer.places}
    values = [value for item in page["items"] for value in item["body"]["value"]]
    assert {each["id"] for each in values} <= known
    assert len({item["id"] for item in page["items"]}) == len(page["items"]) > 40
    placed = [each.id for each in story.documents.values() if each.places]
    assert [item["id"].rpartition(":")[2] for item in page["items"]] == placed


def test_a_document_without_a_place_leaves_no_trace(tmp_path: Path) -> None:
    papers = PAPERS.replace("from: [anna, geneva]", "from: anna")
    page = json.loads(body(load_story(write_story(tmp_path, TELLING, papers=papers)), "documents-traces"))
    assert [item["id"].rpartition(":")[2] for item in page["items"]] == ["the-toll-book"]

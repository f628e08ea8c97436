"""The documents beside a story as references, read back with their archive numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from narrative.exports.registry import EXPORTS
from narrative.story import Story, load_story
from narrative.story.words import DOCUMENT_KINDS
from tests.hostile_story import HOSTILE, body
from tests.stories import PAPERS, TELLING, write_story

SCHEMA = Path(__file__).with_name("csl_schema.json")
KEPT = "AVE, f. 7, op. 2, d. 3, p. 11, ll. 75-77"


@pytest.fixture
def papers(tmp_path: Path) -> Story:
    """The small story with its documents, one of them under a hostile title."""
    text = PAPERS.replace("title: Postcard to Lausanne", f"title: {json.dumps(HOSTILE)}")
    return load_story(write_story(tmp_path, TELLING, papers=text))


def csl(story: Story) -> list[dict[str, Any]]:
    """The CSL items of a story, found to follow the specification."""
    found: list[dict[str, Any]] = json.loads(body(story, "documents-csl"))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(found)
    return found


def test_csl_has_the_archive_its_numbers_and_the_collection(papers: Story) -> None:
    card, book = csl(papers)
    assert book == {
        "id": "the-toll-book",
        "type": "document",
        "title": "Toll book of Evian",
        "genre": "Record of a conversation",
        "issued": {"date-parts": [[1949, 5, 28]], "literal": "28 May 1949"},
        "author": [{"literal": "Anna Rochat"}, {"literal": "The toll keeper"}],
        "event-place": "Evian",
        "archive": "AVE",
        "archive_location": "f. 7, op. 2, d. 3, p. 11, ll. 75-77",
        "source": "Archive of the Shore",
        "URL": "https://example.org/toll",
        "language": "fr",
        "abstract": "One boat paid on the 28th.",
        "note": "Printed in The Almanac of 1950, 12. Seen in part for “The Lake Crossing”.",
    }
    assert (card["type"], card["title"]) == ("personal_communication", HOSTILE)
    assert card["recipient"] == [{"literal": "Her aunt"}]
    assert card["note"] == "Known by mention for “The Lake Crossing”. Less certain."
    assert "archive" not in card and "abstract" not in card


def test_bibtex_says_how_and_where_the_paper_is_kept(papers: Story) -> None:
    text = body(papers, "documents-bibtex").decode("utf-8")
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    card, book = library.entries
    assert (book.entry_type, book.key) == ("misc", "the-toll-book")
    assert book["howpublished"] == f"Record of a conversation, {KEPT}, Archive of the Shore"
    assert (book["author"], book["date"], book["year"]) == (
        "Anna Rochat and The toll keeper",
        "1949-05-28",
        "1949",
    )
    assert (book["url"], book["langid"]) == ("https://example.org/toll", "fr")
    kept = HOSTILE.replace("{", "").replace("}", "").replace("^", "ˆ")
    assert " ".join(card["title"].strip("{}").split()) == " ".join(kept.split())
    assert text.count("{") == text.count("}")


def test_ris_says_where_the_paper_is_kept_and_who_received_it(papers: Story) -> None:
    card, book = rispy.loads(body(papers, "documents-ris").decode("utf-8"))
    assert (book["type_of_reference"], book["title"]) == ("UNPB", "Toll book of Evian")
    assert book["unknown_tag"]["AV"] == [KEPT]  # the tag of the specification, which this reader has no word for
    assert book["name_of_database"] == "Archive of the Shore"
    assert (book["year"], book["date"], book["type_of_work"]) == ("1949", "1949/05/28/", "Record of a conversation")
    assert book["authors"] == ["Anna Rochat", "The toll keeper"]
    assert (card["type_of_reference"], card["title"]) == ("PCOMM", HOSTILE)
    assert card["secondary_authors"] == ["Her aunt"]


@pytest.mark.parametrize("name", [each for each in EXPORTS if each.startswith("documents-")])
def test_a_story_without_documents_has_nothing_to_write(tmp_path: Path, name: str) -> None:
    story = load_story(write_story(tmp_path))
    assert not EXPORTS[name].fits(story)
    assert EXPORTS["ris"].fits(story)
    assert b"toll" not in body(story, name)


def test_every_document_of_the_first_story_is_a_reference_with_its_number(story: Story) -> None:
    items = {each["id"]: each for each in csl(story)}
    assert list(items) == list(story.documents)
    directive = items["politburo-1949-09-24"]
    assert (directive["archive"], directive["archive_location"]) == ("AVPRF", "f. 059a, op. 5a, d. 3, p. 11, ll. 75-77")
    assert len(parse_string(body(story, "documents-bibtex").decode("utf-8")).entries) == len(items)
    assert len(rispy.loads(body(story, "documents-ris").decode("utf-8"))) == len(items)


def test_every_kind_of_document_has_a_type_in_each_format() -> None:
    types = json.loads(SCHEMA.read_text(encoding="utf-8"))["items"]["properties"]["type"]["enum"]
    assert [each.id for each in DOCUMENT_KINDS.values() if each.csl not in types] == []
    assert [each.id for each in DOCUMENT_KINDS.values() if each.ris not in rispy.TYPE_OF_REFERENCE_MAPPING] == []

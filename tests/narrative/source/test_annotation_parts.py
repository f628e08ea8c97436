"""One Web Annotation as a mark or a paragraph, and back."""

from __future__ import annotations

from typing import Any

import pytest

from narrative.source.annotation_parts import Mark, Paragraph, PartError, item_of, part_of
from narrative.source.web_annotations import AnnotationModel
from narrative.story.dates import parse_date

SHA256 = "a" * 64
DIGESTS = "0" * 12, "f" * 12
GENEVA = Mark("#m1", "toponym", 10, 16, "Geneva", *DIGESTS, places=("geneva",))


def read(item: dict[str, Any]) -> Mark | Paragraph:
    return part_of(AnnotationModel.model_validate(item))


@pytest.mark.parametrize(
    "part",
    [
        GENEVA,
        Mark("#m2", "toponym", 10, 15, "Shore", *DIGESTS),  # unplaced
        Mark("#m3", "demonym", 3, 8, "Swiss", *DIGESTS, places=("geneva", "lausanne"), comment="of either town"),
        Mark("#m6", "toponym", 10, 16, "Eviana", *DIGESTS, reading="eviana"),
        Mark("#m4", "person", 0, 4, "Anna", *DIGESTS, person="anna"),
        Mark("#m5", "date", 0, 11, "27 May 1949", *DIGESTS, date=parse_date("1949-05-27")),
        Paragraph("#p1", 1, 0, 90, *DIGESTS),
        Paragraph("#p2", 2, 91, 99, *DIGESTS, statements=("she-rowed", "nobody-rowed")),
    ],
    ids=lambda part: part.id,
)
def test_what_is_written_is_read(part: Mark | Paragraph) -> None:
    item = item_of(part, SHA256)
    assert read(item) == part
    assert item["target"]["source"] == f"urn:sha256:{SHA256}"
    assert item["motivation"] == ("classifying" if isinstance(part, Paragraph) else "identifying")


def test_a_name_is_written_with_its_letters_and_digests_of_what_stands_around() -> None:
    assert item_of(GENEVA, SHA256) == {
        "id": "#m1",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": "toponym"},
            {"type": "SpecificResource", "purpose": "identifying", "source": "places.geojson#geneva"},
        ],
        "target": {
            "source": f"urn:sha256:{SHA256}",
            "selector": [
                {"type": "TextPositionSelector", "start": 10, "end": 16},
                {
                    "type": "TextQuoteSelector",
                    "exact": "Geneva",
                    "beforeDigest": "000000000000",
                    "afterDigest": "ffffffffffff",
                },
            ],
        },
    }


def test_what_lies_wrong_is_told_with_its_place_in_the_annotation() -> None:
    item = item_of(GENEVA, SHA256)
    item["target"]["selector"][1]["exact"] = "Genf"
    with pytest.raises(PartError, match="has 4 code points, its position 6") as caught:
        read(item)
    assert caught.value.loc == ("target", "selector", 1, "exact")


@pytest.mark.parametrize(
    ("bodies", "message"),
    [
        ([], "it is classified not; give it one classifying body"),
        ([{"purpose": "classifying", "value": "date"}], "a date has one identifying body, and no tag; it has 0"),
        (
            [{"purpose": "classifying", "value": "toponym"}],
            'a toponym has a place, or else one body tagging it "unplaced"',
        ),
        (
            [{"purpose": "classifying", "value": "toponym"}, {"purpose": "classifying", "value": "person"}],
            'it is classified "toponym" or "person"',
        ),
        (
            [{"purpose": "classifying", "value": "date"}, {"purpose": "identifying", "value": "in spring"}],
            "in spring",
        ),
    ],
)
def test_bodies_that_do_not_fit_are_told(bodies: list[dict[str, str]], message: str) -> None:
    item = item_of(GENEVA, SHA256)
    item["body"] = [{"type": "TextualBody", **each} for each in bodies or [{"purpose": "commenting", "value": "x"}]]
    with pytest.raises(PartError) as caught:
        read(item)
    assert message in str(caught.value)


def test_a_paragraph_has_no_quote_and_a_number() -> None:
    item = item_of(Paragraph("#p1", 1, 0, 90, *DIGESTS), SHA256)
    item["body"][1]["value"] = "one"
    with pytest.raises(PartError, match="identified by its number"):
        read(item)


def test_a_statement_is_linked_by_a_paragraph_only_and_by_its_own_address() -> None:
    item = item_of(Paragraph("#p1", 1, 0, 90, *DIGESTS, statements=("she-rowed",)), SHA256)
    linking = {"type": "SpecificResource", "purpose": "linking", "source": "story.yaml#statements/she-rowed"}
    assert item["body"][-1] == linking
    name = item_of(GENEVA, SHA256)
    name["body"].append(linking)
    with pytest.raises(PartError, match="a statement is linked by the paragraph that it rests on"):
        read(name)
    item["body"][-1] = {**linking, "source": "story.yaml#people/anna"}
    with pytest.raises(PartError, match=r'write a "source" such as "story\.yaml#statements/ID"'):
        read(item)


def test_a_name_with_a_reading_has_no_place_besides() -> None:
    item = item_of(Mark("#m1", "toponym", 10, 16, "Eviana", *DIGESTS, reading="eviana"), SHA256)
    assert item["body"][1]["source"] == "story.yaml#readings/eviana"
    item["body"].append({"type": "SpecificResource", "purpose": "identifying", "source": "places.geojson#evian"})
    with pytest.raises(PartError, match="a toponym with a reading has no place besides"):
        read(item)

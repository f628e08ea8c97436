"""Annotations laid over their text: where a quote stands, and which paragraphs become steps."""

from __future__ import annotations

from typing import Any

import pytest

from narrative.imports.marks import (
    Quote,
    anchor,
    dates_beside,
    linked_prose,
    person_id,
    take_with_text,
    take_without_text,
    title_of,
    without_overlaps,
)
from narrative.imports.material import FoundPlace, Material

TEXT = (
    "On 3 May 1826 I left Tripoli.\n\n"
    "Nobody spoke.\n\n"
    "At Murzuk we met Anna; from Murzuk to Bilma is a month.\n\n"
    "On 9 June 1827 I saw Tripoli again."
)


def quote(words: str, start: int | None = None, kind: str = "place", **more: Any) -> Quote:
    """An annotation of some words; a place of the test has a point of its own."""
    if kind == "place" and "place" not in more:
        more["place"] = FoundPlace(words, {"type": "Point", "coordinates": [len(words), 30]})
    return Quote(1, "row 1", words, kind, start, **more)


@pytest.fixture
def material() -> Material:
    return Material("a.csv", "Recogito", "annotation")


@pytest.mark.parametrize(
    ("found", "at"),
    [
        (quote("Goa", 10), 10),  # where the file says
        (quote("Goa", 8), 10),  # the nearest to it
        (quote("Goa", 2), 0),
        (quote("Goa"), None),  # two of them, and nothing says which
        (quote("Goa", prefix="Then ", suffix="."), 10),
        (quote("Goa", prefix="from ", suffix="."), None),
        (quote("Then"), 5),
        (quote("The", 5), 5),
        (quote("The", 4), None),  # no whole word
        (quote("Cochin", 3), None),
    ],
)
def test_a_quote_stands_where_the_file_says_or_nearby_or_nowhere(found: Quote, at: int | None) -> None:
    assert anchor("Goa. Then Goa.", found) == at


def test_a_quote_is_looked_for_within_2000_letters_of_its_offset() -> None:
    assert anchor("Goa" + " " * 2_010, quote("Goa", 2_000)) == 0
    assert anchor("Goa" + " " * 2_010, quote("Goa", 2_001)) is None


def test_of_annotations_that_overlap_the_first_stays_and_the_other_is_told(material: Material) -> None:
    kept = without_overlaps(material, [quote("New York", 0), quote("York", 4), quote("Boston", 8)])
    assert [each.quote for each in kept] == ["New York", "Boston"]
    assert material.lost == ['row 1: "York" overlaps the annotation before it, and was left out.']


def test_paragraphs_that_name_no_place_go_with_the_step_before_them(material: Material) -> None:
    found = [quote(each, TEXT.index(each)) for each in ("Tripoli", "Murzuk", "Bilma")]
    again = TEXT.rindex("Tripoli")
    take_with_text(material, [*found, quote("Tripoli", again), quote("Anna", TEXT.index("Anna"), "person")], TEXT)
    assert [each.paragraphs for each in material.records] == [[1, 2], [3], [4]]
    assert [each.where for each in material.records] == ["paragraphs 1 to 2", "paragraph 3", "paragraph 4"]
    titles = [[material.places[key].title for key in each.places] for each in material.records]
    assert titles == [["Tripoli"], ["Murzuk", "Bilma"], ["Tripoli"]]
    assert [each.people for each in material.records] == [[], ["anna"], []]
    assert [each.date for each in material.records] == ["1826-05-03", None, "1827-06-09"]
    assert material.records[0].date_note == "A date that the text names here."
    assert [(each.form, TEXT[each.start : each.end]) for each in material.spots] == [
        ("date", "3 May 1826"),
        ("toponym", "Tripoli"),
        ("toponym", "Murzuk"),
        ("person", "Anna"),
        ("toponym", "Bilma"),
        ("date", "9 June 1827"),
        ("toponym", "Tripoli"),
    ]
    assert material.lost == []


def test_quotes_that_were_moved_are_counted_and_those_not_found_are_lost(material: Material) -> None:
    at = TEXT.index("Tripoli")
    take_with_text(material, [quote("Tripoli", at + 2), quote("Bilma", 0), quote("Atlantis", 5)], TEXT)
    assert "2 quotes stood elsewhere in the text than the file says, and moved there." in material.look
    assert material.lost == ['row 1: the quote "Atlantis" was not found in the text, so it was left out.']


def test_line_ends_of_any_system_are_one_letter_of_the_text(material: Material) -> None:
    take_with_text(material, [quote("Bilma")], "At Murzuk.\r\n\r\nAt Bilma.")
    assert material.text == "At Murzuk.\n\nAt Bilma."
    assert material.paragraphs == [(0, 10), (12, 21)]


def test_names_in_a_paragraph_lead_to_their_places_and_people_and_what_else_it_has_is_only_text() -> None:
    text = "From *Goa* Anna went to Cochin."
    named = [(quote("Goa", 6), "place-1"), (quote("Anna", 11, "person"), "anna"), (quote("Cochin", 24), None)]
    said = linked_prose(text, (0, len(text)), named)
    assert said == "From \\*[Goa](place:\0place-1)\\* [Anna](person:anna) went to Cochin."


def test_without_the_text_each_part_of_the_document_is_a_step_of_its_places(material: Material) -> None:
    unknown = quote("Kano", part="b.txt", place=None)
    found = [quote("Goa", part="a.txt"), quote("Cochin", part="a.txt"), quote("Goa", part="a.txt"), unknown]
    take_without_text(material, found)
    assert [(each.title, each.text) for each in material.records] == [
        ("a.txt", "Places that the text names, in its order: Goa, Cochin.")
    ]
    assert material.records[0].places == ["place-1", "place-2"]
    assert material.lost == [
        '"b.txt": no place in it is known, so it is no step.',
        "The text itself is not in the file: give it with --text FILE to have its paragraphs as steps.",
    ]


def test_dates_that_stand_within_a_name_are_no_dates(material: Material) -> None:
    text = "The ship May 1826 sailed on 3 June 1826."
    take_with_text(material, [quote("May 1826", 9)], text)
    assert [each.date for each in material.spots if each.form == "date"] == ["1826-06-03"]
    assert [each.date for each in dates_beside(text, [])] == ["1826-05", "1826-06-03"]


def test_a_person_keeps_one_id_and_a_namesake_in_other_letters_gets_another(material: Material) -> None:
    assert [person_id(material, name) for name in ("Łódź", "Lodz", "Łódź")] == ["lodz", "lodz-2", "lodz"]


@pytest.mark.parametrize(
    ("paragraph", "title"),
    [
        ("At  Murzuk\nwe bought camels; then we slept.", "At Murzuk we bought camels"),
        ("In May, he left Goa, with two ships.", "In May, he left Goa"),  # "In May" is too short for a title
        ("A short one", "A short one"),
        ("word " * 20, "word word word word word word word word word word word word …"),
    ],
)
def test_a_step_of_a_text_is_called_by_its_first_words(paragraph: str, title: str) -> None:
    assert title_of(paragraph) == title

"""What several importers do with a record: limits, media, and places that are one."""

from __future__ import annotations

from typing import Any

import pytest

from narrative.imports import fields
from narrative.imports.material import FoundPlace, Material, Media
from tests.import_files import collection, faults_of, feature


def test_too_many_records_are_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    features = [feature({"type": "Point", "coordinates": [at / 10, 40]}) for at in range(9)]
    monkeypatch.setattr(fields, "MOST_RECORDS", 3)
    assert "there are more than 3 features; split the file" in faults_of(collection(*features))


@pytest.fixture
def material() -> Material:
    return Material("map.json", "StoryMapJS", "slide")


def point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def test_a_title_is_one_line_of_words(material: Material) -> None:
    assert fields.take_title(material, 3, "slide 1", "<b>Fire</b> &amp;\n smoke") == "Fire & smoke"
    assert fields.take_title(material, 3, "slide 1", None) == ""
    assert material.faults == []


def test_a_title_of_300_letters_is_the_longest(material: Material) -> None:
    assert len(fields.take_title(material, 3, "slide 1", "x" * 300)) == 300
    assert material.faults == []
    fields.take_title(material, 3, "slide 1", "x" * 301)
    assert [each.line for each in material.faults] == [3]


def test_what_a_text_loses_is_said_once_with_its_record(material: Material) -> None:
    html = '<p>See <a href="http://a.example/">a</a>, <a href="http://a.example/">b</a>.</p><script>x</script>'
    text, media = fields.take_html(material, 1, "slide 2", html + '<img src="https://a.example/p.jpg">')
    assert text.startswith("See a, b.")
    assert [each.address for each in media] == ["https://a.example/p.jpg"]
    assert material.lost == [
        "slide 2: <script> with all in it was taken out; a page of this project runs nothing of others.",
        'slide 2: the link to "http://a.example/" is not https; its words were kept, the link was not.',
    ]


@pytest.mark.parametrize(
    ("address", "words", "kept", "said"),
    [
        ("https://a.example/p.jpg", "A map", "https://a.example/p.jpg", "A map"),
        ("http://a.example/p.jpg", "A map", None, 'the media "http://a.example/p.jpg" (A map)'),
        ("http://a.example/p.jpg", "", None, 'the media "http://a.example/p.jpg"'),
        ("data:image/png;base64,AAAA", "", None, "the media in the file itself"),
        ("", "", None, ""),
        (None, "", None, ""),
    ],
)
def test_only_media_at_an_https_address_keep_it(address: str | None, words: str, kept: str | None, said: str) -> None:
    assert fields.media_of(address, words) == Media(kept, said)


def test_media_are_linked_to_or_told_as_lost_and_nothing_is_no_media(material: Material) -> None:
    shown = Media("https://a.example/p.jpg", "A map")
    assert fields.take_media(material, "slide 1", [shown, Media(None, ""), Media(None, "the postcard")]) == [shown]
    assert material.lost == [
        'slide 1: the media at "https://a.example/p.jpg" is not shown; a note links to it.',
        "slide 1: the postcard has no https address, so no link to it was kept.",
    ]


def test_a_caption_and_a_credit_are_one_line() -> None:
    assert fields.caption_of("A <em>map</em>.", "", None, "The museum") == "A map. The museum"


def test_a_place_of_the_same_name_within_a_metre_is_the_same(material: Material) -> None:
    def take(title: str, lat: float) -> str:
        return fields.take_place(material, 1, "slide 1", FoundPlace(title, point(6, lat)))

    assert [take("Evian", 46), take("Evian", 46.000005), take("Evian", 46.001), take("Thonon", 46)] == [
        "place-1",
        "place-1",
        "place-2",
        "place-3",
    ]


def test_a_place_that_the_file_says_something_else_of_is_another_one(material: Material) -> None:
    def take(**more: Any) -> str:
        return fields.take_place(material, 1, "slide 1", FoundPlace("Evian", point(6, 46), **more))

    assert [take(), take(names=[("Évian", "fr")]), take(certainty="uncertain"), take(named=False)] == [
        *("place-1", "place-1"),
        *("place-2", "place-3"),
    ]
    assert material.places["place-1"].names == [("Évian", "fr")]


def test_a_place_at_0_0_is_for_the_author_to_look_at(material: Material) -> None:
    assert fields.take_point(material, 1, "slide 1", "Evian", 0, 0) == ["place-1"]
    assert material.look == ['slide 1: the place "Evian" lies at 0, 0 in the sea; is that meant?']


def test_a_record_without_a_point_has_no_place_and_a_faulty_one_has_a_fault(material: Material) -> None:
    assert fields.take_point(material, 1, "slide 1", "Evian", "", None) == []
    assert material.faults == []
    assert fields.take_point(material, 7, "slide 2", "Evian", "46", "x") == []
    assert str(material.faults[0]).startswith('map.json:7: slide 2: the longitude "x" is no number')

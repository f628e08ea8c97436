"""The keys of a story file: what is read as what, and what is refused with a cure."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from narrative.story.schema import LinkModel, Moment, Person, Source, StepModel, StoryModel

SOURCE: dict[str, Any] = {
    "title": "T",
    "authors": ["A"],
    "publication": "P",
    "date": "1951",
    "paragraphs": 3,
    "provenance": "Invented.",
}
STEP: dict[str, Any] = {
    "id": "a",
    "title": "A",
    "date": "1949-05-27",
    "places": ["x"],
    "source": {},
    "status": "stated",
    "text": "Words.",
}


def fault_of(model: type[BaseModel], value: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    return " ".join(each["msg"] for each in caught.value.errors())


def test_a_step_without_what_is_optional_is_sound() -> None:
    step = StepModel.model_validate(STEP)
    assert (step.people, step.links, step.notes, step.undated, step.editorial) == ((), (), (), False, False)
    assert (step.source.paragraphs, step.camera, step.map_date) == ((), None, None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"places": []}, "at least 1"),
        ({"undated": "yes"}, "valid boolean"),
        ({"source": {"paragraphs": [0]}}, "greater than or equal to 1"),
        ({"source": {"paragraphs": ["1"]}}, "valid integer"),
        ({"title": "  "}, "at least 1 character"),
        ({"status": "rumoured"}, "not one of the words"),
        ({"surprise": 1}, "Extra inputs"),
        ({"places": ["Not a slug"]}, 'the id "Not a slug" is not a slug'),
    ],
)
def test_a_step_at_fault_is_refused(change: dict[str, Any], message: str) -> None:
    assert message in fault_of(StepModel, {**STEP, **change})


def test_spaces_around_a_title_go_and_those_of_a_text_stay() -> None:
    step = StepModel.model_validate({**STEP, "title": " A ", "text": "  Words.\n"})
    assert (step.title, step.text) == ("A", "  Words.\n")


def test_a_link_leads_from_one_place_to_another() -> None:
    link = LinkModel.model_validate({"from": "a", "to": "b", "kind": "message"})
    assert (link.origin, link.destination, link.status) == ("a", "b", None)
    assert "Extra inputs" in fault_of(LinkModel, {"origin": "a", "to": "b", "kind": "message"})


@pytest.mark.parametrize(
    ("digest", "sound"), [("0" * 64, True), ("f" * 64, True), ("0" * 63, False), ("F" * 64, False), ("g" * 64, False)]
)
def test_a_digest_is_64_small_hexadecimal_digits(digest: str, sound: bool) -> None:
    if sound:
        assert Source.model_validate({**SOURCE, "sha256": digest}).sha256 == digest
    else:
        assert '"sha256" must be 64 digits 0-9 a-f; run "sha256sum"' in fault_of(Source, {**SOURCE, "sha256": digest})


def test_a_source_has_an_author_and_a_paragraph_and_is_on_the_web_by_https() -> None:
    assert "at least 1" in fault_of(Source, {**SOURCE, "authors": []})
    assert "greater than or equal to 1" in fault_of(Source, {**SOURCE, "paragraphs": 0})
    assert "is not on the web" in fault_of(Source, {**SOURCE, "url": "http://example.org"})


@pytest.mark.parametrize(
    ("date", "label", "message"),
    [
        ("1950-06", "A", 'a moment is one day, and its date is "1950-06"; write a day: "1950-06-25"'),
        ("1950-06-25~", "A", "a moment is one day"),
        ("1950-06-25?", "A", "a moment is one day"),
        ("1950-06-25", "x" * 25, "has 25 letters; write 24 at most"),
    ],
)
def test_a_moment_is_one_certain_day_with_a_short_label(date: str, label: str, message: str) -> None:
    assert message in fault_of(Moment, {"date": date, "label": label})
    assert Moment.model_validate({"date": "1950-06-25", "label": "x" * 24}).label == "x" * 24


def test_the_top_of_a_story_needs_a_step_and_reads_its_parts_one_by_one() -> None:
    top = {"title": "T", "summary": "S", "language": "en", "source": SOURCE, "steps": ["anything"]}
    assert StoryModel.model_validate(top).steps == ["anything"]
    assert "at least 1" in fault_of(StoryModel, {**top, "steps": []})
    assert "is no BCP 47 tag" in fault_of(StoryModel, {**top, "language": "English"})


def test_nothing_that_was_read_can_be_changed() -> None:
    person = Person.model_validate({"id": "anna", "name": "Anna", "role": "ferrywoman"})
    with pytest.raises(ValidationError, match="frozen"):
        person.name = "Bert"

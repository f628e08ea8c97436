"""Chapters of a map that flies, in a script and in a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.import_files import faults_of, imported, imported_bytes, story_in


def test_a_script_becomes_steps_and_nothing_of_it_is_run(tmp_path: Path) -> None:
    made = imported("mapbox-storytelling")
    story = story_in(tmp_path, made)
    assert (story.title, story.subtitle, story.source.authors) == (
        *("The fleet's year", "From Malta to Odessa"),
        ("M. Field",),
    )
    assert [step.date.edtf for step in story.steps] == ["1854-11-26", ""]
    places = [story.gazetteer.places[step.places[0]] for step in story.steps]
    assert [each.geometry.coords[0] for each in places] == [(14.5, 35.9), (30.73, 46.48)]
    assert {each.certainty for each in places} == {"less-certain"}
    assert places[0].reason == "The file says that the camera looks here, and not that it happened here."
    assert "[Odessa](<https://example.org/odessa>)" in story.steps[1].text
    assert 'chapter 1: there is no file "malta.jpg" beside the imported one, so it is not shown.' in made.lost
    assert "What chapters do to the map's layers was not kept." in made.lost


def test_a_project_of_geolibre_becomes_the_same() -> None:
    made = imported("geolibre")
    assert (made.draft.title, [each.date for each in made.draft.steps]) == ("Two cities", ["1894", "1894"])
    assert "chapter 2: its panel was hidden, and is shown here." in made.look
    assert any("layers were not kept" in each for each in made.lost)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "var config = {chapters: [\n{title: 'A', location: {center: [10, 95]}}]}",
            "file.js:2: chapter 1: latitude 95",
        ),
        ("var config = {chapters: [\n{title: 'A', location: {center: 5}}]}", 'chapter 1: "center" is 5; write ['),
        ("var config = {chapters: [], location: 1}", '"chapters" is empty; it must list the chapters'),
        ("var config = {chapters: [1], location: 1}", "chapter 1 is 1; it must be an object"),
        ("var config = {chapters: [{title: 'A',\n location: {center: [1, 2]}}", "file.js:"),
        ("const a = 1; // chapters, location", 'there is no object with a list "chapters" in this script'),
        ("var config = {chapters: " + "[" * 50_000 + ", location", "file.js:1: "),
    ],
)
def test_a_fault_of_a_script_has_its_sentence(text: str, sentence: str) -> None:
    assert sentence in faults_of(text, "file.js")


def test_what_is_no_literal_is_no_value() -> None:
    script = "var config = {chapters: [{title: document.title, description: `a${b}`, location: {center: [1, 2]}}]}"
    (step,) = imported_bytes(script, "config.js").draft.steps
    assert (step.title, step.text.strip()) == ("Chapter 1", "Chapter 1")

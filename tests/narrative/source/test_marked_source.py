"""A reader's copy of the source in paragraphs of marked runs that lead to steps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from narrative.source.annotation_parts import Mark
from narrative.source.annotations import align, load_annotations
from narrative.source.marked_source import lines_between, marked_source, meant, places_of, step_for, verdict
from narrative.story import Story, load_story
from tests.annotated import TEXT, write_annotated_story
from tests.stories import PAPERS, READ, write_story


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A folder with the invented story and the annotations of its source."""
    folder = tmp_path / "lake"
    folder.mkdir()
    write_annotated_story(folder)
    return folder


def test_marks_and_text_between_them_are_the_text_again(lake: Path) -> None:
    annotations = load_annotations(lake / "lake-crossing" / "annotations.jsonld")
    blocks = marked_source(load_story(lake / "lake-crossing"), align(annotations, TEXT), TEXT)
    texts = ["".join(run if isinstance(run, str) else run["text"] for run in block["runs"]) for block in blocks]
    assert "\n\n".join(texts) == TEXT.rstrip("\n")


def test_a_mark_leads_to_a_step_of_its_paragraph_that_has_what_it_names(lake: Path) -> None:
    annotations = load_annotations(lake / "lake-crossing" / "annotations.jsonld")
    blocks = marked_source(load_story(lake / "lake-crossing"), align(annotations, TEXT), TEXT)
    second = next(block for block in blocks if block["number"] == 2)
    marks = {run["text"]: run for run in second["runs"] if isinstance(run, dict)}
    assert marks["Lausanne"]["step"] == "the-denial"
    assert marks["Lausanne"]["words"] == "place: Lausanne; step 2, The denial"


def test_moved_marks_are_counted_in_words(lake: Path) -> None:
    annotations = load_annotations(lake / "lake-crossing" / "annotations.jsonld")
    aligned = replace(align(annotations, TEXT), identical=False, exact=3, moved=2)
    assert "3 of them where they stood and 2 moved" in verdict(annotations, aligned, "f" * 64)


def test_lines_outside_of_the_paragraphs_are_blocks_without_a_number(lake: Path) -> None:
    annotations = load_annotations(lake / "lake-crossing" / "annotations.jsonld")
    story = load_story(lake / "lake-crossing")
    blocks = marked_source(story, align(annotations, TEXT), TEXT)
    assert [(block["number"], block["steps"]) for block in blocks] == [
        (None, []),
        (1, ["the-letter"]),
        (2, ["the-denial"]),
        (3, ["the-denial"]),
    ]


def test_lines_between_have_no_spaces_at_their_ends() -> None:
    assert list(lines_between("x\n  a b \n\n\tc", 1, 12)) == [(None, 4, 7), (None, 11, 12)]


def test_a_place_has_its_name_of_today_and_of_two_places_both_are_said(story: Story) -> None:
    def said(*places: str) -> str:
        return meant(story, Mark("#m", "toponym", 0, 1, "x", "", "", places=places))

    place = replace(story.gazetteer.places["seoul"], title="Keijo", modern="Seoul")
    gazetteer = replace(story.gazetteer, places={"a": place, "b": replace(place, title="Seoul")})
    story = replace(story, gazetteer=gazetteer)
    assert said("a") == ": Keijo, today Seoul"
    assert said("a", "b") == ": Keijo, today Seoul and Seoul"
    assert said() == said("gone") == ""


def test_the_very_text_is_said_to_be_so(lake: Path) -> None:
    annotations = load_annotations(lake / "lake-crossing" / "annotations.jsonld")
    assert verdict(annotations, align(annotations, TEXT), annotations.sha256) == (
        f"This is the very text that the story was told after: its SHA-256 is {annotations.sha256[:12]}… too."
    )


@pytest.mark.parametrize("place", ["evian", "lausanne"])
def test_a_name_that_may_mean_one_place_or_another_means_the_one_that_is_read(tmp_path: Path, place: str) -> None:
    story = load_story(write_story(tmp_path, READ, papers=PAPERS), {"eviana": place})
    mark = Mark("#m1", "toponym", 10, 16, "Eviana", "", "", reading="eviana")
    assert places_of(story, mark) == (place,)
    assert meant(story, mark) == f": {place.title()}"
    assert (read := step_for(story, mark, ())) is not None and read.id == "the-letter"  # it follows the reading

"""The studio's files: a story folder that passes every check, a ZIP that brings it back, and refused ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.reading.faults import Fault, Faults
from narrative.commands.cli import main
from narrative.drafts.draft import Draft
from narrative.drafts.opened import draft_of_folder
from narrative.drafts.parts import DraftError, changed
from narrative.story import Story, load_story
from narrative.studio.places import accept_likely, draw, set_certainty, split
from narrative.studio.steps import add_link, set_link, set_step, set_story
from narrative.studio.work import WORK_FILE, from_files, give_text, same_work, told, waits_for_text, work_files
from tests.annotated import write_annotated_story
from tests.studio_drafts import TEXT, draft_of

Files = dict[str, bytes]


def written(draft: Draft, folder: Path) -> Path:
    """A draft's story folder on disk."""
    home = folder / draft.slug
    home.mkdir()
    for name, body in work_files(draft).items():
        (home / name).write_bytes(body)
    return home


@pytest.mark.parametrize("own", [True, False])
def test_the_folder_of_an_untouched_draft_passes_check(
    tmp_path: Path, own: bool, capsys: pytest.CaptureFixture
) -> None:
    home = written(draft_of(own=own), tmp_path)
    assert main(["check", str(home)]) == 0, capsys.readouterr()
    assert (home / "source.txt").exists() == own
    story = load_story(home)
    assert [each.certainty for each in story.gazetteer.places.values()] == ["certain", "less-certain", "certain"]
    assert story.gazetteer.places["geneva"].reason is None
    assert story.gazetteer.places["evian"].reason == (
        "Read by a program, 70 % likely: As the fake says. Not yet looked at by a person."
    )


def test_what_is_decided_stands_in_the_files(draft: Draft, tmp_path: Path) -> None:
    decided = accept_likely(draft)
    decided = draw(decided, "shore", "Polygon", [(6, 46), (7, 46), (7, 47)])
    decided = set_certainty(decided, "shore", "uncertain", "two shores are meant, perhaps")
    decided = set_step(decided, draft.steps[0].id, "places", ("geneva", "shore"))
    story = load_story(written(decided, tmp_path))
    shore, geneva = story.gazetteer.places["shore"], story.gazetteer.places["geneva"]
    assert (shore.certainty, shore.reason) == ("uncertain", "two shores are meant, perhaps")
    assert (geneva.certainty, geneva.reason, geneva.identifiers) == ("certain", None, ("gn:2660646",))
    assert [(each.toponym, each.paragraphs) for each in geneva.names] == [("Geneva", (1, 3))]
    assert story.steps[0].places == ("geneva", "shore")


def test_links_stand_in_the_files_and_come_back(draft: Draft, tmp_path: Path) -> None:
    id = draft.steps[0].id
    drawn = set_link(add_link(draft, id, "geneva", "lausanne"), id, 0, "label", " the letter ")
    files = work_files(drawn)
    (link,) = load_story(written(drawn, tmp_path)).steps[0].links
    assert (link.origin, link.destination, link.kind, link.label) == ("geneva", "lausanne", "journey", "the letter")
    del files["studio.json"]
    back, _ = from_files(files, draft.slug)
    assert back.steps[0].links[0].label == "the letter"


def test_what_was_proposed_and_what_is_confirmed_comes_back_without_the_studios_own_file(draft: Draft) -> None:
    files = work_files(accept_likely(draft))
    del files["studio.json"]
    back, _ = from_files(files, draft.slug)
    assert {each.id: each.state for each in back.places} == {
        "geneva": "accepted",
        "evian": "proposed",
        "lausanne": "accepted",
    }
    evian = back.place("evian")
    assert (evian.probability, evian.guess, evian.reason) == (0.7, "gn:3019265", "as the fake says")
    assert [each.id for each in back.place("geneva").guesses] == ["gn:2660646", "gn:5118145"]
    again = work_files(back)
    assert json.loads(again["places.geojson"]) == json.loads(files["places.geojson"])


def test_two_places_of_one_name_are_told_apart(draft: Draft, tmp_path: Path) -> None:
    second = [each for each in draft.marks if "geneva" in each.places][1]
    story = load_story(written(split(draft, second.start), tmp_path))
    notes = [each.names[0].note for each in story.gazetteer.places.values() if each.title == "Geneva"]
    assert len(notes) == 2
    assert all(notes)


def test_a_story_that_was_edited_by_hand_comes_back_as_edited(draft: Draft) -> None:
    files = work_files(draft)
    files["story.yaml"] = files["story.yaml"].replace(b"title: A Boat on the Lake", b"title: By hand", 1)
    back, _ = from_files(files, draft.slug)
    assert back.title == "By hand"
    assert back.text == TEXT
    assert [each.words_of(mark) for each in [back] for mark in back.marks if "geneva" in mark.places] == ["Geneva"] * 3


def test_a_finished_story_is_opened_and_packed_without_a_loss(story: Story) -> None:
    files: Files = {path.name: path.read_bytes() for path in story.folder.iterdir() if path.is_file()}
    opened, sentence = from_files(files, story.slug)
    assert "without its text" in sentence
    again = work_files(opened)
    del again["studio.json"]
    twice, _ = from_files(again, story.slug)
    assert twice == opened
    before, after = (json.loads(each["places.geojson"]) for each in (files, again))
    assert {each["id"]: each["names"] for each in after["features"]} == {
        each["id"]: each["names"] for each in before["features"]
    }
    assert again["annotations.jsonld"] == files["annotations.jsonld"]


def test_the_notes_claims_and_arcs_of_a_story_stay(tmp_path: Path) -> None:
    home = write_annotated_story(tmp_path)
    kept = load_story(written(set_story(draft_of_folder(home), "slug", "kept"), tmp_path))
    story = load_story(home)
    assert kept.steps == story.steps
    assert (kept.works, kept.people, kept.claims) == (story.works, story.people, story.claims)
    assert kept.gazetteer.places == story.gazetteer.places


def test_faults_are_told_without_the_folder_they_were_read_from_twenty_at_most() -> None:
    faults = Faults(Fault("/tmp/x/story.yaml", line, "no date") for line in range(1, 23))
    lines = told(faults).splitlines()
    assert lines[:2] == ["The story in this ZIP has faults.", "story.yaml, line 1: no date"]
    assert (len(lines), lines[-1]) == (22, "… and 2 more.")


@pytest.mark.parametrize("kept", [b"", b"[]", b"\xff", b'{"files": {}}', b"[" * 5000])
def test_work_that_cannot_be_read_is_none_and_the_story_s_files_count(kept: bytes) -> None:
    assert same_work({WORK_FILE: kept}) is None


def test_a_draft_that_has_its_text_waits_for_none(draft: Draft) -> None:
    assert not waits_for_text(draft)
    for odd in (draft, changed(draft, stand_off="waiting for the text: no JSON")):
        with pytest.raises(DraftError, match="This draft does not wait for its text"):
            give_text(odd, TEXT)


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_line_end_more_or_less_is_the_same_text(end: str) -> None:
    theirs = draft_of(own=False)
    back = same_work(work_files(theirs))
    assert back is not None and waits_for_text(back) and back.text == ""
    assert give_text(back, theirs.text.rstrip("\n") + end) == theirs

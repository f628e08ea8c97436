"""A draft whose text is not the author's: its ZIP comes back whole, and what is changed meanwhile fits."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from narrative.drafts.draft import Draft
from narrative.story import load_story
from narrative.studio.places import reject
from narrative.studio.preview import preview, troubles
from narrative.studio.steps import set_step, set_story
from narrative.studio.waiting import fitting, give_text, kept_of, own_files, state_of, waits_for_text
from narrative.studio.work import ready_files, work_files
from narrative.studio.zipped import from_zip, to_zip
from tests.studio_drafts import TEXT, draft_of

WALK = Path(__file__).parents[4] / "shared" / "cases" / "studio-walk.zip"


@pytest.fixture
def theirs() -> Draft:
    """A draft of somebody else's text, with words of the author's own in its steps."""
    draft = draft_of(own=False)
    for step in draft.steps:
        draft = set_step(draft, step.id, "text", "word " * 45)
    return draft


@pytest.fixture
def back(theirs: Draft) -> Draft:
    """The same, out of its own ZIP."""
    return from_zip(to_zip(theirs))[0]


def test_it_opens_previews_and_downloads_the_same_bytes(theirs: Draft, back: Draft) -> None:
    assert waits_for_text(back) and back.text == ""
    page, found = preview(back)
    assert page is not None and found == []
    assert to_zip(back) == to_zip(theirs)


@pytest.mark.skipif(not WALK.is_file(), reason="the project's small inputs are not here")
def test_the_zip_of_an_earlier_version_does_so_too() -> None:
    draft, said = from_zip(WALK.read_bytes())
    assert "The text is not in this ZIP" in said
    page, found = preview(draft)
    assert page is not None and found == []
    assert to_zip(draft) == WALK.read_bytes()


def test_what_is_changed_is_written_and_the_rest_stays_as_the_text_had_it(
    theirs: Draft, back: Draft, tmp_path: Path
) -> None:
    edited = set_story(back, "summary", "Another summary.")
    assert own_files(back) is not None and own_files(edited) is None
    files, before = ready_files(edited), work_files(theirs)
    assert b"Another summary." in files["story.yaml"]
    assert files["places.geojson"] == before["places.geojson"]
    assert files["annotations.jsonld"] == before["annotations.jsonld"]
    home = tmp_path / edited.slug
    home.mkdir()
    for name, body in files.items():
        (home / name).write_bytes(body)
    story, old = load_story(home), json.loads(before["studio.json"])["draft"]
    assert (story.source.paragraphs, story.source.sha256) == (len(old["paragraphs"]), old["text_sha256"])
    again, _ = from_zip(to_zip(edited))
    assert give_text(again, TEXT.rstrip()).text == theirs.text


def test_a_change_that_is_taken_back_gives_the_same_bytes_again(theirs: Draft, back: Draft) -> None:
    assert to_zip(set_story(set_story(back, "title", "Another"), "title", back.title)) == to_zip(theirs)


def test_a_place_that_is_rejected_meanwhile_is_in_no_annotation(back: Draft) -> None:
    smaller = reject(back, "geneva")
    assert "places.geojson#geneva" in kept_of(back)["files"]["annotations.jsonld"]
    assert b"places.geojson#geneva" not in ready_files(smaller)["annotations.jsonld"]
    assert [each for each in troubles(smaller) if not each.warning] == []


def test_annotations_that_fit_stay_as_they_are_written() -> None:
    assert fitting("no annotations", set(), set()) == "no annotations"


def test_the_state_is_all_that_an_author_can_change(back: Draft) -> None:
    assert state_of(back) == kept_of(back)["state"]
    assert state_of(set_story(back, "title", "Another")) != state_of(back)


def test_the_files_stand_in_the_order_of_the_zip(theirs: Draft) -> None:
    data = to_zip(theirs)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    other = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as turned:
        for name in reversed(names):
            turned.writestr(name, archive.read(name))
    back, _ = from_zip(other.getvalue())
    with zipfile.ZipFile(io.BytesIO(to_zip(back))) as archive:
        assert archive.namelist() == names[::-1]

"""The studio's files: a story folder that passes every check, a ZIP that brings it back, and refused ones."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from narrative.commands.cli import main
from narrative.drafts.draft import Draft
from narrative.drafts.limits import MOST_ZIP_FILES
from narrative.drafts.opened import draft_of_folder
from narrative.drafts.parts import DraftError, changed
from narrative.story import Story, load_story
from narrative.studio.places import accept_likely, draw, reject, set_certainty, split
from narrative.studio.preview import preview, troubles
from narrative.studio.steps import add_link, set_link, set_source, set_step, set_story
from narrative.studio.work import from_files, give_text, waits_for_text, work_files
from narrative.studio.zipped import from_zip, to_zip
from tests.annotated import write_annotated_story
from tests.narrative.studio.test_draft import draft
from tests.studio_drafts import TEXT, draft_of

__all__ = ["draft"]
Files = dict[str, bytes]


def written(draft: Draft, folder: Path) -> Path:
    """A draft's story folder on disk."""
    home = folder / draft.slug
    home.mkdir()
    for name, body in work_files(draft).items():
        (home / name).write_bytes(body)
    return home


def zip_of(files: dict[str, bytes | str], **more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


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


def test_the_review_lists_what_is_open_the_least_certain_first(draft: Draft) -> None:
    review = work_files(draft)["REVIEW.md"].decode()
    assert review.index("**Evian** (`evian`), 70 %") < review.index("The others, each 90 % likely or more: Geneva and")
    assert "Names that you said" not in review and "Shore" not in review.split("##", 1)[1]
    decided = set_certainty(reject(accept_likely(draft), "evian"), "lausanne", "uncertain", "two shores are meant")
    review = work_files(decided)["REVIEW.md"].decode()
    assert "## Places, the least certain first" not in review
    assert "- Lausanne (`lausanne`): Two shores are meant." in review
    assert review.index("## Names that you said are no places") < review.index("- Evian")
    short = set_step(draft, draft.steps[0].id, "text", "Too short.")
    assert "- `geneva-27-may-1949`: 2 words now" in work_files(short)["REVIEW.md"].decode()


def test_the_same_draft_gives_the_same_bytes(draft: Draft) -> None:
    assert to_zip(draft) == to_zip(draft_of())


def test_the_same_work_comes_back_out_of_a_zip(draft: Draft) -> None:
    assert from_zip(to_zip(draft)) == (draft, "")


def test_a_story_that_was_edited_by_hand_comes_back_as_edited(draft: Draft) -> None:
    files = work_files(draft)
    files["story.yaml"] = files["story.yaml"].replace(b"title: A Boat on the Lake", b"title: By hand", 1)
    back, _ = from_files(files, draft.slug)
    assert back.title == "By hand"
    assert back.text == TEXT
    assert [each.words_of(mark) for each in [back] for mark in back.marks if "geneva" in mark.places] == ["Geneva"] * 3


def test_a_text_that_is_not_the_authors_leaves_the_zip_and_can_be_opened_again() -> None:
    theirs = draft_of(own=False)
    archive = to_zip(theirs)
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        assert all("smelled of the office" not in packed.read(each).decode() for each in packed.namelist())
    back, sentence = from_zip(archive)
    assert sentence.startswith("The text is not in this ZIP")
    assert waits_for_text(back)
    assert give_text(back, theirs.text) == theirs
    with pytest.raises(DraftError, match="another text"):
        give_text(back, "Something else.")
    assert from_zip(to_zip(changed(back, title="Meanwhile")))[0].title == "Meanwhile"


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


def test_the_preview_is_the_page_itself(draft: Draft) -> None:
    page, found = preview(draft)
    assert found == []
    assert page and 'data-story="a-boat-on-the-lake"' in page.html
    assert "smelled of the office" in page.html


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "Too short.", "The text has 2 words; write 40 to 110."),
        ("text", "![x](https://example.org/x.png) " + "word " * 50, "The text has a picture, which would be fetched"),
        ("date", "1949-13", "has no month 13"),
        ("places", ("shore",), "It shows no place that lies on the map; choose one."),
        ("status", "disputed", "It is disputed; choose the step that speaks against it."),
        ("title", " ", "write at least one"),
    ],
)
def test_every_fault_is_a_sentence_at_its_field(draft: Draft, field: str, value: object, sentence: str) -> None:
    step = draft.steps[1].id
    page, found = preview(set_step(draft, step, field, value))  # type: ignore[arg-type]
    assert page is None
    mine = [each for each in found if each.id == step]
    assert [sentence in each.sentence for each in mine] == [True], found
    assert mine[0].kind == "step"
    assert mine[0].field in (field, "disputed_by")


def test_a_fault_of_the_story_or_of_its_source_is_told_there(draft: Draft) -> None:
    assert [(each.kind, each.field) for each in troubles(set_story(draft, "title", ""))] == [("story", "title")]
    assert [each.kind for each in troubles(set_source(draft, "authors", ""))] == ["source"]
    uncited = set_step(draft, draft.steps[1].id, "paragraphs", [])
    assert [(each.kind, each.field) for each in troubles(uncited)] == [("source", "paragraphs")]


def bomb() -> bytes:
    """A ZIP whose one file unpacks to a hundred megabytes."""
    return zip_of({"x/story.yaml": b"0" * 100_000_000})


def lying_bomb() -> bytes:
    """The same, with a size in its table of contents that says ten bytes."""
    data = bytearray(zip_of({"x/story.yaml": b"0" * 9_000_000}))
    true, told = (9_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert data.count(true) == 2
    return bytes(data.replace(true, told))


def locked() -> bytes:
    """A ZIP that says its file is encrypted."""
    data = bytearray(zip_of({"x/story.yaml": "title: x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def link() -> bytes:
    """A ZIP with a symbolic link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("x/story.yaml")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


HOSTILE = {
    "no ZIP": (b"PK nonsense", "is no ZIP"),
    "nothing": (b"", "is no ZIP"),
    "large": (b"0" * 5_000_001, "5.0 MB; the studio takes 5 MB"),
    "bomb": (bomb(), "unpacks to 100 MB"),
    "lying bomb": (lying_bomb(), "damaged|unpacks to more"),
    "upwards": (zip_of({"../story.yaml": "x"}), "leads out of its folder"),
    "absolute": (zip_of({"/etc/story.yaml": "x"}), "leads out of its folder"),
    "backslash": (zip_of({"a\\..\\story.yaml": "x"}), "leads out of its folder|no story.yaml"),
    "link": (link(), "a link to another file"),
    "locked": (locked(), "locked with a password"),
    "many": (zip_of({f"x/{each}": "x" for each in range(MOST_ZIP_FILES + 1)}), "holds 61 files"),
    "empty": (zip_of({}), "no story.yaml"),
    "another": (zip_of({"x/readme.txt": "x"}), "no story.yaml"),
    "two": (zip_of({"x/story.yaml": "x", "y/story.yaml": "x"}), "more than one story"),
    "half": (zip_of({"x/story.yaml": "title: x"}), "holds no places.geojson"),
    "faulty": (zip_of({"x/story.yaml": "title: x", "x/places.geojson": "{}"}), "story.yaml, line 1: missing"),
    "no draft": (zip_of({"x/studio.json": '{"files": {}, "draft": {"slug": "A b"}}'}), "no draft of the studio"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_zip_is_refused_in_a_sentence(name: str) -> None:
    data, sentence = HOSTILE[name]
    with pytest.raises(DraftError) as refused:
        from_zip(data)
    assert re.search(sentence, str(refused.value)), refused.value
    assert "/tmp" not in str(refused.value)

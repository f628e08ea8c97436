"""A draft goes into a folder, all of its files or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrative.drafts.folder import FolderError, amounts, moved_aside, unchanged, write_files, write_folder
from narrative.drafts.state import State
from narrative.reading.extract import source_text
from narrative.serving.build import build
from tests.drafts import TEXT, contents, draft, sound
from tests.stories import write_story


def test_a_new_folder_is_sound_and_its_page_is_built(run: Callable[..., str], tmp_path: Path) -> None:
    said = run()
    assert "3 steps, 4 places, 1 person" in said
    story = sound(tmp_path / "crossing")
    assert build(story.folder, tmp_path / "out")[0].name == "index.html"
    assert sorted(contents(story.folder)) == [
        ".draft.json",
        "REVIEW.md",
        "annotations.jsonld",
        "places.geojson",
        "story.yaml",
    ]


def test_the_text_is_kept_only_if_asked(run: Callable[..., str], tmp_path: Path) -> None:
    run(keep=True)
    kept = (tmp_path / "crossing" / "source.txt").read_text(encoding="utf-8")
    assert kept == source_text(TEXT.encode()).text
    whole = b"".join(body for name, body in contents(tmp_path / "crossing").items() if name != "source.txt")
    assert b"Horses died" not in whole


def test_a_second_run_on_the_same_text_changes_nothing(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    before = contents(tmp_path / "crossing")
    assert "nothing has changed" in run()
    run()
    after = contents(tmp_path / "crossing")
    for name in ("story.yaml", "places.geojson", "annotations.jsonld"):
        assert after[name] == before[name]


def test_a_list_that_the_author_has_ticked_off_is_put_aside(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    folder = tmp_path / "crossing"
    (folder / "REVIEW.md").write_text("done!", encoding="utf-8")
    assert "REVIEW.before.md" in run()
    assert (folder / "REVIEW.before.md").read_text(encoding="utf-8") == "done!"
    assert "What to look at" in (folder / "REVIEW.md").read_text(encoding="utf-8")


def test_options_of_the_first_run_hold_for_the_next(run: Callable[..., str], tmp_path: Path) -> None:
    run(TEXT.replace("23 June 1812", "23 June"), title="My crossing", year=1812)
    run(TEXT.replace("23 June 1812", "24 June"))
    story = sound(tmp_path / "crossing")
    assert (story.title, story.steps[0].date.edtf) == ("My crossing", "1812-06-24")


def test_a_story_of_somebodys_own_is_refused(run: Callable[..., str], tmp_path: Path) -> None:
    write_story(tmp_path).rename(tmp_path / "crossing")
    before = contents(tmp_path / "crossing")
    with pytest.raises(FolderError, match="did not draft"):
        run()
    assert contents(tmp_path / "crossing") == before


def test_a_folder_whose_state_is_lost_is_the_authors_if_its_text_is_the_same(
    run: Callable[..., str], tmp_path: Path
) -> None:
    run()
    folder = tmp_path / "crossing"
    (folder / ".draft.json").unlink()
    before = contents(folder)["story.yaml"]
    run()
    assert contents(folder)["story.yaml"] == before
    sound(folder)


def test_a_folder_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    write_folder(tmp_path / "new" / "story", {"a.txt": b"a"})
    assert contents(tmp_path / "new" / "story") == {"a.txt": b"a"}
    with pytest.raises(FileNotFoundError):
        write_folder(tmp_path / "other", {"a.txt": b"a", "no/folder.txt": b"b"})
    assert sorted(each.name for each in tmp_path.iterdir()) == ["new"]


def test_files_take_their_place_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        write_files(tmp_path, {"a.txt": b"new", "no/folder.txt": b"b"})
    assert contents(tmp_path) == {"a.txt": b"old"}
    write_files(tmp_path, {"a.txt": b"new", "b.txt": b"b"})
    assert contents(tmp_path) == {"a.txt": b"new", "b.txt": b"b"}


def test_another_layout_of_the_same_values_is_no_change(tmp_path: Path) -> None:
    yaml, places = tmp_path / "story.yaml", tmp_path / "places.geojson"
    yaml.write_text("# mine\ntitle: 'A'\nplaces:\n  - x\n", encoding="utf-8")
    places.write_text('{"b": 1,\n"a": 2}', encoding="utf-8")
    assert unchanged(yaml, b"title: A\nplaces: [x]\n") and not unchanged(yaml, b"title: B\nplaces: [x]\n")
    assert unchanged(places, b'{"a": 2, "b": 1}') and not unchanged(places, b'{"a": 2}')


def test_marks_that_the_author_corrected_stay_as_long_as_the_text_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "annotations.jsonld").write_bytes(b"mine")
    files = {"annotations.jsonld": b"new"}
    assert moved_aside(tmp_path, files, State("the text", {}, ()), "the text") == {}
    assert files == {"annotations.jsonld": b"mine"}
    files = {"annotations.jsonld": b"new"}
    aside = moved_aside(tmp_path, files, State("the text", {}, ()), "another text")
    assert (aside, files) == ({"annotations.before.jsonld": b"mine"}, {"annotations.jsonld": b"new"})


def test_a_list_put_aside_a_second_time_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "REVIEW.md").write_bytes(b"again")
    (tmp_path / "REVIEW.before.md").write_bytes(b"first")
    assert moved_aside(tmp_path, {"REVIEW.md": b"new"}, State("", {}, ()), "") == {"REVIEW.before-2.md": b"again"}


def test_what_a_story_has_is_said_in_words() -> None:
    assert amounts(draft()) == "3 steps, 4 places, 1 person"

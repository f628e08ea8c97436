"""When a page is rendered anew."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.page.value import Page
from narrative.serving.pages import Pages, UnknownStory, stamp_of
from narrative.story import Story, UnknownReading, load_story
from tests.sites import two_folders
from tests.stories import READ, STORY, write_story


def page_of(story: Story) -> Page:
    """A stand-in for the real page, which takes seconds to draw."""
    return Page("<html>", f"{story.title}</html>", policy="")


LONG_AGO, LATER = (1_000_000_000, 1_000_000_000), (1_000_000_060, 1_000_000_060)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file of three letters in a folder of its own, changed long ago."""
    (tmp_path / "inner").mkdir()
    file = tmp_path / "inner" / "file.txt"
    file.write_text("abc", encoding="utf-8")
    os.utime(file, LONG_AGO)
    return tmp_path


def test_a_former_slug_is_known_by_today_s_and_one_that_is_used_again_is_itself(tmp_path: Path) -> None:
    two_folders(tmp_path, "formerly: [near-shore, lake-crossing]")
    pages = Pages(tmp_path, page_of)
    assert [pages.slug_called(each) for each in ("near-shore", "far-shore", "lake-crossing", "no-shore")] == [
        *("far-shore", "far-shore", "lake-crossing", "no-shore"),
    ]
    (tmp_path / "lake-crossing" / "story.yaml").write_text("nonsense", encoding="utf-8")
    assert pages.slug_called("near-shore") == "far-shore"


def test_a_stamp_stays_while_nothing_changes(folder: Path) -> None:
    assert stamp_of(folder) == stamp_of(folder)
    assert stamp_of(folder) == ((str(folder / "inner" / "file.txt"), 1_000_000_000 * 10**9, 3),)


def test_a_file_written_anew_with_as_many_letters_is_a_change(folder: Path) -> None:
    before = stamp_of(folder)
    (folder / "inner" / "file.txt").write_text("abd", encoding="utf-8")
    os.utime(folder / "inner" / "file.txt", LATER)
    assert stamp_of(folder) != before


def test_a_file_of_another_length_is_a_change_even_at_the_same_time(folder: Path) -> None:
    before = stamp_of(folder)
    (folder / "inner" / "file.txt").write_text("abcd", encoding="utf-8")
    os.utime(folder / "inner" / "file.txt", LONG_AGO)
    assert stamp_of(folder) != before


def test_a_file_s_new_name_is_a_change_and_so_is_a_file_more(folder: Path) -> None:
    before = stamp_of(folder)
    (folder / "inner" / "file.txt").rename(folder / "inner" / "other.txt")
    renamed = stamp_of(folder)
    (folder / "more.txt").touch()
    assert len({before, renamed, stamp_of(folder)}) == 3


def test_what_python_leaves_beside_templates_and_a_link_to_nothing_are_no_change(folder: Path) -> None:
    before = stamp_of(folder)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "page.pyc").touch()
    (folder / ".#file.txt").symlink_to(folder / "gone")  # an editor's lock
    assert stamp_of(folder) == before


def test_the_stamp_of_several_folders_names_the_files_of_all_in_order(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "a-folder-before"
    other.mkdir()
    (other / "file.txt").touch()
    assert [Path(path).parent.name for path, _, _ in stamp_of(folder / "inner", other)] == ["a-folder-before", "inner"]


def test_a_story_saved_again_unchanged_is_drawn_again_and_one_left_alone_is_not(tmp_path: Path) -> None:
    file = write_story(tmp_path) / "story.yaml"
    pages = Pages(tmp_path, page_of)
    first = pages.get("lake-crossing")
    assert pages.get("lake-crossing") is first
    os.utime(file, LATER)
    assert pages.get("lake-crossing") is not first
    before = pages.story("lake-crossing")
    assert pages.story("lake-crossing") is before
    os.utime(file, LONG_AGO)
    assert pages.story("lake-crossing") is not before


def test_faults_are_told_until_the_file_changes_and_the_last_good_page_stays(tmp_path: Path) -> None:
    home = write_story(tmp_path)
    pages = Pages(tmp_path, page_of)
    assert pages.last_good("lake-crossing") is None
    good = pages.get("lake-crossing")
    (home / "story.yaml").write_text(STORY.replace("places: [lausanne]", "places: [nowhere]"), encoding="utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(Faults) as caught:
            pages.get("lake-crossing")
        told.append([fault.message for fault in caught.value.faults])
    assert told[0] == told[1] and any('no place "nowhere"' in message for message in told[0])
    assert pages.last_good("lake-crossing") is good
    write_story(tmp_path, STORY.replace("The Lake Crossing", "The Other Shore"))
    assert "The Other Shore" in pages.get("lake-crossing").story.title


def test_the_files_are_looked_at_once_in_a_second_however_many_readers_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[tuple[Path, ...]] = []

    def look(*folders: Path) -> object:
        looks.append(folders)
        return stamp_of(*folders)

    monkeypatch.setattr("narrative.serving.pages.stamp_of", look)
    home = write_story(tmp_path)
    now = [100.0]
    pages = Pages(tmp_path, page_of, look_every=1.0, clock=lambda: now[0])
    titles = [pages.get("lake-crossing").story.title for _ in range(50)]
    assert titles == ["The Lake Crossing"] * 50 and len(looks) == 1
    (home / "story.yaml").write_text(STORY.replace("The Lake Crossing", "Crossed"), encoding="utf-8")
    now[0] = 100.9
    assert pages.get("lake-crossing").story.title == "The Lake Crossing"
    now[0] = 101.0
    assert pages.get("lake-crossing").story.title == "Crossed" and len(looks) == 2


def test_an_unknown_story_is_named_with_those_there_are(tmp_path: Path) -> None:
    write_story(tmp_path)
    pages = Pages(tmp_path, page_of)
    for ask in (pages.get, pages.story):
        with pytest.raises(UnknownStory) as caught:
            ask("lake-crosing")
        assert str(caught.value) == 'There is no story "lake-crosing"; did you mean "lake-crossing"?'
        assert (caught.value.slug, caught.value.known) == ("lake-crosing", ("lake-crossing",))
    with pytest.raises(UnknownStory) as caught:
        pages.get("x" * 100)
    assert str(caught.value) == f'There is no story "{"x" * 80}".'


def test_warming_draws_every_sound_story_and_leaves_faults_to_who_asks(tmp_path: Path) -> None:
    drawn: list[str] = []

    def draw(story: Story) -> Page:
        drawn.append(story.slug)
        return page_of(story)

    write_story(tmp_path).rename(tmp_path / "a-broken-one")
    (tmp_path / "a-broken-one" / "story.yaml").write_text("title: [", encoding="utf-8")
    write_story(tmp_path)
    maps: list[tuple[list[str], bool]] = []

    def draw_map(stories: Sequence[Story], together: bool) -> Page:
        maps.append(([each.slug for each in stories], together))
        return page_of(stories[0])

    pages = Pages(tmp_path, draw, draw_map)
    pages.warm()
    for kept in (pages.get("lake-crossing").page, pages.atlas(), pages.atlas("lake-crossing")):
        assert {"packed", "etag"} <= set(vars(kept))  # what takes time is done
    assert drawn == ["lake-crossing"]
    assert maps == [(["lake-crossing"], True), (["lake-crossing"], False)]


def test_where_no_story_is_sound_nothing_is_warmed(tmp_path: Path) -> None:
    write_story(tmp_path, "title: [")
    Pages(tmp_path, page_of, lambda stories, together: page_of(stories[0])).warm()


def test_readers_get_the_last_sound_page_of_a_story_with_faults_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_story(tmp_path, "title: [").rename(tmp_path / "a-broken-one")
    home = write_story(tmp_path, READ)
    pages = Pages(tmp_path, lambda story: Page("<html>", str(story.chosen), policy=""))
    good = pages.shown("lake-crossing")
    other = pages.shown("lake-crossing", {"eviana": "lausanne"})
    assert other is pages.get("lake-crossing", {"eviana": "lausanne"}) is not good is pages.get("lake-crossing")
    assert pages.faulty() == {}
    (home / "story.yaml").write_text("title: [", encoding="utf-8")
    assert pages.shown("lake-crossing") is good is pages.shown("lake-crossing", {"eviana": "evian"})
    assert pages.shown("lake-crossing", {"eviana": "lausanne"}) is other
    with pytest.raises(Faults):
        pages.shown("a-broken-one")
    with pytest.raises(UnknownStory):
        pages.shown("nowhere")
    assert [(slug, page) for slug, (_, page) in pages.faulty().items()] == [
        ("a-broken-one", False),
        ("lake-crossing", True),
    ]
    first, second = (record.getMessage().split("\n") for record in caplog.records)
    assert first[0] == "The story lake-crossing has faults, and readers get its last sound page:"
    assert second[0] == "The story a-broken-one has faults, and readers get a sentence:"
    assert "story.yaml:1: " in first[1]
    write_story(tmp_path, READ)
    assert pages.shown("lake-crossing") is not good
    assert list(pages.faulty()) == ["a-broken-one"]


def test_readings_of_which_no_page_was_drawn_give_way_to_the_usual_page(tmp_path: Path) -> None:
    home = write_story(tmp_path, READ)
    pages = Pages(tmp_path, page_of)
    good = pages.shown("lake-crossing")
    (home / "story.yaml").write_text("title: [", encoding="utf-8")
    assert pages.shown("lake-crossing", {"eviana": "lausanne"}) is good


@pytest.mark.parametrize("changed", ["basemap/manifest.json", "assets/page.css"])
def test_a_change_of_the_basemap_or_of_the_page_s_own_files_draws_every_page_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    for name in ("basemap/manifest.json", "assets/page.css", "stories/"):
        path = tmp_path / name
        path.mkdir(parents=True) if name.endswith("/") else path.parent.mkdir(parents=True)
    for name in ("basemap/manifest.json", "assets/page.css"):
        (tmp_path / name).write_text("old")
    monkeypatch.setattr("narrative.serving.pages.ASSETS", tmp_path / "assets")
    monkeypatch.setattr("narrative.serving.pages.BASEMAP", tmp_path / "basemap")
    write_story(tmp_path / "stories")
    pages = Pages(tmp_path / "stories", page_of)
    first = pages.get("lake-crossing")
    assert pages.get("lake-crossing") is first
    (tmp_path / changed).write_text("newer")
    assert pages.get("lake-crossing") is not first


def test_a_story_with_faults_is_read_once_and_again_when_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def counted(folder: Path, readings: dict[str, str]) -> Story:
        read.append(folder)
        return load_story(folder)

    monkeypatch.setattr("narrative.story.story.load_story", counted)
    home = write_story(tmp_path, "title: [")
    pages = Pages(tmp_path, page_of)
    for times in (1, 1, 2):
        if times == 2:
            os.utime(home / "story.yaml", LATER)
        with pytest.raises(Faults):
            pages.get("lake-crossing")
        assert read == [home] * times


def test_a_file_that_goes_while_it_is_looked_at_is_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "gone.txt").touch()
    looked = Path.stat

    def stat(path: Path, **how: bool) -> os.stat_result:
        if path.name == "gone.txt":
            raise FileNotFoundError(path)
        return looked(path, **how)

    before = stamp_of(folder / "inner")
    monkeypatch.setattr(Path, "is_file", lambda path: path.suffix == ".txt")
    monkeypatch.setattr(Path, "stat", stat)
    assert stamp_of(folder) == before


def test_maps_are_drawn_once_and_anew_when_a_story_is_changed_and_faulty_stories_are_left_out(tmp_path: Path) -> None:
    drawn: list[tuple[list[str], bool]] = []

    def draw(stories: Sequence[Story], together: bool) -> Page:
        drawn.append(([each.slug for each in stories], together))
        return page_of(stories[0])

    write_story(tmp_path)
    broken = tmp_path / "broken"
    broken.mkdir()
    for name in ("story.yaml", "places.geojson"):
        (broken / name).write_text("[", encoding="utf-8")
    pages = Pages(tmp_path, page_of, draw)
    assert pages.atlas() is pages.atlas()
    assert pages.atlas("lake-crossing") is pages.atlas("lake-crossing")
    assert drawn == [(["lake-crossing"], True), (["lake-crossing"], False)]
    path = tmp_path / "lake-crossing" / "story.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    pages.atlas()
    assert drawn[2:] == [(["lake-crossing"], True)]
    with pytest.raises(Faults):
        pages.atlas("broken")
    with pytest.raises(UnknownStory):
        pages.atlas("nowhere")


def test_each_way_to_read_a_story_has_its_page_once(tmp_path: Path) -> None:
    write_story(tmp_path, READ)
    pages = Pages(tmp_path, lambda story: Page("<html>", str(story.chosen), policy=""))
    usual = pages.get("lake-crossing")
    other = pages.get("lake-crossing", {"eviana": "lausanne"})
    assert pages.get("lake-crossing", {"eviana": "evian"}) is usual is pages.get("lake-crossing", {})
    assert pages.get("lake-crossing", {"eviana": "lausanne"}) is other
    assert (other.story.chosen, other.page.etag == usual.page.etag) == ({"eviana": "lausanne"}, False)
    with pytest.raises(UnknownReading, match='no place "geneva"'):
        pages.get("lake-crossing", {"eviana": "geneva"})

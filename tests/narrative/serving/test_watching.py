"""Saving a story's files, in every way in which editors save, gives its page anew or its faults."""

from __future__ import annotations

import json
import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from narrative.page.value import Page
from narrative.serving import watching as module
from narrative.serving.watching import State, Watched, stamp_of_story, watching
from narrative.story import load_story
from tests.drawings import FLOW_CSV, write_flow
from tests.stories import BROKEN, RETOLD, STORY, line_of, places

PATIENCE_SECONDS = 60  # a test that waits longer has failed; none waits for the clock


class Seen:
    """The states that a watcher told of, in their order."""

    def __init__(self, watched: Watched) -> None:
        self.told: queue.Queue[State] = queue.Queue()
        watched.listen(self.told.put)

    def next(self) -> State:
        return self.told.get(timeout=PATIENCE_SECONDS)


@pytest.fixture
def seen(watched: Watched) -> Iterator[Seen]:
    """What is told while the folder is being watched."""
    told = Seen(watched)
    with watching(watched):
        yield told


def title(state: State) -> str:
    assert state.edition
    return state.edition.story.title


def write_in_place(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def write_and_rename(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.rename(path)


def move_away_and_write(path: Path, text: str) -> None:
    path.rename(path.with_name(f"{path.name}~"))
    path.write_text(text, encoding="utf-8")


def write_in_halves(path: Path, text: str) -> None:
    middle = text.index("date: 1949-21")
    with path.open("w", encoding="utf-8") as file:
        file.write(text[:middle])
        file.flush()
        file.write(text[middle:])


SAVES = [write_in_place, write_and_rename, move_away_and_write, write_in_halves]


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
def test_a_save_gives_the_new_page_once_and_no_faults(
    home: Path, seen: Seen, save: Callable[[Path, str], None]
) -> None:
    save(home / "story.yaml", RETOLD)
    state = seen.next()
    assert (title(state), state.faults) == ("The Lake Crossed", ())
    save(home / "story.yaml", STORY)
    assert title(seen.next()) == "The Lake Crossing"
    assert seen.told.empty()


def test_several_files_saved_at_once_are_one_new_state(home: Path, seen: Seen) -> None:
    document = places()
    document["features"][0]["id"] = "genf"
    write_and_rename(home / "places.geojson", json.dumps(document))
    write_and_rename(home / "story.yaml", RETOLD.replace("[geneva", "[genf").replace("from: geneva", "from: genf"))
    state = seen.next()
    assert (title(state), state.faults) == ("The Lake Crossed", ())
    assert seen.told.empty()


def test_faults_keep_the_last_good_page_and_go_when_mended(home: Path, watched: Watched, seen: Seen) -> None:
    good = watched.state.edition
    write_in_place(home / "story.yaml", BROKEN)
    state = seen.next()
    assert state.edition is good
    (fault,) = state.faults
    assert fault.line == line_of(BROKEN, "rumoured")
    assert "write stated, reported or disputed" in fault.message
    write_in_place(home / "story.yaml", STORY)
    assert seen.next() == State(good, ())


def test_faults_of_all_files_are_told_together(home: Path, seen: Seen) -> None:
    (home / "places.geojson").write_text("{", encoding="utf-8")
    write_in_place(home / "story.yaml", BROKEN)
    write_in_place(home / "annotations.jsonld", "[]")
    faulty: set[str] = set()
    while len(faulty) < 3:  # saved one after the other, so perhaps told so
        faulty = {Path(fault.file).name for fault in seen.next().faults}
    assert faulty == {"story.yaml", "places.geojson", "annotations.jsonld"}


def test_a_story_that_never_was_good_is_shown_when_it_becomes_so(home: Path) -> None:
    write_in_place(home / "story.yaml", BROKEN)
    watched = Watched(home, render=lambda story: Page(story.title, ""))
    assert watched.state.edition is None
    assert len(watched.state.faults) == 1
    write_in_place(home / "story.yaml", STORY)
    assert watched.look()
    assert title(watched.state) == "The Lake Crossing"


def test_a_reading_that_fails_is_tried_again_before_it_is_told(
    home: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    halves = iter([STORY[: len(STORY) // 2], RETOLD])

    def met_half_written(folder: Path) -> object:
        write_in_place(folder / "story.yaml", next(halves))
        return load_story(folder)

    monkeypatch.setattr(module, "load_story", met_half_written)
    write_in_place(home / "story.yaml", STORY + "\n")
    assert watched.look()
    assert (title(watched.state), watched.state.faults) == ("The Lake Crossed", ())


def test_a_file_that_is_only_touched_is_no_new_state(home: Path, watched: Watched) -> None:
    (home / "story.yaml").touch()
    assert watched.changed()
    assert not watched.look()


def test_an_editors_own_files_change_nothing(home: Path, watched: Watched) -> None:
    for name in (".story.yaml.swp", "4913", "story.yaml~", "#story.yaml#"):
        (home / name).write_text("x", encoding="utf-8")
    assert not watched.changed()


def test_a_file_that_is_gone_is_a_fault_and_no_end(home: Path, seen: Seen) -> None:
    (home / "places.geojson").unlink()
    assert "there is no such file" in seen.next().faults[0].message
    write_in_place(home / "places.geojson", json.dumps(places()))
    assert seen.next().faults == ()


def test_files_written_without_a_pause_come_to_no_rest_and_are_read_all_the_same(
    home: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps = iter(range(1_000_000))
    monkeypatch.setattr(module, "stamp_of_story", lambda folder: next(stamps))
    assert not watched.settled()
    monkeypatch.setattr(module, "stamp_of_story", stamp_of_story)
    assert watched.settled()


def test_a_picture_that_changes_is_a_change_and_an_editor_s_own_file_is_none(home: Path) -> None:
    (home / "media").mkdir()
    before = stamp_of_story(home)
    (home / "media" / ".bridge.png.swp").write_bytes(b"")
    assert stamp_of_story(home) == before
    (home / "media" / "bridge.png").write_bytes(b"1")
    with_picture = stamp_of_story(home)
    assert with_picture != before
    (home / "media" / "bridge.png").write_bytes(b"12")
    assert stamp_of_story(home) != with_picture


def test_another_number_in_a_table_from_which_the_map_is_drawn_is_a_change(tmp_path: Path) -> None:
    home = write_flow(tmp_path)
    watched = Watched(home, lambda story: Page("<head>", f"</head>{story.drawn.flows['letters'].strongest}"))
    assert not watched.changed()
    (home / ".letters.csv.swp").write_text("an editor's own")
    assert not watched.changed()
    (home / "letters.csv").write_text(FLOW_CSV.replace("4000", "41000"), encoding="utf-8")
    assert watched.changed() and watched.look()
    assert watched.state.edition and watched.state.edition.page.rest == "</head>41000.0"

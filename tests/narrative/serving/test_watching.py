"""Saving a story's files, in every way in which editors save, gives its page anew or its faults."""

from __future__ import annotations

import json
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from narrative.commands.cli import main
from narrative.page import render_page
from narrative.page.value import Page
from narrative.serving import watching as module
from narrative.serving.watch_server import WatchedPages, event_of, shell_page, watch_app
from narrative.serving.watching import State, Watched, stamp_of_story, watching
from narrative.story import load_story
from tests.asked import ask_app
from tests.running_app import ROOT
from tests.stories import STORY, line_of, places, write_story

PATIENCE_SECONDS = 60  # a test that waits longer has failed; none waits for the clock
RETOLD = STORY.replace("The Lake Crossing", "The Lake Crossed")
BROKEN = STORY.replace("status: reported", "status: rumoured")


class Seen:
    """The states that a watcher told of, in their order."""

    def __init__(self, watched: Watched) -> None:
        self.told: queue.Queue[State] = queue.Queue()
        watched.listen(self.told.put)

    def next(self) -> State:
        return self.told.get(timeout=PATIENCE_SECONDS)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A story's folder."""
    return write_story(tmp_path)


@pytest.fixture
def watched(home: Path) -> Watched:
    """The story, rendered in a line: what a page looks like is for other tests."""
    return Watched(home, render=lambda story: Page(f"{story.title}: {len(story.steps)} steps", ""))


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


def test_the_page_is_byte_for_byte_the_one_that_other_hosts_serve(home: Path) -> None:
    ask = partial(ask_app, watch_app(Watched(home, render=render_page)), host="localhost:8600")
    answer = ask("/embed/lake-crossing", accept_encoding="gzip")
    assert answer.body == render_page(load_story(home)).body
    assert "content-encoding" not in answer.headers
    assert "connect-src" not in answer.headers["content-security-policy"]
    assert ask("/embed/another").status == 404
    assert ask("/healthz").json["stories"] == ["lake-crossing"]


def test_the_shell_is_served_to_this_machine_only_and_allows_nothing_from_outside(watched: Watched) -> None:
    ask = partial(ask_app, watch_app(watched), host="localhost:8600")
    policy = ask("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    codes = [ask(f"/watching/{name}").status for name in ("watch.js", "watch.css", "watch.html")]
    assert codes == [200, 200, 404]
    assert ask_app(watch_app(watched), "/", host="evil.example").status == 400


def test_a_title_cannot_break_out_of_the_shell(home: Path) -> None:
    hostile = STORY.replace("title: The Lake Crossing", "title: </script><img src=x>{{ data }}")
    write_in_place(home / "story.yaml", hostile)
    html = shell_page(WatchedPages(Watched(home, render=lambda story: Page(story.title, ""))))
    assert "<img" not in html
    assert html.count("</script>") == 2


def test_an_event_names_the_page_by_its_bytes(home: Path, watched: Watched) -> None:
    told = json.loads(event_of(watched.state).removeprefix("data: "))
    assert told["steps"] == ["the-letter", "the-denial", "reading-on"]
    write_in_place(home / "story.yaml", RETOLD)
    watched.look()
    assert json.loads(event_of(watched.state).removeprefix("data: "))["page"] != told["page"]


def test_the_command_tells_its_address_and_ends_well_when_interrupted(home: Path) -> None:
    command = [sys.executable, "-m", "narrative", "watch", str(home), "--port", "0", "--no-open"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    reaper = threading.Timer(PATIENCE_SECONDS, process.kill)
    reaper.start()
    try:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        assert any("http://localhost:" in line for line in lines)
        write_in_place(home / "story.yaml", BROKEN)
        assert any(f"story.yaml:{line_of(BROKEN, 'rumoured')}:" in line for line in lines)
        assert "1 fault: " in next(lines)
        write_in_place(home / "story.yaml", STORY)
        assert any("shown: 3 steps" in line for line in lines)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_SECONDS) == 0
        assert process.communicate()[1] == ""
    finally:
        reaper.cancel()
        process.kill()
        process.communicate()


def test_a_port_that_is_taken_or_none_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["watch", "--no-open", "--port", str(port)]) == 2
        assert f"port {port} cannot be used (" in capsys.readouterr().err
    assert main(["watch", "--no-open", "--port", "99999"]) == 2
    assert "0 to 65535" in capsys.readouterr().err
    assert main(["watch", "nowhere"]) == 2

"""Files take their place whole: no reader, and no interrupted run, meets half of one."""

from __future__ import annotations

import datetime
import errno
import os
from pathlib import Path

import pytest

from narrative.story.files import EPOCH_VARIABLE, day_of, page_file, writable, write
from tests.stories import write_story


def test_a_file_is_put_in_place_for_everybody_to_read(tmp_path: Path) -> None:
    path = write(tmp_path / "index.html", b"one")
    assert path.read_bytes() == b"one"
    assert path.stat().st_mode & 0o777 == 0o644
    write(path, b"two")
    assert [each.name for each in tmp_path.iterdir()] == ["index.html"]
    assert path.read_bytes() == b"two"


def test_a_file_that_is_right_already_is_left_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "a", b"one")
    os.utime(path, ns=(1, 1))
    write(path, b"one")
    assert path.stat().st_mtime_ns == 1


def test_where_a_file_cannot_take_its_place_the_old_one_stays_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a", b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write(path, b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"old")]


def test_a_folder_is_made_and_tried_before_any_work_is_done_for_it(tmp_path: Path) -> None:
    with writable(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError) as caught, writable(tmp_path / "file"):
        raise AssertionError("no work is begun")
    assert caught.value.filename == str(tmp_path / "file")


def test_what_cannot_be_written_meanwhile_names_the_folder_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full") as caught, writable(tmp_path):
        raise OSError(28, "full", "/some/temporary/file")
    assert caught.value.filename == str(tmp_path)


def test_a_page_is_a_file_for_as_long_as_a_browser_needs_it() -> None:
    with page_file("<p>Évian</p>") as path:
        assert path.name == "index.html"
        assert path.is_absolute()
        assert path.read_text(encoding="utf-8") == "<p>Évian</p>"
    assert not path.parent.exists()


def test_what_is_half_written_is_hidden_beside_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    replace = Path.replace

    def look(path: Path, target: Path) -> Path:
        seen.append(path.name)
        assert path.parent == tmp_path
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", look)
    write(tmp_path / "index.html", b"page")
    assert seen[0].startswith(".index.html.")


def test_what_cannot_be_written_meanwhile_is_told_of_the_folder_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught, writable(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device", str(tmp_path / ".index.html.x1"))
    assert (caught.value.errno, caught.value.strerror, caught.value.filename) == (
        errno.ENOSPC,
        "No space left on device",
        str(tmp_path),
    )
    with pytest.raises(OSError, match="a reason alone") as caught, writable(tmp_path):
        raise OSError("a reason alone")
    assert caught.value.filename == str(tmp_path)


def test_the_day_of_a_story_is_that_of_its_newest_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_story(tmp_path)
    for path, day in ((folder / "story.yaml", 2), (folder / "places.geojson", 1)):
        at = datetime.datetime(2026, 5, day, 23, 30, tzinfo=datetime.UTC).timestamp()
        os.utime(path, (at, at))
    assert day_of(folder) == datetime.date(2026, 5, 2)
    monkeypatch.setenv(EPOCH_VARIABLE, "86400")
    assert day_of(folder) == datetime.date(1970, 1, 2)

"""What is kept between runs is what would be made again, or it is made again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geo.reading import shelf
from geo.reading.shelf import kept, shelf_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(shelf.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_what_was_made_once_is_not_made_again(folder: Path) -> None:
    made = []

    def make() -> bytes:
        made.append(1)
        return b"an outline"

    assert [kept("area", [b"one"], make) for _ in range(3)] == [b"an outline"] * 3
    assert len(made) == 1
    kept("area", [b"another"], make)
    kept("font", [b"one"], make)
    assert len(made) == 3
    assert len(list(folder.iterdir())) == 3


def test_a_file_that_was_tampered_with_or_cut_off_is_made_anew(folder: Path) -> None:
    kept("area", [b"one"], lambda: b"an outline")
    (file,) = folder.iterdir()
    for wrong in (b"", b"x", file.read_bytes()[:-1], file.read_bytes() + b"x"):
        file.write_bytes(wrong)
        assert kept("area", [b"one"], lambda: b"an outline") == b"an outline"
    assert shelf.read(file) == b"an outline"


def test_another_program_finds_nothing_of_this_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept("area", [b"one"], lambda: b"before")
    monkeypatch.setattr(shelf, "program", lambda: b"a later version")
    assert kept("area", [b"one"], lambda: b"after") == b"after"


def test_where_nothing_can_be_kept_everything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    for said in ("off", "0", str(tmp_path / "file"), str(tmp_path / "file" / "below")):
        monkeypatch.setenv(shelf.VARIABLE, said)
        assert kept("area", [b"one"], lambda: b"made") == b"made"


def test_the_folder_is_for_its_user_alone(folder: Path) -> None:
    kept("area", [b"one"], lambda: b"made")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the system knows no owners")
def test_another_user_s_folder_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    assert kept("area", [b"one"], lambda: b"made") == b"made"
    assert list(folder.iterdir()) == []


def test_the_oldest_goes_when_there_is_too_much(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    for age, name in enumerate(("newest", "middle", "oldest")):
        (folder / name).write_bytes(b"x" * 40)
        os.utime(folder / name, (1_000 - age, 1_000 - age))
    monkeypatch.setattr(shelf, "MOST_BYTES", 80)
    shelf.tidy(folder)
    assert {path.name for path in folder.iterdir()} == {"newest", "middle"}


def test_a_user_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    assert shelf_folder({}) is None


def test_what_a_changed_module_makes_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "package_folder", lambda package: tmp_path)
    (tmp_path / "module.py").write_text("x = 1")
    before = shelf.sources("a-package")
    (tmp_path / "module.py").write_text("x = 2")
    shelf.sources.cache_clear()
    assert shelf.sources("a-package") != before
    shelf.sources.cache_clear()

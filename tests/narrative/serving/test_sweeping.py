"""What killed runs left is taken away, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from narrative.serving import sweeping
from narrative.serving.sweeping import sweep

NOW = 2_000_000_000.0


def left(folder: Path, name: str, age: float) -> Path:
    """A folder of a run with a page in it, so many seconds old."""
    path = folder / name
    path.mkdir()
    (path / "index.html").write_text("a page")
    os.utime(path, (NOW - age, NOW - age))
    return path


def test_folders_of_dead_runs_go_and_those_of_living_ones_stay(tmp_path: Path) -> None:
    dead, living = left(tmp_path, "narrative-map-a1", 86_401), left(tmp_path, "narrative-map-b2", 86_399)
    assert sweep(tmp_path, NOW) == [dead]
    assert not dead.exists() and (living / "index.html").exists()


def test_other_people_s_files_links_and_plain_files_stay(tmp_path: Path) -> None:
    others = left(tmp_path, "somebody-s", 86_401)
    beyond = tmp_path / "elsewhere"
    beyond.mkdir()
    (beyond / "precious").write_text("kept")
    link, file = tmp_path / "narrative-map-link", tmp_path / "narrative-map-file"
    link.symlink_to(beyond)
    file.write_text("")
    for path in (link, file):
        os.utime(path, (NOW - 86_401,) * 2, follow_symlinks=False)
    assert sweep(tmp_path, NOW) == []
    assert others.exists() and link.is_symlink() and file.exists() and (beyond / "precious").exists()


def test_a_link_inside_leads_nobody_out(tmp_path: Path) -> None:
    beyond = tmp_path / "elsewhere"
    beyond.mkdir()
    (beyond / "precious").write_text("kept")
    dead = left(tmp_path, "narrative-map-a1", 0)
    (dead / "link").symlink_to(beyond)
    os.utime(dead, (NOW - 86_401,) * 2)
    assert sweep(tmp_path, NOW) == [dead]
    assert (beyond / "precious").exists()


def test_another_user_s_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dead = left(tmp_path, "narrative-map-a1", 86_401)
    monkeypatch.setattr(sweeping, "ours", lambda told: False)
    assert sweep(tmp_path, NOW) == []
    assert dead.exists()


def test_without_a_folder_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert sweep(tmp_path / "none", NOW) == []

"""A user's folders are where the system has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.user_folders import Kind, user_folder

HOME = Path("/home/kim")


@pytest.mark.parametrize(
    ("kind", "platform", "expected"),
    [
        ("cache", "linux", "/home/kim/.cache/narrative-map"),
        ("data", "linux", "/home/kim/.local/share/narrative-map"),
        ("cache", "darwin", "/home/kim/Library/Caches/narrative-map"),
        ("data", "darwin", "/home/kim/Library/Application Support/narrative-map"),
        ("cache", "win32", "/home/kim/AppData/Local/narrative-map/cache"),
        ("data", "win32", "/home/kim/AppData/Local/narrative-map/data"),
    ],
)
def test_each_system_has_its_customs(kind: Kind, platform: str, expected: str) -> None:
    assert user_folder(kind, {}, HOME, platform) == Path(expected)


def test_what_the_environment_says_comes_first() -> None:
    assert user_folder("data", {"XDG_DATA_HOME": "/srv/data"}, HOME, "linux") == Path("/srv/data/narrative-map")
    said = {"LOCALAPPDATA": "/c/local"}
    assert user_folder("data", said, HOME, "win32") == Path("/c/local/narrative-map/data")


def test_a_relative_folder_is_no_folder_of_xdg() -> None:
    assert user_folder("cache", {"XDG_CACHE_HOME": "caches"}, HOME, "linux") == HOME / ".cache" / "narrative-map"


def test_a_user_without_a_home_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    assert user_folder("data", {}) is None

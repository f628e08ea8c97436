"""A story's files lie in its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.story.own_files import own_file


def test_a_file_in_the_folder_or_below_it_is_found(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "a.csv").write_text("a")
    assert own_file(tmp_path, "maps/a.csv", 10) == tmp_path / "maps" / "a.csv"


@pytest.mark.parametrize(
    "name", ["../secret.csv", "/etc/passwd", "maps/../../secret.csv", "..\\secret.csv", "link.csv"]
)
def test_what_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    home = tmp_path / "story"
    home.mkdir()
    (tmp_path / "secret.csv").write_text("a")
    (home / "link.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(ValueError, match="out of the story's folder"):
        own_file(home, name, 10)


def test_what_is_missing_a_folder_or_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "a.csv").write_text("a" * 11)
    for name in ("b.csv", "maps", "a\0b"):
        with pytest.raises(ValueError, match=r"there is no file|leads out"):
            own_file(tmp_path, name, 10)
    with pytest.raises(ValueError, match=r'"a.csv" has 0.0 MB; 1e-05 MB are the most'):
        own_file(tmp_path, "a.csv", 10)

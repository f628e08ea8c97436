"""The command `cite`: a reference to a step, by its id or its number."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.commands.cli import main
from tests.stories import BROKEN, PAPERS, TELLING, write_story


def test_a_step_is_cited_by_its_id_or_its_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = str(write_story(tmp_path, TELLING, papers=PAPERS))
    assert main(["cite", home, "the-denial"]) == 0
    by_id = capsys.readouterr().out
    assert main(["cite", home, "2"]) == 0
    assert capsys.readouterr().out == by_id
    assert by_id.startswith("“The denial,” step 2 of 3 in ")
    call = ["cite", home, "1", "--statement", "she-rowed", "--as", "ris", "--address", "https://a.org/"]
    assert main(call) == 0
    assert "UR  - https://a.org/#the-letter" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["the-denail"], 'the story has no step "the-denail"; did you mean "the-denial"?'),
        (["4"], 'the story has no step "4"; there are 3, from 1 to 3'),
        (["0"], 'the story has no step "0"; there are 3, from 1 to 3'),
        (["1", "--statement", "she-row"], 'tells no statement "she-row"; did you mean "she-rowed"?'),
        (["2", "--statement", "she-rowed"], 'the step "the-denial" tells no statement "she-rowed"; it tells none'),
    ],
)
def test_what_is_not_there_is_told_with_what_may_be_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], message: str
) -> None:
    assert main(["cite", str(write_story(tmp_path, TELLING)), *asked]) == 2
    assert message in capsys.readouterr().err


def test_a_story_with_faults_is_not_cited(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", str(write_story(tmp_path, BROKEN)), "1"]) == 1
    assert "rumoured" in capsys.readouterr().out

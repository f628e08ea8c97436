"""What the README says can be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from narrative.commands.cli import command_line
from narrative.exports.registry import EXPORTS
from narrative.pictures.chosen_steps import choose_steps
from narrative.pictures.sizes import parse_scale, parse_size
from narrative.story import Story
from tests.listed import together

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\.venv/bin/python -m narrative (.*)$", README, flags=re.MULTILINE)


def test_commands_were_found() -> None:
    assert {command.split()[0] for command in COMMANDS} == {
        *("check", "build", "shots", "export", "new", "watch", "import", "resolve", "geoparse"),
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_is_understood(command: str, story: Story) -> None:
    options = vars(command_line().parse_args(shlex.split(command, comments=True)))
    if command.startswith("shots"):
        assert choose_steps(story, options["steps"])
        parse_scale(options["scale"], parse_size(options["size"]))


@together("path", re.findall(r"\]\(((?!http)[^)#]+)\)|`((?:docs|benchmarks|data)/[\w./-]+)`", README))
def test_a_file_that_the_readme_names_is_there(path: tuple[str, str]) -> None:
    assert (ROOT / "".join(path)).exists()


def test_every_export_format_is_documented() -> None:
    said = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [each for each in EXPORTS if f"`{each}`" not in said] == []

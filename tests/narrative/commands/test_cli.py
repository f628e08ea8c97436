import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import narrative.commands.calls
import narrative.story.folders
from narrative.commands.cli import main
from tests.media import photograph, write_media_story
from tests.stories import STORY, places, write_story

ROOT = Path(__file__).parents[3]


def test_a_sound_story_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_story(tmp_path)
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder}: ok, 3 steps, 3 places\n"


def test_every_fault_is_one_line_with_a_path_from_the_working_directory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = places()
    document["features"][2]["geometry"]["coordinates"] = [6, 100]
    write_story(tmp_path, STORY.replace("date: 1949-21", "date: 1949-13"), document)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "lake-crossing"]) == 1
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert err == ""
    assert len(lines) == 2
    assert lines[0].startswith("lake-crossing/places.geojson:")
    assert lines[1].startswith("lake-crossing/story.yaml:")
    assert ': step "the-denial": the date "1949-13" has no month 13' in lines[1]


def test_without_a_story_all_stories_are_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrative.story.folders, "stories_folder", lambda: tmp_path)
    write_story(tmp_path)
    write_story(tmp_path).rename(tmp_path / "another-crossing")
    write_story(tmp_path, STORY.replace("title: The letter", "titel: The letter"))
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert "another-crossing: ok" in out
    assert 'unknown key "titel"' in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "atlantis"], 'there is no story "atlantis"'),
        (["check", "lake-crosing"], 'did you mean "lake-crossing"? The stories are: lake-crossing.'),
        (["check", "lake-crossing", "atlantis"], 'there is no story "atlantis"'),
        (["build", "atlantis", "--out", "x"], 'there is no story "atlantis"'),
        (["build"], "the following arguments are required: --out"),
        ([], "the following arguments are required: COMMAND"),
        (["chek"], "invalid choice: 'chek'"),
        (["check", "--quickly"], "unrecognized arguments: --quickly"),
        (["check", "{folder}/story.yaml"], "is a file; give the story's folder"),
        (["build", "--out", "{folder}/story.yaml"], "is a file; give --out a folder"),
        (["export"], "the following arguments are required: --format"),
        (
            ["export", "--format", "step-csv", "--out", "x"],
            'no format "step-csv"; did you mean "steps-csv"? The formats',
        ),
        (["export", "--format", "shapefile", "--out", "x"], 'there is no format "shapefile". The formats are: '),
        (["export", "--format", "ris"], '--out is missing; name the file to write, such as "lake-crossing.ris"'),
        (["export", "atlantis", "--format", "ris", "--out", "x"], 'there is no story "atlantis"'),
        (["export", "--format", "ris", "--out", "{folder}"], "is a folder or a device; give --out a file"),
        (
            ["export", "--format", "ris", "--out", "{folder}/story.yaml/x"],
            "cannot be written (File exists); give --out",
        ),
    ],
)
def test_a_wrong_call_is_answered_with_one_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[Any],
    sentence: str,
) -> None:
    folder = write_story(tmp_path)
    monkeypatch.setattr(narrative.story.folders, "stories_folder", lambda: tmp_path)
    assert main([each.format(folder=folder) for each in arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1


def test_where_there_are_no_stories_the_call_is_at_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrative.commands.calls, "list_stories", list)
    assert main(["check"]) == 2
    assert "there are no stories" in capsys.readouterr().err


def test_a_story_with_faults_is_not_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_story(tmp_path, "title: x\n")
    assert main(["build", str(folder), "--out", str(tmp_path / "out")]) == 1
    assert 'missing "steps"' in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_help_names_the_commands_and_the_exit_codes() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "narrative", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "check" in run.stdout
    assert "build" in run.stdout
    assert "export" in run.stdout
    assert "2 the call is at fault" in run.stdout


def test_a_terminal_without_the_signs_of_a_story_gets_no_traceback(tmp_path: Path) -> None:
    folder = write_story(tmp_path, STORY.replace("places: [lausanne]", "places: [조선]"))
    command = [sys.executable, "-m", "narrative", "check", str(folder)]
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, env={"PYTHONIOENCODING": "ascii", "PATH": ""}, check=False
    )
    assert run.returncode == 1
    assert b"Traceback" not in run.stderr
    assert b"\\uc870" in run.stdout


def test_the_version_is_that_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (ended.value.code, capsys.readouterr().out) == (0, f"{project['name']} {project['version']}\n")


def test_a_key_cannot_forge_a_line_of_check_nor_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = '"\\e]0;owned\\a\\e[31mRED\\nstory.yaml:1: ok, all is well": 1\n'
    folder = write_story(tmp_path, key + STORY)
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "\x1b" not in said and "\x07" not in said
    assert all(line.startswith(str(folder)) for line in said.splitlines())
    assert "\\x1b[31mRED\\nstory.yaml:1: ok" in said


HEAVY = ("geopandas", "pandas", "numpy", "pydantic", "shapely", "folium", "streamlit", "playwright", "edtf", "bs4")
LOADED = """
import sys
from narrative.commands.cli import main
try:
    main(sys.argv[2:])
except SystemExit:
    pass
print(*sorted(set(sys.argv[1].split()) & set(sys.modules)), file=sys.stderr)
"""


def loaded_by(*arguments: str) -> list[str]:
    """Those of the heavy libraries that a call loads."""
    call = [sys.executable, "-c", LOADED, " ".join(HEAVY), *arguments]
    return subprocess.run(call, capture_output=True, text=True, check=True).stderr.splitlines()[-1].split()


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["--help"], ["new", "--help"], ["build"], ["new", "x"], ["check", "no-such-story"], ["shots"]],
)
def test_a_call_that_does_nothing_loads_no_heavy_library(arguments: list[str]) -> None:
    assert loaded_by(*arguments) == []


def test_check_draws_no_map_and_so_loads_no_library_for_one() -> None:
    assert set(loaded_by("check")) == {"numpy", "pydantic", "shapely"}


def test_what_the_system_refuses_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def forbidden(story: str) -> Path:
        raise PermissionError(13, "Permission denied", f"locked/{story}")

    monkeypatch.setattr(narrative.commands.calls, "find_story", forbidden)
    assert main(["check", "a"]) == 2
    said = capsys.readouterr().err
    assert said == (
        'python -m narrative: "locked/a" cannot be read or written (Permission denied); mend its permissions\n'
    )


def test_check_reads_the_pixels_of_pictures_and_build_says_what_is_too_heavy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_media_story(tmp_path)
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder}: ok, 3 steps, 3 places\n"
    out = tmp_path / "dist"
    assert main(["build", str(folder), "--out", str(out), "--single", "--budget", "0.1"]) == 1
    assert "letter.png:1: it takes" in capsys.readouterr().out
    assert not out.exists()
    (folder / "media" / "bridge.jpg").write_bytes(photograph()[:-20_000])
    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().out.endswith("; save it again\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--single", "--folder"], "not allowed with argument"),
        (["--single", "--budget", "much"], '"much" is no number of megabytes; write one such as 20'),
        (["--single", "--budget", "0"], '"0" is no number of megabytes'),
    ],
)
def test_a_wrong_call_about_media_is_a_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--out", "x", *arguments]) == 2
    assert sentence in capsys.readouterr().err

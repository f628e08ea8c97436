"""The quick run chooses the tests nearest to what is changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.quick import Patience, changed_files, nearest


def project(home: Path) -> Path:
    files = {
        "geo/lake.py": "",
        "geo/boat.py": "from geo.lake import depth",
        "tests/geo/test_lake.py": "from geo.lake import depth",
        "tests/geo/test_lake_browser.py": "from geo.lake import depth",
        "tests/geo/test_boat.py": "import geo.boat",
        "tests/test_walk.py": "from geo.lake import depth\nfrom tests.shores import shore",
        "tests/shores.py": "",
        "README.md": "",
    }
    for name, text in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text)
    return home


def test_a_module_s_mirror_and_the_tests_that_import_it_are_near_and_a_browser_is_not(tmp_path: Path) -> None:
    found = nearest(["geo/lake.py", "README.md"], project(tmp_path))
    assert found == ["geo/lake.py", "tests/geo/test_lake.py", "tests/test_walk.py"]
    assert nearest(["tests/shores.py", "tests/geo/test_boat.py", "geo/gone.py"], tmp_path) == [
        "tests/geo/test_boat.py",
        "tests/test_walk.py",
    ]


@pytest.mark.parametrize(("second", "failed"), [("assert True", False), ("assert False", True)])
def test_once_the_time_is_over_no_other_test_is_begun_and_a_failure_before_is_not_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], second: str, failed: bool
) -> None:
    tests = "\n".join(f"def test_{n}():\n    {text}" for n, text in enumerate(["assert True", second, "assert False"]))
    (tmp_path / f"test_three_{failed}.py").write_text(tests)
    clock = iter([0.0, 9.0, 11.0])
    patience = Patience(10.0, lambda: next(clock))
    pytest.main(["-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)], plugins=[patience])
    assert (patience.begun, patience.over, patience.failed) == (2, True, failed)
    assert "over with 1 of 3 tests left" in capsys.readouterr().out


def test_what_is_changed_is_what_git_sees_or_else_the_last_commit(tmp_path: Path) -> None:
    project(tmp_path)

    def git(*words: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    git("add", ".")
    git("commit", "-m", "A lake")
    (tmp_path / "geo" / "lake.py").write_text("depth = 1")
    git("commit", "-a", "-m", "It is deep")
    assert changed_files(tmp_path) == ["geo/lake.py"]
    (tmp_path / "geo" / "boat.py").write_text("sail = 1")
    (tmp_path / "geo" / "oar.py").write_text("")
    assert changed_files(tmp_path) == ["geo/boat.py", "geo/oar.py"]

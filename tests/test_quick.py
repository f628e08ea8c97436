"""The quick run chooses the tests nearest to what is changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.quick import changed_files, nearest


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
    assert sorted(found) == ["geo/lake.py", "tests/geo/test_lake.py", "tests/test_walk.py"]
    assert nearest(["tests/shores.py", "tests/geo/test_boat.py", "geo/gone.py"], tmp_path) == [
        "tests/test_walk.py",
        "tests/geo/test_boat.py",
    ]


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

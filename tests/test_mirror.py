"""`tests/` mirrors the packages: who changes a file of `geo` or `narrative` finds its tests under the same name."""

from __future__ import annotations

import re
from pathlib import Path

from tests.listed import together

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "docs" / "testing.md"
ROOMS = sorted(
    {path.parent.relative_to(ROOT).as_posix() for name in ("geo", "narrative") for path in (ROOT / name).rglob("*.py")}
)


def named(path: Path) -> str:
    """The name that a file and its tests share: `test_stage_browser.py`, `stage.py` and `stage.js` have `stage`."""
    return path.stem.removeprefix("test_").removesuffix("_browser").strip("_")


def modules_of(room: str) -> set[str]:
    return {named(path) for path in (ROOT / room).glob("*.py") if path.stem not in ("__init__", "__main__")}


def files_of(room: str) -> list[Path]:
    return sorted((ROOT / "tests" / room).glob("test_*.py"))


def walks() -> set[str]:
    """The tests that docs/testing.md lists as walks: they follow something through modules, and so mirror none."""
    rows = re.findall(r"^\| `(tests/[^`]+)` \| [^|]+ \|$", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(rows) == len(set(rows))
    return set(rows)


def test_the_rooms_were_found() -> None:
    assert len(ROOMS) >= 19


@together("room", ROOMS)
def test_each_module_has_files_of_its_name(room: str) -> None:
    assert sorted(modules_of(room) - {named(path) for path in files_of(room)}) == []


@together("room", ROOMS)
def test_each_file_of_tests_is_named_for_what_it_tests(room: str) -> None:
    there = modules_of(room) | {named(path) for path in (ROOT / room / "assets").rglob("*.js")}
    nameless = {path.relative_to(ROOT).as_posix() for path in files_of(room) if named(path) not in there}
    assert sorted(nameless - walks()) == []


def test_tests_stand_in_the_folders_of_rooms() -> None:
    folders = {path.parent for name in ("geo", "narrative") for path in (ROOT / "tests" / name).rglob("test_*.py")}
    assert {path.relative_to(ROOT / "tests").as_posix() for path in folders} <= set(ROOMS)


def test_what_is_listed_as_a_walk_is_there_and_is_one() -> None:
    for walk in walks():
        path = ROOT / walk
        assert path.is_file()
        assert named(path) not in modules_of(path.parent.relative_to(ROOT / "tests").as_posix())

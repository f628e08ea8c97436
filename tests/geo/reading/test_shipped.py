"""Where the program's data stands is answered in one place, in a checkout and installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.reading import shipped
from geo.reading.shipped import app_script, data_folder, install_words, is_installed, requirements_file, world_file

ROOT = Path(__file__).parents[3]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The packages as a wheel leaves them: the data inside of `geo`, nothing beside it."""
    (tmp_path / "geo" / "data").mkdir(parents=True)
    monkeypatch.setattr(shipped, "package_folder", lambda package: tmp_path / Path(*package.split(".")))
    yield tmp_path


def test_in_a_checkout_the_data_stands_beside_the_packages() -> None:
    assert not is_installed()
    assert data_folder("stories") == ROOT / "data" / "stories"
    assert world_file({}) == ROOT / "data" / "gazetteer" / "world.sqlite"
    assert (app_script(), requirements_file("dask")) == (ROOT / "streamlit_app.py", ROOT / "requirements-dask.txt")
    assert shipped.command() == "python -m narrative"
    assert install_words("documents") == 'pip install -r requirements-documents.txt, or "make documents"'


def test_installed_it_stands_inside_of_geo(installed: Path) -> None:
    assert is_installed()
    assert data_folder("fonts") == installed / "geo" / "data" / "fonts"
    assert app_script() == installed / "geo" / "data" / "app" / "streamlit_app.py"
    assert requirements_file() == installed / "geo" / "data" / "requirements" / "requirements.txt"
    assert shipped.command() == "narrative-map"
    assert install_words("documents") == 'pip install "narrative-map[documents]"'


def test_an_installed_program_has_its_gazetteer_along_or_in_its_users_folder(installed: Path, tmp_path: Path) -> None:
    home = {"XDG_DATA_HOME": str(tmp_path / "own")}
    assert world_file(home) == tmp_path / "own" / "narrative-map" / "world.sqlite"
    (installed / "geo" / "data" / "gazetteer").mkdir()
    came_along = installed / "geo" / "data" / "gazetteer" / "world.sqlite"
    came_along.write_text("")
    assert world_file(home) == came_along
    assert shipped.is_of_the_wheel(came_along) and not shipped.is_of_the_wheel(tmp_path / "own")
    assert world_file({**home, shipped.GAZETTEER_VARIABLE: "/srv/w"}) == Path("/srv/w")


@pytest.mark.parametrize("room", ["geo", "narrative"])
def test_nothing_else_looks_for_data_by_parent_folders(room: str) -> None:
    looks = re.compile(r"__file__|\.parents\[")
    found = [
        path.relative_to(ROOT).as_posix() for path in (ROOT / room).rglob("*.py") if looks.search(path.read_text())
    ]
    assert found == []

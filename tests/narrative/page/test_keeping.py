"""A page that is kept is the page that would be made, and gives way as soon as anything it was made of changes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from narrative.page import keeping
from narrative.page.keeping import MADE_OF, ROOT, folder_digest
from narrative.page.value import Page
from narrative.story import list_stories, load_story, stories_folder
from narrative.story.model import Story
from tests.annotated import write_annotated_story


def kept_page(story: Story) -> Page:
    """The page of a story whose folder nobody has touched since it was read."""
    return keeping.kept_page(story, folder_digest(story.folder))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of a small story."""
    return write_annotated_story(tmp_path)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """The titles of the pages that had to be made, with an empty shelf; a page takes no time."""
    titles: list[str] = []

    def render_page(story: object) -> Page:
        titles.append(story.title)  # type: ignore[attr-defined]
        return Page("<head>", f"{story.title}</html>", "policy")  # type: ignore[attr-defined]

    monkeypatch.setenv("NARRATIVE_MAP_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr("narrative.page.render.render_page", render_page)
    yield titles


def test_what_is_made_once_is_not_made_again(made: list[str], own: Path) -> None:
    story = load_story(own)
    first, second = kept_page(story), kept_page(load_story(own))
    assert first == second and first.body == second.body
    assert (first.head, first.policy) == ("<head>", "policy")
    assert made == [story.title]


@pytest.mark.parametrize("change", ["a word", "a file beside it", "another folder"])
def test_a_change_in_the_storys_folder_makes_another_page(
    made: list[str], own: Path, tmp_path: Path, change: str
) -> None:
    folder = tmp_path / "stories" / "lake-crossing"
    shutil.copytree(own, folder)
    kept_page(load_story(folder))
    if change == "a word":
        file = folder / "story.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: Anew, ", 1), encoding="utf-8")
    elif change == "a file beside it":
        (folder / "basemap").mkdir()
        (folder / "basemap" / "manifest.json").write_text("{}", encoding="utf-8")
    else:
        folder = folder.rename(folder.with_name("another-lake"))
    kept_page(load_story(folder))
    assert len(made) == 2


def test_another_reading_is_another_page(made: list[str]) -> None:
    folder = stories_folder() / list_stories()[0]
    for readings in (None, {"kanege": "kanggye"}, {"kanege": "hamhung"}):
        kept_page(load_story(folder, readings))
    assert len(made) == 2  # the first reading is Hamhung's


def test_another_library_or_program_makes_another_page(
    made: list[str], own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = load_story(own)
    kept_page(story)
    monkeypatch.setattr(keeping, "installed", lambda: b"another folium")
    kept_page(story)
    monkeypatch.setattr(keeping, "makers", lambda: b"another template")
    kept_page(story)
    assert len(made) == 3


def test_a_file_that_was_saved_while_the_story_was_read_leaves_nothing_kept(made: list[str], own: Path) -> None:
    before = folder_digest(own)
    story = load_story(own)
    (own / "README.md").write_text("Saved meanwhile.", encoding="utf-8")
    assert keeping.kept_page(story, before) == keeping.kept_page(story, before)
    assert len(made) == 2
    kept_page(load_story(own))
    assert len(made) == 3


def test_all_that_draws_is_in_the_digest() -> None:
    """Every module of ours that making a page loads lies where the digest looks."""
    code = (
        "import sys, narrative.page.render\n"
        "for each in sys.modules.values():\n    print(getattr(each, '__file__', None) or '')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    ours = {Path(each) for each in done.stdout.splitlines() if each.startswith((f"{ROOT}/geo", f"{ROOT}/narrative"))}
    covered = {path for name in MADE_OF for path in ROOT.glob(name)}
    assert len(ours) > 30
    assert not {each for each in ours if not any(path == each or path in each.parents for path in covered)}


def test_without_a_shelf_the_page_is_made_each_time(
    made: list[str], own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATIVE_MAP_CACHE", "off")
    story = load_story(own)
    assert kept_page(story) == kept_page(story)
    assert len(made) == 2

"""The picture for links to a story, and the lines that name it."""

from __future__ import annotations

import asyncio
import io
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

from narrative.page.value import Page
from narrative.pictures.link_preview import check_address, page_to_serve, preview_name, preview_of, public_address
from narrative.serving.pages import Pages
from narrative.serving.server import lifespan_of
from narrative.story import Story, load_story
from tests.shots import called
from tests.stories import STORY, write_story

PAGE = Page("<html><head>", "</head></html>")


class NoPages(Pages):
    """Renders nothing when the server starts."""

    def warm(self) -> None:
        pass


def metas(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html)
    return {name: unescape(content) for name, content in found}


def test_the_lines_name_picture_size_and_what_it_shows(story: Story) -> None:
    said = metas(PAGE.with_preview(preview_of(story)).html)
    assert said["og:image"] == said["twitter:image"] == f"{story.slug}-card.png"
    assert (said["og:image:width"], said["og:image:height"], said["og:image:type"]) == ("1200", "630", "image/png")
    assert said["og:image:alt"].startswith(f"{story.title}. Map of 21–25 June 1950. Lit: Pyongyang")
    assert said["twitter:card"] == "summary_large_image"
    assert len(said["twitter:image:alt"]) <= 420


def test_an_address_makes_the_picture_s_a_whole_one(story: Story) -> None:
    said = metas(PAGE.with_preview(preview_of(story, "https://example.org/korea/")).html)
    assert said["og:image"] == f"https://example.org/korea/{preview_name(story.slug)}"


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    hostile = load_story(write_story(tmp_path, STORY.replace("The Lake Crossing", "'\"><script>1</script>'")))
    html = PAGE.with_preview(preview_of(hostile)).html
    assert "<script>" not in html
    assert metas(html)["og:image:alt"].startswith('"><script>1</script>.')


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org/", "https://", "https://e.org/?a=1", "http://[x"]
)
def test_what_is_no_address_is_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(ValueError, match="is no address; write it whole"):
        check_address(address)


def test_the_server_s_own_address_comes_from_its_environment() -> None:
    assert public_address({}) == ""
    assert public_address({"NARRATIVE_MAP_ADDRESS": "https://maps.example/"}) == "https://maps.example"


def test_a_wrong_address_is_told_at_the_start_and_takes_no_page_away(
    story: Story, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NARRATIVE_MAP_ADDRESS", "maps.example")

    async def started() -> None:
        async with lifespan_of(NoPages())(None):
            pass

    with ThreadPoolExecutor() as elsewhere:  # a browser of another test may have a loop in this thread
        elsewhere.submit(lambda: asyncio.run(started())).result()
    assert '"maps.example" is no address; write it whole' in capsys.readouterr().err
    assert "<!DOCTYPE html>" in page_to_serve(story).html


def test_a_cover_that_is_no_step_is_a_fault(tmp_path: Path) -> None:
    from geo.reading.faults import Faults

    with pytest.raises(Faults, match=r'story\.yaml:2: .*no step "the-leter".*did you mean "the-letter"'):
        load_story(write_story(tmp_path, STORY.replace("summary:", "cover: the-leter\nsummary:")))


def test_without_a_cover_the_first_step_is_it(tmp_path: Path) -> None:
    assert load_story(write_story(tmp_path)).cover == "the-letter"


def build_lake(tmp_path: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return called("build", write_story(tmp_path), "--out", tmp_path / "out", *options, **environment)


def test_build_writes_the_picture_that_the_page_names(tmp_path: Path) -> None:
    run = build_lake(tmp_path, "--address", "https://example.org/lake")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines()[-1].endswith("lake-crossing-card.png")
    picture = (tmp_path / "out" / "lake-crossing-card.png").read_bytes()
    assert Image.open(io.BytesIO(picture)).size == (1200, 630)
    said = metas((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    assert said["og:image"] == "https://example.org/lake/lake-crossing-card.png"


def test_build_without_a_browser_says_so_and_names_no_picture(tmp_path: Path) -> None:
    run = build_lake(tmp_path, CHROMIUM="/gone")
    assert run.returncode == 0
    assert run.stderr.startswith("There is no picture for links to the story, and the page names none. CHROMIUM=/gone")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "embed.html",
        "index.html",
        "places.geojson",
        "story.json",
    ]
    assert "og:image" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_an_address_that_is_none_is_the_call_s_fault(tmp_path: Path) -> None:
    run = build_lake(tmp_path, "--address", "example.org")
    assert run.returncode == 2
    assert "is no address" in run.stderr
    assert not (tmp_path / "out").exists()

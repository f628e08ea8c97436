"""What `build` writes."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.page import render_page
from narrative.page.value import Page
from narrative.serving.build import build, demonstration, outline
from narrative.serving.pages import Pages
from narrative.story import Story, load_story
from narrative.story.files import write
from tests.media import png, write_media_story
from tests.stories import READ, STORY, write_story


def test_the_companions_stand_beside_the_page(built: Path, story: Story) -> None:
    assert sorted(path.name for path in built.parent.iterdir()) == [
        "embed.html",
        "index.html",
        "places.geojson",
        "reading-kanege-hamhung.html",
        "reading-kanege-kanggye.html",
        "story.json",
    ]
    assert (built.parent / "places.geojson").read_bytes() == (story.folder / "places.geojson").read_bytes()
    brief = json.loads((built.parent / "story.json").read_text(encoding="utf-8"))
    assert [step["href"] for step in brief["steps"]] == [f"index.html#{step.id}" for step in story.steps]


def test_a_second_run_writes_the_same_bytes(built: Path, story: Story, tmp_path: Path) -> None:
    written = build(story.folder, tmp_path / "new" / "folder")
    assert [path.read_bytes() for path in written] == [(built.parent / path.name).read_bytes() for path in written]


def test_everything_is_readable_by_a_web_server(built: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in built.parent.iterdir()} == {0o644}


def test_a_file_in_the_way_is_named(story: Story, tmp_path: Path) -> None:
    in_the_way = tmp_path / "dist"
    in_the_way.write_text("a file")
    with pytest.raises(OSError, match="dist") as caught:
        build(story.folder, in_the_way)
    assert caught.value.filename == str(in_the_way)
    assert in_the_way.read_text() == "a file"


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "index.html"
    write(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write(path, b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["index.html"]
    assert path.read_bytes() == b"old"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that takes no time to draw, and no picture of it to take."""
    monkeypatch.setattr(
        "narrative.serving.build.kept_page", lambda story, before: Page("<html>", f"{story.title}</html>")
    )
    monkeypatch.setattr(
        "narrative.serving.build.take_preview", lambda story, page, browser: f"{browser} of {page.rest}".encode()
    )


@pytest.mark.usefixtures("quick")
def test_what_build_writes_comes_in_the_order_in_which_it_is_told(tmp_path: Path) -> None:
    folder = write_story(tmp_path)
    written = build(folder, tmp_path / "dist")
    assert written == [
        tmp_path / "dist" / name for name in ("index.html", "places.geojson", "story.json", "embed.html")
    ]
    page = '<html>\n<meta name="twitter:card" content="summary">\nThe Lake Crossing</html>'
    assert written[0].read_text(encoding="utf-8") == page
    assert written[1].read_bytes() == (folder / "places.geojson").read_bytes()


@pytest.mark.usefixtures("quick")
def test_with_a_browser_the_page_names_its_picture_by_the_address_it_will_have(tmp_path: Path) -> None:
    written = build(write_story(tmp_path), tmp_path / "dist", "chromium", "https://example.org/lake/")
    assert written[-1] == tmp_path / "dist" / "lake-crossing-card.png"
    assert written[-1].read_bytes() == b"chromium of The Lake Crossing</html>"
    html = written[0].read_text(encoding="utf-8")
    assert '<meta property="og:image" content="https://example.org/lake/lake-crossing-card.png">' in html
    assert '<meta property="og:image:width" content="1200">' in html


def test_a_story_in_brief_says_its_title_its_source_and_its_steps(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, STORY.replace("title: The denial", "title: Le démenti")))
    brief = outline(story)
    assert json.loads(brief) == {
        "story": "lake-crossing",
        "title": "The Lake Crossing",
        "summary": "Three letters and a boat.",
        "language": "en",
        "source": {
            "title": "A Boat on the Lake",
            "authors": ["Anna Rochat"],
            "publication": "Gazette of the Shore",
            "date": "1951-02-03",
        },
        "steps": [
            {"id": "the-letter", "title": "The letter", "date": "1949-05-27", "href": "index.html#the-letter"},
            {"id": "the-denial", "title": "Le démenti", "date": "1949-21", "href": "index.html#the-denial"},
            {"id": "read-on", "title": "Reading on", "date": "1949-10-15~", "href": "index.html#read-on"},
        ],
    }
    assert brief.startswith('{\n "story": "lake-crossing",\n') and brief.endswith("}\n")
    assert "Le démenti" in brief  # as it is written, for whoever opens the file


def test_the_page_that_shows_how_to_embed_has_the_frame_and_its_line_to_copy(tmp_path: Path) -> None:
    text = STORY.replace("title: The Lake Crossing", 'title: "Lake <i> & shore"').replace(
        "language: en", "language: fr"
    )
    html = demonstration(load_story(write_story(tmp_path, text)))
    frame = (
        '<iframe src="index.html" title="Lake &lt;i&gt; &amp; shore" width="100%" height="700" loading="lazy" '
        'style="border:0"></iframe>'
    )
    assert html.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert "<title>Lake &lt;i&gt; &amp; shore: embedded</title>" in html
    assert html.count(frame) == 1 and f"<pre><code>{escape(frame)}</code></pre>" in html


def test_a_folder_holds_the_page_of_every_reading(tmp_path: Path) -> None:
    home = write_story(tmp_path, READ)
    usual, other = tmp_path / "usual", tmp_path / "other"
    build(home, usual)
    build(home, other, readings={"eviana": "lausanne"})
    pages = {path.name: path.read_bytes() for path in usual.glob("*.html") if path.name != "embed.html"}
    assert sorted(pages) == ["index.html", "reading-eviana-evian.html", "reading-eviana-lausanne.html"]
    assert pages["index.html"] == pages["reading-eviana-evian.html"] != pages["reading-eviana-lausanne.html"]
    assert (other / "index.html").read_bytes() == pages["reading-eviana-lausanne.html"]
    served = Pages(tmp_path, render_page).get("lake-crossing", {"eviana": "lausanne"})
    assert served.page.body == pages["reading-eviana-lausanne.html"]


def test_media_stand_beside_the_page_and_those_of_an_earlier_run_are_gone(tmp_path: Path) -> None:
    folder, out = write_media_story(tmp_path), tmp_path / "dist"
    written = build(folder, out)
    beside = [each for each in written if each.parent.name == "lake-crossing"]
    assert len(beside) == 12 and all(each.is_file() for each in beside)
    before = {each: each.read_bytes() for each in written}
    assert {each: each.read_bytes() for each in build(folder, out)} == before
    (out / "media" / "lake-crossing" / "mine.webp").write_bytes(b"the author's own")
    (folder / "media" / "now.png").write_bytes(png(900, 600, "#000000"))
    again = build(folder, out)
    assert {each.name for each in (out / "media" / "lake-crossing").iterdir()} == {
        "mine.webp",
        *(each.name for each in again if each.parent.name == "lake-crossing"),
    }


def test_a_single_page_is_one_file_and_one_that_is_too_heavy_is_not_written(tmp_path: Path) -> None:
    folder = write_media_story(tmp_path)
    written = build(folder, tmp_path / "one", single=12_000_000)
    assert not (tmp_path / "one" / "media").exists()
    assert b'src="media/' not in written[0].read_bytes()
    with pytest.raises(Faults, match="MB are the most"):
        build(folder, tmp_path / "two", single=100_000)
    assert not (tmp_path / "two").exists()

"""What the routes beside the app answer."""

from __future__ import annotations

import gzip
import io
import json
import re
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote

import pytest
from PIL import Image
from starlette.applications import Starlette

from narrative.page.value import Page, Preview
from narrative.pictures.photographer import Look
from narrative.serving.pages import Pages
from narrative.serving.picture_desk import OpenPage, PictureDesk, TakePicture
from narrative.serving.server import routes, thumbnail
from narrative.story import Story, list_stories
from tests.asked import Answer, ask_app

Ask = Callable[..., Answer]


def page_of(story: Story) -> Page:
    """A small stand-in for the real page, which takes seconds to draw."""
    head = f'<html data-story="{story.slug}"><head>'
    rest = f"</head><body>{story.title}{' text' * 500}</body></html>"
    return Page(head, rest, policy="default-src 'none'", preview=Preview("x", 1200, 630, ""))


@contextmanager
def studio() -> Iterator[OpenPage]:
    """A studio that takes no time: a red picture of the right size."""
    out = io.BytesIO()
    Image.new("RGB", (1200, 630), "red").save(out, "PNG")

    @contextmanager
    def open_page(html: str, first: str, look: Look) -> Iterator[TakePicture]:
        assert (first, look.still) == ("the-twenty-fifth", "cover")
        yield lambda step: out.getvalue()

    yield open_page


@pytest.fixture
def pages(stories: Path) -> Pages:
    return Pages(stories, page_of)


@pytest.fixture
def ask(pages: Pages) -> Ask:
    """``ask(url, method="GET", **headers)``: our routes' answer, without a server."""
    return partial(ask_app, Starlette(routes=routes(pages, desk=PictureDesk(studio))))


def test_the_page_can_be_framed_by_anybody_and_sets_no_cookie(ask: Ask, story: Story) -> None:
    answer = ask(f"/embed/{story.slug}")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors *"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "x-frame-options" not in answer.headers
    assert "set-cookie" not in answer.headers


def test_a_reader_who_has_the_page_gets_only_word_that_it_still_holds(ask: Ask, story: Story) -> None:
    first = ask(f"/embed/{story.slug}")
    again = ask(f"/embed/{story.slug}", if_none_match=f'"other", W/{first.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == "public, no-cache"


def test_the_packed_page_is_the_page_and_has_a_tag_of_its_own(ask: Ask, story: Story) -> None:
    plain, packed = ask(f"/embed/{story.slug}"), ask(f"/embed/{story.slug}", accept_encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]
    assert len(packed.body) < len(plain.body)


def test_a_change_of_the_story_is_a_new_page(ask: Ask, pages: Pages, story: Story) -> None:
    before = ask(f"/embed/{story.slug}").headers["etag"]
    assert pages.get(story.slug) is pages.get(story.slug)
    path = pages.folder / story.slug / "story.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(story.title, "Another title", 1), encoding="utf-8")
    after = ask(f"/embed/{story.slug}")
    assert "Another title" in after.text
    assert after.headers["etag"] != before


def test_a_page_asked_for_by_many_at_once_is_drawn_once(stories: Path, story: Story) -> None:
    drawn: list[str] = []

    def draw(story: Story) -> Page:
        drawn.append(story.slug)
        return page_of(story)

    pages = Pages(stories, draw)
    threads = [threading.Thread(target=pages.get, args=(story.slug,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == [story.slug]


def test_an_unknown_story_is_a_sentence_and_the_list(ask: Ask, story: Story) -> None:
    answer = ask(f"/embed/{story.slug[:-1]}")
    assert answer.status == 404
    assert f"did you mean &quot;{story.slug}&quot;?" in answer.text
    assert f'<a href="/embed/{story.slug}">' in answer.text


def test_a_path_is_no_slug(ask: Ask) -> None:
    assert ask("/embed/..").status == 404
    assert "&lt;b&gt;" in ask("/embed/<b>").text


def test_a_story_with_faults_lists_them_and_shows_no_traceback(ask: Ask, pages: Pages, story: Story) -> None:
    path = pages.folder / story.slug / "story.yaml"
    path.write_text("nonsense: <b>\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    answer = ask(f"/embed/{story.slug}")
    assert answer.status == 500
    assert re.search(r"<code>[^<]*story\.yaml:1: [^<]*nonsense", answer.text)
    assert "Traceback" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_site_that_names_no_size_gets_1000_by_700_and_asks_again_after_a_day(ask: Ask, story: Story) -> None:
    answer = ask(f"/oembed?url={quote(f'https://maps.example/embed/{story.slug}', safe='')}").json
    assert (answer["width"], answer["height"], answer["cache_age"]) == (1000, 700, 24 * 60 * 60)
    picture = ask(f"/embed/{story.slug}-card.png")
    assert picture.headers["cache-control"] == f"public, max-age={24 * 60 * 60}"


def test_oembed_gives_a_frame_no_larger_than_asked(ask: Ask, story: Story) -> None:
    address = quote(f"https://maps.example/embed/{story.slug}#{story.steps[3].id}", safe="")
    answer = ask(f"/oembed?url={address}&maxwidth=480&maxheight=2000&format=json")
    assert answer.status == 200
    told = answer.json
    assert (told["version"], told["type"], told["width"], told["height"]) == ("1.0", "rich", 480, 700)
    assert told["title"] == story.title
    assert f'src="https://maps.example/embed/{story.slug}#{story.steps[3].id}"' in told["html"]
    assert 'loading="lazy"' in told["html"]


@pytest.mark.parametrize(
    ("call", "status"),
    [
        ("", 400),
        ("?format=xml&url=http://maps.example/embed/SLUG", 501),
        ("?url=http://maps.example/embed/SLUG&maxwidth=wide", 400),
        ("?url=http://maps.example/embed/SLUG&maxheight=0", 400),
        ("?url=http://maps.example/embed/none", 404),
        ("?url=http://maps.example/about", 404),
        ("?url=http://elsewhere.example/embed/SLUG", 404),
        ("?url=http://[broken", 404),
        ("?url=javascript:alert(1)", 404),
        ("?url=http://maps.example/%3Fstory%3DSLUG", 200),
    ],
)
def test_oembed_says_what_is_wrong_with_a_call(ask: Ask, story: Story, call: str, status: int) -> None:
    answer = ask("/oembed" + call.replace("SLUG", story.slug))
    assert answer.status == status
    assert ("error" in answer.json) == (status != 200)


def test_the_running_app_serves_the_page_packed_once_without_cookies(server: str, story: Story) -> None:
    url = f"{server}/embed/{story.slug}"
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})) as answer:
        body, headers = answer.read(), answer.headers
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Set-Cookie"] is None
    html = gzip.decompress(body).decode()
    assert f'data-story="{story.slug}"' in html
    declared = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert declared
    assert headers["Content-Security-Policy"] == f"{declared.group(1)}; frame-ancestors *"
    head = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"}, method="HEAD")
    with urllib.request.urlopen(head) as answer:
        assert (answer.headers["Content-Length"], answer.headers["ETag"]) == (str(len(body)), headers["ETag"])
        assert answer.read() == b""
    with pytest.raises(HTTPError, match="304"):
        known = {"Accept-Encoding": "gzip", "If-None-Match": headers["ETag"]}
        urllib.request.urlopen(urllib.request.Request(url, headers=known))


def test_the_running_app_says_that_it_is_well(server: str, story: Story) -> None:
    with urllib.request.urlopen(f"{server}/healthz") as answer:
        assert json.load(answer) == {"status": "ok", "stories": list_stories()}


@pytest.mark.parametrize(("query", "size"), [("", (1200, 630)), ("?width=600", (600, 315)), ("?width=300", (300, 158))])
def test_the_picture_for_links_comes_in_three_widths(ask: Ask, story: Story, query: str, size: tuple[int, int]) -> None:
    answer = ask(f"/embed/{story.slug}-card.png{query}")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(answer.body)).size == size
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    again = ask(f"/embed/{story.slug}-card.png{query}", if_none_match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status"), [("SLUG-card.png?width=77", 400), ("atlantis-card.png", 404), ("SLUG-card.png?width=", 400)]
)
def test_a_picture_that_there_is_not_is_a_sentence(ask: Ask, story: Story, path: str, status: int) -> None:
    answer = ask("/embed/" + path.replace("SLUG", story.slug))
    assert answer.status == status
    assert "<h1>No such" in answer.text


@pytest.mark.parametrize(
    ("limits", "width"),
    [("", 1200), ("&maxwidth=2000", 1200), ("&maxwidth=640", 600), ("&maxheight=160", 300), ("&maxwidth=299", None)],
)
def test_oembed_s_thumbnail_keeps_to_the_consumer_s_limits(
    ask: Ask, story: Story, limits: str, width: int | None
) -> None:
    url = quote(f"http://maps.example/embed/{story.slug}", safe="")
    answer = ask(f"/oembed?url={url}{limits}").json
    assert answer.get("thumbnail_width") == width
    if width is None:
        assert "thumbnail_url" not in answer
        return
    picture = ask(answer["thumbnail_url"].removeprefix("http://maps.example"))
    assert Image.open(io.BytesIO(picture.body)).size == (width, answer["thumbnail_height"])


def test_without_a_browser_there_is_neither_picture_nor_thumbnail(
    stories: Path, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", "/gone")
    edition = Pages(stories).get(story.slug)
    assert edition.page.preview is None
    assert thumbnail(edition, "http://maps.example", 1200, 630) == {}
    assert '<meta name="twitter:card" content="summary">' in edition.page.html

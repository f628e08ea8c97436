"""What the routes beside the app answer."""

from __future__ import annotations

import gzip
import io
import json
import re
import threading
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote

import pytest
from PIL import Image
from starlette.applications import Starlette

from narrative.page.value import NO_PICTURE, Page, Preview
from narrative.pictures.photographer import Look
from narrative.serving.oembed import thumbnail
from narrative.serving.pages import Pages
from narrative.serving.picture_desk import OpenPage, PictureDesk, TakePicture
from narrative.serving.server import routes
from narrative.story import Story, list_stories
from tests.asked import Answer, ask_app
from tests.sites import two_folders
from tests.stories import READ, STORY, write_story

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
    plain, packed = ask(f"/embed/{story.slug}"), ask(f"/embed/{story.slug}", accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]
    assert len(packed.body) < len(plain.body)


def test_the_map_of_a_story_and_that_of_all_are_served_as_the_page_is(stories: Path, story: Story) -> None:
    def draw(told: Sequence[Story], together: bool) -> Page:
        return Page("<html>", f"{[each.slug for each in told]} {together}</html>", policy="default-src 'none'")

    ask = partial(ask_app, Starlette(routes=routes(Pages(stories, page_of, draw), prefix="app")))
    one, every = ask(f"/app/atlas/{story.slug}"), ask("/app/atlas")
    assert (one.status, one.text) == (200, f"<html>\n{NO_PICTURE}\n['{story.slug}'] False</html>")
    assert every.text.endswith(f"['{story.slug}'] True</html>")
    assert (one.headers["x-story"], every.headers["x-story"]) == (story.slug, "all stories")
    assert one.headers["content-security-policy"] == "default-src 'none'; frame-ancestors *"
    assert ask(f"/app/atlas/{story.slug}", if_none_match=one.headers["etag"]).status == 304
    nowhere = ask("/app/atlas/nowhere")
    assert nowhere.status == 404 and "There is no story" in nowhere.text


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


def test_a_story_with_faults_lists_them_where_the_operator_says_so(
    ask: Ask, pages: Pages, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pages.folder / story.slug / "story.yaml"
    path.write_text("nonsense: <b>\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    answer = ask(f"/embed/{story.slug}")
    assert answer.status == 500
    assert "It is shown again when they are mended." in answer.text
    assert "nonsense" not in answer.text and "story.yaml" not in answer.text and "Traceback" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    told = ask("/healthz?verbose").json["faulty"]
    assert told == {story.slug: {"faults": 1, "readers_get": "a sentence"}}
    monkeypatch.setenv("NARRATIVE_MAP_SHOW_FAULTS", "1")
    answer = ask(f"/embed/{story.slug}")
    assert re.search(r"<code>[^<]*story\.yaml:1: [^<]*nonsense", answer.text)
    assert "story.yaml:1: " in ask("/healthz?verbose").json["faulty"][story.slug]["told"][0]


def test_while_an_author_saves_readers_get_the_last_sound_page(
    ask: Ask, pages: Pages, story: Story, caplog: pytest.LogCaptureFixture
) -> None:
    path = pages.folder / story.slug / "story.yaml"
    whole = path.read_text(encoding="utf-8")
    before = ask(f"/embed/{story.slug}")
    path.write_text(whole[: len(whole) // 2] + "\n  half: [", encoding="utf-8")
    during = ask(f"/embed/{story.slug}")
    assert (during.status, during.text) == (200, before.text)
    assert ask("/healthz").json == {"status": "ok", "stories": [story.slug]}
    assert ask("/healthz?verbose").json["faulty"][story.slug]["readers_get"] == "the last sound page"
    (line,) = [each.message for each in caplog.records if each.name == "narrative.serving"]
    assert "readers get its last sound page" in line and "story.yaml:" in line
    path.write_text(whole.replace(f"title: {story.title}", "title: Another", 1), encoding="utf-8")
    assert ask(f"/embed/{story.slug}").status == 200
    assert pages.shown(story.slug).story.title == "Another"
    assert ask("/healthz?verbose").json["faulty"] == {}


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


def lake_page(story: Story) -> Page:
    """A page that takes no time, with a picture to ask for."""
    return Page("<html>", f"{story.title}</html>", "default-src 'none'", preview=Preview("x", 1200, 630, ""))


@pytest.fixture
def ask_lake(tmp_path: Path) -> Ask:
    """The answer of the invented story's routes below ``/maps/``."""
    write_story(tmp_path)
    return partial(ask_app, Starlette(routes=routes(Pages(tmp_path, lake_page), "/maps/", PictureDesk(no_studio))))


@contextmanager
def no_studio() -> Iterator[OpenPage]:
    """A studio whose browser has died."""
    raise RuntimeError("Target closed")
    yield


def test_a_server_below_a_path_answers_there_and_its_links_lead_there(
    ask_lake: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "link" not in ask_lake("/maps/embed/lake-crossing", host="evil.example").headers
    monkeypatch.setenv("NARRATIVE_MAP_ADDRESS", "http://maps.example/maps/")
    answer = ask_lake("/maps/embed/lake-crossing")
    assert (answer.status, answer.headers["x-story"]) == (200, "lake-crossing")
    url = "http%3A%2F%2Fmaps.example%2Fmaps%2Fembed%2Flake-crossing"
    assert answer.headers["link"] == (
        f'<http://maps.example/maps/oembed?format=json&url={url}>; rel="alternate"; type="application/json+oembed"'
    )
    assert ask_lake("/embed/lake-crossing").status == 404
    assert ask_lake("/maps/healthz").json == {"status": "ok", "stories": ["lake-crossing"]}
    assert '<a href="/maps/embed/lake-crossing">lake-crossing</a>' in ask_lake("/maps/embed/lake").text
    frame = '<iframe src="http://maps.example/maps/embed/lake-crossing" title="The Lake Crossing" width="1000" '
    assert ask_lake(f"/maps/oembed?url={url}").json["html"].startswith(frame)


def test_every_answer_says_that_it_is_no_other_type_and_whether_it_may_be_kept(ask_lake: Ask) -> None:
    for address, cache in (
        ("embed/lake-crossing", "public, no-cache"),
        ("embed/none", "no-store"),
        ("healthz", "no-store"),
        ("oembed", None),
    ):
        headers = ask_lake(f"/maps/{address}").headers
        assert headers.get("cache-control") == cache
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "cross-origin"


def test_an_oembed_answer_can_be_read_by_a_script_of_any_site_and_says_all_that_oembed_asks_for(ask_lake: Ask) -> None:
    answer = ask_lake(
        "/maps/oembed?url=http%3A%2F%2Fmaps.example%2Fmaps%2Fembed%2Flake-crossing%23the-denial&maxwidth=300"
    )
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json == {
        "version": "1.0",
        "type": "rich",
        "title": "The Lake Crossing",
        "author_name": "Anna Rochat",
        "provider_name": "Narrative map",
        "provider_url": "http://maps.example/maps/",
        "cache_age": 86400,
        "width": 300,
        "height": 700,
        "html": '<iframe src="http://maps.example/maps/embed/lake-crossing#the-denial" title="The Lake Crossing" '
        'width="300" height="700" loading="lazy" style="border:0"></iframe>',
        "thumbnail_url": "http://maps.example/maps/embed/lake-crossing-card.png?width=300",
        "thumbnail_width": 300,
        "thumbnail_height": 158,
    }


def test_an_address_of_a_step_that_there_is_not_shows_the_story_from_its_start(ask_lake: Ask) -> None:
    html = ask_lake("/maps/oembed?url=http%3A%2F%2Fmaps.example%2Fmaps%2Fembed%2Flake-crossing%23gone").json["html"]
    assert 'src="http://maps.example/maps/embed/lake-crossing"' in html


@pytest.mark.parametrize(
    ("call", "status", "sentence"),
    [
        ("", 400, "url is missing: give the address of a story, such as /oembed?url=https://…/embed/SLUG."),
        ("?format=xml", 501, "Only format=json is spoken here."),
        ("?url=x&maxheight=0", 400, "maxwidth and maxheight are numbers of pixels, 1 or more."),
        ("?url=x", 404, "That address is no story of this server; a story's is /embed/SLUG."),
        (
            "?url=http%3A%2F%2Fmaps.example%2Fmaps%2Fembed%2Flake",
            404,
            'There is no story "lake"; did you mean "lake-crossing"?',
        ),
    ],
)
def test_what_is_wrong_with_an_oembed_call_is_a_sentence(ask_lake: Ask, call: str, status: int, sentence: str) -> None:
    answer = ask_lake("/maps/oembed" + call)
    assert (answer.status, answer.json) == (status, {"error": sentence})
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_story_with_faults_has_no_oembed_answer_and_no_picture(ask_lake: Ask, tmp_path: Path) -> None:
    write_story(tmp_path, STORY.replace("language: en", "language: English please"))
    answer = ask_lake("/maps/oembed?url=http%3A%2F%2Fmaps.example%2Fmaps%2Fembed%2Flake-crossing")
    assert (answer.status, answer.json["error"]) == (
        404,
        'The story "lake-crossing" has faults and cannot be shown now.',
    )
    picture = ask_lake("/maps/embed/lake-crossing-card.png")
    assert picture.status == 404
    assert "<h1>This story has faults</h1><p>There is no picture until they are mended.</p></main>" in picture.text
    page = ask_lake("/maps/embed/lake-crossing")
    assert page.status == 500
    assert "<h1>This story has faults</h1><p>It is shown again when they are mended.</p></main>" in page.text


def test_a_picture_that_cannot_be_taken_now_is_a_sentence_and_one_that_there_is_not_another(
    ask_lake: Ask, tmp_path: Path
) -> None:
    answer = ask_lake("/maps/embed/lake-crossing-card.png")
    assert answer.status == 503
    assert "<h1>No picture now</h1><p>The pictures could not be taken (Target closed).</p></main>" in answer.text
    answer = ask_lake("/maps/embed/lake-crossing-card.png?width=77")
    assert answer.status == 400
    assert "<h1>No such width</h1><p>The picture comes 1200, 600, 300 pixels wide.</p>" in answer.text
    answer = ask_lake("/maps/embed/lake-card.png")
    assert "There is no story &quot;lake&quot;; did you mean &quot;lake-crossing&quot;?" in answer.text
    bare = Pages(tmp_path, lambda story: Page("<html>", "</html>"))
    answer = ask_app(Starlette(routes=routes(bare, desk=PictureDesk(no_studio))), "/embed/lake-crossing-card.png")
    assert answer.status == 404
    assert "<h1>No picture</h1><p>This server has no browser to take pictures with.</p></main>" in answer.text


def test_a_page_for_what_is_not_there_loads_nothing_and_runs_nothing(ask_lake: Ask) -> None:
    answer = ask_lake("/maps/embed/none")
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *"
    )
    assert answer.text.startswith(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><title>No such story</title><style>html{background:'
    )
    (style,) = re.findall(r"<style>(.*?)</style></head><body><main><h1>No such story</h1><p>", answer.text)
    assert re.findall(r"(\w+)\{[^{}]+\}", style) == ["html", "body", "main", "a"]
    assert re.sub(r"(html|body|main|a)\{[^{}]+\}", "", style) == ""  # no rule is broken
    assert "<p>The stories are:</p><ul><li>" in answer.text and answer.text.endswith("</main></body></html>")


def test_a_packed_page_is_a_page_and_a_picture_s_tag_is_that_of_its_page_and_its_width(
    ask_lake: Ask, tmp_path: Path
) -> None:
    page = ask_lake("/maps/embed/lake-crossing")
    packed = ask_lake("/maps/embed/lake-crossing", accept_encoding="gzip")
    assert packed.headers["content-type"] == page.headers["content-type"] == "text/html; charset=utf-8"
    etag = page.headers["etag"]
    assert packed.headers["etag"] == f'{etag[:-1]}-gz"'
    for width in (1200, 600):
        tag = f'{etag[:-1]}-{width}"'
        answer = ask_lake(f"/maps/embed/lake-crossing-card.png?width={width}", if_none_match=tag)
        assert (answer.status, answer.headers["etag"], answer.headers["cache-control"]) == (
            304,
            tag,
            "public, max-age=86400",
        )
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.fixture
def read_pages(tmp_path: Path) -> Pages:
    write_story(tmp_path, READ)
    return Pages(tmp_path, lambda story: Page("<html>", f"{story.chosen}", policy="default-src 'none'"))


def test_an_address_carries_a_reading(read_pages: Pages) -> None:
    app = Starlette(routes=routes(read_pages))
    usual, other = (ask_app(app, f"/embed/lake-crossing{query}") for query in ("", "?reading=eviana:lausanne"))
    assert (usual.status, other.status) == (200, 200)
    assert "lausanne" in other.text and other.headers["etag"] != usual.headers["etag"]
    assert ask_app(app, "/embed/lake-crossing?reading=eviana:evian").headers["etag"] == usual.headers["etag"]
    address = quote("http://maps.example/embed/lake-crossing?reading=eviana:lausanne#the-denial", safe="")
    told = ask_app(app, f"/oembed?url={address}")
    assert "/embed/lake-crossing?reading=eviana:lausanne#the-denial" in json.loads(told.text)["html"]


@pytest.mark.parametrize(
    ("reading", "status", "said"),
    [
        ("evian:lausanne", 404, "There is no reading"),
        ("eviana:geneva", 404, "has no place"),
        ("eviana", 400, "is no reading; write one such as kanege:kanggye, several apart by commas."),
    ],
)
def test_an_unknown_reading_is_answered_in_a_sentence(read_pages: Pages, reading: str, status: int, said: str) -> None:
    app = Starlette(routes=routes(read_pages))
    for path in ("/embed/lake-crossing", "/embed/lake-crossing-card.png"):
        answer = ask_app(app, f"{path}?reading={reading}")
        assert answer.status == status and said in answer.text


def test_a_story_s_former_address_leads_to_today_s_with_all_that_it_asks(tmp_path: Path) -> None:
    two_folders(tmp_path, "formerly: [near-shore]")
    app = Starlette(routes=routes(Pages(tmp_path, page_of), prefix="maps", desk=PictureDesk(studio)))
    led = {
        path: (answer.status, answer.headers.get("location"))
        for path in ("embed/near-shore?theme=dark&a=%2F", "embed/near-shore-card.png?width=600", "atlas/near-shore")
        for answer in [ask_app(app, f"/maps/{path}")]
    }
    assert led == {
        "embed/near-shore?theme=dark&a=%2F": (308, "/maps/embed/far-shore?theme=dark&a=%2F"),
        "embed/near-shore-card.png?width=600": (308, "/maps/embed/far-shore-card.png?width=600"),
        "atlas/near-shore": (308, "/maps/atlas/far-shore"),
    }
    told = ask_app(
        app, "/maps/oembed?url=http%3A//maps.example/maps/embed/near-shore%23the-answer", host="maps.example"
    )
    assert 'src="http://maps.example/maps/embed/far-shore#the-denial"' in told.json["html"]
    assert ask_app(app, "/maps/embed/no-shore").status == 404

"""What the route beside a page answers: its files with their types, whole and in ranges, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from starlette.applications import Starlette

from narrative.page import render_page
from narrative.serving.pages import Pages
from narrative.serving.server import routes
from tests.asked import Answer, ask_app
from tests.media import FILM, recording, write_media_story


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_media_story(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def pages(home: Path) -> Pages:
    return Pages(home.parent, render_page)


@pytest.fixture(scope="module")
def ask(pages: Pages) -> Callable[..., Answer]:
    return partial(ask_app, Starlette(routes=routes(pages)))


def address(pages: Pages, start: str) -> str:
    found = [each for each in pages.get("lake-crossing").page.files if each.startswith(f"media/lake-crossing/{start}")]
    return f"/embed/{found[0]}"


def test_a_picture_comes_with_its_type_and_may_be_kept(pages: Pages, ask: Callable[..., Answer]) -> None:
    answer = ask(address(pages, "bridge-480"))
    assert (answer.status, answer.headers["content-type"]) == (200, "image/webp")
    assert Image.open(io.BytesIO(answer.body)).size == (480, 320)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert ask(address(pages, "bridge-480"), if_none_match=answer.headers["etag"]).status == 304


@pytest.mark.parametrize(
    ("start", "mime", "body"), [("oars", "audio/wav", recording()), ("lake", "video/webm", FILM.read_bytes())]
)
def test_a_recording_comes_whole_and_in_the_ranges_that_a_player_asks_for(
    pages: Pages, ask: Callable[..., Answer], start: str, mime: str, body: bytes
) -> None:
    whole = ask(address(pages, start))
    assert (whole.status, whole.headers["content-type"], whole.body) == (200, mime, body)
    part = ask(address(pages, start), range="bytes=100-199")
    assert (part.status, part.body) == (206, body[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(body)}"
    assert ask(address(pages, start), range=f"bytes={len(body)}-").status == 416


@pytest.mark.parametrize(
    "path",
    [
        "/embed/media/lake-crossing/bridge-480-000000000000.webp",
        "/embed/media/lake-crossing/story.yaml",
        "/embed/media/lake-crossing/..%2Fstory.yaml",
        "/embed/media/atlantis/bridge.webp",
    ],
)
def test_no_other_file_is_given(ask: Callable[..., Answer], path: str) -> None:
    answer = ask(path)
    assert answer.status == 404
    assert "<h1>No such" in answer.text


def test_what_has_gone_or_is_broken_meanwhile_is_a_sentence(tmp_path: Path) -> None:
    folder = write_media_story(tmp_path)
    pages = Pages(tmp_path, render_page, look_every=1e9)
    ask = partial(ask_app, Starlette(routes=routes(pages)))
    sound, picture = address(pages, "oars"), address(pages, "now-480")
    (folder / "media" / "oars.wav").unlink()
    (folder / "media" / "now.png").write_bytes(b"no picture any more")
    assert (ask(sound).status, ask(picture).status) == (404, 404)


def test_the_page_s_policy_is_sent_as_a_header_too(ask: Callable[..., Answer]) -> None:
    policy = ask("/embed/lake-crossing").headers["content-security-policy"]
    assert "img-src 'self' data:; media-src 'self' data:" in policy

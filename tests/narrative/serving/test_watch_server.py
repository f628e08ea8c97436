"""A story that is watched, on a server of this machine: the same page, in a shell that tells of each new state."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.page import render_page
from narrative.page.value import Page
from narrative.serving.pages import UnknownStory
from narrative.serving.watch_server import WatchedPages, event_of, shell_page, states, watch_app
from narrative.serving.watching import Watched
from narrative.story import load_story
from tests.asked import ask_app
from tests.stories import BROKEN, RETOLD, STORY, line_of


def test_the_page_is_byte_for_byte_the_one_that_other_hosts_serve(home: Path) -> None:
    ask = partial(ask_app, watch_app(Watched(home, render=render_page)), host="localhost:8600")
    answer = ask("/embed/lake-crossing", accept_encoding="gzip")
    assert answer.body == render_page(load_story(home)).body
    assert "content-encoding" not in answer.headers
    assert "connect-src" not in answer.headers["content-security-policy"]
    assert ask("/embed/another").status == 404
    assert ask("/healthz").json["stories"] == ["lake-crossing"]


def test_the_shell_is_served_to_this_machine_only_and_allows_nothing_from_outside(watched: Watched) -> None:
    ask = partial(ask_app, watch_app(watched), host="localhost:8600")
    policy = ask("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    codes = [ask(f"/watching/{name}").status for name in ("watch.js", "watch.css", "watch.html")]
    assert codes == [200, 200, 404]
    assert ask_app(watch_app(watched), "/", host="evil.example").status == 400


def test_a_title_cannot_break_out_of_the_shell(home: Path) -> None:
    hostile = STORY.replace("title: The Lake Crossing", "title: </script><img src=x>{{ data }}")
    (home / "story.yaml").write_text(hostile, encoding="utf-8")
    html = shell_page(WatchedPages(Watched(home, render=lambda story: Page(story.title, ""))))
    assert "<img" not in html
    assert html.count("</script>") == 2


def test_an_event_names_the_page_by_its_bytes(home: Path, watched: Watched) -> None:
    told = json.loads(event_of(watched.state).removeprefix("data: "))
    assert told["steps"] == ["the-letter", "the-denial", "read-on"]
    (home / "story.yaml").write_text(RETOLD, encoding="utf-8")
    watched.look()
    assert json.loads(event_of(watched.state).removeprefix("data: "))["page"] != told["page"]


def test_who_comes_is_told_the_state_as_it_is_and_then_every_new_one(home: Path, watched: Watched) -> None:
    async def two_events() -> list[str]:
        events = states(watched)
        first = await anext(events)
        (home / "story.yaml").write_text(BROKEN, encoding="utf-8")
        await asyncio.to_thread(watched.look)
        second = await anext(events)
        await events.aclose()
        return [first, second]

    with ThreadPoolExecutor(1) as thread:  # the browser's fixtures have an event loop running in this one
        told = [json.loads(each.removeprefix("data: ")) for each in thread.submit(asyncio.run, two_events()).result()]
    assert [len(each["faults"]) for each in told] == [0, 1]
    assert told[0]["page"] == told[1]["page"]  # the last good one stays up
    assert told[1]["faults"][0]["where"].endswith(f"story.yaml:{line_of(BROKEN, 'rumoured')}")


def test_the_watched_story_is_the_only_one_and_without_a_good_page_its_faults_are_told(home: Path) -> None:
    (home / "story.yaml").write_text(BROKEN, encoding="utf-8")
    pages = WatchedPages(Watched(home, render=lambda story: Page(story.title, "")))
    assert pages.slugs() == ["lake-crossing"]
    with pytest.raises(UnknownStory):
        pages.get("another-crossing")
    with pytest.raises(Faults, match="rumoured"):
        pages.get("lake-crossing")
    assert "<title>lake-crossing</title>" in shell_page(pages)

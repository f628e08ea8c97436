"""An address with an id that a step had before opens that step, and becomes the address of today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from narrative.page import render_page
from narrative.story import load_story
from tests.stories import STORY, write_story

RENAMED = STORY.replace("  - id: the-denial\n", "  - id: the-denial\n    formerly: [an-answer]\n")


@pytest.fixture
def address(tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_bytes(render_page(load_story(write_story(tmp_path, RENAMED))).body)
    return path.as_uri()


@pytest.mark.parametrize(("asked", "becomes"), [("#an-answer", "#the-denial"), ("?step=an-answer", "?step=the-denial")])
def test_a_former_id_opens_its_step(open_page: Callable[..., Page], address: str, asked: str, becomes: str) -> None:
    page = open_page(address + asked, reduced_motion="reduce")
    page.wait_for_selector("html[data-settled='the-denial']")
    assert page.url == address + becomes


def test_a_link_to_a_former_id_leads_on_while_one_reads(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address, reduced_motion="reduce")
    page.wait_for_selector("html[data-settled='the-letter']")
    page.evaluate("location.hash = 'an-answer'")
    page.wait_for_selector("html[data-settled='the-denial']")
    assert page.url == f"{address}#the-denial"


def test_an_unknown_id_opens_the_first_step_still(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}#constructor", reduced_motion="reduce")
    page.wait_for_selector("html[data-settled='the-letter']")


def test_a_story_that_was_never_renamed_carries_nothing_of_it(tmp_path: Path) -> None:
    assert "narrativeMapFormer" not in render_page(load_story(write_story(tmp_path, STORY))).html

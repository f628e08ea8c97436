"""The page in a frame of another site: every step fires at any height, messages go both ways, no wheel is trapped."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from narrative.story import Story

Open = Callable[..., Page]
HEIGHTS_PX = (320, 500, 700)
LISTEN = """
var heard = [];
addEventListener("message", function (event) { if (event.source === frames[0]) heard.push(event.data); });
function tell(command) { frames[0].postMessage(command, "*"); }
"""
# The next message that fits, from the first that has not been asked for yet.
NEXT = """(wanted) => new Promise((found) => {
  const fits = (said) => said && Object.keys(wanted).every((key) => said[key] === wanted[key]);
  const look = () => { const at = heard.findIndex(fits); return at < 0 ? null : heard.splice(0, at + 1).pop(); };
  const now = look();
  if (now) return found(now);
  addEventListener("message", function listen() {
    const said = look();
    if (said) { removeEventListener("message", listen); found(said); }
  });
})"""


@pytest.fixture
def embedded(open_page: Open, server: str, story: Story, elsewhere: Callable[[str], str]) -> Callable[..., Page]:
    """``embedded(height, fragment="")``: a long page of another site with the story in a frame of that height."""

    def embed(height: int, fragment: str = "", **options: Any) -> Page:
        source = escape(f"{server}/embed/{story.slug}{fragment}")
        html = f"""<!DOCTYPE html><title>Elsewhere</title><style>p {{ height: 900px; margin: 0 }}</style>
<p>Before</p><script>{LISTEN}</script>
<iframe src="{source}" width="700" height="{height}" style="border:0"></iframe><p>After</p>"""
        page = open_page(elsewhere(html), **{"reduced_motion": "reduce", **options})
        said(page, type="ready")
        page.locator("iframe").scroll_into_view_if_needed()  # a browser draws nothing in a frame that is out of sight
        return page

    return embed


def said(page: Page, **wanted: Any) -> dict[str, Any]:
    """Wait for a message from the frame that has these values."""
    message: dict[str, Any] = page.evaluate(NEXT, wanted)
    return message


def tell(page: Page, **command: Any) -> None:
    page.evaluate("(command) => tell(command)", {"target": "narrative-map", "version": 1, **command})


def inside(page: Page) -> Frame:
    return page.frames[1]


@pytest.mark.parametrize("height", HEIGHTS_PX)
def test_at_any_height_commands_are_answered_every_step_fires_and_the_wheel_is_let_go(
    embedded: Callable[..., Page], story: Story, height: int
) -> None:
    page = embedded(height)
    commands_are_answered_with_their_request_id(page, story)
    what_is_no_command_of_ours_is_ignored(page)
    before = page.evaluate("history.length")
    every_step_fires_when_it_is_scrolled_to(page, story)
    assert page.evaluate("history.length") == before
    past_the_end_the_wheel_scrolls_the_page_around(page, story)


def every_step_fires_when_it_is_scrolled_to(page: Page, story: Story) -> None:
    for step in story.steps[1:]:
        inside(page).locator(f"section#{step.id} h2").evaluate("title => title.scrollIntoView({block: 'center'})")
        message = said(page, type="step", step=step.id)
        assert (message["index"], message["total"], message["story"]) == (step.index, len(story.steps), story.slug)
        inside(page).locator(f'html[data-settled="{step.id}"]').wait_for(state="attached")


def commands_are_answered_with_their_request_id(page: Page, story: Story) -> None:
    tell(page, type="goto", step=story.steps[5].id, requestId="one")
    assert said(page, requestId="one")["step"] == story.steps[5].id
    tell(page, type="next", requestId=2)
    assert said(page, requestId=2)["step"] == story.steps[6].id
    tell(page, type="previous", requestId=3)
    assert said(page, requestId=3)["step"] == story.steps[5].id
    tell(page, type="goto", step="nowhere", requestId="four")
    assert said(page, requestId="four")["type"] == "error"
    inside(page).locator(f'html[data-settled="{story.steps[5].id}"]').wait_for(state="attached")


def test_two_commands_in_a_row_end_at_the_second(embedded: Callable[..., Page], story: Story) -> None:
    page = embedded(500, reduced_motion="no-preference")
    tell(page, type="goto", step=story.steps[12].id, requestId=1)
    tell(page, type="goto", step=story.steps[4].id, requestId=2)
    assert said(page, requestId=2)["step"] == story.steps[4].id
    inside(page).locator(f'html[data-settled="{story.steps[4].id}"]').wait_for(state="attached")


def what_is_no_command_of_ours_is_ignored(page: Page) -> None:
    before = inside(page).locator("html").get_attribute("data-step")
    no_version, other_version = {"type": "next"}, {"target": "narrative-map", "version": 2, "type": "next"}
    nonsenses: list[Any] = [None, 7, "goto", [], no_version, other_version]
    for nonsense in nonsenses:
        page.evaluate("(nonsense) => tell(nonsense)", nonsense)
    tell(page, type="goto", step=before, requestId="last")
    assert said(page, requestId="last")["step"] == before
    assert inside(page).locator("html").get_attribute("data-step") == before


@pytest.mark.parametrize("height", HEIGHTS_PX)
def test_a_deep_link_opens_its_step(embedded: Callable[..., Page], story: Story, height: int) -> None:
    step = story.steps[9]
    page = embedded(height, f"#{step.id}")
    inside(page).locator(f'html[data-step="{step.id}"][data-settled="{step.id}"]').wait_for(state="attached")


# A page that grows under the wheel takes it for itself: its end has to stay its end for ten frames.
AT_THE_END = """() => new Promise((done) => {
    const root = document.documentElement;
    let frames = 0;
    const look = () => {
        frames = scrollY + innerHeight >= root.scrollHeight - 1 ? frames + 1 : 0;
        if (!frames) window.scrollTo({top: root.scrollHeight, behavior: 'instant'});
        if (frames < 10) requestAnimationFrame(look); else done();
    };
    look();
})"""


def past_the_end_the_wheel_scrolls_the_page_around(page: Page, story: Story) -> None:
    frame = page.locator("iframe")
    inside(page).wait_for_load_state("load")  # the page grows until it has all come
    inside(page).evaluate("() => document.fonts.ready.then(() => {})")
    inside(page).evaluate("window.scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
    inside(page).locator(f'html[data-settled="{story.steps[-1].id}"]').wait_for(state="attached")
    inside(page).evaluate(AT_THE_END)
    box = frame.bounding_box()
    assert box
    before = page.evaluate("scrollY")
    # Over the text, where a map could not take the wheel, and over the map, where it must not.
    page.mouse.move(box["x"] + 100, box["y"] + box["height"] * 0.8)
    page.mouse.wheel(0, 300)
    page.wait_for_function("(before) => scrollY > before", arg=before)


def test_the_page_works_in_a_frame_that_may_only_run_scripts(
    open_page: Open, server: str, story: Story, elsewhere: Callable[[str], str]
) -> None:
    html = f"""<!DOCTYPE html><title>Elsewhere</title><script>{LISTEN}</script>
<iframe sandbox="allow-scripts" src="{server}/embed/{story.slug}" width="700" height="500"></iframe>"""
    page = open_page(elsewhere(html), reduced_motion="reduce")
    said(page, type="ready")
    tell(page, type="goto", step=story.steps[3].id, requestId=1)
    assert said(page, requestId=1)["step"] == story.steps[3].id

"""The app in a real browser: address, sidebar and map follow each other, and nothing ever reloads the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, ViewportSize, expect

from narrative.story import Story
from tests.conftest import DESKTOP, PHONE, Heard, page_for_many

Open = Callable[..., Page]
MARK = "document.documentElement.myMark = 38"


def frame_of(page: Page) -> FrameLocator:
    return page.frame_locator("iframe.story-frame")


def settled(page: Page, step: str) -> None:
    """Wait until the frame's map has come to rest on a step."""
    frame_of(page).locator(f'html[data-step="{step}"][data-settled="{step}"]').wait_for(state="attached")


def address_says(page: Page, step: str) -> None:
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("step") == [step])


def scroll_to(page: Page, step: str) -> None:
    """Scroll inside the frame as a reader does, so that a step's text is in the middle."""
    frame_of(page).locator(f"section#{step}").evaluate("section => section.scrollIntoView({block: 'center'})")


def in_view(page: Page, story: Story, index: int) -> None:
    """Wait until the sidebar's own part shows a step."""
    expect(page.get_by_test_id("stSidebar").locator("strong", has_text=story.steps[index].title)).to_be_visible()


def history_length(page: Page) -> int:
    return int(page.evaluate("history.length"))


def fills_what_is_left(page: Page, viewport: ViewportSize) -> None:
    """The story fills what the sidebar leaves, and only the story scrolls."""
    fills = (
        "([frame, right, bottom], box = frame.getBoundingClientRect()) => box.right === right && box.bottom === bottom"
    )
    frame = page.locator("iframe.story-frame").element_handle()
    page.wait_for_function(fills, arg=[frame, viewport["width"], viewport["height"]])  # the style sheet may come later
    box = page.locator("iframe.story-frame").bounding_box()
    assert box
    assert box["height"] >= viewport["height"] - 40
    assert box["x"] in (0, 300)
    overflow = "[document.documentElement, document.querySelector('.stMain')].map(e => e.scrollHeight - e.clientHeight)"
    assert page.evaluate(overflow) == [0, 0]


@pytest.fixture(scope="module")
def shared_page(browser: Browser, server: str, story: Story) -> Iterator[tuple[Page, Heard]]:
    """The story in the app, as it opens, for the tests that leave it so; and what is heard of it."""
    with page_for_many(browser, f"{server}/?story={story.slug}", reduced_motion="reduce") as (page, heard):
        settled(page, story.steps[0].id)
        yield page, heard


@pytest.fixture
def opened(shared_page: tuple[Page, Heard]) -> Iterator[Page]:
    """The shared page: nobody has pressed or scrolled anything in it."""
    page, heard = shared_page
    yield page
    assert heard.told() == Heard()


def test_address_sidebar_and_map_follow_each_other_without_a_reload(open_page: Open, server: str, story: Story) -> None:
    page = open_page(f"{server}/?story={story.slug}", reduced_motion="reduce")
    settled(page, story.steps[0].id)
    frame_of(page).locator("html").evaluate(f"() => {{ {MARK} }}")
    entries = history_length(page)
    for index in (1, 2, 4):
        step = story.steps[index]
        scroll_to(page, step.id)
        address_says(page, step.id)
        settled(page, step.id)
        expect(page.locator('a[aria-current="step"]', has_text=step.title)).to_be_visible()
        in_view(page, story, index)
    assert frame_of(page).locator("html").evaluate("html => html.myMark") == 38
    assert history_length(page) == entries, "a step that is read is no entry of the history"
    # A choice in the sidebar moves the map, and back returns.
    chosen = story.steps[9]
    page.get_by_role("navigation", name="Steps of the story").get_by_role("link", name=chosen.title).click()
    settled(page, chosen.id)
    address_says(page, chosen.id)
    in_view(page, story, 9)
    page.go_back()
    settled(page, story.steps[4].id)
    address_says(page, story.steps[4].id)
    in_view(page, story, 4)
    assert frame_of(page).locator("html").evaluate("html => html.myMark") == 38, "the choice has reloaded the frame"
    # The frame takes the room of a sidebar that is shut.
    page.get_by_test_id("stSidebarHeader").hover()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    page.wait_for_function("document.querySelector('.stMain').getBoundingClientRect().left === 0")
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    box = page.locator("iframe.story-frame").bounding_box()
    button = page.get_by_test_id("stExpandSidebarButton").bounding_box()
    assert box
    assert button
    assert box["width"] == 1280
    assert button["y"] + button["height"] <= box["y"]


def test_without_a_step_the_story_opens_on_its_title(opened: Page) -> None:
    page = opened
    expect(frame_of(page).get_by_role("heading", level=1)).to_be_in_viewport()
    assert "step=" not in page.url


def test_on_a_phone_the_story_fills_the_screen_and_a_choice_shuts_the_sidebar_to_show_it(
    open_page: Open, server: str, story: Story
) -> None:
    page = open_page(f"{server}/?story={story.slug}", viewport=PHONE, has_touch=True, is_mobile=True)
    settled(page, story.steps[0].id)
    fills_what_is_left(page, PHONE)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name=story.steps[4].title).click()
    settled(page, story.steps[4].id)
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()


def test_the_story_fills_what_the_sidebar_leaves_and_only_the_story_scrolls(opened: Page) -> None:
    fills_what_is_left(opened, DESKTOP)


def test_what_the_sidebar_shows_has_names(opened: Page, story: Story) -> None:
    page = opened
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar.get_by_role("heading", name=story.title)).to_be_visible()
    steps = sidebar.get_by_role("navigation", name="Steps of the story")
    expect(steps.get_by_role("link")).to_have_count(len(story.steps))
    expect(page.locator("iframe.story-frame")).to_have_attribute("title", story.title)
    with page.expect_download() as download:
        sidebar.get_by_role("button", name="The places, as GeoJSON").click()
    assert download.value.path().read_bytes() == (story.folder / "places.geojson").read_bytes()
    with page.expect_download() as download:
        sidebar.get_by_role("button", name="The page, as HTML").click()
    assert f'data-story="{story.slug}"' in download.value.path().read_text(encoding="utf-8")


def test_the_app_in_somebodys_frame_shows_the_story_alone_dark_if_asked_and_passes_messages_on(
    open_page: Open, server: str, story: Story, elsewhere: Callable[[str], str]
) -> None:
    step = story.steps[3].id
    html = f"""<!DOCTYPE html><title>Elsewhere</title>
<iframe src="{server}/?embed=true&amp;embed_options=dark_theme" width="900" height="600"></iframe>
<script>
var said = document.documentElement.dataset;
addEventListener("message", function (event) {{
  if (!event.data || event.data.source !== "narrative-map") return;
  said[event.data.type] = event.data.step;
  if (event.data.type === "ready") frames[0].postMessage(
    {{target: "narrative-map", version: 1, type: "goto", step: "{step}", requestId: "a"}}, "*");
  if (event.data.requestId === "a") said.answered = event.data.step;
}});
</script>"""
    page = open_page(elsewhere(html), color_scheme="light", reduced_motion="reduce")
    page.locator(f'html[data-answered="{step}"]').wait_for(state="attached")
    app = page.frame_locator("iframe")
    app.frame_locator("iframe.story-frame").locator(f'html[data-settled="{step}"]').wait_for(state="attached")
    story_frame = app.frame_locator("iframe.story-frame")
    expect(story_frame.locator("html")).to_have_attribute("data-theme", "dark")  # even against the system
    expect(app.get_by_test_id("stSidebar")).to_have_count(0)
    box = app.locator("iframe.story-frame").bounding_box()
    assert box
    assert (box["width"], box["height"]) == (900, 600)


def test_a_host_without_our_routes_shows_the_same_page_inline(
    open_page: Open, server_without_routes: str, story: Story
) -> None:
    page = open_page(f"{server_without_routes}/?step={story.steps[6].id}", reduced_motion="reduce")
    settled(page, story.steps[6].id)
    assert page.locator("iframe.story-frame").get_attribute("src") is None
    page.get_by_role("link", name=story.steps[2].title).click()
    settled(page, story.steps[2].id)
    address_says(page, story.steps[2].id)
    in_view(page, story, 2)


def test_a_host_that_answers_our_address_with_something_else_shows_the_page_inline(
    open_page: Open, heard: Heard, server: str, story: Story
) -> None:
    page = open_page()
    answer = {"status": 404, "body": "<p>Not here</p>", "content_type": "text/html"}
    page.route("**/embed/*", lambda route: route.fulfill(**answer))
    page.goto(f"{server}/?story={story.slug}")
    page.locator("iframe.story-frame[srcdoc]").wait_for()
    settled(page, story.steps[0].id)
    assert all("404" in each for each in heard.console)
    heard.console.clear()


def test_a_story_or_step_that_is_not_there_is_a_sentence(open_page: Open, server: str, story: Story) -> None:
    page = open_page(f"{server}/?story=nowhere", reduced_motion="reduce")
    expect(page.get_by_text('There is no story "nowhere".')).to_be_visible()
    page.get_by_role("link", name=story.slug).wait_for()
    page.goto(f"{server}/?step=nowhere")
    expect(page.get_by_text("There is no step “nowhere” in this story.")).to_be_visible()
    expect(page.get_by_role("link", name=story.steps[0].title)).to_be_visible()


def test_whom_the_reader_follows_and_in_which_order_is_in_the_apps_address_too(
    open_page: Open, server: str, story: Story
) -> None:
    page = open_page(f"{server}/?people=shtykov&places=ongjin&order=date", reduced_motion="reduce")
    chip = frame_of(page).locator(".chip-who")
    expect(chip).to_contain_text("Shtykov and Ongjin")
    expect(frame_of(page).locator("html")).to_have_attribute("data-order", "date")
    scroll_to(page, "before-the-flight")
    address_says(page, "before-the-flight")
    assert "people=shtykov&places=ongjin&order=date" in page.url
    entries = history_length(page)
    frame_of(page).get_by_role("button", name="Show all steps again").click()
    frame_of(page).get_by_role("switch").click()
    page.wait_for_url(lambda url: not {"people", "places", "order"} & set(parse_qs(urlsplit(url).query)))
    frame_of(page).locator("#choose").click()
    frame_of(page).get_by_role("dialog").locator("input[value=tunkin]").check()
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("people") == ["tunkin"])
    assert history_length(page) == entries
    copied = open_page(page.url, reduced_motion="reduce")
    expect(frame_of(copied).locator(".chip-who")).to_contain_text("Tunkin")
    assert parse_qs(urlsplit(copied.url).query)["people"] == ["tunkin"]


@pytest.mark.parametrize("path", ["places", "time-line", "stories"])
def test_a_link_to_a_page_opens_it_without_a_word_in_the_console(
    open_page: Open, server: str, story: Story, path: str
) -> None:
    page = open_page(f"{server}/{path}?story={story.slug}", reduced_motion="reduce")
    expect(page.get_by_role("heading", level=1)).to_have_text(path.replace("-", " ").capitalize())
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    assert urlsplit(page.url).path == f"/{path}"
    if path != "stories":  # and the way from there is no longer than from elsewhere
        page.get_by_test_id("stTopNavLink").filter(has_text="People").first.click()
        page.wait_for_url(f"{server}/people**")


def test_an_address_opens_its_step_and_step_and_reading_are_kept_on_every_page_and_after_a_reload(
    open_page: Open, server: str, story: Story
) -> None:
    step = next(step for step in story.steps if any(step.id in each.steps for each in story.readings.values()))
    first = story.steps[step.index - 1]
    page = open_page(f"{server}/?story={story.slug}&step={first.id}", reduced_motion="reduce")
    settled(page, first.id)
    in_view(page, story, first.index)
    expect(page.locator('a[aria-current="step"]', has_text=first.title)).to_be_visible()
    # The step that is read on to and the reading that is chosen there are what is kept.
    scroll_to(page, step.id)
    address_says(page, step.id)
    settled(page, step.id)
    frame_of(page).locator(f"#{step.id}").get_by_role("link", name="read it as Kanggye").click()
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("reading") == ["kanege:kanggye"])
    settled(page, step.id)
    drawn = frame_of(page).locator(".folium-map .place[data-place=kanggye][aria-current]")
    expect(drawn).to_have_count(1)
    page.get_by_test_id("stTopNavLink").filter(has_text="Places").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Places")
    page.get_by_test_id("stTopNavLink").filter(has_text="Story").first.click()
    settled(page, step.id)
    address_says(page, step.id)
    expect(drawn).to_have_count(1)
    page.reload()
    settled(page, step.id)
    expect(drawn).to_have_count(1)
    assert parse_qs(urlsplit(page.url).query)["reading"] == ["kanege:kanggye"]

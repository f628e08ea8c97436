"""Claims in a real browser: opened by click, key and address; from a disputed step to what disputes it and back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

from narrative.story import Story
from tests.conftest import DESKTOP, PHONE
from tests.inks import RENDERED, contrast, faint_texts, rgb
from tests.narrative.page.test_render_browser import settled

Open = Callable[..., Page]
PANEL = ".claims-panel"
SIZES: list[ViewportSize] = [DESKTOP, PHONE, {"width": 700, "height": 500}, {"width": 320, "height": 640}]
# Texts of the panel that are wider than what holds them, or that lie outside the frame.
CLIPPED = """() => [...document.querySelectorAll('.claims-panel *')].filter((e) => {
  const box = e.getBoundingClientRect();
  return e.checkVisibility() && box.width && !e.closest('svg')
    && (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'
      || box.left < -1 || box.right > innerWidth + 1);
}).map((e) => e.className + ': ' + e.textContent.slice(0, 40))"""

RENDERED_IN_PANEL = RENDERED.replace("'body, body *'", f"'{PANEL}, {PANEL} *'")


def fragment(page: Page) -> str:
    return str(page.evaluate("location.hash"))


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_button_opens_the_list_and_the_list_each_claim(
    open_built: Open, story: Story, viewport: ViewportSize
) -> None:
    page = open_built(viewport=viewport)
    page.locator(".claims-open").click()
    assert page.locator(f"{PANEL} h2").inner_text() == "Claims"
    assert page.locator(f"{PANEL} .claims-list a").count() == len(story.claims)
    for number, claim in enumerate(story.claims):
        page.locator(f"{PANEL} .claims-list a").nth(number).click()
        assert page.locator(f"{PANEL} .side").count() == len(claim.sides)
        assert page.locator(".claims-count").inner_text() == f"{number + 1} / {len(story.claims)}"
        assert fragment(page) == f"#claim-{claim.id}"
        page.locator(".claims-all").click()
        page.wait_for_selector(f"{PANEL} .claims-list")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_from_a_disputed_step_to_what_disputes_it_and_back_each_is_one_click(
    open_built: Open, story: Story, viewport: ViewportSize
) -> None:
    page = open_built("#two-divisions", viewport=viewport)
    page.locator("#two-divisions .weighed a[href^='#claim-']").click()
    against = page.locator(f"{PANEL} .side", has_text="Chiang Kai-shek")
    assert against.is_visible()
    assert against.locator(".to").inner_text() == "to whom is not said"
    against.locator(".told-in a").click()
    settled(page, "what-mao-said")
    assert not page.locator(PANEL).is_visible()
    assert fragment(page) == "#what-mao-said"
    assert page.evaluate("document.activeElement.matches('#what-mao-said h2')")
    page.locator("#what-mao-said .way-back a").click()
    assert page.locator(f"{PANEL} .side").count() == 4
    page.locator(f"{PANEL} .told-in a", has_text="Two divisions").click()
    settled(page, "two-divisions")
    assert page.locator(".way-back").count() == 1


def test_each_side_leads_to_its_step(open_built: Open, story: Story) -> None:
    page = open_built()
    for claim in story.claims:
        for number, side in enumerate(claim.sides):
            page.evaluate("(id) => narrativeMap.claims.go(id)", f"claim-{claim.id}")
            page.locator(f"{PANEL} .told-in a").nth(number).click()
            settled(page, side.step)
            assert page.locator(f"#{side.step} .way-back a").get_attribute("href") == f"#claim-{claim.id}"
            top = page.locator(f"#{side.step} .way-back").bounding_box()
            assert top and 0 <= top["y"] <= DESKTOP["height"] / 3


def test_back_returns_from_a_step_to_the_claim_and_from_the_claim_to_the_step(open_built: Open) -> None:
    page = open_built("#two-divisions")
    page.locator("#two-divisions .weighed a[href^='#claim-']").click()
    page.locator(f"{PANEL} .told-in a").last.click()
    settled(page, "what-mao-said")
    page.go_back()
    page.wait_for_selector(f"{PANEL}:not([hidden])")
    assert fragment(page) == "#claim-maos-promise"
    page.go_back()
    page.wait_for_selector(f"{PANEL}[hidden]", state="attached")
    settled(page, "two-divisions")
    page.go_forward()
    page.wait_for_selector(f"{PANEL}:not([hidden])")


@pytest.mark.parametrize("close", ["Escape", "the cross"])
def test_closing_gives_focus_place_and_history_back(open_built: Open, close: str) -> None:
    page = open_built("#an-attack-foretold")
    page.mouse.move(200, 500)
    page.mouse.wheel(0, 60)
    link = page.locator("#an-attack-foretold .weighed a[href^='#claim-']")
    link.scroll_into_view_if_needed()
    before = page.evaluate("[scrollY, history.length, location.hash]")
    link.focus()
    page.keyboard.press("Enter")
    page.locator(".claims-all").click()
    page.keyboard.press("Escape") if close == "Escape" else page.locator(".claims-close").click()
    page.wait_for_selector(f"{PANEL}[hidden]", state="attached")
    assert page.evaluate("document.activeElement.matches(`#an-attack-foretold .weighed a[href^='#claim-']`)")
    assert page.evaluate("[scrollY, location.hash]") == [before[0], before[2]]
    assert page.evaluate("[...document.body.children].filter((e) => e.inert).length") == 0


def test_the_keyboard_alone_goes_all_the_way(open_built: Open, story: Story) -> None:
    page = open_built("#the-directive")
    page.locator(".claims-open").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Claims"
    reached = set()
    for _ in range(len(story.claims) + 3):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent"))
        inside = "!document.activeElement.closest('main, .masthead, .appendix, .folium-map, .timeline')"
        assert page.evaluate(inside), "nothing behind the panel takes the focus"
    assert {claim.title for claim in story.claims} <= {str(each).replace("’", "'") for each in reached}
    page.locator(f"{PANEL} .claims-list a").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    assert fragment(page) == f"#claim-{story.claims[1].id}"
    page.keyboard.press("ArrowLeft")
    assert fragment(page) == f"#claim-{story.claims[0].id}"
    assert page.locator(".claims-previous").is_disabled()
    page.keyboard.press("Escape")
    page.wait_for_selector(f"{PANEL}[hidden]", state="attached")
    assert page.evaluate("document.activeElement.className") == "claims-open"
    assert page.evaluate("document.documentElement.dataset.step") == "the-directive"


def test_a_card_opens_above_the_panel_and_closes_first(open_built: Open) -> None:
    page = open_built("#claim-maos-promise")
    page.locator(f"{PANEL} a[href='#person-shtykov']").click()
    card = page.locator("#card")
    assert card.is_visible()
    box = card.bounding_box()
    assert (
        box and page.evaluate("([x, y]) => document.elementFromPoint(x, y).id", [box["x"] + 9, box["y"] + 9]) == "card"
    )
    page.keyboard.press("Escape")
    assert not card.is_visible() and page.locator(PANEL).is_visible()
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#person-shtykov"
    page.keyboard.press("Enter")
    card.locator("ol a").first.click()
    assert not card.is_visible() and not page.locator(PANEL).is_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_link_from_outside_opens_the_claim_over_its_first_step(
    open_page: Open, built: Path, story: Story, viewport: ViewportSize
) -> None:
    page = open_page(viewport=viewport, reduced_motion="reduce")
    for claim in story.claims:
        page.goto("about:blank")  # an address that differs in its claim alone would not load again
        page.goto(f"{built.as_uri()}#claim-{claim.id}")
        page.wait_for_selector(f"{PANEL}:not([hidden])")
        settled(page, claim.sides[0].step)
        assert fragment(page) == f"#claim-{claim.id}"
        page.keyboard.press("Escape")
        page.wait_for_selector(f"{PANEL}[hidden]", state="attached")
        settled(page, claim.sides[0].step)
        assert fragment(page) == f"#{claim.sides[0].step}"


def test_an_address_with_the_step_in_its_query_keeps_it(open_built: Open) -> None:
    page = open_built("?step=two-divisions")
    page.locator("#two-divisions .weighed a[href^='#claim-']").click()
    assert page.evaluate("location.search + location.hash") == "?step=two-divisions#claim-maos-promise"
    page.locator(f"{PANEL} .told-in a").last.click()
    settled(page, "what-mao-said")
    assert page.evaluate("location.search + location.hash") == "?step=what-mao-said"


def test_a_command_to_the_page_closes_the_panel(open_built: Open) -> None:
    page = open_built("#claim-june-order")
    page.evaluate("window.story.goto('armistice')")
    settled(page, "armistice")
    assert not page.locator(PANEL).is_visible()


def test_the_wheel_over_the_panel_leaves_the_story_where_it_is(open_built: Open) -> None:
    page = open_built("#claim-the-ambassadors-view")
    page.wait_for_selector(f"{PANEL}:not([hidden])")
    before = page.evaluate("scrollY")
    page.mouse.move(600, 500)
    for _ in range(4):
        page.mouse.wheel(0, 900)
    page.wait_for_selector(f"{PANEL} .note, {PANEL} .judgement")
    assert page.evaluate("scrollY") == before
    assert page.evaluate("document.documentElement.dataset.step") == "the-ambassadors-verdict"


def listed(page: Page) -> None:
    """Bring the open panel to its list."""
    if not page.locator(f"{PANEL} .claims-list").is_visible():
        page.locator(".claims-all").click()
    page.wait_for_selector(f"{PANEL} .claims-list")


def test_no_text_is_clipped_and_sides_stand_beside_each_other_where_there_is_room(
    open_built: Open, story: Story
) -> None:
    page = open_built()
    page.locator(".claims-open").click()
    for viewport in SIZES:
        page.set_viewport_size(viewport)
        listed(page)
        assert page.evaluate(CLIPPED) == [], viewport
        for claim in story.claims:
            page.evaluate("(id) => narrativeMap.claims.go(id)", f"claim-{claim.id}")
            assert page.evaluate(CLIPPED) == [], (viewport, claim.id)
            tops = page.locator(f"{PANEL} .side").evaluate_all(
                "(s) => s.map((e) => Math.round(e.getBoundingClientRect().top))"
            )
            if viewport == DESKTOP:
                assert len(set(tops)) == 1, (viewport, claim.id)
            if viewport["width"] < 400:
                assert tops == sorted(set(tops)), (viewport, claim.id)


def test_every_text_stands_out_from_its_ground(open_built: Open, story: Story) -> None:
    """What lies behind the panel is looked at with the list and with the last claim: it is the same with each."""
    page = open_built()
    page.locator(".claims-open").click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        listed(page)
        assert faint_texts(page) == [], scheme
        for claim in story.claims:
            page.evaluate("(id) => narrativeMap.claims.go(id)", f"claim-{claim.id}")
            texts = [each for each in page.evaluate(RENDERED_IN_PANEL) if each["text"]]
            assert texts, (scheme, claim.id)
            faint = [each for each in texts if contrast(rgb(each["ink"]), rgb(each["ground"])) < 4.5]
            assert faint == [], (scheme, claim.id)
        assert faint_texts(page) == [], scheme


def test_signs_tell_the_sides_apart_without_colour(open_built: Open) -> None:
    page = open_built()
    styles = {}
    for id in ("maos-promise", "southern-attack"):
        page.evaluate("(id) => narrativeMap.claims.go(id)", f"claim-{id}")
        for side in page.locator(f"{PANEL} .side").all():
            status = str(side.get_attribute("data-status"))
            styles[status] = side.evaluate("(e) => getComputedStyle(e).borderTopStyle")
    assert styles == {"stated": "solid", "reported": "dashed", "disputed": "double"}


def test_without_scripts_every_claim_is_there_to_read(open_page: Open, built: Path, story: Story) -> None:
    page = open_page(viewport=DESKTOP, java_script_enabled=False)
    page.goto(built.as_uri())
    for claim in story.claims:
        article = page.locator(f"#claim-{claim.id}")
        assert article.is_visible() and article.locator(".side").count() == len(claim.sides)
    assert not page.locator(PANEL).is_visible()


def test_paper_has_every_claim_as_text_and_no_panel(open_built: Open, story: Story) -> None:
    page = open_built("#claim-june-order")
    page.emulate_media(media="print")
    for claim in story.claims:
        assert page.locator(f"#claim-{claim.id}").is_visible()
    assert not page.locator(PANEL).is_visible()


def test_a_picture_shows_nothing_of_it(open_built: Open) -> None:
    page = open_built("?still=whole#two-divisions")
    for selector in (".claims-open", ".weighed", PANEL, ".claims-list"):
        assert not page.locator(selector).first.is_visible()

"""axe-core on all that a reader of the page can see: each view of it, what is printed, plain pages.

A failing test prints each violation with its rule, impact, element and cure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from narrative.pictures.handout import render_handout
from narrative.pictures.printing import Theme
from narrative.pictures.strip import render_strip
from narrative.story import Story
from tests.axe import COLOURS, violations
from tests.conftest import DESKTOP, PHONE, Heard
from tests.failures import begin_context
from tests.pictures import pictures_of

Open = Callable[..., Page]
SIZES = {"desktop": DESKTOP, "phone": PHONE}
ODD_SIZES = {"small": {"width": 320, "height": 640}, "low": {"width": 640, "height": 400}}
THEMES = ["light", "dark"]
DISPUTED, CARD_OF = "two-divisions", "hamhung"


def at_title(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def at(step: str) -> Callable[[Page], None]:
    """Goes to a step and waits until it has settled."""

    def go(page: Page) -> None:
        page.evaluate("(id) => window.story.goto(id)", step)
        page.wait_for_selector(f'html[data-settled="{step}"]', state="attached")

    return go


def at_contents(page: Page) -> None:
    page.locator(".contents summary").click()
    expect(page.locator(".contents ol")).to_be_visible()


def at_place_card(page: Page) -> None:
    opened_card(page, f".step a[href='#place-{CARD_OF}']")


def at_person_card(page: Page) -> None:
    opened_card(page, ".step a[href^='#person-']")


def opened_card(page: Page, selector: str) -> None:
    """The card behind a link of the text, opened by the keyboard where its step is being read."""
    link = page.locator(selector).first
    step = link.evaluate("link => { const id = link.closest('.step').id; window.story.goto(id); return id; }")
    page.wait_for_selector(f'html[data-settled="{step}"]', state="attached")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()


def at_time_line(page: Page) -> None:
    """The line in the order of telling, with the keyboard on it."""
    page.get_by_role("slider").focus()
    expect(page.get_by_role("slider")).to_be_focused()


def at_time_line_by_date(page: Page) -> None:
    """The line by date, with the keyboard on it."""
    page.get_by_role("switch").click()
    page.wait_for_selector("html[data-order='date'][data-settled]", state="attached")
    page.get_by_role("slider").focus()


def at_claims(page: Page) -> None:
    """The list of all claims."""
    page.locator(".claims-open").click()
    expect(page.locator(".claims-panel .claims-list")).to_be_visible()


def at_claim(page: Page) -> None:
    """One claim, come to from the step that it disputes; it has the most sides and an editor's note."""
    at(DISPUTED)(page)
    page.locator(f"#{DISPUTED} .weighed a[href^='#claim-']").click()
    expect(page.locator(".claims-panel .side").first).to_be_visible()


def at_search(page: Page) -> None:
    """The search with places, people and steps found, the second of them chosen."""
    page.keyboard.press("/")
    page.keyboard.type("kim")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-hits [aria-selected=true] .kind")).to_contain_text("Step")


def at_search_in_vain(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("zzzz")
    expect(page.locator(".search [role=status]")).to_contain_text("zzzz")


def at_chooser(page: Page) -> None:
    """The window for following people and places, with one of each chosen."""
    page.locator("#choose").click()
    page.get_by_role("dialog").locator("input[value=tunkin]").check()
    page.get_by_role("dialog").locator("input[value=ongjin]").check()
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Tunkin")


def at_followed(page: Page) -> None:
    """A person followed, all their ways on the map."""
    at_chooser(page)
    page.get_by_role("button", name="Done").click()
    expect(page.locator(".chip")).to_be_visible()


def at_appendix(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.appendix details').forEach((list) => (list.open = true))")
    # As links and the focus do; the driver's own way goes by where the heading stood before all was laid out.
    page.locator("#works").evaluate("(heading) => heading.scrollIntoView()")
    expect(page.locator("#works")).to_be_in_viewport()


def at_explored_map(page: Page) -> None:
    page.get_by_role("button", name="Closer").click()
    expect(page.locator(".map-tools .back")).to_be_visible()


# What no view changes, nine tenths of the page and of the time: axe looks at it once in each look ("appendix").
ALWAYS_THE_SAME: dict[str, Any] = {"apart": ".appendix", "without": ("main .step:not([aria-current])",)}
VIEWS: dict[str, Callable[[Page], None]] = {
    "title": at_title,
    "step": at("fighting-at-ongjin"),
    "links": at("kim-asks-stalin"),
    "contents": at_contents,
    "place card": at_place_card,
    "person card": at_person_card,
    "time line": at_time_line,
    "time line by date": at_time_line_by_date,
    "claims": at_claims,
    "claim": at_claim,
    "search": at_search,
    "search in vain": at_search_in_vain,
    "chooser": at_chooser,
    "followed": at_followed,
    "explored map": at_explored_map,
    "appendix": at_appendix,
}


# All that a view could leave behind in the page, for comparing. Closed windows and cards are filled as they open.
AS_IT_STANDS = """() => {
  const html = document.documentElement, body = document.body.cloneNode(true);
  const filled = 'dialog:not([open]), #card[hidden], .claims-panel[hidden], #announcer, script, style';
  body.querySelectorAll(filled).forEach((each) => each.remove());
  return [[...html.attributes].map((each) => each.name + each.value).sort(), body.outerHTML, location.search, scrollX,
          scrollY, document.activeElement.tagName, document.querySelector('canvas.basemap').toDataURL()].join();
}"""
OPEN = "dialog[open], #card:not([hidden]), .claims-panel:not([hidden]), .contents[open]"


def back_to_title(page: Page) -> None:
    """What a reader can do to be back where the page opened: windows shut, nobody followed, as told, at the top."""
    if page.locator(OPEN).count():
        page.keyboard.press("Escape")
        expect(page.locator(OPEN)).to_have_count(0)
    for undo in (".chip-clear", "html[data-order=date] [role=switch]"):
        if page.locator(undo).count():
            page.locator(undo).click()
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.evaluate("window.story.goto(window.story.steps[1])")  # so that the map is framed anew, wherever it was moved
    page.keyboard.press("Home")
    page.wait_for_selector("html[data-settled]", state="attached")


class Look:
    """A page that all views of one size and theme share, for opening it costs more than looking at it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.load()
        self.opened = page.evaluate(AS_IT_STANDS)

    def load(self) -> None:
        self.page.goto("about:blank")  # an address that differs in its step alone would not load again
        self.page.goto(self.address)
        self.page.wait_for_selector("html[data-settled]", state="attached")

    def at_title(self) -> Page:
        """The page as it opened: led back there, or loaded again where a view has left anything behind."""
        with suppress(AssertionError, Error):  # a way back that is broken is for the tests of that way to name
            back_to_title(self.page)
        if self.page.evaluate(AS_IT_STANDS) != self.opened:
            self.load()
        return self.page


@pytest.fixture(scope="module")
def shown(browser: Browser, built: Path) -> Iterator[Callable[..., Page]]:
    """``shown(viewport, **context options)``: the page, settled on its title; one for each look."""
    looks: dict[str, Look] = {}

    def show(viewport: Any, **options: Any) -> Page:
        key = f"{viewport} {options}"
        if key not in looks:
            context = begin_context(browser, viewport=viewport, reduced_motion="reduce", **options)
            looks[key] = Look(context.new_page(), built.as_uri())
        return looks[key].at_title()

    yield show
    for look in looks.values():
        look.page.context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_the_page_has_no_violation(shown: Callable[..., Page], view: str, size: str) -> None:
    page = shown(SIZES[size])
    VIEWS[view](page)
    but = {} if view == "appendix" else ALWAYS_THE_SAME
    found = violations(page, **but)
    turn(page, "dark")
    found += [f"dark: {each}" for each in violations(page, only=COLOURS, **but)]
    turn(page, "light")
    assert not found, "\n".join(found)


def turn(page: Page, theme: Literal["light", "dark"]) -> None:
    """Let the reader's system be light or dark: the page follows, and its document stays as it is."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_selector(f"html[data-theme={theme}]", state="attached")


def test_in_the_dark_the_page_is_the_same_document_in_other_colours(shown: Callable[..., Page]) -> None:
    """So that what is no matter of colours need be looked at in one theme only."""
    page = shown(DESKTOP)
    markup = "document.body.outerHTML"
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light, paper = page.evaluate(markup), page.evaluate(ground)
    turn(page, "dark")
    assert page.evaluate(ground) != paper
    assert page.evaluate(markup) == light
    turn(page, "light")


@pytest.mark.parametrize("size", ODD_SIZES)
@pytest.mark.parametrize(
    "view", ["title", "step", "place card", "time line by date", "claim", "search", "chooser", "followed"]
)
def test_the_page_has_no_violation_in_a_small_or_a_low_frame(shown: Callable[..., Page], view: str, size: str) -> None:
    page = shown(ODD_SIZES[size])
    VIEWS[view](page)
    found = violations(page, **({} if view == "title" else ALWAYS_THE_SAME))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("media", ["forced", "print", "no scripts"])
def test_the_page_has_no_violation_in_other_media(open_built: Open, media: str) -> None:
    page = open_built(**({"forced_colors": "active"} if media == "forced" else {}))
    if media == "print":
        page.emulate_media(media="print")
    if media == "no scripts":
        page.evaluate("document.documentElement.removeAttribute('data-live')")
    found = violations(page)
    assert not found, "\n".join(found)


def test_the_map_of_every_step_has_no_violation(open_built: Open, story: Story) -> None:
    """Each step lights other places and draws other links; axe looks at the map alone, the text put away."""
    page = open_built()
    page.evaluate("document.querySelectorAll('.appendix, .told, .note').forEach((each) => each.remove())")
    found = []
    for step in story.steps:
        at(step.id)(page)
        found += [f"{step.id}: {each}" for each in violations(page, ".folium-map", ("region",))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("theme", get_args(Theme))
def test_the_contact_sheet_has_no_violation(open_page: Open, story: Story, tmp_path: Path, theme: Theme) -> None:
    file = tmp_path / "strip.html"
    file.write_text(render_strip(story, pictures_of(story), 4, 1600, theme), encoding="utf-8")
    found = violations(open_page(file.as_uri(), viewport={"width": 1600, "height": 900}, offline=True))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_handout_has_no_violation(open_page: Open, story: Story, tmp_path: Path, paper: str) -> None:
    file = tmp_path / "handout.html"
    file.write_text(render_handout(story, pictures_of(story), paper), encoding="utf-8")
    found = violations(open_page(file.as_uri(), offline=True), off=("target-size",))  # nobody taps on paper
    assert not found, "\n".join(found)


@pytest.mark.parametrize("theme", THEMES)
def test_a_plain_page_has_no_violation(open_page: Open, server: str, heard: Heard, theme: str) -> None:
    page = open_page(f"{server}/embed/no-such-story", color_scheme=theme)
    found = violations(page)
    heard.console.clear()  # the browser logs the 404
    assert not found, "\n".join(found)

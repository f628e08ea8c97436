"""Search, following people and places, and cards, in a real browser: by mouse, by keyboard, and back exactly."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from geo.gazetteer.lpf import FeatureModel
from narrative.page import render_page
from narrative.serving.build import build
from narrative.story import Story, list_stories, load_story, stories_folder
from tests.conftest import DESKTOP, PHONE
from tests.narrative.page.test_lettering import part
from tests.narrative.page.test_render_browser import STATE, settled
from tests.narrative.page.test_timeline_browser import DOCUMENT
from tests.stories import STORY, write_story

Open = Callable[..., Page]
FRAMES = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
FOCUS = "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
CHIP = ".folium-map .chip"


def search(page: Page, typed: str) -> list[str]:
    """Type into the search, which is open, and read the titles of what it finds."""
    page.get_by_role("combobox", name="Search the story").fill(typed)
    return page.locator("#search-hits [role=option] b").all_text_contents()


# The same for many names in one call: as typing does, the field tells that it was changed.
FOUND = """(names) => names.map((name) => {
  const field = document.querySelector('#search-field');
  field.value = name;
  field.dispatchEvent(new InputEvent('input', {bubbles: true}));
  return [name, [...document.querySelectorAll('#search-hits [role=option] b')].map((title) => title.textContent)];
})"""


def steps_of(story: Story, *people: str) -> list[str]:
    return [step.id for step in story.steps if set(people) & set(step.people)]


def now(page: Page) -> list[str]:
    steps: list[str] = page.evaluate("window.story.steps")
    return steps


@FRAMES
def test_places_and_people_are_found_by_every_name_in_every_script(
    open_built: Open, story: Story, viewport: ViewportSize
) -> None:
    page = open_built("", viewport)
    page.keyboard.press("/")
    places = story.gazetteer.places.values()
    titles = [(name, each.title) for each in places for name in {each.title, *(n.toponym for n in each.names)}]
    titles += [(name, each.name) for each in story.people.values() for name in (each.name, *each.as_written)]
    assert len(titles) > 100
    for (name, title), (typed, found) in zip(titles, page.evaluate(FOUND, [name for name, _ in titles]), strict=True):
        assert typed == name
        assert title in found, name


def test_case_accents_hyphens_and_small_errors_do_not_matter(open_built: Open) -> None:
    page = open_built()
    page.keyboard.press("/")
    for typed, title in [
        ("ondin", "Ongjin peninsula"),
        ("옹진", "Ongjin"),
        ("МУКДЕН", "Mukden"),
        ("Peking", "Peking"),
        ("Beijing", "Peking"),
        ("Shenyang", "Mukden"),
        ("Heijo", "Pyongyang"),
        ("желтое море", "Yellow Sea"),
        ("Kim Il-sung", "Kim Il Sung"),
        ("kim ilsung", "Kim Il Sung"),
        ("Chiang Kaishek", "Chiang Kai-shek"),
        ("Shtikov", "Terenty Shtykov"),
        ("Pyogyang", "Pyongyang"),
        ("Vasilevski", "Aleksandr Vasilevsky"),
    ]:
        assert search(page, typed)[0] == title, typed
    assert search(page, "zzzz") == []
    expect(page.locator(".search [role=status]")).to_have_text("Nothing in the story matches “zzzz”.")
    assert search(page, "  ") == []


def test_a_step_is_found_by_its_text_with_number_date_and_the_hit_marked(open_built: Open, story: Story) -> None:
    page = open_built()
    page.keyboard.press("/")
    search(page, "strategically")
    hit = page.locator("#search-hits [role=option]").first
    assert hit.locator(".kind").text_content() == "Step 9"
    assert hit.locator("small").text_content() == "27 May 1949"
    assert hit.locator(".snippet mark").text_content() == "strategically"
    search(page, "curt message")
    assert page.locator("#search-hits b mark").all_text_contents() == ["curt message"]
    search(page, "옹진")  # the text has the name in letters: that is what is marked
    fighting = page.locator("#search-hits [role=option]", has_text="Fighting at Ongjin")
    assert fighting.locator(".snippet mark").text_content() == "Ongjin peninsula"


@FRAMES
def test_search_needs_no_mouse_and_gives_the_focus_back(open_built: Open, viewport: ViewportSize) -> None:
    page = open_built("#fighting-at-ongjin", viewport)
    button = page.locator("#search")
    button.focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="Search the story")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("Tunkin")
    expect(field).to_have_attribute("aria-expanded", "true")
    chosen = page.locator("#search-hits [aria-selected=true]")
    assert chosen.count() == 1 and chosen.get_attribute("id") == field.get_attribute("aria-activedescendant")
    assert chosen.locator(".kind").text_content() == "Person"
    for key, kind in [("ArrowDown", "Step 16"), ("ArrowUp", "Person"), ("ArrowUp", None), ("ArrowDown", "Person")]:
        page.keyboard.press(key)
        expect(chosen).to_have_count(1)
        assert chosen.get_attribute("id") == field.get_attribute("aria-activedescendant")
        assert kind in (None, chosen.locator(".kind").text_content())
    page.keyboard.press("Enter")
    expect(page.locator("#card h3")).to_have_text("Grigory Tunkin")
    expect(page.locator("#card h3")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("curt")
    page.keyboard.press("Enter")
    settled(page, "a-curt-message")
    expect(page.locator("#a-curt-message h2")).to_be_focused()
    page.go_back()
    settled(page, "fighting-at-ongjin")


def test_the_slash_can_be_turned_off_and_is_a_letter_where_one_writes(open_built: Open) -> None:
    page = open_built()
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.locator("#search-field").input_value() == "a/b"
    page.get_by_label("The key / opens this search").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.locator("dialog[open]").count() == 0
    page.locator("#search").click()
    page.get_by_label("The key / opens this search").check()


def test_no_second_copy_of_the_text_comes_for_the_search(built: Path, story: Story) -> None:
    html = built.read_text(encoding="utf-8")
    assert set(part(html, "explorer")["explorer"]) == {"words", "features", "citing"}
    assert html.count("calls it strategically") == 1


@FRAMES
def test_following_one_narrows_everything_and_clearing_restores_it_exactly(
    open_built: Open, story: Story, viewport: ViewportSize
) -> None:
    plain = open_built("#before-the-flight", viewport)
    as_before, document = plain.evaluate(STATE), plain.evaluate(DOCUMENT)
    page = open_built("#before-the-flight", viewport)
    page.evaluate("narrativeMap.cards.open('person-shtykov', document.body)")
    card = page.locator("#card")
    expect(card.locator(".count")).to_have_text("11 steps, 2 journeys, 5 messages")
    card.get_by_role("button", name="Follow", exact=True).click()
    settled(page, "before-the-flight")
    assert now(page) == steps_of(story, "shtykov")
    assert page.locator(f"{CHIP} .chip-who").text_content() == "Terenty Shtykov: 11 steps, 2 journeys, 5 messages"
    assert page.url.endswith("?people=shtykov#before-the-flight")
    assert page.locator("#progress-count").text_content() == "5 / 11"
    assert page.locator(".contents li > a").count() == 11
    assert page.locator("section.step:visible").count() == 11
    assert page.locator(".track .mark:not(.is-other)").count() == 11
    assert page.locator(".track .mark.is-other").count() == len(story.steps) - 11
    page.evaluate("story.next()")
    settled(page, "the-ambassadors-verdict")
    page.evaluate("story.next()")
    settled(page, "the-answer-delivered")
    page.evaluate("story.goto('before-the-flight')")
    settled(page, "before-the-flight")
    page.get_by_role("button", name="Show all steps again").click()
    settled(page, "before-the-flight")
    assert page.evaluate(DOCUMENT) == document
    assert page.evaluate(STATE) == as_before
    assert page.url.endswith("index.html#before-the-flight")
    assert page.locator("[hidden].step").count() == 0 and page.locator(CHIP).count() == 0


def test_the_trail_is_the_same_on_whatever_way_its_step_was_reached(open_built: Open, story: Story) -> None:
    trail = "[...document.querySelectorAll('[class^=layer-trail]')].map((g) => g.outerHTML)"
    page = open_built("?people=shtykov")
    for id in ["a-curt-message", "two-divisions", "an-intercepted-order", "a-letter-from-stalin", "before-the-flight"]:
        page.evaluate("(id) => story.goto(id)", id)
        settled(page, id)
        assert page.evaluate(trail)
    direct = open_built("?people=shtykov#before-the-flight")
    assert page.evaluate(trail) == direct.evaluate(trail)
    assert page.evaluate(STATE) == direct.evaluate(STATE)


def test_the_map_shows_all_ways_with_the_numbers_of_their_steps(open_built: Open, story: Story) -> None:
    page = open_built("?people=shtykov")
    steps = [step for step in story.steps if "shtykov" in step.people]
    ways = {(link.origin, link.destination, link.kind) for step in steps for link in step.links}
    ways = {way for way in ways if way[2] != "movement"}
    page.get_by_role("button", name="All their ways on the map").click()
    numbers = page.locator(".trail-number:visible text").all_text_contents()
    assert len(numbers) == len(ways) == page.locator(".trail").count()
    seen = sorted(int(number) for each in numbers for number in each.split(" · "))
    assert seen == [i for i, step in enumerate(steps, 1) for link in step.links if link.kind != "movement"]
    badge = page.locator(".trail-number", has_text="4 · 10")
    badge.focus()
    page.keyboard.press("Enter")
    settled(page, steps[3].id)
    expect(page.locator(".trail-number:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    settled(page, steps[9].id)


def test_several_are_chosen_in_the_panel_and_the_address_opens_it_again(open_built: Open, story: Story) -> None:
    page = open_built("#fighting-at-ongjin")
    before = page.evaluate("history.length")
    page.locator("#choose").click()
    panel = page.get_by_role("dialog", name="Follow people and places")
    expect(panel.locator("input:focus")).to_have_count(1)
    panel.get_by_label("Grigory Tunkin").check()
    panel.get_by_label("Mao Zedong").check()
    panel.get_by_label("Ongjin 2 steps", exact=True).check()
    people = [step.id for step in story.steps if {"tunkin", "mao"} & set(step.people) or "ongjin" in step.lit_places]
    assert now(page) == people
    page.keyboard.press("Escape")
    expect(page.locator("#choose")).to_be_focused()
    assert "?people=tunkin,mao&places=ongjin" in page.url
    assert page.evaluate("history.length") == before
    again = open_built(page.url.split("index.html")[1])
    assert now(again) == people
    assert again.locator(".chip-who").text_content() == page.locator(".chip-who").text_content()
    again.locator(".chip-who").click()
    again.get_by_role("button", name="Show all steps", exact=True).click()
    again.get_by_role("button", name="Done").click()
    assert len(now(again)) == len(story.steps)
    assert "people" not in again.url and "places" not in again.url


def test_an_address_with_nobody_that_the_story_knows_shows_the_whole_story(open_built: Open, story: Story) -> None:
    page = open_built("?people=nobody,constructor&places=atlantis,kanggye")
    assert len(now(page)) == len(story.steps)
    page = open_built("?people=nobody,tunkin,tunkin")
    assert now(page) == steps_of(story, "tunkin")


def test_a_step_that_is_hidden_is_the_next_kept_one_and_a_link_to_it_shows_all_again(
    open_built: Open, story: Story
) -> None:
    page = open_built("?people=shtykov#kim-asks-stalin")
    settled(page, "two-divisions")
    page.keyboard.press("/")
    search(page, "if the japanese came")
    page.keyboard.press("Enter")
    settled(page, "if-japan-came")
    assert len(now(page)) == len(story.steps) and "people" not in page.url
    page.go_back()
    settled(page, "two-divisions")
    assert now(page) == steps_of(story, "shtykov")
    assert page.evaluate("story.goto('inchon-and-after')")
    settled(page, "inchon-and-after")
    assert len(now(page)) == len(story.steps)
    assert page.evaluate("story.goto('no-such-step')") is False


def test_following_goes_together_with_the_order_by_date(open_built: Open, story: Story) -> None:
    page = open_built("?people=kim-il-sung&order=date")
    by_date = now(page)
    assert sorted(by_date) == sorted(steps_of(story, "kim-il-sung")) and by_date != steps_of(story, "kim-il-sung")
    page.get_by_role("switch").click()
    assert now(page) == steps_of(story, "kim-il-sung")
    page.get_by_role("switch").click()
    page.get_by_role("button", name="Show all steps again").click()
    page.get_by_role("switch").click()
    assert page.evaluate(DOCUMENT) == open_built("").evaluate(DOCUMENT)


def test_the_time_line_moves_among_the_steps_that_are_followed(open_built: Open, story: Story) -> None:
    ids = steps_of(story, "mao")
    page = open_built("?people=mao")
    line = page.get_by_role("slider", name="Time line")
    assert line.get_attribute("aria-valuemax") == str(len(ids))
    line.focus()
    for key, index in [("End", len(ids) - 1), ("ArrowLeft", len(ids) - 2), ("Home", 0)]:
        page.keyboard.press(key)
        settled(page, ids[index])
    box = page.locator('.timeline .mark.is-other[data-step="armistice"]').bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert now(page) == ids, "a dimmed mark is not pressed; the nearest that is followed is"


def test_a_places_card_copies_it_as_a_linked_places_feature(open_built: Open, story: Story) -> None:
    page = open_built()
    for id, place in story.gazetteer.places.items():
        page.evaluate("(id) => narrativeMap.cards.open('place-' + id, document.body)", id)
        page.locator("#card").get_by_role("button", name="Copy as GeoJSON").click()
        copied = page.evaluate(
            "(() => { const a = document.activeElement; return a.value.slice(a.selectionStart, a.selectionEnd); })()"
        )
        feature = json.loads(copied)
        model = FeatureModel.model_validate(feature)
        assert model.id == id and len(feature["names"]) == len(place.names)
        expect(page.locator("#card .copied [role=status]")).to_have_text("Copied: a Linked Places feature.")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_controls_fit_and_are_large_enough_to_press(open_built: Open, width: int) -> None:
    page = open_built("?people=shtykov,stalin&places=pyongyang", {"width": width, "height": 720})
    for box in page.locator(".masthead button, .masthead summary, .chip button").all():
        b = box.bounding_box()
        assert b and b["width"] >= 24 and b["height"] >= 24
        assert b["x"] >= 0 and b["x"] + b["width"] <= width
    page.locator("#choose").click()
    b = page.locator("dialog[open]").bounding_box()
    assert b and b["x"] >= 0 and b["x"] + b["width"] <= width and b["y"] + b["height"] <= 720
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    search(page, "Kim")
    b = page.locator("dialog[open]").bounding_box()
    assert b and b["x"] >= 0 and b["x"] + b["width"] <= width and b["y"] + b["height"] <= 720
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("slug", list_stories())
def test_counts_on_cards_are_those_of_the_story(open_page: Callable[..., Page], tmp_path: Path, slug: str) -> None:
    story = load_story(stories_folder() / slug)
    (tmp_path / "index.html").write_bytes(render_page(story).body)
    page = open_page((tmp_path / "index.html").as_uri(), reduced_motion="reduce")
    page.wait_for_selector("html[data-settled]", state="attached")
    counted = "([kind, id]) => narrativeMap.follow.counted(narrativeMap.follow.one(kind, id))"
    for id in story.people:
        words = story.tally_with(id).words
        page.evaluate("(id) => narrativeMap.cards.open('person-' + id, document.body)", id)
        assert words == page.locator("#card .count").text_content()
        assert words == page.evaluate(counted, ["people", id])
    for id in story.gazetteer.places:
        words = story.tally_at(id).words if story.steps_at(id) else ""
        shown = page.evaluate("(id) => document.querySelector('#place-' + id + ' .count')?.textContent ?? ''", id)
        assert words == shown == page.evaluate(counted, ["places", id])


def test_a_picture_has_none_of_it(open_page: Open, built: Path) -> None:
    page = open_page(built.as_uri() + "?still=whole&people=shtykov#before-the-flight")
    page.wait_for_selector("html[data-settled]", state="attached")
    assert page.locator("dialog, .chip, .layer-trail").count() == 0
    assert len(now(page)) == 32


def test_a_story_without_people_can_be_searched_and_followed(open_page: Open, tmp_path: Path) -> None:
    text = STORY.replace("    people: [anna]\n", "").replace(" and [Anna](person:anna)", "")
    start = text.index("people:\n")
    text = text[:start] + text[text.index("works:\n") :]
    index = build(write_story(tmp_path, text), tmp_path / "out")[0]
    page = open_page(index.as_uri(), reduced_motion="reduce")
    page.wait_for_selector("html[data-settled]", state="attached")
    page.keyboard.press("/")
    assert "Evian" in search(page, "evian")
    page.keyboard.press("Escape")
    page.locator("#choose").click()
    page.get_by_role("checkbox", name="Evian").check()
    page.get_by_role("button", name="Done").click()
    assert now(page) == ["the-letter"]

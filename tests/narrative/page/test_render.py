"""The page as bytes: its facts, its order, its size, and that nothing in it asks for anything outside."""

import gzip
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from narrative.page import render_page
from narrative.page.value import content_security_policy
from narrative.story import Story, load_story
from tests.stories import STORY, feature, places, write_story

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Outline(HTMLParser):
    """Ids, links and the nesting of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.fragments: list[str] = []
        self.requests: list[str] = []
        self.styled: list[str] = []
        self.handlers: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        href = values.get("href") or ""
        if tag == "a" and href.startswith("#"):
            self.fragments.append(href[1:])
        if tag != "a" and (values.get("src") or href) and not href.startswith("data:"):  # the icon is in the page
            self.requests.append(f"{tag} {values.get('src') or href}")
        self.styled += [tag] if "style" in values else []
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes <{self.open[-1:]}>"
        self.open.pop()


@pytest.fixture(scope="module")
def page_html(built: Path) -> str:
    return built.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def outline(page_html: str) -> Outline:
    found = Outline()
    found.feed(page_html)
    return found


def test_two_renders_give_the_same_bytes_and_the_same_tag(story: Story, page_html: str) -> None:
    one, again = render_page(story), render_page(story)
    assert one.html == again.html == page_html
    assert one.etag == again.etag


def test_the_page_says_beside_its_text_what_stands_in_it(story: Story) -> None:
    page = render_page(story)
    declared = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page.html)
    assert declared and unescape(declared.group(1)) == page.policy
    assert page.preview is None and "og:image" not in page.html
    assert [part.name for part in page.parts] == re.findall(r'id="part-([^"]+)">', page.html)
    assert stage(page.html)["parts"] == [part.name for part in page.parts]


def test_every_step_is_a_section_in_the_order_of_telling(story: Story, page_html: str) -> None:
    found = re.findall(r'<section class="step" id="([^"]+)" data-index="(\d+)"', page_html)
    assert found == [(step.id, str(index)) for index, step in enumerate(story.steps)]
    assert f'data-story="{story.slug}"' in page_html[:200]


def test_nothing_in_the_page_asks_for_anything(page_html: str, outline: Outline) -> None:
    assert outline.requests == []
    assert "@import" not in page_html
    assert not re.findall(r"url\((?!#|\"#)", "".join(re.findall(r"<style>(.*?)</style>", page_html, re.DOTALL)))
    assert not re.search(r"\b(fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource)\s*\(", page_html)


def test_the_policy_covers_each_script_and_style_and_nothing_is_inline_beside_them(
    page_html: str, outline: Outline
) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page_html)
    assert policy and policy.group(1) == content_security_policy(page_html)
    assert "unsafe" not in policy.group(1) and "default-src 'none'" in policy.group(1)
    assert outline.styled == [] and outline.handlers == []


def test_the_policy_lets_nothing_in_and_nothing_out(page_html: str) -> None:
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', page_html)
    assert found
    directives = dict(part.strip().split(" ", 1) for part in found.group(1).split(";"))
    hashed = {name: directives.pop(name) for name in ("script-src", "style-src")}
    assert directives == {
        "default-src": "'none'",
        "img-src": "data:",
        "base-uri": "'none'",  # a <base> would turn every link of the page elsewhere
        "form-action": "'none'",
    }
    assert all(re.fullmatch(r"'sha256-[\w+/]{43}='( 'sha256-[\w+/]{43}=')*", value) for value in hashed.values())


def test_the_page_is_well_formed_and_no_id_stands_twice(outline: Outline) -> None:
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))


def test_every_link_inside_the_page_leads_somewhere(outline: Outline) -> None:
    assert sorted(set(outline.fragments) - set(outline.ids)) == []


def test_pinch_zoom_is_allowed(page_html: str) -> None:
    assert re.findall(r'<meta name="viewport" content="([^"]*)"', page_html) == ["width=device-width, initial-scale=1"]


def test_the_whole_page_is_at_most_400_kb_gzipped(page_html: str) -> None:
    assert len(gzip.compress(page_html.encode("utf-8"))) <= 400_000


def test_text_and_first_view_are_in_the_first_100_kb(page_html: str) -> None:
    """Of the gzipped bytes: a stream cut there still holds all steps, the scripts, and the coarse land."""
    end = page_html.index('id="part-borders"')
    assert len(gzip.compress(page_html[:end].encode("utf-8"))) <= 100_000
    assert page_html.count('<section class="step"', 0, end) == page_html.count('<section class="step"')


def stage(page_html: str) -> dict:
    found = re.search(r"narrativeMap\.open\(map, (\{.*?\})\);</script>", page_html, re.DOTALL)
    assert found
    return json.loads(found.group(1))


def test_the_stage_holds_a_whole_state_for_every_step(story: Story, page_html: str) -> None:
    data = stage(page_html)
    known = {place["id"] for place in data["places"]}
    assert known == set(story.gazetteer.places)
    for step in story.steps:
        state = data["steps"][step.id]
        assert set(step.places) <= set(state["places"]) <= known
        assert state["camera"] and all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in state["camera"])
        assert [(each["from"], each["to"]) for each in state["links"]] == [
            (link.origin, link.destination) for link in step.links
        ]


def test_the_introduction_shows_the_map_of_1949_not_of_1995(page_html: str) -> None:
    first = next(iter(stage(page_html)["steps"].values()))
    assert first["date"].startswith("1949")


def test_the_demarcation_line_holds_only_from_the_armistice(page_html: str) -> None:
    found = re.search(r'id="part-borders">(.*?)</script>', page_html)
    assert found
    lines = json.loads(found.group(1))["boundaries"]
    demarcation = [line for line in lines if line["kind"] == "demarcation"]
    assert demarcation and all(line["from"] == "1953-07-27" for line in demarcation)


def test_words_in_the_language_of_templates_are_words_and_nothing_else(tmp_path: Path) -> None:
    words = "{{ 7 * 7 }} {% x \\ %} & 7"
    hostile = STORY.replace("The Lake Crossing", f"'{words}'").replace("label: a letter", f"label: '{words}'")
    page = render_page(load_story(write_story(tmp_path, hostile))).html
    # In the heading and in the map's description, where the label of a link is said.
    assert "<h1>{{ 7 * 7 }} {% x \\ %} &amp; 7</h1>" in page and ": {{ 7 * 7 }} {% x \\ %} &amp; 7 (disputed)" in page
    assert "49 {%" not in page


def test_a_river_is_drawn_as_water_and_a_border_is_not(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[6.2, 46.3], [6.6, 46.4]], "certainty": "certain"}
    gazetteer = places()
    for id, kind in (("rhone", "river"), ("frontier", "border")):
        gazetteer["features"].append(
            feature(id, id.title(), 0, 0, geometry=line, types=[{"identifier": "wd:Q1", "label": kind}])
        )
    lit = STORY.replace("places: [geneva", "places: [rhone, frontier, geneva")
    assert lit != STORY
    page = render_page(load_story(write_story(tmp_path, lit, gazetteer))).html
    drawn = {each["id"]: each.get("water", False) for each in stage(page)["places"]}
    assert (drawn["rhone"], drawn["frontier"], drawn["geneva"]) == (True, False, False)

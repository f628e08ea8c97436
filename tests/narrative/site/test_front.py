"""The pages of a site that are no stories: what they say, and that nothing of a story's text runs in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from narrative.site.front import Files, card, files_page, missing_page, moved_page, start_page
from narrative.site.model import Site
from tests.sites import two_stories

MADE = Files(
    [("exports/a.csv", "Places, as CSV", "The rest.", 81_400)], 2_340_000, {"light": "l.webp", "dark": "d.webp"}
)
NONE = Files([], 0, {})


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return two_stories(tmp_path)


def test_the_start_page_has_the_map_and_a_card_for_each_story(site: Site) -> None:
    soup = BeautifulSoup(start_page(site, {story.slug: MADE for story in site.stories}), "html.parser")
    assert [each.get_text() for each in soup.select(".card h2 a")] == ["The Lake Crossing", "A <b> & “other”"]
    assert [each["href"] for each in soup.select(".card h2 a")] == ["lake-crossing/", "far-shore/"]
    assert soup.select_one("iframe#world")["src"] == "map/index.html"  # type: ignore[index]
    assert soup.select_one("link[rel=canonical]")["href"] == "https://maps.example.org/stories/"  # type: ignore[index]
    assert soup.select_one("link[type='application/atom+xml']")["href"] == "feed.xml"  # type: ignore[index]


def test_one_story_has_no_map_of_stories_and_what_was_not_made_is_not_offered(site: Site) -> None:
    alone = Site(site.title, site.stories[:1], site.day, site.days)
    soup = BeautifulSoup(start_page(alone, {"lake-crossing": NONE}), "html.parser")
    assert soup.select("iframe, img, script") == []
    assert "handout.pdf" not in str(soup) and soup.select("link[rel=canonical]") == []


def test_every_link_of_the_site_s_own_pages_is_relative(site: Site) -> None:
    bodies = [start_page(site, {story.slug: MADE for story in site.stories}), files_page(site, site.stories[0], MADE)]
    for body in bodies:
        links = [str(each["href"]) for each in BeautifulSoup(body, "html.parser").select("a[href]")]
        assert links and not [each for each in links if each.startswith(("/", "http"))]


def test_the_policy_lets_in_what_stands_there_and_no_more(site: Site) -> None:
    html = start_page(site, {story.slug: MADE for story in site.stories}).decode("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src 'none'" in policy[1] and "frame-src 'self'" in policy[1] and "unsafe" not in policy[1]
    assert policy[1].count("'sha256-") == 2


def test_a_card_says_when_and_how_much(site: Site) -> None:
    said = card(site.stories[1], MADE)
    assert (said["title"], said["subtitle"], said["facts"]) == ("A <b> & “other”", "Twice", "1949 · 3 steps · 3 places")


def test_the_files_are_offered_with_their_sizes_and_what_they_lack(site: Site) -> None:
    soup = BeautifulSoup(files_page(site, site.stories[1], MADE), "html.parser")
    words = " ".join(soup.get_text(" ").split())
    assert "81 kB Places, as CSV Not in it: The rest." in words and "2.3 MB The print edition" in words
    assert '<iframe src="https://maps.example.org/stories/far-shore/"' in words


def test_a_missing_page_leads_home_from_any_depth(site: Site, tmp_path: Path) -> None:
    soup = BeautifulSoup(missing_page(site), "html.parser")
    assert [each["href"] for each in soup.select("a")] == [
        *("/stories/lake-crossing/", "/stories/far-shore/", "/stories/"),
    ]
    nowhere = BeautifulSoup(missing_page(two_stories(tmp_path / "b", "")), "html.parser")
    assert [each["href"] for each in nowhere.select("a")] == ["lake-crossing/", "far-shore/", "./"]


def test_what_moved_leads_on_without_a_script_too(site: Site) -> None:
    soup = BeautifulSoup(moved_page(site.stories[1]), "html.parser")
    assert soup.select_one("main a")["href"] == "../far-shore/"  # type: ignore[index]
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"  # type: ignore[index]

"""What machines read of a site: its parts, and that they are read back."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

from narrative.site.lists import ATOM, SITEMAP, feed, llms, oembed, robots, sitemap
from tests.sites import two_stories

ROOT = "https://maps.example.org/stories/"


def test_the_sitemap_names_every_page_with_its_day(tmp_path: Path) -> None:
    root = ElementTree.fromstring(sitemap(two_stories(tmp_path)))
    found = [(each[0].text, each[1].text) for each in root.iter(f"{{{SITEMAP}}}url")]
    assert found == [
        (ROOT, "2026-03-04"),
        (f"{ROOT}lake-crossing/", "2026-03-04"),
        (f"{ROOT}far-shore/", "2026-03-01"),
    ]


def test_the_feed_has_what_atom_asks_for_the_newest_first(tmp_path: Path) -> None:
    root = ElementTree.fromstring(feed(two_stories(tmp_path)))
    names = {"a": ATOM}
    assert root.findtext("a:updated", namespaces=names) == "2026-03-04T00:00:00Z"
    assert (root.findtext("a:title", namespaces=names), root.findtext("a:author/a:name", namespaces=names)) == (
        *("Lakes & shores", "Lakes & shores"),
    )
    entries = root.findall("a:entry", names)
    assert [each.findtext("a:title", namespaces=names) for each in entries] == [
        *("The Lake Crossing", "A <b> & “other”"),
    ]
    assert [each.find("a:link", names).get("href") for each in entries] == [  # type: ignore[union-attr]
        *(f"{ROOT}lake-crossing/", f"{ROOT}far-shore/"),
    ]
    ids = [root.findtext("a:id", namespaces=names), *(each.findtext("a:id", namespaces=names) for each in entries)]
    assert len(set(ids)) == 3 and all(str(each).startswith("urn:uuid:") for each in ids)


def test_an_entry_keeps_its_id_where_the_site_moves(tmp_path: Path) -> None:
    before, after = (feed(two_stories(tmp_path / at, address)) for at, address in (("a", "https://a.org"), ("b", "")))
    ids = [[each.text for each in ElementTree.fromstring(body).iter(f"{{{ATOM}}}id")] for body in (before, after)]
    assert ids[0] == ids[1]


def test_robots_name_the_sitemap_where_its_address_is_known(tmp_path: Path) -> None:
    assert robots(two_stories(tmp_path)).decode().endswith(f"\nSitemap: {ROOT}sitemap.xml\n")
    assert "Sitemap" not in robots(two_stories(tmp_path / "b", "")).decode()


def test_what_language_models_read_is_markdown_with_a_story_each(tmp_path: Path) -> None:
    text = llms(two_stories(tmp_path)).decode()
    assert text.startswith("# Lakes & shores\n\n> ")
    assert text.count("\n## ") == 2
    assert f"[Its steps as JSON]({ROOT}far-shore/exports/far-shore-steps.json)" in text


def test_the_answer_to_oembed_shows_the_page_and_its_picture(tmp_path: Path) -> None:
    site = two_stories(tmp_path)
    answer = json.loads(oembed(site, site.stories[1], pictured=True))
    assert (answer["version"], answer["type"], answer["provider_name"]) == ("1.0", "rich", "Lakes & shores")
    assert f'src="{ROOT}far-shore/"' in answer["html"] and "A &lt;b&gt; &amp; “other”" in answer["html"]
    assert answer["thumbnail_url"] == f"{ROOT}far-shore/far-shore-card.png"
    assert "thumbnail_url" not in json.loads(oembed(site, site.stories[1], pictured=False))

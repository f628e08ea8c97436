"""The page About: how to cite the story, whose data it uses, and every file to take along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geo.basemap.reader import load_basemap
from narrative.exports.registry import EXPORTS
from narrative.story import Story, load_story
from narrative.story.cited import citation
from tests.app_pages import Open, offered, said
from tests.stories import STORY, places, write_story


def test_no_export_is_made_before_somebody_asks_for_it(run: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted(_: Story) -> bytes:
        raise AssertionError("nobody asked for it")

    monkeypatch.setitem(EXPORTS, "steps-csv", replace(EXPORTS["steps-csv"], function=unwanted))
    assert not run(page="about").exception


def test_about_cites_the_story_names_whose_data_it_uses_and_offers_every_format(open_: Open, story: Story) -> None:
    app = open_("about")
    assert app.code[0].value.startswith(citation(story)[:60])
    assert app.code[1].value.startswith(f"@misc{{{story.slug},")
    assert all(layer.licence in said(app).replace("\\", "") for layer in load_basemap().layers)
    assert offered(app) == [
        *(each.label for each in EXPORTS.values() if each.fits(story)),
        "Annotations, as JSON-LD (W3C Web Annotations)",
    ]


def test_the_method_counts_what_the_story_has(open_: Open, tmp_path: Path) -> None:
    document = places()
    document["features"][1]["geometry"] |= {"certainty": "uncertain", "reason": "Two towns bear the name."}
    write_story(tmp_path, gazetteer=document)
    words = said(open_("about", tmp_path))
    assert "The source’s 3 paragraphs became 3 steps." in words
    assert "1 step of them is disputed within the source." in words
    assert "Of 3 places, the location of 1 is in doubt, each with its reason." in words


def test_the_works_of_the_notes_are_listed_with_where_they_lead(open_: Open, tmp_path: Path) -> None:
    write_story(tmp_path)
    assert "- The Almanac of 1950 [example.org](https://example.org/almanac)" in said(open_("about", tmp_path))
    work = "works:\n  - {id: almanac, citation: The Almanac of 1950, url: https://example.org/almanac}\n"
    note = "    notes:\n      - text: It was a Friday.\n        source: almanac\n"
    assert work in STORY and note in STORY
    write_story(tmp_path, STORY.replace(work, "").replace(note, ""))
    assert "rest on these works" not in said(open_("about", tmp_path))


def test_annotations_are_offered_only_where_the_story_has_some(open_: Open, tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path))
    assert offered(open_("about", tmp_path)) == [each.label for each in EXPORTS.values() if each.fits(story)]


def test_one_step_can_be_cited_with_its_own_address_and_as_ris(open_: Open, story: Story) -> None:
    app = open_("about")
    assert app.code[0].value.startswith("“Stalin, Kim and the 38th Parallel: ")
    app.selectbox[0].select_index(14).run()  # the first is the whole story
    step = story.steps[13]
    assert app.code[0].value.startswith(f"“{step.title},” step 14 of 32 in ")
    assert f"version {story.version}" in app.code[0].value
    assert f"@misc{{{story.slug}-{step.id}," in app.code[1].value
    assert "This step, as RIS (for Zotero)" in offered(app)

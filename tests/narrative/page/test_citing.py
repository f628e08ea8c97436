"""What the page is handed to cite with, and what stands beside a step for its terms."""

from __future__ import annotations

from pathlib import Path

from narrative.page.citing import citing_data
from narrative.page.readings import terms_beside
from narrative.page.story_map import basemap_of
from narrative.page.texts import appendix_context
from narrative.story import load_story
from tests.stories import PAPERS, READ, TELLING, write_story


def test_the_forms_are_those_of_the_command_with_names_for_what_a_step_fills_in(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, TELLING, papers=PAPERS))
    data = citing_data(story)
    assert data["forms"]["Text"].split("\n")[1] == f"@quoted@ @place@ Narrative Map, version {story.version}."
    assert "  title = {{@title@}},\n" in data["forms"]["BibTeX"]
    assert "Y2  - @ris_day@\r\n" in data["forms"]["RIS"]
    assert data["fields"]["place"] == "step @number@ of 3 in “The Lake Crossing.”"
    assert data["steps"]["the-denial"] == ["spring 1949", "¶2–3"]


def test_the_editor_s_own_step_cites_no_paragraph(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, TELLING, papers=PAPERS))
    assert citing_data(story)["steps"][story.steps[2].id][1] == ""


def test_a_step_that_quotes_a_term_names_the_likely_original(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, READ, papers=PAPERS))
    assert terms_beside(story, story.steps[0]) == [
        {"id": "slow", "written": "slow", "likely": "lent", "lang": "fr", "doubt": "uncertain"}
    ]
    assert terms_beside(story, story.steps[1]) == []


def test_the_story_is_cited_below_its_source(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, TELLING, papers=PAPERS))
    assert appendix_context(story, basemap_of(story))["citation"].startswith("“The Lake Crossing.” Narrative Map.")

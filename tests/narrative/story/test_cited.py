"""References to one step or one statement: a sentence, and BibTeX and RIS read back."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from narrative.story import Story, load_story
from narrative.story.cited import Cited, step_bibtex, step_citation, step_ris
from tests.stories import PAPERS, TELLING, write_story

DAY = datetime.date(2024, 3, 1)


@pytest.fixture
def told(tmp_path: Path) -> Story:
    return load_story(write_story(tmp_path, TELLING, papers=PAPERS))


def test_a_step_is_cited_with_its_place_its_map_its_source_and_the_version(told: Story) -> None:
    cited = Cited(told, told.steps[1], page_url="https://a.org/lake/", accessed=DAY)
    assert step_citation(cited) == (
        f"“The denial,” step 2 of 3 in “The Lake Crossing.” Narrative Map, version {told.version}. "
        "The map of spring 1949 shows Lausanne. Told after Anna Rochat, “A Boat on the Lake,” Gazette of the Shore, "
        "3 February 1951, 7, ¶2–3. Accessed 1 March 2024. https://a.org/lake/#the-denial."
    )


def test_a_statement_is_cited_with_who_says_it_and_how_it_stands(told: Story) -> None:
    step = told.steps[0]
    rowed, boat = step.statements
    assert step_citation(Cited(told, step, rowed)).startswith(
        "“Anna Rochat rowed across the lake.” (reported), said by Anna Rochat, to Geneva. “The letter,” step 1 of 3"
    )
    editors = step_citation(Cited(told, step, boat))
    assert editors.startswith("“The boat was her own.” (the editor’s). ")
    assert editors.endswith("The editor’s own words, after The Almanac of 1950.")
    assert "Told after" not in editors


def test_the_editor_s_own_step_is_told_after_nothing(told: Story) -> None:
    assert step_citation(Cited(told, told.steps[2])).endswith(
        "The map of about 15 October 1949 shows Geneva. The editor’s own words."
    )


def test_bibtex_and_ris_are_read_back(told: Story) -> None:
    step = told.steps[0]
    cited = Cited(told, step, step.statements[0], "https://a.org/?story=lake-crossing", DAY)
    (entry,) = parse_string(step_bibtex(cited)).entries
    assert (entry.entry_type, entry.key) == ("misc", "lake-crossing-the-letter-she-rowed")
    assert (entry["title"], entry["version"], entry["urldate"]) == ("{The letter}", told.version, "2024-03-01")
    assert entry["howpublished"] == "Narrative Map, step 1 of 3 in “The Lake Crossing.”"
    assert entry["url"] == "https://a.org/?story=lake-crossing&step=the-letter"
    (record,) = rispy.loads(step_ris(cited))
    assert (record["type_of_reference"], record["title"]) == ("ELEC", "The letter")
    assert (record["secondary_title"], record["edition"]) == ("The Lake Crossing", told.version)
    assert record["notes"][0] == (
        "The map of 27 May 1949 shows Geneva and Evian. Arrows: a message from Geneva to Evian: a letter (disputed)"
    )
    assert record["urls"] == ["https://a.org/?story=lake-crossing&step=the-letter"]


def test_a_version_names_the_bytes_of_the_files_and_changes_with_any_of_them(tmp_path: Path) -> None:
    versions = []
    for number, (story, papers) in enumerate(
        [(TELLING, PAPERS), (TELLING, PAPERS), (TELLING + "\n", PAPERS), (TELLING, PAPERS + "\n"), (TELLING, None)]
    ):
        (tmp_path / str(number)).mkdir()
        versions.append(load_story(write_story(tmp_path / str(number), story, papers=papers)).version)
    assert versions[0] == versions[1]
    assert len(set(versions)) == 4
    assert all(len(each) == 12 for each in versions)

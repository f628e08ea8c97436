"""References to a story: the sentence, and BibTeX and RIS read back."""

from __future__ import annotations

import datetime
from pathlib import Path

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from narrative.exports.cite import bibtex, ris
from narrative.story import Story, load_story
from narrative.story.cited import citation
from tests.hostile_story import HOSTILE, body
from tests.stories import STORY, write_story


def test_a_citation_names_the_story_and_its_source(story: Story) -> None:
    assert citation(story) == (
        "“Stalin, Kim and the 38th Parallel: How a war that Moscow had forbidden came to be allowed.” Narrative Map. "
        "Told after Anatoli Torkunov and Yevgeniy Ufimtsev, “Stalin, Kim Il Sung, and the 38th Parallel,” "
        "Krasnaya Zvezda, 5 August 1995, 7, https://www.koreanwar.org/html/kdata/zveda.htm."
    )


def test_a_citation_can_say_where_and_when_the_story_was_read(lake: Story) -> None:
    day = datetime.date(2024, 3, 1)
    assert citation(lake, url="https://example.org/lake", accessed=day).endswith(
        "“A Boat on the Lake,” Gazette & Courier, 3 February 1951, 7. Accessed 1 March 2024. https://example.org/lake."
    )
    assert "urldate = {2024-03-01}" in bibtex(lake, url="https://example.org/lake", accessed=day)
    assert "Y2  - 2024/03/01/" in ris(lake, accessed=day)


def test_bibtex_is_read_back_without_a_loss(lake: Story) -> None:
    text = body(lake, "bibtex").decode("utf-8")
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    told, source = library.entries
    assert (told.entry_type, told.key) == ("misc", "lake-crossing")
    # The reader knows the names of neither braces nor carets; TeX does.
    kept = HOSTILE.replace("{", "").replace("}", "").replace("^", "ˆ")
    assert " ".join(told["title"].strip("{}").split()) == " ".join(kept.split())
    assert r"\textbraceleft{}sic\textbraceright{}" in text
    assert (source.entry_type, source.key) == ("article", "lake-crossing-source")
    as_written = parse_string(text).entries[1]
    assert as_written["author"] == "Anna Rochat and {Rochat and Sons}"
    assert (source["journal"], source["date"], source["year"]) == ("Gazette & Courier", "1951-02-03", "1951")
    assert text.count("{") == text.count("}")


def test_ris_is_read_back_without_a_loss(lake: Story) -> None:
    told, source = rispy.loads(body(lake, "ris").decode("utf-8"))
    assert (told["type_of_reference"], told["title"]) == ("ELEC", HOSTILE)
    assert (source["type_of_reference"], source["authors"]) == ("NEWS", ["Anna Rochat", "Rochat and Sons"])
    assert (source["year"], source["date"], source["start_page"]) == ("1951", "1951/02/03/", "7")
    assert source["secondary_title"] == "Gazette & Courier"


def test_a_source_of_no_single_year_is_cited_without_one(tmp_path: Path) -> None:
    text = STORY.replace("date: 1951-02-03", "date: 1950-12/1951-01")
    told = load_story(write_story(tmp_path, text))
    assert "year =" not in bibtex(told)
    assert "date = {1950-12/1951-01}" in bibtex(told)
    assert "PY  -" not in ris(told)

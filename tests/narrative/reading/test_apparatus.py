"""What of a source tells nothing: by-lines, lists of works, footnotes, heads of tables, boilerplate."""

from __future__ import annotations

import pytest

from narrative.reading.apparatus import aside_paragraphs, kind_of
from narrative.reading.extract import source_text


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("By A. Writer, 3 June 2019", "by-line"),
        ("Words by Anna Keeper and B. Scribe", "by-line"),
        ("Published 3 June 2019", "boilerplate"),
        ("Release Date: March 1, 2003 [eBook #42]", "boilerplate"),
        ("Last updated on 4 May 2020.", "boilerplate"),
        ("© 2019 Local History Society", "boilerplate"),
        ("Copyright 2019 Local History Society", "boilerplate"),
        ("Printed in London, 1841.", "boilerplate"),
        ("Produced by A. Volunteer, 2010", "boilerplate"),
        ("[^2]: See the letter from Padua, 1910.", "footnote"),
        ("[Footnote 3: He died in 1842.]", "footnote"),
        ("[1] Hill, M. A Study of Shipping. Cambridge, Mass.: Harbour Press, 1987.", "reference"),
        ("J. Smith, Malta, London: Press, 1998.", "reference"),
        ("Stone, R. Ethiopia and Korea. London: Quay, 2001.", "reference"),
        ("Year | Event", "table head"),
        ("Date", "table head"),
    ],
)
def test_a_paragraph_that_tells_nothing_is_known_by_its_form(paragraph: str, kind: str) -> None:
    assert kind_of(paragraph) == kind


@pytest.mark.parametrize(
    "paragraph",
    [
        "By noon on 3 June 1812 they had crossed.",
        "By Anna's wish they stayed. Then it rained for a week.",
        "Published accounts of the crossing differ, and none of them was written by those who crossed on that day in "
        "June, when the river was high and the boats were few and far between.",
        "In 1842 he printed his book in London.",
        "By Christmas 1914 the war stood still.",
        "By Easter they had come home.",
        "By General Kutuzov's order the town was left in September 1812.",
        "Published in 1869, the book made him famous.",
        "Retrieved from the river, the guns were of no use in 1812.",
        "Copyright was unknown to them.",
        "Produced by hand, the salt of 1740 was dear.",
        "1750 | Born on March 22 in Linz",
        "At Paris: the treaty was signed there in 1763, and peace came.",
    ],
)
def test_what_may_be_told_stays(paragraph: str) -> None:
    assert kind_of(paragraph) is None


def test_a_list_of_works_runs_to_the_next_heading_of_its_level() -> None:
    text = b"# A Life\n\nShe was born in 1901.\n\n## References\n\nHill, 1987\n\n### Papers\n\nStone, 2001\n\n"
    text += b"## After\n\nIt rained.\n"
    assert aside_paragraphs(source_text(text, "life.md")) == {2: "reference", 3: "reference"}


def test_a_text_of_nothing_but_such_paragraphs_is_read_as_it_is() -> None:
    assert aside_paragraphs(source_text(b"By A. Writer, 3 June 2019.\n")) == {}

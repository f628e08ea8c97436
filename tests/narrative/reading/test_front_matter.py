"""What a file says of itself: title, author, date."""

from __future__ import annotations

import pytest

from narrative.reading.extract import source_text
from narrative.reading.front_matter import by_line, date_of, front_of, gutenberg_front, html_front, names_of, yaml_front

GUTENBERG = """The Project Gutenberg eBook of Salt Roads

Title: Salt Roads
Author: A. Keeper
Release Date: March 1, 2003 [eBook #42]
Language: English
{original}
*** START OF THE PROJECT GUTENBERG EBOOK SALT ROADS ***

In 1740 the salt came from Hallein.

*** END OF THE PROJECT GUTENBERG EBOOK SALT ROADS ***
"""


def test_gutenbergs_head_gives_title_author_and_date() -> None:
    front = gutenberg_front(GUTENBERG.format(original=""))
    assert (front.title, front.authors, front.date) == ("Salt Roads", ("A. Keeper",), "2003-03-01")
    assert "March 1, 2003" in front.note
    printed = gutenberg_front(GUTENBERG.format(original="Original publication: London: Quay, 1839\n"))
    assert (printed.date, printed.publication) == ("1839", "London: Quay, 1839")
    source = source_text(GUTENBERG.format(original="").encode())
    assert (source.title, source.paragraphs and source.paragraph(1)) == (
        "Salt Roads",
        "In 1740 the salt came from Hallein.",
    )


@pytest.mark.parametrize(
    ("yaml", "authors", "date"),
    [
        ("author: A. Keeper\ndate: 2019-03-02", ("A. Keeper",), "2019-03-02"),
        ("authors: [A. Keeper, B. Scribe]\ndate: 2 March 2019", ("A. Keeper", "B. Scribe"), "2019-03-02"),
        ("author: A. Keeper and B. Scribe\nyear: 2019", ("A. Keeper", "B. Scribe"), "2019"),
        ("author:\n  name: A. Keeper\ndate: soon", (), ""),
    ],
)
def test_yaml_gives_authors_and_date(yaml: str, authors: tuple[str, ...], date: str) -> None:
    front = yaml_front(f"---\ntitle: Salt\n{yaml}\n---\nText.\n")
    assert (front.title, front.authors, front.date) == ("Salt", authors, date)


@pytest.mark.parametrize(
    "text", ["Text.", "---\n[a\n---\nText.", "---\n- a\n---\nText.", "---\na: &x [*x]\n---\nText."]
)
def test_what_is_no_front_matter_says_nothing(text: str) -> None:
    assert front_of(text, "text/markdown").authors == ()


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="DC.creator" content="A. Writer"><meta name="DC.date" content="2019-06-03">',
        '<meta property="article:author" content="A. Writer">'
        '<meta property="article:published_time" content="2019-06-03T10:00:00Z">',
        '<meta name="citation_author" content="A. Writer"><meta name="citation_publication_date" content="2019/06/03">',
        '<script type="application/ld+json">{"@type": "Article", "headline": "Malta", "datePublished": "2019-06-03", '
        '"author": [{"name": "A. Writer"}]}</script>',
    ],
)
def test_a_page_gives_author_and_date_in_any_of_the_usual_words(head: str) -> None:
    front = html_front(f"<html><head>{head}</head><body><p>Text.</p></body></html>")
    assert (front.authors, front.date) == (("A. Writer",), "2019-06-03")


def test_the_by_line_of_a_page_is_of_the_source_and_not_of_the_story() -> None:
    page = b"<h1>Malta</h1><p class='byline'>By A. Writer, 3 June 2019</p><p>On 18 May 1565 the fleet was seen.</p>"
    source = source_text(page, "malta.html")
    assert (source.front.authors, source.front.date) == (("A. Writer",), "2019-06-03")


def test_names_and_dates_of_heads() -> None:
    assert names_of("A. Keeper, B. Scribe") == ("A. Keeper", "B. Scribe") and names_of("Keeper, A.") == ("Keeper, A.",)
    assert (date_of("2019/06/03"), date_of("3 June 2019"), date_of(None)) == ("2019-06-03", "2019-06-03", "")
    assert by_line("Published 3 June 2019").date == ""

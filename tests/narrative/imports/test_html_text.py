"""HTML of others' stories as text that can do nothing but be read."""

from __future__ import annotations

import pytest

from narrative.imports.html_text import prose_of_html, prose_of_plain
from narrative.imports.loose_dates import loose_date
from narrative.story.dates import parse_date
from narrative.story.prose import plain_text, prose_faults, render_prose
from tests.listed import together
from tests.payloads import PRINTED

HOSTILE = [
    "<script>alert(1)</script>left",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<svg onload=alert(1)><script>alert(2)</script></svg>",
    "<iframe src='https://example.org'></iframe>",
    "<style>body{display:none}</style>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--><script>alert(1)</script-->",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[x](javascript:alert(1))",
    "<https://example.org>",
    "<b>[x](place:nowhere)</b>",
    "    four spaces are code in Markdown",
    "<pre>    code\n    more</pre>",
    "# not a heading<br># nor this",
    "one<hr>two<h3>three</h3>",
    "a<br>---<br>b<br>===",
    "`code` and ```\nfence\n```",
    "![x](https://example.org/a.png)",
    "<table><tr><th>a</th><td>b</td></tr></table>",
    "<a href='https://example.org/<b>'>x</a> <a href='https://'>y</a>",
    "<p><a href='https://example.org/a'><img src='https://example.org/a.png'></a></p>",
    "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>",
    "<ol start=7><li>a</li></ol>",
    "~~~|1984 is no fence",
    "<![x[ what the parser gives up on",
    "<?php echo 1; ?>",
    "<div>" * 50 + "deep" + "</div>" * 50,
    "",
]


@together("html", [*HOSTILE, *PRINTED])
def test_no_html_makes_a_text_that_a_step_may_not_have(html: str) -> None:
    text = prose_of_html(html).text
    assert prose_faults(text) == []
    page = render_prose(text)
    for word in ("<script", "<img", "<iframe", "<svg", "<style", 'href="javascript', 'href="data'):
        assert word not in page.lower()


@together("html", [*HOSTILE, *PRINTED])
def test_no_plain_text_becomes_mark_up(html: str) -> None:
    text = prose_of_plain(html)
    assert prose_faults(text) == []
    straight = plain_text(text).translate(str.maketrans("‘’“”", "''\"\"")).replace("( ", "(")
    assert straight.split() == html.split()


def test_html_nested_without_end_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        prose_of_html("<div>" * 5000 + "x")


def test_what_stays_is_what_a_reader_sees() -> None:
    prose = prose_of_html(
        "<p>One <strong>two</strong> <em>three</em>.</p><blockquote>Four</blockquote><ul><li>five</li></ul>"
    )
    assert render_prose(prose.text).replace("\n", "") == (
        "<p>One <strong>two</strong> <em>three</em>.</p><blockquote><p>Four</p></blockquote><ul><li>five</li></ul>"
    )


@pytest.mark.parametrize(
    "edtf",
    [
        *("1949", "1949-05", "1949-05-27", "1949-21", "1949-10-15~", "1949-04?", "1949-05/1949-06", "194X", "19XX"),
        *(
            "1950-06-20/1950-06-25",
            "1949-05-20/..",
            "../1949-05-20",
            "1949-05-XX",
            "1948/1950",
            "1950-06-20/1950-07-03",
        ),
    ],
)
def test_a_date_in_the_words_of_this_project_is_read_back(edtf: str) -> None:
    assert loose_date(parse_date(edtf).words) == edtf


@pytest.mark.parametrize(
    "text",
    ["3/4/1793", "the 5th year of Edo", "1793-13", "30 February 1793", "tomorrow", "12345", "1800-1790", ""],
)
def test_what_could_be_two_dates_or_none_is_not_read(text: str) -> None:
    assert loose_date(text) is None


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_one_that_yaml_reads_back(end: str) -> None:
    assert prose_of_html(f"<b>a{end}b</b>\ufeff\x00").text == "**a\nb**"

import pytest

from narrative.story.prose import count_words, plain_text, prose_faults, references, render_prose
from tests.listed import together


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[Ongjin](place:ongjin)", '<a class="place-name" href="#place-ongjin" data-ref="ongjin">Ongjin</a>'),
        ("[Kim](person:kim)", '<a class="person-name" href="#person-kim" data-person="kim">Kim</a>'),
        ("[his claim](step:kims-claim)", '<a class="step-ref" href="#kims-claim">his claim</a>'),
        (
            "[x](https://a.org/?a=1&b=2)",
            '<a href="https://a.org/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">x</a>',
        ),
        ("[he said](statement:a)", '<a class="statement" href="#statement-a" data-statement="a">he said</a>'),
        ("[a *b* c](statement:d)", '<a class="statement" href="#statement-d" data-statement="d">a <em>b</em> c</a>'),
        (
            "[a *b [c](place:d) e*](statement:f)",
            '<a class="statement" href="#statement-f" data-statement="f">a </a>'
            '<em><a class="statement is-more" href="#statement-f" data-statement="f" tabindex="-1">b </a>'
            '<a class="place-name" href="#place-d" data-ref="d" data-within="f">c</a>'
            '<a class="statement is-more" href="#statement-f" data-statement="f" tabindex="-1"> e</a></em>',
        ),
        ("*a* **b**", "<em>a</em> <strong>b</strong>"),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_commonmark_becomes_the_page_s_html(text: str, html: str) -> None:
    assert render_prose(text) == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <b onclick='x'>b</b>"]
)
def test_raw_html_is_shown_as_text(text: str) -> None:
    html = render_prose(text)
    assert "&lt;" in html
    assert not [tag for tag in ("<script", "<img", "<b ") if tag in html]


def test_a_link_s_title_and_words_cannot_leave_their_place() -> None:
    html = render_prose('[a"b<i>](place:x "onmouseover=alert(1)")')
    assert html == '<p><a class="place-name" href="#place-x" data-ref="x">a&quot;b&lt;i&gt;</a></p>\n'


@together(
    ("text", "line", "message"),
    [
        ("[x](javascript:alert(1))", 0, "of no known kind"),
        ("[x](JaVaScRiPt:alert(1))", 0, "of no known kind"),
        ("<javascript:alert(1)>", 0, "of no known kind"),
        ("[x](data:text/html,hi)", 0, "of no known kind"),
        ("[x](//evil.example)", 0, "of no known kind"),
        ("[x][a]\n\n[a]: javascript:alert(1)", 0, "of no known kind"),
        ("one\ntwo [x](http://a.org)", 1, 'write "https:"'),
        ("[x](ongjin)", 0, 'write "place:ongjin", "person:ongjin" or "step:ongjin"'),
        ("[x](place:Ongjin)", 0, "names no id"),
        ('[x](place:"><script>)', 0, "names no id"),
        ("[x](https://)", 0, "not on the web"),
        ("one\n\n[x] (place:ongjin)", 2, "is not a link"),
        ("one\n\n[x] (statement:a)", 2, "is not a link"),
        ("[x](statement:A)", 0, "names no id"),
        ("[a\n[b](statement:c)](statement:d)", 1, 'the statement "c" lies inside another'),
        ("one\n[[Kim](person:kim)](statement:a)", 1, 'the statement "a" is nothing but links; put a word of its own'),
        ("![x](https://a.org/x.png)", 0, "a picture"),
        ("# Title", 0, "a heading"),
        ("one\n\n    two", 2, "indented by four spaces"),
        ("```\nx\n```", 0, "code"),
        ("a `b` c", 0, "code"),
        ("one\n\n---\n\ntwo", 2, "a rule"),
    ],
)
def test_what_a_card_cannot_hold_is_a_fault_on_its_line(text: str, line: int, message: str) -> None:
    faults = prose_faults(text)
    assert len(faults) == 1
    assert faults[0][0] == line
    assert message in faults[0][1]
    with pytest.raises(ValueError) as caught:
        render_prose(text)
    assert str(caught.value) == faults[0][1]


def test_references_come_in_the_order_of_the_text() -> None:
    assert references("[a](step:one) *[b](place:two)*\n\n- [c](person:three)") == [
        ("step", "one"),
        ("place", "two"),
        ("person", "three"),
    ]


def test_a_statement_is_a_reference_and_so_is_what_it_links_to() -> None:
    text = "[At [Mukden](place:mukden) they *stood*](statement:troops), see [1]."
    assert references(text) == [("statement", "troops"), ("place", "mukden")]
    assert plain_text(text) == "At Mukden they stood, see [1]."
    assert count_words(text) == 6


def test_words_are_counted_without_marks_and_addresses() -> None:
    assert count_words("**Two** [words](https://example.org/many/more/words) — no, *four*.") == 4
    assert plain_text("a\nb\n\nc") == "a b\n\nc"
    assert count_words("") == 0


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("[x](place:Ongjin)", 0, 'the link to "place:Ongjin" names no id; write one such as "place:some-id"'),
        ("[x](place:a:b)", 0, 'the link to "place:a:b" names no id; write one such as "place:some-id"'),
        ("one  \ntwo [x](http://a.org)", 1, 'the link to "http://a.org" is not encrypted; write "https:"'),
        (
            "[x](ongjin)",
            0,
            'the link to "ongjin" says not to what; write "place:ongjin", "person:ongjin" or "step:ongjin"',
        ),
        ("[x]()", 0, 'the link to "" is of no known kind; write place:, person:, step:, statement: or https:'),
        (
            "[x] (place:ongjin)",
            0,
            '"] (place:" is not a link; write [words](place:id), without a space or a bracket too few',
        ),
    ],
)
def test_a_fault_quotes_what_is_wrong_and_says_what_to_write(text: str, line: int, sentence: str) -> None:
    assert prose_faults(text) == [(line, sentence)]

"""Verse, tables, footnotes, lists, talk and letters keep their shape; what is no text is left out."""

from __future__ import annotations

import pytest

from narrative.reading.extract import SourceText, source_text
from narrative.reading.shapes import is_signature, is_verse, levels

VERSE = """\
The Ride

In eighteen-twelve from Vilna's gate
  The grey battalions came,
To Smolensk by the river late
  And Moscow all aflame.

O weep for Borodino's field,
  September seventh's dead;
By Berezina's bank they reeled,
  The snow of Minsk was red.
"""
MARKDOWN = """\
# The Road to Trieste

In May 1909 they left Vienna for Graz.[^1] The train crossed the Semmering.

| Date | Place | Note |
|------|-------|------|
| 4 May 1909 | Ljubljana | night in town |
| 6 May 1909 | Trieste | sea at last |

- [x] pack for Venice
- [ ] write from Padua

```python
print("Paris 1999")
```

They reached Venice.[^2]

[^1]: The timetable of 1908
    was printed in Munich.
[^2]: See the letter.
"""
PAGE = """\
<html><head><title>Kovno</title><style>.gone, #off { display: none } p { color: red }</style></head><body>
<p>The bridges were ready at Kovno.<sup><a href="#n1">1</a></sup></p>
<p style="display:none">Hidden Paris</p><p class="gone">Hidden Rome</p><div id="off"><p>Hidden Oslo</p></div>
<span class="sr-only">Hidden Bonn</span><p aria-hidden="true">Hidden Lima</p>
<pre><code>print("Hidden Quito")</code></pre>
<p>In eighteen-twelve from Vilna's gate<br>The grey battalions came,<br>To Smolensk by the river late</p>
<table><tr><th>Day</th><th>Place</th></tr><tr><td>4 May</td><td>Ljubljana</td></tr></table>
<ul><li>Bread</li><li>Salt</li></ul>
<section class="footnotes"><ol><li id="n1">So the toll-book.</li></ol></section>
</body></html>
"""


def paragraphs(source: SourceText) -> list[str]:
    return [source.paragraph(number) for number in range(1, len(source.paragraphs) + 1)]


def test_a_stanza_is_a_paragraph_of_its_lines() -> None:
    source = source_text(VERSE.encode(), "a.txt")
    assert source.title == "The Ride"
    assert paragraphs(source) == [
        "In eighteen-twelve from Vilna's gate\nThe grey battalions came,\nTo Smolensk by the river late\n"
        "And Moscow all aflame.",
        "O weep for Borodino's field,\nSeptember seventh's dead;\nBy Berezina's bank they reeled,\n"
        "The snow of Minsk was red.",
    ]


def test_prose_in_short_lines_is_no_verse() -> None:
    assert not is_verse(["The bridges were", "ready before the sun", "was up. Nobody", "fired a shot."])
    assert not is_verse(["Two lines", "Are none"])


def test_markdown_keeps_tables_lists_and_notes_apart() -> None:
    source = source_text(MARKDOWN.encode(), "a.md")
    assert paragraphs(source) == [
        "In May 1909 they left Vienna for Graz. The train crossed the Semmering.",
        "4 May 1909 – Ljubljana – night in town",
        "6 May 1909 – Trieste – sea at last",
        "pack for Venice",
        "write from Padua",
        "They reached Venice.",
    ]
    assert [each.text for each in source.notes] == ["The timetable of 1908 was printed in Munich.", "See the letter."]


def test_html_leaves_out_what_its_reader_does_not_see() -> None:
    source = source_text(PAGE.encode(), "a.html")
    assert paragraphs(source) == [
        "The bridges were ready at Kovno.",
        "In eighteen-twelve from Vilna's gate\nThe grey battalions came,\nTo Smolensk by the river late",
        "4 May – Ljubljana",
        "Bread",
        "Salt",
    ]
    assert [each.text for each in source.notes] == ["So the toll-book."]


def test_a_table_for_layout_is_read_as_its_paragraphs() -> None:
    page = "<table><tr><td><p>One long story.</p></td><td><p>Another story.</p></td></tr></table>"
    assert paragraphs(source_text(f"<html><body>{page}</body></html>".encode(), "a.html")) == [
        "One long story.",
        "Another story.",
    ]


def test_each_turn_of_a_talk_is_a_paragraph() -> None:
    talk = "Q: Where did you go?\nA: To Vilna, by the\nold road.\nQ: When?\nA: In May.\n"
    text = f"The hearing\n\n{talk}\nIt was late then.\n"
    assert paragraphs(source_text(text.encode(), "a.txt")) == [
        "Q: Where did you go?",
        "A: To Vilna, by the old road.",
        "Q: When?",
        "A: In May.",
        "It was late then.",
    ]
    speeches = "THE CHAIRMAN. We begin.\nMR. HALE. I came from Kovno\nat noon.\n\nThe rest was silence, they say.\n"
    assert paragraphs(source_text(speeches.encode(), "a.txt"))[:2] == [
        "THE CHAIRMAN. We begin.",
        "MR. HALE. I came from Kovno at noon.",
    ]


def test_footnotes_of_plain_text_are_notes() -> None:
    text = "They left for Graz.[1] It rained.\n\nThen they came home again.\n\n[1] The toll-book\nof 1909 says so.\n"
    source = source_text(text.encode(), "a.txt")
    assert paragraphs(source) == ["They left for Graz. It rained.", "Then they came home again."]
    assert [each.text for each in source.notes] == ["The toll-book of 1909 says so."]
    gutenberg = "They left.\n\n[Footnote 3: See the toll-book.]\n\n[Illustration: The mill]\n\nThey came back home.\n"
    source = source_text(gutenberg.encode(), "a.txt")
    assert paragraphs(source) == ["They left.", "They came back home."]
    assert [each.text for each in source.notes] == ["See the toll-book."]


def test_a_number_in_brackets_that_nothing_leads_to_is_text() -> None:
    source = source_text(b"We went on for long.\n\n[1] is how he wrote it.\n\nAnd so it stayed for us.\n", "a.txt")
    assert len(source.paragraphs) == 3


def test_a_signature_is_no_heading() -> None:
    letter = (
        "Kovno, 24 June\n\nMy dear Sir,\n\nThe bridges are ready, and we cross at dawn, all of us.\n\n"
        "I am, Sir, your obedient servant,\n\nCharles Hale\n\nThe Retreat\n\nThe army came back in the snow.\n"
    )
    source = source_text(letter.encode(), "a.txt")
    assert "Charles Hale" in paragraphs(source)
    assert "The Retreat" in [each.text for each in source.headings]
    assert not is_signature([], "Charles Hale")


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["PART ONE", "CHAPTER I", "I", "II", "CHAPTER II"], [2, 3, 4, 4, 3]),
        (["Kovno", "Vilna"], [2, 2]),
        (["The March", "I", "II"], [2, 3, 3]),
    ],
)
def test_headings_of_plain_text_have_levels(headings: list[str], expected: list[int]) -> None:
    assert levels(headings) == expected

"""A book is cut into its chapters or its dated entries."""

from __future__ import annotations

import pytest

from narrative.drafts.build import draft_of_names
from narrative.drafts.chapters import chapters_of, entry_groups, groups_by, how_cut, names_of, part_of
from narrative.drafts.found import DraftOptions
from narrative.drafts.parts import DraftError
from narrative.drafts.steps import headings_of
from narrative.reading.extract import source_text
from narrative.reading.text_dates import dates_in
from tests.drafts import found_in

LONG = "The road lay open and white, and nobody of all who walked on it said a word to the next before the noon. " * 4
BOOK = f"""\
A Journey

CHAPTER I

May 14, 1804. We left Kovno early. {LONG}

{LONG}

May 15, 1804. At Vilna it rained. {LONG}

CHAPTER II

June 1, 1804. Still at Vilna. {LONG}

{LONG}

Vilna, June 2, 1804. We stayed. {LONG}
"""


def test_chapters_have_their_paragraphs() -> None:
    source = source_text(BOOK.encode(), "a.txt")
    assert [(each.title, each.paragraphs) for each in chapters_of(source)] == [
        ("CHAPTER I", range(1, 4)),
        ("CHAPTER II", range(4, 7)),
    ]
    assert chapters_of(source_text(b"One.\n\nTwo goes on.\n", "a.txt")) == []


def test_an_entry_begins_with_its_date() -> None:
    source = source_text(BOOK.encode(), "a.txt")
    assert entry_groups(source, dates_in(source.text)) == [(1, 2), (3,), (4, 5), (6,)]
    assert groups_by(source, dates_in(source.text), "chapter") == [(1, 2, 3), (4, 5, 6)]


def test_a_date_within_a_paragraph_begins_no_entry() -> None:
    text = f"The march\n\nWe left Kovno, as I told you in my last, on May 14, 1804. {LONG}\n\nThen on May 15 {LONG}\n"
    source = source_text(text.encode(), "a.txt")
    assert entry_groups(source, dates_in(source.text)) == [(1, 2)]


def test_a_text_without_chapters_cannot_be_cut_by_them() -> None:
    with pytest.raises(DraftError, match="no chapters"):
        groups_by(source_text(b"One.\n\nTwo goes on.\n", "a.txt"), [], "chapter")


def test_too_many_entries_are_refused_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrative.drafts.chapters.MOST_STEPS", 3)
    source = source_text(BOOK.encode(), "a.txt")
    with pytest.raises(DraftError, match=r"4 entries, and a story takes 3 steps; write --by story"):
        groups_by(source, dates_in(source.text), "entry")


def test_what_a_step_hides_is_said() -> None:
    text = "\n\n".join([BOOK, *([LONG] * 30)])
    source = source_text(text.encode(), "a.txt")
    said = how_cut(source, [(1, 2, 3), tuple(range(4, 37))], dates_in(source.text), "chapter")
    assert said.startswith("Its 36 paragraphs are told in 2 steps, the longest of 33 (paragraphs 4-36)")
    assert "--by entry 4, one for each dated entry" in said
    assert how_cut(source, [(1,), (2,)], (), "") == ""


def test_a_chapter_is_a_text_of_its_own_with_its_names() -> None:
    source = source_text(BOOK.encode(), "a.txt")
    second = chapters_of(source)[1]
    part, names = part_of(source, second), names_of(found_in(source), second)
    assert part.title == "A Journey: CHAPTER II"
    assert part.paragraph(1).startswith("June 1, 1804.")
    assert {part.text[each.toponym.start : each.toponym.end] for each in names.resolutions} == {"Vilna"}
    assert [part.text[each.start : each.end] for each in names.dates] == ["June 1, 1804", "June 2, 1804"]
    draft = draft_of_names(part, "second", names, DraftOptions(this_year=2026, by="entry"))
    assert [each.date for each in draft.steps] == ["1804-06-01", "1804-06-02"]


def test_titles_come_from_headings_with_their_parents() -> None:
    text = f"# The March\n\n## Kovno\n\n### I\n\n{LONG}\n\n### II\n\n{LONG}\n\n## Vilna\n\n{LONG}\n"
    source = source_text(text.encode(), "a.md")
    draft = draft_of_names(source, "march", found_in(source), DraftOptions(this_year=2026))
    assert headings_of(draft) == {1: "Kovno: Kovno, I", 2: "Kovno, II", 3: "Vilna"}


def test_a_number_alone_is_no_title() -> None:
    text = f"I\n\n{LONG} In Vilna.\n\nII\n\n{LONG} In Kovno, 1812.\n\nIII\n\n{LONG} Vilna.\n"
    source = source_text(text.encode(), "a.txt")
    draft = draft_of_names(source, "march", found_in(source), DraftOptions(this_year=2026))
    assert not {"I", "II", "III"} & {each.title for each in draft.steps}

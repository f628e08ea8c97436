"""A text whose names are known becomes steps, places, people and marks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from narrative.drafts.build import NoPlaceError, draft_of_names, needing_a_place
from narrative.drafts.draft import Draft
from narrative.drafts.features import shown_places
from narrative.drafts.found import DraftOptions
from narrative.drafts.ids import Ids
from narrative.drafts.limits import CUT_STEPS, STEP_PLACES
from narrative.drafts.marks import marks_of
from narrative.drafts.review import named_places, review_file
from narrative.drafts.steps import group_paragraphs, without_asides
from narrative.drafts.story_files import story_files
from narrative.page.render import render_page
from narrative.reading.extract import source_text
from narrative.source.annotation_checks import annotation_faults
from narrative.source.annotation_parts import Mark
from narrative.source.annotations import align, load_annotations
from narrative.story import load_story
from narrative.story.dates import parse_date
from narrative.story.prose import count_words
from narrative.story.words import CARD_WORDS
from tests.drafts import TEXT, draft, found_in


def review_text(made: Draft) -> str:
    """The text of a draft's REVIEW.md."""
    name, text = review_file(made)
    assert name == "REVIEW.md"
    return text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a drafted story."""
    home = tmp_path / "crossing"
    home.mkdir()
    for name, body in story_files(draft()).items():
        (home / name).write_bytes(body)
    return home


def test_a_draft_passes_check_and_has_a_page(folder: Path) -> None:
    story = load_story(folder)
    assert annotation_faults(folder, story) == []
    page = render_page(story).html
    assert all(f'id="{step.id}"' in page for step in story.steps)


def test_a_paragraph_is_a_step_and_a_short_one_joins_the_step_before_it() -> None:
    assert [each.paragraphs for each in draft().steps] == [(1,), (2,), (3, 4)]


def test_a_line_above_the_first_heading_is_told_with_what_follows_it() -> None:
    source = source_text(b"# March\n\nBy a witness.\n\n## Kovno\n\nIt rained.\n\n## Vilna\n\nIt froze.\n", "march.md")
    assert group_paragraphs(source) == [(1, 2), (3,)]


def test_a_step_is_titled_by_its_heading_or_else_by_place_and_date() -> None:
    first, second, third = draft().steps
    assert (first.title, first.id, third.title) == ("The bridges", "the-bridges", "The city")
    assert second.title == "Paragraph 2"
    plain = draft(TEXT.replace("The bridges\n\n", "").replace("The city\n\n", ""))
    assert [each.title for each in plain.steps] == [
        "Kovno and Vilna, 23 June 1812",
        "Paragraph 2",
        "Vilna and Vilia, 28 June 1812",
    ]


def test_a_year_named_aside_dates_no_step_and_a_year_of_the_tale_does() -> None:
    def dated(*edtf: str) -> list[str | None]:
        return [each.edtf if each else None for each in without_asides([parse_date(one) for one in edtf])]

    assert dated("1812-06-23", "1869", "1812-06-28") == ["1812-06-23", None, "1812-06-28"]
    assert dated("1812-06-23", "1813", "1814-03-31") == ["1812-06-23", "1813", "1814-03-31"]
    assert dated("1805", "1812-06-23", "1821") == ["1805", "1812-06-23", "1821"]


def test_a_step_has_the_first_day_that_its_paragraphs_name_and_an_undated_one_its_neighbours_bracket() -> None:
    first, second, third = draft().steps
    assert (first.date, third.date, third.undated) == ("1812-06-23", "1812-06-28", False)
    assert (second.date, second.undated) == ("1812-06-23/1812-06-28", True)
    assert "23 June 1812 and 28 June 1812" in second.date_note


def test_a_text_without_dates_takes_the_year_that_the_author_gives() -> None:
    text = TEXT.replace("on 23 June 1812", "").replace("on 28 June", "")
    assert {(each.date, each.undated) for each in draft(text, year=1812).steps} == {("1812", True)}
    assert {each.date for each in draft(text).steps} == {"../2026"}


def test_a_step_without_places_shows_those_of_the_step_before() -> None:
    made = draft()
    first, second, third = made.steps
    assert second.places == first.places == ("kovno", "vilna")
    assert (named_places(made, second), named_places(made, third)) == (set(), set(third.places))


def test_a_place_has_its_period_name_its_candidates_and_a_certainty_with_reason() -> None:
    features = {each["id"]: each for each in json.loads(story_files(draft())["places.geojson"])["features"]}
    kovno, vilna, springfield = features["kovno"], features["vilna"], features["springfield"]
    assert (kovno["properties"]["title"], kovno["properties"]["modern"]) == ("Kovno", "Kaunas")
    assert kovno["links"] == [{"type": "closeMatch", "identifier": "gn:598316"}]
    assert [each["geometry"]["certainty"] for each in (kovno, vilna, springfield)] == [
        "certain",
        "less-certain",
        "uncertain",
    ]
    assert "reason" not in kovno["geometry"] and "72 % likely" in vilna["geometry"]["reason"]
    assert vilna["names"][0]["paragraphs"] == [1, 3]
    parsed = springfield["properties"]["geoparsing"]
    assert [each["id"] for each in parsed["candidates"]] == ["gn:4951788", "gn:4250542"]
    assert (parsed["probability"], parsed["entry"]) == (0.4, "gn:4951788")


def test_a_name_that_is_not_found_is_on_no_map_and_in_the_review() -> None:
    made = draft()
    assert made.place("grodek").geometry is None
    assert "grodek" not in {id for step in made.steps for id in step.places} | shown_places(made)
    review = review_text(made)
    assert "“Grodek” in paragraph 3: unplaced, perhaps near Vilnius, LT." in review
    marks = [each for each in marks_of(made, set(), set()) if isinstance(each, Mark) and each.exact == "Grodek"]
    assert [each.places for each in marks] == [()]


def test_the_review_has_the_least_certain_first() -> None:
    review = review_text(draft())
    assert review.index("**Springfield** (`springfield`), 40 %") < review.index("**Vilna** (`vilna`), 72 %")
    assert "Springfield, US (`gn:4250542`, 30 %)" in review
    assert "`paragraph-2`: These paragraphs give no date" in review
    assert "the text writes “28 June”" in review
    assert "Eble" in review[review.index("## People") :]


def test_the_neutral_words_of_a_step_have_the_length_of_a_card_and_quote_nothing() -> None:
    for each in draft().steps:
        assert count_words(each.text) in CARD_WORDS
        assert "Horses died" not in each.text


def test_with_text_the_steps_have_the_sources_words_with_links() -> None:
    first, *_ = draft(with_text=True).steps
    assert first.text.startswith("The army came to [Kovno](place:kovno) on 23 June 1812")
    assert all(count_words(each.text) in CARD_WORDS for each in draft(with_text=True).steps)


def test_signs_of_commonmark_in_a_text_are_letters_in_its_draft(tmp_path: Path) -> None:
    long = "The *army* [came] to Kovno <b>at</b> `night` _and_ " + "found the river low and the banks empty " * 6
    made = draft(f"{long}.\n", with_text=True)
    home = tmp_path / "crossing"
    home.mkdir()
    for name, body in story_files(made).items():
        (home / name).write_bytes(body)
    assert "<b>at" not in render_page(load_story(home)).html


def test_the_marks_lead_to_every_place_person_and_date(folder: Path) -> None:
    annotations = load_annotations(folder / "annotations.jsonld")
    source = source_text(TEXT.encode())
    assert align(annotations, source.text).identical
    assert align(annotations, TEXT).missing == ()  # the author's own file, hard-wrapped
    assert {each.form for each in annotations.marks} == {"toponym", "person", "date"}
    assert all(source.text[each.start : each.end] == each.exact for each in annotations.marks)


def test_a_long_text_has_a_bearable_number_of_steps() -> None:
    paragraph = "The army went on, and nobody could say how far. " * 12
    book = "".join(f"Chapter {number}\n\n" + f"{paragraph}\n\n" * 6 for number in range(1, 120))
    groups = group_paragraphs(source_text(book.encode()))
    assert len(groups) <= CUT_STEPS
    assert [number for group in groups for number in group] == list(range(1, 119 * 6 + 1))


def test_a_step_shows_few_places_and_first_those_that_no_other_shows() -> None:
    from geo.gazetteer.toponyms import Entry
    from tests import drafts

    names = {f"Town{letter}": (Entry(f"gn:{number}", f"Town{letter}", number, 20.0, "town"), 0.9)
             for number, letter in enumerate("abcdefghijkl", 1)}  # fmt: skip
    kept = dict(drafts.ENTRIES)
    drafts.ENTRIES.update(names)
    try:
        made = draft("They passed " + ", ".join(names) + " and slept " + "in the fields " * 30 + ".\n")
    finally:
        drafts.ENTRIES.clear()
        drafts.ENTRIES.update(kept)
    assert [len(each.places) for each in made.steps] == [STEP_PLACES]
    assert (len(made.places), len(shown_places(made))) == (12, STEP_PLACES)
    assert "shows other places already" in review_text(made)


def test_a_text_without_places_is_refused_with_the_cure() -> None:
    source = source_text(b"It rained for four days, and nobody knew where they were.")
    with pytest.raises(NoPlaceError, match="--countries"):
        needing_a_place(draft_of_names(source, "rain", found_in(source), DraftOptions()))


def test_ids_are_slugs_that_the_page_does_not_need_itself() -> None:
    ids = Ids()
    assert [ids.step(each) for each in ("Search", "Łódź, 1914", "Łódź 1914", "日本", "…", "Place names")] == [
        "step-search", "lodz-1914", "lodz-1914-2", "riben", "step", "step-place-names",
    ]  # fmt: skip

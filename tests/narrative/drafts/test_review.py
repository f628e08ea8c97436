"""What of a draft wants its author's eye, the least certain first."""

from __future__ import annotations

import pytest

from narrative.drafts.draft import Draft
from narrative.drafts.features import shown_places
from narrative.drafts.marks import marks_of
from narrative.drafts.parts import DraftPlace, changed
from narrative.drafts.review import Heading, Point, lines_of, points, review_file, sure_places
from narrative.source.annotation_parts import Mark
from narrative.studio.places import accept_likely, reject, set_certainty
from narrative.studio.steps import set_step
from narrative.studio.work import work_files
from tests.drafts import draft


def review_text(made: Draft) -> str:
    """The text of a draft's REVIEW.md."""
    name, text = review_file(made)
    assert name == "REVIEW.md"
    return text


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


def test_the_review_lists_what_is_open_the_least_certain_first(lake: Draft) -> None:
    review = work_files(lake)["REVIEW.md"].decode()
    assert review.index("**Evian** (`evian`), 70 %") < review.index("The others, each 90 % likely or more: Geneva and")
    assert "Names that you said" not in review and "Shore" not in review.split("##", 1)[1]
    decided = set_certainty(reject(accept_likely(lake), "evian"), "lausanne", "uncertain", "two shores are meant")
    review = work_files(decided)["REVIEW.md"].decode()
    assert "## Places, the least certain first" not in review
    assert "- Lausanne (`lausanne`): Two shores are meant." in review
    assert review.index("## Names that you said are no places") < review.index("- Evian")
    short = set_step(lake, lake.steps[0].id, "text", "Too short.")
    assert "- `geneva-27-may-1949`: 2 words now" in work_files(short)["REVIEW.md"].decode()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("places", "place"), ("names", "place"), ("steps", "step"), ("people", "person"), ("lost", "story")],
)
def test_a_point_is_about_a_part_of_the_story(heading: Heading, kind: str) -> None:
    assert Point(heading, "", "").kind == kind


def test_what_more_there_is_to_a_point_stands_below_it() -> None:
    assert list(lines_of(Point("places", "x", "one", "two"))) == ["- one", "  - two"]
    assert list(lines_of(Point("places", "x", "one"))) == ["- one"]


def test_every_doubtful_place_stranger_and_undated_step_is_a_point(lake: Draft) -> None:
    found = [(each.heading, each.id) for each in points(lake, {"geneva", "evian", "lausanne"})]
    assert ("places", "evian") in found and ("people", "anna-rochat") in found
    assert ("steps", lake.steps[1].id) in found
    assert not [id for heading, id in found if heading == "places" and id in ("geneva", "lausanne")]


def test_of_many_sure_places_the_first_sixty_are_named() -> None:
    places = tuple(
        DraftPlace(id=f"p{n}", title=f"P{n}", probability=0.9, geometry={"type": "Point", "coordinates": [0, 0]})
        for n in range(62)
    )
    said = sure_places(Draft(slug="a", places=places), {each.id for each in places})
    assert said.startswith("The others, each 90 % likely or more: P0, P1")
    assert said.endswith("P59 and 2 more.")
    assert sure_places(Draft(slug="a"), set()) == ""


def test_an_import_has_its_own_list_which_says_that_nothing_was_lost(lake: Draft) -> None:
    told = changed(lake, origin="file", program="StoryMapJS", file="map.json", read_on="2026-11-24")
    name, text = review_file(told)
    assert name == "IMPORT.md"
    assert text.startswith("# Imported from StoryMapJS\n\nmap.json, read on 2026-11-24: 3 steps and 3 places.")
    assert "Nothing was lost." in text and "Nothing stood out." in text
    lossy = review_file(changed(told, lost=("the *colours* of the map",)))[1]
    assert "- The \\*colours\\* of the map" in lossy


def test_of_many_names_on_no_map_four_hundred_are_listed() -> None:
    places = tuple(DraftPlace(id=f"p{n}", title=f"P{n}") for n in range(402))
    found = [each for each in points(Draft(slug="a", places=places), set()) if each.heading == "names"]
    assert len(found) == 401
    assert (found[0].words, found[-1].words) == ("“P0”: unplaced.", "… and 2 names more.")


def test_what_is_not_read_and_what_is_no_step_is_a_point() -> None:
    from narrative.drafts.build import draft_of_names
    from narrative.drafts.found import DraftOptions, dates_only
    from narrative.reading.extract import source_text

    text = "By A. Writer, 3 June 2019\n\nOn 3 May 1793 they came. On 3/4/1794 they left. The next day it rained.\n"
    source, options = source_text(text.encode()), DraftOptions(language="en")
    made = draft_of_names(source, "story", dates_only(source, options), options)
    _, review = review_file(made)
    assert "“3/4/1794” in paragraph 2 is not read: it may be 3 April or 4 March 1794." in review
    assert "Paragraph 1 of the text became no step: by-lines" in review

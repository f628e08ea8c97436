"""A draft is told as one wherever a step is told, until its author has confirmed the step."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.reading.faults import Faults
from narrative.app.start_page import card
from narrative.app.timeline_page import table_of
from narrative.drafts.opened import draft_of_folder
from narrative.drafts.story_files import story_files
from narrative.exports.cite import bibtex, ris
from narrative.exports.steps import steps_csv, steps_json
from narrative.exports.storymaps import steps_geojson, storymapjs_json
from narrative.exports.timelinejs import timelinejs_json
from narrative.page import render_page
from narrative.page.linked_data import article
from narrative.pictures.captions import caption
from narrative.pictures.handout import render_handout, signs_used
from narrative.pictures.photographer import Look
from narrative.pictures.printing import Picture
from narrative.pictures.sizes import CARD
from narrative.pictures.strip import render_strip
from narrative.story import Story, load_story
from narrative.story.cited import Cited, citation, step_citation
from narrative.story.describe import byline, draft_words, said
from narrative.studio.steps import set_step
from tests.drafts import TEXT, draft, drafted, edit, sound
from tests.stories import STORY, write_story

CLAIMS = ("Stated by the authors", "Told in our own words")  # what nobody has said of a program's sentence
DRAFT = "A draft: 1 of 3 steps read by a person"


@pytest.fixture
def crossing(tmp_path: Path) -> Callable[..., Story]:
    """``crossing(confirmed=1)``: the story of three steps that ``new`` drafts, so many of them confirmed."""

    def made(confirmed: int = 0, **options: Any) -> Story:
        folder = tmp_path / "crossing"
        drafted(folder, **options)
        path = folder / "story.yaml"
        path.write_text(
            path.read_text(encoding="utf-8").replace("    status:", "    confirmed: true\n    status:", confirmed),
            encoding="utf-8",
        )
        return sound(folder)

    return made


def pictures(story: Story) -> dict[str, Picture]:
    """A picture of nothing for each step."""
    return {step.id: Picture(bytes.fromhex("ffd8ff"), 1600, 900, "") for step in story.steps}


def test_a_new_draft_is_marked_and_counted_in_the_page(crossing: Callable[..., Story]) -> None:
    page = render_page(crossing(confirmed=1)).html
    text = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert text.count('<p class="draft-mark">' + DRAFT) == 1
    assert text.count("A draft that nobody has confirmed yet.") == 2
    assert text.count("Stated by the authors") == 1
    assert "Told in our own words" not in text
    assert page.count('data-status="draft"') == 2


def test_a_story_that_is_no_draft_has_nothing_of_the_mark(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, STORY))
    page = render_page(story).html
    assert "draft" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert "Told in our own words" in page
    assert draft_words(story) == ""


def test_when_every_step_is_confirmed_the_story_is_no_draft(crossing: Callable[..., Story]) -> None:
    story = crossing(confirmed=3)
    assert story.draft
    assert draft_words(story) == ""
    assert byline(story).endswith("Told in our own words; ¶ gives the paragraph of the source.")
    assert "draft-mark" not in render_page(story).html


def test_every_telling_of_a_drafted_step_says_so(crossing: Callable[..., Story]) -> None:
    story = crossing()
    step = story.steps[0]
    shown = pictures(story)
    told = {
        "caption": json.dumps(caption(story, step, "a.png", Look(CARD), ""), ensure_ascii=False),
        "handout": render_handout(story, shown),
        "strip": render_strip(story, shown),
        "steps.csv": steps_csv(story).decode("utf-8-sig"),
        "steps.json": steps_json(story).decode(),
        "steps.geojson": steps_geojson(story).decode(),
        "timelinejs": timelinejs_json(story).decode(),
        "storymapjs": storymapjs_json(story).decode(),
        "citation": citation(story),
        "bibtex": bibtex(story),
        "ris": ris(story),
        "step": step_citation(Cited(story, step)),
        "app": str(card(story)),
        "table": str(table_of(list(story.steps))["Status"].tolist()),
        "linked data": str(article(story)),
    }
    for name, words in told.items():
        assert "draft" in words.lower(), name
        assert not [each for each in CLAIMS if each in words], name
        assert "Told after" not in words, name


def test_exports_hold_the_mark_as_a_value(crossing: Callable[..., Story]) -> None:
    story = crossing(confirmed=1)
    rows = list(csv.DictReader(io.StringIO(steps_csv(story).decode("utf-8-sig"))))
    assert [each["draft"] for each in rows] == ["no", "yes", "yes"]
    document = json.loads(steps_json(story))
    assert [each["draft"] for each in document["steps"]] == [False, True, True]
    assert document["story"]["wording"] == "own"
    assert [each["group"] for each in json.loads(timelinejs_json(story))["events"]] == ["Stated", "Draft", "Draft"]


def test_the_signs_of_a_handout_do_not_explain_what_no_step_has(crossing: Callable[..., Story]) -> None:
    assert signs_used(crossing())["statuses"] == [("draft", "A draft that nobody has confirmed yet")]


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("own", "Told in our own words; ¶"),
        ("source", "In the source’s own words, shortened; ¶"),
        ("imported", "In the words of the file that it was imported from; ¶"),
    ],
)
def test_the_sentence_about_the_words_follows_the_key(tmp_path: Path, wording: str, words: str) -> None:
    story = load_story(write_story(tmp_path, STORY.replace("language:", f"wording: {wording}\nlanguage:")))
    assert words in byline(story)


def test_an_unknown_wording_is_a_fault_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(Faults, match=r"sauce.*source"):
        load_story(write_story(tmp_path, STORY.replace("language:", "wording: sauce\nlanguage:")))


def test_the_texts_own_words_are_said_to_be_these(crossing: Callable[..., Story], tmp_path: Path) -> None:
    assert crossing(with_text=True).wording == "source"
    drafted(tmp_path / "crossing", with_text=False)
    assert sound(tmp_path / "crossing").wording == "own"


def test_a_borrowed_place_is_a_guess_and_said_in_the_page(tmp_path: Path) -> None:
    drafted(tmp_path / "crossing", TEXT.replace("Vilna", "town").replace("Vilia", "river").replace("Springfield", "it"))
    story = sound(tmp_path / "crossing")
    step = next(each for each in story.steps if each.unplaced)
    note = "These paragraphs name no place that could be put on the map: it shows those of a step before them."
    assert step.place_note == note
    assert [story.certainty_in(step.id, id) for id in step.places] == ["uncertain"]
    assert story.certainty_in(story.steps[0].id, step.places[0]) == "certain"
    page = render_page(story)
    assert note in page.html
    assert "The map shows Kovno (uncertain)." in page.html
    data = next(each.data for each in page.parts if each.name == "readings")
    assert data["readings"]["doubts"][step.id] == {step.places[0]: "uncertain"}
    assert story.steps[0].id not in data["readings"]["doubts"]


def test_an_author_who_places_a_step_takes_the_guess_away(tmp_path: Path) -> None:
    text = TEXT.replace("Vilna", "town").replace("Vilia", "river").replace("Springfield", "it")
    drafted(tmp_path / "crossing", text)
    before = sound(tmp_path / "crossing")
    step = next(each for each in before.steps if each.unplaced)
    opened = draft_of_folder(before.folder)
    after = set_step(opened, step.id, "places", list(step.places))
    assert opened.step(step.id).unplaced
    assert not after.step(step.id).unplaced
    assert not after.step(step.id).place_note


def test_an_unplaced_step_without_a_note_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Faults, match=r"unplaced, but \"place_note\" does not say"):
        load_story(write_story(tmp_path, STORY.replace("places: [lausanne]", "places: [lausanne]\n    unplaced: true")))


def test_the_studio_confirms_a_step_and_the_files_keep_it() -> None:
    made = draft()
    first = made.steps[0].id
    confirmed = set_step(made, first, "confirmed", True)
    body = story_files(confirmed)["story.yaml"].decode()
    assert body.count("confirmed: true\n") == 1


def test_a_confirmed_step_is_no_draft_when_the_text_changes(crossing: Callable[..., Story], tmp_path: Path) -> None:
    crossing(confirmed=1)
    drafted(tmp_path / "crossing", TEXT + "\nAnd then it rained on Kovno.\n")
    assert [each.unread for each in sound(tmp_path / "crossing").steps] == [False, True, True, True]


def test_what_is_said_of_a_draft_does_not_depend_on_its_status(crossing: Callable[..., Story]) -> None:
    story = crossing()
    edit(story.folder, "status: stated", "status: reported")
    assert said(load_story(story.folder).steps[0]) == "A draft that nobody has confirmed yet"

"""The place chosen for a reading stands wherever a story names the reading, and nowhere else is it in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.story import Story, load_story
from narrative.story.describe import link_words, map_words, picture_words
from narrative.story.readings import MOST_PAGES, UnknownReading, every_choice, parse_readings, written_readings
from narrative.story.tellings import told_by_documents
from tests.stories import PAPERS, READ, write_story

LAUSANNE = {"eviana": "lausanne"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_story(tmp_path, READ, papers=PAPERS.replace("    One boat", "    At [Eviana](place:eviana) one boat"))


@pytest.fixture
def usual(folder: Path) -> Story:
    return load_story(folder)


@pytest.fixture
def other(folder: Path) -> Story:
    return load_story(folder, LAUSANNE)


def test_the_first_place_is_taken_unless_another_is_chosen(usual: Story, other: Story, folder: Path) -> None:
    assert usual.chosen == {"eviana": "evian"} and other.chosen == LAUSANNE
    assert load_story(folder, {"eviana": "evian"}) == load_story(folder)
    assert usual.version == other.version


def test_places_camera_links_and_texts_have_the_place_that_is_chosen(usual: Story, other: Story) -> None:
    for story, place in ((usual, "evian"), (other, "lausanne")):
        step = story.steps[0]
        assert step.places == step.camera_places == ("geneva", place)
        assert step.links[0].ends == ("geneva", place)
        assert f"[Eviana](place:{place})" in step.text
        assert f"At [Eviana](place:{place}) one boat" in (story.documents["the-toll-book"].says or "")
        assert "eviana" not in {id for each in story.steps for id in each.lit_places}


def test_words_of_maps_captions_and_arrows_follow(other: Story) -> None:
    step = other.steps[0]
    assert map_words(other, step).startswith("The map shows Geneva and Lausanne (uncertain).")
    assert "Lausanne (uncertain place)" in picture_words(other, step)
    assert link_words(other, step.links[0]) == "a message from Geneva to Lausanne: a letter (disputed)"
    assert [each.id for each in other.steps_at("lausanne")] == ["the-letter", "the-denial"]
    assert other.tally_at("lausanne").words == "2 steps, 1 message"


def test_a_place_is_in_doubt_only_where_the_reading_is_used(usual: Story, other: Story) -> None:
    assert [usual.certainty_in(id, "evian") for id in ("the-letter", "the-denial")] == ["less-certain", "certain"]
    assert [other.certainty_in(id, "lausanne") for id in ("the-letter", "the-denial")] == ["uncertain", "certain"]
    assert other.certainty_in("the-letter", "evian") == "certain"
    assert not usual.doubtful_places
    assert map_words(usual, usual.steps[1]) == "The map shows Lausanne and Evian."


def test_the_chosen_place_has_the_name_as_written(usual: Story, other: Story) -> None:
    for story, place, rival in ((usual, "evian", "lausanne"), (other, "lausanne", "evian")):
        name = story.gazetteer.places[place].names[0]
        assert (name.toponym, name.paragraphs) == ("Eviana", (1,))
        assert all(each.toponym != "Eviana" for each in story.gazetteer.places[rival].names)
        features = {each["id"]: each for each in story.gazetteer.document["features"]}
        assert features[place]["names"][0] == {"toponym": "Eviana", "lang": "en", "paragraphs": [1]}


def test_what_depends_on_a_reading_is_known(usual: Story, other: Story) -> None:
    for story in (usual, other):
        reading = story.readings["eviana"]
        assert reading.steps == {"the-letter": ("place", "arrow", "view", "text")}
        assert (reading.claims, reading.documents) == ((), ("the-toll-book",))
        assert story.readings_in("the-letter") == (reading,) and not story.readings_in("the-denial")
    assert [each.place for each in other.readings["eviana"].others] == ["evian"]
    assert other.readings_of("lausanne") and not other.readings_of("evian")


def test_the_telling_by_the_documents_knows_the_doubt_too(other: Story) -> None:
    telling = told_by_documents(other)
    assert telling and telling.certainty_in("paper-the-toll-book", "lausanne") == "uncertain"


def test_a_place_named_twice_by_a_choice_is_lit_once(tmp_path: Path) -> None:
    story = READ.replace("places: [geneva, eviana]\n", "places: [geneva, eviana, lausanne]\n", 1)
    assert load_story(write_story(tmp_path, story), LAUSANNE).steps[0].places == ("geneva", "lausanne")


def test_a_term_knows_the_steps_that_quote_it(usual: Story) -> None:
    term = usual.terms["slow"]
    assert (term.written, term.likely, term.language, term.steps) == ("slow", "lent", "fr", ("the-letter",))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"evian": "lausanne"}, 'There is no reading "evian" in this story; did you mean "eviana"?'),
        ({"x": "evian"}, 'There is no reading "x" in this story; there are eviana.'),
        ({"eviana": "geneva"}, 'The reading "eviana" has no place "geneva"; there are evian, lausanne.'),
        ({"eviana": "lausane"}, 'The reading "eviana" has no place "lausane"; did you mean "lausanne"?'),
    ],
)
def test_a_reading_that_is_not_there_is_answered_in_a_sentence(
    folder: Path, asked: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UnknownReading) as caught:
        load_story(folder, asked)
    assert str(caught.value) == sentence


def test_readings_are_written_in_an_address_and_read_from_it(usual: Story) -> None:
    assert parse_readings(written_readings(LAUSANNE)) == parse_readings("eviana=lausanne") == LAUSANNE
    for wrong in ("eviana", "eviana:", "a:b:c", "Eviana:evian", "a:b;c:d"):
        with pytest.raises(ValueError, match="is no reading; write one such as"):
            parse_readings(wrong)
    assert every_choice(list(usual.readings.values())) == [{"eviana": "evian"}, LAUSANNE]
    assert every_choice([]) == [{}]
    assert MOST_PAGES == 12


def test_the_first_story_reads_kanege_as_hamhung_or_kanggye(story: Story) -> None:
    reading = story.readings["kanege"]
    assert [each.place for each in reading.choices] == ["hamhung", "kanggye"]
    assert list(reading.steps) == ["closing-the-bases", "how-to-read-this"]
    assert {story.gazetteer.places[each.place].certainty for each in reading.choices} == {"certain"}
    doubted = [step.id for step in story.steps if story.certainty_in(step.id, "hamhung") != "certain"]
    assert doubted == list(reading.steps)
    assert story.terms["restraints"].steps == ("the-answer-delivered",)

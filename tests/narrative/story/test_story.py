import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geo.reading.faults import Fault, Faults
from geo.reading.yaml_lines import read_yaml
from narrative.story import Story, find_story, list_stories, load_story
from tests.listed import together
from tests.stories import STORY, WORDS, feature, line_of, places, write_story


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(Faults) as caught:
        load_story(folder)
    return caught.value.faults


def test_a_sound_folder_becomes_a_story(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path))
    assert (story.slug, story.title, story.language, len(story.steps)) == (
        "lake-crossing",
        "The Lake Crossing",
        "en",
        3,
    )
    assert story.source.date.words == "3 February 1951"
    assert story.people["anna"].as_written == ("A. Rochat",)
    letter, _, closing = story.steps
    assert [step.index for step in story.steps] == [0, 1, 2]
    assert letter.links[0].origin == "geneva"
    assert letter.links[0].destination == "evian"
    assert letter.notes[0].sources == ("almanac",)
    assert closing.editorial
    assert closing.paragraphs == ()
    assert list(story.gazetteer.places) == ["geneva", "evian", "lausanne"]


def test_a_step_knows_what_speaks_against_it_and_what_it_speaks_against(tmp_path: Path) -> None:
    letter, denial, _ = load_story(write_story(tmp_path)).steps
    assert (letter.disputed_by, letter.disputes) == (("the-denial",), ())
    assert (denial.disputed_by, denial.disputes) == ((), ("the-letter",))


def test_a_link_has_its_step_s_status_unless_it_has_one_of_its_own(tmp_path: Path) -> None:
    assert load_story(write_story(tmp_path)).steps[0].links[0].status == "disputed"
    own = STORY.replace("label: a letter", "status: stated")
    assert load_story(write_story(tmp_path, own)).steps[0].links[0].status == "stated"


def test_dates_and_numbers_need_no_quotes_in_yaml(tmp_path: Path) -> None:
    text = STORY.replace("title: The letter", "title: 1984").replace("date: 1949-21", "date: 1949")
    story = load_story(write_story(tmp_path, text))
    assert story.steps[0].date.earliest == datetime.date(1949, 5, 27)
    assert (story.steps[0].title, story.steps[1].date.words, story.source.page) == ("1984", "1949", "7")


def test_the_rival_of_a_place_in_use_is_in_use(tmp_path: Path) -> None:
    document = places()
    document["features"].append(feature("nyon", "Nyon", 6.24, 46.38))
    assert "no step uses" in faults_of(write_story(tmp_path, gazetteer=document))[0].message
    document["features"][0]["relations"] = [{"relationType": "rival", "relationTo": "urn:narrative-map:place:nyon"}]
    assert len(load_story(write_story(tmp_path, gazetteer=document)).gazetteer.places) == 4


@together(
    ("old", "new", "at", "message"),
    [
        (
            "    date: 1949-05-27",
            "    dat: 1949-05-27",
            "dat: 1949",
            'step "the-letter": unknown key "dat"; did you mean "date"?',
        ),
        (
            "people:\n  - {id: anna,",
            "moments: [{date: 1950-06, label: The flood}]\npeople:\n  - {id: anna,",
            "moments:",
            'a moment is one day, and its date is "1950-06"; write a day',
        ),
        (
            "people:\n  - {id: anna,",
            "moments: [{date: 1950-06-25, label: The day on which the flood began}]\npeople:\n  - {id: anna,",
            "moments:",
            'the label "The day on which the flood began" has 32 letters; write 24 at most',
        ),
        (
            "    date: 1949-21",
            "    undated: true\n    date: 1949-21",
            "undated: true",
            'it is undated, but "date_note" does not say what its date rests on; say so',
        ),
        ("    date: 1949-05-27\n", "", "- id: the-letter", 'step "the-letter": missing "date"; add it'),
        ("    date: 1949-05-27", "    date: 1949-02-30", "date: 1949-02-30", "never was: February 1949 has 28 days"),
        ("    date: 1949-05-27", "    date: [1949]", "date: [1949]", "a date is a list; write EDTF text"),
        ("    date: 1949-05-27", "    date:", "    date:\n", "a date is nothing; write EDTF text"),
        ("    status: reported\n", "", "- id: the-denial", 'missing "status"; add one of stated, reported, disputed'),
        ("status: reported", "status: reportd", "status: reportd", "write stated, reported or disputed"),
        ("places: [lausanne]", "places: []", "places: []", '"places" is empty; write at least one'),
        (
            "places: [lausanne]",
            "places: lausanne",
            "places: lausanne",
            '"places" is "lausanne", not a list; write [lausanne]',
        ),
        (
            "places: [lausanne]",
            "places: [lausane]",
            "places: [lausane]",
            'no place "lausane" in places.geojson; did you mean "lausanne"?',
        ),
        (
            "places: [lausanne]",
            "places: [lausanne, lausanne]",
            "places: [lausanne",
            '"lausanne" stands twice in "places"',
        ),
        ("people: [anna]", "people: [ana]", "people: [ana]", 'no person "ana" under "people"; did you mean "anna"?'),
        (
            "disputed_by: [the-denial]",
            "disputed_by: [denial]",
            "disputed_by: [denial]",
            'no step "denial" in this story',
        ),
        ("disputed_by: [the-denial]", "disputed_by: []", "status: disputed", 'but "disputed_by" names no step'),
        ("disputed_by: [the-denial]", "disputed_by: [the-letter]", "disputed_by: [the-letter]", "disputed by itself"),
        (
            "{from: geneva, to: evian,",
            "{from: geneva, to: evain,",
            "to: evain",
            'no place "evain" in places.geojson; did you mean',
        ),
        ("{from: geneva, to: evian,", "{from: evian, to: evian,", "from: evian", 'from "evian" to itself'),
        (
            "kind: message",
            "kind: mesage",
            "kind: mesage",
            'write message, journey or movement; did you mean "message"?',
        ),
        ("{from: geneva, ", "{form: geneva, ", "form: geneva", 'unknown key "form"; did you mean "from"?'),
        ("        source: almanac", "        source: almanach", "source: almanach", 'no work "almanach" under "works"'),
        ("        source: almanac", "        source: []", "source: []", '"source" is empty; write at least one'),
        (
            "{paragraphs: [2, 3]}",
            "{paragraphs: [2, 4]}",
            "{paragraphs: [2, 4]}",
            "paragraph 4 is cited, but the source has 3",
        ),
        ("{paragraphs: [2, 3]}", "{paragraphs: [2]}", "paragraphs: 3", "no step cites paragraph 3"),
        ("{paragraphs: [2, 3]}", "{paragraphs: [0]}", "{paragraphs: [0]}", '"paragraphs" is 0; the least is 1'),
        ("{paragraphs: [2, 3]}", '{paragraphs: ["2"]}', '{paragraphs: ["2"]}', "it must be a whole number"),
        ("editorial: true", "editorial: false", "source: {}", "no paragraph is cited"),
        ("editorial: true", "editorial: yes", "editorial: yes", "it must be true or false"),
        ("(place:evian)", "(place:evain)", "(place:evain)", 'no place "evain" in places.geojson'),
        (
            "(step:the-letter)",
            "(step:the-leter)",
            "(step:the-leter)",
            'no step "the-leter" in this story; did you mean "the-letter"?',
        ),
        ("(step:the-letter)", "(javascript:alert(1))", "(javascript:", "of no known kind"),
        ("- id: the-denial", "- id: the-letter", "status: reported", "the id stands on line 17 already"),
        (
            "- id: read-on",
            "- id: Read On",
            "- id: Read On",
            'is not a slug; use lower-case letters, digits and single hyphens, such as "read-on"',
        ),
        ("- id: read-on", "- id: map", "- id: map", "is one that the page needs itself"),
        ("id: anna,", 'id: "x\\" y",', 'id: "x', "is not a slug"),
        ("works:", "  - {id: bert, name: Bert, role: baker}\nworks:", "id: bert", 'no step names the person "bert"'),
        ("url: https://example.org/almanac", "url: javascript:alert(1)", "url: javascript", "is not on the web"),
        ("language: en", "language: English please", "language: English", "is no BCP 47 tag"),
        ("title: The Lake Crossing\n", "", "summary:", 'missing "title"; add it'),
        ("title: The Lake Crossing", "title: [a]", "title: [a]", '"title" is a list; it must be text'),
        ("title: The Lake Crossing", "title:", "title:", '"title" is nothing; it must be text'),
        (
            "title: The Lake Crossing",
            "title: The Lake\ntitel: x",
            "titel: x",
            'unknown key "titel"; did you mean "title"?',
        ),
        (
            "title: The Lake Crossing",
            "title: The Lake\nreference_line: geneve",
            "reference_line",
            'did you mean "geneva"?',
        ),
        ("  paragraphs: 3\n", "  paragraphs: 3\n  sha256: abc\n", "source:", '"sha256" must be 64 digits'),
        ("steps:\n", "steps:\n  - just words\n", "- just words", 'step 1: it is "just words"'),
    ],
)
def test_a_fault_is_told_with_its_line_and_its_cure(tmp_path: Path, old: str, new: str, at: str, message: str) -> None:
    assert old in STORY
    text = STORY.replace(old, new, 1)
    folder = write_story(tmp_path, text)
    found = [fault for fault in faults_of(folder) if message in fault.message]
    assert found, [str(fault) for fault in faults_of(folder)]
    assert found[0].file == str(folder / "story.yaml")
    if "stands on line" not in message:
        assert found[0].line == line_of(text, at)


def locations(value: Any, at: Any = ()) -> Iterator[tuple[Any, ...]]:
    """The location of every value in a document."""
    yield at
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from locations(value[key], (*at, key))


def replaced(value: Any, at: Any, odd: Any) -> Any:
    """A copy of a document with another value at a location."""
    if not at:
        return odd
    copied = value.copy()
    copied[at[0]] = replaced(value[at[0]], at[1:], odd)
    return copied


@pytest.mark.parametrize("odd", [None, True, -1, "x y", [], {}, [[1]], {"a": 1}], ids=repr)
def test_no_value_anywhere_is_met_with_anything_but_sentences(tmp_path: Path, odd: Any) -> None:
    folder = write_story(tmp_path)
    sound = read_yaml(folder / "story.yaml", "").value
    for at in locations(sound):
        text = json.dumps(replaced(sound, at, odd))  # JSON is YAML
        (folder / "story.yaml").write_text(text, encoding="utf-8")
        try:
            load_story(folder)
        except Faults as faults:
            assert not [fault for fault in faults.faults if "\n" in fault.message or "Input should" in fault.message]


def test_text_that_is_no_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    folder = write_story(tmp_path)
    (folder / "story.yaml").write_bytes("title: a\nsummary: Évian\n".encode("latin-1"))
    fault = faults_of(folder)[0]
    assert (fault.line, "save the file as UTF-8" in fault.message) == (2, True)


def test_the_faults_of_both_files_come_at_once_sorted(tmp_path: Path) -> None:
    document = places()
    document["features"][2]["geometry"]["coordinates"] = [6, 100]
    text = STORY.replace("status: reported", "status: rumoured").replace("(place:evian)", "(place:evain)")
    faults = faults_of(write_story(tmp_path, text, document))
    assert [fault.file.rsplit("/")[-1] for fault in faults] == ["places.geojson", "story.yaml", "story.yaml"]
    assert list(faults) == sorted(faults)


def test_where_the_gazetteer_cannot_be_read_no_place_is_said_to_be_missing(tmp_path: Path) -> None:
    faults = faults_of(write_story(tmp_path, gazetteer="{"))
    assert [fault.file.rsplit("/")[-1] for fault in faults] == ["places.geojson"]


def test_a_broken_step_does_not_make_its_places_and_paragraphs_look_unused(tmp_path: Path) -> None:
    faults = faults_of(write_story(tmp_path, STORY.replace("status: reported", "status: rumoured")))
    assert len(faults) == 1


def test_a_link_in_a_text_is_told_with_the_line_of_the_text(tmp_path: Path) -> None:
    text = STORY.replace("It was a Friday.", "|\n          It was\n          a [Friday](place:fri).")
    fault = faults_of(write_story(tmp_path, text))[0]
    assert fault.line == line_of(text, "(place:fri)")


@pytest.mark.parametrize("words", [39, 111])
def test_a_card_holds_40_to_110_words(tmp_path: Path, words: int) -> None:
    text = STORY.replace(f"{WORDS}\n      of each other.", " ".join(["word"] * words))
    assert f"the text has {words} words; write 40 to 110" in faults_of(write_story(tmp_path, text))[0].message


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty-story").mkdir()
    faults = faults_of(tmp_path / "empty-story")
    assert [("there is no such file" in fault.message, fault.line) for fault in faults] == [(True, 1), (True, 1)]


def test_a_folder_s_name_is_an_address(tmp_path: Path) -> None:
    folder = write_story(tmp_path).rename(tmp_path / "My Story")
    assert [fault.message for fault in faults_of(folder)] == [
        "the folder's name \"My Story\" is the story's address; "
        'use lower-case letters, digits and single hyphens, such as "my-story"'
    ]


def test_a_story_is_found_by_slug_or_path(tmp_path: Path) -> None:
    assert list_stories() == sorted(list_stories())
    for slug in list_stories():
        assert find_story(slug).name == slug
    folder = write_story(tmp_path)
    assert find_story(folder) == folder


@pytest.mark.parametrize("name", ["", "atlantis", "../../etc/passwd/x", "x\0y", "x" * 5000])
def test_an_unknown_story_is_told_in_one_sentence(name: str) -> None:
    with pytest.raises(LookupError) as caught:
        find_story(name)
    assert caught.value.args[0].startswith("there is no story")


def test_a_side_of_a_claim_stands_as_the_file_says_with_the_claim_s_notes(story: Story) -> None:
    claim = story.claims[0]
    written = read_yaml(story.folder / "story.yaml", "").value["claims"][0]
    assert [side.status for side in claim.sides] == [side["status"] for side in written["sides"]]
    dated = ["date" in side for side in written["sides"]]
    assert [side.date is not None for side in claim.sides] == dated and True in dated and False in dated
    assert [note.text for note in claim.notes] == [note["text"] for note in written["notes"]]
    assert claim.notes[0].sources == ("shtykov-1949-05-15", "kovalev-1949-05-18", "chen-jian-1994")


def test_a_step_knows_the_claims_to_which_it_is_a_side(story: Story) -> None:
    assert "maos-promise" in {claim.id for claim in story.claims_told_in("two-divisions")}
    assert "maos-promise" not in {claim.id for claim in story.claims_told_in("inchon-and-after")}


def test_what_the_time_line_marks_is_read(story: Story) -> None:
    assert [(moment.label, moment.date.edtf) for moment in story.moments] == [("The war begins", "1950-06-25")]


def test_who_asks_for_an_unknown_story_hears_which_there_are() -> None:
    with pytest.raises(LookupError, match="The stories are: stalin-kim-and-the-38th-parallel, the-road"):
        find_story("nowhere")


def test_a_step_speaks_against_those_that_name_it_as_their_denial(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path))
    assert [step.disputes for step in story.steps] == [(), ("the-letter",), ()]


def test_a_subtitle_belongs_to_the_story(tmp_path: Path) -> None:
    written = STORY.replace("title: The Lake Crossing\n", "title: The Lake Crossing\nsubtitle: A summer\n", 1)
    assert load_story(write_story(tmp_path, written)).subtitle == "A summer"


def test_a_folder_without_a_letter_in_its_name_is_offered_one(tmp_path: Path) -> None:
    folder = write_story(tmp_path).rename(tmp_path / "———")
    assert '"first-story"' in faults_of(folder)[0].message

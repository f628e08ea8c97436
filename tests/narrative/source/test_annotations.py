"""The file of annotations: strict, every fault with its line, and fitting its story; the text is invented."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geo.reading.faults import Fault, Faults
from narrative.commands.cli import main
from narrative.source.annotation_checks import annotation_faults
from narrative.source.annotations import Paragraph, load_annotations
from narrative.source.web_annotations import OWN_TERMS, W3C_CONTEXT
from narrative.story import load_story
from tests.annotated import NAMES, TEXT, annotations_text, parts_of, sha256_of, write_annotated_story, write_annotations
from tests.stories import STORY, line_of, write_story

LINES = annotations_text().splitlines()
LETTER = next(line for line in LINES if '"Geneva"' in line)  # the first mark of a place

LAST = next(part.last for part in parts_of() if isinstance(part, Paragraph))


def faults_of(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(Faults) as caught:
        load_annotations(path)
    return caught.value.faults


def test_what_was_written_is_read(tmp_path: Path) -> None:
    annotations = load_annotations(write_annotations(tmp_path))
    parts = parts_of()
    assert annotations.sha256 == sha256_of(TEXT)
    assert [*annotations.marks, *annotations.paragraphs] == sorted(parts, key=lambda part: hasattr(part, "number"))
    assert {mark.exact for mark in annotations.marks} == set(NAMES)
    for mark in annotations.marks:
        assert TEXT[mark.start : mark.end] == mark.exact


def test_a_mark_lies_in_a_paragraph_or_in_the_header(tmp_path: Path) -> None:
    annotations = load_annotations(write_annotations(tmp_path))
    assert annotations.paragraph_of(annotations.marks[0].start) is None
    assert [annotations.paragraph_of(TEXT.index(word)) for word in ("rowed", "The people", "never paid")] == [1, 2, 3]


def test_the_file_is_a_web_annotation_collection_with_its_own_terms_declared(tmp_path: Path) -> None:
    document = json.loads(annotations_text())
    assert document["@context"] == [W3C_CONTEXT, OWN_TERMS]
    assert (document["type"], document["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert "Unicode code points" in document["comment"]
    items = document["first"]["items"]
    assert document["total"] == len(items)
    assert len({item["id"] for item in items}) == len(items)
    w3c = {"id", "type", "motivation", "body", "target", "purpose", "value", "language", "source", "selector"}
    w3c |= {"start", "end", "exact"}
    for item in items:
        for part in (item, *item["body"], item["target"], *item["target"]["selector"]):
            assert set(part) <= w3c | set(OWN_TERMS)


def test_the_file_holds_no_word_of_the_text_but_names_and_dates() -> None:
    named = {word for name in NAMES for word in name.split()}
    words = {word for word in TEXT.replace(",", " ").replace(".", " ").split() if len(word) > 4} - named
    quotes = [
        selector["exact"]
        for item in json.loads(annotations_text())["first"]["items"]
        for selector in item["target"]["selector"]
        if "exact" in selector
    ]
    assert words
    assert not {word for quote in quotes for word in quote.split()} & words


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"exact": "Geneva"', '"exact": "Genevas"', 'the quote "Genevas" has 7 code points, its position 6'),
        ('"exact": "Geneva"', '"exact": "......"', 'the quote "......" has no letter'),
        ('"exact": "Geneva"', '"exakt": "Geneva"', 'unknown key "exakt"; did you mean "exact"?'),
        ('"exact": "Geneva", ', "", '"exact" belongs to a TextQuoteSelector'),
        ('"start": ', '"start": -', "the least is 0"),
        ('"start": ', '"start": 9', 'not after "start"'),
        ('"start": ', '"strat": ', 'unknown key "strat"; did you mean "start"?'),
        ('"type": "TextQuoteSelector"', '"type": "TextQoteSelector"', 'did you mean "TextQuoteSelector"?'),
        ('"beforeDigest": "', '"beforeDigest": "x', "is not 12 digits 0-9 a-f"),
        ('"beforeDigest"', '"firstDigest"', "do not belong to a TextQuoteSelector"),
        ("urn:sha256:", "urn:md5:", 'names no text; write "urn:sha256:"'),
        (sha256_of(TEXT), "0" * 64, "annotate one text"),
        ('"value": "toponym"', '"value": "town"', 'it is classified "town"; give it one classifying body'),
        ('"value": "toponym"', '"value": "person"', 'write a "source" such as "story.yaml#people/ID"'),
        ('"value": "toponym"', '"value": "date"', "a date is identified by a TextualBody"),
        ('"value": "toponym"', '"value": "paragraph"', "a paragraph is selected by TextPositionSelector"),
        ("places.geojson#geneva", "places.geojson#", 'write a "source" such as "places.geojson#ID"'),
        ("places.geojson#geneva", "geneva", 'it is identified by "geneva"'),
        ('"source": "places', '"value": "places', 'a SpecificResource has a "source" and no "value"'),
        ('"purpose": "identifying"', '"purpose": "tagging"', 'has a place, or else one body tagging it "unplaced"'),
        ('"purpose": "identifying"', '"purpose": "naming"', "write classifying, identifying, tagging or commenting"),
        ('"motivation": "identifying"', '"motivation": "guessing"', "write identifying or classifying"),
        ('"body": [', '"bodies": [', 'unknown key "bodies"; did you mean "body"?'),
        ('"id": "#m', '"id": "m', 'is no fragment; write one such as "#p04-m02"'),
        ("{", '{"note": 1, ', 'unknown key "note"'),
    ],
)
def test_a_fault_in_an_annotation_is_told_with_its_line(tmp_path: Path, old: Any, new: str, message: str) -> None:
    assert old in LETTER
    text = annotations_text().replace(LETTER, LETTER.replace(old, new, 1))
    faults = faults_of(write_annotations(tmp_path, text))
    assert [fault.line for fault in faults if message in fault.message] == [LINES.index(LETTER) + 1], faults
    assert not [fault for fault in faults if "\n" in fault.message]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1949-05-27", "1949-05-32", 'the date "1949-05-32" never was'),
        ("1949-21", "spring", 'the date "spring" is not EDTF'),
        ('"value": "2"', '"value": "3"', "it is paragraph 3 where 2 belongs"),
        ('"value": "2"', '"value": "two"', 'a paragraph is identified by its number; it is "two"'),
        ('"id": "#p2"', '"id": "#p1"', 'the id "#p1" is that of annotation'),
        (f'"lastDigest": "{LAST}', f'"last": "{LAST}', 'unknown key "last"'),
        ("story.yaml#people/anna", "story.yaml#works/anna", 'write a "source" such as "story.yaml#people/ID"'),
        ('"value": "unplaced"', '"value": "somewhere"', 'one body tagging it "unplaced"'),
        (W3C_CONTEXT, "http://www.w3.org/ns/oa.jsonld", '"@context" must be ["http://www.w3.org/ns/anno.jsonld"'),
        ('"total": ', '"total": 9', "items; mend it"),
        ('"AnnotationPage"', '"Page"', "write AnnotationPage"),
        ('"label"', '"lable"', 'unknown key "lable"; did you mean "label"?'),
        ("]}}", "]}", "not JSON"),
    ],
)
def test_a_fault_anywhere_else_is_told_too(tmp_path: Path, old: Any, new: str, message: str) -> None:
    assert old in annotations_text()
    faults = faults_of(write_annotations(tmp_path, annotations_text().replace(old, new, 1)))
    assert any(message in fault.message for fault in faults), faults


def test_marks_that_overlap_are_told(tmp_path: Path) -> None:
    other = LETTER.replace('"id": "#m', '"id": "#again')
    text = annotations_text().replace(LETTER, f"{LETTER}\n{other}")
    text = text.replace(f'"total": {len(parts_of())}', f'"total": {len(parts_of()) + 1}')
    (fault,) = faults_of(write_annotations(tmp_path, text))
    assert fault.line == LINES.index(LETTER) + 2
    assert "has ended at" in fault.message


def test_no_file_is_told_with_what_belongs_there(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "annotations.jsonld")
    assert "there is no such file; annotations are a W3C Web Annotation collection" in fault.message


@pytest.mark.parametrize("odd", [None, True, -1, "x y", [], {}, [[1]], {"a": 1}], ids=repr)
def test_no_value_anywhere_is_met_with_anything_but_sentences(tmp_path: Path, odd: Any) -> None:
    sound = json.loads(annotations_text())
    sound["first"]["items"] = sound["first"]["items"][:3]
    sound["total"] = 3
    for at in locations(sound):
        path = write_annotations(tmp_path, json.dumps(replaced(sound, at, odd)))
        try:
            load_annotations(path)
        except Faults as faults:
            assert not [fault for fault in faults.faults if "\n" in fault.message or "Input should" in fault.message]


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


def test_check_reads_the_annotations_of_a_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_annotated_story(tmp_path)
    assert main(["check", str(folder)]) == 0
    assert ": ok, " in capsys.readouterr().out


def test_a_story_without_annotations_has_no_fault_in_them(tmp_path: Path) -> None:
    folder = write_story(tmp_path)
    assert annotation_faults(folder, load_story(folder)) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("places.geojson#evian", "places.geojson#evain", 'no place "evain" in places.geojson; did you mean "evian"?'),
        ("people/anna", "people/ana", 'no person "ana" under "people"; did you mean "anna"?'),
    ],
)
def test_a_body_that_leads_nowhere_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, message: str
) -> None:
    text = annotations_text().replace(old, new, 1)
    folder = write_annotated_story(tmp_path, text)
    assert main(["check", str(folder)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{folder / 'annotations.jsonld'}:{line_of(text, new)}: annotation ")
    assert message in line


@pytest.mark.parametrize("said", ["", f"  sha256: {'0' * 64}\n"])
def test_annotations_of_another_text_than_the_story_s_are_told(tmp_path: Path, said: str) -> None:
    folder = write_story(tmp_path, STORY.replace("  paragraphs: 3\n", f"  paragraphs: 3\n{said}"))
    write_annotations(folder)
    (fault,) = annotation_faults(folder, load_story(folder))
    assert f"the source's SHA-256 is {sha256_of(TEXT)[:12]}…, but the story's" in fault.message


def test_paragraphs_that_are_not_annotated_are_told(tmp_path: Path) -> None:
    lines = [line for line in LINES if '"#p3"' not in line]
    text = "\n".join(lines).replace(f'"total": {len(parts_of())}', f'"total": {len(parts_of()) - 1}')
    folder = write_annotated_story(tmp_path, text)
    (fault,) = annotation_faults(folder, load_story(folder))
    assert "2 paragraphs are annotated, but the source has 3" in fault.message


def test_the_faults_of_a_broken_story_and_of_its_annotations_come_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_annotated_story(tmp_path, annotations_text().replace("1949-21", "1949-99"))
    story = folder / "story.yaml"
    story.write_text(story.read_text(encoding="utf-8").replace("status: reported", "status: rumoured"), "utf-8")
    assert main(["check", str(folder)]) == 1
    names = [line.split(":")[0].rsplit("/")[-1] for line in capsys.readouterr().out.splitlines()]
    assert names == ["annotations.jsonld", "story.yaml"]

"""The file of annotations: strict, every fault with its line, and fitting its story; the text is invented."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geo.reading.faults import Fault, Faults
from narrative.source.annotations import Paragraph, load_annotations
from narrative.source.web_annotations import W3C_CONTEXT
from tests.annotated import NAMES, TEXT, annotations_text, parts_of, sha256_of, write_annotations
from tests.listed import together

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


@together(
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
        (
            '"purpose": "identifying"',
            '"purpose": "naming"',
            "write classifying, identifying, linking, tagging or commenting",
        ),
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

"""Push bytes through one reader: it reads them, or says in sentences what is wrong, and what it reads it writes again.

A door takes any bytes. It is silent where all is well and raises `Broken`, or whatever the reader raised, where it is
not. `tests/fuzzing/test_doors.py` pushes shapes through it, `tests/fuzzing/guided.py` whatever reaches new code.
"""

from __future__ import annotations

import datetime
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from geo.gazetteer.reader import examined
from geo.reading.faults import Faults
from geo.reading.uploads import Upload
from narrative.commands.geoparse import read_documents
from narrative.drafts.draft import Draft
from narrative.drafts.opened import draft_of_folder
from narrative.drafts.parts import DraftError
from narrative.drafts.story_files import story_files
from narrative.imports.material import Choices
from narrative.imports.registry import IMPORTS, import_draft, recognised
from narrative.reading.blocks import TextError
from narrative.reading.extract import source_text
from narrative.reading.text_dates import read_dates
from narrative.reading.written_dates import read_a_date
from narrative.source.annotation_parts import Mark, Paragraph, item_of
from narrative.source.annotations import ANNOTATIONS_FILE, load_annotations
from narrative.source.web_annotations import document_text
from narrative.story import load_story
from narrative.story.dates import parse_date
from narrative.studio.zipped import from_zip, to_zip
from tests.import_files import FILES, FOLDER
from tests.narrative.reading.test_documents import epub, open_document, word
from tests.stories import PAPERS, TELLING, write_story

Door = Callable[[bytes], None]
TODAY = datetime.date(2026, 1, 31)
MOST_SAID = 1_500  # letters of one line that is said: the longest message with the longest name of a file
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
PYTHON = re.compile(r"Traceback|<class|object at 0x|NoneType|\w+Error\b(?!\))|list index|positional argument")


class Broken(AssertionError):  # noqa: N818 - what is broken is the reader
    """A door that let something through which it should not, or said it badly."""


def heard(said: str) -> None:
    """Nothing, where a refusal is sentences that a person can be shown: each a line, short, no words of Python's."""
    if not said.strip():
        raise Broken("refused without a word")
    for line in said.split("\n"):
        if len(line) > MOST_SAID:
            raise Broken(f"a line of {len(line)} letters: {line[:80]!r}")
        if CONTROL.search(line):
            raise Broken(f"unprinted letters: {line[:200]!r}")
    if found := PYTHON.search(re.sub(r'"[^"\n]*"|“[^”\n]*”', "", said)):
        raise Broken(f"{found[0]!r} is no word for an author: {said[:300]!r}")


@cache
def shelf() -> Path:
    """A folder for the files of this process, in memory where there is such a place."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="narrative-fuzz-", dir=memory if memory.is_dir() else None))


def laid(files: Mapping[str, bytes], slug: str = "lake-crossing") -> Path:
    """The files in a fresh folder."""
    home = shelf() / slug
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    for name, body in files.items():
        (home / name).write_bytes(body)
    return home


@cache
def sound() -> Mapping[str, bytes]:
    """The files of the invented story, sound as they stand."""
    with tempfile.TemporaryDirectory() as folder:
        home = write_story(Path(folder), TELLING, papers=PAPERS)
        return {each.name: each.read_bytes() for each in home.iterdir()}


def written_again(draft: Draft) -> None:
    """A draft's files are a story that `check` takes, and the draft of that story has the same files."""
    first = story_files(draft)
    try:
        again = draft_of_folder(laid(first, draft.slug))
    except Faults as faults:
        raise Broken(f"what is written is not read: {str(faults)[:500]}") from None
    second = story_files(again)
    third = story_files(draft_of_folder(laid(second, draft.slug)))
    for name in ("story.yaml", "places.geojson"):
        if third[name] != second[name]:
            raise Broken(f"{name} changes each time it is read and written")


def folder_door(name: str) -> Door:
    """One file of a story's folder, beside the sound others."""

    def door(data: bytes) -> None:
        files = {**sound(), name: data}
        try:
            story = load_story(laid(files))
        except Faults as faults:
            heard(str(faults))
            return
        written_again(draft_of_folder(story.folder))

    return door


def places_door(data: bytes) -> None:
    """A gazetteer by itself."""
    text = data.decode("utf-8", "replace")
    try:
        reading = examined("places.geojson", text)
    except Faults as faults:
        heard(str(faults))
        return
    if reading.faults:
        heard(str(Faults(reading.faults)))


def annotations_door(data: bytes) -> None:
    """Stand-off annotations: what is read is written as the same marks."""
    path = laid({ANNOTATIONS_FILE: data}) / ANNOTATIONS_FILE
    try:
        read = load_annotations(path)
    except Faults as faults:
        heard(str(faults))
        return
    parts: list[Mark | Paragraph] = [*read.paragraphs, *read.marks]
    items = [item_of(each, read.sha256) for each in parts]
    path.write_text(document_text("urn:x", "Marks", items), encoding="utf-8")
    if load_annotations(path) != read:
        raise Broken("the annotations are not the same when they are written and read again")


def import_door(name: str) -> Door:
    """One format of other programs; `name` "" where the format is to be recognised."""
    file, own = FILES.get(name, ("file.json", {}))

    def door(data: bytes) -> None:
        upload, choices = Upload(file, data), Choices("a-story", TODAY, **own)
        try:
            draft = import_draft(upload, choices, name or recognised(upload, choices))
        except Faults as faults:
            heard(str(faults))
            return
        heard("\n".join(["Read.", *draft.lost, *draft.look]))
        written_again(draft)

    return door


def zips_door(data: bytes) -> None:
    """A ZIP that an author opens in the studio: the same work comes out of the ZIP that is made of it."""
    try:
        draft, note = from_zip(data)
    except DraftError as error:
        heard(str(error))
        return
    if note:
        heard(note)
    packed = to_zip(draft)
    try:
        again, _ = from_zip(packed)
    except DraftError as error:
        raise Broken(f"the studio does not open its own ZIP: {error}") from None
    if to_zip(again) != packed:
        raise Broken("the ZIP changes each time it is opened and made")


def texts_door(data: bytes) -> None:
    """An author's text, and the dates in it."""
    for name in ("text.txt", "text.md", "text.html"):
        try:
            source = source_text(data, name)
        except TextError as error:
            heard(str(error))
            continue
        for start, end in source.paragraphs:
            if not 0 <= start < end <= len(source.text):
                raise Broken(f"paragraph {start} to {end} of {len(source.text)} letters")
        for each in read_dates(source.text):
            if not 0 <= each.start < each.end <= len(source.text):
                raise Broken(f"a date from {each.start} to {each.end} of {len(source.text)} letters")
            if each.edtf:
                parse_date(each.edtf)


def dates_door(data: bytes) -> None:
    """A date as an author types it, and as EDTF: bounds in order, words, and the same when read again."""
    text = data.decode("utf-8", "replace")
    try:
        date = parse_date(text)
    except ValueError as error:
        heard(str(error))
    else:
        if not date.earliest <= date.latest or not date.words.strip() or parse_date(date.edtf) != date:
            raise Broken(f"{text!r} is {date}")
    if (found := read_a_date(text)) is not None:
        parse_date(found)


def json_lines_door(data: bytes) -> None:
    """What `geoparse` and `resolve` are given."""
    path = laid({"in.jsonl": data}) / "in.jsonl"
    for marked in (False, True):
        try:
            documents = read_documents(path, marked)
        except Faults as faults:
            heard(str(faults))
            continue
        for each in documents:
            for toponym in each.toponyms or ():
                if each.text[toponym.start : toponym.end] != toponym.name:
                    raise Broken(f"mention {toponym} is not at its place")


DOORS: dict[str, Door] = {
    "story": folder_door("story.yaml"),
    "story-places": folder_door("places.geojson"),
    "documents": folder_door("documents.yaml"),
    "places": places_door,
    "annotations": annotations_door,
    "zips": zips_door,
    "texts": texts_door,
    "dates": dates_door,
    "json-lines": json_lines_door,
    "import": import_door(""),
    **{f"import-{name}": import_door(name) for name in IMPORTS},
}


def seeds(name: str) -> Iterable[bytes]:
    """Sound inputs of a door, from which a guided run sets out."""
    own = {"story": "story.yaml", "documents": "documents.yaml", "story-places": "places.geojson"}
    if name in own or name == "places":
        yield sound()[own.get(name, "places.geojson")]
    elif name == "annotations":
        yield (FOLDER / "web-annotations.jsonld").read_bytes()
    elif name == "zips":
        yield to_zip(draft_of_folder(laid(sound())))
    elif name == "texts":
        yield from ((FOLDER / "letters.txt").read_bytes(), word(), epub(), open_document())
    elif name == "dates":
        yield from (b"1949-10-15~", b"1949-04/1949-05", b"-0043", b"c. 1793", b"3rd of May 1808 to June 1809")
    elif name == "json-lines":
        yield b'{"id": 1, "text": "To Geneva.", "mentions": [{"start": 3, "end": 9, "name": "Geneva"}]}\n'
    else:
        formats = [name.removeprefix("import-")] if name != "import" else list(FILES)
        yield from ((FOLDER / FILES[each][0]).read_bytes() for each in formats)

"""The annotations of the first story's article; where the article itself is at hand, against its text."""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from narrative.source.alignment import fold
from narrative.source.annotation_parts import Mark
from narrative.source.annotations import Annotations, AnotherTextError, align, load_annotations
from narrative.story import Story, load_story

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "data/stories/stalin-kim-and-the-38th-parallel"
ANNOTATIONS = FOLDER / "annotations.jsonld"
# Written down anew, not taken from the program: what a reader would count as a name of a place or a people.
PEOPLES = ["Soviet", "Chinese", "Japanese", "American", "Americans", "Korean", "Koreans", "Southerners"]
COUNTRIES = ["Korea", "Koreas", "Russian Federation", "Kremlin", "North", "South", "America", "Russia", "Manchuria"]
DATE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Aug)\b"
    r"|\b(?:spring|summer|autumn|winter)\b|\b(?:18|19|20)\d\d\b(?!,)|\b\d{1,2}(?:st|nd|rd|th)\b"
)
# Words with a capital within a sentence that name no place, person or date: bodies, offices, weapons, titles.
OTHER_CAPITALS = """
    Affairs Ambassador Armed Army CPSU Center Central Committee Communist Communists Embassy Forces Foreign KPA
    Kuomuntang Minister New POSITION Party Peoples President Problem SU Stalinist The UN View WE ZIS Zvezda
"""


def source_text() -> tuple[Path, str] | None:
    """The article, where somebody put it: in the file that ARTICLE names, or beside the project."""
    wanted = load_story(FOLDER).source.sha256
    named = os.environ.get("ARTICLE")
    for path in [Path(named)] if named else sorted((ROOT.parent / "shared/source").glob("*.txt")):
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == wanted:
            return path, data.decode("utf-8")
    return None


@pytest.fixture(scope="module")
def annotations() -> Annotations:
    return load_annotations(ANNOTATIONS)


@pytest.fixture(scope="module")
def story() -> Story:
    return load_story(FOLDER)


@pytest.fixture(scope="module")
def article() -> tuple[Path, str]:
    found = source_text()
    if found is None:
        pytest.skip("the article is not in the repository; put it at ../shared/source or name it in ARTICLE")
    return found


@pytest.fixture(scope="module")
def text(article: tuple[Path, str]) -> str:
    return article[1]


@pytest.fixture(scope="module")
def program() -> Any:
    spec = importlib.util.spec_from_file_location("annotate", FOLDER / "annotate.py")
    assert spec and spec.loader
    module = sys.modules["annotate"] = importlib.util.module_from_spec(spec)
    path = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = path
    yield module
    del sys.modules["annotate"]


def in_paragraphs(annotations: Annotations) -> list[tuple[Mark, int | None]]:
    return [(mark, annotations.paragraph_of(mark.start)) for mark in annotations.marks]


def test_more_than_100_toponyms_are_annotated_in_32_paragraphs(annotations: Annotations) -> None:
    toponyms = [mark for mark, number in in_paragraphs(annotations) if mark.form == "toponym" and number]
    assert len(toponyms) > 100
    assert [each.number for each in annotations.paragraphs] == list(range(1, 33))


def test_every_paragraph_leads_to_a_step(annotations: Annotations, story: Story) -> None:
    assert all(story.steps_citing(each.number) for each in annotations.paragraphs)
    ids = [step.id for step in story.steps_citing(29)]
    assert ids == ["an-intercepted-order", "the-twenty-fifth", "how-to-read-this"]


def test_every_paragraph_names_the_statements_that_rest_on_it(annotations: Annotations, story: Story) -> None:
    resting = {
        each.number: tuple(id for id, statement in story.statements.items() if each.number in statement.paragraphs)
        for each in annotations.paragraphs
    }
    assert {each.number: each.statements for each in annotations.paragraphs} == resting


def test_only_the_state_of_1995_is_unplaced(annotations: Annotations) -> None:
    unplaced = {
        mark.exact
        for mark in annotations.marks
        if mark.form in ("toponym", "demonym") and not (mark.places or mark.reading)
    }
    assert unplaced == {"Russian Federation"}


def test_a_quote_is_a_name_of_a_few_words(annotations: Annotations) -> None:
    assert max(len(mark.exact.split()) for mark in annotations.marks) <= 4


def test_the_gazetteer_cites_the_paragraphs_in_which_a_name_is_annotated(
    annotations: Annotations, story: Story
) -> None:
    found = defaultdict(set)
    for mark, number in in_paragraphs(annotations):
        read = [each.place for each in story.readings[mark.reading].choices] if mark.reading else ()
        for id in (*mark.places, *read) if number else ():
            found[id, mark.exact].add(number)
    for place in story.gazetteer.places.values():
        for name in place.names:
            if name.paragraphs:
                # "North and South Korea" in ¶1 has a North without its article
                numbers = found[place.id, name.toponym.removeprefix("the ")] - (
                    {1} if name.toponym[:4] == "the " else set()
                )
                assert numbers == set(name.paragraphs), (place.id, name.toponym)


def test_every_person_of_the_story_is_annotated(annotations: Annotations, story: Story) -> None:
    assert {mark.person for mark in annotations.marks if mark.person} == set(story.people)


def test_a_step_s_date_lies_on_a_date_of_the_paragraphs_it_cites(annotations: Annotations, story: Story) -> None:
    dates = defaultdict(list)
    for mark, number in in_paragraphs(annotations):
        if mark.date:
            dates[number].append(mark.date)
    checked = [step for step in story.steps if step.date_note is None]
    assert len(checked) > 15
    for step in checked:
        cited = [date for number in step.paragraphs for date in dates[number]]
        assert any(a.earliest <= step.date.latest and step.date.earliest <= a.latest for a in cited), step.id


@pytest.mark.parametrize(
    ("paragraph", "exact", "edtf"),
    [
        (8, "spring", "1949-21"),
        (8, "September", "1949-09"),
        (10, "4 May", "1949-05-04"),
        (10, "April-May", "1949-04/1949-05"),
        (11, "27 May", "1949-05-27"),
        (12, "3 May", "1949-05-03"),
        (14, "4 June", "1949-06-04"),
        (17, "12", "1949-08-12"),
        (18, "27 August", "1949-08-27"),
        (24, "mid October 1949", "1949-10-15~"),
        (29, "2000 hours", "1950-06-20T20:00+03:00"),
        (29, "2300 hours", "1950-06-20T23:00"),
        (29, "21 June", "1950-06-21"),
        (29, "25th", "1950-06-25"),
        (32, "1953", "1953"),
    ],
)
def test_a_date_without_a_year_has_that_of_its_context(
    annotations: Annotations, paragraph: int, exact: str, edtf: str
) -> None:
    found = [
        mark.date and mark.date.edtf
        for mark, number in in_paragraphs(annotations)
        if (number, mark.exact) == (paragraph, exact)
    ]
    assert found == [edtf]


def test_every_annotation_stands_on_its_quote(annotations: Annotations, text: str) -> None:
    for mark in annotations.marks:
        assert text[mark.start : mark.end] == mark.exact, mark.id
    assert align(annotations, text).identical


def test_the_paragraphs_are_the_blocks_of_the_text(annotations: Annotations, text: str) -> None:
    blocks = text.split("\n\n")[3:35]
    assert [text[each.start : each.end] for each in annotations.paragraphs] == [block.strip() for block in blocks]


def test_the_program_writes_the_same_bytes_again(article: tuple[Path, str], tmp_path: Path) -> None:
    out = tmp_path / "annotations.jsonld"
    command = [sys.executable, str(FOLDER / "annotate.py"), str(article[0]), "--annotations", str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert re.search(r"\b1\d\d toponyms", ran.stdout)
    assert out.read_bytes() == ANNOTATIONS.read_bytes()


def test_the_program_refuses_another_text(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("A tale of Moscow.", encoding="utf-8")
    command = [sys.executable, str(FOLDER / "annotate.py"), str(other), "--annotations", str(tmp_path / "out")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, (tmp_path / "out").exists()) == (1, "", False)
    assert "is another text than the story's" in ran.stderr


def occurrences(text: str, word: str) -> Iterator[tuple[int, int]]:
    """The ranges of a word that stands by itself."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            yield start, end
        start = text.find(word, end)


def test_every_occurrence_of_every_known_spelling_is_annotated_or_left_out_for_a_reason(
    annotations: Annotations, story: Story, text: str, program: Any
) -> None:
    spellings = {name.toponym.removeprefix("the ") for place in story.gazetteer.places.values() for name in place.names}
    spellings |= {spelling for person in story.people.values() for spelling in person.as_written}
    spellings |= {spelling.upper() for person in story.people.values() for spelling in person.as_written}
    spellings |= {*PEOPLES, *COUNTRIES}
    seen = 0
    for spelling in sorted(spellings):
        times: dict[int | None, int] = defaultdict(int)
        for start, end in occurrences(text, spelling):
            seen += 1
            number = annotations.paragraph_of(start)
            if any(mark.start <= start and end <= mark.end for mark in annotations.marks):
                times[number] += any((mark.start, mark.end) == (start, end) for mark in annotations.marks)
                continue
            times[number] += 1
            assert program.LEFT_OUT.get((spelling, number, times[number])), (spelling, number, start)
    assert seen > 250


def test_no_word_with_a_capital_is_left_that_could_be_a_name(annotations: Annotations, text: str) -> None:
    left = set()
    for paragraph in annotations.paragraphs:
        for match in re.finditer(r"[^\W\d_]+", text[paragraph.start : paragraph.end]):
            start, end = match.start() + paragraph.start, match.end() + paragraph.start
            opens = re.search(r'(?:^|[.:?"] ?"?|-- )$', text[paragraph.start : start])
            named = any(mark.start <= start and end <= mark.end for mark in annotations.marks)
            if match.group()[0].isupper() and not opens and not named:
                left.add(match.group())
    assert left == set(OTHER_CAPITALS.split())


def test_every_month_season_year_and_ordinal_is_annotated(annotations: Annotations, text: str) -> None:
    end = annotations.paragraphs[-1].end
    for match in DATE.finditer(text, 0, end):
        inside = [mark for mark in annotations.marks if mark.start <= match.start() and match.end() <= mark.end]
        assert inside, (match.group(), annotations.paragraph_of(match.start()))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’"),
        lambda text: text.replace(" ", "\u00a0 "),
        lambda text: re.sub(r"(.{60}\S*) ", "\\1\n", text),
        lambda text: text.replace("\n\n", "\f"),
        lambda text: "A page of links\n\n" + text,
    ],
    ids=["CRLF", "typographic", "spaces", "lines", "pages", "header"],
)
def test_a_copy_of_the_article_in_another_form_is_aligned_whole(
    annotations: Annotations, text: str, change: Callable[..., Any]
) -> None:
    copy = change(text)
    aligned = align(annotations, copy)
    assert (aligned.identical, aligned.missing, len(aligned.paragraphs)) == (False, (), 32)
    for placed in aligned.marks:
        assert fold(copy[placed.start : placed.end]).letters == fold(placed.part.exact).letters


def test_the_article_without_its_header_is_aligned(annotations: Annotations, text: str) -> None:
    aligned = align(annotations, text[annotations.paragraphs[0].start :])
    assert len(aligned.paragraphs) == 32
    assert all(annotations.paragraph_of(mark.start) is None for mark in aligned.missing)


def test_our_own_telling_is_another_text(annotations: Annotations, story: Story) -> None:
    with pytest.raises(AnotherTextError, match="This is another text: "):
        align(annotations, "\n\n".join(step.text for step in story.steps))

"""A reader's copy of a text against the annotations of another copy; the texts are invented."""

import random
import re
import textwrap
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from narrative.source.alignment import fold, text_of
from narrative.source.annotations import Aligned, Annotations, AnotherTextError, align, load_annotations
from tests.annotated import TEXT, write_annotations
from tests.listed import together

HEADER = TEXT.index("On 27 May")


@pytest.fixture(scope="module")
def annotations(tmp_path_factory: pytest.TempPathFactory) -> Annotations:
    return load_annotations(write_annotations(tmp_path_factory.mktemp("annotated")))


def curly(text: str) -> str:
    text = re.sub(r'"([^"]*)"', "“\\1”", text)
    return text.replace("'", "’").replace(" - ", " — ")


def wrapped(width: int) -> Callable[[str], str]:
    def wrap(text: str) -> str:
        return "\n\n".join(textwrap.fill(block, width) for block in re.split(r"\n\s*\n", text))

    return wrap


def hyphenated(text: str) -> str:
    return re.sub(r"\b(\w{3})(\w{4,})\b", "\\1-\n\\2", text)


SAME_LETTERS = {
    "CRLF line ends": lambda text: text.replace("\n", "\r\n"),
    "CR line ends": lambda text: text.replace("\n", "\r"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "curly quotes and dashes": curly,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "runs of spaces": lambda text: text.replace(" ", "   "),
    "tabs for spaces": lambda text: text.replace(" ", "\t"),
    "lines of 40": wrapped(40),
    "lines of 72": wrapped(72),
    "one line a paragraph": wrapped(100_000),
    "form feeds": lambda text: text.replace("\n\n", "\n\f\n"),
    "hyphens at line ends": hyphenated,
    "soft hyphens": lambda text: re.sub(r"(\w\w)(\w\w)", "\\1\u00ad\\2", text),
    "ligatures": lambda text: text.replace("ffl", "ﬄ").replace("fi", "ﬁ").replace("fl", "ﬂ").replace("ff", "ﬀ"),
    "capitals": str.upper,
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "accents": lambda text: text.replace("E", "É").replace("a", "à"),
    "indented": lambda text: textwrap.indent(text, "    "),
    "spaces at both ends": lambda text: f"\n\n  {text}  \n\n",
    "blank lines between lines": lambda text: text.replace("\n", "\n\n\n"),
}


def assert_aligned(annotations: Annotations, text: str, shift: int = 0, missing: int = 0) -> Aligned:
    """Every mark stands on its own letters: their number from the start is the old one plus `shift`."""
    aligned = align(annotations, text)
    old, new = fold(TEXT), fold(text)
    assert len(aligned.missing) == missing
    assert aligned.exact + aligned.moved == len(aligned.marks) == len(annotations.marks) - missing
    ranges = [(each.part.start, each.part.end, each.start, each.end) for each in aligned.marks]
    ranges += [(each.part.start, each.part.end, each.start, each.end) for each in aligned.paragraphs]
    for start, end, new_start, new_end in ranges:
        assert (new.index(new_start), new.index(new_end)) == (old.index(start) + shift, old.index(end) + shift)
    for placed in aligned.marks:
        assert fold(text[placed.start : placed.end]).letters == fold(placed.part.exact).letters
        assert text[placed.start].isalnum()
    return aligned


def test_the_very_text_is_told_by_its_digest(annotations: Annotations) -> None:
    aligned = assert_aligned(annotations, TEXT)
    assert aligned.identical
    assert (aligned.exact, aligned.moved) == (len(annotations.marks), 0)


def test_a_text_that_differs_at_its_end_only_is_not_identical_but_exact(annotations: Annotations) -> None:
    aligned = assert_aligned(annotations, TEXT + "\n")
    assert (aligned.identical, aligned.moved) == (False, 0)


@together("change", SAME_LETTERS.values())
def test_a_copy_that_differs_in_form_only_is_aligned_letter_by_letter(annotations: Annotations, change: Any) -> None:
    aligned = assert_aligned(annotations, change(TEXT))
    assert [placed.part.number for placed in aligned.paragraphs] == [1, 2, 3]


@together("seed", range(60))
def test_any_mixture_of_such_changes_is_aligned_too(annotations: Annotations, seed: int) -> None:
    dice = random.Random(seed)
    text = TEXT
    for change in dice.sample(list(SAME_LETTERS.values()), dice.randint(2, 6)):
        text = change(text)
    header = dice.choice(["", "Copied by hand in Lausanne, not in Geneva.\n\n"])
    assert_aligned(annotations, header + text, shift=len(fold(header).letters))


def test_without_its_header_the_text_is_aligned_and_the_header_s_names_are_missing(annotations: Annotations) -> None:
    aligned = assert_aligned(annotations, TEXT[HEADER:], shift=-len(fold(TEXT[:HEADER]).letters), missing=2)
    assert {mark.exact for mark in aligned.missing} == {"Shore", "3 February 1951"}
    assert aligned.paragraphs[0].start == 0


def test_page_numbers_between_the_lines_cost_no_name(annotations: Annotations) -> None:
    aligned = align(annotations, TEXT.replace("\n\n", "\n\n- 17 -\n\n"))
    assert aligned.missing == ()
    assert len(aligned.paragraphs) == 3


def test_a_name_whose_left_side_was_edited_is_found_by_its_right(annotations: Annotations) -> None:
    text = TEXT.replace("rowed from Geneva", "went off from Geneva").replace("The people of Evian", "All of Evian")
    aligned = align(annotations, text)
    assert aligned.missing == ()
    assert [text[each.start : each.end] for each in aligned.marks] == [mark.exact for mark in annotations.marks]


def test_of_a_text_that_stands_there_twice_each_name_is_taken_once_in_order(annotations: Annotations) -> None:
    aligned = align(annotations, TEXT + TEXT)
    starts = [each.start for each in aligned.marks]
    assert aligned.missing == ()
    assert starts == sorted(set(starts))


def test_a_paragraph_runs_from_its_first_sign_to_its_last(annotations: Annotations) -> None:
    text = curly(TEXT).replace("On 27", "“On 27")
    first = align(annotations, text).paragraphs[0]
    assert text[first.start : first.end].startswith("“On 27 May")
    assert text[first.start : first.end].endswith("brother.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "\ufeff",
        "Geneva, Evian, Lausanne, Anna Rochat. " * 20,
        "A quiet tale of other people. " * 200,
        " ".join(random.Random(1).sample(TEXT.split(), len(TEXT.split()))),
        "\ud800" * 9,
        "日本語" * 99,
    ],
    ids=["nothing", "blank", "mark only", "the names alone", "another tale", "shuffled", "broken", "Japanese"],
)
def test_another_text_is_refused_in_one_sentence(annotations: Annotations, text: str) -> None:
    with pytest.raises(AnotherTextError, match=rf"^This is another text: \d of {len(annotations.marks)} names"):
        align(annotations, text)


def test_a_text_of_a_megabyte_is_aligned_or_refused_in_seconds(annotations: Annotations) -> None:
    start = time.process_time()
    assert align(annotations, (TEXT * 1200)[:1_000_000]).missing == ()
    with pytest.raises(AnotherTextError):
        align(annotations, ("Geneva and " * 100_000)[:1_000_000])
    assert time.process_time() - start < 20


def test_alignment_says_nothing_and_writes_nothing(
    annotations: Annotations,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.chdir(tmp_path)
    align(annotations, curly(TEXT))
    with pytest.raises(AnotherTextError) as caught:
        align(annotations, "Secret words of a reader. " * 9)
    assert "Secret" not in str(caught.value)
    assert (list(tmp_path.iterdir()), caplog.text, *capsys.readouterr()) == ([], "", "", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_the_encodings_that_readers_have(annotations: Annotations, encoding: str) -> None:
    assert_aligned(annotations, text_of(curly(TEXT).encode(encoding)))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"x" * 1_000_001, "This file has 1.0 MB"),
        (b"%PDF-1.7 ...", "no plain text"),
        (b"PK\3\4\0\0", "no plain text"),
        (b"\x81\x8d", "no plain text"),
    ],
    ids=["too long", "PDF", "zip", "no code page"],
)
def test_a_file_that_is_no_text_is_told_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        text_of(data)


def test_a_text_with_half_of_the_names_is_the_same_text_and_one_with_fewer_is_another(annotations: Annotations) -> None:
    count = len(annotations.marks)
    half = (count + 1) // 2
    kept = align(annotations, TEXT[: annotations.marks[half - 1].end])
    assert len(kept.marks) == half
    with pytest.raises(AnotherTextError, match=rf"{half - 2} of {count} names"):
        align(annotations, TEXT[: annotations.marks[half - 3].end])

"""The year and month that a text's dates leave out, as they go on from each other."""

from __future__ import annotations

import pytest

from narrative.reading.date_grammar import Piece
from narrative.reading.date_run import Run, dated_within, looks_back
from narrative.reading.text_dates import dates_in
from tests.listed import together


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 1950 they waited. On 25 June they struck.", ["1950", "1950-06-25"]),
        ("On 25 June 1950, on the 28th, and on June 30", ["1950-06-25", "1950-06-28", "1950-06-30"]),
        ("On 3 May and 10 June 1950", ["1950-05-03", "1950-06-10"]),
        ("In June 1950 it rained. By the 12th, the bridge was gone.", ["1950-06", "1950-06-12"]),
        ("In June 1950 the 12th Division came on the 12th.", ["1950-06", "1950-06-12"]),
        ("In 1949, in the spring, and in March", ["1949", "1949-21", "1949-03"]),
        ("In 1949, June was wet", ["1949", "1949-06"]),
        ("In 1812–14, then in May", ["1812/1814", "1814-05"]),
    ],
)
def test_what_a_date_leaves_out_comes_from_the_date_before(text: str, expected: list[str]) -> None:
    assert [date.edtf for date in dates_in(text)] == expected


@together(
    ("text", "year", "expected"),
    [
        ("Minard, drawing its fate in 1869, is known. On 23 June they crossed.", 1812, ["1869", "1812-06-23"]),
        ("And in 1823 in Paris he published it. On 5 October he came.", 1812, ["1823", "1812-10-05"]),
        ("It was planned by 1810. On 14 August they met.", 1812, ["1810", "1812-08-14"]),
        ("Others (1966) doubt it. On 14 August they met.", 1812, ["1966", "1812-08-14"]),
        ("On 25 June 1950 they came. In 1949 there had been raids. On 28 June it fell.", None,
         ["1950-06-25", "1949", "1950-06-28"]),
        ("On 25 June 1950 they came. It ended in 1953. On 28 June it fell.", None,
         ["1950-06-25", "1953", "1950-06-28"]),
        ("On 14 December he left.\n\nIn 1813 he came again. On 2 May he won.", 1812,
         ["1812-12-14", "1813", "1813-05-02"]),
        ("On 13 January 1813 they crossed. On 28 February they signed.", 1812, ["1813-01-13", "1813-02-28"]),
        ("On 30 December he signed. On 13 January they crossed.", 1812, ["1812-12-30", "1813-01-13"]),
        ("On 30 December he signed. In January he had been ill.", 1812, ["1812-12-30", "1812-01"]),
        ("On 13 January 1813 they crossed. On 3 March they came.", 1812, ["1813-01-13", "1813-03-03"]),
        ("On 26 August 1768 he left. On 25 January he rounded the Horn.", None, ["1768-08-26", "1769-01-25"]),
        ("On 26 August he left. On 25 January he rounded the Horn.", 1768, ["1768-08-26", "1768-01-25"]),
        ("On 28 May 1812 they left; on the 2nd they came.", None, ["1812-05-28", "1812-06-02"]),
        ("On 28 December 1812 they left; on the 2nd they came.", None, ["1812-12-28", "1813-01-02"]),
        ("On 10 December they left, and on the 14th they came.", 1812, ["1812-12-10", "1812-12-14"]),
        ("In 1805, on 2 December, he won.\n\nOn 24 June they crossed.", 1812, ["1805", "1805-12-02", "1812-06-24"]),
        ("On 27 July 1953 it ended.\n\nIn 1945 it began. On 15 August they met.\n\nOn 8 September", None,
         ["1953-07-27", "1945", "1945-08-15", "1945-09-08"]),
    ],
)  # fmt: skip
def test_the_year_follows_the_run_of_the_account_and_no_look_aside(
    text: str, year: int | None, expected: list[str]
) -> None:
    assert [date.edtf for date in dates_in(text, year)] == expected


def test_a_date_without_a_year_takes_the_given_year_and_else_is_left_out() -> None:
    assert dates_in("On 25 June they struck.") == []
    assert [date.edtf for date in dates_in("On 25 June they struck.", 1950)] == ["1950-06-25"]


@pytest.mark.parametrize(("later", "edtf"), [("20 July", "1812-07-20"), ("10 August", "1814-08-10")])
def test_a_date_within_45_days_goes_on_from_the_last_whatever_year_stands_between(later: str, edtf: str) -> None:
    text = f"They crossed on 10 June 1812. In 1814 it was otherwise. On {later} it rained."
    assert dates_in(text)[-1].edtf == edtf


def run(year: int | None = 1812, month: int = 0, day: int = 0, **more: bool) -> Run:
    found = Run.of(year)
    found.month, found.day = month, day
    for key, value in more.items():
        setattr(found, key, value)
    return found


def test_the_author_s_year_is_given_and_strong() -> None:
    assert (run().given, run().strong, run(None).given, run(None).strong) == (True, True, False, False)


@pytest.mark.parametrize(
    ("month", "piece", "given", "passes"),
    [
        (12, Piece(0, 1, "month", month=1), True, True),
        (11, Piece(0, 1, "day", month=2, day=3), True, True),
        (10, Piece(0, 1, "month", month=1), True, False),
        (12, Piece(0, 1, "month", month=3), True, False),
        (12, Piece(0, 1, "day", month=6, day=1), False, True),
        (12, Piece(0, 1, "day", month=7, day=1), False, False),
        (12, Piece(0, 1, "day", month=6, day=1), True, False),
    ],
)
def test_january_after_december_is_the_next_year(month: int, piece: Piece, given: bool, passes: bool) -> None:
    assert run(month=month, given=given, strong=True).passes_a_year(piece) is passes


@pytest.mark.parametrize(
    ("coming", "goes_on"),
    [
        (Piece(9, 10, "day", month=7, day=25), True),  # 45 days after 10 June
        (Piece(9, 10, "day", month=7, day=26), False),
        (Piece(9, 10, "day", month=6, day=9), False),
        (Piece(9, 10, "day", year=1812, month=6, day=12), False),
        (Piece(9, 10, "day", month=6, day=31), False),  # there is none
    ],
)
def test_the_next_date_goes_on_from_the_last_for_45_days(coming: Piece, goes_on: bool) -> None:
    assert run(month=6, day=10).goes_on([(coming,)]) is goes_on


def test_a_run_goes_on_from_january_to_december_s_end_over_the_turn_of_the_year() -> None:
    assert run(month=12, day=20).goes_on([(Piece(9, 10, "day", month=1, day=15),)])
    assert not run().goes_on([(Piece(9, 10, "day", month=1, day=15),)])


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("He had been there on 5 May.", True),
        ("It rained. On 5 May they came.", False),
        ("He had gone. On 5 May they came.", False),
        ("On 5 May, as before, they came.", True),
    ],
)
def test_had_and_before_look_back_within_their_sentence(text: str, back: bool) -> None:
    at = text.index("5 May")
    assert looks_back(text, Piece(at, at + 5, "day", month=5, day=5)) is back


@pytest.mark.parametrize(
    ("text", "within"), [("In 1945, then 5 May.", True), ("In 1945.\n\nThen 5 May.", False), ("In 1945.", False)]
)
def test_a_date_in_the_same_paragraph_is_seen(text: str, within: bool) -> None:
    at = text.find("5 May")
    following = [(Piece(at, at + 5, "day", month=5, day=5),)] if at > 0 else []
    assert dated_within(text, Piece(3, 7, "year", 1945), following) is within

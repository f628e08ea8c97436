"""Dates on a line: where each step stands, how far it may be off, what is cut out, and the order by date."""

import datetime
from pathlib import Path

import pytest

from geo.reading.days import Day
from narrative.page.timeline import (
    jumps_back,
    merged,
    month_end,
    month_start,
    order_by_date,
    order_data,
    span_of,
    step_spans,
    stretches,
    timeline_data,
    told_elsewhere,
)
from narrative.story import Story, load_story
from tests.stories import STORY, write_story


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("edtf", "at", "start", "end", "soft", "kind"),
    [
        ("1949-05-27", "1949-05-27", "1949-05-27", "1949-05-27", (0, 0), "day"),
        ("1949-05-27T20:00", "1949-05-27", "1949-05-27", "1949-05-27", (0, 0), "time"),
        ("1949-05", "1949-05-16", "1949-05-01", "1949-05-31", (15, 15), "month"),
        ("1949-21", "1949-04-15", "1949-03-01", "1949-05-31", (45, 45), "season"),
        ("1949", "1949-07-02", "1949-01-01", "1949-12-31", (182, 182), "year"),
        ("1949-10-15~", "1949-10-15", "1949-10-10", "1949-10-20", (5, 5), "day"),
        ("1949-06~", "1949-06-15", "1949-05-25", "1949-07-07", (21, 21), "month"),
        ("1950-06-21/1950-06-25", "1950-06-21", "1950-06-21", "1950-06-25", (0, 0), "interval"),
        ("1949-05/1949-06-04", "1949-05-16", "1949-05-01", "1949-06-04", (30, 0), "interval"),
        ("1949-05-04/..", "1949-05-04", "1949-05-04", "1949-06-04", (0, 31), "interval"),
        ("/1949-05-04", "1949-05-04", "1949-04-03", "1949-05-04", (31, 0), "interval"),
    ],
)
def test_a_date_becomes_a_place_and_a_span_whose_ends_fade_as_far_as_it_may_be_off(
    edtf: str, at: str, start: str, end: str, soft: tuple[int, ...], kind: str
) -> None:
    span = span_of(edtf)
    assert (span.at, span.start, span.end, span.soft, span.kind) == (day(at), day(start), day(end), soft, kind)


@pytest.mark.parametrize(
    ("edtf", "doubted"), [("1949-05", False), ("1949-05~", False), ("1949-05?", True), ("1949%", True)]
)
def test_a_doubted_date_is_told_from_a_rough_one(edtf: str, doubted: bool) -> None:
    assert span_of(edtf).uncertain is doubted


def test_every_step_stands_within_its_date_and_within_a_stretch_that_is_drawn(story: Story) -> None:
    data = timeline_data(story)
    assert [each["id"] for each in data["steps"]] == [step.id for step in story.steps]
    for step, each in zip(story.steps, data["steps"], strict=True):
        assert step.date.earliest.toordinal() <= each["at"] <= step.date.latest.toordinal()
        assert any(first <= each["at"] <= last for first, last, _ in data["stretches"])
    assert sum(count for *_, count in data["stretches"]) == len(story.steps)


def test_long_times_without_steps_are_cut_out(story: Story) -> None:
    found = [(first, last) for first, last, _ in timeline_data(story)["stretches"]]
    months = [("1949-03-01", "1950-10-31"), ("1953-01-01", "1953-12-31"), ("1995-08-01", "1995-08-31")]
    assert found == [(day(first), day(last)) for first, last in months]


@pytest.mark.parametrize(
    ("days", "parts"),
    [
        (["1949-01-10"], 1),
        (["1949-01-10", "1995-01-10"], 1),  # two days have no scale but the one between them
        (["1949-01-10", "1950-01-10", "1951-01-10"], 1),
        (["1949-01-10", "1949-01-20", "1995-01-10"], 2),
        (["0001-01-01", "0001-01-20", "9999-12-31"], 2),
    ],
)
def test_what_is_long_depends_on_the_story(days: list[str], parts: int) -> None:
    assert len(stretches([(day(each), day(each)) for each in days])) == parts


def test_an_undated_step_keeps_its_place_beside_the_step_told_before_it(story: Story) -> None:
    spans = step_spans(story.steps)
    undated = [step for step in story.steps if step.undated]
    assert undated
    for step in undated:
        span = spans[step.index]
        assert span.kind == "undated" and span.beside is not None and not story.steps[span.beside].undated
        assert all(story.steps[index].undated for index in range(span.beside + 1, step.index))
    order = order_by_date(spans)
    told = {step.id: step.index for step in story.steps}
    assert order.index(told["kim-goes-ahead"]) == order.index(told["the-answer-delivered"]) + 1
    assert order.index(told["why-stalin-changed"]) == order.index(told["inchon-and-after"]) + 1


def test_an_undated_first_step_stands_beside_the_next(tmp_path: Path) -> None:
    text = STORY.replace("    date: 1949-05-27\n", "    date: 1949\n    date_note: None given.\n    undated: true\n")
    first, second, _ = step_spans(load_story(write_story(tmp_path, text)).steps)
    assert (first.beside, first.at) == (1, second.at)


def test_the_order_by_date_has_the_letter_of_3_may_before_the_fighting_of_27_may(story: Story) -> None:
    order = [story.steps[index].id for index in order_data(story)["date"]]
    assert sorted(order) == sorted(step.id for step in story.steps)
    assert order.index("a-letter-from-stalin") < order.index("two-divisions") < order.index("fighting-at-ongjin")
    assert order[0] == "kim-asks-stalin" and order[-2:] == ["the-article", "how-to-read-this"]


def test_what_the_telling_has_elsewhere_is_the_fewest_steps_that_must_move(story: Story) -> None:
    data = order_data(story)
    stay = [index for index in data["date"] if index not in data["moved"]]
    assert stay == sorted(stay)
    assert 0 in data["moved"] and len(data["moved"]) < 8
    assert told_elsewhere(list(range(9))) == [] and told_elsewhere([]) == []


def test_jumps_are_where_the_telling_goes_back(story: Story) -> None:
    told = {step.id: step.index for step in story.steps}
    assert jumps_back(step_spans(story.steps)) == [
        (told["the-article"], told["kim-asks-stalin"]),
        (told["two-arguments"], told["americans-leave"]),
        (told["fighting-at-ongjin"], told["a-letter-from-stalin"]),
    ]


def test_the_start_of_the_war_is_marked(story: Story) -> None:
    assert timeline_data(story)["moments"] == [(day("1950-06-25"), "The war begins")]


def test_a_story_without_moments_has_none(tmp_path: Path) -> None:
    assert timeline_data(load_story(write_story(tmp_path)))["moments"] == []


def test_the_data_of_the_line_is_told_whole(tmp_path: Path) -> None:
    """The letter of 27 May, the denial of that spring without a date of its own, and about 15 October."""
    text = STORY.replace("    date: 1949-21\n", "    date: 1949-21\n    date_note: None given.\n    undated: true\n")
    text = text.replace("people:\n", 'moments: [{date: 1949-06-01, label: "The lake\'s flood"}]\npeople:\n', 1)
    data = timeline_data(load_story(write_story(tmp_path, text)))
    may, october = day("1949-05-27"), day("1949-10-15")
    assert data == {
        "stretches": [[day("1949-05-01"), day("1949-06-30"), 2], [day("1949-10-01"), day("1949-10-31"), 1]],
        "steps": [
            {
                "id": "the-letter",
                "at": may,
                "from": may,
                "to": may,
                "soft": (0, 0),
                "kind": "day",
                "status": "disputed",
            },
            {
                "id": "the-denial",
                "at": may,
                "from": day("1949-03-01"),
                "to": day("1949-05-31"),
                "soft": (45, 45),
                "kind": "undated",
                "status": "reported",
                "beside": 0,
                "words": "no date",
            },
            {
                "id": "read-on",
                "at": october,
                "from": october - 5,
                "to": october + 5,
                "soft": (5, 5),
                "kind": "day",
                "status": "stated",
            },
        ],
        "jumps": [],
        "moments": [(day("1949-06-01"), "The lake’s flood")],
    }


def test_a_doubted_date_says_so_in_the_data(tmp_path: Path) -> None:
    steps = timeline_data(load_story(write_story(tmp_path, STORY.replace("1949-21", "1949-05?"))))["steps"]
    assert [each.get("uncertain", False) for each in steps] == [False, True, False]


def test_an_undated_step_stays_within_its_editor_s_bracket(tmp_path: Path) -> None:
    """Told after 27 May, but of 1950 at the earliest, or of April at the latest."""
    for bracket, at in (("1950", "1950-01-01"), ("1949-04", "1949-04-30"), ("1949", "1949-05-27")):
        new = f"date: {bracket}\n    date_note: None given.\n    undated: true\n"
        spans = step_spans(load_story(write_story(tmp_path, STORY.replace("date: 1949-21\n", new))).steps)
        assert (spans[1].at, spans[1].beside, spans[1].kind) == (day(at), 0, "undated")


def test_undated_steps_in_a_row_stand_beside_one_step_and_in_a_row(tmp_path: Path) -> None:
    undated = "date_note: None given.\n    undated: true\n"
    text = STORY.replace("date: 1949-21\n", f"date: 1950\n    {undated}")
    text = text.replace("date: 1949-10-15~\n", f"date: 1949/1951\n    {undated}")
    spans = step_spans(load_story(write_story(tmp_path, text)).steps)
    assert [span.beside for span in spans] == [None, 0, 0]
    assert [span.at for span in spans[1:]] == [day("1950-01-01")] * 2  # the third keeps beside the second


@pytest.mark.parametrize("bracket", ["date: 1949\n    ", ""])
def test_steps_none_of_which_is_dated_stand_in_a_row_and_the_line_has_no_time(tmp_path: Path, bracket: str) -> None:
    text = STORY
    for date in ("1949-05-27", "1949-21", "1949-10-15~"):
        text = text.replace(f"date: {date}\n", f"{bracket}date_note: None given.\n    undated: true\n")
    story = load_story(write_story(tmp_path, text))
    spans = step_spans(story.steps)
    assert [(span.at, span.kind, span.beside) for span in spans] == [(at, "undated", None) for at in range(3)]
    data = timeline_data(story)
    assert (data["stretches"], data["jumps"], [each["words"] for each in data["steps"]]) == ([], [], ["no date"] * 3)
    assert story.time_told is None


def test_an_undated_step_without_a_bracket_stands_beside_its_neighbour_and_has_its_map(tmp_path: Path) -> None:
    text = STORY.replace("date: 1949-21\n", "date_note: None given.\n    undated: true\n")
    story = load_story(write_story(tmp_path, text))
    step, span = story.steps[1], step_spans(story.steps)[1]
    assert (step.date.words, step.date.edtf, step.bracket) == ("no date", "", None)
    assert (span.at, span.beside, span.kind) == (day("1949-05-27"), 0, "undated")
    assert step.day == Day(1949, 5, 27)


def test_days_before_the_year_one_stand_before_it_and_a_year_of_1_bc_is_no_gap() -> None:
    assert (span_of("-0043-03-15").at, span_of("0000-12-31").at, span_of("0001-01-01").at) == (-15997, 0, 1)
    parts = stretches([(span_of("0000-12").start, span_of("0001-01").end)])
    assert [(str(Day.fromordinal(one)), str(Day.fromordinal(two))) for one, two in parts] == [
        ("0000-12-01", "0001-01-31")
    ]


def test_spans_that_touch_are_one_and_a_day_between_keeps_them_apart() -> None:
    assert merged([(5, 6), (1, 2), (3, 4)]) == [(1, 6)]
    assert merged([(1, 2), (4, 5)]) == [(1, 2), (4, 5)]
    assert merged([(1, 9), (2, 3)]) == [(1, 9)]
    assert merged([]) == []


def test_months_begin_and_end_at_the_ends_of_time_too() -> None:
    for inside, first, last in (
        ("1949-05-27", "1949-05-01", "1949-05-31"),
        ("1948-02-29", "1948-02-01", "1948-02-29"),
        ("1949-12-31", "1949-12-01", "1949-12-31"),
        ("0001-01-15", "0001-01-01", "0001-01-31"),
        ("9999-12-02", "9999-12-01", "9999-12-31"),
    ):
        assert (month_start(day(inside)), month_end(day(inside))) == (day(first), day(last))


def test_a_gap_twice_as_long_as_what_is_told_stays_and_one_a_day_longer_is_cut_out() -> None:
    start = day("1949-01-01")
    told, after = (start, start + 100), start + 100
    assert len(stretches([told, (after + 200, after + 200)])) == 1
    assert len(stretches([told, (after + 240, after + 240)])) == 2  # a month further on, as whole months are drawn


def test_a_jump_goes_from_a_dated_step_to_an_earlier_one_and_no_day_is_earlier_than_itself(tmp_path: Path) -> None:
    text = STORY.replace("date: 1949-21\n", "date: 1949-05-27\n").replace("date: 1949-10-15~", "date: 1949-05-26")
    spans = step_spans(load_story(write_story(tmp_path, text)).steps)
    assert jumps_back(spans) == [(1, 2)]
    assert order_by_date(spans) == [2, 0, 1]


def test_a_step_told_late_moves_alone_whatever_comes_after_it() -> None:
    assert told_elsewhere([1, 2, 0, 3]) == [0]
    assert told_elsewhere([0, 4, 1, 2, 3]) == [4]

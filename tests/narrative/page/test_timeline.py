"""Dates on a line: where each step stands, how far it may be off, what is cut out, and the order by date."""

import datetime
from pathlib import Path

import pytest

from narrative.page.timeline import (
    jumps_back,
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
        ("0001-01-01~", "0001-01-01", "0001-01-01", "0001-01-06", (5, 5), "day"),
        ("9999-12-31~", "9999-12-31", "9999-12-26", "9999-12-31", (5, 5), "day"),
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

"""The queue before the one browser, with a studio that takes no time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from narrative.page.value import Page
from narrative.pictures.browser import NoBrowserError
from narrative.pictures.photographer import Look, PageError
from narrative.serving.pages import Edition
from narrative.serving.picture_desk import (
    BusyError,
    OpenPage,
    Order,
    PictureDesk,
    Progress,
    TakePicture,
    one_sentence,
)
from narrative.story import Story


class FakeStudio:
    """Counts browsers and pictures; a picture waits for leave when there is a gate."""

    def __init__(self) -> None:
        self.open, self.most, self.started = 0, 0, 0
        self.taken: list[str] = []
        self.gate: threading.Semaphore | None = None
        self.at_gate = threading.Semaphore(0)
        self.ended = threading.Event()
        self.fault: Exception | None = None

    @contextmanager
    def __call__(self) -> Iterator[OpenPage]:
        self.open += 1
        self.started += 1
        self.most = max(self.most, self.open)
        self.ended.clear()
        try:
            yield self.open_page
        finally:
            self.open -= 1
            self.ended.set()

    @contextmanager
    def open_page(self, html: str, first: str, look: Look) -> Iterator[TakePicture]:
        def take(step: str) -> bytes:
            self.at_gate.release()
            if self.gate:
                assert self.gate.acquire(timeout=30)
            if self.fault:
                raise self.fault
            self.taken.append(step)
            return f"{html}{step}".encode()

        yield take

    def reaches_gate(self) -> None:
        """Return when the next picture is about to be taken: the one before is with its order then."""
        assert self.at_gate.acquire(timeout=30)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def edition(story: Story) -> Edition:
    return Edition(story, Page("<html>", ""))


def test_an_order_is_served_and_then_the_browser_ends(edition: Edition) -> None:
    studio = FakeStudio()
    pictures = PictureDesk(studio).ask(edition, ["a", "b"], Look()).wait()
    assert pictures == {"a": edition.page.body + b"a", "b": edition.page.body + b"b"}
    assert studio.ended.wait(10)
    assert studio.open == 0


def test_readers_who_ask_at_once_share_one_browser_and_no_picture_is_taken_twice(edition: Edition) -> None:
    studio = FakeStudio()
    studio.gate = threading.Semaphore(0)
    desk = PictureDesk(studio)
    orders = [desk.ask(edition, ["a", "b", "c"], Look()) for _ in range(5)]
    for _ in range(3):
        studio.gate.release()
    assert all(order.wait() == orders[0].pictures for order in orders)
    assert studio.ended.wait(10)
    assert (studio.started, studio.most) == (1, 1)
    assert studio.taken == ["a", "b", "c"]


def test_a_picture_is_kept_for_the_next_reader_but_not_for_another_look_or_page(edition: Edition, story: Story) -> None:
    studio = FakeStudio()
    desk = PictureDesk(studio)
    desk.ask(edition, ["a"], Look()).wait()
    assert desk.ask(edition, ["a"], Look()).look_in().over
    assert studio.taken == ["a"]
    desk.ask(edition, ["a"], Look(theme="dark")).wait()
    desk.ask(Edition(story, Page("<html>changed", "")), ["a"], Look()).wait()
    assert studio.taken == ["a", "a", "a"]


def test_an_abandoned_order_is_not_finished_and_its_browser_ends(edition: Edition) -> None:
    studio, clock = FakeStudio(), Clock()
    studio.gate = threading.Semaphore(0)
    desk = PictureDesk(studio, clock)
    order = desk.ask(edition, ["a", "b", "c"], Look())
    studio.reaches_gate()
    studio.gate.release()
    studio.reaches_gate()
    assert list(order.pictures) == ["a"]
    clock.now = 20.1  # the reader has closed the app
    studio.gate.release()
    assert studio.ended.wait(10)
    assert "c" not in studio.taken
    assert studio.open == 0


def test_who_looks_in_is_served_however_long_it_takes(edition: Edition) -> None:
    studio, clock = FakeStudio(), Clock()
    studio.gate = threading.Semaphore(0)
    order = PictureDesk(studio, clock).ask(edition, ["a", "b", "c"], Look())
    for done in range(3):
        studio.reaches_gate()
        assert order.look_in().done == done
        clock.now += 19
        order.look_in()
        studio.gate.release()
    assert list(order.wait()) == ["a", "b", "c"]
    assert order.look_in().error == ""


def test_a_reader_who_leaves_makes_room_at_once(edition: Edition) -> None:
    studio = FakeStudio()
    studio.gate = threading.Semaphore(0)
    desk = PictureDesk(studio)
    first, second = desk.ask(edition, ["a", "b"], Look()), desk.ask(edition, ["z"], Look())
    first.leave()
    studio.gate.release(2)
    assert second.wait() == {"z": edition.page.body + b"z"}
    assert "b" not in studio.taken


def test_too_many_who_wait_are_told_to_come_back(edition: Edition) -> None:
    studio = FakeStudio()
    studio.gate = threading.Semaphore(0)
    desk = PictureDesk(studio)
    orders = [desk.ask(edition, [f"step-{n}"], Look()) for n in range(12)]
    with pytest.raises(BusyError, match="ask again in a minute"):
        for n in range(2):
            orders.append(desk.ask(edition, [f"more-{n}"], Look()))
    studio.gate.release(100)
    assert all(order.wait() for order in orders)


def test_sixty_readers_of_the_same_card_take_one_place_in_the_queue(edition: Edition) -> None:
    studio = FakeStudio()
    studio.gate = threading.Semaphore(0)
    desk = PictureDesk(studio)
    orders = [desk.ask(edition, ["cover"], Look()) for _ in range(60)]
    orders += [desk.ask(edition, [f"step-{n}"], Look()) for n in range(10)]
    studio.gate.release(100)
    assert [order.wait() for order in orders[:60]] == [orders[0].pictures] * 60
    assert studio.taken.count("cover") == 1


def test_a_page_at_fault_is_told_and_the_next_order_is_served(edition: Edition) -> None:
    studio = FakeStudio()
    desk = PictureDesk(studio)
    studio.fault = PageError("the page asked for https://beacon.example/")
    with pytest.raises(PageError, match=r"beacon\.example"):
        desk.ask(edition, ["a"], Look()).wait()
    studio.fault = None
    assert desk.ask(edition, ["a"], Look()).wait()


def test_a_browser_that_dies_is_told_in_a_sentence_and_replaced(edition: Edition) -> None:
    studio = FakeStudio()
    desk = PictureDesk(studio)
    studio.fault = RuntimeError("Target closed\n  at line 7")
    with pytest.raises(PageError, match=r"^The pictures could not be taken \(Target closed\)\.$"):
        desk.ask(edition, ["a"], Look()).wait()
    studio.fault = None
    assert desk.ask(edition, ["a"], Look()).wait()
    assert studio.most == 1


def test_a_real_browser_serves_the_desk(story: Story, built: Path) -> None:
    edition = Edition(story, Page(built.read_text(encoding="utf-8"), ""))
    pictures = PictureDesk().ask(edition, ["armistice", "mao-is-asked"], Look()).wait()
    assert all(picture.startswith(b"\x89PNG") for picture in pictures.values())
    assert list(pictures) == ["armistice", "mao-is-asked"]


def test_an_order_is_over_when_every_picture_is_there_or_something_went_wrong() -> None:
    assert not Progress(1, 2, "b", "").over
    assert Progress(2, 2, "", "").over and Progress(0, 2, "a", "The page is at fault.").over


def test_who_looks_in_is_told_how_many_are_there_and_which_is_before_the_camera(edition: Edition) -> None:
    studio = FakeStudio()
    studio.gate = threading.Semaphore(0)
    order = PictureDesk(studio).ask(edition, ["a", "b"], Look())
    studio.reaches_gate()
    assert order.look_in() == Progress(0, 2, "a", "")
    studio.gate.release()
    studio.reaches_gate()
    assert order.look_in() == Progress(1, 2, "b", "")
    studio.gate.release()
    order.wait()
    assert order.look_in() == Progress(2, 2, "", "")


def test_a_reader_who_has_just_asked_is_waited_for_and_one_away_for_20_seconds_is_not(edition: Edition) -> None:
    clock = Clock()
    clock.now = 100.0
    order = Order(edition, ["a"], Look(), clock)
    clock.now = 119.9
    assert order.wanted()
    clock.now = 120.0
    assert not order.wanted()
    order.look_in()
    assert order.wanted()
    order.leave()
    assert not order.wanted()


def test_an_order_that_nobody_waits_for_says_so(edition: Edition) -> None:
    studio, clock = FakeStudio(), Clock()
    studio.gate = threading.Semaphore(0)
    desk = PictureDesk(studio, clock)
    first, second = desk.ask(edition, ["a"], Look()), desk.ask(edition, ["b"], Look())
    studio.reaches_gate()
    second.leave()
    studio.gate.release()
    first.wait()
    assert studio.ended.wait(10)
    assert second.look_in().error == "Nobody waited for these pictures any more; please ask again."
    assert studio.taken == ["a"]


def test_the_pictures_least_used_go_when_there_is_no_room(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for two pictures: a is asked for again before c comes, so b goes."""
    one = len(edition.page.html.encode() + b"a")
    monkeypatch.setattr("narrative.serving.picture_desk.MOST_KEPT_BYTES", 2 * one)
    studio = FakeStudio()
    desk = PictureDesk(studio)
    for step in ("a", "b", "a", "c", "a", "b"):
        desk.ask(edition, [step], Look()).wait()
    assert studio.taken == ["a", "b", "c", "b"]


def test_some_pictures_that_are_kept_are_not_taken_again(edition: Edition) -> None:
    studio = FakeStudio()
    desk = PictureDesk(studio)
    desk.ask(edition, ["a"], Look()).wait()
    assert list(desk.ask(edition, ["b", "a"], Look()).wait()) == ["a", "b"]
    assert studio.taken == ["a", "b"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PageError("The page did not come to rest."), "The page did not come to rest."),
        (NoBrowserError("There is no browser."), "There is no browser."),
        (RuntimeError("Target closed\nat line 7"), "The pictures could not be taken (Target closed)."),
        (RuntimeError(), "The pictures could not be taken (RuntimeError)."),
    ],
)
def test_what_went_wrong_is_one_sentence(error: Exception, sentence: str) -> None:
    assert one_sentence(error) == sentence


def test_who_waits_looks_in_four_times_while_an_order_has_patience(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, asked = Clock(), list[float]()
    order = Order(edition, ["a"], Look(), clock)

    class Bell:
        """Rings at the third look."""

        def wait(self, seconds: float) -> bool:
            asked.append(seconds)
            clock.now += seconds
            return len(asked) == 3

    monkeypatch.setattr(order, "_over", Bell())
    assert order.wait() == {}
    assert asked == [5.0, 5.0, 5.0] and order.wanted()

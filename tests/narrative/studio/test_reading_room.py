"""Texts are read one at a time; who waits is told the turn, and nothing waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from narrative.drafts.parts import DraftError
from narrative.story.limits import STUDIO_WAITING
from narrative.studio.reader import Answer
from narrative.studio.reading_room import ReaderProcess, ReadingRoom, TooLongError
from tests.studio_drafts import draft_of


class Held:
    """A reader that reads a text when it is let."""

    def __init__(self) -> None:
        self.read_texts: list[str] = []
        self.closed = 0
        self.begun, self.let = threading.Semaphore(0), threading.Semaphore(0)

    def read(self, asked: tuple[Any, ...], seconds: float) -> Answer:
        self.begun.release()
        assert self.let.acquire(timeout=30)
        (text,) = asked
        self.read_texts.append(text)
        if text == "slow":
            raise TooLongError
        if text == "deadly":
            raise EOFError
        if text == "refused":
            return "said", "It holds no words."
        return "draft", (draft_of(), text)

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def room(held: Held, clock: list[float]) -> Iterator[ReadingRoom]:
    yield ReadingRoom(lambda: held, lambda: clock[0], seconds=60, idle_s=0.01)
    held.let.release(100)


def test_who_waits_is_told_the_turn(room: ReadingRoom, held: Held) -> None:
    first, second, third = (room.ask(text) for text in ("a", "b", "c"))
    assert held.begun.acquire(timeout=30)
    assert [each.words() for each in (first, second, third)] == [
        "Reading the text …",
        "One text is read before yours. You are number 2.",
        "2 texts are read before yours. You are number 3.",
    ]
    held.let.release()
    assert first.over.wait(30) and held.begun.acquire(timeout=30)
    assert [each.number() for each in (first, second, third)] == [0, 1, 2]
    held.let.release(2)
    assert third.over.wait(30)
    assert [each.result()[1] for each in (first, second, third)] == ["a", "b", "c"]
    assert held.read_texts == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("slow", "takes longer to read than the 60 seconds that the studio gives one. Take a part of it"),
        ("deadly", "could not be read. Whoever runs this server finds the reason in its log."),
        ("refused", "It holds no words."),
    ],
)
def test_a_text_that_gives_no_draft_ends_in_a_sentence_and_the_next_is_read(
    room: ReadingRoom, held: Held, text: str, sentence: str
) -> None:
    held.let.release(2)
    first, second = room.ask(text), room.ask("b")
    assert first.over.wait(30) and second.over.wait(30)
    with pytest.raises(DraftError, match=sentence):
        first.result()
    assert second.result()[1] == "b"
    assert held.closed >= (text != "refused")  # a reader that was cut off is started anew


def test_who_has_gone_is_passed_over(room: ReadingRoom, held: Held, clock: list[float]) -> None:
    _, gone, closed, last = (room.ask(text) for text in ("a", "b", "c", "d"))
    assert held.begun.acquire(timeout=30)
    gone.leave()
    clock[0] = 19
    last.number()
    clock[0] = 21  # the third has not asked for its turn
    held.let.release(4)
    assert last.over.wait(30)
    assert held.read_texts == ["a", "d"]
    assert closed.over.is_set()


def test_more_than_the_queue_holds_are_refused_and_those_who_have_gone_do_not_count(
    room: ReadingRoom, held: Held
) -> None:
    waiting = [room.ask(str(at)) for at in range(STUDIO_WAITING)]
    assert held.begun.acquire(timeout=30)
    with pytest.raises(DraftError, match="12 texts wait to be read just now"):
        room.ask("one more")
    waiting[5].leave()
    assert room.ask("one more").number() == STUDIO_WAITING


def test_after_a_while_without_a_text_the_reader_is_ended_and_a_new_one_begins(room: ReadingRoom, held: Held) -> None:
    held.let.release(2)
    assert room.ask("a").over.wait(30)
    ended = threading.Event()
    held.close = ended.set  # type: ignore[method-assign]
    assert ended.wait(30)
    assert room.ask("b").over.wait(30)


def test_the_process_reads_a_text_as_the_studio_does_and_ends_where_it_takes_too_long() -> None:
    reader = ReaderProcess()
    try:
        kind, found = reader.read((b"no words: 1 2 3", "a.csv", False, "2026-11-29"), 120)
        assert (kind, found.split("\n")[0]) == ("said", "“a.csv” cannot be imported.")
        with pytest.raises(TooLongError):
            reader.read((b"He left Paris in May 1812. " * 7_000, "", False, "2026-11-29"), 0.05)
        with pytest.raises(EOFError):
            reader.read((b"", "", False, "2026-11-29"), 60)  # it has ended
    finally:
        reader.close()

"""Read many authors' texts one at a time, each within a time, and tell who waits how many are before them."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from geo.reading.shipped import import_root
from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftError
from narrative.story.limits import STUDIO_SECONDS, STUDIO_WAITING
from narrative.studio.reader import Answer

PATIENCE_S = 20.0  # an author's page that has not asked for so long has been closed
IDLE_S = 300.0  # after so long without a text the process ends, and its memory is free
FULL = "{} texts wait to be read just now, as many as the studio takes. Please try again in a few minutes."
TOO_LONG = (
    "This text takes longer to read than the {:.0f} seconds that the studio gives one. Take a part of it, or use "
    "“python -m narrative new” for a book."
)
FAILED = "The text could not be read. Whoever runs this server finds the reason in its log."


class TooLongError(Exception):
    """The time is over."""


class Reader(Protocol):
    """What reads texts: `ReaderProcess`."""

    def read(self, asked: tuple[Any, ...], seconds: float) -> Answer:
        """The answer to one question; TooLongError when the time is over, EOFError where the reader has died."""

    def close(self) -> None:
        """End it."""


class ReaderProcess:
    """``python -m narrative.studio.reader``, started with the first question."""

    def __init__(self) -> None:
        path = os.pathsep.join([str(import_root()), *filter(None, [os.environ.get("PYTHONPATH")])])
        self.process = subprocess.Popen(
            [sys.executable, "-m", "narrative.studio.reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )

    def read(self, asked: tuple[Any, ...], seconds: float) -> Answer:
        """The answer to one question."""
        assert self.process.stdin is not None and self.process.stdout is not None
        over = threading.Event()

        def end() -> None:
            over.set()
            self.process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            pickle.dump(asked, self.process.stdin)
            self.process.stdin.flush()
            found: Answer = pickle.load(self.process.stdout)
            return found
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            if over.is_set():
                raise TooLongError from None
            raise EOFError(str(error)) from None
        finally:
            timer.cancel()

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was not written yet can go nowhere
                    stream.close()
        self.process.wait()


class Reading:
    """A text that an author waits for. Who has not looked in for a while has gone, and is no longer served."""

    def __init__(self, room: ReadingRoom, asked: tuple[Any, ...], clock: Callable[[], float]) -> None:
        self.asked = asked
        self.over = threading.Event()
        self.answer: Answer = ("failed", None)
        self._room, self._clock, self._seen = room, clock, clock()

    def number(self) -> int:
        """How many are read up to this one: 1 is being read; also the sign that somebody still waits."""
        self._seen = self._clock()
        return self._room.number_of(self)

    def words(self) -> str:
        """The same as a sentence."""
        number = self.number()
        if number <= 1:
            return "Reading the text …"
        before = "One text is" if number == 2 else f"{number - 1} texts are"
        return f"{before} read before yours. You are number {number}."

    def wanted(self) -> bool:
        """Whether somebody has looked in lately."""
        return self._clock() - self._seen < PATIENCE_S

    def leave(self) -> None:
        """Wait no longer."""
        self._seen = float("-inf")

    def result(self) -> tuple[Draft, str]:
        """The draft and its note, once it is over. Raises DraftError with a sentence where there is none."""
        kind, value = self.answer
        if kind == "draft":
            draft, note = value
            return draft, note
        raise DraftError(value if kind == "said" else FAILED)


class ReadingRoom:
    """One queue, one reader. Safe to use from several threads.

    The reader starts with the first text, is ended where a text takes too long, and ends after a while without one.
    """

    def __init__(
        self,
        start: Callable[[], Reader] = ReaderProcess,
        clock: Callable[[], float] = time.monotonic,
        seconds: float = STUDIO_SECONDS,
        idle_s: float = IDLE_S,
    ) -> None:
        self._start, self._clock, self._seconds, self._idle_s = start, clock, seconds, idle_s
        self._waiting: deque[Reading] = deque()
        self._guard = threading.Condition()
        self._working = False

    def ask(self, *asked: Any) -> Reading:
        """Have a text read: what `begin_file` takes. Raises DraftError when too many wait."""
        reading = Reading(self, asked, self._clock)
        with self._guard:
            self._waiting = deque(each for at, each in enumerate(self._waiting) if at == 0 or each.wanted())
            if len(self._waiting) >= STUDIO_WAITING:
                raise DraftError(FULL.format(len(self._waiting)))
            self._waiting.append(reading)
            if not self._working:
                self._working = True
                threading.Thread(target=self._work, name="reading-room", daemon=True).start()
            self._guard.notify()
        return reading

    def number_of(self, reading: Reading) -> int:
        """The place of a reading in the queue, from 1; 0 where it is over."""
        with self._guard:
            return self._waiting.index(reading) + 1 if reading in self._waiting else 0

    def _next(self) -> Reading | None:
        """The first that somebody waits for; None after a while without one."""
        with self._guard:
            while True:
                while self._waiting and not self._waiting[0].wanted():
                    self._waiting.popleft().over.set()
                if self._waiting:
                    return self._waiting[0]
                if not self._guard.wait(self._idle_s):
                    self._working = False
                    return None

    def _work(self) -> None:
        """Read until nobody has asked for a while."""
        reader: Reader | None = None
        try:
            while reading := self._next():
                try:
                    reader = reader or self._start()
                    reading.answer = reader.read(reading.asked, self._seconds)
                except (TooLongError, EOFError, OSError) as error:
                    if isinstance(error, TooLongError):
                        reading.answer = ("said", TOO_LONG.format(self._seconds))
                    if reader is not None:
                        reader.close()
                    reader = None
                finally:
                    with self._guard:
                        self._waiting.popleft()
                    reading.over.set()
        finally:
            if reader is not None:
                reader.close()

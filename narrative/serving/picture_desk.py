"""Take pictures for many readers at once with one browser, which lives as long as somebody waits for a picture."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from narrative.pictures.browser import NoBrowserError, open_browser, require_browser
from narrative.pictures.photographer import Look, PageError, photographer
from narrative.serving.pages import Edition
from narrative.serving.readers import Allowance
from narrative.serving.settings import settings
from narrative.story.files import page_file

PATIENCE_S = 20.0  # a reader's page that has not asked for so long has been closed
MOST_WAITING = 12
MOST_KEPT_BYTES = 64_000_000
ABANDONED = "Nobody waited for these pictures any more; please ask again."

TakePicture = Callable[[str], bytes]
# open_page(html, first step, look) gives a function that takes the picture of a step.
OpenPage = Callable[[str, str, Look], AbstractContextManager[TakePicture]]
Studio = Callable[[], AbstractContextManager[OpenPage]]


class BusyError(Exception):
    """Too many wait already; the text is one sentence."""


@dataclass(frozen=True)
class Progress:
    """How far an order is: ``done`` of ``total`` pictures, the step before the camera, and what went wrong, if so."""

    done: int
    total: int
    step: str
    error: str

    @property
    def over(self) -> bool:
        """Nothing more will happen: every picture is there, or there was an error."""
        return bool(self.error) or self.done == self.total


class Order:
    """Pictures that a reader waits for. Who has not looked in for a while has gone, and is no longer served."""

    def __init__(self, edition: Edition, steps: Sequence[str], look: Look, clock: Callable[[], float]):
        self.edition, self.steps, self.look = edition, tuple(steps), look
        self.pictures: dict[str, bytes] = {}
        self.error = ""
        self._clock, self._seen = clock, clock()
        self._over = threading.Event()

    @property
    def asked(self) -> tuple[str, Look, tuple[str, ...]]:
        """What is asked for: equal for readers who wait for the same pictures, who take one place in the queue."""
        return (self.edition.page.etag, self.look, self.steps)

    def look_in(self) -> Progress:
        """How far it is; also the sign that somebody still waits."""
        self._seen = self._clock()
        waiting = next((step for step in self.steps if step not in self.pictures), "")
        return Progress(len(self.pictures), len(self.steps), waiting, self.error)

    def wait(self) -> dict[str, bytes]:
        """Stay until it is over; the pictures (PNG) by step. Raises ``PageError`` when it failed."""
        while not self._over.wait(PATIENCE_S / 4):
            self.look_in()
        if self.error:
            raise PageError(self.error)
        return self.pictures

    def leave(self) -> None:
        """Wait no longer."""
        self._seen = float("-inf")

    def wanted(self) -> bool:
        """Whether somebody has looked in lately."""
        return self._clock() - self._seen < PATIENCE_S

    def close(self, error: str = "") -> None:
        """No more pictures come."""
        self.error = error
        self._over.set()


class PictureDesk:
    """One queue, one worker, one browser. Safe to use from several threads.

    The browser starts with the first order and ends with the last: when all are served, or abandoned. Pictures are
    kept, the least used dropped first, so that the second reader of a story waits for none.
    """

    def __init__(self, studio: Studio | None = None, clock: Callable[[], float] = time.monotonic):
        self._studio = studio or chromium_studio
        self._clock = clock
        self._allowance = Allowance(lambda: settings().pictures, clock)
        self._orders: deque[Order] = deque()
        self._kept: OrderedDict[tuple[str, Look, str], bytes] = OrderedDict()
        self._guard = threading.Lock()
        self._working = False

    def ask(self, edition: Edition, steps: Sequence[str], look: Look, reader: str = "") -> Order:
        """Order pictures of steps. Raises ``BusyError`` when too many wait.

        A ``reader`` may order so many in an hour, those not counted that are kept: ``TooManyError``.
        """
        order = Order(edition, steps, look, self._clock)
        with self._guard:
            self._hand_over_kept(order)
            if len(order.pictures) == len(order.steps):
                order.close()
                return order
            if reader:
                self._allowance.take(reader, len(order.steps) - len(order.pictures))
            self._orders = deque(each for each in self._orders if each.wanted())
            waiting = {each.asked for each in self._orders}  # the first served serves its equals
            if order.asked not in waiting and len(waiting) >= MOST_WAITING:
                raise BusyError("Many readers are waiting for pictures just now; please ask again in a minute.")
            self._orders.append(order)
            if not self._working:
                self._working = True
                threading.Thread(target=self._work, name="picture-desk", daemon=True).start()
        return order

    def waiting(self) -> int:
        """How many orders wait."""
        return len(self._orders) + int(self._working)

    def _hand_over_kept(self, order: Order) -> None:
        for step in order.steps:
            key = (order.edition.page.etag, order.look, step)
            if key in self._kept:
                self._kept.move_to_end(key)
                order.pictures[step] = self._kept[key]

    def _work(self) -> None:
        """Serve orders until there are none; the browser has ended before another worker could start one."""
        while order := self._next(last=True):
            try:
                with self._studio() as open_page:
                    while order:
                        self._serve(order, open_page)
                        order = self._next()
            except Exception as error:  # a browser that dies fails this order; the next one gets a new browser
                if order:
                    order.close(one_sentence(error))

    def _next(self, last: bool = False) -> Order | None:
        """The next order that somebody waits for, or None; with ``last`` the worker is then off."""
        with self._guard:
            while self._orders:
                order = self._orders.popleft()
                if order.wanted():
                    self._hand_over_kept(order)
                    return order
                order.close(ABANDONED)
            self._working = not last
            return None

    def _serve(self, order: Order, open_page: OpenPage) -> None:
        """Take what is missing of one order; stop as soon as nobody waits."""
        missing = [step for step in order.steps if step not in order.pictures]
        try:
            if missing:
                with open_page(order.edition.still.html, missing[0], order.look) as take:
                    for step in missing:
                        if not order.wanted():
                            return order.close(ABANDONED)
                        self._keep(order, step, take(step))
        except PageError as error:
            return order.close(one_sentence(error))
        return order.close()

    def _keep(self, order: Order, step: str, picture: bytes) -> None:
        with self._guard:
            order.pictures[step] = self._kept[(order.edition.page.etag, order.look, step)] = picture
            while sum(map(len, self._kept.values())) > MOST_KEPT_BYTES:
                self._kept.popitem(last=False)


def one_sentence(error: Exception) -> str:
    """What went wrong, for a reader."""
    if isinstance(error, (NoBrowserError, PageError)):
        return str(error)
    return f"The pictures could not be taken ({str(error).splitlines()[0] if str(error) else type(error).__name__})."


@contextmanager
def chromium_studio() -> Iterator[OpenPage]:
    """A real browser for one run of orders."""
    with open_browser(require_browser()) as chromium:

        @contextmanager
        def open_page(html: str, first: str, look: Look) -> Iterator[TakePicture]:
            with page_file(html) as index, photographer(chromium, index, first, look) as photographing:
                yield photographing.picture

        yield open_page


DESK = PictureDesk()

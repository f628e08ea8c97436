"""Say how often a person or a place comes up in a story: steps, and what moves in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.reading.wording import counted

PLURALS = {
    "step": ["step", "steps"],
    "journey": ["journey", "journeys"],
    "message": ["message", "messages"],
    "movement": ["movement of troops", "movements of troops"],
}
PERSONAL = ("journey", "message")  # a movement belongs to places: troops march for no one person


@dataclass(frozen=True)
class Tally:
    """A number of steps, and of each kind of link (its name) how many.

    >>> Tally.of(11, ["message", "journey", "message"]).words
    '11 steps, 1 journey, 2 messages'
    >>> Tally.of(0, []).words
    'no steps'
    """

    steps: int
    moves: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, steps: int, kinds: Iterable[str]) -> Tally:
        """The tally of so many steps, and of links of these kinds."""
        found = list(kinds)
        return cls(steps, tuple((kind, found.count(kind)) for kind in PLURALS if kind in found))

    @property
    def words(self) -> str:
        """In words, without what there is none of: as the page's cards and the app say it."""
        parts = [("step", self.steps), *self.moves]
        return ", ".join(counted(number, *PLURALS[name]) for name, number in parts)

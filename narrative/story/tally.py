"""Say how often a person or a place comes up in a story: steps, and what moves in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.reading.wording import counted
from narrative.story.words import LINK_KINDS, kinds_counted

STEPS = ("step", "steps")


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
        return cls(steps, tuple((each.id, found.count(each.id)) for each in kinds_counted() if each.id in found))

    @property
    def words(self) -> str:
        """In words, without what there is none of: as the page's cards and the app say it."""
        moves = (counted(number, LINK_KINDS[kind].one, LINK_KINDS[kind].many) for kind, number in self.moves)
        return ", ".join([counted(self.steps, *STEPS), *moves])

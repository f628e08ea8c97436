"""How often a person or a place comes up, in words."""

from __future__ import annotations

import pytest

from narrative.story.tally import Tally


@pytest.mark.parametrize(
    ("steps", "kinds", "words"),
    [
        (0, [], "no steps"),
        (1, [], "1 step"),
        (2, ["message"], "2 steps, 1 message"),
        (3, ["movement", "movement", "message", "journey"], "3 steps, 1 journey, 1 message, 2 movements of troops"),
        (0, ["journey"], "no steps, 1 journey"),
    ],
)
def test_steps_and_what_moves_in_them_are_counted_and_what_there_is_none_of_is_left_out(
    steps: int, kinds: list[str], words: str
) -> None:
    assert Tally.of(steps, kinds).words == words


def test_kinds_are_counted_by_their_names_whatever_the_order_in_which_they_come() -> None:
    assert Tally.of(2, iter(["movement", "message", "movement"])) == Tally(2, (("message", 1), ("movement", 2)))

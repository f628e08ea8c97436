"""Turn ``3-7,fighting-at-ongjin,28..`` into steps of a story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo.reading.faults import did_you_mean

if TYPE_CHECKING:
    from narrative.story import Step, Story


def choose_steps(story: Story, wanted: str | None) -> list[Step]:
    """The steps that a call names, in the order of telling, none twice; all of them for None.

    A comma stands between choices. A choice is an id, a number counted from 1, or a range of either with ``..``
    (numbers may have ``-``); a range without one end runs to the story's.

    Raises
    ------
    ValueError
        With one sentence: which choice is no step, and what may be meant.
    """
    if wanted is None:
        return list(story.steps)
    chosen: set[int] = set()
    for choice in wanted.split(","):
        chosen.update(positions(story.steps, choice.strip()))
    return [step for step in story.steps if step.index in chosen]


def positions(steps: Sequence[Step], choice: str) -> range:
    """The positions (from 0) of one choice."""
    ids = {step.id: step.index for step in steps}
    numbers = None if choice in ids else re.fullmatch(r"([0-9]+)-([0-9]+)", choice)
    ends = [end.strip() for end in (numbers.groups() if numbers else choice.split(".."))]
    if len(ends) > 2:
        raise ValueError(f'"{choice[:80]}" is no range; write two steps with ".." between them')
    if len(ends) == 1:
        at = position(steps, ids, choice)
        return range(at, at + 1)
    start = position(steps, ids, ends[0]) if ends[0] else 0
    stop = position(steps, ids, ends[1]) if ends[1] else len(steps) - 1
    if start > stop:
        raise ValueError(f'the range "{choice}" runs backwards; write "{ends[1]}..{ends[0]}"')
    return range(start, stop + 1)


def position(steps: Sequence[Step], ids: dict[str, int], word: str) -> int:
    """The position of a step by its id or number."""
    if word in ids:
        return ids[word]
    if word.isascii() and word.isdigit():
        if 1 <= int(word[:9]) <= len(steps):
            return int(word) - 1
        raise ValueError(f"there is no step {word[:9]}; the story has steps 1 to {len(steps)}")
    if not word:
        raise ValueError("a step's name is missing; write such as --steps 3-7,12 or --steps first-step..last-step")
    hint = did_you_mean(word, ids) or f"; the steps are {', '.join(ids)}"
    raise ValueError(f'there is no step "{word[:80]}"{hint}')

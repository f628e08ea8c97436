"""What the shell of a watched story is handed: described once, for `watch_server` and for its script."""

from __future__ import annotations

from typing_extensions import TypedDict


class WatchData(TypedDict):
    """What stands in the shell's page."""

    story: str
    title: str


class FaultWords(TypedDict):
    """A fault of the story's files: ``FILE:LINE``, and the sentence."""

    where: str
    message: str


class WatchState(TypedDict):
    """An event: the entity tag of the newest good page, None before there is one, its steps, and the faults."""

    page: str | None
    steps: list[str]
    faults: list[FaultWords]


HANDED = (WatchData, WatchState)

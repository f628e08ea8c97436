"""Write the small story with arrows that have a way and a side: a ferry by way of Evian, and along the lake."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from tests.stories import STORY, feature, places, write_story

LINK = "- {from: geneva, to: evian, kind: message, label: a letter}"
SHORE = [[6.1, 46.0], [6.3, 46.0], [6.5, 46.0], [6.5, 46.3]]  # from west to east, then north
SIDES = """\
sides:
  - {id: ferry, name: The ferry, colour: blue, pattern: dotted}
  - {id: rowers, name: The rowers, colour: ochre, pattern: lined}
"""
BY_EVIAN = "- {from: geneva, to: lausanne, via: [evian], kind: movement, side: ferry}"
ALONG = "- {from: lausanne, to: geneva, along: shore, kind: journey, side: rowers}"
ROUTED = STORY.replace("steps:\n", f"{SIDES}steps:\n").replace(LINK, f"{LINK}\n      {BY_EVIAN}\n      {ALONG}")


def routed_places() -> dict[str, Any]:
    """The three towns and a shore that is a line."""
    document = deepcopy(places())
    shore = {"type": "LineString", "coordinates": SHORE, "certainty": "certain"}
    document["features"].append(feature("shore", "The shore", 0, 0, geometry=shore))
    return document


def write_routed(folder: Path, text: str = ROUTED) -> Path:
    """The story's folder, for tests to break."""
    return write_story(folder, text, routed_places())

"""Words that the story format does not have, and a story told in them: what a table's new row must bring everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geo.gazetteer.certainties import Certainty
from narrative.story.words import CERTAINTIES, LINK_KINDS, STATUSES, LinkKind, Status
from tests.stories import STORY, feature, places, write_story

TRADE = LinkKind("trade", one="barter", many="barters", short="goods", dash=(6.0, 3.0), glyph='<circle r="6.5"/>')
REMEMBERED = Status(
    "remembered",
    word="remembered",
    meaning="somebody remembered it later",
    said="Remembered: told years afterwards",
    many_said="Remembered: what was told years afterwards",
    said_of_side="As it was remembered",
    sign='<path d="M-5 0H5M0-5V5" stroke="currentColor" stroke-width="2"/>',
    ink="anchor",
    rule="4px dotted var(--ink)",
)
GUESSED = Certainty("guessed", word="only guessed", title="Guessed", sign="(?)", open=True, kml_colour="80123456")
MORE: tuple[tuple[dict[str, Any], Any], ...] = (
    (LINK_KINDS, TRADE),
    (STATUSES, REMEMBERED),
    (CERTAINTIES, GUESSED),
)
CLAIM = """\
claims:
  - id: who-crossed
    title: Did anybody cross?
    sides:
      - {speaker: anna, step: the-letter, paragraphs: [1], status: remembered, says: She rowed over.}
      - {speaker: authors, step: the-denial, paragraphs: [2], status: stated, says: Nobody did.}
    judgement: {text: They leave it open., open: true}
"""
TOLD = (
    STORY.replace("kind: message, label: a letter", "kind: trade, label: salt, status: remembered").replace(
        "status: reported", "status: remembered"
    )
    + CLAIM
)


def add_words() -> None:
    """Put the words into their tables, for the rest of this process's life."""
    for table, row in MORE:
        table[row.id] = row


def write_told_story(folder: Path) -> Path:
    """A story folder in which each of the words stands: a step and a link remembered, a barter, a town guessed."""
    gazetteer = places()
    geometry = {"type": "Point", "coordinates": [6.589, 46.401], "certainty": "guessed", "reason": "By its name."}
    gazetteer["features"][1] = feature("evian", "Evian", 6.589, 46.401, geometry=geometry)
    return write_story(folder, TOLD, gazetteer)

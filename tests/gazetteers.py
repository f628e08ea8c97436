"""Read a gazetteer for a test: the whole of it, or its faults."""

from __future__ import annotations

from pathlib import Path

from geo.gazetteer.reader import Gazetteer, examine_gazetteer
from geo.reading.faults import Faults


def read_gazetteer(path: Path) -> Gazetteer:
    """The gazetteer of a file. Raises ``Faults`` with all that it has."""
    reading = examine_gazetteer(path)
    if reading.faults or reading.document is None:
        raise Faults(reading.faults)
    return Gazetteer(reading.places, reading.document.value)

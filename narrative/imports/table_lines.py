"""Values that were made of a table's rows, with the line of each row, for the readers of JSON."""

from __future__ import annotations

from dataclasses import dataclass

from geo.reading.json_lines import JsonDocument
from geo.reading.uploads import Row
from geo.reading.validation import Loc


@dataclass(frozen=True)
class TableDocument(JsonDocument):
    """A document whose lists are made of the rows of a table; ``rows`` are the lines of these, in order.

    >>> TableDocument("a.csv", "", {"events": [{}, {}]}, rows=(2, 5)).line(("events", 1, "start_date"))
    5
    """

    rows: tuple[int, ...] = ()

    def line(self, loc: Loc) -> int:
        """The line, from 1, of the row in which a value stands."""
        number = next((part for part in loc if isinstance(part, int)), None)
        return self.rows[number] if number is not None and number < len(self.rows) else 1


def unknown_columns(rows: list[Row], known: set[str]) -> list[str]:
    """The columns of a table that hold a text and that nobody reads, by their names in lower case."""
    names = list(rows[0].cells) if rows else []
    return [name for name in names if name.strip() and name not in known and any(row.get(name) for row in rows)]

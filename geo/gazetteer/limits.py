"""The limits by which a place is told and drawn wherever it stands."""

from __future__ import annotations

WIDE_DEGREES = 14.0  # an area wider than this, a country, is known by its label: no point marks it, no way is measured

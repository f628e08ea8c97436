"""A date as a text names it: where it stands, what it says in EDTF, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DateMention:
    """A date in a text: ``text[start:end] == name``, ``edtf`` what it says in EDTF, level 1.

    ``reason`` says what the EDTF rests on where the words alone do not give it: a date nearby, a feast, another
    calendar. ``foreign`` is a date of another calendar. ``edtf`` is "" where the words are a date that cannot be read;
    ``reason`` then says why.
    """

    start: int
    end: int
    name: str
    edtf: str
    reason: str = ""
    foreign: bool = False

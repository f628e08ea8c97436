"""Read what an author says of a text besides its words, as they write it: where it plays, and the year of its dates."""

from __future__ import annotations

import re

from narrative.drafts.parts import DraftError


def country_codes(written: str) -> tuple[str, ...]:
    """The countries that a text plays in, as ISO 3166-1 alpha-2 codes with commas between; none for "".

    >>> country_codes("us, CA"), country_codes("")
    (('US', 'CA'), ())

    Raises
    ------
    DraftError
        With one sentence, where a word is no code.
    """
    codes = [each.strip().upper() for each in written.split(",") if each.strip()]
    for each in codes:
        if not re.fullmatch("[A-Z]{2}", each):
            raise DraftError(f'"{each}" is no country\'s code; write two letters each, such as "US,MX"')
    return tuple(dict.fromkeys(codes))


def year_of(written: str) -> int:
    """The year of the dates that stand before a text names one.

    >>> year_of(" 1812 "), year_of("401 BC")
    (1812, -401)

    Raises
    ------
    DraftError
        With one sentence, where it is no year from 9999 BC to 9999.
    """
    match = re.fullmatch(r"([0-9]{1,4})(\s*B\.?\s?C\.?(?:\s?E\.?)?)?", written.strip(), re.IGNORECASE)
    if match is None or int(match[1]) == 0:
        raise DraftError(f'"{written}" is no year; write one from 1 to 9999, such as 1812, or one such as 401 BC')
    return -int(match[1]) if match[2] else int(match[1])

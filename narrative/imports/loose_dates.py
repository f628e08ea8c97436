"""Turn a date as people write it in sheets and slides into EDTF, or into nothing where it can be read in two ways.

The reading is `narrative.reading.written_dates`'; what sheets and slides have besides is taken off here: weekdays,
times of day, months in other languages.
"""

from __future__ import annotations

import re

from narrative.reading.any_date import read_any_date
from narrative.reading.written_dates import is_date, marked
from narrative.story.dates import MONTHS

__all__ = ["is_date", "loose_date", "marked"]

WEEKDAY = re.compile(
    r"^(?:on )?(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\.?|montag|dienstag|mittwoch|donnerstag|freitag"
    r"|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves"
    r"|viernes|sábado|domingo),? (?=\w)",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"(?:,? (?:at )?\d{1,2}(?::\d\d){1,2}(?: ?[ap]\.?m\.?)?|,? (?:at )?\d{1,2} ?[ap]\.?m\.?)$", re.IGNORECASE
)
FOREIGN = {  # months of languages in which people write sheets and slides, without those that are English too
    name: number
    for names in (
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    )
    for number, name in enumerate(names.split(), 1)
    if name.capitalize() not in MONTHS
}
FOREIGN_MONTH = re.compile(rf"\b(?:{'|'.join(sorted(FOREIGN, key=len, reverse=True))})\b", re.IGNORECASE)


def loose_date(text: str) -> str | None:
    """A date in EDTF; None for what is no date, or could be two (see `narrative.reading.written_dates`).

    >>> [loose_date(each) for each in ("1790-2010", "c. 1793", "Mar. 3rd, 1793", "44 BC", "3/4/1793")]
    ['1790/2010', '1793~', '1793-03-03', '-0043', None]
    >>> [loose_date(each) for each in ("Tuesday, September 3, 2013", "3 September 2013 5:00 pm", "3. Oktober 1990")]
    ['2013-09-03', '2013-09-03', '1990-10-03']
    >>> loose_date("le 1er août 1291"), loose_date("3 de mayo de 1808"), loose_date("5 мая 1905")
    ('1291-08-01', '1808-05-03', '1905-05-05')
    """
    text = " ".join(text.split()).strip(" .")
    found = (read_any_date(each) for each in dict.fromkeys((text, plainer(text))))
    return next((each for each in found if each), None)


def plainer(text: str) -> str:
    """A date without its weekday and its time of day, and with the English names of its months."""
    text = CLOCK.sub("", WEEKDAY.sub("", text)).strip(" ,")
    english = FOREIGN_MONTH.sub(lambda found: MONTHS[FOREIGN[found[0].casefold().rstrip(".")] - 1], text)
    if english != text:  # "le 1er août", "3 de mayo de 1808"
        english = re.sub(r"\b(\d{1,2})(?:er|º|°)? (?:de )?(?=[A-Z])", r"\1 ", english.removeprefix("le "))
        english = re.sub(r"(?<=[a-z]) del? (?=\d)", " ", english)
    return re.sub(r"\b(\d{1,2})\. (?=[A-Z][a-z])", r"\1 ", english)  # "3. Oktober", "3. November"

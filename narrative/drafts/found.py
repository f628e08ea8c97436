"""Find everything that a text names, offline: places with all that they may mean, dates and people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.gazetteer.own_places import OwnPlace
from geo.gazetteer.toponyms import Resolution, Toponym
from geo.world.lookup import World
from narrative.reading.datelines import Dateline
from narrative.reading.extract import SourceText
from narrative.reading.mentions import DateMention
from narrative.reading.text_people import PersonMention

Told = Callable[[int, int, str], None]  # done, total, what is being done


@dataclass(frozen=True)
class DraftOptions:
    """What the author says about the text.

    ``title`` "" takes the text's own, ``language`` is BCP 47, ``countries`` are ISO 3166-1 alpha-2 codes of where the
    story plays, ``year`` that of dates without one. ``with_text`` puts the source's words into the steps, which an
    author may ask for whose words they are; ``this_year`` is the year of today.
    """

    title: str = ""
    language: str = "en"
    countries: tuple[str, ...] = ()
    year: int | None = None
    with_text: bool = False
    this_year: int = 2100


@dataclass(frozen=True)
class Found:
    """Everything that a text names, in its order; offsets are code points of the source's text.

    ``unread`` are dates that cannot be read, ``lines`` what dates the paragraphs under it, ``asides`` the numbers of
    paragraphs that tell nothing.
    """

    resolutions: tuple[Resolution, ...]
    dates: tuple[DateMention, ...] = ()
    people: tuple[PersonMention, ...] = ()
    unread: tuple[DateMention, ...] = ()
    lines: tuple[Dateline, ...] = ()
    asides: tuple[int, ...] = ()


def find_names(
    source: SourceText, world: World, options: DraftOptions, own: Sequence[OwnPlace] = (), told: Told | None = None
) -> Found:
    """The toponyms of a text with what each may mean, its dates and its people.

    Parameters
    ----------
    world : the gazetteer
    own : the author's places, which override it
    told : is told how far the work is
    """
    from geo.geoparsing.recogniser import recognise
    from geo.geoparsing.resolver import resolve
    from narrative.reading.source_dates import source_dates
    from narrative.reading.text_people import people_in

    told = told or (lambda done, total, name: None)
    told(0, 4, "dates")
    when = source_dates(source, options.year)
    told(1, 4, "names of places")
    toponyms = undated(recognise(source.text, world, own), when.dates)
    told(2, 4, "where they are")
    resolutions = resolve(source.text, toponyms, world, own, options.countries)
    told(3, 4, "people")
    people = people_in(source.text, toponyms)
    told(4, 4, "")
    return Found(tuple(resolutions), when.dates, tuple(people), when.unread, when.lines, tuple(when.asides))


def undated(toponyms: Sequence[Toponym], dates: Sequence[DateMention]) -> list[Toponym]:
    """The toponyms without those that are part of a date: "401 B.C." names no British Columbia."""
    letters = {letter for date in dates for letter in range(date.start, date.end)}
    return [each for each in toponyms if each.start not in letters and each.end - 1 not in letters]


def dates_only(source: SourceText, options: DraftOptions) -> Found:
    """The dates of a text, where no gazetteer is installed: who knows no towns takes them for people."""
    from narrative.reading.source_dates import source_dates

    when = source_dates(source, options.year)
    return Found((), when.dates, (), when.unread, when.lines, tuple(when.asides))

"""Find everything that a text names, offline: places with all that they may mean, dates and people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from geo.gazetteer.own_places import OwnPlace
from geo.gazetteer.toponyms import Resolution, Toponym
from geo.reading.wording import counted, listed
from geo.world.lookup import World
from narrative.drafts.parts import DraftError
from narrative.reading.datelines import Dateline
from narrative.reading.extract import SourceText
from narrative.reading.languages_of_texts import ENGLISH, language_of, primary
from narrative.reading.mentions import DateMention
from narrative.reading.text_people import PersonMention

MOST_WEIGHED = 1000  # names of a book that are read a second time to say what a proposal would change
MOST_CHANGES = 12  # names that a proposal tells of
WINDOW = 300_000  # letters
Told = Callable[[int, int, str], None]  # done, total, what is being done


@dataclass(frozen=True)
class DraftOptions:
    """What the author says about the text.

    ``title`` "" takes the text's own, ``language`` is BCP 47, or "" to recognise it, ``countries`` are ISO 3166-1
    alpha-2 codes of where the story plays, ``home`` the state, county or town whose news it tells ("Lexington,
    Kentucky"), ``year`` that of dates without one (-401 is 401 BC). ``with_text`` puts the source's words into
    the steps, which an author may ask for whose words they are; ``this_year`` is the year of today.
    ``by`` cuts the text into its dated entries or its chapters.
    """

    title: str = ""
    language: str = ""
    countries: tuple[str, ...] = ()
    year: int | None = None
    with_text: bool = False
    by: Literal["", "entry", "chapter"] = ""
    this_year: int = 2100
    home: str = ""


@dataclass(frozen=True)
class Found:
    """Everything that a text names, in its order; offsets are code points of the source's text.

    ``forms`` leads from a place's name as written to its nominative, where that differs. ``under`` are the words that
    are hardly names of places, which only the review tells of, and ``look`` what else it tells, in sentences.
    ``unread`` are dates that cannot be read, ``lines`` what dates the paragraphs under it, ``asides`` the numbers of
    paragraphs that tell nothing.
    """

    resolutions: tuple[Resolution, ...]
    dates: tuple[DateMention, ...] = ()
    people: tuple[PersonMention, ...] = ()
    forms: Mapping[str, str] = field(default_factory=dict)
    under: tuple[Toponym, ...] = ()
    look: tuple[str, ...] = ()
    unread: tuple[DateMention, ...] = ()
    lines: tuple[Dateline, ...] = ()
    asides: tuple[int, ...] = ()


def language_in(source: SourceText, options: DraftOptions) -> str:
    """The language of a text, as BCP 47: what the author says, else what is recognised."""
    return options.language or language_of(source.text)


def find_names(
    source: SourceText,
    world: World,
    options: DraftOptions,
    own: Sequence[OwnPlace] = (),
    told: Told | None = None,
    most: int | None = None,
) -> Found:
    """The toponyms of a text with what each may mean, its dates and its people.

    Parameters
    ----------
    world : the gazetteer
    own : the author's places, which override it
    told : is told how far the work is
    most : names of places that are taken; they are counted before any of them is looked up

    Raises
    ------
    HomeError
        Where the gazetteer has no such home.
    DraftError
        Where the text has more names.
    """
    from geo.geoparsing.home import home_of
    from geo.geoparsing.recogniser import LEAST, UNDER, recognise
    from geo.geoparsing.resolver import resolve
    from narrative.reading.source_dates import source_dates
    from narrative.reading.text_people import people_in

    told = told or (lambda done, total, name: None)
    language = primary(language_in(source, options))
    if language != ENGLISH:
        return foreign_names(source.text, language, world, options, own, told, most)
    told(0, 4, "dates")
    when = source_dates(source, options.year)
    told(1, 4, "names of places")
    home = home_of(options.home, world) if options.home else None
    every = undated(
        [
            replace(each, start=each.start + start, end=each.end + start)
            for start, end in windows(source)
            for each in recognise(source.text[start:end], world, own, least=UNDER)
        ],
        when.dates,
    )
    toponyms = counted_names([each for each in every if each.probability >= LEAST], most)
    told(2, 4, "where they are")
    resolutions = resolve(source.text, toponyms, world, own, options.countries, home)
    look = seems_to_play(source.text, toponyms, resolutions, world, own) if not options.countries and not home else ""
    told(3, 4, "people")
    people = people_in(source.text, toponyms)
    told(4, 4, "")
    somebody = {letter for person in people for letter in range(person.start, person.end)}
    hardly = (each for each in every if each.probability < LEAST)
    under = tuple(each for each in hardly if somebody.isdisjoint(range(each.start, each.end)))
    return Found(
        tuple(resolutions),
        when.dates,
        tuple(people),
        under=under,
        look=(look,) if look else (),
        unread=when.unread,
        lines=when.lines,
        asides=tuple(when.asides),
    )


def counted_names(toponyms: list[Toponym], most: int | None) -> list[Toponym]:
    """The toponyms unchanged; DraftError where they are more than that."""
    if most is not None and len(toponyms) > most:
        raise DraftError(
            f"The text names places {len(toponyms):,} times; the studio takes {most:,} names. Take a part of it, or "
            "use “python -m narrative new” for a book."
        )
    return toponyms


def undated(toponyms: Sequence[Toponym], dates: Sequence[DateMention]) -> list[Toponym]:
    """The toponyms without those that are part of a date: "401 B.C." names no British Columbia."""
    letters = {letter for date in dates for letter in range(date.start, date.end)}
    return [each for each in toponyms if each.start not in letters and each.end - 1 not in letters]


def seems_to_play(
    text: str, toponyms: Sequence[Toponym], found: Sequence[Resolution], world: World, own: Sequence[OwnPlace]
) -> str:
    """A sentence that proposes the countries and the home of a text, and says what they would change; "" for none."""
    from geo.geoparsing.home import changes, home_of, proposed
    from geo.geoparsing.resolver import resolve

    seems = proposed(found, world)
    if not seems.countries:
        return ""
    home = home_of(seems.home, world) if seems.home else None
    few = toponyms[:MOST_WEIGHED]
    before = found if len(few) == len(toponyms) else resolve(text, few, world, own)
    anew = changes(before, resolve(text, few, world, own, seems.countries, home))
    said = f"--countries {','.join(seems.countries)}" + (f' --home "{seems.home}"' if seems.home else "")
    start = f"By its places the text plays in {listed(seems.countries)}"
    start += f", at home in {seems.home}" if seems.home else ""
    if len(few) < len(toponyms):
        start += f" (of its first {len(few)} names)"
    if not anew:
        return f"{start}; saying so ({said}) would change no place."
    told = [*anew[:MOST_CHANGES], *([f"{len(anew) - MOST_CHANGES} more"] if len(anew) > MOST_CHANGES else [])]
    return f"{start}; saying so ({said}) would read {counted(len(anew), 'name')} anew: {'; '.join(told)}."


def windows(source: SourceText, most: int = WINDOW) -> Iterator[tuple[int, int]]:
    """(start, end) of the stretches in which names are looked for: all of a text, of a book some hundred pages each.

    What a word means in a text its other pages say, but a thousand of them say no more than a hundred, and take ten
    times the memory. Stretches end between paragraphs.
    """
    start = 0
    for _, end in source.paragraphs:
        if end - start > most and len(source.text) - end > most // 2:
            yield start, end
            start = end
    yield start, len(source.text)


def foreign_names(
    text: str,
    language: str,
    world: World,
    options: DraftOptions,
    own: Sequence[OwnPlace],
    told: Told,
    most: int | None = None,
) -> Found:
    """The same of a text in another language than English: nothing in one that is not read, but the author's places."""
    from geo.geoparsing.home import home_of
    from geo.geoparsing.recogniser import own_names, without_overlaps
    from geo.geoparsing.resolver import resolve
    from narrative.reading.foreign_dates import foreign_dates
    from narrative.reading.foreign_people import foreign_people
    from narrative.reading.foreign_places import Inflected, foreign_places

    told(0, 4, "people")
    people = foreign_people(text, language)
    told(1, 4, "names of places")
    names = foreign_places(text, language, world, [range(each.start, each.end) for each in people])
    toponyms = counted_names(without_overlaps([*own_names(text, own), *names.toponyms]), most)
    told(2, 4, "where they are")
    inflected = cast("World", Inflected(world, names.keys))
    home = home_of(options.home, world) if options.home else None
    resolutions = resolve(text, toponyms, inflected, own, options.countries, home)
    told(3, 4, "dates")
    dates = foreign_dates(text, language, options.year)
    told(4, 4, "")
    return Found(tuple(resolutions), tuple(dates), tuple(people), names.forms)


def dates_only(source: SourceText, options: DraftOptions) -> Found:
    """The dates of a text, where no gazetteer is installed: who knows no towns takes them for people."""
    from narrative.reading.foreign_dates import foreign_dates
    from narrative.reading.source_dates import source_dates

    language = primary(language_in(source, options))
    if language != ENGLISH:
        return Found((), tuple(foreign_dates(source.text, language, options.year)))
    when = source_dates(source, options.year)
    return Found((), when.dates, (), unread=when.unread, lines=when.lines, asides=tuple(when.asides))

"""Turn a SourceText, and the names found in it, into the draft of a story. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from geo.gazetteer.toponyms import Resolution
from geo.reading.wording import counted
from narrative.drafts.chapters import groups_by, how_cut
from narrative.drafts.draft import Draft
from narrative.drafts.found import DraftOptions, Found, language_in
from narrative.drafts.ids import Ids
from narrative.drafts.parts import DraftHeading, DraftPerson, DraftPlace, DraftSource, Spot, changed
from narrative.drafts.phrases import numbers_said
from narrative.drafts.places import Mention, draft_places
from narrative.drafts.steps import Group, draft_steps
from narrative.reading.extract import SourceText
from narrative.reading.languages_of_texts import ENGLISH, primary, what_is_read
from narrative.reading.text_dates import DateMention
from narrative.reading.text_people import PersonMention
from narrative.story.dates import parse_date
from narrative.story.describe import paragraphs_cited

MOST_SAID, SAID = 12, 200  # footnotes, and letters of one
Name = Resolution | DateMention | PersonMention


class NoPlaceError(ValueError):
    """A text of which no place can be put on a map; its text is one sentence with the cure."""


def draft_of_names(
    source: SourceText,
    slug: str,
    found: Found,
    options: DraftOptions,
    groups: Sequence[Group] | None = None,
    step_ids: Sequence[str | None] | None = None,
    known: Mapping[str, str] | None = None,
    known_people: Mapping[str, str] | None = None,
    taken: Mapping[str, set[str]] | None = None,
) -> Draft:
    """The draft of a text whose names are known; pure, and the same for the same values.

    Parameters
    ----------
    groups : the paragraphs of each step; without it `group_paragraphs` cuts the text
    step_ids : the ids that the groups' steps have already, None for a new one
    known, known_people : the ids that places (by entry) and people (by name) have already
    taken : "steps", "places" and "people", ids that are not given again
    """
    used = taken or {}
    place_ids, person_ids, new_ids = (Ids(set(used.get(each, ()))) for each in ("places", "people", "steps"))
    title = options.title or source.title or slug.replace("-", " ").capitalize()
    year = f"{options.year:04}" if options.year else f"../{options.this_year:04}"
    language = language_in(source, options)
    draft = Draft(
        slug=slug,
        origin="text",
        title=title,
        language=language,
        text=source.text,
        paragraphs=source.paragraphs,
        headings=tuple(
            DraftHeading(text=each.text, paragraph=each.paragraph, level=each.level) for each in source.headings
        ),
        bracket=year,
    )
    names = list(apart(found))
    mentions = [Mention(each, draft.paragraph_of(each.toponym.start)) for each in names if isinstance(each, Resolution)]
    places, where = draft_places(mentions, place_ids, known, found.forms)
    who = draft_people([each for each in names if isinstance(each, PersonMention)], draft, person_ids, known_people)
    draft = changed(draft, places=tuple(places), marks=tuple(spots_of(names, where, who)))
    draft = changed(draft, people=tuple(person(draft, id, name) for name, id in who.items()))
    cut = list(groups) if groups is not None else groups_by(source, found.dates, options.by)
    said = [
        "" if primary(language) == ENGLISH else what_is_read(language),
        how_cut(source, cut, found.dates, options.by),
    ]
    said += footnotes_said(source)
    draft = changed(draft, source=source_of(source, title, options), look=tuple(each for each in said if each))
    draft = changed(draft, steps=tuple(draft_steps(draft, cut, new_ids, step_ids)))
    return described(draft, options)


def footnotes_said(source: SourceText) -> list[str]:
    """The footnotes of a text, which no step tells, as sentences for its author."""
    if not source.notes:
        return []
    first = [
        f"{paragraphs_cited((each.paragraph,))}: {each.text[:SAID].rstrip('.')}" for each in source.notes[:MOST_SAID]
    ]
    more = [f"… and {len(source.notes) - MOST_SAID} more"] if len(source.notes) > MOST_SAID else []
    count = counted(len(source.notes), "footnote")
    return [f"{count} of the text are told in no step: {'; '.join([*first, *more])}."]


def described(draft: Draft, options: DraftOptions) -> Draft:
    """The draft with its summary, and the years in which its source can have been written."""
    steps, places = len(draft.steps), len({id for each in draft.steps for id in each.places})
    summary = (
        f"A draft of {counted(steps, 'step')} and {counted(places, 'place')}, read by a program. Write here in a "
        "sentence or two what the story tells."
    )
    years = [parse_date(each.date).latest.year for each in draft.steps if not each.undated]
    date = f"{max(years):04}/.." if years else f"../{options.this_year:04}"
    return changed(draft, summary=summary, source=changed(draft.source, date=date))


def source_of(source: SourceText, title: str, options: DraftOptions) -> DraftSource:
    """What is known of the source; the rest waits for the author."""
    return DraftSource(
        title=source.title or title,
        authors="author not yet named",
        publication="publication not yet named",
        provenance="Its paragraphs are counted from 1, its headings left out. Write here where the text is from, and "
        "whose it is.",
        own=options.with_text,
    )


def needing_a_place(draft: Draft) -> Draft:
    """The draft unchanged. Raises NoPlaceError where no step of it shows a place."""
    if not any(each.places for each in draft.steps):
        raise NoPlaceError(
            "no place of this text could be put on the map, and a story needs one; name the countries that it is about "
            "(--countries US,MX), or a text that names its places"
        )
    return draft


def span_of(name: Name) -> tuple[int, int]:
    """Where a name stands."""
    return (name.toponym.start, name.toponym.end) if isinstance(name, Resolution) else (name.start, name.end)


def apart(found: Found) -> Iterator[Name]:
    """The names that hold a letter and do not overlap one before them, of two at one place the longer."""
    end = 0
    names: Iterable[Name] = (*found.resolutions, *found.dates, *found.people)
    for name in sorted(names, key=lambda each: (span_of(each)[0], -span_of(each)[1])):
        start, stop = span_of(name)
        words = name.toponym.name if isinstance(name, Resolution) else name.name
        if start >= end and any(each.isalnum() for each in words) and is_readable(name):
            yield name
            end = stop


def is_readable(name: Name) -> bool:
    """Whether a name is none of a day that never was, as printed: then the author decides."""
    if not isinstance(name, DateMention):
        return True
    try:
        parse_date(name.edtf)
    except ValueError:
        return False
    return True


def draft_people(
    mentions: Sequence[PersonMention], draft: Draft, ids: Ids, known: Mapping[str, str] | None
) -> dict[str, str]:
    """The id of everybody whom the text names in its paragraphs, by the fullest form of the name."""
    names = dict.fromkeys(each.person for each in mentions if draft.paragraph_of(each.start))
    return {name: (known or {}).get(name) or ids.new(name, "person") for name in names}


def person(draft: Draft, id: str, name: str) -> DraftPerson:
    """Somebody of whom nothing is known but where the text names them."""
    numbers = numbers_said(draft.numbers_of(id, people=True))
    return DraftPerson(id=id, name=name, role=f"named in {numbers}; write here who this is")


def spots_of(names: Iterable[Name], where: Mapping[int, DraftPlace], who: Mapping[str, str]) -> Iterator[Spot]:
    """The marks of the text; `where` has the place of a toponym by its start."""
    for name in names:
        start, end = span_of(name)
        if isinstance(name, DateMention):
            yield Spot(start=start, end=end, form="date", date=name.edtf)
        elif isinstance(name, PersonMention):
            if name.person in who:
                yield Spot(start=start, end=end, form="person", person=who[name.person])
        else:
            place = where.get(start)
            yield Spot(
                start=start,
                end=end,
                form="toponym",
                places=(place.id,) if place else (),
                probability=min(max(name.probability, 0.0), 1.0) if name.chosen else None,
                reason=name.reason,
            )


__all__ = ["DraftOptions", "NoPlaceError", "draft_of_names", "needing_a_place"]

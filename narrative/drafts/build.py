"""Turn a SourceText, and the names found in it, into the draft of a story. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from geo.gazetteer.toponyms import Resolution, Toponym
from geo.reading.days import astronomical_year
from geo.reading.wording import counted, listed
from narrative.drafts.chapters import groups_by, how_cut
from narrative.drafts.draft import Draft
from narrative.drafts.found import DraftOptions, Found, language_in
from narrative.drafts.ids import Ids
from narrative.drafts.parts import DraftDateline, DraftHeading, DraftPerson, DraftPlace, DraftSource, Spot, changed
from narrative.drafts.phrases import numbers_said
from narrative.drafts.places import Mention, draft_places
from narrative.drafts.steps import Group, draft_steps
from narrative.drafts.story_files import authors_said
from narrative.reading.apparatus import aside_paragraphs
from narrative.reading.extract import SourceText
from narrative.reading.languages_of_texts import ENGLISH, primary, what_is_read
from narrative.reading.text_dates import DateMention
from narrative.reading.text_people import PersonMention
from narrative.story.dates import edtf_year, parse_date
from narrative.story.describe import paragraphs_cited
from narrative.story.limits import MOST_FIELD

MOST_SAID, SAID = 12, 200  # footnotes, and letters of one
MOST_UNDER = 200  # words that are hardly names of places, in the review
NOBODY = Toponym(0, 0, "", 0.0)
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
    year = edtf_year(astronomical_year(options.year)) if options.year else ""
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
        pages=source.pages,
        datelines=tuple(DraftDateline(**asdict(each)) for each in found.lines),
        unread=tuple(Spot(start=e.start, end=e.end, form="date", reason=e.reason) for e in found.unread),
        asides=tuple(aside_paragraphs(source)),
    )
    names = [each for each in apart(found) if draft.paragraph_of(span_of(each)[0]) not in draft.asides]
    mentions = [Mention(each, draft.paragraph_of(each.toponym.start)) for each in names if isinstance(each, Resolution)]
    places, where = draft_places(mentions, place_ids, known, found.forms)
    who = draft_people([each for each in names if isinstance(each, PersonMention)], draft, person_ids, known_people)
    draft = changed(draft, places=tuple(places), marks=tuple(spots_of(names, where, who)))
    roles = roles_of(found.people)
    draft = changed(draft, people=tuple(person(draft, id, name, roles.get(name, "")) for name, id in who.items()))
    left_out = [each.toponym for each in names if isinstance(each, Resolution) and each.toponym.start not in where]
    cut = list(groups) if groups is not None else groups_by(source, found.dates, options.by)
    said = [] if primary(language) == ENGLISH else [what_is_read(language)]
    said += [how_cut(source, cut, found.dates, options.by), *footnotes_said(source)]
    hardly = hardly_places([*found.under, *left_out], draft)
    look = (*(each for each in said if each), *found.look, *hardly)
    draft = changed(draft, source=source_of(source, title, options), look=look)
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
    date = draft.source.date or (f"{edtf_year(max(years))}/.." if years else "")
    return changed(draft, summary=summary, source=changed(draft.source, date=date))


def source_of(source: SourceText, title: str, options: DraftOptions) -> DraftSource:
    """What the file says of the source; the rest waits for the author."""
    front = source.front
    note = f" {front.note}" if front.note else ""
    return DraftSource(
        title=front.title or source.title or title,
        authors=authors_said(front.authors) if front.authors else "author not yet named",
        publication=front.publication or "publication not yet named",
        date=front.date,
        url=front.url,
        provenance=f"Its paragraphs are counted from 1, its headings left out.{note} Write here where the text is "
        "from, and whose it is.",
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


def roles_of(mentions: Sequence[PersonMention]) -> dict[str, str]:
    """What the text says that each person is, where it says so first and the name itself does not."""
    roles: dict[str, str] = {}
    for each in mentions:
        if each.role and not each.person.startswith(each.role):
            roles.setdefault(each.person, each.role)
    return roles


def person(draft: Draft, id: str, name: str, role: str = "") -> DraftPerson:
    """Somebody of whom nothing is known but where the text names them, and what it calls them."""
    numbers = numbers_said(draft.numbers_of(id, people=True))
    said = f"{role}, named in {numbers}" if role else f"named in {numbers}; write here who this is"
    return DraftPerson(id=id, name=name, role=said)


def hardly_places(under: Sequence[Toponym], draft: Draft) -> Iterator[str]:
    """A sentence that lists the words left out because they are hardly names of places, the likeliest first."""
    best: dict[str, Toponym] = {}
    for each in under:
        if draft.paragraph_of(each.start) and each.probability > best.get(each.name, NOBODY).probability:
            best[each.name] = each
    names = sorted(best.values(), key=lambda each: (-each.probability, each.start))
    if names:
        told = [
            f"“{each.name}” ({round(each.probability * 100)} %, paragraph {draft.paragraph_of(each.start)})"
            for each in names[:MOST_UNDER]
        ]
        more = [f"{len(names) - MOST_UNDER} more"] if len(names) > MOST_UNDER else []
        yield f"Left out as hardly names of places, put into places.geojson what is one: {listed([*told, *more])}."


def spots_of(names: Iterable[Name], where: Mapping[int, DraftPlace], who: Mapping[str, str]) -> Iterator[Spot]:
    """The marks of the text; `where` has the place of a toponym by its start."""
    for name in names:
        start, end = span_of(name)
        if isinstance(name, DateMention):
            yield Spot(
                start=start, end=end, form="date", date=name.edtf, reason=name.reason[:MOST_FIELD], foreign=name.foreign
            )
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

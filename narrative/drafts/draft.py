"""Turn a SourceText into the draft of a story: steps, places, people and the marks of its text. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geo.gazetteer.own_places import OwnPlace
from geo.gazetteer.toponyms import Resolution
from geo.world.lookup import World
from narrative.drafts.marks import marks_of
from narrative.drafts.parts import (
    DraftOptions,
    DraftPerson,
    DraftPlace,
    DraftStep,
    Found,
    Ids,
    NoPlaceError,
    Told,
)
from narrative.drafts.places import draft_people, draft_places, is_placed
from narrative.drafts.steps import Group, draft_steps, group_paragraphs
from narrative.reading.extract import SourceText
from narrative.source.annotation_parts import Mark, Paragraph


@dataclass(frozen=True)
class Draft:
    """A story as a program has read it. ``left_out`` are places that no step has room for: they are on no map."""

    slug: str
    title: str
    source: SourceText
    options: DraftOptions
    found: Found
    places: tuple[DraftPlace, ...]
    people: tuple[DraftPerson, ...]
    steps: tuple[DraftStep, ...]
    left_out: tuple[DraftPlace, ...] = ()
    marks: tuple[Mark | Paragraph, ...] = field(default=(), repr=False)

    @property
    def unplaced(self) -> tuple[Resolution, ...]:
        """The toponyms that are on no map, in the order of the text: not found, or too doubtful."""
        return tuple(each for each in self.found.resolutions if not is_placed(each))


def draft_story(
    source: SourceText,
    slug: str,
    world: World,
    options: DraftOptions,
    own: Sequence[OwnPlace] = (),
    told: Told | None = None,
) -> Draft:
    """Read a text and draft a story of it.

    Parameters
    ----------
    world : the gazetteer
    own : the author's places, which override it
    told : is told how far the work is

    Raises
    ------
    NoPlaceError
        With one sentence, where no place of the text can be put on a map.
    """
    return draft_of_names(source, slug, find_names(source, world, options, own, told), options)


def find_names(
    source: SourceText, world: World, options: DraftOptions, own: Sequence[OwnPlace] = (), told: Told | None = None
) -> Found:
    """The toponyms of a text with what each may mean, its dates and its people."""
    from geo.geoparsing.recogniser import recognise
    from geo.geoparsing.resolver import resolve
    from narrative.reading.text_dates import dates_in
    from narrative.reading.text_people import people_in

    told = told or (lambda done, total, name: None)
    told(0, 4, "names of places")
    toponyms = recognise(source.text, world, own)
    told(1, 4, "where they are")
    resolutions = resolve(source.text, toponyms, world, own, options.countries)
    told(2, 4, "dates")
    dates = dates_in(source.text, options.year)
    told(3, 4, "people")
    people = people_in(source.text, toponyms)
    told(4, 4, "")
    return Found(tuple(resolutions), tuple(dates), tuple(people))


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
    places = draft_places(found, source.paragraphs, place_ids, known)
    people = draft_people(found, source.paragraphs, person_ids, known_people)
    if not places:
        raise NoPlaceError(
            "no place of this text could be put on the map, and a story needs one; name the countries that it is about "
            "(--countries US,MX), or a text that names its places"
        )
    cut = list(groups) if groups is not None else group_paragraphs(source)
    steps = draft_steps(source, found, places, people, cut, options, new_ids, step_ids)
    shown = {id for each in steps for id in each.places}
    named = {id for each in steps for id in each.people}
    kept = tuple(each for each in places if each.id in shown)
    spoken = tuple(each for each in people if each.id in named)
    return Draft(
        slug=slug,
        title=options.title or source.title or slug.replace("-", " ").capitalize(),
        source=source,
        options=options,
        found=found,
        places=kept,
        people=spoken,
        steps=tuple(steps),
        left_out=tuple(each for each in places if each.id not in shown),
        marks=tuple(marks_of(source, found, kept, spoken)),
    )


__all__ = [
    "Draft",
    "DraftOptions",
    "DraftPerson",
    "DraftPlace",
    "DraftStep",
    "Found",
    "NoPlaceError",
    "draft_of_names",
    "draft_story",
    "find_names",
]

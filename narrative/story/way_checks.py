"""What is wrong with the links of a story: their ways, their sides, and the times at which their places were."""

from __future__ import annotations

from collections.abc import Iterator

from geo.basemap.rivals import rival_names
from geo.gazetteer.reader import GazetteerReading
from geo.reading.faults import Fault, did_you_mean
from geo.reading.validation import Loc, quoted
from narrative.story.read_story import ReadStory, uses_of
from narrative.story.reading import entries_of
from narrative.story.readings import substituted
from narrative.story.schema import (
    LinkModel,
    StepModel,
)


def way_faults(read: ReadStory, index: int, step: StepModel, reading: GazetteerReading) -> Iterator[Fault]:
    """Ways of links that lead through an end, twice through a place, or along what is no line."""
    for number, link in enumerate(step.links):
        name = f'step "{step.id}": the link to "{link.destination}"'
        choices = [(each.id, id) for _, each in read.readings for id in meant(read, each.id)]
        as_read = [link, *(substituted(link, {each: place}) for each, place in choices)]
        for inner, message in dict.fromkeys(said for each in as_read for said in way_sentences(each, reading)):
            yield read.document.fault(("steps", index, "links", number, *inner), f"{name} {message}")


def time_faults(read: ReadStory, index: int, step: StepModel, reading: GazetteerReading) -> Iterator[Fault]:
    """Places that the step's map, its arrows or its camera would show at a time when they were not there."""
    day = step.map_date or step.date
    if day is None:
        return
    told = set()
    uses = uses_of(read.document, index, step, texts=False)
    for id, line in ((id, line) for kind, named, line in uses if kind == "place" for id in meant(read, named)):
        place = reading.places.get(id)
        if place and id not in told and not place.span.meets(day.earliest, day.latest):
            told.add(id)
            message = (
                f'step "{step.id}": on its map of {day.words} there is no "{id}", which was there {place.span.words}; '
                'name the place of that time, or give the step a "map_date"'
            )
            yield Fault(read.document.file, line, message)


def meant(read: ReadStory, id: str) -> tuple[str, ...]:
    """The places that an id in a step may mean: all those of a reading, else the place of that id."""
    for _, each in read.readings:
        if each.id == id:
            return tuple(choice.place for choice in each.places)
    return (id,)


def way_sentences(link: LinkModel, reading: GazetteerReading) -> Iterator[tuple[Loc, str]]:
    """What is wrong with a link's way: where in the link, and what."""
    for position, id in enumerate(link.via):
        if id in (link.origin, link.destination):
            yield ("via", position), f'begins or ends at "{id}", which "via" names too; take it out there'
        elif id in link.via[:position]:
            yield ("via", position), f'goes by "{id}" twice; keep one'
    if link.via and link.along:
        yield ("along",), 'has both "via" and "along"; keep one'
    line = reading.places.get(link.along or "")
    if line and not line.geometry.geom_type.endswith("LineString"):
        kind = "an area" if line.geometry.geom_type.endswith("Polygon") else "a point"
        yield ("along",), f'runs along "{line.id}", which is {kind}; name a line, or write "via: [{line.id}]"'
    if link.schematic and link.along:
        yield ("schematic",), f'is schematic and runs along "{link.along}"; take out "schematic" or "along"'


def sea_faults(read: ReadStory) -> Iterator[Fault]:
    """Names of waters that the basemap does not have."""
    names = {name for pair in rival_names().items() for name in pair}
    for number, name in enumerate(read.top.seas if read.top else ()):
        if name not in names:
            near = did_you_mean(name, names) or f"; those of two names are {', '.join(sorted(names))}"
            yield read.document.fault(("seas", number), f"no water of the basemap is called {quoted(name)}{near}")


def side_faults(read: ReadStory) -> Iterator[Fault]:
    """Sides that no link names, and two that look alike."""
    used = read.used | {link.side for _, step in read.steps for link in step.links if link.side}
    first: dict[tuple[str, str], str] = {}
    for index, entry in enumerate(entries_of(read.document, "sides")):
        side = read.sides.get(str(entry.get("id"))) if isinstance(entry, dict) else None
        if side is None:
            continue
        if side.id not in used:
            message = f'side "{side.id}": no link is of this side; write "side: {side.id}" in one or take it away'
            yield read.document.fault(("sides", index, "id"), message)
        for key, look in (("colour", side.colour), ("pattern", side.pattern)):
            other = first.setdefault((key, look), side.id)
            if other != side.id:
                message = f'side "{side.id}": "{other}" has the {key} {look} too; give each side its own'
                yield read.document.fault(("sides", index, key), message)

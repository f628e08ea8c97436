"""Read a story folder into a checked Story."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from geo.gazetteer.reader import Gazetteer, GazetteerReading, Place, examine_gazetteer
from geo.reading.faults import Fault, Faults
from geo.reading.validation import SLUG, SLUG_CURE, shown, slug_like
from geo.reading.yaml_lines import read_yaml
from narrative.story.checks import ReadStory, cross_faults, read_story
from narrative.story.folders import MISSING, PLACES_FILE, STORY_FILE, find_story, list_stories, stories_folder
from narrative.story.model import Claim, Judgement, Link, Note, Side, Step, Story
from narrative.story.schema import ClaimModel, LinkModel, LinkSide, Moment, Person, Source, StepModel, Work

__all__ = [
    "MISSING",
    "PLACES_FILE",
    "STORY_FILE",
    "Claim",
    "Judgement",
    "Link",
    "LinkSide",
    "Moment",
    "Note",
    "Person",
    "Side",
    "Source",
    "Step",
    "Story",
    "Work",
    "find_story",
    "list_stories",
    "load_story",
    "stories_folder",
]


def load_story(folder: Path) -> Story:
    """Read and check a story folder.

    Parameters
    ----------
    folder : holds ``story.yaml`` and ``places.geojson``; its name is the story's slug.

    Raises
    ------
    Faults
        With every fault of both files, each with file, line and cure.
    """
    folder = Path(folder)
    reading = examine_gazetteer(folder / PLACES_FILE)
    faults = list(reading.faults)
    slug = folder.resolve().name
    if not SLUG.fullmatch(slug):
        better = slug_like(slug) or "first-story"
        message = f'the folder\'s name "{slug}" is the story\'s address; {SLUG_CURE} "{better}"'
        faults.append(Fault(shown(folder / STORY_FILE), 1, message))
    try:
        read = read_story(read_yaml(folder / STORY_FILE, MISSING))
    except Faults as unreadable:
        raise Faults([*faults, *unreadable.faults]) from None
    faults += [*read.faults, *cross_faults(read, reading)]
    if faults:
        raise Faults(faults)
    return story_of(folder, slug, read, reading)


def story_of(folder: Path, slug: str, read: ReadStory, reading: GazetteerReading) -> Story:
    """What was read without a fault as a Story."""
    top, document = read.top, reading.document
    if top is None or document is None:
        raise ValueError("what has faults is no story")
    models = [model for _, model in read.steps]
    disputes = {model.id: tuple(other.id for other in models if model.id in other.disputed_by) for model in models}
    return Story(
        slug=slug,
        folder=folder,
        title=top.title,
        subtitle=top.subtitle,
        summary=top.summary,
        language=top.language,
        source=top.source,
        people=read.people,
        works=read.works,
        sides=read.sides,
        steps=tuple(step_of(index, model, disputes[model.id], reading.places) for index, model in enumerate(models)),
        gazetteer=Gazetteer(reading.places, document.value),
        cover=top.cover or models[0].id,
        reference_line=top.reference_line,
        moments=top.moments,
        claims=tuple(claim_of(model) for _, model in read.claims),
        draft=top.draft,
    )


def step_of(index: int, model: StepModel, disputes: tuple[str, ...], places: Mapping[str, Place]) -> Step:
    """A checked step with what the file leaves out: its number, its links' status, what it speaks against."""
    return Step(
        id=model.id,
        index=index,
        title=model.title,
        date=model.date,
        map_date=model.map_date,
        date_note=model.date_note,
        undated=model.undated,
        places=model.places,
        people=model.people,
        paragraphs=model.source.paragraphs,
        editorial=model.editorial,
        status=model.status,
        disputed_by=model.disputed_by,
        disputes=disputes,
        links=tuple(link_of(each, model.status, places) for each in model.links),
        camera_places=model.camera.places if model.camera else (),
        text=model.text,
        notes=tuple(Note(each.text, each.source) for each in model.notes),
    )


def link_of(model: LinkModel, status: str, places: Mapping[str, Place]) -> Link:
    """A checked link of a step of that status.

    From or to an area, which has no spot, no arrow can be a route unless it has a way.
    """
    ends = (places[model.origin], places[model.destination])
    pathless = not model.via and not model.along and any(is_area(place.geometry) for place in ends)
    return Link(
        model.origin,
        model.destination,
        model.kind,
        model.label,
        model.status or status,
        model.via,
        model.along,
        pathless if model.schematic is None else model.schematic,
        model.side,
    )


def is_area(geometry: BaseGeometry) -> bool:
    """Whether a geometry is an area, neither points nor lines."""
    return geometry.geom_type.endswith("Polygon")


def claim_of(model: ClaimModel) -> Claim:
    """A checked claim."""
    return Claim(
        id=model.id,
        title=model.title,
        sides=tuple(
            Side(s.speaker, s.via, s.hearer, s.date, s.step, s.paragraphs, s.status, s.says) for s in model.sides
        ),
        judgement=Judgement(model.judgement.text, model.judgement.paragraphs, model.judgement.open),
        notes=tuple(Note(each.text, each.source) for each in model.notes),
    )

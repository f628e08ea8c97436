"""Read a story folder into a checked Story."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from geo.gazetteer.reader import Gazetteer, GazetteerReading, Place, examine_gazetteer
from geo.reading.faults import Fault, Faults
from geo.reading.garbage import nothing_collected
from geo.reading.validation import SLUG, SLUG_CURE, shown, slug_like
from geo.reading.yaml_lines import read_yaml
from narrative.story.checks import cross_faults
from narrative.story.dates import UNDATED, Date
from narrative.story.document_model import Document, Party, Witness
from narrative.story.documents import ReadDocuments, document_of, read_documents
from narrative.story.drawn import read_drawn, uses_of_step
from narrative.story.folders import (
    DOCUMENTS_FILE,
    MISSING,
    PLACES_FILE,
    STORY_FILE,
    find_story,
    list_stories,
    stories_folder,
)
from narrative.story.limits import MOST_FAULTS
from narrative.story.media_checks import ReadMedia, files_said, media_of, read_media
from narrative.story.media_model import Media
from narrative.story.model import Choice, Claim, Judgement, Reading, Side, Story, Term
from narrative.story.overlay_model import Drawn
from narrative.story.prose import references
from narrative.story.read_story import ReadStory, read_story
from narrative.story.reading_checks import quotes
from narrative.story.readings import UnknownReading, attested, choosable, chosen_of, readings_of, substituted
from narrative.story.schema import (
    ClaimModel,
    LinkModel,
    LinkSide,
    Moment,
    Person,
    Source,
    StatementModel,
    StepModel,
    TermModel,
    Work,
)
from narrative.story.step_model import Link, Note, Sign, Statement, Step

__all__ = [
    "DOCUMENTS_FILE",
    "MISSING",
    "PLACES_FILE",
    "STORY_FILE",
    "Choice",
    "Claim",
    "Document",
    "Judgement",
    "Link",
    "LinkSide",
    "Moment",
    "Note",
    "Party",
    "Person",
    "Reading",
    "Side",
    "Sign",
    "Source",
    "Statement",
    "Step",
    "Story",
    "Term",
    "UnknownReading",
    "Witness",
    "Work",
    "find_story",
    "list_stories",
    "load_story",
    "open_story",
    "stories_folder",
]

NOTHING_DRAWN = Drawn()

Telling = Callable[[Mapping[str, str] | None], Story]  # the readings that are asked for, and the story in them


def load_story(folder: Path, readings: Mapping[str, str] | None = None) -> Story:
    """Read and check a story folder.

    Parameters
    ----------
    folder : holds ``story.yaml``, ``places.geojson`` and perhaps ``documents.yaml``; its name is the story's slug.
    readings : the place (its id) that is chosen for readings, by their ids; the first of each that is not named.

    Raises
    ------
    Faults
        With every fault of these files, each with file, line and cure.
    UnknownReading
        The story has no such reading, or the reading no such place.
    """
    return open_story(folder)(readings)


@nothing_collected()
def open_story(folder: Path) -> Telling:
    """Read and check a story folder once, for a story in several of its readings; each is told when it is asked for.

    Raises as `load_story` does; of a reading that the story has not, when it is asked for.
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
        faults += read.faults
        papers = read_documents(folder)
        drawn = read_drawn(folder, read, faults)
    except Faults as unreadable:
        raise Faults([*faults, *unreadable.faults]) from None
    faults += papers.faults if papers else ()
    media = read_media(read.document, read.steps, folder, bool(read.top and read.top.draft))
    faults += media.faults
    if not read.cut_short and not (papers and papers.cut_short):
        faults += islice(cross_faults(read, reading, papers), MOST_FAULTS)
    if faults:
        raise Faults(faults)
    return lambda readings: story_of(folder, slug, read, reading, papers, readings, drawn, media)


def story_of(
    folder: Path,
    slug: str,
    read: ReadStory,
    reading: GazetteerReading,
    papers: ReadDocuments | None = None,
    asked: Mapping[str, str] | None = None,
    drawn: Drawn = NOTHING_DRAWN,
    media: ReadMedia | None = None,
) -> Story:
    """What was read without a fault as a Story, with the readings that are asked for."""
    top, document = read.top, reading.document
    if top is None or document is None:
        raise ValueError("what has faults is no story")
    rival = [model for _, model in read.readings]
    chosen = chosen_of(choosable(rival), asked)
    steps = [model for _, model in read.steps]
    claims = [model for _, model in read.claims]
    paper_models = [model for _, model in (papers.documents if papers else ())]
    readings = readings_of(rival, chosen, steps, claims, paper_models)
    models = [substituted(model, chosen) for model in steps]
    told = {model.id: told_in(model) for model in models}
    shown = media or ReadMedia()
    statements = {
        model.id: statement_of(model, tuple(step for step, ids in told.items() if model.id in ids))
        for _, model in substituted(tuple(read.statements), chosen)
    }
    against = {model.id: steps_against(model, told[model.id], statements) for model in models}
    disputes = {model.id: tuple(id for id in against if model.id in against[id]) for model in models}
    found = [document_of(substituted(model, chosen), read.people) for model in paper_models]
    documents = {each.id: each for each in sorted(found, key=lambda each: (each.date.earliest, each.date.latest))}
    return Story(
        slug=slug,
        folder=folder,
        title=top.title,
        subtitle=top.subtitle,
        summary=top.summary,
        language=top.language,
        source=top.source,
        people=read.people,
        works=read.works | cited_documents(read, documents),
        steps=tuple(
            step_of(
                index,
                model,
                against[model.id],
                disputes[model.id],
                tuple(statements[id] for id in told[model.id]),
                reading.places,
                unread=top.draft and not model.confirmed,
                near=near,
                media=media_of(shown.of_step, model),
            )
            for index, (model, near) in enumerate(zip(models, near_dates(models), strict=True))
        ),
        sides=read.sides,
        seas=top.seas,
        formerly=top.formerly,
        gazetteer=attested(Gazetteer(reading.places, document.value), readings.values(), top.language),
        cover=top.cover or models[0].id,
        reference_line=top.reference_line,
        moments=top.moments,
        claims=tuple(claim_of(substituted(model, chosen)) for model in claims),
        draft=top.draft,
        wording=top.wording,
        statements=statements,
        documents=documents,
        version=version_of(folder, drawn, shown),
        drawn=drawn,
        readings=readings,
        terms={model.id: term_of(model, models) for _, model in read.terms},
    )


def version_of(folder: Path, drawn: Drawn, media: ReadMedia) -> str:
    """Twelve digits of the SHA-256 of a story's files: it changes whenever one of them does, wherever they lie."""
    digest = hashlib.sha256()
    for name in (STORY_FILE, PLACES_FILE, DOCUMENTS_FILE):
        body = (folder / name).read_bytes() if (folder / name).is_file() else b""
        digest.update(f"{name} {len(body)}\n".encode() + body)
    for path in (each for drawing in drawn for each in drawing.files):
        body = path.read_bytes()
        digest.update(f"{path.name} {len(body)}\n".encode() + body)
    for each in files_said(media, folder):
        digest.update(each)
    return digest.hexdigest()[:12]


def near_dates(models: Sequence[StepModel]) -> list[Date | None]:
    """For each undated step without a bracket the date of the dated step told before it, or of the first that is."""
    dated = [None if each.undated else each.date for each in models]
    first = next((each for each in dated if each), None)
    found: list[Date | None] = []
    last = None
    for model, date in zip(models, dated, strict=True):
        last = date or last
        found.append(None if model.date else last or first)
    return found


def date_of(model: StepModel) -> Date:
    """A step's date as a reader reads it, with the source's own words for it where the file has them."""
    said = f"“{model.date_as_written}”" if model.date_as_written else ""
    if model.undated or model.date is None:
        return replace(UNDATED, words=f"{said}, not read as a date") if said else UNDATED
    return replace(model.date, words=f"{model.date.words} ({said})") if said else model.date


def step_of(
    index: int,
    model: StepModel,
    disputed_by: tuple[str, ...],
    disputes: tuple[str, ...],
    statements: tuple[Statement, ...],
    places: Mapping[str, Place],
    unread: bool = False,
    near: Date | None = None,
    media: tuple[Media, ...] = (),
) -> Step:
    """A checked step with what the file leaves out: its number, its links' status, what it speaks against.

    `near` is the date of the map of a step that has none of its own.
    """
    return Step(
        id=model.id,
        index=index,
        title=model.title,
        date=date_of(model),
        bracket=model.date if model.undated else None,
        map_date=model.map_date or near,
        date_note=model.date_note,
        formerly=model.formerly,
        undated=model.undated,
        places=model.places,
        people=model.people,
        paragraphs=model.source.paragraphs,
        editorial=model.editorial,
        status=model.status,
        disputed_by=disputed_by,
        disputes=disputes,
        links=tuple(link_of(each, model.status, model.source.paragraphs, places) for each in model.links),
        camera_places=model.camera.places if model.camera else (),
        text=model.text,
        notes=tuple(Note(each.text, each.source) for each in model.notes),
        statements=statements,
        silent=model.silent,
        unplaced=model.unplaced,
        place_note=model.place_note,
        unread=unread,
        draws=uses_of_step(model),
        media=media,
    )


def told_in(model: StepModel) -> tuple[str, ...]:
    """The ids of the statements that a step's text tells, in its order, each once."""
    return tuple(dict.fromkeys(id for scheme, id in references(model.text) if scheme == "statement"))


def steps_against(model: StepModel, told: Iterable[str], statements: Mapping[str, Statement]) -> tuple[str, ...]:
    """The ids of the other steps that speak against a step or against a statement that it tells, each once.

    A statement that speaks against another does so in every step that tells it.
    """
    found = [*model.disputed_by]
    for id in (each for statement in told for each in statements[statement].disputed_by):
        found += statements[id].steps if id in statements else [id]
    return tuple(dict.fromkeys(id for id in found if id != model.id))


def statement_of(model: StatementModel, steps: tuple[str, ...]) -> Statement:
    """A checked statement, with the steps that tell it."""
    return Statement(
        id=model.id,
        says=model.says,
        standing=model.standing,
        speaker=model.speaker,
        via=model.via,
        hearer=model.hearer,
        date=model.date,
        paragraphs=model.paragraphs,
        disputed_by=model.disputed_by,
        sources=model.sources,
        steps=steps,
    )


def term_of(model: TermModel, steps: Iterable[StepModel]) -> Term:
    """A checked term, with the steps that quote it."""
    return Term(
        id=model.id,
        written=model.written,
        likely=model.likely,
        language=model.language,
        certainty=model.certainty,
        paragraphs=model.paragraphs,
        says=model.says,
        sources=model.sources,
        steps=tuple(step.id for step in steps if quotes(step, model)),
    )


def cited_documents(read: ReadStory, documents: Mapping[str, Document]) -> dict[str, Work]:
    """A work for each document that a note, a link, a statement or a claim's note cites, in the order of dates."""
    notes = [note for _, step in read.steps for note in step.notes]
    notes += [note for _, claim in read.claims for note in claim.notes]
    cited = {id for note in notes for id in note.source}
    cited |= {id for _, step in read.steps for link in step.links for id in link.sources}
    cited |= {id for _, statement in read.statements for id in statement.sources}
    cited |= {id for _, reading in read.readings for choice in reading.places for id in choice.sources}
    cited |= {id for _, term in read.terms for id in term.sources}
    return {
        each.id: Work(id=each.id, citation=each.citation, url=each.url)
        for each in documents.values()
        if each.id in cited
    }


def link_of(model: LinkModel, status: str, paragraphs: tuple[int, ...], places: Mapping[str, Place]) -> Link:
    """A checked link of a step of that status, which cites those paragraphs.

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
        model.speaker,
        model.paragraphs or paragraphs,
        model.sources,
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

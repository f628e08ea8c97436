"""Read a story folder into a checked Story."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.gazetteer.reader import Gazetteer, Reading, examine_gazetteer
from geo.reading.faults import Fault, Faults, did_you_mean
from geo.reading.validation import SLUG, SLUG_CURE, shown, slug_like
from geo.reading.yaml_lines import read_yaml
from narrative.story.checks import Draft, cross_faults, draft_of
from narrative.story.dates import Date
from narrative.story.schema import ClaimModel, Kind, Moment, Person, Source, Status, StepModel, Work

__all__ = [
    "Claim",
    "Judgement",
    "Link",
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

STORY_FILE = "story.yaml"
PLACES_FILE = "places.geojson"
MISSING = f"a story is a folder with {STORY_FILE} and {PLACES_FILE}"


@dataclass(frozen=True)
class Link:
    """An arc from place to place (ids): a message, a journey or a movement of troops."""

    origin: str
    destination: str
    kind: Kind
    label: str | None
    status: Status


@dataclass(frozen=True)
class Note:
    """An editor's note: what is not in the source, as CommonMark, and the works (ids) it rests on."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One step, a whole state: what it tells, when, where, who says so, and what the map shows.

    ``index`` counts from 0. ``places``, ``people`` and ``camera_places`` (empty: frame ``places``) are ids;
    ``disputed_by`` are the steps that speak against this one, ``disputes`` those that this one speaks against.
    ``undated`` says that the source gives no date: ``date`` is then the editor's bracket, and ``date_note`` says what
    it rests on. ``map_date`` is the date of the map's borders where it is not ``date``. ``text`` is CommonMark.
    """

    id: str
    index: int
    title: str
    date: Date
    map_date: Date | None
    date_note: str | None
    undated: bool
    places: tuple[str, ...]
    people: tuple[str, ...]
    paragraphs: tuple[int, ...]
    editorial: bool
    status: Status
    disputed_by: tuple[str, ...]
    disputes: tuple[str, ...]
    links: tuple[Link, ...]
    camera_places: tuple[str, ...]
    text: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Side:
    """What one side says to a question, in our words (``says`` is CommonMark), and the step (id) that tells it.

    ``speaker``, ``hearer`` and ``via`` (who passed it on) are ids of people or places, ``authors`` for those of the
    source, or words where the source has no name. ``status`` is how this word stands, which need not be the step's.
    """

    speaker: str
    via: str | None
    hearer: str | None
    date: Date | None
    step: str
    paragraphs: tuple[int, ...]
    status: Status
    says: str


@dataclass(frozen=True)
class Judgement:
    """How the authors of the source judge a claim, as CommonMark; ``open`` where they leave it open."""

    text: str
    paragraphs: tuple[int, ...]
    open: bool


@dataclass(frozen=True)
class Claim:
    """A question to which the source has more than one answer, with what each side says; the notes are the editor's."""

    id: str
    title: str
    sides: tuple[Side, ...]
    judgement: Judgement
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Story:
    """A story of which every part fits.

    ``cover`` is the id of the step whose map stands beside the title on pictures for sharing, the first where none is
    named; ``reference_line`` that of the line from which place cards measure; ``moments`` are marked on the time line.
    ``draft`` says that the texts may still have any length.
    """

    slug: str
    folder: Path
    title: str
    subtitle: str | None
    summary: str
    language: str
    source: Source
    people: dict[str, Person]
    works: dict[str, Work]
    steps: tuple[Step, ...]
    gazetteer: Gazetteer
    cover: str
    reference_line: str | None = None
    moments: tuple[Moment, ...] = ()
    claims: tuple[Claim, ...] = ()
    draft: bool = False


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
        draft = draft_of(read_yaml(folder / STORY_FILE, MISSING))
    except Faults as unreadable:
        raise Faults([*faults, *unreadable.faults]) from None
    faults += [*draft.faults, *cross_faults(draft, reading)]
    if faults:
        raise Faults(faults)
    return story_of(folder, slug, draft, reading)


def story_of(folder: Path, slug: str, draft: Draft, reading: Reading) -> Story:
    """A draft without faults as a Story."""
    top, document = draft.top, reading.document
    if top is None or document is None:
        raise ValueError("a draft with faults is no story")
    models = [model for _, model in draft.steps]
    disputes = {model.id: tuple(other.id for other in models if model.id in other.disputed_by) for model in models}
    return Story(
        slug=slug,
        folder=folder,
        title=top.title,
        subtitle=top.subtitle,
        summary=top.summary,
        language=top.language,
        source=top.source,
        people=draft.people,
        works=draft.works,
        steps=tuple(step_of(index, model, disputes[model.id]) for index, model in enumerate(models)),
        gazetteer=Gazetteer(reading.places, document.value),
        cover=top.cover or models[0].id,
        reference_line=top.reference_line,
        moments=top.moments,
        claims=tuple(claim_of(model) for _, model in draft.claims),
        draft=top.draft,
    )


def step_of(index: int, model: StepModel, disputes: tuple[str, ...]) -> Step:
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
        links=tuple(
            Link(each.origin, each.destination, each.kind, each.label, each.status or model.status)
            for each in model.links
        ),
        camera_places=model.camera.places if model.camera else (),
        text=model.text,
        notes=tuple(Note(each.text, each.source) for each in model.notes),
    )


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


def stories_folder() -> Path:
    """Where the project keeps its stories."""
    return Path(__file__).resolve().parents[2] / "data" / "stories"


def list_stories() -> list[str]:
    """The slugs of the project's stories, in alphabetical order."""
    folder = stories_folder()
    if not folder.is_dir():
        return []
    return sorted(each.name for each in folder.iterdir() if SLUG.fullmatch(each.name) and (each / STORY_FILE).is_file())


def find_story(slug_or_path: str | Path) -> Path:
    """The folder of a story, by its slug under ``data/stories`` or by its path.

    For a command line: it opens any folder. A server asks by slug only, and takes none that is not in `list_stories`.

    Raises
    ------
    LookupError
        With one sentence: what is not there, what may be meant, and which stories there are.
    """
    text = str(slug_or_path)
    known = list_stories()
    if text in known:
        return stories_folder() / text
    path = Path(text)
    try:
        if text.strip() and path.is_dir():
            return path
        if text.strip() and path.is_file():
            raise LookupError(f'"{text}" is a file; give the story\'s folder, "{path.parent}"')
    except (OSError, ValueError):  # a name that no file system takes: too long, or with a NUL
        pass
    stories = f"The stories are: {', '.join(known)}." if known else f"There are none in {shown(stories_folder())}."
    raise LookupError(f'there is no story "{text[:80]}"{did_you_mean(text, known) or "."} {stories}')

"""What the app's components are handed: described once, for the pages that fill it and for the scripts that read it."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from narrative.drafts.draft import Draft
from narrative.drafts.parts import Guess
from narrative.page.handed import StatusLook, TimelineData
from narrative.serving.handed import FaultWords
from narrative.source.marked_source import MarkedBlock


class AddressData(TypedDict):
    """Parameters of the browser's address; one that is None is taken away."""

    named: dict[str, str | None]


class AtlasData(TypedDict):
    """A frame with an atlas: of a story, or of all for None. ``path`` is where it is served, else ``html`` holds it."""

    story: str | None
    owner: str
    title: str
    path: str | None
    html: str | None
    chosen: str | None
    places: list[str]
    still: bool


class WatchedFrame(TypedDict, total=False):
    """While the story is written: the entity tag of its page, and what is wrong with its files."""

    version: str
    faults: list[FaultWords]


class FrameData(WatchedFrame):
    """The frame with the story's page: its address or, on a host that serves none, the page itself."""

    story: str
    title: str
    steps: list[str]
    step: str | None
    path: str | None
    html: str | None


class StoryFrameData(TypedDict):
    """A story in another program's app: the page with its entity tag, the frame's height (px) and what it may do."""

    edition: str
    html: str
    title: str
    height: int
    step: str | None
    sandbox: str
    allow: str


class StepLine(TypedDict):
    id: str
    title: str
    when: str


class StepsData(TypedDict):
    """The list of steps in the sidebar, and the one that is read at first."""

    story: str
    steps: list[StepLine]
    step: str


class StepInView(TypedDict):
    """What is in view at a step; ``shows`` are places among the lines, which many steps share."""

    title: str
    when: str
    shows: list[int]


class ViewShown(TypedDict):
    """The places and people of every step; ``step`` is the one that is read at first."""

    story: str
    steps: dict[str, StepInView]
    lines: list[str]
    step: str


class StoryCard(TypedDict):
    """What a story's card says; ``facts`` are its span, steps and places in words."""

    slug: str
    title: str
    subtitle: str
    summary: str
    language: str
    facts: str


class StoryCardWithMap(StoryCard):
    """The same with its map: where it is served, else the map itself."""

    path: str | None
    html: str | None


class StartData(TypedDict):
    stories: list[StoryCardWithMap]


class StepTexts(TypedDict):
    title: str
    date: str


class TimelineShown(TypedDict):
    """The page's time line, its steps in an order; ``step`` is the one that is chosen."""

    timeline: TimelineData
    texts: dict[str, StepTexts]
    words: dict[str, str]
    statuses: dict[str, StatusLook]
    order: Literal["date", "told"]
    ids: list[str]
    step: str | None


class SourceStep(TypedDict):
    title: str
    places: tuple[str, ...]
    people: tuple[str, ...]
    paragraphs: tuple[int, ...]


class SourceData(TypedDict):
    """A reader's copy of the source, marked."""

    story: str
    language: str
    verdict: str
    blocks: list[MarkedBlock]
    steps: dict[str, SourceStep]
    step: str


class Choice(TypedDict):
    """A value to choose and its words; ``more`` stands behind them, quieter."""

    value: str
    words: str
    more: NotRequired[str]


class StatusChoice(Choice):
    word: str
    contested: bool


class CertaintyChoice(Choice):
    doubtful: bool
    sign: str


class Vocabulary(TypedDict):
    """The tables of `narrative.story.words`; ``card``: words of a step at least and at most."""

    kinds: list[Choice]
    statuses: list[StatusChoice]
    certainties: list[CertaintyChoice]
    card: list[int]
    sure_from: float


class CodedRings(TypedDict):
    """Land: polygons, of rings, as encoded polylines of that precision."""

    precision: int
    polygons: list[list[str]]


class CodedLine(TypedDict):
    precision: int
    code: str


class StudioMap(TypedDict):
    """The studio's map; ``view``: south-west and north-east corner as (latitude, longitude) in degrees."""

    land: list[CodedRings]
    borders: list[CodedLine]
    view: list[list[int]]


class StudioData(TypedDict):
    """What the studio knows before anybody has begun. Sizes are in letters and bytes."""

    most_letters: int
    most_file: int
    most_zip: int
    gazetteer: bool
    missing: str
    imports: list[str]
    map: StudioMap
    vocabulary: Vocabulary


class ReadDate(TypedDict):
    """A step's date as it is read: its words, or for not ``ok`` what is wrong with it."""

    ok: bool
    words: str
    edtf: str


class ReadStep(TypedDict):
    date: ReadDate
    words: int


class Extras(TypedDict):
    """What is written as YAML, by the part's name; of each step ``notes`` and ``silent``."""

    story: dict[str, str]
    steps: dict[str, dict[str, str]]


class ShownMedium(TypedDict):
    """A picture or recording of a step: its entry as ``story.yaml`` has it, its type, what is still ``missing``."""

    entry: dict[str, Any]
    type: str
    picture: bool
    missing: str


class Sentence(TypedDict):
    """What the author can mend or look at, and where: see `narrative.studio.preview.Trouble`."""

    kind: str
    id: str
    field: str
    sentence: str
    warning: NotRequired[bool]


class Column(TypedDict):
    """A column of a plain table: what it seems to be ("": nothing), and its first cells."""

    name: str
    role: str
    shown: list[str]


class Table(TypedDict):
    columns: list[Column]
    roles: list[Choice]


class Town(TypedDict):
    """Degrees, WGS 84."""

    name: str
    lat: float
    lon: float


class River(CodedLine):
    name: str


class FitOfMap(TypedDict):
    """How well an old map fits: in words, and how many kilometres each of its spots is off."""

    words: str
    off: list[float]


class StudioResult(TypedDict, total=False):
    """What came of one command; ``said``: a sentence that refuses it. The rest is each command's own."""

    said: str
    note: str
    waiting: str
    discarded: bool
    draft: Draft
    read: dict[str, ReadStep]
    extras: Extras
    media: dict[str, list[ShownMedium]]
    date: ReadDate
    table: Table | None
    guesses: list[Guess]
    fit: FitOfMap
    towns: list[Town]
    rivers: list[River]
    troubles: list[Sentence]
    points: list[Sentence]
    html: str
    file: str
    zip: str
    type: str
    body: str


class StudioAnswer(TypedDict):
    """What the desk answers: see `narrative.studio.desk.Desk.answer`. ``draft`` has the parts that changed."""

    n: int
    desk: str
    lost: NotRequired[bool]
    results: NotRequired[list[StudioResult]]
    draft: NotRequired[Draft | None]
    whole: NotRequired[bool]
    waits: NotRequired[bool]
    read: NotRequired[dict[str, ReadStep]]
    extras: NotRequired[Extras]
    media: NotRequired[dict[str, list[ShownMedium]]]
    undo: NotRequired[bool]
    redo: NotRequired[bool]


class LineData(TypedDict):
    answer: StudioAnswer


class StoryComponentData(TypedDict):
    """A story in an app of somebody else's: its page, by whose ``edition`` a frame is kept, and where it is to be."""

    edition: str
    html: str
    title: str
    height: int
    step: str | None
    sandbox: str
    allow: str


HANDED = (
    AddressData,
    AtlasData,
    FrameData,
    StoryFrameData,
    StepsData,
    ViewShown,
    StartData,
    TimelineShown,
    SourceData,
    StudioData,
    LineData,
    StoryComponentData,
)

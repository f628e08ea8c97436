"""What the page's scripts are handed: described once, for the functions that make it and for the scripts that read it.

Longitudes and latitudes are in degrees, WGS 84, in that order; days are texts that compare as the days do
(`geo.reading.days.Day.sortable`); codes are encoded polylines of as many decimals as ``precision`` says.
"""

from __future__ import annotations

from typing import Any, NotRequired

from typing_extensions import TypedDict

LonLat = list[float]


class Coded(TypedDict):
    code: str
    precision: int


class KindLook(TypedDict):
    """A kind of link: words; in px the width of both its ends, length and half breadth of its head, its dashes."""

    one: str
    many: str
    short: str
    widths: tuple[float, float]
    head: tuple[float, float]
    dash: tuple[float, float] | list[float]
    thin: bool
    glyph: str
    personal: bool


class StatusLook(TypedDict):
    """A status of a step: its word, its sign in SVG."""

    word: str
    mark: str
    doubted: bool


class DoubtLook(TypedDict):
    """A doubtful certainty of a place; ``halo`` in px."""

    words: str
    sign: str
    open: bool
    halo: float


class VocabularyData(TypedDict):
    """The tables of `narrative.story.words`, by id."""

    kinds: dict[str, KindLook]
    statuses: dict[str, StatusLook]
    doubts: dict[str, DoubtLook]


class World(TypedDict):
    """Where the world is cut (a longitude), and the origin of the map's plane."""

    cut: float
    origin: LonLat


SpanOfDays = TypedDict("SpanOfDays", {"from": NotRequired[str], "to": NotRequired[str]})


class TitleData(SpanOfDays):
    title: str


class PlaceData(SpanOfDays):
    """A place as ``scene.js`` draws it; of the ranks the least comes first; a ``hidden`` one shows only when lit."""

    id: str
    title: str
    kind: str
    at: LonLat
    certainty: str
    rank: int
    hidden: bool
    short: NotRequired[str]
    titles: NotRequired[list[TitleData]]
    spots: NotRequired[list[LonLat]]
    lines: NotRequired[list[str]]
    other: NotRequired[bool]
    water: NotRequired[bool]


LinkData = TypedDict(
    "LinkData",
    {
        "from": str,
        "to": str,
        "kind": str,
        "status": str,
        "label": str,
        "way": NotRequired[list[LonLat]],
        "schematic": NotRequired[bool],
        "side": NotRequired[str],
        "disputedBy": NotRequired[str],
    },
)


class StepData(TypedDict):
    """The whole state of a step's map; ``closest``: the nearest zoom; ``framed``: an author has chosen the camera."""

    date: str
    places: list[str]
    ways: NotRequired[list[str]]
    camera: list[LonLat]
    closest: float
    framed: bool
    links: list[LinkData]


class OrderData(TypedDict):
    """Indices of steps: by date, and those that the telling has elsewhere."""

    date: list[int]
    moved: list[int]


class MapData(VocabularyData):
    """What every map is drawn with."""

    words: dict[str, str]
    sides: dict[str, str]
    attribution: str
    credit: str
    parts: list[str]
    world: World
    places: list[PlaceData]


class StageData(MapData):
    """What ``main.js`` opens a story's page with."""

    steps: dict[str, StepData]
    order: OrderData


class ViewData(TypedDict):
    """The points that a camera shows, and its nearest zoom."""

    camera: list[LonLat]
    closest: float


class AtlasStage(MapData):
    """What ``atlas.js`` opens the map alone with; ``views`` by place."""

    views: dict[str, ViewData]
    whole: ViewData
    lit: bool
    date: str


TownName = TypedDict("TownName", {"name": str, "at": LonLat, "from": float})


class BackdropData(TypedDict):
    """What lies around a plain scroller's places: GeoJSON geometries, and towns from a zoom on; see `backdrop`."""

    land: dict[str, Any]
    rivers: dict[str, Any]
    names: list[TownName]
    closest: float
    credit: str


class PlainData(TypedDict):
    """What ``plain.js`` opens any map with: the points of each step, and shapes (GeoJSON) where there are."""

    steps: dict[str, list[LonLat]]
    shapes: NotRequired[dict[str, dict[str, Any]]]
    backdrop: NotRequired[BackdropData]


TimelineStep = TypedDict(
    "TimelineStep",
    {
        "id": str,
        "at": int,
        "from": int,
        "to": int,
        "soft": tuple[int, int],
        "kind": str,
        "status": str,
        "uncertain": NotRequired[bool],
        "beside": NotRequired[int | None],
        "words": NotRequired[str],
    },
)


class TimelineData(TypedDict):
    """What ``timeline.js`` draws, see `narrative.page.timeline.timeline_data`; days as `date.toordinal` counts them."""

    stretches: list[tuple[int, int, int]]
    steps: list[TimelineStep]
    jumps: list[tuple[int, int]]
    moments: list[tuple[int, str]]


class CitingData(TypedDict):
    """See `narrative.page.citing.citing_data`."""

    words: dict[str, str]
    slug: str
    forms: dict[str, str]
    fields: dict[str, str]
    steps: dict[str, list[str | bool]]
    standings: dict[str, str]
    tex: dict[str, str]


class ExplorerData(TypedDict):
    """See `narrative.page.explorer.explorer_data`; a word that is counted is a pair, for one and for many."""

    words: dict[str, Any]
    features: dict[str, dict[str, Any]]
    citing: CitingData


class PapersData(TypedDict):
    """See `narrative.page.papers.papers_data`."""

    words: dict[str, Any]
    steps: dict[str, StepData]
    links: dict[str, list[list[str]]]
    shows: dict[str, str]
    timeline: TimelineData
    people: dict[str, list[str]]
    places: dict[str, list[str]]


class ReadingsData(TypedDict):
    """See `narrative.page.readings.readings_data`."""

    chosen: dict[str, str]
    places: dict[str, list[str]]
    titles: dict[str, str]
    doubts: dict[str, dict[str, str]]
    words: dict[str, str]


LevelData = TypedDict(
    "LevelData",
    {"name": str, "from": float, "bbox": list[float], "precision": int, "polygons": list[list[str]]},
)
BoundaryData = TypedDict(
    "BoundaryData", {"code": str, "precision": int, "kind": str, "from": str | None, "to": str | None}
)
LabelData = TypedDict(
    "LabelData",
    {
        "name": str,
        "also": NotRequired[str],
        "kind": str,
        "lonlat": LonLat,
        "min": float,
        "max": float,
        "from": str | None,
        "to": str | None,
    },
)
ReliefData = TypedDict("ReliefData", {"bbox": list[float], "from": float, "data": str})


class RiverData(Coded):
    rank: int


class RiversData(TypedDict):
    """The rivers of one level."""

    level: str
    rivers: list[RiverData]


class ToneData(TypedDict):
    colour: str
    pattern: str


class AreaData(TypedDict):
    """An area that is tinted; ``outlined`` where its outline is no coast."""

    id: str
    tone: ToneData
    rings: list[str]
    precision: int
    outlined: NotRequired[bool]


class DrawnUse(TypedDict):
    """How a step shows a drawing: only one direction of a flow (its number), or stronger or weaker than usual."""

    id: str
    only: NotRequired[int]
    opacity: NotRequired[float]


class DrawingNamed(TypedDict):
    """What the map's panel says of a drawing."""

    id: str
    title: str
    credit: str


class BandData(TypedDict):
    """A band of a direction (its number): longitude, latitude and strength of each point."""

    of: int
    points: list[list[float]]


class FlowData(DrawingNamed):
    """See `narrative.page.drawn.flow_data`; ``most`` is the greatest strength."""

    unit: str
    directions: list[str]
    most: float
    chart: NotRequired[int]
    bands: list[BandData]


class OldMapPicture(TypedDict):
    """A picture of so many pixels; its bytes as an address, where they stand in no list."""

    bbox: list[float]
    size: list[int]
    data: NotRequired[str]


class OldMapData(DrawingNamed):
    """See `narrative.page.drawn.old_map_data`."""

    opacity: float
    pictures: list[OldMapPicture]


class RegionData(TypedDict):
    """A region by the number of its class, None where there is no figure."""

    of: int | None
    rings: list[str]


class RegionsData(DrawingNamed):
    """See `narrative.page.drawn.layer_data`: the colours and the words of its classes."""

    opacity: float
    precision: int
    light: list[str]
    dark: list[str]
    classes: list[str]
    none: NotRequired[str]
    regions: list[RegionData]


class TilesData(TypedDict):
    """Tiles from a server, up to a zoom."""

    url: str
    name: str
    attribution: str
    most: int


class DrawnData(TypedDict):
    """What an author draws on the map: see `narrative.page.drawn.drawn_data`."""

    words: dict[str, str]
    steps: dict[str, list[DrawnUse]]
    tiles: NotRequired[TilesData]
    layers: list[RegionsData]
    overlays: list[OldMapData]
    flows: list[FlowData]


class FaceData(TypedDict):
    """A typeface, WOFF2 in base64, as CSS describes it."""

    family: str
    weight: str
    style: str
    data: str


HANDED = (
    MapData,
    StageData,
    AtlasStage,
    PlainData,
    TimelineData,
    ExplorerData,
    PapersData,
    ReadingsData,
    LevelData,
    BoundaryData,
    LabelData,
    ReliefData,
    RiversData,
    AreaData,
    DrawingNamed,
    DrawnData,
    FaceData,
)

"""Read a Linked Places file into a checked Gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import shapely
from pydantic import ValidationError
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.antimeridian import halved
from geo.gazetteer.certainties import CERTAIN
from geo.gazetteer.geometry_checks import examined_geometry
from geo.gazetteer.lpf import CitationModel, FeatureModel, web_address
from geo.gazetteer.timespans import ALWAYS, Span, span_of
from geo.reading.days import AnyDay
from geo.reading.faults import Fault, Faults, did_you_mean
from geo.reading.garbage import nothing_collected
from geo.reading.json_lines import JsonDocument, parse_object
from geo.reading.kept import kept_by_shape
from geo.reading.limits import MOST_FAULTS, MOST_FEATURES
from geo.reading.validation import Loc, quoted, read_text, sentences, shown

if TYPE_CHECKING:
    import geopandas

MISSING = 'write a FeatureCollection there: {"type": "FeatureCollection", "features": [ … ]}'
TOP_KEYS = ("@context", "type", "features", "title", "description", "citation", "license", "name")


@dataclass(frozen=True)
class Citation:
    """What a name or a location rests on; ``url`` is https or None."""

    label: str
    url: str | None = None


@dataclass(frozen=True)
class Name:
    """One name: ``lang`` in BCP 47; ``paragraphs`` of the source that write the place so; ``span``: when it was used.

    ``by`` says in words who uses it.
    """

    toponym: str
    lang: str
    paragraphs: tuple[int, ...] = ()
    note: str | None = None
    citations: tuple[Citation, ...] = ()
    span: Span = ALWAYS
    by: str | None = None


@dataclass(frozen=True)
class Place:
    """One place of the gazetteer; its geometry is (lon, lat) in degrees, WGS 84.

    ``title`` is the period's name, ``short`` a shorter one for a small map, ``modern`` today's; ``rank`` 1 is lettered
    first; ``country`` is that of the time; ``rivals`` are ids of places that may be meant instead; ``identifiers`` are
    its own in other gazetteers.

    >>> place = Place("ongjin", "Ongjin", shapely.Point(125.3617, 37.9347), identifiers=("gn:1873172",))
    >>> place.label_point
    <POINT (125.362 37.935)>
    >>> place.addresses
    (('GeoNames', 'https://www.geonames.org/1873172'),)
    """

    id: str
    title: str
    geometry: BaseGeometry
    certainty: str = CERTAIN
    modern: str | None = None
    short: str | None = None
    rank: int = 3
    names: tuple[Name, ...] = ()
    reason: str | None = None
    rivals: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    description: str = ""
    types: tuple[str, ...] = ()
    country: str | None = None
    ccodes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    span: Span = ALWAYS

    @property
    def titles(self) -> tuple[tuple[Span, str], ...]:
        """The names that stand for the title in their time: those with a ``when`` in the title's own language."""
        own = next((name.lang for name in self.names if name.toponym == self.title), None)
        return tuple((name.span, name.toponym) for name in self.names if name.span != ALWAYS and name.lang == own)

    def title_on(self, day: AnyDay) -> str:
        """What the place was called on a day.

        >>> from geo.reading.days import Day
        >>> peiping = Name("Peiping", "en", span=Span(Day(1928, 6, 1), Day(1949, 9, 27)))
        >>> place = Place("b", "Peking", shapely.Point(116.4, 39.9), names=(Name("Peking", "en"), peiping))
        >>> place.title_on(Day(1949, 5, 14)), place.title_on(Day(1950, 5, 13))
        ('Peiping', 'Peking')
        """
        return next((title for span, title in self.titles if span.holds(day)), self.title)

    @property
    def addresses(self) -> tuple[tuple[str, str], ...]:
        """(label, https address) of the place in every other gazetteer."""
        return tuple(web_address(each) for each in self.identifiers)

    @cached_property
    def label_point(self) -> shapely.Point:
        """Where a label stands: the point, the middle of the longest line, or the inmost point of the largest area."""
        return middle_of(self.geometry)


@kept_by_shape
def middle_of(geometry: BaseGeometry) -> shapely.Point:
    """The label's point of a geometry."""
    parts: list[BaseGeometry] = list(shapely.get_parts(geometry))
    if isinstance(parts[0], shapely.Point):
        return parts[0]
    largest = max(parts, key=lambda part: (part.area, part.length))
    if isinstance(largest, shapely.LineString):
        return largest.interpolate(0.5, normalized=True)
    inmost: shapely.Point = shapely.get_point(shapely.maximum_inscribed_circle(cast(shapely.Polygon, largest)), 0)
    return inmost


@dataclass(frozen=True)
class Gazetteer:
    """All places of a story in the order of the file, and the file's document as it stands.

    ``frame`` is a GeoDataFrame in EPSG:4326 with index ``id`` and columns title, certainty, rank, geometry.
    """

    places: dict[str, Place]
    document: dict[str, Any]

    @cached_property
    def frame(self) -> geopandas.GeoDataFrame:
        import geopandas  # a third of a second, which most commands need not pay

        rows = [(p.id, p.title, p.certainty, p.rank, p.geometry) for p in self.places.values()]
        columns = ["id", "title", "certainty", "rank", "geometry"]
        return geopandas.GeoDataFrame(rows, columns=columns, geometry="geometry", crs="EPSG:4326").set_index("id")


@dataclass
class GazetteerReading:
    """A gazetteer as far as it could be read: the sound places, every id that stands in the file, and the faults."""

    places: dict[str, Place] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    document: JsonDocument | None = None
    known: bool = False  # the list of ids is whole enough to say that an id is missing

    def line(self, place_id: str, *loc: int | str) -> int:
        """The line of a place, or of a value in it."""
        index = self.numbers.get(place_id)
        return 1 if index is None or self.document is None else self.document.line(("features", index, *loc))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of the first feature of each id, from 0."""
        features = self.document.value.get("features", []) if self.document else []
        found: dict[str, int] = {}
        for index, feature in enumerate(features):
            if isinstance(feature, dict) and isinstance(feature.get("id"), str):
                found.setdefault(feature["id"], index)
        return found


def examine_gazetteer(path: Path) -> GazetteerReading:
    """Read as much of a Linked Places FeatureCollection as can be read; a story's checks go on from here.

    All faults come at once: not JSON, unknown or missing keys, ids that repeat or are no slugs, positions out of range,
    empty or invalid geometry, a doubtful place without a reason, two places of one name, relations to nowhere.
    A reading is kept for as long as the file's text stays the same, and is not to be changed.
    """
    try:
        return examined(shown(Path(path)), read_text(Path(path), MISSING))
    except Faults as unreadable:
        return GazetteerReading(faults=list(unreadable.faults))


@lru_cache(maxsize=8)
@nothing_collected()
def examined(name: str, text: str) -> GazetteerReading:
    """The reading of a file's text. Raises Faults where it is no JSON."""
    reading = GazetteerReading()
    document = reading.document = parse_object(text, name)
    features = document.value.get("features")
    reading.faults.extend(top_faults(document))
    if not isinstance(features, list):
        return reading
    if len(features) > MOST_FEATURES:
        message = f"the file holds {len(features):,} places; {MOST_FEATURES:,} are the most"
        reading.faults.append(document.fault(("features",), message))
        return reading
    reading.known = True
    models: dict[str, tuple[int, FeatureModel]] = {}
    geometries: dict[int, BaseGeometry] = {}
    for index, feature in enumerate(features):
        if len(reading.faults) >= MOST_FAULTS:
            reading.known = False
            return reading
        loc: Loc = ("features", index)
        if not isinstance(feature, dict):
            reading.faults.append(document.fault(loc, f"a feature is {quoted(feature)}; it must be an object {{ … }}"))
            continue
        place_id = feature.get("id")
        if isinstance(place_id, str) and place_id in reading.ids:
            message = (
                f'the id "{place_id}" stands on line {reading.line(place_id, "id")} already; give each place its own'
            )
            reading.faults.append(document.fault((*loc, "id"), message))
            continue
        if isinstance(place_id, str):
            reading.ids.add(place_id)
        model, geometry, faults = read_feature(document, loc, feature)
        reading.faults.extend(faults)
        if model is not None:
            models[model.id] = (index, model)
        if geometry is not None:
            geometries[index] = geometry
    crossed = chain(relation_faults(document, features, models), name_faults(document, models))
    reading.faults.extend(islice(crossed, MOST_FAULTS))
    if not reading.faults:
        uris = {model.uri: id for id, (_, model) in models.items()}
        reading.places = {id: place_of(model, geometries[index], uris) for id, (index, model) in models.items()}
    return reading


def top_faults(document: JsonDocument) -> Iterator[Fault]:
    """Faults around the list of features."""
    top = document.value
    if top.get("type") != "FeatureCollection":
        yield document.fault(("type",), f'"type" is {quoted(top.get("type"))}; write "FeatureCollection"')
    features = top.get("features")
    if not isinstance(features, list):
        yield document.fault(("features",), f'"features" is {quoted(features)}; it must be a list of places')
    elif not features:
        yield document.fault(("features",), '"features" is empty; a story needs at least one place')
    for key in top:
        if key not in TOP_KEYS:
            near = did_you_mean(key, TOP_KEYS) or f"; the keys here are {', '.join(TOP_KEYS)}"
            yield document.fault((key,), f"unknown key {quoted(key)}{near}")


def read_feature(
    document: JsonDocument, loc: Loc, feature: Mapping[str, Any]
) -> tuple[FeatureModel | None, BaseGeometry | None, list[Fault]]:
    """One feature against the schema, and its geometry against the globe."""
    name = f"place {quoted(feature['id'])}: " if isinstance(feature.get("id"), str) else ""
    faults = []
    model = None
    try:
        model = FeatureModel.model_validate(feature)
    except ValidationError as error:
        for inner, sentence in sentences(error, FeatureModel):
            faults.append(document.fault((*loc, *inner), name + sentence))
    written, geometry = feature.get("geometry"), None
    if isinstance(written, dict) and "coordinates" in written:
        geometry, found = examined_geometry(str(written.get("type")), written["coordinates"])
        if found:
            where, sentence = found
            faults.append(document.fault((*loc, "geometry", "coordinates", *where), name + sentence))
    return model, geometry, faults


def relation_faults(
    document: JsonDocument, features: list[Any], models: Mapping[str, tuple[int, FeatureModel]]
) -> Iterator[Fault]:
    """Addresses that repeat, and relations that lead to no place or to the place itself."""
    uris = {each["@id"] for each in features if isinstance(each, dict) and isinstance(each.get("@id"), str)}
    first: dict[str, str] = {}
    for id, (index, model) in models.items():
        if model.uri in first:
            message = f'place "{id}": its "@id" is that of "{first[model.uri]}"; give each place its own'
            yield document.fault(("features", index, "@id"), message)
        first.setdefault(model.uri, id)
        for number, relation in enumerate(model.relations):
            loc = ("features", index, "relations", number, "relationTo")
            if relation.relation_to == model.uri:
                yield document.fault(loc, f'place "{id}": it is related to itself; name another place')
            elif relation.relation_to not in uris:
                near = did_you_mean(relation.relation_to, uris) or '; write the "@id" of a place in this file'
                message = f'place "{id}": no place has the address {quoted(relation.relation_to, 80)}{near}'
                yield document.fault(loc, message)


def name_faults(document: JsonDocument, models: Mapping[str, tuple[int, FeatureModel]]) -> Iterator[Fault]:
    """Two places of one name in one language, unless a note or a relation tells them apart."""
    seen: dict[tuple[str, str], tuple[str, bool]] = {}
    related = {
        frozenset((model.uri, relation.relation_to)) for _, model in models.values() for relation in model.relations
    }
    for id, (index, model) in models.items():
        for number, name in enumerate(model.names):
            key = (name.toponym.casefold(), name.lang)
            other, noted = seen.get(key, ("", False))
            if other == id:
                message = f'place "{id}": the name {quoted(name.toponym)} ({name.lang}) stands twice; keep one'
                yield document.fault(("features", index, "names", number, "toponym"), message)
            elif other and not noted and not name.note and frozenset((model.uri, models[other][1].uri)) not in related:
                message = (
                    f'place "{id}": the place "{other}" is called {quoted(name.toponym)} ({name.lang}) too; '
                    'add a "note" to one of the names, or a relation between the two'
                )
                yield document.fault(("features", index, "names", number, "toponym"), message)
            seen.setdefault(key, (id, name.note is not None))


def place_of(model: FeatureModel, geometry: BaseGeometry, uris: Mapping[str, str]) -> Place:
    """A checked feature with its geometry as a Place; `uris` leads from "@id" to id."""
    return Place(
        id=model.id,
        title=model.properties.title,
        geometry=halved(geometry),
        certainty=model.geometry.certainty,
        modern=model.properties.modern,
        short=model.properties.short,
        rank=model.properties.rank,
        names=tuple(
            Name(
                each.toponym,
                each.lang,
                tuple(each.paragraphs),
                each.note,
                citations_of(each.citations),
                span_of(each.when),
                each.by,
            )
            for each in model.names
        ),
        reason=model.geometry.reason,
        rivals=tuple(uris[each.relation_to] for each in model.relations if each.relation_type == "rival"),
        identifiers=tuple(each.identifier for each in model.links),
        description=" ".join(each.value for each in model.descriptions),
        types=tuple(each.label for each in model.types),
        country=model.properties.country_then,
        ccodes=tuple(model.properties.ccodes),
        citations=citations_of(model.geometry.citations),
        span=span_of(model.when or model.geometry.when),
    )


def citations_of(models: list[CitationModel]) -> tuple[Citation, ...]:
    """Citations as values."""
    return tuple(Citation(each.label, each.address) for each in models)

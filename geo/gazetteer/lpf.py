"""The keys of a Linked Places feature, as this project reads them: strict, so that a misspelled key is found.

Source: Linked Places Format 1.2, https://github.com/LinkedPasts/linked-places-format. Beyond the
format, a geometry may carry a ``reason`` for its certainty, a name the ``paragraphs`` of the source that write it so
and ``by`` whom it is used,
and ``properties`` what the map shows and how a geoparser came to the place.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, model_validator

from geo.gazetteer.certainties import CERTAINTIES
from geo.reading.days import first_day_of, last_day_of
from geo.reading.limits import MOST_FIELD
from geo.reading.validation import OneOf, check_https, check_language, check_seen, check_slug, quoted

CertaintyWord = Annotated[str, OneOf(CERTAINTIES)]
Text = Annotated[str, Field(strict=True, min_length=1, max_length=MOST_FIELD), AfterValidator(check_seen)]
Language = Annotated[Text, AfterValidator(check_language)]

SCHEMES: dict[str, tuple[str, str, str]] = {  # scheme: (label, pattern of what follows it, web address)
    "gn": ("GeoNames", r"\d+", "https://www.geonames.org/{}"),
    "wd": ("Wikidata", r"Q\d+", "https://www.wikidata.org/wiki/{}"),
    "viaf": ("VIAF", r"\d+", "https://viaf.org/viaf/{}"),
    "tgn": ("Getty TGN", r"\d+", "https://vocab.getty.edu/page/tgn/{}"),
    "pl": ("Pleiades", r"\d+", "https://pleiades.stoa.org/places/{}"),
}
ISO_DATE = re.compile(r"-?\d{4}(-\d{2}(-\d{2})?)?|[+-]\d{5,9}")


def check_identifier(value: str) -> str:
    """Return an identifier of another register unchanged; ValueError where no known register has it.

    >>> check_identifier("wd:Q18808")
    'wd:Q18808'
    >>> check_identifier("wd:18808")
    Traceback (most recent call last):
    ValueError: the identifier "wd:18808" does not look like Wikidata's; after "wd:" comes something like Q42
    """
    if value.startswith("https:"):
        return check_https(value)
    scheme, _, local = value.partition(":")
    if scheme not in SCHEMES:
        known = ", ".join(f"{each}:" for each in SCHEMES)
        raise ValueError(f"the identifier {quoted(value)} is of no known register; start it with {known} or https:")
    label, pattern, _ = SCHEMES[scheme]
    if not re.fullmatch(pattern, local):
        example = "Q42" if scheme == "wd" else "42"
        raise ValueError(
            f"the identifier {quoted(value)} does not look like {label}'s; "
            f'after "{scheme}:" comes something like {example}'
        )
    return value


def check_uri(value: str) -> str:
    """Return a place's "@id" unchanged; ValueError where it is no URI."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", value):
        raise ValueError(f'{quoted(value)} is no address; write one such as "urn:narrative-map:place:ongjin"')
    return value


def web_address(identifier: str) -> tuple[str, str]:
    """The (label, web address) of a checked identifier.

    >>> web_address("wd:Q18808")
    ('Wikidata', 'https://www.wikidata.org/wiki/Q18808')
    >>> web_address("https://www.britannica.com/place/Ongjin")
    ('britannica.com', 'https://www.britannica.com/place/Ongjin')
    """
    if identifier.startswith("https:"):
        return identifier.split("/")[2].removeprefix("www."), identifier
    scheme, _, local = identifier.partition(":")
    label, _, address = SCHEMES[scheme]
    return label, address.format(local)


class Strict(BaseModel):
    """A part of the document in which an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class CitationModel(Strict):
    label: Text
    address: Annotated[Text, AfterValidator(check_https)] | None = Field(default=None, alias="@id")
    year: int | None = None


class MomentModel(Strict):
    in_: str | None = Field(default=None, alias="in")
    earliest: str | None = None
    latest: str | None = None

    @model_validator(mode="after")
    def dated(self) -> MomentModel:
        dates = [each for each in (self.in_, self.earliest, self.latest) if each is not None]
        if not dates:
            raise ValueError('a start or end without a date; add "in", "earliest" or "latest"')
        for each in dates:
            if not ISO_DATE.fullmatch(each):
                raise ValueError(
                    f'the date {quoted(each)} is not ISO 8601; write "1949", "1949-05", "1949-05-27" or "-0043" (44 BC)'
                )
            first_day_of(each)
        return self


class TimespanModel(Strict):
    start: MomentModel
    end: MomentModel | None = None

    @model_validator(mode="after")
    def forward(self) -> TimespanModel:
        if self.end is not None:
            start = self.start.in_ or self.start.earliest or self.start.latest or ""
            end = self.end.in_ or self.end.latest or self.end.earliest or ""
            if last_day_of(end) < first_day_of(start):
                raise ValueError(f"the time span ends in {end}, before it starts in {start}; exchange the two")
        return self


class WhenModel(Strict):
    timespans: list[TimespanModel] = Field(min_length=1)
    periods: list[Any] = Field(default_factory=list)
    label: str | None = None
    duration: str | None = None
    certainty: CertaintyWord | None = None


class NameModel(Strict):
    toponym: Text
    lang: Language
    citations: list[CitationModel] = Field(default_factory=list)
    paragraphs: list[Annotated[int, Field(strict=True, ge=1)]] = Field(default_factory=list)
    note: Text | None = None
    when: WhenModel | None = None
    by: Text | None = None


class TypeModel(Strict):
    identifier: Text
    label: Text
    source_labels: list[Any] = Field(default_factory=list, alias="sourceLabels")
    when: WhenModel | None = None


class GeometryModel(Strict):
    type: Literal["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]
    coordinates: Any
    certainty: CertaintyWord
    reason: Text | None = None
    citations: list[CitationModel] = Field(default_factory=list)
    when: WhenModel | None = None

    @model_validator(mode="after")
    def reasoned(self) -> GeometryModel:
        if CERTAINTIES[self.certainty].doubtful and self.reason is None:
            raise ValueError(f'the place is {self.certainty}, but "reason" is missing; say what speaks for it')
        return self


class LinkModel(Strict):
    type: Literal["exactMatch", "closeMatch", "primaryTopicOf", "subjectOf", "seeAlso"]
    identifier: Annotated[Text, AfterValidator(check_identifier)]


class RelationModel(Strict):
    relation_type: Text = Field(alias="relationType")
    relation_to: Text = Field(alias="relationTo")
    label: Text | None = None
    when: WhenModel | None = None
    citations: list[CitationModel] = Field(default_factory=list)
    certainty: CertaintyWord | None = None


class DescriptionModel(Strict):
    value: Text
    lang: Language
    address: str | None = Field(default=None, alias="@id")
    source: Text | None = None


class GeoparsedModel(Strict):
    """A place that a geoparser thought of; ``lat`` and ``lon`` are degrees, WGS 84."""

    id: Text
    name: Text
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    probability: float = Field(ge=0, le=1)


class GeoparsingModel(Strict):
    """How a place was read from a text: the gazetteer's ``entry`` that was chosen, how likely it is, and why.

    ``candidates`` are the chosen one and the runners-up. ``confirmed`` is an author's word that the place is right.
    """

    entry: Text
    probability: float = Field(ge=0, le=1)
    reason: Text
    candidates: list[GeoparsedModel] = Field(default_factory=list)
    confirmed: bool = Field(default=False, strict=True)


class PropertiesModel(Strict):
    """What the map shows. ``short`` is a true shorter name, lettered where the title finds no room on the place."""

    title: Text
    short: Text | None = None
    modern: Text | None = None
    rank: int = Field(default=3, strict=True, ge=1, le=4)
    country_then: Text | None = Field(default=None, validation_alias=AliasChoices("country_then", "country_1949"))
    ccodes: list[Annotated[str, Field(strict=True)]] = Field(default_factory=list)
    geoparsing: GeoparsingModel | None = None


class FeatureModel(Strict):
    """One feature. ``id`` is the slug that the story uses, ``@id`` the address that other gazetteers see."""

    type: Literal["Feature"]
    id: Annotated[Text, AfterValidator(check_slug)]
    uri: Annotated[Text, AfterValidator(check_uri)] = Field(alias="@id")
    properties: PropertiesModel
    names: list[NameModel] = Field(min_length=1)
    types: list[TypeModel] = Field(default_factory=list)
    when: WhenModel | None = None
    geometry: GeometryModel
    links: list[LinkModel] = Field(default_factory=list)
    relations: list[RelationModel] = Field(default_factory=list)
    descriptions: list[DescriptionModel] = Field(default_factory=list)
    depictions: list[Any] = Field(default_factory=list)

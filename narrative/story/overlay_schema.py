"""The keys of ``overlays:``, ``flows:``, ``layers:`` and ``tiles:``: what an author draws on the map."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from geo.reading.yaml_lines import YamlInt
from narrative.story.dates import Date
from narrative.story.fields import DATE_FORM, ONE_OR_MORE, Https, RawText, Slug, Text, as_date, as_list
from narrative.story.limits import MOST_CONTROL_POINTS
from narrative.story.overlay_words import MOST_CLASSES, BandWord, PaletteWord, SchemeWord, TransformWord

Number = Annotated[float, Field(allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0.05, le=1, allow_inf_nan=False)]


class Strict(BaseModel):
    """A part of the document: values cannot change, and an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class Credited(Strict):
    """What every drawing has: its name, its file, and whose it is."""

    id: Slug
    """The word by which steps name it."""
    title: Text
    """Its name, as the map and the lists have it."""
    file: Text
    """The file, in the story's folder."""
    credit: Text
    """Who made it: shown wherever it is."""
    licence: Text
    """Under which terms it may be shown: Public domain, CC BY 4.0."""
    date: Annotated[Date | None, BeforeValidator(as_date), DATE_FORM] = None
    """When it was made, as EDTF."""
    url: Https | None = None
    """Where it can be found, an https address."""
    sources: Annotated[tuple[Slug, ...], BeforeValidator(as_list), ONE_OR_MORE] = ()
    """The ids of the works or documents that it rests on."""
    says: RawText | None = None
    """What a reader should know of it, and where it differs from the story, as CommonMark."""


class DirectionModel(Strict):
    """One direction of a flow: the way there, the way back."""

    id: Text
    """The word in the file's column "direction"."""
    name: Text
    """Its name, as the map's key has it."""
    colour: BandWord
    """The colour of its bands: {bands}."""


class SecondScaleModel(Strict):
    """Another unit of a chart's values: value × factor + offset."""

    unit: Text
    """The unit."""
    factor: Number
    """By what a value is multiplied."""
    offset: Number = 0.0
    """What is then added."""


class ChartModel(Strict):
    """A line of values that stands beside a flow: temperatures, prices, the level of a river."""

    title: Text
    """What the values are."""
    file: Text
    """A CSV file with the columns lon and value, and date where it is known."""
    unit: Text
    """The unit of the values."""
    direction: Text | None = None
    """The direction that it belongs to, where it is not shown with others."""
    second: SecondScaleModel | None = None
    """The same values in another unit."""


class FlowModel(Credited):
    """A band along a route, as wide as what moves there is strong; the file is CSV or GeoJSON."""

    unit: Text
    """What is counted: men, tons, letters."""
    directions: tuple[DirectionModel, ...] = Field(min_length=1)
    """The directions in which it moves."""
    chart: ChartModel | None = None
    """A line of values beside it."""

    @model_validator(mode="after")
    def chart_of_a_direction(self) -> FlowModel:
        ids = [each.id for each in self.directions]
        if twice := next((id for id in ids if ids.count(id) > 1), None):
            raise ValueError(f'the direction "{twice}" stands twice; keep one')
        if self.chart and self.chart.direction and self.chart.direction not in ids:
            raise ValueError(f'the chart belongs to the direction "{self.chart.direction}"; write {" or ".join(ids)}')
        return self


class PointModel(Strict):
    """A control point: a spot on the scan and where it lies."""

    pixel: tuple[Number, Number]
    """The spot on the image: pixels from the left and from the top."""
    at: tuple[Number, Number]
    """Longitude and latitude, in degrees."""
    name: Text | None = None
    """What stands there, by which its residual is named."""

    @model_validator(mode="after")
    def on_earth(self) -> PointModel:
        lon, lat = self.at
        if not (-180 <= lon <= 360 and -85 <= lat <= 85):
            raise ValueError(f"the point lies at {lon:g}, {lat:g}; write [longitude, latitude], latitude up to 85")
        return self


class OverlayModel(Credited):
    """An old map: a scan that is warped so that it lies on ours."""

    points: Annotated[tuple[PointModel, ...], Field(max_length=MOST_CONTROL_POINTS)] = ()
    """The control points; or they stand in the file that "georeference" names."""
    georeference: Text | None = None
    """A IIIF Georeference Annotation in the story's folder, as Allmaps writes it."""
    transform: TransformWord | None = None
    """How it is warped: {transforms}."""
    mask: tuple[tuple[Number, Number], ...] = ()
    """The outline of what is shown, as pixels of the image; without it, all of it."""
    opacity: Share = 0.8
    """How strong it is when a step shows it, 0.05 to 1."""

    @model_validator(mode="after")
    def one_source_of_points(self) -> OverlayModel:
        if bool(self.points) == bool(self.georeference):
            raise ValueError('write its control points under "points", or name their file under "georeference"')
        return self


class LayerModel(Credited):
    """Regions coloured by a value; the file is GeoJSON."""

    value: Text
    """The property that holds the value."""
    unit: Text
    """The unit of the values."""
    name: Text = "name"
    """The property that holds a region's name."""
    scheme: SchemeWord = "quantiles"
    """How the classes are found: {schemes}."""
    classes: Annotated[int, Field(ge=2, le=MOST_CLASSES)] = MOST_CLASSES
    """How many classes there are."""
    breaks: tuple[Number, ...] = ()
    """The limits between the classes, where the author sets them."""
    palette: PaletteWord = "earth"
    """The colours: {palettes}."""
    no_data: Text = "no figure"
    """What the key calls regions without a value."""
    opacity: Share = 0.7
    """How strong it is, 0.05 to 1."""

    @model_validator(mode="after")
    def breaks_rise(self) -> LayerModel:
        if self.breaks and (sorted(set(self.breaks)) != list(self.breaks) or len(self.breaks) >= MOST_CLASSES):
            raise ValueError(f'"breaks" must rise, and be {MOST_CLASSES - 1} at most')
        return self


class TilesModel(Strict):
    """Tiles from a server that a reader may ask for; nothing depends on them, and the page then asks the network."""

    url: Https
    """The address with {z}, {x} and {y}."""
    name: Text
    """What the button calls them."""
    attribution: Text
    """What the server's makers ask to be named by."""
    most_zoom: Annotated[int, Field(ge=1, le=22)] = 18
    """The closest zoom that the server has."""

    @model_validator(mode="after")
    def has_places(self) -> TilesModel:
        if missing := [each for each in ("{z}", "{x}", "{y}") if each not in self.url]:
            raise ValueError(
                f"the address lacks {', '.join(missing)}; write one such as https://tiles.example/{{z}}/{{x}}/{{y}}.png"
            )
        return self


def as_use(value: Any) -> Any:
    """An id alone as what names it."""
    return {"id": value} if isinstance(value, (str, YamlInt)) else value


class OrAWord:
    """What a use notes for editors: that an id alone will do."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


class UseModel(Strict):
    """What of the author's drawings a step shows: an id, or keys."""

    id: Slug
    """The id of the drawing."""


class OverlayUseModel(UseModel):
    """An old map that a step shows: its id, or keys."""

    opacity: Share | None = None
    """How strong it is in this step, 0.05 to 1."""


class FlowUseModel(UseModel):
    """A flow that a step shows: its id, or keys."""

    only: Text | None = None
    """The one direction that is shown, where not all are."""


OverlayUse = Annotated[OverlayUseModel, BeforeValidator(as_use), OrAWord()]
FlowUse = Annotated[FlowUseModel, BeforeValidator(as_use), OrAWord()]
LayerUse = Annotated[OverlayUseModel, BeforeValidator(as_use), OrAWord()]

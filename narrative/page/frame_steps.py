"""Turn a GeoDataFrame, of which nothing is known but its columns' names, into the steps of a scroller."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from markupsafe import Markup, escape

from geo.reading.faults import did_you_mean
from narrative.drafts.ids import Ids
from narrative.page.scroll_step import ScrollStep
from narrative.story.dates import parse_date
from narrative.story.describe import sentence_case

WGS84 = 4326
TITLES = ("title", "name")  # columns that are taken for headings where none is named
MOST_ROWS = 5_000  # as many as a story has steps at most
DEGREES = 1e-9  # what a shape may lie outside of the earth by rounding


def frame_steps(frame: Any, title: str | None, text: str | None, date: str | None) -> list[ScrollStep]:
    """A step for each row; what `narrative.page.scroller.Scroller.from_geodataframe` says of its parameters holds.

    Raises TypeError or ValueError with one sentence.
    """
    shapes = shapes_of(frame)
    named = title if title is not None else next((each for each in TITLES if each in frame.columns), None)
    for column in (named, text, date):
        if column is not None and column not in frame.columns:
            near = did_you_mean(str(column), [str(each) for each in frame.columns]) or "."
            columns = ", ".join(str(each) for each in frame.columns if each != frame.geometry.name)
            raise ValueError(f'there is no column "{column}"{near} The columns are: {columns}')
    views = views_of(shapes)
    ids, steps = Ids(), list[ScrollStep]()
    rows = zip(*(values_of(frame, column) for column in (named, text, date)), strict=True)
    for number, ((heading, told, day), shape, view) in enumerate(zip(rows, shapes, views, strict=True), start=1):
        when = sentence_case(date_words(day))
        called = words_of(heading) or when or f"Step {number}"
        html = paragraphs(words_of(told))
        steps.append(ScrollStep(ids.step(called), called, html, view, when if called != when else "", shape))
    return steps


def shapes_of(frame: Any) -> list[Any]:
    """The shape of each row in degrees, None for a row without one."""
    if not isinstance(frame, gpd.GeoDataFrame):
        raise TypeError(
            f"this is a {type(frame).__name__}, and no GeoDataFrame; make one: geopandas.GeoDataFrame(table, "
            "geometry=geopandas.points_from_xy(table.lon, table.lat), crs=4326)"
        )
    if "geometry" not in frame.columns and getattr(frame, "_geometry_column_name", None) not in frame.columns:
        raise ValueError('the GeoDataFrame has no geometry; say which column it is: frame.set_geometry("…")')
    if not len(frame):
        raise ValueError("the GeoDataFrame has no row; a scroller needs at least one step")
    if len(frame) > MOST_ROWS:
        raise ValueError(
            f"the GeoDataFrame has {len(frame)} rows; a scroller has {MOST_ROWS} steps at most: choose some"
        )
    if frame.crs is None:
        raise ValueError(
            "the GeoDataFrame does not say in which CRS its coordinates are; for degrees of longitude and latitude: "
            "frame.set_crs(4326)"
        )
    degrees = frame.geometry.to_crs(WGS84)
    shapes = [None if each is None or each.is_empty else shapely.force_2d(each) for each in degrees]
    if not any(shape is not None for shape in shapes):
        raise ValueError("no row of the GeoDataFrame has a geometry; there is nothing to show")
    for number, shape in enumerate(shapes, start=1):
        check_on_earth(number, shape)
    return shapes


def check_on_earth(number: int, shape: Any) -> None:
    """Raise ValueError where a shape's coordinates are no degrees."""
    if shape is None:
        return
    west, south, east, north = shape.bounds
    if not all(map(math.isfinite, shape.bounds)):
        raise ValueError(f"row {number} lies where its CRS cannot be turned into degrees; is it the right one?")
    if west < -180 - DEGREES or east > 180 + DEGREES or south < -90 - DEGREES or north > 90 + DEGREES:
        raise ValueError(
            f"row {number} reaches from {west:g} to {east:g} degrees of longitude and from {south:g} to {north:g} of "
            "latitude, which is not on earth; is the CRS the right one, and is longitude first?"
        )


def views_of(shapes: Sequence[Any]) -> list[list[tuple[float, float]]]:
    """What the camera frames in each step: the shape's corners, or what it framed before, or will frame first."""
    first = next(shape for shape in shapes if shape is not None)
    view, views = corners(first), []
    for shape in shapes:
        view = view if shape is None else corners(shape)
        views.append(view)
    return views


def corners(shape: Any) -> list[tuple[float, float]]:
    """A point alone, or the two corners of a box.

    >>> corners(shapely.Point(6, 46)), corners(shapely.LineString([(6, 46), (7, 45)]))
    ([(6.0, 46.0)], [(6.0, 45.0), (7.0, 46.0)])
    """
    west, south, east, north = (float(each) for each in shape.bounds)
    return [(west, south)] if (west, south) == (east, north) else [(west, south), (east, north)]


def values_of(frame: Any, column: str | None) -> list[Any]:
    """A column's values; None for each row where there is no column."""
    return [None] * len(frame) if column is None else list(frame[column])


def words_of(value: Any) -> str:
    """A cell in words; empty where it is missing.

    >>> words_of(" Evian "), words_of(float("nan")), words_of(pd.NA), words_of(12.0)
    ('Evian', '', '', '12')
    """
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def date_words(value: Any) -> str:
    """A date in the words of a story, where it is one; else as it stands.

    >>> date_words(datetime.date(1949, 5, 27)), date_words("1949-21"), date_words(1812), date_words("in the spring")
    ('27 May 1949', 'spring 1949', '1812', 'in the spring')
    >>> date_words(pd.Timestamp("1949-05-27 04:30")), date_words(pd.NaT)
    ('27 May 1949, 04:30', '')
    """
    if isinstance(value, datetime.datetime) and not pd.isna(value):
        bare = (value.hour, value.minute, value.second) == (0, 0, 0)
        return parse_date(value.date().isoformat() if bare else f"{value:%Y-%m-%dT%H:%M}").words
    if isinstance(value, datetime.date) and not pd.isna(value):
        return parse_date(value.isoformat()).words
    words = words_of(value)
    if re.fullmatch(r"\d{1,3}", words):  # EDTF's years have four digits
        words = words.zfill(4)
    try:
        return parse_date(words).words if words else ""
    except ValueError:
        return words


def paragraphs(text: str) -> str:
    """Plain text as HTML: a blank line parts paragraphs, and nothing in it is markup.

    >>> paragraphs("One <b>\\ntwo.\\n\\nThree.")
    '<p>One &lt;b&gt; two.</p><p>Three.</p>'
    """
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    return str(Markup("").join(Markup("<p>{}</p>").format(escape(part)) for part in parts if part))

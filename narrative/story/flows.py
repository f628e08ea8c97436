"""Read the files of a story's flows: CSV or GeoJSON with strengths, and the values of a chart beside them."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from geo.reading.faults import Fault, Faults, did_you_mean
from geo.reading.json_lines import read_json
from geo.reading.validation import check_size, quoted, read_text, shown
from narrative.story.dates import Date, parse_date
from narrative.story.limits import MOST_FAULTS, MOST_FLOW_BYTES, MOST_FLOW_POINTS
from narrative.story.overlay_model import Branch, Chart, ChartPoint, Direction, Flow, FlowPoint
from narrative.story.overlay_schema import ChartModel, FlowModel
from narrative.story.own_files import own_file

FLOW_COLUMNS = ("lon", "lat", "strength")
CHART_COLUMNS = ("lon", "value")
CURE = "write a CSV table whose first line names the columns {}"
MOST_LATITUDE = 85.0  # the map ends there


class Row:
    """A row of a table: what stands in its columns, each with a sentence for what is wrong."""

    def __init__(self, file: str, line: int, cells: dict[str, str], faults: list[Fault]) -> None:
        self.file, self.line, self.cells, self.faults = file, line, cells, faults

    def fault(self, message: str) -> None:
        """Note what is wrong with the row."""
        self.faults.append(Fault(self.file, self.line, message))

    def number(self, column: str, least: float = -math.inf, most: float = math.inf) -> float:
        """The number in a column; what is none, or beyond the bounds, is noted, and stands for 0."""
        written = self.cells.get(column, "").strip()
        try:
            value = float(written)
        except ValueError:
            self.fault(f'"{column}" is {quoted(written)}; write a number')
            return 0.0
        if not least <= value <= most:  # NaN too
            bounds = f"{least:g} or more" if math.isinf(most) else f"{least:g} to {most:g}"
            self.fault(
                f'"{column}" is {quoted(written)}; write a number' + (f", {bounds}" if least > -math.inf else "")
            )
            return 0.0
        return value

    def date(self) -> Date | None:
        """The date of the row, where it has one."""
        written = self.cells.get("date", "").strip()
        if not written:
            return None
        try:
            return parse_date(written)
        except ValueError as error:
            self.fault(str(error))
            return None


def read_flow(folder: Path, model: FlowModel) -> Flow:
    """A flow with what its files hold.

    Raises
    ------
    Faults
        With every fault of its files, each with its line.
    ValueError
        Where a file is missing, lies outside of the folder or is too large: a sentence.
    """
    path = own_file(folder, model.file, MOST_FLOW_BYTES)
    faults: list[Fault] = []
    known = [each.id for each in model.directions]
    stretches = geojson_stretches(path, faults) if path.suffix.lower() in (".geojson", ".json") else None
    if stretches is None:
        stretches = csv_stretches(path, faults, known[0])
    branches = []
    for direction, group, points in stretches:
        if direction not in known and points:
            near = did_you_mean(direction, known) or f"; there are {', '.join(known)}"
            message = f'no direction {quoted(direction)} under "directions"{near}'
            faults.append(Fault(shown(path), points[0].line, message))
        elif len(points) < 2:
            message = f"the stretch {quoted(group or direction)} has one point; a band needs two or more"
            faults.append(Fault(shown(path), points[0].line if points else 1, message))
        else:
            branches.append(Branch(direction, group, tuple(points)))
    if not branches and not faults:
        faults.append(Fault(shown(path), 1, "the file has no stretch; write two points or more"))
    if branches and not faults and not any(point.strength for each in branches for point in each.points):
        faults.append(Fault(shown(path), 1, "every strength is 0; write how many there are"))
    chart = read_chart(folder, model.chart, faults) if model.chart else None
    if faults:
        raise Faults(faults[:MOST_FAULTS])
    return Flow(
        **{key: getattr(model, key) for key in ("id", "title", "credit", "licence", "date", "url", "sources", "says")},
        path=path,
        unit=model.unit,
        directions=tuple(Direction(each.id, each.name, each.colour) for each in model.directions),
        branches=tuple(branches),
        chart=chart,
    )


Stretch = tuple[str, str, list[FlowPoint]]


def csv_stretches(path: Path, faults: list[Fault], only: str) -> list[Stretch]:
    """The stretches of a table: rows of one group and direction in a row; their direction is ``only`` where none is."""
    rows = [
        (
            row.cells.get("direction", "").strip() or only,
            row.cells.get("group", "").strip(),
            FlowPoint(
                row.number("lon", -180, 360),
                row.number("lat", -MOST_LATITUDE, MOST_LATITUDE),
                row.number("strength", 0),
                row.line,
            ),
        )
        for row in rows_of(path, FLOW_COLUMNS, ("direction", "group", "date", "note"), faults)
    ]
    return [(*key, [each[2] for each in members]) for key, members in groupby(rows, key=lambda each: each[:2])]


def rows_of(path: Path, needed: Sequence[str], more: Sequence[str], faults: list[Fault]) -> Iterator[Row]:
    """The rows of a CSV file that has the columns that are needed; lines that begin with # are remarks."""
    name = shown(path)
    text = read_text(path, CURE.format(", ".join(needed)))
    check_size(text, name)
    reader = csv.reader(io.StringIO(text), strict=True)
    columns: list[str] = []
    count = 0
    try:
        for cells in reader:
            if not any(cells) or cells[0].lstrip().startswith("#"):
                continue
            if not columns:
                columns = [each.strip().lower() for each in cells]
                if missing := [each for each in needed if each not in columns]:
                    near = did_you_mean(missing[0], columns)
                    message = (
                        f"no column {', '.join(quoted(each) for each in missing)}; {CURE.format(', '.join(needed))}"
                    )
                    faults.append(Fault(name, reader.line_num, message + near))
                    return
                if extra := [each for each in columns if each not in (*needed, *more)]:
                    near = (
                        did_you_mean(extra[0], (*needed, *more)) or f"; the columns are {', '.join((*needed, *more))}"
                    )
                    faults.append(Fault(name, reader.line_num, f"unknown column {quoted(extra[0])}{near}"))
                continue
            if len(cells) != len(columns):
                message = f"the line has {len(cells)} cells and the table {len(columns)} columns; mend the commas"
                faults.append(Fault(name, reader.line_num, message))
                continue
            count += 1
            if count > MOST_FLOW_POINTS:
                message = f"the file has more than {MOST_FLOW_POINTS:,} points, which are the most; thin it out"
                faults.append(Fault(name, reader.line_num, message))
                return
            yield Row(name, reader.line_num, dict(zip(columns, cells, strict=True)), faults)
    except csv.Error as error:
        faults.append(Fault(name, max(reader.line_num, 1), f"this is no CSV ({error}); mend the quotation marks"))


def geojson_stretches(path: Path, faults: list[Fault]) -> list[Stretch]:
    """The stretches of LineStrings with the properties strength (one, or a list of one per point), direction, group."""
    document = read_json(path, "write a FeatureCollection of LineStrings")
    features = document.value.get("features")
    if not isinstance(features, list):
        faults.append(document.fault((), 'the file has no "features"; write a FeatureCollection of LineStrings'))
        return []
    found: list[Stretch] = []
    for index, feature in enumerate(features[:MOST_FLOW_POINTS]):
        loc = ("features", index)
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(geometry, dict) or geometry.get("type") != "LineString" or not isinstance(properties, dict):
            faults.append(document.fault(loc, "a stretch is a LineString with properties; write one"))
            continue
        spots = geometry.get("coordinates")
        spots = spots if isinstance(spots, list) else []
        given = properties.get("strength")
        strengths = given if isinstance(given, list) else [given] * len(spots)
        if len(strengths) != len(spots):
            message = f'"strength" has {len(strengths)} values and the line {len(spots)} points; write one or as many'
            faults.append(document.fault((*loc, "properties", "strength"), message))
            continue
        points = []
        for number, (spot, strength) in enumerate(zip(spots, strengths, strict=True)):
            where = (*loc, "geometry", "coordinates", number)
            if not (isinstance(spot, list) and len(spot) >= 2 and all(is_number(each) for each in spot[:2])):
                faults.append(document.fault(where, "a point is [longitude, latitude]; write two numbers"))
            elif not (-180 <= spot[0] <= 360 and abs(spot[1]) <= MOST_LATITUDE):
                faults.append(document.fault(where, f"{spot[0]:g}, {spot[1]:g} is no longitude and latitude; mend it"))
            elif not (is_number(strength) and strength >= 0):
                message = f'"strength" is {quoted(strength)}; write a number, 0 or more'
                faults.append(document.fault((*loc, "properties"), message))
            else:
                points.append(FlowPoint(float(spot[0]), float(spot[1]), float(strength), document.line(where)))
        if len(points) == len(spots):
            found.append((str(properties.get("direction", "")), str(properties.get("group", "")), points))
    return found


def is_number(value: Any) -> bool:
    """Whether a JSON value is a number that can be drawn."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def read_chart(folder: Path, model: ChartModel, faults: list[Fault]) -> Chart | None:
    """The values beside a flow; what is wrong with them is noted. Raises ``ValueError`` as `own_file` does."""
    path = own_file(folder, model.file, MOST_FLOW_BYTES)
    points = [
        ChartPoint(row.number("lon", -180, 360), row.number("value"), row.date())
        for row in rows_of(path, CHART_COLUMNS, ("date", "note"), faults)
    ]
    if len(points) < 2:
        faults.append(Fault(shown(path), 1, "a line needs two values or more; add them"))
    second = model.second
    other = (second.unit, second.factor, second.offset) if second else None
    return Chart(model.title, path, model.unit, tuple(points), other, model.direction)

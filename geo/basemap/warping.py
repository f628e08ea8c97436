"""Warp a scanned map into the projection of ours: fitted to control points, cut to its outline, as a picture.

The fits are those of GDAL's and Allmaps' names: a polynomial of the first or second order by least squares, or a thin
plate spline through every point (Bookstein 1989). Pixels count from the left and the top of the scan; the plane is Web
Mercator in degrees of longitude (`geo.basemap.projection`), x east and y north.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from pyproj import Geod

from geo.basemap.layers import Bbox
from geo.basemap.projection import latitude, mercator

Points = NDArray[np.float64]
Map = Callable[[Points], Points]

POLYNOMIAL1, POLYNOMIAL2, SPLINE = "polynomial1", "polynomial2", "thinPlateSpline"
FLATTEST = 1e-3  # of the singular values of points that lie on no line
WORST = 1e7  # condition of a fit that its points still decide
NEWTON_STEPS = 12
CELL_PX = 16  # within so many pixels a warped picture is drawn as straight
EDGE_POINTS = 24  # along each side of an outline, to find how far it reaches
WIDEST_DEGREES, MOST_LATITUDE = 180.0, 85.0
EARTH = Geod(ellps="WGS84")


@dataclass(frozen=True)
class ControlPoint:
    """A spot of a scan, in pixels, and where it lies, in degrees."""

    x: float
    y: float
    lon: float
    lat: float
    name: str = ""


@dataclass(frozen=True)
class Residual:
    """How far a control point lies from where the fit puts it; of a spline, the fit through all the others."""

    point: ControlPoint
    pixels: float
    km: float


class UnfitError(ValueError):
    """Control points that do not decide a fit: one sentence with the cure."""


@dataclass(frozen=True)
class Warp:
    """A fit in both directions: ``to_plane`` from pixels, ``to_pixels`` from the plane; arrays of shape (n, 2)."""

    to_plane: Map
    to_pixels: Map


def plane_of(points: Sequence[ControlPoint]) -> Points:
    """Control points on the plane, shape (n, 2), all on the turn of the globe on which the first lies."""
    first = points[0].lon
    return np.array([[first + (p.lon - first + 180) % 360 - 180, mercator(p.lat)] for p in points])


def warp_of(points: Sequence[ControlPoint], kind: str, least: int) -> Warp:
    """The fit of a kind to control points, of which there must be ``least``.

    Raises
    ------
    UnfitError
        Too few points, two on one spot, all on a line (or, of the second order, on one curve).
    """
    if len(points) < least:
        raise UnfitError(f"{kind} needs {least} control points or more, and there are {len(points)}; add some")
    source = np.array([[p.x, p.y] for p in points])
    target = plane_of(points)
    for spots, what in ((source, "spot of the image"), (target, "place")):
        if len(np.unique(spots, axis=0)) < len(spots):
            raise UnfitError(f"two control points lie on the same {what}; take one away")
        sizes = np.linalg.svd(spots - spots.mean(axis=0), compute_uv=False)
        if sizes[1] < FLATTEST * sizes[0]:
            raise UnfitError("the control points lie on one line; add one beside it")
    to_plane, to_pixels = fitted(source, target, kind), fitted(target, source, kind)
    return Warp(inverted(to_pixels, to_plane) if kind == SPLINE else to_plane, to_pixels)


def inverted(there: Map, guess: Map) -> Map:
    """The way back of a map, by Newton's steps from a guess: two splines through the same points are no such pair.

    So does GDAL, with which it agrees to a millionth of a degree.
    """

    def back(points: Points) -> Points:
        spots = guess(points)
        size = float(np.ptp(spots, axis=0).max()) or 1.0
        for _ in range(NEWTON_STEPS):
            off = there(spots) - points
            if np.abs(off).max() < 1e-7:
                break
            tiny = 1e-6 * size
            across = (there(spots + np.array([tiny, 0.0])) - there(spots)) / tiny
            along = (there(spots + np.array([0.0, tiny])) - there(spots)) / tiny
            area = across[:, 0] * along[:, 1] - across[:, 1] * along[:, 0]
            area = np.where(np.abs(area) < 1e-12, np.inf, area)  # folded over: it stays where it is
            spots = spots - np.column_stack(
                [
                    (off[:, 0] * along[:, 1] - off[:, 1] * along[:, 0]) / area,
                    (across[:, 0] * off[:, 1] - across[:, 1] * off[:, 0]) / area,
                ]
            )
        return np.asarray(spots)

    return back


def fitted(source: Points, target: Points, kind: str) -> Map:
    """The map of a kind that takes the one set of points, shape (n, 2), nearest to the other."""
    middle, size = source.mean(axis=0), float(np.abs(source - source.mean(axis=0)).max())
    centre = target.mean(axis=0)  # numbers about 1, and about 0: the sums keep their digits

    if kind == SPLINE:
        inner = (source - middle) / size
        count = len(inner)
        system = np.zeros((count + 3, count + 3))
        system[:count, :count] = kernel(inner, inner)
        system[:count, count:] = terms(inner, 1)
        system[count:, :count] = terms(inner, 1).T
        weights = np.linalg.solve(system, np.vstack([target - centre, np.zeros((3, 2))]))

        def through(points: Points) -> Points:
            spots = (points - middle) / size
            return np.asarray(kernel(spots, inner) @ weights[:count] + terms(spots, 1) @ weights[count:] + centre)

        return through

    order = 2 if kind == POLYNOMIAL2 else 1
    matrix = terms((source - middle) / size, order)
    if np.linalg.cond(matrix) > WORST:
        raise UnfitError("the control points lie on one curve; add some beside it, or take a polynomial of order 1")
    factors = np.linalg.lstsq(matrix, target - centre, rcond=None)[0]
    return lambda points: np.asarray(terms((points - middle) / size, order) @ factors + centre)


def terms(points: Points, order: int) -> Points:
    """The terms of a polynomial at points: 1, x, y and, of the second order, x², xy, y²."""
    x, y = points[:, 0], points[:, 1]
    columns = [np.ones_like(x), x, y]
    return np.column_stack([*columns, x * x, x * y, y * y] if order == 2 else columns)


def kernel(points: Points, knots: Points) -> Points:
    """r² log r between points and knots, shape (points, knots): what a thin plate spline is made of."""
    squares = ((points[:, None, :] - knots[None, :, :]) ** 2).sum(axis=2)
    return np.asarray(0.5 * squares * np.log(np.where(squares > 0, squares, 1.0)))


def residuals(points: Sequence[ControlPoint], kind: str, least: int) -> list[Residual]:
    """How far each control point lies from where the fit puts it, on the ground and on the scan.

    A spline goes through every point, which says nothing of it: there each point is measured against the spline through
    the others. It is empty where there are too few for that.
    """
    target = plane_of(points)
    found = []
    for index, point in enumerate(points):
        others = [each for number, each in enumerate(points) if number != index] if kind == SPLINE else list(points)
        try:
            warp = warp_of(others, kind, least)
        except UnfitError:
            return []
        x, y = warp.to_plane(np.array([[point.x, point.y]]))[0]
        _, _, metres = EARTH.inv(x, latitude(y), target[index][0], point.lat)
        spot = warp.to_pixels(target[index : index + 1])[0]
        found.append(Residual(point, math.hypot(spot[0] - point.x, spot[1] - point.y), metres / 1000))
    return found


def rmse(values: Sequence[float]) -> float:
    """The root of the mean square.

    >>> rmse([1.0, 7.0])
    5.0
    """
    return math.sqrt(sum(each * each for each in values) / len(values))


def outline_of(size: tuple[int, int], mask: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of what is shown of a scan, in pixels: its mask, or all of it."""
    width, height = size
    return list(mask) or [(0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))]


def reach_of(warp: Warp, outline: Sequence[tuple[float, float]]) -> Bbox:
    """West, south, east and north of a warped outline on the plane (not in latitudes).

    Raises
    ------
    UnfitError
        Where it would reach around the globe, or beyond the map's ends.
    """
    ring = np.array([*outline, outline[0]])
    shares = np.linspace(0, 1, EDGE_POINTS, endpoint=False)
    dense = np.concatenate([a + shares[:, None] * (b - a) for a, b in pairwise(ring)])
    spots = warp.to_plane(dense)
    (west, south), (east, north) = spots.min(axis=0), spots.max(axis=0)
    margin = 0.01 * max(east - west, north - south)  # a polynomial's two ways differ by as much as its residuals
    west, south, east, north = west - margin, south - margin, east + margin, north + margin
    edge = mercator(MOST_LATITUDE)
    if not (east - west <= WIDEST_DEGREES and -edge <= south and north <= edge):
        raise UnfitError(
            "so warped the map reaches beyond the edge of ours; look for a control point in the wrong place, "
            "take a polynomial of order 1, or draw a mask"
        )
    return float(west), float(south), float(east), float(north)


def pixels_per_degree(warp: Warp, outline: Sequence[tuple[float, float]]) -> float:
    """How many pixels of the scan a degree of the plane has, in the middle of its outline."""
    middle = np.mean(np.array(outline), axis=0)
    spots = warp.to_plane(np.array([middle, middle + np.array([1, 0]), middle + np.array([0, 1])]))
    across, down = spots[1] - spots[0], spots[2] - spots[0]
    area = abs(across[0] * down[1] - across[1] * down[0])
    return 1 / math.sqrt(max(area, 1e-12))


def warped(
    scan: Image.Image, warp: Warp, mask: Sequence[tuple[float, float]], reach: Bbox, scale: float
) -> Image.Image:
    """The scan within its outline on the plane, with ``scale`` pixels to a degree; RGBA, clear where there is nothing.

    ``reach`` is as `reach_of` gives it. A scan that is finer than what is asked for is averaged, not sampled.
    """
    west, _, east, north = reach
    width = max(1, math.ceil((east - west) * scale))
    height = max(1, math.ceil((north - reach[1]) * scale))
    fine = max(1, int(pixels_per_degree(warp, outline_of(scan.size, mask)) / (2 * scale)))
    cut = masked(scan, mask)
    if fine > 1:
        cut = cut.reduce(fine)
    # Twice as many pixels as are asked for, then their means: what is slanted gets no steps.
    cells = []
    for top in range(0, 2 * height, CELL_PX):
        for left in range(0, 2 * width, CELL_PX):
            right, bottom = min(left + CELL_PX, 2 * width), min(top + CELL_PX, 2 * height)
            cells.append((left, top, right, bottom))
    boxes = np.array(cells, dtype=float)
    corners = boxes[:, [0, 1, 0, 3, 2, 3, 2, 1]].reshape(-1, 2) / (2 * scale)  # NW, SW, SE, NE, as Pillow wants them
    spots = warp.to_pixels(np.column_stack([west + corners[:, 0], north - corners[:, 1]])) / fine
    mesh = [(box, tuple(quad)) for box, quad in zip(cells, spots.reshape(-1, 8).tolist(), strict=True)]
    drawn = cut.convert("RGBa").transform((2 * width, 2 * height), Image.Transform.MESH, mesh, Image.Resampling.BICUBIC)
    return drawn.reduce(2).convert("RGBA")


def masked(scan: Image.Image, mask: Sequence[tuple[float, float]]) -> Image.Image:
    """The scan in RGBA, clear outside of its mask."""
    picture = scan.convert("RGBA")
    if mask:
        inside = Image.new("L", picture.size, 0)
        ImageDraw.Draw(inside).polygon([(x, y) for x, y in mask], fill=255)
        alpha = Image.composite(picture.getchannel("A"), inside, inside)
        picture.putalpha(alpha)
    return picture

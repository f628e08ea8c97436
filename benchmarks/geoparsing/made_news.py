"""Make local news out of the gazetteer and count how many of its names the resolver finds again.

    .venv/bin/python benchmarks/geoparsing/made_news.py [--texts 700] [--seed 7]

Every text is about a town of the United States, names a few towns near it, and perhaps its county, its state, a great
city from anywhere and a country. In a part of the texts the town has a great city's name. A name is found when it lies
within 161 km. The gazetteer knows every place, and no sentence is difficult: this measures the choice between
namesakes, and what a change of a weight does to it, not how good the resolver is on real news.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from geo.gazetteer.toponyms import Entry, Toponym
from geo.geoparsing.resolver import resolve
from geo.world.lookup import World, load_world
from geo.world.recipe import WORLD_FILE
from scoring import NEAR_KM, distance_km

ASKED_FOR = (
    "SELECT number FROM place WHERE kind IN ('country', 'region') "
    "OR kind = 'town' AND country = 'US' AND population > ? ORDER BY number"
)
GREAT, TOWN, LEAST = 300_000, (4_000, 120_000), 1_500  # people
AROUND_DEGREES = 0.5
NAMESAKES = 0.3  # of the texts are about a town that has a great city's name


@dataclass
class Article:
    """A text, its names and where each lies, with what the name is to the text."""

    text: str = ""
    names: list[Toponym] = field(default_factory=list)
    truth: list[tuple[str, Entry]] = field(default_factory=list)

    def add(self, before: str, name: str, entry: Entry, what: str) -> None:
        """A sentence with a name in it."""
        self.text += before
        self.names.append(Toponym(len(self.text), len(self.text) + len(name), name))
        self.truth.append((what, entry))
        self.text += f"{name} met on Monday."


def main() -> None:
    """Print the share of names found, for each thing that a name is to its text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=700)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    world = load_world()
    asked, found = Counter[str](), Counter[str]()
    for article in articles(world, options.texts, random.Random(options.seed)):
        for (what, entry), said in zip(article.truth, resolve(article.text, article.names, world), strict=True):
            there = said.chosen or said.near
            asked[what] += 1
            found[what] += there is not None and apart_km(there, entry) <= NEAR_KM
    for what, number in sorted(asked.items()):
        print(f"{what:<42} {found[what] / number:.3f} of {number}")
    print(f"{'all':<42} {found.total() / asked.total():.3f} of {asked.total()}")


def apart_km(one: Entry, other: Entry) -> float:
    """How far two places are from each other."""
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)


def articles(world: World, texts: int, dice: random.Random) -> Iterator[Article]:
    """Made texts; the same dice make the same ones."""
    with sqlite3.connect(WORLD_FILE) as database:
        every = [world.place(number) for (number,) in database.execute(ASKED_FOR, (LEAST,))]
    towns = [each for each in every if each.entry.kind == "town"]
    great = [each.entry for each in towns if each.entry.population > GREAT]
    countries = [each.entry for each in every if each.entry.kind == "country"]
    states = {each.entry.region: each.entry for each in every if each.entry.kind == "region" and in_us(each.entry)}
    called_so = {each.name for each in great}
    homes = [each for each in towns if TOWN[0] < each.entry.population < TOWN[1]]
    namesakes = [each for each in homes if each.entry.name in called_so]
    for _ in range(texts):
        again = dice.random() < NAMESAKES
        home = dice.choice(namesakes if again else homes)
        article = Article()
        name = home.entry.name.upper() if dice.random() < 0.3 else home.entry.name
        article.add("", name, home.entry, "its town, with a great city's name" if again else "its town")
        for entry in dice.sample(around(home.entry, [each.entry for each in towns]), k=dice.randint(1, 4)):
            article.add(dice.choice((" Residents of ", " Crews in ")), entry.name, entry, "a town near it")
        if home.district and dice.random() < 0.5:
            county = world.place(home.district).entry
            article.add(" Deputies of ", county.name, county, "its county")
        if home.entry.region in states and dice.random() < 0.4:
            state = states[home.entry.region]
            article.add(" The governor of ", state.name, state, "its state")
        if dice.random() < 0.4:
            city = dice.choice(great)
            article.add(" A team from ", city.name, city, "a great city, anywhere")
        if dice.random() < 0.2:
            country = dice.choice(countries)
            article.add(" A soldier back from ", country.name, country, "a country")
        yield article


def in_us(entry: Entry) -> bool:
    """Whether a place lies in the United States."""
    return entry.country == "US"


def around(home: Entry, towns: Sequence[Entry]) -> list[Entry]:
    """Four towns or more that lie near one; those farther off where there are few."""
    reach = AROUND_DEGREES
    while True:
        found = [
            each
            for each in towns
            if each != home
            and abs(each.latitude - home.latitude) < reach
            and abs(each.longitude - home.longitude) < reach
        ]
        if len(found) >= 4:
            return found
        reach *= 2


if __name__ == "__main__":
    main()

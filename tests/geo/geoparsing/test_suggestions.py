"""Places whose names are spelled nearly as one that no gazetteer has."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from geo.gazetteer.toponyms import Entry
from geo.geoparsing.suggestions import suggestions

NAMES = ("smolensk", "smolensko", "smolenska", "smolensky", "smolany", "smolenka")


class Towns:
    """A gazetteer of towns in Russia by their names, as far as suggestions ask it."""

    def __init__(self, *names: str) -> None:
        self.towns = {name: Entry(f"gn:{name}", name.title(), 54.8, 32.0, "town", "RU") for name in names}

    def keys(self, start: str) -> list[str]:
        return [name for name in self.towns if name.startswith(start)]

    def senses(self, key: str, _: bool) -> list[Any]:
        return [SimpleNamespace(entry=self.towns[key])]


def world(*names: str) -> Any:
    return Towns(*names)


def test_the_three_most_alike_are_suggested() -> None:
    found = suggestions("Smolenskk", world(*NAMES), ["RU"])
    assert len(found) == 3 and found[0].name == "Smolensk"


def test_what_is_less_alike_than_84_of_100_is_not_suggested() -> None:
    """The ratio is twice the letters that both share in order, of all letters of both."""
    assert [each.name for each in suggestions("Smolansk", world("smolensk"), ["RU"])] == ["Smolensk"]  # 14 of 16: 87.5
    assert suggestions("Smolank", world("smolensk"), ["RU"]) == ()  # 12 of 15: 80


def test_short_names_and_other_countries_have_no_suggestion() -> None:
    assert suggestions("Smol", world("smola"), ["RU"]) == ()
    assert suggestions("Smolansk", world("smolensk"), ["BY"]) == ()
    assert suggestions("Smolansk", world("smolensk"), []) == ()

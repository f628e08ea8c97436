"""What the operator of a server says in its environment; what cannot be read is told at the start, and is not done."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass

STUDIO, PICTURES = "NARRATIVE_MAP_STUDIO", "NARRATIVE_MAP_PICTURES"
METRICS, PROXIES = "NARRATIVE_MAP_METRICS", "NARRATIVE_MAP_PROXIES"
PICTURES_AN_HOUR = 300  # of one reader: a story of 40 steps seven times
NO_STUDIO = "The studio is switched off on this server. It runs on your own machine: see docs/studio.md."
NO_PICTURES = "Pictures are switched off on this server. python -m narrative shots takes them on your own machine."
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Settings:
    """Whether there is a studio, how many pictures a reader may order in an hour, who sees numbers, who forwards."""

    studio: bool = True
    pictures: int = PICTURES_AN_HOUR
    metrics: bool = False
    proxies: tuple[Network, ...] = ()
    wrong: tuple[str, ...] = ()


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings as the environment says them.

    >>> read = settings({"NARRATIVE_MAP_STUDIO": "0", "NARRATIVE_MAP_PICTURES": "20"})
    >>> read.studio, read.pictures, read.metrics
    (False, 20, False)
    >>> settings({"NARRATIVE_MAP_STUDIO": "no"}).wrong
    ('NARRATIVE_MAP_STUDIO is "no"; write 0 or 1. It is taken as 0.',)
    """
    said = os.environ if environment is None else environment
    wrong: list[str] = []

    def switch(name: str, usual: bool) -> bool:
        value = said.get(name, "").strip()
        if value not in ("", "0", "1"):
            wrong.append(f'{name} is "{value[:40]}"; write 0 or 1. It is taken as 0.')
        return usual if value == "" else value == "1"

    return Settings(
        switch(STUDIO, True),
        pictures_an_hour(said.get(PICTURES, "").strip(), wrong),
        switch(METRICS, False),
        networks(said.get(PROXIES, ""), wrong),
        tuple(wrong),
    )


def pictures_an_hour(value: str, wrong: list[str]) -> int:
    """How many pictures a reader may order; complaints go to ``wrong``."""
    if value == "":
        return PICTURES_AN_HOUR
    if value.isascii() and value.isdigit() and len(value) < 7:
        return PICTURES_AN_HOUR if value == "1" else int(value)
    wrong.append(
        f'{PICTURES} is "{value[:40]}"; write 0 for none, 1 for the usual {PICTURES_AN_HOUR} an hour and reader, '
        "or a number. It is taken as 0."
    )
    return 0


def networks(value: str, wrong: list[str]) -> tuple[Network, ...]:
    """The addresses of proxies, with commas between; complaints go to ``wrong``.

    >>> networks("127.0.0.1, 10.0.0.0/8", [])
    (IPv4Network('127.0.0.1/32'), IPv4Network('10.0.0.0/8'))
    """
    found: list[Network] = []
    for each in filter(None, (part.strip() for part in value.split(","))):
        try:
            found.append(ipaddress.ip_network(each))
        except ValueError:
            wrong.append(f'{PROXIES} names "{each[:60]}", which is no address; write such as 10.0.0.5 or 10.0.0.0/8.')
    return tuple(found)

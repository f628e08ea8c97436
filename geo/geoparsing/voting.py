"""Let the names of a text choose together: places of one country, region or neighbourhood speak for each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.geoparsing.candidates import Option

EARTH_KM = 6371.0088
ROUNDS = 4
REACH_KM = 150.0  # how far a place speaks for another: exp(-distance / REACH_KM)
SAME_COUNTRY, SAME_REGION, SAME_DISTRICT, NEARNESS = 1.0, 1.2, 0.5, 2.2
VOICE = 2.6  # what all the other names together can add to a score
LOUD = 4.0  # names from which on more of them add nothing
LETTERS = 600.0  # names so far apart in the text still speak for each other with 1/e of their voice
BLURRED = 0.7  # what the nearness of an extended place counts, whose point says little
RADIUS_KM = {  # how far from its point a long or wide place still is itself
    "river": 300.0,
    "water": 400.0,
    "range": 200.0,
    "land": 250.0,
    "country": 300.0,
    "region": 100.0,
}
FAR = 0.35  # what a name speaks with however far away


@dataclass(frozen=True)
class Ballot:
    """The options of one name with their scores so far (natural logarithms), and where in the text it stands."""

    options: Sequence[Option]
    scores: Sequence[float]
    positions: Sequence[int]
    nothing: float = -30.0  # the score of "none of them" where the other names can be heard well


def vote(ballots: Sequence[Ballot]) -> list[list[float]]:
    """For each name the shares of its options; what they lack of 1 is the share of "none of them".

    Every round each option gains by the shares of the other names' options that lie in its country or region or near
    it, weighed by how near the names stand in the text.
    """
    sizes = [len(each.options) for each in ballots]
    total = sum(sizes)
    if total == 0:
        return [[] for _ in ballots]
    owner = np.repeat(np.arange(len(ballots)), sizes)
    every = [option for each in ballots for option in each.options]
    score = np.array([score for each in ballots for score in each.scores])
    starts = np.concatenate([[0], np.cumsum(sizes)])
    heard = voices(ballots)
    nothing = np.array([each.nothing for each in ballots]) - 30.0 * (1 - np.minimum(1, heard.sum(axis=1) * 2))
    shares = softmax(score, owner, nothing)
    affinity = affinities(every) * heard[np.ix_(owner, owner)]
    affinity[owner[:, None] == owner[None, :]] = 0.0
    for _ in range(ROUNDS):
        shares = softmax(score + VOICE * (affinity @ shares), owner, nothing)
    return [shares[starts[at] : starts[at + 1]].tolist() for at in range(len(ballots))]


def softmax(score: np.ndarray, owner: np.ndarray, nothing: np.ndarray) -> np.ndarray:
    """Shares within each name, beside "none of them"."""
    highest = nothing.copy()
    np.maximum.at(highest, owner, score)
    weight = np.exp(score - highest[owner])
    shares: np.ndarray = weight / (np.bincount(owner, weight, len(nothing)) + np.exp(nothing - highest))[owner]
    return shares


def voices(ballots: Sequence[Ballot]) -> np.ndarray:
    """(name, name): how much the second is heard by the first; each row adds up to 1 at most."""
    count = len(ballots)
    sizes = np.array([len(each.positions) for each in ballots])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    every = np.array([position for each in ballots for position in each.positions], dtype=float)
    gap = np.empty((count, count))
    for row, (start, size) in enumerate(zip(starts, sizes, strict=True)):
        gap[row] = np.minimum.reduceat(nearest(every, np.sort(every[start : start + size])), starts)
    heard = FAR + (1 - FAR) * np.exp(-gap / LETTERS)
    speaks = np.array([bool(len(each.options)) for each in ballots])
    heard *= speaks[:, None] & speaks[None, :] & ~np.eye(count, dtype=bool)
    shares: np.ndarray = heard / np.maximum(heard.sum(axis=1, keepdims=True), LOUD / 2)
    return shares


def nearest(every: np.ndarray, some: np.ndarray) -> np.ndarray:
    """How far each of some positions is from the nearest of others, which are in order.

    >>> nearest(np.array([1.0, 5.0, 90.0]), np.array([4.0, 10.0])).tolist()
    [3.0, 1.0, 80.0]
    """
    after = np.searchsorted(some, every)
    apart: np.ndarray = np.minimum(
        np.abs(every - some[np.maximum(after - 1, 0)]), np.abs(some[np.minimum(after, len(some) - 1)] - every)
    )
    return apart


def affinities(every: Sequence[Option]) -> np.ndarray:
    """(option, option): how much the second speaks for the first."""
    lat = np.radians([each.entry.latitude for each in every])
    lon = np.radians([each.entry.longitude for each in every])
    vector = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    distance = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip((1 - vector.T @ vector) / 2, 0, 1)))
    country = codes([each.entry.country for each in every])
    region = codes([each.entry.region and f"{each.entry.country}.{each.entry.region}" for each in every])
    district = np.array([each.district or (each.number if each.entry.kind == "district" else 0) for each in every])
    radius = np.array([RADIUS_KM.get(each.entry.kind, 0.0) for each in every])
    wide = np.array([each.entry.kind == "country" for each in every])
    beyond = np.maximum(0.0, distance - np.maximum(radius[:, None], radius[None, :]))
    sharp = np.where((radius[:, None] + radius[None, :]) > 0, BLURRED, 1.0)
    found: np.ndarray = NEARNESS * sharp * np.exp(-beyond / REACH_KM) * ~(wide[:, None] | wide[None, :])
    found += SAME_COUNTRY * same(country) + SAME_REGION * same(region) + SAME_DISTRICT * same(district)
    return found


def codes(words: Sequence[str]) -> np.ndarray:
    """Words as numbers, 0 for the empty one."""
    numbers = {word: number for number, word in enumerate(dict.fromkeys(word for word in words if word), 1)}
    return np.array([numbers.get(word, 0) for word in words])


def same(code: np.ndarray) -> np.ndarray:
    """(option, option): whether both have the same code, which is not 0."""
    alike: np.ndarray = (code[:, None] == code[None, :]) & (code[:, None] > 0)
    return alike

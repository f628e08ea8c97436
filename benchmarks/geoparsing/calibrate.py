"""Fit geo/calibration.json: how often the resolver is right where it gives its answer a certain share.

Run with ``.venv/bin/python benchmarks/geoparsing/calibrate.py CORPUS``. It uses folds 0 to 2; run.py reports 3 and 4.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent), str(ROOT / "data" / "gazetteer")]

from geo.gazetteer.toponyms import Toponym
from geo.geoparsing import calibration, resolver
from geo.geoparsing.candidates import Option
from run import Document, fold_of, world_without
from scoring import NEAR_KM, distance_km
from world_sources import world_sources

EDGES = (-1.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.85, 0.92, 0.97, 0.99, 0.997, 1.0)
PRIOR = 4.0  # mentions that a bin is thought to have had, right as often as its group
FOLDS = (0, 1, 2)


def main(corpus: Path) -> None:
    """Write the file."""
    with corpus.open(encoding="utf-8") as lines:
        documents = [json.loads(each) for each in lines]
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    base = world_sources()
    with tempfile.TemporaryDirectory() as folder:
        for fold in FOLDS:
            rest = [each for each in documents if fold_of(each["id"]) != fold]
            world = world_without(base, rest, Path(folder), str(fold))
            for document in documents:
                if fold_of(document["id"]) == fold:
                    collect(document, world, seen)
    fitted = {name: curve(seen[name]) for name in ("held", "name", "part", "spelling", "unplaced")}
    text = ",\n".join(f'  "{name}": {json.dumps(points)}' for name, points in fitted.items())
    calibration.FITTED.write_text(f"{{\n{text}\n}}\n", encoding="utf-8")
    print({name: len(each) for name, each in seen.items()})


def collect(document: Document, world: object, seen: dict[str, list[tuple[float, bool]]]) -> None:
    """The group, share and truth of every mention of a document."""
    asked: list[tuple[str, float]] = []

    def note(best: Option | None, share: float, held: bool) -> float:
        asked.append((calibration.group(best, held), share))
        return len(asked) - 1  # found again as the probability of the answer

    toponyms = [Toponym(each["start"], each["end"], each["name"]) for each in document["mentions"]]
    with patch.object(resolver, "calibrated", note), patch.object(resolver, "LEAST_HINT", -1.0):
        answers = resolver.resolve(document["text"], toponyms, world)  # type: ignore[arg-type]
    for gold, said in zip(document["mentions"], answers, strict=True):
        point = said.chosen or said.near
        if gold["lat"] is not None and point is not None:
            near = distance_km(gold["lat"], gold["lon"], point.latitude, point.longitude) <= NEAR_KM
            group, share = asked[int(said.probability)]
            seen[group].append((share, near))


def curve(pairs: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """(share, probability) at the middle of every bin, never falling."""
    shares = np.array([share for share, _ in pairs])
    right = np.array([near for _, near in pairs], dtype=float)
    points = []
    highest = 0.0
    for low, high in pairwise(EDGES):
        inside = (shares > low) & (shares <= high)
        if inside.any():
            value = (right[inside].sum() + PRIOR * right.mean()) / (inside.sum() + PRIOR)
            highest = max(highest, float(value))
            points.append((round(float(shares[inside].mean()), 4), round(highest, 3)))
    return points


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Print how well the resolver does on reports of a war that it has not seen, and how fast, in figures for README.md.

Run with ``.venv/bin/python benchmarks/geoparsing/run.py CORPUS [--folds 3,4]``, CORPUS being wotr-train.jsonl. The
documents fall into five folds by a hash of their id. Folds 0 to 2 were looked at while the resolver was made, 3 and 4
never: the figures are theirs. For each fold the gazetteer is built anew without what the corpus says in that fold.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent), str(ROOT / "data" / "gazetteer")]

from geo.gazetteer.toponyms import Toponym
from geo.geoparsing.resolver import resolve
from geo.world.lookup import World, load_world
from report_points import derive
from scoring import Answer, distance_km, figures, reliability, without_hints
from world_builder import write
from world_sources import Source, report_places, world_sources

FOLDS = 5
NEAR_KM = 161.0
Document = dict[str, Any]


def fold_of(id: str) -> int:
    """Which fold a document belongs to.

    >>> fold_of("wotr-topo-train-105-10") in range(5)
    True
    """
    return int(hashlib.sha256(id.encode()).hexdigest(), 16) % FOLDS


def volume_fold_of(id: str) -> int:
    """As :func:`fold_of`, by the volume that a document stands in: no report of the same volume is seen."""
    return fold_of(id.rsplit("-", 1)[0])


def world_without(base: Sequence[Source], reports: Iterable[Document], folder: Path, name: str) -> World:
    """A gazetteer that knows of the corpus only what these documents say."""
    rows = [
        {"name": place, "lat": str(lat), "lon": str(lon), "documents": str(count)}
        for place, lat, lon, count in derive(reports)
    ]
    path = folder / name
    write(path, [*base, *report_places(list(base), rows)], name)
    return load_world(path)


def answers(documents: Iterable[Document], world: World) -> tuple[list[Answer], int]:
    """One answer for each gold mention with coordinates, and of how many any candidate lies near."""
    found = []
    reachable = 0
    for document in documents:
        toponyms = [Toponym(each["start"], each["end"], each["name"]) for each in document["mentions"]]
        for gold, said in zip(document["mentions"], resolve(document["text"], toponyms, world), strict=True):
            if gold["lat"] is None:
                continue
            point = said.chosen or said.near
            lat, lon = (point.latitude, point.longitude) if point else (None, None)
            found.append(Answer((gold["lat"], gold["lon"]), lat, lon, said.probability, said.chosen is None))
            reachable += any(
                distance_km(gold["lat"], gold["lon"], each.entry.latitude, each.entry.longitude) <= NEAR_KM
                for each in said.candidates
            )
    return found, reachable


def most_populous(documents: Iterable[Document], world: World) -> list[Answer]:
    """The baseline: of the places of a name the one with the most people."""
    found = []
    for document in documents:
        for gold in document["mentions"]:
            if gold["lat"] is not None:
                entry = max(world.entries(gold["name"]), key=lambda each: each.population, default=None)
                lat, lon = (entry.latitude, entry.longitude) if entry else (None, None)
                found.append(Answer((gold["lat"], gold["lon"]), lat, lon, 1.0))
    return found


def line(label: str, found: Sequence[Answer], extra: str = "") -> None:
    """One row of the table."""
    said = figures(found)
    margin = 1.96 * math.sqrt(said["A@161"] * (1 - said["A@161"]) / len(found))
    print(
        f"| {label} | {len(found)} | {said['coverage']:.3f} | {said['A@161']:.3f} ± {margin:.3f} | "
        f"{said['A@161 answered']:.3f} | {said['mean km']:.0f} | {said['median km']:.1f} |{extra}",
        flush=True,
    )


def measure(documents: list[Document], folds: Sequence[int], by_volume: bool) -> None:
    """All rows, with and without what the corpus itself teaches."""
    base = world_sources()
    print(
        "| run | mentions | coverage | A@161 | of those answered | mean km | median km |\n|---|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        plain = world_without(base, [], folder, "plain")
        held = [each for each in documents if fold_of(each["id"]) in folds]
        line("most populous place of the name", most_populous(held, plain))
        start = time.perf_counter()
        found, reachable = answers(held, plain)
        seconds = time.perf_counter() - start
        line("resolver, nothing learned from the corpus", found, f" oracle {reachable / len(found):.3f}")
        line("the same, without hints for unplaced names", without_hints(found))
        for label, split in (("document", fold_of), *((("volume", volume_fold_of),) if by_volume else ())):
            every: list[Answer] = []
            reach = 0
            for fold in folds:
                rest = [each for each in documents if split(each["id"]) != fold]
                world = world_without(base, rest, folder, f"{label}{fold}")
                more, near = answers((each for each in documents if split(each["id"]) == fold), world)
                every += more
                reach += near
            line(
                f"resolver, places of the other folds' reports (by {label})", every, f" oracle {reach / len(every):.3f}"
            )
            line("the same, without hints for unplaced names", without_hints(every))
            rows, error = reliability(every)
            told = ", ".join(f"{said:.2f}: {right:.2f} ({count})" for said, right, count in rows)
            print(f"\nSays: is right (mentions): {told}. Expected calibration error {error:.3f}.\n")
    mentions = sum(len(each["mentions"]) for each in held)
    print(
        f"Speed: {mentions / seconds:.0f} mentions a second. {platform.machine()}, Python {platform.python_version()}."
    )


def main() -> None:
    """The call."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=ROOT.parent / "shared" / "corpora" / "wotr-train.jsonl")
    parser.add_argument("--folds", default="3,4", help="which folds to report (3,4: those never looked at)")
    parser.add_argument("--by-volume", action="store_true", help="also with whole volumes held out")
    options = parser.parse_args()
    if not options.corpus.is_file():
        sys.exit(f'there is no corpus "{options.corpus}"; give the path of wotr-train.jsonl')
    with options.corpus.open(encoding="utf-8") as lines:
        documents = [json.loads(each) for each in lines]
    measure(documents, [int(each) for each in options.folds.split(",")], options.by_volume)
    print(f"Peak memory of this program: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB.")


if __name__ == "__main__":
    main()

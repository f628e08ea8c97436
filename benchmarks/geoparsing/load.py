"""Print how long the gazetteer takes to load and to answer, and what it holds in memory and on disk.

Run with ``.venv/bin/python benchmarks/geoparsing/load.py``; the file is built first where it is missing.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from geo.gazetteer.toponyms import Toponym
from geo.geoparsing.resolver import resolve
from geo.world.lookup import load_world
from geo.world.recipe import WORLD_FILE

CALLS = 20_000


def megabytes() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """One line a figure."""
    load_world()  # builds it where need be
    before = megabytes()
    start = time.perf_counter()
    world = load_world()
    world.entries("Paris")
    print(f"load and first answer   {1000 * (time.perf_counter() - start):.0f} ms")
    start = time.perf_counter()
    for number in range(CALLS):
        world.senses(f"Nowhere {number}")
    print(f"unknown name            {1e6 * (time.perf_counter() - start) / CALLS:.0f} µs")
    names = [entry.name for key in world.keys("s")[:CALLS] for entry in world.entries(key)[:1]]
    start = time.perf_counter()
    for name in names:
        world.entries(name)
    print(f"known name              {1e6 * (time.perf_counter() - start) / len(names):.0f} µs")
    text = ", ".join(names[:400])
    starts = [0]
    for name in names[:399]:
        starts.append(starts[-1] + len(name) + 2)
    toponyms = [Toponym(at, at + len(name), name) for at, name in zip(starts, names[:400], strict=True)]
    resolve(text, toponyms, world)
    print(f"memory more than before {megabytes() - before:.0f} MB (peak of the process {megabytes():.0f} MB)")
    print(f"file                    {WORLD_FILE.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()

"""Measure how fast an archive is geoparsed, in one process and on Dask's workers, and reckon 100,000 documents.

``.venv/bin/python benchmarks/geoparse_cluster.py [--documents 1000] [--workers 2] [--rounds 3] [--in FILE.jsonl]``
takes the documents from a file, or makes them of the paragraphs of benchmarks/draft_texts, in turn. Each round is the
command as a user gives it, start and loading included; the cluster is there already. The bytes of both must be equal.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import subprocess

from distributed import LocalCluster

MANY = 100_000


def made(path: Path, count: int) -> None:
    """Documents of two paragraphs each, from the ten texts in turn."""
    texts = sorted((ROOT / "benchmarks" / "draft_texts").glob("*.txt"))
    paragraphs = [each for text in texts for each in text.read_text(encoding="utf-8").split("\n\n") if len(each) > 80]
    turns = itertools.cycle(paragraphs)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps({"id": str(number), "text": f"{next(turns)}\n\n{next(turns)}"}) + "\n")


def seconds(source: Path, out: Path, *more: str) -> float:
    """How long the command takes."""
    since = time.perf_counter()
    command = [sys.executable, "-m", "narrative", "geoparse", "--in", str(source), "--out", str(out), "--quiet", *more]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - since


def processor_s() -> float:
    """The processor seconds of the processes that were started here and have ended: what other work does not change."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def told(name: str, times: list[float], documents: int) -> None:
    """Print a line."""
    middle = statistics.median(times)
    hours = middle / documents * MANY / 3600
    speed = f"median {middle:.1f} s, {min(times):.1f} to {max(times):.1f}; {documents / middle:.1f} documents a second"
    print(f"{name:<13} {speed}; {MANY:,} by extrapolation: {hours:.2f} hours")


def main() -> None:
    """Run all rounds in turn, so that both meet the same load."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--in", dest="source", type=Path)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        LocalCluster(n_workers=options.workers, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        source, one, many = (Path(folder) / name for name in ("in.jsonl", "one.jsonl", "many.jsonl"))
        if options.source:
            lines = options.source.read_text(encoding="utf-8").splitlines()[: options.documents]
            source.write_text("".join(f"{each}\n" for each in lines), encoding="utf-8")
        else:
            made(source, options.documents)
        documents = source.read_text(encoding="utf-8").count("\n")
        alone, shared, processor = [], [], []
        for _ in range(options.rounds):
            before = processor_s()
            alone.append(seconds(source, one))
            processor.append(processor_s() - before)
            shared.append(seconds(source, many, "--dask", cluster.scheduler_address))
            if one.read_bytes() != many.read_bytes():
                raise SystemExit("the cluster wrote other bytes than the one process")
    told("one process", alone, documents)
    told("its processor", processor, documents)
    told(f"{options.workers} workers", shared, documents)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{documents} documents, {options.rounds} rounds, {os.cpu_count()} processors, load {load}")


if __name__ == "__main__":
    main()

"""Fuzz for as long as is given: ``make fuzz ARGS='--seconds 60 story zips'``; without names every door.

First the shapes of `shapes.py`, fifty times as many as in the tests, then each door guided by the code that it
reaches (atheris). That sets out from `corpus/DOOR/` and from sound files, and works below `.fuzz/`; an input that
breaks a door is left there, named, and belongs into `corpus/DOOR/` as soon as the reader is mended.
``--keep N`` adds N of the inputs that reached new code to the kept ones of each door.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.fuzzing.doors import DOORS, seeds

ROOT = Path(__file__).parent.parent.parent
CORPUS = Path(__file__).parent / "corpus"
WORK = ROOT / ".fuzz"
MOST_KEPT = 4_096  # bytes of an input that is kept
SLOWEST_S, MOST_MB = 10, 2_000  # of one input
NO_ATHERIS = (
    "There is no atheris for this Python, so no run is guided by coverage: the shapes alone were tried. "
    "It has wheels for Linux on x86-64 and CPython 3.11 to 3.13."
)


def main(arguments: list[str] | None = None) -> int:
    """0 where every door held, 1 where one was broken."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("doors", nargs="*", metavar="DOOR", help=", ".join(DOORS))
    parser.add_argument("--seconds", type=int, default=30, help="for each door, guided")
    parser.add_argument("--keep", type=int, default=0, help="so many more inputs of each door are kept")
    parser.add_argument("--without-shapes", action="store_true", help="the guided runs only")
    options = parser.parse_args(arguments)
    if unknown := set(options.doors) - set(DOORS):
        parser.error(f"no door {', '.join(sorted(unknown))}; there are {', '.join(DOORS)}")
    doors = options.doors or list(DOORS)
    broken = [] if options.without_shapes else shaped(doors)
    if importlib.util.find_spec("atheris") is None:
        print(NO_ATHERIS)
    else:
        broken += [name for name in doors if not guided(name, options.seconds, options.keep)]
    print(f"Broken: {', '.join(dict.fromkeys(broken))}." if broken else f"{len(doors)} doors held.")
    return 1 if broken else 0


def shaped(doors: list[str]) -> list[str]:
    """The doors that a shape broke."""
    words = " or ".join(f"[{name}]" for name in doors)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "--timeout=3600", "tests/fuzzing/test_doors.py"]
    done = subprocess.run([*command, "-k", words], cwd=ROOT, env={**os.environ, "NARRATIVE_FUZZ": "deep"}, check=False)
    return ["shapes"] if done.returncode else []


def guided(name: str, seconds: int, keep: int) -> bool:
    """Whether a door held for so long."""
    found, sound, kept = WORK / name / "found", WORK / name / "sound", CORPUS / name
    for folder in (found, sound):
        folder.mkdir(parents=True, exist_ok=True)
    for each in seeds(name):
        (sound / named(each)).write_bytes(each)
    folders = [str(each) for each in (found, sound, kept) if each.is_dir()]
    command = [sys.executable, "-m", "tests.fuzzing.guided", name]
    limits = [f"-timeout={SLOWEST_S}", f"-rss_limit_mb={MOST_MB}", f"-artifact_prefix={WORK / name}/", "-max_len=65536"]
    log = WORK / name / "log.txt"
    with log.open("w") as out:
        done = subprocess.run(
            [*command, *folders, *limits, f"-max_total_time={seconds}", "-print_final_stats=1"],
            cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
    said = log.read_text(encoding="utf-8", errors="replace")
    tried = next((line.split()[-1] for line in said.splitlines() if "number_of_executed_units" in line), "?")
    verdict = f"broken, see {log}" if done.returncode else "held"
    print(f"{name}: {tried} inputs in {seconds} s, {verdict}", flush=True)
    if keep and not done.returncode:
        keep_some(found, kept, keep)
    return not done.returncode


def keep_some(found: Path, kept: Path, most: int) -> None:
    """Keep some of the inputs that reached new code when they were found, small and large ones, none above the most."""
    small = [each for each in found.iterdir() if each.stat().st_size <= MOST_KEPT]
    small.sort(key=lambda each: (each.stat().st_size, each.name))
    kept.mkdir(parents=True, exist_ok=True)
    for number in range(min(most, len(small))):
        each = small[(number + 1) * len(small) // (most + 1)]
        shutil.copy(each, kept / named(each.read_bytes()))


def named(data: bytes) -> str:
    """The name of an input: the same for the same bytes."""
    return hashlib.sha256(data).hexdigest()[:12]


if __name__ == "__main__":
    sys.exit(main())

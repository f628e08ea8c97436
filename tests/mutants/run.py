"""Break the code one place at a time with mutmut and say what no test notices: `python -m tests.mutants.run`."""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.mutants.targets import ROOT, TARGETS, Target
from tests.mutants.workshop import LINKED, WORKSHOP

COPIED_BY_MUTMUT = ("geo", "narrative", "tests")
KILLED = {1, 3}  # pytest's exit codes for failed tests and for an error of its own
LIVES = 0
# Half of pytest's own time in a process that runs three tests goes into looking for forgotten exceptions.
PYTEST = ["-p", "tests.mutants.plugin", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:xdist"]
NO_TESTS = {5, 33}
NOT_TRIED = {None, 34}
PIECE = 60  # mutants of one call of mutmut: after each, the run may end
SEED = 1949
KINDS = ("tried", "killed", "out of time", "living", "no test")


def main(arguments: list[str]) -> int:
    """Try the targets and modules that the words name, all without words, one after the other."""
    options = asked(arguments)
    end = time.monotonic() + 60 * options.minutes
    parts = [word for word in options.words if word not in {target.name for target in TARGETS}]
    for target in TARGETS:
        whole = target.name in options.words or not options.words
        modules = target.modules_with([] if whole else parts) if whole or parts else []
        if not modules:
            continue
        folder = WORKSHOP / target.name
        if not ((options.go_on or options.survivors) and folder.is_dir()):
            prepare(target)
        made = mutants_of(folder, modules)
        chosen = sample(made, target.share)
        tried = results(folder)
        left = [name for name in chosen if name not in tried or (options.survivors and tried[name] not in KILLED)]
        while left and time.monotonic() < end:
            mutmut = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *left[:PIECE]]
            with (folder / "mutmut.log").open("w") as log:
                subprocess.run(mutmut, cwd=folder, stdout=log, stderr=log, check=True)
            left = left[PIECE:]
        later = f"; {len(left)} are left for --go-on" if left else ""
        print(f"{target.name}: {len(made)} made, {summary(told(folder, chosen))}{later}", flush=True)
    return 0


def asked(arguments: list[str]) -> argparse.Namespace:
    """What the command line asks for: words, what to keep of an earlier run, and for how long to begin more."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.run", description=__doc__)
    parser.add_argument("words", nargs="*", help="names of targets or parts of modules' paths; all without")
    parser.add_argument("--go-on", action="store_true", help="keep what an earlier run has tried")
    parser.add_argument("--survivors", action="store_true", help="the same, and try again what lived, by today's tests")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="after so long begin no other piece")
    return parser.parse_args(arguments)


def prepare(target: Target) -> Path:
    """A folder that looks like the project to mutmut, with the settings of this target."""
    folder = WORKSHOP / target.name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "mutants").mkdir(parents=True)
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
        if name not in COPIED_BY_MUTMUT:
            (folder / "mutants" / name).symlink_to(ROOT / name)
    settings = {
        "source_paths": ["geo", "narrative"],
        "only_mutate": list(target.modules),
        # A server that only imports and forks: in a process that has run the tests, caches would answer for mutants.
        "process_isolation": "forkserver",
        "pytest_add_cli_args": PYTEST,
        "pytest_add_cli_args_test_selection": target.selected,
        "do_not_mutate_patterns": [r"^\s*raise \w+\(\s*f?['\"].*['\"]\s*\)$"],
    }
    written = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(f"{project}\n[tool.mutmut]\nuse_git_change_detection = false\n{written}")
    return folder


def mutants_of(folder: Path, modules: Iterable[str]) -> list[str]:
    """The names of all mutants that mutmut makes of some modules."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    with settings_of(folder):
        return [
            f"{module.removesuffix('.py').replace('/', '.')}.{name}"
            for module in modules
            for name in mutate_file_contents(module, (ROOT / module).read_text(encoding="utf-8")).mutant_names
        ]


def sample(names: list[str], share: float) -> list[str]:
    """A share of the names, the same at every run; a name is in or out whatever the others are.

    They come in an order that is as good as random, so what was tried when a run ends early is a sample too.

    >>> names = [f"narrative.story.dates.x_words__mutmut_{number}" for number in range(1, 1001)]
    >>> half, quarter = sample(names, 0.5), sample(names, 0.25)
    >>> sorted(sample(names, 1.0)) == sorted(names), 200 < len(quarter) < 300, half[: len(quarter)] == quarter
    (True, True, True)
    >>> set(sample(names[500:], 0.25)) == set(quarter) & set(names[500:])
    True
    """
    drawn = sorted((random.Random(f"{SEED} {name}").random(), name) for name in names)
    return [name for number, name in drawn if number < share]


def results(folder: Path) -> dict[str, int]:
    """pytest's exit code for each mutant that was tried, negative where a signal ended it."""
    return {
        name: code
        for meta in sorted((folder / "mutants").rglob("*.py.meta"))
        for name, code in json.loads(meta.read_text())["exit_code_by_key"].items()
        if code not in NOT_TRIED
    }


def told(folder: Path, names: Iterable[str]) -> Counter[str]:
    """How many were tried, were killed and live; what lives is written to ``survivors.txt`` beside the copies."""
    counts: Counter[str] = Counter()
    lines = []
    codes = results(folder)
    known = {**dict.fromkeys(KILLED, "killed"), **dict.fromkeys(NO_TESTS, "no test"), LIVES: "living"}
    for name, code in ((name, codes[name]) for name in names if name in codes):
        result = known.get(code, "out of time")
        counts["tried"] += 1
        counts[result] += 1
        if result != "killed":
            lines.append(f"{result} {name}\n{difference(folder, name)}")
    (folder / "survivors.txt").write_text("\n".join(lines), encoding="utf-8")
    return counts


def difference(folder: Path, name: str) -> str:
    """The lines that a mutant takes away and puts in."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    with settings_of(folder):
        diff = str(get_diff_for_mutant(name))
    return "".join(f"    {line}\n" for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---"))


@contextmanager
def settings_of(folder: Path) -> Iterator[None]:
    """Where mutmut reads the settings of a target: it looks for them in the current folder."""
    from mutmut.configuration import reset_config

    here = Path.cwd()
    os.chdir(folder)
    try:
        reset_config()
        yield
    finally:
        os.chdir(here)


def summary(counts: Counter[str]) -> str:
    """The counts as a line."""
    return ", ".join(f"{counts[kind]} {kind}" for kind in KINDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

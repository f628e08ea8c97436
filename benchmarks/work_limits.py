"""Measure what hostile inputs cost: seconds and memory of each, in a process of its own.

    .venv/bin/python benchmarks/work_limits.py [PART…] [--runs RUNS]

Parts: ``texts`` (texts of one kind of name, 10,000 to 200,000 letters, through the studio's door), ``files`` (files of
up to 4 MB through ``check``, ``import`` and the studio's ZIP), ``pages`` (longer and longer stories and texts), and
``embed`` (what readers of a story wait while three authors paste long texts: a server is started). The default is all
of them. Each figure is the median of RUNS (3) with the least and the greatest; memory is the process's peak above
what it had when everything was loaded and nothing was read. What takes longer than 120 s or 4 GB is ended.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.hostile_inputs import FILES, TEXTS, long_places, long_story, long_text, zipped

SIZES = (10_000, 50_000, 200_000)
PAGES = (24, 240, 500)
LONGEST_S, MOST_BYTES = 60, 4_000_000_000


def texts() -> Iterator[tuple[str, list[str]]]:
    """Each kind of text in each size, through the studio's door."""
    for kind in TEXTS:
        for size in SIZES:
            yield f"text of {kind}, {size:,} letters", ["text", kind, str(size)]


def files() -> Iterator[tuple[str, list[str]]]:
    """Each hostile file through each door that takes it."""
    for name, (doors, _) in FILES.items():
        for door in doors:
            yield f"{door}: {name}", [door, name]


def pages() -> Iterator[tuple[str, list[str]]]:
    """Longer and longer stories and texts."""
    for door in ("check-pages", "new-pages", "import-pages"):
        for size in PAGES:
            yield f"{door.removesuffix('-pages')} of {size} steps", [door, str(size)]


PARTS: dict[str, Callable[[], Iterator[tuple[str, list[str]]]]] = {"texts": texts, "files": files, "pages": pages}


def prepare(case: list[str], folder: Path) -> Callable[[], str]:
    """What a case does, with everything loaded and its input made; it returns what was said of the input."""
    from geo.reading.faults import Faults
    from narrative.drafts.parts import DraftError
    from narrative.reading.blocks import TextError

    def answered(work: Callable[[], object]) -> Callable[[], str]:
        def run() -> str:
            try:
                work()
            except (Faults, DraftError, TextError) as refused:
                return str(refused).split("\n", 1)[0]
            return "taken"

        return run

    door, name, *more = case
    if door == "text":
        from geo.world.lookup import world
        from narrative.studio.begin import begin_file

        begin_file(b"He came to Paris in May 1812.", "", today="2026-11-29")
        world()
        text = TEXTS[name](int(more[0])).encode()
        return answered(lambda: begin_file(text, "", today="2026-11-29"))
    if door == "new-pages":
        from narrative.drafts.folder import make_story
        from narrative.reading.extract import source_text

        text = long_text(int(name)).encode()
        make_story(folder / "first", source_text(b"He came to Paris in May 1812."), {})
        return answered(lambda: make_story(folder / "book", source_text(text), {}))
    if door in ("import", "import-pages"):
        import datetime

        from geo.reading.uploads import Upload
        from narrative.drafts.story_files import story_files
        from narrative.imports.material import Choices
        from narrative.imports.registry import import_draft

        body = FILES[name][1]() if door == "import" else {"slides.json": long_places(int(name))}
        file, data = next(iter(body.items()))
        choices = Choices("imported", datetime.date(2026, 11, 29))
        return answered(lambda: story_files(import_draft(Upload(file, data), choices)))
    from narrative.story import list_stories, load_story, stories_folder

    load_story(stories_folder() / list_stories()[0])
    body = FILES[name][1]() if door != "check-pages" else long_story(int(name))
    if door == "zip":
        from narrative.studio.zipped import from_zip

        packed = zipped(body)
        return answered(lambda: from_zip(packed))
    home = folder / "story"
    home.mkdir()
    for file, data in body.items():
        (home / file).write_bytes(data)
    return answered(lambda: load_story(home))


def peak_mb() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def run_case(case: list[str]) -> None:
    """Do one case in this process and print its figures as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    with tempfile.TemporaryDirectory() as folder:
        work = prepare(case, Path(folder))
        before, start = peak_mb(), time.perf_counter()
        try:
            said = work()
        except MemoryError:
            said = "out of memory"
        seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "mb": peak_mb() - before, "said": said}))


def measured(case: list[str], runs: int) -> str:
    """The figures of a case, as a line of the table."""
    found = []
    for _ in range(runs):
        command = [sys.executable, __file__, "--case", *case]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_S, check=True)
        except subprocess.TimeoutExpired:
            return f"not ended after {LONGEST_S} s"
        except subprocess.CalledProcessError as error:
            return f"broken: {(error.stderr.strip().splitlines() or ['no word'])[-1][:120]}"
        found.append(json.loads(done.stdout.splitlines()[-1]))
    seconds, memory = ([each[key] for each in found] for key in ("seconds", "mb"))
    figures = f"{statistics.median(seconds):6.2f} s ({min(seconds):.2f}-{max(seconds):.2f})"
    return f"{figures}  {statistics.median(memory):6.0f} MB  {found[0]['said'][:110]}"


def main() -> None:
    """Print the table of the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--case", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.case:
        return run_case(options.case)
    wanted = options.parts or [*PARTS, "embed"]
    for part in wanted:
        if part == "embed":
            from benchmarks.embed_beside_studio import main as beside

            beside(options.runs)
            continue
        if part not in PARTS:
            parser.error(f'there is no part "{part}"; write {", ".join([*PARTS, "embed"])}')
        for title, case in PARTS[part]():
            print(f"{title:58} {measured(case, options.runs)}", flush=True)


if __name__ == "__main__":
    main()

"""The command ``shots``: its options, its progress, and what it says when something is missing."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.reading.faults import Faults
from narrative.commands.calls import (
    DONE,
    INPUT_AT_FAULT,
    STORY_HELP,
    CallError,
    add_reading,
    all_stories,
    cannot_write,
    print_faults,
    read_as_asked,
    story_folder,
)
from narrative.pictures.chosen_steps import choose_steps
from narrative.pictures.sizes import NAMED, Size, parse_scale, parse_size, still_of

if TYPE_CHECKING:
    from narrative.pictures.photographer import Look
    from narrative.story import Step, Story

Told = Callable[[int, int, str], None]  # as in narrative.pictures.shots; that is loaded only for a right call

SIZES_HELP = ", ".join(f"{name} {size.width}x{size.height}" for name, size in NAMED.items())
EPILOG = """\
One picture per step is written as NN-STEP.png, with captions.json: title, date, text alternative and credit of each.
--format pdf, --strip and --film write one file of all steps instead: handout.pdf, strip.png or film.webp.
The page is built, opened in a headless browser on this machine with the network off, and photographed at rest.
"""


def add_shots(commands: Any) -> None:
    """Add ``shots`` to the commands of a parser."""
    shots = commands.add_parser(
        "shots",
        help="take pictures of a story, or print its handout",
        description="Write a picture of every step, a handout, a contact sheet or a film; nothing needs the network.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    shots.add_argument("story", nargs="?", metavar="STORY", help=f"{STORY_HELP}; without it the first story")
    shots.add_argument(
        "--out", required=True, metavar="DIR", type=Path, help="the folder to write into; it is made if need be"
    )
    shots.add_argument(
        "--steps",
        metavar="STEPS",
        help="ids, numbers and ranges, such as 3-7,12 or first-step..last-step; all without it",
    )
    shots.add_argument("--size", metavar="SIZE", default="screen", help=f"WIDTHxHEIGHT in pixels, or {SIZES_HELP}")
    shots.add_argument(
        "--scale", metavar="N", default="1", help="pixels of the picture for one of its size: 2 for print"
    )
    shots.add_argument("--map-only", action="store_true", help="the map without the text beside it")
    shots.add_argument("--theme", choices=("light", "dark"), default="light", help="the page's palette (light)")
    shots.add_argument("--format", choices=("png", "webp", "pdf"), default="png", help="pdf is the handout (png)")
    shots.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the handout's paper (a4)")
    shots.add_argument("--strip", action="store_true", help="one contact sheet of the steps")
    shots.add_argument("--film", action="store_true", help="an animated WebP of the walk through the steps")
    shots.add_argument("--quiet", action="store_true", help="say nothing but what went wrong")
    add_reading(shots)
    shots.set_defaults(run=run_shots)


def run_shots(options: argparse.Namespace) -> int:
    """``shots``: the call is checked whole before a browser is started for it."""
    folder = story_folder(options.story or all_stories()[0])
    if options.out.exists() and not options.out.is_dir():
        raise CallError(f'"{options.out}" is a file; give --out a folder')
    size, scale = size_and_scale(options)
    if options.format == "pdf" and (options.strip or options.film):
        raise CallError("--format pdf is the handout; take it without --strip and --film")
    try:
        story = read_as_asked(folder, options)
    except Faults as faults:
        return print_faults(faults)
    try:
        steps = choose_steps(story, options.steps)
    except ValueError as wrong:
        raise CallError(str(wrong)) from None
    return make(options, story, steps, size, scale)


def size_and_scale(options: argparse.Namespace) -> tuple[Size, float]:
    """The size and scale that the call asks for."""
    try:
        size = parse_size(options.size)
        return size, parse_scale(options.scale, size)
    except ValueError as wrong:
        raise CallError(str(wrong)) from None


def make(options: argparse.Namespace, story: Story, steps: list[Step], size: Size, scale: float) -> int:
    """Take the pictures; what goes wrong on the way becomes a sentence."""
    from narrative.pictures.browser import NoBrowserError, require_browser
    from narrative.pictures.photographer import Look, PageError

    look = Look(size, scale, still_of(size, options.map_only), options.theme)
    try:
        browser = require_browser()
        with ended_by_signals() as heed:
            for product in products(options, story, steps, browser, look):
                with progress(options.quiet) as told:
                    written = product(heeding(heed, told))
                if not options.quiet and (
                    in_one_piece(options) or sys.stderr.isatty()
                ):  # single pictures have had their lines
                    print(f"{len(written)} files in {options.out}" if len(written) > 2 else written[0])
    except NoBrowserError as missing:
        raise CallError(str(missing)) from None
    except PageError as fault:
        print(f"{story.slug}: {fault}")
        return INPUT_AT_FAULT
    except OSError as error:
        raise cannot_write(error, options.out) from None
    return DONE


def products(
    options: argparse.Namespace, story: Story, steps: Sequence[Step], browser: str, look: Look
) -> Iterator[Callable[[Any], list[Path]]]:
    """What the call asks for, each as a function that writes it."""
    from narrative.pictures import sheets, shots

    if options.format == "pdf":
        yield lambda told: sheets.print_handout(story, steps, options.out, browser, told, options.paper)
    if options.strip:
        yield lambda told: sheets.photograph_strip(story, steps, options.out, browser, look, options.format, told)
    if options.film:
        walk = replace(look, still=look.still if options.map_only else "title")
        yield lambda told: sheets.shoot_film(story, steps, options.out, browser, walk, told)
    if not in_one_piece(options):
        yield lambda told: shots.shoot(story, steps, options.out, browser, look, options.format, told)


def in_one_piece(options: argparse.Namespace) -> bool:
    """Whether the call asks for handout, strip or film, and not for a picture of each step."""
    return bool(options.strip or options.film or options.format == "pdf")


@contextmanager
def ended_by_signals() -> Iterator[Callable[[], None]]:
    """Being told to end is heeded between two pictures, by the function that this hands out; told twice, at once.

    An interrupt in the midst of a word with the browser would leave that word, and a traceback, lying about. A terminal
    tells the browser and its driver too: what then fails because they are gone is the interrupt, and no fault.
    """
    told: list[int] = []

    def heed() -> None:
        if told:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # only there may signals be caught
        yield heed
        return

    def stop(number: int, frame: Any) -> None:
        heed()
        told.append(number)
        # The driver's end leaves futures that nobody waits for; the process ends now, and need not say so.
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield heed
    except Exception:
        heed()
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def heeding(heed: Callable[[], None], told: Told) -> Told:
    """A progress that stops the run when it has been told to end."""

    def told_and_heeded(done: int, total: int, name: str) -> None:
        heed()
        told(done, total, name)

    return told_and_heeded


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[int, int, str], None]]:
    """How a run tells where it is: a bar with the step's name on a terminal, else a line for each file, or nothing."""
    if quiet:
        yield lambda done, total, name: None
    elif sys.stderr.isatty():
        with bar() as told:
            yield told
    else:
        yield Lines()


class Lines:
    """One line for each file when it is done."""

    def __init__(self) -> None:
        self.done, self.name = 0, ""

    def __call__(self, done: int, total: int, name: str) -> None:
        if done > self.done:
            print(f"{done}/{total} {self.name}", flush=True)
        self.done, self.name = done, name


@contextmanager
def bar() -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar on the terminal, with the name of what is being made."""
    import click

    shown: list[Any] = []

    def told(done: int, total: int, name: str) -> None:
        if not shown:
            made = click.progressbar(
                length=total, file=sys.stderr, show_pos=True, show_percent=False, item_show_func=lambda item: item
            )
            shown.append(made.__enter__())
        shown[0].update(done - shown[0].pos, name)
        shown[0].render_progress()

    try:
        yield told
    finally:
        for made in shown:
            made.__exit__(None, None, None)

"""Turn a command line into a check, a build or an export, and its outcome into an exit code.

0 done, 1 the input is at fault, 2 the call is at fault.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geo.reading.faults import Fault, Faults, on_a_line
from geo.reading.shipped import command
from geo.reading.validation import shown
from narrative import __version__
from narrative.commands.app import add_app
from narrative.commands.calls import (
    CALL_AT_FAULT,
    DONE,
    INPUT_AT_FAULT,
    INTERRUPTED,
    STORY_HELP,
    CallError,
    Parser,
    add_reading,
    all_stories,
    asked_readings,
    cannot_write,
    open_as_asked,
    print_faults,
    story_folder,
)
from narrative.commands.cite import add_cite
from narrative.commands.export import add_export
from narrative.commands.gazetteer import add_gazetteer
from narrative.commands.geoparse import add_geoparse
from narrative.commands.import_ import add_import
from narrative.commands.licences import add_licences
from narrative.commands.new import add_new
from narrative.commands.publish import add_publish
from narrative.commands.schema import add_schema
from narrative.commands.shots import add_shots
from narrative.commands.watch import add_watch
from narrative.media.limits import MOST_SINGLE_MB, SINGLE_BYTES

if TYPE_CHECKING:  # what a command works with is loaded when it runs: a wrong call is answered at once
    from narrative.story import Story
    from narrative.story.story import Telling


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; faults of the input go to stdout, those of the call to stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # a terminal may lack a sign of the story: better a code than a traceback
            stream.reconfigure(errors="backslashreplace")
    try:
        options = command_line().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        code = run(options)
        sys.stdout.flush()
        return code
    except CallError as error:
        print(f"{command()}: {error}", file=sys.stderr)
        return CALL_AT_FAULT
    except BrokenPipeError:  # `… | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INPUT_AT_FAULT
    except OSError as error:  # a folder without permission, a full disk, where no command has a better sentence
        print(f"{command()}: {on_a_line(shown_error(error))}; mend its permissions", file=sys.stderr)
        return CALL_AT_FAULT
    except KeyboardInterrupt:
        print(f"{command()}: stopped; what has been written is whole", file=sys.stderr)
        return INTERRUPTED


def shown_error(error: OSError) -> str:
    """What the system says of a file.

    >>> shown_error(PermissionError(13, "Permission denied", "stories/a"))
    '"stories/a" cannot be read or written (Permission denied)'
    """
    file = f'"{error.filename}"' if error.filename else "a file"
    return f"{file} cannot be read or written ({error.strerror or error})"


def command_line() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = Parser(
        prog=command(),
        description="Check stories, build their pages, take their pictures, export them; find the places in texts.",
        epilog="Exit codes: 0 done, 1 the input is at fault, 2 the call is at fault, 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"narrative-map {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = commands.add_parser(
        "check",
        help="say what is wrong with stories",
        description="Read stories and print every fault as file:line: message, or a line that all is well.",
    )
    check.add_argument("stories", nargs="*", metavar="STORY", help=f"{STORY_HELP}; without it all stories")
    check.set_defaults(run=run_check)
    build = commands.add_parser(
        "build",
        help="write a story's page",
        description="Write DIR/index.html, the story in one page, and its companions. A second run writes the same.",
    )
    build.add_argument("story", nargs="?", metavar="STORY", help=f"{STORY_HELP}; without it the first story")
    build.add_argument(
        "--out", required=True, metavar="DIR", type=Path, help="the folder to write into; it is made if need be"
    )
    build.add_argument(
        "--address", metavar="URL", help="where DIR is published, so that sites that show links find the picture"
    )
    where = build.add_mutually_exclusive_group()
    where.add_argument(
        "--folder", action="store_true", help="pictures and sound beside the page, in DIR/media; the usual"
    )
    where.add_argument("--single", action="store_true", help="pictures and sound in the page itself, which is one file")
    build.add_argument(
        "--budget",
        type=megabytes,
        default=SINGLE_BYTES / 1e6,
        metavar="MB",
        help=f"how many megabytes of them a single page may hold; {SINGLE_BYTES / 1e6:g} if not given",
    )
    add_reading(build)
    build.set_defaults(run=run_build)
    add_publish(commands)
    add_shots(commands)
    add_cite(commands)
    add_new(commands)
    add_export(commands)
    add_geoparse(commands)
    add_watch(commands)
    add_app(commands)
    add_gazetteer(commands)
    add_import(commands)
    add_schema(commands)
    add_licences(commands)
    return parser


def megabytes(written: str) -> float:
    """A number of megabytes that a call gives."""
    try:
        value = float(written)
    except ValueError:
        value = 0.0
    if not 0 < value <= MOST_SINGLE_MB:
        raise argparse.ArgumentTypeError(f'"{written}" is no number of megabytes; write one such as 20')
    return value


def run_check(options: argparse.Namespace) -> int:
    """``check``: a line for every story that is sound, and all faults of those that are not."""
    folders = [story_folder(story) for story in options.stories or all_stories()]
    from narrative.source.annotation_checks import annotation_faults
    from narrative.story import load_story

    code = DONE
    for folder in dict.fromkeys(folders):
        story: Story | None = None
        found: list[Fault] = []
        try:
            story = load_story(folder)
        except Faults as faults:
            found.extend(faults.faults)
        found.extend(annotation_faults(folder, story))
        if story and any(step.media for step in story.steps):
            from narrative.page.media import check_pictures

            found.extend(check_pictures(story))
        if found:
            code = print_faults(Faults(found))
        elif story:
            draft = ", a draft" if story.draft else ""
            steps, places = (
                f"{count} {word}{'' if count == 1 else 's'}"
                for count, word in ((len(story.steps), "step"), (len(story.gazetteer.places), "place"))
            )
            print(f"{shown(folder)}: ok, {steps}, {places}{draft}")
            for drawing in story.drawn.overlays.values():
                from narrative.story.old_maps import fit_words

                print(f"{shown(folder)}: {fit_words(drawing)}")
    return code


def run_build(options: argparse.Namespace) -> int:
    """``build``: the page of one story, and the names of the files written."""
    folder = story_folder(options.story or all_stories()[0])
    if options.out.exists() and not options.out.is_dir():
        raise CallError(f'"{options.out}" is a file; give --out a folder')
    try:
        # A fault is told before the page's libraries are loaded, and before anything is written.
        from narrative.page.keeping import folder_digest

        before = folder_digest(folder)
        telling = open_as_asked(folder, options)
        written = built(folder, options, telling, before)
    except Faults as faults:
        return print_faults(faults)
    except OSError as error:
        raise cannot_write(error, options.out) from None
    for path in written:
        print(path)
    return DONE


def built(folder: Path, options: argparse.Namespace, telling: Telling, before: bytes) -> list[Path]:
    """The page with the picture for links to it; where none can be taken, the page without, and a line that says so."""
    from narrative.pictures.browser import NoBrowserError, require_browser
    from narrative.pictures.link_preview import check_address
    from narrative.pictures.photographer import PageError
    from narrative.serving.build import build

    try:
        address = check_address(options.address) if options.address else ""
    except ValueError as wrong:
        raise CallError(str(wrong)) from None
    single = round(options.budget * 1e6) if options.single else None
    readings = asked_readings(options)
    try:
        return build(folder, options.out, require_browser(), address, readings, telling, single, before)
    except NoBrowserError as missing:
        written = build(folder, options.out, readings=readings, telling=telling, single=single, folder_before=before)
        print(f"There is no picture for links to the story, and the page names none. {missing}", file=sys.stderr)
        return written
    except PageError as fault:
        raise Faults([Fault(shown(folder / "story.yaml"), 1, str(fault))]) from None

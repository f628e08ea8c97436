"""Turn a command line into a check or a build, and its outcome into an exit code.

0 done, 1 the input is at fault, 2 the call is at fault.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from geo.faults import Faults
from geo.validation import shown
from narrative.story import find_story, list_stories, load_story, stories_folder

DONE, INPUT_AT_FAULT, CALL_AT_FAULT = 0, 1, 2
STORY_HELP = "a slug under data/stories, or the path of a story's folder"


class CallError(Exception):
    """A call that cannot be followed; its text is one sentence."""


class Parser(argparse.ArgumentParser):
    """An argument parser that answers a wrong call with one sentence."""

    def error(self, message: str) -> NoReturn:
        raise CallError(f'{message}; "{self.prog} --help" shows how it is called')


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
        print(f"python -m narrative: {error}", file=sys.stderr)
        return CALL_AT_FAULT
    except BrokenPipeError:  # `… | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INPUT_AT_FAULT


def command_line() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = Parser(
        prog="python -m narrative",
        description="Check stories and build their pages.",
        epilog="Exit codes: 0 done, 1 the input is at fault, 2 the call is at fault.",
    )
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
    build.set_defaults(run=run_build)
    return parser


def story_folder(story: str) -> Path:
    """The folder of a story that the call names."""
    try:
        return find_story(story)
    except LookupError as error:
        raise CallError(str(error.args[0])) from None


def all_stories() -> list[str]:
    """The slugs of all stories; a call that needs one and finds none is at fault."""
    known = list_stories()
    if not known:
        raise CallError(f"there are no stories in {shown(stories_folder())}; give the path of a story's folder")
    return known


def print_faults(faults: Faults) -> int:
    """Print faults, one a line."""
    for fault in faults.faults:
        print(fault)
    return INPUT_AT_FAULT


def run_check(options: argparse.Namespace) -> int:
    """``check``: a line for every story that is sound, and all faults of those that are not."""
    folders = [story_folder(story) for story in options.stories or all_stories()]
    code = DONE
    for folder in dict.fromkeys(folders):
        try:
            story = load_story(folder)
        except Faults as faults:
            code = print_faults(faults)
        else:
            print(f"{shown(folder)}: ok, {len(story.steps)} steps, {len(story.gazetteer.places)} places")
    return code


def run_build(options: argparse.Namespace) -> int:
    """``build``: the page of one story, and the names of the files written."""
    folder = story_folder(options.story or all_stories()[0])
    if options.out.exists() and not options.out.is_dir():
        raise CallError(f'"{options.out}" is a file; give --out a folder')
    try:
        load_story(folder)  # a fault is told before the page's libraries are loaded, and before anything is written
        from narrative.build import build

        written = build(folder, options.out)
    except Faults as faults:
        return print_faults(faults)
    except OSError as error:
        raise CallError(
            f'"{error.filename or options.out}" cannot be written ({error.strerror}); give --out a folder'
        ) from None
    for path in written:
        print(path)
    return DONE

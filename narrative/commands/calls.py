"""What the commands share: how a wrong call is answered, and what an exit code means."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from geo.reading.faults import Faults
from geo.reading.validation import shown
from narrative.story import find_story, list_stories, stories_folder
from narrative.story.folders import stories_words

if TYPE_CHECKING:  # a wrong call is answered before the libraries of stories are loaded
    from narrative.story import Story
    from narrative.story.story import Telling

DONE, INPUT_AT_FAULT, CALL_AT_FAULT = 0, 1, 2
INTERRUPTED = 130  # what shells use for it: 128 and the number of SIGINT
STORY_HELP = f"a slug under {stories_words()}, or the path of a story's folder"


class CallError(Exception):
    """A call that cannot be followed; its text is one sentence."""


class Parser(argparse.ArgumentParser):
    """An argument parser that answers a wrong call with one sentence."""

    def error(self, message: str) -> NoReturn:
        raise CallError(f'{message}; "{self.prog} --help" shows how it is called')


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


def cannot_write(error: OSError, out: Path) -> CallError:
    """An output folder or file that does not take what is written, as a sentence with the cure."""
    return CallError(f'"{error.filename or out}" cannot be written ({error.strerror}); give --out a folder')


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add ``--reading`` to a command about one story."""
    words = "read a name as this place, such as kanege=kanggye; once for each reading"
    parser.add_argument("--reading", metavar="ID=PLACE", action="append", default=[], help=words)


def asked_readings(options: argparse.Namespace) -> dict[str, str]:
    """The readings that a call asks for."""
    from narrative.story.readings import parse_readings

    try:
        return parse_readings(",".join(options.reading))
    except ValueError as wrong:
        raise CallError(str(wrong)) from None


def read_as_asked(folder: Path, options: argparse.Namespace) -> Story:
    """The story with the readings that a call asks for. Raises ``Faults``."""
    return open_as_asked(folder, options)(asked_readings(options))


def open_as_asked(folder: Path, options: argparse.Namespace) -> Telling:
    """The story's folder, read once; the readings that a call asks for are there. Raises ``Faults``."""
    from narrative.story import UnknownReading, open_story

    telling = open_story(folder)
    try:
        telling(asked_readings(options))
    except UnknownReading as unknown:
        raise CallError(str(unknown)) from None
    return telling

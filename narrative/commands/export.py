"""The command ``export``: a story in another format, and for a format with pictures the browser that takes them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.reading.faults import Fault, Faults
from geo.reading.validation import shown
from narrative.commands.calls import (
    DONE,
    STORY_HELP,
    CallError,
    add_reading,
    all_stories,
    print_faults,
    read_as_asked,
    story_folder,
)

if TYPE_CHECKING:  # loaded when the command runs: a wrong call is answered at once
    from narrative.exports.illustrated import Illustrated
    from narrative.exports.registry import Export
    from narrative.story import Story


def add_export(commands: Any) -> None:
    """Add ``export`` to the commands of a parser."""
    export = commands.add_parser(
        "export",
        help="write a story for another program",
        description="Write FILE, the story's places or steps in another format, and say what it cannot hold. "
        "A second run writes the same.",
    )
    export.add_argument("story", nargs="?", metavar="STORY", help=f"{STORY_HELP}; without it the first story")
    export.add_argument("--format", required=True, metavar="NAME", help='a format; "--format list" names them all')
    export.add_argument("--out", metavar="FILE", type=Path, help="the file to write; its folder is made if need be")
    export.add_argument("--quiet", action="store_true", help="say nothing of the pictures that are taken on the way")
    add_reading(export)
    export.set_defaults(run=run_export)


def run_export(options: argparse.Namespace) -> int:
    """``export``: one file, and its name; or the formats, a line each."""
    from narrative.exports.illustrated import Illustrated
    from narrative.exports.registry import FORMATS, find_export
    from narrative.story.files import write

    if options.format == "list":
        for each in FORMATS.values():
            print(f"{each.name:<17} {each.label}")
        return DONE
    try:
        export = find_export(options.format)
    except LookupError as error:
        raise CallError(str(error.args[0])) from None
    folder = story_folder(options.story or all_stories()[0])
    if options.out is None:
        raise CallError(f'--out is missing; name the file to write, such as "{folder.resolve().name}{export.ending}"')
    if options.out.exists() and not options.out.is_file():
        raise CallError(f'"{options.out}" is a folder or a device; give --out a file')
    make = illustrated(export, options.quiet) if isinstance(export, Illustrated) else plain(export)
    try:
        body = make(read_as_asked(folder, options))
        file = options.out.resolve()  # what a link leads to is written, the link stays
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, body)
    except Faults as faults:
        return print_faults(faults)
    except OSError as error:
        raise CallError(
            f'"{options.out}" cannot be written ({error.strerror or error}); give --out another file'
        ) from None
    print(options.out)
    print(f"Not in the file: {export.loses}", file=sys.stderr)
    return DONE


def plain(export: Export) -> Callable[[Story], bytes]:
    """A format that needs the story alone."""
    return export.function


def illustrated(export: Illustrated, quiet: bool) -> Callable[[Story], bytes]:
    """A format with pictures, which are taken in a browser first.

    What is missing on this machine is told before a story is read. Raises ``CallError`` with the cure.
    """
    from narrative.pictures.browser import NoBrowserError, require_browser

    if trouble := export.missing():
        raise CallError(trouble)
    try:
        browser = require_browser()
    except NoBrowserError as missing:
        raise CallError(str(missing)) from None

    def made(story: Story) -> bytes:
        from narrative.commands.shots import ended_by_signals, heeding, progress
        from narrative.pictures.photographer import PageError
        from narrative.pictures.sheets import pictures_of

        try:
            with ended_by_signals() as heed, progress(quiet) as told:
                pictures = pictures_of(story, browser, export.picture_px, export.scale, heeding(heed, told))
        except NoBrowserError as missing:
            raise CallError(str(missing)) from None
        except PageError as fault:
            raise Faults([Fault(shown(story.folder / "story.yaml"), 1, str(fault))]) from None
        return export.function(story, pictures)

    return made

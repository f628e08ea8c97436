"""Turn the command ``schema`` into the JSON Schema of a story's files, printed or written."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from narrative.commands.calls import DONE, CallError


def add_schema(commands: Any) -> None:
    """Add ``schema`` to the command line."""
    schema = commands.add_parser(
        "schema",
        help="print the JSON Schema of a story's files",
        description="Print the JSON Schema (Draft 2020-12) of story.yaml, places.geojson or documents.yaml, by which "
        "editors complete and check while one types. A second run writes the same.",
    )
    schema.add_argument(
        "file",
        nargs="?",
        choices=["story", "places", "documents"],
        default="story",
        help="which file; story if not given",
    )
    schema.add_argument("--out", metavar="FILE", type=Path, help="the file to write instead of printing")
    schema.set_defaults(run=run_schema)


def run_schema(options: argparse.Namespace) -> int:
    """``schema``: the text, or the name of the file written."""
    from narrative.story.files import write
    from narrative.story.json_schema import schema_text

    text = schema_text(options.file)
    if options.out is None:
        print(text, end="")
        return DONE
    if options.out.is_dir():
        raise CallError(f'"{options.out}" is a folder; give --out a file')
    try:
        file = options.out.resolve()
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, text.encode("utf-8"))
    except OSError as error:
        raise CallError(f'"{options.out}" cannot be written ({error.strerror}); give --out another file') from None
    print(options.out)
    return DONE

"""The commands ``resolve`` and ``geoparse``: texts as JSON Lines in, places with coordinates out."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.gazetteer.toponyms import Toponym
from geo.reading.faults import Fault, Faults
from geo.reading.limits import MOST_FAULTS
from geo.reading.validation import read_text, shown
from narrative.commands.answers import Asked, Document, answered, home_named, made_from
from narrative.commands.calls import DONE, CallError, print_faults
from narrative.story.files import write

if TYPE_CHECKING:
    from geo.world.lookup import World

HALF = re.compile("[\ud800-\udfff]")  # of a surrogate pair: no file in UTF-8 can hold it
FORMAT = """\
One document a line. resolve reads {"id", "text", "mentions": [{"start", "end", "name"}]}, geoparse {"id", "text"};
offsets are code points, text[start:end] is the name. Both write {"id", "mentions": [{"start", "end", "name", "lat",
"lon", "probability", "gazetteer_id", "reason", "candidates"}]}. A mention with "unplaced": true is not found: its
coordinates, if any, are those of the place named beside it ("near"), and no pin; --no-hints leaves them null.
A line may have a "home" of its own, as --home has it. geoparse leaves the coordinates of a mention null that is less
likely right than wrong by far ("doubtful": true). "proposed" is where the text itself seems to play.
"""


def add_geoparse(commands: Any) -> None:
    """Add ``resolve`` and ``geoparse`` to the commands of a parser."""
    for name, help_text, function in (
        ("resolve", "say where the marked places of texts are", run_resolve),
        ("geoparse", "find the places in texts and say where they are", run_geoparse),
    ):
        command = commands.add_parser(
            name,
            help=help_text,
            description=f"{help_text[0].upper()}{help_text[1:]}, offline. A second run writes the same.",
            epilog=FORMAT,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_argument(
            "--in", dest="source", required=True, metavar="FILE", type=Path, help="texts, one JSON object a line"
        )
        command.add_argument("--out", required=True, metavar="FILE", type=Path, help="the file to write")
        command.add_argument(
            "--countries",
            metavar="CODES",
            default="",
            help="where the texts play, as ISO 3166 codes such as US,CA; places elsewhere become less likely",
        )
        command.add_argument(
            "--home",
            metavar="REGION",
            default="",
            help='the state, county or town whose news the texts tell, such as "Ohio" or "Lexington, Kentucky"',
        )
        if name == "geoparse":
            command.add_argument(
                "--demonyms", action="store_true", help='mark peoples too: "the Peruvian envoy" names Peru'
            )
        command.add_argument(
            "--dask", metavar="ADDRESS", default="", help="the scheduler of a Dask cluster to work on, tcp://HOST:8786"
        )
        command.add_argument("--no-hints", action="store_true", help="no coordinates for a place that is not found")
        command.add_argument("--quiet", action="store_true", help="no progress bar")
        command.set_defaults(run=function)


def run_resolve(options: argparse.Namespace) -> int:
    """``resolve``: the mentions are given."""
    return run(options, marked=True)


def run_geoparse(options: argparse.Namespace) -> int:
    """``geoparse``: the mentions are found."""
    return run(options, marked=False)


def run(options: argparse.Namespace, marked: bool) -> int:
    """Read everything, then answer, then write: a fault in the last line leaves no file behind."""
    from geo.geoparsing.home import HomeError
    from geo.world.lookup import WorldMissingError, world
    from narrative.drafts.asked import country_codes
    from narrative.drafts.parts import DraftError

    if options.out.exists() and not options.out.is_file():
        raise CallError(f'"{options.out}" is a folder or a device; give --out a file')
    try:
        countries = country_codes(options.countries)
    except DraftError as error:
        raise CallError(f"--countries: {error}") from None
    try:
        documents = read_documents(options.source, marked)
        places = world()
        home_named(options.home, places)
        check_homes(documents, options.source, places)
    except HomeError as error:
        raise CallError(f"--home: {error}") from None
    except Faults as faults:
        return print_faults(faults)
    except WorldMissingError as missing:
        raise CallError(str(missing)) from None
    asked = Asked(marked, not marked and options.demonyms, not options.no_hints, tuple(countries), options.home)
    said = answered(documents, asked, places)
    if options.dask:
        from narrative.commands.cluster import answered_on

        said = answered_on(options.dask, documents, asked, made_from(places))
    lines = list(progress(said, len(documents), "resolve" if marked else "geoparse", options.quiet))
    try:
        file = options.out.resolve()
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, "".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        raise CallError(
            f'"{options.out}" cannot be written ({error.strerror or error}); give --out another file'
        ) from None
    print(options.out)
    return DONE


def check_homes(documents: Sequence[Document], path: Path, places: World) -> None:
    """Faults with the homes of documents that are none."""
    from geo.geoparsing.home import HomeError

    faults = []
    for document in documents:
        try:
            home_named(document.home, places)
        except HomeError as error:
            faults.append(Fault(shown(path), document.line, f'"home": {error}'))
    if faults:
        raise Faults(faults[:MOST_FAULTS])


def progress(lines: Iterator[str], length: int, label: str, quiet: bool) -> Iterator[str]:
    """The lines, with a bar on stderr where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from lines
        return
    import click

    with click.progressbar(lines, length, label=label, file=sys.stderr, update_min_steps=10) as bar:
        yield from bar


def read_documents(path: Path, marked: bool) -> list[Document]:
    """All documents of a file, or Faults with what is wrong on every line."""
    text = read_text(path, "give --in a file of JSON Lines")
    documents: list[Document] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            document = replace(read_document(line, marked), line=number)
            if document.id in seen:
                raise ValueError(
                    f'the id "{document.id}" stands on line {seen[document.id]} already; give each its own'
                )
            seen[document.id] = number
            documents.append(document)
        except ValueError as error:
            faults.append(Fault(shown(path), number, str(error)))
            if len(faults) >= MOST_FAULTS:
                break
    if faults:
        raise Faults(faults)
    return documents


def read_document(line: str, marked: bool) -> Document:
    """One line as a document; ValueError with a sentence."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON at column {error.colno}; write one object {{ … }} on one line") from None
    except RecursionError:
        raise ValueError("brackets are nested too deeply") from None
    except ValueError:  # a whole number of more digits than Python converts
        raise ValueError("a number has thousands of digits; write an id of that length as text, in quotes") from None
    if not isinstance(value, dict):
        raise ValueError('this line is no object; write {"id": …, "text": …}')
    id, text = value.get("id"), value.get("text")
    if not isinstance(id, str | int) or isinstance(id, bool):
        raise ValueError('"id" is missing or no text; give each document a name of its own')
    if not isinstance(text, str):
        raise ValueError('"text" is missing or no text')
    home = value.get("home", "")
    if not isinstance(home, str):
        raise ValueError('"home" is no text; write a state, a county or a town, such as "Ohio"')
    if HALF.search(f"{id}{text}{home}"):
        raise ValueError("there is half a character in it, which no file can hold; write the text out anew")
    if not marked:
        return Document(str(id), text, None, home)
    mentions = value.get("mentions")
    if not isinstance(mentions, list):
        raise ValueError('"mentions" is missing or no list; "geoparse" is the command that finds them itself')
    toponyms = tuple(read_mention(text, each, at) for at, each in enumerate(mentions, 1))
    return Document(str(id), text, toponyms, home)


def read_mention(text: str, value: Any, at: int) -> Toponym:
    """One mention, whose offsets must lead to its name."""
    if not isinstance(value, dict):
        raise ValueError(f'mention {at} is no object; write {{"start": …, "end": …}}')
    start, end = value.get("start"), value.get("end")
    if not (type(start) is int and type(end) is int):
        raise ValueError(f'mention {at}: "start" and "end" must be whole numbers')
    if not 0 <= start < end <= len(text):
        raise ValueError(f"mention {at}: {start} to {end} is not inside the text, which has {len(text)} characters")
    name = value.get("name", text[start:end])
    if isinstance(name, str) and HALF.search(name):
        raise ValueError(f"mention {at}: there is half a character in its name; write it as the text has it")
    if name != text[start:end]:
        raise ValueError(
            f'mention {at}: the text has "{text[start:end][:60]}" from {start} to {end}, not "{str(name)[:60]}"; '
            "offsets count code points from 0"
        )
    return Toponym(start, end, name)

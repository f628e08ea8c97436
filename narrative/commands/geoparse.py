"""The commands ``resolve`` and ``geoparse``: texts as JSON Lines in, places with coordinates out."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.gazetteer.toponyms import Resolution, Toponym
from geo.reading.faults import Fault, Faults
from geo.reading.validation import read_text, shown
from narrative.commands.calls import DONE, CallError, print_faults
from narrative.story.files import write

if TYPE_CHECKING:
    from geo.geoparsing.home import Home
    from geo.world.lookup import World

LEAST_PIN = 0.35  # of what geoparse finds: from there on a pin gains more than it costs; see benchmarks/geoparsing
CANDIDATES = 5  # runners-up that the output names, the chosen one among them
MOST_FAULTS = 100  # of one file that are told
HALF = re.compile("[\ud800-\udfff]")  # of a surrogate pair: no file in UTF-8 can hold it
FORMAT = """\
One document a line. resolve reads {"id", "text", "mentions": [{"start", "end", "name"}]}, geoparse {"id", "text"};
offsets are code points, text[start:end] is the name. Both write {"id", "mentions": [{"start", "end", "name", "lat",
"lon", "probability", "gazetteer_id", "reason", "candidates"}]}. A mention with "unplaced": true is not found: its
coordinates, if any, are those of the place named beside it ("near"), and no pin; --no-hints leaves them null.
A line may have a "home" of its own, as --home has it. geoparse leaves the coordinates of a mention null that is less
likely right than wrong by far ("doubtful": true). "proposed" is where the text itself seems to play.
"""


@dataclass(frozen=True)
class Document:
    """One line of the input; ``toponyms`` is None where they are to be found, ``home`` "" where it says none."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...] | None
    home: str = ""
    line: int = 0


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
    from geo.geoparsing.home import HomeError, home_of, proposed
    from geo.geoparsing.resolver import resolve
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
        home = home_of(options.home, places) if options.home.strip() else None
        homes = homes_of(documents, options.source, places)
    except HomeError as error:
        raise CallError(f"--home: {error}") from None
    except Faults as faults:
        return print_faults(faults)
    except WorldMissingError as missing:
        raise CallError(str(missing)) from None
    if marked:
        find: Callable[[str], Sequence[Toponym]] | None = None
    else:
        from geo.geoparsing.recogniser import recognise

        def find(text: str) -> Sequence[Toponym]:
            return recognise(text, places, demonyms=options.demonyms)

    lines = []
    for document in progress(documents, "resolve" if marked else "geoparse", options.quiet):
        toponyms = find(document.text) if find else document.toponyms or ()
        answers = resolve(document.text, toponyms, places, (), countries, homes.get(document.id, home))
        mentions = [answer(each, not options.no_hints, 0.0 if marked else LEAST_PIN) for each in answers]
        line: dict[str, Any] = {"id": document.id, "mentions": mentions}
        if not marked:
            seems = proposed(answers, places)
            line["proposed"] = {"countries": list(seems.countries), "home": seems.home}
        lines.append(json.dumps(line, ensure_ascii=False))
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


def homes_of(documents: Sequence[Document], path: Path, places: World) -> dict[str, Home]:
    """The homes that documents have of their own, by id; Faults with what is none."""
    from geo.geoparsing.home import HomeError, home_of

    found: dict[str, Home] = {}
    faults = []
    for document in documents:
        if document.home.strip():
            try:
                found[document.id] = home_of(document.home, places)
            except HomeError as error:
                faults.append(Fault(shown(path), document.line, f'"home": {error}'))
    if faults:
        raise Faults(faults[:MOST_FAULTS])
    return found


def answer(found: Resolution, hints: bool, least: float = 0.0) -> dict[str, Any]:
    """A resolution as the output has it; one that is less likely than ``least`` has no coordinates."""
    toponym = found.toponym
    said: dict[str, Any] = {"start": toponym.start, "end": toponym.end, "name": toponym.name}
    chosen = found.chosen
    point = chosen or (found.near if hints and not (least and is_facility(toponym.name)) else None)
    said["lat"] = point.latitude if point else None
    said["lon"] = point.longitude if point else None
    said["probability"] = round(found.probability * toponym.probability, 4) if point else 0.0
    if point and said["probability"] < least:
        said |= {"lat": None, "lon": None, "doubtful": True}
    if chosen:
        said["gazetteer_id"] = chosen.id
        said["place"] = chosen.label
        said["kind"] = chosen.kind
    else:
        said["unplaced"] = True
        said["near"] = found.near.label if found.near else None
    said["reason"] = found.reason
    said["candidates"] = [
        {
            "gazetteer_id": each.entry.id,
            "place": each.entry.label,
            "lat": each.entry.latitude,
            "lon": each.entry.longitude,
            "probability": each.probability,
        }
        for each in found.candidates[:CANDIDATES]
    ]
    if found.suggestions:
        said["suggestions"] = [each.label for each in found.suggestions]
    return said


def is_facility(name: str) -> bool:
    """Whether a name of several words is that of a road or a building, which lies near no other place of a text."""
    from geo.geoparsing.name_words import FACILITIES

    *others, last = name.lower().replace(".", "").split() or [""]
    return bool(others) and last in FACILITIES


def progress(documents: Sequence[Document], label: str, quiet: bool) -> Iterator[Document]:
    """The documents, with a bar on stderr where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from documents
        return
    import click

    with click.progressbar(documents, label=label, file=sys.stderr, update_min_steps=10) as bar:
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

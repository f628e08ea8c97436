"""Answer ``new``: make the draft of a story from a text file, or bring one up to date with a changed text."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from geo.reading.faults import Faults
from geo.reading.shipped import gazetteer_words
from geo.reading.validation import SLUG, SLUG_CURE, check_language, shown, slug_like
from narrative.commands.calls import DONE, INPUT_AT_FAULT, CallError, cannot_write, print_faults
from narrative.story.folders import new_stories_folder, stories_words

if TYPE_CHECKING:
    from narrative.drafts.found import Told
    from narrative.reading.extract import SourceText

Read = TypeVar("Read")
EPILOG = f"""\
The folder gets story.yaml, places.geojson, annotations.jsonld and REVIEW.md, the list of what needs your eye, least
certain first. Called again after the text has changed, the command keeps what you have edited or confirmed, refreshes
the rest and says what moved. The gazetteer is an extra of the installation: {gazetteer_words()}.
"""


def add_new(commands: Any) -> None:
    """Add ``new`` to the commands of a parser."""
    new = commands.add_parser(
        "new",
        help="make the draft of a story from a text",
        description="Read a text (plain, Markdown or HTML), find its places, dates and people, and draft a story.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    new.add_argument("slug", metavar="SLUG", help="the story's address and its folder's name, such as the-long-march")
    new.add_argument(
        "--text",
        required=True,
        metavar="FILE",
        type=Path,
        help="the text: .txt, .md, .html, .docx, .odt, .epub, .pdf",
    )
    new.add_argument("--title", metavar="T", help="the story's title; the text's own without it")
    new.add_argument("--language", metavar="TAG", help="the text's language, such as de; recognised without it")
    new.add_argument("--countries", metavar="CODES", help="where the story plays, as ISO 3166 codes: US,MX")
    new.add_argument(
        "--home", metavar="REGION", help='the state, county or town whose news it tells, such as "Lexington, Kentucky"'
    )
    new.add_argument("--year", metavar="YEAR", help="the year of dates before the text names one, such as 1812")
    new.add_argument(
        "--by",
        choices=("paragraph", "entry", "chapter", "story"),
        help="a step for each dated entry or each chapter, or a story for each chapter; for each paragraph without it",
    )
    new.add_argument("--out", metavar="FOLDER", type=Path, help=f"where the folder SLUG is made ({stories_words()})")
    new.add_argument("--with-text", action="store_true", help="put the text's words into the steps, if they are yours")
    new.add_argument("--keep-text", action="store_true", help="keep the text in the folder as source.txt")
    new.set_defaults(run=run_new)


def run_new(options: argparse.Namespace) -> int:
    """``new``: the call is checked whole before the gazetteer is loaded for it."""
    if not SLUG.fullmatch(options.slug):
        better = slug_like(options.slug) or "the-long-march"
        raise CallError(f'"{options.slug}" cannot be a story\'s address; {SLUG_CURE} "{better}"')
    folder = (options.out or new_stories_folder()) / options.slug
    if options.out and options.out.exists() and not options.out.is_dir():
        raise CallError(f'"{options.out}" is a file; give --out a folder')
    asked = asked_options(options)
    return drafted(options, folder, asked, read_file(options.text))


def drafted(options: argparse.Namespace, folder: Path, asked: dict[str, Any], data: bytes) -> int:
    """The draft of a file that is there, and what is told of it."""
    from geo.geoparsing.home import HomeError
    from geo.world.lookup import WorldMissingError
    from narrative.drafts.books import make_book
    from narrative.drafts.build import NoPlaceError
    from narrative.drafts.folder import FolderError, make_story
    from narrative.drafts.found import DraftOptions, language_in
    from narrative.drafts.parts import DraftError
    from narrative.reading.blocks import TextError
    from narrative.reading.extract import source_text
    from narrative.reading.languages_of_texts import what_is_read

    try:
        source = source_text(data, options.text.name)
        with progress() as told:
            make = make_book if options.by == "story" else make_story
            report = make(folder, source, asked, keep_text=options.keep_text or None, told=told)
    except (TextError, NoPlaceError, DraftError) as error:
        print(f"{shown(options.text)}: {error}")
        return INPUT_AT_FAULT
    except HomeError as error:
        raise CallError(f"--home: {error}") from None
    except FolderError as error:
        print(f"{shown(folder)}: {error}")
        return INPUT_AT_FAULT
    except Faults as faults:
        print_faults(faults)
        print(f"{shown(folder)}: mend these first; nothing was changed")
        return INPUT_AT_FAULT
    except WorldMissingError as missing:
        raise CallError(str(missing)) from None
    except OSError as error:
        raise cannot_write(error, folder) from None
    print(read_words(source))
    print(what_is_read(language_in(source, DraftOptions(language=asked.get("language", "")))))
    print(report)
    return DONE


def asked_options(options: argparse.Namespace) -> dict[str, Any]:
    """What the call says about the text, checked; what it does not say is missing."""
    from narrative.drafts.asked import country_codes, year_of

    asked: dict[str, Any] = {}
    if options.title is not None:
        asked["title"] = " ".join(options.title.split())
    if options.language is not None:
        asked["language"] = checked(check_language, options.language)
    if options.countries is not None:
        asked["countries"] = checked(country_codes, options.countries)
    if options.home is not None:
        asked["home"] = " ".join(options.home.split())
    if options.year is not None:
        asked["year"] = checked(year_of, options.year)
    if options.with_text:
        asked["with_text"] = True
    if options.by:
        asked["by"] = options.by if options.by in ("entry", "chapter") else ""
    asked["this_year"] = this_year()
    return asked


def checked(read: Callable[[str], Read], written: str) -> Read:
    """What an option says, or a call at fault."""
    try:
        return read(written)
    except ValueError as error:
        raise CallError(str(error)) from None


def this_year() -> int:
    """The year of today."""
    return datetime.date.today().year


def read_file(path: Path) -> bytes:
    """The bytes of a file, one more than are allowed at most."""
    from narrative.story.limits import MOST_DOCUMENT_BYTES

    if path.is_dir():
        raise CallError(f'"{path}" is a folder; give --text a file')
    try:
        with path.open("rb") as file:
            return file.read(MOST_DOCUMENT_BYTES + 1)
    except FileNotFoundError:
        raise CallError(f'there is no file "{path}"; give --text the text to read') from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "its name cannot be"
        raise CallError(f'"{path}" cannot be read ({said}); give --text a text file') from None


def read_words(source: SourceText) -> str:
    """How the file was read, in a sentence."""
    kind = {"text/html": "HTML", "text/markdown": "Markdown", "text/plain": "plain text"}.get(source.media_type)
    kind = f"{kind} in {source.encoding}" if kind else f"{source.media_type}"
    headings = f" and {len(source.headings)} headings" if source.headings else ""
    return f"Read as {kind}: {len(source.paragraphs)} paragraphs{headings}."


@contextmanager
def progress() -> Iterator[Told]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total, name: None
        return
    from narrative.commands.shots import bar

    with bar() as told:
        yield told

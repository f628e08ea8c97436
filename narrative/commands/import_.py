"""Turn a call of ``import`` into a story folder that passes ``check``, and say what could not be kept."""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.reading.faults import Fault, Faults
from geo.reading.uploads import Upload
from geo.reading.validation import SLUG, SLUG_CURE, check_language, shown, slug_like
from narrative.commands.calls import DONE, CallError, cannot_write, print_faults
from narrative.story.files import write
from narrative.story.folders import new_stories_folder, stories_words

if TYPE_CHECKING:
    from narrative.imports.material import Choices


def add_import(commands: Any) -> None:
    """Add the command to the others."""
    parser = commands.add_parser(
        "import",
        help="make a story of another program's file",
        description="Write a story folder from a story map, a time line, a table, places or annotations of another "
        "program, and say what could not be kept. The folder must not be there yet.",
    )
    parser.add_argument("slug", metavar="SLUG", help="the story's address, such as first-voyage")
    parser.add_argument("--from", dest="source", required=True, metavar="FILE", type=Path, help="the file to read")
    parser.add_argument("--format", metavar="NAME", help="its format, where it is not recognised")
    parser.add_argument(
        "--out", metavar="FOLDER", type=Path, help=f"where to write FOLDER/SLUG; without it {stories_words()}"
    )
    parser.add_argument("--places", metavar="FILE", type=Path, help="where its places are: Linked Places or GeoJSON")
    parser.add_argument("--text", metavar="FILE", type=Path, help="the plain text that annotations speak of")
    parser.add_argument("--options", metavar="FILE", type=Path, help="the sheet Options of leaflet-storymaps, as CSV")
    parser.add_argument(
        "--columns", metavar="COLUMNS", help='what the columns of a plain table are: "place=Ort,lat=Breite,lon=Länge"'
    )
    parser.add_argument("--date", metavar="EDTF", help='the dates of steps that have none: "1790/1815"')
    parser.add_argument("--title", metavar="TEXT", help="the story's title, where the file has none or another")
    parser.add_argument("--author", metavar="NAME", help="who wrote it")
    parser.add_argument("--language", metavar="TAG", help='the language of its names, such as "en"')
    parser.set_defaults(run=run_import)


def run_import(options: argparse.Namespace) -> int:
    """``import``: the names of the files written, and on stderr what could not be kept."""
    from narrative.drafts.story_files import story_files
    from narrative.imports.registry import import_draft

    folder = (options.out or new_stories_folder()) / options.slug
    if not SLUG.fullmatch(options.slug):
        better = slug_like(options.slug) or "first-story"
        raise CallError(f'"{options.slug}" is the story\'s address; {SLUG_CURE} "{better}"')
    if folder.exists() or folder.is_symlink():
        raise CallError(f'"{shown(folder)}" is there already and stays as it is; choose another SLUG or --out')
    try:
        draft = import_draft(upload_of(options.source), choices_of(options), options.format)
    except LookupError as error:
        raise CallError(str(error.args[0])) from None
    except Faults as faults:
        return print_faults(faults)
    try:
        files = story_files(draft)
        place_folder(files, folder)
    except Faults as faults:  # the story's files are gone with their folder: told is the file that there is
        source = shown(options.source)
        return print_faults(Faults(Fault(source, 1, f"no story can be made of it: {e.message}") for e in faults.faults))
    except OSError as error:
        raise cannot_write(error, folder.parent) from None
    for name in files:
        print(shown(folder / name))
    said = [*(f"Not kept: {each}" for each in draft.lost), *(f"To look at: {each}" for each in draft.look)]
    for sentence in said:
        print(sentence, file=sys.stderr)
    return DONE


def choices_of(options: argparse.Namespace) -> Choices:
    """The author's choices, checked."""
    from narrative.imports.material import Choices
    from narrative.imports.nearest import nearest
    from narrative.imports.sheet import read_columns
    from narrative.story.dates import parse_date

    try:
        if options.date is not None:
            parse_date(options.date)
        if options.language is not None:
            check_language(options.language)
        columns = read_columns(options.columns) if options.columns is not None else None
    except ValueError as error:
        raise CallError(str(error)) from None
    return Choices(
        slug=options.slug,
        today=today(),
        title=" ".join((options.title or "").split()) or None,
        author=" ".join((options.author or "").split()) or None,
        language=options.language,
        date=options.date,
        places=upload_of(options.places) if options.places else None,
        text=upload_of(options.text) if options.text else None,
        options=upload_of(options.options) if options.options else None,
        columns=columns,
        nearest=nearest,
        beside=beside(options.source),
    )


def beside(source: Path) -> Callable[[str], bytes | None]:
    """What reads the files that lie in the folder of the imported file, or below it."""
    from narrative.media.examining import UnfitError, inside
    from narrative.media.limits import MOST_BYTES

    def body(name: str) -> bytes | None:
        try:
            path = inside(source.parent, name)
            return path.read_bytes() if path.stat().st_size <= max(MOST_BYTES.values()) else None
        except (UnfitError, OSError):
            return None

    return body


def today() -> datetime.date:
    """The day of the import."""
    return datetime.date.today()


def upload_of(path: Path) -> Upload:
    """A file's name and bytes."""
    try:
        return Upload(path.name, path.read_bytes())
    except OSError as error:
        raise CallError(f'"{path}" cannot be read ({error.strerror}); name a file') from None


def place_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the folder beside its place, check it, and move it there at once."""
    from narrative.story import load_story

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".import-") as temporary:
        home = Path(temporary) / folder.name
        home.mkdir()
        for name, body in files.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            write(home / name, body)
        load_story(home)  # what is written is sound, or nothing is
        home.chmod(0o755)
        home.rename(folder)

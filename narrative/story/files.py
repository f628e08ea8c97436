"""Put files in place at once: a reader, or an interrupted run, never leaves half a file; and how old a story's are."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"  # https://reproducible-builds.org/specs/source-date-epoch/


def write(path: Path, body: bytes) -> Path:
    """Put a file in place at once, readable by a web server; a file that is already right is left alone."""
    if path.is_file() and path.read_bytes() == body:
        return path
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return path


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Make a folder and see that it takes files before any work is done for it.

    Raises ``OSError`` with ``filename`` set to the folder, whatever cannot be written in it meanwhile: a temporary
    file's name would tell the caller nothing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(folder)) from error


@contextmanager
def page_file(html: str) -> Iterator[Path]:
    """A page as a file of its own for a browser to open, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="narrative-map-") as folder:
        path = Path(folder).resolve() / "index.html"
        path.write_text(html, encoding="utf-8")
        yield path


def day_of(folder: Path) -> datetime.date:
    """The day on which the newest file of a story was written, in UTC; ``SOURCE_DATE_EPOCH`` overrides it."""
    epoch = os.environ.get(EPOCH_VARIABLE, "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        newest = float(epoch)
    else:
        newest = max(path.stat().st_mtime for path in folder.rglob("*") if path.is_file())
    return datetime.datetime.fromtimestamp(newest, datetime.UTC).date()

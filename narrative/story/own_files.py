"""The files from which a story draws, which lie in its folder and nowhere else."""

from __future__ import annotations

from pathlib import Path

from geo.reading.validation import quoted
from narrative.media.examining import inside


def own_file(folder: Path, name: str, most_bytes: int) -> Path:
    """The file of a name in a story's folder.

    Raises ``ValueError`` with the cure where the name leads out of the folder (a link too), where there is no such
    file, or where it has more than ``most_bytes``.
    """
    path = inside(folder, name)
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ValueError(f"{quoted(name)} cannot be read ({error.strerror}); mend its permissions") from None
    if size > most_bytes:
        raise ValueError(f"{quoted(name)} has {size / 1e6:,.1f} MB; {most_bytes / 1e6:g} MB are the most")
    return path

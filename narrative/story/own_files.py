"""The files that a story names, which lie in its folder and nowhere else."""

from __future__ import annotations

from pathlib import Path

from geo.reading.validation import quoted


def own_file(folder: Path, name: str, most_bytes: int) -> Path:
    """The file of a name in a story's folder.

    Raises ``ValueError`` with the cure where the name leads out of the folder (a link too), where there is no such
    file, or where it has more than ``most_bytes``.
    """
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        if Path(name).is_absolute() or "\\" in name or not inside:
            raise ValueError(f"the file {quoted(name)} lies outside of the story's folder; put it inside")
        if not path.is_file():
            raise ValueError(f"there is no file {quoted(name)} in the story's folder; put it there or mend its name")
        size = path.stat().st_size
    except OSError as error:
        raise ValueError(f"the file {quoted(name)} cannot be read ({error.strerror}); mend it") from None
    if size > most_bytes:
        megabytes = f"{size / 1e6:,.1f} MB"
        raise ValueError(f"the file {quoted(name)} has {megabytes}; {most_bytes / 1e6:g} MB are the most")
    return path

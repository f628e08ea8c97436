"""Take away the temporary folders of runs that were killed before they could."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from pathlib import Path

PREFIX = "narrative-map-"  # of all temporary folders of ours, as of nobody else's
OLD_SECONDS = 86_400.0  # a run that takes pictures lasts minutes; who is a day old is dead


def sweep(folder: Path | None = None, now: float | None = None) -> list[Path]:
    """Remove what such runs left in the system's folder for temporary files; the folders that are gone.

    Only folders of this user, real ones (a link is left alone, and so is what it leads to), named as ours are, in which
    nothing has changed for a day. Whatever cannot be removed stays.
    """
    folder = folder or Path(tempfile.gettempdir())
    now = time.time() if now is None else now
    gone = []
    try:
        found = [each for each in os.scandir(folder) if each.name.startswith(PREFIX)]
    except OSError:
        return []
    for each in found:
        try:
            told = each.stat(follow_symlinks=False)
        except OSError:
            continue
        if not stat.S_ISDIR(told.st_mode) or not ours(told) or now - told.st_mtime < OLD_SECONDS:
            continue
        shutil.rmtree(each.path, ignore_errors=True)  # which goes through no link, and refuses one put in its place
        if not Path(each.path).exists():
            gone.append(Path(each.path))
    return gone


def ours(told: os.stat_result) -> bool:
    """Whether what was looked at is this user's."""
    return not hasattr(os, "getuid") or told.st_uid == os.getuid()

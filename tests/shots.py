"""Run the command `shots` as a person runs it, and read the captions that it writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "narrative", "shots")


def shots_of(story: Path, *options: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command's outcome for a story's folder."""
    return subprocess.run(
        [*COMMAND, str(story), *map(str, options)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


def captions_in(folder: Path) -> list[dict[str, object]]:
    """The captions beside pictures."""
    return list(json.loads((folder / "captions.json").read_text(encoding="utf-8"))["pictures"])

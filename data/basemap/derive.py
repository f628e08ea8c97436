"""Make every file of the basemap again, in order of need; the same packages give the same bytes."""

from __future__ import annotations

import boundaries
import labels
import land
import manifest
import relief
import rivers
import world
from sources import packages


def main() -> None:
    """Run all the programs of this folder."""
    source = packages(__doc__)
    for program in (land, rivers, boundaries, relief, world):
        program.main(source)
    for program in (labels, manifest):
        program.main()


if __name__ == "__main__":
    main()

"""``python -m narrative``: the command line."""

import sys

from geo.reading.garbage import collect_later

collect_later()  # before the libraries come

from narrative.commands.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())

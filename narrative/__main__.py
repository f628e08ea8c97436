"""``python -m narrative``: the command line."""

import sys

from narrative.commands.cli import main

if __name__ == "__main__":
    sys.exit(main())

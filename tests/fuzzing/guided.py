"""Search one door's inputs for what reaches new code: ``python -m tests.fuzzing.guided DOOR FOLDER… -SETTING=…``.

What stands after the door is libFuzzer's: folders of inputs (the first takes what is found) and its settings. It ends
at the first input that breaks the door, and writes that input to a file. `make fuzz` starts it for each door.
"""

from __future__ import annotations

import sys

import atheris

# The readers are instrumented when they are imported; the libraries below them cost more than they show.
with atheris.instrument_imports(include=["geo", "narrative"]):
    from tests.fuzzing.doors import DOORS


def main(arguments: list[str]) -> None:
    """Run until the time is over, or an input breaks the door."""
    program, name, *settings = arguments
    atheris.Setup([program, *settings], DOORS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)

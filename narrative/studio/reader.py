"""Read the texts of the studio's authors in a process of its own, which gives way to the server beside it.

`narrative.studio.reading_room` starts it, writes one pickled question after another to its standard input and reads
the answers from its standard output. It ends when its input does, so with the server.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from narrative.drafts.parts import DraftError
from narrative.story.limits import STUDIO_MEMORY

NICE = 10  # as `nice` counts: who reads a story goes before who has a text read
TOO_MUCH = (
    "This text takes more memory than the studio gives one. Take a part of it, or use “python -m narrative new” for a "
    "book."
)
Answer = tuple[str, Any]  # "draft" and the draft with its note, "said" and a sentence, or "failed" and nothing


def answers(questions: BinaryIO, out: BinaryIO, read: Callable[..., Any]) -> None:
    """Answer pickled questions, each a tuple of what `begin_file` takes, until there are no more."""
    while True:
        try:
            asked = pickle.load(questions)
        except EOFError:
            return
        pickle.dump(answer(asked, read), out)
        out.flush()


def answer(asked: tuple[Any, ...], read: Callable[..., Any]) -> Answer:
    """What comes of one question; never an exception."""
    try:
        return "draft", read(*asked)
    except DraftError as refused:
        return "said", str(refused)
    except MemoryError:
        return "said", TOO_MUCH
    except Exception:
        traceback.print_exc()  # to the server's log: whoever runs it can mend it, the author cannot
        return "failed", None


def main() -> None:
    """Give way, take no more memory than is given, and answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the server, and that this process
    with contextlib.suppress(AttributeError, OSError):
        os.nice(NICE)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (STUDIO_MEMORY, STUDIO_MEMORY))
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    from narrative.studio.begin import begin_file

    answers(sys.stdin.buffer, out, begin_file)


if __name__ == "__main__":
    main()

"""Turn the command ``watch`` into a server on this machine that shows a story while it is written."""

from __future__ import annotations

import argparse
import contextlib
import socket
import sys
import time
import webbrowser
from typing import TYPE_CHECKING, Any

from narrative.commands.calls import DONE, STORY_HELP, CallError, all_stories, story_folder

if TYPE_CHECKING:
    from narrative.serving.watching import State

PORT = 8600


def add_watch(commands: Any) -> None:
    """Add ``watch`` to the command line."""
    watch = commands.add_parser(
        "watch",
        help="show a story while it is written",
        description="Serve a story's page on this machine, and reload it on its step whenever its files are saved. "
        "Faults are told in the page and here; meanwhile the last version without stays up. Ctrl+C ends it.",
    )
    watch.add_argument("story", nargs="?", metavar="STORY", help=f"{STORY_HELP}; without it the first story")
    watch.add_argument(
        "--port", type=int, default=PORT, metavar="N", help=f"the port to listen on, {PORT} if not given; 0 for any"
    )
    watch.add_argument("--no-open", action="store_true", help="do not open the page in a browser")
    watch.set_defaults(run=run_watch)


def run_watch(options: argparse.Namespace) -> int:
    """``watch``: serve until interrupted."""
    folder = story_folder(options.story or all_stories()[0])
    with listening(options.port) as listener:
        address = f"http://localhost:{listener.getsockname()[1]}/"
        print(f"Reading {folder} …", flush=True)
        import uvicorn  # after the call is found good: this takes a moment

        from narrative.serving.watch_server import watch_app
        from narrative.serving.watching import Watched, watching

        watched = Watched(folder)
        report(watched.state)
        watched.listen(report)
        print(f"{address} shows the story and follows its files. Ctrl+C ends it.", flush=True)
        if not options.no_open:
            webbrowser.open(address)
        config = uvicorn.Config(
            watch_app(watched), log_level="warning", access_log=False, timeout_graceful_shutdown=1, lifespan="off"
        )
        with watching(watched), contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
    return DONE


@contextlib.contextmanager
def listening(port: int) -> Any:
    """A socket on this machine alone, whose address no other can reach."""
    with socket.socket() as listener:
        if sys.platform != "win32":  # there it would share the port with who has it
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or "a port is a number from 0 to 65535"
            raise CallError(f"port {port} cannot be used ({why}); give another with --port, or 0 for any") from None
        yield listener


def report(state: State) -> None:
    """A line on the terminal for a state, and one for each fault."""
    clock = time.strftime("%H:%M:%S")
    for fault in state.faults:
        print(fault)
    if not state.faults and state.edition:
        print(f"{clock} shown: {len(state.edition.story.steps)} steps", flush=True)
    else:
        last = "the last version without stays up" if state.edition else "there is no version without to show yet"
        count = "1 fault" if len(state.faults) == 1 else f"{len(state.faults)} faults"
        print(f"{clock} {count}: {last}", flush=True)

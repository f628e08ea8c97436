"""Turn the saving of a story's files into its page rendered anew; while they have faults, the last good one is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from geo.reading.faults import Fault, Faults
from narrative.media.examining import names_in
from narrative.page.value import Page
from narrative.pictures.link_preview import page_to_serve
from narrative.serving.pages import Edition, Stamp
from narrative.source.annotation_checks import annotation_faults
from narrative.source.annotations import ANNOTATIONS_FILE
from narrative.story import DOCUMENTS_FILE, PLACES_FILE, STORY_FILE, Story, load_story

FILES = (STORY_FILE, PLACES_FILE, DOCUMENTS_FILE, ANNOTATIONS_FILE)
DRAWN = frozenset(
    {".csv", ".geojson", ".json", ".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"}
)  # what a story may draw
QUIET_SECONDS = 0.05  # an editor that empties a file and fills it again is done by then
PATIENCE_SECONDS = 0.5  # a file that is written to without a pause is read all the same
LOOK_SECONDS = 1.0  # where the system tells of no changes (a shared folder), they are looked for


@dataclass(frozen=True)
class State:
    """What there is to show: the last good page, if there has been one, and the faults of the files as they stand."""

    edition: Edition | None = None
    faults: tuple[Fault, ...] = ()


class Watched:
    """A story's folder and the newest state of it. Threads may ask for the state at any time."""

    def __init__(self, folder: Path, render: Callable[[Story], Page] = page_to_serve):
        self.folder = folder
        self._render = render
        self._stamp: Stamp | None = None
        self._listeners: list[Callable[[State], None]] = []
        self._guard = threading.Lock()
        self.state = State()
        self.look()

    def listen(self, listener: Callable[[State], None]) -> Callable[[], None]:
        """Call ``listener`` with every new state, from the thread that watches; returns what ends that."""
        with self._guard:
            self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def changed(self) -> bool:
        """Whether the files have changed since they were last read."""
        return stamp_of_story(self.folder) != self._stamp

    def look(self) -> bool:
        """Read the files if they have changed since they were last read; whether there is a new state.

        A reading that fails is tried once more before it is told: it may have met a file half written.
        """
        stamp = stamp_of_story(self.folder)
        if stamp == self._stamp:
            return False
        state = self._read()
        if state.faults:
            time.sleep(QUIET_SECONDS)
            stamp = stamp_of_story(self.folder)
            state = self._read()
        self._stamp = stamp
        if state == self.state:
            return False
        with self._guard:
            self.state = state
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(state)
        return True

    def settled(self) -> bool:
        """Wait until the files rest, not longer than ``PATIENCE_SECONDS``; whether they do."""
        end = time.monotonic() + PATIENCE_SECONDS
        stamp = stamp_of_story(self.folder)
        while time.monotonic() < end:
            time.sleep(QUIET_SECONDS)
            before, stamp = stamp, stamp_of_story(self.folder)
            if before == stamp:
                return True
        return False

    def _read(self) -> State:
        """The files as they stand now."""
        faults: list[Fault] = []
        story, edition = None, self.state.edition
        try:
            story = load_story(self.folder)
        except Faults as found:
            faults.extend(found.faults)
        faults.extend(annotation_faults(self.folder, story))
        if story is not None:
            page = self._render(story)
            if edition is None or page.etag != edition.page.etag:
                edition = Edition(story, page)
        return State(edition, Faults(faults).faults)


def stamp_of_story(folder: Path) -> Stamp:
    """What changes when one of a story's files does: names, times, sizes, and which file it is.

    An editor's own files beside them (``.story.yaml.swp``, ``4913``) change nothing.
    """
    found = []
    for name in (*FILES, *sorted({*drawn_files(folder), *names_in(folder)})):
        try:
            stat = (folder / name).stat()
        except OSError:  # an editor moves the old file away before it puts the new one there
            continue
        found.append((f"{name} {stat.st_ino}", stat.st_mtime_ns, stat.st_size))
    return tuple(found)


def drawn_files(folder: Path) -> list[str]:
    """The files of a folder from which a story may draw, whether it does or not; hidden ones are an editor's own."""
    try:
        names = {path.name for path in folder.iterdir() if is_drawn(path.name)}
    except OSError:
        return []
    return sorted(names - set(FILES))


def is_drawn(name: str) -> bool:
    """Whether a story may draw from a file of this name.

    >>> is_drawn("army.csv"), is_drawn(".army.csv.swp"), is_drawn("notes.txt")
    (True, False, False)
    """
    return not name.startswith(".") and Path(name).suffix.lower() in DRAWN


@contextmanager
def watching(watched: Watched) -> Iterator[None]:
    """Look at the story's files whenever the system says that something has changed in its folder, until the end."""
    changed, ended = threading.Event(), threading.Event()

    def follow() -> None:
        while not ended.is_set():
            changed.wait(LOOK_SECONDS)
            changed.clear()
            if ended.is_set() or not watched.changed():
                continue
            watched.settled()
            watched.look()

    thread = threading.Thread(target=follow, name="watch-story", daemon=True)
    observer = Observer()
    observer.schedule(Bell(changed), str(watched.folder.resolve()))
    with suppress(OSError):  # the system has no watch left to give: the files are looked at every second instead
        observer.start()
    thread.start()
    try:
        yield
    finally:
        ended.set()
        changed.set()
        thread.join(timeout=10)
        if observer.is_alive():
            observer.stop()
            observer.join(timeout=10)


class Bell(FileSystemEventHandler):
    """Rings for one of the story's files, under its name or moved to it."""

    def __init__(self, changed: threading.Event):
        self.changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write"):  # our own reading
            return
        names = {Path(str(path)).name for path in (event.src_path, event.dest_path) if path}
        if names & set(FILES) or any(is_drawn(name) for name in names):
            self.changed.set()

"""Keep the page of every story rendered, and render it anew when its files have changed."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.basemap import FOLDER as BASEMAP
from geo.reading.faults import Faults, did_you_mean
from narrative.page.value import ASSETS, BUNDLES, Page
from narrative.pictures.link_preview import page_to_serve
from narrative.serving.settings import settings
from narrative.story import list_stories, stories_folder

if TYPE_CHECKING:  # the server answers before the libraries that draw are loaded; `warm` loads them
    from narrative.source.annotations import Annotations
    from narrative.story import Story

Stamp = tuple[tuple[str, int, int], ...]
LOG = logging.getLogger("narrative.serving")
FAULTS_VARIABLE = "NARRATIVE_MAP_SHOW_FAULTS"


def shows_faults(environment: Mapping[str, str] | None = None) -> bool:
    """Whether readers may see what is wrong in a story's files: only where the operator says so, or writes here.

    A fault quotes the file. ``NARRATIVE_MAP_SHOW_FAULTS=1`` shows them, and so does ``NARRATIVE_MAP_WATCH=1``.

    >>> shows_faults({}), shows_faults({"NARRATIVE_MAP_SHOW_FAULTS": "1"}), shows_faults({"NARRATIVE_MAP_WATCH": "1"})
    (False, True, True)
    """
    said = os.environ if environment is None else environment
    return "1" in (said.get(FAULTS_VARIABLE), said.get("NARRATIVE_MAP_WATCH"))


def page_for_readers(story: Story) -> Page:
    """The page of a story, with a picture for links where this server takes pictures."""
    from narrative.page import render_page

    return page_to_serve(story) if settings().pictures else render_page(story)


def atlas_of(stories: Sequence[Story], together: bool) -> Page:
    """The atlas of the places of one story, or of all stories together."""
    from narrative.page.atlas import stories_atlas, story_atlas

    return stories_atlas(stories) if together else story_atlas(stories[0])


class UnknownStory(LookupError):  # noqa: N818  # named as a reader would say it
    """A slug that no story has; says which one was meant, perhaps, and which there are."""

    def __init__(self, slug: str, known: Iterable[str]):
        self.slug, self.known = slug, tuple(known)
        super().__init__(f'There is no story "{slug[:80]}"{did_you_mean(slug, self.known) or "."}')


@dataclass(frozen=True)
class Edition:
    """A story as its files stood at one time, with the page that was made of it."""

    story: Story
    page: Page

    @cached_property
    def still(self) -> Page:
        """The page as pictures are taken of it: with its pictures in it, without recordings and films."""
        return self._in_one("STILLS")

    @cached_property
    def alone(self) -> Page:
        """The page as one file, which asks for nothing beside itself: to take along, or where no route is ours."""
        return self._in_one("INSIDE")

    def _in_one(self, placement: str) -> Page:
        if not self.page.files:
            return self.page
        from narrative.page.media import Placement
        from narrative.page.render import in_one

        return in_one(self.story, self.page, Placement[placement])

    @cached_property
    def gazetteer_bytes(self) -> bytes:
        """The story's places as they stand in its folder."""
        return (self.story.folder / "places.geojson").read_bytes()

    @cached_property
    def annotations(self) -> Annotations | None:
        """Where the story's source names places, people and dates; None where nobody has marked it. Raises Faults."""
        from narrative.source.annotations import ANNOTATIONS_FILE, load_annotations

        path = self.story.folder / ANNOTATIONS_FILE
        return load_annotations(path) if path.is_file() else None


class Pages:
    """The stories of a folder, each with its page; safe to ask from several threads.

    A page is rendered when first asked for and kept until a file of the story, the basemap or the templates changes;
    the files are looked at every ``look_every`` seconds at most, each time for 0.
    """

    def __init__(
        self,
        folder: Path | None = None,
        render: Callable[[Story], Page] = page_for_readers,
        draw: Callable[[Sequence[Story], bool], Page] = atlas_of,
        look_every: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ):
        self.folder = folder or stories_folder()
        self._render = render
        self._draw = draw
        self._atlases: dict[str | None, tuple[tuple[Stamp, ...], Page]] = {}
        self._kept: dict[str, tuple[Stamp, Edition]] = {}
        self._faulty: dict[str, tuple[Stamp, Faults]] = {}
        self._stories: dict[str, tuple[Stamp, Story]] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()
        self.look_every, self._clock = look_every, clock
        self._looked: dict[str, tuple[float, Any]] = {}

    def _look(self, what: str, look: Callable[[], Any]) -> Any:
        """What the files say, looked at again after ``look_every`` seconds: hundreds of readers ask in each of them."""
        now, before = self._clock(), self._looked.get(what)
        if before is None or not 0 <= now - before[0] < self.look_every:
            before = self._looked[what] = (now, look())
        return before[1]

    def slugs(self) -> list[str]:
        """The slugs of all stories, in alphabetical order: those that `list_stories` tells."""
        return list(self._look("stories", lambda: list_stories(self.folder)))

    def slug_called(self, slug: str) -> str:
        """The slug that a story has now, by a former one; any other slug as it is, known or not."""
        known = self.slugs()
        if slug in known:
            return slug
        for each in known:
            with suppress(Faults, LookupError):
                if slug in self.story(each).formerly:
                    return each
        return slug

    def get(self, slug: str, readings: Mapping[str, str] | None = None) -> Edition:
        """The story and its page, with the readings that are asked for.

        Raises ``UnknownStory``, ``Faults`` when the story's files have any, or ``UnknownReading``.
        """
        usual = self._edition(slug, {})
        if not readings:
            return usual
        from narrative.story.readings import chosen_in

        chosen = chosen_in(usual.story, readings)
        return usual if chosen == usual.story.chosen else self._edition(slug, chosen)

    def _edition(self, slug: str, chosen: Mapping[str, str]) -> Edition:
        """The edition with these readings, rendered or kept; it is kept by its slug and, where chosen, its readings."""
        if slug not in (known := self.slugs()):
            raise UnknownStory(slug, known)
        with self._guard:
            lock = self._locks.setdefault(slug, threading.Lock())
        with lock:
            folders = (self.folder / slug, BASEMAP, ASSETS, BUNDLES)
            stamp = self._look(slug, lambda: stamp_of(*folders))
            key = key_of(slug, chosen)
            kept, faulty = self._kept.get(key), self._faulty.get(slug)
            if faulty is not None and faulty[0] == stamp:
                raise Faults(faulty[1].faults)
            if kept is None or kept[0] != stamp:
                from narrative.story import load_story

                try:
                    story = load_story(self.folder / slug, chosen)
                except Faults as faults:
                    self._faulty[slug] = (stamp, faults)
                    kept_page = "readers get its last sound page" if slug in self._kept else "readers get a sentence"
                    LOG.warning("The story %s has faults, and %s:\n%s", slug, kept_page, faults)
                    raise
                self._faulty.pop(slug, None)
                kept = self._kept[key] = (stamp, Edition(story, self._render(story)))
            return kept[1]

    def shown(self, slug: str, readings: Mapping[str, str] | None = None) -> Edition:
        """What readers get: as `get`, but of a story whose files have faults now its last sound page, if there was one.

        An author saves in the middle of a sentence, and whoever reads goes on reading.
        """
        try:
            return self.get(slug, readings)
        except Faults:
            good = self.last_good(slug)
            if good is None:
                raise
            if not readings:
                return good
            from narrative.story.readings import chosen_in

            kept = self._kept.get(key_of(slug, chosen_in(good.story, readings)))
            return kept[1] if kept else good

    def faulty(self) -> dict[str, tuple[Faults, bool]]:
        """By slug the faults of each story that had some when it was last looked at, and whether readers get a page."""
        return {slug: (faults, slug in self._kept) for slug, (_, faults) in sorted(self._faulty.items())}

    def last_good(self, slug: str) -> Edition | None:
        """The newest page of a story that could be rendered, whatever its files say now; None if there was none."""
        kept = self._kept.get(slug)
        return kept[1] if kept else None

    def story(self, slug: str) -> Story:
        """A story for which no page is rendered. Raises as `get` does."""
        if slug not in (known := self.slugs()):
            raise UnknownStory(slug, known)
        stamp = self._look(f"{slug} alone", lambda: stamp_of(self.folder / slug))
        kept = self._stories.get(slug)
        if kept is None or kept[0] != stamp:
            from narrative.story import load_story

            kept = self._stories[slug] = (stamp, load_story(self.folder / slug))
        return kept[1]

    def atlas(self, slug: str | None = None) -> Page:
        """The atlas of a story's places, or of all sound stories for None; kept as the pages are.

        Raises as `get` does; LookupError where there is no sound story to draw.
        """
        slugs = self.slugs() if slug is None else [slug]
        with self._guard:
            lock = self._locks.setdefault(f"atlas of {slug or 'all'}", threading.Lock())
        with lock:
            stories = []
            for each in slugs:
                try:
                    stories.append(self.story(each))
                except (Faults, LookupError):
                    if slug is not None:
                        raise
            if not stories:
                raise LookupError("There is no story to draw a map of.")
            common = stamp_of(BASEMAP, ASSETS, BUNDLES)
            stamps = (common, *(stamp_of(self.folder / story.slug) for story in stories))
            kept = self._atlases.get(slug)
            if kept is None or kept[0] != stamps:
                kept = self._atlases[slug] = (stamps, self._draw(stories, slug is None))
            return kept[1]

    def warm(self) -> None:
        """Render every story's page now, then the maps of the app; faults are left to the reader who asks."""
        for slug in self.slugs():
            try:
                page = self.get(slug).page
            except (LookupError, ValueError):
                continue
            _ = page.packed, page.etag, page.pressed
        for atlas in [None, *self.slugs()]:
            with suppress(LookupError, ValueError):
                page = self.atlas(atlas)
                _ = page.packed, page.etag, page.pressed


def key_of(slug: str, chosen: Mapping[str, str]) -> str:
    """Under what an edition is kept: its slug and, where chosen, its readings."""
    if not chosen:
        return slug
    from narrative.story.readings import written_readings

    return f"{slug}?{written_readings(chosen)}"


def stamp_of(*folders: Path) -> Stamp:
    """What changes when a file in one of the folders does: names, times and sizes."""
    files = (
        path for folder in folders for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    stamps = []
    for path in files:
        with suppress(FileNotFoundError):  # an editor's own file, gone already
            stamps.append((str(path), (stat := path.stat()).st_mtime_ns, stat.st_size))
    return tuple(sorted(stamps))

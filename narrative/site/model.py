"""Say what a published site is: its stories, its address, its day, and how one file of it names another."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from geo.reading.faults import Fault, Faults
from geo.reading.shipped import data_folder
from geo.reading.validation import shown
from narrative.story import STORY_FILE, Story
from narrative.story.files import write

OWN_LICENCE = "CC-BY-4.0"  # of the stories of this project: LICENSE
NAMED = ("map", "exports")  # files and folders of the site itself, which no story may be called


@dataclass(frozen=True)
class Site:
    """A site.

    ``address`` is that of its folder on the web without a slash at the end, "" where nobody knows it. ``licence`` is
    the stories' as the call says it. ``day`` is the day of the site; ``days`` by slug the day of each story, that of
    its newest file.
    """

    title: str
    stories: tuple[Story, ...]
    day: datetime.date
    days: Mapping[str, datetime.date]
    address: str = ""
    licence: str = ""

    def licence_of(self, story: Story) -> str:
        """Under which licence a story is, as an SPDX identifier: as the call says, or as those are that came along."""
        came_along = story.folder.resolve().parent == data_folder("stories").resolve()
        return self.licence or (OWN_LICENCE if came_along else "")

    def url(self, path: str = "") -> str:
        """The address of a file of the site, or of the site: whole where it is known, else from the site's folder.

        >>> day = datetime.date(2026, 1, 2)
        >>> Site("A", (), day, {}, "https://a.org/maps").url("lake/"), Site("A", (), day, {}).url("lake/")
        ('https://a.org/maps/lake/', 'lake/')
        """
        return f"{self.address}/{path}" if self.address else path or "./"

    def moment(self, slug: str = "") -> str:
        """The day of a story, or of the site, as feeds and archives write it."""
        return f"{self.days.get(slug, self.day).isoformat()}T00:00:00Z"

    @property
    def path(self) -> str:
        """The folder in which the site lies on its host, with slashes at both ends; "/" where nobody knows it.

        >>> Site("A", (), datetime.date(2026, 1, 2), {}, "https://a.org/maps").path
        '/maps/'
        """
        inner = urlsplit(self.address).path.strip("/") if self.address else ""
        return f"/{inner}/" if inner else "/"


def identifier(name: str) -> str:
    """A name of a thing that stays the same wherever the site lies, as a URN (RFC 9562, version 5).

    >>> identifier("story/lake-crossing") == identifier("story/lake-crossing")
    True
    """
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:narrative-map:{name}')}"


def former_stories(stories: Sequence[Story]) -> dict[str, str]:
    """The addresses that stories had before, and by each the slug of today. Raises ``Faults`` where two claim one."""
    slugs = {story.slug for story in stories}
    leads: dict[str, str] = {}
    faults = []
    for story in stories:
        for former in story.formerly:
            other = former if former in slugs else leads.get(former, "")
            if former in NAMED or other:
                why = f'the story "{other}" has that address' if other else "the site needs it for itself"
                message = f'"formerly" names "{former}", but {why}; take it away'
                faults.append(Fault(shown(story.folder / STORY_FILE), 1, message))
            leads[former] = story.slug
    if faults:
        raise Faults(faults)
    return leads


def put(root: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files by their paths from a folder."""
    for name, body in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, body)

"""Two small stories as a site, for the tests of `narrative.site`."""

from __future__ import annotations

import datetime
from pathlib import Path

from narrative.site.model import Site
from narrative.story import load_story
from tests.stories import STORY, write_story

DAY = datetime.date(2026, 3, 4)
ADDRESS = "https://maps.example.org/stories"


def two_folders(home: Path, formerly: str = "") -> list[Path]:
    """The lake's story, and the same as another one which once had other names."""
    (home / "other").mkdir(parents=True, exist_ok=True)
    first = write_story(home)
    second = write_story(
        home / "other",
        STORY.replace("title: The Lake Crossing", f'title: "A <b> & “other”"\nsubtitle: Twice\n{formerly}').replace(
            "  - id: the-denial\n", "  - id: the-denial\n    formerly: [the-answer, their-answer]\n"
        ),
    )
    other = second.rename(home / "far-shore")
    return [first, other]


def two_stories(home: Path, address: str = ADDRESS, licence: str = "") -> Site:
    """Those as a site that is not written anywhere."""
    stories = tuple(load_story(folder) for folder in two_folders(home, "formerly: [near-shore]"))
    days = {"lake-crossing": DAY, "far-shore": datetime.date(2026, 3, 1)}
    return Site("Lakes & shores", stories, DAY, days, address, licence)

"""Give out the ids of steps, places and people: slugs of what they are called, each once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from geo.reading.validation import slug_like
from narrative.story.fields import check_step_id

LONGEST = 50  # letters of an id


@dataclass
class Ids:
    """Slugs that are given out once.

    >>> ids = Ids()
    >>> ids.new("Évian"), ids.new("Evian"), ids.new("Порт-Артур"), ids.new("!", "place"), ids.step("Map")
    ('evian', 'evian-2', 'port-artur', 'place', 'step-map')
    """

    taken: set[str] = field(default_factory=set)

    def new(self, words: str, otherwise: str = "place") -> str:
        """A slug of some words, with a number where it is taken."""
        return self.taking(short_slug(words) or otherwise)

    def step(self, words: str) -> str:
        """A slug that a step may have: some are the page's own.

        >>> Ids().step("A title"), Ids().step("Search")
        ('step-a', 'step-search')
        """
        slug = short_slug(words) or "step"
        try:
            check_step_id(slug)
        except ValueError:
            while slug.endswith("-title"):
                slug = slug.removesuffix("-title")
            slug = f"step-{slug}"
        return self.taking(slug)

    def taking(self, slug: str) -> str:
        """The slug, or the first free one with a number."""
        number, free = 1, slug
        while free in self.taken:
            number += 1
            free = f"{slug}-{number}"
        self.taken.add(free)
        return free


def short_slug(words: str) -> str:
    """The slug of some words, of 50 letters at most, cut between words where it can be; "" where they have no letter.

    >>> short_slug("On the way to the river, which nobody had seen before that day")
    'on-the-way-to-the-river-which-nobody-had-seen'
    >>> len(short_slug("a" * 99)), short_slug("日本"), short_slug("…")
    (50, 'riben', '')
    """
    slug = slug_like(words)
    if len(slug) <= LONGEST:
        return slug
    cut = slug[: LONGEST + 1].rpartition("-")[0]
    return (cut or slug[:LONGEST]).strip("-")


def story_slug(*names: str, otherwise: str = "first-story") -> str:
    """The address of a story, from the first of its names that has a letter.

    >>> story_slug("", "Łódź, 1914"), story_slug("?")
    ('lodz-1914', 'first-story')
    """
    return next((slug for each in names if (slug := short_slug(each))), otherwise)


def new_id(words: str, taken: Iterable[str], otherwise: str) -> str:
    """An id that nothing else has.

    >>> new_id("Ongjin!", ["ongjin"], "place"), new_id("평양", [], "place")
    ('ongjin-2', 'pyeongyang')
    """
    return Ids(set(taken)).new(words, otherwise)

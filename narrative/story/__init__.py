"""A story folder into a checked Story, which answers every question about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrative.story.story import (
        DOCUMENTS_FILE as DOCUMENTS_FILE,
    )
    from narrative.story.story import (
        MISSING as MISSING,
    )
    from narrative.story.story import (
        PLACES_FILE as PLACES_FILE,
    )
    from narrative.story.story import (
        STORY_FILE as STORY_FILE,
    )
    from narrative.story.story import (
        Choice as Choice,
    )
    from narrative.story.story import (
        Claim as Claim,
    )
    from narrative.story.story import (
        Document as Document,
    )
    from narrative.story.story import (
        Judgement as Judgement,
    )
    from narrative.story.story import (
        Link as Link,
    )
    from narrative.story.story import (
        LinkSide as LinkSide,
    )
    from narrative.story.story import (
        Moment as Moment,
    )
    from narrative.story.story import (
        Note as Note,
    )
    from narrative.story.story import (
        Party as Party,
    )
    from narrative.story.story import (
        Person as Person,
    )
    from narrative.story.story import (
        Reading as Reading,
    )
    from narrative.story.story import (
        Side as Side,
    )
    from narrative.story.story import (
        Sign as Sign,
    )
    from narrative.story.story import (
        Source as Source,
    )
    from narrative.story.story import (
        Statement as Statement,
    )
    from narrative.story.story import (
        Step as Step,
    )
    from narrative.story.story import (
        Story as Story,
    )
    from narrative.story.story import (
        Term as Term,
    )
    from narrative.story.story import (
        UnknownReading as UnknownReading,
    )
    from narrative.story.story import (
        Witness as Witness,
    )
    from narrative.story.story import (
        Work as Work,
    )
    from narrative.story.story import (
        find_story as find_story,
    )
    from narrative.story.story import (
        list_stories as list_stories,
    )
    from narrative.story.story import (
        load_story as load_story,
    )
    from narrative.story.story import (
        open_story as open_story,
    )
    from narrative.story.story import (
        stories_folder as stories_folder,
    )

__all__ = [
    "DOCUMENTS_FILE",
    "MISSING",
    "PLACES_FILE",
    "STORY_FILE",
    "Choice",
    "Claim",
    "Document",
    "Judgement",
    "Link",
    "LinkSide",
    "Moment",
    "Note",
    "Party",
    "Person",
    "Reading",
    "Side",
    "Sign",
    "Source",
    "Statement",
    "Step",
    "Story",
    "Term",
    "UnknownReading",
    "Witness",
    "Work",
    "find_story",
    "list_stories",
    "load_story",
    "open_story",
    "stories_folder",
]

IN_FOLDERS = (
    "DOCUMENTS_FILE",
    "MISSING",
    "PLACES_FILE",
    "STORY_FILE",
    "UnknownReading",
    "find_story",
    "list_stories",
    "stories_folder",
)

if not TYPE_CHECKING:  # which would take any name for one that is here

    def __getattr__(name: str) -> object:
        """Load what reads stories when it is asked for: the gazetteer's libraries take a second."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        home = "folders" if name in IN_FOLDERS else "story"
        return getattr(import_module(f"narrative.story.{home}"), name)

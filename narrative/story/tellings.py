"""Turn a story into the telling of the same events by the documents: each paper a step, in the order of their dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from narrative.story.document_model import Document
from narrative.story.model import Story
from narrative.story.step_model import Link, Step
from narrative.story.words import AUTHORS_OWN

PAPER = "paper-"  # before a document's id: the id of its step


def told_by_documents(story: Story) -> Story | None:
    """The story by its documents, None where it has none that can be shown on the map.

    A step's id is ``paper-`` and the document's id, its date the document's, its text what the document says; its link
    is a message from where it was sent to where it went. A paper whose places are not known stands where the steps are
    that it speaks of. Nothing of the first telling is in it but people, places and moments.
    """
    papers = [(each, places_of(story, each)) for each in story.documents.values()]
    shown = [(each, places) for each, places in papers if places]
    if not shown:
        return None
    steps = tuple(step_of(story, index, document, places) for index, (document, places) in enumerate(shown))
    readings = {id: replace(each, steps=told_as(each.documents), claims=()) for id, each in story.readings.items()}
    return replace(
        story, steps=steps, cover=steps[0].id, claims=(), statements={}, documents={}, readings=readings, terms={}
    )


def told_as(documents: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The steps of documents (ids) that name a reading, as `Reading.steps` has them."""
    return {PAPER + id: ("text",) for id in documents}


def places_of(story: Story, document: Document) -> tuple[str, ...]:
    """The ids of the places of a document's step."""
    if document.places:
        return document.places
    spoken_of = [
        step for step in story.steps if any(each.document == document.id for each in story.witnesses_at(step.id))
    ]
    return spoken_of[0].places if spoken_of else ()


def step_of(story: Story, index: int, document: Document, places: tuple[str, ...]) -> Step:
    """A document as a step."""
    ways = [(one, two) for one in document.sender.places[:1] for two in document.receiver.places if one != two]
    paragraphs = {number for each in document.witnesses for number in story.paragraphs_of(each)}
    return Step(
        id=PAPER + document.id,
        index=index,
        title=document.title,
        date=document.date,
        map_date=None,
        date_note=None,
        undated=False,
        places=places,
        people=document.people,
        paragraphs=tuple(sorted(paragraphs)),
        editorial=False,
        status=AUTHORS_OWN,
        disputed_by=(),
        disputes=(),
        links=tuple(Link(one, two, "message", None, AUTHORS_OWN) for one, two in ways),
        camera_places=(),
        text=document.says or "",
        notes=(),
    )

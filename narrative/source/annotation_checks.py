"""Check that annotations fit their story: its source, places, people, statements and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geo.reading.faults import Fault
from narrative.source.annotations import ANNOTATIONS_FILE, AnnotationReading, examine_annotations
from narrative.story import Story
from narrative.story.checks import dangling


def annotation_faults(folder: Path, story: Story | None) -> list[Fault]:
    """All faults of a story's annotations; none where it has no such file.

    With `story` None (it could not be read) the file is checked by itself.
    """
    path = Path(folder) / ANNOTATIONS_FILE
    if not path.exists():
        return []
    reading = examine_annotations(path)
    return [*reading.faults, *(cross_faults(reading, story) if story else ())]


def cross_faults(reading: AnnotationReading, story: Story) -> Iterator[Fault]:
    """Another source than the story's, places and people that it does not have, and paragraphs too many or too few."""
    annotations = reading.annotations
    if annotations is None:
        return
    if annotations.sha256 != story.source.sha256:
        said = "has none" if story.source.sha256 is None else f"is {story.source.sha256[:12]}…"
        message = f"the source's SHA-256 is {annotations.sha256[:12]}…, but the story's {said}; annotate its source"
        yield reading.fault(next(iter(reading.numbers)), message, "target", "source")
    for mark in annotations.marks:
        for place in mark.places:
            if place not in story.gazetteer.places:
                yield reading.fault(mark.id, dangling("place", place, story.gazetteer.places), "body")
        if mark.reading is not None and mark.reading not in story.readings:
            yield reading.fault(mark.id, dangling("reading", mark.reading, story.readings), "body")
        if mark.person is not None and mark.person not in story.people:
            yield reading.fault(mark.id, dangling("person", mark.person, story.people), "body")
    for paragraph in annotations.paragraphs:
        for id in paragraph.statements:
            statement = story.statements.get(id)
            if statement is None:
                yield reading.fault(paragraph.id, dangling("statement", id, story.statements), "body")
            elif paragraph.number not in statement.paragraphs:
                message = (
                    f'the statement "{id}" does not rest on paragraph {paragraph.number}; annotate the source anew'
                )
                yield reading.fault(paragraph.id, message, "body")
    if len(annotations.paragraphs) != story.source.paragraphs:
        last = list(reading.numbers)[-1]
        message = (
            f"{len(annotations.paragraphs)} paragraphs are annotated, but the source has {story.source.paragraphs}"
        )
        yield reading.fault(last, f"{message}; annotate each")

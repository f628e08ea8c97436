"""Turn the steps of a story into a table or into JSON."""

from __future__ import annotations

import json

from geo.reading.days import Day
from narrative.exports.media import address_of, media_part
from narrative.exports.steps_schema import (
    DatePart,
    LinkPart,
    NotePart,
    PersonPart,
    PlacePart,
    SidePart,
    SignPart,
    SourcePart,
    StatementPart,
    StepPart,
    StepsDocument,
    StoryPart,
    TextPart,
    WorkPart,
)
from narrative.exports.texts import Cell, joined, table
from narrative.story import Statement, Step, Story
from narrative.story.dates import Date
from narrative.story.describe import link_words
from narrative.story.media_model import Media
from narrative.story.prose import plain_text
from narrative.story.words import STANDINGS

HEADER = (
    *("number", "id", "title", "edtf", "earliest", "latest", "date", "date_note"),
    *("places", "place_titles", "people", "people_names", "paragraphs", "status", "editorial"),
    *("disputed_by", "disputes", "links", "text", "text_markdown", "notes", "works"),
    *("sign", "statements", "silent", "draft"),
)


def steps_csv(story: Story) -> bytes:
    """A row per step in the order of telling; a cell with several values has them apart by " | ".

    ``edtf`` is the date as written, ``earliest`` and ``latest`` (ISO 8601) bound it and are empty at an open end,
    ``date`` says it in words. ``places`` (the step's own; the ends of its ``links`` light up too),
    ``people``, ``disputed_by``, ``disputes`` and ``works`` are ids. ``text`` and ``notes`` are plain,
    ``text_markdown`` is CommonMark. ``sign`` is how the step stands as a whole, ``statements`` what those of its text
    say, each with its standing, ``silent`` what the source leaves open, ``draft`` whether nobody has confirmed it.
    ``media`` is there where a step has some. How the file is written: `narrative.exports.texts.table`.
    """
    if not any(step.media for step in story.steps):
        return table(HEADER, [row(story, step) for step in story.steps])
    shown = ([*row(story, step), joined(media_cell(each) for each in step.media)] for step in story.steps)
    return table([*HEADER, "media"], shown)


def media_cell(media: Media) -> str:
    """One of a step's media: where it is, what it shows, who made it and under which terms."""
    return f"{address_of(media)}: {media.alt} ({media.all_rights})"


def row(story: Story, step: Step) -> list[Cell]:
    """One step as the cells of its row."""
    earliest, latest = bounds(step.date)
    return [
        step.index + 1,
        step.id,
        step.title,
        step.date.edtf or None,
        earliest.isoformat() if earliest else None,
        latest.isoformat() if latest else None,
        step.date.words,
        step.date_note,
        joined(step.places),
        joined(story.gazetteer.places[each].title_on(step.day) for each in step.places),
        joined(step.people),
        joined(story.people[each].name for each in step.people),
        joined(step.paragraphs),
        step.status,
        "yes" if step.editorial else "no",
        joined(step.disputed_by),
        joined(step.disputes),
        joined(link_words(story, link, step.day) for link in step.links),
        plain_text(step.text),
        step.text.strip(),
        joined(plain_text(note.text) for note in step.notes),
        joined(dict.fromkeys(work for note in step.notes for work in note.sources)),
        step.sign.status + (" in part" if step.sign.partly else ""),
        joined(f"{each.says} ({STANDINGS[each.standing].word})" for each in step.statements),
        joined(step.silent),
        "yes" if step.unread else "no",
    ]


def bounds(date: Date) -> tuple[Day | None, Day | None]:
    """The first and the last day of a date; None at an open end.

    >>> from narrative.story.dates import parse_date
    >>> bounds(parse_date("1949-05/.."))
    (Day(year=1949, month=5, day=1), None)
    """
    return (
        None if date.open_start else date.earliest,
        None if date.open_end else date.latest,
    )


def steps_json(story: Story) -> bytes:
    """The steps as JSON after ``steps_schema.json``, with the works that their notes rest on."""
    document = StepsDocument(
        version=1,
        story=story_part(story),
        steps=[step_part(story, step) for step in story.steps],
        works=[WorkPart(id=work.id, citation=work.citation, url=work.url) for work in story.works.values()],
        sides=[SidePart(id=side.id, name=side.name) for side in story.sides.values()],
    )
    text = json.dumps(document.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=1)
    return text.encode("utf-8") + b"\n"


def story_part(story: Story) -> StoryPart:
    """What the steps belong to."""
    source = story.source
    return StoryPart(
        slug=story.slug,
        title=story.title,
        subtitle=story.subtitle,
        summary=story.summary,
        language=story.language,
        wording=story.wording,
        source=SourcePart(
            title=source.title,
            authors=list(source.authors),
            publication=source.publication,
            date=date_part(source.date),
            page=source.page,
            url=source.url,
            paragraphs=source.paragraphs,
            provenance=source.provenance,
        ),
    )


def date_part(date: Date) -> DatePart:
    """A date as written, as bounds and as words."""
    earliest, latest = bounds(date)
    return DatePart(
        edtf=date.edtf,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        words=date.words,
        approximate=date.approximate,
        uncertain=date.uncertain,
    )


def step_part(story: Story, step: Step) -> StepPart:
    """One step; ids with the words a reader needs beside them."""
    places = [story.gazetteer.places[each] for each in step.places]
    people = [story.people[each] for each in step.people]
    return StepPart(
        id=step.id,
        number=step.index + 1,
        title=step.title,
        date=date_part(step.date),
        date_note=step.date_note,
        places=[
            PlacePart(id=each.id, title=each.title_on(step.day), certainty=story.certainty_in(step.id, each.id))
            for each in places
        ],
        people=[PersonPart(id=each.id, name=each.name, role=each.role) for each in people],
        paragraphs=list(step.paragraphs),
        editorial=step.editorial,
        status=step.status,
        sign=SignPart(status=step.sign.status, partly=step.sign.partly),
        statements=[statement_part(each) for each in step.statements],
        silent=list(step.silent),
        draft=step.unread,
        disputed_by=list(step.disputed_by),
        disputes=list(step.disputes),
        links=[
            LinkPart(
                origin=each.origin,
                destination=each.destination,
                kind=each.kind,
                label=each.label,
                status=each.status,
                via=list(each.via),
                along=each.along,
                schematic=each.schematic,
                side=each.side,
                speaker=each.speaker,
                paragraphs=list(each.paragraphs),
                sources=list(each.sources),
            )
            for each in step.links
        ],
        text=text_part(step.text),
        notes=[NotePart(text=text_part(each.text), works=list(each.sources)) for each in step.notes],
        media=[media_part(each) for each in step.media],
    )


def statement_part(statement: Statement) -> StatementPart:
    """One statement, with its ids as they are."""
    return StatementPart(
        id=statement.id,
        says=statement.says,
        standing=statement.standing,
        speaker=statement.speaker,
        via=statement.via,
        hearer=statement.hearer,
        date=date_part(statement.date) if statement.date else None,
        paragraphs=list(statement.paragraphs),
        disputed_by=list(statement.disputed_by),
        sources=list(statement.sources),
    )


def text_part(text: str) -> TextPart:
    """A text as written and as words alone."""
    return TextPart(markdown=text.strip(), plain=plain_text(text))

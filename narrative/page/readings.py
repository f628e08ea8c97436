"""Turn a story's readings and terms into what the page shows: lists, a line beside a step, doubts on its maps."""

from __future__ import annotations

from typing import Any

from geo.reading.wording import listed
from narrative.page.handed import ReadingsData
from narrative.story import Reading, Step, Story, Term
from narrative.story.describe import paragraphs_cited, sentence_case, short_citation
from narrative.story.languages import language_name
from narrative.story.prose import typographic
from narrative.story.tellings import told_by_documents
from narrative.story.words import CERTAINTIES

WORDS = {"read": "read it as {}"}


def readings_data(story: Story) -> ReadingsData | None:
    """What ``readings.js`` asks for, None where the story has no readings and no step whose places are a guess.

    ``chosen`` (place by reading), ``places`` (all of each reading, the usual one first), their ``titles``, ``doubts``
    (by step id the certainty of each place that stands there for a reading, or is guessed), ``words``.
    """
    if not story.readings and not any(step.unplaced for step in story.steps):
        return None
    readings = story.readings.values()
    tellings = [story, told_by_documents(story)]
    return {
        "chosen": story.chosen,
        "places": {each.id: [choice.place for choice in each.choices] for each in readings},
        "titles": {choice.place: title_of(story, choice.place) for each in readings for choice in each.choices},
        "doubts": {
            step.id: doubts
            for telling in tellings
            if telling
            for step in telling.steps
            if (doubts := doubts_in(telling, step))
        },
        "words": WORDS,
    }


def doubts_in(story: Story, step: Step) -> dict[str, str]:
    """The certainty in a step of each place that stands there for a reading, or because its source names none."""
    places = [*(each.place for each in story.readings_in(step.id)), *(step.places if step.unplaced else ())]
    return {place: story.certainty_in(step.id, place) for place in places}


def readings_beside(story: Story, step: Step) -> list[dict[str, str]]:
    """What ``steps.html`` says of the readings that a step names."""
    return [
        {
            "id": each.id,
            "name": typographic(each.name),
            "title": title_of(story, each.place),
            "certainty": CERTAINTIES[each.chosen.certainty].word,
        }
        for each in story.readings_in(step.id)
    ]


def readings_at(story: Story, place: str) -> list[dict[str, Any]]:
    """What a place's entry says of the names that are, or may be, read as it."""
    return [
        {
            "id": each.id,
            "name": typographic(each.name),
            "cited": paragraphs_cited(each.paragraphs),
            "chosen": each.place == place,
            "certainty": CERTAINTIES[choice.certainty].title,
            "says": typographic(choice.says),
        }
        for each in story.readings.values()
        for choice in each.choices
        if choice.place == place
    ]


def readings_context(story: Story) -> list[dict[str, Any]]:
    """What ``readings.html`` needs of every reading."""
    return [reading_context(story, each) for each in story.readings.values()]


def reading_context(story: Story, reading: Reading) -> dict[str, Any]:
    """One reading: its choices with what speaks for each, and what depends on it."""
    claims = {each.id: each for each in story.claims}
    return {
        "id": reading.id,
        "name": typographic(reading.name),
        "cited": paragraphs_cited(reading.paragraphs),
        "choices": [
            {
                "place": each.place,
                "title": title_of(story, each.place),
                "certainty": CERTAINTIES[each.certainty].word,
                "says": typographic(each.says),
                "works": works_of(story, each.sources),
                "chosen": each.place == reading.place,
            }
            for each in reading.choices
        ],
        "first": next(iter(reading.steps), story.steps[0].id),
        "steps": [
            {"id": id, "title": typographic(story.step(id).title), "uses": listed(list(uses))}
            for id, uses in reading.steps.items()
        ],
        "claims": [{"id": id, "title": typographic(claims[id].title)} for id in reading.claims],
        "documents": [{"id": id, "title": typographic(story.documents[id].title)} for id in reading.documents],
    }


def terms_context(story: Story) -> list[dict[str, Any]]:
    """What ``readings.html`` needs of every term."""
    return [term_context(story, each) for each in story.terms.values()]


def terms_beside(story: Story, step: Step) -> list[dict[str, str]]:
    """What ``steps.html`` says of the terms that a step quotes: the likely original, and a doubt about it."""
    return [
        {
            "id": each.id,
            "written": typographic(each.written),
            "likely": each.likely,
            "lang": each.language,
            "doubt": CERTAINTIES[each.certainty].word if CERTAINTIES[each.certainty].doubtful else "",
        }
        for each in story.terms.values()
        if step.id in each.steps
    ]


def term_context(story: Story, term: Term) -> dict[str, Any]:
    """One term: as written, the likely original, how sure, and the steps that quote it."""
    return {
        "id": term.id,
        "written": typographic(term.written),
        "likely": term.likely,
        "lang": term.language,
        "language": language_name(term.language),
        "cited": paragraphs_cited(term.paragraphs),
        "certainty": CERTAINTIES[term.certainty].word,
        "says": sentence_case(typographic(term.says)) if term.says else None,
        "works": works_of(story, term.sources),
        "steps": [{"id": id, "title": typographic(story.step(id).title)} for id in term.steps],
    }


def works_of(story: Story, sources: tuple[str, ...]) -> list[dict[str, str]]:
    """The works and documents of these ids as the lists cite them."""
    return [{"id": id, "short": short_citation(story.works[id].citation)} for id in sources]


def title_of(story: Story, place: str) -> str:
    """A place's title."""
    return story.gazetteer.places[place].title

"""Turn the steps, places, people and works of a Story into what the templates of its text need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geo.basemap.reader import Basemap
from geo.gazetteer.reader import Name
from geo.gazetteer.timespans import ALWAYS
from narrative.page.claims import claims_context, claims_of_step, notes_context
from narrative.page.drawn import drawn_beside, drawn_context
from narrative.page.papers import documents_context, marked_prose, papers_beside, statements_context
from narrative.page.readings import readings_at, readings_beside, readings_context, terms_beside, terms_context
from narrative.story import Step, Story
from narrative.story.cited import citation
from narrative.story.describe import (
    byline,
    distance_words,
    map_words,
    paragraphs_cited,
    said,
    sentence_case,
)
from narrative.story.languages import language_name
from narrative.story.prose import typographic
from narrative.story.words import CERTAINTIES


def step_context(story: Story, step: Step) -> dict[str, Any]:
    """What ``steps.html`` needs of one step."""
    sides = (("Spoken against in:", step.disputed_by), ("Speaks against:", step.disputes))
    against = [
        {"id": id, "title": typographic(story.step(id).title), "words": words} for words, ids in sides for id in ids
    ]
    cited = paragraphs_cited(step.paragraphs)
    return {
        "id": step.id,
        "index": step.index,
        "title": typographic(step.title),
        "edtf": step.date.edtf,
        "when": sentence_case(step.date.words),
        "date_note": step.date_note,
        "place_note": typographic(step.place_note or ""),
        "status": step.shown_as,
        "status_words": said(step) + ("" if step.editorial and not step.unread else "."),
        "cited": sentence_case(
            f"On {cited}." if step.editorial else f"{story.source.short or story.source.title}, {cited}."
        )
        if cited
        else "",
        "against": against,
        "html": marked_prose(step),
        "silent": [typographic(each) for each in step.silent],
        "papers": papers_beside(story, step),
        "readings": readings_beside(story, step),
        "terms": terms_beside(story, step),
        "shows": map_words(story, step),
        "drawn": drawn_beside(story, step),
        "claims": claims_of_step(story, step.id) if against else [],
        "notes": notes_context(story, step.notes),
    }


def appendix_context(story: Story, basemap: Basemap) -> dict[str, Any]:
    """What ``appendix.html`` needs: every place, person and work with the steps that name it."""
    places = story.gazetteer.places
    return {
        "story": story,
        "attribution": basemap.attribution,
        "source_words": byline(story),
        "citation": citation(story),
        "hands": [
            {
                "what": typographic(hand.what),
                "edtf": hand.date.edtf if hand.date else None,
                "when": hand.date.words if hand.date else None,
                "note": typographic(hand.note) if hand.note else None,
            }
            for hand in story.source.hands
        ],
        "places": [
            {
                "id": place.id,
                "title": place.title,
                "modern": place.modern if place.modern != place.title else None,
                "country": place.country,
                "description": place.description,
                "reason": place.reason,
                "doubtful": CERTAINTIES[place.certainty].doubtful,
                "certainty_words": CERTAINTIES[place.certainty].title,
                "rivals": [{"id": id, "title": places[id].title} for id in place.rivals],
                "readings": readings_at(story, place.id),
                "distance": distance_words(place, story.reference),
                "names": [
                    {
                        "language": language_name(name.lang),
                        "lang": name.lang,
                        "toponym": name.toponym,
                        "where": used(name),
                    }
                    for name in place.names
                ],
                "addresses": place.addresses,
                "count": story.tally_at(place.id).words,
                "steps": entries(story.steps_at(place.id)),
            }
            for place in places.values()
        ],
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "role": sentence_case(person.role),
                "written": person.as_written,
                "count": story.tally_with(person.id).words,
                "note": person.note,
                "steps": entries(story.steps_with(person.id)),
            }
            for person in story.people.values()
        ],
        "works": list(story.works.values()),
        "claims": claims_context(story),
        "documents": documents_context(story),
        "statements": statements_context(story),
        "readings": readings_context(story),
        "drawn": drawn_context(story, basemap),
        "terms": terms_context(story),
    }


def used(name: Name) -> str:
    """By whom and when a name is used, and where the source writes it so."""
    said = [name.by or "", name.span.words if name.span != ALWAYS else ""]
    said.append(f"so in {paragraphs_cited(name.paragraphs)}" if name.paragraphs else "")
    return ", ".join(each for each in said if each)


def entries(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps as the appendix names them."""
    return [
        {"id": step.id, "title": typographic(step.title), "edtf": step.date.edtf, "when": step.date.words}
        for step in steps
    ]

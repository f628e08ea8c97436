"""Turn a story's claims into what the templates show: each side with who says it, to whom, when and in which ¶."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from geo.reading.validation import SLUG
from narrative.story import Claim, Note, Side, Story
from narrative.story.claim_checks import AUTHORS
from narrative.story.dates import Date
from narrative.story.describe import lowered, paragraphs_cited, sentence_case, short_citation
from narrative.story.prose import render_prose, typographic
from narrative.story.words import STATUSES, VERDICTS

AUTHORS_NAME = "The authors"


def claims_context(story: Story) -> list[dict[str, Any]]:
    """What ``claims.html`` needs of every claim, in the order of the file."""
    return [
        {
            "id": claim.id,
            "title": typographic(claim.title),
            "speakers": speakers(story, claim),
            "sides": [side_context(story, side) for side in claim.sides],
            "judgement": {
                "open": claim.judgement.open,
                "html": Markup(render_prose(claim.judgement.text)),
                "cited": paragraphs_cited(claim.judgement.paragraphs),
            },
            "notes": notes_context(story, claim.notes),
        }
        for claim in story.claims
    ]


def side_context(story: Story, side: Side) -> dict[str, Any]:
    """What the templates need of one side; a date from a step that the source leaves undated says so."""
    step = story.step(side.step)
    return {
        "speaker": party(story, side.speaker, first=True),
        "via": party(story, side.via) if side.via else None,
        "hearer": party(story, side.hearer) if side.hearer else None,
        "by_authors": side.speaker == AUTHORS,
        "edtf": side.date.edtf if side.date else None,
        "when": sentence_case(date_words(side.date)),
        "undated": bool(side.date) and step.undated,
        "status": side.status,
        "status_words": STATUSES[side.status].said_of_side,
        "html": Markup(render_prose(side.says)),
        "cited": paragraphs_cited(side.paragraphs),
        "step": {"id": side.step, "title": typographic(step.title)},
        "papers": papers_on(story, side),
    }


def papers_on(story: Story, side: Side) -> list[dict[str, str]]:
    """The documents that speak to what a side says: of its step, those that bear on its paragraphs; each once."""
    bearing = [each for each in story.witnesses_at(side.step) if set(story.paragraphs_of(each)) & set(side.paragraphs)]
    first = {each.document: each for each in reversed(bearing)}
    return [
        {
            "id": id,
            "title": typographic(story.documents[id].title),
            "when": story.documents[id].date.words,
            "verdict": first[id].verdict,
            "word": sentence_case(VERDICTS[first[id].verdict].word),
        }
        for id in dict.fromkeys(each.document for each in bearing)
    ]


def party(story: Story, who: str, first: bool = False) -> dict[str, str | None]:
    """A speaker or hearer as a name, and the id of its entry where it has one; `first` for one that opens a line."""
    if not SLUG.fullmatch(who):
        return {"name": typographic(who if first else lowered(who)), "href": None}
    if who == AUTHORS:
        return {"name": AUTHORS_NAME if first else lowered(AUTHORS_NAME), "href": None}
    if who in story.people:
        return {"name": story.people[who].name, "href": f"#person-{who}"}
    return {"name": story.gazetteer.places[who].title, "href": f"#place-{who}"}


def date_words(date: Date | None) -> str:
    """A side's date, or that the source gives none."""
    return date.words if date else "no date given"


def speakers(story: Story, claim: Claim) -> list[dict[str, Any]]:
    """Who speaks in a claim, each once, with how the first word of each stands."""
    named = [(party(story, side.speaker, first=True)["name"], side) for side in claim.sides]
    first = {str(name): side for name, side in reversed(named)}
    return [{"name": name, "status": first[name].status} for name in dict.fromkeys(str(name) for name, _ in named)]


def notes_context(story: Story, notes: tuple[Note, ...]) -> list[dict[str, Any]]:
    """Editor's notes with the short names of the works that they rest on."""
    return [
        {
            "html": Markup(render_prose(note.text)),
            "works": [{"id": id, "short": short_citation(story.works[id].citation)} for id in note.sources],
        }
        for note in notes
    ]


def claims_of_step(story: Story, id: str) -> list[dict[str, str]]:
    """The claims of which a step tells a side, for its claim line."""
    return [{"id": claim.id, "title": typographic(claim.title)} for claim in story.claims_told_in(id)]

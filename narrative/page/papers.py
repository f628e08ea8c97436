"""Turn a story's statements and documents into what the page shows: lists, cards, the telling by the papers."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from narrative.page.claims import party
from narrative.page.stage import link_words_data, step_data
from narrative.page.timeline import timeline_data
from narrative.story import Document, Party, Statement, Step, Story
from narrative.story.describe import lowered, map_words, paragraphs_cited, sentence_case, short_citation
from narrative.story.document_model import Witness
from narrative.story.languages import language_name
from narrative.story.prose import render_prose, typographic
from narrative.story.tellings import told_by_documents
from narrative.story.words import CERTAINTIES, DOCUMENT_KINDS, EDITORS_OWN, SEEN, STANDINGS, VERDICTS

WORDS = {
    "papers": "What the papers say",
    "article": "By the source",
    "documents": ["By 1 document", "By {} documents"],
    "telling": "Who tells the story",
    "map": "Show it on the map",
}
# Under which statements are listed: by what stands behind them.
BORNE_OUT, UNSUPPORTED, EDITORIAL = (
    "Another document says so too",
    "No other document here says so",
    "Added by the editor",
)
OPENS = " data-opens"  # stands for the mark until the tag that it stands in is closed
EDITORS_MARK = '<small class="ed">ed.</small>'
STATEMENT = re.compile(r' data-(statement|within|person)="([^"]+)"')


def papers_data(story: Story) -> dict[str, Any] | None:
    """What ``papers.js`` asks for, None where the story has no documents.

    ``words``; of the telling by the documents ``steps`` (the state of the map by step id, see
    `narrative.page.stage.step_data`), ``timeline`` and, for following, ``people`` and ``places``: the ids of the steps
    of each.
    """
    telling = told_by_documents(story)
    if telling is None:
        return None
    return {
        "words": WORDS,
        "steps": {step.id: step_data(telling, step) for step in telling.steps},
        "links": link_words_data(telling),
        "shows": {step.id: map_words(telling, step) for step in telling.steps},
        "timeline": timeline_data(telling),
        "people": {id: [step.id for step in steps] for id in story.people if (steps := telling.steps_with(id))},
        "places": {id: [step.id for step in steps] for id in story.gazetteer.places if (steps := telling.steps_at(id))},
    }


def marked_prose(step: Step) -> Markup:
    """A step's text as HTML, each piece of a statement with its standing, so that the page can show which it is.

    Which statement it is stands in its address; cards.js says it in ``data-statement`` too, after the first view. What
    opens a statement of the editor's, be it a link to a person inside it, begins with the mark, which is copied along.
    """
    standings = {each.id: each.standing for each in step.statements}
    opened = set[str]()

    def standing(found: re.Match[str]) -> str:
        kind, id = found.groups()
        if kind == "person" or id not in standings:
            return ""
        opens = standings[id] == EDITORS_OWN and id not in opened
        opened.add(id)
        return (f' data-standing="{standings[id]}"' if kind == "statement" else "") + (OPENS if opens else "")

    return Markup(STATEMENT.sub(standing, render_prose(step.text)).replace(f"{OPENS}>", f">{EDITORS_MARK} "))


def papers_beside(story: Story, step: Step) -> int:
    """How many documents bear on a step."""
    return len({each.document for each in story.witnesses_at(step.id)})


def statements_context(story: Story) -> list[dict[str, Any]]:
    """What ``papers.html`` needs of every statement that a step tells, in the order of the telling."""
    told = {each.id: each for step in story.steps for each in step.statements}
    return [statement_context(story, each) for each in told.values()]


def statement_context(story: Story, statement: Statement) -> dict[str, Any]:
    """One statement: what it says, how it stands, who says it to whom, and who else speaks of it."""
    against = [
        {"href": f"#statement-{id}", "title": typographic(story.statements[id].says)}
        if id in story.statements
        else {"href": f"#{id}", "title": typographic(story.step(id).title)}
        for id in statement.disputed_by
    ]
    return {
        "id": statement.id,
        "says": typographic(statement.says),
        "standing": statement.standing,
        "standing_words": STANDINGS[statement.standing].said,
        "group": EDITORIAL if statement.editorial else BORNE_OUT if story.borne_out(statement.id) else UNSUPPORTED,
        "cited": paragraphs_cited(statement.paragraphs),
        "speaker": party(story, statement.speaker) if statement.speaker else None,
        "via": party(story, statement.via) if statement.via else None,
        "hearer": party(story, statement.hearer) if statement.hearer else None,
        "edtf": statement.date.edtf if statement.date else None,
        "when": statement.date.words if statement.date else None,
        "against": against,
        "works": [{"id": id, "short": short_citation(story.works[id].citation)} for id in statement.sources],
        "witnesses": [
            {"document": each.document, "title": titled(story.documents[each.document]), **verdict_of(each)}
            for each in story.witnesses_of(statement.id)
        ],
        "steps": [{"id": id, "title": typographic(story.step(id).title)} for id in statement.steps],
    }


def documents_context(story: Story) -> list[dict[str, Any]]:
    """What ``papers.html`` needs of every document, in the order of their dates."""
    return [document_context(story, each) for each in story.documents.values()]


def document_context(story: Story, document: Document) -> dict[str, Any]:
    """One document: what it is, says and answers, where it is kept, and how much of it was seen."""
    certainty = CERTAINTIES[document.certainty]
    printed = document.printed
    return {
        "id": document.id,
        "kind": document.kind,
        "kind_words": sentence_case(DOCUMENT_KINDS[document.kind].one),
        "title": typographic(document.title),
        "edtf": document.date.edtf,
        "when": sentence_case(document.date.words),
        "sender": parties(story, document.sender),
        "receiver": parties(story, document.receiver),
        "html": Markup(render_prose(document.says)) if document.says else "",
        "unverified": typographic(document.unverified) if document.unverified else None,
        "doubt": sentence_case(certainty.word) if certainty.doubtful else None,
        "seen": sentence_case(SEEN[document.seen].word),
        "language": language_name(document.language) if document.language else None,
        "archive": document.archive.words if document.archive else None,
        "collection": document.collection,
        "printed": {
            "id": printed.work,
            "short": short_citation(story.works[printed.work].citation),
            "pages": printed.pages,
        }
        if printed
        else None,
        "url": document.url,
        "bears": [bears_context(story, each) for each in document.witnesses],
    }


def bears_context(story: Story, witness: Witness) -> dict[str, Any]:
    """One answer of a document: to what, the verdict, and how."""
    steps = [step for step in story.steps if witness in story.witnesses_at(step.id)]
    statement = story.statements[witness.statement] if witness.statement else None
    return {
        **verdict_of(witness),
        "cited": paragraphs_cited(story.paragraphs_of(witness)),
        "statement": {"id": statement.id, "says": typographic(statement.says)} if statement else None,
        "steps": [{"id": each.id, "title": typographic(each.title)} for each in steps],
    }


def verdict_of(witness: Witness) -> dict[str, Any]:
    """A verdict as the templates show it."""
    verdict = VERDICTS[witness.verdict]
    return {
        "verdict": verdict.id,
        "word": sentence_case(verdict.word),
        "how": typographic(witness.says) if witness.says else None,
    }


def parties(story: Story, side: Party) -> list[dict[str, str | None]]:
    """Who and where a document comes from or goes to: each name with the entry that it leads to."""
    named = [party(story, id) for id in side.people]
    if side.words:
        named.append({"name": typographic(lowered(side.words)), "href": None})
    return named + [party(story, id) for id in side.places]


def titled(document: Document) -> str:
    """A document's title with its date: "Telegram, Shtykov to Vyshinsky, 15 May 1949"."""
    return typographic(f"{document.title}, {document.date.words}")

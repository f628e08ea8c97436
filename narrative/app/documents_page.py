"""Show in Streamlit the documents beside a story: a table to sort and filter, and a card of the one chosen."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from geo.reading.wording import counted, listed
from narrative.app.parts import Shown, choice_of, chosen_row, show_heading, show_steps_as_links, show_take_along
from narrative.app.said import link, plain
from narrative.story import Document, Party, Step, Story, Witness
from narrative.story.describe import paragraphs_cited, sentence_case
from narrative.story.prose import plain_text, typographic
from narrative.story.words import CERTAINTIES, DOCUMENT_KINDS, SEEN, VERDICTS

ABOVE_THE_CARD_PX = 290  # seven rows and a half: the table has eight columns, so that the card stands below it
FILES = ("documents-csl", "documents-bibtex", "documents-ris", "documents-traces")


def show_documents_page(shown: Shown) -> None:
    """Filters, table, card and downloads; ``?document=ID`` chooses a document."""
    story = shown.story
    documents = tuple(story.documents.values())
    if not documents:
        show_heading("Documents", "Beside this story’s source stand no documents.")
        return
    show_heading(
        "Documents",
        f"{counted(len(documents), 'document').capitalize()} beside the source that is told: where each is kept, how "
        "much of it the editor has seen, and whether it agrees. Choose one to read what it says.",
    )
    found = filtered(story, documents)
    st.caption(f"{len(found)} of {counted(len(documents), 'document')}, by date; a click on a heading sorts.")
    choice = choice_of(shown, "documents", "document")
    ids = [each.id for each in found]
    name = f"documents-{zlib.crc32(' '.join(ids).encode()):08x}"  # a choice belongs to the rows that it was made in
    row = chosen_row(table_of(story, found), name, ids, choice, most_px=ABOVE_THE_CARD_PX)
    if row is None:
        st.markdown("Choose a document in the table, by the box at the left of its row.")
    else:
        show_document(shown, found[row])
    show_take_along("Take the documents along", story, *FILES)


def filtered(story: Story, documents: Sequence[Document]) -> list[Document]:
    """The documents that the reader's choices leave: of the kinds, verdicts and paragraphs chosen, all without any."""
    kind, verdict, paragraph = st.columns(3)
    kinds = dict.fromkeys(each.kind for each in documents)
    verdicts = {witness.verdict for each in documents for witness in each.witnesses}
    cited = sorted({number for each in documents for number in paragraphs_of(story, each)})
    with kind:
        of_kinds = st.multiselect("Kind", list(kinds), format_func=lambda id: sentence_case(DOCUMENT_KINDS[id].many))
    with verdict:
        of_verdicts = st.multiselect(
            "What it says to the source",
            [id for id in VERDICTS if id in verdicts],
            format_func=lambda id: sentence_case(VERDICTS[id].word),
        )
    with paragraph:
        on = st.multiselect("Paragraph of the source", cited, format_func=lambda number: f"¶{number}")
    return [
        each
        for each in documents
        if (not of_kinds or each.kind in of_kinds)
        and (not of_verdicts or any(witness.verdict in of_verdicts for witness in each.witnesses))
        and (not on or set(on) & paragraphs_of(story, each))
    ]


def paragraphs_of(story: Story, document: Document) -> set[int]:
    """The paragraphs of the source that a document speaks to."""
    return {number for witness in document.witnesses for number in story.paragraphs_of(witness)}


def table_of(story: Story, documents: Iterable[Document]) -> pd.DataFrame:
    """A row per document, in the order of their dates."""
    rows: list[dict[str, Any]] = []
    for each in documents:
        rows.append(
            {
                "Date": each.date.edtf,
                "Kind": sentence_case(DOCUMENT_KINDS[each.kind].one),
                "From": party_words(story, each.sender),
                "To": party_words(story, each.receiver),
                "Bears on": paragraphs_cited(tuple(paragraphs_of(story, each))) or None,
                "Verdict": listed([VERDICTS[id].word for id in dict.fromkeys(one.verdict for one in each.witnesses)]),
                "Seen": sentence_case(SEEN[each.seen].word),
                "Document": typographic(each.title),
            }
        )
    columns = ["Date", "Kind", "Bears on", "Verdict", "Seen", "From", "To", "Document"]
    return pd.DataFrame(rows, columns=columns)


def party_words(story: Story, party: Party) -> str | None:
    """Who and where: "Terenty Shtykov, Pyongyang"."""
    people = [story.people[each].name for each in party.people] + ([party.words] if party.words else [])
    places = [story.gazetteer.places[each].title for each in party.places]
    return ", ".join([*people, *places]) or None


def show_document(shown: Shown, document: Document) -> None:
    """A document's card: what it is, what it says, how far that is seen and sure, what it answers, and its citation."""
    story = shown.story
    st.header(plain(typographic(document.title)), anchor=False)
    facts = [document.date.words, sentence_case(DOCUMENT_KINDS[document.kind].one), SEEN[document.seen].word]
    for word, party in (("from", document.sender), ("to", document.receiver)):
        facts += [f"{word} {words}"] if (words := party_words(story, party)) else []
    st.markdown(" · ".join(plain(each) for each in facts))
    told, answered = st.columns(2, gap="large")
    with told:
        if document.says:
            st.markdown(f"**What it says.** {plain(plain_text(document.says))}")
        certainty = CERTAINTIES[document.certainty]
        doubts = [f"{sentence_case(certainty.word)}." if certainty.doubtful else "", document.unverified or ""]
        if any(doubts):
            st.markdown(f"**Unverified.** {plain(' '.join(each for each in doubts if each))}")
        st.code(citation_of(story, document), language=None, wrap_lines=True)
        if document.url:
            st.markdown(link("Read it in the collection", document.url))
    with answered:
        st.markdown("**What it says to the source**")
        st.markdown("\n".join(f"- {answer(story, each)}" for each in document.witnesses))
        show_steps_as_links(shown, steps_answered(story, document))


def answer(story: Story, witness: Witness) -> str:
    """What a document says to one thing, as Markdown."""
    verdict = f"**{sentence_case(VERDICTS[witness.verdict].word)}**"
    cited = paragraphs_cited(story.paragraphs_of(witness))
    statement = f": “{plain(story.statements[witness.statement].says)}”" if witness.statement else ""
    said = f" {plain(witness.says)}" if witness.says else ""
    return f"{verdict}{f' ({cited})' if cited else ''}{statement}{said}"


def steps_answered(story: Story, document: Document) -> list[Step]:
    """The steps on which a document bears, in the order of telling."""
    return [step for step in story.steps if any(each.document == document.id for each in story.witnesses_at(step.id))]


def citation_of(story: Story, document: Document) -> str:
    """A document as a bibliography has it, with where it is printed and read."""
    printed = ""
    if document.printed:
        pages = f", {document.printed.pages}" if document.printed.pages else ""
        printed = f"; printed in {story.works[document.printed.work].citation}{pages}"
    return f"{document.citation}{printed}{f', {document.url}' if document.url else ''}."

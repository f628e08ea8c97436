"""Check that the documents beside a story answer something, say how, and fit its people, places and paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from geo.reading.faults import Fault, did_you_mean
from geo.reading.validation import Loc, quoted
from geo.reading.yaml_lines import YamlDocument
from narrative.story.document_schema import BearingModel, DocumentModel
from narrative.story.documents import ReadDocuments
from narrative.story.prose import prose_faults, reference_lines
from narrative.story.schema import StatementModel, StepModel
from narrative.story.words import SEEN, VERDICTS

Known = Mapping[str, Collection[str]]
PARTIES = (("from", "sender"), ("to", "receiver"))


def document_faults(
    read: ReadDocuments,
    index: int,
    paper: DocumentModel,
    statements: Mapping[str, StatementModel],
    steps: Mapping[str, StepModel],
    known: Known,
    total: int | None,
) -> Iterator[Fault]:
    """What is wrong with one document.

    ``statements`` and ``steps`` are the sound ones by id, ``known`` all ids of each kind, ``total`` is the number of
    the source's paragraphs.
    """
    document = read.document

    def fault(message: str, *loc: int | str) -> Fault:
        return document.fault(("documents", index, *loc), f'document "{paper.id}": {message}')

    if paper.id in known["own work"]:
        yield fault(f"a work has the id {quoted(paper.id)} too, and notes cite both; keep the document", "id")
    if not paper.bears_on and not read.corpus:
        message = 'it bears on nothing; write "bears_on", or "corpus: true" at the top of the file of a whole archive'
        yield fault(message, "id")
    if SEEN[paper.seen].told and not paper.says:
        yield fault(f'"says" is missing, though it is {SEEN[paper.seen].word}; tell what it says', "seen")
    for key, name in PARTIES:
        for number, id in enumerate(getattr(paper, name).ids):
            if id not in known["person"] and id not in known["place"]:
                near = did_you_mean(id, [*known["person"], *known["place"]])
                cure = near or "; add it, or write words that start with a capital"
                yield fault(f"no person or place {quoted(id)} in this story{cure}", key, number)
    for number, each in enumerate(paper.bears_on):
        for key, message in bearing_faults(each, statements, steps, total):
            yield fault(message, "bears_on", number, key)
    if paper.says:
        for offset, sentence in prose_faults(paper.says):
            line = document.text_line(("documents", index, "says"), offset)
            yield Fault(document.file, line, f'document "{paper.id}": {sentence}')


def bearing_faults(
    each: BearingModel, statements: Mapping[str, StatementModel], steps: Mapping[str, StepModel], total: int | None
) -> Iterator[tuple[str, str]]:
    """The (key, sentence) of what is wrong with one thing that a document answers."""
    if each.paragraph is None and each.statement is None and each.step is None:
        yield "verdict", "it is not said to what this answers; name a paragraph, a statement or a step"
    verdict = VERDICTS[each.verdict]
    if verdict.worded and not each.says:
        yield "verdict", f'it {verdict.word}, but "says" does not say how; write it in a sentence'
    if each.paragraph is None:
        return
    statement, step = statements.get(each.statement or ""), steps.get(each.step or "")
    if total and each.paragraph > total:
        yield "paragraph", f"paragraph {each.paragraph} is answered, but the source has {total}; mend it"
    elif statement and each.paragraph not in statement.paragraphs:
        yield "paragraph", f'the statement "{statement.id}" does not rest on paragraph {each.paragraph}; mend either'
    elif step and each.paragraph not in step.source.paragraphs:
        yield "paragraph", f'the step "{step.id}" does not cite paragraph {each.paragraph}; mend either'


def document_uses(
    document: YamlDocument, index: int, paper: DocumentModel, known: Known
) -> Iterator[tuple[str, str, int]]:
    """Every (kind, id, line) that a document refers to; ids of a party that are not told apart as far as known."""
    base: Loc = ("documents", index)
    for key, name in PARTIES:
        party = getattr(paper, name)
        for kind, inner, ids in (("person", "people", party.people), ("place", "places", party.places)):
            for number, id in enumerate(ids):
                yield kind, id, document.line((*base, key, inner, number))
        for number, id in enumerate(party.ids):
            if id in known["person"] or id in known["place"]:
                kind = "person" if id in known["person"] else "place"
                yield kind, id, document.line((*base, key, number))
    if paper.printed:
        yield "work", paper.printed.work, document.line((*base, "printed", "work"))
    for number, each in enumerate(paper.bears_on):
        for kind, answered in (("statement", each.statement), ("step", each.step)):
            if answered:
                yield kind, answered, document.line((*base, "bears_on", number, kind))
    if paper.says:
        for offset, kind, id in reference_lines(paper.says):
            yield kind, id, document.text_line((*base, "says"), offset)

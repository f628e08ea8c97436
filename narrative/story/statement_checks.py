"""Check that the statements of a story are told somewhere, rest on something, and fit its steps and people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from geo.reading.faults import Fault, did_you_mean
from geo.reading.validation import Loc, quoted
from geo.reading.yaml_lines import YamlDocument
from narrative.story.claim_checks import parties_of, party_uses, speaker_faults
from narrative.story.schema import StatementModel, StepModel
from narrative.story.words import EDITORS_OWN, STANDINGS

Known = Mapping[str, Collection[str]]


def statement_faults(
    document: YamlDocument,
    index: int,
    statement: StatementModel,
    told_in: Sequence[StepModel],
    known: Known,
    total: int | None,
    in_use: bool,
    borne_out: bool,
) -> Iterator[Fault]:
    """What is wrong with one statement.

    ``told_in`` are the sound steps whose text tells it, ``in_use`` whether any text does; ``known`` are all ids of
    each kind, ``total`` is the number of paragraphs; ``borne_out`` says that a document agrees with it.
    """

    def fault(message: str, *loc: int | str) -> Fault:
        return document.fault(("statements", index, *loc), f'statement "{statement.id}": {message}')

    if not in_use:
        yield fault(f"no text tells it; write [words](statement:{statement.id}) in a step, or take it away", "id")
    standing = STANDINGS[statement.standing]
    if standing.contested and not statement.disputed_by:
        message = f'it is {standing.word}, but "disputed_by" names nothing; name a statement or a step against it'
        yield fault(message, "standing")
    if statement.standing == EDITORS_OWN:
        if not statement.sources:
            yield fault('it is the editor\'s own, but "sources" names no work; name one that it rests on', "standing")
    elif not (statement.paragraphs or statement.sources or borne_out):
        message = 'it has no witness; write "paragraphs" of the source, "sources", or a document that agrees with it'
        yield fault(message, "id")
    for key, message in speaker_faults(parties_of(statement), known):
        yield fault(message, key)
    for number, paragraph in enumerate(statement.paragraphs):
        if total and paragraph > total:
            message = f"paragraph {paragraph} is cited, but the source has {total}; mend it"
        elif told_in and not any(paragraph in step.source.paragraphs for step in told_in):
            steps = ", ".join(f'"{step.id}"' for step in told_in)
            message = f"paragraph {paragraph} is cited, but not by the step that tells it ({steps}); cite it there too"
        else:
            continue
        yield fault(message, "paragraphs", number)
    others = [*known["statement"], *known["step"]]
    for number, id in enumerate(statement.disputed_by):
        if id == statement.id:
            yield fault("it is disputed by itself; name another statement or a step", "disputed_by", number)
        elif id not in others:
            near = did_you_mean(id, others) or "; add it or take it away"
            yield fault(f"no statement or step {quoted(id)} in this story{near}", "disputed_by", number)


def statement_uses(
    document: YamlDocument, index: int, statement: StatementModel, known: Known
) -> Iterator[tuple[str, str, int]]:
    """Every (kind, id, line) that a statement refers to, but for ``disputed_by``; people and places where known."""
    loc: Loc = ("statements", index)
    yield from party_uses(document, loc, statement, known)
    for number, id in enumerate(statement.sources):
        yield "work", id, document.line((*loc, "sources", number))

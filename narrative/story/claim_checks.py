"""Check that the claims of a story fit its steps, people, places and paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from geo.reading.faults import Fault, did_you_mean
from geo.reading.validation import SLUG, Loc, quoted
from geo.reading.yaml_lines import YamlDocument
from narrative.story.prose import prose_faults, reference_lines
from narrative.story.schema import ClaimModel, SideModel, StatementModel, StepModel
from narrative.story.words import EDITORS_OWN

AUTHORS = "authors"
LEAST_SIDES = 2
Known = Mapping[str, Collection[str]]


def claim_faults(
    document: YamlDocument,
    index: int,
    claim: ClaimModel,
    steps: Mapping[str, StepModel],
    known: Known,
    total: int | None,
) -> Iterator[Fault]:
    """What is wrong within one claim: its sides, who speaks in them, what they cite, its judgement and its texts.

    ``steps`` are the sound ones by id, ``known`` all ids of each kind, ``total`` is the number of paragraphs.
    """

    def fault(message: str, *loc: int | str) -> Fault:
        return document.fault(("claims", index, *loc), f'claim "{claim.id}": {message}')

    if len(claim.sides) < LEAST_SIDES:
        word = "side" if len(claim.sides) == 1 else "sides"
        yield fault(
            f"it has {len(claim.sides)} {word}; write {LEAST_SIDES} or more, to be set beside each other", "sides"
        )
    for number, side in enumerate(claim.sides):
        for key, message in speaker_faults(parties_of(side), known):
            yield fault(message, "sides", number, key)
        for inner, paragraph in enumerate(side.paragraphs):
            step = steps.get(side.step)
            if total and paragraph > total:
                message = f"paragraph {paragraph} is cited, but the source has {total}; mend it"
            elif step and paragraph not in step.source.paragraphs:
                message = (
                    f'paragraph {paragraph} is cited, but not by the step "{step.id}"; cite it there or name another'
                )
            else:
                continue
            yield fault(message, "sides", number, "paragraphs", inner)
    for number, paragraph in enumerate(claim.judgement.paragraphs):
        if total and paragraph > total:
            message = f"paragraph {paragraph} is cited, but the source has {total}; mend it"
            yield fault(message, "judgement", "paragraphs", number)
    if not claim.judgement.paragraphs and not claim.judgement.open:
        message = (
            'the judgement cites no paragraph; write "paragraphs: [1]", or "open: true" where the authors judge nothing'
        )
        yield fault(message, "judgement")
    for loc, text in claim_texts(index, claim):
        for offset, sentence in prose_faults(text):
            yield Fault(document.file, document.text_line(loc, offset), f'claim "{claim.id}": {sentence}')


def parties_of(side: SideModel | StatementModel) -> tuple[tuple[str, str | None], ...]:
    """Who takes part in a word that is said, each with the key that names it."""
    return (("speaker", side.speaker), ("via", side.via), ("hearer", side.hearer))


def speaker_faults(parties: Iterable[tuple[str, str | None]], known: Known) -> Iterator[tuple[str, str]]:
    """The (key, sentence) of each who is an id, and nobody's and no place's."""
    for key, who in parties:
        if who and party_kind(who, known) is None:
            near = did_you_mean(who, [*known["person"], *known["place"], AUTHORS])
            cure = near or f'; add it, write "{AUTHORS}", or write words that start with a capital'
            yield key, f"no person or place {quoted(who)} in this story{cure}"


def party_kind(who: str, known: Known) -> str | None:
    """``person``, ``place``, ``authors`` or ``editor`` for a speaker's id; ``words`` for no id, None for an unknown id.

    >>> known = {"person": ["kim"], "place": ["seoul"]}
    >>> [party_kind(who, known) for who in ("kim", "seoul", "authors", "An unnamed source", "kin")]
    ['person', 'place', 'authors', 'words', None]
    """
    if not SLUG.fullmatch(who):
        return "words"
    if who in (AUTHORS, EDITORS_OWN):
        return who
    return next((kind for kind in ("person", "place") if who in known[kind]), None)


def claim_uses(document: YamlDocument, index: int, claim: ClaimModel, known: Known) -> Iterator[tuple[str, str, int]]:
    """Every (kind, id, line) that a claim refers to; speakers and hearers as far as they are known."""
    base: Loc = ("claims", index)
    for number, side in enumerate(claim.sides):
        loc: Loc = (*base, "sides", number)
        yield "step", side.step, document.line((*loc, "step"))
        yield from party_uses(document, loc, side, known)
    for number, note in enumerate(claim.notes):
        for inner, id in enumerate(note.source):
            yield "work", id, document.line((*base, "notes", number, "source", inner))
    for loc, text in claim_texts(index, claim):
        for offset, kind, id in reference_lines(text):
            yield kind, id, document.text_line(loc, offset)


def party_uses(
    document: YamlDocument, loc: Loc, side: SideModel | StatementModel, known: Known
) -> Iterator[tuple[str, str, int]]:
    """The (kind, id, line) of each person and place that takes part in a word that is said."""
    for key, who in parties_of(side):
        kind = party_kind(who, known) if who else None
        if who and kind in ("person", "place"):
            yield kind, who, document.line((*loc, key))


def claim_texts(index: int, claim: ClaimModel) -> Iterator[tuple[Loc, str]]:
    """The CommonMark of a claim: what its sides say, the judgement, the notes."""
    for number, side in enumerate(claim.sides):
        yield ("claims", index, "sides", number, "says"), side.says
    yield ("claims", index, "judgement", "text"), claim.judgement.text
    for number, note in enumerate(claim.notes):
        yield ("claims", index, "notes", number, "text"), note.text

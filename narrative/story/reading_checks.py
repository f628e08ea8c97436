"""Check that the readings and terms of a story name places, are used, and rest on something that is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from geo.reading.faults import Fault
from geo.reading.validation import Loc, quoted
from geo.reading.yaml_lines import YamlDocument
from narrative.story.prose import plain_text
from narrative.story.readings import MOST_PAGES, substituted, ways_to_read
from narrative.story.schema import ReadingModel, StepModel, TermModel

LEAST_PLACES = 2
Known = Mapping[str, Collection[str]]


def reading_faults(
    document: YamlDocument,
    index: int,
    reading: ReadingModel,
    steps: Sequence[tuple[int, StepModel]],
    known: Known,
    total: int | None,
    in_use: bool,
) -> Iterator[Fault]:
    """What is wrong with one reading.

    ``steps`` are the sound ones with their number in the file; ``known`` are all ids of each kind, those of the
    gazetteer's places under "own place"; ``total`` is the number of paragraphs; ``in_use`` whether any step, text or
    document names the reading.
    """

    def fault(message: str, *loc: int | str) -> Fault:
        return document.fault(("readings", index, *loc), f'reading "{reading.id}": {message}')

    for kind in ("own place", "person"):
        if reading.id in known[kind]:
            yield fault(f"a {kind.split()[-1]} has the id {quoted(reading.id)} too; give the reading another", "id")
    if len(reading.places) < LEAST_PLACES:
        yield fault(f"it names {len(reading.places)} of the {LEAST_PLACES} places that it takes to choose", "places")
    if not in_use:
        yield fault(f"no step uses it; write [words](place:{reading.id}) in a text, or take it away", "id")
    seen = set[str]()
    for number, choice in enumerate(reading.places):
        if choice.place in seen:
            yield fault(f'the place "{choice.place}" stands twice; keep one', "places", number, "place")
        seen.add(choice.place)
        for step_index, step in steps:
            yield from self_links(document, step_index, step, reading.id, choice.place)
    for number, paragraph in enumerate(reading.paragraphs):
        if total and paragraph > total:
            message = f"paragraph {paragraph} is cited, but the source has {total}; mend it"
            yield fault(message, "paragraphs", number)


def self_links(document: YamlDocument, index: int, step: StepModel, reading: str, place: str) -> Iterator[Fault]:
    """Links that lead from a place to itself when a reading is that place."""
    for number, link in enumerate(step.links):
        read = substituted(link, {reading: place})
        if link.origin != link.destination and read.origin == read.destination:
            message = f'with "{reading}" read as "{place}" the link runs from "{place}" to itself; name two places'
            yield document.fault(("steps", index, "links", number), f'step "{step.id}": {message}')


def page_faults(document: YamlDocument, readings: Sequence[ReadingModel]) -> Iterator[Fault]:
    """More ways to read the story than a folder can hold pages."""
    ways = ways_to_read(readings)
    if ways > MOST_PAGES:
        message = f"the readings make {ways} pages, one for each way to read the story; keep it to {MOST_PAGES}"
        yield document.fault(("readings",), message)


def reading_uses(document: YamlDocument, index: int, reading: ReadingModel) -> Iterator[tuple[str, str, int]]:
    """Every (kind, id, line) that a reading refers to."""
    base: Loc = ("readings", index, "places")
    for number, choice in enumerate(reading.places):
        yield "own place", choice.place, document.line((*base, number, "place"))
        for inner, id in enumerate(choice.sources):
            yield "work", id, document.line((*base, number, "sources", inner))


def term_faults(
    document: YamlDocument, index: int, term: TermModel, steps: Sequence[tuple[int, StepModel]], total: int | None
) -> Iterator[Fault]:
    """What is wrong with one term."""

    def fault(message: str, *loc: int | str) -> Fault:
        return document.fault(("terms", index, *loc), f'term "{term.id}": {message}')

    for number, paragraph in enumerate(term.paragraphs):
        if total and paragraph > total:
            message = f"paragraph {paragraph} is cited, but the source has {total}; mend it"
            yield fault(message, "paragraphs", number)
    if not any(quotes(step, term) for _, step in steps):
        message = f"no step that cites its paragraph has the words {quoted(term.written)}; quote them or take it away"
        yield fault(message, "written")


def term_uses(document: YamlDocument, index: int, term: TermModel) -> Iterator[tuple[str, str, int]]:
    """Every (kind, id, line) that a term refers to."""
    for inner, id in enumerate(term.sources):
        yield "work", id, document.line(("terms", index, "sources", inner))


def quotes(step: StepModel, term: TermModel) -> bool:
    """Whether a step tells a paragraph of a term in the term's own words."""
    cited = set(step.source.paragraphs) & set(term.paragraphs)
    return bool(cited) and term.written.casefold() in plain_text(step.text).casefold()

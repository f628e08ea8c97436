"""Check what no schema can see: that the parts of a story fit each other and the gazetteer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from geo.gazetteer.reader import GazetteerReading
from geo.reading.faults import Fault, did_you_mean
from geo.reading.validation import quoted
from narrative.story.claim_checks import claim_faults, claim_uses, speaker_faults
from narrative.story.document_checks import document_faults, document_uses
from narrative.story.documents import ReadDocuments
from narrative.story.drawn import drawn_faults, drawn_uses
from narrative.story.prose import count_words, prose_faults, references
from narrative.story.read_story import ReadStory, texts_of, uses_of
from narrative.story.reading import entries_of
from narrative.story.reading_checks import page_faults, reading_faults, reading_uses, term_faults, term_uses
from narrative.story.schema import (
    StepModel,
)
from narrative.story.statement_checks import statement_faults, statement_uses
from narrative.story.way_checks import sea_faults, side_faults, time_faults, way_faults
from narrative.story.words import CARD_WORDS, STATUSES, VERDICTS, span_words


def cross_faults(read: ReadStory, reading: GazetteerReading, papers: ReadDocuments | None = None) -> Iterator[Fault]:
    """Dangling references, texts too long or short, what nothing uses, and paragraphs that no step cites."""
    known: dict[str, Collection[str]] = {kind: read.ids.get(key, set()) for kind, key in KINDS.items()}
    known["own place"] = reading.ids if reading.known else EVERYTHING  # those of the gazetteer; steps name readings too
    known["place"] = {*reading.ids, *read.ids.get("readings", ())} if reading.known else EVERYTHING
    known["own work"] = known["work"]  # those of the file; notes name documents as well
    known["work"] = set(known["work"]) | (papers.known if papers else set())
    broken = read.used | (papers.used if papers else set())
    used = {kind: set(broken) for kind in known}
    yield from taken_faults(read, papers)
    told: dict[str, list[StepModel]] = {}
    in_text = set(broken)  # the statements that some text tells
    for index, step in read.steps:
        for kind, id, line in uses_of(read.document, index, step):
            used[kind].add(id)
            if id not in known[kind]:
                yield Fault(read.document.file, line, f'step "{step.id}": {dangling(kind, id, known[kind])}')
            in_text |= {id} if kind == "statement" else set()
        for kind, id in dict.fromkeys(references(step.text)):
            if kind == "statement":
                told.setdefault(id, []).append(step)
        yield from step_faults(read, index, step, known)
        yield from way_faults(read, index, step, reading)
        if not (read.top and read.top.draft):  # no program that drafts a story knows of a map of another day
            yield from time_faults(read, index, step, reading)
    sound = {step.id: step for _, step in read.steps}
    total = read.top.source.paragraphs if read.top else None
    for index, claim in read.claims:
        for kind, id, line in claim_uses(read.document, index, claim, known):
            used[kind].add(id)
            in_text |= {id} if kind == "statement" else set()
            if id not in known[kind]:
                yield Fault(read.document.file, line, f'claim "{claim.id}": {dangling(kind, id, known[kind])}')
        yield from claim_faults(read.document, index, claim, sound, known, total)
    statements = {statement.id: statement for _, statement in read.statements}
    borne_out = set[str]()
    if papers:
        for index, paper in papers.documents:
            for bearing in paper.bears_on:
                if bearing.statement and VERDICTS[bearing.verdict].bears_out:
                    borne_out.add(bearing.statement)
            for kind, id, line in document_uses(papers.document, index, paper, known):
                used[kind].add(id)
                if id not in known[kind]:
                    message = f'document "{paper.id}": {dangling(kind, id, known[kind])}'
                    yield Fault(papers.document.file, line, message)
            yield from document_faults(papers, index, paper, statements, sound, known, total)
    for index, each in read.statements:
        for kind, id, line in statement_uses(read.document, index, each, known):
            used[kind].add(id)
            if id not in known[kind]:
                yield Fault(read.document.file, line, f'statement "{each.id}": {dangling(kind, id, known[kind])}')
        witnessed = each.id in borne_out or each.id in broken
        steps = told.get(each.id, [])
        yield from statement_faults(read.document, index, each, steps, known, total, each.id in in_text, witnessed)
    if read.top and read.top.cover and read.top.cover not in known["step"]:
        yield read.document.fault(("cover",), dangling("step", read.top.cover, known["step"]))
    if read.top and read.top.reference_line:
        id = read.top.reference_line
        used["place"].add(id)
        if id not in known["own place"]:
            yield read.document.fault(("reference_line",), dangling("place", id, known["own place"]))
    yield from former_faults(read)
    for key, index, model in ((key, *each) for key, all in read.drawings.items() for each in all):
        for kind, id, line in drawn_uses(read.document, key, index, model):
            used[kind].add(id)
            if id not in known[kind]:
                message = f'{key[:-1]} "{model.id}": {dangling(kind, id, known[kind])}'
                yield Fault(read.document.file, line, message)
    yield from drawn_faults(read)
    yield from word_faults(read, known, used, total)
    yield from unused_faults(read, reading, used)
    yield from side_faults(read)
    yield from sea_faults(read)
    yield from paragraph_faults(read, reading)


def taken_faults(read: ReadStory, papers: ReadDocuments | None) -> Iterator[Fault]:
    """Steps whose id is that of the page's list entry of a statement, document, reading or term of this story."""
    ids: dict[str, Collection[str]] = {key: read.ids.get(key, set()) for key in ("statements", "readings", "terms")}
    ids["documents"] = papers.known if papers else set()
    taken = {f"{key.removesuffix('s')}-{id}" for key, each in ids.items() for id in each}
    taken |= {f"paper-{id}" for id in ids["documents"]}  # a step of the telling by the documents
    for index, step in read.steps:
        if step.id in taken:
            message = f'step "{step.id}": the id is one that the page needs for that entry of its lists; choose another'
            yield read.document.fault(("steps", index, "id"), message)


def former_faults(read: ReadStory) -> Iterator[Fault]:
    """Former ids of steps that lead to two steps, or that a step has now."""
    leads = {step.id: step.id for _, step in read.steps}
    for index, step in read.steps:
        for at, former in enumerate(step.formerly):
            if former in leads:
                other = f'the step "{leads[former]}" has it too' if leads[former] != step.id else "it has it twice"
                message = f'step "{step.id}": it cannot have been "{former}" formerly; {other}. Take one away'
                yield read.document.fault(("steps", index, "formerly", at), message)
            leads[former] = step.id


def word_faults(
    read: ReadStory, known: Mapping[str, Collection[str]], used: dict[str, set[str]], total: int | None
) -> Iterator[Fault]:
    """What is wrong with readings and terms; the places of a reading that is in use are in use."""
    document = read.document
    for index, each in read.readings:
        for kind, id, line in reading_uses(document, index, each):
            used["place" if kind == "own place" else kind].add(id)
            if id not in known[kind]:
                yield Fault(document.file, line, f'reading "{each.id}": {dangling(kind, id, known[kind])}')
        yield from reading_faults(document, index, each, read.steps, known, total, each.id in used["place"])
    yield from page_faults(document, [each for _, each in read.readings])
    for index, term in read.terms:
        for kind, id, line in term_uses(document, index, term):
            used[kind].add(id)
            if id not in known[kind]:
                yield Fault(document.file, line, f'term "{term.id}": {dangling(kind, id, known[kind])}')
        yield from term_faults(document, index, term, read.steps, total)


class Everything(Collection[str]):
    """The ids of a gazetteer that cannot be read: none is missing."""

    def __contains__(self, id: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


EVERYTHING = Everything()
KINDS = {"step": "steps", "person": "people", "work": "works", "statement": "statements", "side": "sides"}
HOMES = {
    "place": "in places.geojson",
    "side": 'under "sides"',
    "person": 'under "people"',
    "work": 'under "works"',
    "statement": 'under "statements"',
    "reading": 'under "readings"',
    "step": "in this story",
}


def dangling(kind: str, id: str, known: Collection[str]) -> str:
    """The sentence for an id that leads nowhere."""
    near = did_you_mean(id, known) or (
        f"; there are {', '.join(sorted(known))}" if 0 < len(known) < 6 else "; add it or take it away"
    )
    kind = kind.removeprefix("own ")
    return f"no {kind} {quoted(id)} {HOMES[kind]}{near}"


def step_faults(read: ReadStory, index: int, step: StepModel, known: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    """What is wrong within one step; ``known`` are all ids of each kind."""
    document = read.document
    name = f'step "{step.id}": '

    def fault(message: str, *loc: int | str) -> Fault:
        return document.fault(("steps", index, *loc), name + message)

    for loc, text in texts_of(index, step):
        for offset, sentence in prose_faults(text):
            yield Fault(document.file, document.text_line(loc, offset), name + sentence)
    words = count_words(step.text)
    if words not in CARD_WORDS and not (read.top and read.top.draft):
        yield fault(f"the text has {words} words; write {span_words(CARD_WORDS)}", "text")
    if not step.source.paragraphs and not step.editorial:
        yield fault(
            'no paragraph is cited; write "source: {paragraphs: [1]}", or "editorial: true" for the editor\'s own step',
            "source",
        )
    status = STATUSES[step.status]
    if status.contested and not step.disputed_by:
        yield fault(f'it is {status.word}, but "disputed_by" names no step; name one that speaks against it', "status")
    if step.undated and not step.date_note:
        yield fault('it is undated, but "date_note" does not say what its date rests on; say so', "undated")
    if step.unplaced and not step.place_note:
        yield fault(
            'it is unplaced, but "place_note" does not say what its places rest on; say so, such as "place_note: The '
            'map shows the place of the step before."',
            "unplaced",
        )
    for number, id in enumerate(step.disputed_by):
        if id == step.id:
            yield fault("it is disputed by itself; name another step", "disputed_by", number)
    for number, link in enumerate(step.links):
        if link.origin == link.destination:
            yield fault(f'the link runs from "{link.origin}" to itself; name two places', "links", number)
        for key, message in speaker_faults((("speaker", link.speaker),), known):
            yield fault(message, "links", number, key)
        for inner, paragraph in enumerate(link.paragraphs):
            if paragraph not in step.source.paragraphs:
                message = f"the link cites paragraph {paragraph}, which the step does not cite; cite it there too"
                yield fault(message, "links", number, "paragraphs", inner)
    repeatable: Mapping[str, tuple[Any, ...]] = {
        "places": step.places,
        "people": step.people,
        "disputed_by": step.disputed_by,
    }
    for key, ids in repeatable.items():
        for number, id in enumerate(ids):
            if id in ids[:number]:
                yield fault(f'"{id}" stands twice in "{key}"; keep one', key, number)


def unused_faults(read: ReadStory, reading: GazetteerReading, used: Mapping[str, set[str]]) -> Iterator[Fault]:
    """Places, people and works that no step names; the rival of a place in use is in use."""
    document = read.document
    for kind, key, entries in (("person", "people", read.people), ("work", "works", read.works)):
        for index, entry in enumerate(entries_of(document, key)):
            id = entry.get("id") if isinstance(entry, dict) else None
            if isinstance(id, str) and id in entries and id not in used[kind]:
                yield document.fault(
                    (key, index, "id"), f"no step names the {kind} {quoted(id)}; name it in a step or take it away"
                )
    in_use = set(used["place"])
    for place in reading.places.values():
        if place.id in used["place"]:
            in_use.update(place.rivals)
        elif used["place"] & set(place.rivals):
            in_use.add(place.id)
    for id in reading.places:
        if id not in in_use and reading.document:
            message = f"no step uses the place {quoted(id)}; use it in a step or take it away"
            yield Fault(reading.document.file, reading.line(id, "id"), message)


def paragraph_faults(read: ReadStory, reading: GazetteerReading) -> Iterator[Fault]:
    """Paragraphs that the source does not have, and those that no step cites."""
    if read.top is None:
        return
    total = read.top.source.paragraphs
    cited = {*read.cited, *read.top.source.aside}
    for index, step in read.steps:
        for number, paragraph in enumerate(step.source.paragraphs):
            cited.add(paragraph)
            if paragraph > total:
                message = f'step "{step.id}": paragraph {paragraph} is cited, but the source has {total}; mend it'
                yield read.document.fault(("steps", index, "source", "paragraphs", number), message)
    missing = [str(number) for number in range(1, min(total, 10_000) + 1) if number not in cited]
    if missing:
        few = ", ".join(missing[:12]) + (" …" if len(missing) > 12 else "")
        word = "paragraph" if len(missing) == 1 else "paragraphs"
        yield read.document.fault(
            ("source", "paragraphs"), f"no step cites {word} {few}; every paragraph is told in some step"
        )
    for place in reading.places.values():
        for number, name in enumerate(place.names):
            for inner, paragraph in enumerate(name.paragraphs):
                if paragraph > total and reading.document:
                    line = reading.line(place.id, "names", number, "paragraphs", inner)
                    message = f'place "{place.id}": paragraph {paragraph} is cited, but the source has {total}; mend it'
                    yield Fault(reading.document.file, line, message)

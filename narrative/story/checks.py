"""Check what no schema can see: that the parts of a story fit each other and the gazetteer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from geo.basemap.rivals import rival_names
from geo.gazetteer.reader import GazetteerReading
from geo.reading.faults import Fault, did_you_mean
from geo.reading.validation import Loc, quoted, sentences
from geo.reading.yaml_lines import YamlDocument
from narrative.story.claim_checks import claim_faults, claim_uses, speaker_faults
from narrative.story.document_checks import document_faults, document_uses
from narrative.story.documents import ReadDocuments
from narrative.story.prose import count_words, prose_faults, reference_lines, references
from narrative.story.reading import ReadFile, entries_of, parts_of
from narrative.story.reading_checks import page_faults, reading_faults, reading_uses, term_faults, term_uses
from narrative.story.readings import substituted
from narrative.story.schema import (
    ClaimModel,
    LinkModel,
    LinkSide,
    Person,
    ReadingModel,
    StatementModel,
    StepModel,
    StoryModel,
    TermModel,
    Work,
)
from narrative.story.statement_checks import statement_faults, statement_uses
from narrative.story.words import CARD_WORDS, STATUSES, VERDICTS, span_words


@dataclass
class ReadStory(ReadFile):
    """A story as far as it could be read, for checks that cross its parts."""

    top: StoryModel | None = None
    people: dict[str, Person] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)
    sides: dict[str, LinkSide] = field(default_factory=dict)
    steps: list[tuple[int, StepModel]] = field(default_factory=list)
    claims: list[tuple[int, ClaimModel]] = field(default_factory=list)
    statements: list[tuple[int, StatementModel]] = field(default_factory=list)
    readings: list[tuple[int, ReadingModel]] = field(default_factory=list)
    terms: list[tuple[int, TermModel]] = field(default_factory=list)


def read_story(document: YamlDocument) -> ReadStory:
    """Validate each part of the file on its own, and keep what is sound."""
    read = ReadStory(document, faults=list(document.faults))
    raw = document.value
    try:
        read.top = StoryModel.model_validate(raw)
    except ValidationError as error:
        read.faults.extend(document.fault(loc, sentence) for loc, sentence in sentences(error, StoryModel))
    read.people = {person.id: person for _, person in parts_of(read, "people", Person, "person")}
    read.works = {work.id: work for _, work in parts_of(read, "works", Work, "work")}
    read.sides = {side.id: side for _, side in parts_of(read, "sides", LinkSide, "side")}
    read.steps = list(parts_of(read, "steps", StepModel, "step"))
    read.claims = list(parts_of(read, "claims", ClaimModel, "claim"))
    read.statements = list(parts_of(read, "statements", StatementModel, "statement"))
    read.readings = list(parts_of(read, "readings", ReadingModel, "reading"))
    read.terms = list(parts_of(read, "terms", TermModel, "term"))
    return read


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


def uses_of(document: YamlDocument, index: int, step: StepModel, texts: bool = True) -> Iterator[tuple[str, str, int]]:
    """Every (kind, id, line) that a step refers to; without ``texts``, outside its texts only."""
    base: Loc = ("steps", index)
    plain: list[tuple[Loc, str, str]] = []
    plain += [((*base, "places", number), "place", id) for number, id in enumerate(step.places)]
    plain += [((*base, "people", number), "person", id) for number, id in enumerate(step.people)]
    plain += [((*base, "disputed_by", number), "step", id) for number, id in enumerate(step.disputed_by)]
    for number, link in enumerate(step.links):
        plain += [
            ((*base, "links", number, "from"), "place", link.origin),
            ((*base, "links", number, "to"), "place", link.destination),
        ]
        plain += [((*base, "links", number, "sources", inner), "work", id) for inner, id in enumerate(link.sources)]
        plain += [((*base, "links", number, "via", inner), "place", id) for inner, id in enumerate(link.via)]
        plain += [((*base, "links", number, "along"), "place", link.along)] if link.along else []
        plain += [((*base, "links", number, "side"), "side", link.side)] if link.side else []
    if step.camera:
        plain += [((*base, "camera", "places", number), "place", id) for number, id in enumerate(step.camera.places)]
    for number, note in enumerate(step.notes):
        plain += [((*base, "notes", number, "source", inner), "work", id) for inner, id in enumerate(note.source)]
    for loc, kind, id in plain:
        yield kind, id, document.line(loc)
    for loc, text in texts_of(index, step) if texts else ():
        for offset, kind, id in reference_lines(text):
            yield kind, id, document.text_line(loc, offset)


def texts_of(index: int, step: StepModel) -> Iterator[tuple[Loc, str]]:
    """The CommonMark of a step and of its notes."""
    yield ("steps", index, "text"), step.text
    for number, note in enumerate(step.notes):
        yield ("steps", index, "notes", number, "text"), note.text


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


def way_faults(read: ReadStory, index: int, step: StepModel, reading: GazetteerReading) -> Iterator[Fault]:
    """Ways of links that lead through an end, twice through a place, or along what is no line."""
    for number, link in enumerate(step.links):
        name = f'step "{step.id}": the link to "{link.destination}"'
        choices = [(each.id, id) for _, each in read.readings for id in meant(read, each.id)]
        as_read = [link, *(substituted(link, {each: place}) for each, place in choices)]
        for inner, message in dict.fromkeys(said for each in as_read for said in way_sentences(each, reading)):
            yield read.document.fault(("steps", index, "links", number, *inner), f"{name} {message}")


def time_faults(read: ReadStory, index: int, step: StepModel, reading: GazetteerReading) -> Iterator[Fault]:
    """Places that the step's map, its arrows or its camera would show at a time when they were not there."""
    day = step.map_date or step.date
    if day is None:
        return
    told = set()
    uses = uses_of(read.document, index, step, texts=False)
    for id, line in ((id, line) for kind, named, line in uses if kind == "place" for id in meant(read, named)):
        place = reading.places.get(id)
        if place and id not in told and not place.span.meets(day.earliest, day.latest):
            told.add(id)
            message = (
                f'step "{step.id}": on its map of {day.words} there is no "{id}", which was there {place.span.words}; '
                'name the place of that time, or give the step a "map_date"'
            )
            yield Fault(read.document.file, line, message)


def meant(read: ReadStory, id: str) -> tuple[str, ...]:
    """The places that an id in a step may mean: all those of a reading, else the place of that id."""
    for _, each in read.readings:
        if each.id == id:
            return tuple(choice.place for choice in each.places)
    return (id,)


def way_sentences(link: LinkModel, reading: GazetteerReading) -> Iterator[tuple[Loc, str]]:
    """What is wrong with a link's way: where in the link, and what."""
    for position, id in enumerate(link.via):
        if id in (link.origin, link.destination):
            yield ("via", position), f'begins or ends at "{id}", which "via" names too; take it out there'
        elif id in link.via[:position]:
            yield ("via", position), f'goes by "{id}" twice; keep one'
    if link.via and link.along:
        yield ("along",), 'has both "via" and "along"; keep one'
    line = reading.places.get(link.along or "")
    if line and not line.geometry.geom_type.endswith("LineString"):
        kind = "an area" if line.geometry.geom_type.endswith("Polygon") else "a point"
        yield ("along",), f'runs along "{line.id}", which is {kind}; name a line, or write "via: [{line.id}]"'
    if link.schematic and link.along:
        yield ("schematic",), f'is schematic and runs along "{link.along}"; take out "schematic" or "along"'


def sea_faults(read: ReadStory) -> Iterator[Fault]:
    """Names of waters that the basemap does not have."""
    names = {name for pair in rival_names().items() for name in pair}
    for number, name in enumerate(read.top.seas if read.top else ()):
        if name not in names:
            near = did_you_mean(name, names) or f"; those of two names are {', '.join(sorted(names))}"
            yield read.document.fault(("seas", number), f"no water of the basemap is called {quoted(name)}{near}")


def side_faults(read: ReadStory) -> Iterator[Fault]:
    """Sides that no link names, and two that look alike."""
    used = read.used | {link.side for _, step in read.steps for link in step.links if link.side}
    first: dict[tuple[str, str], str] = {}
    for index, entry in enumerate(entries_of(read.document, "sides")):
        side = read.sides.get(str(entry.get("id"))) if isinstance(entry, dict) else None
        if side is None:
            continue
        if side.id not in used:
            message = f'side "{side.id}": no link is of this side; write "side: {side.id}" in one or take it away'
            yield read.document.fault(("sides", index, "id"), message)
        for key, look in (("colour", side.colour), ("pattern", side.pattern)):
            other = first.setdefault((key, look), side.id)
            if other != side.id:
                message = f'side "{side.id}": "{other}" has the {key} {look} too; give each side its own'
                yield read.document.fault(("sides", index, key), message)


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

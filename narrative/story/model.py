"""A story as values: its steps, links, claims, statements and documents, and what it answers about itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from geo.gazetteer.reader import Gazetteer, Place
from geo.reading.days import Day
from narrative.story.dates import Date
from narrative.story.document_model import Document, Witness
from narrative.story.overlay_model import Drawn
from narrative.story.schema import LinkSide, Moment, Person, Source, Work
from narrative.story.step_model import Link, Note, Statement, Step
from narrative.story.tally import Tally
from narrative.story.words import (
    CERTAINTIES,
    LINK_KINDS,
    OWN_WORDS,
    VERDICTS,
)

GUESSED = list(CERTAINTIES)[-1]  # how sure the place of a step is whose source names none


@dataclass(frozen=True)
class Side:
    """What one side says to a question, in our words (``says`` is CommonMark), and the step (id) that tells it.

    ``speaker``, ``hearer`` and ``via`` (who passed it on) are ids of people or places, ``authors`` for those of the
    source, or words where the source has no name. ``status`` is how this word stands, which need not be the step's.
    """

    speaker: str
    via: str | None
    hearer: str | None
    date: Date | None
    step: str
    paragraphs: tuple[int, ...]
    status: str
    says: str


@dataclass(frozen=True)
class Judgement:
    """How the authors of the source judge a claim, as CommonMark; ``open`` where they leave it open."""

    text: str
    paragraphs: tuple[int, ...]
    open: bool


@dataclass(frozen=True)
class Claim:
    """A question to which the source has more than one answer, with what each side says; the notes are the editor's."""

    id: str
    title: str
    sides: tuple[Side, ...]
    judgement: Judgement
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Choice:
    """One place (its id) that a name may mean: what speaks for it (``says``, plain text), how sure it is, on what."""

    place: str
    certainty: str
    says: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A name as the source writes it, the places that it may mean, and the one that this Story takes (``place``).

    ``steps`` are the ids of the steps that name the reading, each with what in it does (see `USES`); ``documents`` and
    ``claims`` those whose text or parties do.
    """

    id: str
    name: str
    paragraphs: tuple[int, ...]
    choices: tuple[Choice, ...]
    place: str
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def chosen(self) -> Choice:
        """The choice that this Story takes."""
        return next(each for each in self.choices if each.place == self.place)

    @property
    def others(self) -> tuple[Choice, ...]:
        """The choices that it does not take."""
        return tuple(each for each in self.choices if each.place != self.place)


@dataclass(frozen=True)
class Term:
    """A word of the translation as ``written``, and what ``likely`` stood in the original, how sure that is, on what.

    ``steps`` are the ids of the steps that quote it.
    """

    id: str
    written: str
    likely: str
    language: str
    certainty: str
    paragraphs: tuple[int, ...]
    says: str | None = None
    sources: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Found:
    """The steps of a story by what they are asked for, each in the order of telling."""

    by_id: Mapping[str, Step]
    at: Mapping[str, tuple[Step, ...]]
    with_: Mapping[str, tuple[Step, ...]]
    citing: Mapping[int, tuple[Step, ...]]
    moves: Mapping[str, tuple[Link, ...]]

    @classmethod
    def of(cls, steps: Iterable[Step]) -> _Found:
        """Look through the steps, each once."""
        at, with_ = defaultdict[str, list[Step]](list), defaultdict[str, list[Step]](list)
        citing, moves = defaultdict[int, list[Step]](list), defaultdict[str, list[Link]](list)
        by_id: dict[str, Step] = {}
        for step in steps:
            by_id.setdefault(step.id, step)
            for place in dict.fromkeys(step.lit_places + step.way_places):
                at[place].append(step)
            for person in dict.fromkeys(step.people):
                with_[person].append(step)
            for paragraph in dict.fromkeys(step.paragraphs):
                citing[paragraph].append(step)
            for link in step.links:
                for place in dict.fromkeys(link.ends):
                    moves[place].append(link)

        def settled(found: Mapping[Any, list[Any]]) -> dict[Any, tuple[Any, ...]]:
            return {key: tuple(each) for key, each in found.items()}

        return cls(by_id, settled(at), settled(with_), settled(citing), settled(moves))


@dataclass(frozen=True)
class Story:
    """A story of which every part fits.

    ``cover`` is the id of the step whose map stands beside the title on pictures for sharing, the first where none is
    named; ``reference_line`` that of the line from which place cards measure; ``moments`` are marked on the time line.
    ``works`` holds the works by id, and a work for each
    document that a note, a statement or a link cites. ``statements`` are in the order of the file, ``documents`` in
    that of their dates. ``version`` names the bytes of its files: twelve digits of their SHA-256.
    ``seas`` are the names that stand first on waters of two names, ``sides`` those whose links look different on the
    map, by their ids.
    ``draft`` says that steps are drafts until they are confirmed, and may have any length; ``wording`` whose words the
    steps are in (the id of a wording). ``readings`` are the names that may mean one place or
    another: wherever a step, a text or a document names one, this Story has the place that was chosen for it.
    ``drawn`` is what its author draws on the map.
    """

    slug: str
    folder: Path
    title: str
    subtitle: str | None
    summary: str
    language: str
    source: Source
    people: dict[str, Person]
    works: dict[str, Work]
    steps: tuple[Step, ...]
    gazetteer: Gazetteer
    cover: str
    reference_line: str | None = None
    sides: Mapping[str, LinkSide] = field(default_factory=dict)
    seas: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()
    claims: tuple[Claim, ...] = ()
    draft: bool = False
    statements: dict[str, Statement] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    version: str = ""
    readings: Mapping[str, Reading] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    wording: str = OWN_WORDS
    formerly: tuple[str, ...] = ()
    drawn: Drawn = field(default_factory=Drawn)

    @property
    def unread_steps(self) -> tuple[Step, ...]:
        """The steps that are drafts still: nobody has confirmed them."""
        return tuple(step for step in self.steps if step.unread)

    @cached_property
    def former_steps(self) -> dict[str, str]:
        """The ids that steps had before, and by each the id that the step has now."""
        return {former: step.id for step in self.steps for former in step.formerly}

    def step_called(self, id: str | None) -> str | None:
        """The id that a step has now, by that or a former one; None where no step has or had it."""
        now = self.former_steps.get(id, id) if id else None
        return now if now in self._found.by_id else None

    def step(self, id: str) -> Step:
        """The step of an id. Raises ``KeyError`` where the story has none."""
        return self._found.by_id[id]

    @cached_property
    def _found(self) -> _Found:
        """Its steps by what they are asked for, looked through once: a story of thousands of steps is asked often."""
        return _Found.of(self.steps)

    @property
    def time_told(self) -> tuple[Day, Day] | None:
        """The first and the last day of the maps of the dated steps; None where no step is dated."""
        dates = [step.map_day for step in self.steps if not step.undated]
        bounds = [date.earliest for date in dates if not date.open_start]
        bounds += [date.latest for date in dates if not date.open_end]
        return (min(bounds), max(bounds)) if bounds else None

    @property
    def cover_step(self) -> Step:
        """The step whose map stands beside the title."""
        return self.step(self.cover)

    @property
    def reference(self) -> Place | None:
        """The line from which distances are measured, where the story has one."""
        return self.gazetteer.places[self.reference_line] if self.reference_line else None

    def steps_at(self, place: str) -> tuple[Step, ...]:
        """The steps at a place: those whose map lights it up, or whose links lead by it.

        A place that a step's text only links to, or that only its camera shows, is not where the step is.
        """
        return self._found.at.get(place, ())

    def steps_with(self, person: str) -> tuple[Step, ...]:
        """The steps in which a person takes part, as their ``people`` say; to be linked to in a text is not enough."""
        return self._found.with_.get(person, ())

    def steps_citing(self, paragraph: int) -> tuple[Step, ...]:
        """The steps that rest on a paragraph of the source, counted from 1."""
        return self._found.citing.get(paragraph, ())

    def moves_at(self, place: str) -> tuple[Link, ...]:
        """The links, of whatever kind, that begin or end at a place."""
        return self._found.moves.get(place, ())

    def moves_with(self, person: str) -> tuple[Link, ...]:
        """The links of the steps in which a person takes part, but for those of a kind that is nobody's own."""
        return tuple(link for step in self.steps_with(person) for link in step.links if LINK_KINDS[link.kind].personal)

    def tally_at(self, place: str) -> Tally:
        """How many steps are at a place, and how many links of each kind begin or end there."""
        return Tally.of(len(self.steps_at(place)), [link.kind for link in self.moves_at(place)])

    def tally_with(self, person: str) -> Tally:
        """How many steps a person takes part in, and how many links of each kind these show."""
        return Tally.of(len(self.steps_with(person)), [link.kind for link in self.moves_with(person)])

    @property
    def disputed_steps(self) -> tuple[Step, ...]:
        """The steps that other steps speak against."""
        return tuple(step for step in self.steps if step.disputed_by)

    def steps_of_status(self, status: str) -> tuple[Step, ...]:
        """The steps for which the source vouches in one way (the id of a status)."""
        return tuple(step for step in self.steps if step.status == status)

    @property
    def doubtful_places(self) -> tuple[Place, ...]:
        """The places whose location is not certain."""
        return tuple(place for place in self.gazetteer.places.values() if CERTAINTIES[place.certainty].doubtful)

    def readings_in(self, step: str) -> tuple[Reading, ...]:
        """The readings that a step (its id) names."""
        return tuple(each for each in self.readings.values() if step in each.steps)

    def readings_of(self, place: str) -> tuple[Reading, ...]:
        """The readings for which a place (its id) is the one chosen."""
        return tuple(each for each in self.readings.values() if each.place == place)

    def certainty_in(self, step: str, place: str) -> str:
        """How sure it is in a step that a place is meant and lies there: the more doubtful of the two (ids).

        That a place which the source does not name is meant is a guess.
        """
        doubts = [each.chosen.certainty for each in self.readings_in(step) if each.place == place]
        doubts += [GUESSED for each in self.steps if each.id == step and each.unplaced and place in each.places]
        known = self.gazetteer.places[place].certainty
        return max([known, *doubts], key=list(CERTAINTIES).index)

    @property
    def chosen(self) -> dict[str, str]:
        """The place (its id) that is chosen for each reading."""
        return {each.id: each.place for each in self.readings.values()}

    def claims_told_in(self, step: str) -> tuple[Claim, ...]:
        """The claims of which a step (its id) tells a side."""
        return tuple(claim for claim in self.claims if any(side.step == step for side in claim.sides))

    def statements_of(self, step: str) -> tuple[Statement, ...]:
        """The statements that a step's (its id's) text tells, in the order of the text, each once."""
        return self.step(step).statements

    def witnesses_of(self, statement: str) -> tuple[Witness, ...]:
        """What documents say to a statement (its id), in the order of their dates."""
        return tuple(each for each in self.witnesses if each.statement == statement)

    def witnesses_at(self, step: str) -> tuple[Witness, ...]:
        """What documents say to a step (its id): to it, to one of its statements, or to one of its paragraphs.

        What is said to another step, or to a statement that is told elsewhere only, is not said here, be it about the
        same paragraph.
        """
        here = self.step(step)
        told = {each.id for each in here.statements}

        def bears(witness: Witness) -> bool:
            if witness.statement:
                return witness.statement in told
            return witness.step == step if witness.step else witness.paragraph in here.paragraphs

        return tuple(each for each in self.witnesses if bears(each))

    @property
    def witnesses(self) -> tuple[Witness, ...]:
        """All that the documents say to the telling, in the order of their dates."""
        return tuple(witness for document in self.documents.values() for witness in document.witnesses)

    def documents_on(self, paragraph: int) -> tuple[Document, ...]:
        """The documents that say something to a paragraph of the source, or to a statement or step that rests on it."""
        return tuple(
            document
            for document in self.documents.values()
            if any(paragraph in self.paragraphs_of(witness) for witness in document.witnesses)
        )

    def paragraphs_of(self, witness: Witness) -> tuple[int, ...]:
        """The paragraphs of the source that a witness speaks to: its own, else its statement's, else its step's."""
        if witness.paragraph is not None:
            return (witness.paragraph,)
        if witness.statement:
            return self.statements[witness.statement].paragraphs
        return self.step(witness.step).paragraphs if witness.step else ()

    def documents_at(self, place: str) -> tuple[Document, ...]:
        """The documents that are sent from or to a place."""
        return tuple(each for each in self.documents.values() if place in each.places)

    def documents_with(self, person: str) -> tuple[Document, ...]:
        """The documents that a person sends or receives."""
        return tuple(each for each in self.documents.values() if person in each.people)

    def borne_out(self, statement: str) -> bool:
        """Whether a document besides the source says the same as a statement (its id)."""
        return any(VERDICTS[each.verdict].bears_out for each in self.witnesses_of(statement))

    @property
    def unsupported_statements(self) -> tuple[Statement, ...]:
        """The source's statements that no document bears out."""
        return tuple(each for each in self.statements.values() if not each.editorial and not self.borne_out(each.id))

"""Turn a step, or a statement in it, into a reference: what it says, what its map shows, in which version."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from geo.reading.wording import listed
from narrative.exports.cite import PROJECT, address, entry, in_quotes, line_of, record, source_citation, tex
from narrative.story import Statement, Step, Story
from narrative.story.claim_checks import AUTHORS
from narrative.story.describe import full_title, paragraphs_cited, sentence_case, short_citation
from narrative.story.readings import unusual
from narrative.story.words import STANDINGS


@dataclass(frozen=True)
class Cited:
    """What is cited: a step of a story, and one of its statements or None for all of it.

    ``page_url`` is the address of the story, None where nobody can know it; ``accessed`` is the day of reading.
    """

    story: Story
    step: Step
    statement: Statement | None = None
    page_url: str | None = None
    accessed: datetime.date | None = None

    @property
    def url(self) -> str | None:
        """The address of the step: it stays the same as long as the step has its id."""
        return step_address(self.page_url, self.step.id, unusual(self.story)) if self.page_url else None

    @property
    def key(self) -> str:
        """What a bibliography names it by."""
        return "-".join([self.story.slug, self.step.id, *([self.statement.id] if self.statement else [])])

    @property
    def paragraphs(self) -> str:
        """The paragraphs of the source that it rests on: "¶4, 6"; empty for what is the editor's own."""
        if self.statement:
            return paragraphs_cited(self.statement.paragraphs)
        return "" if self.step.editorial else paragraphs_cited(self.step.paragraphs)

    @property
    def said(self) -> str:
        """A statement with who makes it and how it stands; empty where all of the step is cited."""
        statement = self.statement
        if statement is None:
            return ""
        who = [name for name in (named(self.story, statement.speaker), named(self.story, statement.hearer)) if name]
        when = statement.date.words if statement.date else ""
        by = ", ".join(each for each in (" to ".join(who), when) if each)
        standing = STANDINGS[statement.standing].word
        return f"{f'{by}: ' if by else ''}{in_quotes(statement.says, '.')} ({standing})"

    @property
    def place(self) -> str:
        """Where it stands: the step's number in the telling, and the story."""
        return f"step {self.step.index + 1} of {len(self.story.steps)} in {in_quotes(full_title(self.story), '.')}"

    @property
    def map_state(self) -> str:
        """What the step's map shows: the day of its borders, and what is lit."""
        titles = [self.story.gazetteer.places[each].title for each in self.step.lit_places]
        return f"Map of {self.step.map_day.words}: {listed(titles)}"

    @property
    def told_after(self) -> str:
        """The source, with the paragraphs; of the editor's own statement the works that it rests on.

        A draft that nobody has confirmed says so.
        """
        if self.step.unread:
            return f"A draft that nobody has confirmed, after {source_citation(self.story.source)}, {self.paragraphs}"
        if self.statement and self.statement.editorial:
            works = "; ".join(short_citation(self.story.works[id].citation) for id in self.statement.sources)
            return f"The editor’s own words, after {works}"
        if self.step.editorial:
            return "The editor’s own words"
        return f"Told after {source_citation(self.story.source)}, {self.paragraphs}"


def step_address(page_url: str, step: str, readings: str = "") -> str:
    """The address of a step on the story's page, or in the app where the address names the story.

    ``readings`` are those that are not the usual ones, as an address has them.

    >>> step_address("https://a.org/crossing/", "the-letter")
    'https://a.org/crossing/#the-letter'
    >>> step_address("https://a.org/?story=crossing", "the-letter")
    'https://a.org/?story=crossing&step=the-letter'
    >>> step_address("https://a.org/crossing/", "the-letter", "eviana:lausanne")
    'https://a.org/crossing/?reading=eviana:lausanne#the-letter'
    """
    page = page_url.partition("#")[0]
    read = f"{'&' if '?' in page else '?'}reading={readings}" if readings else ""
    return f"{page}{read}&step={step}" if "?story=" in page else f"{page}{read}#{step}"


def named(story: Story, who: str | None) -> str:
    """Who speaks or hears, by name; the source's authors by theirs."""
    if not who:
        return ""
    if who == AUTHORS:
        return listed(list(story.source.authors))
    if who in story.people:
        return story.people[who].name
    return story.gazetteer.places[who].title if who in story.gazetteer.places else who


def step_citation(cited: Cited) -> str:
    """One line of plain text: the statement, the step, the story with its version, the map's state, the source."""
    version = f", version {cited.story.version}" if cited.story.version else ""
    parts = [
        f"{cited.said}." if cited.said else "",
        f"{in_quotes(cited.step.title, ',')} {cited.place} {PROJECT}{version}.",
        f"{cited.map_state}.",
        f"{cited.told_after}.",
        f"Accessed {day_words(cited.accessed)}." if cited.accessed else "",
        f"{cited.url}." if cited.url else "",
    ]
    return line_of(" ".join(part for part in parts if part))


def day_words(day: datetime.date) -> str:
    """A day as a reader reads it.

    >>> day_words(datetime.date(2024, 3, 1))
    '1 March 2024'
    """
    return f"{day.day} {day:%B %Y}"


def step_bibtex(cited: Cited) -> str:
    """One BibTeX entry in UTF-8, ``@misc``; ``version``, ``urldate`` and ``langid`` are biblatex's."""
    fields = {
        "title": f"{{{tex(cited.step.title)}}}",
        "howpublished": tex(f"{sentence_case(cited.place)} {PROJECT}"),
        "version": tex(cited.story.version),
        "note": tex(". ".join(each for each in (cited.said, cited.map_state, cited.told_after) if each)),
        "url": address(cited.url),
        "urldate": cited.accessed.isoformat() if cited.accessed else "",
        "langid": tex(cited.story.language),
    }
    return entry("misc", cited.key, fields)


def step_ris(cited: Cited) -> str:
    """One RIS record in UTF-8: a page of the web in the story; ``ET`` is the version."""
    fields = [
        ("TY", "ELEC"),
        ("TI", cited.step.title),
        ("T2", full_title(cited.story)),
        ("PB", PROJECT),
        ("ET", cited.story.version),
        ("AB", cited.said),
        ("N1", cited.map_state),
        ("N1", cited.told_after),
        ("LA", cited.story.language),
        ("UR", address(cited.url)),
        ("Y2", f"{cited.accessed:%Y/%m/%d/}" if cited.accessed else ""),
        ("ID", cited.key),
    ]
    return record(fields)


FORMS: dict[str, Callable[[Cited], str]] = {
    "text": lambda cited: step_citation(cited) + "\n",
    "bibtex": step_bibtex,
    "ris": step_ris,
}

"""Turn a step, or a statement in it, into a reference: what it says, what its map shows, in which version.

The page writes the same references by the same forms: `narrative.page.citing` hands them to it with names in the place
of what a step fills in.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from narrative.story.dates import parse_date
from narrative.story.describe import draft_words, full_title, map_words, named, paragraphs_cited, short_citation
from narrative.story.prose import typographic
from narrative.story.readings import unusual
from narrative.story.references import PROJECT, address, entry, in_quotes, line_of, record, source_citation, tex
from narrative.story.step_model import Statement, Step
from narrative.story.story import Story
from narrative.story.words import STANDINGS

EDITORS_WORDS = "The editor’s own words"


def citation(story: Story, *, url: str | None = None, accessed: datetime.date | None = None) -> str:
    """One line of plain text, after the Chicago Manual of Style (17th ed., 14.207: a page without author or date).

    Parameters
    ----------
    url : where the reader found the story; left out where nobody can know.
    accessed : the day of reading, which the manual asks for where a page has no date.
    """
    day = f"Accessed {parse_date(accessed.isoformat()).words}. " if accessed else ""
    address = f"{url}." if url else ""
    title = f"{in_quotes(full_title(story), '.')} {PROJECT}."
    return line_of(f"{title} {story_after(story)}. {day}{address}")


def story_after(story: Story) -> str:
    """What a story is told after, without the full stop; of a draft that it is one, and how much of it is confirmed."""
    draft = draft_words(story)
    return f"{draft}, after {source_citation(story.source)}" if draft else f"Told after {source_citation(story.source)}"


@dataclass(frozen=True)
class Reference:
    """What a form writes down, each as a text; what nobody knows is empty.

    ``quoted`` is the title within quotation marks, ``said`` a statement with who makes it, ``shown`` what the map
    shows, ``after`` what it is told after; ``note`` these three together. ``day``, ``iso_day`` and ``ris_day`` are the
    day of reading in the three forms.
    """

    key: str
    title: str
    quoted: str
    place: str
    story: str
    version: str
    language: str
    said: str
    shown: str
    after: str
    note: str
    url: str
    day: str
    iso_day: str
    ris_day: str


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
    def said(self) -> str:
        """A statement with who makes it and how it stands; empty where all of the step is cited."""
        return statement_said(self.story, self.statement) if self.statement else ""

    @property
    def place(self) -> str:
        """Where it stands: the step's number in the telling, and the story."""
        return place_in(self.story, str(self.step.index + 1))

    @property
    def shown(self) -> str:
        """What the step's map shows: the day of its borders, what is lit and what runs from where to where."""
        return map_of(self.step.map_day.words, map_words(self.story, self.step))

    @property
    def after(self) -> str:
        """The source, with the paragraphs; of the editor's own statement the works that it rests on.

        A draft that nobody has confirmed says so.
        """
        if self.step.unread:
            return told_after(self.story, paragraphs_cited(self.step.paragraphs), unread=True)
        if self.statement and self.statement.editorial:
            return f"{EDITORS_WORDS}, after {works_of(self.story, self.statement)}"
        if self.statement:
            return told_after(self.story, paragraphs_cited(self.statement.paragraphs))
        return EDITORS_WORDS if self.step.editorial else told_after(self.story, paragraphs_cited(self.step.paragraphs))

    @property
    def reference(self) -> Reference:
        """All of it as texts."""
        title = typographic(self.step.title)
        return Reference(
            key=self.key,
            title=title,
            quoted=in_quotes(title, ","),
            place=self.place,
            story=full_title(self.story),
            version=self.story.version,
            language=self.story.language,
            said=self.said,
            shown=self.shown,
            after=self.after,
            note=" ".join(f"{each.removesuffix('.')}." for each in (self.said, self.shown, self.after) if each),
            url=address(self.url),
            day=day_words(self.accessed) if self.accessed else "",
            iso_day=self.accessed.isoformat() if self.accessed else "",
            ris_day=f"{self.accessed:%Y/%m/%d/}" if self.accessed else "",
        )


def statement_said(story: Story, statement: Statement) -> str:
    """A statement in quotation marks, how it stands and who says it.

    “Mao has agreed.” (reported), said by Kim Il Sung, to Terenty Shtykov, 14 May 1949
    """
    by = said_by(story, statement)
    said = f"{in_quotes(statement.says, '.')} ({STANDINGS[statement.standing].word})"
    return f"{said}, {by[:1].lower()}{by[1:]}" if by else said


def works_of(story: Story, statement: Statement) -> str:
    """The works and documents that a statement of the editor's rests on, as short citations."""
    return "; ".join(short_citation(story.works[id].citation) for id in statement.sources)


def said_by(story: Story, statement: Statement) -> str:
    """Who says a statement, by whom it is told, to whom, and when; empty where nobody is named."""
    if not statement.speaker:
        return ""
    via = f", as told by {named(story, statement.via)}" if statement.via else ""
    hearer = f", to {named(story, statement.hearer)}" if statement.hearer else ""
    when = f", {statement.date.words}" if statement.date else ""
    return f"Said by {named(story, statement.speaker)}{via}{hearer}{when}"


def place_in(story: Story, number: str) -> str:
    """Where a step stands in a telling: "step 3 of 32 in “Title.”"."""
    return f"step {number} of {len(story.steps)} in {in_quotes(full_title(story), '.')}"


def map_of(day: str, words: str) -> str:
    """What a map shows, with the day of its borders, without the full stop.

    >>> map_of("14 May 1949", "The map shows Mukden.")
    'The map of 14 May 1949 shows Mukden'
    """
    return words.replace("The map", f"The map of {day}", 1).removesuffix(".")


def told_after(story: Story, paragraphs: str, unread: bool = False) -> str:
    """The source in a list of sources, and the paragraphs; of a step that nobody has confirmed that it is a draft."""
    start = "A draft that nobody has confirmed, after" if unread else "Told after"
    return f"{start} {source_citation(story.source)}, {paragraphs}"


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


def day_words(day: datetime.date) -> str:
    """A day as a reader reads it.

    >>> day_words(datetime.date(2024, 3, 1))
    '1 March 2024'
    """
    return f"{day.day} {day:%B %Y}"


def as_lines(its: Reference) -> str:
    """The sentences of a reference, a line each: the statement, the step and the story, map, source, day, address."""
    version = f", version {its.version}" if its.version else ""
    lines = [
        its.said and f"{its.said}.",
        f"{its.quoted} {its.place} {PROJECT}{version}.",
        its.shown and f"{its.shown}.",
        its.after and f"{its.after}.",
        its.day and f"Accessed {its.day}.",
        its.url and f"{its.url}.",
    ]
    return "\n".join(line for line in lines if line)


def as_bibtex(its: Reference) -> str:
    """One BibTeX entry in UTF-8, ``@misc``; ``version``, ``urldate`` and ``langid`` are biblatex's."""
    fields = {
        "title": f"{{{tex(its.title)}}}",
        "howpublished": tex(f"{PROJECT}, {its.place}"),
        "version": tex(its.version),
        "note": tex(its.note),
        "url": its.url,
        "urldate": its.iso_day,
        "langid": tex(its.language),
    }
    return entry("misc", its.key, fields)


def as_ris(its: Reference) -> str:
    """One RIS record in UTF-8: a page of the web in the story; ``ET`` is the version."""
    fields = [
        ("TY", "ELEC"),
        ("TI", its.title),
        ("T2", its.story),
        ("PB", PROJECT),
        ("ET", its.version),
        ("AB", its.said),
        ("N1", its.shown),
        ("N1", its.after),
        ("LA", its.language),
        ("UR", its.url),
        ("Y2", its.ris_day),
        ("ID", its.key),
    ]
    return record(fields)


def step_citation(cited: Cited) -> str:
    """One line of plain text."""
    return line_of(as_lines(cited.reference))


def step_bibtex(cited: Cited) -> str:
    """One BibTeX entry in UTF-8."""
    return as_bibtex(cited.reference)


def step_ris(cited: Cited) -> str:
    """One RIS record in UTF-8."""
    return as_ris(cited.reference)


# The command's names of the forms.
FORMS: dict[str, Callable[[Cited], str]] = {
    "text": lambda cited: step_citation(cited) + "\n",
    "bibtex": step_bibtex,
    "ris": step_ris,
}

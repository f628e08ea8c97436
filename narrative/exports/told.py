"""Turn a step into plain blocks of text and lines of sources, as slides and documents of office programs need them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from markdown_it.token import Token

from geo.reading.wording import listed
from narrative.exports.xml import UNFIT
from narrative.page.papers import statement_context
from narrative.page.texts import step_context
from narrative.story import Step, Story
from narrative.story.describe import picture_words, short_citation
from narrative.story.prose import parser, typographic

EDITORS_MARK = "ed. "
Kind = Literal["paragraph", "bullet", "number", "quote"]
LISTS: dict[str, Kind] = {"bullet_list_open": "bullet", "ordered_list_open": "number"}


@dataclass(frozen=True)
class Run:
    """Some letters that look alike.

    ``url`` is where they lead outside, ``step`` the id of the step that they name; ``mark`` says that they are the mark
    before what the editor has added to the source.
    """

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""
    step: str = ""
    mark: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, or an item of a list at its depth from 0, or a quotation."""

    runs: tuple[Run, ...]
    kind: Kind = "paragraph"
    depth: int = 0

    @property
    def text(self) -> str:
        """Its letters alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Told:
    """What a step says, in words for a page or a slide.

    ``whose`` says who says so and in which paragraphs; ``against`` are the steps that speak against it, and those that
    it speaks against, a line each; ``notes`` are the editor's, each with the line of what it rests on; ``statements``
    are lines, each with those of its witnesses behind it; ``shows`` is the text alternative of the map.
    """

    step: Step
    title: str
    when: str
    blocks: tuple[Block, ...]
    whose: str
    against: tuple[Block, ...]
    silent: str
    remarks: tuple[str, ...]
    notes: tuple[tuple[tuple[Block, ...], str], ...]
    statements: tuple[tuple[str, tuple[str, ...]], ...]
    shows: str

    @property
    def caption(self) -> str:
        """What stands under the map."""
        day = self.step.map_day
        return fit(f"Map of {day.words}." if day.edtf else "Map without a date.")

    @property
    def number(self) -> int:
        """Its number in the story, from 1."""
        return self.step.index + 1


def told(story: Story, step: Step) -> Told:
    """One step in words; every text is fit for XML."""
    context = step_context(story, step)
    silent = f"The source is silent on {'; '.join(context['silent'])}." if context["silent"] else ""
    remarks = (typographic(step.date_note or ""), context["place_note"])
    return Told(
        step=step,
        title=fit(context["title"]),
        when=fit(context["when"]),
        blocks=blocks(step.text, frozenset(each.id for each in step.statements if each.editorial)),
        whose=fit(" ".join(sentence(each) for each in (context["status_words"], context["cited"]) if each)),
        against=tuple(against(story, step)),
        silent=fit(silent),
        remarks=tuple(fit(each) for each in remarks if each),
        notes=tuple(
            (blocks(note.text), fit("; ".join(short_citation(story.works[id].citation) for id in note.sources)))
            for note in step.notes
        ),
        statements=tuple(statement_lines(story, each.id) for each in step.statements),
        shows=fit(picture_words(story, step)),
    )


def sentence(words: str) -> str:
    """Words with a full stop, which the editor's own remarks lack on the page.

    >>> sentence("The editor’s own remarks"), sentence("Stated.")
    ('The editor’s own remarks.', 'Stated.')
    """
    return words if words[-1:] in ".!?" else f"{words}."


def fit(text: str) -> str:
    r"""The text with the replacement character for each sign that XML forbids: controls, lone halves of a pair.

    >>> fit("a\x0bb\ud800c\ufffe")
    'a�b�c�'
    """
    return UNFIT.sub("�", text)


def blocks(text: str, editorial: frozenset[str] = frozenset()) -> tuple[Block, ...]:
    """CommonMark, as a story's texts have it, as blocks; before each of the ``editorial`` statements (ids) its mark.

    >>> [(each.kind, each.depth, each.text) for each in blocks("One *two*,\\nthree.\\n\\n- a\\n  - b\\n\\n> c")]
    [('paragraph', 0, 'One two, three.'), ('bullet', 0, 'a'), ('bullet', 1, 'b'), ('quote', 0, 'c')]
    >>> linked = blocks("[A](https://a.org/), **[b](step:c)**")[0].runs
    >>> [(each.text, each.bold, each.url or each.step) for each in linked]
    [('A', False, 'https://a.org/'), (', ', False, ''), ('b', True, 'c')]
    >>> blocks("He [left](statement:left).", frozenset(["left"]))[0].text
    'He ed. left.'
    """
    marked: list[str] = []
    found: list[Block] = []
    within: list[Kind] = []
    for token in parser().parse(text):
        if token.type in LISTS:
            within.append(LISTS[token.type])
        elif token.type == "blockquote_open":
            within.append("quote")
        elif token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            within.pop()
        elif token.type == "inline":
            lists = [each for each in within if each != "quote"]
            kind: Kind = within[-1] if within else "paragraph"
            told_by = [each for each in runs(token.children or [], editorial, marked) if each.text]
            found.append(Block(tuple(joined(told_by)), kind, max(0, len(lists) - 1)))
    return tuple(found)


def runs(children: list[Token], editorial: frozenset[str], marked: list[str]) -> Iterator[Run]:
    """The runs of a paragraph; what leads to a place, a person or a statement is letters like any others.

    ``marked`` are the statements that have had their mark.
    """
    style, links = Run(""), list[tuple[str, str]]()
    for token in children:
        if token.type in ("em_open", "em_close"):
            style = replace(style, italic=token.type == "em_open")
        elif token.type in ("strong_open", "strong_close"):
            style = replace(style, bold=token.type == "strong_open")
        elif token.type == "link_open":
            links.append((style.url, style.step))
            href = str(token.attrGet("href") or "")
            scheme, _, target = href.partition(":")
            style = replace(style, url=href) if scheme == "https" else style
            style = replace(style, step=target) if scheme == "step" else style
            if scheme == "statement" and target in editorial and target not in marked:
                marked.append(target)
                yield Run(EDITORS_MARK, mark=True)
        elif token.type == "link_close":
            url, step = links.pop()
            style = replace(style, url=url, step=step)
        elif words := " " if token.type == "softbreak" else "\n" if token.type == "hardbreak" else fit(token.content):
            yield replace(style, text=words)


def joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs that look alike as one."""
    for _, alike in groupby(runs, key=lambda run: replace(run, text="")):
        first, *more = alike
        yield replace(first, text=first.text + "".join(each.text for each in more))


def against(story: Story, step: Step) -> Iterator[Block]:
    """The steps that speak against this one, and those that it speaks against: a line of each kind."""
    for words, ids in (("Disputed by ", step.disputed_by), ("Disputes ", step.disputes)):
        line = [Run(words)]
        for id in ids:
            other = story.step(id)
            line += [Run(f"step {other.index + 1}", step=id), Run(fit(f", {typographic(other.title)}")), Run("; ")]
        if ids:
            yield Block((*line[:-1], Run(".")))


def statement_lines(story: Story, id: str) -> tuple[str, tuple[str, ...]]:
    """A statement with who says it to whom where, and a line for each document that speaks of it.

    The first is as the handout has it: “…” Stated, ¶11; said by Shtykov to Vyshinsky.
    """
    statement = statement_context(story, story.statements[id])
    who = [
        words + str(statement[key]["name"])
        for key, words in (("speaker", "said by "), ("via", "through "), ("hearer", "to "))
        if statement[key]
    ]
    parts = [", ".join(each for each in (statement["standing_words"], statement["cited"]) if each), " ".join(who)]
    works = [str(work["short"]) for work in statement["works"]]
    disputed = [str(each["title"]) for each in statement["against"]]
    line = f"“{statement['says']}” {'; '.join(each for each in parts if each)}."
    line += f" Rests on {listed(works)}." if works else ""
    line += f" Disputed by: {'; '.join(disputed)}." if disputed else ""
    witnesses = [
        f"{each['word']}: {each['title']}" + (f". {each['how']}" if each["how"] else "")
        for each in statement["witnesses"]
    ]
    return fit(line), tuple(fit(each) for each in witnesses)

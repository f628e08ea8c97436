"""Cut a text into the steps of a draft: which paragraphs, when, where, who, and words that wait for the author's."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from geo.reading.wording import listed
from narrative.drafts.draft import Draft
from narrative.drafts.ids import Ids
from narrative.drafts.parts import DraftDateline, DraftStep, changed
from narrative.drafts.phrases import numbers_said
from narrative.drafts.step_dates import bracket, whens_of
from narrative.drafts.wording import words_of
from narrative.reading.apparatus import aside_paragraphs
from narrative.reading.datelines import Dateline, datelines_in
from narrative.reading.extract import SourceText
from narrative.reading.shapes import kind_of_heading
from narrative.story.dates import Date
from narrative.story.limits import CUT_STEPS, LEAST_WORDS, STEP_PEOPLE, STEP_PLACES

LONGEST_TITLE = 100
OPENING_WORDS = 12  # a line or two above the first heading of less are told with what follows it
WIDE = ("country", "land")  # kinds of places that are named last in a title
NO_PLACE = "These paragraphs name no place that could be put on the map: it shows those of a step {} them."
BARE = re.compile(r"\W*(?:chapter|part|book|canto|letter|section)\W+(?:[IVXLC]+|\d+|one|two|three)\W*", re.IGNORECASE)
Group = tuple[int, ...]


def group_paragraphs(source: SourceText, most: int = CUT_STEPS) -> list[Group]:
    """The numbers of the paragraphs of each step.

    A paragraph is a step; paragraphs of less than 60 words are taken together with the next, but not across a heading
    or a dateline. By-lines, notes, lists of works and boilerplate are no steps.
    In a long text groups grow until there are no more than `most`, across headings only where it has more of these.

    >>> from narrative.reading.extract import source_text
    >>> long = b"word " * 70
    >>> group_paragraphs(source_text(b"One.\\n\\nTwo.\\n\\n" + long + b"\\n\\n" + long))
    [(1, 2, 3), (4,)]
    """
    words = [source.text.count(" ", start, end) + 1 for start, end in source.paragraphs]
    asides = aside_paragraphs(source)
    breaks = {each.paragraph for each in source.headings}
    if len(breaks) >= most:
        breaks = set()
    entries = {source_paragraph(source, each) for each in datelines_in(source, asides=asides)}
    if len(breaks | entries) < most:
        breaks |= entries
    breaks |= {number + after for number in asides for after in (0, 1)}
    least = LEAST_WORDS
    while len(groups := list(grouped(words, breaks, least))) > most:
        least = least * 5 // 4
    return [group for group in groups if not set(group) & set(asides)]


def source_paragraph(source: SourceText, line: Dateline) -> int:
    """The paragraph in which a dateline stands, or before which its heading does."""
    number = bisect_right(source.paragraphs, (line.start, len(source.text)))
    return number if number and line.start < source.paragraphs[number - 1][1] else line.first


def group_runs(source: SourceText, numbers: Sequence[int]) -> list[Group]:
    """Some of the paragraphs cut into groups, each of paragraphs that follow one another."""
    wanted, found = set(numbers), []
    for group in group_paragraphs(source):
        run: list[int] = []
        for number in [*(each for each in group if each in wanted), 0]:
            if run and number != run[-1] + 1:
                found.append(tuple(run))
                run = []
            run.append(number)
    return found


def grouped(words: Sequence[int], breaks: set[int], least: int) -> Iterator[Group]:
    """Groups of at least so many words, each within its section; a short rest joins the group before it."""
    sections: list[list[Group]] = []
    group: list[int] = []
    for number, _ in enumerate(words, 1):
        if number in breaks or not sections:
            sections.append([])
        group.append(number)
        ends = number == len(words) or number + 1 in breaks
        enough = sum(words[each - 1] for each in group) >= least
        if not (enough or ends):
            continue
        if ends and not enough and sections[-1]:
            sections[-1][-1] += tuple(group)
        else:
            sections[-1].append(tuple(group))
        group = []
    if len(sections) > 1 and 1 not in breaks and sum(words[: sections[0][-1][-1]]) < OPENING_WORDS:
        opening = sections.pop(0)  # a line or two above the first heading are told with what follows it
        sections[0][0] = (*(number for each in opening for number in each), *sections[0][0])
    for section in sections:
        yield from section


def draft_steps(
    draft: Draft, groups: Sequence[Group], ids: Ids, known: Sequence[str | None] | None = None
) -> list[DraftStep]:
    """A step for each group of paragraphs, in their order, of what is marked in them; `known` are ids given already."""
    shown = places_of_groups(draft, groups)
    whens = whens_of(groups, draft)
    dates = [each.date for each in whens]
    titles = {place.id: place.title for place in draft.places}
    wide = {each.id for each in draft.places if each.chosen and each.chosen.kind in WIDE}
    headings = headings_of(draft)
    numbers = {
        each.id: set(draft.numbers_of(each.id, people=True)) for each in draft.people if each.state != "rejected"
    }
    steps = []
    for index, group in enumerate(groups):
        own, date, when = shown[index], dates[index], whens[index]
        edtf, note = (date.edtf, when.note) if date else bracket(index, dates, draft.bracket)
        named = [id for id, said in numbers.items() if said & set(group)]
        named.sort(key=lambda id: -len(numbers[id] & set(group)))
        named_so = title_of([titles[each] for each in sorted(own, key=wide.__contains__)], date, group)
        title = next((headings[number] for number in group if number in headings), "")
        if BARE.fullmatch(title):  # "Chapter II" says less than where and when
            title = f"{title}: {named_so}"
        title = title or named_so
        step = DraftStep(
            id=(known[index] if known else None) or ids.step(title),
            title=title,
            date=edtf,
            undated=date is None,
            date_note=note if date or not when.note else when.note,
            date_as_written=when.as_written,
            places=own or nearest(shown, index),
            unplaced=not own,
            place_note="" if own else NO_PLACE.format("before" if any(shown[:index]) else "after"),
            people=tuple(named[:STEP_PEOPLE]),
            paragraphs=group,
        )
        steps.append(changed(step, text=words_of(draft, step)))
    return steps


def places_of_groups(draft: Draft, groups: Sequence[Group]) -> list[tuple[str, ...]]:
    """The places that each step shows, those that its paragraphs name most often first.

    Of more than eight, those that no other step would show are preferred.
    """
    on_map = [each.id for each in draft.places if each.geometry is not None and each.state != "rejected"]
    said: dict[int, Counter[str]] = {}  # for each paragraph the places, with how many spellings it has of each
    for id in on_map:
        for spelling in draft.place_names.get(id, {}).values():
            for number in spelling:
                said.setdefault(number, Counter())[id] += 1
    at = {id: number for number, id in enumerate(on_map)}
    counts: list[Counter[str]] = []
    for group in groups:
        whole = sum((said[each] for each in group if each in said), Counter[str]())
        for id in line_places(draft, group):
            if id in at:  # what is told under a dateline is told from its place
                whole[id] += 1 + max(whole.values(), default=0)
        counts.append(Counter({id: whole[id] for id in sorted(whole, key=at.__getitem__)}))
    homes = Counter(id for count in counts for id in count)
    found = []
    for count in counts:
        ranked = [id for id, _ in count.most_common()]
        kept = set(sorted(ranked, key=lambda id: (homes[id] > 1, ranked.index(id)))[: STEP_PLACES // 2])
        kept |= set([each for each in ranked if each not in kept][: STEP_PLACES - len(kept)])
        found.append(tuple(each for each in ranked if each in kept))
    return found


def line_places(draft: Draft, group: Group) -> list[str]:
    """The places of the datelines that stand above some paragraphs, those of the last line first."""
    lines = [line for line in draft.datelines if line.sure and rules(line, group)]
    spots = [(bisect_left(draft.mark_starts, each.start), bisect_left(draft.mark_starts, each.end)) for each in lines]
    marks = [mark for first, after in spots for mark in draft.marks[first:after]]
    return list(dict.fromkeys(id for mark in reversed(marks) for id in mark.places))


def rules(line: DraftDateline, group: Group) -> bool:
    """Whether a dateline dates one of some paragraphs, whose numbers are in order."""
    at = bisect_left(group, line.first)
    return at < len(group) and group[at] <= line.last


def nearest(shown: Sequence[tuple[str, ...]], index: int) -> tuple[str, ...]:
    """The places of the step before that has any, else of the next one; three of them at most."""
    before = next((shown[each] for each in range(index - 1, -1, -1) if shown[each]), ())
    return (before or next((each for each in shown[index:] if each), ()))[:3]


def headings_of(draft: Draft) -> dict[int, str]:
    """The heading above a paragraph, several in a row as one; a number alone, or "Chapter II", with its parent's words.

    A number without a parent is no title.
    """
    found: dict[int, str] = {}
    above: list[tuple[int, str]] = []
    for each in draft.headings:
        text = textwrap.shorten(each.text.rstrip("."), LONGEST_TITLE, placeholder=" …")
        above = [(level, words) for level, words in above if level < each.level]
        parent = above[-1][1] if above else ""
        above.append((each.level, text))
        if kind_of_heading(each.text) == "numeral":
            text = f"{parent}, {text}" if parent else ""
        elif BARE.fullmatch(text) and parent and each.paragraph not in found:
            text = f"{parent}, {text}"
        before = found.get(each.paragraph, "")
        found[each.paragraph] = ": ".join(part for part in (before, text) if part)
    return {
        paragraph: textwrap.shorten(text, LONGEST_TITLE, placeholder=" …") for paragraph, text in found.items() if text
    }


def title_of(places: Sequence[str], date: Date | None, group: Sequence[int]) -> str:
    """A title of the main places and the date: "Vilna and Kovno, 28 June 1812".

    >>> from narrative.story.dates import parse_date
    >>> title_of(["Vilna", "Kovno", "Riga"], parse_date("1812-06-28"), (4,))
    'Vilna and Kovno, 28 June 1812'
    >>> title_of([], None, (4, 5))
    'Paragraphs 4-5'
    """
    where = listed(places[:2]) if places else ""
    said = numbers_said(group)
    when = re.sub(r"^(about|until|from) ", "", date.words) if date else ""
    return ", ".join(each for each in (where, when) if each) or said[:1].upper() + said[1:]

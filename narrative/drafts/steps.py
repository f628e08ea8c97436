"""Cut a text into the steps of a draft: which paragraphs, when, where, who, and words that wait for the author's."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from geo.reading.wording import listed
from narrative.drafts.draft import Draft
from narrative.drafts.ids import Ids
from narrative.drafts.limits import CUT_STEPS, LEAST_WORDS, STEP_PEOPLE, STEP_PLACES
from narrative.drafts.parts import DraftStep, Spot, changed
from narrative.drafts.phrases import numbers_said
from narrative.drafts.wording import words_of
from narrative.reading.extract import SourceText
from narrative.reading.shapes import kind_of_heading
from narrative.story.dates import Date

LONGEST_TITLE = 100
A_SEASON = 100  # days; a date of more is a year or years
WIDE = ("country", "land")  # kinds of places that are named last in a title
NO_DATE = "These paragraphs give no date; "  # by this a program's note is known
NO_PLACE = "These paragraphs name no place that could be put on the map: it shows those of a step {} them."
BARE = re.compile(r"\W*(?:chapter|part|book|canto|letter|section)\W+(?:[IVXLC]+|\d+|one|two|three)\W*", re.IGNORECASE)
Group = tuple[int, ...]


def group_paragraphs(source: SourceText, most: int = CUT_STEPS) -> list[Group]:
    """The numbers of the paragraphs of each step.

    A paragraph is a step; paragraphs of less than 60 words are taken together with the next, but not across a heading.
    In a long text groups grow until there are no more than `most`, across headings only where it has more of these.

    >>> from narrative.reading.extract import source_text
    >>> long = b"word " * 70
    >>> group_paragraphs(source_text(b"One.\\n\\nTwo.\\n\\n" + long + b"\\n\\n" + long))
    [(1, 2, 3), (4,)]
    """
    words = [source.text.count(" ", start, end) + 1 for start, end in source.paragraphs]
    breaks = {each.paragraph for each in source.headings}
    if len(breaks) >= most:
        breaks = set()
    least = LEAST_WORDS
    while len(groups := list(grouped(words, breaks, least))) > most:
        least = least * 5 // 4
    return groups


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
    if len(sections) > 1 and 1 not in breaks and sum(words[: sections[0][-1][-1]]) < least:
        opening = sections.pop(0)  # a line or two above the first heading are told with what follows it
        sections[0][0] = (*(number for each in opening for number in each), *sections[0][0])
    for section in sections:
        yield from section


def draft_steps(
    draft: Draft, groups: Sequence[Group], ids: Ids, known: Sequence[str | None] | None = None
) -> list[DraftStep]:
    """A step for each group of paragraphs, in their order, of what is marked in them; `known` are ids given already."""
    shown = places_of_groups(draft, groups)
    dates = without_asides([date_of(group, draft) for group in groups])
    titles = {place.id: place.title for place in draft.places}
    wide = {each.id for each in draft.places if each.chosen and each.chosen.kind in WIDE}
    headings = headings_of(draft)
    numbers = {
        each.id: set(draft.numbers_of(each.id, people=True)) for each in draft.people if each.state != "rejected"
    }
    steps = []
    for index, group in enumerate(groups):
        own, date = shown[index], dates[index]
        edtf, note = (date.edtf, "") if date else bracket(index, dates, draft.bracket)
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
            undated=bool(note),
            date_note=note,
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
        counts.append(Counter({id: whole[id] for id in sorted(whole, key=at.__getitem__)}))
    homes = Counter(id for count in counts for id in count)
    found = []
    for count in counts:
        ranked = [id for id, _ in count.most_common()]
        kept = set(sorted(ranked, key=lambda id: (homes[id] > 1, ranked.index(id)))[: STEP_PLACES // 2])
        kept |= set([each for each in ranked if each not in kept][: STEP_PLACES - len(kept)])
        found.append(tuple(each for each in ranked if each in kept))
    return found


def nearest(shown: Sequence[tuple[str, ...]], index: int) -> tuple[str, ...]:
    """The places of the step before that has any, else of the next one; three of them at most."""
    before = next((shown[each] for each in range(index - 1, -1, -1) if shown[each]), ())
    return (before or next((each for each in shown[index:] if each), ()))[:3]


def dates_in(draft: Draft, group: Sequence[int]) -> Iterator[tuple[Date, Spot]]:
    """The dates that some paragraphs name, in order."""
    numbers = set(group)
    return (each for each in draft.dated if draft.paragraph_of(each[1].start) in numbers)


def date_of(group: Group, draft: Draft) -> Date | None:
    """The first date of some paragraphs that is a day; without one the first month or season, or the first year."""
    best: tuple[int, Date] | None = None
    for date, _ in dates_in(draft, group):
        days = (date.latest - date.earliest).days
        coarse = 0 if days <= 10 else 1 if days <= A_SEASON else 2 if days <= 366 else 3
        if best is None or coarse < best[0]:
            best = coarse, date
    return best[1] if best else None


def without_asides(dates: Sequence[Date | None]) -> list[Date | None]:
    """The dates without bare years that lie outside those of the days told before and after: a book's year, say."""
    days = [date if date and (date.latest - date.earliest).days <= A_SEASON else None for date in dates]
    kept: list[Date | None] = []
    for index, date in enumerate(dates):
        before = next((day for day in reversed(days[:index]) if day), None)
        after = next((day for day in days[index + 1 :] if day), None)
        aside = False
        if date and before and after and not days[index] and before.earliest.year <= after.latest.year:
            aside = date.latest.year < before.earliest.year or date.earliest.year > after.latest.year
        kept.append(None if aside else date)
    return kept


def bracket(index: int, dates: Sequence[Date | None], otherwise: str) -> tuple[str, str]:
    """(EDTF, what it rests on) for a step whose paragraphs have no date: between those of its neighbours.

    `otherwise` is the date for a text without any: the author's year, or an interval that is open before today's.
    """
    before = next((date for date in reversed(dates[:index]) if date), None)
    after = next((date for date in dates[index + 1 :] if date), None)
    if before and after and before.latest < after.earliest and "/" not in before.edtf + after.edtf:
        span = f"{before.latest.isoformat()}/{after.earliest.isoformat()}"
        return span, f"{NO_DATE}the steps before and after it have {before.words} and {after.words}."
    near = before or after
    if near:
        side = "before" if before else "after"
        return near.edtf, f"{NO_DATE}the nearest step {side} it that has one is of {near.words}."
    if otherwise and not otherwise.startswith("../"):
        return otherwise, f"{NO_DATE}the year is what the author gave for the whole text."
    return otherwise, f"{NO_DATE}nor does any other part of the text."


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

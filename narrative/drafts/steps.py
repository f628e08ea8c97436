"""Cut a text into the steps of a draft: which paragraphs, when, where, who, and words that wait for the author's."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from narrative.drafts.parts import (
    DraftOptions,
    DraftPerson,
    DraftPlace,
    DraftStep,
    Found,
    Ids,
    joined,
    numbers_said,
    paragraph_at,
)
from narrative.drafts.wording import neutral_text, quoted_text
from narrative.reading.extract import SourceText
from narrative.reading.text_dates import DateMention
from narrative.story.dates import Date, parse_date

MOST_STEPS = 60
LEAST_WORDS = 60  # of a step's paragraphs: shorter ones are taken together
MOST_PLACES, MOST_PEOPLE = 8, 5
LONGEST_TITLE = 100
A_SEASON = 100  # days; a date of more is a year or years
Group = tuple[int, ...]
Dated = tuple[Date | None, DateMention | None]


def group_paragraphs(source: SourceText, most: int = MOST_STEPS) -> list[Group]:
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
    source: SourceText,
    found: Found,
    places: Sequence[DraftPlace],
    people: Sequence[DraftPerson],
    groups: Sequence[Group],
    options: DraftOptions,
    ids: Ids,
    known: Sequence[str | None] | None = None,
) -> list[DraftStep]:
    """A step for each group of paragraphs, in their order; `known` are ids given already. There must be a place."""
    shown = places_of_groups(places, groups)
    dates = without_asides([date_of(group, found, source.paragraphs) for group in groups])
    titles = {place.id: place.title for place in places}
    wide = {place.id for place in places if place.entry.kind in ("country", "land")}  # named last in a title
    headings = headings_of(source)
    steps = []
    for index, group in enumerate(groups):
        own = shown[index]
        where = own or nearest(shown, index)
        date, mention = dates[index]
        edtf, note = (date.edtf, "") if date else bracket(index, dates, options)
        named = [each for each in people if set(each.paragraphs) & set(group)]
        named.sort(key=lambda each: -len(set(each.paragraphs) & set(group)))
        title = next((headings[number] for number in group if number in headings), "") or title_of(
            [titles[each] for each in sorted(own, key=wide.__contains__)], date, group
        )
        steps.append(
            DraftStep(
                id=(known[index] if known else None) or ids.step(title),
                title=title,
                date=edtf,
                date_note=note,
                date_name=mention.name if mention else "",
                places=where,
                borrowed=not own,
                people=tuple(each.id for each in named[:MOST_PEOPLE]),
                paragraphs=group,
                text="",
            )
        )
    return [with_words(each, source, places, people, options) for each in steps]


def with_words(
    step: DraftStep,
    source: SourceText,
    places: Sequence[DraftPlace],
    people: Sequence[DraftPerson],
    options: DraftOptions,
) -> DraftStep:
    """The step with its text: the source's words where the author has them, else words that say what is to be done."""
    own = [] if step.borrowed else [each for each in places if each.id in step.places]
    who = [each for each in people if each.id in step.people]
    words = parse_date(step.date).words if not step.undated else ""
    neutral = neutral_text(step.paragraphs, own, [each.key for each in who], words)
    text = quoted_text(source, step.paragraphs, own) if options.with_text else neutral
    return DraftStep(**{**step.__dict__, "text": text or neutral})


def places_of_groups(places: Sequence[DraftPlace], groups: Sequence[Group]) -> list[tuple[str, ...]]:
    """The places that each step shows, those that its paragraphs name most often first.

    Of more than eight, those that no other step would show are preferred.
    """
    counts: list[Counter[str]] = []
    for group in groups:
        numbers = set(group)
        counts.append(
            Counter(
                {each.id: n for each in places if (n := sum(len(numbers & set(p)) for p in each.spellings.values()))}
            )
        )
    homes = Counter(id for count in counts for id in count)
    found = []
    for count in counts:
        ranked = [id for id, _ in count.most_common()]
        kept = set(sorted(ranked, key=lambda id: (homes[id] > 1, ranked.index(id)))[: MOST_PLACES // 2])
        kept |= set([each for each in ranked if each not in kept][: MOST_PLACES - len(kept)])
        found.append(tuple(each for each in ranked if each in kept))
    return found


def nearest(shown: Sequence[tuple[str, ...]], index: int) -> tuple[str, ...]:
    """The places of the step before that has any, else of the next one; three of them at most."""
    before = next((shown[each] for each in range(index - 1, -1, -1) if shown[each]), ())
    return (before or next((each for each in shown[index:] if each), ()))[:3]


def date_of(group: Group, found: Found, ranges: Sequence[tuple[int, int]]) -> Dated:
    """The first date of some paragraphs that is a day; without one the first month or season, or the first year."""
    first, last = ranges[group[0] - 1][0], ranges[group[-1] - 1][1]
    best: tuple[int, Date, DateMention] | None = None
    for each in found.dates:
        if not first <= each.start < last or paragraph_at(ranges, each.start) not in group:
            continue
        try:
            date = parse_date(each.edtf)
        except ValueError:  # a day that never was, as printed: the author decides
            continue
        days = (date.latest - date.earliest).days
        coarse = 0 if days <= 10 else 1 if days <= A_SEASON else 2 if days <= 366 else 3
        if best is None or coarse < best[0]:
            best = coarse, date, each
    return (best[1], best[2]) if best else (None, None)


def without_asides(dates: Sequence[Dated]) -> list[Dated]:
    """The dates without bare years that lie outside those of the days told before and after: a book's year, say."""
    days = [date if date and (date.latest - date.earliest).days <= A_SEASON else None for date, _ in dates]
    kept: list[Dated] = []
    for index, (date, mention) in enumerate(dates):
        before = next((day for day in reversed(days[:index]) if day), None)
        after = next((day for day in days[index + 1 :] if day), None)
        aside = False
        if date and before and after and not days[index] and before.earliest.year <= after.latest.year:
            aside = date.latest.year < before.earliest.year or date.earliest.year > after.latest.year
        kept.append((None, None) if aside else (date, mention))
    return kept


def bracket(
    index: int, dates: Sequence[tuple[Date | None, DateMention | None]], options: DraftOptions
) -> tuple[str, str]:
    """(EDTF, what it rests on) for a step whose paragraphs have no date: between those of its neighbours."""
    before = next((date for date, _ in reversed(dates[:index]) if date), None)
    after = next((date for date, _ in dates[index + 1 :] if date), None)
    none = "These paragraphs give no date; "
    if before and after and before.latest < after.earliest and "/" not in before.edtf + after.edtf:
        span = f"{before.latest.isoformat()}/{after.earliest.isoformat()}"
        return span, f"{none}the steps before and after it have {before.words} and {after.words}."
    near = before or after
    if near:
        side = "before" if before else "after"
        return near.edtf, f"{none}the nearest step {side} it that has one is of {near.words}."
    if options.year:
        return f"{options.year:04}", f"{none}the year is what the author gave for the whole text."
    return f"../{options.this_year:04}", f"{none}nor does any other part of the text."


def headings_of(source: SourceText) -> dict[int, str]:
    """The heading above a paragraph; several in a row as one."""
    found: dict[int, str] = {}
    for each in source.headings:
        text = textwrap.shorten(each.text.rstrip("."), LONGEST_TITLE, placeholder=" …")
        found[each.paragraph] = f"{found[each.paragraph]}: {text}" if each.paragraph in found else text
    return found


def title_of(places: Sequence[str], date: Date | None, group: Group) -> str:
    """A title of the main places and the date: "Vilna and Kovno, 28 June 1812".

    >>> title_of(["Vilna", "Kovno", "Riga"], parse_date("1812-06-28"), (4,))
    'Vilna and Kovno, 28 June 1812'
    >>> title_of([], None, (4, 5))
    'Paragraphs 4-5'
    """
    where = joined(places[:2]) if places else ""
    said = numbers_said(group)
    when = re.sub(r"^(about|until|from) ", "", date.words) if date else ""
    return ", ".join(each for each in (where, when) if each) or said[:1].upper() + said[1:]


def last_year(steps: Sequence[DraftStep]) -> Mapping[str, int]:
    """The latest year that the steps' own dates name, as {"year": …}; empty where none is dated."""
    years = [parse_date(each.date).latest.year for each in steps if not each.undated]
    return {"year": max(years)} if years else {}

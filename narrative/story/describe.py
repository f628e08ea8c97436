"""Say in words what a step's map shows and how its claim stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geo.gazetteer.antimeridian import reach
from geo.gazetteer.reader import Place
from geo.measure import distance_to_line
from geo.reading.days import AnyDay
from geo.reading.wording import counted, listed
from narrative.story.claim_checks import AUTHORS
from narrative.story.prose import typographic
from narrative.story.story import Link, Step, Story
from narrative.story.words import CERTAINTIES, LINK_KINDS, STATUSES, UNREAD, WIDE_DEGREES, WORDINGS

EDITORIAL = "The editor’s own remarks"
SCHEMATIC = "schematic"  # said of an arrow that is no route


def paragraphs_cited(paragraphs: tuple[int, ...]) -> str:
    """Paragraph numbers, runs drawn together.

    >>> paragraphs_cited((4, 5, 6, 9))
    '¶4–6, 9'
    """
    runs: list[list[int]] = []
    for number in sorted(set(paragraphs)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "¶" + ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs) if runs else ""


def link_words(story: Story, link: Link, day: AnyDay | None = None) -> str:
    """One link in words: "a message from Moscow to Pyongyang (reported)".

    Its side follows the kind, its way the beginning: "a movement of troops (the KPA) from Haeju by way of Kaesong to
    Seoul". Places have the names of that day.
    """
    label = f": {link.label}" if link.label else ""
    doubt = link_doubt(story, link)
    side = f" ({story.sides[link.side].name})" if link.side else ""
    start = f"{LINK_KINDS[link.kind].with_article}{side} from {title_on(story, link.origin, day)}"
    return f"{start}{way_words(story, link, day)} to {title_on(story, link.destination, day)}{label}{doubt}"


def title_on(story: Story, id: str, day: AnyDay | None) -> str:
    """What a place was called on a day; without one, its title."""
    place = story.gazetteer.places[id]
    return place.title if day is None else place.title_on(day)


def way_words(story: Story, link: Link, day: AnyDay | None = None) -> str:
    """By which places a link goes, or along what: " by way of Uijongbu", " along the Niemen"; empty without a way."""
    if link.along:
        return f" along {with_article(title_on(story, link.along, day))}"
    return f" by way of {listed([title_on(story, id, day) for id in link.via])}" if link.via else ""


def link_doubt(story: Story, link: Link) -> str:
    """What follows a link in words where it is not the source's own word, or no route.

    Who says it, on what papers, and that it is schematic: " (reported by Shtykov, after Appleman 1961, schematic)".
    """
    status = STATUSES[link.status]
    speaker = "" if link.speaker in (None, AUTHORS) else f"by {named(story, link.speaker or '')}"
    said = " ".join(each for each in (status.word if status.doubted else "said" if speaker else "", speaker) if each)
    papers = "; ".join(short_citation(story.works[id].citation) for id in link.sources)
    words = [said, f"after {papers}" if papers else "", SCHEMATIC if link.schematic else ""]
    inner = ", ".join(each for each in words if each)
    return f" ({inner})" if inner else ""


def named(story: Story, who: str) -> str:
    """Who speaks or hears, within a sentence: a person or place by name, the authors as such, else the words."""
    if who == AUTHORS:
        return "the authors"
    if who in story.people:
        return story.people[who].name
    return story.gazetteer.places[who].title if who in story.gazetteer.places else lowered(typographic(who))


def lowered(words: str) -> str:
    """Words that begin with an article, as they stand within a sentence.

    >>> lowered("The Soviet embassy"), lowered("North Korean intelligence")
    ('the Soviet embassy', 'North Korean intelligence')
    """
    start, space, rest = words.partition(" ")
    return start.lower() + space + rest if start in ("The", "A", "An") else words


def said(step: Step) -> str:
    """Whose word a step is: how the source vouches for it, in part where not for all, or that it is the editor's.

    Of a draft that nobody has confirmed it says that alone.
    """
    if step.unread:
        return UNREAD.said
    if step.editorial:
        return EDITORIAL
    words = STATUSES[step.sign.status].said
    return f"In part {words[:1].lower()}{words[1:]}" if step.sign.partly else words


def doubt_word(story: Story, step: Step, place: Place) -> str:
    """How unsure it is in a step that a place is meant and lies there, within a sentence; empty where it is certain."""
    certainty = CERTAINTIES[story.certainty_in(step.id, place.id)]
    return certainty.word if certainty.doubtful else ""


def map_words(story: Story, step: Step) -> str:
    """The text alternative of a step's map: what is lit, how sure its place is, and what runs from where to where."""
    titles = []
    for id in step.places:
        place = story.gazetteer.places[id]
        doubt = doubt_word(story, step, place)
        titles.append(place.title_on(step.day) + (f" ({doubt})" if doubt else ""))
    words = f"The map shows {listed(titles)}."
    if step.links:
        links = listed([link_words(story, link, step.day) for link in step.links])
        words += f" Arrows: {links}."  # to a reader; a screen reader calls an address a link
    return words + drawn_words(story, step)


def drawn_words(story: Story, step: Step) -> str:
    """The author's drawings on a step's map, with whose they are: " Drawn on it: …."; empty where there are none."""
    shown = [typographic(story.drawn[use.id].words) for use in step.draws]
    return f" Drawn on it: {listed(shown)}." if shown else ""


def distance_words(place: Place, reference: Place | None) -> str:
    """How far a place lies from the story's reference line, along the geodesic; empty for the line, for countries."""
    if reference is None or place.id == reference.id:
        return ""
    west, _, east, _ = reach(place.geometry)
    if east - west > WIDE_DEGREES:
        return ""
    distance = distance_to_line(place.geometry, reference.geometry)
    name = with_article(reference.title)
    if distance.side == "across" or distance.km < 0.5:  # half a country begins at the line
        return f"Touches or crosses {name}."
    km = f"{round(distance.km, -1):,.0f}" if round(distance.km) >= 1000 else f"{distance.km:.0f}"
    return f"{km} km {distance.side + ' of' if distance.side else 'from'} {name} at its nearest."


def with_article(name: str) -> str:
    """A line's name within a sentence.

    >>> with_article("38th Parallel"), with_article("the Niemen"), with_article("The Wall")
    ('the 38th Parallel', 'the Niemen', 'the Wall')
    """
    return f"the {re.sub('^[Tt]he ', '', name)}" if name[:4].lower() == "the " else f"the {sentence_case(name)}"


def full_title(story: Story) -> str:
    """Title and subtitle; a colon joins them, unless the title ends with a sign of its own."""
    if not story.subtitle:
        return story.title
    return f"{story.title}{' ' if story.title[-1] in '?!:' else ': '}{story.subtitle}"


def byline(story: Story) -> str:
    """Who wrote the source, where and when, whose words the steps are in, and how many of a draft's are confirmed."""
    source = story.source
    page = f", page {source.page}" if source.page else ""
    wording, draft = WORDINGS[story.wording], draft_words(story)
    return (
        f"After “{source.title}” by {listed(list(source.authors))}, {source.publication}, {source.date.words}{page}. "
        f"{f'{draft}. {wording.drafted}' if draft else wording.said}; ¶ gives the paragraph of the source."
    )


def draft_words(story: Story) -> str:
    """That a story is a draft, and how much of it is confirmed: "A draft: 12 of 40 steps read by a person".

    Empty for a story without a step that waits to be confirmed.
    """
    steps, unread = len(story.steps), len(story.unread_steps)
    return f"A draft: {steps - unread} of {counted(steps, 'step')} read by a person" if unread else ""


def sentence_case(words: str) -> str:
    """The words with their first letter raised."""
    return words[:1].upper() + words[1:]


def picture_words(story: Story, step: Step) -> str:
    """A text alternative that stands without the page: the map's date, what is lit and where that lies, what moves."""
    lit = []
    for place in (story.gazetteer.places[id] for id in step.lit_places):
        called = place.title_on(step.day)
        modern = f"today {place.modern}" if place.modern and place.modern != called else ""
        where = distance_words(place, story.reference).rstrip(".")
        doubt = doubt_word(story, step, place)
        more = ", ".join(
            word[:1].lower() + word[1:] for word in (modern, where, f"{doubt} place" if doubt else "") if word
        )
        lit.append(called + (f" ({more})" if more else ""))
    moves = (
        f" Arrows: {listed([link_words(story, link, step.day) for link in step.links])}."
        if step.links
        else " Nothing moves."
    )
    of = f"Map of {step.map_day.words}" if step.map_day.edtf else "Map without a date"
    return f"{of}. Lit: {'; '.join(lit)}.{moves}{drawn_words(story, step)}"


def credit_line(story: Story, attribution: str, steps: Iterable[Step] = ()) -> str:
    """What stands under a picture: the source that the story is told after, and whose data the map is drawn from.

    With whose drawings the maps of ``steps`` show.
    """
    source = story.source
    cited = f"{' and '.join(source.authors)}, “{source.title}”, {source.publication}, {source.date.words}"
    draft = draft_words(story)
    shown = dict.fromkeys(use.id for step in steps for use in step.draws)
    drawn = "".join(f" {each.title}: {each.credit}, {each.licence}." for each in map(story.drawn.__getitem__, shown))
    return f"After {cited}. {f'{draft}. ' if draft else ''}Map: {attribution}.{typographic(drawn)}"


def short_citation(citation: str) -> str:
    """A citation's author and title with its year, for the line under a note.

    >>> short_citation("Roy E. Appleman, South to the Naktong, North to the Yalu (June-November 1950), Washington 1961")
    'Roy E. Appleman, South to the Naktong, North to the Yalu, 1961'
    >>> short_citation("Telegram, Shtykov to Vyshinsky, 15 May 1949, Wilson Center Digital Archive")
    'Telegram, Shtykov to Vyshinsky, 15 May 1949'
    """
    plain = typographic(re.sub(r"[*_]", "", citation))
    years = re.findall(r"\b(?:1[89]|20)\d\d\b", plain)
    head = re.split(r" \(|: |\? |; ", plain, maxsplit=1)[0]
    if not years:
        return head
    if f" {years[-1]}" in head:
        return head[: head.rindex(years[-1]) + 4]
    head = re.sub(r"[,.”]+$", "", head)
    return f"{head}{'”' if head.count('“') > head.count('”') else ''}, {years[-1]}"

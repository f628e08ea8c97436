"""Turn the toponyms of a text into the places of its draft: those on the map, and names that lie nowhere yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.gazetteer.toponyms import Candidate, Resolution
from narrative.drafts.ids import Ids
from narrative.drafts.parts import DraftPlace, Guess
from narrative.story.words import certainty_of

LEAST_NAME = 0.45  # how likely the letters are to name a place at all, the best of its mentions
LEAST_PLACE = 0.3  # how likely the choice is to be right: below it nothing is drawn, and the author is asked
MOST_GUESSES = 8
DECIMALS = 5  # of a degree: about a metre
OWN = "own:"


@dataclass(frozen=True)
class Mention:
    """A toponym of the text and the number of its paragraph; 0 in a heading."""

    resolution: Resolution
    paragraph: int


def is_placed(resolution: Resolution) -> bool:
    """Whether a toponym's place is likely enough to be drawn."""
    return resolution.chosen is not None and resolution.probability >= LEAST_PLACE


def draft_places(
    mentions: Sequence[Mention],
    ids: Ids,
    known: Mapping[str, str] | None = None,
    forms: Mapping[str, str] | None = None,
) -> tuple[list[DraftPlace], dict[int, DraftPlace]]:
    """The places that the text names, and the place of each toponym by its start.

    First those that its paragraphs name, in the order of their first mention, then those of its headings alone, then
    the names that lie nowhere yet. `known` leads from an entry's id to the id that its place has already, `forms` from
    a name as written to its nominative.
    """
    groups: dict[str, list[Mention]] = {}
    nowhere: dict[str, list[Mention]] = {}
    for each in mentions:
        chosen = each.resolution.chosen
        if chosen is not None and is_placed(each.resolution):
            groups.setdefault(given(chosen.id, known or {}) or chosen.id, []).append(each)
        else:
            nowhere.setdefault(each.resolution.toponym.name.casefold(), []).append(each)
    told = sorted(groups.values(), key=first_in_text)
    found: list[tuple[DraftPlace, list[Mention]]] = []
    for group in told:
        in_text = [each for each in group if each.paragraph] or group
        if max(each.resolution.toponym.probability for each in in_text) >= LEAST_NAME:
            found.append((placed([each.resolution for each in in_text], ids, known or {}, forms or {}), group))
    for group in nowhere.values():
        found.append((unplaced([each.resolution for each in group], ids, forms or {}), group))
    return [place for place, _ in found], {
        each.resolution.toponym.start: place for place, group in found for each in group
    }


def first_in_text(group: Sequence[Mention]) -> tuple[bool, int]:
    """Where a place is first named: in the paragraphs before those that only headings name."""
    starts = [each.resolution.toponym.start for each in group if each.paragraph]
    return not starts, starts[0] if starts else 0


def placed(group: Sequence[Resolution], ids: Ids, known: Mapping[str, str], forms: Mapping[str, str]) -> DraftPlace:
    """The place that some toponyms mean."""
    first, likeliest = group[0].candidates[0].entry, max(group, key=lambda each: each.probability)
    title = title_of([forms.get(each.toponym.name, each.toponym.name) for each in group])
    probability = round(sum(min(max(each.probability, 0.0), 1.0) for each in group) / len(group), 2)
    guess = guess_of(Candidate(first, 0.0))
    guesses = guesses_of(likeliest.candidates)
    if first.id not in {each.id for each in guesses}:
        guesses = (guess, *guesses)
    return DraftPlace(
        id=given(first.id, known) or ids.new(title),
        title=title,
        certainty=certainty_of(probability),
        reason=likeliest.reason,
        probability=probability,
        geometry={"type": "Point", "coordinates": [guess.lon, guess.lat]},
        guess=first.id,
        guesses=guesses,
    )


def unplaced(group: Sequence[Resolution], ids: Ids, forms: Mapping[str, str]) -> DraftPlace:
    """A name that lies nowhere yet: not found, or too doubtful to be drawn."""
    first = group[0]
    name = title_of([forms.get(each.toponym.name, each.toponym.name) for each in group])
    near = next((each.near for each in group if each.near), None)
    return DraftPlace(
        id=ids.new(name),
        title=name,
        reason=first.reason,
        probability=min(max(first.probability, 0.0), 1.0) if first.chosen else 0.0,
        guesses=guesses_of(first.candidates) or guesses_of([Candidate(each, 0.0) for each in first.suggestions]),
        near=near.label if near else "",
    )


def title_of(names: Iterable[str]) -> str:
    """The most frequent spelling, one in capitals only where there is no other."""
    times: Counter[str] = Counter()
    first: dict[str, str] = {}
    for name in names:
        key = name.casefold()
        if key not in first or (first[key].isupper() and not name.isupper()):
            first[key] = name
        times[key] += 1
    spellings = [first[key] for key, _ in times.most_common()]
    title = next((each for each in spellings if not each.isupper()), spellings[0])
    return title.title() if title.isupper() and len(title) > 4 else title


def given(entry: str, known: Mapping[str, str]) -> str:
    """The id that an entry's place has already, as the author's own or from an earlier run; "" where it has none.

    >>> given("own:vilna", {}), given("gn:593116", {"gn:593116": "vilna"}), given("gn:1", {})
    ('vilna', 'vilna', '')
    """
    return known.get(entry) or (entry.removeprefix(OWN) if entry.startswith(OWN) else "")


def guesses_of(candidates: Iterable[Candidate]) -> tuple[Guess, ...]:
    """The likeliest of some candidates as plain values."""
    return tuple(guess_of(each) for each in [*candidates][:MOST_GUESSES])


def guess_of(candidate: Candidate) -> Guess:
    """A candidate as a plain value."""
    entry = candidate.entry
    return Guess(
        id=entry.id,
        name=entry.name,
        lat=round(entry.latitude, DECIMALS),
        lon=round(entry.longitude, DECIMALS),
        kind=entry.kind,
        country=entry.country,
        region=entry.region,
        probability=min(max(candidate.probability, 0.0), 1.0),
    )

"""Turn the resolutions of a text's toponyms into the places of its map, and people's names into people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geo.gazetteer.toponyms import Entry, Resolution
from narrative.drafts.parts import DraftPerson, DraftPlace, Found, Ids, joined, numbers_said, paragraph_at

LEAST_NAME = 0.45  # how likely the letters are to name a place at all, the best of its mentions
LEAST_PLACE = 0.3  # how likely the choice is to be right: below it nothing is drawn, and the author is asked
CERTAIN, LESS_CERTAIN = 0.9, 0.6
RUNNERS_UP = 4
OWN = "own:"
KINDS = {  # Entry.kind: (identifier, label) of a Linked Places type
    "country": ("wd:Q6256", "country"),
    "region": ("wd:Q10864048", "first-level administrative division"),
    "district": ("wd:Q56061", "administrative territory"),
    "town": ("wd:Q486972", "settlement"),
    "water": ("wd:Q15324", "body of water"),
    "river": ("wd:Q4022", "river"),
    "island": ("wd:Q23442", "island"),
    "land": ("wd:Q82794", "region"),
    "range": ("wd:Q46831", "mountain range"),
    "site": ("wd:Q2221906", "place"),
}


def is_placed(resolution: Resolution) -> bool:
    """Whether a toponym's place is likely enough to be drawn."""
    return resolution.chosen is not None and resolution.probability >= LEAST_PLACE


def draft_places(
    found: Found, ranges: Sequence[tuple[int, int]], ids: Ids, known: Mapping[str, str] | None = None
) -> list[DraftPlace]:
    """The places that the text names in its paragraphs, in the order of their first mention.

    `known` leads from an entry's id to the id that its place has already.
    """
    groups: dict[str, list[Resolution]] = {}
    for each in found.resolutions:
        if is_placed(each) and each.chosen and paragraph_at(ranges, each.toponym.start):
            groups.setdefault(given(each.chosen.id, known or {}) or each.chosen.id, []).append(each)
    places = []
    for group in groups.values():
        if max(each.toponym.probability for each in group) < LEAST_NAME:
            continue
        entry = group[0].candidates[0].entry
        spellings = spellings_of([(each.toponym.name, each.toponym.start) for each in group], ranges)
        title = next((each for each in spellings if not each.isupper()), next(iter(spellings)))
        title = title.title() if title.isupper() and len(title) > 4 else title
        id = given(entry.id, known or {}) or ids.new(title)
        probability = round(sum(each.probability for each in group) / len(group), 2)
        likeliest = max(group, key=lambda each: each.probability)
        places.append(
            DraftPlace(id, entry, title, spellings, probability, likeliest.reason, likeliest.candidates, tuple(group))
        )
    return places


def given(entry: str, known: Mapping[str, str]) -> str:
    """The id that an entry's place has already, as the author's own or from an earlier run; "" where it has none.

    >>> given("own:vilna", {}), given("gn:593116", {"gn:593116": "vilna"}), given("gn:1", {})
    ('vilna', 'vilna', '')
    """
    return known.get(entry) or (entry.removeprefix(OWN) if entry.startswith(OWN) else "")


def spellings_of(mentions: Iterable[tuple[str, int]], ranges: Sequence[tuple[int, int]]) -> dict[str, tuple[int, ...]]:
    """Each spelling with its paragraphs, the most frequent first; those that differ in case only count as one."""
    times: Counter[str] = Counter()
    first: dict[str, str] = {}
    numbers: dict[str, set[int]] = {}
    for name, start in mentions:
        key = name.casefold()
        if key not in first or (first[key].isupper() and not name.isupper()):
            first[key] = name
        times[key] += 1
        if number := paragraph_at(ranges, start):
            numbers.setdefault(key, set()).add(number)
    return {first[key]: tuple(sorted(numbers.get(key, ()))) for key, _ in times.most_common()}


def draft_people(
    found: Found, ranges: Sequence[tuple[int, int]], ids: Ids, known: Mapping[str, str] | None = None
) -> list[DraftPerson]:
    """The people whom the text names in its paragraphs; `known` as above."""
    groups: dict[str, list[tuple[str, int]]] = {}
    for each in found.people:
        if paragraph_at(ranges, each.start):
            groups.setdefault(each.person, []).append((each.name, each.start))
    return [
        DraftPerson((known or {}).get(key) or ids.new(key, "person"), key, spellings_of(mentions, ranges))
        for key, mentions in groups.items()
    ]


def feature_of(place: DraftPlace, language: str, source: str, shared: Mapping[str, int]) -> dict[str, Any]:
    """A place as a Linked Places feature, with what the geoparser thought of it under ``properties.geoparsing``.

    `source` is how the names' source is cited; `shared` counts the places of each name (without case): a name of more
    than one carries a note.
    """
    entry = place.entry
    modern = entry.name if entry.name.casefold() not in {each.casefold() for each in place.spellings} else None
    names = [name_of(each, language, source, numbers, shared) for each, numbers in place.spellings.items()]
    certainty = certainty_of(place.probability)
    geometry: dict[str, Any] = {
        "type": "Point",
        "coordinates": [round(entry.longitude, 5), round(entry.latitude, 5)],
        "certainty": certainty,
    }
    if certainty != "certain":
        geometry["reason"] = reason_in_words(place)
    feature: dict[str, Any] = {
        "type": "Feature",
        "id": place.id,
        "@id": f"urn:narrative-map:place:{place.id}",
        "properties": {
            "title": place.title,
            "modern": modern,
            **({"ccodes": [entry.country]} if entry.country else {}),
            "rank": rank_of(place),
            "geoparsing": geoparsing_of(place),
        },
        "names": names,
    }
    if entry.kind in KINDS:
        identifier, label = KINDS[entry.kind]
        feature["types"] = [{"identifier": identifier, "label": label}]
    feature["geometry"] = geometry
    if entry.id.startswith("gn:") and entry.id[3:].isdigit():
        feature["links"] = [{"type": "closeMatch", "identifier": entry.id}]
    return feature


def name_of(
    spelling: str, language: str, source: str, numbers: Sequence[int], shared: Mapping[str, int]
) -> dict[str, Any]:
    """One attested name."""
    name: dict[str, Any] = {"toponym": spelling, "lang": language, "citations": [{"label": source}]}
    if numbers:
        name["paragraphs"] = list(numbers)
    if shared.get(spelling.casefold(), 0) > 1:
        name["note"] = f"The text seems to use this name for more than one place; here it is {numbers_said(numbers)}."
    return name


def certainty_of(probability: float) -> str:
    """Linked Places' word for a probability.

    >>> certainty_of(0.93), certainty_of(0.6), certainty_of(0.4)
    ('certain', 'less-certain', 'uncertain')
    """
    return "certain" if probability >= CERTAIN else "less-certain" if probability >= LESS_CERTAIN else "uncertain"


def reason_in_words(place: DraftPlace) -> str:
    """Why a doubtful place was chosen, and what else may be meant."""
    why = place.reason[:1].upper() + place.reason[1:].rstrip(".")
    others = [each.entry.label for each in place.candidates if each.entry.id != place.entry.id][:2]
    rivals = f"; it may be {joined(others).replace(' and ', ' or ')} instead" if others else ""
    return (
        f"Read by a program, {round(place.probability * 100)} % likely: {why}{rivals}. Not yet looked at by a person."
    )


def rank_of(place: DraftPlace) -> int:
    """How early a place is lettered, by how often the text names it: 1 to 3."""
    mentions = len(place.resolutions)
    return 1 if mentions >= 5 or place.entry.kind == "country" else 2 if mentions > 1 else 3


def geoparsing_of(place: DraftPlace) -> dict[str, Any]:
    """What the geoparser thought, with the runners-up."""
    return {
        "entry": place.entry.id,
        "probability": place.probability,
        "reason": place.reason,
        "candidates": [candidate_of(each.entry, each.probability) for each in place.candidates[: RUNNERS_UP + 1]],
    }


def candidate_of(entry: Entry, probability: float) -> dict[str, Any]:
    """One candidate."""
    return {
        "id": entry.id,
        "name": entry.label,
        "lat": round(entry.latitude, 5),
        "lon": round(entry.longitude, 5),
        "probability": round(probability, 2),
    }


def shared_names(places: Iterable[DraftPlace]) -> Counter[str]:
    """How many places each name (without case) has."""
    return Counter(spelling.casefold() for place in places for spelling in place.spellings)

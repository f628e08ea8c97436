"""Turn the places of a draft into Linked Places features, as a story's ``places.geojson`` holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from geo.reading.wording import listed
from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftPlace, DraftStep, Guess
from narrative.drafts.phrases import numbers_said
from narrative.story.prose import references
from narrative.story.words import CERTAINTIES

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
PLACE_URI = "urn:narrative-map:place:"
AUTHOR = "the author"
RUNNERS_UP = 4
Shared = Counter[tuple[str, str]]  # (name without case, language): how many places have it
KINDS = {  # of a gazetteer's place: (identifier, label) of a Linked Places type
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


def features_of(draft: Draft, shown: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The places that the story shows, or those of some ids, as Linked Places features."""
    ids = shown_places(draft) if shown is None else shown
    places = [each for each in draft.places if each.id in ids and each.geometry is not None]
    shared = Counter(name for each in places for name in names_in_language(draft, each))
    there = {other.id for other in places} | {str(other.kept.get("@id")) for other in places}
    return [feature_of(draft, each, there, shared) for each in places]


def shown_places(draft: Draft) -> set[str]:
    """The ids of the places that go into the story: placed, not rejected, and used by a step, a link or a reading."""
    used = {id for step in draft.steps for id in used_by(step)} | {str(draft.kept.get("reference_line"))}
    readings = draft.kept.get("readings") or ()  # of a finished story, whose file has been checked
    used |= {str(each["place"]) for reading in readings for each in reading["places"]}
    rivals = {id for each in draft.places if each.id in used for id in rivals_of(each)}
    rivals |= {each.id for each in draft.places if used & set(rivals_of(each))}
    placed = {
        each.id
        for each in draft.places
        if each.geometry is not None and each.state != "rejected" and each.id in used | rivals
    }
    return placed | {str(each["id"]) for each in readings}  # a step names the reading in the place's stead


def used_by(step: DraftStep) -> Iterable[str]:
    """The places of a step, of its links, of its camera and of its text."""
    yield from step.places
    for each in step.links:
        yield from each.places
    yield from (step.kept.get("camera") or {}).get("places") or ()
    yield from (id for scheme, id in references(step.text) if scheme == "place")


def rivals_of(place: DraftPlace) -> list[str]:
    """The ids of the places that may be meant instead of one that was read from a file."""
    return [str(each.get("relationTo", "")).removeprefix(PLACE_URI) for each in place.kept.get("relations") or ()]


def feature_of(draft: Draft, place: DraftPlace, shown: set[str], shared: Shared) -> dict[str, Any]:
    """One place; what a file said of it and no door edits stays.

    `shown` are the ids and addresses of the story's places, `shared` counts the places of each name.
    """
    kept = dict(place.kept)
    properties = kept.pop("properties", None)
    names = names_of(draft, place, shared, kept.pop("names", None))
    geometry = geometry_of(place, kept.pop("geometry", None))
    types, links = kept.pop("types", None), kept.pop("links", None)
    if place.chosen and place.chosen.kind in KINDS and properties is None:
        identifier, label = KINDS[place.chosen.kind]
        types = [{"identifier": identifier, "label": label}]
    if links is None and place.guess.startswith("gn:") and place.guess[3:].isdigit():
        links = [{"type": "closeMatch", "identifier": place.guess}]
    descriptions = kept.pop("descriptions", None)
    if place.description:
        descriptions = [{"value": place.description, "lang": draft.language}]
    relations = kept.pop("relations", None)
    if relations is not None:
        ends = [(each, str(each.get("relationTo"))) for each in relations]
        relations = [each for each, end in ends if end in shown or end.removeprefix(PLACE_URI) in shown]
    feature = {
        "type": "Feature",
        "id": place.id,
        "@id": kept.pop("@id", f"{PLACE_URI}{place.id}"),
        "properties": properties_of(draft, place, properties),
        "names": names,
        "types": types,
        "when": kept.pop("when", None),
        "geometry": geometry,
        "links": links,
        "relations": relations,
        "descriptions": descriptions,
        **{key: each for key, each in kept.items() if key not in ("type", "id")},
    }
    return {key: each for key, each in feature.items() if each is not None}


def properties_of(draft: Draft, place: DraftPlace, kept: Mapping[str, Any] | None) -> dict[str, Any]:
    """Title, the name of today, country, rank, and what the geoparser thought."""
    chosen = place.chosen
    if kept is not None:
        found = {**kept, "title": place.title}
    else:
        written = {each.casefold() for each in (*draft.place_names.get(place.id, ()), place.title)}
        found = {"title": place.title}
        if chosen and chosen.name.casefold() not in written:
            found["modern"] = chosen.name
        if chosen and chosen.country:
            found["ccodes"] = [chosen.country]
        found["rank"] = rank_of(draft, place)
    if chosen:
        found["geoparsing"] = geoparsing_of(place)
    return found


def rank_of(draft: Draft, place: DraftPlace) -> int:
    """How early a place is lettered, by how often the text names it: 1 to 3."""
    mentions = sum(draft.paragraph_of(each.start) > 0 for each in draft.marked.get(place.id, ()))
    country = place.chosen is not None and place.chosen.kind == "country"
    return 1 if mentions >= 5 or country else 2 if mentions != 1 else 3


def geoparsing_of(place: DraftPlace) -> dict[str, Any]:
    """What was proposed, what else it may be, and whether the author has confirmed it."""
    chosen = place.chosen
    accepted = place.state == "accepted"
    probability = chosen.probability if accepted and chosen else place.probability
    return {
        "entry": place.guess,
        "probability": round(probability, 2),
        "reason": place.reason or "chosen by the author",
        "candidates": [candidate_of(each) for each in place.guesses[: RUNNERS_UP + 1]],
        **({"confirmed": True} if accepted else {}),
    }


def candidate_of(guess: Guess) -> dict[str, Any]:
    """One candidate."""
    probability = round(guess.probability, 2)
    return {"id": guess.id, "name": guess.label, "lat": guess.lat, "lon": guess.lon, "probability": probability}


def names_of(
    draft: Draft, place: DraftPlace, shared: Shared, kept: list[dict[str, Any]] | None
) -> list[dict[str, Any]]:
    """Every spelling with the paragraphs that write it so; one that several places share says whose it is."""
    names = [dict(each) for each in kept or ()]
    known = {str(each.get("toponym", "")).casefold() for each in names}
    spellings: Mapping[str, tuple[int, ...]] = draft.place_names.get(place.id, {})
    if not names and not spellings:
        spellings = {place.title: ()}
    for words, numbers in spellings.items():
        if words.casefold() in known:
            continue
        name: dict[str, Any] = {"toponym": words, "lang": draft.language}
        if place.id in draft.place_names:
            name["citations"] = [{"label": draft.source.title or draft.title}]
        if numbers:
            name["paragraphs"] = list(numbers)
        names.append(name)
    if kept is None or draft.origin == "file":  # the names of a story that was opened are its author's
        for name in names:
            if shared[str(name["toponym"]).casefold(), str(name["lang"])] > 1 and "note" not in name:
                name["note"] = note_of(place, name.get("paragraphs") or ())
    return names


def note_of(place: DraftPlace, numbers: Iterable[int]) -> str:
    """What tells a place from another of its name."""
    said = tuple(numbers)
    here = f"here it is {numbers_said(said)}" if said else f"here it is the one called “{place.title}” ({place.id})"
    return f"Several places of this story have this name; {here}."


def names_in_language(draft: Draft, place: DraftPlace) -> set[tuple[str, str]]:
    """All names of a place without case, each with its language."""
    kept = {(str(each.get("toponym")).casefold(), str(each.get("lang"))) for each in place.kept.get("names") or ()}
    spelled = {(each.casefold(), draft.language) for each in draft.place_names.get(place.id, ())}
    return (kept | spelled) or {(place.title.casefold(), draft.language)}


def geometry_of(place: DraftPlace, kept: Mapping[str, Any] | None) -> dict[str, Any]:
    """Where it lies, how sure that is and why, and who says so; `kept` is None where no file had the geometry."""
    geometry: dict[str, Any] = {**(place.geometry or {}), "certainty": place.certainty}
    if reason := reason_of(place):
        geometry["reason"] = reason
    if kept is None and not place.guess:
        geometry["citations"] = [{"label": AUTHOR}]
    return {**geometry, **(kept or {})}


def reason_of(place: DraftPlace) -> str:
    """Why it lies there, in words; a doubtful place must have some, with what else may be meant."""
    if not CERTAINTIES[place.certainty].doubtful:
        return ""
    if place.state != "proposed" or not place.guess:
        return place.reason or "The author marks it so without giving a reason."
    why = place.reason[:1].upper() + place.reason[1:].rstrip(".")
    others = [each.label for each in place.guesses if each.id != place.guess][:2]
    rivals = f"; it may be {listed(others, 'or')} instead" if others else ""
    likely = round(place.probability * 100)
    return f"Read by a program, {likely} % likely: {why}{rivals}. Not yet looked at by a person."

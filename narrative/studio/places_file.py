"""Turn the places of a draft into a Linked Places file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from narrative.story.prose import references
from narrative.studio.draft import Draft, DraftPlace, DraftStep, Guess

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
STUDIO = "the author, in the studio"


def places_document(draft: Draft, shown: Mapping[str, DraftPlace]) -> dict[str, Any]:
    """``places.geojson`` in Linked Places Format."""
    return {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "features": [feature_of(draft, each, shown) for each in shown.values()],
    }


def feature_of(draft: Draft, place: DraftPlace, shown: Mapping[str, DraftPlace]) -> dict[str, Any]:
    """One place; what a file said of it and the studio does not touch stays."""
    kept = dict(place.kept)
    known = kept.pop("geometry", None)  # None where the author has put the place elsewhere than a file did
    geometry = {**(known or {}), **(place.geometry or {})}
    geometry["certainty"] = place.certainty
    geometry.pop("reason", None)
    if reason := reason_of(place):
        geometry["reason"] = reason
    if known is None:
        geometry["citations"] = [{"label": located_by(place)}]
    properties = {"rank": 2, **(kept.pop("properties", None) or {}), "title": place.title}
    if place.guesses and place.guess:
        properties["geoparsing"] = geoparsing_of(place)
    relations = [
        each for each in kept.pop("relations", None) or () if str(each.get("relationTo")).rsplit(":", 1)[-1] in shown
    ]
    links = kept.pop("links", None)
    if links is None and place.guess.startswith("gn:"):
        links = [{"type": "closeMatch", "identifier": place.guess}]
    descriptions = kept.pop("descriptions", None)
    if place.description:
        descriptions = [{"value": place.description, "lang": draft.language}]
    return without_nothing(
        {
            "type": "Feature",
            "id": place.id,
            "@id": kept.pop("@id", f"urn:narrative-map:place:{place.id}"),
            "properties": properties,
            "names": names_of(draft, place, shown, kept.pop("names", None)),
            "geometry": geometry,
            "links": links,
            "relations": relations or None,
            "descriptions": descriptions,
            **{key: each for key, each in kept.items() if key not in ("type", "id")},
        }
    )


def names_of(
    draft: Draft, place: DraftPlace, shown: Mapping[str, DraftPlace], kept: list[dict[str, Any]] | None
) -> list[dict[str, Any]]:
    """Every spelling with the paragraphs that write it so; a spelling that two places share says whose it is."""
    spelled: dict[str, list[int]] = {}
    for mark in draft.marks:
        if place.id in mark.places:
            words = " ".join(draft.words_of(mark).split())
            spelled.setdefault(words, []).append(draft.paragraph_of(mark.start))
    if kept:
        known = {str(each.get("toponym", "")).casefold() for each in kept}
        fresh = [words for words in spelled if words.casefold() not in known]
    else:
        fresh = list(spelled) or [place.title]
    names = [dict(each) for each in kept or ()]
    once: set[str] = set()
    for words in fresh:
        if words.casefold() in once:
            continue
        once.add(words.casefold())
        paragraphs = sorted({each for each in spelled.get(words, ()) if each})
        name: dict[str, Any] = {"toponym": words, "lang": draft.language}
        if paragraphs:
            name |= {"citations": [{"label": draft.source.title or "the text"}], "paragraphs": paragraphs}
        if any(other.id != place.id and words.casefold() in casefolded(draft, other) for other in shown.values()):
            name["note"] = f"the place that this story calls “{place.title}” ({place.id})"
        names.append(name)
    return names


def casefolded(draft: Draft, place: DraftPlace) -> set[str]:
    """All names of a place, without case."""
    names = [*draft.spellings(place.id), *(str(each.get("toponym", "")) for each in place.kept.get("names") or ())]
    return {" ".join(each.split()).casefold() for each in names} or {place.title.casefold()}


def reason_of(place: DraftPlace) -> str:
    """Why it lies there, in words; a doubtful place must have some."""
    if place.state == "proposed" and place.guess:
        others = ", ".join(label_of(each) for each in place.guesses[1:4])
        said = f"Proposed by the studio with a probability of {place.probability:.2f} and not yet confirmed"
        return f"{said}: {place.reason or 'no reason was given'}" + (f" Also possible: {others}." if others else "")
    if place.certainty == "certain":
        return ""
    return place.reason or "The author marks it so without giving a reason."


def geoparsing_of(place: DraftPlace) -> dict[str, Any]:
    """What was proposed, what else it may be, and whether the author has confirmed it."""
    chosen = next((each for each in place.guesses if each.id == place.guess), None)
    return {
        "entry": place.guess,
        "probability": chosen.probability if place.state == "accepted" and chosen else place.probability,
        "reason": place.reason or "chosen by the author",
        "candidates": [
            {"id": each.id, "name": each.name, "lat": each.lat, "lon": each.lon, "probability": each.probability}
            for each in place.guesses
        ],
        "confirmed": place.state == "accepted",
    }


def label_of(guess: Guess) -> str:
    """A candidate as a reader tells it from its namesakes."""
    return ", ".join(each for each in (guess.name, guess.region, guess.country) if each)


def located_by(place: DraftPlace) -> str:
    """Who says that it lies there."""
    return {"gn": "GeoNames", "ne": "Natural Earth", "hist": "the project’s list of historical names"}.get(
        place.guess.split(":")[0], STUDIO
    )


def shown_places(draft: Draft) -> dict[str, DraftPlace]:
    """The places that go into the story: placed, not rejected, and used by a step or an arc."""
    used = {id for step in draft.steps for id in step.places}
    used |= {str(each) for step in draft.steps for each in linked(step)}
    used |= {str(draft.kept.get("reference_line"))}
    used |= {id for step in draft.steps for id in references_in(step)}
    rivals = {id for each in draft.places if each.id in used for id in rivals_of(each)}
    rivals |= {each.id for each in draft.places if used & set(rivals_of(each))}
    return {
        each.id: each
        for each in draft.places
        if each.geometry is not None and each.state != "rejected" and each.id in used | rivals
    }


def linked(step: DraftStep) -> Iterable[str]:
    """The places of a step's arcs and of its camera."""
    for each in step.links:
        yield from (each.origin, each.destination)
    yield from (step.kept.get("camera") or {}).get("places") or ()


def references_in(step: DraftStep) -> Iterable[str]:
    """The places to which a step's text links."""
    return [id for scheme, id in references(step.text) if scheme == "place"]


def rivals_of(place: DraftPlace) -> list[str]:
    """The ids of the places that may be meant instead of one that was read from a file."""
    start = "urn:narrative-map:place:"
    return [str(each.get("relationTo", "")).removeprefix(start) for each in place.kept.get("relations") or ()]


def without_nothing(values: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that have a value."""
    return {key: each for key, each in values.items() if each is not None}

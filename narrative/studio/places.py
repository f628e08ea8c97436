"""What an author decides about places: each function takes a draft and returns another."""

from __future__ import annotations

import re
from typing import Any, Literal

from geo.gazetteer.geometry_checks import geometry_fault
from narrative.drafts.draft import Draft
from narrative.drafts.ids import new_id
from narrative.drafts.parts import DraftError, DraftLink, DraftPlace, Guess, Spot, changed, replaced
from narrative.drafts.places import DECIMALS
from narrative.story.limits import MOST_DRAWN_POINTS, MOST_MARKS, MOST_PLACES, MOST_SELECTED
from narrative.story.words import CERTAIN, SURE_FROM

Drawn = Literal["Point", "LineString", "Polygon"]
LINK = r"\[((?:\\.|[^\]\\])*)\]\(place:{}\)"  # a link of a step's text to a place
OF_ENTRY = ("modern", "ccodes")  # properties that are those of the gazetteer's place


def accept(draft: Draft, place: str) -> Draft:
    """The place is where it was proposed."""
    found = draft.place(place)
    if found.geometry is None:
        raise DraftError(f"“{found.title}” lies nowhere yet. Look it up or set it on the map, and then accept it.")
    return with_place(draft, changed(found, state="accepted", certainty=CERTAIN))


def accept_likely(draft: Draft, least: float = SURE_FROM) -> Draft:
    """All places that were proposed with at least that probability are where they were proposed."""
    for place in draft.places:
        if place.state == "proposed" and place.geometry is not None and place.probability >= least:
            draft = accept(draft, place.id)
    return draft


def choose(draft: Draft, place: str, guess: str) -> Draft:
    """Another of the places that the name may mean."""
    found = draft.place(place)
    for each in found.guesses:
        if each.id == guess:
            return choose_entry(draft, place, each)
    raise DraftError(f"“{found.title}” has no such candidate any more.")


def choose_entry(draft: Draft, place: str, entry: Guess) -> Draft:
    """A place of the gazetteer that was looked up."""
    found = draft.place(place)
    others = tuple(each for each in found.guesses if each.id != entry.id)
    geometry = {"type": "Point", "coordinates": [entry.lon, entry.lat]}
    values = {"geometry": geometry, "guess": entry.id, "guesses": (entry, *others)[:20]}
    kept = {key: each for key, each in found.kept.items() if key not in ("geometry", "links", "types")}
    if "properties" in kept:
        kept["properties"] = {key: each for key, each in kept["properties"].items() if key not in OF_ENTRY}
    return with_place(draft, changed(found, state="accepted", certainty=CERTAIN, kept=kept, **values))


def draw(draft: Draft, place: str, kind: Drawn, points: list[tuple[float, float]]) -> Draft:
    """Where the author says that it lies: a point, a line, or an area by its corners; (lon, lat) in degrees."""
    found = draft.place(place)
    line = [[round(wrapped(lon), DECIMALS), round(lat, DECIMALS)] for lon, lat in points]
    least = {"Point": 1, "LineString": 2, "Polygon": 3}[kind]
    if len(line) < least:
        raise DraftError({2: "A line needs two points at least.", 3: "An area needs three corners at least."}[least])
    if len(line) > MOST_DRAWN_POINTS:
        raise DraftError(f"This drawing has {len(line)} points; draw it with {MOST_DRAWN_POINTS} at most.")
    coordinates: Any = line[0] if kind == "Point" else line if kind == "LineString" else [[*line, line[0]]]
    if fault := geometry_fault(kind, coordinates):
        crossing = "Self-intersection" in fault[1]
        raise DraftError("The area’s border crosses itself; draw it round." if crossing else f"{fault[1]}.")
    values = {"geometry": {"type": kind, "coordinates": coordinates}, "guess": ""}
    kept = {key: each for key, each in found.kept.items() if key != "geometry"}
    return with_place(draft, changed(found, state="accepted", certainty=CERTAIN, kept=kept, **values))


def wrapped(lon: float) -> float:
    """A longitude between -180 and 180.

    >>> wrapped(190.0), wrapped(-180.0), wrapped(179.5)
    (-170.0, -180.0, 179.5)
    """
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


def reject(draft: Draft, place: str) -> Draft:
    """It is no place, or none of this story; it leaves the steps and can be taken back."""
    draft = with_place(draft, changed(draft.place(place), state="rejected"))
    steps = tuple(
        changed(
            each,
            places=tuple(id for id in each.places if id != place),
            links=tuple(without(link, place) for link in each.links if place not in (link.origin, link.destination)),
            text=re.sub(LINK.format(place), r"\1", each.text),
        )
        for each in draft.steps
    )
    return changed(draft, steps=steps)


def without(link: DraftLink, place: str) -> DraftLink:
    """A link whose way does not lead by a place."""
    via = tuple(id for id in link.via if id != place)
    return changed(link, via=via, along=None if link.along == place else link.along)


def take_back(draft: Draft, place: str) -> Draft:
    """A place that was accepted or rejected is open again, and is back in the steps whose paragraphs name it."""
    found = draft.place(place)
    draft = with_place(draft, changed(found, state="proposed"))
    return named_in_steps(draft, place) if found.state == "rejected" else draft


def merge(draft: Draft, place: str, into: str) -> Draft:
    """Two spellings are one place: everything of the first is the second's."""
    if place == into:
        raise DraftError("A place cannot be merged with itself.")
    gone, kept = draft.place(place), draft.place(into)

    def moved(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(into if id == place else id for id in ids))

    marks = tuple(changed(each, places=moved(each.places)) if place in each.places else each for each in draft.marks)
    steps = tuple(
        changed(
            each,
            places=moved(each.places),
            links=joined_links(each.links, place, into),
            text=each.text.replace(f"(place:{place})", f"(place:{into})"),
        )
        for each in draft.steps
    )
    if kept.geometry is None:
        values = {"geometry": gone.geometry, "guess": gone.guess, "guesses": gone.guesses}
        kept = changed(kept, probability=gone.probability, reason=gone.reason, **values)
    places = tuple(each for each in replaced(draft.places, kept) if each.id != place)
    return changed(draft, marks=marks, steps=steps, places=places)


def joined_links(links: tuple[DraftLink, ...], place: str, into: str) -> tuple[DraftLink, ...]:
    """Links that led to, from or by a place lead to, from or by another; one between the two leads nowhere and goes."""

    def now(id: str | None) -> str | None:
        return into if id == place else id

    found = []
    for link in links:
        origin, destination = now(link.origin), now(link.destination)
        if origin != destination:
            via = tuple(dict.fromkeys(id for each in link.via if (id := now(each)) not in (origin, destination)))
            found.append(changed(link, origin=origin, destination=destination, via=via, along=now(link.along)))
    return tuple(found)


def set_certainty(draft: Draft, place: str, certainty: str | None = None, reason: str | None = None) -> Draft:
    """How sure the author is of where it lies, and why; None leaves what the draft says.

    Each is told by itself: who answers late must not be given back what the other was when it was asked.
    """
    found = draft.place(place)
    said = {"certainty": certainty, "reason": reason if reason is None else reason.strip()}
    return with_place(draft, changed(found, **{name: each for name, each in said.items() if each is not None}))


def rename(draft: Draft, place: str, title: str) -> Draft:
    """What the story calls it."""
    if not title.strip():
        raise DraftError("A place needs a name.")
    return with_place(draft, changed(draft.place(place), title=title.strip()))


def describe(draft: Draft, place: str, description: str) -> Draft:
    """A sentence or two about it, for its card."""
    return with_place(draft, changed(draft.place(place), description=description.strip()))


def mark(draft: Draft, start: int, end: int, place: str = "") -> Draft:
    """Words of the text name a place: a new one, or one that the draft has; what was marked there gives way."""
    words = draft.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
    words = draft.text[start:end]
    if not any(each.isalnum() for each in words) or "\n\n" in words or len(words) > MOST_SELECTED:
        raise DraftError("Select the words that name the place, and no more.")
    if len(draft.marks) >= MOST_MARKS:
        raise DraftError(f"The draft has {MOST_MARKS:,} marks; it takes no more.")
    if not place:
        draft = add_place(draft, " ".join(words.split()))
        place = draft.places[-1].id
    draft.place(place)
    others = [each for each in draft.marks if each.end <= start or end <= each.start]
    spot = Spot(start=start, end=end, form="toponym", places=(place,))
    marks = tuple(sorted([*others, spot], key=lambda each: each.start))
    return named_in_steps(changed(draft, marks=marks), place)


def mark_words(draft: Draft, words: str, place: str = "") -> Draft:
    """Every place of the text with these words that nothing marks yet names a place, a new one or this."""
    words = words.strip()
    pattern = r"\s+".join(re.escape(each) for each in words.split())
    spots = [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", draft.text)] if words else []
    free = [(start, end) for start, end in spots if all(each.end <= start or end <= each.start for each in draft.marks)]
    if not free:
        said = "are marked already" if spots else "do not stand in the text, written just so"
        raise DraftError(f"The words “{words[:60]}” {said}.")
    for start, end in free:
        draft = mark(draft, start, end, place)
        place = place or draft.places[-1].id
    return draft


def add_place(draft: Draft, title: str) -> Draft:
    """A place that the text need not name."""
    if len(draft.places) >= MOST_PLACES:
        raise DraftError(f"The draft has {MOST_PLACES:,} places; it takes no more.")
    if not title.strip():
        raise DraftError("A place needs a name.")
    place = DraftPlace(
        id=new_id(title, [each.id for each in draft.places], "place"), title=title.strip(), state="accepted"
    )
    return changed(draft, places=(*draft.places, place))


def unmark(draft: Draft, start: int) -> Draft:
    """The words that start there name nothing."""
    return changed(draft, marks=tuple(each for each in draft.marks if each.start != start))


def split(draft: Draft, start: int) -> Draft:
    """The words that start there name another place than the same words elsewhere: a place of its own."""
    spot = next((each for each in draft.marks if each.start == start and each.places), None)
    if spot is None:
        raise DraftError("There is no place marked there any more.")
    old = draft.place(spot.places[0])
    taken = [each.id for each in draft.places]
    own = changed(old, id=new_id(old.title, taken, "place"), state="proposed", kept={})
    marks = tuple(changed(each, places=(own.id,)) if each is spot else each for each in draft.marks)
    return named_in_steps(changed(draft, places=(*draft.places, own), marks=marks), own.id)


def named_in_steps(draft: Draft, place: str) -> Draft:
    """The steps that tell a paragraph which names the place show it."""
    naming = {draft.paragraph_of(each.start) for each in draft.marks if place in each.places}
    steps = tuple(
        changed(each, places=(*each.places, place))
        if naming & set(each.paragraphs) and place not in each.places
        else each
        for each in draft.steps
    )
    return changed(draft, steps=steps)


def with_place(draft: Draft, place: DraftPlace) -> Draft:
    """The draft with a place renewed; one that lay nowhere is shown by the steps whose paragraphs name it."""
    nowhere = draft.place(place.id).geometry is None
    draft = changed(draft, places=replaced(draft.places, place))
    return named_in_steps(draft, place.id) if nowhere and place.geometry is not None else draft

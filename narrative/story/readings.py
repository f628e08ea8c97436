"""Put the place that is chosen for a reading wherever a story names the reading; read which ones are asked for."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

from geo.gazetteer.reader import Gazetteer, Name, Place
from geo.reading.faults import did_you_mean
from geo.reading.validation import SLUG, quoted
from narrative.story.document_schema import DocumentModel
from narrative.story.folders import UnknownReading as UnknownReading
from narrative.story.model import Choice, Reading, Story
from narrative.story.schema import ClaimModel, ReadingModel, StepModel

# The keys whose value may be a place's id; everywhere else a reading is named only in a text, as [words](place:ID).
NAMED = frozenset({"places", "origin", "destination", "via", "along", "speaker", "hearer", "ids"})
LINKED = re.compile(rf"(?<=\]\(place:){SLUG.pattern}(?=[\s)])")
MOST_PAGES = 12  # a folder that `build` writes holds a page for each way to read the story, of over a megabyte each
USES: Mapping[str, Callable[[StepModel], Any]] = {  # what of a step may depend on a reading, in the order of the page
    "place": lambda step: step.places,
    "arrow": lambda step: step.links,
    "view": lambda step: step.camera,
    "text": lambda step: step.text,
    "note": lambda step: step.notes,
}
Value = TypeVar("Value")


@dataclass(frozen=True)
class Choosable:
    """What can be asked for: the name of a reading and the ids of its places, the first of which is the usual one."""

    id: str
    places: tuple[str, ...]


class Identified(Protocol):
    """A model that has an id."""

    @property
    def id(self) -> str: ...


def parse_readings(text: str) -> dict[str, str]:
    """Readings as an address or a call writes them: ``kanege:kanggye``, several apart by commas.

    Raises
    ------
    ValueError
        Where it is not written so; the text is a sentence.

    >>> parse_readings("kanege:kanggye,mondin:chongjin"), parse_readings("")
    ({'kanege': 'kanggye', 'mondin': 'chongjin'}, {})
    >>> parse_readings("kanggye")
    Traceback (most recent call last):
    ValueError: "kanggye" is no reading; write one such as kanege:kanggye, several apart by commas
    """
    asked = {}
    for each in filter(None, text.split(",")):
        found = re.fullmatch(rf"(?P<id>{SLUG.pattern})[:=](?P<place>{SLUG.pattern})", each)
        if not found:
            raise ValueError(f"{quoted(each)} is no reading; write one such as kanege:kanggye, several apart by commas")
        asked[found["id"]] = found["place"]
    return asked


def written_readings(chosen: Mapping[str, str]) -> str:
    """Chosen readings as an address writes them.

    >>> written_readings({"kanege": "kanggye", "mondin": "chongjin"})
    'kanege:kanggye,mondin:chongjin'
    """
    return ",".join(f"{id}:{place}" for id, place in chosen.items())


def chosen_of(readings: Iterable[Choosable], asked: Mapping[str, str] | None = None) -> dict[str, str]:
    """The place of each reading: the one asked for, else the first. Raises ``UnknownReading``.

    >>> chosen_of([Choosable("kanege", ("hamhung", "kanggye"))], {"kanege": "seoul"})
    Traceback (most recent call last):
    narrative.story.folders.UnknownReading: The reading "kanege" has no place "seoul"; there are hamhung, kanggye.
    """
    known = {each.id: each.places for each in readings}
    for id, place in (asked or {}).items():
        if id not in known:
            near = did_you_mean(id, known) or (f"; there are {', '.join(known)}." if known else "; it has none.")
            raise UnknownReading(f"There is no reading {quoted(id)} in this story{near}")
        if place not in known[id]:
            near = did_you_mean(place, known[id]) or f"; there are {', '.join(known[id])}."
            raise UnknownReading(f"The reading {quoted(id)} has no place {quoted(place)}{near}")
    return {id: (asked or {}).get(id, places[0]) for id, places in known.items()}


def choosable(readings: Iterable[ReadingModel]) -> list[Choosable]:
    """What can be asked for of the readings of a file."""
    return [Choosable(each.id, tuple(choice.place for choice in each.places)) for each in readings]


def chosen_in(story: Story, asked: Mapping[str, str]) -> dict[str, str]:
    """The place of each reading of a story: the one asked for, else the usual one. Raises ``UnknownReading``."""
    known = (Choosable(each.id, tuple(choice.place for choice in each.choices)) for each in story.readings.values())
    return chosen_of(known, asked)


def unusual(story: Story) -> str:
    """The readings of a story as an address writes them, empty where each is the usual one."""
    return "" if story.chosen == chosen_in(story, {}) else written_readings(story.chosen)


def page_name(chosen: Mapping[str, str]) -> str:
    """The file in which a folder holds the page of chosen readings.

    >>> page_name({"kanege": "kanggye"})
    'reading-kanege-kanggye.html'
    """
    return f"reading-{'--'.join(f'{id}-{place}' for id, place in chosen.items())}.html"


def every_choice(readings: Sequence[Reading]) -> list[dict[str, str]]:
    """Every way to read a story, in the order of the file."""
    places = [[choice.place for choice in each.choices] for each in readings]
    return [dict(zip([each.id for each in readings], each, strict=True)) for each in product(*places)]


def ways_to_read(readings: Iterable[ReadingModel]) -> int:
    """How many pages the readings of a file make."""
    return math.prod(max(1, len(each.places)) for each in readings)


def substituted(value: Value, chosen: Mapping[str, str], key: str = "") -> Value:
    """A model with the chosen place wherever it names a reading: in keys that hold places, and in its texts.

    In a list of places one that is then named twice is kept once.
    """
    changed: Any = value
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        new = {name: substituted(each, chosen, name) for name, each in fields.items()}
        changed = value.model_copy(update={name: each for name, each in new.items() if each != fields[name]})
    elif isinstance(value, tuple):
        items = [substituted(each, chosen, key) for each in value]
        changed = tuple(dict.fromkeys(items) if key == "places" else items)
    elif isinstance(value, str):
        changed = chosen.get(value, value) if key in NAMED else LINKED.sub(lambda id: chosen.get(id[0], id[0]), value)
    return changed  # type: ignore[no-any-return]


def uses_in(step: StepModel, reading: str) -> tuple[str, ...]:
    """What of a step names a reading: words of `USES`."""
    put = {reading: f"{reading}-read"}
    return tuple(word for word, part in USES.items() if part(step) != substituted(part(step), put, keyed(word)))


def keyed(word: str) -> str:
    """The key under which a part of a step is substituted."""
    return "places" if word == "place" else ""


def naming(models: Iterable[Identified], reading: str) -> Iterator[str]:
    """The ids of the models that name a reading."""
    put = {reading: f"{reading}-read"}
    return (each.id for each in models if substituted(each, put) != each)


def readings_of(
    models: Sequence[ReadingModel],
    chosen: Mapping[str, str],
    steps: Sequence[StepModel],
    claims: Sequence[ClaimModel],
    documents: Sequence[DocumentModel],
) -> dict[str, Reading]:
    """The readings of a story with what depends on each; ``steps``, ``claims`` and ``documents`` are as written."""
    return {
        model.id: Reading(
            id=model.id,
            name=model.name,
            paragraphs=model.paragraphs,
            choices=tuple(Choice(each.place, each.certainty, each.says, each.sources) for each in model.places),
            place=chosen[model.id],
            steps={step.id: uses for step in steps if (uses := uses_in(step, model.id))},
            claims=tuple(naming(claims, model.id)),
            documents=tuple(naming(documents, model.id)),
        )
        for model in models
    }


def attested(gazetteer: Gazetteer, readings: Iterable[Reading], language: str) -> Gazetteer:
    """The gazetteer in which each chosen place has the name that is read as it, in the language of the story."""
    places, features = dict(gazetteer.places), list(gazetteer.document["features"])
    for reading in readings:
        place = places[reading.place]
        name = Name(reading.name, language, reading.paragraphs)
        if any(each.toponym == name.toponym for each in place.names):
            continue
        places[place.id] = with_name(place, name)
        at = next(index for index, each in enumerate(features) if each["id"] == place.id)
        written = {"toponym": name.toponym, "lang": name.lang, "paragraphs": list(name.paragraphs)}
        features[at] = {**features[at], "names": [written, *features[at].get("names", ())]}
    return Gazetteer(places, {**gazetteer.document, "features": features})


def with_name(place: Place, name: Name) -> Place:
    """A place with one more name, the first."""
    return replace(place, names=(name, *place.names))

"""Remember by digest what a draft's files held when they were generated, so that an author's edits are known later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from narrative.drafts.draft import Draft
from narrative.drafts.features import features_of, shown_places
from narrative.drafts.found import DraftOptions
from narrative.drafts.story_files import flat, people_values, step_values, top_values
from narrative.drafts.wording import sentence_ranges
from narrative.reading.extract import SourceText
from narrative.source.alignment import digest, folded_letters

STATE_FILE = ".draft.json"
VERSION = 1
ABOUT = (
    'What "python -m narrative new" has generated here, by digest: what differs in the files is the author\'s, and '
    "stays. Keep this file beside them; without it the command refuses to write into the folder."
)
Digests = dict[str, str]


@dataclass(frozen=True)
class State:
    """What was generated: digests of every key of the top, of each person, place and step, and of whole files.

    ``paragraphs`` are those of the text: the digest of each one's letters, and those of its sentences.
    """

    sha256: str
    options: dict[str, Any]
    paragraphs: tuple[tuple[str, tuple[str, ...]], ...]
    top: Digests = field(default_factory=dict)
    people: dict[str, Digests] = field(default_factory=dict)
    places: dict[str, Digests] = field(default_factory=dict)
    steps: dict[str, Digests] = field(default_factory=dict)
    entries: Digests = field(default_factory=dict)  # place: its entry in the world's gazetteer
    names: Digests = field(default_factory=dict)  # person: the name by which mentions are grouped
    files: Digests = field(default_factory=dict)


def state_of(draft: Draft, source: SourceText, options: DraftOptions) -> State:
    """The state of a draft as it is first written."""
    shown = shown_places(draft)
    people = people_values(draft)
    spoken = {each["id"] for each in people}
    return State(
        sha256=source.sha256,
        options=remembered_options(options),
        paragraphs=paragraph_digests(source),
        top=digests(flat(top_values(draft))),
        people={each["id"]: digests(each) for each in people},
        places={each["id"]: digests(each) for each in features_of(draft, shown)},
        steps={each.id: digests(step_values(each, shown)) for each in draft.steps},
        entries={each.id: each.guess for each in draft.places if each.id in shown},
        names={each.id: each.name for each in draft.people if each.id in spoken},
    )


def remembered_options(options: DraftOptions) -> dict[str, Any]:
    """What a later run takes from the first, where its call does not say it."""
    return {
        "title": options.title,
        "language": options.language,
        "countries": list(options.countries),
        "year": options.year,
        "with_text": options.with_text,
        "by": options.by,
        "home": options.home,
    }


def paragraph_digests(source: SourceText) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each paragraph the digest of its letters and digits, and those of its sentences."""
    return tuple(
        (
            digest(folded_letters(source.paragraph(number))),
            tuple(
                digest(folded_letters(source.text[start:end]))
                for start, end in sentence_ranges(source.text, source.paragraphs, number)
            ),
        )
        for number in range(1, len(source.paragraphs) + 1)
    )


def digests(values: Mapping[str, Any]) -> Digests:
    """The digest of each value."""
    return {key: value_digest(value) for key, value in values.items()}


def value_digest(value: Any) -> str:
    """The digest of a plain value of YAML or JSON.

    >>> value_digest({"a": 1, "b": None}) == value_digest({"b": None, "a": 1})
    True
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def state_json(state: State, files: Mapping[str, bytes]) -> bytes:
    """The state as the bytes of its file, with the digests of whole files."""
    values = {
        "about": ABOUT,
        "version": VERSION,
        **{key: value for key, value in state.__dict__.items() if key != "files"},
        "files": {**state.files, **{name: hashlib.sha256(body).hexdigest() for name, body in files.items()}},
    }
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_state(data: bytes) -> State | None:
    """The state that a file holds; None where it holds none that this program wrote."""
    try:
        values = json.loads(data)
        if values["version"] != VERSION:
            return None
        return State(
            values["sha256"],
            dict(values["options"]),
            tuple((whole, tuple(parts)) for whole, parts in values["paragraphs"]),
            *(dict(values[key]) for key in ("top", "people", "places", "steps", "entries", "names", "files")),
        )
    except (ValueError, KeyError, TypeError):
        return None


def is_touched(values: Mapping[str, Any], generated: Digests | None, keys: Iterable[str] | None = None) -> set[str]:
    """The keys whose values are not those that were generated, keys that have come or gone among them.

    >>> sorted(is_touched({"a": 1, "b": 2, "d": 4}, digests({"a": 1, "b": 3, "c": 0})))
    ['b', 'c', 'd']
    """
    before = generated or {}
    every: Sequence[str] = list(keys) if keys is not None else [*values, *before]
    return {key for key in every if (value_digest(values[key]) if key in values else None) != before.get(key)}

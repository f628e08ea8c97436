"""Turn a draft into the page that its readers will see, or into the faults that its author has yet to mend."""

from __future__ import annotations

import re
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from geo.reading.faults import Fault, Faults
from narrative.drafts.draft import Draft
from narrative.drafts.story_files import story_files
from narrative.page import render_page
from narrative.page.value import Page
from narrative.source.annotation_checks import annotation_faults
from narrative.story import STORY_FILE, Story, load_story
from narrative.story.prose import count_words, prose_faults
from narrative.story.words import CARD_WORDS, span_words

SUBJECT = re.compile(r'^(step|place|person|annotation) "([^"]*)": ')
FIELDS = {  # a word of the sentence: the field that it is about
    "the text has": "text",
    "link": "text",
    "date": "date",
    '"places"': "places",
    "no place": "places",
    "no paragraph is cited": "paragraphs",
    '"disputed_by"': "disputed_by",
    '"title"': "title",
    '"role"': "role",
    '"name"': "name",
}
TOP = {"title", "summary", "language", "slug", "authors", "publication", "provenance", "url"}


@dataclass(frozen=True)
class Trouble:
    """A fault where the author can mend it: ``kind`` is story, source, step, place or person, ``id`` which of them."""

    kind: str
    id: str
    field: str
    sentence: str


def troubles(draft: Draft) -> list[Trouble]:
    """Everything that `check` would say of the story folder, in the order of the story."""
    return told(draft, checked(draft)[1])


def preview(draft: Draft) -> tuple[Page | None, list[Trouble]]:
    """The page, and what `check` says of it; there is no page as long as it says anything.

    Nothing stays: the files are in a temporary folder while they are read.
    """
    story, faults = checked(draft)
    if story is None or faults:
        return None, told(draft, faults)
    return render_page(story), []


def checked(draft: Draft) -> tuple[Story | None, list[Fault]]:
    """The story of a draft, or its faults."""
    try:
        files = story_files(draft)
    except ValueError as error:  # a date of a mark that cannot be read
        return None, [Fault(STORY_FILE, 1, str(error))]
    with tempfile.TemporaryDirectory(prefix="narrative-map-") as folder:
        home = Path(folder) / draft.slug
        home.mkdir()
        for name, body in files.items():
            (home / name).write_bytes(body)
        try:
            story = load_story(home)
        except Faults as faults:
            return None, [*faults.faults, *annotation_faults(home, None)]
        return story, [*lengths(draft), *annotation_faults(home, story)]


def lengths(draft: Draft) -> list[Fault]:
    """Steps that are too short or too long for a card: `check` lets a draft's pass, but its author is still writing."""
    if draft.origin != "text":
        return []
    counts = [(step, count_words(step.text)) for step in draft.steps]
    return [
        Fault(STORY_FILE, 1, f'step "{step.id}": the text has {words} words; write {span_words(CARD_WORDS)}')
        for step, words in counts
        if words not in CARD_WORDS
    ]


def told(draft: Draft, faults: list[Fault]) -> list[Trouble]:
    """Faults of files as sentences about fields, each once, in the order of the telling."""
    steps = {each.id: number for number, each in enumerate(draft.steps, 1)}
    found = [*prose_troubles(draft), *(trouble_of(draft, each) for each in faults)]
    order = {"story": 0, "source": 1, "step": 2, "place": 3, "person": 4}
    unique = {(each.kind, each.id, each.sentence): each for each in found}.values()
    return sorted(unique, key=lambda each: (order.get(each.kind, 5), steps.get(each.id, 0)))


def trouble_of(draft: Draft, fault: Fault) -> Trouble:
    """One fault as the author of a draft reads it."""
    message = fault.message
    if "features" in message and "empty" in message:
        return Trouble("place", "", "", "No place is on the map yet; accept one or set one there.")
    if found := SUBJECT.match(message):
        kind, id = found.groups()
        if id.endswith("…"):  # a message cuts long ids short
            ids = [each.id for each in draft.steps] + [each.id for each in draft.places]
            id = next((each for each in ids if each.startswith(id[:-1])), id)
        sentence = message[found.end() :]
        field = next((field for word, field in FIELDS.items() if word in sentence), "")
        if field == "places" and "empty" in sentence:
            sentence = "it shows no place that lies on the map; choose one"
        if field == "paragraphs" and kind == "step":
            sentence = "it rests on no paragraph; choose some, or mark it as your own step"
        if field == "disputed_by" and "names no step" in sentence:
            sentence = f"{sentence.partition(',')[0]}; choose the step that speaks against it"
        return Trouble(kind, id, field, capital(sentence))
    if message.startswith("no step cites"):
        sentence = message.split(";")[0] + "; choose it in a step, or add one"
        return Trouble("source", "", "paragraphs", capital(sentence))
    field = next((each for each in re.findall(r'"(\w+)"', message) if each in TOP), "")
    kind = "source" if field in ("authors", "publication", "provenance", "url") else "story"
    return Trouble(kind, "", field, capital(message))


def prose_troubles(draft: Draft) -> list[Trouble]:
    """What a step's text may not have, even where the file as a whole cannot be read."""
    return [
        Trouble("step", step.id, "text", capital(sentence))
        for step in draft.steps
        for _, sentence in prose_faults(step.text)
    ]


def capital(sentence: str) -> str:
    """A sentence from its first letter to its full stop.

    >>> capital("the text has 12 words; write 40 to 110")
    'The text has 12 words; write 40 to 110.'
    """
    return sentence[:1].upper() + sentence[1:].rstrip(".") + ("" if sentence.endswith(("?", "!")) else ".")


def as_values(found: list[Trouble]) -> list[dict[str, Any]]:
    """Troubles as plain values."""
    return [asdict(each) for each in found]

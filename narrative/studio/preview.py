"""Turn a draft into the page that its readers will see, or into the faults that its author has yet to mend."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from geo.reading.faults import Fault, Faults
from geo.reading.validation import LANGUAGE, SLUG
from geo.reading.wording import counted
from narrative.drafts.commonmark import commonmark
from narrative.drafts.draft import Draft
from narrative.drafts.features import shown_places
from narrative.drafts.parts import DraftStep, changed
from narrative.page import render_page
from narrative.page.media import Placement, check_pictures
from narrative.page.value import Page
from narrative.source.annotation_checks import annotation_faults
from narrative.story import STORY_FILE, Story, load_story
from narrative.story.dates import parse_date
from narrative.story.prose import count_words, prose_faults
from narrative.story.words import AUTHORS_OWN, CARD_WORDS, span_words
from narrative.studio.work import ready_files

ROUNDS = 4  # how often a draft is looked at without its faults: to mend one may show another
SUBJECT = re.compile(r'^(step|place|person|annotation) "([^"]*)": ')
FIELDS = {  # a word of the sentence: the field that it is about
    '"alt"': "media",
    '"licence"': "media",
    "the licence": "media",
    '"credit"': "media",
    "media/": "media",
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
    """What the author can mend, where: ``kind`` is story, source, step, place or person, ``id`` which of them.

    A ``warning`` hinders nothing: the story is shown and passes `check` all the same.
    """

    kind: str
    id: str
    field: str
    sentence: str
    warning: bool = False


def troubles(draft: Draft) -> list[Trouble]:
    """Everything that `check` would say of the story folder, and what is only to be looked at, in the story's order."""
    return in_order(draft, [*told(draft, checked(draft)[1]), *warnings(draft)])


def preview(draft: Draft) -> tuple[Page | None, list[Trouble]]:
    """The page, and what has to be mended; what has a fault is marked in the page, and all else is shown.

    There is no page only where there is nothing to show: no step, or no place. Nothing stays: the files are in a
    temporary folder while they are read.
    """
    found: list[Trouble] | None = None
    shown = draft
    for _ in range(ROUNDS + 1):
        with opened(shown) as (story, faults):
            found = in_order(draft, [*told(draft, faults), *warnings(draft)]) if found is None else found
            if story is not None and not faults:
                return render_page(story, placement=Placement.INSIDE), found
        mended = without_faults(shown, told(shown, faults))
        if mended == shown:
            break
        shown = mended
    return None, found or []


def checked(draft: Draft) -> tuple[Story | None, list[Fault]]:
    """The story of a draft, or its faults."""
    with opened(draft) as found:
        return found


@contextmanager
def as_folder(draft: Draft) -> Iterator[Path]:
    """The story folder of a draft, as long as somebody works with it. Raises ValueError for a mark's date."""
    files = ready_files(draft)
    with tempfile.TemporaryDirectory(prefix="narrative-map-") as folder:
        home = Path(folder) / (draft.slug if SLUG.fullmatch(draft.slug) else "story")
        home.mkdir()
        for name, body in files.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_bytes(body)
        yield home


@contextmanager
def opened(draft: Draft) -> Iterator[tuple[Story | None, list[Fault]]]:
    """The same, as long as the story's files are there: its page is drawn of them."""
    with ExitStack() as stack:
        try:
            home = stack.enter_context(as_folder(draft))
        except ValueError as error:  # a date of a mark that cannot be read
            yield None, [Fault(STORY_FILE, 1, str(error))]
            return
        try:
            story = load_story(home)
        except Faults as faults:
            yield None, [*faults.faults, *annotation_faults(home, None)]
            return
        yield story, [*annotation_faults(home, story), *check_pictures(story)]


def warnings(draft: Draft) -> list[Trouble]:
    """What hinders nothing: texts of a length that no card takes, and steps that show no place of their own."""
    shown = shown_places(draft)
    found = []
    for step in draft.steps:
        words = count_words(step.text)
        if words not in CARD_WORDS and not prose_faults(step.text):
            said = f"The text has {counted(words, 'word')}; a card takes {span_words(CARD_WORDS)}."
            found.append(Trouble("step", step.id, "text", said, True))
        if shown and not any(id in shown for id in step.places):
            said = "It shows no place that lies on the map: the map stays at that of the step beside it."
            found.append(Trouble("step", step.id, "places", said, True))
    return found


def without_faults(draft: Draft, found: list[Trouble]) -> Draft:
    """The draft with what has a fault marked as such, and so shown without it."""
    said = {(each.kind, each.id): each.sentence for each in reversed(found) if not each.warning}
    fields = {(each.kind, each.field) for each in found}
    steps = [
        marked(draft, each, number, said["step", each.id]) if ("step", each.id) in said else each
        for number, each in enumerate(draft.steps, 1)
    ]
    places = [changed(each, state="rejected") if ("place", each.id) in said else each for each in draft.places]
    people = [
        changed(each, name=each.name.strip() or "Somebody", role=each.role.strip() or "not said yet", kept={})
        if ("person", each.id) in said
        else each
        for each in draft.people
    ]
    if ("source", "paragraphs") in fields and steps:  # what no step tells yet is told by the last
        told_by = {number for each in steps for number in each.paragraphs}
        rest = set(range(1, (len(draft.paragraphs) or max(told_by, default=1)) + 1)) - told_by
        if rest:
            steps[-1] = changed(steps[-1], paragraphs=tuple(sorted({*steps[-1].paragraphs, *rest})), editorial=False)
    values: dict[str, Any] = {"steps": tuple(steps), "places": tuple(places), "people": tuple(people)}
    if any(kind in ("story", "source") for kind, _ in said):
        source = draft.source
        values |= {
            "title": draft.title.strip() or "Without a title",
            "summary": draft.summary.strip() or "There is no summary yet.",
            "language": draft.language if LANGUAGE.fullmatch(draft.language) else "en",
            "slug": draft.slug,
            "source": changed(
                source,
                title=source.title.strip() or "Without a title",
                authors=source.authors.strip() or "Author not named",
                publication=source.publication.strip() or "Not said yet",
                provenance=source.provenance.strip() or "Not said yet.",
                date=source.date if is_date(source.date) else "",
                url=source.url if source.url.startswith("https://") else "",
            ),
        }
    return changed(draft, **values)


def marked(draft: Draft, step: DraftStep, number: int, sentence: str) -> DraftStep:
    """A step as the preview shows it in place of one that has a fault: what is wrong, and what can be shown."""
    people = {each.id for each in draft.people}
    there = range(1, len(draft.paragraphs) + 1) if draft.paragraphs else step.paragraphs
    paragraphs = tuple(each for each in step.paragraphs if each in there)
    dated = is_date(step.date)
    return changed(
        step,
        title=step.title.strip() or f"Step {number}",
        date=step.date if dated else "",
        undated=step.undated or not dated,
        date_note=step.date_note or ("" if dated else "The date cannot be read yet."),
        people=tuple(id for id in step.people if id in people),
        paragraphs=paragraphs,
        editorial=not paragraphs,
        status=AUTHORS_OWN,
        disputed_by=(),
        links=(),
        text=f"**This step cannot be shown yet.** {commonmark(sentence)}",
        kept={},
    )


def is_date(text: str) -> bool:
    """Whether a text is EDTF that a step may have."""
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def told(draft: Draft, faults: list[Fault]) -> list[Trouble]:
    """Faults of files as sentences about fields, each once, in the order of the telling."""
    return in_order(draft, [*prose_troubles(draft), *(trouble_of(draft, each) for each in faults)])


def in_order(draft: Draft, found: list[Trouble]) -> list[Trouble]:
    """Troubles in the order of the telling, each once."""
    steps = {each.id: number for number, each in enumerate(draft.steps, 1)}
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

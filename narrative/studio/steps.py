"""What an author decides about steps, people and the story: each function takes a draft and returns another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from narrative.drafts.draft import Draft
from narrative.drafts.ids import Ids, new_id
from narrative.drafts.parts import DraftError, DraftLink, DraftPerson, DraftStep, changed, replaced
from narrative.drafts.step_dates import NO_DATE, UNREAD
from narrative.drafts.steps import draft_steps
from narrative.drafts.wording import words_of
from narrative.imports.loose_dates import loose_date
from narrative.story.dates import parse_date
from narrative.story.limits import MOST_LINKS, MOST_PEOPLE, MOST_STEPS

StepField = Literal[
    "title",
    "date",
    "places",
    "people",
    "paragraphs",
    "status",
    "disputed_by",
    "text",
    "editorial",
    "confirmed",
]
StoryField = Literal["title", "subtitle", "summary", "language", "slug"]
SourceField = Literal["title", "authors", "publication", "date", "provenance", "url", "own"]
LinkField = Literal["origin", "destination", "kind", "label", "status"]
PersonField = Literal["name", "role", "state"]


def cut(draft: Draft, step: str, paragraph: int) -> Draft:
    """A step ends before that paragraph, and another one begins with it.

    A text that the author has not touched is cut with its paragraphs; one of the author's own stays with the first.
    """
    first = draft.step(step)
    if paragraph not in first.paragraphs[1:]:
        raise DraftError("A step can be cut between two of its paragraphs only.")
    full(draft)
    at = first.paragraphs.index(paragraph)
    left, named, rest = cut_in_two(draft, first, at)
    mine = tuple(id for id in first.places if id not in rest.places or id in named.places)
    people = tuple(id for id in first.people if id not in rest.people or id in named.people)
    shortened = changed(first, paragraphs=left, places=mine or named.places, people=people)
    if untouched(draft, first):
        shortened = changed(shortened, text=words_of(draft, shortened))
    return changed(
        draft, steps=tuple(part for each in draft.steps for part in ((shortened, rest) if each.id == step else (each,)))
    )


def cut_in_two(draft: Draft, first: DraftStep, at: int) -> tuple[tuple[int, ...], DraftStep, DraftStep]:
    """The paragraphs that a step keeps, and what a program would make of these and of the rest, among the others."""
    left, rest = first.paragraphs[:at], first.paragraphs[at:]
    groups: list[tuple[int, ...]] = []
    known: list[str | None] = []
    for each in draft.steps:
        if each.id == first.id:
            groups += [left, rest]
            known += [first.id, None]
        elif each.paragraphs:
            groups.append(each.paragraphs)
            known.append(each.id)
    made = draft_steps(draft, groups, Ids({each.id for each in draft.steps}), known)
    number = known.index(None)
    return left, made[number - 1], made[number]


def join(draft: Draft, step: str) -> Draft:
    """A step and the one after it are one; its id, title, date and status are the first's."""
    found = draft.step(step)
    at = draft.steps.index(found)
    if at + 1 == len(draft.steps):
        raise DraftError("There is no step after this one to join it with.")
    other = draft.steps[at + 1]
    paragraphs = tuple(sorted({*found.paragraphs, *other.paragraphs}))
    fresh = untouched(draft, found) and untouched(draft, other)
    joined = changed(
        found,
        paragraphs=paragraphs,
        places=tuple(dict.fromkeys((*found.places, *other.places))),
        people=tuple(dict.fromkeys((*found.people, *other.people))),
        links=tuple(dict.fromkeys((*found.links, *other.links)))[:MOST_LINKS],
        disputed_by=tuple(
            id for id in dict.fromkeys((*found.disputed_by, *other.disputed_by)) if id not in (found.id, other.id)
        ),
    )
    words = words_of(draft, joined) if fresh else f"{found.text.rstrip()}\n\n{other.text.lstrip()}"
    joined = changed(joined, text=words)
    return without_step(changed(draft, steps=replaced(draft.steps, joined)), other.id, found.id)


def untouched(draft: Draft, step: DraftStep) -> bool:
    """Whether a step's text is still the one that was made of its paragraphs."""
    return step.text.strip() == words_of(draft, step).strip()


def retold(before: Draft, after: Draft) -> Draft:
    """The draft after an edit, texts that were a program's still saying what the draft says."""
    if not after.text or before.text != after.text:
        return after
    was = {each.id: each for each in before.steps}
    steps = []
    for each in after.steps:
        old = was.get(each.id)
        steps.append(changed(each, text=words_of(after, each)) if old and untouched(before, old) else each)
    return changed(after, steps=tuple(steps)) if tuple(steps) != after.steps else after


def move(draft: Draft, step: str, to: int) -> Draft:
    """A step stands at another place in the telling; ``to`` counts from 0."""
    found = draft.step(step)
    others = [each for each in draft.steps if each.id != step]
    others.insert(min(max(to, 0), len(others)), found)
    return changed(draft, steps=tuple(others))


def add_step(draft: Draft, after: str = "") -> Draft:
    """A step of the author's own after another one, or at the end; it rests on no paragraph."""
    full(draft)
    at = draft.steps.index(draft.step(after)) + 1 if after else len(draft.steps)
    before = draft.steps[at - 1] if at else None
    step = DraftStep(
        id=Ids({each.id for each in draft.steps}).step("A new step"),
        title="A new step",
        date=before.date if before else draft.source.date,
        places=before.places[:1] if before else (),
        editorial=True,
        confirmed=True,  # it is the author's
    )
    return changed(draft, steps=(*draft.steps[:at], step, *draft.steps[at:]))


def full(draft: Draft) -> None:
    """Refuse one step more than a story takes."""
    if len(draft.steps) >= MOST_STEPS:
        raise DraftError(f"The story has {MOST_STEPS} steps; it takes no more.")


def remove_step(draft: Draft, step: str) -> Draft:
    """A step is gone; the paragraphs that only it told are told by none."""
    draft.step(step)
    if len(draft.steps) == 1:
        raise DraftError("A story has one step at least; write this one anew instead.")
    return without_step(draft, step, "")


def without_step(draft: Draft, step: str, instead: str) -> Draft:
    """The draft without a step; who was disputed by it is so by another, or no longer."""
    steps = []
    for each in draft.steps:
        if each.id != step:
            against = dict.fromkeys(instead if id == step else id for id in each.disputed_by)
            ids = tuple(id for id in against if id and id != each.id)
            steps.append(changed(each, disputed_by=ids) if ids != each.disputed_by else each)
    return changed(draft, steps=tuple(steps))


def set_step(draft: Draft, step: str, field: StepField, value: Any) -> Draft:
    """A field of a step is as the author writes it. A date that can be read is no longer called undated."""
    found = draft.step(step)
    if field == "paragraphs":
        value = tuple(sorted({*value}))
        if value and not (value[0] >= 1 and value[-1] <= len(draft.paragraphs or value)):
            raise DraftError(f"The text has {len(draft.paragraphs)} paragraphs.")
        return changed(draft, steps=replaced(draft.steps, changed(found, paragraphs=value, editorial=not value)))
    if field == "date":
        value = edtf_of_words(str(value))
    if field == "places" and found.unplaced:  # the author has chosen: no guess any more
        found = changed(found, unplaced=False, place_note="")
    values: dict[str, Any] = {field: value}
    if field == "date" and found.undated and (found.date_note.startswith((NO_DATE, UNREAD)) or draft.origin == "file"):
        values |= {"undated": False, "date_note": "", "date_as_written": ""}
    if field == "places":
        values |= {"unplaced": False, "place_note": ""}
    return changed(draft, steps=replaced(draft.steps, changed(found, **values)))


def add_link(draft: Draft, step: str, origin: str, destination: str) -> Draft:
    """A step has one more link from place to place: a journey, until the author says otherwise."""
    found = draft.step(step)
    if len(found.links) >= MOST_LINKS:
        raise DraftError(f"The step has {MOST_LINKS} links; it takes no more.")
    return with_links(draft, step, (*found.links, DraftLink(origin=origin, destination=destination)))


def set_link(draft: Draft, step: str, link: int, field: LinkField, value: str) -> Draft:
    """A field of a step's link is as the author writes it; ``link`` counts from 0, an empty status is the step's."""
    links = list(draft.step(step).links)
    at = link_at(links, link)
    links[at] = changed(links[at], **{field: value or (None if field == "status" else "")})
    return with_links(draft, step, tuple(links))


def remove_link(draft: Draft, step: str, link: int) -> Draft:
    """A step's link is gone."""
    links = draft.step(step).links
    at = link_at(links, link)
    return with_links(draft, step, (*links[:at], *links[at + 1 :]))


def link_at(links: Sequence[DraftLink], link: int) -> int:
    """The link's number, where there is such a link."""
    if not 0 <= link < len(links):
        raise DraftError("There is no such link any more.")
    return link


def with_links(draft: Draft, step: str, links: tuple[DraftLink, ...]) -> Draft:
    """The draft with a step's links, each from one placed place to another."""
    for each in links:
        if each.origin == each.destination:
            raise DraftError("A link leads from one place to another: choose two.")
        for id in (each.origin, each.destination):
            if draft.place(id).geometry is None:
                raise DraftError(f"“{draft.place(id).title}” lies nowhere yet: set it on the map first.")
    return changed(draft, steps=replaced(draft.steps, changed(draft.step(step), links=links)))


def set_story(draft: Draft, field: StoryField, value: str) -> Draft:
    """A field of the story is as the author writes it."""
    return changed(draft, **{field: value.strip() if field in ("slug", "language") else value})


def set_source(draft: Draft, field: SourceField, value: str | bool) -> Draft:
    """A field of what the text is; a date may be written in words."""
    if field == "date":
        value = edtf_of_words(str(value))
    return changed(draft, source=changed(draft.source, **{field: value}))


def set_person(draft: Draft, person: str, field: PersonField, value: str) -> Draft:
    """A field of somebody; who is rejected leaves the steps, and who is taken back returns to them."""
    found = changed(draft.person(person), **{field: value})
    draft = changed(draft, people=replaced(draft.people, found))
    if field != "state":
        return draft
    naming = {draft.paragraph_of(each.start) for each in draft.marks if each.person == person}
    steps = []
    for each in draft.steps:
        ids = tuple(id for id in each.people if id != person)
        if value != "rejected" and naming & set(each.paragraphs):
            ids = each.people if person in each.people else (*each.people, person)
        steps.append(changed(each, people=ids))
    return changed(draft, steps=tuple(steps))


def add_person(draft: Draft, name: str, step: str = "") -> Draft:
    """Somebody new, named in that step."""
    if len(draft.people) >= MOST_PEOPLE:
        raise DraftError(f"The story has {MOST_PEOPLE} people; it takes no more.")
    if not name.strip():
        raise DraftError("Write a name first.")
    id = new_id(name, [each.id for each in draft.people], "person")
    person = DraftPerson(id=id, name=name.strip(), role="named in the text", state="accepted")
    draft = changed(draft, people=(*draft.people, person))
    return set_step(draft, step, "people", (*draft.step(step).people, id)) if step else draft


def edtf_of_words(text: str) -> str:
    """A date as EDTF, where it is that or words that can be read; otherwise as it was written.

    >>> edtf_of_words("8 May 1945"), edtf_of_words("c. 1945"), edtf_of_words("spring 1949"), edtf_of_words("1949-05-27")
    ('1945-05-08', '1945~', '1949-21', '1949-05-27')
    >>> edtf_of_words("some day"), edtf_of_words("3 Oktober 1990"), edtf_of_words("3/4/1793")
    ('some day', '1990-10-03', '3/4/1793')
    """
    try:
        return parse_date(text.strip()).edtf
    except ValueError:
        return loose_date(text) or text


def read_date(text: str) -> dict[str, Any]:
    """A date in words and as EDTF, or what is wrong with it.

    >>> read_date("1949-05"), read_date("c. 1945")
    ({'ok': True, 'words': 'May 1949', 'edtf': '1949-05'}, {'ok': True, 'words': 'about 1945', 'edtf': '1945~'})
    >>> read_date("1949-13")["ok"]
    False
    """
    if not text.strip():
        return {"ok": False, "words": "A step needs a date, such as 8 May 1945, spring 1949, c. 1945 or 1949-05-27."}
    edtf = edtf_of_words(text)
    try:
        return {"ok": True, "words": parse_date(edtf).words, "edtf": edtf}
    except ValueError as error:
        return {"ok": False, "words": f"{str(error)[:1].upper()}{str(error)[1:]}."}

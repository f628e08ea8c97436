"""Turn the marks of a draft into marks and paragraphs with digests, the parts of ``annotations.jsonld``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from narrative.drafts.draft import Draft, paragraph_at, sha256_of
from narrative.drafts.parts import Spot
from narrative.source.alignment import Folded, fold, inner_digests, outer_digests
from narrative.source.annotation_parts import Mark, Paragraph, item_of
from narrative.source.web_annotations import document_text
from narrative.story.dates import parse_date


def annotations_text(draft: Draft, places: Collection[str], people: Collection[str]) -> str:
    """The text of ``annotations.jsonld``.

    Parameters
    ----------
    places, people : the ids that the story knows. A name of another place is unplaced, a stranger no mark.
    """
    digest = sha256_of(draft.text)
    items = (item_of(each, digest) for each in marks_of(draft, places, people))
    return document_text(
        f"urn:narrative-map:annotations:{draft.slug}", f"Places, people and dates in {draft.title}", items
    )


def marks_of(draft: Draft, places: Collection[str], people: Collection[str]) -> list[Mark | Paragraph]:
    """Every paragraph, place, person and date, in the order of the text."""
    folded = fold(draft.text)
    paragraphs = [
        Paragraph(f"#p{number:02}", number, start, end, *inner_digests(folded, start, end))
        for number, (start, end) in enumerate(draft.paragraphs, 1)
    ]
    accepted = {each.id for each in draft.places if each.state == "accepted"}
    told = (each for each in draft.marks if each.form != "person" or each.person in people)
    marks = apart([mark_of(each, draft, places, accepted) for each in told], folded)
    parts: list[Mark | Paragraph] = [*paragraphs, *finished(marks, folded, draft.paragraphs)]
    return sorted(parts, key=lambda part: (part.start, -part.end))


def mark_of(spot: Spot, draft: Draft, places: Collection[str], accepted: set[str]) -> Mark:
    """A mark without id and digests; what a program thought of it is said as long as nobody has accepted it."""
    return Mark(
        "",
        spot.form,
        spot.start,
        spot.end,
        draft.text[spot.start : spot.end],
        "",
        "",
        places=tuple(id for id in spot.places if id in places),
        person=spot.person,
        date=parse_date(spot.date) if spot.date else None,
        reading=spot.reading,
        comment=spot.comment or (None if accepted & set(spot.places) else comment_of(spot)),
    )


def comment_of(spot: Spot) -> str | None:
    """What a program thought of a place's name."""
    if not spot.reason:
        return None
    if spot.probability is None:
        return f"read by a program: {spot.reason}"
    return f"read by a program, {round(spot.probability * 100)} % likely: {spot.reason}"


def apart(marks: Sequence[Mark], folded: Folded) -> Iterator[Mark]:
    """The marks that hold a letter and do not overlap one before them, of two at one place the longer."""
    end = 0
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        if mark.start >= end and folded.index(mark.start) < folded.index(mark.end):
            yield mark
            end = mark.end


def finished(marks: Iterable[Mark], folded: Folded, ranges: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    """The marks with their ids, counted in each paragraph, and the digests of the letters around them."""
    starts = tuple(start for start, _ in ranges)
    counts: Counter[int] = Counter()
    for mark in marks:
        number = paragraph_at(starts, ranges, mark.start)
        counts[number] += 1
        before, after = outer_digests(folded, mark.start, mark.end)
        yield replace(mark, id=f"#p{number:02}-m{counts[number]:02}", before=before, after=after)

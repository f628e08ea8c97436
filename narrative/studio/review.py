"""Turn a draft into REVIEW.md: what needs the author's eye, the least certain first."""

from __future__ import annotations

from narrative.story.checks import WORDS
from narrative.story.prose import count_words
from narrative.studio.draft import Draft, DraftPlace


def review_of(draft: Draft) -> str:
    """REVIEW.md, in plain Markdown."""
    parts = [f"# What to look at in “{draft.title}”\n"]
    unplaced = [each for each in draft.places if each.state != "rejected" and each.geometry is None]
    proposed = [each for each in draft.places if each.state == "proposed" and each.geometry is not None]
    doubtful = [each for each in draft.places if each.state == "accepted" and each.certainty != "certain"]
    rejected = [each for each in draft.places if each.state == "rejected"]
    parts.append(
        section(
            "Places that lie nowhere yet, and are not on the map", [unplaced_line(draft, each) for each in unplaced]
        )
    )
    least_first = sorted(proposed, key=lambda each: (each.probability, each.id))
    parts.append(section("Places as proposed, not yet confirmed", [proposed_line(draft, each) for each in least_first]))
    parts.append(
        section(
            "Places of which you are not certain",
            [f"{each.title}: {each.reason or 'no reason given'}" for each in doubtful],
        )
    )
    parts.append(section("Names that you said are no places", [each.title for each in rejected]))
    parts.append(
        section(
            "Steps whose date the text does not give",
            [f"{each.title}: {each.date}" for each in draft.steps if each.kept.get("undated")],
        )
    )
    lengths = [(each, count_words(each.text)) for each in draft.steps]
    parts.append(
        section(
            f"Steps that need {WORDS[0]} to {WORDS[-1]} words",
            [f"{each.title}: {words} now" for each, words in lengths if words not in WORDS],
        )
    )
    return "\n".join(part for part in parts if part)


def section(title: str, lines: list[str]) -> str:
    """A heading with a list; nothing where there is nothing to look at."""
    return f"## {title}\n\n" + "".join(f"- {' '.join(line.split())}\n" for line in lines) if lines else ""


def unplaced_line(draft: Draft, place: DraftPlace) -> str:
    """A place that was not found, and beside which it may lie."""
    near = f" Perhaps near {place.near}." if place.near else ""
    return f"{place.title} ({where(draft, place)}). {sentence(place.reason)}{near}"


def proposed_line(draft: Draft, place: DraftPlace) -> str:
    """A place that was found, how sure that is, and what else it may be."""
    others = ", ".join(f"{each.name} {each.country}".strip() for each in place.guesses[1:4])
    also = f" Also possible: {others}." if others else ""
    return f"{place.title} ({where(draft, place)}): probability {place.probability:.2f}. {sentence(place.reason)}{also}"


def where(draft: Draft, place: DraftPlace) -> str:
    """The paragraphs that name a place."""
    numbers = dict.fromkeys(draft.paragraph_of(each.start) for each in draft.marks if place.id in each.places)
    return ", ".join(f"¶{each}" for each in numbers if each) or "named in no paragraph"


def sentence(words: str) -> str:
    """A reason as a sentence.

    >>> sentence("the only place of that name"), sentence("")
    ('The only place of that name.', '')
    """
    return words[:1].upper() + words[1:].rstrip(".") + "." if words else ""

"""Say in words what a step's map shows and how its claim stands."""

from __future__ import annotations

from narrative.story import Link, Step, Story

STATUS = {
    "stated": "Stated by the authors",
    "reported": "Reported: a message that the authors relay",
    "disputed": "Disputed in the same article",
}
EDITORIAL = "The editor’s own remarks"
CERTAINTY = {"less-certain": "Less certain", "uncertain": "Uncertain"}
KIND = {"message": "a message", "journey": "a journey", "movement": "a movement of troops"}


def listed(words: list[str]) -> str:
    """Words as a sentence lists them.

    >>> listed(["Moscow", "Pyongyang", "Beijing"])
    'Moscow, Pyongyang and Beijing'
    """
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


def paragraphs_cited(paragraphs: tuple[int, ...]) -> str:
    """Paragraph numbers, runs drawn together.

    >>> paragraphs_cited((4, 5, 6, 9))
    '¶4–6, 9'
    """
    runs: list[list[int]] = []
    for number in sorted(set(paragraphs)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "¶" + ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs) if runs else ""


def link_words(story: Story, link: Link) -> str:
    """One arc in words: "a message from Moscow to Pyongyang (reported)"."""
    titles = {id: place.title for id, place in story.gazetteer.places.items()}
    doubt = "" if link.status == "stated" else f" ({link.status})"
    label = f": {link.label}" if link.label else ""
    return f"{KIND[link.kind]} from {titles[link.origin]} to {titles[link.destination]}{label}{doubt}"


def map_words(story: Story, step: Step) -> str:
    """The text alternative of a step's map: what is lit, how sure its place is, and what runs from where to where."""
    titles = []
    for id in step.places:
        place = story.gazetteer.places[id]
        doubt = f" ({CERTAINTY[place.certainty].lower()})" if place.certainty in CERTAINTY else ""
        titles.append(place.title + doubt)
    words = f"The map shows {listed(titles)}."
    if step.links:
        arcs = listed([link_words(story, link) for link in step.links])
        words += f" Arrows: {arcs}."
    return words

"""Show in Streamlit which of a story's steps speak against each other, and what the authors only relay."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.reading.wording import counted
from narrative.app.parts import Shown, show_atlas, show_heading, show_steps_as_links
from narrative.app.said import plain
from narrative.page.claims import party
from narrative.story import Step, Story
from narrative.story.describe import paragraphs_cited, said
from narrative.story.prose import plain_text, typographic
from narrative.story.words import STATUSES

EXCERPT = 220  # letters


def show_claims_page(shown: Shown) -> None:
    """Every disputed step beside what disputes it; then the steps that it does not state itself."""
    story = shown.story
    disputed = story.disputed_steps
    relayed = {
        status: steps
        for status in STATUSES.values()
        if status.doubted and not status.contested and (steps := story.steps_of_status(status.id))
    }
    parts = [f"{counted(len(steps), 'is', 'are')} {status.word}" for status, steps in relayed.items()]
    show_heading(
        "Claims",
        f"Who says so? {counted(len(disputed), 'step').capitalize()} of {len(story.steps)} "
        f"{'is' if len(disputed) == 1 else 'are'} disputed within the source itself"
        f"{''.join(f'; {part}' for part in parts)}.",
    )
    for claim in getattr(story, "claims", ()):
        st.divider()
        show_claim(shown, claim)
    if disputed:
        st.divider()
        st.header("Steps that others speak against", anchor=False)
    for number, step in enumerate(disputed):
        if number:
            st.divider()
        one, other = st.columns(2, gap="large")
        with one:
            show_side(shown, "Said", step)
        with other:
            for against in (story.step(each) for each in step.disputed_by):
                show_side(shown, "Against it", against)
    for status, steps in relayed.items():
        st.divider()
        st.header(status.many_said, anchor=False)
        show_steps_as_links(shown, steps)


def show_claim(shown: Shown, claim: Any) -> None:
    """A question with what each side says, beside each other, and how the authors judge it."""
    st.header(plain(typographic(claim.title)), anchor=False)
    for side, column in zip(claim.sides, st.columns(len(claim.sides), gap="large"), strict=True):
        with column:
            st.markdown(f"**{said_by(shown.story, side)}**")
            cited = paragraphs_cited(side.paragraphs)
            st.markdown(
                " · ".join(
                    each
                    for each in (plain(side.date.words) if side.date else "", cited, STATUSES[side.status].said)
                    if each
                )
            )
            st.markdown(plain(plain_text(side.says)))
            show_steps_as_links(shown, [shown.story.step(side.step)])
    words, map_ = st.columns([3, 2], gap="large")
    if shown.pages:
        with map_:
            title = f"Map of the places of this claim: {typographic(claim.title)}"
            show_atlas(
                shown.pages,
                shown.story.slug,
                title,
                f"atlas-{claim.id}",
                places=places_of(shown.story, claim),
                still=True,
            )
    judged = "The authors leave it open." if claim.judgement.open else "The authors’ judgement:"
    cited = paragraphs_cited(claim.judgement.paragraphs)
    with words:
        st.markdown(f"**{judged}** {plain(plain_text(claim.judgement.text))}" + (f" ({cited})" if cited else ""))


def places_of(story: Story, claim: Any) -> list[str]:
    """The places of the steps in which the sides of a claim are told, each once."""
    return list(dict.fromkeys(place for side in claim.sides for place in story.step(side.step).places))


def said_by(story: Story, side: Any) -> str:
    """Who says it, to whom and through whom, as Markdown."""
    words = name_of(story, side.speaker, first=True)
    words += f", to {name_of(story, side.hearer)}" if side.hearer else ""
    return words + (f", through {name_of(story, side.via)}" if side.via else "")


def name_of(story: Story, who: str, first: bool = False) -> str:
    """A speaker or hearer by the name that the page gives them, as Markdown; `first` for one that opens a line."""
    return plain(str(party(story, who, first)["name"]))


def show_side(shown: Shown, side: str, step: Step) -> None:
    """One side: who is in it, when, how it stands in the source, its first words, and the way to it."""
    st.caption(side)
    st.markdown(f"### {plain(typographic(step.title))}")
    st.markdown(f"{' · '.join(facts(shown.story, step))}")
    st.markdown(plain(excerpt(plain_text(step.text))))
    show_steps_as_links(shown, [step])


def facts(story: Story, step: Step) -> list[str]:
    """When, who, where in the source and how it stands, as Markdown."""
    people = ", ".join(plain(story.people[each].name) for each in step.people)
    cited = paragraphs_cited(step.paragraphs)
    return [each for each in (f"**{plain(step.date.words)}**", people, cited, said(step)) if each]


def excerpt(text: str) -> str:
    """The first words of a text.

    >>> excerpt("Short."), len(excerpt("word " * 90)) <= EXCERPT + 1
    ('Short.', True)
    """
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0].rstrip(",;:") + "…"

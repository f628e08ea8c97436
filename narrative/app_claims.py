"""Show in Streamlit which of a story's steps speak against each other, and what the authors only relay."""

from __future__ import annotations

import streamlit as st

from narrative.app_parts import Shown, counted, plain, show_heading, show_steps_as_links
from narrative.describe import EDITORIAL, STATUS, paragraphs_cited
from narrative.prose import plain_text, typographic
from narrative.story import Step, Story

EXCERPT = 220  # letters


def show_claims_page(shown: Shown) -> None:
    """Every disputed step beside what disputes it; then the steps that are reported only."""
    story = shown.story
    disputed = [step for step in story.steps if step.disputed_by]
    reported = [step for step in story.steps if step.status == "reported"]
    show_heading(
        "Claims",
        f"Who says so? {counted(len(disputed), 'step').capitalize()} of {len(story.steps)} "
        f"{'is' if len(disputed) == 1 else 'are'} disputed within the source itself, and {len(reported)} "
        f"{'rests' if len(reported) == 1 else 'rest'} on a message that its authors relay.",
    )
    for step in disputed:
        st.divider()
        one, other = st.columns(2, gap="large")
        with one:
            show_side(shown, "Said", step)
        with other:
            for against in (each for each in story.steps if each.id in step.disputed_by):
                show_side(shown, "Against it", against)
    if reported:
        st.divider()
        st.subheader("Reported: messages that the authors relay", anchor=False)
        show_steps_as_links(shown, reported)


def show_side(shown: Shown, side: str, step: Step) -> None:
    """One side: who is in it, when, how it stands in the source, its first words, and the way to it."""
    st.caption(side)
    st.markdown(f"#### {plain(typographic(step.title))}")
    st.markdown(f"{' · '.join(facts(shown.story, step))}")
    st.markdown(plain(excerpt(plain_text(step.text))))
    show_steps_as_links(shown, [step])


def facts(story: Story, step: Step) -> list[str]:
    """When, who, where in the source and how it stands, as Markdown."""
    people = ", ".join(plain(story.people[each].name) for each in step.people)
    cited = paragraphs_cited(step.paragraphs)
    standing = EDITORIAL if step.editorial else STATUS[step.status]
    return [each for each in (f"**{plain(step.date.words)}**", people, cited, standing) if each]


def excerpt(text: str) -> str:
    """The first words of a text.

    >>> excerpt("Short."), len(excerpt("word " * 90)) <= EXCERPT + 1
    ('Short.', True)
    """
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0].rstrip(",;:") + "…"

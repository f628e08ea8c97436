"""Show a story's people in Streamlit: a table that can be sorted, and a card of the person chosen with their steps."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.reading.wording import counted
from narrative.app.parts import Shown, choice_of, chosen_row, show_heading, show_steps_as_links, show_take_along
from narrative.app.said import plain
from narrative.story import Story
from narrative.story.describe import sentence_case
from narrative.story.prose import typographic
from narrative.story.schema import Person


def show_people_page(shown: Shown) -> None:
    """Table, card and downloads; ``?person=ID`` chooses a person."""
    people = list(shown.story.people.values())
    if not people:
        show_heading("People", "Nobody is named in this story.")
        return
    show_heading(
        "People",
        f"The {counted(len(people), 'person', 'people')} of the story, with the part that the source gives them. "
        "Choose one to follow them through it.",
    )
    table, card = st.container(key="table-and-card").columns([3, 2], gap="large")
    with table:
        choice = choice_of(shown, "people", "person")
        row = chosen_row(table_of(shown.story), "people", [each.id for each in people], choice)
    with card:
        if row is None:
            st.markdown("Choose a person in the table, by the box at the left of their row.")
        else:
            show_person(shown, people[row])
    show_take_along("Take the steps along", shown.story, "steps-csv", "steps-json")


def table_of(story: Story) -> pd.DataFrame:
    """A row per person in the order of the file."""
    return pd.DataFrame(
        {
            "Person": typographic(person.name),
            "Role": sentence_case(typographic(person.role)),
            "Steps": len(steps := story.steps_with(person.id)),
            "First": steps[0].date.words if steps else None,
        }
        for person in story.people.values()
    )


def show_person(shown: Shown, person: Person) -> None:
    """A person's card: role, spellings, note, what moves in their steps, and the steps."""
    st.header(plain(person.name), anchor=False)
    st.markdown(plain(sentence_case(typographic(person.role))) + ".")
    if person.as_written:
        st.markdown("Written " + ", ".join(f"“{plain(each)}”" for each in person.as_written) + " in the source.")
    if person.note:
        st.markdown(plain(typographic(person.note)))
    st.markdown(f"**{sentence_case(shown.story.tally_with(person.id).words)}**")
    show_steps_as_links(shown, shown.story.steps_with(person.id), "No step tells of them alone.")

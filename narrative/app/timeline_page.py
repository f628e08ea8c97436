"""Show a story's steps in Streamlit as a table, as told or as it happened, each date with its doubt in words."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pandas as pd
import streamlit as st

from geo.reading.days import days_in_month
from geo.reading.wording import counted, listed
from narrative.app.handed import TimelineShown
from narrative.app.parts import (
    Shown,
    choice_of,
    choose,
    chosen_row,
    component,
    show_heading,
    show_steps_as_links,
    show_take_along,
)
from narrative.app.said import plain
from narrative.page.handed import TimelineData
from narrative.page.stage import WORDS, vocabulary_data
from narrative.page.timeline import order_data, timeline_data
from narrative.story import Step, Story
from narrative.story.dates import Date
from narrative.story.describe import paragraphs_cited, said, sentence_case
from narrative.story.prose import typographic
from narrative.story.words import SIGNS

TOLD, HAPPENED = "As told", "As it happened"
SHOWN = "shown-moment"  # under which the session keeps the step whose card is shown


def show_timeline_page(shown: Shown) -> None:
    """The time line, the switch, the table, the step chosen, and downloads; ``?moment=ID`` chooses a step."""
    story = shown.story
    jumps = len(order_data(story)["moved"])
    told = f" {jumps} of them {'is' if jumps == 1 else 'are'} told out of turn." if jumps else ""
    show_heading("Time line", f"The {counted(len(story.steps), 'step')} of the story with their dates.{told}")
    order = st.segmented_control(
        "Order", [TOLD, HAPPENED], default=HAPPENED, required=True, key="order", on_change=keep_chosen
    )
    steps = ordered(story, happened=order == HAPPENED)
    line = st.container()
    choice = choice_of(shown, "time-line", "moment")
    table, card = st.container(key="table-and-card").columns([2, 1], gap="large")
    with table:
        asked = replace(choice, id=story.step_called(choice.id))
        row = chosen_row(table_of(steps), f"steps-{order}", [each.id for each in steps], asked)
    with card:
        if row is None:
            st.markdown("Choose a step on the time line, or in the table by the box at the left of its row.")
        else:
            show_step(shown, steps[row])
    st.session_state[SHOWN] = None if row is None else steps[row].id
    with line:
        show_line(story, steps, None if row is None else steps[row], happened=order == HAPPENED)
    show_take_along("Take the steps along", shown.story, "steps-csv", "steps-json", "timelinejs")


def keep_chosen() -> None:
    """In the other order the table is another one: it begins with the step that is chosen in this one."""
    if step := st.session_state.get(SHOWN):
        choose(step)


def show_line(story: Story, steps: list[Step], chosen: Step | None, happened: bool) -> None:
    """The time line as the story's page draws it; a step pressed there is chosen in the table too."""
    key = f"line-{story.slug}"

    def take() -> None:
        if step := st.session_state[key].get("step"):
            choose(step)

    data: TimelineShown = {
        "timeline": cast(TimelineData, timeline_data(story)),
        "texts": {
            step.id: {"title": typographic(step.title), "date": sentence_case(step.date.words)} for step in story.steps
        },
        "words": WORDS | {"none": "No step is chosen"},
        "statuses": vocabulary_data(draft=True)["statuses"],
        "order": "date" if happened else "told",
        "ids": [step.id for step in steps],
        "step": chosen.id if chosen else None,
    }
    component("timeline")(key=key, data=data, on_step_change=take)


def ordered(story: Story, happened: bool) -> list[Step]:
    """The steps by date, undated ones beside their neighbours; or in the order of telling."""
    return [story.steps[index] for index in order_data(story)["date"]] if happened else list(story.steps)


def table_of(steps: list[Step]) -> pd.DataFrame:
    """A row per step."""
    return pd.DataFrame(
        {
            "Date": step.date.words,
            "Step": typographic(step.title),
            "How sure": surety(step),
            "From": first_day(step.date),
            "Told as": step.index + 1,
            "Status": status_word(step),
            "Source": paragraphs_cited(step.paragraphs) or None,
        }
        for step in steps
    )


def status_word(step: Step) -> str:
    """How a step stands, in a word: a draft that nobody has confirmed is that, whatever it says."""
    if step.editorial and not step.unread:
        return "Editor"
    return sentence_case(SIGNS[step.shown_as].word)


def first_day(date: Date) -> str | None:
    """The first day of a date as a table has it; a string, since a table's dates begin with the year 1678."""
    return None if date.open_start else date.earliest.isoformat()


def surety(step: Step) -> str:
    """The doubt in a date, in words."""
    if step.undated:
        return "Undated"
    date = step.date
    doubts = [word for word, holds in (("approximate", date.approximate), ("uncertain", date.uncertain)) if holds]
    return " and ".join(doubts).capitalize() or span(date)


def span(date: Date) -> str:
    """How much time a date leaves open.

    >>> from narrative.story.dates import parse_date
    >>> [span(parse_date(each)) for each in ("1949-05-14", "1949-05", "1949-21", "../1949")]
    ['To the day', 'Within a month', 'Within 92 days', 'Open at one end']
    """
    if date.open_start or date.open_end:
        return "Open at one end"
    days = (date.latest - date.earliest).days + 1
    if days == 1:
        return "To the day"
    if date.earliest.day == 1 and days == days_in_month(date.earliest.year, date.earliest.month):
        return "Within a month"
    if (date.earliest.month, date.earliest.day, date.latest.month, date.latest.day) == (1, 1, 12, 31) and days < 367:
        return "Within a year"
    return f"Within {days} days"


def in_full(step: Step) -> str:
    """The doubt in a date as a sentence."""
    if step.undated:
        return "The source gives no date."
    if step.date.approximate or step.date.uncertain:
        return f"{surety(step)} in the source."
    return f"{span(step.date)}."


def show_step(shown: Shown, step: Step) -> None:
    """A step in short: date, why so, who is in it, where, and the way to it."""
    story = shown.story
    st.header(plain(typographic(step.title)), anchor=False)
    st.markdown(f"**{plain(sentence_case(step.date.words))}.** {in_full(step)}")
    if step.date_note:
        st.markdown(plain(typographic(step.date_note)))
    cited = paragraphs_cited(step.paragraphs)
    st.markdown(f"{said(step)}{f' ({cited})' if cited else ''}.")
    st.markdown(f"At {plain(listed([story.gazetteer.places[each].title_on(step.day) for each in step.places]))}.")
    if step.people:
        st.markdown(f"With {plain(listed([story.people[each].name for each in step.people]))}.")
    show_steps_as_links(shown, [step])

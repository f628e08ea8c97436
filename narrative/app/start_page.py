"""Show in Streamlit the page on which the app starts where it has several stories: a map of them, and their cards."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geo.reading.faults import Faults
from geo.reading.wording import counted
from narrative.app.parts import component, plain, show_heading
from narrative.app.start_map import start_data
from narrative.serving.pages import Pages
from narrative.story import Story


def show_start_page(pages: Pages, studio: StreamlitPage) -> None:
    """Every sound story on one map and as a card, the way to the studio, a sentence for each story with faults."""
    stories, faulty = sound_stories(pages)
    show_heading("Stories", f"{counted(len(stories), 'story', 'stories').capitalize()}, each told on a map.")
    if stories:
        component("start")(key="start", data=shown_data(tuple(stories)))
        st.caption("Land: Natural Earth. A frame holds the places that lie together; the points are all of them.")
    st.page_link(studio, label="Make a map of a text of your own: the Studio")
    for slug in faulty:
        st.warning(f"The story “{plain(slug)}” has faults. It is shown again when they are mended.")


def sound_stories(pages: Pages) -> tuple[list[Story], list[str]]:
    """The stories that can be shown, and the slugs of the others."""
    stories, faulty = [], []
    for slug in pages.slugs():
        try:
            stories.append(pages.story(slug))
        except (Faults, LookupError):
            faulty.append(slug)
    return stories, faulty


@st.cache_data(
    max_entries=2, show_spinner="Reading the stories…", hash_funcs={Story: lambda story: (story.slug, id(story))}
)
def shown_data(stories: tuple[Story, ...]) -> dict[str, object]:
    """What the component draws; kept until a story is read anew."""
    data = start_data(stories)
    for story in data["stories"]:
        numbers = [counted(story["steps"], "step"), counted(story["places"], "place")]
        story["facts"] = " · ".join([story["dates"], *numbers])
    return data

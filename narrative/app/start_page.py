"""Show in Streamlit the page on which the app starts where it has several stories: a map of them, and their cards."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geo.reading.days import years_words
from geo.reading.faults import Faults
from geo.reading.wording import counted
from narrative.app.handed import StartData, StoryCard, StoryCardWithMap
from narrative.app.parts import component, show_atlas, show_heading
from narrative.app.said import plain
from narrative.serving.pages import Pages
from narrative.serving.server import serves_pages
from narrative.story import Story
from narrative.story.describe import draft_words
from narrative.story.prose import typographic


def show_start_page(pages: Pages, studio: StreamlitPage | None) -> None:
    """Every sound story on one map and as a card, the way to the studio, a sentence for each story with faults."""
    stories, faulty = sound_stories(pages)
    show_heading("Stories", f"{counted(len(stories), 'story', 'stories').capitalize()}, each told on a map.")
    if stories:
        show_atlas(pages, None, "Map of the stories", "atlas")
        st.caption("The points are the places of a story. Press one to open it.")
        data: StartData = {"stories": [shown_card(pages, story) for story in stories]}
        component("start")(key="start", data=data)
    if studio is not None:
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


def shown_card(pages: Pages, story: Story) -> StoryCardWithMap:
    """A story's card with its map: the map's address, or the map itself on a host that does not serve it."""
    served = serves_pages()
    return {
        **card(story),
        "path": f"atlas/{quote(story.slug)}" if served else None,
        "html": None if served else pages.atlas(story.slug).html,
    }


def card(story: Story) -> StoryCard:
    """What a story's card says."""
    told = story.time_told
    numbers = [counted(len(story.steps), "step"), counted(len(story.gazetteer.places), "place")]
    numbers += [draft_words(story)] if story.unread_steps else []
    return {
        "slug": story.slug,
        "title": typographic(story.title),
        "subtitle": typographic(story.subtitle or ""),
        "summary": typographic(story.summary),
        "language": story.language,
        "facts": " · ".join([*([years_words(*told)] if told else []), *numbers]),
    }

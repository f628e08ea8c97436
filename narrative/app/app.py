"""Show the app: its pages, of which the story itself is the first, and the story and step that its address names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlsplit

import streamlit as st

from geo.reading.faults import Faults
from narrative.app.about_page import show_about_page
from narrative.app.claims_page import show_claims_page
from narrative.app.documents_page import show_documents_page
from narrative.app.parts import Shown, show_address
from narrative.app.people_page import show_people_page
from narrative.app.places_page import show_places_page
from narrative.app.said import link, plain
from narrative.app.source_page import show_source_page
from narrative.app.start_page import show_start_page
from narrative.app.story_page import frame_key, show_story_page
from narrative.app.studio_page import show_studio_page
from narrative.app.timeline_page import show_timeline_page
from narrative.app.watch import is_watching, last_good
from narrative.serving.pages import Edition, Pages, UnknownStory, shows_faults
from narrative.serving.server import PAGES
from narrative.serving.settings import NO_STUDIO, settings
from narrative.story import Story, UnknownReading
from narrative.story.readings import parse_readings, unusual

# What the session keeps: the story chosen, and how its names are read. The step being read the browser keeps.
CHOSEN, READ_AS = "chosen-story", "read-as"
KEPT = "kept-story"  # a field of the page that nobody sees: the browser sends it to a server started anew
OF_A_STORY = ("story", "step", "people", "places", "order", "reading")  # parts of an address that only a story has
STUDIO = "studio"
START = "stories"  # the address of the page on which the app starts where it has several stories


def show_app(pages: Pages = PAGES) -> None:
    """The page script: what Streamlit runs for every reader, from top to bottom as the page looks."""
    known = pages.slugs()
    keep_story()
    begins = len(known) > 1 and not names_story()
    shown: list[Shown] = []
    current, studio = navigation(shown, pages, begins)
    if (begins and is_story(current)) or current.url_path == START:
        st.set_page_config(page_title="Stories", layout="wide", initial_sidebar_state="auto")
        show_start_page(pages, studio)
        return
    edition = chosen_edition(pages)
    shown.append(Shown(edition, None, pages))
    st.set_page_config(page_title=window_title(edition.story, current), layout="wide", initial_sidebar_state="auto")
    current.run()
    if not is_story(current) and current.url_path != STUDIO:
        show_address(edition.story, unusual(edition.story))


def keep_story() -> None:
    """Let the browser keep which story is read, and take its word for it where this server does not know it.

    A click on another page sends no address. After a restart of the server the session has forgotten the story, but
    fields of the page are sent along.
    """
    if known := st.query_params.get("story") or st.session_state.get(CHOSEN):
        st.session_state[KEPT] = known
    with st.container(key=f"{KEPT}-box"):
        st.html(f"<style>.st-key-{KEPT}-box {{ display: none; }}</style>")
        kept = st.text_input("The story that is read", key=KEPT, label_visibility="collapsed")
    if kept and CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = kept


def names_story() -> bool:
    """Whether the address or the session says which story is meant; in somebody's frame it is the first if no other."""
    asked = any(st.query_params.get(key) for key in OF_A_STORY) or st.session_state.get(CHOSEN)
    return bool(asked or st.context.is_embedded)


def navigation(shown: list[Shown], pages: Pages, begins: bool) -> tuple[Any, Any]:
    """The page that the address names, and the studio's where it is offered; in a stranger's frame only the story.

    `shown` holds what the pages are about by the time that one of them runs. Where there are several stories their
    start page is one of the pages; where the reader begins there is no story yet for a list of pages to be about.
    """

    def page(show: Callable[[Shown], None], title: str, path: str) -> Any:
        return st.Page(lambda: show(about()), title=title, url_path=path)

    def about() -> Shown:
        return replace(shown[0], story_page=story, start_page=start)

    story = st.Page(lambda: show_story_page(about(), chosen_step(shown[0].story)), title="Story", default=True)
    several = len(pages.slugs()) > 1
    offered = settings().studio
    studio = (
        page(show_studio_page, "Studio", STUDIO)
        if offered
        else st.Page(show_no_studio, title="Studio", url_path=STUDIO, visibility="hidden")
    )

    def show_start() -> None:
        show_start_page(pages, studio if offered else None)

    start = st.Page(show_start, title="Stories", url_path=START) if several else None
    others = [
        page(show_places_page, "Places", "places"),
        page(show_people_page, "People", "people"),
        page(show_timeline_page, "Time line", "time-line"),
        page(show_claims_page, "Claims", "claims"),
        page(show_documents_page, "Documents", "documents"),
        page(show_source_page, "Source", "source"),
        page(show_about_page, "About", "about"),
        studio,
    ]
    listed = [story, *others, *([start] if start else [])]
    bare = st.context.is_embedded or (begins and last_of_path() in ("", START))
    return st.navigation(listed, position="hidden" if bare else "top"), studio if offered else None


def show_no_studio() -> None:
    """What who has the address of the studio is told where the operator has switched it off."""
    st.info(NO_STUDIO)


def last_of_path() -> str:
    """The page's part of the address, as far as the browser has told it."""
    return urlsplit(st.context.url or "").path.rpartition("/")[2]


def window_title(story: Story, current: Any) -> str:
    """What the browser's tab says."""
    return story.title if is_story(current) else f"{current.title} · {story.title}"


def is_story(current: Any) -> bool:
    """Whether this page is the story itself."""
    return bool(current.url_path == "")


def chosen_edition(pages: Pages) -> Edition:
    """The story that ``?story=`` names, or the first; else a sentence and the list, or its faults, and the end."""
    known = pages.slugs()
    if not known:
        st.info(
            f"There are no stories yet: a story is a folder with story.yaml and places.geojson in {pages.folder.name}/."
        )
        st.stop()
    slug = pages.slug_called(st.query_params.get("story") or st.session_state.get(CHOSEN) or known[0])
    if slug in known:  # kept at once: who turns to another page while this one is drawn means the same story
        st.session_state[CHOSEN] = slug
    try:
        with st.spinner("Drawing the story’s page…"):  # seconds, once for each start of the server
            return read_as(pages, slug)
    except (UnknownStory, Faults) as trouble:
        if good := last_good(pages, slug):  # while the story is written here
            return good
        show_trouble(slug, trouble, known)
    st.stop()


def read_as(pages: Pages, slug: str) -> Edition:
    """The story with the readings that the frame reports, or the address or this session asks for.

    For a reading that the story does not have a sentence, the way to the story without it, and the end.
    """
    kept: dict[str, str] = st.session_state.setdefault(READ_AS, {})
    reported = st.session_state.get(frame_key(slug), {}).get("reading")
    written = (st.query_params.get("reading") or kept.get(slug, "")) if reported is None else reported
    try:
        edition = pages.shown(slug, parse_readings(written))
    except Faults:
        raise
    except (UnknownReading, ValueError) as wrong:
        kept.pop(slug, None)
        st.warning(plain(f"{wrong}" if isinstance(wrong, UnknownReading) else f"{wrong}."))
        st.markdown(link("The story as it is usually read", f"?story={quote(slug)}"))
        st.stop()
    kept[slug] = written
    return edition


def show_trouble(slug: str, trouble: UnknownStory | Faults, known: list[str]) -> None:
    """Why there is no story to show, in words."""
    if isinstance(trouble, UnknownStory):
        st.warning(plain(f"{trouble}"))
        st.markdown("The stories are:\n" + "\n".join(f"- {link(each, f'?story={quote(each)}')}" for each in known))
    else:
        st.error(f"The story “{plain(slug)}” has faults. It is shown again when they are mended.")
        if shows_faults():
            st.code(str(trouble), language=None, wrap_lines=True)


def chosen_step(story: Story) -> str | None:
    """The step that ``?step=`` names by its id or a former one, None without it.

    For an unknown one a sentence and the list, and the end.
    """
    asked = st.query_params.get("step")
    step = story.step_called(asked)
    if asked and not step:
        if is_watching():  # it was there when the address was opened; the frame goes to the nearest
            return None
        st.warning(f"There is no step “{plain(asked[:80])}” in this story.")
        address = f"?story={quote(story.slug)}&step="
        st.markdown("The steps are:\n" + "\n".join(f"1. {link(each.title, address + each.id)}" for each in story.steps))
        st.stop()
    return step

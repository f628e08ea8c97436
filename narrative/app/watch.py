"""Turn the app into one that follows the story's files while they are written, where its operator allows that."""

from __future__ import annotations

import os
import time

import streamlit as st

from geo.reading.faults import Fault, Faults
from narrative.app.handed import WatchedFrame
from narrative.serving.pages import Edition, Pages
from narrative.story import Story

VARIABLE = "NARRATIVE_MAP_WATCH"
SWITCH = "reload-as-written"
LOOK_SECONDS, QUIET_SECONDS = 0.3, 0.1


def may_watch(environment: dict[str, str] | None = None) -> bool:
    """Whether the switch is offered: only where the environment says ``NARRATIVE_MAP_WATCH=1``.

    The address that a request names is no guide: behind a proxy a public app may be asked as localhost.

    >>> may_watch({}), may_watch({"NARRATIVE_MAP_WATCH": "1"}), may_watch({"NARRATIVE_MAP_WATCH": "0"})
    (False, True, False)
    """
    return (os.environ if environment is None else environment).get(VARIABLE, "") == "1"


def is_watching() -> bool:
    """Whether this session follows the files now."""
    return may_watch() and bool(st.session_state.get(SWITCH))


def last_good(pages: Pages, slug: str) -> Edition | None:
    """While the files are followed: the story's page before its files had faults, if there was one."""
    return pages.last_good(slug) if is_watching() else None


def show_switch(pages: Pages, shown: Edition, faults: tuple[Fault, ...]) -> None:
    """The switch, and while it is on a look at the files a few times a second; a new state runs the app anew.

    ``faults`` are those that the frame was told in this run: what is saved after that is news.
    """
    if not may_watch():
        return
    st.toggle("Reload while I write", key=SWITCH, help="The story is shown anew on its step when its files are saved.")
    if is_watching():
        st.fragment(run_every=LOOK_SECONDS)(follow)(pages, shown.page.etag, shown.story, faults)


def follow(pages: Pages, etag: str, story: Story, faults: tuple[Fault, ...]) -> None:
    """Run the app anew when the story's page or its faults are no longer those that it shows."""
    now = faults_now(pages, story)
    if now and now != faults:  # perhaps a file half written: it is read once more before its faults are told
        time.sleep(QUIET_SECONDS)
        now = faults_now(pages, story)
    newest = pages.last_good(story.slug)
    if now != faults or (newest is not None and newest.page.etag != etag):
        st.rerun()


def faults_now(pages: Pages, story: Story) -> tuple[Fault, ...]:
    """The faults of the files as they stand; renders the page when they are mended."""
    try:
        pages.get(story.slug)
    except Faults as found:
        return found.faults
    except LookupError:  # the file is away for the moment in which an editor puts the new one there
        return ()
    return ()


def watched_faults(pages: Pages | None, story: Story) -> tuple[Fault, ...]:
    """The faults to tell in this run of the app; none while nobody writes."""
    return faults_now(pages, story) if pages and is_watching() else ()


def watch_data(shown: Edition, faults: tuple[Fault, ...]) -> WatchedFrame:
    """What the frame is told: which page it is to show, and the faults to tell; nothing while nobody writes."""
    if not is_watching():
        return {}
    return {
        "version": shown.page.etag,
        "faults": [{"where": f"{fault.file}:{fault.line}", "message": fault.message} for fault in faults],
    }

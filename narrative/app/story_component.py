"""A story as a component of other people's Streamlit apps: its page in a frame, and the step that is being read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from geo.reading.faults import Faults
from geo.reading.shipped import package_folder
from narrative.app.handed import StoryComponentData
from narrative.app.said import plain
from narrative.page.inline_frame import ALLOW, HEIGHT_PX, SANDBOX, checked_height
from narrative.page.media import Placement
from narrative.page.render import render_page
from narrative.page.value import Page
from narrative.serving.pages import Edition, Pages
from narrative.story import Story, UnknownReading, find_story
from narrative.story.prose import typographic

BUNDLE = package_folder("narrative") / "bundles" / "app" / "component.js"  # of assets/component.js, by `make scripts`


def story(
    folder: str | Path,
    *,
    step: str | None = None,
    height_px: int = HEIGHT_PX,
    readings: Mapping[str, str] | None = None,
    key: str | None = None,
) -> str | None:
    """Show a story in a Streamlit app and return the id of the step that its reader has come to.

    The script runs again when the reader stays on another step; the frame stays as it is. What is wrong with the story
    is told in its place, and None returned.

    Parameters
    ----------
    folder : the path of a story folder, or the slug of a story under ``data/stories``.
    step : takes the reader to this step whenever it is another than in the run before; None leaves the reader alone.
    height_px : of the frame, in CSS pixels, 200 to 5,000.
    readings : the place (its id) that is chosen for readings, by their ids.
    key : of the component in the session; two frames with the same story each need one.

    Raises
    ------
    ValueError
        The height is no number of pixels from 200 to 5,000.
    """
    height = checked_height(height_px)
    try:
        edition = edition_of(find_story(folder), readings)
    except (LookupError, Faults, UnknownReading) as wrong:
        words = str(wrong.args[0]) if isinstance(wrong, LookupError) and wrong.args else str(wrong)
        for line in words.splitlines():
            st.error(plain(line))
        return None
    told = edition.story
    steps = [each.id for each in told.steps]
    if step is not None and step not in steps:
        st.error(plain(f'There is no step "{step[:80]}" in this story; it has: {", ".join(steps[:12])}.'))
        step = None
    data: StoryComponentData = {
        "edition": edition.page.etag,
        "html": edition.alone.html,
        "title": typographic(told.title),
        "height": height,
        "step": step,
        "sandbox": SANDBOX,
        "allow": ALLOW,
    }
    answer = component()(
        key=key or f"narrative-map-story-{told.slug}",
        data=data,
        on_step_change=nothing,
    )
    return str(answer.step) if answer.step else step or steps[0]


def nothing() -> None:
    """What a change of the step calls: that there is a callback makes it a state."""


def edition_of(folder: Path, readings: Mapping[str, str] | None) -> Edition:
    """The story and its page, rendered anew only when its files have changed; for all sessions."""
    return pages_in(folder.resolve().parent).get(folder.resolve().name, readings)


@lru_cache(maxsize=16)
def pages_in(folder: Path) -> Pages:
    """The pages of a folder of stories, without pictures for links: nobody links to a frame."""
    return Pages(folder, render=page_inside)


def page_inside(story: Story) -> Page:
    """A page with its media in it: a frame that holds a page whole has nothing beside it."""
    return render_page(story, placement=Placement.INSIDE)


@cache
def component() -> Any:
    """The component, known to Streamlit once."""
    script = BUNDLE.read_text(encoding="utf-8")
    return st.components.v2.component("narrative_map_story", html='<div class="story"></div>', js=script)

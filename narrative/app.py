"""Show a story in Streamlit: its page in a frame, and beside it a sidebar that follows the reader."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import streamlit as st

from geo.faults import Faults
from narrative.app_pictures import show_pictures
from narrative.embedding import iframe_snippet
from narrative.exports.registry import EXPORTS
from narrative.pages import Pages, RenderedPage, UnknownStory
from narrative.server import PAGES, serves_pages
from narrative.story import Step, Story

HOST = Path(__file__).parent / "host"
FRAME_HTML = """
<p class="bar-of-the-story" aria-hidden="true"></p>
<div class="place-of-the-story"><p class="status-of-the-story" role="status">Loading the story…</p></div>
"""
STEPS_HTML = '<nav aria-label="Steps of the story"></nav>'


def show_app(pages: Pages = PAGES) -> None:
    """The page script: what Streamlit runs for every reader, from top to bottom as the page looks."""
    page = chosen_page(pages)
    story = page.story
    st.set_page_config(page_title=story.title, layout="wide", initial_sidebar_state="auto")
    opened = chosen_step(story)
    if not st.context.is_embedded:  # in somebody's frame there is room for the story only
        with st.sidebar:
            st.title(story.title)
            st.markdown(citation(story))
            show_steps(story, opened)
            show_view(story, current_step(story, opened))
            show_pictures(page, current_step(story, opened))
            show_downloads(page)
            show_sharing(story)
    show_story(page, opened)


def chosen_page(pages: Pages) -> RenderedPage:
    """The story that ``?story=`` names, or the first; else a sentence and the list, or its faults, and the end."""
    known = pages.slugs()
    if not known:
        st.info(
            f"There are no stories yet: a story is a folder with story.yaml and places.geojson in {pages.folder.name}/."
        )
        st.stop()
    slug = st.query_params.get("story") or known[0]
    try:
        return pages.get(slug)
    except UnknownStory as unknown:
        st.warning(f"{unknown}")
        st.markdown("The stories are:\n" + "\n".join(f"- [{each}](?story={quote(each)})" for each in known))
    except Faults as faults:
        st.error(f"The story “{slug}” has faults. It is shown again when they are mended.")
        st.code(str(faults), language=None, wrap_lines=True)
    st.stop()


def chosen_step(story: Story) -> str | None:
    """The step that ``?step=`` names, None without it; for an unknown one a sentence and the list, and the end."""
    step = st.query_params.get("step") or None
    if step and all(each.id != step for each in story.steps):
        st.warning(f"There is no step “{step[:80]}” in this story.")
        address = f"?story={quote(story.slug)}&step="
        st.markdown(
            "The steps are:\n" + "\n".join(f"1. [{plain(each.title)}]({address}{each.id})" for each in story.steps)
        )
        st.stop()
    return step


def citation(story: Story) -> str:
    """What the story is told after, as Markdown."""
    source = story.source
    page = f", page {source.page}" if source.page else ""
    authors = " and ".join(source.authors)
    title = f"[{plain(source.title)}]({source.url})" if source.url else f"“{plain(source.title)}”"
    return f"After {title} by {plain(authors)}, *{plain(source.publication)}*, {source.date.words}{page}."


def plain(text: str) -> str:
    """Text of a story as Markdown that shows just that text.

    >>> print(plain("A * B [C] $5 :red[D]"))
    A \\* B \\[C\\] \\$5 \\:red\\[D\\]
    """
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#$~|:" else sign for sign in text)


def show_steps(story: Story, opened: str | None) -> None:
    """Every step with its date; the one being read is marked and a click moves the map, both without a rerun."""
    st.subheader("Steps")
    steps = [{"id": step.id, "title": step.title, "when": step.date.words} for step in story.steps]
    data = {"story": story.slug, "steps": steps, "step": opened or story.steps[0].id}
    component("steps")(key=f"steps-{story.slug}", data=data)


def current_step(story: Story, opened: str | None) -> Step:
    """The step that the frame reported last, or the one that the app was opened on."""
    reported = st.session_state.get(frame_key(story), {}).get("step") or opened
    return next((step for step in story.steps if step.id == reported), story.steps[0])


def show_view(story: Story, step: Step) -> None:
    """The places and people of the step being read."""
    st.subheader("In view")
    st.markdown(f"**{plain(step.title)}**  \n{plain(step.date.words)}")
    doubt = {"less-certain": "less certain", "uncertain": "uncertain"}
    for place in (story.gazetteer.places[each] for each in step.places):
        words = [
            f"today {place.modern}" if place.modern and place.modern != place.title else "",
            doubt.get(place.certainty, ""),
        ]
        more = ", ".join(word for word in words if word)
        st.markdown(f"- {plain(place.title)}" + (f" ({plain(more)})" if more else ""))
    for person in (story.people[each] for each in step.people):
        st.markdown(f"- {plain(person.name)}, {plain(person.role)}")


def show_downloads(page: RenderedPage) -> None:
    """The page and the places as files, and under "More formats" the exports; nothing runs again for a download."""
    slug = page.story.slug
    st.subheader("Take it along")
    st.download_button(
        "The page, as HTML", page.body, f"{slug}.html", "text/html", on_click="ignore", width="stretch", key="page-file"
    )
    st.download_button(
        "The places, as GeoJSON",
        page.gazetteer_bytes,
        f"{slug}-places.geojson",
        "application/geo+json",
        on_click="ignore",
        width="stretch",
        key="places-file",
    )
    with st.expander("More formats"):
        for export in EXPORTS.values():
            if export.name == "places-geojson":  # offered above, as it stands in the story's folder
                continue
            st.download_button(
                export.label,
                partial(export.function, page.story),  # made when somebody asks for it
                export.file_name(page.story),
                export.media_type,
                on_click="ignore",
                width="stretch",
                key=f"{export.name}-file",
            )


def show_sharing(story: Story) -> None:
    """The snippet for another site, and the page by itself where this host serves it."""
    parts = urlsplit(st.context.url or "http://localhost:8501/")
    root = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
    alone = f"{root}/embed/{quote(story.slug)}"
    st.subheader("Put it on your page")
    address = alone if serves_pages() else f"{root}/?embed=true&story={quote(story.slug)}"
    st.code(iframe_snippet(address, story.title), language=None, wrap_lines=True)
    if serves_pages():
        st.markdown(f"[The page by itself]({alone})")


def show_story(page: RenderedPage, opened: str | None) -> None:
    """The frame with the page. Where this host does not serve the page, the page itself goes into the frame."""
    story = page.story
    key = frame_key(story)
    inline = not serves_pages() or bool(st.session_state.get(key, {}).get("inline"))
    st.html(HOST / "app.css")
    component("frame")(
        key=key,
        data={
            "story": story.slug,
            "title": story.title,
            "steps": [step.id for step in story.steps],
            "step": opened,
            "path": f"embed/{quote(story.slug)}" if serves_pages() else None,
            "html": page.html if inline else None,
        },
        on_step_change=nothing,
        on_inline_change=nothing,
    )


def frame_key(story: Story) -> str:
    """The key under which the session keeps what the frame reports: ``step``, and ``inline`` when it needs the page."""
    return f"story-{story.slug}"


def nothing() -> None:
    """Streamlit wants a callback for every state that a component keeps; ours is read by the next run of the script."""


@cache
def component(name: str) -> Any:
    """A component of ours, from ``host/NAME.js`` and ``host/NAME.css``; its styles stay within it."""
    html = {"frame": FRAME_HTML, "steps": STEPS_HTML}[name]
    css, js = ((HOST / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return st.components.v2.component(f"narrative_map_{name}", html=html, css=css, js=js)

"""Show a story in Streamlit: its page in a frame, and beside it a sidebar that follows the reader."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import streamlit as st

from geo.reading.faults import Faults
from narrative.app.handed import FrameData, StepInView, StepLine, StepsData, ViewShown, WatchedFrame
from narrative.app.parts import HOST, Shown, button, component, nothing
from narrative.app.pictures import choose_pictures, show_pictures
from narrative.app.said import link, plain
from narrative.app.watch import show_switch, watch_data, watched_faults
from narrative.serving.embedding import iframe_snippet
from narrative.serving.pages import Edition
from narrative.serving.server import serves_pages
from narrative.serving.settings import settings
from narrative.story import Step, Story
from narrative.story.describe import doubt_word, draft_words
from narrative.story.readings import unusual


def show_story_page(shown: Shown, opened: str | None) -> None:
    """The page of the app that is the story, opened on a step, or on its title for None."""
    edition, story = shown.edition, shown.story
    st.html(HOST / "app.css")
    # Before the sidebar, which tells what it reports: a server started anew knows that only once the frame is there.
    faults = watched_faults(shown.pages, story)  # once a run: what the frame tells and what is followed are the same
    show_frame(edition, opened, watch_data(edition, faults) if shown.pages else {})
    if not st.context.is_embedded:  # in somebody's frame there is room for the story only
        with st.sidebar:
            st.title(plain(story.title))
            st.markdown(citation(story))
            if draft := draft_words(story):
                st.markdown(f"**{draft}.**")
            show_steps(story, opened)
            # The step being read is a value of this form: the script hears of it with a button, and runs for no step.
            with st.form(f"view-and-pictures-{story.slug}", border=False) if settings().pictures else st.container():
                show_view(story, opened)
                asked_for = choose_pictures(story)
            show_pictures(edition, current_step(story, opened), asked_for)
            show_downloads(edition)
            show_sharing(story, opened)
            show_others(shown)
            if shown.pages:
                show_switch(shown.pages, edition, faults)


def show_others(shown: Shown) -> None:
    """The other stories, and the way to the map of all; nothing where there is only this one."""
    if shown.start_page is None or shown.pages is None:
        return
    st.header("Other stories")
    for slug in shown.pages.slugs():
        if slug == shown.story.slug:
            continue
        try:
            title = shown.pages.story(slug).title
        except (Faults, LookupError):
            continue  # it is told on the start page that it has faults
        st.page_link(shown.story_page, label=plain(title), query_params={"story": slug})
    st.page_link(shown.start_page, label="All stories on a map")


def citation(story: Story) -> str:
    """What the story is told after, as Markdown."""
    source = story.source
    page = f", page {source.page}" if source.page else ""
    authors = " and ".join(source.authors)
    title = link(source.title, source.url) if source.url else f"“{plain(source.title)}”"
    said = f"{plain(source.publication)}*, {plain(f'{source.date.words}{page}')}"
    return f"After {title} by {plain(authors)}, *{said}."


def show_steps(story: Story, opened: str | None) -> None:
    """Every step with its date; the one being read is marked and a click moves the map, both without a rerun."""
    st.header("Steps")
    steps: list[StepLine] = [{"id": step.id, "title": step.title, "when": step.date.words} for step in story.steps]
    data: StepsData = {"story": story.slug, "steps": steps, "step": opened or story.steps[0].id}
    component("steps")(key=f"steps-{story.slug}", data=data)


def current_step(story: Story, opened: str | None) -> Step:
    """The step that the sidebar reported with a button, or the one that the app was opened on."""
    reported = st.session_state.get(view_key(story.slug), {}).get("step") or opened
    return next((step for step in story.steps if step.id == reported), story.steps[0])


def show_view(story: Story, opened: str | None) -> None:
    """The places and people of the step being read; all steps are sent, and the browser shows the one that it is at."""
    st.header("In view")
    lines: dict[str, int] = {}  # many steps say the same of a place
    steps: dict[str, StepInView] = {
        step.id: {
            "title": step.title,
            "when": step.date.words,
            "shows": [lines.setdefault(line, len(lines)) for line in in_view(story, step)],
        }
        for step in story.steps
    }
    data: ViewShown = {"story": story.slug, "steps": steps, "lines": list(lines), "step": opened or story.steps[0].id}
    component("view")(key=view_key(story.slug), data=data, on_step_change=nothing)


def in_view(story: Story, step: Step) -> list[str]:
    """A line for each place and person of a step."""
    lines = []
    for place in (story.gazetteer.places[each] for each in step.lit_places):
        words = [
            f"today {place.modern}" if place.modern and place.modern != place.title else "",
            doubt_word(story, step, place),
        ]
        more = ", ".join(word for word in words if word)
        lines.append(place.title + (f" ({more})" if more else ""))
    return lines + [f"{person.name}, {person.role}" for person in (story.people[each] for each in step.people)]


def show_downloads(edition: Edition) -> None:
    """The page and the places as files; the pages Places, Time line and About have the other formats."""
    slug = edition.story.slug
    st.header("Take it along")
    button("The page, as HTML", lambda: edition.alone.body, f"{slug}.html", "text/html")
    button("The places, as GeoJSON", lambda: edition.gazetteer_bytes, f"{slug}-places.geojson", "application/geo+json")
    st.caption("As tables, for a GPS or a timeline, with citations: see About.")


def show_sharing(story: Story, opened: str | None) -> None:
    """The snippet for another site; where this host serves the page, the page by itself, to read and to present."""
    parts = urlsplit(st.context.url or "http://localhost:8501/")
    root = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
    alone = f"{root}/embed/{quote(story.slug)}{asked(story, '?')}"
    st.header("Put it on your page")
    address = alone if serves_pages() else f"{root}/?embed=true&story={quote(story.slug)}{asked(story, '&')}"
    with st.popover("The HTML for it", width="stretch"):  # what shows code weighs 1.6 MB: for who asks for it
        st.code(iframe_snippet(address, story.title), language=None, wrap_lines=True)
    if serves_pages():
        st.markdown(link("The page by itself", alone))
        presented = f"{alone}{'&' if '?' in alone else '?'}present{f'#{opened}' if opened else ''}"
        st.markdown(f"{link('Present it', presented)}, a step a screen (Esc ends it)")


def show_frame(edition: Edition, opened: str | None, watched: WatchedFrame | None = None) -> None:
    """The frame with the page. Where this host does not serve the page, the page itself goes into the frame."""
    story = edition.story
    key = frame_key(story.slug)
    inline = not serves_pages() or bool(st.session_state.get(key, {}).get("inline"))
    data: FrameData = {
        "story": story.slug,
        "title": story.title,
        "steps": [step.id for step in story.steps],
        "step": opened,
        "path": f"embed/{quote(story.slug)}{asked(story, '?')}" if serves_pages() else None,
        "html": edition.alone.html if inline else None,
        **(watched or {}),
    }
    component("frame")(
        key=key,
        data=data,
        on_inline_change=nothing,
        on_reading_change=nothing,
    )


def asked(story: Story, before: str) -> str:
    """The part of an address that asks for the readings of a story, empty where they are the usual ones."""
    readings = unusual(story)
    return f"{before}reading={readings}" if readings else ""


def frame_key(slug: str) -> str:
    """The key under which the session keeps what the frame of a story reports.

    These are ``inline`` when it needs the page, and ``reading``, the readings that are not the usual ones.
    """
    return f"story-{slug}"


def view_key(slug: str) -> str:
    """The key under which the session keeps the ``step`` that the sidebar reports with a button."""
    return f"view-{slug}"

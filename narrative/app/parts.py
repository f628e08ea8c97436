"""Turn what several of the app's pages share into Streamlit: plain text, links to steps, files, components of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, Literal
from urllib.parse import quote

import pandas as pd
import streamlit as st

from geo.reading.shipped import package_folder
from narrative.app.handed import AddressData, AtlasData
from narrative.app.said import plain
from narrative.exports.registry import EXPORTS
from narrative.page.scroller import style
from narrative.page.word_styles import status_rules
from narrative.serving.pages import Edition, Pages
from narrative.serving.server import ALL_STORIES, serves_pages
from narrative.source.annotations import ANNOTATIONS_FILE
from narrative.story import Step, Story

NAMED = "named-by-the-address"  # under which the session keeps, for a run, what the address is to name besides
CHOICE = "choice"  # under which the session keeps what is chosen on the page of a table
TABLE_PX, ROW_PX = 500, 35  # a longer table scrolls, so that the card below it on a phone is not far
HOST = package_folder("narrative.app") / "assets"
BUNDLES = package_folder("narrative") / "bundles" / "app"  # of the scripts in `assets`, by `make scripts`
HTML = {
    "frame": """
<p class="bar-of-the-story" aria-hidden="true"></p>
<div class="place-of-the-story"><p class="status-of-the-story" role="status">Loading the story…</p></div>
<section class="faults-of-the-story" aria-label="Faults of the story" hidden></section>
""",
    "address": "<span></span>",
    "steps": '<nav aria-label="Steps of the story"></nav>',
    "view": '<div class="view"></div>',
    "start": '<div class="stories"></div>',
    "atlas": '<div class="atlas"></div>',
    "timeline": '<div class="time"><div class="track" role="slider" tabindex="0" aria-label="Time line of the steps"'
    ' aria-orientation="horizontal" aria-valuemin="1" aria-valuenow="1"></div></div>',
    "source": '<section class="source" aria-label="The source" tabindex="-1"></section>',
}
OF_THE_PAGE = {"timeline": ("track.css",)}  # styles of the story's page that a component has after its own


@dataclass(frozen=True)
class Shown:
    """What a page of the app is about: a story with its page, where the app shows the story itself, and all stories.

    ``start_page`` is where it shows all of them; None where there is only the one.
    """

    edition: Edition
    story_page: Any
    pages: Pages | None = None
    start_page: Any = None

    @property
    def story(self) -> Story:
        return self.edition.story


def show_heading(title: str, sentence: str) -> None:
    """The head of every page but the story's."""
    st.html(HOST / "pages.css")
    st.title(title, anchor=False)
    st.markdown(sentence)


def show_steps_as_links(shown: Shown, steps: Iterable[Step], none: str = "No step.") -> None:
    """A link for each step, with its number and date; it opens the story on that step, without loading the app anew."""
    shown_steps = list(steps)
    for step in shown_steps:
        st.page_link(
            shown.story_page,
            label=f"{step.index + 1}\\. {plain(step.title)} · {plain(step.date.words)}",
            query_params={"story": shown.story.slug, "step": step.id},
        )
    if not shown_steps:
        st.caption(none)


def nothing(*_: object) -> None:
    """Streamlit wants a callback for every state that a component keeps; some are read by the next run only."""


@dataclass(frozen=True)
class Choice:
    """What a page with a table begins with: the row of an id, from the address or from a drawing beside the table.

    ``parameter`` is what the address calls it. ``turn`` counts the choices in the drawing: each gives the table a new
    key, or it would keep its own choice.
    """

    page: str
    story: str
    id: str | None
    turn: int = 0
    parameter: str = ""


def choice_of(shown: Shown, page: str, parameter: str) -> Choice:
    """What was chosen last outside the table, kept while the reader stays on the page; at first what the address names.

    Kept, because the address follows the table: asked anew, it would undo what is chosen there next.
    """
    kept: Choice | None = st.session_state.get(CHOICE)
    if kept is None or (kept.page, kept.story) != (page, shown.story.slug):
        kept = st.session_state[CHOICE] = Choice(
            page, shown.story.slug, st.query_params.get(parameter), parameter=parameter
        )
    return kept


def choose(id: str | None) -> None:
    """Choose from outside the table; for the callback of a drawing, which runs before the page does."""
    kept: Choice | None = st.session_state.get(CHOICE)
    if kept is not None:
        st.session_state[CHOICE] = replace(kept, id=id, turn=kept.turn + 1)


def show_atlas(
    pages: Pages,
    slug: str | None,
    title: str,
    key: str,
    chosen: str | None = None,
    places: Sequence[str] = (),
    still: bool = False,
    on_choice: Callable[[str | None], None] = nothing,
) -> None:
    """The page's map alone in a frame: a story's places, or all stories for None.

    `places` are those that it shows at first, all for none; a `still` one is a picture that cannot be pressed. Where
    this host does not serve the atlas, the atlas itself goes into the frame. `on_choice` gets what is pressed, None for
    all.
    """
    inline = not serves_pages() or bool(st.session_state.get(key, {}).get("inline"))

    def take() -> None:
        if pressed := st.session_state[key].get("place"):
            on_choice(pressed["id"])

    data: AtlasData = {
        "story": slug,
        "owner": slug or ALL_STORIES,
        "title": title,
        "path": None if inline else f"atlas/{quote(slug)}" if slug else "atlas",
        "html": pages.atlas(slug).html if inline else None,
        "chosen": chosen,
        "places": list(places),
        "still": still,
    }
    component("atlas")(
        key=key,
        data=data,
        on_place_change=take,
        on_inline_change=nothing,
    )


def chosen_row(table: pd.DataFrame, name: str, ids: list[str], choice: Choice, most_px: int = TABLE_PX) -> int | None:
    """Show a table and return which row of it is chosen, however the reader has sorted it; at first the one asked."""
    asked = choice.id
    at_first: Any = {"selection": {"rows": [ids.index(asked)], "columns": []}} if asked in ids else None
    state: Any = st.dataframe(
        table,
        hide_index=True,
        width="stretch",
        height=min(most_px, ROW_PX * (len(table) + 1) + 2),
        key=f"{name}-{choice.turn}-{asked or ''}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default=at_first,
        placeholder="–",
    )
    rows = state.selection.rows
    row = int(rows[0]) if rows and rows[0] < len(table) else None
    if choice.parameter:
        st.session_state.setdefault(NAMED, {})[choice.parameter] = None if row is None else ids[row]
    return row


def show_address(story: Story, readings: str) -> None:
    """Let the browser's address name the story, its readings, and what is chosen on this page; nothing is loaded anew.

    So a reload, a copied address and a server started anew show the same. Streamlit's own way to write an address adds
    an entry to the history.
    """
    named = {"story": story.slug, "reading": readings or None, **st.session_state.pop(NAMED, {})}
    data: AddressData = {"named": named}
    with st.container(key="address-box"):
        component("address")(key="address", data=data)


def show_take_along(title: str, story: Story, *names: str) -> None:
    """Downloads at the foot of a page, beside each other."""
    st.header(title, anchor=False)
    with st.container(horizontal=True):
        show_files(story, *names)


def show_files(story: Story, *names: str, width: Literal["content", "stretch"] = "content") -> None:
    """Downloads of the formats of these names, each made when somebody asks for it; nothing runs again for one."""
    for name in names:
        export = EXPORTS[name]
        button(export.label, partial(export.function, story), export.file_name(story), export.media_type, width)


def show_annotations_file(story: Story, width: Literal["content", "stretch"] = "stretch") -> None:
    """The download of the story's annotations, where it has some."""
    path = story.folder / ANNOTATIONS_FILE
    if path.is_file():
        label = "Annotations, as JSON-LD (W3C Web Annotations)"
        button(label, path.read_bytes, f"{story.slug}-{ANNOTATIONS_FILE}", "application/ld+json", width)


def button(
    label: str,
    data: Callable[[], bytes],
    file: str,
    media_type: str,
    width: Literal["content", "stretch"] = "stretch",
) -> None:
    """A download for which the script does not run again. Its bytes are made when it is pressed: given, a browser would
    fetch them with the page.
    """
    st.download_button(label, data, file, media_type, on_click="ignore", width=width, key=f"file-{file}")


@cache
def component(name: str) -> Any:
    """A component of ours: the bundle of ``assets/NAME.js``, and ``assets/NAME.css``; its styles stay within it."""
    css, js = (path.read_text(encoding="utf-8") for path in (HOST / f"{name}.css", BUNDLES / f"{name}.js"))
    if name in OF_THE_PAGE:
        css = f"{css}\n{style(OF_THE_PAGE[name])}\n{status_rules()}"
    return st.components.v2.component(f"narrative_map_{name}", html=HTML[name], css=css, js=js)

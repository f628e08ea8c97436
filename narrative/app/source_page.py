"""Show in Streamlit a reader's own copy of the source beside the story, every name and date marked, in step with it.

The text lives in the memory of the reader's session and nowhere else: no cache, no file, no line in a log.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from geo.reading.wording import counted
from narrative.app.handed import SourceData
from narrative.app.parts import HOST, Shown, component, show_annotations_file, show_heading
from narrative.app.said import link, plain
from narrative.app.story_page import citation, show_frame
from narrative.source.alignment import text_of
from narrative.source.annotations import Annotations, AnotherTextError, align
from narrative.source.marked_source import MarkedBlock, marked_source, verdict
from narrative.source.own_source import SOURCE_FILE, source_file, unmarked, unmarked_verdict
from narrative.story import Story
from narrative.story.limits import MOST_SOURCE_BYTES
from narrative.story.prose import typographic

VARIABLE = "NARRATIVE_MAP_SOURCE_"
MOST_MB = MOST_SOURCE_BYTES // 1_000_000
MEASURE_PX = 672  # of the text above


@dataclass(frozen=True)
class Opened:
    """A text laid beside the story: its marked blocks and the sentence about it."""

    blocks: list[MarkedBlock]
    verdict: str


def show_source_page(shown: Shown) -> None:
    """The operator's file, the story's own or the reader's beside the story; without one, the place to open it."""
    story, annotations = shown.story, shown.edition.annotations
    if annotations is None and source_file(story) is None:
        show_heading("The source", citation(story))
        st.info("Nobody has marked this story’s source yet: its folder has no annotations.jsonld.")
        return
    if (opened := opened_text(story, annotations)) is None:
        if annotations is not None:
            show_door(shown, annotations)
        else:
            show_heading("The source", citation(story))
            st.error(plain(st.session_state.get(trouble_key(story)) or ""))
        return
    step = story.step_called(st.query_params.get("step"))
    with st.sidebar:
        st.title("The source", anchor=False)
        st.markdown(citation(story))
        st.markdown(plain(opened.verdict))
        if offered(story) is None:
            st.button("Put the text away", on_click=put_away, args=(story,), width="stretch")
            st.caption("The text is in the memory of your session only. It is gone when you put it away or leave.")
        elif configured(story) is None:
            st.caption("The text stands in the story’s own folder, for every reader.")
        show_annotations_file(shown.story)
    st.html(HOST / "app.css")
    st.html(HOST / "desk.css")
    first = st.session_state.setdefault(first_key(story), step)
    show_frame(shown.edition, first)
    data: SourceData = {
        "story": story.slug,
        "language": story.language,
        "verdict": opened.verdict,
        "blocks": opened.blocks,
        "steps": {
            each.id: {
                "title": f"{each.index + 1} {typographic(each.title)}",
                "places": each.lit_places,
                "people": each.people,
                "paragraphs": each.paragraphs,
            }
            for each in story.steps
        },
        "step": first or story.steps[0].id,
    }
    component("source")(key=f"source-{story.slug}", data=data)


def show_door(shown: Shown, annotations: Annotations) -> None:
    """What the reader gets for opening the text, the file uploader, and what became of a file that was refused."""
    story = shown.story
    source = story.source
    show_heading("The source", citation(story))
    names = counted(len([each for each in annotations.marks if each.form != "date"]), "name")
    dates = counted(len([each for each in annotations.marks if each.form == "date"]), "date")
    st.markdown(
        f"The text of the source is not ours to publish. If you have it, open it here: it is set beside the story with "
        f"its {names} and {dates} marked, and the two move together. A click in either leads to the other."
    )
    if source.url:
        st.markdown(f"{link('Where the text can be read', source.url)}; save it as a text file.")
    if trouble := st.session_state.get(trouble_key(story)):
        st.error(plain(trouble))
    file = st.file_uploader(
        "The source as a text file", ["txt"], max_upload_size=MOST_MB, width=MEASURE_PX, key=f"upload-{story.slug}"
    )
    st.caption(
        f"{MOST_MB} MB at most. The file is compared with the story’s by its SHA-256, and stays in the memory of your "
        "session: it is not stored and not logged, and nobody else sees it."
    )
    if file is not None:
        if (trouble := open_text(story, annotations, file.getvalue())) is None:
            st.rerun()
        st.error(plain(trouble))
    st.header("The marks without the text", anchor=False)
    st.markdown("Where the source names a place, a person or a date, by position and name alone:")
    show_annotations_file(shown.story, width="content")


def opened_text(story: Story, annotations: Annotations | None) -> Opened | None:
    """The text that this session has open; at first the operator's or the story's own, where there is one."""
    opened: Opened | None = st.session_state.get(text_key(story))
    if opened is None and (path := offered(story)) is not None and not st.session_state.get(trouble_key(story)):
        try:
            with path.open("rb") as file:
                trouble = open_text(story, annotations, file.read(MOST_SOURCE_BYTES + 1))
        except OSError:
            trouble = "it cannot be read."
        if trouble:  # of a file on the server, its readers need not know the path
            named = f"that {variable_of(story)} names" if configured(story) else f"{SOURCE_FILE} of this story"
            st.session_state[trouble_key(story)] = f"The file {named} cannot be shown: {trouble}"
        opened = st.session_state.get(text_key(story))
    return opened


def open_text(story: Story, annotations: Annotations | None, data: bytes) -> str | None:
    """Lay a file beside the story, in the session's memory; or the sentence that refuses it.

    Without annotations it is laid there by its paragraphs alone.
    """
    try:
        text = text_of(data)
        marked = annotations or unmarked(story, text)
        aligned = align(marked, text)
    except (ValueError, AnotherTextError) as refusal:
        return str(refusal)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    said = verdict(marked, aligned, sha256) if annotations else unmarked_verdict(story, sha256)
    st.session_state[text_key(story)] = Opened(marked_source(story, aligned, text), said)
    return None


def put_away(story: Story) -> None:
    """Forget the text."""
    for key in (text_key(story), trouble_key(story), first_key(story)):
        st.session_state.pop(key, None)


def offered(story: Story) -> Path | None:
    """The file that every reader gets: the operator's, else the one in the story's own folder."""
    return configured(story) or source_file(story)


def configured(story: Story) -> Path | None:
    """The file that the operator offers to every reader, if any."""
    path = os.environ.get(variable_of(story))
    return Path(path) if path else None


def variable_of(story: Story) -> str:
    """The environment variable by which an operator names a file with the source of a story."""
    return VARIABLE + story.slug.upper().replace("-", "_")


def text_key(story: Story) -> str:
    """Where the session keeps the opened text."""
    return f"source-text-{story.slug}"


def trouble_key(story: Story) -> str:
    """Where the session keeps what is wrong with the operator's file."""
    return f"source-trouble-{story.slug}"


def first_key(story: Story) -> str:
    """Where the session keeps the step on which the story beside the text was opened: it must not change under it."""
    return f"source-step-{story.slug}"

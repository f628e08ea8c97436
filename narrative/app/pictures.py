"""Offer a story's pictures in the app: the step being read as a PNG, or all of them as a ZIP, taken on the server."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import streamlit as st

from narrative.app.said import plain
from narrative.page.story_map import basemap_of
from narrative.pictures.browser import NoBrowserError, require_browser
from narrative.pictures.captions import CAPTIONS_FILE, caption, captions_file, png_texts
from narrative.pictures.photographer import Look
from narrative.pictures.png_text import with_texts
from narrative.pictures.shots import shot_name
from narrative.pictures.sizes import NAMED, still_of
from narrative.serving.pages import Edition
from narrative.serving.picture_desk import DESK, BusyError, Order, PictureDesk
from narrative.serving.readers import TooManyError, reader_of
from narrative.serving.settings import settings
from narrative.story import Step, Story

SIZES = {
    "Slide, 1920 × 1080": "slide",
    "Screen, 1280 × 800": "screen",
    "Square, 1080 × 1080": "square",
    "Phone, 390 × 844": "phone",
    "Link preview, 1200 × 630": "card",
}
ASK_EVERY_S = 0.5


@dataclass
class Bundle:
    """An order of this reader's, and what becomes of it: one PNG or a ZIP."""

    order: Order
    file: str
    packed: bytes | None = None


@dataclass(frozen=True)
class Asked:
    """What a reader chose in the form: how large, the map alone or all, and which of the two buttons was pressed."""

    size: str
    only_map: bool
    one: bool
    every: bool


def choose_pictures(story: Story) -> Asked | None:
    """Size, what to show, and the two buttons, inside a form; None where no pictures can be taken or are offered."""
    if not settings().pictures:
        return None
    st.header("Pictures")
    trouble = browser_trouble()
    size = st.selectbox("Size of the pictures", list(SIZES), disabled=bool(trouble))
    only_map = st.checkbox("The map alone", disabled=bool(trouble))
    one, every = (
        st.form_submit_button(label, width="stretch", disabled=bool(trouble), help=trouble or None)
        for label in ("This step as PNG", f"All {len(story.steps)} steps as ZIP")
    )
    if trouble:
        st.caption(f"This server cannot take pictures. {trouble}")
        return None
    return Asked(SIZES[size], only_map, one, every)


def show_pictures(edition: Edition, step: Step, asked: Asked | None, desk: PictureDesk = DESK) -> None:
    """Order what was asked for; the progress, then the file, or nothing at all."""
    if asked is None:
        return
    pixels = NAMED[asked.size]
    look = Look(pixels, still=still_of(pixels, asked.only_map))
    if asked.one:
        place_order(edition, [step], look, shot_name(edition.story, step, "png"), desk)
    if asked.every:
        place_order(edition, list(edition.story.steps), look, f"{edition.story.slug}-{asked.size}.zip", desk)
    bundle: Bundle | None = st.session_state.get(bundle_key(edition.story))
    if bundle:
        # Asked for again and again while it is being made, apart from the rest of the script; scrolling does not end
        # it.
        running = not bundle.order.look_in().over
        st.fragment(show_bundle, run_every=ASK_EVERY_S if running else None)(edition, bundle, running)


def browser_trouble() -> str:
    """What is missing on this server, as a sentence; "" when pictures can be taken."""
    try:
        require_browser()
    except NoBrowserError as missing:
        return str(missing)
    return ""


def bundle_key(story: Story) -> str:
    """Where the session keeps the pictures that the reader has asked for last."""
    return f"pictures-{story.slug}"


def place_order(edition: Edition, steps: list[Step], look: Look, file: str, desk: PictureDesk) -> None:
    """Ask for pictures instead of those asked for before."""
    before: Bundle | None = st.session_state.pop(bundle_key(edition.story), None)
    if before:
        before.order.leave()
    try:
        order = desk.ask(edition, [step.id for step in steps], look, this_reader())
    except (BusyError, TooManyError) as busy:
        st.warning(plain(str(busy)))
        return
    st.session_state[bundle_key(edition.story)] = Bundle(order, file)


def this_reader() -> str:
    """The address that this session is used from; Streamlit tells none for this machine itself."""
    forwarded = str(st.context.headers.get("X-Forwarded-For") or "")
    return reader_of(st.context.ip_address or "127.0.0.1", forwarded, settings().proxies)


def show_bundle(edition: Edition, bundle: Bundle, was_running: bool) -> None:
    """How far the pictures are, then the file to save; on trouble one sentence."""
    progress = bundle.order.look_in()
    if not progress.over:
        titles = {step.id: step.title for step in edition.story.steps}
        words = f"Picture {progress.done + 1} of {progress.total}: {titles[progress.step]}"
        st.progress(progress.done / progress.total, text=plain(words))
        return
    if was_running:
        st.rerun()  # the whole script once: it no longer asks every half second
    if progress.error:
        st.error(plain(progress.error))
        return
    if bundle.packed is None:
        bundle.packed = packed(edition.story, bundle)
    media = "application/zip" if bundle.file.endswith(".zip") else "image/png"
    st.download_button(
        plain(f"Save {bundle.file}"),
        bundle.packed,
        bundle.file,
        media,
        on_click="ignore",
        width="stretch",
        type="primary",
    )


def packed(story: Story, bundle: Bundle) -> bytes:
    """The pictures with their texts: the PNG itself, or a ZIP of them with ``captions.json``."""
    steps = {step.id: step for step in story.steps}
    attribution = basemap_of(story).attribution
    files: dict[str, bytes] = {}
    captions = []
    for id in bundle.order.steps:
        name = shot_name(story, steps[id], "png")
        words = caption(story, steps[id], name, bundle.order.look, attribution)
        files[name] = with_texts(bundle.order.pictures[id], png_texts(story, words))
        captions.append(words)
    if not bundle.file.endswith(".zip"):
        return files[bundle.file]
    files[CAPTIONS_FILE] = captions_file(story, captions)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:  # PNG is packed already
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(name), body)
    return out.getvalue()

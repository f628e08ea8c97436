"""The app on the folder of stories that ``NARRATIVE_MAP_TEST_STORIES`` names."""

import os
from pathlib import Path

import streamlit as st

from narrative.app.app import show_app
from narrative.serving.pages import Pages


@st.cache_resource
def pages_of(folder: str) -> Pages:
    """The same pages for every run of the script, as the app has them."""
    return Pages(Path(folder))


if __name__ == "__main__":  # as Streamlit runs it; pytest reads it for doctests
    show_app(pages_of(os.environ["NARRATIVE_MAP_TEST_STORIES"]))

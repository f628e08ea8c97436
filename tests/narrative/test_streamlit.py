"""The Streamlit component has the name by which others import it."""

from __future__ import annotations

from narrative import streamlit
from narrative.app import story_component


def test_it_is_the_apps_own() -> None:
    assert streamlit.story is story_component.story
    assert streamlit.__all__ == ["story"]

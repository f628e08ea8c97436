"""The Streamlit component, under the name by which others import it."""

from narrative.app.story_component import story

__all__ = ["story"]

"""What is told: stories, their checks, and the page that shows them. Uses geo; knows no Streamlit script."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrative.notebooks.story_view import Story as Story

__version__ = "0.9.0"
__all__ = ["Story", "__version__"]

if not TYPE_CHECKING:  # which would take any name for one that is here

    def __getattr__(name: str) -> object:  # the map's libraries take a second to load: only for those who open a story
        if name != "Story":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return import_module("narrative.notebooks.story_view").Story

"""A checked Story into one HTML page that holds everything it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrative.page.render import render_page as render_page

__all__ = ["render_page"]

if not TYPE_CHECKING:  # which would take any name for one that is here

    def __getattr__(name: str) -> object:  # the map's libraries take a second to load: only for those who render
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from narrative.page import render

        return getattr(render, name)

"""The folium plugin, under the name by which others import it."""

from narrative.page.scroller import Scroller, ScrollStep

__all__ = ["ScrollStep", "Scroller"]

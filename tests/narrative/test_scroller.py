"""The folium plugin has the name under which others import it."""

from __future__ import annotations

import folium

from narrative.page import scroller as page_scroller
from narrative.scroller import Scroller, ScrollStep


def test_the_plugin_is_the_page_s_own() -> None:
    assert (Scroller, ScrollStep) == (page_scroller.Scroller, page_scroller.ScrollStep)


def test_a_map_of_foliums_own_becomes_a_scrolling_one_by_two_names() -> None:
    chart = folium.Map(location=[46.4, 6.5])
    Scroller([ScrollStep("geneva", "Geneva", "<p>The lake ends here.</p>", [(6.14, 46.2)])]).add_to(chart)
    html = chart.get_root().render()
    assert '<section class="step" id="geneva"' in html and "The lake ends here." in html

"""Turn a folium map into HTML that asks nothing of the network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import folium
import rcssmin
from branca.element import Element
from folium.template import Template


@cache
def leaflet_script() -> str:
    """Leaflet 1.9.3 as its makers minified it, without the link to its source map.

    Source: the package ``xstatic-leaflet``, which ships the very version that folium 0.20 is written for.
    """
    code = (files("xstatic.pkg.leaflet") / "data" / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"\n?//# sourceMappingURL=\S+", "", code)


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet without what an offline map does not use: pictures, popups, rules for old browsers."""
    css = (files("xstatic.pkg.leaflet") / "data" / "leaflet.css").read_text(encoding="utf-8")
    short = rcssmin.cssmin(re.sub(r"[\w-]+:\s*url\([^)]*\);?", "", css))
    return re.sub(r"[^{}]+\{[^{}]*\}", lambda rule: "" if is_unused(rule.group()) else rule.group(), short)


def is_unused(rule: str) -> bool:
    """Whether a CSS rule is for popups or old browsers only.

    >>> is_unused(".leaflet-popup-tip,.leaflet-oldie .leaflet-bar{color:red}"), is_unused(".lvml,.leaflet-bar{top:0}")
    (True, False)
    """
    return all(re.search(r"leaflet-(popup|oldie|vml)|lvml", part) for part in rule.split("{")[0].split(","))


class Verbatim(Element):
    """An element that renders as its text, letter for letter.

    ``branca.element.Element(text)`` would read the text as a Jinja template: braces in a script or in an author's words
    would be run.

    >>> Verbatim("a {{ b }}").render()
    'a {{ b }}'
    """

    def __init__(self, text: str):
        super().__init__()
        self.text = text

    def render(self, **kwargs: Any) -> str:
        """The text."""
        return self.text


class OfflineMap(folium.Map):
    """A ``folium.Map`` with Leaflet inside it: no link to a CDN, no tiles, and no ban on pinch zoom.

    What folium adds beside Leaflet (jQuery, Bootstrap, icon fonts) is left out, so ``folium.Popup`` and ``folium.Icon``
    do not work here; tooltips, vector layers and elements of one's own do.

    Parameters are those of ``folium.Map``, but for ``tiles``, which defaults to none, and ``name``, the element's id.
    On a figure that has an element ``late``, Leaflet's script goes there (after the text) instead of into the head.

    >>> html = OfflineMap(name="map").get_root().render()
    >>> "https://cdn" in html or "user-scalable" in html
    False
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  # folium reads class attributes
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    _template = Template(
        """
        {% macro header(this, kwargs) %}{% endmacro %}
        {% macro html(this, kwargs) %}
            {% set id = this.get_name()|tojson %}
            <div class="folium-map" id={{ id }} role="region" aria-label="{{ this.label_html }}"></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }}, crs: L.CRS.{{ this.crs }}, ...{{ this.options|tojavascript }}
            });
        {% endmacro %}
        """
    )

    def __init__(
        self,
        location: Sequence[float] | None = None,
        *,
        name: str = "map",
        label: str = "Map",
        tiles: str | None = None,
        zoom_control: bool = False,
        **options: Any,
    ):
        super().__init__(location=location, tiles=tiles, zoom_control=zoom_control, **options)
        self._name = name
        self.label = label

    @property
    def label_html(self) -> str:
        """The label in an attribute; without braces, because branca reads what a macro writes as a template once more.

        >>> OfflineMap(label='{{ 7 * 7 }} & "7"').label_html
        '&#123;&#123; 7 * 7 }} &amp; &quot;7&quot;'
        """
        return escape(self.label).replace("{", "&#123;")

    def get_name(self) -> str:
        """The element's id and its JavaScript variable: fixed, where folium's is random, so that two renders agree."""
        return self._name

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]  # as folium's own
        """Put Leaflet into the figure, then the map."""
        figure: Any = self.get_root()
        figure.header.add_child(Verbatim(f"<style>{leaflet_style()}</style>"), name="leaflet_css")
        scripts = getattr(figure, "late", figure.header)
        scripts.add_child(Verbatim(f"<script>{leaflet_script()}</script>"), name="leaflet")
        super().render(**kwargs)  # type: ignore[no-untyped-call]

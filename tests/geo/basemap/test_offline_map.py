"""The folium map asks nothing of the network and renders the same bytes twice."""

import hashlib
import re
from importlib.resources import files

import folium

from geo.basemap.offline_map import OfflineMap, leaflet_script, leaflet_style


def test_leaflet_is_the_release_that_folium_is_written_for() -> None:
    original = (files("xstatic.pkg.leaflet") / "data" / "leaflet.js").read_bytes()
    assert hashlib.sha256(original).hexdigest().startswith(LEAFLET_1_9_3)
    assert "1.9.3" in leaflet_script()[:200]
    assert any("leaflet@1.9.3" in url for _, url in folium.Map.default_js)


LEAFLET_1_9_3 = "5819285cec137b22"


def test_the_map_links_nothing() -> None:
    html = OfflineMap(location=[38, 127]).get_root().render()
    links = re.findall(r"""(?:src|href)=["'](https?:[^"']*)""", html)
    assert [link for link in links if not link.startswith("https://leafletjs.com")] == []
    assert "url(" not in leaflet_style()
    assert "sourceMappingURL" not in html


def test_pinch_zoom_is_not_forbidden() -> None:
    assert "user-scalable" not in OfflineMap().get_root().render()


def test_two_renders_are_the_same() -> None:
    def render() -> str:
        return OfflineMap(location=[38, 127], name="chart").get_root().render()

    assert re.sub(r"[0-9a-f]{32}", "", render()) == re.sub(r"[0-9a-f]{32}", "", render())


def test_foliums_own_map_keeps_its_links() -> None:
    OfflineMap().get_root().render()
    assert folium.Map.default_js, "the subclass must not empty the list that it inherits"


def test_vector_layers_of_folium_draw_on_it() -> None:
    chart = OfflineMap(location=[38, 127])
    folium.CircleMarker([37.5, 127.0], tooltip="Seoul").add_to(chart)
    assert "L.circleMarker" in chart.get_root().render()

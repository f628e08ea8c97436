"""Open map data into levels of land, borders, lettering and relief, and the folium map that needs no network."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data" / "basemap"

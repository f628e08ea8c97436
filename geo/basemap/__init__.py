"""Open map data into levels of land, borders, lettering and relief, and the folium map that needs no network."""

from geo.reading.shipped import data_folder

FOLDER = data_folder("basemap")

"""The gazetteer of the world, read from the file that ``data/gazetteer`` builds."""

"""The app on the folder of stories that ``NARRATIVE_MAP_TEST_STORIES`` names."""

import os
from pathlib import Path

from narrative.app import show_app
from narrative.pages import Pages

if __name__ == "__main__":  # as Streamlit runs it; pytest reads it for doctests
    show_app(Pages(Path(os.environ["NARRATIVE_MAP_TEST_STORIES"])))

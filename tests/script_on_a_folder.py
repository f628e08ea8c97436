"""The app on the folder of stories that ``NARRATIVE_MAP_TEST_STORIES`` names."""

import os
from pathlib import Path

from narrative.app import show_app
from narrative.pages import Pages

show_app(Pages(Path(os.environ["NARRATIVE_MAP_TEST_STORIES"])))

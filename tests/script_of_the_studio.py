"""The app on a folder of stories, its studio with a small recogniser of the tests' own: no gazetteer is needed."""

import os
from pathlib import Path

from narrative import app_studio
from narrative.app import show_app
from narrative.pages import Pages
from narrative.studio.desk import Tools
from studio_drafts import begin_fake, look_up_fake

if __name__ == "__main__":  # as Streamlit runs it; pytest reads it for doctests
    app_studio.TOOLS = Tools(begin_fake, look_up_fake, lambda: begin_fake(b"", "", True, "2026-11-24"))
    app_studio.has_gazetteer = lambda: True
    show_app(Pages(Path(os.environ["NARRATIVE_MAP_TEST_STORIES"])))

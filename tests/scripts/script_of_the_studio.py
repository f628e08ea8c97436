"""The app on a folder of stories, its studio with a small recogniser of the tests' own: no gazetteer is needed."""

import os
from pathlib import Path

from narrative.app import studio_page
from narrative.app.app import show_app
from narrative.serving.pages import Pages
from narrative.studio import desk
from narrative.studio.desk import Tools
from tests.reading_beside import ROOM, begin
from tests.studio_drafts import begin_fake, look_up_fake

if __name__ == "__main__":  # as Streamlit runs it; pytest reads it for doctests
    studio_page.TOOLS = Tools(
        begin, look_up_fake, lambda: begin_fake(b"", "", True, "2026-11-24", ""), ROOM, studio_page.finish
    )
    desk.AT_ONCE_S = 0.5
    studio_page.has_gazetteer = lambda: True
    show_app(Pages(Path(os.environ["NARRATIVE_MAP_TEST_STORIES"])))

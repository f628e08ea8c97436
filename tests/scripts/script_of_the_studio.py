"""The app on a folder of stories, its studio with a small recogniser of the tests' own: no gazetteer is needed."""

import os
from pathlib import Path
from typing import Any

from narrative.app import studio_page
from narrative.app.app import show_app
from narrative.drafts.draft import Draft
from narrative.serving.pages import Pages
from narrative.studio.begin import begin_file
from narrative.studio.desk import Tools
from tests.studio_drafts import begin_fake, look_up_fake


def begin(data: bytes, name: str, *said: Any) -> tuple[Draft, str]:
    """A text by the small recogniser, a table as it is."""
    return (begin_file if name.endswith(".csv") else begin_fake)(data, name, *said)


if __name__ == "__main__":  # as Streamlit runs it; pytest reads it for doctests
    studio_page.TOOLS = Tools(begin, look_up_fake, lambda: begin_fake(b"", "", True, "2026-11-24", ""))
    studio_page.has_gazetteer = lambda: True
    show_app(Pages(Path(os.environ["NARRATIVE_MAP_TEST_STORIES"])))

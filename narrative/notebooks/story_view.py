"""Turn a story folder into something that a notebook shows: the page in a frame, or a widget that knows the step."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.reading.shipped import install_words
from narrative.page.inline_frame import HEIGHT_PX, inline_frame
from narrative.page.media import Placement
from narrative.page.render import render_page
from narrative.page.value import Page
from narrative.story import find_story, load_story
from narrative.story.files import write
from narrative.story.prose import typographic
from narrative.story.tellings import told_by_documents

if TYPE_CHECKING:
    from narrative.notebooks.widget import StoryWidget

NO_WIDGET = (
    "The widget needs anywidget, of the extra for notebooks: {install}. "
    "Without it the story shows itself all the same: end the cell with the story."
)


class Story:
    """A story for a notebook, a script or another program: opened, checked, and shown as its one page.

    At the end of a cell it shows itself in Jupyter, JupyterLab, VS Code and marimo, in a frame that reaches nothing
    around it and asks nothing of the network. Made by :meth:`open`.
    """

    def __init__(self, story: Any):
        self.story = story

    @classmethod
    def open(cls, folder: str | Path, readings: Mapping[str, str] | None = None) -> Story:
        """Read and check a story folder.

        Parameters
        ----------
        folder : its path, or the slug of a story under ``data/stories``.
        readings : the place (its id) that is chosen for readings, by their ids.

        Raises
        ------
        LookupError
            There is no such folder; says what may be meant.
        Faults
            Every fault of its files, a line each with file, line and cure. It is a ``ValueError``.
        UnknownReading
            The story has no such reading, or the reading no such place.
        """
        return cls(load_story(find_story(folder), readings))

    @property
    def title(self) -> str:
        """The story's title."""
        return typographic(self.story.title)

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of the steps, in the order of telling."""
        return tuple(step.id for step in self.story.steps)

    @cached_property
    def page(self) -> Page:
        """The page, with its pictures and recordings in it; rendered when it is first asked for."""
        return render_page(self.story, placement=Placement.INSIDE)

    def save(self, file: str | Path) -> Path:
        """Write the page as one HTML file, whole or not at all; its path."""
        return write(Path(file), self.page.body)

    def widget(self, step: str = "", height_px: int = HEIGHT_PX) -> StoryWidget:
        """The story as a widget: ``view.step`` is the step being read, and setting it takes the reader there.

        Parameters
        ----------
        step : the id of the step to open on; the first without it.
        height_px : of the frame, in CSS pixels, 200 to 5,000.

        Raises
        ------
        ImportError
            anywidget is not installed; says what to do.
        ValueError
            There is no such step, or the height is none.
        """
        if not find_spec("anywidget"):
            raise ImportError(NO_WIDGET.format(install=install_words("notebooks")))
        from narrative.notebooks.widget import StoryWidget

        papers = told_by_documents(self.story)
        more = [each.id for each in papers.steps] if papers else []
        return StoryWidget(self.page.html, self.title, self.steps, step, height_px, more)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return inline_frame(self.page.html, self.title)

    def __repr__(self) -> str:
        return f"Story({self.story.slug!r}, {len(self.steps)} steps)"

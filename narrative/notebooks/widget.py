"""The widget of a story in a notebook (anywidget): the step being read is a value of Python's, in both directions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import anywidget
import traitlets

from geo.reading.faults import did_you_mean
from geo.reading.shipped import package_folder
from narrative.page.inline_frame import ALLOW, HEIGHT_PX, SANDBOX, checked_height

BUNDLE = package_folder("narrative") / "bundles" / "notebooks" / "widget.js"  # of assets/widget.js, by `make scripts`


class StoryWidget(anywidget.AnyWidget):
    """A story's page that tells Python where its reader is; made by `narrative.notebooks.story_view.Story.widget`.

    ``steps`` are the ids in the order of telling, ``more`` those of the telling by the documents.
    ``step`` is the id of the step being read, ``place`` of the place that was opened last; ``observe`` hears of both::

        view = Story.open("my-story").widget()
        view.observe(lambda change: print(change.new), "step")
        view.step = "the-letter"
    """

    _esm = BUNDLE.read_text(encoding="utf-8")

    step = traitlets.Unicode().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)
    height_px = traitlets.Int().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    sandbox = traitlets.Unicode(SANDBOX).tag(sync=True)
    allow = traitlets.Unicode(ALLOW).tag(sync=True)

    def __init__(
        self,
        html: str,
        title: str,
        steps: Sequence[str],
        step: str = "",
        height_px: int = HEIGHT_PX,
        more: Sequence[str] = (),
    ):
        self.steps = tuple(steps)
        self._more = tuple(more)
        super().__init__(step=step or self.steps[0], height_px=checked_height(height_px), html=html, title=title)

    @traitlets.validate("step")
    def _known(self, proposal: Any) -> str:
        """A step of the story, or of its telling by the documents. Raises ``ValueError`` for any other."""
        step = str(proposal["value"])
        if step not in self.steps and step not in self._more:
            raise ValueError(f'there is no step "{step[:80]}" in this story{did_you_mean(step, self.steps) or "."}')
        return step

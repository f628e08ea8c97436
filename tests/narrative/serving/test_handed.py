"""What the shell of a watched story is handed is what is described."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pydantic import TypeAdapter

from geo.reading.faults import Fault
from narrative.page.value import Page
from narrative.serving.handed import WatchData, WatchState
from narrative.serving.watch_server import WatchedPages, event_of, shell_page
from narrative.serving.watching import State, Watched


def test_the_shells_data_and_events_are_as_described(home: Path) -> None:
    watched = Watched(home, render=lambda story: Page(story.title, ""))
    html = shell_page(WatchedPages(watched))
    data = re.search(r'id="data">(.*?)</script>', html)
    assert data
    TypeAdapter(WatchData).validate_json(data[1], strict=True, extra="forbid")
    for state in (watched.state, State(None, (Fault("story.yaml", 4, "no text"),))):
        TypeAdapter(WatchState).validate_json(event_of(state).removeprefix("data: "), strict=True, extra="forbid")
    assert json.loads(event_of(watched.state).removeprefix("data: "))["steps"]

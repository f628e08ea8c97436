"""What the app's components are handed is what is described."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from narrative.app import handed
from narrative.app.studio_page import example, studio_data
from narrative.drafts.draft import Draft
from narrative.studio.desk import Desk, Tools
from tests.app_pages import Open, component


def fits(kind: Any, value: Any) -> None:
    TypeAdapter(kind).validate_json(json.dumps(value), extra="forbid")


def test_the_studio_is_told_what_is_described() -> None:
    fits(handed.StudioData, studio_data())


def test_the_time_line_is_handed_what_is_described(open_: Open) -> None:
    fits(handed.TimelineShown, json.loads(component(open_("time-line"), "timeline").json))


def test_the_desk_answers_what_is_described() -> None:
    def no_text(*_: object) -> tuple[Draft, str]:
        raise AssertionError

    desk = Desk(Tools(no_text, lambda name: [], example))
    asks = [
        [{"what": "hello"}, {"what": "open_example"}],
        [{"what": "check"}, {"what": "show"}, {"what": "pack"}, {"what": "nothing like it"}],
        [{"what": "around", "lat": 46.2, "lon": 6.1}, {"what": "look_up", "name": "Geneva"}, {"what": "hello"}],
        [{"what": "set_step", "step": "", "field": "title", "value": ""}, {"what": "undo"}],
    ]
    for n, commands in enumerate(asks, 1):
        fits(handed.StudioAnswer, desk.answer({"n": n, "desk": desk.id, "do": commands}))
    fits(handed.StudioAnswer, desk.answer({"n": 9, "desk": "another", "do": []}))

"""The app's switch to follow a story's files: only where its operator is the author."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from narrative.story import list_stories
from tests.running_app import ROOT


def test_the_app_offers_no_switch_where_its_operator_does_not_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NARRATIVE_MAP_WATCH", raising=False)
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    app.query_params["story"] = list_stories()[0]
    app.run()
    assert not app.exception
    assert [each.label for each in app.toggle] == []
    monkeypatch.setenv("NARRATIVE_MAP_WATCH", "1")
    assert [each.label for each in app.run().toggle] == ["Reload while I write"]
    assert not app.toggle[0].value

"""A host for the studio without Streamlit: a bare page that mounts it, and its desk in this process to answer it.

The component's markup, styles and scripts are what the app would give Streamlit; a question goes to a desk as it does
through Streamlit's line, one desk for each load of a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from playwright.sync_api import BrowserContext

from narrative.app import studio_page
from narrative.studio import desk
from narrative.studio.desk import Desk, Tools
from tests.reading_beside import ROOM, begin
from tests.studio_drafts import begin_fake, look_up_fake

TOOLS = Tools(begin, look_up_fake, lambda: begin_fake(b"", "", True, "2026-11-24", ""), ROOM, studio_page.finish)
AT_ONCE_S = 0.5  # so that a text that waits is soon said to wait
PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Studio</title><link rel="icon" href="data:,">
<style>:root {{ --st-background-color: #ffffff; --st-secondary-background-color: #f0f2f6; --st-text-color: #31333f;
  --st-primary-color: #8c2f1b; --st-border-color: #d5d6d8; --st-link-color: #1b5e8c; --st-font: sans-serif;
  --st-base-radius: 0.5rem; }} body {{ margin: 1rem; font: 16px sans-serif; }}</style>
<style>{css}</style><h1>Studio</h1><main>{html}</main>
<script type="application/json" id="parts">{parts}</script>
<script type="module">
const {{ studio, line, data }} = JSON.parse(document.getElementById("parts").textContent);
const mounted = async (source) => {{
  const address = URL.createObjectURL(new Blob([source], {{ type: "text/javascript" }}));
  return (await import(address)).default;
}};
const load = String(Math.random()), parentElement = document.querySelector("main");
const mountStudio = await mounted(studio), mountLine = await mounted(line);
mountStudio({{ data, parentElement }});
const run = (answer) => mountLine({{ data: {{ answer }}, parentElement,
  setStateValue: async (_, ask) => run(await window.answerOfDesk(load, ask)) }});
run(await window.answerOfDesk(load, null));
</script></html>
"""


@dataclass
class BareHost:
    """The page's address, and the desks of its loads."""

    address: str
    desks: dict[str, Desk] = field(default_factory=dict)

    def serve(self, context: BrowserContext) -> None:
        """Answer what the studios in a context ask."""
        context.expose_function("answerOfDesk", self.answer)

    def answer(self, load: str, ask: dict[str, Any] | None) -> Any:
        found = self.desks.setdefault(load, Desk(TOOLS))
        return json.loads(json.dumps(found.answer(ask)))  # as it would come through Streamlit


@contextmanager
def bare_host(folder: Path) -> Iterator[BareHost]:
    """The studio's page in a folder, with the tests' small recogniser; no gazetteer is needed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk, "AT_ONCE_S", AT_ONCE_S)
        patch.setattr(studio_page, "has_gazetteer", lambda: True)
        studio, line = given(studio_page.studio_component), given(studio_page.line_component)
        parts = json.dumps({"studio": studio["js"], "line": line["js"], "data": studio_page.studio_data()})
        page = PAGE.format(css=studio["css"], html=studio["html"], parts=parts.replace("<", "\\u003c"))
        (folder / "studio.html").write_text(page, encoding="utf-8")
        yield BareHost((folder / "studio.html").as_uri())


def given(make: Any) -> dict[str, str]:
    """The parts of a component as the app gives them to Streamlit."""
    parts: dict[str, str] = {}

    def take(_name: str, **more: Any) -> None:
        parts.update({key: value for key, value in more.items() if isinstance(value, str)})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st.components.v2, "component", take)
        make.__wrapped__()  # not what is kept of an earlier call
    return parts

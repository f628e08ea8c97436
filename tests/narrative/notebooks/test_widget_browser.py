"""The widget in a page that stands in for a notebook: the step goes both ways, and two on a page do not mix."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from narrative import Story
from narrative.notebooks.widget import StoryWidget
from tests.stories import write_story

# A model as anywidget hands it to `render`: values, what is called when one changes, and what was saved for Python.
HOST = """<!doctype html><html lang="en"><meta charset="utf-8">
<title>A notebook</title><body><div id="one"></div><div id="two"></div>
<script type="module">
WIDGET
function model(values) {
  const calls = {};
  return {
    saved: [],
    get: (name) => values[name],
    set(name, value) {
      if (values[name] === value) return;
      values[name] = value;
      (calls["change:" + name] || []).forEach((call) => call());
    },
    save_changes() { this.saved.push(values.step); },
    on: (name, call) => (calls[name] = calls[name] || []).push(call),
    off: (name, call) => (calls[name] = calls[name].filter((each) => each !== call)),
    left: () => Object.values(calls).flat().length,
  };
}
const values = VALUES;
window.one = model({ ...values });
window.two = model({ ...values, step: "read-on" });
window.end = widget.render({ model: one, el: document.getElementById("one") });
widget.render({ model: two, el: document.getElementById("two") });
</script>"""


def notebook(view: StoryWidget) -> str:
    values = {name: getattr(view, name) for name in ("step", "place", "height_px", "html", "title", "sandbox", "allow")}
    script, exported = re.subn(r"export\{(\w+) as default\};?", r"const widget = \1;", str(view._esm))
    assert exported == 1
    return HOST.replace("WIDGET", script).replace("VALUES", json.dumps(values).replace("</", "<\\/"))


def test_the_step_goes_both_ways(
    open_page: Callable[..., Page], elsewhere: Callable[[str], str], tmp_path: Path
) -> None:
    view = Story.open(write_story(tmp_path)).widget("the-letter", 600)
    page = open_page(elsewhere(notebook(view)), reduced_motion="reduce")
    first, second = (page.frame_locator(f"#{each} iframe") for each in ("one", "two"))
    second.locator("html[data-settled='read-on']").wait_for(state="attached")  # it opened where it was asked to
    first.locator("html[data-settled='the-letter']").wait_for(state="attached")
    page.evaluate("one.set('step', 'the-denial')")
    first.locator("html[data-settled='the-denial']").wait_for(state="attached")
    first.locator("#next").press("ArrowRight")
    first.locator("html[data-settled='read-on']").wait_for(state="attached")
    page.wait_for_function("one.get('step') === 'read-on'")
    assert page.evaluate("one.saved.at(-1)") == "read-on"
    assert page.evaluate("two.saved.every((step) => step === 'read-on')")
    assert page.locator("#one iframe").bounding_box()["height"] == 600  # type: ignore[index]
    page.evaluate("one.set('height_px', 450)")
    assert page.locator("#one iframe").bounding_box()["height"] == 450  # type: ignore[index]


def test_what_ends_leaves_nothing_behind(
    open_page: Callable[..., Page], elsewhere: Callable[[str], str], tmp_path: Path
) -> None:
    page = open_page(elsewhere(notebook(Story.open(write_story(tmp_path)).widget())), reduced_motion="reduce")
    page.frame_locator("#one iframe").locator("html[data-settled]").wait_for(state="attached")
    page.evaluate("end()")
    assert page.locator("#one iframe").count() == 0
    assert page.evaluate("one.left()") == 0

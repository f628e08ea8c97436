"""The page in Firefox and WebKit: the walk, the jumps, the sizes, the frames, the names and the policy."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from narrative.story import Story
from tests.conftest import served
from tests.engines import ENGINES, missing
from tests.map_names import StoryGround, walk
from tests.narrative.page.test_frames_browser import AGREED, HIDDEN, agreed, at_rest

Open = Callable[..., Any]
DESKTOP, PHONE = (1280, 800), (447, 806)  # WebKit's window gets no narrower
SHOWN = """() => {
  const lit = [...document.querySelectorAll('.folium-map > .scene .place.is-lit')].map((e) => e.dataset.place).sort();
  const step = narrativeMap.stage.data.steps[narrativeMap.scroller.current];
  const top = document.getElementById(narrativeMap.scroller.current).getBoundingClientRect().top;
  const centre = map.getCenter(), named = document.querySelectorAll('.layer-base text').length;
  return {lit, asked: [...step.places].sort(), top: Math.round(top), zoom: map.getZoom(),
    centre: [centre.lat.toFixed(6), centre.lng.toFixed(6)], named, words: map.getContainer().ariaLabel};
}"""
# The frame's own policy forbids it to evaluate.
WITHIN = "(() => {{ with (frames[0]) {{ return ({})(); }} }})()"
COLOURS = """() => {
  const canvas = document.querySelector('canvas.basemap'), copy = document.createElement('canvas'), seen = new Set();
  copy.width = canvas.width; copy.height = canvas.height;
  const to = copy.getContext('2d');
  to.drawImage(canvas, 0, 0);
  const data = to.getImageData(0, 0, copy.width, copy.height).data;
  for (let i = 0; i < data.length; i += 400) seen.add(data[i] + ' ' + data[i + 1] + ' ' + data[i + 2]);
  return seen.size;
}"""


@pytest.fixture(scope="module", params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> Iterator[Any]:
    lacking = missing(request.param)
    if lacking:
        pytest.skip(lacking)
    with ENGINES[request.param]() as engine:
        yield engine
        assert engine.console == []


def opened(engine: Any, url: str, size: tuple[int, int] = DESKTOP) -> None:
    engine.goto("about:blank")
    engine.set_viewport_size({"width": size[0], "height": size[1]})
    engine.goto(url)


def goto(engine: Any, id: str) -> dict[str, Any]:
    engine.evaluate("(id) => story.goto(id)", id)
    at_rest(engine, id)
    shown = engine.evaluate(SHOWN)
    assert shown["lit"] == shown["asked"]
    return dict(shown)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_step_settles_and_names_what_it_lights_where_it_lies(
    engine: Any, built: Path, story: Story, size: tuple[int, int]
) -> None:
    opened(engine, built.as_uri(), size)
    assert walk(engine, StoryGround(story), size, story.steps) == []
    shown = engine.evaluate(SHOWN)
    assert shown["lit"] == shown["asked"]
    assert engine.evaluate(COLOURS) > 20, "a map is drawn"


def test_a_jump_ends_where_a_deep_link_opens(engine: Any, built: Path, story: Story) -> None:
    chosen = random.Random(1).sample(story.steps, 4)
    opened(engine, f"{built.as_uri()}#{chosen[-1].id}")
    jumped = {step.id: goto(engine, step.id) for step in chosen}
    for step in chosen:
        opened(engine, f"{built.as_uri()}#{step.id}")
        at_rest(engine, step.id)
        linked = engine.evaluate(SHOWN)
        assert abs(linked.pop("top") - jumped[step.id].pop("top")) <= 1, "a frame scrolls by whole pixels"
        assert linked == jumped[step.id]


def test_a_frame_of_another_size_keeps_the_step(engine: Any, built: Path, story: Story) -> None:
    id = story.steps[20].id
    opened(engine, f"{built.as_uri()}#{id}")
    for size in ((1280, 1000), (1280, 600), (700, 800), PHONE, DESKTOP):
        engine.set_viewport_size({"width": size[0], "height": size[1]})
        agreed(engine, id)


@pytest.mark.parametrize("name", HIDDEN)
def test_a_frame_that_is_shown_later_shows_its_step(
    engine: Any, built: Path, story: Story, name: str, tmp_path: Path
) -> None:
    """A host's page of the same origin, so that the frame can be asked."""
    id, (around, show) = story.steps[8].id, HIDDEN[name]
    (tmp_path / "story.html").write_bytes(built.read_bytes())
    frame = f'<iframe src="story.html#{id}" width="900" height="600"></iframe>'
    (tmp_path / "host.html").write_text(f"<!DOCTYPE html><title>Host</title>{around.format(frame)}", encoding="utf-8")
    with served(tmp_path) as address:
        opened(engine, f"{address}/host.html")
        engine.evaluate(f"(() => {{ {show}; }})()")
        inside = "frames[0].document.documentElement.dataset.settled"
        wait = f"""(id) => new Promise((done) => {{
          const twice = () => requestAnimationFrame(() => requestAnimationFrame(done));
          const look = () => {inside} === id ? twice() : setTimeout(look, 20);
          look();
        }})"""
        engine.evaluate(wait, id)
        assert engine.evaluate(WITHIN.format(AGREED)) == {"steps": [id] * 6, "framed": True, "size": [0, 0]}


def test_a_sandboxed_frame_obeys_messages(engine: Any, built: Path, story: Story, tmp_path: Path) -> None:
    (tmp_path / "story.html").write_bytes(built.read_bytes())
    (tmp_path / "host.html").write_text(
        '<!DOCTYPE html><title>Host</title><iframe sandbox="allow-scripts" src="story.html" width="900" height="600">'
        "</iframe><script>told = []; onmessage = (event) => told.push(event.data);</script>",
        encoding="utf-8",
    )
    with served(tmp_path) as address:
        opened(engine, f"{address}/host.html")
        until = """() => new Promise((done) => {{
          const look = () => told.some((each) => each.{}) ? done() : setTimeout(look, 20);
          look();
        }})"""
        engine.evaluate(until.format("type === 'ready'"))
        id = story.steps[-1].id
        command = {"target": "narrative-map", "version": 1, "type": "goto", "step": id, "requestId": "there"}
        engine.evaluate("(command) => frames[0].postMessage(command, '*')", command)
        engine.evaluate(until.format("requestId === 'there'"))
        (answer,) = engine.evaluate("told.filter((each) => each.requestId === 'there')")
        assert (answer["type"], answer["step"], answer["total"]) == ("step", id, len(story.steps))


def test_nothing_is_against_the_pages_own_policy_and_it_asks_for_nothing(
    engine: Any, built: Path, story: Story, tmp_path: Path
) -> None:
    """A same page whose first script notes what its policy forbids, and what is loaded besides the page."""
    (tmp_path / "story.html").write_bytes(built.read_bytes())
    (tmp_path / "host.html").write_text(
        "<!DOCTYPE html><link rel=icon href=data:,><title>Host</title><iframe width=900 height=600></iframe><script>"
        "broken = []; frame = document.querySelector('iframe'); frame.src = 'story.html';"
        "const look = () => { const inner = frame.contentDocument;"
        "if (inner && inner !== blank)"
        "  inner.addEventListener('securitypolicyviolation', (e) => broken.push(e.blockedURI));"
        "else setTimeout(look); }; const blank = frame.contentDocument; look();</script>",
        encoding="utf-8",
    )
    with served(tmp_path) as address:
        opened(engine, f"{address}/host.html")
        engine.evaluate(
            """() => new Promise((done) => {
              const look = () => frames[0].document.documentElement.dataset.settled ? done() : setTimeout(look, 20);
              look();
            })"""
        )
        for step in (story.steps[3], story.steps[-1]):
            engine.evaluate("(id) => frames[0].story.goto(id)", step.id)
        assert engine.evaluate("broken") == []
        loaded = engine.evaluate("frames[0].performance.getEntriesByType('resource').map((each) => each.name)")
        assert [name for name in loaded if not name.startswith(("data:", "blob:"))] == []
        assert engine.evaluate("frames[0].document.querySelector('link[rel=icon]').href").startswith("data:")


def test_names_of_people_are_underlined_with_dots_and_those_of_places_with_a_line(engine: Any, built: Path) -> None:
    opened(engine, built.as_uri())
    engine.wait_for_selector("html[data-settled]")
    style = """(css) => {
      const style = getComputedStyle(document.querySelector(css));
      return [style.textDecorationLine, style.textDecorationStyle];
    }"""
    assert engine.evaluate(style, ".person-name") == ["underline", "dotted"]
    assert engine.evaluate("getComputedStyle(document.documentElement).scrollbarColor") != "auto"


def test_the_dark_theme_has_dark_scrollbars_in_its_lists_too(engine: Any, built: Path) -> None:
    opened(engine, f"{built.as_uri()}?theme=dark")
    engine.wait_for_selector("html[data-settled]")
    scheme = "(css) => getComputedStyle(document.querySelector(css)).colorScheme"
    assert {engine.evaluate(scheme, css) for css in ("html", ".contents ol", "#card")} == {"dark"}

"""Flights of the camera on a slow device: drawn of pictures made once, and cut where even these come too late."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from narrative.story import Story

Open = Callable[..., Page]
PHONE = {"width": 390, "height": 844}
# A flight by hand: the map is asked for a frame at half of the way, in the state and the view of a step.
DEPART = """(id) => {
  const stage = narrativeMap.stage, here = stage.map.getCenter(), zoom = stage.map.getZoom(), view = stage.viewOf(id);
  stage.fly(true);
  stage.basemap.show(stage.stateOf(id), view);
  window.painted = 0;
  const paint = stage.basemap.paint;
  stage.basemap.paint = function () { window.painted++; return paint.apply(this, arguments); };
  window.at = (part) => {
    const lat = here.lat + (view.center.lat - here.lat) * part, lng = here.lng + (view.center.lng - here.lng) * part;
    stage.map._move(L.latLng(lat, lng), zoom + (view.zoom - zoom) * part);
    return window.painted;
  };
}"""
# Every frame takes 90 ms.
SLOW = """() => {
  const ask = window.requestAnimationFrame;
  const wait = (until) => { while (performance.now() < until); };
  window.requestAnimationFrame = (then) => ask((now) => { wait(performance.now() + 90); then(now); });
}"""
INK = """() => {
  const canvas = narrativeMap.stage.basemap.canvas, copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  const to = copy.getContext("2d", { willReadFrequently: true });
  to.drawImage(canvas, 0, 0);
  const data = to.getImageData(0, 0, copy.width, copy.height).data;
  const seen = new Set();
  for (let i = 0; i < data.length; i += 400) seen.add(data[i] + " " + data[i + 1] + " " + data[i + 2]);
  return [canvas.width, seen.size];
}"""


def test_a_flight_draws_the_paths_three_times_however_many_frames_it_has(open_built: Open, story: Story) -> None:
    page = open_built(f"#{story.steps[8].id}", PHONE, device_scale_factor=3)
    assert page.evaluate(INK)[0] == 3 * 390
    page.evaluate(DEPART, story.steps[9].id)
    counts = page.evaluate("[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((part) => at(part))")
    assert counts == [1, 2, 3, 3, 3, 3, 3, 3, 3]  # none at the departure, which shows the map as it stood
    width, colours = page.evaluate(INK)
    assert width == 390
    assert colours > 20, "and shows a map"
    page.evaluate("narrativeMap.stage.fly(false); narrativeMap.stage.basemap.draw()")
    assert page.evaluate(INK)[0] == 3 * 390


def test_a_flight_that_leaves_its_pictures_draws_the_map_all_the_same(open_built: Open, story: Story) -> None:
    page = open_built(f"#{story.steps[8].id}", PHONE)
    page.evaluate(DEPART, story.steps[9].id)
    page.evaluate("at(0.5); at(0.5001); at(0.5002)")
    before = page.evaluate("painted")
    page.evaluate("narrativeMap.stage.map._move(L.latLng(39, 126), 1.2)")
    assert page.evaluate("painted") == before + 1
    page.evaluate("narrativeMap.stage.recolour()")  # the reader's theme changes meanwhile: no picture in old colours
    assert page.evaluate("narrativeMap.stage.basemap.pictures") is None
    assert page.evaluate(INK)[1] > 20


@pytest.mark.parametrize(
    ("milliseconds", "frames", "late"),
    [(249, 1, False), (251, 5, True), (251, 6, False), (1000, 19, True), (1000, 20, False)],
)
def test_fewer_than_twenty_frames_a_second_are_too_few(
    open_built: Open, milliseconds: int, frames: int, late: bool
) -> None:
    page = open_built()
    assert page.evaluate("([t, n]) => narrativeMap.camera.late(t, n)", [milliseconds, frames]) is late


def test_after_a_cut_six_flights_are_cuts_and_then_one_is_tried(open_built: Open, story: Story) -> None:
    page = open_built(f"#{story.steps[8].id}")
    time = f"narrativeMap.camera.flightTime(map, narrativeMap.stage.viewOf({story.steps[9].id!r}))"
    assert page.evaluate(time) > 0
    page.evaluate("narrativeMap.camera.late(1000, 2)")
    times = page.evaluate(f"[1, 2, 3, 4, 5, 6, 7].map(() => {time})")
    assert times[:6] == [0] * 6
    assert times[6] > 0


def test_a_flight_of_late_frames_ends_at_once_at_its_step(open_built: Open, story: Story) -> None:
    page = open_built(f"#{story.steps[8].id}", reduced_motion="no-preference")
    page.evaluate(SLOW)
    id = story.steps[9].id
    view = "narrativeMap.stage.viewOf"
    assert page.evaluate(f"(id) => narrativeMap.camera.flightTime(map, {view}(id))", id) > 900
    page.evaluate("(id) => story.goto(id)", id)
    page.wait_for_selector(f'html[data-settled="{id}"]', state="attached")
    assert page.evaluate(f"(id) => narrativeMap.camera.flightTime(map, {view}(id))", story.steps[0].id) == 0, "cut"
    assert page.evaluate(f"(id) => {view}(id).zoom - map.getZoom()", id) == 0

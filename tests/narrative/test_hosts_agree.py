"""Every number that two hosts show of a person or a place is the same, for all of them in both stories."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from streamlit.testing.v1 import AppTest

from narrative.app import people_page, places_page
from narrative.app.start_page import card
from narrative.exports.registry import EXPORTS
from narrative.page import render_page
from narrative.pictures.handout import render_handout
from narrative.pictures.printing import Picture
from narrative.story import Story, list_stories, load_story, stories_folder
from narrative.story.describe import picture_words
from narrative.story.tally import STEPS
from narrative.story.words import LINK_KINDS
from tests.app_pages import links, script, turn

KML, GPX = "{http://www.opengis.net/kml/2.2}", "{http://www.topografix.com/GPX/1/1}"
Steps = dict[str, list[str]]


@dataclass(frozen=True)
class Hosts:
    """One story in the hosts that show it as documents."""

    story: Story
    page: BeautifulSoup
    stage: dict[str, Any]
    handout: BeautifulSoup


@pytest.fixture(scope="module", params=list_stories())
def hosts(request: pytest.FixtureRequest) -> Hosts:
    story = load_story(stories_folder() / request.param)
    page = render_page(story)
    data = re.search(r"narrativeMap\.open\(map, (\{.*?\})\);</script>", page.html, re.DOTALL)
    assert data
    dot = Picture(bytes.fromhex("ffd8ff"), 16, 9, "A map")
    handout = render_handout(story, {step.id: dot for step in story.steps})
    return Hosts(story, BeautifulSoup(page.html, "lxml"), json.loads(data.group(1)), BeautifulSoup(handout, "lxml"))


def steps_at(story: Story) -> Steps:
    """What the story says itself: the steps at each place."""
    return {id: [step.id for step in story.steps_at(id)] for id in story.gazetteer.places}


def steps_with(story: Story) -> Steps:
    """And those with each person."""
    return {id: [step.id for step in story.steps_with(id)] for id in story.people}


def entries(document: BeautifulSoup, kind: str) -> Iterator[tuple[str, Tag]]:
    """The appendix's entries of a kind, ``place`` or ``person``, by their ids."""
    for entry in document.select(f".entry[id^={kind}-]"):
        yield str(entry["id"]).removeprefix(f"{kind}-"), entry


def linked(entry: Tag, where: str) -> list[str]:
    return [str(link["href"]).removeprefix("#") for link in entry.select(f"{where} a")]


def table(story: Story, name: str) -> list[dict[str, str]]:
    """An export that is a table, as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(EXPORTS[name].function(story).decode("utf-8-sig"))))


def parted(cell: str | None) -> list[str]:
    return cell.split(" | ") if cell else []


def inverted(pairs: Iterator[tuple[str, str]], ids: dict[str, Any]) -> Steps:
    """(step, id) pairs as the steps of each id."""
    found: Steps = {id: [] for id in ids}
    for step, id in pairs:
        found[id].append(step)
    return found


def test_the_page_lists_the_steps_of_every_person_and_place_and_counts_them(hosts: Hosts) -> None:
    story = hosts.story
    for kind, steps, tally in (
        ("person", steps_with(story), story.tally_with),
        ("place", steps_at(story), story.tally_at),
    ):
        assert {id: linked(entry, "ol") for id, entry in entries(hosts.page, kind)} == steps
        counts = {id: [each.text for each in entry.select(".count")] for id, entry in entries(hosts.page, kind)}
        assert counts == {id: [tally(id).words] if steps[id] else [] for id in steps}


def test_the_page_s_map_lights_a_place_in_those_steps_and_moves_what_is_counted(hosts: Hosts) -> None:
    story, states = hosts.story, hosts.stage["steps"]
    lit = ((step, place) for step, state in states.items() for place in [*state["places"], *state.get("ways", [])])
    assert inverted(lit, story.gazetteer.places) == steps_at(story)
    moves = [(step, way) for step, state in states.items() for way in next(v for k, v in state.items() if k in WAYS)]
    for id in story.gazetteer.places:
        kinds = [way["kind"] for _, way in moves if id in (way["from"], way["to"])]
        assert dict(story.tally_at(id).moves) == {kind: kinds.count(kind) for kind in kinds}
    for id, steps in steps_with(story).items():
        kinds = [way["kind"] for step, way in moves if step in steps and way["kind"] != "movement"]
        assert dict(story.tally_with(id).moves) == {kind: kinds.count(kind) for kind in kinds}


WAYS = ("links", "links")


def test_the_handout_numbers_those_steps_and_names_the_places_and_people_in_them(hosts: Hosts) -> None:
    story, handout = hosts.story, hosts.handout
    assert {id: linked(entry, ".in-steps") for id, entry in entries(handout, "place")} == steps_at(story)
    assert {id: linked(entry, ".in-steps") for id, entry in entries(handout, "person")} == steps_with(story)
    for kind, ids, steps in (
        ("place", story.gazetteer.places, steps_at(story)),
        ("person", story.people, steps_with(story)),
    ):
        named = (
            (str(section["id"]), id.removeprefix(f"{kind}-"))
            for section in handout.select("section.step")
            for id in linked(section, ".facts")
            if id.startswith(f"{kind}-")
        )
        assert inverted(named, ids) == steps


def test_the_app_s_tables_count_those_steps(hosts: Hosts) -> None:
    story = hosts.story
    people, places = people_page.table_of(story), places_page.table_of(story)
    assert list(people["Steps"]) == [len(steps) for steps in steps_with(story).values()]
    assert list(places["Steps"]) == [len(steps) for steps in steps_at(story).values()]


def cards(folder: str, slug: str) -> None:
    """Every card of the app's pages People and Places, one below the other."""
    from pathlib import Path

    import streamlit as st

    from narrative.app.parts import Shown
    from narrative.app.people_page import show_person
    from narrative.app.places_page import show_place
    from narrative.page.value import Page
    from narrative.serving.pages import Pages

    home = st.Page(lambda: None, title="Story", default=True)
    st.navigation([home])
    shown = Shown(Pages(Path(folder), lambda story: Page("", "")).get(slug), home)
    for person in shown.story.people.values():
        show_person(shown, person)
    for place in shown.story.gazetteer.places.values():
        show_place(shown, place)


def test_the_app_s_cards_say_what_the_page_s_cards_say(hosts: Hosts) -> None:
    story = hosts.story
    app = AppTest.from_function(cards, args=(str(stories_folder()), story.slug), default_timeout=60).run()
    assert not app.exception
    said = [each.value.strip("*") for each in app.markdown if re.fullmatch(r"\*\*(\d+|No) steps?\b.*", each.value)]
    tallies = [*map(story.tally_with, story.people), *map(story.tally_at, story.gazetteer.places)]
    assert said == [tally.words[:1].upper() + tally.words[1:] for tally in tallies]
    listed = [step for steps in (*steps_with(story).values(), *steps_at(story).values()) for step in steps]
    assert links(app) == [f"story={story.slug}&step={step}" for step in listed]


def test_the_exports_of_places_hold_those_steps(hosts: Hosts) -> None:
    story, expected = hosts.story, steps_at(hosts.story)
    assert {row["id"]: parted(row["steps"]) for row in table(story, "places-csv")} == expected
    kml = ElementTree.fromstring(EXPORTS["places-kml"].function(story))
    fields = {
        str(mark.get("id")).removeprefix("place-"): {
            str(each.get("name")): each.findtext(f"{KML}value") or "" for each in mark.iter(f"{KML}Data")
        }
        for mark in kml.iter(f"{KML}Placemark")
    }
    assert {id: parted(fields[id]["steps"]) for id in expected} == expected
    gpx = ElementTree.fromstring(EXPORTS["places-gpx"].function(story))
    said = {
        str(each.findtext(f"{GPX}name")): re.findall(r"^Step (\d+),", each.findtext(f"{GPX}desc") or "", re.MULTILINE)
        for tag in ("wpt", "trk")
        for each in gpx.iter(f"{GPX}{tag}")
    }
    numbers = {id: [str(story.step(step).index + 1) for step in steps] for id, steps in expected.items()}
    assert said == {story.gazetteer.places[id].title: steps for id, steps in numbers.items()}


def test_the_exports_of_steps_hold_those_places_and_people(hosts: Hosts) -> None:
    story = hosts.story
    rows = table(story, "steps-csv")
    people = ((row["id"], person) for row in rows for person in parted(row["people"]))
    assert inverted(people, story.people) == steps_with(story)
    steps = json.loads(EXPORTS["steps-json"].function(story))["steps"]
    people = ((step["id"], person["id"]) for step in steps for person in step["people"])
    assert inverted(people, story.people) == steps_with(story)
    lit = (
        (step["id"], id)
        for step in steps
        for id in dict.fromkeys(
            [*(place["id"] for place in step["places"]), *(end for link in step["links"] for end in ends(link))]
        )
    )
    assert inverted(lit, story.gazetteer.places) == steps_at(story)


def ends(link: dict[str, Any]) -> list[str]:
    return [link["from"], *link["via"], *([link["along"]] if link["along"] else []), link["to"]]


def test_a_picture_s_words_name_those_places(hosts: Hosts) -> None:
    story = hosts.story
    titles = {place.title: id for id, place in story.gazetteer.places.items()}
    titles |= {title: id for id, place in story.gazetteer.places.items() for _, title in place.titles}
    lit = (
        (step.id, titles[named.split(" (")[0]])
        for step in story.steps
        for named in re.split("; ", picture_words(story, step).split("Lit: ")[1].split(". ")[0])
    )
    # The arrows say by which places they lead.
    expected = {id: [step.id for step in story.steps if id in step.lit_places] for id in story.gazetteer.places}
    assert inverted(lit, story.gazetteer.places) == expected


def test_the_start_page_and_about_count_what_there_is(hosts: Hosts) -> None:
    story = hosts.story
    steps, places = len(story.steps), len(story.gazetteer.places)
    assert card(story)["facts"].endswith(f" · {steps} steps · {places} places")
    assert len(list(entries(hosts.page, "place"))) == places
    assert len(hosts.page.select("section.step")) == steps
    app = AppTest.from_function(script, args=(str(stories_folder()),), default_timeout=60)
    about = "\n".join(each.value for each in turn(app, "about", story=story.slug).markdown)
    claims = "\n".join(each.value for each in turn(app, "claims", story=story.slug).markdown)
    disputed = sum("Spoken against in:" in section.text for section in hosts.page.select("section.step"))
    assert f"{disputed} steps of them" in about and f"{disputed} steps of {steps}" in claims
    doubtful = sum(bool(entry.select(".doubt")) for _, entry in entries(hosts.page, "place"))
    assert f"Of {places} places, the location of {doubtful} is in doubt" in about


def test_the_words_for_numbers_are_the_page_s_too(hosts: Hosts) -> None:
    told = json.loads(str(hosts.page.select_one("#part-explorer").string))  # type: ignore[union-attr]
    assert told["explorer"]["words"]["counted"] == list(STEPS)
    kinds = hosts.stage["kinds"]
    assert {id: (each["one"], each["many"]) for id, each in kinds.items()} == {
        each.id: (each.one, each.many) for each in LINK_KINDS.values()
    }

"""What the page says in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from shapely import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.reader import Name, Place
from geo.gazetteer.timespans import Span
from geo.reading.days import Day
from narrative.story import Story, load_story
from narrative.story.describe import (
    byline,
    credit_line,
    distance_words,
    draft_words,
    full_title,
    link_words,
    lowered,
    map_words,
    paragraphs_cited,
    picture_words,
    said,
    short_citation,
    with_article,
)
from narrative.story.words import UNREAD
from tests.listed import together
from tests.stories import STORY, feature, places, write_story

SHORE = "reference_line: shore\nsource:"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The invented story, two towns in doubt and one by its old name, measured from the 46th Parallel."""
    document = places()
    document["features"][0]["properties"]["modern"] = "Genf"
    document["features"][1]["geometry"].update(certainty="less-certain", reason="Two towns bear the name.")
    document["features"][2]["geometry"].update(certainty="uncertain", reason="The letter names no town.")
    shore = feature("shore", "46th Parallel", 6, 46)
    shore["geometry"].update(type="LineString", coordinates=[[5.0, 46.0], [8.0, 46.0]])
    document["features"].append(shore)
    return load_story(write_story(tmp_path_factory.mktemp("lake"), STORY.replace("source:", SHORE, 1), document))


def a_place(story: Story, geometry: BaseGeometry, **more: Any) -> Place:
    """A place of the story, elsewhere."""
    return replace(story.gazetteer.places["geneva"], geometry=geometry, **more)


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [((), ""), ((4,), "¶4"), ((6, 7), "¶6–7"), ((4, 5, 6, 9), "¶4–6, 9"), ((9, 4, 4), "¶4, 9")],
)
def test_paragraphs_are_cited_in_runs(paragraphs: tuple[int, ...], words: str) -> None:
    assert paragraphs_cited(paragraphs) == words


def test_a_link_is_said_with_its_ends_its_label_and_its_doubt(tmp_path: Path) -> None:
    two = "{from: geneva, to: evian, kind: message, label: a letter}"
    more = f"{two}\n      - {{from: evian, to: geneva, kind: journey, status: stated}}"
    third = f"{more}\n      - {{from: evian, to: lausanne, kind: movement, status: reported}}"
    story = load_story(write_story(tmp_path, STORY.replace(two, third)))
    assert [link_words(story, link) for link in story.steps[0].links] == [
        "a message from Geneva to Evian: a letter (disputed)",
        "a journey from Evian to Geneva",
        "a movement of troops from Evian to Lausanne (reported)",
    ]


def test_the_text_alternative_says_what_is_lit_how_surely_and_what_moves(lake: Story) -> None:
    assert [map_words(lake, step) for step in lake.steps] == [
        "The map shows Geneva and Evian (less certain). Arrows: a message from Geneva to Evian: a letter (disputed).",
        "The map shows Lausanne (uncertain).",
        "The map shows Geneva.",
    ]


SPRING = Span(Day(1949, 3, 1), Day(1949, 5, 31))


@pytest.fixture(scope="module")
def renamed(lake: Story) -> Story:
    """The same with other names in the spring of 1949, two sides and an old map."""
    known = dict(lake.gazetteer.places)
    for id, title, then in (
        ("geneva", "Geneva", "Genf"),
        ("evian", "Evian", "The Spring"),
        ("lausanne", "Lausanne", "Losanna"),
        ("shore", "46th Parallel", "46th Degree"),
    ):
        known[id] = replace(known[id], names=(Name(title, "en"), Name(then, "en", span=SPRING)))
    sheet: Any = SimpleNamespace(
        id="sheet", title='A "sheet"', words='a "sheet" of 1850', credit="Survey", licence="CC0"
    )
    sides: Any = {"boats": SimpleNamespace(name="the boats")}
    return replace(
        lake,
        gazetteer=replace(lake.gazetteer, places=known),
        sides=sides,
        drawn=replace(lake.drawn, overlays={"sheet": sheet}),
    )


@together(
    ("link", "words"),
    [
        ({}, "a message from Geneva to Evian"),
        ({"status": "reported"}, "a message from Geneva to Evian (reported)"),
        ({"speaker": "authors"}, "a message from Geneva to Evian"),
        ({"speaker": "anna"}, "a message from Geneva to Evian (said by Anna Rochat)"),
        ({"speaker": "lausanne"}, "a message from Geneva to Evian (said by Lausanne)"),
        ({"speaker": "The pilot's wife"}, "a message from Geneva to Evian (said by the pilot’s wife)"),
        (
            {"speaker": "anna", "status": "reported", "sources": ("almanac", "almanac"), "schematic": True},
            "a message from Geneva to Evian (reported by Anna Rochat, after The Almanac of 1950; The Almanac of 1950, "
            "schematic)",
        ),
        ({"via": ("lausanne",)}, "a message from Geneva by way of Lausanne to Evian"),
        ({"via": ("lausanne", "geneva")}, "a message from Geneva by way of Lausanne and Geneva to Evian"),
        ({"along": "shore"}, "a message from Geneva along the 46th Parallel to Evian"),
        ({"side": "boats", "kind": "movement"}, "a movement of troops (the boats) from Geneva to Evian"),
    ],
)
def test_a_link_says_who_says_so_after_what_by_which_way_and_whose_it_is(
    renamed: Story, link: dict[str, Any], words: str
) -> None:
    plain = replace(renamed.steps[0].links[0], label=None, status="stated")
    assert link_words(renamed, replace(plain, **link)) == words


def test_words_call_places_by_the_names_of_the_day(renamed: Story) -> None:
    link = replace(renamed.steps[0].links[0], label=None, status="stated", via=("lausanne",))
    assert link_words(renamed, link, Day(1949, 5, 27)) == "a message from Genf by way of Losanna to The Spring"
    assert link_words(renamed, link, Day(1950, 1, 1)) == "a message from Geneva by way of Lausanne to Evian"
    along = replace(link, via=(), along="shore")
    assert link_words(renamed, along, Day(1949, 5, 27)) == "a message from Genf along the 46th Degree to The Spring"
    step = replace(renamed.steps[0], links=(link,))
    arrows = "Arrows: a message from Genf by way of Losanna to The Spring."
    assert map_words(renamed, step) == f"The map shows Genf and The Spring (less certain). {arrows}"
    assert picture_words(renamed, step).startswith("Map of 27 May 1949. Lit: Genf (23 km north")
    assert picture_words(renamed, step).endswith(arrows)


def test_what_an_author_draws_is_named_and_credited_once(renamed: Story) -> None:
    use: Any = SimpleNamespace(id="sheet")
    step = replace(renamed.steps[1], draws=(use,))
    drawn = " Drawn on it: a “sheet” of 1850."
    assert map_words(renamed, step) == f"The map shows Losanna (uncertain).{drawn}"
    assert picture_words(renamed, step).endswith(f" Nothing moves.{drawn}")
    twice = credit_line(renamed, "Natural Earth", [step, step, renamed.steps[2]])
    assert twice.endswith(". Map: Natural Earth. A “sheet”: Survey, CC0.")


def test_a_draft_says_how_much_of_it_is_confirmed_wherever_it_is_named(lake: Story) -> None:
    assert draft_words(lake) == ""
    one = replace(lake, steps=(lake.steps[0], replace(lake.steps[1], unread=True), lake.steps[2]))
    assert draft_words(one) == "A draft: 2 of 3 steps read by a person"
    assert draft_words(replace(one, steps=(one.steps[1],))) == "A draft: 0 of 1 step read by a person"
    assert said(one.steps[1]) == UNREAD.said
    assert ", 3 February 1951. A draft: 2 of 3 steps read by a person. Map: GSHHG." in credit_line(one, "GSHHG")
    drafted = "A draft: 2 of 3 steps read by a person. "
    assert drafted in byline(one)
    assert byline(one) != byline(lake)


def test_a_step_of_which_a_part_stands_otherwise_says_so(lake: Story) -> None:
    step: Any = SimpleNamespace(unread=False, editorial=False, sign=SimpleNamespace(status="reported", partly=True))
    assert said(step) == "In part reported: a message that the authors relay"


@together(
    ("title", "subtitle", "words"),
    [
        ("The Lake", "", "The Lake"),
        ("The Lake", "A crossing", "The Lake: A crossing"),
        ("Who rowed?", "A crossing", "Who rowed? A crossing"),
        ("Row!", "A crossing", "Row! A crossing"),
        ("Rowed:", "A crossing", "Rowed: A crossing"),
        ("Who? The lake", "A crossing", "Who? The lake: A crossing"),
        ("Lake?X", "A crossing", "Lake?X: A crossing"),
    ],
)
def test_title_and_subtitle_are_joined_by_one_sign(lake: Story, title: str, subtitle: str, words: str) -> None:
    assert full_title(replace(lake, title=title, subtitle=subtitle)) == words


def test_an_article_is_small_within_a_sentence_and_nothing_else_is() -> None:
    said = ["The boat", "A boat", "An oar", "Anna rowed", "THE BOAT", "a boat"]
    assert [lowered(each) for each in said] == ["the boat", "a boat", "an oar", "Anna rowed", "THE BOAT", "a boat"]


def test_a_map_without_a_date_says_so(lake: Story) -> None:
    undated: Any = SimpleNamespace(edtf="", words="at no time", earliest=Day(1949, 5, 1))
    step = replace(lake.steps[1], map_date=undated)
    assert picture_words(lake, step).startswith("Map without a date. Lit: Lausanne (")


PARALLEL = LineString([(124, 38), (129, 38)])


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Point(126.978, 37.5665), "48 km south of the 38th Parallel at its nearest."),  # Seoul; a degree is 111 km
        (Point(126.5, 38.0044), "Touches or crosses the 38th Parallel."),  # 0.49 km
        (Point(126.5, 38.0047), "1 km north of the 38th Parallel at its nearest."),  # 0.52 km
        (Point(126.5, 37.9953), "1 km south of the 38th Parallel at its nearest."),
        (box(126, 37, 127, 38), "Touches or crosses the 38th Parallel."),  # half a country begins at the line
        (box(138, 37, 140, 39), "Touches or crosses the 38th Parallel."),  # the latitude crosses it, far from the line
        (Point(126.5, 47), "1,000 km north of the 38th Parallel at its nearest."),  # 9 × 111.1 km
        (Point(126.5, 46), "889 km north of the 38th Parallel at its nearest."),  # 8 × 111.1 km
        (Point(126.5, 48.04), "1,120 km north of the 38th Parallel at its nearest."),  # from 1,000 km on, to ten
        (box(120, 40, 134, 41), "222 km north of the 38th Parallel at its nearest."),
        (box(120, 40, 134.1, 41), ""),  # wider than 14 degrees: a country lies in no distance
    ],
)
def test_how_far_a_place_lies_from_the_line_of_reference(lake: Story, where: BaseGeometry, words: str) -> None:
    line = a_place(lake, PARALLEL, id="parallel-38", title="38th Parallel")
    assert distance_words(a_place(lake, where), line) == words


def test_a_river_has_no_north_and_the_line_itself_no_distance(lake: Story) -> None:
    river = a_place(lake, LineString([(24, 54), (24, 56)]), id="niemen", title="the Niemen")
    assert distance_words(a_place(lake, Point(24.1, 55)), river) == "6 km from the Niemen at its nearest."
    assert distance_words(river, river) == ""
    assert distance_words(river, None) == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("38th Parallel", "the 38th Parallel"),
        ("the Niemen", "the Niemen"),
        ("wall", "the Wall"),
        ("The Wall", "the Wall"),
    ],
)
def test_a_line_has_an_article_within_a_sentence(name: str, words: str) -> None:
    assert with_article(name) == words


def test_who_wrote_the_source_is_said_where_and_when(lake: Story, tmp_path: Path) -> None:
    told = "Told in our own words; ¶ gives the paragraph of the source."
    where = "After “A Boat on the Lake” by Anna Rochat, Gazette of the Shore, 3 February 1951"
    assert byline(lake) == f"{where}, page 7. {told}"
    two = STORY.replace("  page: 7\n", "").replace("[Anna Rochat]", "[Anna Rochat, Luc Mury]")
    story = load_story(write_story(tmp_path, two))
    assert byline(story) == f"{where.replace('Rochat', 'Rochat and Luc Mury')}. {told}"


def test_a_picture_s_words_stand_without_the_page(lake: Story) -> None:
    assert [picture_words(lake, step) for step in lake.steps] == [
        "Map of 27 May 1949. Lit: Geneva (today Genf, 23 km north of the 46th Parallel at its nearest); "
        "Evian (45 km north of the 46th Parallel at its nearest, less certain place). "
        "Arrows: a message from Geneva to Evian: a letter (disputed).",
        "Map of spring 1949. Lit: Lausanne (58 km north of the 46th Parallel at its nearest, uncertain place). "
        "Nothing moves.",
        "Map of about 15 October 1949. Lit: Geneva (today Genf, 23 km north of the 46th Parallel at its nearest). "
        "Nothing moves.",
    ]


def test_a_picture_lights_both_ends_of_a_link_and_has_the_date_of_its_map(tmp_path: Path) -> None:
    text = STORY.replace("[geneva, evian]", "[lausanne]").replace(
        "date: 1949-05-27", "date: 1949-05-27\n    map_date: 1950"
    )
    story = load_story(write_story(tmp_path, text))
    assert picture_words(story, story.steps[0]) == (
        "Map of 1950. Lit: Lausanne; Geneva; Evian. Arrows: a message from Geneva to Evian: a letter (disputed)."
    )


def test_a_picture_is_credited_to_the_source_and_to_the_makers_of_the_map(lake: Story) -> None:
    cited = "Anna Rochat, “A Boat on the Lake”, Gazette of the Shore, 3 February 1951"
    assert credit_line(lake, "Natural Earth") == f"After {cited}. Map: Natural Earth."
    two = replace(lake, source=lake.source.model_copy(update={"authors": ("Anna Rochat", "Luc Mury")}))
    assert credit_line(two, "GSHHG") == f"After {cited.replace('Rochat', 'Rochat and Luc Mury')}. Map: GSHHG."


def test_a_step_says_how_its_word_stands_and_whether_it_is_the_editor_s_own(lake: Story) -> None:
    assert [said(step) for step in lake.steps] == [
        "Disputed in the same source",
        "Reported: a message that the authors relay",
        "The editor’s own remarks",
    ]


@pytest.mark.parametrize(
    ("citation", "short"),
    [
        ("Anna Rochat, *The Lake* (a history), Geneva 1951", "Anna Rochat, The Lake, 1951"),
        ("Anna Rochat, The Lake: a history; second edition, 1951", "Anna Rochat, The Lake, 1951"),
        ("Anna Rochat, The Lake", "Anna Rochat, The Lake"),
        ('Anna Rochat, "The Lake," a history: notes, 1951', "Anna Rochat, “The Lake,” a history, 1951"),
        ("Letter of 1949, copied in 1949: a note", "Letter of 1949, copied in 1949"),
        ("The Lake, 3 May 1949, Archive of the Shore", "The Lake, 3 May 1949"),
        ('Anna Rochat, "Who crossed? A reading of letters," Geneva 1951', "Anna Rochat, “Who crossed”, 1951"),
        ('Anna Rochat, "The Lake," (Geneva, 1899)', "Anna Rochat, “The Lake”, 1899"),
    ],
)
def test_a_citation_is_shortened_to_author_title_and_year(citation: str, short: str) -> None:
    assert short_citation(citation) == short

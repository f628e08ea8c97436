"""What a step and a link answer about themselves."""

from __future__ import annotations

from pathlib import Path

from narrative.story import load_story
from tests.routed_story import ROUTED, write_routed
from tests.stories import STORY, write_story


def test_a_link_names_its_ends_and_all_places_on_its_way_in_order(tmp_path: Path) -> None:
    letter, ferry, rowers = load_story(write_routed(tmp_path)).steps[0].links
    assert (letter.ends, letter.places) == (("geneva", "evian"), ("geneva", "evian"))
    assert ferry.places == ("geneva", "evian", "lausanne")
    assert (rowers.ends, rowers.places) == (("lausanne", "geneva"), ("lausanne", "shore", "geneva"))


def test_a_place_on_the_way_is_lit_only_where_the_step_names_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    step = load_story(write_routed(tmp_path / "a")).steps[0]
    assert (step.lit_places, step.way_places) == (("geneva", "evian", "lausanne"), ("shore",))
    fewer = ROUTED.replace("places: [geneva, evian]", "places: [geneva, shore]")
    assert load_story(write_routed(tmp_path, fewer)).steps[0].way_places == ()


def test_the_map_is_of_the_step_s_day_unless_it_says_otherwise(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    plain = load_story(write_story(tmp_path / "a")).steps[0]
    assert (str(plain.day), plain.map_day) == ("1949-05-27", plain.date)
    dated = STORY.replace("    date: 1949-05-27\n", "    date: 1949-05-27\n    map_date: 1948-02\n", 1)
    assert dated != STORY
    assert str(load_story(write_story(tmp_path, dated)).steps[0].day) == "1948-02-01"


def test_a_step_is_shown_as_it_stands_and_as_a_draft_while_nobody_has_read_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    letter, denial, *_ = load_story(write_story(tmp_path / "a")).steps
    assert (letter.shown_as, letter.sign.partly, letter.unread) == ("disputed", False, False)
    assert denial.shown_as == denial.status
    drafted = load_story(write_story(tmp_path, "draft: true\n" + STORY)).steps[0]
    assert (drafted.shown_as, drafted.sign.status) == ("draft", "disputed")

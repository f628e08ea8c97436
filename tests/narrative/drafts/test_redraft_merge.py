"""The parts of a drafted story are brought up to date key by key: what its author has changed stays."""

from __future__ import annotations

from typing import Any

import pytest

from narrative.drafts.redraft_merge import merge_step, place_for, renumbered, said, set_value, words_in
from narrative.drafts.redraft_parts import Changes
from narrative.drafts.state import State, digests
from narrative.drafts.story_files import yaml_of

STEP: dict[str, Any] = {
    "id": "the-city",
    "title": "The city",
    "date": "1812-06-28",
    "places": ["vilna"],
    "source": {"paragraphs": [3]},
    "status": "stated",
    "text": "A program's words.\n",
}
MOVES = {3: 4}


def merged(
    now: dict[str, Any],
    made: dict[str, Any] | None,
    theirs: tuple[set[str], set[str]] = (set(), set()),
    drafted: bool = True,
) -> tuple[dict[str, Any], Changes]:
    """A step after a second run that would make ``made`` of it, and what is said of it."""
    target, changes = yaml_of(now, "step"), Changes()
    state = State("", {}, (), steps={"the-city": digests(STEP)} if drafted else {})
    merge_step(now, target, made, MOVES, state, theirs, changes)
    return dict(target), changes


def made(**more: Any) -> dict[str, Any]:
    return {**STEP, "source": {"paragraphs": [4]}, **more}


def test_what_nobody_touched_is_made_anew() -> None:
    found, changes = merged(STEP, made(date="1812-06-29", title="Vilna"))
    assert (found["date"], found["title"], found["source"]) == ("1812-06-29", "Vilna", {"paragraphs": [4]})
    assert changes.refreshed == ["step `the-city`: title, date"]
    assert changes.moved == ["step `the-city`: ¶ 3 → ¶ 4"]
    assert changes.kept == []


def test_what_the_author_changed_stays() -> None:
    found, changes = merged({**STEP, "title": "My city"}, made(title="Vilna", date="1812-06-29"))
    assert (found["title"], found["date"]) == ("My city", "1812-06-29")
    assert changes.kept == ["step `the-city`: title"]


def test_an_author_who_sets_the_date_has_set_all_that_dates_the_step() -> None:
    found, _ = merged({**STEP, "date": "1812-07-01"}, made(undated=True, date_note="No date.", date="1812"))
    assert found["date"] == "1812-07-01" and "undated" not in found and "date_note" not in found


def test_a_confirmed_step_moves_with_its_paragraphs_and_changes_in_nothing_else() -> None:
    found, changes = merged({**STEP, "confirmed": True}, made(title="Vilna"))
    assert (found["title"], found["source"]) == ("The city", {"paragraphs": [4]})
    assert changes.kept == ["step `the-city`, which you have confirmed"]


def test_a_step_of_the_author_s_own_stays_as_it_is() -> None:
    found, changes = merged(STEP, made(title="Vilna"), drafted=False)
    assert found["title"] == "The city"
    assert changes.kept == ["step `the-city`"]


def test_a_step_whose_paragraphs_are_gone_is_the_editor_s_own() -> None:
    found, changes = merged(STEP, None)
    assert (found["source"], found["editorial"], found["text"]) == ({"paragraphs": []}, True, STEP["text"])
    assert changes.gone == ["step `the-city` told of paragraphs that are gone; it stays, as the editor's own"]
    uncited = {**STEP, "source": {"paragraphs": []}}
    assert merged(uncited, None)[1].gone == []


def test_a_place_of_the_author_s_is_not_taken_out_of_a_step() -> None:
    found, _ = merged(STEP, made(places=["kovno"]), theirs=({"vilna"}, set()))
    assert found["places"] == ["kovno", "vilna"]
    found, _ = merged(STEP, made(places=["kovno"]))
    assert found["places"] == ["kovno"]


def test_a_key_that_is_not_generated_any_more_goes() -> None:
    without = {key: each for key, each in made().items() if key != "status"}
    assert "status" not in merged(STEP, without)[0]


def test_a_new_key_stands_before_the_text() -> None:
    target = yaml_of(STEP, "step")
    set_value(target, "undated", True)
    assert list(target)[-2:] == ["undated", "text"]
    set_value(target, "title", "Other")
    assert target["title"] == "Other" and list(target).index("title") == 1


@pytest.mark.parametrize(("first", "at"), [(1, 0), (3, 1), (5, 2), (9, 3)])
def test_a_new_step_goes_behind_the_one_that_tells_what_stands_before(first: int, at: int) -> None:
    steps = [{"source": {"paragraphs": numbers}} for numbers in ([1, 2], [4], [8, 6])]
    assert place_for([*steps, {"source": {}}, {}], first) == at


def test_whatever_a_story_uses_is_known_and_what_a_step_is_called_is_no_use() -> None:
    story = {
        "title": "riga",
        "cover": "vilna",
        "steps": [{"id": "vilna", "places": ["kovno"], "links": [{"from": "kovno", "to": "grodek"}]}],
        "claims": [{"text": "At [it](place:minsk)."}],
    }
    found = words_in(story)
    assert {"kovno", "grodek", "minsk"} <= found
    assert not {"vilna", "riga"} & found


def test_a_place_that_stays_has_the_paragraphs_of_the_new_text() -> None:
    names: list[dict[str, Any]] = [
        {"toponym": "Vilna", "paragraphs": [3, 5]},
        {"toponym": "Wilno", "paragraphs": [5]},
        {"toponym": "Vilnius"},
    ]
    feature = {"id": "vilna", "names": names}
    assert renumbered(feature, None, MOVES)["names"] == [
        {"toponym": "Vilna", "paragraphs": [4]},
        {"toponym": "Wilno"},
        {"toponym": "Vilnius"},
    ]
    now = {"names": [{"toponym": "VILNA", "paragraphs": [2, 4]}]}
    assert renumbered(feature, now, MOVES)["names"][0] == {"toponym": "Vilna", "paragraphs": [2, 4]}
    assert feature["names"] is names and names[0]["paragraphs"] == [3, 5]


def test_paragraphs_are_said_with_their_sign() -> None:
    assert said([3, 4]) == "¶ 3, 4"

"""Ids of steps, places and people: slugs, each given once."""

from __future__ import annotations

import pytest

from narrative.drafts.ids import Ids, new_id, short_slug, story_slug


def test_ids_are_slugs_that_the_page_does_not_need_itself() -> None:
    ids = Ids()
    assert [ids.step(each) for each in ("Search", "Łódź, 1914", "Łódź 1914", "日本", "…", "Place names")] == [
        "step-search", "lodz-1914", "lodz-1914-2", "riben", "step", "step-place-names",
    ]  # fmt: skip


def test_an_id_that_is_taken_gets_a_number() -> None:
    ids = Ids({"seoul"})
    assert [ids.new(each) for each in ("Seoul", "SEOUL!", "Seoul 2")] == ["seoul-2", "seoul-3", "seoul-2-2"]


def test_words_without_a_letter_have_a_word_instead() -> None:
    assert [Ids().new("…"), Ids().new("", "person"), Ids().step("—")] == ["place", "person", "step"]


@pytest.mark.parametrize(
    ("words", "id"),
    [("Map", "step-map"), ("Part one", "step-part-one"), ("A long title", "step-a-long"), ("Mapping", "mapping")],
)
def test_a_step_is_not_called_as_a_part_of_the_page(words: str, id: str) -> None:
    assert Ids().step(words) == id


def test_an_id_is_cut_between_words_at_fifty_letters() -> None:
    assert short_slug("word " * 20) == "-".join(["word"] * 10)
    assert short_slug("a" * 50) == short_slug("a" * 60) == "a" * 50
    assert short_slug("a" * 49 + " b") == "a" * 49


def test_a_story_is_called_by_the_first_of_its_names_that_has_a_letter() -> None:
    assert story_slug("!", "", "Порт-Артур", "Other") == "port-artur"
    assert story_slug("?", otherwise="loaded-story") == "loaded-story"
    assert new_id("Evian", ["evian", "evian-2"], "place") == "evian-3"

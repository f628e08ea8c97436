"""What an importer notes: a fault with its line, a loss once."""

from __future__ import annotations

from narrative.imports.material import KEY, Material
from narrative.imports.registry import IMPORTS


def test_a_loss_is_noted_once_and_in_the_order_in_which_it_came() -> None:
    material = Material("map.json", "StoryMapJS", "slide")
    for sentence in ("The zoom was not kept.", "The lines were not kept.", "The zoom was not kept."):
        material.lose(sentence)
    assert material.lost == ["The zoom was not kept.", "The lines were not kept."]


def test_a_fault_names_the_file_and_its_line() -> None:
    material = Material("map.json", "StoryMapJS", "slide")
    material.fault(41, "slide 2: the longitude is missing")
    assert [str(each) for each in material.faults] == ["map.json:41: slide 2: the longitude is missing"]


def test_two_readings_share_nothing() -> None:
    one, other = Material("a", "x", "slide"), Material("b", "x", "slide")
    one.lose("The zoom was not kept.")
    one.people["anna"] = "Anna"
    assert (other.lost, other.people) == ([], {})


def test_the_mark_before_a_places_key_can_stand_in_no_text() -> None:
    assert KEY == "\0"


def test_every_format_says_in_a_sentence_what_it_loses_and_ends_its_files_names_with_a_point() -> None:
    for each in IMPORTS.values():
        assert each.loses.endswith(".")
        assert all(ending.startswith(".") for ending in each.endings)

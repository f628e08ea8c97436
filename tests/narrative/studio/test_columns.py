"""What columns a plain table has, as the studio's dialogue shows them."""

from __future__ import annotations

import pytest

from narrative.imports.sheet import ROLES
from narrative.studio.columns import WORDS, columns_of_file


def test_columns_are_shown_with_what_they_seem_to_be_and_their_first_cells() -> None:
    found = columns_of_file("Ort;Breite;X;Wann\nMalta;35,9;14,5;1854\nOdessa;46,5;;\n".encode("cp1252"), "a.csv")
    assert found is not None
    assert found["columns"] == [
        {"name": "Ort", "role": "place", "shown": ["Malta", "Odessa"]},
        {"name": "Breite", "role": "lat", "shown": ["35,9", "46,5"]},
        {"name": "X", "role": "lon", "shown": ["14,5"]},
        {"name": "Wann", "role": "", "shown": ["1854"]},
    ]
    assert [each["value"] for each in found["roles"]] == list(ROLES)


def test_every_part_has_words() -> None:
    assert list(WORDS) == list(ROLES)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Chapter,Latitude,Longitude\nA,1,2\n", "chapters.csv"),
        (b'{"storymap": {"slides": []}}', "a.json"),
        (b"", "a.csv"),
        (b"PK\x03\x04 no workbook", "a.xlsx"),
        (b'A,"B\n', "a.csv"),
    ],
)
def test_another_programs_table_and_what_cannot_be_read_have_no_dialogue(data: bytes, name: str) -> None:
    assert columns_of_file(data, name) is None

"""Whatever is brought to a reader: it reads it, or says in sentences what is wrong; what it reads it writes again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.imports.registry import IMPORTS
from tests.fuzzing.doors import DOORS, seeds, sound
from tests.fuzzing.profiles import chosen
from tests.fuzzing.shapes import DATES, json_files, spoilt, zip_files
from tests.import_files import FILES
from tests.listed import together


def shapes_of(name: str) -> st.SearchStrategy[bytes]:
    """What is pushed through a door."""
    if name == "dates":
        return DATES.map(lambda each: each.encode("utf-8", "replace"))
    if name == "zips":
        return zip_files(dict(sound())) | st.sampled_from(list(seeds(name))).flatmap(spoilt)
    kind = name.removeprefix("import-")
    holds = IMPORTS[kind].holds if kind in IMPORTS else ""
    if holds == "json" or name in ("story", "story-places", "documents", "places", "annotations"):
        return st.one_of([json_files(each) for each in seeds(name)])
    return st.one_of([spoilt(each) for each in seeds(name)])


@pytest.mark.parametrize("name", DOORS)
def test_a_door_reads_or_says_why_not(name: str) -> None:
    @chosen()
    @given(shapes_of(name))
    def pushed(data: bytes) -> None:
        DOORS[name](data)

    pushed()


@together("name", DOORS)
def test_what_is_sound_goes_through(name: str) -> None:
    for each in seeds(name):
        DOORS[name](each)


def test_every_format_has_a_file_to_set_out_from() -> None:
    assert set(FILES) == set(IMPORTS)
